// Which way text runs, and how numbers read inside words that run from right to left.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "number_order.h"
#include "str.h"
#include "text_bidi.h"
#include "text_codes.h"
#include "text_fixture.h"

// The runs as they stand from left to right: "<...>" reads right to left.
static char *runs_of(const char *utf8, bool rtl)
{
    struct codes codes = codes_read(utf8, false);
    signed char *levels = mem_make((size_t)codes.count, 1);
    struct bidi_run *runs = mem_make((size_t)codes.count, sizeof *runs);
    bidi_levels(codes.list, codes.count, rtl, levels);
    int count = bidi_runs(levels, codes.count, runs);
    struct strbuf out = {0};
    for (int r = 0; r < count; r++) {
        strbuf_add(&out, runs[r].rtl ? "<" : "[");
        for (int i = 0; i < runs[r].count; i++) {
            char code[5];
            utf8_put(codes.list[runs[r].start + i], code);
            strbuf_add(&out, code);
        }
        strbuf_add(&out, runs[r].rtl ? ">" : "]");
    }
    free(levels);
    free(runs);
    codes_free(&codes);
    return out.text;
}

static void assert_runs(const char *utf8, bool rtl, const char *wanted)
{
    char *runs = runs_of(utf8, rtl);
    assert_string_equal(runs, wanted);
    free(runs);
}

static void numbers_read_right_in_right_to_left_text(void **state)
{
    (void)state;
    assert_runs("Hold 10 s", false, "[Hold 10 s]");
    assert_runs("ارفع 10 مرات", true, "< مرات>[10]<ارفع >");
    assert_runs("اثبت 30 ثانية، 5 مرات", true, "< مرات>[5]< ثانية، >[30]<اثبت >");
    assert_runs("حتى ١٢ مرة", true, "< مرة>[١٢]<حتى >");
    assert_runs("وزن 5 kg فقط", true, "< فقط>[kg]< >[5]<وزن >"); // Unicode's order: 5 is read first
    // an isolate (U+2066, U+2069) keeps a sign and its unit as they are written
    assert_runs("وزن \u20665 kg\u2069 فقط", true, "<\u2069 فقط>[5 kg]<وزن \u2066>");
    assert_runs("Say مرحبا 10 now", false, "[Say ][10]<مرحبا >[ now]");
    // runs within a run are turned round together
    assert_runs("\u05D0\u2066ab\u2067\u05D2\u2069cd\u2069\u05D1", true,
                "<\u2069\u05D1>[ab\u2067]<\u05D2>[\u2069cd]<\u05D0\u2066>");
    assert_runs("3 / 4", true, "[4]< / >[3]"); // no strong letter: the language's direction
    assert_runs("3 / 4", false, "[3 / 4]");
    assert_runs("\u05D11-2\u05D2", true,
                "<\u05D2>[1-2]<\u05D1>");          // Hebrew keeps a range from left to right,
    assert_runs("ب1-2ج", true, "<ج>[2]<->[1]<ب>"); // Arabic reads it with the text
    // the language decides, not the first letter; all Latin keeps its own direction
    assert_runs("B12 فيتامين", true, "< فيتامين>[B12]");
    assert_runs("Butterfly stretch", true, "[Butterfly stretch]");
}

// What stands on the screen is what stands on paper: a number before its unit, digits in their
// order.
static void assert_ordered(const char *utf8, const char *wanted)
{
    char *ordered = numbers_in_order(utf8);
    assert_runs(ordered, true, wanted);
    free(ordered);
}

static void a_number_stands_before_its_unit(void **state)
{
    (void)state;
    assert_ordered("وزن 5 kg فقط", "< فقط>[\u200e5 kg]<وزن >");
    assert_ordered("اتصل على 555 0100 الآن", "< الآن>[\u200e555 0100]<اتصل على >");
    assert_ordered("كرر 10 مرات", "< مرات>[10]<كرر >");
    assert_ordered("اثبت 30 s", "[\u200e30 s]<اثبت >");
    assert_ordered("555 0100 هاتف", "< هاتف>[\u200e555 0100]"); // the mark makes no paragraph turn
}

static void the_start_is_right_in_a_right_to_left_language(void **state)
{
    struct fixture *fixture = *state;
    struct rect r = {100, 10, 800, 0};
    text_set_language(fixture->text, "ar", true, false);
    draw_one(fixture, "مرحبا", r, ALIGN_START);
    assert_int_equal(ink_between(fixture->canvas, 0, 700), 0);
    assert_in_range(ink_between(fixture->canvas, 700, 900), 30, 200);
    draw_one(fixture, "مرحبا", r, ALIGN_END);
    assert_in_range(ink_between(fixture->canvas, 100, 300), 30, 200);
    assert_int_equal(ink_between(fixture->canvas, 300, 1920), 0);
    text_set_language(fixture->text, "en", false, false);
    draw_one(fixture, "Hello", r, ALIGN_START);
    assert_in_range(ink_between(fixture->canvas, 100, 300), 30, 200);
    assert_int_equal(ink_between(fixture->canvas, 300, 1920), 0);
    draw_one(fixture, "Hello", r, ALIGN_CENTRE);
    int left = ink_between(fixture->canvas, 100, 500),
        right = ink_between(fixture->canvas, 500, 900);
    assert_in_range(left - right + 15, 0, 30);
}

// What two ways of drawing leave on the canvas, compared px by px.
static bool drawn_alike(struct fixture *fixture, const char *arabic, const char *english)
{
    struct rect r = {100, 10, 800, 0};
    text_set_language(fixture->text, "ar", true, false);
    draw_one(fixture, arabic, r, ALIGN_START);
    struct pixels one = canvas_grab(fixture->canvas);
    text_set_language(fixture->text, "en", false, false);
    draw_one(fixture, english, r, ALIGN_END);
    struct pixels two = canvas_grab(fixture->canvas);
    bool alike = memcmp(one.argb, two.argb, (size_t)one.w * (size_t)one.h * 4) == 0;
    pixels_destroy(&one);
    pixels_destroy(&two);
    return alike;
}

static void what_is_set_apart_is_drawn_as_it_is_written(void **state)
{
    struct fixture *fixture = *state;
    assert_true(drawn_alike(fixture, "10", "10"));
    assert_true(drawn_alike(fixture, "911", "911"));
    assert_true(drawn_alike(fixture, "\u2066555 0199\u2069", "555 0199"));
    assert_true(drawn_alike(fixture, "\u206612ab34cd\u2069", "12ab34cd"));
    assert_true(drawn_alike(fixture, "\u20665 kg\u2069", "5 kg"));
    assert_true(drawn_alike(fixture, "555 0199", "555 0199")); // numbers_in_order sees to it
    assert_runs("اتصل \u2066555 0199\u2069 الآن", true, "<\u2069 الآن>[555 0199]<اتصل \u2066>");
    assert_runs("اتصل 555 0199 الآن", true, "< الآن>[0199]< >[555]<اتصل >");
    assert_runs("فيتامين D أو B12 قد", true, "< قد>[B12]< أو >[D]<فيتامين >");
    assert_runs("الصفحة 2 من 15", true, "[15]< من >[2]<الصفحة >");
}

// The px themselves: inside Arabic "5 kg" leaves the same ink as the same words that are kept
// together by an isolate, and other ink than Unicode's own order.
static uint64_t ink_of(struct fixture *fixture, const char *utf8, bool rtl)
{
    text_set_language(fixture->text, "ar", rtl, false);
    draw_one(fixture, utf8, (struct rect){100, 10, 800, 0}, ALIGN_START);
    struct pixels shot = canvas_grab(fixture->canvas);
    uint64_t hash = 1;
    int first = 0;
    for (int x = 0; x < shot.w;
         x++) // columns from the first one with ink: where it stands is no matter
        for (int y = 0; y < 100; y++) {
            uint32_t px = shot.argb[y * shot.w + x];
            first = !first && px != 0xFFFFFFFF ? x : first;
            if (first && px != 0xFFFFFFFF)
                hash = (hash ^ ((uint64_t)(x - first) << 40 | (uint64_t)y << 32 | px)) *
                       1099511628211u;
        }
    pixels_destroy(&shot);
    return hash;
}

static void the_screen_shows_a_number_before_its_unit(void **state)
{
    struct fixture *fixture = *state;
    uint64_t shown = ink_of(fixture, "وزن 5 kg فقط", true);
    assert_true(shown == ink_of(fixture, "وزن \u20665 kg\u2069 فقط", true));
    // the control: a mark of the other direction turns them round
    assert_true(shown != ink_of(fixture, "وزن 5 \u200fkg فقط", true));
    text_set_language(fixture->text, "en", false, false);
}

// A line may still end before such a number.
static void a_marked_number_begins_a_line(void **state)
{
    (void)state;
    struct codes codes = codes_read("وزن \u200e5 kg", false);
    assert_int_equal(codes_end(&codes, 3), END_MAY);   // the space before the mark
    assert_int_equal(codes_end(&codes, 4), END_NEVER); // the mark and its number
    codes_free(&codes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_read_right_in_right_to_left_text),
        cmocka_unit_test(the_start_is_right_in_a_right_to_left_language),
        cmocka_unit_test(what_is_set_apart_is_drawn_as_it_is_written),
        cmocka_unit_test(a_number_stands_before_its_unit),
        cmocka_unit_test(the_screen_shows_a_number_before_its_unit),
        cmocka_unit_test(a_marked_number_begins_a_line),
    };
    return cmocka_run_group_tests(tests, fixture_make, fixture_destroy);
}
