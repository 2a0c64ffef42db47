// Times of whole passes, from the first call to the pixels in the window. The median of several, but
// for the first picture, which there is only once.
#include "cost.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "fake_parts.h"

enum { TIMES = 9 };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1000 + (double)t.tv_nsec / 1e6;
}

static double pass(struct stage *stage, const struct screen *screen, const struct screen *sheet)
{
    double start = now();
    screen->frame(stage);
    if (sheet)
        sheet->frame(stage);
    ui_end(stage->ui);
    double took = now() - start;
    stage_pass_done(stage);
    stage->go = NULL;
    return took;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double times[TIMES])
{
    qsort(times, TIMES, sizeof *times, by_size);
    return times[TIMES / 2];
}

// The control with the most px is pressed: the dearest press there is.
static const char *largest(const struct tree *tree)
{
    const struct item *best = NULL;
    for (size_t i = tree->live; i < tree->count; i++) {
        const struct item *item = &tree->items[i];
        bool area = strcmp(item->id, "video") == 0 || strcmp(item->id, "start") == 0;
        if (role_taps(item->role) && item->enabled && !area &&
            (!best || item->place.w * item->place.h > best->place.w * best->place.h))
            best = item;
    }
    return best ? best->id : "";
}

void cost_print(struct stage *stage, const char *name, const struct screen *screen,
                const struct screen *sheet)
{
    double first = pass(stage, screen, sheet), still[TIMES], press[TIMES], beside[TIMES];
    stage->entered = false;
    char *pressed = stage->ui->pointer.pressed, id[TREE_ID_MAX];
    snprintf(id, sizeof id, "%s", largest(&stage->ui->tree));
    for (int i = 0; i < TIMES; i++) {
        pass(stage, screen, sheet);
        still[i] = pass(stage, screen, sheet);
        snprintf(pressed, TREE_ID_MAX, "%s", id);
        press[i] = pass(stage, screen, sheet);
        *pressed = 0;
        pass(stage, screen, sheet);
        snprintf(pressed, TREE_ID_MAX, "%s", id);
        fake_next_picture();
        beside[i] = pass(stage, screen, sheet);
        *pressed = 0;
    }
    printf("%-26s %7.1f %7.2f %7.1f %7.1f\n", name, first, median(still), median(press),
           median(beside));
}
