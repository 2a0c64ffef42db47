// The page with the words that ship, in every language they come in: four exercises fit one sheet
// of two sides, every letter leaves ink, numbers keep their order.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "handout_pieces.h"
#include "paper.h"
#include "str.h"
#include "words.h"

enum { FOUR = 4, LONGEST = 6 };

static struct library *libraries[2]; // with a number to call in an emergency, and without one
static struct library *library;

static const struct topic *topic_of(size_t topic, const char *language)
{
    return library_topic(library, library->topics[0][topic].page.id, language);
}

struct chosen {
    struct exercise list[FOUR];
    const struct exercise *four[FOUR];
    struct handout_request request;
};

// Adds an exercise of the topic to the page.
static void choose(struct chosen *chosen, const struct exercise *exercise)
{
    static char poster[] = "still.jpg";
    size_t at = chosen->request.exercises_count++;
    chosen->list[at] = *exercise;
    if (!exercise->poster)
        chosen->list[at].poster = poster;
    chosen->four[at] = &chosen->list[at];
}

// A page of the topic on which no exercise stands yet.
static void ask(struct chosen *chosen, const struct topic *topic, const char *language)
{
    chosen->request = (struct handout_request){.library = library,
                                               .topic = topic,
                                               .language = language,
                                               .exercises = chosen->four,
                                               .date = "28 November 2026"};
}

static const struct ink_still *no_still(void *context, const char *picture)
{
    (void)context, (void)picture;
    return NULL;
}

// What an exercise takes of a page on which it stands alone, with all its words, pt.
static double height_of(const struct topic *topic, const struct exercise *exercise)
{
    struct chosen chosen;
    ask(&chosen, topic, topic->page.language);
    choose(&chosen, exercise);
    struct handout handout = handout_make(&chosen.request);
    struct typesetter set = {
        .ink = ink_open(), .column = 612 - 2 * 34, .body = 14, .dense = true, .still = no_still};
    double height = 0;
    for (size_t i = 0; i < handout.count; i++)
        if (handout.blocks[i].kind == BLOCK_EXERCISE) {
            struct piece piece;
            height = handout_slot(&set, &handout.blocks[i], &piece).height;
            piece_destroy(&piece);
        }
    ink_close(set.ink);
    handout_destroy(&handout);
    assert_true(height > 0);
    return height;
}

// The exercises that take most of a page, in the topic's order; returns how many.
static size_t longest(const struct topic *topic, const struct exercise **found)
{
    double heights[64];
    size_t count = topic->exercises_count, many = 0;
    assert_in_range(count, FOUR, 64);
    for (size_t i = 0; i < count; i++)
        heights[i] = height_of(topic, &topic->exercises[i]);
    for (size_t i = 0; i < count; i++) {
        size_t longer = 0;
        for (size_t j = 0; j < count; j++)
            longer += heights[j] > heights[i] || (j < i && heights[j] >= heights[i]);
        if (longer < LONGEST)
            found[many++] = &topic->exercises[i];
    }
    return many;
}

// The topic's first four exercises.
static void ask_first(struct chosen *chosen, size_t topic, const char *language)
{
    ask(chosen, topic_of(topic, language), language);
    for (size_t i = 0; i < FOUR; i++)
        choose(chosen, &chosen->request.topic->exercises[i]);
}

static int pages_of(const struct handout_request *request)
{
    struct handout handout = handout_make(request);
    struct handout_layout *layout = handout_layout(&handout, paper_still, NULL);
    int pages = handout_pages(layout);
    handout_layout_destroy(layout);
    handout_destroy(&handout);
    return pages;
}

// Every four of the longest exercises; returns how many there were.
static int try_fours(const struct topic *topic, const char *language, enum paper paper)
{
    const struct exercise *found[LONGEST];
    size_t many = longest(topic, found);
    int tried = 0;
    for (unsigned set = 0; set < 1U << many; set++) {
        struct chosen chosen;
        ask(&chosen, topic, language);
        chosen.request.paper = paper;
        size_t wanted = 0;
        for (size_t i = 0; i < many; i++)
            wanted += set >> i & 1;
        if (wanted != FOUR)
            continue;
        for (size_t i = 0; i < many; i++)
            if (set >> i & 1)
                choose(&chosen, found[i]);
        tried++;
        int pages = pages_of(&chosen.request);
        if (pages > 2)
            fail_msg("%s in %s, %s, %s a number: %s, %s, %s and %s take %d pages", topic->page.id,
                     language, paper == PAPER_A4 ? "a4" : "letter",
                     library == libraries[0] ? "with" : "without", chosen.four[0]->page.id,
                     chosen.four[1]->page.id, chosen.four[2]->page.id, chosen.four[3]->page.id,
                     pages);
    }
    return tried;
}

static void four_exercises_fit_one_sheet(void **state)
{
    (void)state;
    int tried = 0;
    for (size_t i = 0; i < 2; i++) {
        library = libraries[i];
        for (size_t l = 0; l < library->clinic.languages_count; l++)
            for (size_t t = 0; t < library->topics_count; t++) {
                const char *language = library->clinic.languages[l];
                tried += try_fours(topic_of(t, language), language, PAPER_A4);
                tried += try_fours(topic_of(t, language), language, PAPER_LETTER);
            }
    }
    library = libraries[0];
    assert_true(tried >= 2 * 2 * 15);
}

static void large_print_and_two_languages_take_more(void **state)
{
    (void)state;
    struct chosen chosen;
    ask_first(&chosen, 0, "en");
    chosen.request.large = true;
    assert_in_range(pages_of(&chosen.request), 3, 6);
}

static void every_letter_leaves_ink(void **state)
{
    (void)state;
    struct chosen chosen;
    for (size_t l = 0; l < library->clinic.languages_count; l++)
        for (size_t t = 0; t < library->topics_count; t++) {
            const char *language = library->clinic.languages[l];
            ask_first(&chosen, t, language);
            struct print made = paper_make(&chosen.request, paper_still, NULL);
            for (int page = 0; page < handout_pages(made.layout); page++)
                paper_words_have_ink(page);
            paper_is_preview(&made);
            paper_destroy(&made);
        }
}

// Where a word of the page begins, in pt; the words come from poppler's boxes.
static double begins(const char *boxes, const char *word)
{
    char *end = str_format(">%s</word>", word);
    const char *at = strstr(boxes, end);
    free(end);
    if (!at)
        fail_msg("the page has no word \"%s\"", word);
    while (strncmp(at, "xMin=\"", 6) != 0)
        at--;
    return atof(at + 6);
}

static void numbers_keep_their_order_inside_arabic(void **state)
{
    (void)state;
    static char *items[] = {"احمل 5 kg الآن", "اتصل على 555 0100 الآن", "كرر 10 مرات"};
    struct topic topic = {.page = {.id = "x", .language = "ar", .title = "ساق"},
                          .prevention = {.page = {.language = "ar", .title = "نصائح"},
                                         .items = items,
                                         .items_count = 3}};
    struct handout_request request = {.library = library, .topic = &topic, .language = "ar"};
    struct print made = paper_make(&request, NULL, NULL);
    char *boxes = paper_said("pdftotext -bbox page.pdf -");
    assert_true(begins(boxes, "5") < begins(boxes, "kg"));
    assert_true(begins(boxes, "555") < begins(boxes, "0100"));
    assert_true(begins(boxes, "10") > 0);
    free(boxes);
    paper_destroy(&made);
}

static void says_it_in_both_languages(void **state)
{
    (void)state;
    struct chosen chosen;
    const char *language = library->clinic.languages[library->clinic.languages_count - 1];
    ask_first(&chosen, 0, language);
    chosen.request.second = topic_of(0, "en");
    struct print made = paper_make(&chosen.request, paper_still, NULL);
    if (!str_equal(language, "en")) {
        static const char *const words[] = {"Inner-thigh cramps", "Drink water", "Chair stretch",
                                            "Call 911"};
        char *text = paper_said("pdftotext page.pdf -");
        paper_order(text, words, sizeof words / sizeof *words);
        free(text);
    }
    paper_is_preview(&made);
    paper_destroy(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(four_exercises_fit_one_sheet),
        cmocka_unit_test(large_print_and_two_languages_take_more),
        cmocka_unit_test(every_letter_leaves_ink),
        cmocka_unit_test(numbers_keep_their_order_inside_arabic),
        cmocka_unit_test(says_it_in_both_languages),
    };
    words_open(BUILD_ROOT "/assets/locale");
    static const char *const clinics[] = {BUILD_ROOT "/tests/clinic", "content"};
    for (size_t i = 0; i < 2; i++) {
        libraries[i] = library_load(&(struct library_options){
            .content = "content", .videos = "videos", .clinic = clinics[i], .demonstration = true});
        libraries[i]->demonstration = false; // as in a clinic that has signed: no mark on the page
    }
    library = libraries[0];
    int failed = library->topics_count ? cmocka_run_group_tests(tests, paper_begin, paper_end) : 1;
    for (size_t i = 0; i < 2; i++)
        library_destroy(libraries[i]);
    return failed;
}
