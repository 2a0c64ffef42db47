// Dial, pips, bars: parts that show a state and cannot be tapped. Main thread.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "str.h"
#include "ui.h"

void ui_dot(struct ui *ui, const char *words, int x, int y, int size, colour fill, colour ink)
{
    ui_round(ui, (struct rect){x, y, size, size}, size / 2, fill);
    if (!words) {
        int mark = size * 62 / 100;
        ui_icon(ui, "check", x + (size - mark) / 2, y + (size - mark) / 2, mark, ink);
        return;
    }
    struct text_style style = {WEIGHT_BLACK, size * 55 / 100, 1.2f, 1};
    struct text_block block = text_measure(ui->text, words, style, size * 2);
    struct rect place = ui_place(ui, (struct rect){x, y, size, size});
    place.x -= size / 2; // wide numbers may stand out a little, but stay centred
    place.w = size * 2;
    place.y += (size - block.h) / 2;
    text_draw(ui->text, words, style, place, ALIGN_CENTRE, ink);
}

struct set_pair {
    enum type head_type, line_type;
    struct text_block head, line; // `line` is empty where there is none
    bool large_head, large_line;
};

// With ui->large as asked; the block is as high as it will be drawn.
static struct text_block measure_as(struct ui *ui, bool large, enum type type, const char *words,
                                    int w, int h)
{
    bool was = ui->large;
    ui->large = large;
    struct text_block block = ui_measure(ui, type, words, w, h);
    ui->large = was;
    return block;
}

// How a heading and its line are set; the least is the same in larger text. No heading becomes
// smaller there than it is in normal text, nor smaller than its line.
struct pair_way {
    enum type head, line;
    bool large_head, large_line;
};
#define AS_ASKED TYPES // the line's own type
static const struct pair_way ways[] = {
    {TYPE_H3, AS_ASKED, true, true},      {TYPE_BUTTON, TYPE_BODY, true, true},
    {TYPE_H3, TYPE_SMALL, false, true},   {TYPE_H3, AS_ASKED, false, false},
    {TYPE_LABEL, AS_ASKED, false, false}, {TYPE_SMALL_BOLD, AS_ASKED, false, false}};
enum { WAYS = sizeof ways / sizeof *ways, FIRST_NORMAL = 3, LEAST_LINE = 37 };

// A heading and one line under it. What a heading leaves no room for may be what to do: rather than
// to lose it, both are set smaller. What has no room even so is cut, and an item of the tree says
// so.
static struct set_pair set_pair(struct ui *ui, const char *text, const char *line, int w, int h,
                                enum type line_type)
{
    struct set_pair pair = {0};
    bool has_line = line && *line;
    for (size_t i = ui->large ? 0 : FIRST_NORMAL; i < WAYS; i++) {
        pair = (struct set_pair){.head_type = ways[i].head,
                                 .line_type = ways[i].line == AS_ASKED ? line_type : ways[i].line,
                                 .large_head = ways[i].large_head,
                                 .large_line = ways[i].large_line};
        pair.head = measure_as(ui, pair.large_head, pair.head_type, text, w, h);
        int room = h - pair.head.h;
        if (has_line && room > 0)
            pair.line = measure_as(ui, pair.large_line, pair.line_type, line, w, room);
        if (!pair.head.cut && !pair.line.cut && pair.line.h <= room && (room > 0 || !has_line))
            return pair;
    }
    if (has_line && h - pair.head.h < LEAST_LINE) { // a heading without end
        pair.head = measure_as(ui, false, pair.head_type, text, w, h - LEAST_LINE);
        pair.line = measure_as(ui, false, pair.line_type, line, w, LEAST_LINE);
    }
    return pair;
}

static void draw_as(struct ui *ui, bool large, enum type type, const char *words, struct rect r,
                    colour ink)
{
    bool was = ui->large;
    ui->large = large;
    ui_text(ui, type, words, r, ALIGN_START, ink);
    ui->large = was;
}

// In the middle of `r`, or at its top.
static void head_and_line(struct ui *ui, const char *text, const char *line, struct rect r,
                          enum type line_type, bool middle)
{
    struct set_pair pair = set_pair(ui, text, line, r.w, r.h, line_type);
    int y = middle ? r.y + (r.h - pair.head.h - pair.line.h) / 2 : r.y;
    struct rect head = {r.x, y, r.w, pair.head.h}, under = {r.x, y + head.h, r.w, pair.line.h};
    draw_as(ui, pair.large_head, pair.head_type, text, head, ui->theme->ink);
    draw_as(ui, pair.large_line, pair.line_type, line, under, ui->theme->ink2);
}

enum { NOTE_BADGE = 104, NOTE_GAP = 28 };

static struct rect note_words(struct rect r)
{
    int badge = NOTE_BADGE < r.h - 16 ? NOTE_BADGE : r.h - 16, x = r.x + badge + NOTE_GAP;
    return (struct rect){x, r.y + 4, r.x + r.w - x, r.h - 8};
}

bool ui_note_fits(struct ui *ui, const char *text, const char *line, struct rect r)
{
    struct rect at = note_words(r);
    struct set_pair pair = set_pair(ui, text, line, at.w, at.h, TYPE_BODY);
    return !*line || (!pair.line.cut && pair.head_type == TYPE_H3 && pair.large_head == ui->large);
}

void ui_note(struct ui *ui, const char *icon, const char *text, const char *line, struct rect r,
             colour fill, colour mark)
{
    int badge = NOTE_BADGE < r.h - 16 ? NOTE_BADGE : r.h - 16;
    ui_badge(ui, icon, (struct rect){r.x, r.y + (r.h - badge) / 2, badge, badge}, badge * 62 / 100,
             fill, mark);
    head_and_line(ui, text, line, note_words(r), TYPE_BODY, true);
}

void ui_step(struct ui *ui, int number, const char *text, const char *line, struct rect r,
             enum type line_type, bool middle)
{
    enum { DOT = 64, GAP = 30 };
    char words[12];
    snprintf(words, sizeof words, "%d", number);
    ui_dot(ui, words, r.x, middle ? r.y + (r.h - DOT) / 2 : r.y + 2, DOT, ui->theme->primary,
           ui->theme->on_primary);
    int x = r.x + DOT + GAP;
    head_and_line(ui, text, line, (struct rect){x, r.y + (middle ? 2 : 6), r.x + r.w - x, r.h - 6},
                  line_type, middle);
}

static void ring_ticks(struct ui *ui, float cx, float cy, float radius, int ticks)
{
    for (int i = 0; i < ticks; i++) {
        float turn = (float)i / (float)ticks * 6.2831853f;
        float dx = sinf(turn), dy = -cosf(turn);
        float length = i % 5 == 0 ? 16 : 8;
        canvas_line(ui->canvas, cx + dx * (radius - length), cy + dy * (radius - length),
                    cx + dx * radius, cy + dy * radius, i % 5 == 0 ? 4 : 3, ui->theme->ink);
    }
}

void ui_ring(struct ui *ui, struct rect r, float part, int ticks, const char *number,
             const char *unit)
{
    const struct theme *t = ui->theme;
    if (ui->motion.still && ticks > 0) // from mark to mark, as the number goes
        part = ceilf(part * (float)ticks - 0.001f) / (float)ticks;
    struct rect place = ui_place(ui, r);
    float size = (float)r.w, cx = (float)place.x + size / 2, cy = (float)place.y + size / 2;
    float line = size * 30 / 368, radius = size / 2 - 44;
    // More marks than that stand too close together to be told apart.
    while (ticks > 60)
        ticks /= 2;
    if (ticks > 0)
        ring_ticks(ui, cx, cy, size / 2 - 2, ticks);
    canvas_arc(ui->canvas, cx, cy, radius, line, 0, 1, t->sunken);
    if (part > 0)
        canvas_arc(ui->canvas, cx, cy, radius, line, 0, part > 1 ? 1 : part, t->primary);
    if (part > 0 && part < 1) {
        float turn = part * 6.2831853f;
        float x = cx + sinf(turn) * radius, y = cy - cosf(turn) * radius, dot = line * 1.55f;
        // A line without length is a disc that may stand between px: the end moves smoothly.
        canvas_line(ui->canvas, x, y, x, y, dot, t->ink);
        canvas_line(ui->canvas, x, y, x, y, dot - 8, t->sun);
    }
    struct text_style style = {WEIGHT_BLACK, r.w * 36 / 100, 1.0f, 1};
    struct text_block block = text_measure(ui->text, number, style, r.w);
    int lift = unit && *unit ? r.w * 5 / 100 : 0;
    struct rect at = {place.x, place.y + (r.h - block.h) / 2 - lift, r.w, block.h};
    text_draw(ui->text, number, style, at, ALIGN_CENTRE, t->ink);
    char *name = str_format("%s %s", number, unit ? unit : "");
    struct item *item = tree_add(&ui->tree, ROLE_TIMER, NULL, name, place);
    free(name);
    item->words = (struct rect){place.x + (r.w - block.w) / 2, at.y, block.w, block.h};
    if (lift) {
        struct rect words = {r.x + r.w / 5, r.y + r.h / 2 + r.w * 15 / 100, r.w * 3 / 5, 56};
        ui_label(ui, item, TYPE_LABEL, unit, words, ALIGN_CENTRE, false, t->ink);
    }
}

void ui_pips(struct ui *ui, int x, int y, int size, int gap, int count, int now, bool joined)
{
    const struct theme *t = ui->theme;
    if (joined && count > 1)
        ui_fill(ui, (struct rect){x + size / 2, y + size / 2 - 3, (count - 1) * (size + gap), 6},
                t->outline);
    for (int i = 0; i < count; i++) {
        char number[12];
        snprintf(number, sizeof number, "%d", i + 1);
        struct rect dot = {x + i * (size + gap), y, size, size};
        if (i < now) {
            ui_dot(ui, NULL, dot.x, dot.y, size, t->primary, t->on_primary);
        } else if (i == now) {
            int grow = joined ? 6 : 0;
            dot = rect_inset(dot, -grow);
            ui_round(ui, dot, dot.w / 2, t->shadows ? t->ink : t->outline);
            ui_dot(ui, number, dot.x + 4, dot.y + 4, dot.w - 8, t->sun, t->on_sun);
        } else {
            ui_round(ui, dot, size / 2, t->outline);
            ui_dot(ui, number, dot.x + 3, dot.y + 3, size - 6, t->surface, t->ink);
        }
    }
}

void ui_progress(struct ui *ui, struct rect r, int done, int count)
{
    const struct theme *t = ui->theme;
    ui_outline(ui, r, r.h / 2, 3, t->outline, t->sunken);
    struct rect in = rect_inset(r, 3);
    int from = in.w * done / count, to = in.w * (done + 1) / count;
    colour full = t->shadows ? t->primary : t->ink;
    if (done > 0) {
        ui_round(ui, (struct rect){in.x, in.y, from + in.h / 2, in.h}, in.h / 2, full);
        ui_fill(ui, (struct rect){in.x + from - 4, in.y, in.h / 2 + 4, in.h}, full);
    }
    if (done >= count)
        return;
    struct rect now = {in.x + from, in.y, to - from, in.h}, middle = now;
    bool first = done == 0, last = done + 1 == count;
    if (first || last) // the ends of the rail are round, and so is what fills them
        ui_round(ui, now, in.h / 2, t->sun);
    middle.x += first ? in.h / 2 : 0;
    middle.w -= (first ? in.h / 2 : 0) + (last ? in.h / 2 : 0);
    ui_fill(ui, middle, t->sun);
    if (!first)
        ui_fill(ui, (struct rect){now.x, now.y, 4, now.h}, t->ink);
    if (!last)
        ui_fill(ui, (struct rect){now.x + now.w - 4, now.y, 4, now.h}, t->ink);
}

void ui_bar(struct ui *ui, struct rect r, float part)
{
    const struct theme *t = ui->theme;
    ui_outline(ui, r, r.h / 2, 3, t->outline, t->sunken);
    struct rect in = rect_inset(r, 3);
    in.w = (int)((float)in.w * (part > 1 ? 1 : part));
    if (in.w >= in.h)
        ui_round(ui, in, in.h / 2, t->primary);
}

// Small also in larger text: a neighbour shall not read from it what the patient answered.
void ui_staff_line(struct ui *ui, const char *label, const char *words, struct rect r)
{
    const struct theme *t = ui->theme;
    bool large = ui->large;
    ui->large = false;
    ui_round(ui, r, 20, t->panel);
    ui_icon(ui, "staff", r.x + 28, r.y + (r.h - 44) / 2, 44, t->ink);
    int x = r.x + 88;
    struct text_block bold = ui_measure(ui, TYPE_SMALL_BOLD, label, r.w / 3, r.h);
    ui_text_middle(ui, TYPE_SMALL_BOLD, label, (struct rect){x, r.y, bold.w + 1, r.h}, ALIGN_START,
                   t->ink);
    x += bold.w + 8;
    ui_text_middle(ui, TYPE_SMALL, words, (struct rect){x, r.y, r.x + r.w - 20 - x, r.h},
                   ALIGN_START, t->ink);
    ui->large = large;
}
