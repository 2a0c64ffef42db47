#pragma once
// What colour a place has: light, shadow, cloth, skin, the painted face and the working muscle.
// Linear light.

#include "figure.h"

enum surface {
    SURFACE_NONE,
    SURFACE_SKIN,
    SURFACE_SHIRT,
    SURFACE_SHORTS,
    SURFACE_HAIR,
    SURFACE_PROP,
    SURFACE_FLOOR, // and all that follow: smooth, so that only colour tells edges
    SURFACE_MAT,
    SURFACE_MAT_EDGE
};

struct vec shade_figure(const struct figure *figure, struct vec p, struct vec way,
                        enum surface *surface);
// Only which surface of the figure is at p.
enum surface shade_surface(const struct figure *figure, struct vec p);
struct vec shade_floor(const struct figure *figure, struct vec p, struct vec way, bool on_mat);
struct vec shade_mat_edge(void);
struct vec shade_backdrop(struct vec way);

// Where a ray enters and leaves the box round the figure, let out by `skirt`. False if it never
// does.
bool shade_box(const struct figure *figure, struct vec from, struct vec way, float skirt,
               float *enter, float *leave);

// cloth.c: what clothes and cushions are made of.
float cloth_weave(struct vec q);
struct vec cloth_shirt(const struct figure *figure, struct vec p);
struct vec cloth_shorts(const struct figure *figure, struct vec p);

// skin.c
struct vec skin_colour(const struct figure *figure, struct vec p);
// muscle.c: how much the working muscle shows at p, 0 to 1, and the brightness of its fibre there.
float muscle_shows(const struct figure *figure, struct vec p, float *fibre);
