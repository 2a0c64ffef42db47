// Line breaking over measured words. Pure; any thread.
#include "text_wrap.h"

#include <stddef.h>

int wrap_rows(const struct segment *segments, int count, int width, struct row *rows)
{
    int made = 0;
    for (int i = 0; i < count;) {
        const struct segment *first = &segments[i], *last = first;
        int w = first->width;
        for (i++; i < count && !last->last && w + last->spaces + segments[i].width <= width; i++) {
            w += last->spaces + segments[i].width;
            last = &segments[i];
        }
        if (rows)
            rows[made] = (struct row){first->start, last->start + last->count - first->start, w};
        made++;
    }
    return made;
}

int wrap_balanced(const struct segment *segments, int count, int width)
{
    int rows = wrap_rows(segments, count, width, NULL), least = 1, most = width;
    while (least < most) {
        int middle = least + (most - least) / 2;
        if (wrap_rows(segments, count, middle, NULL) <= rows)
            most = middle;
        else
            least = middle + 1;
    }
    for (int i = 0; i < count; i++) // a word is never wider than what was promised
        most = segments[i].width > most && segments[i].width <= width ? segments[i].width : most;
    return most;
}
