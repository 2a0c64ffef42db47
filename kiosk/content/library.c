// A content folder becomes one immutable snapshot. Any one thread loads; the result is read-only.
#include "library.h"

#include <stdlib.h>
#include <string.h>

#include "exercise_file.h"
#include "file.h"
#include "reading.h"
#include "str.h"
#include "topic_load.h"

static char *absolute(const char *folder)
{
    char *path = realpath(folder, NULL);
    return path ? path : str_copy(folder);
}

static void load_clinic(struct reading *reading, const struct library_options *options,
                        struct clinic *clinic)
{
    const struct library *last_good = options->last_good;
    const char *content = reading->content;
    *clinic = last_good ? clinic_copy(&last_good->clinic) : clinic_default();
    reading->content = options->clinic ? options->clinic : content;
    bool good = clinic_read(reading, clinic);
    reading->content = content;
    if (!good)
        problem_add(reading->problems, SEVERITY_WARNING, "clinic.yaml", 0, 0,
                    last_good ? "until this file is corrected, the clinic's last good values stay"
                              : "until this file is corrected, the kiosk runs with plain values");
}

static void add_topic(struct library *library, struct topic *made)
{
    for (size_t i = 0; i < library->clinic.languages_count; i++) {
        library->topics[i] =
            mem_grow(library->topics[i], library->topics_count + 1, sizeof **library->topics);
        library->topics[i][library->topics_count] = made[i];
    }
    library->topics_count++;
}

static bool has_topic(const char *content, const char *name)
{
    char *path = str_format("%s/%s/topic.md", content, name);
    bool there = file_exists(path);
    free(path);
    return there;
}

// A page that stands in for several languages is looked at once for each of them.
static void drop_repeated(struct problems *problems, size_t from)
{
    size_t kept = from;
    for (size_t i = from; i < problems->count; i++) {
        struct problem *later = &problems->list[i];
        bool repeated = false;
        for (size_t j = from; j < kept && !repeated; j++) {
            const struct problem *earlier = &problems->list[j];
            repeated = earlier->line == later->line && earlier->column == later->column &&
                       str_equal(earlier->file, later->file) &&
                       str_equal(earlier->text, later->text);
        }
        if (repeated) {
            free(later->file);
            free(later->text);
        } else {
            problems->list[kept++] = *later;
        }
    }
    problems->count = kept;
}

static void load_topic(struct library *library, struct reading *reading, const char *name,
                       const struct library *last_good)
{
    char *path = str_format("%s/%s", reading->content, name);
    bool folder = folder_exists(path);
    free(path);
    if (!folder || reading_hidden(reading, name))
        return;
    if (strlen(name) > CONTENT_NAME_MAX) {
        problem_add(reading->problems, SEVERITY_ERROR, name, 0, 0,
                    "the name of this folder is too long: rename it");
        return;
    }
    if (!has_topic(reading->content, name)) {
        problem_add(reading->problems, SEVERITY_WARNING, name, 0, 0,
                    "this folder has no topic.md and is not shown: add one, or remove the folder");
        return;
    }
    struct topic *made = mem_make(library->clinic.languages_count, sizeof *made);
    size_t told = reading->problems->count;
    if (topic_load(reading, name, last_good, made))
        add_topic(library, made);
    drop_repeated(reading->problems, told);
    free(made);
}

static int by_order(const void *a, const void *b)
{
    const struct topic *one = a, *two = b;
    if (one->order != two->order)
        return one->order < two->order ? -1 : 1;
    return strcmp(one->page.id, two->page.id);
}

// ---- languages ----------------------------------------------------------------------------------

static bool is_in(const struct page *page, const char *language)
{
    return page->id && str_equal(page->language, language);
}

// Whether a page of the topic, any one, stands in the language.
static bool topic_speaks(const struct topic *topic, const char *language)
{
    bool speaks = is_in(&topic->page, language) || is_in(&topic->checklist_page, language) ||
                  is_in(&topic->prevention.page, language) || is_in(&topic->relief.page, language);
    for (size_t i = 0; i < topic->exercises_count && !speaks; i++)
        speaks = is_in(&topic->exercises[i].page, language);
    for (size_t i = 0; i < topic->learn_count && !speaks; i++)
        speaks = is_in(&topic->learn[i].page, language);
    for (size_t i = 0; i < topic->faqs_count && !speaks; i++)
        speaks = is_in(&topic->faqs[i].page, language);
    return speaks;
}

// A language in which nothing may be shown would be half a promise: its buttons, and not a word of
// what they lead to. It is taken off the list.
static void drop_silent_languages(struct library *library)
{
    struct clinic *clinic = &library->clinic;
    for (size_t i = clinic->languages_count; i-- > 1;) {
        bool speaks = false;
        for (size_t t = 0; t < library->topics_count && !speaks; t++)
            speaks = topic_speaks(&library->topics[i][t], clinic->languages[i]);
        if (speaks)
            continue;
        problem_add(&library->problems, SEVERITY_WARNING, "clinic.yaml", 0, 0,
                    "no page may be shown in the language \"%s\": patients are not offered it",
                    clinic->languages[i]);
        for (size_t t = 0; t < library->topics_count; t++)
            topic_destroy(&library->topics[i][t]);
        free(library->topics[i]);
        free(clinic->languages[i]);
        size_t after = --clinic->languages_count - i;
        memmove(&library->topics[i], &library->topics[i + 1], after * sizeof *library->topics);
        memmove(&clinic->languages[i], &clinic->languages[i + 1],
                after * sizeof *clinic->languages);
    }
}

struct library *library_load(const struct library_options *options)
{
    struct library *library = mem_make(1, sizeof *library);
    library->folder = absolute(options->content);
    library->videos = absolute(options->videos);
    library->demonstration = options->demonstration;
    struct reading reading;
    reading_start(&reading, library->folder, library->videos, &library->problems);
    reading.demonstration = options->demonstration;
    reading.hidden = options->hidden;
    load_clinic(&reading, options, &library->clinic);
    reading.clinic = &library->clinic;
    library->topics = mem_make(library->clinic.languages_count, sizeof(struct topic *));
    struct names names;
    if (!names_read(library->folder, &names)) {
        names = (struct names){0};
        problem_add(&library->problems, SEVERITY_ERROR, ".", 0, 0,
                    "the content folder %s cannot be read: check its name and its permissions",
                    library->folder);
    }
    for (size_t i = 0; i < names.count && !options->topics; i++)
        load_topic(library, &reading, names.list[i], options->last_good);
    for (size_t i = 0; i < options->topics_count && options->topics; i++)
        load_topic(library, &reading, options->topics[i], options->last_good);
    names_destroy(&names);
    if (!options->topics && library->topics_count)
        drop_silent_languages(library);
    for (size_t i = 0; i < library->clinic.languages_count && library->topics_count; i++)
        qsort(library->topics[i], library->topics_count, sizeof **library->topics, by_order);
    if (!library->topics_count)
        problem_add(&library->problems, SEVERITY_ERROR, ".", 0, 0,
                    "there is no topic that can be shown: add a folder with a topic.md");
    library->version = options->version ? str_copy(options->version) : reading_version(&reading);
    return library;
}

void library_destroy(struct library *library)
{
    if (!library)
        return;
    for (size_t i = 0; i < library->clinic.languages_count; i++) {
        for (size_t j = 0; j < library->topics_count; j++)
            topic_destroy(&library->topics[i][j]);
        free(library->topics[i]);
    }
    free(library->topics);
    clinic_destroy(&library->clinic);
    problems_destroy(&library->problems);
    free(library->folder);
    free(library->videos);
    free(library->version);
    free(library);
}

const struct topic *library_topic(const struct library *library, const char *topic_id,
                                  const char *language)
{
    size_t index = 0;
    for (size_t i = 0; i < library->clinic.languages_count; i++)
        if (str_equal(library->clinic.languages[i], language))
            index = i;
    for (size_t i = 0; i < library->topics_count; i++)
        if (str_equal(library->topics[index][i].page.id, topic_id))
            return &library->topics[index][i];
    return NULL;
}

const struct exercise *topic_exercise(const struct topic *topic, const char *exercise_id)
{
    for (size_t i = 0; i < topic->exercises_count; i++)
        if (str_equal(topic->exercises[i].page.id, exercise_id))
            return &topic->exercises[i];
    return NULL;
}
