// The checklists that ship, by tables of their own: every answer, every pair, every change of mind.
// The tables are written by hand, so that a tier changed in the content by mistake does not pass.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "content_box.h"
#include "str.h"

struct expectation {
    const char *id;
    enum tier yes, not_sure;
};
// Both topics ask the same: one of the two runs before a patient has chosen.
static const struct expectation questions[] = {
    {"breath", TIER_EMERGENCY, TIER_EMERGENCY},
    {"saddle", TIER_EMERGENCY, TIER_EMERGENCY},
    {"face-arm", TIER_EMERGENCY, TIER_EMERGENCY},
    {"sudden-pain", TIER_EMERGENCY, TIER_EMERGENCY},
    {"cold-leg", TIER_EMERGENCY, TIER_EMERGENCY},
    {"cannot-stand", TIER_EMERGENCY, TIER_EMERGENCY},
    {"groin-danger", TIER_EMERGENCY, TIER_EMERGENCY},
    {"one-leg", TIER_SAME_DAY, TIER_SAME_DAY},
    {"pull-or-pop", TIER_SAME_DAY, TIER_SAME_DAY},
    {"weak-or-numb", TIER_SAME_DAY, TIER_SAME_DAY},
    {"too-long", TIER_SAME_DAY, TIER_SAME_DAY},
    {"unwell", TIER_SAME_DAY, TIER_SAME_DAY},
    {"fluid-loss", TIER_SAME_DAY, TIER_SAME_DAY},
    {"keeps-coming", TIER_BOOK, TIER_BOOK},
    {"also", TIER_BOOK, TIER_BOOK},
};
static const struct shipped {
    const char *topic;
    const struct expectation *questions;
    size_t count;
} shipped[] = {
    {"inner-thigh-cramps", questions, sizeof questions / sizeof *questions},
    {"night-calf-cramps", questions, sizeof questions / sizeof *questions},
};
static const struct expectation *expected; // of the topic under test
static size_t expected_count;
static const enum answer answers_all[] = {ANSWER_NONE, ANSWER_YES, ANSWER_NO, ANSWER_NOT_SURE};

static const struct checklist *checklist;

static enum tier wanted(size_t question, enum answer answer)
{
    return answer == ANSWER_YES        ? expected[question].yes
           : answer == ANSWER_NOT_SURE ? expected[question].not_sure
                                       : TIER_SELF_CARE;
}

static struct answers all(enum answer answer)
{
    struct answers answers = {0};
    for (size_t i = 0; i < expected_count; i++)
        answers.given[i] = answer;
    return answers;
}

static void is(const struct answers *answers, enum tier tier, size_t deciding)
{
    size_t decided = 99;
    assert_int_equal(checklist_tier(checklist, answers, &decided), tier);
    assert_int_equal(decided, deciding);
    assert_int_equal(checklist_tier(checklist, answers, NULL), tier);
    assert_int_equal(checklist_forbids_exercise(checklist, answers), tier >= TIER_SAME_DAY);
}

static void the_questions_are_the_expected_ones(void **state)
{
    (void)state;
    assert_int_equal(checklist->questions_count, expected_count);
    for (size_t i = 0; i < expected_count; i++) {
        assert_string_equal(checklist->questions[i].id, expected[i].id);
        assert_true(checklist->questions[i].signs_count > 0);
    }
    for (size_t i = 0; i < TIERS; i++)
        assert_int_equal(checklist->cards[i].steps_count, 3);
    assert_string_equal(checklist->cards[TIER_EMERGENCY].key_number, "");
    assert_string_equal(checklist->cards[TIER_EMERGENCY].staff,
                        "Call your local emergency number now.");
}

static void each_answer_alone_decides(void **state)
{
    (void)state;
    struct answers answers = all(ANSWER_NO);
    is(&answers, TIER_SELF_CARE, expected_count);
    for (size_t i = 0; i < expected_count; i++)
        for (size_t a = 0; a < 4; a++) {
            answers = all(ANSWER_NO);
            answers.given[i] = answers_all[a];
            enum tier tier = wanted(i, answers_all[a]);
            is(&answers, tier, tier == TIER_SELF_CARE ? expected_count : i);
        }
}

static void of_two_the_higher_decides(void **state)
{
    (void)state;
    for (size_t i = 0; i < expected_count; i++)
        for (size_t j = i + 1; j < expected_count; j++)
            for (size_t a = 0; a < 4; a++)
                for (size_t b = 0; b < 4; b++) {
                    struct answers answers = all(ANSWER_NO);
                    answers.given[i] = answers_all[a];
                    answers.given[j] = answers_all[b];
                    enum tier one = wanted(i, answers_all[a]), two = wanted(j, answers_all[b]);
                    enum tier tier = one >= two ? one : two;
                    is(&answers, tier,
                       tier == TIER_SELF_CARE ? expected_count
                       : one >= two           ? i
                                              : j);
                }
}

static void a_changed_answer_leaves_nothing_behind(void **state)
{
    (void)state;
    for (size_t i = 0; i < expected_count; i++)
        for (size_t a = 0; a < 4; a++)
            for (size_t b = 0; b < 4; b++) {
                struct answers answers = all(ANSWER_NO);
                answers.given[i] = answers_all[a];
                (void)checklist_tier(checklist, &answers, NULL);
                answers.given[i] = answers_all[b];
                enum tier tier = wanted(i, answers_all[b]);
                is(&answers, tier, tier == TIER_SELF_CARE ? expected_count : i);
            }
}

static void a_result_waits_for_all_answers(void **state)
{
    (void)state;
    struct answers answers = {0};
    assert_false(checklist_done(checklist, &answers));
    answers = all(ANSWER_NO);
    assert_true(checklist_done(checklist, &answers));
    for (size_t i = 0; i < expected_count; i++) {
        answers = all(ANSWER_NO);
        answers.given[i] = ANSWER_NONE;
        assert_false(checklist_done(checklist, &answers));
        struct answers single = {0};
        single.given[i] = ANSWER_YES;
        assert_int_equal(checklist_done(checklist, &single), expected[i].yes == TIER_EMERGENCY);
        assert_int_equal(checklist_forbids_exercise(checklist, &single),
                         expected[i].yes >= TIER_SAME_DAY);
    }
    static const struct checklist none;
    assert_false(checklist_done(&none, &answers));
}

static void wiping_leaves_no_answer(void **state)
{
    (void)state;
    struct answers answers = all(ANSWER_YES), empty = {0};
    answers_wipe(&answers);
    assert_memory_equal(&answers, &empty, sizeof empty);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_questions_are_the_expected_ones),
        cmocka_unit_test(each_answer_alone_decides),
        cmocka_unit_test(of_two_the_higher_decides),
        cmocka_unit_test(a_changed_answer_leaves_nothing_behind),
        cmocka_unit_test(a_result_waits_for_all_answers),
        cmocka_unit_test(wiping_leaves_no_answer),
    };
    struct library *library = library_load(
        &(struct library_options){.content = "content", .videos = "videos", .demonstration = true});
    int failed = library->topics_count != sizeof shipped / sizeof *shipped; // each has its table
    for (size_t i = 0; !failed && i < sizeof shipped / sizeof *shipped; i++) {
        const struct topic *topic = library_topic(library, shipped[i].topic, "en");
        if (!topic)
            return 1;
        checklist = &topic->checklist;
        expected = shipped[i].questions;
        expected_count = shipped[i].count;
        failed = cmocka_run_group_tests_name(shipped[i].topic, tests, NULL, NULL);
    }
    library_destroy(library);
    return failed;
}
