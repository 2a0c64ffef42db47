#pragma once
// Icons and picture files as pictures of the renderer, made once at the size they are shown and
// kept. Main thread.

#include <stdbool.h>
#include <stddef.h>

#include "canvas.h"

struct pictures; // the cache
struct pictures *pictures_open(struct canvas *canvas, const char *icons_folder);
void pictures_destroy(struct pictures *pictures); // accepts NULL

// The icon `name` (file name without ".svg"), white, `size` design px square. NULL if there is none
// (logged once).
const struct picture *pictures_icon(struct pictures *pictures, const char *name, int size);
// A picture file that fills w x h design px, cut evenly where its shape differs, or, where that would
// take more than a quarter of a figure's height, with its ground drawn out to both sides. Its top or
// bottom corners are rounded by `radius`. NULL if it cannot be shown (logged once).
struct corners {
    int radius;
    bool top, bottom;
};
const struct picture *pictures_file(struct pictures *pictures, const char *path, int w, int h,
                                    struct corners corners);
// A picture under a name of the caller's, from pixels: replaces the one of the same name. Used for
// the page's preview.
const struct picture *pictures_put(struct pictures *pictures, const char *name,
                                   const struct pixels *pixels);
const struct picture *pictures_get(struct pictures *pictures,
                                   const char *name); // NULL if not put, or lost with the renderer
// Between two visits: what is shown next is read anew, as it may have changed under the same name.
void pictures_forget_files(struct pictures *pictures);
size_t pictures_bytes(const struct pictures *pictures); // what they take, about
void pictures_drop(struct pictures *pictures, const char *name);
