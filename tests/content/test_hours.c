// Opening hours as people write them, and what is refused with a sentence.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "content_box.h"
#include "hours.h"
#include "str.h"

static void is(const char *text, int minute, bool open)
{
    struct hours_day day;
    assert_true(hours_read(text, &day));
    if (hours_open(&day, minute) != open)
        fail_msg("\"%s\" at %d:%02d is %s", text, minute / 60, minute % 60,
                 open ? "closed" : "open");
}

static void forms_people_write(void **state)
{
    (void)state;
    static const char *const same[] = {"8:00-18:00",
                                       "08:00 - 18:00",
                                       "8-18",
                                       "8.00 to 18.00",
                                       "8h00-18h00",
                                       "8 am - 6 pm",
                                       ("8am\xe2\x80\x93"
                                        "6pm")};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        is(same[i], 8 * 60 - 1, false);
        is(same[i], 8 * 60, true);
        is(same[i], 18 * 60 - 1, true);
        is(same[i], 18 * 60, false);
    }
    is("8-12, 14:30-18", 12 * 60, false);
    is("8-12, 14:30-18", 14 * 60 + 29, false);
    is("8-12 and 14:30-18", 14 * 60 + 30, true);
    is("0:00-24:00", 0, true);
    is("0-24", 23 * 60 + 59, true);
    is("12 am - 12 pm", 0, true);
    is("12 am - 12 pm", 12 * 60, false);
    is("Closed", 12 * 60, false);
    is("open", 3 * 60, true);
}

static void nonsense_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",           "mornings", "8",        "8-",       "18-8",
        "8-8",        "8-25",     "8:60-9",   "-8-9",     "8-18 x",
        "8-9,",       "123-456",  "13 pm-14", "closed 8", "8-9,9-10,11-12,13-14,15-16",
        "24:30-25:00"};
    struct hours_day day;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (hours_read(wrong[i], &day))
            fail_msg("\"%s\" was taken", wrong[i]);
}

static void staff_are_told(void **state)
{
    (void)state;
    struct box box = box_make();
    struct problems problems = {0};
    struct clinic clinic = {0};
    box_write(
        &box, "content/clinic.yaml",
        "languages: [en]\nemergency_number: 112\nhours:\n  monday: 8:00-18:00\n  sunday: closed\n");
    assert_true(clinic_load(box.content, &clinic, &problems));
    assert_int_equal(problems.count, 0);
    struct clinic copy = clinic_copy(&clinic);
    assert_string_equal(copy.hours[1], "8:00-18:00");
    assert_string_equal(copy.hours[0], "closed");
    assert_null(copy.hours[2]);
    clinic_destroy(&copy);
    box_write(
        &box, "content/clinic.yaml",
        "languages: [en]\nemergency_number: 112\nhours:\n  monday: 8:00-18:00\n  friday: until six\n");
    assert_false(clinic_load(box.content, &clinic, &problems));
    assert_int_equal(problems.count, 1);
    assert_int_equal(problems.list[0].line, 5);
    assert_non_null(strstr(problems.list[0].text, "must be times like 8:00-18:00"));
    assert_string_equal(clinic.hours[1], "8:00-18:00"); // the last good one stays
    clinic_destroy(&clinic);
    problems_destroy(&problems);
    box_destroy(&box);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_people_write),
        cmocka_unit_test(nonsense_is_refused),
        cmocka_unit_test(staff_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
