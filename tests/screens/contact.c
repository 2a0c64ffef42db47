// Contact sheets, a third of the real size, wide pictures five and high ones ten a row.
#include "contact.h"

#include <string.h>

#include "image.h"

enum { SHARE = 3, GAP = 8 };

struct contact contact_start(int most, int w, int h)
{
    struct contact c = {.columns = w > h ? 5 : 10, .each_w = w / SHARE, .each_h = h / SHARE};
    int rows = (most + c.columns - 1) / c.columns;
    c.sheet = pixels_make(c.columns * (c.each_w + GAP) + GAP, rows * (c.each_h + GAP) + GAP);
    for (int i = 0; i < c.sheet.w * c.sheet.h; i++)
        c.sheet.argb[i] = 0xFF707070;
    return c;
}

void contact_add(struct contact *c, const struct pixels *drawn)
{
    struct pixels small =
        image_scaled(drawn, (struct rect){0, 0, drawn->w, drawn->h}, c->each_w, c->each_h, false);
    int left = GAP + c->count % c->columns * (c->each_w + GAP),
        top = GAP + c->count / c->columns * (c->each_h + GAP);
    for (int y = 0; y < c->each_h; y++)
        memcpy(c->sheet.argb + (top + y) * c->sheet.w + left, small.argb + y * c->each_w,
               (size_t)c->each_w * sizeof *small.argb);
    pixels_destroy(&small);
    c->count++;
}

bool contact_save(struct contact *c, const char *path)
{
    bool good = image_save_png(path, &c->sheet);
    pixels_destroy(&c->sheet);
    return good;
}
