// Before an exercise plays: what to take care of and when to stop, for as long as it takes to read.
// Main thread.
#include "exercise_view.h"

#include "str.h"

enum { LEAST_MS = 5000, PRECAUTION_MS = 2000, STOP_MS = 500 };

// Where things stand. In larger text the words take the room of the poster; what is longer than that
// takes the room of the dial too, and then nothing starts by itself.
struct layout {
    struct rect names, poster, dial, words; // `poster` and `dial` may be empty
    struct rect stop, care;                 // the panels; `care` empty: both in the first
};
static const struct layout layouts[2][3] = {
    {{.names = {1264, 26, 592, 132},
      .poster = {1264, 158, 592, 333},
      .dial = {1400, 500, 320, 320},
      .words = {1264, 820, 592, 108},
      .stop = {64, 36, 1152, 752}},
     {.names = {1448, 26, 408, 330},
      .dial = {1492, 392, 320, 320},
      .words = {1448, 724, 408, 192},
      .stop = {64, 36, 1344, 752}},
     {.names = {64, 20, 1792, 132},
      .words = {1264, 812, 592, 104},
      .stop = {64, 160, 668, 632},
      .care = {756, 160, 1100, 632}}},
    {{.names = {64, 20, 952, 132},
      .poster = {64, 166, 584, 328},
      .dial = {696, 166, 320, 320},
      .words = {64, 502, 952, 80},
      .stop = {64, 590, 952, 842}},
     {.names = {64, 20, 620, 300},
      .dial = {696, 20, 320, 320},
      .words = {64, 340, 620, 130},
      .stop = {64, 480, 952, 952}},
     {.names = {64, 20, 952, 132}, .stop = {64, 166, 952, 1266}}},
};
enum { LISTS = 2 };

// Two seconds a precaution: they are sentences. When to stop is the same for most exercises.
static int64_t time_to_read_ms(const struct exercise *exercise)
{
    int64_t ms = PRECAUTION_MS * (int64_t)exercise->precautions_count +
                 STOP_MS * (int64_t)exercise->stop_if_count;
    return ms > LEAST_MS ? ms / 1000 * 1000 : LEAST_MS;
}

static void lists_of(struct stage *stage, struct care_list lists[LISTS])
{
    const struct theme *t = stage->ui->theme;
    const struct exercise *exercise = stage_exercise(stage);
    lists[0] =
        (struct care_list){stage_word(stage, "Stop if you feel:"), "cross", t->tier[TIER_SAME_DAY],
                           exercise->stop_if, exercise->stop_if_count};
    lists[1] = (struct care_list){stage_word(stage, "Take care:"), "info", t->badge_mark,
                                  exercise->precautions, exercise->precautions_count};
}

static struct rect in_panel(struct rect panel)
{
    return (struct rect){panel.x + 48, panel.y + 28, panel.w - 96, panel.h - 48};
}

static int way_in(struct ui *ui, const struct care_list *lists, const struct layout *layout)
{
    if (!layout->care.w)
        return exercise_care_way(ui, lists, LISTS, in_panel(layout->stop));
    int stop = exercise_care_way(ui, lists, 1, in_panel(layout->stop));
    int care = exercise_care_way(ui, lists + 1, 1, in_panel(layout->care));
    return stop > care ? stop : care;
}

// The first layout in which all of the words stand, in larger text no smaller than in normal.
static const struct layout *layout_for(struct ui *ui, const struct care_list *lists)
{
    const struct layout *all = layouts[ui->portrait];
    bool large = ui->large;
    ui->large = false;
    int normal = way_in(ui, lists, &all[0]);
    ui->large = large;
    if (normal == EXERCISE_CARE_NOT)
        return &all[2];
    if (!large)
        return &all[0];
    bool grow = way_in(ui, lists, &all[1]) < way_in(ui, lists, &all[0]);
    return ui->portrait && !grow ? &all[0] : &all[1];
}

static void care(struct ui *ui, const struct care_list *lists, const struct layout *layout)
{
    bool two = layout->care.w > 0;
    int way = way_in(ui, lists, layout);
    ui_round(ui, layout->stop, RADIUS_CARD, ui->theme->panel);
    exercise_care(ui, lists, two ? 1 : LISTS, way, in_panel(layout->stop));
    if (!two)
        return;
    ui_round(ui, layout->care, RADIUS_CARD, ui->theme->panel);
    exercise_care(ui, lists + 1, 1, way, in_panel(layout->care));
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

static enum exercise_tap controls(struct stage *stage, bool waiting)
{
    struct ui *ui = stage->ui;
    bool portrait = ui->portrait;
    struct rect left =
        portrait ? (struct rect){64, 1456, 464, 112} : (struct rect){64, 812, 480, 104};
    struct rect right =
        portrait ? (struct rect){552, 1456, 464, 112} : (struct rect){576, 812, 640, 104};
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
    struct care_list lists[LISTS];
    lists_of(stage, lists);
    const struct layout *layout = layout_for(ui, lists);
    bool waiting = session->waiting || !layout->dial.w, over = false;
    if (!session->ready_since_ms)
        session->ready_since_ms = stage->now_ms;
    canvas_set_video(ui->canvas, NULL);
    exercise_view_names(stage, layout->names);
    if (layout->poster.w)
        ui_picture(ui, stage_poster(stage, exercise), exercise->page.title, layout->poster,
                   (struct corners){RADIUS_CARD, true, true});
    care(ui, lists, layout);
    struct rect dose =
        ui->portrait || !layout->poster.w ? layout->words : (struct rect){1264, 508, 592, 160};
    if (!waiting)
        over = countdown(stage, layout->dial, layout->words);
    else if (dose.w)
        ui_text_middle(ui, TYPE_LARGE,
                       stage_keep(stage, exercise_dose(exercise, session->language)), dose,
                       ALIGN_START, ui->theme->ink2);
    enum exercise_tap tap = controls(stage, waiting);
    return over ? TAP_BEGIN : tap;
}
