// Monthly totals: a small CSV file, rewritten whole, and the watching of a visit. No function here
// knows which exercise, which answer or what time of day.
#include "counts.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "str.h"

enum { FILE_BYTES_MAX = 1 << 20, HIDDEN_BELOW = 5, FIRST_YEAR = 2026, LAST_YEAR = 2099 };

static const char header[] = "month,plays,finished,checks,prints\n";

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct month *)a)->name, ((const struct month *)b)->name);
}

static struct month *month_named(struct counts *counts, const char *name)
{
    for (size_t i = 0; i < counts->count; i++)
        if (str_equal(counts->months[i].name, name))
            return &counts->months[i];
    counts->months = mem_grow(counts->months, counts->count + 1, sizeof *counts->months);
    struct month *month = &counts->months[counts->count++];
    *month = (struct month){0};
    snprintf(month->name, sizeof month->name, "%s", name);
    return month;
}

static void read_line(struct counts *counts, const char *line)
{
    struct month month = {0};
    char rest = 0;
    int got = sscanf(line, "%7[0-9a-z-],%9lu,%9lu,%9lu,%9lu%c", month.name,
                     &month.totals[COUNT_PLAYS], &month.totals[COUNT_FINISHED],
                     &month.totals[COUNT_CHECKS], &month.totals[COUNT_PRINTS], &rest);
    bool known = str_equal(month.name, "unknown") ||
                 (strlen(month.name) == 7 && month.name[4] == '-' && month.name[0] == '2');
    if (got == 5 && known)
        *month_named(counts, month.name) = month;
}

// False, with errno, if the file is there but cannot be read.
static bool read_all(const char *state_folder, struct counts *counts)
{
    *counts = (struct counts){0};
    char *path = str_format("%s/counts.csv", state_folder), *text = NULL, *rest = NULL;
    bool read = file_read(path, FILE_BYTES_MAX, &text, NULL);
    int reason = read ? 0 : errno;
    free(path);
    for (char *line = read ? strtok_r(text, "\r\n", &rest) : NULL; line;
         line = strtok_r(NULL, "\r\n", &rest))
        read_line(counts, line);
    if (counts->count)
        qsort(counts->months, counts->count, sizeof *counts->months, by_name);
    free(text);
    errno = reason;
    return read || reason == ENOENT;
}

struct counts counts_read(const char *state_folder)
{
    struct counts counts;
    read_all(state_folder, &counts);
    return counts;
}

void counts_destroy(struct counts *counts)
{
    free(counts->months);
    *counts = (struct counts){0};
}

// The month of `now`, and its first second, which is all the time that the file's own date may
// tell. A clock that was never set shows a year before there was such a kiosk.
static void month_of(time_t now, char name[8], time_t *begin)
{
    struct tm when = {0};
    gmtime_r(&now, &when);
    int year = when.tm_year + 1900;
    if (year < FIRST_YEAR || year > LAST_YEAR) {
        strcpy(name, "unknown");
        *begin = 1;
        return;
    }
    unsigned digits = (unsigned)year % 10000, number = (unsigned)(when.tm_mon + 1) % 100;
    snprintf(name, 8, "%04u-%02u", digits, number);
    struct tm first = {.tm_year = when.tm_year, .tm_mon = when.tm_mon, .tm_mday = 1};
    *begin = timegm(&first);
}

bool counts_add(const char *state_folder, time_t now, const unsigned more[COUNTS])
{
    char name[8];
    time_t begin;
    month_of(now, name, &begin);
    struct counts counts;
    if (!read_all(state_folder, &counts)) // this visit's are lost then, not those of all months
        return false;
    struct month *month = month_named(&counts, name);
    for (int i = 0; i < COUNTS; i++)
        month->totals[i] += more[i];
    qsort(counts.months, counts.count, sizeof *counts.months, by_name);
    struct strbuf text = {0};
    strbuf_add(&text, header);
    for (size_t i = 0; i < counts.count; i++)
        strbuf_format(&text, "%s,%lu,%lu,%lu,%lu\n", counts.months[i].name,
                      counts.months[i].totals[COUNT_PLAYS], counts.months[i].totals[COUNT_FINISHED],
                      counts.months[i].totals[COUNT_CHECKS], counts.months[i].totals[COUNT_PRINTS]);
    char *path = str_format("%s/counts.csv", state_folder);
    bool good = file_replace_as(path, text.text, text.length, 0600, begin);
    int reason = errno;
    free(path);
    strbuf_destroy(&text);
    counts_destroy(&counts);
    errno = reason;
    return good;
}

const char *counts_shown(unsigned long total, char *text)
{
    if (total < HIDDEN_BELOW)
        return "<5";
    snprintf(text, 24, "%lu", total);
    return text;
}

char *counts_csv(const struct counts *counts)
{
    struct strbuf text = {0};
    strbuf_add(&text, header);
    for (size_t i = 0; i < counts->count; i++) {
        strbuf_add(&text, counts->months[i].name);
        for (int n = 0; n < COUNTS; n++) {
            char shown[24];
            strbuf_format(&text, ",%s", counts_shown(counts->months[i].totals[n], shown));
        }
        strbuf_add(&text, "\n");
    }
    return text.text;
}

void tally_look(struct tally *tally, struct seen now)
{
    struct seen last = tally->last;
    tally->more[COUNT_PLAYS] += now.playing && !last.playing;
    tally->more[COUNT_FINISHED] += now.finished && !last.finished;
    tally->more[COUNT_PRINTS] += now.printed && !last.printed;
    if (now.at_result && last.asking && !tally->checked) {
        tally->checked = true; // looking at one's answers again is not another check
        tally->more[COUNT_CHECKS]++;
    }
    tally->last = now;
}

bool tally_take(struct tally *tally, unsigned more[COUNTS])
{
    bool any = false;
    for (int i = 0; i < COUNTS; i++) {
        more[i] = tally->more[i];
        any = any || more[i];
    }
    // A page that came out stays seen: the printer goes on saying so.
    *tally = (struct tally){.last = {.printed = tally->last.printed}};
    return any;
}
