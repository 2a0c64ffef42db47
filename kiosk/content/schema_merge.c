// Completes a translation from the page it translates: words are the translator's, everything else
// (numbers, files, tiers) must be the page's own, so that no language gets another dose. Any
// thread.
#include "schema.h"

#include <stdlib.h>
#include <string.h>

#include "str.h"

static void silence(struct value *value)
{
    value->line = 0;
    for (size_t i = 0; i < value->count; i++)
        silence(&value->entries[i].value);
}

static struct value silent_copy(const struct value *value)
{
    struct value copy = value_copy(value);
    silence(&copy);
    return copy;
}

static struct entry *entry_of(struct value *map, const char *key)
{
    for (size_t i = 0; i < map->count; i++)
        if (str_equal(map->entries[i].key, key))
            return &map->entries[i];
    return NULL;
}

static void put(struct value *map, const char *key, const struct value *value)
{
    struct entry *entry = entry_of(map, key);
    if (!entry) {
        map->entries = mem_grow(map->entries, map->count + 1, sizeof *map->entries);
        entry = &map->entries[map->count++];
        *entry = (struct entry){.key = str_copy(key)};
    }
    value_destroy(&entry->value);
    entry->value = silent_copy(value);
}

static bool same(const struct value *a, const struct value *b)
{
    if (a->kind != b->kind || a->count != b->count || !str_equal(a->text, b->text))
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!same(&a->entries[i].value, &b->entries[i].value))
            return false;
    return true;
}

static bool has_words(enum field_kind kind)
{
    return kind == FIELD_WORDS || kind == FIELD_LINES || kind == FIELD_PAIRS ||
           kind == FIELD_MAPS || kind == FIELD_MAP;
}

static bool same_length(const struct field *field, const struct schema_reader *reader,
                        const struct value *base, const struct value *translation)
{
    if (base->count == translation->count)
        return true;
    schema_tell(
        reader, translation, SEVERITY_ERROR,
        "\"%s\" has %zu lines here but %zu in the page itself: translate each line, in the same "
        "order",
        field->key, translation->count, base->count);
    return false;
}

// "Dolor de pecho" beside "Chest pain | sign-chest.svg" gets the picture too.
static bool merge_pair(const struct field *field, const struct schema_reader *reader,
                       const struct value *base, struct value *translation)
{
    const char *base_bar = base->text ? strchr(base->text, '|') : NULL;
    if (field->of->fields[1].kind != FIELD_FILE || !base_bar || translation->kind != VALUE_TEXT)
        return true;
    const char *bar = strchr(translation->text, '|');
    if (!bar) {
        char *joined = str_format("%s %s", translation->text, base_bar);
        free(translation->text);
        translation->text = joined;
        return true;
    }
    char *one = schema_one_line(base_bar + 1), *two = schema_one_line(bar + 1);
    bool good = str_equal(one, two);
    if (!good)
        schema_tell(reader, translation, SEVERITY_ERROR,
                    "the %s is \"%s\" here but \"%s\" in the page itself: leave it out here",
                    field->of->fields[1].unit, two, one);
    free(one);
    free(two);
    return good;
}

// The translation of `item`, taken out of `list`; NULL if there is none.
static struct entry *partner(const struct field *field, const struct value *item, size_t index,
                             struct value *list)
{
    if (!field->of->same_by)
        return index < list->count ? &list->entries[index] : NULL;
    const struct value *id = value_get(item, field->of->same_by);
    for (size_t i = 0; i < list->count; i++) {
        const struct value *other = value_get(&list->entries[i].value, field->of->same_by);
        if (id && other && str_equal(id->text, other->text))
            return &list->entries[i];
    }
    return NULL;
}

static bool merge_maps(const struct field *field, const struct schema_reader *reader,
                       const struct value *base, struct value *list)
{
    bool good = true;
    struct entry *made = mem_make(base->count, sizeof *made);
    for (size_t i = 0; i < base->count; i++) {
        const struct value *item = &base->entries[i].value;
        struct entry *other = partner(field, item, i, list);
        if (!other || other->value.kind != VALUE_MAP) {
            schema_tell(reader, list, SEVERITY_WARNING,
                        "part %zu of \"%s\" is not translated: patients see it untranslated", i + 1,
                        field->key);
            made[i].value = silent_copy(item);
            continue;
        }
        made[i] = *other;
        *other = (struct entry){0};
        good = schema_merge(field->of, reader, item, &made[i].value) && good;
    }
    for (size_t i = 0; i < list->count; i++) {
        struct value *left = &list->entries[i].value;
        if (left->line) {
            schema_tell(
                reader, left, SEVERITY_ERROR,
                "this part of \"%s\" is not in the page itself: remove it, or correct its \"%s\"",
                field->key, field->of->same_by ? field->of->same_by : "place");
            good = false;
        }
        value_destroy(left);
    }
    free(list->entries);
    list->entries = made;
    list->count = base->count;
    return good;
}

static bool merge_both(const struct field *field, const struct schema_reader *reader,
                       const struct value *base, struct value *translation)
{
    if (!has_words(field->kind)) {
        if (same(base, translation))
            return true;
        schema_tell(
            reader, translation, SEVERITY_ERROR,
            "\"%s\" differs from the page itself: a translation changes only words. Remove this "
            "line",
            field->key);
        return false;
    }
    if (translation->kind != base->kind)
        return true; // filling tells what is wrong with it
    if (field->kind == FIELD_MAP)
        return schema_merge(field->of, reader, base, translation);
    if (field->kind == FIELD_MAPS)
        return merge_maps(field, reader, base, translation);
    if (field->kind == FIELD_WORDS)
        return true;
    bool good = same_length(field, reader, base, translation);
    for (size_t i = 0; good && field->kind == FIELD_PAIRS && i < base->count; i++)
        good = merge_pair(field, reader, &base->entries[i].value, &translation->entries[i].value);
    return good;
}

static bool merge_field(const struct field *field, const struct schema_reader *reader,
                        const struct value *base, struct value *translation)
{
    const struct value *original = value_get(base, field->key);
    struct entry *own = entry_of(translation, field->key);
    if (own && value_empty(&own->value))
        own = NULL;
    if (own && original)
        return merge_both(field, reader, original, &own->value);
    if (own && field->kind != FIELD_WORDS) {
        schema_tell(reader, &own->value, SEVERITY_ERROR,
                    "\"%s\" is not in the page itself: put it there first, or remove it here",
                    field->key);
        return false;
    }
    if (original) {
        if (has_words(field->kind) && !(field->flags & FIELD_QUIET))
            schema_tell(reader, translation, SEVERITY_WARNING,
                        "\"%s\" is not translated: patients see it untranslated", field->key);
        put(translation, field->key, original);
    }
    return true;
}

bool schema_merge(const struct schema *schema, const struct schema_reader *reader,
                  const struct value *base, struct value *translation)
{
    bool good = true;
    for (const struct field *field = schema->fields; field->kind != FIELD_END; field++) {
        if (field->kind == FIELD_INLINE)
            good = schema_merge(field->of, reader, base, translation) && good;
        else if (field->kind != FIELD_KEPT && !(field->flags & FIELD_OWN))
            good = merge_field(field, reader, base, translation) && good;
    }
    return good;
}
