// The pass, mirroring, text that fits: what all widgets share. Main thread.
#include "ui.h"

#include <math.h>
#include <stdlib.h>

#include "clock.h"
#include "str.h"

int ui_target_for(int panel_mm, bool portrait, bool *wide_enough)
{
    enum { FINGER_MM = 20 };
    int px = portrait ? 1080 : 1920;
    bool narrow = panel_mm > 0 && panel_mm < (portrait ? PANEL_PORTRAIT_MM : PANEL_LANDSCAPE_MM);
    int target = narrow ? TARGET_LARGE_PX : TARGET_PX;
    *wide_enough = panel_mm <= 0 || target * panel_mm >= FINGER_MM * px;
    return target;
}

void ui_begin(struct ui *ui, const char *screen, colour background)
{
    ui->portrait = canvas_portrait(ui->canvas);
    ui->wake_ms = INT64_MAX;
    tree_begin(&ui->tree, screen);
    canvas_begin(ui->canvas, background);
}

void ui_modal(struct ui *ui, const char *sheet)
{
    tree_modal(&ui->tree, sheet);
    canvas_rect(ui->canvas, (struct rect){0, 0, ui_w(ui), ui_h(ui)}, ui->theme->scrim);
    canvas_shift(ui->canvas, motion_rise(&ui->motion, ui->now_ms));
}

void ui_change(struct ui *ui, bool rises)
{
    if (motion_start(&ui->motion, rises))
        canvas_keep(ui->canvas);
}

bool ui_press_fades(const struct ui *ui)
{
    return !ui->motion.still && ui->pointer.released_ms &&
           ui->now_ms < ui->pointer.released_ms + MOTION_PRESS_MS;
}

bool ui_end(struct ui *ui)
{
    struct motion *motion = &ui->motion;
    pointer_pass_done(&ui->pointer);
    float part = motion_part(motion, ui->now_ms);
    bool moving = motion->fading || ui_press_fades(ui);
    canvas_show(ui->canvas, part);
    bool shown = canvas_end(ui->canvas);
    int64_t now = clock_ms();
    if (motion->fading && !motion->since_ms)
        motion->since_ms = now; // however long its first picture took
    else if (part >= 1)
        motion->fading = motion->rising = false;
    bool more = motion->fading || ui_press_fades(ui);
    motion_frame(motion, shown && moving, more, now);
    if (more)
        ui_wake_in(ui, MOTION_FRAME_MS);
    return shown;
}

void ui_wake_ring(struct ui *ui, double left_s)
{
    double second = left_s - floor(left_s);
    ui_wake_in(ui, ui->motion.still ? (int)(second * 1000) + 1 : MOTION_SLOW_FRAME_MS);
}

void ui_wake_in(struct ui *ui, int ms)
{
    if (ui->now_ms + ms < ui->wake_ms)
        ui->wake_ms = ui->now_ms + ms;
}

int ui_w(const struct ui *ui)
{
    return canvas_width(ui->canvas);
}

int ui_h(const struct ui *ui)
{
    return canvas_height(ui->canvas);
}

struct rect ui_place(const struct ui *ui, struct rect r)
{
    if (ui->mirrored)
        r.x = ui_w(ui) - r.x - r.w;
    return r;
}

void ui_fill(struct ui *ui, struct rect r, colour fill)
{
    canvas_rect(ui->canvas, ui_place(ui, r), fill);
}

void ui_round(struct ui *ui, struct rect r, int radius, colour fill)
{
    canvas_round(ui->canvas, ui_place(ui, r), radius, fill);
}

void ui_outline(struct ui *ui, struct rect r, int radius, int edge, colour outline, colour fill)
{
    ui_round(ui, r, radius, outline);
    ui_round(ui, rect_inset(r, edge), radius > edge ? radius - edge : 0, fill);
}

void ui_shadow(struct ui *ui, struct rect r, int radius)
{
    if (ui->theme->shadows)
        canvas_shadow(ui->canvas, ui_place(ui, r), radius,
                      (ui->theme->ink & 0xFFFFFF) | (colour)SHADOW_ALPHA << 24);
}

void ui_rule(struct ui *ui, int x, int y, int w)
{
    ui_fill(ui, (struct rect){x, y, w, 2}, ui->theme->hair);
}

static bool points_along(const char *icon)
{
    return str_equal(icon, "back") || str_equal(icon, "next") || str_equal(icon, "finish");
}

void ui_icon(struct ui *ui, const char *name, int x, int y, int size, colour ink)
{
    const struct picture *picture = pictures_icon(ui->pictures, name, size);
    if (picture)
        canvas_picture(ui->canvas, picture, ui_place(ui, (struct rect){x, y, size, size}), ink,
                       ui->mirrored && points_along(name));
}

void ui_badge(struct ui *ui, const char *icon, struct rect r, int icon_size, colour fill,
              colour ink)
{
    ui_round(ui, r, RADIUS_BADGE, fill);
    ui_icon(ui, icon, r.x + (r.w - icon_size) / 2, r.y + (r.h - icon_size) / 2, icon_size, ink);
}

// What stands where a picture cannot be shown, in the shape the picture would have.
static void plain_field(struct ui *ui, struct rect r, struct corners corners)
{
    ui_round(ui, r, corners.radius, ui->theme->soft);
    struct rect half = {r.x, r.y, r.w, r.h / 2};
    if (!corners.top)
        ui_fill(ui, half, ui->theme->soft);
    half.y += half.h;
    half.h = r.h - half.h;
    if (!corners.bottom)
        ui_fill(ui, half, ui->theme->soft);
    int side = r.w < r.h ? r.w : r.h, size = side > 288 ? 144 : side / 2;
    ui_icon(ui, "walk", r.x + (r.w - size) / 2, r.y + (r.h - size) / 2, size,
            ui->theme->badge_mark);
}

bool ui_picture(struct ui *ui, const char *path, const char *name, struct rect r,
                struct corners corners)
{
    const struct picture *picture =
        path && *path ? pictures_file(ui->pictures, path, r.w, r.h, corners) : NULL;
    if (picture)
        canvas_picture(ui->canvas, picture, ui_place(ui, r), 0xFFFFFFFF, false);
    else
        plain_field(ui, r, corners);
    if (name)
        tree_add(&ui->tree, ROLE_PICTURE, NULL, name, ui_place(ui, r));
    return picture != NULL;
}

static bool fits(struct text_block block, struct rect r)
{
    return !block.cut && !block.broken && block.w <= r.w && (r.h == 0 || block.h <= r.h);
}

// More letters than this cannot stand in the room at any size: they are not worth measuring at each.
static size_t letters_at_most(const struct ui *ui, struct rect r)
{
    enum { PLENTY = 3000 };
    int least =
        ui->large ? 36 : 28; // px; the narrowest letters are about a quarter as wide as high
    if (r.h <= 0)
        return PLENTY;
    size_t lines = (size_t)(r.h / least + 1), letters = (size_t)(r.w * 4 / least + 1);
    return lines * letters < PLENTY ? lines * letters : PLENTY;
}

// The largest style from `type` downwards in which the words fit; the last resort is the smallest,
// cut to the lines there is room for.
static struct text_block fit(struct ui *ui, enum type type, const char *words, struct rect r,
                             struct text_style *style)
{
    *style = theme_type(type, ui->portrait, ui->large);
    if (utf8_length(words) > letters_at_most(ui, r))
        while (theme_step_down(style, ui->large))
            ;
    struct text_block block = text_measure(ui->text, words, *style, r.w);
    while (!fits(block, r)) {
        // A small word is better than a broken one.
        if (!theme_step_down(style, ui->large && !block.broken)) {
            int line = (int)((float)style->size * style->line_height + 0.5f);
            style->max_lines = r.h ? (r.h / line > 1 ? r.h / line : 1) : 0;
            return text_measure(ui->text, words, *style, r.w);
        }
        block = text_measure(ui->text, words, *style, r.w);
    }
    return block;
}

struct text_block ui_measure(struct ui *ui, enum type type, const char *words, int w, int h)
{
    struct text_style style;
    return fit(ui, type, words, (struct rect){0, 0, w, h}, &style);
}

struct text_block ui_label(struct ui *ui, struct item *item, enum type type, const char *words,
                           struct rect r, enum align align, bool middle, colour ink)
{
    if (!words || !*words)
        return (struct text_block){0};
    struct text_style style;
    struct text_block block = fit(ui, type, words, r, &style);
    struct rect at = {r.x, middle ? r.y + (r.h - block.h) / 2 : r.y, r.w, block.h};
    text_draw(ui->text, words, style, ui_place(ui, at), align, ink);
    int spare = r.w - block.w;
    at.x += align == ALIGN_START ? 0 : align == ALIGN_END ? spare : spare / 2;
    at.w = block.w;
    item->words = rect_around(item->words, ui_place(ui, at));
    item->broken = item->broken || block.broken;
    item->cut = item->cut || block.cut || (r.h && block.h > r.h);
    return block;
}

static struct text_block set(struct ui *ui, enum role role, enum type type, const char *words,
                             struct rect r, enum align align, colour ink, bool middle)
{
    if (!words || !*words)
        return (struct text_block){0};
    struct item *item = tree_add(&ui->tree, role, NULL, words, (struct rect){0});
    struct text_block block = ui_label(ui, item, type, words, r, align, middle, ink);
    item->place = item->words;
    return block;
}

struct text_block ui_text(struct ui *ui, enum type type, const char *words, struct rect r,
                          enum align align, colour ink)
{
    return set(ui, ROLE_TEXT, type, words, r, align, ink, false);
}

struct text_block ui_heading(struct ui *ui, enum type type, const char *words, struct rect r,
                             enum align align, colour ink)
{
    return set(ui, ROLE_HEADING, type, words, r, align, ink, false);
}

struct text_block ui_text_middle(struct ui *ui, enum type type, const char *words, struct rect r,
                                 enum align align, colour ink)
{
    return set(ui, ROLE_TEXT, type, words, r, align, ink, true);
}
