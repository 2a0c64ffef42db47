// Nothing of the topic is forgotten: every item of ids.txt is said by a page, asked by the check,
// or left out with its reason; and what pages name (items, icons) exists.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "library.h"
#include "page_words.h"
#include "str.h"

enum { ITEMS_MAX = 256 };

struct item {
    char *id;
    bool rejected;            // by the list itself
    int pages, asked, leaves; // how often it is said, asked and left out
};

static struct item items[ITEMS_MAX];
static size_t items_count;
static struct library *library;
static const struct topic *topic;

static struct item *item_of(const char *id)
{
    for (size_t i = 0; i < items_count; i++)
        if (str_equal(items[i].id, id))
            return &items[i];
    return NULL;
}

static char *read_all(const char *path)
{
    char *text = NULL;
    assert_true(file_read(path, 64 * 1024, &text, NULL));
    return text;
}

static void read_items(void)
{
    char *text = read_all("tests/content/ids.txt");
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
        if (*line == '#')
            continue;
        assert_true(items_count < ITEMS_MAX);
        bool rejected = str_ends(line, " reject");
        items[items_count++] =
            (struct item){.id = str_copy_part(line, strcspn(line, " ")), .rejected = rejected};
    }
    free(text);
}

static void take_page(void *context, const struct page_view *view)
{
    (void)context;
    for (size_t i = 0; i < view->page->covers_count; i++) {
        struct item *item = item_of(view->page->covers[i]);
        if (!item)
            print_error("%s covers \"%s\", which is no item\n", view->file, view->page->covers[i]);
        assert_non_null(item);
        item->pages++;
    }
}

static void take_questions(void)
{
    for (size_t i = 0; i < topic->checklist.questions_count; i++) {
        const struct question *question = &topic->checklist.questions[i];
        for (size_t j = 0; j < question->signs_count; j++) {
            struct item *item = item_of(question->signs[j]);
            if (!item)
                print_error("%s asks for \"%s\", which is no item\n", question->id,
                            question->signs[j]);
            assert_non_null(item);
            item->asked++;
        }
    }
}

// Rows "| item | reason |" of left-out.md.
static void take_left_out(void)
{
    char *text = read_all("content/inner-thigh-cramps/left-out.md");
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
        if (!str_starts(line, "| "))
            continue;
        char *id = str_copy_part(line + 2, strcspn(line + 2, " "));
        struct item *item = item_of(id);
        const char *reason = strchr(line + 2, '|');
        if (item) {
            assert_true(reason && strlen(reason) > 20);
            item->leaves++;
        }
        free(id);
    }
    free(text);
}

static void every_item_has_its_place(void **state)
{
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < items_count; i++) {
        const struct item *item = &items[i];
        bool sign = str_starts(item->id, "warn.") || str_starts(item->id, "new.");
        bool said = sign ? item->asked == 1 : item->pages > 0;
        bool good = item->rejected ? item->leaves == 1 && !item->pages
                                   : said != (item->leaves > 0); // one of the two, never both
        if (!good)
            print_error("%s: on %d pages, in %d questions, left out %d times\n", item->id,
                        item->pages, item->asked, item->leaves);
        wrong += !good;
    }
    assert_true(items_count > 140);
    assert_int_equal(wrong, 0);
}

static void each_exercise_says_when_to_stop_and_who_takes_care(void **state)
{
    (void)state;
    assert_true(topic->exercises_count >= 10);
    for (size_t i = 0; i < topic->exercises_count; i++) {
        const struct exercise *exercise = &topic->exercises[i];
        assert_true(exercise->stop_if_count > 0 && exercise->precautions_count > 1);
        assert_true(exercise->hold_s > 0 || exercise->reps > 0);
        assert_true(*exercise->feel_it_here && *exercise->how_often && *exercise->level);
        bool pelvis = false, hip = false;
        for (size_t j = 0; j < exercise->precautions_count; j++) {
            pelvis = pelvis || str_starts(exercise->precautions[j], "Pregnant with pain in your");
            hip = hip || str_starts(exercise->precautions[j], "New hip?");
        }
        if (!pelvis || !hip)
            print_error("%s\n", exercise->page.id);
        assert_true(pelvis && hip);
    }
}

static void icon_exists(const char *icon)
{
    char *path = str_format("assets/icons/%s.svg", icon);
    if (!file_exists(path))
        print_error("no icon \"%s\"\n", icon);
    assert_true(file_exists(path));
    free(path);
}

static void icons_and_summaries_are_there(void **state)
{
    (void)state;
    for (size_t i = 0; i < topic->before_count; i++)
        icon_exists(topic->before[i].icon);
    assert_true(topic->learn_count >= 4);
    for (size_t i = 0; i < topic->learn_count; i++) {
        icon_exists(topic->learn[i].icon);
        assert_true(*topic->learn[i].summary);
        for (size_t j = 0; j < topic->learn[i].facts_count; j++)
            icon_exists(topic->learn[i].facts[j].icon);
    }
    assert_true(topic->faqs_count >= 15);
}

struct phrase {
    const char *words;
    bool found;
};

static void look_for(void *context, const char *words)
{
    struct phrase *phrase = context;
    phrase->found = phrase->found || strcasestr(words, phrase->words);
}

static void look_in(void *context, const struct page_view *view)
{
    page_words(view, look_for, context);
}

// What must be read somewhere, and what must be read nowhere.
static void the_corrections_are_carried_out(void **state)
{
    (void)state;
    static const char *const said[] = {"paracetamol (acetaminophen)",
                                       "ask a pharmacist",
                                       "Lift the straight bottom leg",
                                       "numb between your inner thighs",
                                       "It may help",
                                       "Do not stop a medicine",
                                       "a limit on fluids",
                                       "sudden pull or pop"};
    static const char *const unsaid[] = {" mg",         "electromagnetic", "quinine",
                                         "tonic water", "push your knees", "overactive"};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        struct phrase phrase = {said[i], false};
        topic_pages(topic, look_in, &phrase);
        if (!phrase.found)
            print_error("nowhere: \"%s\"\n", said[i]);
        assert_true(phrase.found);
    }
    for (size_t i = 0; i < sizeof unsaid / sizeof *unsaid; i++) {
        struct phrase phrase = {unsaid[i], false};
        topic_pages(topic, look_in, &phrase);
        if (phrase.found)
            print_error("somewhere: \"%s\"\n", unsaid[i]);
        assert_false(phrase.found);
    }
}

static void names_a_source(void *context, const struct page_view *view)
{
    size_t *pages = context;
    if (!view->page->sources_count)
        print_error("%s names no source\n", view->file);
    assert_true(view->page->sources_count > 0);
    ++*pages;
}

static void every_page_of_every_topic_names_its_sources(void **state)
{
    (void)state;
    size_t pages = 0;
    for (size_t i = 0; i < library->topics_count; i++)
        topic_pages(&library->topics[0][i], names_a_source, &pages);
    assert_true(pages > 70);
}

// `check` holds the pages against items.md: the list there is the one above, and nothing is amiss.
static void the_lists_for_reviewers_are_complete(void **state)
{
    (void)state;
    char *text = read_all("content/inner-thigh-cramps/items.md");
    size_t listed = 0;
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
        if (!str_starts(line, "- "))
            continue;
        assert_non_null(item_of(line + 2));
        listed++;
    }
    free(text);
    assert_int_equal(listed, items_count);
    assert_true(file_exists("content/night-calf-cramps/items.md"));
    for (size_t i = 0; i < library->problems.count; i++) {
        if (strstr(library->problems.list[i].text, "items.md") ||
            str_ends(library->problems.list[i].file, "items.md"))
            fail_msg("%s: %s", library->problems.list[i].file, library->problems.list[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_item_has_its_place),
        cmocka_unit_test(each_exercise_says_when_to_stop_and_who_takes_care),
        cmocka_unit_test(icons_and_summaries_are_there),
        cmocka_unit_test(the_corrections_are_carried_out),
        cmocka_unit_test(every_page_of_every_topic_names_its_sources),
        cmocka_unit_test(the_lists_for_reviewers_are_complete),
    };
    library = library_load(
        &(struct library_options){.content = "content", .videos = "videos", .demonstration = true});
    topic = library_topic(library, "inner-thigh-cramps", "en");
    if (!topic)
        return 1;
    read_items();
    topic_pages(topic, take_page, NULL);
    take_questions();
    take_left_out();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    for (size_t i = 0; i < items_count; i++)
        free(items[i].id);
    library_destroy(library);
    return failed;
}
