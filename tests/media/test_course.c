// A course against a made-up picture: what it counts, what it orders, and that ring and picture
// rest together.
#include "course.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

// A picture that does what the course orders, 40 ms a step.
struct stage {
    struct course course;
    double at_s, duration_s;
    bool rests, ended;
    int64_t now_ms;
    char orders[256]; // a letter each: P R S A O X (stop)
    double held_s;    // seconds of COURSE_HOLD
    double rested_s;  // of which the picture stood still at hold_to
};

enum { STEP_MS = 40 };

static void begin(struct stage *stage, struct course_plan plan)
{
    *stage = (struct stage){.duration_s = plan.duration_s, .now_ms = 1000};
    course_start(&stage->course, &plan, stage->now_ms);
}

static void obey(struct stage *stage, enum course_order order)
{
    static const char letters[] = ".PRSAOX";
    char letter[2] = {letters[order], 0};
    strcat(stage->orders, letter);
    assert_true(strlen(stage->orders) < sizeof stage->orders - 2);
    if (order == ORDER_PAUSE)
        stage->rests = true;
    if (order == ORDER_RESUME)
        stage->rests = false;
    if (order == ORDER_SEEK)
        stage->at_s = stage->course.seek_s;
    if (order == ORDER_AGAIN || order == ORDER_OTHER_SIDE) {
        stage->at_s = 0;
        stage->ended = stage->rests = false;
    }
}

static void step(struct stage *stage)
{
    stage->now_ms += STEP_MS;
    struct course *course = &stage->course;
    if (!stage->rests && !stage->ended && !course->paused)
        stage->at_s += STEP_MS / 1000.0;
    if (stage->at_s >= stage->duration_s) {
        stage->at_s = stage->duration_s;
        stage->ended = true;
    }
    if (course->phase == COURSE_HOLD && !course->paused) {
        stage->held_s += STEP_MS / 1000.0;
        stage->rested_s += stage->rests ? STEP_MS / 1000.0 : 0;
    }
    enum course_order order;
    while ((order = course_advance(course, stage->at_s, stage->ended, stage->now_ms)) != ORDER_NONE)
        obey(stage, order);
    // What the course says of the picture is what the picture does.
    if (course->phase == COURSE_HOLD || course->phase == COURSE_MOVE)
        assert_int_equal(course_picture_rests(course) || stage->ended,
                         stage->rests || stage->ended || course->paused);
}

static void run(struct stage *stage, double seconds)
{
    for (int64_t until = stage->now_ms + (int64_t)(seconds * 1000); stage->now_ms < until;)
        step(stage);
}

static void run_to_done(struct stage *stage)
{
    for (int i = 0; i < 100000 && stage->course.phase != COURSE_DONE; i++)
        step(stage);
    assert_int_equal(stage->course.phase, COURSE_DONE);
    run(stage, 5);
    assert_int_equal(stage->orders[strlen(stage->orders) - 1], 'X'); // said once, and nothing after
}

static const struct course_plan one_pass = {
    .duration_s = 6, .hold_from = -1, .hold_to = -1, .rep_at = -1, .sets = 1, .sides = 1};

static void test_one_pass(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage, one_pass);
    run(&stage, 5);
    assert_int_equal(stage.course.phase, COURSE_MOVE);
    run_to_done(&stage);
    assert_string_equal(stage.orders, "X");
}

static void test_hold_longer_than_the_video_has_it(void **state)
{
    (void)state;
    struct stage stage;
    struct course_plan plan = one_pass;
    plan.hold_from = 2;
    plan.hold_to = 4;
    plan.hold_s = 20;
    begin(&stage, plan);
    run(&stage, 1.9);
    assert_int_equal(stage.course.phase, COURSE_MOVE);
    assert_true(stage.course.hold_left_s == 20);
    run(&stage, 0.2);
    assert_int_equal(stage.course.phase, COURSE_HOLD);
    assert_true(stage.course.hold_left_s > 19.7 && stage.course.hold_left_s <= 20);
    run(&stage, 10);
    assert_string_equal(stage.orders, "P");
    assert_true(stage.at_s >= 4 && stage.at_s < 4.1);
    run(&stage, 10);
    assert_string_equal(stage.orders, "PR");
    run_to_done(&stage);
    assert_string_equal(stage.orders, "PRX");
    assert_true(stage.held_s > 19.9 && stage.held_s < 20.1);
    assert_true(stage.rested_s > 17.8 && stage.rested_s < 18.2);
}

// The words of a hold stay for all of it, though those that follow begin where the picture rests.
static void test_words_of_a_hold(void **state)
{
    (void)state;
    struct stage stage;
    struct course_plan plan = one_pass;
    plan.hold_from = 2;
    plan.hold_to = 4;
    plan.hold_s = 20;
    begin(&stage, plan);
    bool before = true, rested = false;
    while (stage.course.phase != COURSE_DONE) {
        step(&stage);
        double words_s = course_words_s(&stage.course, stage.at_s);
        if (stage.course.phase == COURSE_HOLD) {
            assert_true(words_s >= 2 && words_s < 4);
            rested = rested || (stage.rests && stage.at_s >= 4);
            before = false;
        } else {
            assert_true(words_s == stage.at_s);
            assert_true(before ? words_s < 2 : words_s >= 4);
        }
    }
    assert_true(rested);
    // However far past it the picture came to rest, and in a hold that is a point.
    stage.course.phase = COURSE_HOLD;
    assert_true(course_words_s(&stage.course, 5.5) < 4);
    stage.course.plan.hold_to = 2;
    assert_true(course_words_s(&stage.course, 2.04) == 2);
}

static void test_hold_shorter_than_the_video_has_it(void **state)
{
    (void)state;
    struct stage stage;
    struct course_plan plan = one_pass;
    plan.hold_from = 1;
    plan.hold_to = 5;
    plan.hold_s = 2;
    begin(&stage, plan);
    run_to_done(&stage);
    assert_string_equal(stage.orders, "SX");
    assert_true(stage.held_s > 1.9 && stage.held_s < 2.1);
    assert_true(stage.course.seek_s == 5);
}

static void test_hold_at_a_point(void **state)
{
    (void)state;
    struct stage stage;
    struct course_plan plan = one_pass;
    plan.hold_from = 3; // hold_to is not written
    plan.hold_s = 5;
    begin(&stage, plan);
    run_to_done(&stage);
    assert_string_equal(stage.orders, "PRX");
    assert_true(stage.held_s > 4.9 && stage.held_s < 5.1);
}

// hold_to lies past the end: the last picture is held.
static void test_hold_past_the_end(void **state)
{
    (void)state;
    struct stage stage;
    struct course_plan plan = one_pass;
    plan.hold_from = 5;
    plan.hold_to = 60;
    plan.hold_s = 10;
    begin(&stage, plan);
    run_to_done(&stage);
    assert_true(stage.held_s > 9.9 && stage.held_s < 10.1);
    assert_null(strchr(stage.orders, 'A'));
}

static void test_hold_never_reached(void **state)
{
    (void)state;
    struct stage stage;
    struct course_plan plan = one_pass;
    plan.hold_from = 60;
    plan.hold_to = 70;
    plan.hold_s = 10;
    begin(&stage, plan);
    run_to_done(&stage);
    assert_string_equal(stage.orders, "X");
    assert_true(stage.held_s == 0);
}

static void test_reps(void **state)
{
    (void)state;
    struct stage stage;
    struct course_plan plan = one_pass;
    plan.rep_at = 4;
    plan.reps = 3;
    begin(&stage, plan);
    run(&stage, 3.9);
    assert_int_equal(stage.course.reps, 0);
    run(&stage, 0.2);
    assert_int_equal(stage.course.reps, 1); // at the mark, not at the end
    run(&stage, 6);
    assert_int_equal(stage.course.reps, 2);
    run_to_done(&stage);
    assert_int_equal(stage.course.reps, 3);
    assert_string_equal(stage.orders, "AAX");
}

static void test_reps_with_a_hold_each(void **state)
{
    (void)state;
    struct stage stage;
    struct course_plan plan = one_pass;
    plan.hold_from = 2;
    plan.hold_to = 3;
    plan.hold_s = 5;
    plan.rep_at = 4;
    plan.reps = 10;
    begin(&stage, plan);
    run_to_done(&stage);
    assert_int_equal(stage.course.reps, 10);
    assert_string_equal(stage.orders, "PRAPRAPRAPRAPRAPRAPRAPRAPRAPRX");
    assert_true(stage.held_s > 49 && stage.held_s < 51);
}

static void test_sets_and_rests(void **state)
{
    (void)state;
    struct stage stage;
    struct course_plan plan = one_pass;
    plan.rep_at = 3;
    plan.reps = 2;
    plan.sets = 3;
    plan.rest_s = 30;
    begin(&stage, plan);
    run(&stage, 12.5);
    assert_int_equal(stage.course.phase, COURSE_REST);
    assert_int_equal(stage.course.set, 1);
    assert_int_equal(stage.course.reps, 2);
    assert_false(course_other_side_next(&stage.course));
    assert_true(course_picture_rests(&stage.course));
    run(&stage, 20);
    assert_true(stage.course.rest_left_s > 9 && stage.course.rest_left_s < 10.1);
    run(&stage, 10.5);
    assert_int_equal(stage.course.phase, COURSE_MOVE);
    assert_int_equal(stage.course.set, 2);
    assert_int_equal(stage.course.reps, 0);
    run_to_done(&stage);
    assert_int_equal(stage.course.set, 3);
    assert_string_equal(stage.orders, "AAAAAX"); // 3 x 2 passes, the first not ordered
}

static void test_sides(void **state)
{
    (void)state;
    struct stage stage;
    struct course_plan plan = one_pass;
    plan.sets = 2;
    plan.sides = 2;
    plan.rest_s = 5;
    begin(&stage, plan);
    static const int sets[] = {1, 1, 2, 2}, sides[] = {1, 2, 1, 2};
    for (int i = 0; i < 4; i++) {
        assert_int_equal(stage.course.set, sets[i]);
        assert_int_equal(stage.course.side, sides[i]);
        run(&stage, 6.2);
        assert_int_equal(stage.course.phase, i < 3 ? COURSE_REST : COURSE_DONE);
        assert_int_equal(course_other_side_next(&stage.course), i < 3);
        run(&stage, 5);
    }
    assert_string_equal(stage.orders, "OOOX");
}

static void test_no_rest(void **state)
{
    (void)state;
    struct stage stage;
    struct course_plan plan = one_pass;
    plan.sets = 2;
    begin(&stage, plan);
    run_to_done(&stage);
    assert_string_equal(stage.orders, "AX");
}

static void test_pause_freezes(void **state)
{
    (void)state;
    struct stage stage;
    struct course_plan plan = one_pass;
    plan.hold_from = 2;
    plan.hold_to = 3;
    plan.hold_s = 10;
    plan.sets = 2;
    plan.rest_s = 20;
    begin(&stage, plan);
    run(&stage, 5);
    assert_int_equal(stage.course.phase, COURSE_HOLD);
    double left = stage.course.hold_left_s;
    course_pause(&stage.course, true, stage.now_ms);
    assert_true(course_picture_rests(&stage.course));
    run(&stage, 60);
    assert_true(stage.course.hold_left_s == left);
    course_pause(&stage.course, false, stage.now_ms);
    assert_true(course_picture_rests(&stage.course)); // the hold goes on: still no movement
    step(&stage);
    assert_true(stage.course.hold_left_s > left - 0.1 && stage.course.hold_left_s < left);
    run(&stage, 11);
    assert_int_equal(stage.course.phase, COURSE_REST);
    double rest = stage.course.rest_left_s;
    course_pause(&stage.course, true, stage.now_ms);
    run(&stage, 60);
    assert_true(stage.course.rest_left_s == rest);
    stage.now_ms += 60000; // and if nobody asks meanwhile
    course_pause(&stage.course, false, stage.now_ms);
    step(&stage);
    assert_int_equal(stage.course.phase, COURSE_REST);
    assert_true(stage.course.rest_left_s > rest - 0.1);
    run_to_done(&stage);
    assert_string_equal(stage.orders, "PRAPRX");
}

// The marks fall between two pictures that were shown, or none was shown at all.
static void test_dropped_pictures(void **state)
{
    (void)state;
    struct course course;
    struct course_plan plan = one_pass;
    plan.hold_from = 2;
    plan.hold_to = 2.2;
    plan.hold_s = 5;
    plan.rep_at = 5;
    plan.reps = 2;
    course_start(&course, &plan, 0);
    assert_int_equal(course_advance(&course, 1.0, false, 1000), ORDER_NONE);
    assert_int_equal(course_advance(&course, 2.9, false, 2900), ORDER_PAUSE); // over both marks
    assert_int_equal(course.phase, COURSE_HOLD);
    assert_int_equal(course_advance(&course, 2.9, false, 7000), ORDER_NONE);
    assert_int_equal(course_advance(&course, 2.9, false, 7950), ORDER_RESUME);
    assert_int_equal(course.reps, 0);
    assert_int_equal(course_advance(&course, 6.0, true, 11000), ORDER_AGAIN); // over rep_at
    assert_int_equal(course.reps, 1);
    // A whole pass of which only the end is seen: the hold is done all the same.
    assert_int_equal(course_advance(&course, 0.0, false, 11100), ORDER_NONE);
    assert_int_equal(course_advance(&course, 6.0, true, 17000), ORDER_NONE);
    assert_int_equal(course.phase, COURSE_HOLD);
    assert_int_equal(course.reps, 2);
    assert_int_equal(course_advance(&course, 6.0, true, 22100), ORDER_STOP);
}

// After "again" the old last picture stands for a while: it belongs to no pass.
static void test_old_picture_after_again(void **state)
{
    (void)state;
    struct course course;
    struct course_plan plan = one_pass;
    plan.rep_at = 4;
    plan.reps = 3;
    course_start(&course, &plan, 0);
    assert_int_equal(course_advance(&course, 5.9, false, 5900), ORDER_NONE);
    assert_int_equal(course_advance(&course, 5.96, true, 6000), ORDER_AGAIN);
    assert_int_equal(course.reps, 1);
    assert_int_equal(course_advance(&course, 5.96, true, 6010), ORDER_NONE);
    assert_int_equal(course_advance(&course, 5.96, false, 6050), ORDER_NONE);
    assert_int_equal(course.reps, 1);
    assert_int_equal(course_advance(&course, 0.0, false, 6100), ORDER_NONE);
    assert_int_equal(course_advance(&course, 4.0, false, 10100), ORDER_NONE);
    assert_int_equal(course.reps, 2);
    assert_int_equal(course_advance(&course, 5.96, true, 12000), ORDER_AGAIN);
    // A pass that ends without one picture does not hold up the rest for ever.
    assert_int_equal(course_advance(&course, 5.96, true, 12100), ORDER_NONE);
    assert_int_equal(course_advance(&course, 5.96, true, 15000), ORDER_STOP);
    assert_int_equal(course.reps, 3);
}

// Ten seconds back: no rep twice, the hold again. A clock that trembles by a picture changes
// nothing.
static void test_jumps_back(void **state)
{
    (void)state;
    struct course course;
    struct course_plan plan = {.duration_s = 30,
                               .hold_from = 8,
                               .hold_to = 9,
                               .rep_at = 5,
                               .hold_s = 2,
                               .reps = 2,
                               .sets = 1,
                               .sides = 1};
    course_start(&course, &plan, 0);
    assert_int_equal(course_advance(&course, 5.0, false, 5000), ORDER_NONE);
    assert_int_equal(course_advance(&course, 4.96, false, 5040), ORDER_NONE);
    assert_int_equal(course_advance(&course, 5.04, false, 5080), ORDER_NONE);
    assert_int_equal(course.reps, 1);
    assert_int_equal(course_advance(&course, 8.0, false, 8000), ORDER_NONE);
    assert_int_equal(course_advance(&course, 9.0, false, 9000), ORDER_PAUSE);
    assert_int_equal(course_advance(&course, 9.0, false, 10100), ORDER_RESUME);
    assert_int_equal(course_advance(&course, 2.0, false, 14000), ORDER_NONE);
    assert_int_equal(course_advance(&course, 6.0, false, 18000), ORDER_NONE);
    assert_int_equal(course.reps, 1);
    assert_int_equal(course_advance(&course, 8.0, false, 20000), ORDER_NONE);
    assert_int_equal(course.phase, COURSE_HOLD);
}

static void test_odd_plans(void **state)
{
    (void)state;
    static const struct course_plan plans[] = {
        {0},
        {.duration_s = 6},
        {.duration_s = 6, .hold_from = -1, .hold_to = -1, .rep_at = -1, .sets = 0, .sides = 0},
        {.duration_s = 6, .hold_from = 3, .hold_to = 1, .hold_s = 1, .rep_at = 99, .sets = 2},
        {.duration_s = 6, .hold_from = 0, .hold_to = 6, .hold_s = 1, .rep_at = 0, .reps = 2},
        {.duration_s = 6, .hold_from = 1, .hold_to = 2, .hold_s = -1, .rep_at = -1, .sides = 7},
        {.duration_s = 6, .hold_from = -1, .rep_at = -1, .reps = -4, .sets = -2, .rest_s = -9},
    };
    for (size_t i = 0; i < sizeof plans / sizeof *plans; i++) {
        struct stage stage;
        begin(&stage, plans[i]);
        run_to_done(&stage);
        assert_true(stage.now_ms < 60000);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_pass),
        cmocka_unit_test(test_hold_longer_than_the_video_has_it),
        cmocka_unit_test(test_words_of_a_hold),
        cmocka_unit_test(test_hold_shorter_than_the_video_has_it),
        cmocka_unit_test(test_hold_at_a_point),
        cmocka_unit_test(test_hold_past_the_end),
        cmocka_unit_test(test_hold_never_reached),
        cmocka_unit_test(test_reps),
        cmocka_unit_test(test_reps_with_a_hold_each),
        cmocka_unit_test(test_sets_and_rests),
        cmocka_unit_test(test_sides),
        cmocka_unit_test(test_no_rest),
        cmocka_unit_test(test_pause_freezes),
        cmocka_unit_test(test_dropped_pictures),
        cmocka_unit_test(test_old_picture_after_again),
        cmocka_unit_test(test_jumps_back),
        cmocka_unit_test(test_odd_plans),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
