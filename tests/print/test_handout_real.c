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

#include "paper.h"
#include "str.h"
#include "words.h"

enum { FOUR = 4 };

static struct library *library;

static const struct topic *topic_of(size_t topic, const char *language)
{
    return library_topic(library, library->topics[0][topic].page.id, language);
}

static size_t care(const struct exercise *exercise)
{
    size_t letters = 0;
    for (size_t i = 0; i < exercise->precautions_count; i++)
        letters += strlen(exercise->precautions[i]);
    return letters;
}

// The first four exercises of the topic, or those that ask for most care.
static size_t choose(const struct topic *topic, bool worst, struct exercise *four)
{
    size_t count = 0;
    bool taken[64] = {false};
    for (; count < FOUR && count < topic->exercises_count; count++) {
        size_t best = topic->exercises_count;
        for (size_t i = 0; i < topic->exercises_count; i++)
            if (!taken[i] &&
                (best == topic->exercises_count ||
                 (worst && care(&topic->exercises[i]) > care(&topic->exercises[best]))))
                best = i;
        taken[best] = true;
        four[count] = topic->exercises[best];
    }
    return count;
}

struct chosen {
    struct exercise list[FOUR];
    const struct exercise *four[FOUR];
    struct handout_request request;
};

static void ask(struct chosen *chosen, const struct topic *topic, const char *language, bool worst)
{
    static char poster[] = "still.jpg";
    size_t count = choose(topic, worst, chosen->list);
    for (size_t i = 0; i < count; i++) {
        chosen->list[i].poster = poster;
        chosen->four[i] = &chosen->list[i];
    }
    chosen->request = (struct handout_request){.library = library,
                                               .topic = topic,
                                               .language = language,
                                               .exercises = chosen->four,
                                               .exercises_count = count,
                                               .date = "28 November 2026"};
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

static void four_exercises_fit_one_sheet(void **state)
{
    (void)state;
    struct chosen chosen;
    int tried = 0;
    for (size_t l = 0; l < library->clinic.languages_count; l++)
        for (size_t t = 0; t < library->topics_count; t++)
            for (int kind = 0; kind < 4; kind++) {
                const char *language = library->clinic.languages[l];
                ask(&chosen, topic_of(t, language), language, kind & 1);
                assert_int_equal(chosen.request.exercises_count, FOUR);
                chosen.request.paper = kind & 2 ? PAPER_LETTER : PAPER_A4;
                int pages = pages_of(&chosen.request);
                if (pages > 2)
                    fail_msg("%s in %s, %s, %s: %d pages", chosen.request.topic->page.id, language,
                             kind & 1 ? "most care" : "the first four", kind & 2 ? "letter" : "a4",
                             pages);
                tried++;
            }
    assert_true(tried >= 8);
}

static void large_print_and_two_languages_take_more(void **state)
{
    (void)state;
    struct chosen chosen;
    ask(&chosen, topic_of(0, "en"), "en", false);
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
            ask(&chosen, topic_of(t, language), language, true);
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
    ask(&chosen, topic_of(0, language), language, false);
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
    library = library_load(&(struct library_options){.content = "content",
                                                     .videos = "videos",
                                                     .clinic = BUILD_ROOT "/tests/clinic",
                                                     .demonstration = true});
    library->demonstration = false; // as in a clinic that has signed: no mark on the page
    int failed = library->topics_count ? cmocka_run_group_tests(tests, paper_begin, paper_end) : 1;
    library_destroy(library);
    return failed;
}
