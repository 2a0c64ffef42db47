// The page as it comes out: the PDF is read and rendered by poppler, which knows nothing of how it
// was made, and compared with the preview.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "file.h"
#include "handout_pdf.h"
#include "paper.h"
#include "sample.h"
#include "str.h"

static struct sample sample;
static const struct exercise *chosen[SAMPLE_EXERCISES];

static int set_up(void **state)
{
    (void)state;
    sample_make(&sample);
    for (size_t i = 0; i < SAMPLE_EXERCISES; i++)
        chosen[i] = &sample.english.exercises[i % sample.english.exercises_count];
    return 0;
}

static struct handout_request take_home(const struct topic *topic, size_t exercises)
{
    return (struct handout_request){.library = &sample.library,
                                    .topic = topic,
                                    .language = topic->page.language,
                                    .exercises = chosen,
                                    .exercises_count = exercises,
                                    .date = "21 November 2026"};
}

static size_t occurrences(const char *text, const char *word)
{
    size_t count = 0;
    for (; (text = strstr(text, word)); text += strlen(word))
        count++;
    return count;
}

static void stands_on_one_sheet(void **state)
{
    (void)state;
    struct handout_request request = take_home(&sample.english, 3);
    struct print made = paper_make(&request, paper_still, NULL);
    assert_int_equal(handout_pages(made.layout), 2);

    char *info = paper_said("pdfinfo page.pdf");
    assert_non_null(strstr(info, "Pages:           2\n"));
    assert_non_null(strstr(info, "595.276 x 841.89 pts (A4)"));
    free(info);

    static const char *const words[] = {"Inner-thigh cramps",
                                        "21 November 2026",
                                        "To help stop cramps",
                                        "Drink water",
                                        "Your exercises",
                                        "Take care:",
                                        "Chair stretch",
                                        "Feel it here:",
                                        "Stop if:",
                                        "Butterfly",
                                        "Pillow squeeze",
                                        "Content 3f2a91",
                                        "Tick each day",
                                        "Mon",
                                        "Week 4",
                                        "When to get help",
                                        "Call 911",
                                        "Your clinic",
                                        "2 of 2"};
    char *text = paper_said("pdftotext page.pdf -");
    paper_order(text, words, sizeof words / sizeof *words);
    assert_non_null(strstr(text, "Notes from your physio"));
    free(text);

    paper_words_have_ink(0);
    paper_words_have_ink(1);
    paper_is_preview(&made);
    paper_destroy(&made);
}

static void breaks_between_exercises_only(void **state)
{
    (void)state;
    for (size_t i = 0; i < SAMPLE_EXERCISES; i++)
        chosen[i] =
            &sample.english.exercises[i % 2 ? 2 : 0]; // they share no stop-if: each has its own
    struct handout_request request = take_home(&sample.english, SAMPLE_EXERCISES);
    request.large = true;
    request.paper = PAPER_LETTER;
    struct print made = paper_make(&request, paper_still, NULL);
    int pages = handout_pages(made.layout);
    assert_in_range(pages, 3, 5);

    char *info = paper_said("pdfinfo page.pdf");
    assert_non_null(strstr(info, "612 x 792 pts (letter)"));
    free(info);
    size_t exercises = 0;
    for (int page = 0; page < pages; page++) {
        char *command = str_format("pdftotext -f %d -l %d page.pdf -", page + 1, page + 1);
        char *number = str_format("%d of %d", page + 1, pages), *text = paper_said(command);
        size_t names = occurrences(text, "Chair stretch") + occurrences(text, "Pillow squeeze");
        assert_int_equal(names, occurrences(text, "Stop if:"));
        assert_int_equal(names, occurrences(text, "Once a"));
        assert_non_null(strstr(text, number));
        assert_non_null(strstr(text, "Your clinic"));
        exercises += names;
        free(text);
        free(number);
        free(command);
        paper_words_have_ink(page);
    }
    assert_int_equal(exercises, SAMPLE_EXERCISES);
    paper_is_preview(&made);
    paper_destroy(&made);
}

static void mirrors_arabic(void **state)
{
    (void)state;
    chosen[0] = &sample.arabic.exercises[0];
    struct handout_request request = take_home(&sample.arabic, 1);
    struct print made = paper_make(&request, paper_still, NULL);
    char *text = paper_said("pdftotext page.pdf -");
    assert_non_null(strstr(text, "911")); // not 119
    assert_non_null(strstr(text, "21 November 2026"));
    free(text);
    paper_is_preview(&made);

    // Tick boxes and the still stand at the right edge of the column.
    struct grey page = paper_render(0);
    int edge = 48 * DPI / 72, strip = 12 * DPI / 72, top = 150 * DPI / 72, h = 200 * DPI / 72;
    assert_true(paper_darkness(&page, page.w - edge - strip, top, strip, h) > 10);
    assert_true(paper_darkness(&page, edge, top, strip, h) == 0);
    free(page.dark);
    paper_destroy(&made);
}

static void draws_chinese_and_hindi(void **state)
{
    (void)state;
    static char *tips[] = {
        "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里",
        "喝水。每天拉伸3次。"};
    sample.english.prevention.items = tips;
    sample.english.prevention.items_count = 2;
    sample.english.prevention.page.language = "zh";
    sample.english.prevention.page.title = "预防抽筋";
    sample.english.get_help.page.language = "hi";
    sample.english.get_help.page.title = "मदद कब लें";
    struct handout_request request = take_home(&sample.english, 0);
    struct print made = paper_make(&request, NULL, NULL);
    char *fonts = paper_said("pdffonts page.pdf");
    assert_non_null(strstr(fonts, "NotoSansCJK"));
    assert_non_null(strstr(fonts, "NotoSansDevanagari"));
    free(fonts);
    paper_words_have_ink(0);
    paper_is_preview(&made);
    paper_destroy(&made);
}

static void breaks_words_that_are_too_long(void **state)
{
    (void)state;
    char word[400];
    memset(word, 'w', sizeof word - 1);
    word[sizeof word - 1] = 0;
    sample.english.page.title = word;
    sample.english.get_help.page.title = word;
    sample.english.exercises[0].page.title = word;
    sample.library.clinic.name = word;
    struct handout_request request = take_home(&sample.english, 1);
    request.large = true;
    struct print made = paper_make(&request, paper_still, NULL);
    paper_is_preview(&made); // its margins are white
    paper_destroy(&made);
    sample.english.exercises[0].page.title = "Chair stretch";
}

static void fits_absurdly_long_words_on_paper(void **state)
{
    (void)state;
    char *flood = mem_make(20001, 1);
    for (size_t i = 0; i < 20000; i++)
        flood[i] = i % 7 == 6 ? ' ' : 'm';
    static char *items[1];
    items[0] = flood;
    sample.english.get_help.items = items;
    sample.english.get_help.items_count = 1;
    struct handout_request request = take_home(&sample.english, 0);
    struct print made = paper_make(&request, NULL, NULL);
    assert_int_equal(handout_pages(made.layout), 2);
    struct grey page = paper_render(1);
    paper_white_margins(&page);
    free(page.dark);
    free(flood);
    paper_destroy(&made);
}

// A grey figure on the light ground of a studio.
static bool find_grey(void *context, const char *picture, struct pixels *still)
{
    (void)context, (void)picture;
    *still = pixels_make(1280, 720);
    for (int i = 0; i < 1280 * 720; i++)
        still->argb[i] = i % 1280 > 600 && i % 1280 < 680 ? 0xff606060 : 0xffe2e2de;
    return true;
}

// On a black-and-white printer the ground of a still is paper, not a field of dots.
static void stills_stand_on_white(void **state)
{
    (void)state;
    struct handout_request request = take_home(&sample.english, 1);
    struct print made = paper_make(&request, find_grey, NULL);
    assert_true(made.bytes < 400 * 1024);
    struct grey page = paper_render(0);
    int left = 48 * DPI / 72, w = 160 * DPI / 72, row = 0;
    while (row < page.h && paper_darkness(&page, left + w / 2 - 4, row, 8, 40) < 120)
        row++;
    assert_true(row < page.h - 40); // the figure is there
    assert_true(paper_darkness(&page, left + 12, row + 20, w / 3, 30) < 1.5);
    free(page.dark);
    paper_destroy(&made);
}

static bool find_nothing(void *context, const char *picture, struct pixels *still)
{
    (void)context, (void)picture, (void)still;
    return false;
}

static void does_without_stills(void **state)
{
    (void)state;
    struct handout_request request = take_home(&sample.english, 3);
    struct print made = paper_make(&request, find_nothing, NULL);
    paper_words_have_ink(0);
    paper_is_preview(&made);
    paper_destroy(&made);
}

static void prints_a_result_for_the_desk(void **state)
{
    (void)state;
    struct question sign = {.sign = "Chest pain or short of breath"};
    struct handout_request request = take_home(&sample.spanish, 0);
    request.kind = HANDOUT_RESULT;
    request.tier = TIER_EMERGENCY;
    request.deciding = &sign;
    struct print made = paper_make(&request, paper_still, NULL);
    static const char *const words[] = {"Pida ayuda", "Llame al", "911", "recepción",
                                        "For staff: Chest pain or short of breath. Call 911 now."};
    char *text = paper_said("pdftotext page.pdf -");
    paper_order(text, words, sizeof words / sizeof *words);
    free(text);
    paper_words_have_ink(0);
    paper_is_preview(&made);
    paper_destroy(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(stands_on_one_sheet, set_up),
        cmocka_unit_test_setup(breaks_between_exercises_only, set_up),
        cmocka_unit_test_setup(mirrors_arabic, set_up),
        cmocka_unit_test_setup(draws_chinese_and_hindi, set_up),
        cmocka_unit_test_setup(breaks_words_that_are_too_long, set_up),
        cmocka_unit_test_setup(fits_absurdly_long_words_on_paper, set_up),
        cmocka_unit_test_setup(stills_stand_on_white, set_up),
        cmocka_unit_test_setup(does_without_stills, set_up),
        cmocka_unit_test_setup(prints_a_result_for_the_desk, set_up),
    };
    return cmocka_run_group_tests(tests, paper_begin, paper_end);
}
