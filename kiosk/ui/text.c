// Text blocks: a string is cleaned, measured word by word, set into balanced lines and kept; its
// lines become pictures when first drawn. Widths are px of the panel inside and design px outside.
// Main thread.
#define LOG_TAG "text"
#include "text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "canvas_inside.h"
#include "log.h"
#include "number_order.h"
#include "str.h"
#include "text_bidi.h"
#include "text_codes.h"
#include "text_face.h"
#include "text_line.h"
#include "text_wrap.h"

enum { BUCKETS = 512, CACHE_BYTES_MOST = 24 << 20, ELLIPSIS = 0x2026, PX_MOST = 1200 };

struct line {
    struct row row;
    struct picture *picture; // owned; NULL until drawn, or nothing to see
    int baseline;
    bool drawn;
};

struct mode { // what besides the string decides how it is drawn
    char language[16];
    bool rtl, pseudo;
};

struct block {
    struct block *next;
    char *utf8; // owned
    struct text_style style;
    struct mode mode;
    int width; // px asked for
    uint64_t used;
    size_t bytes;

    struct codes codes;
    signed char *levels; // owned
    struct line *lines;  // owned
    int count;
    float least_height; // of a line, times size, so that its letters do not lie on the next one's
    bool cut, broken;
};

struct text {
    struct canvas *canvas;
    struct faces *faces;
    struct mode mode;
    unsigned generation; // of the canvas, that the cache was made for
    struct block *buckets[BUCKETS];
    size_t bytes;
    uint64_t clock, oldest; // blocks are numbered by when they were used last
};

struct text *text_open(struct canvas *canvas)
{
    struct faces *faces = faces_open();
    if (!faces)
        return NULL;
    struct text *text = mem_make(1, sizeof *text);
    *text = (struct text){.canvas = canvas,
                          .faces = faces,
                          .mode = {.language = "en"},
                          .generation = canvas_generation(canvas)};
    return text;
}

static void block_free(struct text *text, struct block *block)
{
    text->bytes -= block->bytes;
    for (int i = 0; i < block->count; i++)
        picture_destroy(block->lines[i].picture);
    codes_free(&block->codes);
    free(block->levels);
    free(block->lines);
    free(block->utf8);
    free(block);
}

// Forgets blocks last used before `clock`.
static void blocks_drop(struct text *text, uint64_t clock)
{
    for (int i = 0; i < BUCKETS; i++) {
        for (struct block **at = &text->buckets[i]; *at;) {
            struct block *block = *at;
            if (block->used >= clock) {
                at = &block->next;
                continue;
            }
            *at = block->next;
            block_free(text, block);
        }
    }
}

void text_destroy(struct text *text)
{
    if (!text)
        return;
    blocks_drop(text, UINT64_MAX);
    faces_close(text->faces);
    free(text);
}

void text_set_language(struct text *text, const char *language, bool right_to_left, bool pseudo)
{
    struct mode mode = {.rtl = right_to_left, .pseudo = pseudo};
    size_t length = strnlen(language ? language : "", sizeof mode.language - 1);
    memcpy(mode.language, language ? language : "", length);
    text->mode = mode;
}

// ---- setting lines ------------------------------------------------------------------------------

static struct line_style block_style(const struct text *text, const struct block *block)
{
    float px = (float)block->style.size * canvas_scale(text->canvas);
    int whole = (int)lrintf(px);
    whole = whole < 4 ? 4 : whole > PX_MOST ? PX_MOST : whole;
    return (struct line_style){block->style.weight, whole, block->mode.language};
}

static int part_width(struct text *text, const struct block *block, int start, int count)
{
    return line_width(text->faces, block->codes.list + start, block->levels + start, count,
                      block_style(text, block));
}

// Each paragraph has a direction of its own.
static void block_levels(struct block *block)
{
    for (int start = 0; start < block->codes.count;) {
        int end = start;
        while (end < block->codes.count && block->codes.list[end] != '\n')
            end++;
        bidi_levels(block->codes.list + start, end - start, block->mode.rtl, block->levels + start);
        if (end < block->codes.count)
            block->levels[end] = block->mode.rtl ? 1 : 0;
        start = end + 1;
    }
}

struct segments {
    struct segment *list; // owned
    int count, room;
};

static void segments_add(struct segments *segments, struct segment segment)
{
    if (segments->count == segments->room) {
        segments->room = segments->room ? segments->room * 2 : 32;
        segments->list = mem_grow(segments->list, (size_t)segments->room, sizeof *segments->list);
    }
    segments->list[segments->count++] = segment;
}

// A word, or if it is wider than a line each of its letters with their marks.
static void segments_add_word(struct text *text, struct block *block, struct segments *segments,
                              struct segment word)
{
    word.width = part_width(text, block, word.start, word.count);
    if (word.width <= block->width || word.count < 2) {
        segments_add(segments, word);
        return;
    }
    block->broken = true;
    for (int at = 0; at < word.count;) {
        int count = 1;
        while (at + count < word.count &&
               (bidi_mark(block->codes.list[word.start + at + count]) ||
                code_invisible(block->codes.list[word.start + at + count])))
            count++;
        struct segment letter = {.start = word.start + at, .count = count};
        letter.width = part_width(text, block, letter.start, letter.count);
        at += count;
        letter.spaces = at == word.count ? word.spaces : 0;
        letter.last = at == word.count && word.last;
        segments_add(segments, letter);
    }
}

static struct segments block_segments(struct text *text, struct block *block)
{
    struct segments segments = {0};
    const struct codes *codes = &block->codes;
    static const uint32_t space = ' ';
    int space_width =
        line_width(text->faces, &space, &(signed char){0}, 1, block_style(text, block));
    for (int start = 0, i = 0; i < codes->count; i++) {
        enum line_end end = codes_end(codes, i);
        if (end == END_NEVER && i + 1 < codes->count)
            continue;
        int stop = i + 1 - (codes->list[i] == '\n');
        int word = stop;
        while (word > start && code_space(codes->list[word - 1]))
            word--;
        segments_add_word(text, block, &segments,
                          (struct segment){.start = start,
                                           .count = word - start,
                                           .spaces = (stop - word) * space_width,
                                           .last = end == END_MUST,
                                           .sentence = codes_sentence(codes, start, word)});
        start = i + 1;
    }
    return segments;
}

// The last line that may be ends in an ellipsis: as much of it as leaves room for that.
static void block_cut(struct text *text, struct block *block, struct row *row)
{
    struct codes *codes = &block->codes;
    int end = row->start;
    while (end < codes->count && codes->list[end] != '\n' && end - row->start < row->count + 64)
        end++;
    codes->list = mem_grow(codes->list, (size_t)codes->count + 1, sizeof *codes->list);
    block->levels = mem_grow(block->levels, (size_t)codes->count + 1, 1);
    for (; end > row->start; end--) {
        if (code_space(codes->list[end - 1]) || bidi_mark(codes->list[end - 1]))
            continue;
        uint32_t kept = codes->list[end];
        codes->list[end] = ELLIPSIS;
        block->levels[end] = block->levels[end - 1];
        row->count = end + 1 - row->start;
        row->width = part_width(text, block, row->start, row->count);
        if (row->width <= block->width)
            break;
        codes->list[end] = end < codes->count ? kept : 0;
    }
    if (end == row->start) { // not even one letter fits beside it
        codes->list[end] = ELLIPSIS;
        row->count = 1;
        row->width = part_width(text, block, row->start, 1);
    }
    codes->count = row->start + row->count;
    block_levels(block);
    block->cut = true;
}

static void block_set(struct text *text, struct block *block)
{
    char *ordered = block->mode.rtl ? numbers_in_order(block->utf8) : NULL; // as on paper
    block->codes = codes_read(ordered ? ordered : block->utf8, block->mode.pseudo);
    free(ordered);
    block->least_height = codes_line_height(&block->codes);
    block->levels = mem_make((size_t)block->codes.count, 1);
    block_levels(block);
    struct segments segments = block_segments(text, block);
    struct row *rows = mem_make((size_t)segments.count, sizeof *rows);
    int most = block->style.max_lines, width = block->width;
    wrap_sentences(segments.list, segments.count, width);
    int count = wrap_rows(segments.list, segments.count, width, NULL);
    if (most <= 0 || count <= most)
        width = wrap_balanced(segments.list, segments.count, width);
    count = wrap_rows(segments.list, segments.count, width, rows);
    if (most > 0 && count > most) {
        count = most;
        block_cut(text, block, &rows[count - 1]);
    }
    block->lines = mem_make((size_t)count, sizeof *block->lines);
    block->count = count;
    for (int i = 0; i < count; i++)
        block->lines[i].row = rows[i];
    free(segments.list);
    free(rows);
    block->bytes = sizeof *block + strlen(block->utf8) + (size_t)block->codes.count * 5 +
                   (size_t)count * sizeof *block->lines;
    text->bytes += block->bytes;
}

// ---- the cache ----------------------------------------------------------------------------------

static bool style_equal(struct text_style a, struct text_style b)
{
    return a.weight == b.weight && a.size == b.size && a.max_lines == b.max_lines;
}

static struct block *block_find(struct text *text, const char *utf8, struct text_style style,
                                int width)
{
    if (text->generation != canvas_generation(text->canvas)) {
        blocks_drop(text, UINT64_MAX);
        faces_forget(text->faces);
        text->generation = canvas_generation(text->canvas);
    }
    if (!utf8)
        utf8 = "";
    uint64_t hash = hash_mix((uint64_t)style.weight, (uint64_t)style.size << 32 | (uint32_t)width);
    for (const char *at = utf8; *at; at++)
        hash = hash_mix(hash, (unsigned char)*at);
    struct block **at = &text->buckets[hash >> 32 & (BUCKETS - 1)];
    while (*at && !((*at)->width == width && style_equal((*at)->style, style) &&
                    memcmp(&(*at)->mode, &text->mode, sizeof text->mode) == 0 &&
                    strcmp((*at)->utf8, utf8) == 0))
        at = &(*at)->next;
    if (*at) {
        (*at)->used = ++text->clock;
        return *at;
    }
    if (text->bytes > CACHE_BYTES_MOST) {
        // the older half goes, in one sweep
        blocks_drop(text, text->oldest + (text->clock - text->oldest) / 2);
        text->oldest = text->oldest + (text->clock - text->oldest) / 2;
    }
    struct block *block = mem_make(1, sizeof *block);
    block->utf8 = str_copy(utf8);
    block->style = style;
    block->mode = text->mode;
    block->width = width;
    block->used = ++text->clock;
    block_set(text, block);
    block->next = text->buckets[hash >> 32 & (BUCKETS - 1)];
    text->buckets[hash >> 32 & (BUCKETS - 1)] = block;
    return block;
}

static int line_step(const struct block *block, struct text_style style)
{
    float height =
        style.line_height > block->least_height ? style.line_height : block->least_height;
    return (int)lrintf((float)style.size * height);
}

static struct text_block block_result(const struct text *text, const struct block *block,
                                      struct text_style style)
{
    int widest = 0;
    for (int i = 0; i < block->count; i++)
        widest = block->lines[i].row.width > widest ? block->lines[i].row.width : widest;
    return (struct text_block){.w = (int)ceilf((float)widest / canvas_scale(text->canvas)),
                               .h = block->count * line_step(block, style),
                               .lines = block->count,
                               .cut = block->cut,
                               .broken = block->broken};
}

static int panel_width(const struct text *text, int width)
{
    // a px more than rounded down: what was measured to fit must fit again
    int px = (int)floorf((float)width * canvas_scale(text->canvas) + 0.999f);
    return px > 1 ? px : 1;
}

struct text_block text_measure(struct text *text, const char *utf8, struct text_style style,
                               int width)
{
    return block_result(text, block_find(text, utf8, style, panel_width(text, width)), style);
}

// ---- drawing ------------------------------------------------------------------------------------

static void line_make(struct text *text, struct block *block, struct line *line)
{
    struct pixels pixels =
        line_draw(text->faces, block->codes.list + line->row.start, block->levels + line->row.start,
                  line->row.count, block_style(text, block), &line->baseline);
    line->drawn = true;
    if (!pixels.argb)
        return;
    line->picture = picture_make(text->canvas, &pixels);
    size_t bytes = (size_t)pixels.w * (size_t)pixels.h * 8; // the pixels and their texture
    block->bytes += bytes;
    text->bytes += bytes;
    pixels_destroy(&pixels);
}

struct text_block text_draw(struct text *text, const char *utf8, struct text_style style,
                            struct rect r, enum align align, colour ink)
{
    struct canvas *canvas = text->canvas;
    struct block *block = block_find(text, utf8, style, panel_width(text, r.w));
    if (align != ALIGN_CENTRE && text->mode.rtl)
        align = align == ALIGN_START ? ALIGN_END : ALIGN_START;
    int ascent, descent, step = line_step(block, style);
    faces_metrics(text->faces, style.weight, block_style(text, block).px, &ascent, &descent);
    float left = panel_x(canvas, (float)r.x), right = panel_x(canvas, (float)(r.x + r.w));
    for (int i = 0; i < block->count; i++) {
        struct line *line = &block->lines[i];
        if (!line->drawn)
            line_make(text, block, line);
        if (!line->picture)
            continue;
        float rest = right - left - (float)line->row.width;
        float x = align == ALIGN_START ? left : align == ALIGN_END ? left + rest : left + rest / 2;
        // as CSS does: the font's own height stands in the middle of the line's
        float top = panel_y(canvas, (float)(r.y + i * step));
        float spare = (float)step * canvas_scale(canvas) - (float)(ascent + descent);
        int baseline = (int)lrintf(top + spare / 2 + (float)ascent);
        canvas_stamp(canvas, line->picture, (int)lrintf(x), baseline - line->baseline, ink);
    }
    return block_result(text, block, style);
}
