// Each block becomes a piece: a few marks at places in pt inside the column. Where the page speaks
// two languages, the clinic's words stand below the patient's, smaller. Any one thread at a time.
#include "handout_pieces.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "str.h"
#include "words.h"

// Sizes in em of body text.
struct style {
    double em;
    enum ink_weight weight;
};
static const struct style style_title = {1.9, INK_HEAVY};
static const struct style style_title_dense = {1.5, INK_HEAVY};
static const struct style style_heading = {1.2, INK_HEAVY};
static const struct style style_name = {1.1, INK_BOLD};
static const struct style style_body = {1, INK_NORMAL};
static const struct style style_bold = {1, INK_BOLD};
static const struct style style_key = {1.5, INK_BOLD};
static const struct style style_number = {4.2, INK_BLACK};
static const struct style style_small = {0.86, INK_NORMAL}; // 12 pt: the least for clear print
static const struct style style_small_bold = {0.86, INK_BOLD};

static const double cap_height = 0.72; // of an em, in Lato

static struct ink_text *make_text(const struct typesetter *set, const struct style *style,
                                  const char *language, double width, const char *words)
{
    return ink_text(set->ink, set->body * style->em, style->weight, language, width, words);
}

// Space inside a piece, pt: `usual` em, and as little as `close` em where paper is short.
static double space(const struct typesetter *set, double usual, double close)
{
    return set->body * (close + (usual - close) * set->air);
}

// The pointer lives until the next mark is put.
static struct mark *put_text(const struct typesetter *set, struct piece *piece,
                             const struct style *style, const char *language, double x, double y,
                             double w, const char *words)
{
    return piece_put_text(piece, make_text(set, style, language, w, words), x, y, w);
}

// Words of the other language, from the side where the piece's own begin; returns the y below them.
static double put_second(const struct typesetter *set, struct piece *piece, const char *language,
                         double x, double y, double w, const char *words)
{
    struct mark *text = put_text(set, piece, &style_small, language, x, y, w, words);
    ink_text_side(text->text, piece->mirrored);
    return y + text->h;
}

// `block->text` and below it the same in the other language; returns the y below both.
static double put_words(const struct typesetter *set, struct piece *piece,
                        const struct style *style, const struct block *block, double x, double y,
                        double w)
{
    y += put_text(set, piece, style, block->language, x, y, w, block->text)->h;
    if (block->second)
        y = put_second(set, piece, block->second->language, x, y, w, block->second->text);
    return y;
}

// Where something `size` high stands beside the capitals of a text's first line.
static double beside_capitals(const struct typesetter *set, const struct mark *text, double size)
{
    return text->y + ink_text_baseline(text->text) - (set->body * cap_height + size) / 2;
}

// The words of `block->lines` below each other; returns the y below them.
static double put_lines(const struct typesetter *set, struct piece *piece,
                        const struct block *block, double x, double y, double w, double gap)
{
    const struct block *second = block->second;
    bool pairs = second && second->lines_count == block->lines_count;
    for (size_t i = 0; i < block->lines_count; i++) {
        y += i ? gap : 0;
        y += put_text(set, piece, &style_body, block->language, x, y, w, block->lines[i])->h;
        if (pairs)
            y = put_second(set, piece, second->language, x, y, w, second->lines[i]);
    }
    for (size_t i = 0; second && !pairs && i < second->lines_count; i++)
        y = put_second(set, piece, second->language, x, y + gap, w, second->lines[i]);
    return y;
}

static void build_title(const struct typesetter *set, const struct block *block,
                        struct piece *piece)
{
    const double em = set->body;
    const struct style *style = set->dense ? &style_title_dense : &style_title;
    double side_w = 0;
    struct ink_text *side = NULL;
    if (block->side) {
        side = make_text(set, &style_bold, block->language, set->column * 0.45, block->side);
        ink_text_fit(side);
        side_w = ink_text_width(side);
    }
    double w = set->column - side_w - (side ? em : 0);
    struct mark title = *put_text(set, piece, style, block->language, 0, 0, w, block->text);
    if (side) {
        double y = ink_text_baseline(title.text) - ink_text_baseline(side);
        piece_put(piece, MARK_TEXT, set->column - side_w, y, side_w, ink_text_height(side))->text =
            side;
    }
    double y = title.h;
    if (block->second)
        y = put_second(set, piece, block->second->language, 0, y, w, block->second->text);
    piece_put(piece, MARK_RULE, 0, y + 0.45 * em, set->column, 3);
    piece->height = y + 0.45 * em + 3;
}

static void build_mark(const struct typesetter *set, const struct block *block, struct piece *piece)
{
    const double em = set->body, pad = 0.5 * em;
    struct mark *text = put_text(set, piece, &style_bold, block->language, pad, 0.3 * em,
                                 set->column - 2 * pad, block->text);
    ink_text_fit(text->text);
    text->w = ink_text_width(text->text);
    piece->height = text->h + 0.6 * em;
    piece_put(piece, MARK_LINE, 0, 0, text->w + 2 * pad, piece->height);
}

static void build_heading(const struct typesetter *set, const struct block *block,
                          struct piece *piece)
{
    piece->height = put_words(set, piece, &style_heading, block, 0, 0, set->column);
}

static void build_paragraph(const struct typesetter *set, const struct block *block,
                            struct piece *piece)
{
    piece->height = put_words(set, piece, &style_body, block, 0, 0, set->column);
}

static void build_tick(const struct typesetter *set, const struct block *block, struct piece *piece)
{
    const double em = set->body, size = 0.95 * em, x = 1.75 * em;
    size_t first = piece->count;
    piece->height = put_words(set, piece, &style_body, block, x, 0, set->column - x);
    double y = beside_capitals(set, &piece->marks[first], size);
    piece_put(piece, MARK_TICK, 0, y, size, size);
}

// All stills have frames of one size; returns the height, 0 if there is no still.
static double put_still(const struct typesetter *set, const struct block *block,
                        struct piece *piece)
{
    const struct ink_still *still =
        block->picture ? set->still(set->context, block->picture) : NULL;
    if (!still)
        return 0;
    piece_put(piece, MARK_STILL, 0, 0, set->still_w, set->still_h)->still = ink_still_again(still);
    return set->still_h;
}

// The name, the dose and where it is felt stand beside the still; all that asks for care stands
// below, as wide as the page: there is much of it.
static void build_exercise(const struct typesetter *set, const struct block *block,
                           struct piece *piece)
{
    const double em = set->body, gap = 0.1 * em;
    double still_h = put_still(set, block, piece);
    double x = still_h > 0 ? set->still_w + 1.3 * em : 0, w = set->column - x;
    struct block beside = *block, below = *block, second_beside = {0}, second_below = {0};
    beside.lines_count = block->lines_count ? 1 : 0;
    below.lines += beside.lines_count;
    below.lines_count -= beside.lines_count;
    if (block->second) {
        second_beside = second_below = *block->second;
        second_beside.lines_count = second_below.lines_count ? 1 : 0;
        second_below.lines += second_beside.lines_count;
        second_below.lines_count -= second_beside.lines_count;
        beside.second = &second_beside;
        below.second = &second_below;
    }
    size_t first = piece->count;
    double y = put_words(set, piece, &style_name, block, x, 0, w) + gap;
    y = put_lines(set, piece, &beside, x, y, w, gap);
    if (block->side && !set->dense) {
        y +=
            gap + put_text(set, piece, &style_body, block->language, x, y + gap, w, block->side)->h;
        if (block->second && block->second->side)
            y = put_second(set, piece, block->second->language, x, y, w, block->second->side);
    }
    // Few words stand in the middle beside their picture, many begin at its top.
    for (size_t i = first; i < piece->count; i++)
        piece->marks[i].y += fmax(0, (still_h - y) / 2);
    y = fmax(still_h, y);
    if (below.lines_count)
        y = put_lines(set, piece, &below, 0, y + space(set, 0.35, 0.15), set->column, gap);
    piece->height = y;
}

static double diary_row(const struct typesetter *set)
{
    return space(set, 1.75, 1.5);
}

// Lines to write on, as far apart as the diary's rows.
static void put_rules(const struct typesetter *set, struct piece *piece, double x, double y,
                      double w, int count)
{
    for (int i = 1; i <= count; i++)
        piece_put(piece, MARK_RULE, x, y + i * diary_row(set), w, 0.75);
}

static struct mark *put_centered(const struct typesetter *set, struct piece *piece,
                                 const char *language, double x, double y, double w,
                                 const char *words)
{
    struct mark *text = put_text(set, piece, &style_small_bold, language, x, y, w, words);
    ink_text_center(text->text);
    return text;
}

static void build_diary(const struct typesetter *set, const struct block *block,
                        struct piece *piece)
{
    const double em = set->body, week_w = 4.6 * em, cell = 1.95 * em, row = diary_row(set),
                 box = 1.35 * em, gap = 1.3 * em;
    const double boxes_w = week_w + DIARY_DAYS * cell, notes_x = boxes_w + gap,
                 notes_w = set->column - notes_x;
    struct block notes = *block, second_notes;
    notes.text = block->side;
    if (block->second) {
        second_notes = *block->second;
        second_notes.text = second_notes.side;
        notes.second = &second_notes;
    }
    double y = fmax(put_words(set, piece, &style_bold, block, 0, 0, boxes_w),
                    put_words(set, piece, &style_bold, &notes, notes_x, 0, notes_w)) +
               0.3 * em;
    put_rules(set, piece, notes_x, y, notes_w, DIARY_WEEKS + 1);
    double head_h = 0;
    for (int day = 0; day < DIARY_DAYS; day++)
        head_h = fmax(head_h, put_centered(set, piece, block->language, week_w + day * cell, y,
                                           cell, block->lines[day])
                                  ->h);
    y += fmax(head_h, row);
    for (int week = 0; week < DIARY_WEEKS; week++, y += row) {
        struct mark *label = put_text(set, piece, &style_small, block->language, 0, y, week_w,
                                      block->lines[DIARY_DAYS + week]);
        double box_y = beside_capitals(set, label, box);
        for (int day = 0; day < DIARY_DAYS; day++)
            piece_put(piece, MARK_TICK, week_w + day * cell + (cell - box) / 2, box_y, box, box);
    }
    piece->height = y;
}

static void build_notes(const struct typesetter *set, const struct block *block,
                        struct piece *piece)
{
    double y = put_words(set, piece, &style_heading, block, 0, 0, set->column);
    put_rules(set, piece, 0, y, set->column, DIARY_WEEKS);
    piece->height = y + DIARY_WEEKS * diary_row(set) + 1;
}

// Puts `kind` (a frame) round everything that is in the piece, whose words end at y.
static void put_frame(const struct typesetter *set, struct piece *piece, enum mark_kind kind,
                      double y, double pad)
{
    piece->height = y + pad;
    piece_put(piece, kind, 0, 0, set->column, piece->height);
}

static void build_box(const struct typesetter *set, const struct block *block, struct piece *piece)
{
    const double em = set->body, pad = space(set, 0.8, 0.5), sign = space(set, 1.9, 1.4),
                 x = pad + sign + 0.8 * em;
    size_t first = piece->count;
    double w = set->column - 2 * pad;
    double y = put_words(set, piece, &style_name, block, x, 0, set->column - x - pad);
    double above = pad + fmax(0, (sign - y) / 2);
    for (size_t i = first; i < piece->count; i++)
        piece->marks[i].y += above;
    piece_put(piece, MARK_SIGN, pad, pad + fmax(0, (y - sign) / 2), sign, sign);
    y = put_lines(set, piece, block, pad, pad + fmax(y, sign) + space(set, 0.35, 0.15), w,
                  space(set, 0.3, 0.1));
    put_frame(set, piece, MARK_FRAME, y, pad);
}

static void build_key(const struct typesetter *set, const struct block *block, struct piece *piece)
{
    const double em = set->body, pad = 1.1 * em, w = set->column - 2 * pad;
    double y = put_words(set, piece, &style_key, block, pad, pad, w);
    if (block->side)
        y += put_text(set, piece, &style_number, block->language, pad, y, w, block->side)->h;
    if (block->lines_count)
        y = put_lines(set, piece, block, pad, y + 0.3 * em, w, 0.3 * em);
    put_frame(set, piece, MARK_FRAME, y, pad);
}

static void build_step(const struct typesetter *set, const struct block *block, struct piece *piece)
{
    const double em = set->body, size = 1.9 * em, x = size + 0.9 * em;
    struct mark text =
        *put_text(set, piece, &style_name, block->language, x, 0, set->column - x, block->text);
    double bottom = text.h;
    if (block->second)
        bottom = put_second(set, piece, block->second->language, x, bottom, set->column - x,
                            block->second->text);
    bottom = put_lines(set, piece, block, x, bottom + 0.1 * em, set->column - x, 0.2 * em);
    double disc_y = beside_capitals(set, &text, size);
    piece_put(piece, MARK_DISC, 0, disc_y, size, size);
    struct ink_text *number =
        make_text(set, &style_bold, block->language, size, block->side ? block->side : "");
    ink_text_center(number);
    double y = text.y + ink_text_baseline(text.text) - ink_text_baseline(number);
    piece_put(piece, MARK_TEXT_WHITE, 0, y, size, ink_text_height(number))->text = number;
    double above = fmax(0, -disc_y); // the disc is taller than a line
    for (size_t i = 0; i < piece->count; i++)
        piece->marks[i].y += above;
    piece->height = above + fmax(bottom, disc_y + size);
}

static void build_staff(const struct typesetter *set, const struct block *block,
                        struct piece *piece)
{
    const double em = set->body, pad = 0.8 * em, sign = 1.3 * em;
    const double x = pad + sign + 0.7 * em;
    struct mark *text = put_text(set, piece, &style_body, block->language, x, pad,
                                 set->column - x - pad, block->text);
    double sign_y = beside_capitals(set, text, sign);
    double bottom = pad + text->h;
    piece_put(piece, MARK_PERSON, pad, sign_y, sign, sign);
    put_frame(set, piece, MARK_LINE, bottom, pad);
}

// How a kind of block is built and set among the others: space in em above it.
struct setting {
    void (*build)(const struct typesetter *set, const struct block *block, struct piece *piece);
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
    [BLOCK_DIARY] = {build_diary, 1.4, false, false},
    [BLOCK_NOTES] = {build_notes, 1.4, false, false},
    [BLOCK_BOX] = {build_box, 1.4, false, true},
    [BLOCK_KEY] = {build_key, 1.4, false, false},
    [BLOCK_STEP] = {build_step, 1.2, false, false},
    [BLOCK_STAFF] = {build_staff, 1.6, false, false},
};

struct slot handout_slot(const struct typesetter *set, const struct block *block,
                         struct piece *piece)
{
    const struct setting *setting = &settings[block->kind];
    *piece = (struct piece){.mirrored = ink_mirrored(block->language)};
    setting->build(set, block, piece);
    return (struct slot){.height = piece->height,
                         .before = setting->before * set->body,
                         .keep = setting->keep,
                         .foot = setting->foot};
}

struct piece handout_footer(const struct typesetter *set, const struct block *block, int page,
                            int pages)
{
    struct piece piece = {.mirrored = ink_mirrored(block->language)};
    const double em = set->body;
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
        make_text(set, &style_small, block->language, set->column * 0.6, side.text);
    strbuf_destroy(&side);
    ink_text_fit(end);
    double end_w = ink_text_width(end), y = 0.6 * em;
    piece_put(&piece, MARK_RULE, 0, 0, set->column, 0.75);
    piece_put(&piece, MARK_TEXT, set->column - end_w, y, end_w, ink_text_height(end))->text = end;
    struct mark *start = put_text(set, &piece, &style_small, block->language, 0, y,
                                  set->column - end_w - em, block->text);
    piece.height = y + fmax(start->h, ink_text_height(end));
    return piece;
}
