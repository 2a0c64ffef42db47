// Tables of keys: finding a key, "did you mean", copying and freeing what a table describes.
// Filling is in schema_fill.c, translations are in schema_merge.c. Any thread; nothing here has
// state.
#include "schema.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "library.h"
#include "str.h"

static void *place(void *target, size_t offset)
{
    return (char *)target + offset;
}

bool schema_is_list(enum field_kind kind)
{
    return kind == FIELD_LINES || kind == FIELD_IDS || kind == FIELD_MAPS || kind == FIELD_PAIRS;
}

void schema_tell(const struct schema_reader *reader, const struct value *value,
                 enum severity severity, const char *format, ...)
{
    char *text = NULL;
    va_list arguments;
    if (!value->line) // put in from the page itself, and told there
        return;
    va_start(arguments, format);
    if (vasprintf(&text, format, arguments) < 0)
        abort();
    va_end(arguments);
    problem_add(reader->problems, severity, reader->file, value->line, value->column, "%s", text);
    free(text);
}

bool schema_plain_name(const char *name)
{
    return name[0] && name[0] != '.' && !strpbrk(name, "/\\:") && strlen(name) <= CONTENT_NAME_MAX;
}

bool schema_plain_id(const char *id)
{
    return id[0] && strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-.") == strlen(id) &&
           id[0] != '.';
}

size_t schema_distance(const char *a, const char *b)
{
    enum { MOST = 40 };
    size_t rows = strlen(a), columns = strlen(b), cost[MOST + 1][MOST + 1];
    if (rows > MOST || columns > MOST)
        return 3;
    for (size_t i = 0; i <= rows; i++)
        for (size_t j = 0; j <= columns; j++) {
            if (!i || !j) {
                cost[i][j] = i + j;
                continue;
            }
            size_t best = cost[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            best = cost[i - 1][j] + 1 < best ? cost[i - 1][j] + 1 : best;
            best = cost[i][j - 1] + 1 < best ? cost[i][j - 1] + 1 : best;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
                cost[i - 2][j - 2] + 1 < best)
                best = cost[i - 2][j - 2] + 1;
            cost[i][j] = best;
        }
    return cost[rows][columns];
}

static const struct field *field_of(const struct schema *schema, const char *key)
{
    for (const struct field *field = schema->fields; field->kind != FIELD_END; field++) {
        const struct field *inner = field->kind == FIELD_INLINE ? field_of(field->of, key) : NULL;
        if (inner)
            return inner;
        if (field->key && str_equal(field->key, key))
            return field;
    }
    return NULL;
}

static const char *closest_key(const struct schema *schema, const char *key, size_t *best)
{
    const char *found = NULL;
    for (const struct field *field = schema->fields; field->kind != FIELD_END; field++) {
        const char *candidate =
            field->kind == FIELD_INLINE ? closest_key(field->of, key, best) : NULL;
        if (field->key && schema_distance(key, field->key) < *best) {
            *best = schema_distance(key, field->key);
            candidate = field->key;
        }
        found = candidate ? candidate : found;
    }
    return found;
}

// "by: Anna Lee, physio" between braces: the comma ended the name, and "physio" stands for a key.
static bool after_comma(const struct value *map, size_t i)
{
    const struct entry *entry = &map->entries[i];
    return i > 0 && value_empty(&entry->value) && entry->line == map->entries[i - 1].line;
}

bool schema_keys_known(const struct schema *schema, const struct schema_reader *reader,
                       const struct value *map)
{
    bool good = true;
    for (size_t i = 0; i < map->count; i++) {
        const struct entry *entry = &map->entries[i];
        if (field_of(schema, entry->key))
            continue;
        good = false;
        size_t best = strlen(entry->key) < 4 ? 2 : 3;
        const char *meant = closest_key(schema, entry->key, &best);
        struct value at = {.line = entry->line, .column = entry->column};
        if (after_comma(map, i))
            schema_tell(reader, &at, SEVERITY_ERROR,
                        "\"%s\" belongs to the words before it, but a comma ended them: put them "
                        "all between straight quotes, like by: \"Full name, role\"",
                        entry->key);
        else if (meant)
            schema_tell(reader, &at, SEVERITY_ERROR,
                        "\"%s\" is not a known key. Did you mean \"%s\"?", entry->key, meant);
        else
            schema_tell(reader, &at, SEVERITY_ERROR,
                        "\"%s\" is not a known key here: correct its spelling or remove the line",
                        entry->key);
    }
    return good;
}

static void free_owned(const struct schema *schema, void *target);

static void free_list(const struct field *field, void *target)
{
    char *items = *(void **)place(target, field->at);
    size_t count = *(size_t *)place(target, field->count_at);
    for (size_t i = 0; i < count; i++) {
        if (field->of)
            free_owned(field->of, items + i * field->of->size);
        else
            free(((char **)(void *)items)[i]);
    }
    free(items);
}

static bool owns_text(enum field_kind kind)
{
    return kind == FIELD_WORDS || kind == FIELD_ID || kind == FIELD_FILE || kind == FIELD_DATE ||
           kind == FIELD_TEXT || kind == FIELD_KEPT;
}

static void free_owned(const struct schema *schema, void *target)
{
    for (const struct field *field = schema->fields; field->kind != FIELD_END; field++) {
        if (schema_is_list(field->kind))
            free_list(field, target);
        else if (field->kind == FIELD_MAP || field->kind == FIELD_INLINE)
            free_owned(field->of, place(target, field->at));
        else if (owns_text(field->kind))
            free(*(char **)place(target, field->at));
    }
}

void schema_destroy(const struct schema *schema, void *target)
{
    free_owned(schema, target);
    memset(target, 0, schema->size);
}

static void copy_list(const struct field *field, const void *from, void *to)
{
    const char *items = *(void *const *)((const char *)from + field->at);
    size_t count = *(const size_t *)((const char *)from + field->count_at);
    size_t size = field->of ? field->of->size : sizeof(char *);
    char *copies = count ? mem_make(count, size) : NULL;
    for (size_t i = 0; i < count; i++) {
        if (field->of)
            schema_copy(field->of, items + i * size, copies + i * size);
        else
            ((char **)(void *)copies)[i] = str_copy(((char *const *)(const void *)items)[i]);
    }
    *(void **)place(to, field->at) = copies;
}

static void copy_owned(const struct schema *schema, const void *from, void *to)
{
    for (const struct field *field = schema->fields; field->kind != FIELD_END; field++) {
        if (schema_is_list(field->kind))
            copy_list(field, from, to);
        else if (field->kind == FIELD_MAP || field->kind == FIELD_INLINE)
            copy_owned(field->of, (const char *)from + field->at, place(to, field->at));
        else if (owns_text(field->kind))
            *(char **)place(to, field->at) =
                str_copy(*(char *const *)((const char *)from + field->at));
    }
}

void schema_copy(const struct schema *schema, const void *from, void *to)
{
    memcpy(to, from, schema->size);
    copy_owned(schema, from, to);
}
