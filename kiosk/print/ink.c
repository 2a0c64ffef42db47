// Cairo and Pango: the only file that includes either.
//
// Preview and PDF draw the same marks. With hinting off and glyph places unrounded both give the
// same lines, so the picture is the paper. Everything is black, because a laser printer dithers
// grey or coloured text. Any one thread at a time.
#include "ink.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "number_order.h"
#include "still.h"
#include "str.h"
#include "words.h"
#define LOG_TAG "page"
#include "log.h"

struct ink {
    PangoFontMap *fonts;
    double leading;
};

struct ink_text {
    PangoLayout *layout;
};

struct ink_still {
    cairo_surface_t *surface;
    double x, y, w, h; // the figure, px
};

struct ink_pen {
    cairo_t *cairo;
};

// The fonts of a language; the first row whose code begins the language's counts. Lines are as high
// as `line` em says: the boxes of some fonts are far taller than their letters.
struct script {
    const char *language, *families;
    double line;
    bool mirrored;
};
static const struct script scripts[] = {
    {"ar", "Noto Sans Arabic,Lato,Noto Sans", 1.5, true},
    {"fa", "Noto Sans Arabic,Lato,Noto Sans", 1.5, true},
    {"ps", "Noto Sans Arabic,Lato,Noto Sans", 1.5, true},
    {"ur", "Noto Sans Arabic,Lato,Noto Sans", 1.5, true},
    {"he", "Noto Sans Hebrew,Lato,Noto Sans", 1.4, true},
    {"yi", "Noto Sans Hebrew,Lato,Noto Sans", 1.4, true},
    {"hi", "Noto Sans Devanagari,Lato,Noto Sans", 1.45, false},
    {"mr", "Noto Sans Devanagari,Lato,Noto Sans", 1.45, false},
    {"ne", "Noto Sans Devanagari,Lato,Noto Sans", 1.45, false},
    {"bn", "Noto Sans Bengali,Lato,Noto Sans", 1.45, false},
    {"pa", "Noto Sans Gurmukhi,Lato,Noto Sans", 1.45, false},
    {"ta", "Noto Sans Tamil,Lato,Noto Sans", 1.45, false},
    {"th", "Noto Sans Thai,Lato,Noto Sans", 1.45, false},
    {"ja", "Lato,Noto Sans CJK JP", 1.4, false},
    {"ko", "Lato,Noto Sans CJK KR", 1.4, false},
    {"zh-hant", "Lato,Noto Sans CJK TC", 1.4, false},
    {"zh-tw", "Lato,Noto Sans CJK TC", 1.4, false},
    {"zh", "Lato,Noto Sans CJK SC", 1.4, false},
    {"", "Lato,Noto Sans", 1.25, false},
};

static const double least_line = 1.15; // em: closer than this, lines touch

static const struct script *script_of(const char *language)
{
    char *code = str_copy(language ? language : "");
    for (char *c = code; *c; c++)
        *c = *c == '_' ? '-' : (char)g_ascii_tolower(*c);
    const struct script *script = scripts;
    while (*script->language &&
           (!str_starts(code, script->language) || g_ascii_isalpha(code[strlen(script->language)])))
        script++;
    free(code);
    return script;
}

bool ink_mirrored(const char *language)
{
    return script_of(language)->mirrored;
}

struct ink *ink_open(void)
{
    struct ink *ink = mem_make(1, sizeof *ink);
    ink->leading = 1;
    ink->fonts = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    return ink;
}

void ink_close(struct ink *ink)
{
    g_object_unref(ink->fonts);
    free(ink);
}

void ink_leading(struct ink *ink, double leading)
{
    ink->leading = leading;
}

// The language decides the direction, not a paragraph's first letter; but words that have no letter
// of that direction at all (a date, a word not yet translated) keep their own.
static PangoDirection direction_of(const char *words, bool mirrored)
{
    bool rightward = false, leftward = false;
    for (uint32_t letter; (letter = utf8_next(&words));) {
        GUnicodeScript script = g_unichar_get_script(letter);
        bool left = script == G_UNICODE_SCRIPT_ARABIC || script == G_UNICODE_SCRIPT_HEBREW;
        leftward |= left;
        rightward |= !left && g_unichar_isalpha(letter);
    }
    if (mirrored)
        return leftward || !rightward ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR;
    return rightward || !leftward ? PANGO_DIRECTION_LTR : PANGO_DIRECTION_RTL;
}

static PangoContext *make_context(const struct ink *ink, const char *language, const char *words)
{
    PangoContext *context = pango_font_map_create_context(ink->fonts);
    pango_cairo_context_set_resolution(context, 72); // 1 pt is one unit of the page
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_context_set_base_dir(context, direction_of(words, ink_mirrored(language)));
    pango_context_set_language(context, pango_language_from_string(language));
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    return context;
}

static void set_words(PangoLayout *layout, const char *words, double line_height, bool mirrored)
{
    char *plain = mirrored ? numbers_in_order(words) : str_copy(words);
    char *tab = strchr(plain, '\t');
    PangoAttrList *attributes = pango_attr_list_new();
    pango_attr_list_insert(attributes,
                           pango_attr_line_height_new_absolute((int)(line_height * PANGO_SCALE)));
    if (tab) {
        *tab = '\0';
        if (*words_gap(plain))
            *tab = ' ';
        else
            memmove(tab, tab + 1, strlen(tab + 1) + 1);
        PangoAttribute *bold = pango_attr_weight_new(PANGO_WEIGHT_BOLD);
        bold->end_index = (guint)(tab - plain);
        pango_attr_list_insert(attributes, bold);
    }
    pango_layout_set_attributes(layout, attributes);
    pango_attr_list_unref(attributes);
    pango_layout_set_text(layout, plain, -1);
    free(plain);
}

struct ink_text *ink_text(struct ink *ink, double size, enum ink_weight weight,
                          const char *language, double width, const char *words)
{
    static const PangoWeight weights[] = {
        [INK_NORMAL] = PANGO_WEIGHT_NORMAL,
        [INK_BOLD] = PANGO_WEIGHT_BOLD,
        [INK_HEAVY] = PANGO_WEIGHT_ULTRABOLD,
        [INK_BLACK] = PANGO_WEIGHT_HEAVY,
    };
    const struct script *script = script_of(language);
    PangoContext *context = make_context(ink, language, words);
    PangoLayout *layout = pango_layout_new(context);
    g_object_unref(context);

    PangoFontDescription *font = pango_font_description_from_string(script->families);
    pango_font_description_set_weight(font, weights[weight]);
    pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);

    pango_layout_set_auto_dir(layout, FALSE); // the language decides, not the first letter
    pango_layout_set_alignment(layout, script->mirrored ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_width(layout, (int)(fmax(width, 1) * PANGO_SCALE));
    set_words(layout, words, size * (least_line + (script->line - least_line) * ink->leading),
              script->mirrored);

    struct ink_text *text = mem_make(1, sizeof *text);
    text->layout = layout;
    return text;
}

double ink_text_width(const struct ink_text *text)
{
    PangoRectangle box;
    pango_layout_get_extents(text->layout, NULL, &box);
    return ceil((double)box.width / PANGO_SCALE) + 1; // lest rounding break the last word
}

double ink_text_height(const struct ink_text *text)
{
    PangoRectangle box;
    pango_layout_get_extents(text->layout, NULL, &box);
    return (double)box.height / PANGO_SCALE;
}

double ink_text_baseline(const struct ink_text *text)
{
    return (double)pango_layout_get_baseline(text->layout) / PANGO_SCALE;
}

void ink_text_fit(struct ink_text *text)
{
    pango_layout_set_width(text->layout, (int)(ink_text_width(text) * PANGO_SCALE));
}

void ink_text_center(struct ink_text *text)
{
    pango_layout_set_alignment(text->layout, PANGO_ALIGN_CENTER);
}

void ink_text_side(struct ink_text *text, bool right)
{
    pango_layout_set_alignment(text->layout, right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
}

struct ink_still *ink_still(const struct pixels *picture)
{
    struct still still = still_make(picture);
    struct ink_still *made = mem_make(1, sizeof *made);
    *made = (struct ink_still){.x = still.x, .y = still.y, .w = still.w, .h = still.h};
    size_t row = (size_t)still.pixels.w;
    made->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, still.pixels.w, still.pixels.h);
    unsigned char *rows = cairo_image_surface_get_data(made->surface);
    size_t stride = (size_t)cairo_image_surface_get_stride(made->surface);
    for (size_t y = 0; rows && y < (size_t)still.pixels.h; y++)
        memcpy(rows + y * stride, still.pixels.argb + y * row, row * sizeof *still.pixels.argb);
    // One in error fails when it is drawn, and with it the page.
    cairo_surface_mark_dirty(made->surface);
    still_destroy(&still);
    return made;
}

struct ink_still *ink_still_again(const struct ink_still *still)
{
    struct ink_still *again = mem_make(1, sizeof *again);
    *again = *still;
    cairo_surface_reference(again->surface);
    return again;
}

void ink_still_destroy(struct ink_still *still)
{
    if (!still)
        return;
    cairo_surface_destroy(still->surface);
    free(still);
}

struct mark *piece_put(struct piece *piece, enum mark_kind kind, double x, double y, double w,
                       double h)
{
    piece->marks = mem_grow(piece->marks, piece->count + 1, sizeof *piece->marks);
    struct mark *mark = &piece->marks[piece->count++];
    *mark = (struct mark){.kind = kind, .x = x, .y = y, .w = w, .h = h};
    return mark;
}

struct mark *piece_put_text(struct piece *piece, struct ink_text *text, double x, double y,
                            double w)
{
    struct mark *mark = piece_put(piece, MARK_TEXT, x, y, w, ink_text_height(text));
    mark->text = text;
    return mark;
}

void piece_destroy(struct piece *piece)
{
    for (size_t i = 0; i < piece->count; i++) {
        struct mark *mark = &piece->marks[i];
        if (mark->text)
            g_object_unref(mark->text->layout);
        ink_still_destroy(mark->still);
        free(mark->text);
    }
    free(piece->marks);
    *piece = (struct piece){0};
}

static void round_path(cairo_t *cairo, double x, double y, double w, double h, double r)
{
    const double quarter = G_PI / 2;
    cairo_new_path(cairo);
    cairo_arc(cairo, x + w - r, y + r, r, -quarter, 0);
    cairo_arc(cairo, x + w - r, y + h - r, r, 0, quarter);
    cairo_arc(cairo, x + r, y + h - r, r, quarter, 2 * quarter);
    cairo_arc(cairo, x + r, y + r, r, 2 * quarter, 3 * quarter);
    cairo_close_path(cairo);
}

// A rounded rectangle whose line lies inside x, y, w, h.
static void draw_frame(cairo_t *cairo, const struct mark *mark, double line, double radius)
{
    round_path(cairo, line / 2, line / 2, mark->w - line, mark->h - line, radius);
    cairo_set_line_width(cairo, line);
    cairo_stroke(cairo);
}

static void draw_sign(cairo_t *cairo, double size)
{
    const double r = size / 2;
    cairo_new_path(cairo);
    for (int corner = 0; corner < 8; corner++) {
        double angle = (corner + 0.5) * G_PI / 4;
        cairo_line_to(cairo, r + r * cos(angle), r + r * sin(angle));
    }
    cairo_close_path(cairo);
    cairo_set_line_width(cairo, size * 0.08);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_stroke(cairo);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_width(cairo, size * 0.1);
    cairo_move_to(cairo, r, size * 0.26);
    cairo_line_to(cairo, r, size * 0.54);
    cairo_stroke(cairo);
    cairo_arc(cairo, r, size * 0.72, size * 0.065, 0, 2 * G_PI);
    cairo_fill(cairo);
}

static void draw_person(cairo_t *cairo, double size)
{
    cairo_set_line_width(cairo, size * 0.1);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
    cairo_new_path(cairo);
    cairo_arc(cairo, size / 2, size * 0.27, size * 0.21, 0, 2 * G_PI);
    cairo_stroke(cairo);
    cairo_arc(cairo, size / 2, size * 0.98, size * 0.4, G_PI, 2 * G_PI);
    cairo_close_path(cairo);
    cairo_stroke(cairo);
}

// Where a picture `whole` long, whose figure is `part` long from `start` on, begins in a frame that is
// `room` long: the figure in the middle, but no gap at a side that the picture can fill.
static double begin_still(double room, double whole, double start, double part)
{
    double middle = room / 2 - start - part / 2;
    return whole < room ? (room - whole) / 2 : fmin(0, fmax(middle, room - whole));
}

// The figure fills the frame; of what surrounds it as much is seen as the frame has room for.
static void draw_still(cairo_t *cairo, const struct mark *mark)
{
    const struct ink_still *still = mark->still;
    const double radius = 5, scale = fmin(mark->w / still->w, mark->h / still->h);
    const double w = cairo_image_surface_get_width(still->surface) * scale,
                 h = cairo_image_surface_get_height(still->surface) * scale;
    cairo_save(cairo);
    round_path(cairo, 0, 0, mark->w, mark->h, radius);
    cairo_clip(cairo);
    cairo_translate(cairo, begin_still(mark->w, w, still->x * scale, still->w * scale),
                    begin_still(mark->h, h, still->y * scale, still->h * scale));
    cairo_scale(cairo, scale, scale);
    cairo_set_source_surface(cairo, still->surface, 0, 0);
    cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_GOOD);
    cairo_paint(cairo);
    cairo_restore(cairo);
    cairo_set_source_rgb(cairo, 0, 0, 0);
    draw_frame(cairo, mark, 0.6, radius);
}

static void draw_text(cairo_t *cairo, const struct mark *mark)
{
    double shade = mark->kind == MARK_TEXT_WHITE;
    cairo_set_source_rgb(cairo, shade, shade, shade);
    cairo_move_to(cairo, 0, 0);
    pango_cairo_show_layout(cairo, mark->text->layout);
}

static void draw_mark(cairo_t *cairo, const struct mark *mark)
{
    cairo_set_source_rgb(cairo, 0, 0, 0);
    cairo_new_path(cairo);
    switch (mark->kind) {
    case MARK_TEXT:
    case MARK_TEXT_WHITE:
        draw_text(cairo, mark);
        break;
    case MARK_RULE:
        cairo_rectangle(cairo, 0, 0, mark->w, mark->h);
        cairo_fill(cairo);
        break;
    case MARK_FRAME:
        draw_frame(cairo, mark, 2, 6);
        break;
    case MARK_LINE:
        draw_frame(cairo, mark, 1, 5);
        break;
    case MARK_TICK:
        draw_frame(cairo, mark, 1.3, 2);
        break;
    case MARK_DISC:
        cairo_arc(cairo, mark->w / 2, mark->h / 2, mark->w / 2, 0, 2 * G_PI);
        cairo_fill(cairo);
        break;
    case MARK_SIGN:
        draw_sign(cairo, mark->w);
        break;
    case MARK_PERSON:
        draw_person(cairo, mark->w);
        break;
    case MARK_STILL:
        draw_still(cairo, mark);
        break;
    }
}

void ink_draw(struct ink_pen *pen, const struct piece *piece, double x, double y, double column,
              double scale)
{
    cairo_t *cairo = pen->cairo;
    cairo_save(cairo);
    // A piece that had to shrink keeps to the side where its lines begin.
    cairo_translate(cairo, x + (piece->mirrored ? column * (1 - scale) : 0), y);
    cairo_scale(cairo, scale, scale);
    for (size_t i = 0; i < piece->count; i++) {
        const struct mark *mark = &piece->marks[i];
        cairo_save(cairo);
        cairo_translate(cairo, piece->mirrored ? column - mark->x - mark->w : mark->x, mark->y);
        draw_mark(cairo, mark);
        cairo_restore(cairo);
    }
    cairo_restore(cairo);
}

struct pixels ink_picture(ink_page *draw, const void *context, int page, double w, double h,
                          int width)
{
    // Cairo 1.16 puts letters on whole pixels. Drawn at twice the size they stand to half a pixel,
    // and words keep the shape that they have on paper.
    struct pixels large = pixels_make(width * 2, (int)lround(h * width / w) * 2);
    cairo_surface_t *surface = cairo_image_surface_create_for_data(
        (unsigned char *)large.argb, CAIRO_FORMAT_ARGB32, large.w, large.h, large.w * 4);
    struct ink_pen pen = {cairo_create(surface)};
    cairo_set_source_rgb(pen.cairo, 1, 1, 1);
    cairo_paint(pen.cairo);
    cairo_scale(pen.cairo, large.w / w, large.w / w);
    draw(context, page, &pen);
    cairo_status_t status = cairo_status(pen.cairo);
    if (status != CAIRO_STATUS_SUCCESS)
        log_error("The page's preview failed: %s.", cairo_status_to_string(status));
    cairo_destroy(pen.cairo);
    cairo_surface_destroy(surface);
    struct pixels picture = pixels_halve(&large);
    pixels_destroy(&large);
    return picture;
}

static cairo_status_t write_pdf(void *closure, const unsigned char *bytes, unsigned int count)
{
    strbuf_add_part(closure, (const char *)bytes, count);
    return CAIRO_STATUS_SUCCESS;
}

bool ink_pdf(ink_page *draw, const void *context, int pages, double w, double h, char **pdf,
             size_t *bytes)
{
    struct strbuf file = {0};
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(write_pdf, &file, w, h);
    struct ink_pen pen = {cairo_create(surface)};
    for (int page = 0; page < pages; page++) {
        draw(context, page, &pen);
        cairo_show_page(pen.cairo);
    }
    cairo_status_t drawn = cairo_status(pen.cairo);
    cairo_destroy(pen.cairo);
    cairo_surface_finish(surface);
    // Only now is all of the file written: a fault while finishing shows nowhere else.
    cairo_status_t status = drawn ? drawn : cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (status != CAIRO_STATUS_SUCCESS) {
        log_error("The page could not be made: %s.", cairo_status_to_string(status));
        strbuf_destroy(&file);
        return false;
    }
    *pdf = file.text;
    *bytes = file.length;
    return true;
}
