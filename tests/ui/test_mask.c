// The masks of soft shapes: pieces of a ring join without a gap or a double edge.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>

#include "canvas_inside.h"

enum { SIDE = 400, TURN = MASK_TURN };

struct sheet {
    int alpha[SIDE][SIDE];  // of all pieces together
    int pieces[SIDE][SIDE]; // that touch this px
};

static void lay(struct sheet *sheet, struct mask_key key)
{
    struct rect box;
    struct pixels pixels = mask_draw(&key, &box);
    for (int y = 0; y < box.h; y++) {
        for (int x = 0; x < box.w; x++) {
            int alpha = (int)(pixels.argb[y * box.w + x] >> 24);
            // a box that is too small would cut the shape at its rim
            if (x == 0 || y == 0 || x == box.w - 1 || y == box.h - 1)
                assert_true(alpha == 0 || key.kind != MASK_ARC);
            sheet->alpha[200 + box.y + y][200 + box.x + x] += alpha;
            sheet->pieces[200 + box.y + y][200 + box.x + x] += alpha > 0;
        }
    }
    pixels_destroy(&pixels);
}

static struct mask_key arc_key(float radius, float width, int from, int to, int caps)
{
    return (struct mask_key){
        MASK_ARC,
        {21, 43, (int32_t)(radius * MASK_UNIT), (int32_t)(width * MASK_UNIT), from, to, caps}};
}

static int clamped(double cover)
{
    return (int)lrint(fmin(1, fmax(0, cover)) * 255);
}

static void a_ring_of_pieces_is_one_ring(void **state)
{
    (void)state;
    static const int counts[] = {4, 7, 29, 30, 60};
    for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
        struct sheet *sheet = calloc(1, sizeof *sheet);
        for (int i = 0; i < counts[c]; i++)
            lay(sheet, arc_key(140, 30, (int)((int64_t)TURN * i / counts[c]),
                               (int)((int64_t)TURN * (i + 1) / counts[c]), 0));
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                double dx = x + 0.5 - 200 - 21.0 / 64, dy = y + 0.5 - 200 - 43.0 / 64;
                int wanted = clamped(15.5 - fabs(hypot(dx, dy) - 140));
                assert_true(sheet->pieces[y][x] <= 1);
                assert_in_range(sheet->alpha[y][x] + 1, wanted, wanted + 2);
            }
        }
        free(sheet);
    }
}

static void an_arc_has_round_ends(void **state)
{
    (void)state;
    static const int ends[] = {0, 3, TURN / 60, TURN / 4, TURN / 2 + 77, TURN * 9 / 10};
    for (size_t e = 0; e < sizeof ends / sizeof *ends; e++) {
        struct sheet *sheet = calloc(1, sizeof *sheet);
        enum { PIECE = TURN / 30 };
        int last = ends[e] / PIECE;
        for (int i = 0; i <= last; i++)
            lay(sheet, arc_key(140, 30, i * PIECE, i == last ? ends[e] : (i + 1) * PIECE,
                               (i == 0 ? MASK_START_CAP : 0) | (i == last ? MASK_END_CAP : 0)));
        double end = (double)ends[e] / TURN * 2 * 3.14159265358979;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                double dx = x + 0.5 - 200 - 21.0 / 64, dy = y + 0.5 - 200 - 43.0 / 64;
                double turn = atan2(dx, -dy);
                turn += turn < 0 ? 2 * 3.14159265358979 : 0;
                double away = turn < end ? fabs(hypot(dx, dy) - 140)
                                         : fmin(hypot(dx, dy + 140),
                                                hypot(dx - 140 * sin(end), dy + 140 * cos(end)));
                int wanted = clamped(15.5 - away);
                assert_in_range(sheet->alpha[y][x] + 2, wanted, wanted + 4);
            }
        }
        free(sheet);
    }
}

static double area(struct mask_key key)
{
    struct rect box;
    struct pixels pixels = mask_draw(&key, &box);
    double sum = 0;
    for (int i = 0; i < box.w * box.h; i++)
        sum += pixels.argb[i] >> 24;
    pixels_destroy(&pixels);
    return sum / 255;
}

static void discs_and_lines_have_their_area(void **state)
{
    (void)state;
    for (int radius = 2; radius <= 60; radius += 7) {
        struct mask_key disc = {MASK_DISC, {radius * MASK_UNIT}};
        struct mask_key corners = {MASK_CORNERS, {radius * MASK_UNIT}};
        assert_float_equal(area(disc), 3.14159 * radius * radius, radius * 0.4);
        assert_float_equal(area(corners), 4 * radius * radius - area(disc), 1);
        struct mask_key line = {MASK_LINE,
                                {10, 50, 40 * MASK_UNIT, -radius * MASK_UNIT, 5 * MASK_UNIT}};
        assert_float_equal(area(line), 5 * hypot(40, radius) + 3.14159 * 2.5 * 2.5, 2);
    }
}

static void a_shadow_fades_evenly_to_nothing(void **state)
{
    (void)state;
    struct mask_key key = {MASK_SHADOW, {50 * MASK_UNIT, 36 * MASK_UNIT}};
    struct rect box;
    struct pixels pixels = mask_draw(&key, &box);
    int half = mask_corner(&key), before = 0;
    for (int y = 0; y < half; y++) { // down the middle
        int alpha = (int)(pixels.argb[y * box.w + half] >> 24);
        assert_in_range(alpha, before, before + 9);
        before = alpha;
    }
    assert_int_equal(pixels.argb[half] >> 24, 0);
    assert_in_range(pixels.argb[36 * box.w + half] >> 24, 122, 134); // half at the edge
    assert_int_equal(before, 255);
    pixels_destroy(&pixels);
}

static void damage_covers_every_changed_cell_and_no_other(void **state)
{
    (void)state;
    enum { W = 1920, H = 1080 };
    struct cells cells = {0};
    cells_resize(&cells, W, H);
    srand(5);
    for (int pass = 0; pass < 50; pass++) {
        struct rect skip = {96 * (rand() % 10), 96 * (rand() % 5), rand() % 400, rand() % 400};
        bool dirty[12][20] = {0};
        cells_start(&cells, 1);
        for (int i = 0; i < pass; i++) {
            int column = rand() % 20, row = rand() % 12;
            struct rect r = {column * CELL, row * CELL, 1, 1};
            cells_mix(&cells, r, (uint64_t)rand());
        }
        for (int row = 0; row < 12; row++)
            for (int column = 0; column < 20; column++)
                dirty[row][column] =
                    cells.now[row * 20 + column] != cells.before[row * 20 + column];
        struct damage damage = cells_finish(&cells, W, H, skip);
        for (int row = 0; row < 12; row++) {
            for (int column = 0; column < 20; column++) {
                struct rect cell = rect_common((struct rect){column * CELL, row * CELL, CELL, CELL},
                                               (struct rect){0, 0, W, H});
                int found = 0;
                for (int i = 0; i < damage.count; i++)
                    found += rect_covers(damage.rects[i], cell);
                if (dirty[row][column] && !rect_covers(skip, cell))
                    assert_true(found >= 1);
                else if (damage.count < DAMAGE_MOST) // when there are too many, the last grows
                    assert_int_equal(found, 0);
            }
        }
    }
    cells_destroy(&cells);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_ring_of_pieces_is_one_ring),
        cmocka_unit_test(an_arc_has_round_ends),
        cmocka_unit_test(discs_and_lines_have_their_area),
        cmocka_unit_test(a_shadow_fades_evenly_to_nothing),
        cmocka_unit_test(damage_covers_every_changed_cell_and_no_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
