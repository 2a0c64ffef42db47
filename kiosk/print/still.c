// Stills for paper: a white ground, and the box of the figure, which fills the frame that it gets on
// the page. Any thread.
#include "still.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    STILL_W = 400, // px, at least: 180 a inch on paper
    FIGURE = 245,  // what has a colour darker than this belongs to the figure, white hair too
    MARGIN = 8,    // px round the figure
};

// What is nearly white becomes white, what is nearly black becomes black.
static uint32_t clearer(uint32_t shade)
{
    enum { BLACK = 24, WHITE = 212 };
    return shade <= BLACK ? 0 : shade >= WHITE ? 255 : (shade - BLACK) * 255 / (WHITE - BLACK);
}

static uint32_t on_white(uint32_t argb)
{
    uint32_t clear = 255 - (argb >> 24), made = 0xff;
    for (int shift = 16; shift >= 0; shift -= 8)
        made = made << 8 | clearer((argb >> shift & 255) * (255 - clear) / 255 + clear);
    return made;
}

static bool of_figure(uint32_t argb)
{
    return (argb >> 16 & 255) < FIGURE || (argb >> 8 & 255) < FIGURE || (argb & 255) < FIGURE;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

static int most(int a, int b)
{
    return a > b ? a : b;
}

static void find_figure(struct still *still)
{
    const struct pixels *pixels = &still->pixels;
    int left = pixels->w, right = -1, top = pixels->h, bottom = -1;
    const uint32_t *argb = pixels->argb;
    for (int y = 0; y < pixels->h; y++)
        for (int x = 0; x < pixels->w; x++)
            if (of_figure(*argb++)) {
                left = least(left, x);
                right = most(right, x);
                top = least(top, y);
                bottom = y;
            }
    if (right < 0) {
        still->w = pixels->w;
        still->h = pixels->h;
        return;
    }
    still->x = most(left - MARGIN, 0);
    still->y = most(top - MARGIN, 0);
    still->w = least(right + 1 + MARGIN, pixels->w) - still->x;
    still->h = least(bottom + 1 + MARGIN, pixels->h) - still->y;
}

struct still still_make(const struct pixels *picture)
{
    struct still still = {0};
    while ((still.pixels.argb ? still.pixels.w : picture->w) >= 2 * STILL_W) {
        struct pixels half = pixels_halve(still.pixels.argb ? &still.pixels : picture);
        pixels_destroy(&still.pixels);
        still.pixels = half;
    }
    const uint32_t *from = still.pixels.argb ? still.pixels.argb : picture->argb;
    if (!still.pixels.argb)
        still.pixels = pixels_make(picture->w, picture->h);
    for (size_t i = 0; i < (size_t)still.pixels.w * (size_t)still.pixels.h; i++)
        still.pixels.argb[i] = on_white(from[i]);
    find_figure(&still);
    return still;
}

void still_destroy(struct still *still)
{
    pixels_destroy(&still->pixels);
    *still = (struct still){0};
}
