// Reads a tree of front matter into a struct by its table, and tells each mistake where it stands
// and what to do about it. Any thread; nothing here has state.
#include "schema.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "library.h"
#include "str.h"

static void *place(void *target, size_t offset)
{
    return (char *)target + offset;
}

// One line, single spaces.
char *schema_one_line(const char *text)
{
    struct strbuf made = {0};
    strbuf_add(&made, "");
    for (const char *at = text; *at; at++) {
        bool space = isspace((unsigned char)*at);
        if (space && (!made.length || made.text[made.length - 1] == ' '))
            continue;
        strbuf_add_part(&made, space ? " " : at, 1);
    }
    if (made.length && made.text[made.length - 1] == ' ')
        made.text[made.length - 1] = 0;
    return made.text;
}

bool schema_refused_words(const struct schema_reader *reader, int line, int column,
                          const char *text)
{
    static const char *const refused[] = {"quinine", "tonic water", "quinina", "agua tónica",
                                          "كينين",   "تونيك",       "奎宁",    "汤力水"};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        if (!strcasestr(text, refused[i]))
            continue;
        problem_add(reader->problems, SEVERITY_ERROR, reader->file, line, column,
                    "\"%s\" is never advice (it can do serious harm): remove it", refused[i]);
        return true;
    }
    return false;
}

// Replaces the placeholders of `text`; an unknown one is an error.
static bool put_words(const struct schema_reader *reader, const struct value *value,
                      const char *text, char **words)
{
    char *made = schema_one_line(text);
    for (const char *open = made; (open = strchr(open, '{')); open++) {
        size_t length = strcspn(open + 1, "}");
        bool known = false;
        for (const struct placeholder *p = reader->placeholders; p && p->name && !known; p++)
            known = strlen(p->name) == length && strncmp(open + 1, p->name, length) == 0;
        if (known && open[1 + length] == '}')
            continue;
        schema_tell(reader, value, SEVERITY_ERROR,
                    "\"{%.*s}\" is not filled in by the kiosk: use {emergency_number}, {phone} or "
                    "{clinic}, or leave out the braces",
                    (int)length, open + 1);
        free(made);
        return false;
    }
    if (schema_refused_words(reader, value->line, value->column, made)) {
        free(made);
        return false;
    }
    for (const struct placeholder *p = reader->placeholders; p && p->name; p++) {
        char *filled = str_replace(made, p->name, p->value);
        free(made);
        made = filled;
    }
    *words = made;
    return true;
}

static int count_words(const char *text)
{
    int count = 0;
    for (bool inside = false; *text; text++) {
        bool letter = !isspace((unsigned char)*text);
        count += letter && !inside;
        inside = letter;
    }
    return count;
}

// Chinese, Japanese and Korean letters are as wide as high. In UTF-8, those from U+2E80 on take three
// bytes, of which the first is at least 0xE2 (then the second at least 0xBA).
static size_t wide_letters(const char *text)
{
    size_t count = 0;
    for (const unsigned char *at = (const unsigned char *)text; *at; at++)
        count += *at > 0xE2 || (*at == 0xE2 && at[1] >= 0xBA);
    return count;
}

static bool fill_words(const struct field *field, const struct schema_reader *reader,
                       const struct value *value, const char *text, char **words)
{
    if (!put_words(reader, value, text, words))
        return false;
    int count = count_words(*words);
    if (field->words_most && count > field->words_most) {
        schema_tell(reader, value, SEVERITY_ERROR,
                    "\"%s\" has %d words: at most %d fit. Shorten it", field->key, count,
                    field->words_most);
        free(*words);
        *words = NULL;
        return false;
    }
    size_t letters = utf8_length(*words);
    int most = wide_letters(*words) * 2 > letters ? field->letters_most / 2 : field->letters_most;
    if (most && letters > (size_t)most)
        schema_tell(reader, value, SEVERITY_WARNING,
                    "\"%s\" has %zu letters: at most %d fit. Shorten it", field->key, letters,
                    most);
    return true;
}

static bool valid_date(const char *text)
{
    for (int i = 0; i < 10; i++)
        if (i == 4 || i == 7 ? text[i] != '-' : text[i] < '0' || text[i] > '9')
            return false;
    if (text[10])
        return false;
    long year = strtol(text, NULL, 10), month = strtol(text + 5, NULL, 10);
    long day = strtol(text + 8, NULL, 10);
    static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return year >= 1900 && month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1];
}

// Only digits and at most one point: 010 is ten, and 0x10 and 1e3 are no numbers.
static bool decimal(const char *text, bool point_allowed, double *number)
{
    size_t digits = strspn(text, "0123456789"), after = 0, end = digits;
    if (text[digits] == '.' && point_allowed) {
        after = strspn(text + digits + 1, "0123456789");
        end += 1 + after;
    }
    if (!digits || text[end] || end > 12 || (text[digits] == '.' && !after))
        return false;
    // By hand: strtod follows the locale's decimal sign.
    double whole = 0, part = 0, scale = 1;
    for (size_t i = 0; i < digits; i++)
        whole = whole * 10 + (text[i] - '0');
    for (size_t i = 0; i < after; i++) {
        part = part * 10 + (text[digits + 1 + i] - '0');
        scale *= 10;
    }
    *number = whole + part / scale;
    return true;
}

static bool fill_number(const struct field *field, const struct schema_reader *reader,
                        const struct value *value, void *target)
{
    double number = 0;
    bool whole = field->kind == FIELD_WHOLE;
    if (!decimal(value->text, !whole, &number)) {
        schema_tell(reader, value, SEVERITY_ERROR, "\"%s\" must be %s, not \"%s\"", field->key,
                    field->unit, value->text);
        return false;
    }
    if (number < field->least || number > field->most) {
        schema_tell(reader, value, SEVERITY_ERROR, "\"%s\" must be from %g to %g, not %s",
                    field->key, field->least, field->most, value->text);
        return false;
    }
    if (whole)
        *(int *)place(target, field->at) = (int)number;
    else
        *(double *)place(target, field->at) = number;
    return true;
}

static bool fill_choice(const struct field *field, const struct schema_reader *reader,
                        const struct value *value, void *target)
{
    struct strbuf all = {0};
    for (int i = 0; field->choices[i]; i++) {
        if (str_equal(value->text, field->choices[i])) {
            memcpy(place(target, field->at), &i, sizeof i);
            strbuf_destroy(&all);
            return true;
        }
        strbuf_format(&all, "%s%s",
                      i == 0                  ? ""
                      : field->choices[i + 1] ? ", "
                                              : " or ",
                      field->choices[i]);
    }
    schema_tell(reader, value, SEVERITY_ERROR, "\"%s\" must be %s, not \"%s\"", field->key,
                all.text, value->text);
    strbuf_destroy(&all);
    return false;
}

static bool fill_yes_no(const struct field *field, const struct schema_reader *reader,
                        const struct value *value, void *target)
{
    bool yes = str_equal(value->text, "yes");
    if (!yes && !str_equal(value->text, "no")) {
        schema_tell(reader, value, SEVERITY_ERROR, "\"%s\" must be yes or no, not \"%s\"",
                    field->key, value->text);
        return false;
    }
    *(bool *)place(target, field->at) = yes;
    return true;
}

static bool fill_file(const struct field *field, const struct schema_reader *reader,
                      const struct value *value, const char *name, char **stored)
{
    if (!schema_plain_name(name)) {
        schema_tell(
            reader, value, SEVERITY_ERROR,
            "\"%s\" must be a plain file name, not \"%s\": put the %s into its folder and write "
            "only its name",
            field->key, name, field->unit);
        return false;
    }
    *stored = reader->find ? reader->find(reader->context, field->unit, name) : str_copy(name);
    if (!*stored)
        schema_tell(reader, value, SEVERITY_WARNING,
                    "the %s \"%s\" is not there: copy it into its folder, or correct the name",
                    field->unit, name);
    return true;
}

static bool fill_id(const struct field *field, const struct schema_reader *reader,
                    const struct value *value, char **id)
{
    if (!schema_plain_id(value->text)) {
        schema_tell(reader, value, SEVERITY_ERROR,
                    "\"%s\" must be small letters a to z, digits and \"-\", not \"%s\"", field->key,
                    value->text);
        return false;
    }
    if (strlen(value->text) > CONTENT_NAME_MAX) {
        schema_tell(reader, value, SEVERITY_ERROR, "\"%s\" is longer than %d letters: shorten it",
                    field->key, CONTENT_NAME_MAX);
        return false;
    }
    *id = str_copy(value->text);
    return true;
}

bool schema_person(const struct schema_reader *reader, const struct value *value)
{
    static const char pattern[] = "full name";
    if (!value || !value->text || strncasecmp(value->text, pattern, strlen(pattern)) != 0)
        return true;
    schema_tell(reader, value, SEVERITY_ERROR,
                "\"%s\" is nobody's name: write who answers for it, with full name and role",
                value->text);
    return false;
}

static bool has_letters(const char *text)
{
    while (*text && !isalpha((unsigned char)*text) && !((unsigned char)*text & 0x80))
        text++;
    return *text;
}

// Numbers, times and a name in one word may have a note behind them; of words it would be the end,
// unseen.
static bool whole(const struct field *field, const struct schema_reader *reader,
                  const struct value *value)
{
    bool words = field->kind == FIELD_WORDS || field->kind == FIELD_LINES ||
                 field->kind == FIELD_PAIRS ||
                 (field->kind == FIELD_FILE && !strchr(value->text, '.')) ||
                 (strpbrk(value->text, " \n") && has_letters(value->text));
    if (!value->cut || !words)
        return true;
    schema_tell(reader, value, SEVERITY_ERROR,
                "what stands after the \"#\" in this line is not shown: put the whole value in "
                "quotes, like \"Suite #4\"");
    return false;
}

static bool fill_text(const struct field *field, const struct schema_reader *reader,
                      const struct value *value, char **text)
{
    if (!whole(field, reader, value))
        return false;
    switch (field->kind) {
    case FIELD_WORDS:
    case FIELD_LINES:
        return fill_words(field, reader, value, value->text, text);
    case FIELD_ID:
    case FIELD_IDS:
        return fill_id(field, reader, value, text);
    case FIELD_FILE:
        return fill_file(field, reader, value, value->text, text);
    case FIELD_DATE:
        if (!valid_date(value->text)) {
            schema_tell(reader, value, SEVERITY_ERROR,
                        "\"%s\" must be a date like 2027-05-31, not \"%s\"", field->key,
                        value->text);
            return false;
        }
        // fall through
    default:
        *text = schema_one_line(value->text);
        return true;
    }
}

static bool fill_fields(const struct schema *schema, const struct schema_reader *reader,
                        const struct value *map, void *target);

static void start(const struct schema *schema, void *target)
{
    if (schema->start)
        memcpy(target, schema->start, schema->size);
    else
        memset(target, 0, schema->size);
}

// Words that must not be NULL become "".
static void finish(const struct schema *schema, void *target)
{
    for (const struct field *field = schema->fields; field->kind != FIELD_END; field++) {
        if (field->kind == FIELD_MAP || field->kind == FIELD_INLINE)
            finish(field->of, place(target, field->at));
        else if (field->flags & FIELD_EMPTY && !*(char **)place(target, field->at))
            *(char **)place(target, field->at) = str_copy("");
    }
}

// "Chest pain | sign-chest.svg": two fields in one line.
static bool fill_pair(const struct field *field, const struct schema_reader *reader,
                      const struct value *value, void *item)
{
    const struct field *one = &field->of->fields[0], *two = &field->of->fields[1];
    const char *bar = strchr(value->text, '|');
    if (!whole(field, reader, value))
        return false;
    if (bar && strchr(bar + 1, '|')) {
        schema_tell(reader, value, SEVERITY_ERROR, "only one \"|\" may stand in a line of \"%s\"",
                    field->key);
        return false;
    }
    char *first =
        bar ? str_copy_part(value->text, (size_t)(bar - value->text)) : str_copy(value->text);
    char *second = bar ? schema_one_line(bar + 1) : str_copy("");
    bool good = fill_words(one, reader, value, first, place(item, one->at));
    if (good && *second && two->kind == FIELD_FILE)
        good = fill_file(two, reader, value, second, place(item, two->at));
    else if (good && *second)
        good = fill_words(two, reader, value, second, place(item, two->at));
    free(first);
    free(second);
    return good;
}

static bool list_length_good(const struct field *field, const struct schema_reader *reader,
                             const struct value *list)
{
    if (field->most == 0 ||
        ((double)list->count >= field->least && (double)list->count <= field->most))
        return true;
    if (field->least == field->most)
        schema_tell(reader, list, SEVERITY_ERROR, "\"%s\" must have exactly %g lines, not %zu",
                    field->key, field->most, list->count);
    else
        schema_tell(reader, list, SEVERITY_ERROR, "\"%s\" must have from %g to %g lines, not %zu",
                    field->key, field->least, field->most, list->count);
    return false;
}

static bool fill_item(const struct field *field, const struct schema_reader *reader,
                      const struct value *item, void *target)
{
    bool maps = field->kind == FIELD_MAPS;
    if (maps ? item->kind != VALUE_MAP : item->kind != VALUE_TEXT || value_empty(item)) {
        schema_tell(
            reader, item, SEVERITY_ERROR,
            maps ? "each part of \"%s\" must be \"key: value\" lines, the first one after \"- \""
                 : "each line of \"%s\" must be one text after \"- \"",
            field->key);
        return false;
    }
    if (maps)
        return fill_fields(field->of, reader, item, target);
    if (field->kind == FIELD_PAIRS)
        return fill_pair(field, reader, item, target);
    return fill_text(field, reader, item, target);
}

static bool fill_list(const struct field *field, const struct schema_reader *reader,
                      const struct value *list, void *target)
{
    if (list->kind != VALUE_LIST) {
        schema_tell(
            reader, list, SEVERITY_ERROR,
            "\"%s\" must be a list: put each entry on a line of its own, beginning with \"- \"",
            field->key);
        return false;
    }
    bool good = list_length_good(field, reader, list);
    size_t size = field->of ? field->of->size : sizeof(char *);
    char *items = mem_make(list->count, size);
    for (size_t i = 0; i < list->count; i++) {
        if (field->of)
            start(field->of, items + i * size);
        good = fill_item(field, reader, &list->entries[i].value, items + i * size) && good;
        if (field->of)
            finish(field->of, items + i * size);
    }
    *(void **)place(target, field->at) = items;
    *(size_t *)place(target, field->count_at) = list->count;
    return good;
}

static bool fill_field(const struct field *field, const struct schema_reader *reader,
                       const struct value *value, void *target)
{
    if (schema_is_list(field->kind))
        return fill_list(field, reader, value, target);
    if (field->kind == FIELD_MAP) {
        if (value->kind == VALUE_MAP)
            return fill_fields(field->of, reader, value, place(target, field->at));
        schema_tell(reader, value, SEVERITY_ERROR,
                    "\"%s\" must be followed by indented \"key: value\" lines", field->key);
        return false;
    }
    if (value->kind != VALUE_TEXT) {
        schema_tell(reader, value, SEVERITY_ERROR,
                    "\"%s\" must be one text, not a list or more keys", field->key);
        return false;
    }
    if (field->kind == FIELD_WHOLE || field->kind == FIELD_SECONDS)
        return fill_number(field, reader, value, target);
    if (field->kind == FIELD_CHOICE)
        return fill_choice(field, reader, value, target);
    if (field->kind == FIELD_YES_NO)
        return fill_yes_no(field, reader, value, target);
    return fill_text(field, reader, value, place(target, field->at));
}

static bool fill_known(const struct schema *schema, const struct schema_reader *reader,
                       const struct value *map, void *target)
{
    bool good = true;
    for (const struct field *field = schema->fields; field->kind != FIELD_END; field++) {
        if (field->kind == FIELD_INLINE) {
            good = fill_known(field->of, reader, map, place(target, field->at)) && good;
            continue;
        }
        if (field->kind == FIELD_KEPT)
            continue;
        const struct value *value = value_get(map, field->key);
        if (value) {
            good = fill_field(field, reader, value, target) && good;
        } else if (field->flags & FIELD_REQUIRED) {
            schema_tell(reader, map, SEVERITY_ERROR, "\"%s\" is missing: add a line \"%s: ...\"",
                        field->key, field->key);
            good = false;
        }
    }
    return good;
}

static bool fill_fields(const struct schema *schema, const struct schema_reader *reader,
                        const struct value *map, void *target)
{
    bool good = schema_keys_known(schema, reader, map);
    return fill_known(schema, reader, map, target) && good;
}

bool schema_fill(const struct schema *schema, const struct schema_reader *reader,
                 const struct value *map, void *target)
{
    start(schema, target);
    bool good = fill_fields(schema, reader, map, target);
    finish(schema, target);
    if (!good)
        schema_destroy(schema, target);
    return good;
}
