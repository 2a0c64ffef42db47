// Which parts of the panel changed: the panel is cut into cells, each holds one number mixed from
// all commands that touch it. Cells whose number differs from the pass before are joined, first
// along their row, then downwards, to few rectangles. Pure; any thread.
#include "canvas_inside.h"

#include <stdlib.h>
#include <string.h>

#include "str.h"

uint64_t hash_mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 29;
}

static size_t cells_count(const struct cells *cells)
{
    return (size_t)cells->columns * (size_t)cells->rows;
}

void cells_resize(struct cells *cells, int w, int h)
{
    cells_destroy(cells);
    cells->columns = (w + CELL - 1) / CELL;
    cells->rows = (h + CELL - 1) / CELL;
    cells->now = mem_make(cells_count(cells), sizeof *cells->now);
    cells->before = mem_make(cells_count(cells), sizeof *cells->before);
}

void cells_destroy(struct cells *cells)
{
    free(cells->now);
    free(cells->before);
    *cells = (struct cells){0};
}

void cells_start(struct cells *cells, uint64_t seed)
{
    for (size_t i = 0; i < cells_count(cells); i++)
        cells->now[i] = hash_mix(1, seed);
}

void cells_mix(struct cells *cells, struct rect r, uint64_t hash)
{
    for (int row = r.y / CELL; row <= (r.y + r.h - 1) / CELL; row++) {
        uint64_t *cell = cells->now + (size_t)row * (size_t)cells->columns;
        for (int column = r.x / CELL; column <= (r.x + r.w - 1) / CELL; column++)
            cell[column] = hash_mix(cell[column], hash);
    }
}

void damage_add(struct damage *damage, struct rect r)
{
    if (rect_empty(r))
        return;
    for (int i = 0; i < damage->count; i++)
        if (rect_covers(damage->rects[i], r))
            return;
    if (damage->count < DAMAGE_MOST) {
        damage->rects[damage->count++] = r;
        return;
    }
    struct rect *last = &damage->rects[DAMAGE_MOST - 1];
    *last = rect_around(*last, r);
}

// A row's stretch of dirty cells goes on where a rectangle above has the same two ends.
static void damage_grow(struct damage *damage, struct rect r)
{
    for (int i = 0; i < damage->count; i++) {
        struct rect *above = &damage->rects[i];
        if (above->x == r.x && above->w == r.w && above->y + above->h == r.y) {
            above->h += r.h;
            return;
        }
    }
    damage_add(damage, r);
}

struct damage cells_finish(struct cells *cells, int w, int h, struct rect skip)
{
    struct rect panel = {0, 0, w, h};
    struct damage damage = {0};
    for (int row = 0; row < cells->rows; row++) {
        const size_t first = (size_t)row * (size_t)cells->columns;
        struct rect stretch = {0};
        for (int column = 0; column < cells->columns; column++) {
            size_t i = first + (size_t)column;
            struct rect cell =
                rect_common((struct rect){column * CELL, row * CELL, CELL, CELL}, panel);
            if (cells->now[i] != cells->before[i] && !rect_covers(skip, cell)) {
                stretch = rect_around(stretch, cell);
            } else if (!rect_empty(stretch)) {
                damage_grow(&damage, stretch);
                stretch = (struct rect){0};
            }
        }
        if (!rect_empty(stretch))
            damage_grow(&damage, stretch);
    }
    uint64_t *kept = cells->before;
    cells->before = cells->now;
    cells->now = kept;
    return damage;
}
