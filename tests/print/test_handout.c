// What stands on the page, word for word, and where its pages break. To write the golden files anew
// after a wanted change: KIOSK_WRITE_GOLDEN=1 build/tests/print/test_handout, then read the
// difference.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "file.h"
#include "handout.h"
#include "handout_flow.h"
#include "sample.h"
#include "str.h"

static struct sample sample;
static const struct exercise *chosen[3];

static int set_up(void **state)
{
    (void)state;
    sample_make(&sample);
    for (size_t i = 0; i < 3; i++)
        chosen[i] = &sample.english.exercises[i];
    return 0;
}

static struct handout_request request_of(const struct topic *topic)
{
    return (struct handout_request){.library = &sample.library,
                                    .topic = topic,
                                    .language = topic->page.language,
                                    .date = "21 November 2026"};
}

static void assert_golden(const char *name, const struct handout_request *request)
{
    struct handout handout = handout_make(request);
    char *text = handout_text(&handout);
    handout_destroy(&handout);
    char *path = str_format("tests/print/golden/%s.txt", name), *golden = NULL;
    if (getenv("KIOSK_WRITE_GOLDEN"))
        assert_true(file_replace(path, text, strlen(text)));
    assert_true(file_read(path, 1 << 16, &golden, NULL));
    assert_string_equal(text, golden);
    free(golden);
    free(path);
    free(text);
}

static void says_what_to_do_at_home(void **state)
{
    (void)state;
    struct handout_request request = request_of(&sample.english);
    request.exercises = chosen;
    request.exercises_count = 3;
    assert_golden("take-home", &request);
}

static void says_once_what_all_exercises_share(void **state)
{
    (void)state;
    struct handout_request request = request_of(&sample.english);
    request.exercises = chosen;
    request.exercises_count = 2;
    assert_golden("take-home-shared", &request);
}

static void needs_no_exercise_and_no_clock(void **state)
{
    (void)state;
    struct handout_request request = request_of(&sample.english);
    request.date = NULL;
    assert_golden("take-home-bare", &request);
}

static void marks_a_demonstration(void **state)
{
    (void)state;
    sample.library.demonstration = true;
    struct handout_request request = request_of(&sample.arabic);
    chosen[0] = &sample.arabic.exercises[0];
    request.exercises = chosen;
    request.exercises_count = 1;
    assert_golden("take-home-arabic-demonstration", &request);
}

// The patient's card in Spanish, the staff's line in the clinic's English.
static void speaks_to_staff_in_their_language(void **state)
{
    (void)state;
    struct question sign = {.sign = "Chest pain or short of breath"};
    struct handout_request request = request_of(&sample.spanish);
    request.kind = HANDOUT_RESULT;
    request.tier = TIER_EMERGENCY;
    request.deciding = &sign;
    assert_golden("result-emergency-spanish", &request);
}

static void has_no_exercise_and_no_staff_line_on_a_mild_result(void **state)
{
    (void)state;
    struct handout_request request = request_of(&sample.english);
    request.kind = HANDOUT_RESULT;
    request.tier = TIER_BOOK;
    request.exercises = chosen; // even if somebody hands them over
    request.exercises_count = 3;
    assert_golden("result-book", &request);
}

static void assert_valid_until(const struct handout_request *request, const char *until)
{
    struct handout handout = handout_make(request);
    const char *side = handout.blocks[handout.count - 1].side;
    char *whole = str_format("Content %s%s%s", sample.library.version,
                             until ? " · valid until " : "", until ? until : "");
    assert_string_equal(side, whole);
    free(whole);
    handout_destroy(&handout);
}

// Of the pages that stand on it, and of no other.
static void is_valid_as_long_as_what_stands_on_it(void **state)
{
    (void)state;
    struct handout_request request = request_of(&sample.english);
    struct exercise exercise = sample.english.exercises[0];
    const struct exercise *watched = &exercise;
    request.exercises = &watched;
    request.exercises_count = 1;
    request.tier = TIER_EMERGENCY;
    request.kind = HANDOUT_RESULT;
    assert_valid_until(&request, NULL);
    sample.english.page.review_by = "2027-04-30";
    sample.english.prevention.page.review_by = "2027-03-31";
    exercise.page.review_by = "2027-02-28";
    assert_valid_until(&request, NULL);
    sample.english.checklist_page.review_by = "2027-05-31";
    assert_valid_until(&request, "31 May 2027");
    request.kind = HANDOUT_TAKE_HOME;
    assert_valid_until(&request, "28 February 2027");
    exercise.page.review_by = NULL;
    assert_valid_until(&request, "31 March 2027");
    sample.english.prevention.page.review_by = NULL;
    assert_valid_until(&request, "30 April 2027");
    sample.english.page.review_by = NULL; // its box "When to get help" is the checklist's
    assert_valid_until(&request, "31 May 2027");
}

static void destroys_nothing_twice(void **state)
{
    (void)state;
    struct handout handout = {0};
    handout_destroy(&handout);
    handout_destroy(&handout);
}

static void keeps_a_heading_with_what_it_heads(void **state)
{
    (void)state;
    struct slot slots[] = {{.height = 50}, {.height = 20, .keep = true}, {.height = 40}};
    assert_int_equal(flow_pages(slots, 3, 0, 100), 2);
    assert_int_equal(slots[0].page, 0);
    assert_int_equal(slots[1].page, 1);
    assert_int_equal(slots[2].page, 1);
    assert_int_equal((int)slots[2].y, 20);
}

static void fills_a_page_to_its_end(void **state)
{
    (void)state;
    struct slot slots[] = {{.height = 60, .before = 30}, {.height = 30, .before = 10}};
    assert_int_equal(flow_pages(slots, 2, 10, 110), 1); // no space above the first
    assert_int_equal((int)slots[0].y, 10);
    assert_int_equal((int)slots[1].y, 80);
    slots[1].height = 31;
    assert_int_equal(flow_pages(slots, 2, 10, 110), 2);
    assert_int_equal((int)slots[1].y, 10);
}

static void pushes_a_foot_down_unless_it_is_alone(void **state)
{
    (void)state;
    struct slot slots[] = {{.height = 30}, {.height = 20, .foot = true}};
    assert_int_equal(flow_pages(slots, 2, 0, 100), 1);
    assert_int_equal((int)slots[1].y, 80);
    slots[0].height = 90;
    assert_int_equal(flow_pages(slots, 2, 0, 100), 2);
    assert_int_equal((int)slots[1].y, 0);
}

static void shrinks_what_no_page_can_hold(void **state)
{
    (void)state;
    struct slot slots[] = {{.height = 10, .keep = true}, {.height = 400}, {.height = 10}};
    assert_int_equal(flow_pages(slots, 3, 0, 100), 3);
    assert_float_equal(slots[1].scale, 0.25, 1e-6);
    assert_int_equal(slots[1].page, 1);
    assert_int_equal(slots[2].page, 2);
    assert_int_equal(flow_pages(NULL, 0, 0, 100), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(says_what_to_do_at_home, set_up),
        cmocka_unit_test_setup(says_once_what_all_exercises_share, set_up),
        cmocka_unit_test_setup(needs_no_exercise_and_no_clock, set_up),
        cmocka_unit_test_setup(marks_a_demonstration, set_up),
        cmocka_unit_test_setup(speaks_to_staff_in_their_language, set_up),
        cmocka_unit_test_setup(has_no_exercise_and_no_staff_line_on_a_mild_result, set_up),
        cmocka_unit_test_setup(is_valid_as_long_as_what_stands_on_it, set_up),
        cmocka_unit_test(destroys_nothing_twice),
        cmocka_unit_test(keeps_a_heading_with_what_it_heads),
        cmocka_unit_test(fills_a_page_to_its_end),
        cmocka_unit_test(pushes_a_foot_down_unless_it_is_alone),
        cmocka_unit_test(shrinks_what_no_page_can_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
