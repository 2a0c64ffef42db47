// Against burn-in: the first screen, which stands for hours, wanders by a few px.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "roof_box.h"

// How many px of `moved`, shifted back by dx and dy, are not as they were in `first`.
static int unlike(const struct pixels *first, const struct pixels *moved, int dx, int dy)
{
    enum { RIM = 16 };
    int count = 0;
    for (int y = RIM; y < first->h - RIM; y++)
        for (int x = RIM; x < first->w - RIM; x++)
            count += first->argb[y * first->w + x] != moved->argb[(y + dy) * first->w + x + dx];
    return count;
}

// The first screen stands for hours: what is on it moves by a few px each minute, all as one.
static void the_first_screen_wanders_by_8_px(void **state)
{
    (void)state;
    enum { MINUTES = 16, MOST = 8 };
    size_t topics = app->library->topics_count;
    app->library->topics_count = 1; // several would take turns in the headline
    struct pixels first = {0};
    struct rect start = {0}, before = {0};
    int places = 0, home = 0;
    for (int minute = 0; minute < MINUTES; minute++) {
        now = ((int64_t)minute + 16) * 60000; // a whole round of it
        roof_pass();
        now += 59000;
        roof_pass(); // within the minute it stands still
        struct rect words = app->ui.tree.items[0].words;
        struct pixels shot = canvas_grab(app->canvas);
        if (minute == 0) {
            start = words;
            first = shot;
            continue;
        }
        int dx = words.x - start.x, dy = words.y - start.y;
        assert_in_range(dx + MOST, 0, 2 * MOST);
        assert_in_range(dy + MOST, 0, 2 * MOST);
        assert_int_equal(unlike(&first, &shot, dx, dy), 0);
        if (dx || dy)
            assert_true(unlike(&first, &shot, 0, 0) > 1000);
        places += words.x != before.x || words.y != before.y;
        home += !dx && !dy;
        before = words;
        pixels_destroy(&shot);
    }
    assert_int_equal(places, MINUTES - 1); // another one each minute
    assert_int_equal(home, 1);             // and it comes back
    pixels_destroy(&first);
    app->library->topics_count = topics;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(the_first_screen_wanders_by_8_px, roof_set_up),
    };
    return cmocka_run_group_tests(tests, roof_open, roof_close);
}
