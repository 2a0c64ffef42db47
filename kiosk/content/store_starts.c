// Counts starts that did not live, so that content that crashes the kiosk is left after three. Any
// thread of the kiosk.
#define LOG_TAG "store"
#include "store_starts.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "log.h"
#include "str.h"

enum { STARTS_BYTES_MAX = 4096 };

struct starts starts_read(const char *state)
{
    struct starts starts = {0};
    char *path = str_format("%s/starts", state), *text = NULL, *rest = NULL;
    if (!file_read(path, STARTS_BYTES_MAX, &text, NULL))
        text = NULL;
    for (char *line = text ? strtok_r(text, "\n", &rest) : NULL; line;
         line = strtok_r(NULL, "\n", &rest)) {
        if (str_starts(line, "count "))
            starts.count = atoi(line + strlen("count "));
        else if (str_starts(line, "of "))
            starts.of = atoi(line + strlen("of "));
        else if (str_starts(line, "bad "))
            starts_add_bad(&starts, atoi(line + strlen("bad ")));
        else if (str_starts(line, "note ") && !starts.note)
            starts.note = str_copy(line + strlen("note "));
    }
    free(text);
    free(path);
    return starts;
}

void starts_write(const char *state, const struct starts *starts)
{
    struct strbuf text = {0};
    strbuf_format(&text, "count %d\nof %04d\n", starts->count, starts->of);
    for (size_t i = 0; i < starts->bad_count; i++)
        strbuf_format(&text, "bad %04d\n", starts->bad[i]);
    if (starts->note)
        strbuf_format(&text, "note %s\n", starts->note);
    char *path = str_format("%s/starts", state);
    if (!file_replace(path, text.text, text.length))
        log_warning("%s cannot be written: %s", path, strerror(errno));
    free(path);
    strbuf_destroy(&text);
}

void starts_destroy(struct starts *starts)
{
    free(starts->note);
    *starts = (struct starts){0};
}

bool starts_bad(const struct starts *starts, int number)
{
    for (size_t i = 0; i < starts->bad_count; i++)
        if (starts->bad[i] == number)
            return true;
    return false;
}

void starts_add_bad(struct starts *starts, int number)
{
    if (number < 1 || starts_bad(starts, number))
        return;
    if (starts->bad_count == STARTS_BAD_MAX)
        memmove(starts->bad, starts->bad + 1, --starts->bad_count * sizeof *starts->bad);
    starts->bad[starts->bad_count++] = number;
}
