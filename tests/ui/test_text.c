// Text: directions, lines, fonts by script, hostile strings.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "canvas.h"
#include "str.h"
#include "text.h"
#include "text_bidi.h"
#include "text_codes.h"
#include "text_wrap.h"

static const struct text_style BODY = {WEIGHT_MEDIUM, 32, 1.34f, 0};

struct fixture {
    struct canvas *canvas;
    struct text *text;
};

static int fixture_make(void **state)
{
    struct fixture *fixture = mem_make(1, sizeof *fixture);
    struct canvas_options options = {.w = 1920, .h = 1080, .way = CANVAS_SURFACE, .title = "test", .show_cursor = true};
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    fixture->canvas = canvas_open(&options);
    fixture->text = fixture->canvas ? text_open(fixture->canvas) : NULL;
    *state = fixture;
    return fixture->text ? 0 : -1;
}

static int fixture_destroy(void **state)
{
    struct fixture *fixture = *state;
    text_destroy(fixture->text);
    canvas_destroy(fixture->canvas);
    free(fixture);
    return 0;
}

// ---- direction ----------------------------------------------------------------------------------

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
}

// Columns that carry ink between two x.
static int ink_between(struct canvas *canvas, int from, int to)
{
    struct pixels shot = canvas_grab(canvas);
    int found = 0;
    for (int x = from; x < to; x++)
        for (int y = 0; y < 100; y++)
            if (shot.argb[y * shot.w + x] != 0xFFFFFFFF) {
                found++;
                break;
            }
    pixels_destroy(&shot);
    return found;
}

static void draw_one(struct fixture *fixture, const char *utf8, struct rect r, enum align align)
{
    canvas_begin(fixture->canvas, 0xFFFFFFFF);
    text_draw(fixture->text, utf8, BODY, r, align, 0xFF000000);
    canvas_end(fixture->canvas);
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
    assert_false(drawn_alike(fixture, "555 0199", "555 0199")); // it is turned round
    assert_runs("اتصل \u2066555 0199\u2069 الآن", true, "<\u2069 الآن>[555 0199]<اتصل \u2066>");
    assert_runs("اتصل 555 0199 الآن", true, "< الآن>[0199]< >[555]<اتصل >");
    assert_runs("فيتامين D أو B12 قد", true, "< قد>[B12]< أو >[D]<فيتامين >");
    assert_runs("الصفحة 2 من 15", true, "[15]< من >[2]<الصفحة >");
}

// ---- lines --------------------------------------------------------------------------------------

static void lines_are_balanced(void **state)
{
    (void)state;
    struct segment words[7];
    for (int i = 0; i < 7; i++)
        words[i] = (struct segment){.start = i * 5, .count = 4, .width = 90, .spaces = 10};
    struct row rows[7];
    assert_int_equal(wrap_rows(words, 7, 600, rows), 2);
    assert_int_equal(rows[1].width, 90); // greedy leaves one alone
    assert_int_equal(wrap_balanced(words, 7, 600), 390);
    assert_int_equal(wrap_rows(words, 7, 390, rows), 2);
    assert_int_equal(rows[0].count, 19);
    assert_int_equal(rows[1].start, 20);
    words[2].last = true; // a line end inside
    assert_int_equal(wrap_rows(words, 7, 600, rows), 2);
    assert_int_equal(rows[0].width, 290);
}

static void a_block_keeps_to_its_width(void **state)
{
    struct fixture *fixture = *state;
    static const char *const words =
        "Is one leg swollen, warm or a different colour? Look at both legs.";
    int before = 0;
    for (int width = 1200; width >= 150; width -= 50) {
        struct text_block block = text_measure(fixture->text, words, BODY, width);
        assert_in_range(block.w, 1, width);
        assert_false(block.broken || block.cut);
        assert_true(block.lines >= before);
        assert_int_equal(block.h, block.lines * 43);
        // drawn in the width it asked for, it is the same
        struct text_block again = text_measure(fixture->text, words, BODY, block.w);
        assert_int_equal(again.lines, block.lines);
        before = block.lines;
    }
    struct text_block two = text_measure(fixture->text, words, BODY, 800);
    assert_int_equal(two.lines, 2);
    assert_in_range(two.w, 400, 560); // near half of the whole, not all of the 800
}

static void too_much_text_ends_in_an_ellipsis(void **state)
{
    struct fixture *fixture = *state;
    struct text_style style = BODY;
    style.max_lines = 2;
    struct text_block block =
        text_measure(fixture->text, "One two three four five six seven eight nine ten", style, 200);
    assert_int_equal(block.lines, 2);
    assert_true(block.cut);
    assert_in_range(block.w, 100, 200);
    block = text_measure(fixture->text, "One two", style, 200);
    assert_false(block.cut);
    style.max_lines = 1;
    assert_true(text_measure(fixture->text, "مرحبا بكم في العيادة اليوم", style, 150).cut);
    assert_in_range(text_measure(fixture->text, "one\ntwo", style, 150).w, 1, 150);
    assert_true(text_measure(fixture->text, "one\ntwo", style, 150).cut);
    assert_true(text_measure(fixture->text, "wide", style, 3).cut);
}

static void a_word_breaks_inside_only_when_it_must(void **state)
{
    struct fixture *fixture = *state;
    struct text_block block = text_measure(fixture->text, "Donaudampfschifffahrt", BODY, 150);
    assert_true(block.broken && block.lines >= 2 && block.w <= 150);
    assert_false(text_measure(fixture->text, "Donaudampf schifffahrt", BODY, 200).broken);
    assert_int_equal(text_measure(fixture->text, "warm-up", BODY, 100).lines, 2);
    assert_false(text_measure(fixture->text, "warm-up", BODY, 100).broken);
}

static char *ends_of(const char *utf8) // where a line may end: "|"
{
    struct codes codes = codes_read(utf8, false);
    struct strbuf out = {0};
    for (int i = 0; i < codes.count; i++) {
        char code[5];
        utf8_put(codes.list[i], code);
        strbuf_add(&out, code);
        if (codes_end(&codes, i) != END_NEVER)
            strbuf_add(&out, "|");
    }
    codes_free(&codes);
    return out.text;
}

static void lines_end_where_each_script_allows(void **state)
{
    (void)state;
    static const char *const ends[] = {
        "a b",
        "a |b",
        "warm-up",
        "warm-|up",
        "-5 to 3-4",
        "-5 |to |3-4",
        "a  b",
        "a  |b",
        "请坐下。好",
        "请|坐|下。|好",
        "（坐）好",
        "（坐）|好",
        "一a b",
        "一|a |b",
        "10%",
        "10%",
        "x\ny",
        "x\n|y",
        "no\xC2\xA0"
        "break",
        "no\xC2\xA0"
        "break",
        "a/b/c",
        "a/|b/|c",
    };
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i += 2) {
        char *found = ends_of(ends[i]);
        assert_string_equal(found, ends[i + 1]);
        free(found);
    }
}

// ---- what is drawn ------------------------------------------------------------------------------

static void every_script_has_a_font_and_keeps_the_line_height(void **state)
{
    struct fixture *fixture = *state;
    static const char *const words[] = {"Rest",   "Ελλάδα",   "Привет", "Việt Ắ", "مرحبا",
                                        "请坐下", "ひらがな", "한국어", "10"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct text_block block = text_measure(fixture->text, words[i], BODY, 800);
        assert_int_equal(block.h, 43);
        assert_int_equal(block.lines, 1);
        draw_one(fixture, words[i], (struct rect){100, 10, 800, 0}, ALIGN_START);
        assert_in_range(ink_between(fixture->canvas, 100, 100 + block.w), 15, 400);
        assert_in_range(ink_between(fixture->canvas, 100 + block.w, 1920), 0, 2);
    }
}

// A line of a heading sits tight in Latin letters; others would lie on the next line.
static void deep_letters_get_higher_lines(void **state)
{
    struct fixture *fixture = *state;
    struct text_style tight = {WEIGHT_BLACK, 100, 1, 0};
    assert_int_equal(text_measure(fixture->text, "Leg\ncramps", tight, 900).h, 200);
    assert_int_equal(text_measure(fixture->text, "تشنج في\nالساق", tight, 900).h, 260);
    assert_int_equal(text_measure(fixture->text, "腿\n抽筋", tight, 900).h, 224);
}

static void digits_are_equally_wide(void **state)
{
    struct fixture *fixture = *state;
    struct text_style number = {WEIGHT_BLACK, 133, 1, 0};
    int wide = text_measure(fixture->text, "00", number, 900).w;
    for (int i = 1; i < 100; i++) {
        char digits[3];
        snprintf(digits, sizeof digits, "%02d", i);
        assert_in_range(text_measure(fixture->text, digits, number, 900).w, wide - 2, wide + 2);
    }
}

static void hostile_strings_do_no_harm(void **state)
{
    struct fixture *fixture = *state;
    char *long_word = mem_make(20001, 1), *long_text = mem_make(20001, 1);
    memset(long_word, 'W', 20000);
    for (int i = 0; i < 20000; i++)
        long_text[i] = i % 6 == 5 ? ' ' : 'm';
    const char *const strings[] = {
        "",
        " ",
        "\n\n",
        "\t\r\x01\x02",
        "\xFF\xFE\xC0\x80",
        "a\xED\xA0\x80z",
        "\xE2\x80\xAE"
        "abc",
        "\xE2\x80\x8B\xE2\x80\x8D",
        "\xF0\x9F\x98\x80 \xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9",
        "\xCC\x81\xCC\x81\xCC\x81\xCC\x81",
        "%s%n{}",
        "\xEF\xBF\xBF",
        "\xF4\x8F\xBF\xBF",
        "\xE2\x81\xA6\xE2\x81\xA7\xE2\x81\xA8",
        "\xD9\x85\xE2\x80\x8C\xD9\x85",
        "\xEE\x80\x80",
        long_word,
        long_text,
    };
    static const int widths[] = {-5, 0, 1, 30, 400, 1900};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) {
        for (size_t k = 0; k < sizeof widths / sizeof *widths; k++) {
            struct text_style style = BODY;
            style.max_lines = k % 2 ? 3 : 0;
            canvas_begin(fixture->canvas, 0xFFFFFFFF);
            struct text_block block =
                text_draw(fixture->text, strings[i], style, (struct rect){0, 0, widths[k], 0},
                          ALIGN_CENTRE, 0xFF000000);
            canvas_end(fixture->canvas);
            assert_true(block.lines >= 0 && block.lines <= CODES_MOST);
            if (widths[k] >= 400)
                assert_true(block.w <= widths[k]);
        }
    }
    assert_int_equal(text_measure(fixture->text, "", BODY, 100).lines, 0);
    struct codes codes = codes_read(long_word, false);
    assert_int_equal(codes.count, CODES_MOST);
    assert_int_equal(codes.list[CODES_MOST - 1], 0x2026);
    codes_free(&codes);
    free(long_word);
    free(long_text);
}

static void the_pseudo_language_is_longer_and_keeps_numbers(void **state)
{
    (void)state;
    static const char *const words =
        "Hold still for 30 seconds. Keep breathing, do not bounce at all.";
    struct codes plain = codes_read(words, false), pseudo = codes_read(words, true);
    int letters = 0, digits = 0;
    for (int i = 0; i < plain.count; i++)
        letters += code_script(plain.list[i]) != NULL;
    for (int i = 0; i < pseudo.count; i++)
        digits += pseudo.list[i] == '3' || pseudo.list[i] == '0';
    assert_in_range(pseudo.count - plain.count, letters * 35 / 100, letters * 45 / 100);
    assert_int_equal(digits, 2);
    codes_free(&plain);
    codes_free(&pseudo);
}

static long memory_kb(void)
{
    FILE *file = fopen("/proc/self/status", "r");
    char line[256];
    long kb = 0;
    while (fgets(line, sizeof line, file))
        if (strncmp(line, "VmRSS:", 6) == 0)
            kb = atol(line + 6);
    fclose(file);
    return kb;
}

static void thousands_of_strings_do_not_pile_up(void **state)
{
    struct fixture *fixture = *state;
    long before = memory_kb();
    // drawn under the same style, each is another block: 3,000 lines of 250 KB
    for (int i = 0; i < 3000; i++) {
        char words[64];
        snprintf(words, sizeof words, "A long line of text that has the number %d", i);
        canvas_begin(fixture->canvas, 0xFFFFFFFF);
        text_draw(fixture->text, words, (struct text_style){WEIGHT_BOLD, 44, 1.2f, 0},
                  (struct rect){0, 0, 1900, 0}, ALIGN_START, 0xFF000000);
        canvas_end(fixture->canvas);
    }
    long kb = memory_kb() - before;
    print_message("3,000 lines drawn: %ld kB more than the %ld before\n", kb, before);
#if !defined(__SANITIZE_ADDRESS__)
    assert_in_range(kb, 1, 70000);
#endif
}

static void drawing_the_same_again_changes_nothing(void **state)
{
    struct fixture *fixture = *state;
    draw_one(fixture, "Hold still", (struct rect){40, 10, 800, 0}, ALIGN_START);
    uint64_t presents = canvas_counts(fixture->canvas).presents;
    draw_one(fixture, "Hold still", (struct rect){40, 10, 800, 0}, ALIGN_START);
    assert_int_equal(canvas_counts(fixture->canvas).presents, presents);
    draw_one(fixture, "Hold stilt", (struct rect){40, 10, 800, 0}, ALIGN_START);
    assert_int_equal(canvas_counts(fixture->canvas).presents, presents + 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            thousands_of_strings_do_not_pile_up), // first: nothing is free for reuse yet
        cmocka_unit_test(numbers_read_right_in_right_to_left_text),
        cmocka_unit_test(the_start_is_right_in_a_right_to_left_language),
        cmocka_unit_test(what_is_set_apart_is_drawn_as_it_is_written),
        cmocka_unit_test(lines_are_balanced),
        cmocka_unit_test(a_block_keeps_to_its_width),
        cmocka_unit_test(too_much_text_ends_in_an_ellipsis),
        cmocka_unit_test(a_word_breaks_inside_only_when_it_must),
        cmocka_unit_test(lines_end_where_each_script_allows),
        cmocka_unit_test(every_script_has_a_font_and_keeps_the_line_height),
        cmocka_unit_test(deep_letters_get_higher_lines),
        cmocka_unit_test(digits_are_equally_wide),
        cmocka_unit_test(hostile_strings_do_no_harm),
        cmocka_unit_test(the_pseudo_language_is_longer_and_keeps_numbers),
        cmocka_unit_test(drawing_the_same_again_changes_nothing),
    };
    return cmocka_run_group_tests(tests, fixture_make, fixture_destroy);
}
