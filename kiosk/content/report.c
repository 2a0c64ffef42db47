// The report of a publishing, as data, as one sentence and as a file. Any one thread at a time.
#include "report.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "json.h"
#include "str.h"

enum { LINES_MAX = 200, NAMED_MAX = 2, BYTES_MAX = 1 << 20 };
static const char *const outcomes[] = {[REPORT_PUBLISHED] = "published",
                                       [REPORT_UNCHANGED] = "unchanged",
                                       [REPORT_HELD] = "held",
                                       [REPORT_FAILED] = "failed"};

static void lines_destroy(struct report_line *lines, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free(lines[i].file);
        free(lines[i].text);
    }
    free(lines);
}

void report_destroy(struct report *report)
{
    lines_destroy(report->refused, report->refused_count);
    lines_destroy(report->warnings, report->warnings_count);
    free(report->when);
    free(report->why);
    free(report->note);
    *report = (struct report){0};
}

static void add(struct report_line **lines, size_t *count, size_t *more, struct report_line line)
{
    if (*count == LINES_MAX) {
        ++*more;
        return;
    }
    *lines = mem_grow(*lines, *count + 1, sizeof **lines);
    line.file = str_copy(line.file);
    line.text = str_copy(line.text);
    (*lines)[(*count)++] = line;
}

// A page can have several mistakes: it is refused once, for the first of them.
void report_refuse(struct report *report, const char *file, int line, const char *text, bool kept)
{
    for (size_t i = 0; i < report->refused_count; i++)
        if (str_equal(report->refused[i].file, file))
            return;
    add(&report->refused, &report->refused_count, &report->refused_more,
        (struct report_line){(char *)(uintptr_t)file, line, (char *)(uintptr_t)text, kept, false});
}

void report_warn(struct report *report, const char *file, int line, const char *text)
{
    add(&report->warnings, &report->warnings_count, &report->warnings_more,
        (struct report_line){(char *)(uintptr_t)file, line, (char *)(uintptr_t)text, false, false});
}

void report_leave_out(struct report *report, const char *file, const char *text)
{
    add(&report->warnings, &report->warnings_count, &report->warnings_more,
        (struct report_line){(char *)(uintptr_t)file, 0, (char *)(uintptr_t)text, false, true});
}

char *report_sentence(const struct report *report)
{
    if (report->why)
        return str_copy(report->why);
    size_t refused = report->refused_count + report->refused_more;
    if (report->outcome == REPORT_UNCHANGED && !refused)
        return str_copy("nothing has changed");
    struct strbuf text = {0};
    strbuf_format(&text, "%zu accepted", report->accepted);
    if (report->removed)
        strbuf_format(&text, ", %zu removed", report->removed);
    if (refused)
        strbuf_format(&text, ", %zu refused", refused);
    for (size_t i = 0; i < report->refused_count && i < NAMED_MAX; i++) {
        const struct report_line *line = &report->refused[i];
        const char *slash = strrchr(line->file, '/');
        strbuf_format(&text, "%s %s", i ? ";" : ":", slash ? slash + 1 : line->file);
        if (line->line)
            strbuf_format(&text, " line %d", line->line);
        strbuf_format(&text, ": %s", line->text);
    }
    if (refused > NAMED_MAX)
        strbuf_format(&text, "; and %zu more", refused - NAMED_MAX);
    return text.text;
}

static void put_lines(struct json *object, const char *name, const struct report_line *lines,
                      size_t count)
{
    struct json *array = json_add_array(object, name);
    for (size_t i = 0; i < count; i++) {
        struct json *line = json_append_object(array);
        json_add_text(line, "file", lines[i].file);
        json_add_number(line, "line", lines[i].line);
        json_add_text(line, "text", lines[i].text);
        json_add_bool(line, "kept", lines[i].kept);
        json_add_bool(line, "left_out", lines[i].left_out);
    }
}

bool report_write(const char *state, const struct report *report)
{
    struct json *object = json_object();
    char *sentence = report_sentence(report);
    json_add_text(object, "sentence", sentence);
    json_add_text(object, "outcome", outcomes[report->outcome]);
    json_add_text(object, "when", report->when);
    json_add_text(object, "why", report->why);
    json_add_text(object, "note", report->note);
    json_add_number(object, "generation", report->generation);
    char tree[17]; // as text: a number of JSON is too small for it
    snprintf(tree, sizeof tree, "%016" PRIx64, report->tree);
    json_add_text(object, "tree", tree);
    json_add_number(object, "accepted", (double)report->accepted);
    json_add_number(object, "removed", (double)report->removed);
    json_add_number(object, "refused_more", (double)report->refused_more);
    json_add_number(object, "warnings_more", (double)report->warnings_more);
    put_lines(object, "refused", report->refused, report->refused_count);
    put_lines(object, "warnings", report->warnings, report->warnings_count);
    char *text = json_indented(object), *path = str_format("%s/report.json", state);
    bool good = file_replace(path, text, strlen(text));
    free(path);
    free(text);
    free(sentence);
    json_destroy(object);
    return good;
}

static void take_lines(const struct json *array, struct report_line **lines, size_t *count,
                       size_t *more)
{
    for (size_t i = 0; i < json_count(array); i++) {
        const struct json *line = json_at(array, i);
        const char *file = json_text(line, "file"), *text = json_text(line, "text");
        if (file && text)
            add(lines, count, more,
                (struct report_line){(char *)(uintptr_t)file, (int)json_number(line, "line", 0),
                                     (char *)(uintptr_t)text, json_true(line, "kept"),
                                     json_true(line, "left_out")});
    }
}

bool report_read(const char *state, struct report *report)
{
    *report = (struct report){0};
    char *path = str_format("%s/report.json", state), *text = NULL;
    if (!file_read(path, BYTES_MAX, &text, NULL))
        text = NULL;
    free(path);
    struct json *object = json_parse(text);
    free(text);
    const char *outcome = json_text(object, "outcome");
    size_t at = 0, known = sizeof outcomes / sizeof *outcomes;
    while (at < known && !str_equal(outcomes[at], outcome))
        at++;
    if (at < known) {
        report->outcome = (enum report_outcome)at;
        report->when = str_copy(json_text(object, "when"));
        report->why = str_copy(json_text(object, "why"));
        report->note = str_copy(json_text(object, "note"));
        report->generation = (int)json_number(object, "generation", 0);
        const char *tree = json_text(object, "tree");
        report->tree = tree ? strtoull(tree, NULL, 16) : 0;
        report->accepted = (size_t)json_number(object, "accepted", 0);
        report->removed = (size_t)json_number(object, "removed", 0);
        report->refused_more = (size_t)json_number(object, "refused_more", 0);
        report->warnings_more = (size_t)json_number(object, "warnings_more", 0);
        take_lines(json_get(object, "refused"), &report->refused, &report->refused_count,
                   &report->refused_more);
        take_lines(json_get(object, "warnings"), &report->warnings, &report->warnings_count,
                   &report->warnings_more);
    }
    json_destroy(object);
    return at < known;
}
