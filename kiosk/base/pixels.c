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

struct pixels pixels_halve(const struct pixels *large)
{
    struct pixels small = pixels_make(large->w / 2, large->h / 2);
    for (int y = 0; y < small.h; y++)
        for (int x = 0; x < small.w; x++) {
            const uint32_t *from = large->argb + (size_t)y * 2 * (size_t)large->w + (size_t)x * 2;
            const uint32_t four[] = {from[0], from[1], from[large->w], from[large->w + 1]};
            uint32_t r = 2, g = 2, b = 2; // rounds
            for (int i = 0; i < 4; i++) {
                r += four[i] >> 16 & 255;
                g += four[i] >> 8 & 255;
                b += four[i] & 255;
            }
            small.argb[(size_t)y * (size_t)small.w + (size_t)x] =
                0xff000000 | r / 4 << 16 | g / 4 << 8 | b / 4;
        }
    return small;
}
