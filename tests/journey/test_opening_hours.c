// When the screen may be dark, at given times.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "opening_hours.h"

// 2027-01-04 is a Monday; the test's build is of 2026-11-28.
static time_t at(int year, int month, int day, int hour, int minute)
{
    struct tm when = {.tm_year = year - 1900,
                      .tm_mon = month - 1,
                      .tm_mday = day,
                      .tm_hour = hour,
                      .tm_min = minute,
                      .tm_isdst = -1};
    return mktime(&when);
}

static void by_the_day(void **state)
{
    (void)state;
    struct clinic clinic = {.hours = {[0] = "closed", [1] = "8:00-12:00, 14:00-18:00"}};
    assert_true(opening_closed(&clinic, at(2027, 1, 4, 7, 59)));
    assert_false(opening_closed(&clinic, at(2027, 1, 4, 8, 0)));
    assert_true(opening_closed(&clinic, at(2027, 1, 4, 13, 0)));
    assert_false(opening_closed(&clinic, at(2027, 1, 4, 17, 59)));
    assert_true(opening_closed(&clinic, at(2027, 1, 4, 18, 0)));
    assert_true(opening_closed(&clinic, at(2027, 1, 3, 12, 0)));
    assert_false(opening_closed(&clinic, at(2027, 1, 5, 3, 0))); // nothing is said of Tuesday
}

static void no_hours_never_dark(void **state)
{
    (void)state;
    struct clinic clinic = {0};
    for (int day = 1; day <= 7; day++)
        for (int hour = 0; hour < 24; hour++)
            assert_false(opening_closed(&clinic, at(2027, 1, day, hour, 0)));
}

static void a_clock_that_cannot_be_right(void **state)
{
    (void)state;
    struct clinic clinic = {
        .hours = {"closed", "closed", "closed", "closed", "closed", "closed", "closed"}};
    assert_false(opening_closed(&clinic, 0));
    assert_false(opening_closed(&clinic, at(2026, 11, 26, 3, 0)));
    assert_true(opening_closed(&clinic, at(2026, 11, 30, 3, 0)));
    assert_true(opening_closed(&clinic, at(2036, 11, 26, 3, 0)));
    assert_false(opening_closed(&clinic, at(2036, 11, 30, 3, 0)));
    assert_false(opening_closed(&clinic, -1));
}

int main(void)
{
    setenv("TZ", "Europe/Berlin", 1);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_the_day),
        cmocka_unit_test(no_hours_never_dark),
        cmocka_unit_test(a_clock_that_cannot_be_right),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
