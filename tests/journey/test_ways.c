// The ways from a result and from the choice of topics, tapped: Back from a grave one leads to the
// answer that decided, no way leads past it, and nobody comes to the exercises of a topic unasked.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app_pass.h"
#include "roof_box.h"
#include "str.h"

static const struct checklist *checklist(void)
{
    return &app->stage.topic->checklist;
}

static void choose(const char *topic)
{
    app_begin_session(app);
    app->session = (struct session){.topic_chosen = true, .language = "en"};
    snprintf(app->session.topic, sizeof app->session.topic, "%s", topic);
    roof_pass();
}

static void give(const char *answer)
{
    tap(answer);
    now += 300; // the chosen answer is shown for a moment
    roof_pass();
    roof_pass();
}

static void give_till_result(const char *answer)
{
    for (int i = 0; i < CHECKLIST_QUESTIONS_MAX && str_equal(screen(), "question"); i++)
        give(answer);
    assert_string_equal(screen(), "result");
}

static enum tier tier_now(void)
{
    return checklist_tier(checklist(), &app->session.answers, NULL);
}

// A result of which only question `i` was answered Yes, and the others No or not at all.
static void to_result_of(const char *topic, size_t i, enum answer others)
{
    choose(topic);
    for (size_t k = 0; k < checklist()->questions_count; k++)
        app->session.answers.given[k] = k == i ? ANSWER_YES : others;
    go_to("result");
}

static void back_leads_to_the_answer_that_decided(void **state)
{
    (void)state;
    int walked = 0;
    for (size_t t = 0; t < app->library->topics_count; t++) {
        const struct topic *topic = &app->library->topics[0][t];
        for (size_t i = 0; i < topic->checklist.questions_count; i++) {
            enum tier tier = topic->checklist.questions[i].yes;
            if (tier < TIER_SAME_DAY)
                continue;
            to_result_of(topic->page.id, i, i % 2 ? ANSWER_NO : ANSWER_NONE);
            tap("back");
            assert_string_equal(screen(), "question");
            assert_int_equal(app->session.question, i);
            assert_int_equal(tier_now(), tier);
            tap("home"); // it stands until it is changed
            assert_string_equal(screen(), "result");
            tap("back");
            give("yes");
            if (tier == TIER_EMERGENCY)
                assert_string_equal(screen(), "result");
            walked++;
        }
    }
    assert_true(walked > 20);
}

// The first question of a tier.
static size_t first_of(const struct topic *topic, enum tier tier)
{
    size_t i = 0;
    while (topic->checklist.questions[i].yes != tier)
        i++;
    return i;
}

static void on_from_there_without_a_change_is_the_same_result(void **state)
{
    (void)state;
    for (size_t t = 0; t < app->library->topics_count; t++) {
        const struct topic *topic = &app->library->topics[0][t];
        to_result_of(topic->page.id, first_of(topic, TIER_SAME_DAY), ANSWER_NO);
        tap("back");
        give("yes");
        give_till_result("no");
        assert_int_equal(tier_now(), TIER_SAME_DAY);
    }
}

static void changed_to_no_it_goes_on_as_the_check_does(void **state)
{
    (void)state;
    for (size_t t = 0; t < app->library->topics_count; t++)
        for (enum tier tier = TIER_SAME_DAY; tier <= TIER_EMERGENCY; tier++) {
            const struct topic *topic = &app->library->topics[0][t];
            size_t i = first_of(topic, tier);
            to_result_of(topic->page.id, i, ANSWER_NONE);
            tap("back");
            give("no");
            assert_string_equal(screen(), "question");
            assert_int_equal(app->session.question, i + 1);
            give_till_result("no");
            assert_true(checklist_done(checklist(), &app->session.answers));
            assert_int_equal(tier_now(), TIER_SELF_CARE);
            tap("main");
            assert_string_equal(screen(), "hub");
        }
}

// ---- no topic was chosen ------------------------------------------------------------------------

static void nobody_chose(void)
{
    app_begin_session(app);
    app->session = (struct session){.language = "en"};
    roof_pass();
    go_to("home");
}

static void check_from_the_choice(void)
{
    nobody_chose();
    tap("check");
    tap("start");
    assert_string_equal(screen(), "question");
}

static void after_a_clean_check_a_topic_is_still_to_be_chosen(void **state)
{
    (void)state;
    static const char *const ways[] = {"main", "back"};
    const char *second = app->library->topics[0][1].page.id;
    char card[80];
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        check_from_the_choice();
        give_till_result("no");
        tap(ways[i]);
        assert_string_equal(screen(), "home");
        snprintf(card, sizeof card, "topic-%s", second);
        tap(card);
        assert_string_equal(screen(), "hub");
        assert_string_equal(app->session.topic, second);
        tap("exercises"); // which asks what has to be known for this one
        assert_string_equal(screen(), "before");
        tap("start");
        assert_string_equal(screen(), "before");
    }
    // The check was the first topic's own: its answers hold there.
    check_from_the_choice();
    give_till_result("no");
    tap("main");
    snprintf(card, sizeof card, "topic-%s", app->library->topics[0][0].page.id);
    tap(card);
    assert_string_equal(screen(), "hub");
    assert_true(checklist_done(checklist(), &app->session.answers));
}

static void home_and_back_of_the_check_lead_to_the_choice(void **state)
{
    (void)state;
    check_from_the_choice();
    tap("home");
    assert_string_equal(screen(), "home");
    tap("check");
    tap("back");
    assert_string_equal(screen(), "home");
}

static void after_a_grave_answer_no_topic_opens(void **state)
{
    (void)state;
    for (enum tier tier = TIER_SAME_DAY; tier <= TIER_EMERGENCY; tier++) {
        check_from_the_choice();
        size_t i = first_of(app->stage.topic, tier);
        app->session.question = i;
        roof_pass();
        give("yes");
        struct answers before = app->session.answers;
        const char *first = app->stage.topic->page.id;
        static const char *const closed[] = {"home", "hub", "before", "exercise", "relief"};
        for (size_t n = 0; n < sizeof closed / sizeof *closed; n++) {
            app->stage.go = closed[n];
            roof_pass();
            roof_pass();
            assert_string_equal(screen(), "result");
        }
        stage_choose_topic(&app->stage, app->library->topics[0][1].page.id);
        assert_string_equal(app->session.topic, first);
        assert_memory_equal(&app->session.answers, &before, sizeof before);
    }
}

// ---- long names ---------------------------------------------------------------------------------

// A name as long as one may be, in place of `*name`, which is given back.
static char *lengthen(char **name)
{
    char *old = *name;
    *name = mem_make(CONTENT_NAME_MAX + 1, 1);
    memset(*name, 'x', CONTENT_NAME_MAX);
    return old;
}

static void restore(char **name, char *old)
{
    free(*name);
    *name = old;
}

static void tap_made(char *id)
{
    tap(id);
    free(id);
}

static void what_has_the_longest_name_is_tapped_as_well(void **state)
{
    (void)state;
    struct topic *topic = &app->library->topics[0][1];
    size_t first = topic->before_questions[0];
    char **question = &topic->checklist.questions[first].id;
    char **exercise = &topic->exercises[0].page.id;
    char *topic_was = lengthen(&topic->page.id), *question_was = lengthen(question),
         *exercise_was = lengthen(exercise);
    nobody_chose();
    tap_made(str_format("topic-%s", topic->page.id));
    assert_string_equal(screen(), "hub");
    assert_ptr_equal(app->stage.topic, topic);
    go_to("before");
    tap_made(str_format("%s-yes", *question));
    assert_int_equal(app->session.answers.given[first], ANSWER_YES);
    tap_made(str_format("%s-no", *question));
    assert_int_equal(app->session.answers.given[first], ANSWER_NO);
    app->session.before_seen = true;
    go_to("exercises");
    tap_made(str_format("play-%s", *exercise));
    assert_string_equal(screen(), "exercise");
    restore(exercise, exercise_was);
    restore(question, question_was);
    restore(&topic->page.id, topic_was);
}

static const struct item *said(const char *words)
{
    for (size_t i = 0; i < app->ui.tree.count; i++)
        if (str_equal(app->ui.tree.items[i].name, words))
            return &app->ui.tree.items[i];
    return NULL;
}

static void staff_read_their_own_direction(void **state)
{
    (void)state;
    to_result_of("inner-thigh-cramps", 0, ANSWER_NO);
    snprintf(app->session.language, sizeof app->session.language, "ar");
    roof_pass();
    const struct item *label = said("For staff:");
    assert_non_null(label);
    assert_true(app->ui.mirrored);
    assert_true(label[1].place.x >= label->place.x + label->place.w); // the words after it
}

static void each_answer_is_shown(void **state)
{
    (void)state;
    to_result_of("inner-thigh-cramps", 0, ANSWER_NOT_SURE);
    tap("show-answers");
    assert_string_equal(sheet(), "answers");
    bool seen[CHECKLIST_QUESTIONS_MAX] = {0};
    for (size_t page = 0;; page++) {
        assert_true(page < checklist()->questions_count);
        for (size_t i = 0; i < checklist()->questions_count; i++) {
            const struct question *question = &checklist()->questions[i];
            seen[i] |= said(question->any_of_count ? question->sign : question->ask) != NULL;
        }
        const struct item *on = tree_find(&app->ui.tree, "page-on");
        assert_non_null(on);
        if (!on->enabled)
            break;
        tap("page-on");
    }
    for (size_t i = 0; i < checklist()->questions_count; i++)
        assert_true(seen[i]);
}

int main(void)
{
#define WAY(test) cmocka_unit_test_setup(test, roof_set_up)
    const struct CMUnitTest tests[] = {
        WAY(back_leads_to_the_answer_that_decided),
        WAY(on_from_there_without_a_change_is_the_same_result),
        WAY(changed_to_no_it_goes_on_as_the_check_does),
        WAY(after_a_clean_check_a_topic_is_still_to_be_chosen),
        WAY(home_and_back_of_the_check_lead_to_the_choice),
        WAY(after_a_grave_answer_no_topic_opens),
        WAY(staff_read_their_own_direction),
        WAY(each_answer_is_shown),
        WAY(what_has_the_longest_name_is_tapped_as_well),
    };
    return cmocka_run_group_tests(tests, roof_open, roof_close);
}
