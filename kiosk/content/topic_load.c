// Puts the pages of one topic folder together. Each page is opened once, with all its translations,
// and then filled once per language. Runs on the thread that loads the library.
#include "topic_load.h"

#include <stdlib.h>
#include <string.h>

#include "checklist_file.h"
#include "exercise_file.h"
#include "file.h"
#include "items.h"
#include "str.h"
#include "topic_file.h"
#include "topic_folder.h"

static const struct page_kind topic_kind = {.schema = &topic_page_schema};
static const struct page_kind list_kind = {.schema = &list_page_schema};
static const struct page_kind learn_kind = {.schema = &learn_page_schema};
static const struct page_kind relief_kind = {.schema = &relief_schema, .verify = relief_good};
static const struct page_kind faq_kind = {.schema = &faq_schema, .body_required = true};

static bool is_one_of(const char *name, const char *const *known)
{
    while (*known && !str_equal(name, *known))
        known++;
    return *known;
}

static void tell_stranger(const struct topic_folder *folder, const char *name)
{
    char *shown = str_format("%s/%s", folder->id, name);
    problem_add(folder->reading->problems, SEVERITY_WARNING, shown, 0, 0,
                "the kiosk does not know this name and does not show it: compare it with "
                "content/KEYS.md");
    free(shown);
}

static void tell_strange_page(void *context, const char *id)
{
    static const char *const known[] = {"topic", "prevention", "warning-signs", "relief",
                                        "signs", "left-out",   "items",         NULL};
    char *name = str_format("%s.md", id);
    if (!is_one_of(id, known))
        tell_stranger(context, name);
    free(name);
}

static void tell_strangers(struct topic_folder *folder)
{
    static const char *const known[] = {"stretches", "strengthening", "pictures",
                                        "learn",     "questions",     NULL};
    page_folder_visit(folder->reading, folder->id, "", tell_strange_page, folder);
    char *path = str_format("%s/%s", folder->reading->content, folder->id);
    struct names names;
    if (!names_read(path, &names))
        names = (struct names){0};
    for (size_t i = 0; i < names.count; i++)
        if (!str_ends(names.list[i], ".md") && !is_one_of(names.list[i], known))
            tell_stranger(folder, names.list[i]);
    names_destroy(&names);
    free(path);
}

static void put_checklist(struct checklist_page *page, struct topic *topic)
{
    topic->checklist_page = page->page;
    topic->checklist = page->checklist;
    schema_copy(&page_schema, &page->page, &topic->get_help.page);
    topic->get_help.items = page->get_help;
    topic->get_help.items_count = page->get_help_count;
}

static bool keep_last_good(const struct topic_folder *folder, const char *language,
                           struct topic *topic)
{
    const struct topic *old =
        folder->last_good ? library_topic(folder->last_good, folder->id, language) : NULL;
    if (!old || !old->checklist.questions_count)
        return false;
    struct checklist_page view = {.page = old->checklist_page,
                                  .checklist = old->checklist,
                                  .get_help = old->get_help.items,
                                  .get_help_count = old->get_help.items_count};
    struct checklist_page copy;
    schema_copy(&checklist_page_schema, &view, &copy);
    put_checklist(&copy, topic);
    return true;
}

// Without a number the big field of the card stays empty and its words say what to do.
static void settle_number(const struct clinic *clinic, struct checklist *checklist)
{
    for (size_t i = 0; i < TIERS && !clinic->emergency_number; i++) {
        struct tier_card *card = &checklist->cards[i];
        if (!*card->key_number)
            continue;
        char *joined = str_format("%s %s", card->key, card->key_number);
        free(card->key);
        card->key = joined;
        *card->key_number = 0;
    }
}

static void add_checklist(struct topic_folder *folder, const char *language, struct topic *topic)
{
    const struct page_file *file = &folder->checklist;
    enum page_state own = page_file_state(file, folder->own_language);
    enum page_state here = page_file_state(file, language);
    enum page_state state = own == PAGE_BROKEN || here == PAGE_MISSING ? own : here;
    struct checklist_page page;
    if ((state == PAGE_SHOWN || here == PAGE_MISSING) && own != PAGE_BROKEN &&
        page_file_fill(folder->reading, file, language, &page)) {
        page.checklist.title = str_copy(page.page.title);
        settle_number(folder->reading->clinic, &page.checklist);
        put_checklist(&page, topic);
        return;
    }
    if (state == PAGE_BROKEN && keep_last_good(folder, language, topic))
        return;
    static const char *const reasons[] = {
        [PAGE_MISSING] = "There is no warning-signs.md: the check for warning signs is off.",
        [PAGE_BROKEN] = "warning-signs.md has an error: the check for warning signs is off.",
        [PAGE_UNSIGNED] = "Nobody has signed warning-signs.md: the check for warning signs is off.",
        [PAGE_SHOWN] = "warning-signs.md cannot be used: the check for warning signs is off."};
    topic->checklist_off = str_copy(reasons[state]);
}

static bool add_before_questions(struct topic_folder *folder, const struct topic_page *page,
                                 struct topic *topic)
{
    for (size_t i = 0; i < page->before_questions_count && topic->checklist.questions_count; i++) {
        size_t at = 0;
        while (at < topic->checklist.questions_count &&
               !str_equal(topic->checklist.questions[at].id, page->before_questions[i]))
            at++;
        if (at < topic->checklist.questions_count) {
            topic->before_questions[topic->before_questions_count++] = at;
            continue;
        }
        char *shown = str_format("%s/topic.md", folder->id);
        const struct value *id =
            value_item(value_get(&folder->topic.variants[0].front.root, "before_questions"), i);
        problem_add(folder->reading->problems, SEVERITY_ERROR, shown, id->line, id->column,
                    "\"%s\" is not the id of a question in warning-signs.md: correct it", id->text);
        free(shown);
        return false;
    }
    return true;
}

static void take_topic_page(struct topic_page *page, struct topic *topic)
{
    topic->page = page->page;
    topic->headline = page->headline;
    topic->summary = page->summary;
    topic->picture = page->picture;
    topic->picture_name = page->picture_name;
    topic->order = page->order;
    topic->before = page->before;
    topic->before_count = page->before_count;
    page->page = (struct page){0};
    page->headline = page->summary = page->picture = page->picture_name = NULL;
    page->before = NULL;
    page->before_count = 0;
}

static bool make_topic(struct topic_folder *folder, const char *language, struct topic *topic)
{
    *topic = (struct topic){0};
    struct topic_page page;
    if (!page_file_fill(folder->reading, &folder->topic, language, &page))
        return false;
    topic_exercises_add(folder, language, &page, topic);
    add_checklist(folder, language, topic);
    if (!page_file_fill(folder->reading, &folder->prevention, language, &topic->prevention))
        topic->prevention = (struct list_page){0};
    if (!page_file_fill(folder->reading, &folder->relief, language, &topic->relief))
        topic->relief = (struct relief){0};
    topic->learn = page_folder_fill(folder->reading, &folder->learn, language, sizeof *topic->learn,
                                    &topic->learn_count);
    topic->faqs = page_folder_fill(folder->reading, &folder->questions, language,
                                   sizeof *topic->faqs, &topic->faqs_count);
    bool good = add_before_questions(folder, &page, topic);
    take_topic_page(&page, topic);
    free(topic->page.id); // "topic", as its file is called
    topic->page.id = str_copy(folder->id);
    schema_destroy(&topic_page_schema, &page);
    return good;
}

// What the pages cover, held against the list of what the topic has to say.
static void check_items(const struct topic_folder *folder)
{
    struct items *items = items_read(folder->reading, folder->id);
    items_see(items, "", &folder->topic);
    items_see(items, "", &folder->relief);
    items_see(items, "", &folder->prevention);
    items_see(items, "", &folder->checklist);
    for (size_t i = 0; i < folder->learn.count; i++)
        items_see(items, "learn/", &folder->learn.files[i]);
    for (size_t i = 0; i < folder->questions.count; i++)
        items_see(items, "questions/", &folder->questions.files[i]);
    for (size_t i = 0; i < folder->exercises_count; i++)
        items_see(items,
                  folder->exercises[i].kind == EXERCISE_STRETCH ? "stretches/" : "strengthening/",
                  &folder->exercises[i].file);
    items_end(items);
}

static void open_pages(struct topic_folder *folder)
{
    struct reading *reading = folder->reading;
    topic_exercises_open(folder);
    page_file_open(reading, folder->id, "prevention", folder->own_language, &list_kind,
                   &folder->prevention);
    page_file_open(reading, folder->id, "relief", folder->own_language, &relief_kind,
                   &folder->relief);
    page_folder_open(reading, folder->id, "learn", folder->own_language, &learn_kind,
                     &folder->learn);
    page_folder_open(reading, folder->id, "questions", folder->own_language, &faq_kind,
                     &folder->questions);
    if (page_file_open(reading, folder->id, "warning-signs", folder->own_language,
                       &checklist_page_kind, &folder->checklist)) {
        struct checklist_page page;
        if (page_file_fill(reading, &folder->checklist, folder->own_language, &page)) {
            signs_check(reading, folder->id, &page.checklist);
            schema_destroy(&checklist_page_schema, &page);
        }
    } else if (!folder->checklist.count) {
        char *shown = str_format("%s/warning-signs.md", folder->id);
        problem_add(reading->problems, SEVERITY_ERROR, shown, 0, 0,
                    "this file is missing: without it the check for warning signs is off");
        free(shown);
    }
    tell_strangers(folder);
    check_items(folder);
}

static void close_pages(struct topic_folder *folder)
{
    for (size_t i = 0; i < folder->exercises_count; i++) {
        page_file_close(&folder->exercises[i].file);
        free(folder->exercises[i].dropped);
    }
    free(folder->exercises);
    names_destroy(&folder->films);
    page_file_close(&folder->topic);
    page_file_close(&folder->checklist);
    page_file_close(&folder->prevention);
    page_file_close(&folder->relief);
    page_folder_close(&folder->learn);
    page_folder_close(&folder->questions);
}

bool topic_load(struct reading *reading, const char *id, const struct library *last_good,
                struct topic *made)
{
    const struct clinic *clinic = reading->clinic;
    struct topic_folder folder = {
        .reading = reading, .id = id, .own_language = "en", .last_good = last_good};
    bool good = page_file_open(reading, id, "topic", "en", &topic_kind, &folder.topic);
    if (good)
        open_pages(&folder);
    for (size_t i = 0; i < clinic->languages_count; i++)
        good = good && make_topic(&folder, clinic->languages[i], &made[i]);
    for (size_t i = 0; i < clinic->languages_count && !good; i++)
        topic_destroy(&made[i]);
    close_pages(&folder);
    return good;
}

void topic_destroy(struct topic *topic)
{
    schema_destroy(&page_schema, &topic->page);
    struct topic_page words = {.headline = topic->headline,
                               .summary = topic->summary,
                               .picture = topic->picture,
                               .picture_name = topic->picture_name,
                               .before = topic->before,
                               .before_count = topic->before_count};
    schema_destroy(&topic_page_schema, &words);
    for (size_t i = 0; i < topic->exercises_count; i++)
        exercise_destroy(&topic->exercises[i]);
    free(topic->exercises);
    struct checklist_page checklist = {.page = topic->checklist_page,
                                       .checklist = topic->checklist,
                                       .get_help = topic->get_help.items,
                                       .get_help_count = topic->get_help.items_count};
    schema_destroy(&checklist_page_schema, &checklist);
    schema_destroy(&page_schema, &topic->get_help.page);
    free(topic->checklist_off);
    schema_destroy(&list_page_schema, &topic->prevention);
    schema_destroy(&relief_schema, &topic->relief);
    for (size_t i = 0; i < topic->learn_count; i++)
        schema_destroy(&learn_page_schema, &topic->learn[i]);
    free(topic->learn);
    for (size_t i = 0; i < topic->faqs_count; i++)
        schema_destroy(&faq_schema, &topic->faqs[i]);
    free(topic->faqs);
    *topic = (struct topic){0};
}
