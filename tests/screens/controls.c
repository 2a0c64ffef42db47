// One line a state: its name, then the ids of its controls in the order in which they are drawn.
#include "controls.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "str.h"

enum { BYTES_MAX = 1 << 20 };

struct controls {
    char *path, *approved, *seen;
};

struct controls *controls_open(const char *path)
{
    struct controls *controls = mem_make(1, sizeof *controls);
    size_t bytes;
    controls->path = str_copy(path);
    controls->seen = str_copy("");
    if (!file_read(path, BYTES_MAX, &controls->approved, &bytes))
        controls->approved = str_copy("");
    return controls;
}

static void append(char **text, const char *more)
{
    char *longer = str_format("%s%s", *text, more);
    free(*text);
    *text = longer;
}

// The ids of what can be tapped. Which languages the first screen offers depends on the one shown, and
// whether a list has pages on how long its words are.
static char *line_of(const char *state, const struct ui *ui)
{
    char *line = str_format("%s:", state);
    for (size_t i = ui->tree.live; i < ui->tree.count; i++) {
        const struct item *item = &ui->tree.items[i];
        if (!role_taps(item->role) || str_starts(item->id, "start-") ||
            str_starts(item->id, "list-"))
            continue;
        append(&line, " ");
        append(&line, item->id);
    }
    append(&line, "\n");
    return line;
}

int controls_check(struct controls *controls, const char *state, const struct ui *ui,
                   const char *where, bool approve)
{
    char *line = line_of(state, ui), *key = str_format("\n%s:", state);
    int found = 0;
    if (approve) {
        char *in_front = str_format("\n%s", controls->seen); // so that the first line has one too
        if (!strstr(in_front, key))
            append(&controls->seen, line);
        free(in_front);
    } else if (!strstr(controls->approved, line)) {
        printf("%s: not the controls that were approved, but %s", where, line);
        found++;
    }
    free(key);
    free(line);
    return found;
}

bool controls_close(struct controls *controls, bool approve)
{
    bool good = true;
    if (approve) {
        FILE *file = fopen(controls->path, "we");
        good = file && fputs(controls->seen, file) >= 0;
        good = file && fclose(file) == 0 && good;
    }
    free(controls->path);
    free(controls->approved);
    free(controls->seen);
    free(controls);
    return good;
}
