// Text: lines, fonts by script, hostile strings.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "str.h"
#include "text_codes.h"
#include "text_fixture.h"
#include "text_wrap.h"

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

static void two_lines_part_where_a_sentence_ends(void **state)
{
    (void)state;
    struct segment words[7];
    for (int i = 0; i < 7; i++)
        words[i] = (struct segment){.start = i * 5, .count = 4, .width = 90, .spaces = 10};
    words[2].sentence = true;
    wrap_sentences(words, 7, 900); // one line is enough
    assert_false(words[2].last);
    wrap_sentences(words, 7, 380); // the second sentence needs two by itself
    assert_false(words[2].last);
    wrap_sentences(words, 7, 600);
    assert_true(words[2].last);
    assert_int_equal(wrap_balanced(words, 7, 600), 390);
    words[2].last = words[2].sentence = false;
    words[0].sentence = true; // too short to stand alone
    wrap_sentences(words, 7, 600);
    assert_false(words[0].last);
    struct codes codes = codes_read("Yes. “No?” 12. 好。 maybe, a.", false);
    static const struct {
        int start, end;
        bool sentence;
    } all[] = {{0, 4, true}, {5, 10, true}, {11, 14, true}, {15, 17, true}, {18, 24, false}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        assert_int_equal(codes_sentence(&codes, all[i].start, all[i].end), all[i].sentence);
    codes_free(&codes);
}

static void a_block_keeps_to_its_width(void **state)
{
    struct fixture *fixture = *state;
    static const char *const words =
        "Is one leg swollen, warm or a different colour, when you look at both?";
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
        cmocka_unit_test(lines_are_balanced),
        cmocka_unit_test(two_lines_part_where_a_sentence_ends),
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
