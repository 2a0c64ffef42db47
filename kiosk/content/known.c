// Whether the staff folder is worth another look. Publisher only, one thread.
#define LOG_TAG "publish"
#include "known.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "disk.h"
#include "file.h"
#include "log.h"
#include "manifest.h"
#include "report.h"
#include "store.h"
#include "str.h"

enum { HELD_BYTES_MAX = 4096 };

// A set that the power kept from becoming current, or that lost a file since, is made again.
bool known_set(const char *state, uint64_t tree, bool *left)
{
    int newest = 0;
    if (!store_generations(state, &newest, 1))
        return false;
    *left = store_left(state, newest);
    if (newest != store_current(state) && !*left)
        return false;
    struct manifest manifest;
    char *folder = store_path(state, newest, "");
    bool same = manifest_read(folder, &manifest) && manifest.tree == tree &&
                (*left || manifest_stands(folder, &manifest));
    manifest_destroy(&manifest);
    free(folder);
    return same;
}

bool known_told(const char *state, uint64_t tree)
{
    struct report last;
    bool good = report_read(state, &last) && last.tree == tree &&
                (last.outcome == REPORT_PUBLISHED || last.outcome == REPORT_UNCHANGED);
    report_destroy(&last);
    return good;
}

static char *held_path(const char *state)
{
    return str_format("%s/held", state);
}

char *known_held(const char *state, uint64_t tree)
{
    char *path = held_path(state), *text = NULL, *why = NULL;
    uint64_t of = 0;
    int length = 0;
    if (file_read(path, HELD_BYTES_MAX, &text, NULL) &&
        sscanf(text, "%" SCNx64 " %n", &of, &length) == 1 && of == tree)
        why = str_copy(str_trim(text + length));
    free(text);
    free(path);
    return why;
}

void known_hold(const char *state, uint64_t tree, const char *why)
{
    char *path = held_path(state), *text = str_format("%016" PRIx64 " %s\n", tree, why);
    if (!file_replace(path, text, strlen(text)))
        log_warning("%s cannot be written: %s", path, strerror(errno));
    free(text);
    free(path);
}

void known_release(const char *state)
{
    char *path = held_path(state);
    if (file_exists(path))
        disk_unlink(path);
    free(path);
}
