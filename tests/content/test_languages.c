// The content that ships, in every language of clinic.yaml: no page, no text and no caption is
// missing, and no number differs from the page that was translated.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "captions.h"
#include "file.h"
#include "library.h"
#include "page_words.h"
#include "str.h"

enum {
    TEXTS_MAX = 4096,
    CHINESE_LETTERS = 16,
    LETTERS_A_SECOND = 25, // what the fastest English caption asks of a reader
    CHINESE_LETTERS_A_SECOND = 10,
};

struct text {
    char *file, *words, *language; // words: NULL, the page itself
};

struct texts {
    struct text list[TEXTS_MAX];
    size_t count;
};

static struct library *library;
static struct texts own, theirs;
static int wrong;

static void add(struct texts *texts, const char *file, const char *words, const char *language)
{
    assert_true(texts->count < TEXTS_MAX);
    texts->list[texts->count++] =
        (struct text){str_copy(file), words ? str_copy(words) : NULL, str_copy(language)};
}

static void clear(struct texts *texts)
{
    for (size_t i = 0; i < texts->count; i++) {
        free(texts->list[i].file);
        free(texts->list[i].words);
        free(texts->list[i].language);
    }
    texts->count = 0;
}

struct listener {
    struct texts *texts;
    const struct page_view *page;
};

static void hear(void *context, const char *words)
{
    const struct listener *listener = context;
    add(listener->texts, listener->page->file, words, listener->page->page->language);
}

static void see(void *context, const struct page_view *page)
{
    struct listener listener = {context, page};
    add(context, page->file, NULL, page->page->language);
    page_words(page, hear, &listener);
}

static void breach(const char *language, const struct text *text, const char *what)
{
    print_error("%s in %s: %s%s%s\n", text->file, language, what, text->words ? ": " : "",
                text->words ? text->words : "");
    wrong++;
}

static int by_value(const void *a, const void *b)
{
    long one = *(const long *)a, two = *(const long *)b;
    return (one > two) - (one < two);
}

// The numbers of a text, smallest first: another language may say them in another order.
static size_t numbers_of(const char *text, long numbers[32])
{
    size_t count = 0;
    while (*text && count < 32) {
        char *end = NULL;
        if (isdigit((unsigned char)*text))
            numbers[count++] = strtol(text, &end, 10);
        text = end ? end : text + 1;
    }
    qsort(numbers, count, sizeof *numbers, by_value);
    return count;
}

static bool numbers_equal(const char *a, const char *b)
{
    long one[32], two[32];
    size_t count = numbers_of(a, one);
    return numbers_of(b, two) == count && memcmp(one, two, count * sizeof *one) == 0;
}

// Digits of other scripts would not be the ring's.
static bool has_other_digits(const char *text)
{
    for (uint32_t code; (code = utf8_next(&text));)
        if ((code >= 0x660 && code <= 0x669) || (code >= 0x6F0 && code <= 0x6F9) ||
            (code >= 0xFF10 && code <= 0xFF19))
            return true;
    return false;
}

static bool has_letters(const char *text)
{
    for (; *text; text++)
        if (isalpha((unsigned char)*text))
            return true;
    return false;
}

static void compare_text(const char *language, const struct text *english, const struct text *text)
{
    if (!text->words) {
        if (!str_equal(text->language, language))
            breach(language, text, "this page is not there");
        return;
    }
    if (!str_equal(text->language, language))
        return; // the page was told
    if (str_equal(english->words, text->words) && has_letters(text->words))
        breach(language, text, "this is still the page's own");
    if (!numbers_equal(english->words, text->words))
        breach(language, text, "the numbers differ from the page itself");
    if (has_other_digits(text->words))
        breach(language, text, "the digits are not those that the ring shows");
}

static void every_page_and_text_is_there_with_its_numbers(void **state)
{
    (void)state;
    wrong = 0;
    assert_true(library->clinic.languages_count >= 2 && library->topics_count >= 1);
    for (size_t l = 1; l < library->clinic.languages_count; l++) {
        const char *language = library->clinic.languages[l];
        for (size_t t = 0; t < library->topics_count; t++) {
            topic_pages(&library->topics[0][t], see, &own);
            topic_pages(&library->topics[l][t], see, &theirs);
            assert_int_equal(own.count, theirs.count);
            assert_true(own.count > 200);
            for (size_t i = 0; i < own.count; i++) {
                assert_string_equal(own.list[i].file, theirs.list[i].file);
                assert_int_equal(!own.list[i].words, !theirs.list[i].words);
                compare_text(language, &own.list[i], &theirs.list[i]);
            }
            clear(&own);
            clear(&theirs);
        }
    }
    assert_int_equal(wrong, 0);
}

static void nothing_is_left_out_within_a_page(void **state)
{
    (void)state;
    for (size_t i = 0; i < library->problems.count; i++) {
        const struct problem *problem = &library->problems.list[i];
        bool told = strstr(problem->text, "is not translated") ||
                    strstr(problem->text, "has no captions in this language") ||
                    strstr(problem->text, "have changed since they were translated") ||
                    strstr(problem->text, "at most");
        if (told || problem->severity == SEVERITY_ERROR)
            fail_msg("%s:%d: %s", problem->file, problem->line, problem->text);
    }
}

// Without the mark of its page's words nobody would be told that it has become old.
static void every_translation_says_of_which_words_it_is(void **state)
{
    (void)state;
    for (size_t l = 1; l < library->clinic.languages_count; l++)
        for (size_t t = 0; t < library->topics_count; t++) {
            const struct topic *topic = &library->topics[l][t];
            assert_non_null(topic->page.translates);
            for (size_t i = 0; i < topic->learn_count; i++)
                assert_non_null(topic->learn[i].page.translates);
            for (size_t i = 0; i < topic->exercises_count; i++)
                assert_non_null(topic->exercises[i].page.translates);
            for (size_t i = 0; i < topic->faqs_count; i++)
                assert_non_null(topic->faqs[i].page.translates);
            assert_non_null(topic->relief.page.translates);
            assert_non_null(topic->prevention.page.translates);
            assert_non_null(topic->checklist_page.translates);
        }
}

static struct cue *captions_of(const struct exercise *exercise, const char *language, size_t *count)
{
    const char *video = exercise->video ? exercise->video : exercise->page.id; // to come
    char *name = str_copy_part(video, strcspn(video, ".")), *text = NULL;
    char *path = str_format("videos/%s.%s.vtt", name, language);
    struct problems problems = {0};
    struct cue *cues = NULL;
    *count = 0;
    if (file_read(path, 64 * 1024, &text, NULL))
        captions_read(text, path, -1, &problems, &cues, count);
    assert_int_equal(problems.count, 0);
    problems_destroy(&problems);
    free(text);
    free(path);
    free(name);
    return cues;
}

static size_t longest_line(const char *text)
{
    size_t longest = 0;
    while (*text) {
        char *line = str_copy_part(text, strcspn(text, "\n"));
        size_t length = utf8_length(line);
        longest = length > longest ? length : longest;
        text += strlen(line) + (text[strlen(line)] == '\n');
        free(line);
    }
    return longest;
}

static void assert_can_be_read(const struct cue *cue, const char *language, const char *id)
{
    bool chinese = str_equal(language, "zh");
    size_t most = chinese ? CHINESE_LETTERS : CAPTION_LETTERS;
    if (longest_line(cue->text) > most)
        fail_msg("%s in %s: a line is longer than %zu letters: %s", id, language, most, cue->text);
    double seconds = cue->to - cue->from;
    double letters = (double)utf8_length(cue->text);
    int at_most = chinese ? CHINESE_LETTERS_A_SECOND : LETTERS_A_SECOND;
    if (letters > at_most * seconds + 0.01)
        fail_msg("%s in %s: %.0f letters in %.1f s, more than %d a second: %s", id, language,
                 letters, seconds, at_most, cue->text);
}

// Whoever reads the step beside the film and the words under it reads the same: a caption's first
// line is its step, with a full stop.
static void assert_captions_are_steps(const struct exercise *exercise, const struct cue *cues,
                                      size_t count, const char *language)
{
    if (count != exercise->steps_count)
        fail_msg("%s has %zu captions in %s, but %zu steps", exercise->page.id, count, language,
                 exercise->steps_count);
    for (size_t i = 0; i < count; i++) {
        char *line = str_copy_part(cues[i].text, strcspn(cues[i].text, "\n"));
        char *step =
            str_format("%s%s", exercise->steps[i].text, str_equal(language, "zh") ? "。" : ".");
        if (!str_equal(line, step) || cues[i].from != exercise->steps[i].at)
            fail_msg("%s in %s at %.1f s: the caption is '%s', the step at %.1f s '%s'",
                     exercise->page.id, language, cues[i].from, line, exercise->steps[i].at, step);
        free(step);
        free(line);
    }
}

// How many captions were compared.
static size_t compare_captions(size_t topic, size_t index)
{
    size_t count;
    const struct exercise *exercise = &library->topics[0][topic].exercises[index];
    struct cue *english = captions_of(exercise, library->clinic.languages[0], &count);
    for (size_t i = 0; i < count; i++)
        assert_can_be_read(&english[i], "en", exercise->page.id);
    assert_captions_are_steps(exercise, english, count, "en");
    for (size_t l = 1; l < library->clinic.languages_count; l++) {
        const char *language = library->clinic.languages[l];
        size_t there;
        struct cue *cues = captions_of(exercise, language, &there);
        if (there != count)
            fail_msg("%s has %zu captions in %s, but %zu in English", exercise->page.id, there,
                     language, count);
        for (size_t i = 0; i < count; i++) {
            if (cues[i].from != english[i].from || cues[i].to != english[i].to)
                fail_msg("%s in %s: caption %zu does not come and go with the English one",
                         exercise->page.id, language, i + 1);
            assert_string_not_equal(cues[i].text, english[i].text);
            assert_can_be_read(&cues[i], language, exercise->page.id);
        }
        assert_captions_are_steps(&library->topics[l][topic].exercises[index], cues, there,
                                  language);
        captions_destroy(cues, there);
    }
    captions_destroy(english, count);
    return count;
}

static void captions_change_at_the_same_moments(void **state)
{
    (void)state;
    size_t compared = 0;
    for (size_t t = 0; t < library->topics_count; t++)
        for (size_t i = 0; i < library->topics[0][t].exercises_count; i++)
            compared += compare_captions(t, i);
    assert_true(compared > 60);
}

static int set_up(void **state)
{
    (void)state;
    struct library_options options = {
        .content = "content", .videos = "videos", .demonstration = true};
    library = library_load(&options);
    return library ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    library_destroy(library);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_page_and_text_is_there_with_its_numbers),
        cmocka_unit_test(nothing_is_left_out_within_a_page),
        cmocka_unit_test(every_translation_says_of_which_words_it_is),
        cmocka_unit_test(captions_change_at_the_same_moments),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
