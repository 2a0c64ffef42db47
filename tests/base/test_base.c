// The ground floor: strings, UTF-8, rectangles, files.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file.h"
#include "geom.h"
#include "number_order.h"
#include "str.h"
#include "words.h"

static void utf8_is_checked_to_the_byte(void **state)
{
    (void)state;
    assert_int_equal(utf8_check("caf\xC3\xA9", 5), 5);
    assert_int_equal(utf8_check("caf\xE9!", 5), 3);       // Latin-1
    assert_int_equal(utf8_check("a\xC0\x80", 3), 1);      // overlong
    assert_int_equal(utf8_check("a\xED\xA0\x80", 4), 1);  // surrogate
    assert_int_equal(utf8_check("ab\xF0\x9F\x98", 5), 2); // cut short
    assert_int_equal(utf8_check("a\0b", 3), 1);
    assert_int_equal(utf8_check("\xF0\x9F\x98\x80", 4), 4);
}

static void utf8_goes_round(void **state)
{
    (void)state;
    static const uint32_t codes[] = {'A', 0xE9, 0x627, 0x4E2D, 0x1F600};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        char out[5];
        size_t bytes = utf8_put(codes[i], out);
        assert_int_equal(strlen(out), bytes);
        const char *at = out;
        assert_int_equal(utf8_next(&at), codes[i]);
        assert_int_equal(utf8_next(&at), 0);
    }
    const char *broken = "\xFFz";
    assert_int_equal(utf8_next(&broken), 0xFFFD);
    assert_int_equal(utf8_next(&broken), 'z');
}

static void placeholders_are_filled_in(void **state)
{
    (void)state;
    char *text = str_replace("Call {number} {now, {number}", "number", "112");
    assert_string_equal(text, "Call 112 {now, 112");
    free(text);
    char trimmed[] = "  a b \r\n";
    assert_string_equal(str_trim(trimmed), "a b");
}

static void rectangles_meet(void **state)
{
    (void)state;
    struct rect a = {0, 0, 10, 10}, b = {5, 5, 10, 10}, apart = {10, 0, 5, 5};
    struct rect both = rect_common(a, b);
    assert_true(both.x == 5 && both.y == 5 && both.w == 5 && both.h == 5);
    assert_false(rect_overlaps(a, apart));
    assert_true(rect_covers(rect_around(a, b), b));
    assert_false(rect_covers(a, b));
    assert_false(rect_holds(a, 10, 0));
}

static void files_are_replaced_whole_and_read_within_limits(void **state)
{
    (void)state;
    char folder[] = "/tmp/kiosk-base-XXXXXX";
    assert_non_null(mkdtemp(folder));
    char *path = str_format("%s/a.md", folder), *pipe = str_format("%s/pipe.md", folder);
    assert_true(file_replace(path, "hello", 5));
    assert_true(file_replace(path, "hi", 2));
    char *text;
    size_t bytes;
    assert_true(file_read(path, 10, &text, &bytes));
    assert_int_equal(bytes, 2);
    assert_string_equal(text, "hi");
    free(text);
    assert_false(file_read(path, 1, &text, NULL));
    assert_int_equal(errno, EFBIG);
    assert_int_equal(mkfifo(pipe, 0600), 0);
    assert_false(
        file_read(pipe, 10, &text, NULL)); // would wait for ever if it were opened as a file
    assert_int_equal(errno, EINVAL);
    assert_false(file_read(folder, 10, &text, NULL));

    char *junk = str_format("%s/b.md.part", folder);
    assert_true(file_replace(junk, "x", 1));
    struct names names;
    assert_true(names_read(folder, &names));
    assert_int_equal(names.count, 2);
    assert_string_equal(names.list[0], "a.md");
    names_destroy(&names);
    unlink(junk);
    unlink(pipe);
    unlink(path);
    rmdir(folder);
    free(junk);
    free(pipe);
    free(path);
}

static void what_computers_leave_behind_is_known(void **state)
{
    (void)state;
    static const char *const left[] = {".DS_Store",
                                       "._bend.md",
                                       "Icon\r",
                                       "DESKTOP.INI",
                                       "ehthumbs.db",
                                       "Thumbs.db",
                                       "a.mp4.PART",
                                       "a.TMP",
                                       "a.partial",
                                       "a.filepart",
                                       "a.crdownload",
                                       "~$a.md",
                                       "a.mp4:Zone.Identifier",
                                       "a.md~"};
    static const char *const kept[] = {"a.md", "icon.svg", "part", "my.partial.md",
                                       "desktop.ini.md"};
    for (size_t i = 0; i < sizeof left / sizeof *left; i++)
        assert_true(file_left_behind(left[i]));
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        assert_false(file_left_behind(kept[i]));
}

static void words_without_a_catalogue_stay_english(void **state)
{
    (void)state;
    words_open("/nonexistent");
    assert_string_equal(tr("es", "Yes"), "Yes");
    assert_string_equal(trn("es", "{n} page", "{n} pages", 2), "{n} pages");
}

static void in_order(const char *words, const char *wanted)
{
    char *made = numbers_in_order(words);
    assert_string_equal(made, wanted);
    free(made);
}

// A number keeps its place before a unit or more digits; before Arabic words it has it anyway.
static void counts_keep_their_order_inside_arabic(void **state)
{
    (void)state;
    in_order("كرر 10 مرات.", "كرر 10 مرات.");
    in_order("احمل 5 kg الآن", "احمل \u200e5 kg الآن");
    in_order("اثبت 30s ثم", "اثبت \u200e30s ثم");
    in_order("اتصل على 555 0100", "اتصل على \u200e555 0100");
    in_order("اتصل +1 555 0100 الآن 3 مرات", "اتصل \u200e+1 555 0100 الآن 3 مرات");
    in_order("نسبة 50% اليوم", "نسبة \u200e50% اليوم");
    in_order("من 10-15 مرة", "من 10-15 مرة");
    in_order("من 10-15 kg", "من \u200e10-15 kg");
    in_order("2026-11-21 07:02", "\u200e2026-11-21 07:02");
    in_order("3.5 kg", "\u200e3.5 kg");
    in_order("فيتامين B12 و D 3", "فيتامين B12 و D 3");
    in_order("", "");
}

static void wide_marks_bring_their_own_room(void **state)
{
    (void)state;
    assert_string_equal(words_gap("Each side."), " ");
    assert_string_equal(words_gap("左右两侧都做。"), "");
    assert_string_equal(words_gap("请注意："), "");
    assert_string_equal(words_gap(""), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wide_marks_bring_their_own_room),
        cmocka_unit_test(utf8_is_checked_to_the_byte),
        cmocka_unit_test(utf8_goes_round),
        cmocka_unit_test(placeholders_are_filled_in),
        cmocka_unit_test(rectangles_meet),
        cmocka_unit_test(files_are_replaced_whole_and_read_within_limits),
        cmocka_unit_test(counts_keep_their_order_inside_arabic),
        cmocka_unit_test(what_computers_leave_behind_is_known),
        cmocka_unit_test(words_without_a_catalogue_stay_english),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
