// YAML to a tree, by libyaml's event interface (the only file that knows libyaml). What libyaml
// says of a mistake is for programmers: each kind is told here again for somebody at a front desk.
// Any thread.
#include "front_matter.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "str.h"

struct parse {
    yaml_parser_t yaml;
    const char *text; // what libyaml reads
    const char *file;
    int line_before; // lines of the file above `text`
    const char *at;  // the beginning of line `at_line` of it: marks only go forward
    size_t at_line;
    struct problems *problems;
};

static bool fail(struct parse *parse, yaml_mark_t mark, const char *text)
{
    problem_add(parse->problems, SEVERITY_ERROR, parse->file,
                (int)mark.line + 1 + parse->line_before, (int)mark.column + 1, "%s", text);
    return false;
}

// The line of `text` that holds `mark`, from its first character.
static char *line_of(const struct parse *parse, size_t line)
{
    const char *at = parse->text;
    for (; line && (at = strchr(at, '\n')); line--)
        at++;
    return at ? str_copy_part(at, strcspn(at, "\n")) : str_copy("");
}

static bool explain_second_colon(struct parse *parse)
{
    yaml_mark_t mark = parse->yaml.problem_mark;
    char *line = line_of(parse, mark.line);
    const char *first = strstr(line, ": ");
    bool second = first && utf8_length(line) > mark.column && (size_t)(first - line) < mark.column;
    free(line);
    return fail(parse, mark,
                second ? "a second \":\" stands in this line: put the whole value in quotes, like "
                         "key: \"one: two\""
                       : "this line is indented differently from the lines it belongs to: start it "
                         "under the first letter of the line above");
}

static bool explain_line(struct parse *parse)
{
    yaml_mark_t mark = parse->yaml.problem_mark;
    char *line = line_of(parse, mark.line);
    const char *colon = strstr(line, ": ");
    const char *value = colon ? colon + 1 + strspn(colon + 1, " ") : "";
    bool quoted = *value == '\'' || *value == '"';
    free(line);
    return fail(parse, mark,
                quoted ? "words follow the closing quote: put the whole value between one pair of "
                         "double quotes"
                       : "this line is not understood: write \"key: value\", and check the indent, "
                         "the colon and the quotes");
}

static bool explain(struct parse *parse)
{
    const yaml_parser_t *yaml = &parse->yaml;
    const char *problem = yaml->problem ? yaml->problem : "";
    const char *context = yaml->context ? yaml->context : "";
    if (yaml->error == YAML_MEMORY_ERROR)
        abort();
    if (strstr(context, "quoted scalar"))
        return fail(
            parse, yaml->context_mark,
            strstr(problem, "escape") || strstr(problem, "hexdecimal")
                ? "a \"\\\" inside double quotes has a meaning of its own: write \"/\" or "
                  "leave it out"
                : "the quote that opens here is not closed: add one at the end of the value");
    if (strstr(problem, "document start"))
        return fail(parse, yaml->problem_mark,
                    "the block of keys ends above this line: remove what follows");
    if (strstr(problem, "mapping values are not allowed"))
        return explain_second_colon(parse);
    if (strstr(problem, "could not find expected ':'"))
        return fail(parse, yaml->context_mark,
                    "a \":\" is missing in this line: write \"key: value\"");
    if (strstr(problem, "cannot start any token"))
        return fail(parse, yaml->problem_mark,
                    "a value cannot begin with this sign: put the whole value in quotes");
    if (strstr(context, "anchor") || strstr(context, "alias") || strstr(context, "tag"))
        return fail(
            parse, yaml->context_mark,
            "a value cannot begin with \"*\", \"&\" or \"!\": put the whole value in quotes");
    if (strstr(context, "flow sequence") || strstr(context, "flow mapping"))
        return fail(
            parse, yaml->context_mark,
            "the bracket that opens here is not closed: close it, or put the value in quotes");
    if (yaml->error == YAML_READER_ERROR)
        return fail(parse, yaml->mark, "an invisible control character stands here: remove it");
    return explain_line(parse);
}

static bool next(struct parse *parse, yaml_event_t *event)
{
    return yaml_parser_parse(&parse->yaml, event) || explain(parse);
}

static bool plain(struct parse *parse, const yaml_event_t *event)
{
    const yaml_char_t *anchor = NULL, *tag = NULL;
    if (event->type == YAML_SCALAR_EVENT) {
        anchor = event->data.scalar.anchor;
        tag = event->data.scalar.tag;
    } else if (event->type == YAML_SEQUENCE_START_EVENT) {
        anchor = event->data.sequence_start.anchor;
        tag = event->data.sequence_start.tag;
    } else if (event->type == YAML_MAPPING_START_EVENT) {
        anchor = event->data.mapping_start.anchor;
        tag = event->data.mapping_start.tag;
    }
    if (anchor || tag || event->type == YAML_ALIAS_EVENT)
        return fail(
            parse, event->start_mark,
            "a value cannot begin with \"*\", \"&\" or \"!\": put the whole value in quotes");
    return true;
}

static bool read_text(struct parse *parse, const yaml_event_t *event, char **text)
{
    yaml_scalar_style_t style = event->data.scalar.style;
    bool quoted =
        style == YAML_SINGLE_QUOTED_SCALAR_STYLE || style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
    // Almost always a forgotten quote that swallowed the next line.
    if (quoted && event->start_mark.line != event->end_mark.line)
        return fail(
            parse, event->start_mark,
            "the quote that opens here is not closed in the same line: add one at the end of "
            "the value");
    const char *value = (const char *)event->data.scalar.value;
    if (strlen(value) != event->data.scalar.length)
        return fail(parse, event->start_mark, "a zero byte stands in this value: remove it");
    char *copy = str_copy(value);
    char *trimmed = str_copy(str_trim(copy)); // block texts end in a line end
    free(copy);
    *text = trimmed;
    return true;
}

// Behind words without quotes stand a blank and a "#": a note to YAML, and to staff often words.
static bool note_follows(struct parse *parse, const yaml_event_t *event)
{
    yaml_mark_t mark = event->end_mark; // it counts letters, not bytes
    if (event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE)
        return false;
    for (const char *end; parse->at_line < mark.line && (end = strchr(parse->at, '\n'));
         parse->at_line++)
        parse->at = end + 1;
    const char *at = parse->at;
    for (size_t column = 0; *at && column < mark.column; column++)
        for (at++; ((unsigned char)*at & 0xC0) == 0x80; at++)
            ;
    return (*at == ' ' || *at == '\t') && at[strspn(at, " \t")] == '#';
}

static bool read_value(struct parse *parse, const yaml_event_t *event, int depth,
                       struct value *value);

static bool known_key(struct parse *parse, const struct value *map, const yaml_event_t *event,
                      const char *key)
{
    for (size_t i = 0; i < map->count; i++) {
        if (!str_equal(map->entries[i].key, key))
            continue;
        char *text = str_format("\"%s\" is written twice (first in line %d): keep one of them", key,
                                map->entries[i].line);
        fail(parse, event->start_mark, text);
        free(text);
        return false;
    }
    return true;
}

static bool read_key(struct parse *parse, struct value *map, const yaml_event_t *event)
{
    if (event->type != YAML_SCALAR_EVENT)
        return fail(parse, event->start_mark, "a key must be one plain word before a \":\"");
    char *key = NULL;
    if (!plain(parse, event) || !read_text(parse, event, &key))
        return false;
    if (!known_key(parse, map, event, key)) {
        free(key);
        return false;
    }
    map->entries = mem_grow(map->entries, map->count + 1, sizeof *map->entries);
    map->entries[map->count++] =
        (struct entry){.key = key,
                       .line = (int)event->start_mark.line + 1 + parse->line_before,
                       .column = (int)event->start_mark.column + 1};
    return true;
}

static bool read_entries(struct parse *parse, int depth, struct value *value)
{
    for (;;) {
        yaml_event_t event;
        if (!next(parse, &event))
            return false;
        bool end = event.type == YAML_SEQUENCE_END_EVENT || event.type == YAML_MAPPING_END_EVENT;
        bool good = true;
        if (!end && value->kind == VALUE_MAP) {
            good = read_key(parse, value, &event);
            yaml_event_delete(&event);
            if (!good || !next(parse, &event))
                return false;
        } else if (!end) {
            value->entries = mem_grow(value->entries, value->count + 1, sizeof *value->entries);
            value->entries[value->count++] =
                (struct entry){.line = (int)event.start_mark.line + 1 + parse->line_before,
                               .column = (int)event.start_mark.column + 1};
        }
        if (!end)
            good = read_value(parse, &event, depth, &value->entries[value->count - 1].value);
        yaml_event_delete(&event);
        if (end || !good)
            return good;
    }
}

static bool read_value(struct parse *parse, const yaml_event_t *event, int depth,
                       struct value *value)
{
    *value = (struct value){.line = (int)event->start_mark.line + 1 + parse->line_before,
                            .column = (int)event->start_mark.column + 1};
    if (!plain(parse, event))
        return false;
    if (event->type == YAML_SCALAR_EVENT) {
        value->kind = VALUE_TEXT;
        value->cut = note_follows(parse, event);
        return read_text(parse, event, &value->text);
    }
    if (depth == FRONT_MATTER_DEPTH)
        return fail(parse, event->start_mark,
                    "lists and keys are nested too deep here: at most four levels are read");
    value->kind = event->type == YAML_MAPPING_START_EVENT ? VALUE_MAP : VALUE_LIST;
    return read_entries(parse, depth + 1, value);
}

static bool read_document(struct parse *parse, struct value *root)
{
    yaml_event_t event;
    for (;;) {
        if (!next(parse, &event))
            return false;
        if (event.type != YAML_STREAM_START_EVENT && event.type != YAML_DOCUMENT_START_EVENT)
            break;
        yaml_event_delete(&event);
    }
    bool good =
        event.type == YAML_MAPPING_START_EVENT
            ? read_value(parse, &event, 0, root)
            : fail(parse, event.start_mark, "write \"key: value\" lines here, one below the other");
    yaml_event_delete(&event);
    if (!good || !next(parse, &event)) // the end of the document
        return false;
    yaml_event_delete(&event);
    if (!next(parse, &event))
        return false;
    good = event.type == YAML_STREAM_END_EVENT ||
           fail(parse, event.start_mark,
                "the block of keys ends above this line: remove what follows");
    yaml_event_delete(&event);
    return good;
}

// libyaml's own words for a tab would be "found character that cannot start any token".
static bool indents_are_spaces(struct parse *parse)
{
    size_t line = 0;
    for (const char *at = parse->text; *at; line++) {
        size_t spaces = strspn(at, " ");
        if (at[spaces] == '\t' && at[spaces + strspn(at + spaces, " \t")] != '\n')
            return fail(parse, (yaml_mark_t){.line = line, .column = spaces},
                        "a tab stands before the first word: use spaces to indent");
        at += strcspn(at, "\n");
        at += *at == '\n';
    }
    return true;
}

static bool parse_yaml(const char *text, const char *file, int line_before,
                       struct problems *problems, struct value *root)
{
    struct parse parse = {
        .text = text, .file = file, .line_before = line_before, .problems = problems, .at = text};
    if (!indents_are_spaces(&parse))
        return false;
    if (!yaml_parser_initialize(&parse.yaml))
        abort();
    yaml_parser_set_encoding(&parse.yaml, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parse.yaml, (const unsigned char *)text, strlen(text));
    bool good = read_document(&parse, root);
    yaml_parser_delete(&parse.yaml);
    if (!good)
        value_destroy(root);
    return good;
}

bool front_matter_parse_yaml(const char *text, const char *file, struct problems *problems,
                             struct front_matter *made)
{
    *made = (struct front_matter){0};
    if (!parse_yaml(text, file, 0, problems, &made->root))
        return false;
    made->body = str_copy("");
    return true;
}

// The next line of three dashes, or NULL.
static const char *dashes(const char *text, int *lines)
{
    for (const char *at = text; *at; ++*lines) {
        size_t length = strcspn(at, "\n");
        if (str_starts(at, "---") && strspn(at + 3, " ") + 3 == length)
            return at;
        at += length;
        at += *at == '\n';
    }
    return NULL;
}

bool front_matter_parse(const char *text, const char *file, struct problems *problems,
                        struct front_matter *made)
{
    *made = (struct front_matter){0};
    int line = 1;
    for (; *text == '\n'; text++)
        line++;
    int none = 0;
    if (dashes(text, &none) != text) {
        problem_add(
            problems, SEVERITY_ERROR, file, line, 1,
            "the page must begin with a line of three dashes (\"---\"), then its keys, then "
            "three dashes again");
        return false;
    }
    const char *yaml = text + strcspn(text, "\n");
    yaml += *yaml == '\n';
    int lines = 0;
    const char *end = dashes(yaml, &lines);
    if (!end) {
        problem_add(
            problems, SEVERITY_ERROR, file, line, 1,
            "the block that begins here has no end: add a line of three dashes (\"---\") after "
            "its last key");
        return false;
    }
    char *block = str_copy_part(yaml, (size_t)(end - yaml));
    bool good = parse_yaml(block, file, line, problems, &made->root);
    free(block);
    if (!good)
        return false;
    const char *body = end + strcspn(end, "\n");
    made->body = str_copy(body + (*body == '\n'));
    made->body_line = line + lines + 2;
    return true;
}

void front_matter_destroy(struct front_matter *front)
{
    value_destroy(&front->root);
    free(front->body);
    *front = (struct front_matter){0};
}

bool value_empty(const struct value *value)
{
    return value->kind == VALUE_TEXT && (!value->text || !*value->text);
}

const struct value *value_get(const struct value *map, const char *key)
{
    if (!map || map->kind != VALUE_MAP)
        return NULL;
    for (size_t i = 0; i < map->count; i++)
        if (str_equal(map->entries[i].key, key))
            return value_empty(&map->entries[i].value) ? NULL : &map->entries[i].value;
    return NULL;
}

const struct value *value_item(const struct value *list, size_t index)
{
    return list && index < list->count ? &list->entries[index].value : NULL;
}

struct value value_copy(const struct value *value)
{
    struct value copy = *value;
    copy.text = str_copy(value->text);
    copy.entries = value->count ? mem_make(value->count, sizeof *copy.entries) : NULL;
    for (size_t i = 0; i < value->count; i++) {
        copy.entries[i] = value->entries[i];
        copy.entries[i].key = str_copy(value->entries[i].key);
        copy.entries[i].value = value_copy(&value->entries[i].value);
    }
    return copy;
}

void value_destroy(struct value *value)
{
    for (size_t i = 0; i < value->count; i++) {
        free(value->entries[i].key);
        value_destroy(&value->entries[i].value);
    }
    free(value->entries);
    free(value->text);
    *value = (struct value){0};
}
