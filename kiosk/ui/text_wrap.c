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

static int width_of(const struct segment *segments, int count)
{
    int w = 0;
    for (int i = 0; i < count; i++)
        w += segments[i].width + (i + 1 < count ? segments[i].spaces : 0);
    return w;
}

void wrap_sentences(struct segment *segments, int count, int width)
{
    int best = -1, least = width + 1;
    for (int i = 0; i + 1 < count; i++) {
        if (segments[i].last)
            return; // whoever wrote it has chosen
        int first = width_of(segments, i + 1), second = width_of(segments + i + 1, count - i - 1),
            wider = first > second ? first : second;
        bool stub = (first < second ? first : second) * 3 < wider;
        if (segments[i].sentence && wider < least && !stub) {
            best = i;
            least = wider;
        }
    }
    if (best >= 0 && wrap_rows(segments, count, width, NULL) == 2)
        segments[best].last = true;
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
