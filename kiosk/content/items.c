// items.md: what the topic has to say, one id a line. Each is said by a page, asked by the check or
// left out with a reason; and no page names one that is not in the list. For reviewers: warnings.
// Runs on the thread that loads the library.
#include "items.h"

#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "str.h"

struct item {
    char *id;
    int line;
    bool said;
};

struct items {
    struct reading *reading;
    const char *topic;
    struct item *list;
    size_t count;
};

static struct item *item_of(const struct items *items, const char *id)
{
    for (size_t i = 0; i < items->count; i++)
        if (str_equal(items->list[i].id, id))
            return &items->list[i];
    return NULL;
}

static char *read_file(const struct items *items, const char *name)
{
    char *shown = str_format("%s/%s", items->topic, name);
    char *path = str_format("%s/%s", items->reading->content, shown), *text = NULL;
    if (file_exists(path) &&
        !reading_text(items->reading, items->reading->content, shown, shown, &text))
        text = NULL;
    free(path);
    free(shown);
    return text;
}

// The word that stands after `mark` at the begin of each line: "- def.knee", "| def.knee | ...
// |".
static void each_id(char *text, const char *mark,
                    void (*take)(struct items *items, const char *id, int line),
                    struct items *items)
{
    int line = 1;
    for (char *at = text; *at; line++) {
        size_t length = strcspn(at, "\n");
        bool more = at[length];
        at[length] = 0;
        char *word = str_starts(at, mark)
                         ? str_copy_part(at + strlen(mark), strcspn(at + strlen(mark), " |\r"))
                         : NULL;
        if (word && strchr(word, '.') && schema_plain_id(word))
            take(items, word, line);
        free(word);
        at += length + more;
    }
}

static void add(struct items *items, const char *id, int line)
{
    items->list = mem_grow(items->list, items->count + 1, sizeof *items->list);
    items->list[items->count++] = (struct item){.id = str_copy(id), .line = line};
}

static void leave_out(struct items *items, const char *id, int line)
{
    (void)line;
    struct item *item = item_of(items, id);
    if (item)
        item->said = true;
}

static const char *meant(const struct items *items, const char *id)
{
    const char *found = NULL;
    size_t best = 3;
    for (size_t i = 0; i < items->count; i++)
        if (schema_distance(id, items->list[i].id) < best) {
            best = schema_distance(id, items->list[i].id);
            found = items->list[i].id;
        }
    return found;
}

struct items *items_read(struct reading *reading, const char *topic)
{
    struct items *items = mem_make(1, sizeof *items);
    *items = (struct items){.reading = reading, .topic = topic};
    char *text = read_file(items, "items.md");
    if (text)
        each_id(text, "- ", add, items);
    free(text);
    return items;
}

static void see_ids(struct items *items, const char *shown, const struct value *ids)
{
    for (size_t i = 0; ids && i < ids->count; i++) {
        const struct value *id = &ids->entries[i].value;
        struct item *item = item_of(items, id->text);
        const char *other = item ? NULL : meant(items, id->text);
        if (item)
            item->said = true;
        else if (other)
            problem_add(items->reading->problems, SEVERITY_WARNING, shown, id->line, id->column,
                        "\"%s\" is not in the list of items.md. Did you mean \"%s\"?", id->text,
                        other);
        else
            problem_add(items->reading->problems, SEVERITY_WARNING, shown, id->line, id->column,
                        "\"%s\" is not in the list of items.md: correct it, or add it there",
                        id->text);
    }
}

void items_see(struct items *items, const char *below, const struct page_file *file)
{
    if (!file->count || !items->count)
        return;
    char *shown = str_format("%s/%s%s.md", file->topic, below, file->id);
    const struct value *root = &file->variants[0].front.root;
    see_ids(items, shown, value_get(root, "covers"));
    const struct value *questions = value_get(root, "questions");
    for (size_t i = 0; questions && i < questions->count; i++)
        see_ids(items, shown, value_get(value_item(questions, i), "signs"));
    free(shown);
}

void items_end(struct items *items)
{
    char *text = read_file(items, "left-out.md");
    if (text)
        each_id(text, "| ", leave_out, items);
    free(text);
    // A page with an error may not have been read: first that, then what nobody says.
    bool all_read = problems_count(items->reading->problems, SEVERITY_ERROR) == 0;
    char *shown = str_format("%s/items.md", items->topic);
    for (size_t i = 0; i < items->count; i++) {
        if (!items->list[i].said && all_read)
            problem_add(items->reading->problems, SEVERITY_WARNING, shown, items->list[i].line, 3,
                        "no page says \"%s\": name it in the \"covers\" of the page that does, or "
                        "give a reason in left-out.md",
                        items->list[i].id);
        free(items->list[i].id);
    }
    free(items->list);
    free(shown);
    free(items);
}
