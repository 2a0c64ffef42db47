// Plain pictures in memory. Any thread; a struct pixels belongs to one thread at a time.
#include "pixels.h"

#include <assert.h>
#include <stdlib.h>

struct pixels pixels_make(int w, int h)
{
    assert(w > 0 && h > 0 && w <= 16384 && h <= 16384);
    struct pixels made = {w, h, calloc((size_t)w * (size_t)h, sizeof *made.argb)};
    if (!made.argb)
        abort();
    return made;
}

void pixels_destroy(struct pixels *pixels)
{
    free(pixels->argb);
    *pixels = (struct pixels){0};
}
