// What the staff screens share: top, bar, and a panel of rows that pages by what fits. Main thread.
#include <stdlib.h>

#include "staff.h"
#include "str.h"

enum { LOOK_EVERY_MS = 2000 };

// ---- top ----------------------------------------------------------------------------------------

static int chip(struct ui *ui, const char *icon, const char *words, int end, int y, bool warns)
{
    const struct theme *t = ui->theme;
    struct text_block block = ui_measure(ui, TYPE_SMALL_BOLD, words, 500, 56);
    struct rect r = {end - block.w - 100, y, block.w + 100, 60};
    if (warns)
        ui_outline(ui, r, 28, 3, t->tier[TIER_SAME_DAY], t->tier_soft[TIER_SAME_DAY]);
    else
        ui_round(ui, r, 28, t->soft);
    ui_icon(ui, icon, r.x + 24, y + 13, 34, warns ? t->tier[TIER_SAME_DAY] : t->ink);
    ui_text_middle(ui, TYPE_SMALL_BOLD, words, (struct rect){r.x + 70, y, block.w + 1, 60},
                   ALIGN_START, t->ink);
    return r.x;
}

static const char *closes_in(struct stage *stage)
{
    int left = (int)((stage->idle_left_ms + 999) / 1000);
    ui_wake_in(stage->ui, 1000);
    char *time = str_format("%d:%02d", left / 60, left % 60);
    const char *words =
        stage_keep(stage, str_replace(stage_word(stage, "Closes in {time}"), "time", time));
    free(time);
    return words;
}

void staff_top(struct stage *stage, const char *name, const char *title, bool problems)
{
    struct ui *ui = stage->ui;
    ui_begin(ui, name, ui->theme->bg);
    bool portrait = ui->portrait;
    struct staff *staff = stage->staff;
    const struct status *status = staff->status;
    if (staff->news == NEWS_ASKED && stage->now_ms >= staff->collect_ms) {
        staff->collect_ms = stage->now_ms + LOOK_EVERY_MS;
        staff->ask = STAFF_COLLECT;
    }
    const char *closes = closes_in(stage);
    const char *fix =
        problems && status && status->troubles_count
            ? stage_count(stage, "{n} thing to fix", "{n} things to fix", status->troubles_count)
            : NULL;
    int y = portrait ? 156 : 58, end = ui_w(ui) - MARGIN;
    if (portrait) { // they stand at the start, one after the other
        end = MARGIN + 100 + ui_measure(ui, TYPE_SMALL_BOLD, closes, 500, 56).w;
        if (fix)
            end += 116 + ui_measure(ui, TYPE_SMALL_BOLD, fix, 500, 56).w;
    }
    int begin = chip(ui, "lock", closes, end, y, false);
    if (fix)
        begin = chip(ui, "warn", fix, begin - 16, y, true);
    int w = portrait ? ui_w(ui) - 2 * MARGIN : begin - 2 * MARGIN;
    ui_heading(ui, TYPE_H1, title, (struct rect){MARGIN, 48, w, portrait ? 96 : 110}, ALIGN_START,
               ui->theme->ink);
}

struct rect staff_body(const struct ui *ui)
{
    return ui->portrait ? (struct rect){MARGIN, 244, 952, 1324}
                        : (struct rect){MARGIN, 176, 1792, 736};
}

// ---- bar ----------------------------------------------------------------------------------------

enum { BAR_BUTTONS_MAX = 8, BAR_GAP = 16 };

static int button_width(struct ui *ui, const struct button *button, bool icons)
{
    enum type type = icons ? TYPE_BUTTON : TYPE_LABEL;
    return ui_measure(ui, type, button->words, 800, 96).w + (icons ? 64 + 56 : 48);
}

static const char *bar_landscape(struct stage *stage, const struct button *buttons, size_t count)
{
    struct ui *ui = stage->ui;
    int widths[BAR_BUTTONS_MAX], room = ui_w(ui) - 2 * MARGIN, total = room + 1;
    bool icons = true;
    for (int turn = 0; turn < 2 && total > room; turn++) {
        icons = turn == 0;
        total = BAR_GAP * (int)(count - 1);
        for (size_t i = 0; i < count; i++)
            total += widths[i] = button_width(ui, &buttons[i], icons);
    }
    const char *tapped = NULL;
    int x = MARGIN;
    for (size_t i = 0; i < count; i++) {
        struct button button = buttons[i];
        if (!icons) {
            button.icon = NULL;
            button.type = TYPE_LABEL;
        }
        if (total > room)
            widths[i] = (room - BAR_GAP * (int)(count - 1)) / (int)count;
        if (ui_button(ui, button, (struct rect){x, 957, widths[i], 104}))
            tapped = button.id;
        x += widths[i] + BAR_GAP;
        if (i == 0 && count > 1 && total < room)
            x += room - total;
    }
    return tapped;
}

static const char *bar_portrait(struct stage *stage, const struct button *buttons, size_t count)
{
    struct ui *ui = stage->ui;
    int w = (952 - BAR_GAP * (int)(count - 1)) / (int)count;
    if (count < 4)
        w = 226;
    bool icons = true;
    for (size_t i = 0; i < count; i++) {
        struct text_block block = ui_measure(ui, TYPE_LABEL, buttons[i].words, w - 16, 72);
        icons = icons && !block.cut && !block.broken && block.h <= 72;
    }
    const char *tapped = NULL;
    for (size_t i = 0; i < count; i++) {
        struct button button = buttons[i];
        button.stacked = icons;
        button.type = TYPE_LABEL;
        if (!icons)
            button.icon = NULL;
        if (ui_button(ui, button, (struct rect){MARGIN + (int)i * (w + BAR_GAP), 1769, w, 136}))
            tapped = button.id;
    }
    return tapped;
}

const char *staff_bar(struct stage *stage, const struct button *buttons, size_t count)
{
    struct ui *ui = stage->ui;
    int top = ui->portrait ? 1752 : 936;
    ui_fill(ui, (struct rect){0, top, ui_w(ui), ui_h(ui) - top}, ui->theme->surface);
    ui_rule(ui, 0, top, ui_w(ui));
    return ui->portrait ? bar_portrait(stage, buttons, count)
                        : bar_landscape(stage, buttons, count);
}

const char *staff_bar_back(struct stage *stage, const char *back, const struct button *more,
                           size_t count)
{
    struct button buttons[BAR_BUTTONS_MAX] = {
        {.id = "back", .words = stage_word(stage, "Back"), .icon = "back", .look = LOOK_MAIN},
        {.id = "close", .words = stage_word(stage, "Close"), .icon = "cross"},
    };
    for (size_t i = 0; i < count && i + 2 < BAR_BUTTONS_MAX; i++)
        buttons[2 + i] = more[i];
    const char *tapped = NULL;
    if (stage->ui->portrait && count) { // they stand in a row of their own, above the bar
        int w = (952 - BAR_GAP * (int)(count - 1)) / (int)count;
        for (size_t i = 0; i < count; i++)
            if (ui_button(stage->ui, more[i],
                          (struct rect){MARGIN + (int)i * (w + BAR_GAP), 1592, w, 128}))
                tapped = more[i].id;
        count = 0;
    }
    const char *below = staff_bar(stage, buttons, 2 + count);
    tapped = below ? below : tapped;
    if (str_equal(tapped, "back"))
        stage->go = back;
    else if (str_equal(tapped, "close"))
        stage->finish = true;
    return tapped;
}

void staff_ask_sure(struct stage *stage, enum staff_ask ask)
{
    const struct status *status = stage->staff->status;
    stage->staff->sure = ask;
    stage->staff->sure_tree = status ? status->tree : 0;
    stage->open_sheet = "staff-sure";
}

const char *staff_news_line(const struct stage *stage)
{
    switch (stage->staff->news) {
    case NEWS_ASKED:
        return stage_word(stage, "Asked. What comes of it will stand here.");
    case NEWS_CHANGED:
        return stage_word(stage,
                          "The folder has changed since. Read this again before you take it over.");
    case NEWS_FAILED:
        return stage_word(stage, "That could not be saved. The disk may be full.");
    case NEWS_WAITING:
        return stage_word(stage, "Patients see it some seconds after you close this.");
    case NEWS_NONE:
        break;
    }
    return NULL;
}

// ---- a panel of rows ----------------------------------------------------------------------------

enum { ROW_PAD = 14, PANEL_PAD = 40, ICON = 56, FOOT = 80, FOOT_PAGED = 120, ROW_TEXT_MAX = 260 };

struct row_size {
    int head, text;
};

static int row_width(const struct rect *panel)
{
    return panel->w - 2 * PANEL_PAD - ICON - 32;
}

static struct row_size measure_row(struct ui *ui, const struct staff_row *row, int w)
{
    struct row_size size = {ui_measure(ui, TYPE_LABEL, row->head, w, ROW_TEXT_MAX).h, 0};
    if (row->text && *row->text)
        size.text = ui_measure(ui, TYPE_SMALL, row->text, w, ROW_TEXT_MAX).h;
    return size;
}

static int row_height(struct row_size size)
{
    int high = size.head + size.text;
    return (high > ICON ? high : ICON) + 2 * ROW_PAD;
}

// How many rows from `from` on fit into `room`; at least one.
static size_t rows_that_fit(struct stage *stage, const struct staff_list *list, size_t from, int w,
                            int room)
{
    size_t count = 0;
    while (from + count < list->count) {
        struct staff_row row = list->row(stage, from + count);
        room -= row_height(measure_row(stage->ui, &row, w));
        if (room < 0 && count)
            break;
        count++;
    }
    return count;
}

static int draw_row(struct ui *ui, const struct staff_row *row, struct rect r)
{
    static const struct {
        const char *icon;
        enum tier tier;
    } tones[] = {
        [TONE_ERROR] = {"octagon", TIER_EMERGENCY},
        [TONE_WARNING] = {"warn", TIER_SAME_DAY},
        [TONE_GOOD] = {"okcircle", TIER_SELF_CARE},
    };
    const struct theme *t = ui->theme;
    struct row_size size = measure_row(ui, row, r.w - ICON - 32);
    int y = r.y + ROW_PAD, x = r.x + ICON + 32, w = r.w - ICON - 32;
    if (row->tone == TONE_PLAIN)
        ui_icon(ui, "info", r.x, y, ICON, t->ink2);
    else
        ui_icon(ui, tones[row->tone].icon, r.x, y, ICON, t->tier[tones[row->tone].tier]);
    ui_text(ui, TYPE_LABEL, row->head, (struct rect){x, y, w, size.head}, ALIGN_START, t->ink);
    if (size.text)
        ui_text(ui, TYPE_SMALL, row->text, (struct rect){x, y + size.head, w, size.text},
                ALIGN_START, t->ink);
    return row_height(size);
}

static void turn_page(struct stage *stage, size_t next_from, size_t count, struct rect foot)
{
    struct ui *ui = stage->ui;
    struct staff *staff = stage->staff;
    int w = ui->portrait ? 200 : 240, x = foot.x + foot.w - 2 * w - BAR_GAP;
    bool more = next_from < count && staff->page + 1 < STAFF_PAGES_MAX;
    struct button earlier = {.id = "list-earlier",
                             .words = stage_word(stage, "Up"),
                             .type = TYPE_LABEL,
                             .look = staff->page ? LOOK_PLAIN : LOOK_NOT_READY};
    struct button later = {.id = "list-later",
                           .words = stage_word(stage, "Down"),
                           .type = TYPE_LABEL,
                           .look = more ? LOOK_PLAIN : LOOK_NOT_READY};
    if (ui_button(ui, earlier, (struct rect){x, foot.y, w, 96}) && staff->page)
        staff->page--;
    if (ui_button(ui, later, (struct rect){x + w + BAR_GAP, foot.y, w, 96}) && more) {
        staff->page++;
        staff->page_from[staff->page] = (uint32_t)next_from;
    }
}

static const char *showing(struct stage *stage, size_t from, size_t shown, size_t count)
{
    if (shown == count)
        return stage_words(stage, "Showing all {n}", count, count);
    char *total = str_format("%zu", count);
    const char *words = stage_words(stage, "{n} to {m} of {total}", from + 1, from + shown);
    words = stage_keep(stage, str_replace(words, "total", total));
    free(total);
    return words;
}

static void list_head(struct ui *ui, const struct staff_list *list, struct rect in)
{
    const struct theme *t = ui->theme;
    int side = 0;
    struct text_block block = {0};
    if (list->side)
        block = ui_measure(ui, TYPE_SMALL, list->side, in.w * 6 / 10, 72);
    if (list->side && !block.cut && block.h <= 72) {
        side = block.w + 1;
        ui_text_middle(ui, TYPE_SMALL, list->side,
                       (struct rect){in.x + in.w - side, in.y, side, 72}, ALIGN_START, t->ink2);
    }
    ui_text_middle(ui, TYPE_H2, list->title, (struct rect){in.x, in.y, in.w - side - 24, 72},
                   ALIGN_START, t->ink);
    ui_rule(ui, in.x, in.y + 78, in.w);
}

void staff_list(struct stage *stage, const struct staff_list *list, struct rect panel)
{
    struct ui *ui = stage->ui;
    struct staff *staff = stage->staff;
    const struct theme *t = ui->theme;
    ui_round(ui, panel, RADIUS_CARD, t->panel);
    struct rect in = {panel.x + PANEL_PAD, panel.y + 20, panel.w - 2 * PANEL_PAD, panel.h - 32};
    list_head(ui, list, in);
    int top = in.y + 80, room = in.y + in.h - top, w = row_width(&panel);
    if (staff->page && staff->page_from[staff->page] >= list->count)
        staff->page = 0;
    size_t from = staff->page_from[staff->page], shown;
    shown = rows_that_fit(stage, list, from, w, room - FOOT);
    bool paged = shown < list->count;
    int foot = paged ? FOOT_PAGED : FOOT;
    if (paged)
        shown = rows_that_fit(stage, list, from, w, room - foot);
    int y = top;
    for (size_t i = 0; i < shown; i++) {
        struct staff_row row = list->row(stage, from + i);
        y += draw_row(ui, &row, (struct rect){in.x, y, in.w, 0});
        ui_rule(ui, in.x, y, in.w);
    }
    if (!list->count && list->empty) {
        struct staff_row good = {TONE_GOOD, list->empty, NULL};
        draw_row(ui, &good, (struct rect){in.x, top, in.w, 0});
    }
    struct rect end = {in.x, in.y + in.h - foot + 12, in.w, foot - 24};
    if (list->count) {
        const char *words = showing(stage, from, shown, list->count);
        struct text_block block = ui_measure(ui, TYPE_SMALL_BOLD, words, 500, end.h);
        int x = paged ? end.x : end.x + end.w - block.w;
        ui_text_middle(ui, TYPE_SMALL_BOLD, words, (struct rect){x, end.y, block.w + 1, end.h},
                       ALIGN_START, t->ink);
        end.w -= block.w + 24;
    }
    if (paged)
        turn_page(stage, from + shown, list->count,
                  (struct rect){in.x, in.y + in.h - 108, in.w, 96});
    else if (list->foot && !ui_measure(ui, TYPE_SMALL, list->foot, end.w, end.h).cut)
        ui_text_middle(ui, TYPE_SMALL, list->foot, end, ALIGN_START, t->ink2);
}
