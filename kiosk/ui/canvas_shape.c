// Shapes in design px, cut into fills and masks in panel px. Main thread.
#include <math.h>

#include "canvas_inside.h"

static float least(float a, float b)
{
    return a < b ? a : b;
}

static int32_t unit(float length)
{
    return (int32_t)lrintf(length * MASK_UNIT);
}

static struct mask_key corner_key(enum mask_kind kind, float radius, struct rect at)
{
    float most = least((float)at.w, (float)at.h) / 2;
    return (struct mask_key){.kind = (int32_t)kind, .value = {unit(least(radius, most))}};
}

// The corners of `at`, each from its quarter of the mask. Where the corners meet in the middle of
// something small, the right and lower ones give way.
static void corners_push(struct canvas *canvas, const struct mask_key *key, struct rect at,
                         bool top, bool bottom, colour ink)
{
    const struct mask *mask = mask_find(canvas, key);
    int half = mask_corner(key);
    int left = half < at.w ? half : at.w, upper = half < at.h ? half : at.h;
    int right = half < at.w - left ? half : at.w - left;
    int lower = half < at.h - upper ? half : at.h - upper;
    int x = at.x + at.w - right, y = at.y + at.h - lower;
    int from_x = 2 * half - right, from_y = 2 * half - lower;
    struct rect from[] = {{0, 0, left, upper},
                          {from_x, 0, right, upper},
                          {0, from_y, left, lower},
                          {from_x, from_y, right, lower}};
    struct rect to[] = {{at.x, at.y, left, upper},
                        {x, at.y, right, upper},
                        {at.x, y, left, lower},
                        {x, y, right, lower}};
    for (int i = 0; i < 4; i++)
        if (i < 2 ? top : bottom)
            canvas_push_copy(canvas, mask->texture, mask->id, false, from[i], to[i], ink);
}

void canvas_round(struct canvas *canvas, struct rect r, int radius, colour fill)
{
    struct rect at = canvas_to_panel(canvas, r);
    if (rect_empty(at))
        return;
    struct mask_key key = corner_key(MASK_DISC, (float)radius * canvas->scale, at);
    if (key.value[0] <= 0) {
        canvas_push_fill(canvas, at, fill);
        return;
    }
    corners_push(canvas, &key, at, true, true, fill);
    int half = mask_corner(&key);
    canvas_push_fill(canvas, (struct rect){at.x, at.y + half, at.w, at.h - 2 * half}, fill);
    canvas_push_fill(canvas, (struct rect){at.x + half, at.y, at.w - 2 * half, half}, fill);
    int lower = half < at.h - half ? half : at.h - half;
    canvas_push_fill(canvas,
                     (struct rect){at.x + half, at.y + at.h - lower, at.w - 2 * half, lower}, fill);
}

void canvas_corners(struct canvas *canvas, struct rect r, int radius, colour behind, bool top,
                    bool bottom)
{
    struct rect at = canvas_to_panel(canvas, r);
    struct mask_key key = corner_key(MASK_CORNERS, (float)radius * canvas->scale, at);
    if (!rect_empty(at) && key.value[0] > 0)
        corners_push(canvas, &key, at, top, bottom, behind);
}

void canvas_shadow(struct canvas *canvas, struct rect r, int radius, colour ink)
{
    enum { FALL = 10, REACH = 36 };
    struct rect card = {r.x, r.y + FALL, r.w, r.h};
    struct rect at = canvas_to_panel(canvas, rect_inset(card, -REACH));
    float reach = REACH * canvas->scale;
    // a blur rounds a corner further than the card's own
    float round = (float)radius * canvas->scale + reach / 4;
    float most = least((float)at.w, (float)at.h) / 2 - reach;
    if (rect_empty(at) || most < 1)
        return;
    struct mask_key key = {.kind = MASK_SHADOW,
                           .value = {unit(least(fmaxf(round, reach), most)), unit(reach)}};
    corners_push(canvas, &key, at, true, true, ink);
    const struct mask *mask = mask_find(canvas, &key);
    int half = mask_corner(&key), w = at.w - 2 * half, h = at.h - 2 * half;
    struct rect from[] = {
        {half, 0, 1, half}, {half, half, 1, half}, {0, half, half, 1}, {half, half, half, 1}};
    struct rect to[] = {{at.x + half, at.y, w, half},
                        {at.x + half, at.y + at.h - half, w, half},
                        {at.x, at.y + half, half, h},
                        {at.x + at.w - half, at.y + half, half, h}};
    for (int i = 0; i < 4; i++) // the middle stays empty: something opaque stands on it
        canvas_push_copy(canvas, mask->texture, mask->id, false, from[i], to[i], ink);
}

struct dashing {
    float dash, gap; // panel px
    int width;
};

// Whole dashes along a straight side, half a gap at both ends.
static void dash_side(struct canvas *canvas, struct rect side, bool across, struct dashing dashing,
                      colour edge)
{
    int length = across ? side.w : side.h;
    int count = (int)lrintf((float)length / (dashing.dash + dashing.gap));
    for (int i = 0; i < count; i++) {
        float period = (float)length / (float)count;
        float start = ((float)i + 0.5f) * period - dashing.dash / 2;
        int from = (int)lrintf(start), to = (int)lrintf(start + dashing.dash);
        struct rect dash = across ? (struct rect){side.x + from, side.y, to - from, side.h}
                                  : (struct rect){side.x, side.y + from, side.w, to - from};
        canvas_push_fill(canvas, dash, edge);
    }
}

void canvas_dashed(struct canvas *canvas, struct rect r, int radius, int width, colour edge)
{
    struct rect at = canvas_to_panel(canvas, r);
    if (rect_empty(at) || width <= 0)
        return;
    int line = (int)fmaxf(1, roundf((float)width * canvas->scale));
    struct dashing dashing = {2 * (float)line, (float)line, line};
    struct mask_key key = corner_key(MASK_DASHES, (float)radius * canvas->scale, at);
    int half = key.value[0] > 0 ? mask_corner(&key) : 0;
    if (half) {
        float arc = 3.14159265f / 2 * ((float)key.value[0] / MASK_UNIT - (float)dashing.width / 2);
        float count = fmaxf(1, roundf(arc / (dashing.dash + dashing.gap)));
        key.value[1] = dashing.width * MASK_UNIT;
        key.value[2] = (int32_t)count;
        key.value[3] = unit(dashing.dash * arc / count / (dashing.dash + dashing.gap));
        corners_push(canvas, &key, at, true, true, edge);
    }
    int w = at.w - 2 * half, h = at.h - 2 * half;
    dash_side(canvas, (struct rect){at.x + half, at.y, w, line}, true, dashing, edge);
    dash_side(canvas, (struct rect){at.x + half, at.y + at.h - line, w, line}, true, dashing, edge);
    dash_side(canvas, (struct rect){at.x, at.y + half, line, h}, false, dashing, edge);
    dash_side(canvas, (struct rect){at.x + at.w - line, at.y + half, line, h}, false, dashing,
              edge);
}

static void mask_push(struct canvas *canvas, const struct mask_key *key, int x, int y, colour ink)
{
    const struct mask *mask = mask_find(canvas, key);
    struct rect box = mask->box;
    canvas_push_copy(canvas, mask->texture, mask->id, false, (struct rect){0, 0, box.w, box.h},
                     (struct rect){x + box.x, y + box.y, box.w, box.h}, ink);
}

void canvas_line(struct canvas *canvas, float x0, float y0, float x1, float y1, float width,
                 colour ink)
{
    float x = panel_x(canvas, x0), y = panel_y(canvas, y0), scale = canvas->scale;
    float left = floorf(x), top = floorf(y);
    struct mask_key key = {.kind = MASK_LINE,
                           .value = {unit(x - left), unit(y - top), unit((x1 - x0) * scale),
                                     unit((y1 - y0) * scale), unit(width * scale)}};
    // a mask as large as the panel is a mistake above; it is left out rather than paid for
    if (fabsf(x1 - x0) <= 2000 && fabsf(y1 - y0) <= 2000 && width > 0 && width <= 500)
        mask_push(canvas, &key, (int)left, (int)top, ink);
}

void canvas_arc(struct canvas *canvas, float x, float y, float radius, float width, float from,
                float to, colour ink)
{
    if (radius <= 0 || width <= 0 || !(to >= from) || radius > 2000)
        return;
    enum { PIECE = 30, PIECES_MOST = 60 }; // px along the ring
    float left = floorf(panel_x(canvas, x)), top = floorf(panel_y(canvas, y));
    float reach = radius * canvas->scale;
    int pieces = (int)(reach * 6.2832f / PIECE);
    pieces = pieces < 4 ? 4 : pieces > PIECES_MOST ? PIECES_MOST : pieces;
    bool whole = to - from >= 1;
    float length = whole ? 1 : to - from;
    from = whole ? 0 : from - floorf(from);
    to = from + length;
    int first = (int)floorf(from * (float)pieces), last = (int)ceilf(to * (float)pieces) - 1;
    last = last < first ? first : last;
    for (int i = first; i <= last; i++) {
        int turn = i / pieces; // an arc may run past 12 o'clock
        float start = i == first ? from : (float)i / (float)pieces;
        float end = i == last ? to : (float)(i + 1) / (float)pieces;
        int caps = whole ? 0 : (i == first ? MASK_START_CAP : 0) | (i == last ? MASK_END_CAP : 0);
        struct mask_key key = {.kind = MASK_ARC,
                               .value = {unit(panel_x(canvas, x) - left),
                                         unit(panel_y(canvas, y) - top), unit(reach),
                                         unit(width * canvas->scale),
                                         (int32_t)lrintf((start - (float)turn) * MASK_TURN),
                                         (int32_t)lrintf((end - (float)turn) * MASK_TURN), caps}};
        mask_push(canvas, &key, (int)left, (int)top, ink);
    }
}
