// Where a wish to go somewhere leads, for every screen and every answer; and that the end of a
// session forgets all of it.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app_pass.h"
#include "app_staff.h"
#include "str.h"

static const char *const names[] = {"attract",  "hub",       "before",    "exercise", "check",
                                    "question", "result",    "handout",   "answers",  "printing",
                                    "idle",     "settings",  "ask-staff", "home",     "learn",
                                    "relief",   "exercises", "faqs",      "faq"};
enum { NAMES = sizeof names / sizeof *names };

// A question of each tier; a second one that is an emergency only for Yes.
static struct question questions[] = {
    {.id = "mild", .yes = TIER_SELF_CARE, .not_sure = TIER_SELF_CARE},
    {.id = "book", .yes = TIER_BOOK, .not_sure = TIER_BOOK},
    {.id = "same-day", .yes = TIER_SAME_DAY, .not_sure = TIER_BOOK},
    {.id = "emergency", .yes = TIER_EMERGENCY, .not_sure = TIER_SAME_DAY},
};
enum { QUESTIONS = sizeof questions / sizeof *questions };

static struct library library = {.topics_count = 1};
static const struct topic topic = {
    .checklist = {.questions = questions, .questions_count = QUESTIONS}};

static const char *route(const struct session *session, const char *name)
{
    struct session copy = *session;
    struct stage stage = {.topic = &topic, .session = &copy, .library = &library};
    const struct screen *screen = screen_route(&stage, name);
    return screen ? screen->name : "none";
}

static void nothing_is_closed_to_good_answers(void **state)
{
    (void)state;
    static const enum answer good[][QUESTIONS] = {
        {ANSWER_NONE, ANSWER_NONE, ANSWER_NONE, ANSWER_NONE},
        {ANSWER_NO, ANSWER_NO, ANSWER_NO, ANSWER_NO},
        {ANSWER_YES, ANSWER_NOT_SURE, ANSWER_NO, ANSWER_NO},
        {ANSWER_NO, ANSWER_YES, ANSWER_NOT_SURE, ANSWER_NO},
    };
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        struct session session = {0};
        memcpy(session.answers.given, good[i], sizeof good[i]);
        for (size_t n = 0; n < NAMES; n++)
            assert_string_equal(route(&session, names[n]), names[n]);
    }
}

static void a_grave_answer_closes_every_exercise(void **state)
{
    (void)state;
    static const enum answer grave[][QUESTIONS] = {
        {ANSWER_NONE, ANSWER_NONE, ANSWER_YES, ANSWER_NONE},
        {ANSWER_NO, ANSWER_NO, ANSWER_YES, ANSWER_NO},
        {ANSWER_NONE, ANSWER_NONE, ANSWER_NONE, ANSWER_YES},
        {ANSWER_NO, ANSWER_NO, ANSWER_NO, ANSWER_NOT_SURE},
        {ANSWER_YES, ANSWER_YES, ANSWER_YES, ANSWER_YES},
    };
    static const char *const leads_to[NAMES] = {
        "attract", "result",  "result",   "result", "check",    "question",  "result",
        "result",  "answers", "printing", "idle",   "settings", "ask-staff", "result",
        "learn",   "result",  "result",   "result", "result"};
    for (size_t i = 0; i < sizeof grave / sizeof *grave; i++) {
        struct session session = {.before_seen = true};
        memcpy(session.answers.given, grave[i], sizeof grave[i]);
        for (size_t n = 0; n < NAMES; n++)
            assert_string_equal(route(&session, names[n]), leads_to[n]);
        session.print_result =
            true; // the card itself may go to paper, and nothing else opens by that
        for (size_t n = 0; n < NAMES; n++)
            assert_string_equal(route(&session, names[n]),
                                str_equal(names[n], "handout") ? "handout" : leads_to[n]);
    }
}

// Of several topics one has to be chosen before anything is shown of it.
static void home_is_the_choice_until_a_topic_is_chosen(void **state)
{
    (void)state;
    struct session session = {0};
    library.topics_count = 2;
    assert_string_equal(route(&session, "hub"), "home");
    session.answers.given[2] = ANSWER_YES;
    assert_string_equal(route(&session, "hub"), "result");
    session = (struct session){.topic_chosen = true};
    assert_string_equal(route(&session, "hub"), "hub");
    library.topics_count = 1;
}

static void a_screen_that_is_not_there_is_none(void **state)
{
    (void)state;
    struct session session = {0};
    assert_string_equal(route(&session, "nowhere"), "none");
    assert_null(screen_named(""));
}

static void the_end_of_a_session_leaves_nothing(void **state)
{
    (void)state;
    struct app *app = mem_make(1, sizeof *app);
    app->screen = &screen_question;
    memset(&app->session, 0xA5, sizeof app->session);
    tree_begin(&app->ui.tree, "question");
    tree_add(&app->ui.tree, ROLE_ANSWER, "yes", "Yes", (struct rect){0, 0, 10, 10})->chosen = true;
    memset(&app->ui.pointer, 0xA5, sizeof app->ui.pointer);
    app_end_session(app);
    const unsigned char *bytes = (const unsigned char *)&app->session;
    for (size_t i = 0; i < sizeof app->session; i++)
        assert_int_equal(bytes[i], 0);
    bytes = (const unsigned char *)&app->ui.tree;
    for (size_t i = 0; i < sizeof app->ui.tree; i++)
        assert_int_equal(bytes[i], 0);
    bytes = (const unsigned char *)&app->ui.pointer;
    for (size_t i = 0; i < sizeof app->ui.pointer; i++)
        assert_int_equal(bytes[i], 0);
    free(app);
}

// Nobody comes behind the staff code without it, whatever asks for it, and not again after they left.
static void staff_screens_open_for_staff_alone(void **state)
{
    (void)state;
    static const char *const staff[] = {"staff",       "staff-more",    "staff-publishing",
                                        "staff-items", "staff-reviews", "staff-counts",
                                        "staff-stick", "staff-touch",   "staff-clean"};
    struct app *app = mem_make(1, sizeof *app);
    for (size_t i = 0; i < sizeof staff / sizeof *staff; i++) {
        app->staff.inside = false;
        assert_false(app_staff_allows(app, screen_named(staff[i])));
        app->staff.inside = true;
        assert_true(app_staff_allows(app, screen_named(staff[i])));
    }
    memset(app->staff.typed, '7', sizeof app->staff.typed);
    app_staff_forget(app);
    assert_false(app_staff_allows(app, screen_named("staff")));
    for (size_t i = 0; i < sizeof app->staff.typed; i++)
        assert_int_equal(app->staff.typed[i], 0);
    for (size_t n = 0; n < NAMES; n++)
        assert_true(app_staff_allows(app, screen_named(names[n])));
    free(app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_closed_to_good_answers),
        cmocka_unit_test(a_grave_answer_closes_every_exercise),
        cmocka_unit_test(home_is_the_choice_until_a_topic_is_chosen),
        cmocka_unit_test(a_screen_that_is_not_there_is_none),
        cmocka_unit_test(the_end_of_a_session_leaves_nothing),
        cmocka_unit_test(staff_screens_open_for_staff_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
