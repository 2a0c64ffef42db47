// The idle clock on every screen and sheet: the roof's own passes, with a clock that this test moves.
// The kiosk is woken only when it asks to be, so what is late here would be late for a patient.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app_pass.h"
#include "fake_parts.h"
#include "roof_box.h"
#include "str.h"

enum { SHORT_S = 90, LONG_S = 120, EMERGENCY_S = 300, WARNING_S = 30 };
enum { CODE_S = 20, STATUS_S = 120, ANSWERS_S = 30 };

static int set_up(void **state)
{
    roof_set_up(state);
    app->library->clinic.idle_s = SHORT_S;
    app->library->clinic.idle_check_s = LONG_S;
    app->library->clinic.idle_warning_s = WARNING_S;
    return 0;
}

// After `quiet_s` seconds and not before it asks, and 30 s later the visit is over and nothing of it
// is left.
static void assert_asks_after_s(int quiet_s)
{
    int64_t since = now;
    later_ms(quiet_s * 1000 - 1);
    assert_string_not_equal(sheet(), "idle");
    later_ms(1);
    assert_string_equal(sheet(), "idle");
    assert_true(app->stage.idle_left_ms == WARNING_S * 1000);
    later_ms(WARNING_S * 1000 - 1);
    assert_string_equal(sheet(), "idle");
    later_ms(1);
    assert_string_equal(screen(), "attract");
    assert_string_equal(sheet(), "");
    assert_int_equal(now - since, (quiet_s + WARNING_S) * 1000);
    struct session fresh = {0};
    snprintf(fresh.language, sizeof fresh.language, "%s", app->library->clinic.languages[0]);
    snprintf(fresh.topic, sizeof fresh.topic, "%s", app->library->topics[0][0].page.id);
    assert_memory_equal(&app->session, &fresh, sizeof fresh);
}

static void assert_never_asks(int s)
{
    const char *here = screen(), *over = sheet();
    later_ms((int64_t)s * 1000);
    assert_string_equal(screen(), here);
    assert_string_equal(sheet(), over);
}

// ---- what a patient may have done

static void answer(enum tier tier)
{
    const struct checklist *checklist = &app->library->topics[0][0].checklist;
    for (size_t i = 0; i < checklist->questions_count; i++)
        app->session.answers.given[i] = ANSWER_NO;
    for (size_t i = 0; i < checklist->questions_count && tier != TIER_SELF_CARE; i++) {
        if (checklist->questions[i].yes == tier) {
            app->session.answers.given[i] = ANSWER_YES;
            return;
        }
    }
}

static void watch(enum player_state player)
{
    fake.player = player;
    app->session.before_seen = app->session.care_seen[0] = true;
    app->session.large = app->session.dark = true;
    app->session.watched[0] = true;
    go_to("exercise");
    assert_true(app->session.course_open);
}

// ---- the tests

static void every_screen_asks_in_its_time(void **state)
{
    static const struct {
        const char *screen, *sheet;
        int quiet_s;
        enum tier tier;
    } all[] = {
        {"home", NULL, SHORT_S, 0},
        {"hub", NULL, SHORT_S, 0},
        {"learn", NULL, SHORT_S, 0},
        {"faqs", NULL, SHORT_S, 0},
        {"faq", NULL, SHORT_S, 0},
        {"exercises", NULL, SHORT_S, 0},
        {"handout", NULL, SHORT_S, 0},
        {"relief", NULL, LONG_S, 0},
        {"before", NULL, LONG_S, 0},
        {"check", NULL, LONG_S, 0},
        {"question", NULL, LONG_S, 0},
        {"result", NULL, LONG_S, TIER_SELF_CARE},
        {"result", NULL, LONG_S, TIER_BOOK},
        {"result", NULL, LONG_S, TIER_SAME_DAY},
        {"result", NULL, EMERGENCY_S, TIER_EMERGENCY},
        {"hub", "settings", SHORT_S, 0},
        {"question", "settings", LONG_S, 0},
        {"result", "settings", EMERGENCY_S, TIER_EMERGENCY},
        {"check", "ask-staff", LONG_S, 0},
        {"result", "answers", LONG_S, TIER_SAME_DAY},
        {"result", "answers", EMERGENCY_S, TIER_EMERGENCY},
        {"handout", "printing", SHORT_S, 0},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        set_up(state);
        answer(all[i].tier);
        app->session.large = true;
        go_to(all[i].screen);
        if (all[i].sheet)
            open_sheet(all[i].sheet);
        assert_asks_after_s(all[i].quiet_s);
    }
}

static void the_first_screen_asks_nobody(void **state)
{
    (void)state;
    assert_int_equal(app_idle_next_ms(app), INT64_MAX);
    assert_never_asks(7200);
}

static void any_touch_keeps_the_visit_and_begins_its_time_anew(void **state)
{
    (void)state;
    go_to("learn");
    later_ms(80000);
    touch(5, 5); // where nothing is
    later_ms(SHORT_S * 1000);
    assert_string_equal(sheet(), "idle");
    later_ms(29000);
    touch(5, 5);
    assert_string_equal(screen(), "learn");
    assert_string_equal(sheet(), "");
    assert_asks_after_s(SHORT_S);
}

static void a_touch_on_its_way_before_the_warning_means_stay(void **state)
{
    (void)state;
    go_to("question");
    later_ms(LONG_S * 1000);
    assert_string_equal(sheet(), "idle");
    const struct item *finished = tree_find(&app->ui.tree, "finished");
    assert_non_null(finished);
    int x = finished->place.x + 5, y = finished->place.y + 5;
    now += 50;
    touch_now(x, y); // meant for the answer that stood there
    assert_string_equal(screen(), "question");
    assert_string_equal(sheet(), "");
}

static void a_finger_that_slides_off_finished_means_stay(void **state)
{
    (void)state;
    go_to("question");
    later_ms((LONG_S + 12) * 1000);
    assert_string_equal(sheet(), "idle");
    struct rect finished = tree_find(&app->ui.tree, "finished")->place;
    struct input finger = {.kind = INPUT_DOWN,
                           .x = finished.x + finished.w / 2,
                           .y = finished.y + finished.h / 2,
                           .contact = 1};
    app->ui.now_ms = now;
    app_pointer(app, &finger);
    roof_pass();
    assert_string_equal(sheet(), "idle");
    assert_true(app->stage.idle_left_ms <= (WARNING_S - 12) * 1000); // the ring does not jump back
    finger.kind = INPUT_MOVE;
    finger.y -= 400;
    app_pointer(app, &finger);
    finger.kind = INPUT_UP;
    app_pointer(app, &finger);
    roof_pass();
    assert_string_equal(screen(), "question");
    assert_string_equal(sheet(), "");
    assert_asks_after_s(LONG_S);
}

static void the_warning_gives_back_what_it_lay_over(void **state)
{
    (void)state;
    fake.printer = (struct printer_status){.phase = PRINTER_FAILED, .problem = PROBLEM_PAPER};
    go_to("handout");
    open_sheet("printing");
    later_ms(SHORT_S * 1000);
    assert_string_equal(sheet(), "idle");
    touch(5, 5);
    assert_string_equal(sheet(), "printing"); // what became of the page, and "Try again"
    later_ms(SHORT_S * 1000);
    tap("stay");
    assert_string_equal(sheet(), "printing");
    later_ms((SHORT_S + WARNING_S) * 1000);
    assert_string_equal(screen(), "attract");
    go_to("hub");
    later_ms(SHORT_S * 1000);
    tap("stay");
    assert_string_equal(sheet(), ""); // nothing of the visit before
}

static void taps_are_deaf_from_when_the_screen_is_there(void **state)
{
    (void)state;
    app->ui.now_ms = now;
    app->stage.go = "check";
    drawing_takes_ms = 200; // each look at the clock finds it so much later
    roof_pass();
    drawing_takes_ms = 0;
    assert_string_equal(screen(), "check");
    assert_true(app->ui.pointer.deaf_until_ms - now >= app->screen->deaf_ms - 200);
    assert_true(app->screen->deaf_ms > 0);
}

static void who_is_finished_need_not_wait(void **state)
{
    (void)state;
    answer(TIER_SAME_DAY);
    go_to("result");
    later_ms(LONG_S * 1000);
    tap("finished");
    assert_string_equal(screen(), "attract");
    assert_int_equal(app->session.answers.given[0], ANSWER_NONE);
}

static void shown_answers_are_hidden_again(void **state)
{
    (void)state;
    answer(TIER_BOOK);
    go_to("result");
    open_sheet("answers");
    later_ms(ANSWERS_S * 1000 - 1);
    assert_string_equal(sheet(), "answers");
    later_ms(2000);
    assert_string_equal(sheet(), "");
    assert_string_equal(screen(), "result");
}

static void shown_answers_do_not_come_back_from_under_the_warning(void **state)
{
    (void)state;
    app->library->clinic.idle_check_s = ANSWERS_S - 10; // as short as it may be set
    answer(TIER_SAME_DAY);
    go_to("result");
    open_sheet("answers");
    later_ms((ANSWERS_S - 10) * 1000);
    assert_string_equal(sheet(), "idle");
    touch(5, 5); // whoever that is
    assert_string_equal(screen(), "result");
    assert_string_equal(sheet(), "");
}

static void a_playing_video_holds_the_clock(void **state)
{
    static const enum player_state runs[] = {PLAYER_OPENING, PLAYER_PLAYING};
    for (size_t i = 0; i < 2; i++) {
        set_up(state);
        watch(runs[i]);
        assert_never_asks(600);
        fake.player = PLAYER_FAILED; // from then on it is a screen like others
        roof_pass();
        assert_asks_after_s(LONG_S);
    }
}

static void the_time_to_read_holds_the_clock_and_waiting_does_not(void **state)
{
    set_up(state);
    fake.player = PLAYER_PLAYING;
    go_to("exercise");
    assert_true(app->session.ready_since_ms && !app->session.course_open);
    assert_never_asks(600); // it led on to the video
    assert_true(app->session.course_open);

    set_up(state);
    go_to("exercise");
    tap("wait");
    assert_asks_after_s(LONG_S);
}

static void a_video_that_does_not_play_holds_nothing(void **state)
{
    set_up(state);
    watch(PLAYER_PLAYING);
    later_ms(300000);
    tap("pause");
    assert_true(app->session.paused);
    assert_asks_after_s(LONG_S);

    set_up(state);
    watch(PLAYER_PLAYING);
    app->session.finished = true; // the card with what comes next stands there
    roof_pass();
    assert_asks_after_s(LONG_S);

    set_up(state);
    watch(PLAYER_PLAYING);
    open_sheet("settings"); // holds the video
    assert_asks_after_s(LONG_S);

    set_up(state);
    watch(PLAYER_FAILED);
    assert_asks_after_s(LONG_S);

    set_up(state);
    watch(PLAYER_IDLE); // the file could not be opened: nothing was handed to the player
    assert_asks_after_s(LONG_S);
}

static void a_counted_hold_holds_the_clock_until_it_ends(void **state)
{
    (void)state;
    int hold_s = app->library->topics[0][0].relief.hold_s;
    assert_true(hold_s > 0);
    app->session.before_seen = true;
    go_to("relief");
    later_ms(100000);
    tap("hold");
    later_ms(hold_s * 1000);
    assert_string_equal(sheet(), "");
    assert_asks_after_s(LONG_S);

    set_up(state);
    app->session.before_seen = true;
    go_to("relief");
    tap("hold");
    tap("hold"); // stopped
    assert_asks_after_s(LONG_S);
}

static void a_page_that_prints_holds_the_clock(void **state)
{
    static const enum printer_phase busy[] = {PRINTER_SENDING, PRINTER_PRINTING, PRINTER_WAITING};
    static const enum printer_phase over[] = {PRINTER_DONE, PRINTER_FAILED, PRINTER_CANCELLED};
    for (size_t i = 0; i < 3; i++) {
        for (int covered = 0; covered < 2;
             covered++) { // with its sheet, and gone on to another screen
            set_up(state);
            go_to(covered ? "handout" : "hub");
            fake.printer = (struct printer_status){busy[i], PROBLEM_NONE, 1, false};
            if (covered)
                open_sheet("printing");
            assert_never_asks(600);
            fake.printer.phase = over[i];
            roof_pass();
            assert_asks_after_s(SHORT_S);
        }
    }
}

static void the_end_of_a_visit_cancels_its_page(void **state)
{
    (void)state;
    go_to("handout");
    fake.printer = (struct printer_status){PRINTER_WAITING, PROBLEM_PAPER, 1, false};
    open_sheet("printing");
    int before = fake.cancels;
    fake.printer.phase = PRINTER_FAILED;
    later_ms((SHORT_S + WARNING_S) * 1000);
    assert_string_equal(screen(), "attract");
    assert_true(fake.cancels > before);
}

static void assert_closes_after_s(int s)
{
    later_ms(s * 1000 - 1);
    assert_string_not_equal(screen(), "attract");
    assert_string_not_equal(sheet(), "idle"); // staff are not asked
    later_ms(1);
    assert_string_equal(screen(), "attract");
    assert_string_equal(sheet(), "");
    assert_false(app->staff.inside);
    assert_string_equal(app->staff.typed, "");
}

static void staff_screens_close_by_themselves(void **state)
{
    static const char *const all[] = {
        "staff-pin",        "staff",         "staff-more",  "staff-items", "staff-counts",
        "staff-publishing", "staff-reviews", "staff-touch", "staff-clean", "staff-stick"};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        int closes_s = i == 0 ? CODE_S : STATUS_S;
        for (int printing = 0; printing < 2; printing++) {
            set_up(state);
            app->staff.inside = true;
            strcpy(app->staff.typed, "13");
            go_to(all[i]);
            if (printing) { // the test page
                fake.printer = (struct printer_status){PRINTER_PRINTING, PROBLEM_NONE, 1, false};
                later_ms(600000);
                assert_string_not_equal(screen(), "attract");
                fake.printer.phase = PRINTER_DONE;
                roof_pass();
            }
            assert_closes_after_s(closes_s);
        }
    }
}

static void a_touch_keeps_staff_screens_open(void **state)
{
    (void)state;
    app->staff.inside = true;
    go_to("staff-reviews");
    later_ms(100000);
    touch(5, 5);
    assert_closes_after_s(STATUS_S);
}

static void a_sheet_closes_with_its_staff_screen(void **state)
{
    (void)state;
    app->staff.inside = true;
    go_to("staff-more");
    app->staff.sure = STAFF_RESTART;
    open_sheet("staff-sure");
    assert_closes_after_s(STATUS_S);
    assert_false(app->quit);
}

#define IDLE(test) cmocka_unit_test_setup(test, set_up)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IDLE(every_screen_asks_in_its_time),
        IDLE(the_first_screen_asks_nobody),
        IDLE(any_touch_keeps_the_visit_and_begins_its_time_anew),
        IDLE(a_touch_on_its_way_before_the_warning_means_stay),
        IDLE(a_finger_that_slides_off_finished_means_stay),
        IDLE(the_warning_gives_back_what_it_lay_over),
        IDLE(taps_are_deaf_from_when_the_screen_is_there),
        IDLE(who_is_finished_need_not_wait),
        IDLE(shown_answers_are_hidden_again),
        IDLE(shown_answers_do_not_come_back_from_under_the_warning),
        IDLE(a_playing_video_holds_the_clock),
        IDLE(the_time_to_read_holds_the_clock_and_waiting_does_not),
        IDLE(a_video_that_does_not_play_holds_nothing),
        IDLE(a_counted_hold_holds_the_clock_until_it_ends),
        IDLE(a_page_that_prints_holds_the_clock),
        IDLE(the_end_of_a_visit_cancels_its_page),
        IDLE(staff_screens_close_by_themselves),
        IDLE(a_touch_keeps_staff_screens_open),
        IDLE(a_sheet_closes_with_its_staff_screen),
    };
    return cmocka_run_group_tests(tests, roof_open, roof_close);
}
