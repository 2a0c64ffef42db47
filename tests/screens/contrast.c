// Counts the colours in the box of each text: the commonest is what lies behind, and of those that
// are there often enough the one that stands out most is the ink. The soft edges of letters are
// rarer than either.
#include "contrast.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { LEAST = 7, BINS = 1 << 12, INK_PX_LEAST = 10, INK_SHARE = 400 };

struct bin {
    int count, votes;
    uint32_t colour; // the commonest in it
};

static double linear(uint32_t part)
{
    double c = part / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(colour c)
{
    return 0.2126 * linear(c >> 16 & 255) + 0.7152 * linear(c >> 8 & 255) +
           0.0722 * linear(c & 255);
}

double contrast_of(colour a, colour b)
{
    double x = luminance(a) + 0.05, y = luminance(b) + 0.05;
    return x > y ? x / y : y / x;
}

static void count(struct bin bins[BINS], const struct pixels *drawn, struct rect r)
{
    memset(bins, 0, BINS * sizeof *bins);
    for (int y = r.y; y < r.y + r.h; y++) {
        for (int x = r.x; x < r.x + r.w; x++) {
            uint32_t px = drawn->argb[y * drawn->w + x] & 0xFFFFFF;
            struct bin *bin = &bins[(px >> 12 & 0xF00) | (px >> 8 & 0xF0) | (px >> 4 & 0xF)];
            bin->count++;
            if (!bin->votes)
                bin->colour = px;
            bin->votes += bin->colour == px ? 1 : -1;
        }
    }
}

// Of the words in `r`, which lies on the picture.
static double contrast_in(const struct pixels *drawn, struct rect r)
{
    static struct bin bins[BINS];
    count(bins, drawn, r);
    const struct bin *behind = bins;
    for (int i = 0; i < BINS; i++)
        if (bins[i].count > behind->count)
            behind = &bins[i];
    int enough = r.w * r.h / INK_SHARE > INK_PX_LEAST ? r.w * r.h / INK_SHARE : INK_PX_LEAST;
    double best = 1;
    for (int i = 0; i < BINS; i++)
        if (bins[i].count >= enough)
            best = fmax(best, contrast_of(bins[i].colour, behind->colour));
    return best;
}

int contrast_check(const struct ui *ui, const struct pixels *drawn, const char *where)
{
    int found = 0;
    for (size_t i = ui->tree.live; i < ui->tree.count; i++) {
        const struct item *item = &ui->tree.items[i];
        struct rect r = rect_common(canvas_to_panel(ui->canvas, item->words),
                                    (struct rect){0, 0, drawn->w, drawn->h});
        if (rect_empty(r))
            continue;
        double ratio = contrast_in(drawn, r);
        if (ratio < LEAST) {
            printf("%s: %s \"%s\" stands out by only %.2f to 1\n", where, role_name(item->role),
                   item->name, ratio);
            found++;
        }
    }
    return found;
}
