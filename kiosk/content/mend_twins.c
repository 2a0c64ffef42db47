// Of topics that are called the same, patients could not tell one from the other, and staff would go on
// editing one of them. Publisher only.
#include "mend_twins.h"

#include <stdlib.h>
#include <string.h>

#include "page_file.h"
#include "str.h"

struct called {
    char *id, *title;
    bool before; // the set before has it
    bool same;   // its topic.md is as it was
};

// "knees" of "content/knees/topic.md"; NULL: another file.
static char *topic_id(const char *target)
{
    const char *id = str_starts(target, "content/") ? target + strlen("content/") : "";
    const char *slash = strchr(id, '/');
    return slash && str_equal(slash, "/topic.md") ? str_copy_part(id, (size_t)(slash - id)) : NULL;
}

static struct called *read_topics(const struct draft *draft, size_t *count)
{
    struct called *list = NULL;
    char *content = str_format("%s/content", draft->folder);
    *count = 0;
    for (size_t i = 0; i < draft->made.files_count; i++) {
        const struct manifest_file *file = &draft->made.files[i];
        char *id = topic_id(file->path);
        char *title = id ? page_file_word(content, file->path + strlen("content/"), "title") : NULL;
        if (!title) { // wrong in another way
            free(id);
            continue;
        }
        list = mem_grow(list, *count + 1, sizeof *list);
        list[(*count)++] = (struct called){id, title, manifest_topic(&draft->old, id) != NULL,
                                           draft_same(draft, file)};
    }
    free(content);
    return list;
}

// By title; of the same title the one that was there first is first.
static int by_title(const void *a, const void *b)
{
    const struct called *one = a, *two = b;
    int order = strcasecmp(one->title, two->title);
    if (!order)
        order = two->before - one->before;
    if (!order)
        order = two->same - one->same;
    if (!order && strlen(one->id) != strlen(two->id)) // "knees - Copy", "Copy of knees"
        order = strlen(one->id) < strlen(two->id) ? -1 : 1;
    return order ? order : strcmp(one->id, two->id);
}

static bool any_changed(const struct draft *draft)
{
    bool changed = false;
    for (size_t i = 0; i < draft->made.files_count && !changed; i++) {
        char *id = topic_id(draft->made.files[i].path);
        changed = id && !draft_same(draft, &draft->made.files[i]);
        free(id);
    }
    return changed;
}

static void refuse(struct draft *draft, struct report *report, const struct called *twin,
                   const struct called *first)
{
    char *page = str_format("%s/topic.md", twin->id), *target = str_format("content/%s", page);
    char *why =
        str_format("another topic, in the folder \"%s\", is called \"%s\" too: give this one "
                   "a title of its own, or move the copy out of the folder \"content\"",
                   first->id, first->title);
    if (twin->before && draft_keep(draft, target)) {
        report_refuse(report, page, 0, why, true);
    } else if (!twin->before) {
        const char *const places[] = {"content", "videos"};
        for (size_t i = 0; i < 2; i++) {
            char *folder = str_format("%s/%s", places[i], twin->id);
            draft_drop_folder(draft, folder);
            free(folder);
        }
        report_refuse(report, twin->id, 0, why, false);
    }
    free(why);
    free(target);
    free(page);
}

void mend_twins(struct draft *draft, struct report *report)
{
    if (!any_changed(draft))
        return;
    size_t count, first = 0;
    struct called *list = read_topics(draft, &count);
    if (count)
        qsort(list, count, sizeof *list, by_title);
    for (size_t i = 1; i < count; i++) {
        if (strcasecmp(list[first].title, list[i].title) != 0)
            first = i;
        else if (!list[i].same)
            refuse(draft, report, &list[i], &list[first]);
    }
    for (size_t i = 0; i < count; i++) {
        free(list[i].id);
        free(list[i].title);
    }
    free(list);
}
