// Plain data: counting, adding, freeing. Any thread, one at a time.
#include "status_data.h"

#include <stdlib.h>
#include <string.h>

#include "str.h"

size_t status_errors(const struct status *status)
{
    size_t count = 0;
    for (size_t i = 0; i < status->troubles_count; i++)
        count += status->troubles[i].error;
    return count;
}

size_t status_warnings(const struct status *status)
{
    return status->troubles_count - status_errors(status);
}

void status_add_trouble(struct status *status, char *where, const char *what, bool error,
                        enum trouble_seen seen)
{
    size_t at = status->troubles_count++;
    status->troubles = mem_grow(status->troubles, at + 1, sizeof *status->troubles);
    // Errors stand before warnings; within each the order found stays.
    while (error && at > 0 && !status->troubles[at - 1].error) {
        status->troubles[at] = status->troubles[at - 1];
        at--;
    }
    status->troubles[at] =
        (struct trouble){.where = where, .what = str_copy(what), .error = error, .seen = seen};
}

// Of the page itself the place is known to the column, of a refused one to the line.
static void remove_same(struct status *status, const char *where, const char *what)
{
    for (size_t i = status->troubles_count; i-- > status->troubles_new;) {
        struct trouble *trouble = &status->troubles[i];
        if (!str_starts(trouble->where, where) || !str_equal(trouble->what, what))
            continue;
        free(trouble->where);
        free(trouble->what);
        memmove(trouble, trouble + 1, (--status->troubles_count - i) * sizeof *trouble);
    }
}

void status_add_new_trouble(struct status *status, char *where, const char *what, bool error,
                            enum trouble_seen seen)
{
    remove_same(status, where, what);
    size_t at = status->troubles_new++;
    status->troubles =
        mem_grow(status->troubles, status->troubles_count + 1, sizeof *status->troubles);
    memmove(&status->troubles[at + 1], &status->troubles[at],
            (status->troubles_count++ - at) * sizeof *status->troubles);
    status->troubles[at] =
        (struct trouble){.where = where, .what = str_copy(what), .error = error, .seen = seen};
}

void status_destroy(struct status *status)
{
    if (!status)
        return;
    for (size_t i = 0; i < status->troubles_count; i++) {
        free(status->troubles[i].where);
        free(status->troubles[i].what);
    }
    for (size_t i = 0; i < status->reviews_count; i++) {
        free(status->reviews[i].where);
        free(status->reviews[i].date);
    }
    for (size_t i = 0; i < status->gaps_count; i++)
        free(status->gaps[i].language);
    for (size_t i = 0; i < status->items_count; i++) {
        free(status->items[i].path);
        free(status->items[i].title);
    }
    free(status->troubles);
    free(status->reviews);
    free(status->gaps);
    free(status->items);
    free(status->content);
    free(status->folder);
    free(status->language);
    free(status->when);
    free(status->sentence);
    free(status->note);
    free(status);
}
