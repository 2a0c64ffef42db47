// Lays the page out: each block becomes a piece (a few marks at places in pt inside the column),
// and handout_flow.c puts the pieces on pages. ink.c draws them. Any one thread at a time.
#include "handout_pdf.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "handout_flow.h"
#include "ink.h"
#include "str.h"
#include "words.h"

struct handout_layout {
    double w, h, margin, column; // pt
    double body;                 // size of body text, pt
    double still_w;              // 0 if no exercise has a still
    struct ink *ink;
    struct piece *pieces;
    struct slot *slots; // where each piece stands
    size_t count;
    struct piece *footers; // one a page
    double footer_h;
    int pages;
    still_find *find;
    void *context;
};

// Sizes in em of body text.
struct style {
    double em;
    enum ink_weight weight;
};
static const struct style style_title = {1.9, INK_HEAVY};
static const struct style style_heading = {1.2, INK_HEAVY};
static const struct style style_name = {1.1, INK_BOLD};
static const struct style style_body = {1, INK_NORMAL};
static const struct style style_bold = {1, INK_BOLD};
static const struct style style_key = {1.5, INK_BOLD};
static const struct style style_number = {4.2, INK_BLACK};
static const struct style style_small = {0.86, INK_NORMAL}; // 12 pt: the least for clear print

static const double tight = 0.7;       // of the usual space between blocks
static const double cap_height = 0.72; // of an em, in Lato

static struct ink_text *make_text(const struct handout_layout *layout, const struct style *style,
                                  const char *language, double width, const char *words)
{
    return ink_text(layout->ink, layout->body * style->em, style->weight, language, width, words);
}

// The pointer lives until the next mark is put.
static struct mark *put_text(const struct handout_layout *layout, struct piece *piece,
                             const struct style *style, const char *language, double x, double y,
                             double w, const char *words)
{
    return piece_put_text(piece, make_text(layout, style, language, w, words), x, y, w);
}

// Where something `size` high stands beside the capitals of a text's first line.
static double beside_capitals(const struct handout_layout *layout, const struct mark *text,
                              double size)
{
    return text->y + ink_text_baseline(text->text) - (layout->body * cap_height + size) / 2;
}

// The words of `block->lines` below each other; returns the y below them.
static double put_lines(const struct handout_layout *layout, struct piece *piece,
                        const struct block *block, double x, double y, double w, double gap)
{
    for (size_t i = 0; i < block->lines_count; i++) {
        struct mark *line =
            put_text(layout, piece, &style_body, block->language, x, y, w, block->lines[i]);
        y += line->h + (i + 1 < block->lines_count ? gap : 0);
    }
    return y;
}

static void build_title(struct handout_layout *layout, const struct block *block,
                        struct piece *piece)
{
    const double em = layout->body;
    double side_w = 0;
    struct ink_text *side = NULL;
    if (block->side) {
        side = make_text(layout, &style_bold, block->language, layout->column * 0.45, block->side);
        ink_text_fit(side);
        side_w = ink_text_width(side);
    }
    double w = layout->column - side_w - (side ? em : 0);
    struct mark title =
        *put_text(layout, piece, &style_title, block->language, 0, 0, w, block->text);
    if (side) {
        double y = ink_text_baseline(title.text) - ink_text_baseline(side);
        piece_put(piece, MARK_TEXT, layout->column - side_w, y, side_w, ink_text_height(side))
            ->text = side;
    }
    piece_put(piece, MARK_RULE, 0, title.h + 0.45 * em, layout->column, 3);
    piece->height = title.h + 0.45 * em + 3;
}

static void build_mark(struct handout_layout *layout, const struct block *block,
                       struct piece *piece)
{
    const double em = layout->body, pad = 0.5 * em;
    struct mark *text = put_text(layout, piece, &style_bold, block->language, pad, 0.3 * em,
                                 layout->column - 2 * pad, block->text);
    ink_text_fit(text->text);
    text->w = ink_text_width(text->text);
    piece->height = text->h + 0.6 * em;
    piece_put(piece, MARK_LINE, 0, 0, text->w + 2 * pad, piece->height);
}

static void build_heading(struct handout_layout *layout, const struct block *block,
                          struct piece *piece)
{
    piece->height =
        put_text(layout, piece, &style_heading, block->language, 0, 0, layout->column, block->text)
            ->h;
}

static void build_paragraph(struct handout_layout *layout, const struct block *block,
                            struct piece *piece)
{
    piece->height =
        put_text(layout, piece, &style_body, block->language, 0, 0, layout->column, block->text)->h;
}

static void build_tick(struct handout_layout *layout, const struct block *block,
                       struct piece *piece)
{
    const double em = layout->body, size = 0.95 * em, x = 1.75 * em;
    struct mark *text = put_text(layout, piece, &style_body, block->language, x, 0,
                                 layout->column - x, block->text);
    piece->height = text->h;
    piece_put(piece, MARK_TICK, 0, beside_capitals(layout, text, size), size, size);
}

// The still at its own shape, never cropped; returns its height, 0 if there is none.
static double put_still(struct handout_layout *layout, const struct block *block,
                        struct piece *piece)
{
    struct still still = {0};
    if (!block->picture || !layout->find || !layout->find(layout->context, block->picture, &still))
        return 0;
    double h = 0;
    if (still.pixels.argb && still.pixels.w > 0 && still.pixels.h > 0) {
        const double room = layout->still_w, shape = (double)still.pixels.h / still.pixels.w;
        double w = shape > 1 ? room / shape : room;
        h = w * shape;
        piece_put(piece, MARK_STILL, (room - w) / 2, 0, w, h)->still = ink_still(&still);
    }
    pixels_destroy(&still.pixels);
    free(still.jpeg);
    return h;
}

static void build_exercise(struct handout_layout *layout, const struct block *block,
                           struct piece *piece)
{
    const double em = layout->body;
    double still_h = put_still(layout, block, piece);
    double x = layout->still_w > 0 ? layout->still_w + 1.3 * em : 0, w = layout->column - x;
    size_t first = piece->count;
    struct mark *name = put_text(layout, piece, &style_name, block->language, x, 0, w, block->text);
    double bottom = put_lines(layout, piece, block, x, name->h + 0.1 * em, w, 0.1 * em);
    // Few words stand in the middle beside their picture, many begin at its top.
    for (size_t i = first; i < piece->count; i++)
        piece->marks[i].y += fmax(0, (still_h - bottom) / 2);
    piece->height = fmax(still_h, bottom);
}

// Puts `kind` (a frame) round everything that is in the piece, whose words end at y.
static void put_frame(const struct handout_layout *layout, struct piece *piece, enum mark_kind kind,
                      double y, double pad)
{
    piece->height = y + pad;
    piece_put(piece, kind, 0, 0, layout->column, piece->height);
}

static void build_box(struct handout_layout *layout, const struct block *block, struct piece *piece)
{
    const double em = layout->body, pad = 0.9 * em, sign = 2.2 * em;
    const double x = pad + sign + 0.9 * em, w = layout->column - x - pad;
    struct mark title =
        *put_text(layout, piece, &style_name, block->language, x, pad, w, block->text);
    double y = put_lines(layout, piece, block, x, pad + title.h + 0.3 * em, w, 0.3 * em);
    piece_put(piece, MARK_SIGN, pad, pad + 0.1 * em, sign, sign);
    put_frame(layout, piece, MARK_FRAME, y, pad);
}

static void build_key(struct handout_layout *layout, const struct block *block, struct piece *piece)
{
    const double em = layout->body, pad = 1.1 * em, w = layout->column - 2 * pad;
    struct mark *words =
        put_text(layout, piece, &style_key, block->language, pad, pad, w, block->text);
    double y = pad + words->h;
    if (block->side)
        y += put_text(layout, piece, &style_number, block->language, pad, y, w, block->side)->h;
    if (block->lines_count)
        y = put_lines(layout, piece, block, pad, y + 0.3 * em, w, 0.3 * em);
    put_frame(layout, piece, MARK_FRAME, y, pad);
}

static void build_step(struct handout_layout *layout, const struct block *block,
                       struct piece *piece)
{
    const double em = layout->body, size = 1.9 * em, x = size + 0.9 * em;
    struct mark text = *put_text(layout, piece, &style_name, block->language, x, 0,
                                 layout->column - x, block->text);
    double bottom =
        put_lines(layout, piece, block, x, text.h + 0.1 * em, layout->column - x, 0.2 * em);
    double disc_y = beside_capitals(layout, &text, size);
    piece_put(piece, MARK_DISC, 0, disc_y, size, size);
    struct ink_text *number =
        make_text(layout, &style_bold, block->language, size, block->side ? block->side : "");
    ink_text_center(number);
    double y = text.y + ink_text_baseline(text.text) - ink_text_baseline(number);
    piece_put(piece, MARK_TEXT_WHITE, 0, y, size, ink_text_height(number))->text = number;
    double above = fmax(0, -disc_y); // the disc is taller than a line
    for (size_t i = 0; i < piece->count; i++)
        piece->marks[i].y += above;
    piece->height = above + fmax(bottom, disc_y + size);
}

static void build_staff(struct handout_layout *layout, const struct block *block,
                        struct piece *piece)
{
    const double em = layout->body, pad = 0.8 * em, sign = 1.3 * em;
    const double x = pad + sign + 0.7 * em;
    struct mark *text = put_text(layout, piece, &style_body, block->language, x, pad,
                                 layout->column - x - pad, block->text);
    double sign_y = beside_capitals(layout, text, sign);
    double bottom = pad + text->h;
    piece_put(piece, MARK_PERSON, pad, sign_y, sign, sign);
    put_frame(layout, piece, MARK_LINE, bottom, pad);
}

// How a kind of block is built and set among the others: space in em above it.
struct setting {
    void (*build)(struct handout_layout *layout, const struct block *block, struct piece *piece);
    double before;
    bool keep, foot;
};
static const struct setting settings[] = {
    [BLOCK_TITLE] = {build_title, 0, true, false},
    [BLOCK_MARK] = {build_mark, 0.9, true, false},
    [BLOCK_HEADING] = {build_heading, 1.4, true, false},
    [BLOCK_PARAGRAPH] = {build_paragraph, 0.8, true, false},
    [BLOCK_TICK] = {build_tick, 0.55, false, false},
    [BLOCK_EXERCISE] = {build_exercise, 1, false, false},
    [BLOCK_BOX] = {build_box, 1.4, false, true},
    [BLOCK_KEY] = {build_key, 1.4, false, false},
    [BLOCK_STEP] = {build_step, 1.2, false, false},
    [BLOCK_STAFF] = {build_staff, 1.6, false, false},
};

// The foot of a page: who gave it, which content, and which page of how many.
static struct piece build_footer(struct handout_layout *layout, const struct handout *handout,
                                 int page, int pages)
{
    const struct block *block = &handout->blocks[handout->count - 1];
    struct piece piece = {.mirrored = ink_mirrored(block->language)};
    const double em = layout->body;
    struct strbuf side = {0};
    strbuf_add(&side, block->side ? block->side : "");
    if (pages > 1) {
        char *number = str_format("%d", page + 1), *all = str_format("%d", pages);
        char *half = str_replace(tr(block->language, "{page} of {pages}"), "page", number);
        char *whole = str_replace(half, "pages", all);
        strbuf_format(&side, "%s%s", side.length ? " · " : "", whole);
        free(number);
        free(all);
        free(half);
        free(whole);
    }
    struct ink_text *end =
        make_text(layout, &style_small, block->language, layout->column * 0.4, side.text);
    strbuf_destroy(&side);
    ink_text_fit(end);
    double end_w = ink_text_width(end), y = 0.6 * em;
    piece_put(&piece, MARK_RULE, 0, 0, layout->column, 0.75);
    piece_put(&piece, MARK_TEXT, layout->column - end_w, y, end_w, ink_text_height(end))->text =
        end;
    struct mark *start = put_text(layout, &piece, &style_small, block->language, 0, y,
                                  layout->column - end_w - em, block->text);
    piece.height = y + fmax(start->h, ink_text_height(end));
    return piece;
}

static bool has_stills(const struct handout *handout)
{
    for (size_t i = 0; i < handout->count; i++)
        if (handout->blocks[i].kind == BLOCK_EXERCISE && handout->blocks[i].picture)
            return true;
    return false;
}

static void scale_gaps(struct handout_layout *layout, double by)
{
    for (size_t i = 0; i < layout->count; i++)
        layout->slots[i].before *= by;
}

struct handout_layout *handout_layout(const struct handout *handout, still_find *find,
                                      void *context)
{
    struct handout_layout *layout = mem_make(1, sizeof *layout);
    bool a4 = handout->paper == PAPER_A4;
    *layout = (struct handout_layout){
        .w = a4 ? 210 / 25.4 * 72 : 612,
        .h = a4 ? 297 / 25.4 * 72 : 792,
        .margin = 48,
        .body = handout->large ? 18 : 14,
        .still_w = find && has_stills(handout) ? 160 : 0,
        .ink = ink_open(),
        .find = find,
        .context = context,
    };
    layout->column = layout->w - 2 * layout->margin;
    assert(handout->count && handout->blocks[handout->count - 1].kind == BLOCK_FOOTER);
    size_t count = handout->count - 1;
    layout->pieces = mem_make(count, sizeof *layout->pieces);
    layout->slots = mem_make(count, sizeof *layout->slots);
    layout->count = count;
    for (size_t i = 0; i < count; i++) {
        const struct block *block = &handout->blocks[i];
        const struct setting *setting = &settings[block->kind];
        layout->pieces[i].mirrored = ink_mirrored(block->language);
        setting->build(layout, block, &layout->pieces[i]);
        layout->slots[i] = (struct slot){.height = layout->pieces[i].height,
                                         .before = setting->before * layout->body,
                                         .keep = setting->keep,
                                         .foot = setting->foot};
    }
    struct piece foot = build_footer(layout, handout, 88, 99); // as wide as any
    layout->footer_h = foot.height;
    piece_destroy(&foot);
    double bottom = layout->h - layout->margin * 0.75 - layout->footer_h - layout->body;
    layout->pages = flow_pages(layout->slots, count, layout->margin, bottom);
    if (layout->pages > 1) {
        // A sheet saved is worth less air; where none is saved the air stays.
        scale_gaps(layout, tight);
        if (flow_pages(layout->slots, count, layout->margin, bottom) == layout->pages)
            scale_gaps(layout, 1 / tight);
        layout->pages = flow_pages(layout->slots, count, layout->margin, bottom);
    }
    layout->footers = mem_make((size_t)layout->pages, sizeof *layout->footers);
    for (int page = 0; page < layout->pages; page++)
        layout->footers[page] = build_footer(layout, handout, page, layout->pages);
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
    free(layout->pieces);
    free(layout->slots);
    free(layout->footers);
    ink_close(layout->ink);
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
            ink_draw(pen, &layout->pieces[i], layout->margin, slot->y, layout->column, slot->scale);
    }
    const struct piece *footer = &layout->footers[page];
    double y = layout->h - layout->margin * 0.75 - footer->height;
    ink_draw(pen, footer, layout->margin, y, layout->column, 1);
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
