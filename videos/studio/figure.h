#pragma once
// A figure and its props as a field of distances: round cones, ellipsoids and boxes, grouped by
// segment. One frame of one exercise; built once, then only read, by any thread.

#include "rig.h"

enum group {
    GROUP_PELVIS,
    GROUP_CHEST,
    GROUP_HEAD,
    GROUP_FACE, // nose and ears: with the head's radius they would grow into a muzzle
    GROUP_HAIR,
    GROUP_DRAPE,     // the shirt where it hangs free of the waist
    GROUP_UPPER_ARM, // left, then right, as all that follow up to the shorts
    GROUP_FOREARM = GROUP_UPPER_ARM + 2,
    GROUP_HAND = GROUP_FOREARM + 2,
    GROUP_THIGH = GROUP_HAND + 2,
    GROUP_SHANK = GROUP_THIGH + 2,
    GROUP_FOOT = GROUP_SHANK + 2,
    GROUP_SLEEVE = GROUP_FOOT + 2,
    GROUP_SHORTS = GROUP_SLEEVE + 2,
    GROUP_BALL = GROUP_SHORTS + 2,
    GROUP_CHAIR,
    GROUP_CUSHION,
    GROUP_ROLLER,
    GROUP_WALL,
    GROUPS
};
enum { SHAPES_MAX = 24, GROUPS_ALL = (1 << GROUPS) - 1 };

enum shape_kind { SHAPE_CONE, SHAPE_ELLIPSOID, SHAPE_BOX };
enum { CUT_START = 1, CUT_END = 2 }; // a cone's end is flat, as cloth ends

struct shape {
    enum shape_kind kind;
    int cut;
    struct vec a, b, ba, along;           // a cone's ends; `a` is the middle of the others
    float r1, r2, dr, l2, a2, il2;        // a cone's radii and what follows from them
    struct frame frame;                   // of ellipsoids and boxes
    struct vec radius, inverse, inverse2; // half sizes
    struct vec middle;                    // of a ball round it all, and its radius
    float round;
};

// A capsule round all shapes of a group.
struct bound {
    struct vec a, d;
    float inverse, radius;
};

struct mat {
    bool there;
    float half_x, half_y, x, y;
};

struct figure {
    struct rig rig;
    struct body body;
    struct shape shape[GROUPS][SHAPES_MAX];
    int shapes[GROUPS];
    struct bound bound[GROUPS];
    struct vec low, high; // a box round everything but mat and floor
    struct mat mat;
    enum muscle muscle;
    float glow[2], shut;
    float bent; // the trunk, 0 upright to 1: how deep the shirt creases
};

// The surfaces of a figure at one place: the distance to each.
struct layers {
    float skin, shirt, shorts, hair, prop;
};

// body.c
void figure_build(struct figure *figure, const struct body *body, const struct exercise *exercise,
                  float t);
void figure_cone(struct figure *figure, enum group group, struct vec a, struct vec b, float r1,
                 float r2, int cut);
void figure_ellipsoid(struct figure *figure, enum group group, const struct frame *frame,
                      struct vec at, struct vec radius);
// `edge` is how far its edges are rounded, less than its smallest half size.
void figure_box(struct figure *figure, enum group group, const struct frame *frame,
                struct vec radius, float edge);

// props.c: the exercise's props, set about the solved figure.
void props_build(struct figure *figure, const struct exercise *exercise);

// figure_bounds.c: to call when all shapes are there.
void figure_bound(struct figure *figure);
// The groups that come nearer than `reach` to a ray from `from` over `length` metres along the unit
// vector `way`; `widen` is how much the reach grows a metre.
unsigned figure_near_ray(const struct figure *figure, struct vec from, struct vec way, float length,
                         float reach, float widen);
unsigned figure_near_point(const struct figure *figure, struct vec p, float reach);

// field.c: the distance from p to one group, or a lower limit of it when it is more than `far`.
float field_group(const struct figure *figure, int group, struct vec p, float far);
// All surfaces, looking only at `groups`. Distances above `far` are lower limits.
struct layers field_layers(const struct figure *figure, unsigned groups, struct vec p, float far);
float field_nearest(const struct figure *figure, unsigned groups, struct vec p, float far);
// Where clothes end: the shirt above the pelvis in metres, sleeves and shorts as parts of their
// bone; and the distance from the shirt's opening at the neck, positive on the shirt.
#define FIGURE_HEM    .064f
#define FIGURE_SLEEVE .52f
#define FIGURE_SHORTS .40f
float figure_collar(const struct figure *figure, struct vec p);
// In the space of the head: the distance to where hair begins, negative on the face; how light a
// strand is, 0 to 1.
float field_hairline(const struct body *body, struct vec q);
float field_hair_light(const struct body *body, struct vec q);
// The mat, negative inside.
float field_mat(const struct mat *mat, struct vec p);
enum { MAT_MILLIMETRES = 16 };
