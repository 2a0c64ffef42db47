// WebVTT to a sorted list of cues. Staff may have made the file with any tool: settings, styles,
// notes, tags and entities are understood or dropped, times may lack their hours. Any thread.
#include "captions.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "library.h"
#include "schema.h"
#include "str.h"

// A caption may say the video's end rounded up.
static const double slack_s = 0.1;

struct reader {
    const char *at; // the next line
    int line;       // its number
    const char *file;
    double length; // of the video; -1 if not known
    struct problems *problems;
    struct cue *cues;
    size_t count, lost;
};

// The next line, or NULL at the end; the caller frees it.
static char *take_line(struct reader *reader)
{
    if (!*reader->at)
        return NULL;
    size_t length = strcspn(reader->at, "\n");
    char *line = str_copy_part(reader->at, length);
    reader->at += length;
    reader->at += *reader->at == '\n';
    reader->line++;
    return line;
}

// "01:02.500" or "00:01:02.500". -1 if it is neither.
static double take_time(const char **at)
{
    double seconds = 0;
    int parts = 0;
    for (;; ++*at) {
        size_t digits = strspn(*at, "0123456789");
        if (!digits || digits > 4 || ++parts > 3)
            return -1;
        seconds = seconds * 60 + (double)strtoul(*at, NULL, 10);
        *at += digits;
        if (**at != ':')
            break;
    }
    size_t digits = **at == '.' || **at == ',' ? strspn(*at + 1, "0123456789") : 0;
    if (parts < 2 || digits != 3)
        return -1;
    seconds += (double)strtoul(*at + 1, NULL, 10) / 1000;
    *at += 4;
    return seconds;
}

static bool read_times(const char *line, double *from, double *to)
{
    const char *at = line + strspn(line, " \t");
    *from = take_time(&at);
    at += strspn(at, " \t");
    if (*from < 0 || !str_starts(at, "-->"))
        return false;
    at += 3 + strspn(at + 3, " \t");
    *to = take_time(&at);
    return *to >= 0 && (!*at || *at == ' ' || *at == '\t');
}

static size_t entity(const char *at, const char **letter)
{
    static const char *const names[][2] = {{"&amp;", "&"},      {"&lt;", "<"},
                                           {"&gt;", ">"},       {"&nbsp;", " "},
                                           {"&lrm;", "\u200E"}, {"&rlm;", "\u200F"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_starts(at, names[i][0])) {
            *letter = names[i][1];
            return strlen(names[i][0]);
        }
    return 0;
}

// Without tags, entities in clear.
static char *plain_line(const char *line)
{
    struct strbuf made = {0};
    strbuf_add(&made, "");
    for (const char *at = line; *at;) {
        const char *letter = NULL;
        size_t skip = *at == '&' ? entity(at, &letter) : 0;
        if (skip) {
            strbuf_add(&made, letter);
            at += skip;
        } else if (*at == '<' && strchr(at, '>')) {
            at = strchr(at, '>') + 1;
        } else {
            strbuf_add_part(&made, at++, 1);
        }
    }
    return made.text;
}

// What a page may not advise, a caption may not either: it is told where its words begin.
static bool refused(const struct reader *reader, int line, const char *words)
{
    struct schema_reader teller = {.problems = reader->problems, .file = reader->file};
    char *one_line = schema_one_line(words); // "tonic" and "water" may stand in two
    bool found = schema_refused_words(&teller, line, 1, one_line);
    free(one_line);
    return found;
}

// NULL if there are none, or none that may be shown.
static char *read_words(struct reader *reader, bool timed)
{
    struct strbuf words = {0}, all = {0};
    int lines = 0, first = reader->line;
    for (char *line; (line = take_line(reader));) {
        char *plain = plain_line(line);
        char *trimmed = str_trim(plain);
        bool blank = !*trimmed;
        int number = reader->line - 1;
        strbuf_format(&all, "%s ", trimmed);
        if (!blank && ++lines == CAPTION_LINES + 1)
            problem_add(
                reader->problems, SEVERITY_WARNING, reader->file, number, 1,
                "this caption has more than two lines: the rest is not shown. Make two captions "
                "of it");
        if (!blank && lines <= CAPTION_LINES) {
            if (utf8_length(trimmed) > CAPTION_LETTERS)
                problem_add(
                    reader->problems, SEVERITY_WARNING, reader->file, number, 1,
                    "this line has %zu letters: at most %d fit under the picture. Shorten it",
                    utf8_length(trimmed), CAPTION_LETTERS);
            strbuf_format(&words, "%s%s", words.length ? "\n" : "", trimmed);
        }
        free(plain);
        free(line);
        if (blank)
            break;
    }
    if (!lines && timed)
        problem_add(reader->problems, SEVERITY_WARNING, reader->file, first - 1, 1,
                    "this caption has no words and is left out: write them below its times");
    if (all.text && refused(reader, first, all.text)) {
        strbuf_destroy(&words);
        words.text = NULL;
    }
    strbuf_destroy(&all);
    return words.text;
}

static void read_cue(struct reader *reader, const char *times)
{
    struct cue cue = {0};
    int line = reader->line - 1;
    bool good = read_times(times, &cue.from, &cue.to);
    if (!good)
        problem_add(reader->problems, SEVERITY_WARNING, reader->file, line, 1,
                    "this time is not understood and its caption is left out: write it like "
                    "00:01.500 --> 00:04.000");
    else if (cue.to <= cue.from) {
        good = false;
        problem_add(reader->problems, SEVERITY_WARNING, reader->file, line, 1,
                    "this caption ends before it begins and is left out: correct its times");
    }
    if (good && reader->length > 0 && cue.to > reader->length + slack_s)
        problem_add(
            reader->problems, SEVERITY_WARNING, reader->file, line, 1,
            "this caption stays until %.1f seconds, but its video ends after %.1f: correct its "
            "times",
            cue.to, reader->length);
    cue.text = read_words(reader, good);
    if (good && cue.text) {
        reader->cues = mem_grow(reader->cues, reader->count + 1, sizeof *reader->cues);
        reader->cues[reader->count++] = cue;
        return;
    }
    reader->lost++;
    free(cue.text);
}

static void skip_block(struct reader *reader)
{
    for (char *line; (line = take_line(reader));) {
        bool blank = !*str_trim(line);
        free(line);
        if (blank)
            break;
    }
}

static int by_time(const void *a, const void *b)
{
    const struct cue *one = a, *two = b;
    return (one->from > two->from) - (one->from < two->from);
}

// The name of a cue, or the first half of its times.
static void tell_end(struct reader *reader)
{
    reader->lost++;
    problem_add(reader->problems, SEVERITY_WARNING, reader->file, reader->line - 1, 1,
                "the file ends here in the middle of a caption, which is left out: copy it again");
}

static void put_in_order(struct reader *reader)
{
    for (size_t i = 1; i < reader->count; i++)
        if (reader->cues[i].from < reader->cues[i - 1].from) {
            problem_add(reader->problems, SEVERITY_WARNING, reader->file, 0, 0,
                        "the captions are not in the order of their times: they are sorted");
            break;
        }
    if (reader->count)
        qsort(reader->cues, reader->count, sizeof *reader->cues, by_time);
    for (size_t i = 1; i < reader->count; i++)
        if (reader->cues[i - 1].to > reader->cues[i].from) {
            problem_add(reader->problems, SEVERITY_WARNING, reader->file, 0, 0,
                        "two captions want the screen at %.3f s: the first one ends there",
                        reader->cues[i].from);
            reader->cues[i - 1].to = reader->cues[i].from;
        }
}

size_t captions_read(const char *text, const char *file, double length, struct problems *problems,
                     struct cue **cues, size_t *count)
{
    struct reader reader = {
        .at = text, .line = 1, .file = file, .length = length, .problems = problems};
    if (!str_starts(text, "WEBVTT"))
        problem_add(
            problems, SEVERITY_WARNING, file, 1, 1,
            "captions must begin with a line that says WEBVTT: the rest is read all the same");
    else
        skip_block(&reader);
    for (char *line; (line = take_line(&reader));) {
        const char *word = str_trim(line);
        if (strstr(word, "-->"))
            read_cue(&reader, word);
        else if (str_starts(word, "NOTE") || str_equal(word, "STYLE") || str_equal(word, "REGION"))
            skip_block(&reader);
        else if (*word && !*reader.at)
            tell_end(&reader);
        free(line); // anything else is the name of a cue, or empty
    }
    put_in_order(&reader);
    *cues = reader.cues;
    *count = reader.count;
    return reader.lost;
}

void captions_destroy(struct cue *cues, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(cues[i].text);
    free(cues);
}
