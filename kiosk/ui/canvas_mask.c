// Soft shapes as masks: white pixels whose alpha says how much of each pixel the shape covers, by
// its distance from the edge. A mask is made once and kept while it is drawn; only small pieces are
// made (a corner, a stretch of a ring), never whole cards. Main thread; mask_draw is pure.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "canvas_inside.h"
#include "str.h"

static const float TURN = 6.28318530718f;

static float length_of(const struct mask_key *key, int i)
{
    return (float)key->value[i] / MASK_UNIT;
}

static float turn_of(const struct mask_key *key, int i)
{
    return (float)key->value[i] / MASK_TURN;
}

static float cut(float value)
{
    return value < 0 ? 0 : value > 1 ? 1 : value;
}

// From the edge of a corner with `radius`, whose two sides are the axes; negative inside.
static float corner_distance(float x, float y, float radius)
{
    float dx = radius - x, dy = radius - y;
    if (dx > 0 && dy > 0)
        return hypotf(dx, dy) - radius;
    return fmaxf(dx, dy) - radius;
}

static float cover_disc(const struct mask_key *key, float x, float y)
{
    return cut(0.5f - corner_distance(x, y, length_of(key, 0)));
}

static float cover_corners(const struct mask_key *key, float x, float y)
{
    return 1 - cover_disc(key, x, y);
}

// What a blur leaves of an edge: half at the edge itself, all and nothing two sigmas either side.
static float cover_shadow(const struct mask_key *key, float x, float y)
{
    float reach = length_of(key, 1), radius = length_of(key, 0);
    float distance = corner_distance(x - reach, y - reach, radius);
    float rest = erff(-2) / 2 + 0.5f;
    float shade = 0.5f - erff(distance * 2 / reach) / 2;
    return cut((shade - rest) / (1 - 2 * rest));
}

static float cover_dashes(const struct mask_key *key, float x, float y)
{
    float radius = length_of(key, 0), width = length_of(key, 1), dash = length_of(key, 3);
    float dx = radius - x, dy = radius - y, middle = radius - width / 2;
    float period = TURN / 4 / (float)key->value[2];
    float along = fabsf(fmodf(atan2f(dy, dx) + period, period) - period / 2) * middle;
    float across = fabsf(hypotf(dx, dy) - middle);
    return cut(width / 2 + 0.5f - across) * cut(dash / 2 + 0.5f - along);
}

static float cover_line(const struct mask_key *key, float x, float y)
{
    float px = x - length_of(key, 0), py = y - length_of(key, 1);
    float dx = length_of(key, 2), dy = length_of(key, 3), square = dx * dx + dy * dy;
    float at = square > 0 ? cut((px * dx + py * dy) / square) : 0;
    return cut(length_of(key, 4) / 2 + 0.5f - hypotf(px - at * dx, py - at * dy));
}

// 0 up to but not including 1, from 12 o'clock, clockwise.
static float clock_turn(float dx, float dy)
{
    float turn = atan2f(dx, -dy) / TURN;
    if (turn < 0)
        turn += 1;
    return turn < 1 ? turn : 0;
}

// Each pixel whose middle lies between the two turns belongs to this piece alone, so pieces join
// without a seam. What lies beyond a true end belongs to that end's half disc.
static float cover_arc(const struct mask_key *key, float x, float y)
{
    float dx = x - length_of(key, 0), dy = y - length_of(key, 1);
    float radius = length_of(key, 2), half = length_of(key, 3) / 2;
    float from = turn_of(key, 4), to = turn_of(key, 5), turn = clock_turn(dx, dy);
    if (turn >= from && turn < to)
        return cut(half + 0.5f - fabsf(hypotf(dx, dy) - radius));
    float past = turn - to, early = from - turn, cover = 0;
    past += past < 0 ? 1 : 0;
    early += early < 0 ? 1 : 0;
    if (key->value[6] & MASK_END_CAP && past < 0.5f)
        cover =
            cut(half + 0.5f - hypotf(dx - radius * sinf(to * TURN), dy + radius * cosf(to * TURN)));
    if (key->value[6] & MASK_START_CAP && early <= 0.5f)
        cover = fmaxf(
            cover, cut(half + 0.5f -
                       hypotf(dx - radius * sinf(from * TURN), dy + radius * cosf(from * TURN))));
    return cover;
}

static struct rect box_of(float left, float top, float right, float bottom)
{
    int x = (int)floorf(left), y = (int)floorf(top);
    return (struct rect){x, y, (int)ceilf(right) - x, (int)ceilf(bottom) - y};
}

static struct rect box_line(const struct mask_key *key)
{
    float x = length_of(key, 0), y = length_of(key, 1), half = length_of(key, 4) / 2 + 0.5f;
    float dx = length_of(key, 2), dy = length_of(key, 3);
    return box_of(x + fminf(dx, 0) - half, y + fminf(dy, 0) - half, x + fmaxf(dx, 0) + half,
                  y + fmaxf(dy, 0) + half);
}

static struct rect box_arc(const struct mask_key *key)
{
    float x = length_of(key, 0), y = length_of(key, 1), radius = length_of(key, 2);
    float half = length_of(key, 3) / 2 + 1, from = turn_of(key, 4), to = turn_of(key, 5);
    float left = INFINITY, top = INFINITY, right = -INFINITY, bottom = -INFINITY;
    bool cap = key->value[6] != 0;
    float turns[6] = {from, to};
    int count = 2;
    for (int quarter = 1; quarter < 4; quarter++) // a quarter is the outermost point of its side
        if ((float)quarter / 4 > from && (float)quarter / 4 < to)
            turns[count++] = (float)quarter / 4;
    for (int i = 0; i < count; i++) {
        float dx = sinf(turns[i] * TURN), dy = -cosf(turns[i] * TURN);
        float reach = cap && i < 2 ? half : 0; // the cap's disc; else only the band's two edges
        float inner = radius - half, outer = radius + half, middle = radius;
        left = fminf(left, fminf(fminf(inner * dx, outer * dx), middle * dx - reach));
        right = fmaxf(right, fmaxf(fmaxf(inner * dx, outer * dx), middle * dx + reach));
        top = fminf(top, fminf(fminf(inner * dy, outer * dy), middle * dy - reach));
        bottom = fmaxf(bottom, fmaxf(fmaxf(inner * dy, outer * dy), middle * dy + reach));
    }
    return box_of(x + left - 1, y + top - 1, x + right + 1, y + bottom + 1);
}

struct pixels mask_draw(const struct mask_key *key, struct rect *box)
{
    static float (*const cover[])(const struct mask_key *, float, float) = {
        [MASK_DISC] = cover_disc,     [MASK_CORNERS] = cover_corners, [MASK_SHADOW] = cover_shadow,
        [MASK_DASHES] = cover_dashes, [MASK_LINE] = cover_line,       [MASK_ARC] = cover_arc,
    };
    bool corners = key->kind != MASK_LINE && key->kind != MASK_ARC;
    int half = 0;
    if (corners) {
        half = mask_corner(key);
        *box = (struct rect){0, 0, 2 * half, 2 * half};
    } else {
        *box = key->kind == MASK_LINE ? box_line(key) : box_arc(key);
    }
    struct pixels pixels = pixels_make(box->w, box->h);
    for (int row = 0; row < box->h; row++) {
        for (int column = 0; column < box->w; column++) {
            // the four corners are mirror images of the first
            int x = corners && column >= half ? 2 * half - 1 - column : column;
            int y = corners && row >= half ? 2 * half - 1 - row : row;
            float alpha =
                cover[key->kind](key, (float)(box->x + x) + 0.5f, (float)(box->y + y) + 0.5f);
            pixels.argb[(size_t)row * (size_t)box->w + (size_t)column] =
                (uint32_t)lrintf(alpha * 255) << 24 | 0xFFFFFF;
        }
    }
    return pixels;
}

int mask_corner(const struct mask_key *key)
{
    float reach = key->kind == MASK_SHADOW ? length_of(key, 1) : 0;
    int half = (int)ceilf(length_of(key, 0) + reach);
    return half < 1 ? 1 : half;
}

static struct mask **mask_place(struct canvas *canvas, const struct mask_key *key)
{
    uint64_t hash = hash_mix(0, (uint64_t)key->kind);
    for (int i = 0; i < 7; i++)
        hash = hash_mix(hash, (uint64_t)(uint32_t)key->value[i]);
    struct mask **at = &canvas->masks.buckets[hash >> 32 & (MASK_BUCKETS - 1)];
    while (*at && memcmp(&(*at)->key, key, sizeof *key) != 0)
        at = &(*at)->next;
    return at;
}

const struct mask *mask_find(struct canvas *canvas, const struct mask_key *key)
{
    struct mask **at = mask_place(canvas, key);
    if (!*at) {
        struct mask *made = mem_make(1, sizeof *made);
        made->key = *key;
        made->id = ++canvas->serials;
        struct pixels pixels = mask_draw(key, &made->box);
        made->texture = screen_texture(&canvas->screen, &pixels);
        pixels_destroy(&pixels);
        canvas->masks.bytes += (size_t)made->box.w * (size_t)made->box.h * 4;
        *at = made;
    }
    (*at)->used = canvas->passes;
    return *at;
}

// Forgets the masks last drawn before `pass`.
static void masks_drop(struct canvas *canvas, uint64_t pass)
{
    for (int i = 0; i < MASK_BUCKETS; i++) {
        struct mask **at = &canvas->masks.buckets[i];
        while (*at) {
            struct mask *mask = *at;
            if (mask->used >= pass) {
                at = &mask->next;
                continue;
            }
            *at = mask->next;
            canvas->masks.bytes -= (size_t)mask->box.w * (size_t)mask->box.h * 4;
            screen_forget(mask->texture);
            free(mask);
        }
    }
}

void masks_tidy(struct canvas *canvas)
{
    if (canvas->masks.bytes > MASK_BYTES_MOST)
        masks_drop(canvas, canvas->passes);
}

void masks_forget(struct canvas *canvas)
{
    masks_drop(canvas, UINT64_MAX);
}
