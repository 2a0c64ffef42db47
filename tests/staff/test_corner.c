// The press in the corner: only there, only alone, only long enough.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "corner.h"

enum { W = 1920 };
static struct corner corner;

static void input(enum input_kind kind, int x, int y, int64_t contact, bool alone, int64_t now_ms)
{
    struct input event = {.kind = kind, .x = x, .y = y, .contact = contact};
    corner_input(&corner, &event, W, alone, now_ms);
}

static int afresh(void **state)
{
    (void)state;
    corner = (struct corner){0};
    return 0;
}

static void three_seconds_open_once(void **state)
{
    (void)state;
    assert_true(corner_due_ms(&corner) == INT64_MAX);
    input(INPUT_DOWN, 1800, 100, 1, true, 1000);
    assert_true(corner_due_ms(&corner) == 4000);
    assert_false(corner_opens(&corner, 3999));
    assert_true(corner_opens(&corner, 4000));
    assert_false(corner_opens(&corner, 5000));
}

static void only_the_top_right_counts(void **state)
{
    (void)state;
    static const int elsewhere[][2] = {
        {100, 100}, {1759, 100}, {1800, 160}, {960, 540}, {1800, 1000}};
    for (size_t i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++) {
        input(INPUT_DOWN, elsewhere[i][0], elsewhere[i][1], 1, true, 0);
        assert_false(corner_opens(&corner, 10000));
    }
    input(INPUT_DOWN, 1760, 159, 1, true, 0);
    assert_true(corner_opens(&corner, 10000));
}

static void lifting_leaving_and_losing_the_panel_end_it(void **state)
{
    (void)state;
    input(INPUT_DOWN, 1800, 100, 1, true, 0);
    input(INPUT_UP, 1800, 100, 1, true, 2000);
    assert_false(corner_opens(&corner, 4000));
    input(INPUT_DOWN, 1800, 100, 1, true, 0);
    input(INPUT_MOVE, 1700, 100, 1, true, 1000);
    input(INPUT_MOVE, 1800, 100, 1, true, 1100);
    assert_false(corner_opens(&corner, 4000));
    input(INPUT_DOWN, 1800, 100, 1, true, 0);
    input(INPUT_CANCEL, 0, 0, INPUT_EVERY_CONTACT, true, 1000);
    assert_false(corner_opens(&corner, 4000));
    input(INPUT_DOWN, 1800, 100, 1, true, 0);
    input(INPUT_MOVE, 1790, 20, 1, true, 1000); // a finger that trembles
    assert_true(corner_opens(&corner, 4000));
}

static void a_second_finger_ends_it(void **state)
{
    (void)state;
    input(INPUT_DOWN, 1800, 100, 1, true, 0);
    input(INPUT_DOWN, 500, 500, 2, false, 1000);
    assert_false(corner_opens(&corner, 9000));
    input(INPUT_DOWN, 1800, 100, 3, false, 0); // a palm that reaches the corner last
    assert_false(corner_opens(&corner, 9000));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(three_seconds_open_once, afresh),
        cmocka_unit_test_setup(only_the_top_right_counts, afresh),
        cmocka_unit_test_setup(lifting_leaving_and_losing_the_panel_end_it, afresh),
        cmocka_unit_test_setup(a_second_finger_ends_it, afresh),
    };
    return cmocka_run_group_tests_name("corner", tests, NULL, NULL);
}
