// Walks the pages of a loaded topic and, by their tables, the words of each. Any thread: reads
// only.
#include "page_words.h"

#include <stdlib.h>

#include "checklist_file.h"
#include "exercise_file.h"
#include "str.h"
#include "topic_file.h"

struct walk {
    const struct topic *topic;
    void (*see)(void *context, const struct page_view *page);
    void *context;
};

static void see_page(const struct walk *walk, const char *below, const char *id,
                     const struct schema *schema, const struct page *page, const void *whole)
{
    char *file = str_format("%s/%s%s.md", walk->topic->page.id, below, id);
    struct page_view view = {.file = file,
                             .page = page,
                             .schema = schema,
                             .whole = whole,
                             .warning_signs = schema == &checklist_page_schema};
    walk->see(walk->context, &view);
    free(file);
}

static void see_checklist(const struct walk *walk)
{
    const struct topic *topic = walk->topic;
    struct checklist_page page = {.page = topic->checklist_page,
                                  .checklist = topic->checklist,
                                  .get_help = topic->get_help.items,
                                  .get_help_count = topic->get_help.items_count};
    if (topic->checklist.questions_count)
        see_page(walk, "", "warning-signs", &checklist_page_schema, &page.page, &page);
}

void topic_pages(const struct topic *topic,
                 void (*see)(void *context, const struct page_view *page), void *context)
{
    struct walk walk = {topic, see, context};
    struct topic_page words = {.page = topic->page,
                               .headline = topic->headline,
                               .summary = topic->summary,
                               .before = topic->before,
                               .before_count = topic->before_count};
    see_page(&walk, "", "topic", &topic_page_schema, &words.page, &words);
    for (size_t i = 0; i < topic->learn_count; i++) {
        const struct learn_page *learn = &topic->learn[i];
        see_page(&walk, "learn/", learn->page.id, &learn_page_schema, &learn->page, learn);
    }
    if (topic->relief.steps_count)
        see_page(&walk, "", "relief", &relief_schema, &topic->relief.page, &topic->relief);
    for (size_t i = 0; i < topic->exercises_count; i++) {
        const struct exercise *exercise = &topic->exercises[i];
        see_page(&walk, exercise->kind == EXERCISE_STRETCH ? "stretches/" : "strengthening/",
                 exercise->page.id, &exercise_schema, &exercise->page, exercise);
    }
    if (topic->prevention.items_count)
        see_page(&walk, "", "prevention", &list_page_schema, &topic->prevention.page,
                 &topic->prevention);
    for (size_t i = 0; i < topic->faqs_count; i++)
        see_page(&walk, "questions/", topic->faqs[i].page.id, &faq_schema, &topic->faqs[i].page,
                 &topic->faqs[i]);
    see_checklist(&walk);
}

static const void *place(const void *whole, size_t offset)
{
    return (const char *)whole + offset;
}

static void hear_words(const struct schema *schema, const void *whole,
                       void (*hear)(void *context, const char *words), void *context)
{
    for (const struct field *field = schema->fields; field->kind != FIELD_END; field++) {
        const void *at = place(whole, field->at);
        if (field->flags & (FIELD_QUIET | FIELD_OWN))
            continue;
        if (field->kind == FIELD_MAP || field->kind == FIELD_INLINE)
            hear_words(field->of, at, hear, context);
        if (field->kind == FIELD_WORDS && *(char *const *)at)
            hear(context, *(char *const *)at);
        if (field->kind != FIELD_LINES && field->kind != FIELD_MAPS && field->kind != FIELD_PAIRS)
            continue;
        const char *items = *(const void *const *)at;
        size_t count = *(const size_t *)place(whole, field->count_at);
        for (size_t i = 0; i < count; i++) {
            if (field->of)
                hear_words(field->of, items + i * field->of->size, hear, context);
            else
                hear(context, ((char *const *)(const void *)items)[i]);
        }
    }
}

void page_words(const struct page_view *page, void (*hear)(void *context, const char *words),
                void *context)
{
    hear_words(page->schema, page->whole, hear, context);
    if (page->page->body)
        hear(context, page->page->body);
}
