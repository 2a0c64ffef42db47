// Buttons, cards, answers: everything that can be tapped. Each draws itself, goes on the tree and
// returns whether it was tapped. Main thread.
#include <stdio.h>
#include <string.h>

#include "str.h"
#include "ui.h"

// As large as a finger needs on this panel; it grows round its middle.
static struct rect grown(const struct ui *ui, struct rect r)
{
    int dx = ui->target > r.w ? ui->target - r.w : 0, dy = ui->target > r.h ? ui->target - r.h : 0;
    return (struct rect){r.x - dx / 2, r.y - dy / 2, r.w + dx, r.h + dy};
}

// Puts a control on the tree and tells how it stands with the finger.
struct touch {
    struct item *item;
    bool pressed, tapped;
    float press; // how much of the pressed look shows: it comes at once and goes in a moment
};

// Of a control whose finger has left.
static float press_left(const struct ui *ui, const char *id)
{
    if (!ui_press_fades(ui) || strcmp(ui->pointer.released, id) != 0)
        return 0;
    return 1 - (float)(ui->now_ms - ui->pointer.released_ms) / MOTION_PRESS_MS;
}

static struct touch control(struct ui *ui, enum role role, const char *id, const char *words,
                            struct rect r, bool enabled)
{
    struct touch touch = {.item = tree_add(&ui->tree, role, id, words, ui_place(ui, r))};
    touch.item->enabled = enabled;
    bool live = enabled && touch.item >= ui->tree.items + ui->tree.live;
    touch.pressed = live && strcmp(ui->pointer.pressed, id) == 0;
    touch.tapped = live && strcmp(ui->pointer.tapped, id) == 0;
    touch.press = touch.pressed ? 1 : live ? press_left(ui, id) : 0;
    return touch;
}

// The face of anything tappable: edge, fill, shadow; gives the colour for what stands on it.
struct face {
    colour fill, ink, edge_colour;
    int radius, edge;
    bool shadow;
};

static void face(struct ui *ui, struct face f, struct rect r)
{
    if (f.shadow)
        ui_shadow(ui, r, f.radius);
    if (f.edge)
        ui_outline(ui, r, f.radius, f.edge, f.edge_colour, f.fill);
    else
        ui_round(ui, r, f.radius, f.fill);
}

static struct face plain_face(const struct ui *ui, int radius, bool shadow)
{
    const struct theme *t = ui->theme;
    return (struct face){t->surface, t->ink, t->outline, radius, t->edge, shadow};
}

static colour mix(colour a, colour b, float part)
{
    colour mixed = 0xFF000000;
    for (int shift = 0; shift < 24; shift += 8) {
        float from = (float)(a >> shift & 255), to = (float)(b >> shift & 255);
        mixed |= (colour)(from + (to - from) * part + 0.5f) << shift;
    }
    return mixed;
}

static void press_face(const struct ui *ui, const struct touch *touch, struct face *f,
                       struct rect *r)
{
    if (touch->press <= 0)
        return;
    f->fill = mix(f->fill, ui->theme->press, touch->press);
    f->ink = mix(f->ink, ui->theme->on_press, touch->press);
    f->edge_colour = mix(f->edge_colour, ui->theme->press, touch->press);
    f->edge = touch->pressed ? 0 : f->edge;
    f->shadow = f->shadow && !touch->pressed;
    r->y += touch->press > 0.5f ? 2 : 0;
}

static void choose_face(const struct ui *ui, struct face *f)
{
    f->fill = ui->theme->soft;
    f->edge_colour = ui->theme->primary;
    f->edge = ui->theme->chosen_edge;
    f->shadow = false;
}

static int icon_size(const struct button *button, struct rect r)
{
    return button->stacked                 ? 40
           : button->type == TYPE_QUESTION ? 112
           : button->type == TYPE_H2       ? 60
           : r.h >= 128                    ? 52
                                           : 44;
}

static void button_mark(struct ui *ui, const struct button *b, int x, struct rect r, int size,
                        colour ink)
{
    struct rect at = {x, r.y + (r.h - size) / 2, size, size};
    if (b->swatch)
        ui_outline(ui, at, size / 4, 4, b->swatch_edge, b->swatch);
    else
        ui_icon(ui, b->icon, at.x, at.y, size, ink);
}

// Icon and words side by side, centred as one or from the start.
static void button_line(struct ui *ui, const struct button *b, struct item *item, struct rect r,
                        colour ink)
{
    enum type type = b->type ? b->type : TYPE_BUTTON;
    bool marked = b->icon || b->swatch;
    int icon = !marked      ? 0
               : b->icon_px ? b->icon_px
                            : icon_size(b, r),
        gap = marked ? 14 + icon / 6 - 7 : 0, pad = r.w >= 260 ? 24 : 12;
    enum { TICK = 44 };
    if (b->look == LOOK_CHOSEN)
        ui_dot(ui, NULL, r.x + r.w - pad - TICK, r.y + (r.h - TICK) / 2, TICK, ui->theme->primary,
               ui->theme->on_primary);
    if (b->look == LOOK_CHOSEN || b->at_start) // what may be chosen keeps its place for the tick
        r.w -= TICK + 12;
    int room = r.w - 2 * pad - icon - gap;
    struct text_block hint = {0};
    if (b->hint) {
        hint = ui_measure(ui, TYPE_SMALL, b->hint, room * 2 / 3, r.h);
        room -= hint.w + 12;
    }
    struct text_block words = ui_measure(ui, type, b->words, room, r.h - 8);
    int x = b->at_start ? r.x + pad + 8
                        : r.x + (r.w - icon - gap - words.w - (b->hint ? hint.w + 12 : 0)) / 2;
    if (marked && !b->icon_after) {
        button_mark(ui, b, x, r, icon, ink);
        x += icon + gap;
    }
    ui_label(ui, item, type, b->words, (struct rect){x, r.y + 4, words.w + 1, r.h - 8}, ALIGN_START,
             true, ink);
    x += words.w + gap;
    if (b->hint)
        ui_label(ui, item, TYPE_SMALL, b->hint, (struct rect){x, r.y + 4, hint.w + 1, r.h - 8},
                 ALIGN_START, true, ink);
    if (marked && b->icon_after)
        button_mark(ui, b, x, r, icon, ink);
}

bool ui_button(struct ui *ui, struct button b, struct rect r)
{
    r = grown(ui, r);
    const struct theme *t = ui->theme;
    bool ready = b.look != LOOK_NOT_READY;
    struct touch touch = control(ui, ROLE_BUTTON, b.id, b.words, r, ready);
    touch.item->chosen = b.look == LOOK_CHOSEN;
    struct face f = plain_face(ui, RADIUS_BUTTON, false);
    if (b.look == LOOK_MAIN) {
        f.fill = t->primary;
        f.ink = t->on_primary;
        f.edge = 0;
    } else if (b.look == LOOK_SUN) {
        f.fill = t->sun;
        f.ink = t->on_sun;
        f.edge = 0;
    } else if (b.look == LOOK_CHOSEN) {
        choose_face(ui, &f);
    } else if (b.look == LOOK_ON_PINE) {
        f.fill = t->pine;
        f.ink = f.edge_colour = t->on_pine;
    } else if (!ready) {
        f.fill = t->disabled;
        f.ink = t->ink2;
        f.edge = 0;
    }
    press_face(ui, &touch, &f, &r);
    face(ui, f, r);
    if (!ready)
        canvas_dashed(ui->canvas, ui_place(ui, r), RADIUS_BUTTON, t->edge, t->outline);
    if (b.stacked) {
        int size = icon_size(&b, r), y = r.y + 16;
        ui_icon(ui, b.icon, r.x + (r.w - size) / 2, y, size, f.ink);
        ui_label(ui, touch.item, TYPE_LABEL, b.words,
                 (struct rect){r.x + 8, y + size, r.w - 16, r.h - size - 24}, ALIGN_CENTRE, true,
                 f.ink);
    } else {
        button_line(ui, &b, touch.item, r, f.ink);
    }
    return touch.tapped;
}

static void card_badge(struct ui *ui, const struct card *card, const struct face *f, bool pressed,
                       struct rect r)
{
    const struct theme *t = ui->theme;
    bool plain = card->look == LOOK_PLAIN;
    colour fill = plain ? t->soft : t->surface;
    colour ink = plain ? t->badge_mark : t->ink;
    if (!t->shadows && card->look != LOOK_SUN)
        ui_outline(ui, r, RADIUS_BADGE, 3, ink, t->surface); // dark: an outlined badge
    else
        ui_round(ui, r, RADIUS_BADGE, pressed ? f->fill : fill);
    int size = r.w * 62 / 100;
    ui_icon(ui, card->icon, r.x + (r.w - size) / 2, r.y + (r.h - size) / 2, size,
            pressed ? f->ink : ink);
}

static void play_mark(struct ui *ui, int x, int y, int size, bool pressed)
{
    const struct theme *t = ui->theme;
    ui_round(ui, (struct rect){x, y, size, size}, size / 2, pressed ? t->on_press : t->primary);
    int mark = size * 44 / 100;
    ui_icon(ui, "play", x + (size - mark) / 2 + size / 30, y + (size - mark) / 2, mark,
            pressed ? t->press : t->on_primary);
}

// Title and one line under it, from `top` of the room or in its middle; the line goes first if
// there is no room for both.
static void card_words(struct ui *ui, const struct card *card, struct touch *touch,
                       enum type title_type, enum type line_type, struct rect room, bool middle,
                       colour ink)
{
    struct text_block title = ui_measure(ui, title_type, card->title, room.w, room.h);
    struct text_block line = {0};
    bool second = card->line && *card->line;
    if (second)
        touch->item->line = str_copy(card->line); // read aloud also where there is no room for it
    if (second) {
        line = ui_measure(ui, line_type, card->line, room.w, room.h - title.h - 4);
        second = !line.cut && line.h <= room.h - title.h - 4;
    }
    int used = title.h + (second ? 4 + line.h : 0);
    int y = middle ? room.y + (room.h - used) / 2 : room.y + room.h - used;
    ui_label(ui, touch->item, title_type, card->title, (struct rect){room.x, y, room.w, title.h},
             ALIGN_START, false, ink);
    if (second)
        ui_label(ui, touch->item, line_type, card->line,
                 (struct rect){room.x, y + title.h + 4, room.w, line.h}, ALIGN_START, false, ink);
}

// Picture on top, words and mark below.
static void tall_card(struct ui *ui, const struct card *card, const struct face *f,
                      struct touch *touch, struct rect r)
{
    int foot = 256 < r.h / 2 ? 256 : r.h / 2;
    if (r.w > 800)
        foot = 150;
    else if (r.h < 500)
        foot = 132; // one of many
    struct rect picture = {r.x + f->edge, r.y + f->edge, r.w - 2 * f->edge, r.h - foot - f->edge};
    if (touch->pressed)
        picture = (struct rect){r.x, r.y, r.w, r.h - foot};
    int radius = touch->pressed ? f->radius : f->radius - f->edge;
    ui_picture(ui, card->picture, NULL, picture, (struct corners){radius, true, false});
    int mark = card->play ? (foot > 200 ? 124 : foot > 140 ? 116 : 96) : card->enabled ? 48 : 0;
    int pad = foot > 140 ? 48 : 28, top = r.y + r.h - foot;
    struct rect words = {r.x + pad, top + 16, r.w - 2 * pad - mark - (mark ? 24 : 0), foot - 32};
    bool many = foot < 140;
    card_words(ui, card, touch, many ? TYPE_H3 : TYPE_H2, many ? TYPE_BODY : TYPE_LARGE, words,
               true, f->ink);
    int x = r.x + r.w - (many ? 24 : 44) - mark, y = top + (foot - mark) / 2;
    if (card->play)
        play_mark(ui, x, y, mark, touch->pressed);
    else if (mark)
        ui_icon(ui, "next", x, y, mark, f->ink);
}

// Picture at the start, words beside it: a row of a list.
static void side_card(struct ui *ui, const struct card *card, const struct face *f,
                      struct touch *touch, struct rect r)
{
    int wide = (r.h - 2 * f->edge) * 16 / 9;
    struct rect picture = {r.x + f->edge, r.y + f->edge, wide, r.h - 2 * f->edge};
    ui_picture(ui, card->picture, NULL, picture, (struct corners){f->radius - f->edge, true, true});
    int mark = card->play ? 104 : 48, end = r.x + r.w - 32 - mark;
    struct rect words = {picture.x + wide + 28, r.y + 8, end - 20 - picture.x - wide - 28,
                         r.h - 16};
    card_words(ui, card, touch, TYPE_H3, TYPE_BODY, words, true, f->ink);
    if (card->play)
        play_mark(ui, end, r.y + (r.h - mark) / 2, mark, touch->pressed);
    else
        ui_icon(ui, "next", end, r.y + (r.h - mark) / 2, mark, f->ink);
}

// Badge, words, arrow: side by side when the card is wider than high, words at the foot when it is
// not.
static void short_card(struct ui *ui, const struct card *card, const struct face *f,
                       struct touch *touch, struct rect r)
{
    bool beside = r.w > 2 * r.h, large = beside && r.h >= 240;
    int pad = beside && !large ? 24 : 40, badge = large ? 136 : 104, arrow = 48;
    if (badge > r.h - 2 * pad)
        badge = r.h - 2 * pad;
    int left = r.x + (large ? 56 : pad), top = beside ? r.y + (r.h - badge) / 2 : r.y + 34;
    card_badge(ui, card, f, touch->pressed, (struct rect){left, top, badge, badge});
    int arrow_x = r.x + r.w - 40 - arrow;
    ui_icon(ui, "next", arrow_x, beside ? r.y + (r.h - arrow) / 2 : top + 28, arrow, f->ink);
    if (beside) {
        int x = left + badge + (large ? 40 : 28);
        struct rect room = {x, r.y + 8, arrow_x - 24 - x, r.h - 16};
        card_words(ui, card, touch, large ? TYPE_H2 : TYPE_H3, large ? TYPE_LARGE : TYPE_BODY, room,
                   true, f->ink);
    } else {
        struct rect room = {left, top + badge + 12, r.w - 2 * pad, r.h - 34 - badge - 12 - 34};
        card_words(ui, card, touch, TYPE_H3, TYPE_BODY, room, false, f->ink);
    }
}

bool ui_card(struct ui *ui, struct card card, struct rect r)
{
    struct touch touch = control(ui, ROLE_BUTTON, card.id, card.title, r, card.enabled);
    struct face f = plain_face(ui, RADIUS_CARD, true);
    if (card.look == LOOK_SUN) {
        f.fill = ui->theme->sun;
        f.ink = ui->theme->on_sun;
    } else if (card.look == LOOK_SUNSOFT) {
        f.fill = ui->theme->sunsoft;
        f.ink = ui->theme->on_sunsoft;
    }
    if (!card.enabled) {
        f.fill = ui->theme->disabled;
        f.ink = ui->theme->ink2;
        f.shadow = false;
    }
    press_face(ui, &touch, &f, &r);
    face(ui, f, r);
    if (card.picture && r.w > 2 * r.h)
        side_card(ui, &card, &f, &touch, r);
    else if (card.picture)
        tall_card(ui, &card, &f, &touch, r);
    else
        short_card(ui, &card, &f, &touch, r);
    return touch.tapped;
}

bool ui_answer(struct ui *ui, const char *id, const char *words, const char *icon, bool chosen,
               struct rect r)
{
    const struct theme *t = ui->theme;
    struct touch touch = control(ui, ROLE_ANSWER, id, words, r, true);
    touch.item->chosen = chosen;
    struct face f = plain_face(ui, RADIUS_CARD, true);
    if (chosen)
        choose_face(ui, &f);
    press_face(ui, &touch, &f, &r);
    face(ui, f, r);
    bool wide = r.w > 700;
    int badge = wide ? 112 : 120, mark = 76, gap = 36;
    if (r.h < badge + 24)
        badge = r.h - 24;
    // The tick's place is kept, chosen or not: the words do not move under the finger.
    int tick = 56, tick_y = 20, room = r.w - badge - gap - 64;
    struct text_block block = ui_measure(ui, TYPE_ANSWER, words, room, r.h - 8);
    if ((r.h - block.h) / 2 < tick_y + tick)
        block = ui_measure(ui, TYPE_ANSWER, words, room - tick - 16, r.h - 8);
    int x = wide ? r.x + 44 : r.x + (r.w - badge - gap - block.w) / 2;
    int y = r.y + (r.h - badge) / 2;
    if (t->shadows)
        ui_round(ui, (struct rect){x, y, badge, badge}, badge / 2,
                 touch.pressed ? f.fill
                 : chosen      ? t->surface
                               : t->soft);
    else
        ui_outline(ui, (struct rect){x, y, badge, badge}, badge / 2, 3, t->badge_mark, t->surface);
    ui_icon(ui, icon, x + (badge - mark) / 2, y + (badge - mark) / 2, mark,
            touch.pressed && t->shadows ? f.ink : t->badge_mark);
    ui_label(ui, touch.item, TYPE_ANSWER, words,
             (struct rect){x + badge + gap, r.y + 4, block.w + 1, r.h - 8}, ALIGN_START, true,
             f.ink);
    if (chosen)
        ui_dot(ui, NULL, r.x + r.w - 80, r.y + tick_y, tick, t->primary, t->on_primary);
    return touch.tapped;
}

bool ui_small_answer(struct ui *ui, const char *id, const char *words, const char *icon,
                     bool chosen, struct rect r)
{
    r = grown(ui, r);
    const struct theme *t = ui->theme;
    struct touch touch = control(ui, ROLE_ANSWER, id, words, r, true);
    touch.item->chosen = chosen;
    struct face f = plain_face(ui, RADIUS_BUTTON, false);
    if (chosen)
        choose_face(ui, &f);
    press_face(ui, &touch, &f, &r);
    face(ui, f, r);
    int mark = 48, gap = 24, tick = chosen ? 52 : 0;
    struct text_block block = ui_measure(ui, TYPE_H2, words, r.w - mark - gap - tick - 72, r.h - 8);
    int x = r.x + (r.w - mark - gap - block.w - (tick ? 30 + tick : 0)) / 2;
    ui_icon(ui, icon, x, r.y + (r.h - mark) / 2, mark, f.ink);
    x += mark + gap;
    ui_label(ui, touch.item, TYPE_H2, words, (struct rect){x, r.y + 4, block.w + 1, r.h - 8},
             ALIGN_START, true, f.ink);
    if (tick)
        ui_dot(ui, NULL, x + block.w + 30, r.y + (r.h - tick) / 2, tick, t->primary, t->on_primary);
    return touch.tapped;
}

bool ui_toggle(struct ui *ui, const char *id, const char *words, const char *picture, bool on,
               struct rect r)
{
    const struct theme *t = ui->theme;
    struct touch touch = control(ui, ROLE_SWITCH, id, words, r, true);
    touch.item->chosen = on;
    struct face f = plain_face(ui, RADIUS_CARD, false);
    if (on)
        choose_face(ui, &f);
    press_face(ui, &touch, &f, &r);
    face(ui, f, r);
    int x = r.x + 18, high = r.h - 32 < 104 ? r.h - 32 : 104;
    struct text_block beside =
        ui_measure(ui, TYPE_BUTTON, words, r.w - 18 - high * 3 / 2 - 24 - 64 - 40, r.h - 16);
    // The picture goes before a word is broken or cut, and in larger text where there is little room.
    if (picture && !beside.broken && !beside.cut && !(ui->portrait && ui->large)) {
        int wide = high * 3 / 2;
        ui_picture(ui, picture, NULL, (struct rect){x, r.y + (r.h - high) / 2, wide, high},
                   (struct corners){20, true, true});
        x += wide + 24;
    } else {
        x += 14;
    }
    int box = 64, at = r.x + r.w - 24 - box;
    struct rect tick = {at, r.y + (r.h - box) / 2, box, box};
    if (on) {
        ui_round(ui, tick, 16, t->primary);
        ui_icon(ui, "check", tick.x + 10, tick.y + 10, 44, t->on_primary);
    } else {
        ui_outline(ui, tick, 16, 4, touch.pressed ? f.ink : t->outline, f.fill);
    }
    ui_label(ui, touch.item, TYPE_BUTTON, words, (struct rect){x, r.y + 8, at - x - 16, r.h - 16},
             ALIGN_START, true, f.ink);
    return touch.tapped;
}

bool ui_switch(struct ui *ui, const char *id, const char *words, const char *icon, bool on,
               struct rect r)
{
    r = grown(ui, r);
    const struct theme *t = ui->theme;
    struct touch touch = control(ui, ROLE_SWITCH, id, words, r, true);
    touch.item->chosen = on;
    struct face f = plain_face(ui, RADIUS_BUTTON, false);
    press_face(ui, &touch, &f, &r);
    face(ui, f, r);
    int knob_w = 74, knob_h = 42, x = r.x + 16, end = r.x + r.w - 16 - knob_w;
    if (icon && r.w >= 280) {
        ui_icon(ui, icon, x, r.y + (r.h - 44) / 2, 44, f.ink);
        x += 44 + 14;
    }
    ui_label(ui, touch.item, TYPE_BUTTON, words, (struct rect){x, r.y + 4, end - x - 12, r.h - 8},
             ALIGN_START, true, f.ink);
    struct rect rail = {end, r.y + (r.h - knob_h) / 2, knob_w, knob_h};
    ui_outline(ui, rail, knob_h / 2, 3, on ? t->primary : t->outline, on ? t->primary : f.fill);
    int knob = knob_h - 12;
    ui_round(ui,
             (struct rect){on ? rail.x + knob_w - knob - 6 : rail.x + 6, rail.y + 6, knob, knob},
             knob / 2, on ? t->on_primary : t->outline);
    return touch.tapped;
}

bool ui_area(struct ui *ui, const char *id, const char *words, struct rect r)
{
    return control(ui, ROLE_BUTTON, id, words, grown(ui, r), true).tapped;
}
