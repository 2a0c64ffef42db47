// Before an exercise plays: what to take care of and when to stop, for as long as it takes to read.
// Main thread.
#include "exercise_view.h"

#include "str.h"

enum { ICON = 40, INDENT = 56, GAP = 24, LEAST_MS = 5000, PRECAUTION_MS = 2000, STOP_MS = 500 };

// One list from r.y down, in `type`; only measured if not drawn. The height.
static int care_lines(struct ui *ui, const struct care_list *list, enum type type, struct rect r,
                      bool draw)
{
    const struct theme *t = ui->theme;
    enum type head = type == TYPE_SMALL ? TYPE_LABEL : TYPE_H3;
    int y = r.y, gap = type == TYPE_LARGE ? 12 : type == TYPE_BODY ? 6 : 2;
    struct rect first = {r.x, y, r.w, 0};
    if (draw)
        ui_heading(ui, head, list->head, first, ALIGN_START, t->ink);
    y += ui_measure(ui, head, list->head, r.w, 0).h;
    for (size_t i = 0; i < list->count; i++) {
        struct rect line = {r.x + INDENT, y + gap, r.w - INDENT, 0};
        int h = ui_measure(ui, type, list->lines[i], line.w, 0).h;
        if (draw && line.y + h > r.y + r.h)
            break; // more than anybody reads: the rest stands on the printed page
        if (draw) {
            ui_icon(ui, list->icon, r.x, line.y + (type == TYPE_SMALL ? -2 : 2), ICON, list->mark);
            ui_text(ui, type, list->lines[i], line, ALIGN_START, t->ink);
        }
        y = line.y + h;
    }
    return y - r.y;
}

static int care_lists(struct ui *ui, const struct care_list *lists, size_t count, enum type type,
                      struct rect r, bool draw)
{
    int used = 0;
    for (size_t i = 0; i < count; i++)
        if (lists[i].count) {
            used += used ? GAP : 0;
            struct rect rest = {r.x, r.y + used, r.w, r.h - used};
            used += care_lines(ui, &lists[i], type, rest, draw);
        }
    return used;
}

void exercise_care(struct stage *stage, const struct care_list *lists, size_t count, struct rect r)
{
    static const enum type types[] = {TYPE_LARGE, TYPE_BODY, TYPE_SMALL};
    struct ui *ui = stage->ui;
    size_t type = 0, last = sizeof types / sizeof *types - 1;
    bool large = ui->large;
    while (care_lists(ui, lists, count, types[type], r, false) > r.h) {
        if (type < last)
            type++;
        else if (!ui->large)
            break;
        else // a smaller word is better than a stop rule that is not there
            ui->large = false, type = 1;
    }
    care_lists(ui, lists, count, types[type], r, true);
    ui->large = large;
}

// Two seconds a precaution: they are sentences. When to stop is the same for most exercises.
static int64_t time_to_read_ms(const struct exercise *exercise)
{
    int64_t ms = PRECAUTION_MS * (int64_t)exercise->precautions_count +
                 STOP_MS * (int64_t)exercise->stop_if_count;
    return ms > LEAST_MS ? ms / 1000 * 1000 : LEAST_MS;
}

static void care(struct stage *stage, struct rect r)
{
    struct ui *ui = stage->ui;
    const struct theme *t = ui->theme;
    const struct exercise *exercise = stage_exercise(stage);
    struct care_list lists[] = {
        {stage_word(stage, "Take care:"), "info", t->badge_mark, exercise->precautions,
         exercise->precautions_count},
        {stage_word(stage, "Stop if you feel:"), "cross", t->tier[TIER_SAME_DAY], exercise->stop_if,
         exercise->stop_if_count},
    };
    ui_round(ui, r, RADIUS_CARD, t->panel);
    exercise_care(stage, lists, sizeof lists / sizeof *lists,
                  (struct rect){r.x + 48, r.y + 32, r.w - 96, r.h - 56});
}

// The dial counts down to the picture. True once it has.
static bool countdown(struct stage *stage, struct rect ring, struct rect words)
{
    struct ui *ui = stage->ui;
    int64_t all_ms = time_to_read_ms(stage_exercise(stage));
    int64_t left_ms = all_ms - (stage->now_ms - stage->session->ready_since_ms);
    exercise_view_count(stage, ring, left_ms, all_ms);
    ui_text_middle(ui, TYPE_LARGE,
                   stage_word(stage, "It starts by itself. Tap ‘Wait’ to read first."), words,
                   ui->portrait ? ALIGN_START : ALIGN_CENTRE, ui->theme->ink2);
    return left_ms <= 0;
}

static enum exercise_tap controls(struct stage *stage, struct rect left, struct rect right)
{
    struct ui *ui = stage->ui;
    bool waiting = stage->session->waiting;
    struct button wait = {.id = "wait", .words = stage_word(stage, "Wait"), .icon = "pause"};
    struct button begin = {
        .id = "begin", .words = stage_word(stage, "Start now"), .icon = "play", .look = LOOK_MAIN};
    bool waits = !waiting && ui_button(ui, wait, left);
    bool begins = ui_button(ui, begin, waiting ? rect_around(left, right) : right);
    return begins ? TAP_BEGIN : waits ? TAP_WAIT : TAP_NONE;
}

enum exercise_tap exercise_view_ready(struct stage *stage)
{
    struct ui *ui = stage->ui;
    struct session *session = stage->session;
    const struct exercise *exercise = stage_exercise(stage);
    bool portrait = ui->portrait, over = false;
    if (!session->ready_since_ms)
        session->ready_since_ms = stage->now_ms;
    canvas_set_video(ui->canvas, NULL);
    exercise_view_names(stage);
    ui_picture(ui, stage_poster(stage, exercise), exercise->page.title,
               portrait ? (struct rect){64, 166, 584, 328} : (struct rect){1264, 158, 592, 333},
               (struct corners){RADIUS_CARD, true, true});
    care(stage, portrait ? (struct rect){64, 590, 952, 842} : (struct rect){64, 36, 1152, 752});
    struct rect words =
        portrait ? (struct rect){64, 502, 952, 80} : (struct rect){1264, 820, 592, 108};
    if (session->waiting)
        ui_text_middle(
            ui, TYPE_LARGE, stage_keep(stage, exercise_dose(exercise, session->language)),
            portrait ? words : (struct rect){1264, 508, 592, 160}, ALIGN_START, ui->theme->ink2);
    else
        over = countdown(stage,
                         portrait ? (struct rect){696, 166, 320, 320}
                                  : (struct rect){1400, 500, 320, 320},
                         words);
    enum exercise_tap tap =
        portrait
            ? controls(stage, (struct rect){64, 1456, 464, 112}, (struct rect){552, 1456, 464, 112})
            : controls(stage, (struct rect){64, 812, 480, 104}, (struct rect){576, 812, 640, 104});
    return over ? TAP_BEGIN : tap;
}
