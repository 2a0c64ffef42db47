// No exercise plays before its own precautions and its stop rules stood on the screen, each of them
// whole and long enough to be read: by every way that leads to a video, in every language, in both
// text sizes and upright too. And none tells a patient to let go while the hold is still counted.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "fake_parts.h"
#include "reel.h"
#include "screen.h"
#include "str.h"
#include "words.h"

enum { STEP_MS = 100, LEAST_MS = 5000, LONGEST_MS = 30000 };

static struct {
    struct ui ui; // large: the tree
    struct stage stage;
    struct session session;
    struct library *library;
    bool told[SESSION_EXERCISES_MAX]; // all of it stood there in some pass before this one
    int untold;                       // videos that began without
} run;

static bool stands_there(const char *words)
{
    const struct tree *tree = &run.ui.tree;
    for (size_t i = 0; i < tree->count; i++)
        if (str_equal(tree->items[i].name, words) && !tree->items[i].cut)
            return true;
    return false;
}

static bool all_stand_there(char *const *lines, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!stands_there(lines[i]))
            return false;
    return true;
}

// One pass of the exercise screen, and what it asked for.
static void pass(const char *tap)
{
    struct stage *stage = &run.stage;
    int plays = fake.plays;
    run.ui.now_ms = stage->now_ms += STEP_MS;
    snprintf(run.ui.pointer.tapped, sizeof run.ui.pointer.tapped, "%s", tap ? tap : "");
    screen_named("exercise")->frame(stage);
    stage->entered = false;
    const struct exercise *exercise = stage_exercise(stage);
    if (fake.plays > plays && !run.told[run.session.exercise])
        run.untold++;
    if (all_stand_there(exercise->precautions, exercise->precautions_count) &&
        all_stand_there(exercise->stop_if, exercise->stop_if_count))
        run.told[run.session.exercise] = true;
    ui_end(&run.ui);
    if (stage->go && str_equal(stage->go, "exercise")) {
        screen_named("exercise")->leave(stage);
        stage->entered = true;
    }
    stage->go = stage->open_sheet = NULL;
    stage_pass_done(stage);
}

static void enter(const char *language, const struct topic *topic, size_t exercise, bool large)
{
    fake = (struct fake_parts){.player = PLAYER_PLAYING};
    memset(run.told, 0, sizeof run.told);
    run.untold = 0;
    run.session = (struct session){.before_seen = true, .exercise = exercise, .large = large};
    snprintf(run.session.language, sizeof run.session.language, "%s", language);
    snprintf(run.session.topic, sizeof run.session.topic, "%s", topic->page.id);
    run.stage.topic = run.stage.clinic_topic = topic;
    run.stage.entered = true;
    run.stage.sheet = NULL;
    stage_dress(&run.stage);
}

// Passes until a video begins; how long that took, or -1 if none did.
static int until_it_plays(int plays)
{
    for (int ms = 0; ms < LONGEST_MS; ms += STEP_MS) {
        pass(NULL);
        if (fake.plays > plays)
            return ms;
    }
    return -1;
}

static void every_exercise_is_told_first(void **state)
{
    (void)state;
    const struct library *library = run.library;
    int told = 0;
    for (size_t l = 0; l < library->clinic.languages_count; l++)
        for (size_t t = 0; t < library->topics_count; t++)
            for (size_t i = 0; i < library->topics[l][t].exercises_count; i++)
                for (int large = 0; large < 2; large++) {
                    const struct topic *topic = &library->topics[l][t];
                    if (!topic->exercises[i].video)
                        continue;
                    enter(library->clinic.languages[l], topic, i, large);
                    int ms = until_it_plays(0);
                    if (run.untold || ms < LEAST_MS)
                        fail_msg("%s in %s%s plays after %d ms, and not all was told first",
                                 topic->exercises[i].page.id, library->clinic.languages[l],
                                 large ? ", larger" : "", ms);
                    told++;
                }
    assert_true(told > 100);
}

static void the_test_sees_what_was_not_told(void **state)
{
    (void)state;
    enter("en", &run.library->topics[0][0], 0, false);
    run.session.care_seen[0] = true; // as if it had been
    assert_int_equal(until_it_plays(0), 0);
    assert_int_equal(run.untold, 1);
}

static void next_exercise_is_told_too(void **state)
{
    (void)state;
    enter("en", &run.library->topics[0][0], 0, false);
    assert_true(until_it_plays(0) >= 0);
    pass("next");
    pass(NULL);
    assert_int_equal(run.session.exercise, 1);
    assert_int_equal(fake.plays, 1);
    assert_true(until_it_plays(1) >= LEAST_MS - 2 * STEP_MS);
    assert_int_equal(run.untold, 0);
}

static void play_all_to_the_end_of_the_first(void)
{
    enter("en", &run.library->topics[0][0], 0, false);
    run.session.play_all = true;
    assert_true(until_it_plays(0) >= 0);
    run.session.finished = true;
    run.session.finished_ms = run.stage.now_ms;
}

static void what_follows_by_itself_is_told_too(void **state)
{
    (void)state;
    play_all_to_the_end_of_the_first();
    assert_true(until_it_plays(1) >= 10000 + LEAST_MS - 5 * STEP_MS);
    assert_int_equal(run.session.exercise, 1);
    assert_int_equal(run.untold, 0);
}

static void start_now_starts_now_and_again_asks_nothing(void **state)
{
    (void)state;
    enter("en", &run.library->topics[0][0], 0, false);
    pass(NULL);
    pass("begin");
    pass(NULL);
    assert_int_equal(fake.plays, 1);
    pass("again");
    pass(NULL);
    assert_int_equal(fake.plays, 2);
    assert_int_equal(run.untold, 0);
}

static void whoever_waits_has_all_the_time(void **state)
{
    (void)state;
    enter("en", &run.library->topics[0][0], 0, false);
    pass(NULL);
    pass("wait");
    assert_int_equal(until_it_plays(0), -1);
    pass("begin");
    pass(NULL);
    assert_int_equal(fake.plays, 1);
    // A sheet over it, for another language, is waiting too.
    enter("en", &run.library->topics[0][0], 0, false);
    run.stage.sheet = "settings";
    pass(NULL);
    run.stage.sheet = NULL;
    assert_int_equal(until_it_plays(0), -1);
    assert_int_equal(run.untold, 0);
}

// What is too long to stand beside the dial stands without it, and begins at a tap alone.
static void long_lists_are_told_whole_and_wait(void **state)
{
    (void)state;
    enum { LINES = 6 };
    static char *const lines[LINES] = {
        "One: new hip, knee or back, or told not to bend it? Ask your physio first, and show this page to them before.",
        "Two: new hip, knee or back, or told not to bend it? Ask your physio first, and show this page to them before.",
        "Three: new hip, knee or back, or told not to bend? Ask your physio first, and show this page to them before.",
        "Four: new hip, knee or back, or told not to bend it? Ask your physio first, and show this page to them too.",
        "Five: new hip, knee or back, or told not to bend it? Ask your physio first, and show this page to them too.",
        "Six: new hip, knee or back, or told not to bend it? Ask your physio first, and show this page to them too.",
    };
    struct exercise *exercise = &run.library->topics[0][0].exercises[0], kept = *exercise;
    exercise->stop_if = exercise->precautions = (char **)lines;
    exercise->stop_if_count = exercise->precautions_count = LINES;
    for (int large = 0; large < 2; large++) {
        enter("en", &run.library->topics[0][0], 0, large);
        assert_int_equal(until_it_plays(0), -1);
        assert_true(run.told[0]);
        pass("begin");
        pass(NULL);
        assert_int_equal(fake.plays, 1);
        assert_int_equal(run.untold, 0);
    }
    *exercise = kept;
}

// Whoever reads on in larger text is not torn away from it, nor from the page it was opened over.
static void a_sheet_over_the_end_holds_what_follows(void **state)
{
    (void)state;
    play_all_to_the_end_of_the_first();
    pass(NULL);
    run.stage.sheet = "settings";
    for (int ms = 0; ms < 11000; ms += STEP_MS)
        pass(NULL);
    assert_int_equal(run.session.exercise, 0);
    run.stage.sheet = NULL;
    assert_int_equal(until_it_plays(1), -1);
    assert_int_equal(run.session.exercise, 0);
    pass("next");
    pass(NULL);
    assert_int_equal(run.session.exercise, 1);
    assert_false(run.session.waiting); // and there it counts again
    assert_true(until_it_plays(1) >= LEAST_MS - 2 * STEP_MS);
    assert_int_equal(run.untold, 0);
}

// The caption and the step of where the hold begins stand there, and no others: larger text upright
// shows one step.
static bool says_hold(const struct exercise *exercise)
{
    const char *cue = NULL, *step = NULL;
    for (size_t i = 0; i < exercise->cues_count; i++)
        if (exercise->cues[i].from <= exercise->hold_from)
            cue = exercise->cues[i].text;
    for (size_t i = 0; i < exercise->steps_count; i++)
        if (exercise->steps[i].at <= exercise->hold_from)
            step = exercise->steps[i].text;
    return run.session.course.phase == COURSE_HOLD && cue && step && stands_there(cue) &&
           stands_there(step);
}

static void a_hold_says_hold_to_its_end(void **state)
{
    (void)state;
    const struct library *library = run.library;
    int held = 0;
    for (size_t l = 0; l < library->clinic.languages_count; l++)
        for (size_t t = 0; t < library->topics_count; t++)
            for (size_t i = 0; i < library->topics[l][t].exercises_count; i++) {
                const struct exercise *exercise = &library->topics[l][t].exercises[i];
                if (!exercise->video || exercise->hold_from < 0)
                    continue;
                enter(library->clinic.languages[l], &library->topics[l][t], i, true);
                run.session.care_seen[i] = true;
                pass(NULL);
                fake.position_ms = (int64_t)(exercise->hold_from * 1000) + 1;
                pass(NULL);
                bool begun = says_hold(exercise);
                // The picture rests a little past the end of the hold, where the next words begin.
                fake.position_ms = (int64_t)(exercise->hold_to * 1000) + 200;
                for (int ms = 0; ms < 3000; ms += STEP_MS)
                    pass(NULL);
                if (!begun || !says_hold(exercise))
                    fail_msg("%s in %s: the words of %s are not those of the hold",
                             exercise->page.id, library->clinic.languages[l],
                             begun ? "its rest" : "its beginning");
                held++;
            }
    assert_true(held >= 9);
}

static int open_panel(bool portrait)
{
    struct canvas_options options = {.w = portrait ? 1080 : 1920,
                                     .h = portrait ? 1920 : 1080,
                                     .way = CANVAS_SURFACE,
                                     .title = "care"};
    struct library_options content = {
        .content = SOURCE_ROOT "/content", .videos = SOURCE_ROOT "/videos", .demonstration = true};
    memset(&run, 0, sizeof run);
    run.ui.canvas = canvas_open(&options);
    run.ui.text = run.ui.canvas ? text_open(run.ui.canvas) : NULL;
    if (!run.ui.text)
        return -1;
    run.ui.pictures = pictures_open(run.ui.canvas, SOURCE_ROOT "/assets/icons");
    run.ui.target = TARGET_PX;
    run.library = library_load(&content);
    run.stage = (struct stage){.ui = &run.ui,
                               .session = &run.session,
                               .library = run.library,
                               .reel = reel_open(NULL, run.library->videos),
                               .assets = SOURCE_ROOT "/assets",
                               .now_ms = 100000};
    return 0;
}

static int open_landscape(void **state)
{
    (void)state;
    return open_panel(false);
}

static int open_portrait(void **state)
{
    (void)state;
    return open_panel(true);
}

static int close_all(void **state)
{
    (void)state;
    tree_destroy(&run.ui.tree);
    reel_destroy(run.stage.reel);
    pictures_destroy(run.ui.pictures);
    text_destroy(run.ui.text);
    canvas_destroy(run.ui.canvas);
    library_destroy(run.library);
    return 0;
}

int main(void)
{
    words_open(BUILD_ROOT "/assets/locale");
    const struct CMUnitTest landscape[] = {
        cmocka_unit_test(every_exercise_is_told_first),
        cmocka_unit_test(the_test_sees_what_was_not_told),
        cmocka_unit_test(next_exercise_is_told_too),
        cmocka_unit_test(what_follows_by_itself_is_told_too),
        cmocka_unit_test(start_now_starts_now_and_again_asks_nothing),
        cmocka_unit_test(whoever_waits_has_all_the_time),
        cmocka_unit_test(long_lists_are_told_whole_and_wait),
        cmocka_unit_test(a_sheet_over_the_end_holds_what_follows),
    };
    const struct CMUnitTest portrait[] = {
        cmocka_unit_test(every_exercise_is_told_first),
        cmocka_unit_test(a_hold_says_hold_to_its_end),
    };
    return cmocka_run_group_tests(landscape, open_landscape, close_all) +
           cmocka_run_group_tests(portrait, open_portrait, close_all);
}
