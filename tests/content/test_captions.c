// WebVTT captions: what is read, what is mended, and what is said about it.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "captions.h"
#include "library.h"

static struct problems problems;
static struct cue *cues;
static size_t count;

static void reads(const char *text)
{
    captions_read(text, "videos/a.vtt", -1, &problems, &cues, &count);
}

static int forget(void **state)
{
    (void)state;
    captions_destroy(cues, count);
    problems_destroy(&problems);
    cues = NULL;
    count = 0;
    return 0;
}

static void told(size_t index, const char *line)
{
    assert_true(index < problems.count);
    char *have = problem_line(&problems.list[index]);
    assert_string_equal(have, line);
    free(have);
}

static void a_good_file_is_read(void **state)
{
    (void)state;
    reads(
        "WEBVTT - made by hand\nKind: captions\n\nNOTE\nnothing --> here\n\nSTYLE\n::cue{}\n\n"
        "first\n00:00.500 --> 00:02.000 align:start\n<v Ann><b>Sit</b> tall &amp; still.\nBreathe.\n\n"
        "01:00:02.000 --> 01:00:04.250\nLean.");
    assert_int_equal(problems.count, 0);
    assert_int_equal(count, 2);
    assert_true(cues[0].from == 0.5 && cues[0].to == 2);
    assert_string_equal(cues[0].text, "Sit tall & still.\nBreathe.");
    assert_true(cues[1].from == 3602 && cues[1].to == 3604.25);
    assert_string_equal(cues[1].text, "Lean.");
}

static void bad_cues_cost_only_themselves(void **state)
{
    (void)state;
    reads("WEBVTT\n\n0:01 --> 0:02\nNo milliseconds.\n\n00:05.000 --> 00:04.000\nBackwards.\n\n"
          "00:01.000 --> 00:02.000\n\n00:03.000 --> 00:04.000\nGood.\n");
    assert_int_equal(count, 1);
    assert_string_equal(cues[0].text, "Good.");
    assert_int_equal(problems.count, 3);
    told(2,
         "videos/a.vtt:9:1: warning: this caption has no words and is left out: write them below "
         "its times");
    told(
        0,
        "videos/a.vtt:3:1: warning: this time is not understood and its caption is left out: write "
        "it like 00:01.500 --> 00:04.000");
    told(
        1,
        "videos/a.vtt:6:1: warning: this caption ends before it begins and is left out: correct its "
        "times");
}

static void order_and_overlaps_are_mended(void **state)
{
    (void)state;
    reads("WEBVTT\n\n00:03.000 --> 00:04.000\nTwo\n\n00:01.000 --> 00:03.500\nOne\n");
    assert_int_equal(count, 2);
    assert_string_equal(cues[0].text, "One");
    assert_true(cues[0].to == 3);
    told(
        0,
        "videos/a.vtt: warning: the captions are not in the order of their times: they are sorted");
    told(
        1,
        "videos/a.vtt: warning: two captions want the screen at 3.000 s: the first one ends there");
}

static void long_captions_are_told(void **state)
{
    (void)state;
    reads("00:01.000 --> 00:02.000\nOne\nTwo\nThree\n\n"
          "00:02.000 --> 00:03.000\nA line that is far too long to be read.\n");
    assert_int_equal(count, 2);
    assert_string_equal(cues[0].text, "One\nTwo");
    told(0,
         "videos/a.vtt:1:1: warning: captions must begin with a line that says WEBVTT: the rest is "
         "read all the same");
    told(1,
         "videos/a.vtt:4:1: warning: this caption has more than two lines: the rest is not shown. "
         "Make two captions of it");
    told(2,
         "videos/a.vtt:7:1: warning: this line has 39 letters: at most 32 fit under the picture. "
         "Shorten it");
}

// Also where a line or a tag parts the words, in the other languages, and where nothing is shown.
static void advice_that_is_never_given_is_left_out(void **state)
{
    (void)state;
    reads("WEBVTT\n\n00:01.000 --> 00:02.000\nDrink some tonic\nwater.\n\n"
          "00:02.000 --> 00:03.000\nSit tall.\n\n00:03.000 --> 00:04.000\n喝<b>汤力</b>水\n\n"
          "00:04.000 --> 00:05.000\nOne\nTwo\nQuinine\n");
    assert_int_equal(count, 1);
    assert_string_equal(cues[0].text, "Sit tall.");
    told(0, "videos/a.vtt:4:1: error: \"tonic water\" is never advice (it can do serious harm): "
            "remove it");
    told(
        1,
        "videos/a.vtt:11:1: error: \"汤力水\" is never advice (it can do serious harm): remove it");
    told(
        problems.count - 1,
        "videos/a.vtt:14:1: error: \"quinine\" is never advice (it can do serious harm): remove it");
    assert_int_equal(problems_count(&problems, SEVERITY_ERROR), 3);
}

static void nothing_is_read_from_nothing(void **state)
{
    (void)state;
    reads("WEBVTT");
    assert_int_equal(count, 0);
    assert_int_equal(problems.count, 0);
    reads("WEBVTT\n\n-->\n");
    assert_int_equal(count, 0);
    assert_int_equal(problems.count, 1);
    reads("WEBVTT\n\n00:01.000 --> 00:02.000\nOne.\n\n00:0");
    assert_int_equal(count, 1);
    told(1,
         "videos/a.vtt:6:1: warning: the file ends here in the middle of a caption, which is left "
         "out: copy it again");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_good_file_is_read, forget),
        cmocka_unit_test_teardown(bad_cues_cost_only_themselves, forget),
        cmocka_unit_test_teardown(order_and_overlaps_are_mended, forget),
        cmocka_unit_test_teardown(long_captions_are_told, forget),
        cmocka_unit_test_teardown(advice_that_is_never_given_is_left_out, forget),
        cmocka_unit_test_teardown(nothing_is_read_from_nothing, forget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
