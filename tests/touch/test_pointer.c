// The rules of touch: drift, slow presses, palms, the same target twice, screens that just came.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "pointer.h"

static struct tree tree;
static struct pointer pointer;
static int64_t now;

static int set_up(void **state)
{
    (void)state;
    tree_begin(&tree, "test");
    tree_add(&tree, ROLE_BUTTON, "left", "Left", (struct rect){100, 100, 200, 100});
    tree_add(&tree, ROLE_BUTTON, "right", "Right", (struct rect){310, 100, 200, 100});
    tree_add(&tree, ROLE_BUTTON, "off", "Off", (struct rect){100, 300, 200, 100})->enabled = false;
    tree_add(&tree, ROLE_TEXT, NULL, "Words", (struct rect){600, 100, 200, 100});
    pointer = (struct pointer){0};
    now = 10000;
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    tree_destroy(&tree);
    return 0;
}

static void give(enum input_kind kind, int64_t contact, int x, int y)
{
    struct input input = {.kind = kind, .x = x, .y = y, .contact = contact};
    pointer_input(&pointer, &tree, &input, now);
}

static void tap(int x, int y)
{
    give(INPUT_DOWN, 1, x, y);
    give(INPUT_UP, 1, x, y);
}

static void assert_tapped(const char *id)
{
    assert_string_equal(pointer.tapped, id);
    pointer_pass_done(&pointer);
}

static void a_lost_release_does_not_make_the_panel_dead(void **state)
{
    (void)state;
    give(INPUT_DOWN, 7, 700, 500); // and no word of its end
    now += POINTER_SILENT_MS / 2;
    tap(150, 150);
    assert_tapped(""); // it may lie there still
    assert_true(pointer_touching(&pointer, now));
    give(INPUT_MOVE, 7, 701, 500);
    now += POINTER_SILENT_MS / 2 + 1;
    tap(150, 150);
    assert_tapped(""); // it has been heard of
    now += POINTER_SILENT_MS;
    assert_false(pointer_touching(&pointer, now));
    tap(150, 150);
    assert_tapped("left");
}

static void a_press_whose_release_was_lost_is_nobody_elses_tap(void **state)
{
    (void)state;
    give(INPUT_DOWN, 7, 150, 150); // on "left", and no word of its end
    now += POINTER_SILENT_MS + 1;
    tap(700, 500); // another finger, on nothing
    assert_tapped("");
    assert_string_equal(pointer.pressed, "");
    tap(400, 150);
    assert_tapped("right");
}

static void a_lost_release_of_a_palm_neither(void **state)
{
    (void)state;
    for (int contact = 7; contact < 10; contact++)
        give(INPUT_DOWN, contact, 700, 500);
    give(INPUT_UP, 7, 700, 500);
    now += POINTER_SILENT_MS + 1;
    tap(150, 150);
    assert_tapped("left");
}

static void the_action_comes_on_release(void **state)
{
    (void)state;
    give(INPUT_DOWN, 1, 150, 150);
    assert_string_equal(pointer.pressed, "left");
    assert_tapped("");
    now += 60000; // as slow as it needs to be
    give(INPUT_UP, 1, 150, 150);
    assert_string_equal(pointer.pressed, "");
    assert_tapped("left");
}

static void a_target_reaches_a_little_further_than_it_is_drawn(void **state)
{
    (void)state;
    tap(93, 150);
    assert_tapped("left");
    tap(91, 150);
    assert_tapped("");
    tap(303, 150); // between two: nearer than the reach of both, the later one wins
    assert_tapped("right");
    now += 1000;
    tap(299, 150); // a direct hit beats a neighbour's reach
    assert_tapped("left");
}

static void a_finger_may_tremble_40_px(void **state)
{
    (void)state;
    give(INPUT_DOWN, 1, 150, 150);
    give(INPUT_MOVE, 1, 190, 110);
    give(INPUT_UP, 1, 190, 110);
    assert_tapped("left");
    now += 1000;
    give(INPUT_DOWN, 1, 150, 150);
    give(INPUT_MOVE, 1, 191, 150);
    assert_string_equal(pointer.pressed, "");
    give(INPUT_MOVE, 1, 150, 150); // coming back does not count
    give(INPUT_UP, 1, 150, 150);
    assert_tapped("");
}

static void only_the_first_finger_counts(void **state)
{
    (void)state;
    give(INPUT_DOWN, 1, 150, 150);
    give(INPUT_DOWN, 2, 400, 150);
    give(INPUT_UP, 2, 400, 150);
    assert_tapped("");
    give(INPUT_UP, 1, 150, 150);
    assert_tapped("left");
}

static void three_contacts_are_a_palm(void **state)
{
    (void)state;
    give(INPUT_DOWN, 1, 150, 150);
    give(INPUT_DOWN, 2, 400, 150);
    give(INPUT_DOWN, 3, 420, 150);
    assert_string_equal(pointer.pressed, "");
    give(INPUT_UP, 1, 150, 150);
    assert_tapped("");
    give(INPUT_DOWN, 1, 150, 150); // still two left: still a palm
    give(INPUT_UP, 1, 150, 150);
    assert_tapped("");
    give(INPUT_UP, 2, 400, 150);
    give(INPUT_UP, 3, 420, 150);
    tap(150, 150);
    assert_tapped("left");
}

static void the_same_target_is_deaf_for_a_moment(void **state)
{
    (void)state;
    tap(150, 150);
    assert_tapped("left");
    now += POINTER_AGAIN_MS - 1;
    tap(150, 150);
    assert_tapped("");
    tap(400, 150); // another target is not
    assert_tapped("right");
    now += POINTER_AGAIN_MS;
    tap(150, 150);
    assert_tapped("left");
}

static void a_new_screen_is_deaf_and_lets_go(void **state)
{
    (void)state;
    give(INPUT_DOWN, 1, 150, 150);
    pointer_new_screen(&pointer, now, 300);
    give(INPUT_UP, 1, 150, 150);
    assert_tapped("");
    now += 299;
    tap(150, 150);
    assert_tapped("");
    now += 1;
    tap(150, 150);
    assert_tapped("left");
}

static void what_went_away_does_not_tap(void **state)
{
    (void)state;
    give(INPUT_DOWN, 1, 150, 150);
    give(INPUT_CANCEL, 1, 0, 0); // the panel was unplugged
    give(INPUT_UP, 1, 150, 150);
    assert_tapped("");
    // A release that was lost: the next press of that contact starts afresh.
    give(INPUT_DOWN, 1, 150, 150);
    give(INPUT_DOWN, 1, 400, 150);
    give(INPUT_UP, 1, 400, 150);
    assert_tapped("right");
    tap(150, 350);
    assert_tapped(""); // not enabled
    tap(650, 150);
    assert_tapped(""); // only words
}

static void what_lies_under_a_sheet_cannot_be_tapped(void **state)
{
    (void)state;
    tree_modal(&tree, "sheet");
    tree_add(&tree, ROLE_BUTTON, "done", "Done", (struct rect){100, 400, 200, 100});
    tap(150, 150);
    assert_tapped("");
    assert_null(tree_find(&tree, "Left"));
    assert_non_null(tree_find(&tree, "Done"));
    tap(150, 450);
    assert_tapped("done");
}

static void a_full_tree_stays_whole(void **state)
{
    (void)state;
    for (int i = 0; i < TREE_ITEMS_MAX + 40; i++)
        tree_add(&tree, ROLE_TEXT, NULL, "more", (struct rect){0, 0, 10, 10});
    assert_int_equal(tree.count, TREE_ITEMS_MAX);
    tap(150, 150);
    assert_tapped("left");
}

static void an_id_is_taken_whole_or_not_at_all(void **state)
{
    (void)state;
    char id[TREE_ID_MAX + 1];
    for (int bytes = TREE_ID_MAX - 1; bytes <= TREE_ID_MAX; bytes++) {
        tree_begin(&tree, "test");
        memset(id, 'a', sizeof id);
        id[bytes] = 0;
        tree_add(&tree, ROLE_BUTTON, id, "Long", (struct rect){100, 100, 200, 100});
        tap(150, 150);
        assert_tapped(bytes < TREE_ID_MAX ? id : "");
        now += 1000;
    }
}

#define RULE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        RULE(a_lost_release_does_not_make_the_panel_dead),
        RULE(a_press_whose_release_was_lost_is_nobody_elses_tap),
        RULE(a_lost_release_of_a_palm_neither),
        RULE(the_action_comes_on_release),
        RULE(a_target_reaches_a_little_further_than_it_is_drawn),
        RULE(a_finger_may_tremble_40_px),
        RULE(only_the_first_finger_counts),
        RULE(three_contacts_are_a_palm),
        RULE(the_same_target_is_deaf_for_a_moment),
        RULE(a_new_screen_is_deaf_and_lets_go),
        RULE(what_went_away_does_not_tap),
        RULE(what_lies_under_a_sheet_cannot_be_tapped),
        RULE(a_full_tree_stays_whole),
        RULE(an_id_is_taken_whole_or_not_at_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
