// Puts a page's pieces (handout_pieces.c) on sheets with handout_flow.c: first with much air,
// closer where that saves a page, closest where it saves a sheet of paper. ink.c draws them. Any
// one thread at a time.
#include "handout_pdf.h"

#include <assert.h>
#include <stdlib.h>

#include "handout_flow.h"
#include "handout_pieces.h"
#include "ink.h"
#include "str.h"

struct kept_still {
    const char *picture; // belongs to the handout: used while laying out only
    struct ink_still *still;
};

struct handout_layout {
    double w, h, margin; // pt
    struct typesetter set;
    struct piece *pieces;
    struct slot *slots; // where each piece stands
    size_t count;
    struct piece *footers; // one a page
    int pages;
    still_find *find;
    void *context;
    struct kept_still *stills; // a page may be laid out several times: each is decoded once
    size_t stills_count;
};

// How close things stand.
static const struct spacing {
    double gaps;             // of the usual space between blocks and in them
    double leading;          // see ink_leading
    double still_w, still_h; // pt
    double margin;           // pt
    bool dense;
} spacings[] = {{1, 1, 160, 90, 48, false},   {0.7, 1, 160, 90, 48, false},
                {0.6, 1, 128, 72, 42, false}, {0.5, 0.5, 116, 65, 36, true},
                {0.3, 0, 104, 54, 34, true},  {0.1, 0, 104, 44, 34, true}};
enum { ROOMY, CLOSER, SPACINGS = sizeof spacings / sizeof *spacings };
enum { HALVINGS = 4 }; // steps between two spacings

static const struct ink_still *still_of(void *context, const char *picture)
{
    struct handout_layout *layout = context;
    for (size_t i = 0; i < layout->stills_count; i++)
        if (str_equal(layout->stills[i].picture, picture))
            return layout->stills[i].still;
    struct kept_still kept = {.picture = picture};
    struct pixels still = {0};
    if (layout->find && layout->find(layout->context, picture, &still) && still.argb &&
        still.w > 0 && still.h > 0)
        kept.still = ink_still(&still);
    pixels_destroy(&still);
    layout->stills = mem_grow(layout->stills, layout->stills_count + 1, sizeof kept);
    layout->stills[layout->stills_count++] = kept;
    return kept.still;
}

static void lay_out(struct handout_layout *layout, const struct handout *handout,
                    const struct spacing *how)
{
    struct typesetter *set = &layout->set;
    layout->margin = how->margin;
    set->column = layout->w - 2 * layout->margin;
    set->still_w = how->still_w;
    set->still_h = how->still_h;
    set->air = how->gaps;
    set->dense = how->dense;
    ink_leading(set->ink, how->leading);
    for (size_t i = 0; i < layout->count; i++) {
        piece_destroy(&layout->pieces[i]);
        layout->slots[i] = handout_slot(set, &handout->blocks[i], &layout->pieces[i]);
        layout->slots[i].before *= how->gaps;
    }
    struct piece foot = handout_footer(set, &handout->blocks[handout->count - 1], 88, 99);
    double bottom =
        layout->h - layout->margin * 0.75 - foot.height - set->body * (0.4 + 0.6 * how->gaps);
    piece_destroy(&foot);
    layout->pages = flow_pages(layout->slots, layout->count, layout->margin, bottom);
}

static int sheets(int pages)
{
    return (pages + 1) / 2;
}

// From `close` (0) to `airy` (1); what the close one leaves out stays left out.
static struct spacing between(const struct spacing *close, const struct spacing *airy, double step)
{
    return (struct spacing){
        .gaps = close->gaps + (airy->gaps - close->gaps) * step,
        .leading = close->leading + (airy->leading - close->leading) * step,
        .still_w = close->still_w + (airy->still_w - close->still_w) * step,
        .still_h = close->still_h + (airy->still_h - close->still_h) * step,
        .margin = close->margin + (airy->margin - close->margin) * step,
        .dense = close->dense,
    };
}

// Gives back what air and size of stills the pages of `spacings[close]` have room for.
static void spread(struct handout_layout *layout, const struct handout *handout, size_t close,
                   int pages)
{
    struct spacing kept = spacings[close];
    double low = 0, high = 1;
    for (int i = 0; i < HALVINGS; i++) {
        double step = (low + high) / 2;
        struct spacing wider = between(&spacings[close], &spacings[close - 1], step);
        lay_out(layout, handout, &wider);
        *(layout->pages <= pages ? &low : &high) = step;
        if (layout->pages <= pages)
            kept = wider;
    }
    lay_out(layout, handout, &kept);
}

// As much air as costs no sheet of paper; of a single sheet, a page saved is worth less air too.
static void lay_out_best(struct handout_layout *layout, const struct handout *handout)
{
    size_t best = ROOMY, last = ROOMY;
    lay_out(layout, handout, &spacings[ROOMY]);
    int pages = layout->pages;
    while (last + 1 < SPACINGS && (sheets(pages) > 1 || (last == ROOMY && pages > 1))) {
        lay_out(layout, handout, &spacings[++last]);
        if (sheets(layout->pages) < sheets(pages) || (last == CLOSER && layout->pages < pages)) {
            best = last;
            pages = layout->pages;
        }
    }
    if (best != ROOMY)
        spread(layout, handout, best, pages);
    else if (last != ROOMY)
        lay_out(layout, handout, &spacings[ROOMY]);
}

struct handout_layout *handout_layout(const struct handout *handout, still_find *find,
                                      void *context)
{
    struct handout_layout *layout = mem_make(1, sizeof *layout);
    bool a4 = handout->paper == PAPER_A4;
    *layout = (struct handout_layout){
        .w = a4 ? 210 / 25.4 * 72 : 612,
        .h = a4 ? 297 / 25.4 * 72 : 792,
        .find = find,
        .context = context,
    };
    layout->set = (struct typesetter){
        .ink = ink_open(), .body = handout->large ? 18 : 14, .still = still_of, .context = layout};
    assert(handout->count && handout->blocks[handout->count - 1].kind == BLOCK_FOOTER);
    layout->count = handout->count - 1;
    layout->pieces = mem_make(layout->count, sizeof *layout->pieces);
    layout->slots = mem_make(layout->count, sizeof *layout->slots);
    lay_out_best(layout, handout);
    layout->footers = mem_make((size_t)layout->pages, sizeof *layout->footers);
    for (int page = 0; page < layout->pages; page++)
        layout->footers[page] =
            handout_footer(&layout->set, &handout->blocks[layout->count], page, layout->pages);
    return layout;
}

void handout_layout_destroy(struct handout_layout *layout)
{
    if (!layout)
        return;
    for (size_t i = 0; i < layout->count; i++)
        piece_destroy(&layout->pieces[i]);
    for (int page = 0; page < layout->pages; page++)
        piece_destroy(&layout->footers[page]);
    for (size_t i = 0; i < layout->stills_count; i++)
        ink_still_destroy(layout->stills[i].still);
    free(layout->stills);
    free(layout->pieces);
    free(layout->slots);
    free(layout->footers);
    ink_close(layout->set.ink);
    free(layout);
}

int handout_pages(const struct handout_layout *layout)
{
    return layout->pages;
}

static void draw_page(const void *context, int page, struct ink_pen *pen)
{
    const struct handout_layout *layout = context;
    for (size_t i = 0; i < layout->count; i++) {
        const struct slot *slot = &layout->slots[i];
        if (slot->page == page)
            ink_draw(pen, &layout->pieces[i], layout->margin, slot->y, layout->set.column,
                     slot->scale);
    }
    const struct piece *footer = &layout->footers[page];
    double y = layout->h - layout->margin * 0.75 - footer->height;
    ink_draw(pen, footer, layout->margin, y, layout->set.column, 1);
}

struct pixels handout_preview(const struct handout_layout *layout, int page, int width)
{
    assert(page >= 0 && page < layout->pages);
    return ink_picture(draw_page, layout, page, layout->w, layout->h, width);
}

bool handout_pdf(const struct handout_layout *layout, char **pdf, size_t *bytes)
{
    return ink_pdf(draw_page, layout, layout->pages, layout->w, layout->h, pdf, bytes);
}
