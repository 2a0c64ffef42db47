// The mark of a page's words: the beginning of their hash, in the order of the page's table. Pure.
#include "source_mark.h"

#include <string.h>

#include "hash.h"

static void hear(struct hash *hash, const char *words)
{
    hash_add(hash, words, strlen(words) + 1); // with its end, so that words do not run together
}

static void hear_value(struct hash *hash, const struct field *field, const struct value *value);

static void hear_map(struct hash *hash, const struct schema *schema, const struct value *map)
{
    for (const struct field *field = schema->fields; field->kind != FIELD_END; field++) {
        if (field->kind == FIELD_INLINE)
            hear_map(hash, field->of, map);
        else if (field->key && !(field->flags & (FIELD_OWN | FIELD_QUIET)))
            hear_value(hash, field, value_get(map, field->key));
    }
}

static void hear_value(struct hash *hash, const struct field *field, const struct value *value)
{
    bool lines = field->kind == FIELD_LINES || field->kind == FIELD_PAIRS;
    if (!value)
        return;
    if (field->kind == FIELD_MAP)
        hear_map(hash, field->of, value);
    else if (field->kind == FIELD_WORDS && value->text)
        hear(hash, value->text);
    for (size_t i = 0; (lines || field->kind == FIELD_MAPS) && i < value->count; i++) {
        const struct value *item = &value->entries[i].value;
        if (field->kind == FIELD_MAPS)
            hear_map(hash, field->of, item);
        else if (item->text)
            hear(hash, item->text);
    }
}

void source_mark(const struct schema *schema, const struct value *map, const char *body,
                 char mark[SOURCE_MARK + 1])
{
    char letters[65];
    struct hash *hash = hash_start();
    hear_map(hash, schema, map);
    hear(hash, body);
    hash_end(hash, letters);
    memcpy(mark, letters, SOURCE_MARK);
    mark[SOURCE_MARK] = '\0';
}
