// What the exercise screen shows: picture, captions, dial, steps, and the card with what comes
// next. It reads the course and changes nothing of it. Main thread.
#include "exercise_view.h"

#include <math.h>
#include <stdio.h>

#include "str.h"

static void picture(struct stage *stage, struct rect pane)
{
    struct ui *ui = stage->ui;
    const struct exercise *exercise = stage_exercise(stage);
    const struct player_frame *frame = player_frame(stage->player);
    bool failed = player_state(stage->player) == PLAYER_FAILED;
    if (frame && !failed) {
        struct video_picture video = {frame->planes, frame->w,     frame->h,
                                      frame->pitch,  frame->bt709, frame->serial};
        canvas_set_video(ui->canvas, &video);
        canvas_video(ui->canvas, ui_place(ui, pane));
    } else {
        canvas_set_video(ui->canvas, NULL);
        ui_picture(ui, stage_poster(stage, exercise), NULL, pane, (struct corners){0});
    }
    if (!ui->portrait)
        canvas_corners(ui->canvas, ui_place(ui, pane), RADIUS_BUTTON, ui->theme->bg, true, false);
    struct item *item =
        tree_add(&ui->tree, ROLE_VIDEO, NULL, exercise->page.title, ui_place(ui, pane));
    item->chosen = frame != NULL;
    if (failed) {
        struct rect note = {pane.x + 32, pane.y + pane.h - 192, pane.w - 64, 160};
        ui_round(ui, note, RADIUS_CARD, ui->theme->panel);
        ui_text_middle(
            ui, TYPE_H3,
            stage_word(stage,
                       "This video cannot be shown right now. The steps beside it say what to do."),
            rect_inset(note, 24), ALIGN_CENTRE, ui->theme->ink);
    }
}

static double position_s(const struct stage *stage)
{
    return player_frame(stage->player) ? (double)player_position_ms(stage->player) / 1000 : 0;
}

// The second of the video whose caption and step are shown.
static double words_s(const struct stage *stage)
{
    return course_words_s(&stage->session->course, position_s(stage));
}

// What the strip under the picture says now: the caption of this moment, and in a rest what comes
// next.
static const char *caption(struct stage *stage)
{
    const struct exercise *exercise = stage_exercise(stage);
    const struct course *course = &stage->session->course;
    if (course->phase == COURSE_REST && course_other_side_next(course))
        return stage_word(stage, "Rest. Now the other side.");
    if (course->phase == COURSE_REST)
        return stage_words(stage,
                           exercise->kind == EXERCISE_STRETCH ? N_("Rest. Then stretch {n} of {m}.")
                                                              : N_("Rest. Then set {n} of {m}."),
                           (unsigned long)course->set + 1, (unsigned long)course->plan.sets);
    double at = words_s(stage);
    for (size_t i = 0; i < exercise->cues_count; i++)
        if (at >= exercise->cues[i].from && at < exercise->cues[i].to)
            return exercise->cues[i].text;
    return "";
}

static void captions(struct stage *stage, struct rect strip)
{
    struct ui *ui = stage->ui;
    const colour black = 0xFF000000, white = 0xFFFFFFFF;
    const char *words = caption(stage);
    if (stage->session->words_off || (!stage_exercise(stage)->cues_count && !*words))
        return; // a film that nobody wrote words for has no empty bar
    ui_fill(ui, strip, black);
    if (!ui->portrait)
        canvas_corners(ui->canvas, ui_place(ui, strip), RADIUS_BUTTON, ui->theme->bg, false, true);
    ui_text_middle(ui, TYPE_CAPTION, words,
                   (struct rect){strip.x + 24, strip.y + 4, strip.w - 48, strip.h - 8},
                   ALIGN_CENTRE, white);
}

static void dial(struct stage *stage, struct rect r)
{
    struct ui *ui = stage->ui;
    const struct course *course = &stage->session->course;
    const struct course_plan *plan = &course->plan;
    char number[16];
    if (course->phase == COURSE_REST) {
        int left = (int)ceil(course->rest_left_s);
        snprintf(number, sizeof number, "%d", left);
        ui_ring(ui, r, (float)(course->rest_left_s / plan->rest_s), (int)plan->rest_s, number,
                stage_word(stage, "rest"));
    } else if (plan->reps > 1 && course->phase != COURSE_HOLD) {
        snprintf(number, sizeof number, "%d", course->reps);
        ui_ring(ui, r, (float)course->reps / (float)plan->reps, plan->reps, number,
                stage_words(stage, "of {n}", (unsigned long)plan->reps, 0));
    } else if (plan->hold_s > 0 && plan->hold_from >= 0) {
        int left = (int)ceil(course->hold_left_s - 0.001);
        snprintf(number, sizeof number, "%d", left);
        ui_ring(ui, r, (float)(course->hold_left_s / plan->hold_s), (int)plan->hold_s, number,
                stage_count(stage, "second", "seconds", (unsigned long)left));
    } else {
        double left = fmax(plan->duration_s - position_s(stage), 0);
        snprintf(number, sizeof number, "%d", (int)ceil(left));
        ui_ring(ui, r, (float)(left / plan->duration_s), (int)plan->duration_s, number,
                stage_count(stage, "second", "seconds", (unsigned long)ceil(left)));
    }
}

// "Stretch 2 of 3" and its dots; in a rest, what comes next.
static const char *set_words(struct stage *stage)
{
    const struct course *course = &stage->session->course;
    unsigned long sets = (unsigned long)course->plan.sets, set = (unsigned long)course->set;
    if (course->phase == COURSE_REST && course_other_side_next(course))
        return stage_word(stage, "Now the other side");
    if (stage_exercise(stage)->kind == EXERCISE_STRETCH)
        return stage_words(stage, "Stretch {n} of {m}", set, sets);
    return stage_words(stage, "Set {n} of {m}", set, sets);
}

static const char *phase_word(struct stage *stage)
{
    const struct course *course = &stage->session->course;
    if (stage->session->paused)
        return stage_word(stage, "Paused");
    switch (course->phase) {
    case COURSE_HOLD:
        return stage_word(stage, "Hold");
    case COURSE_REST:
        return stage_word(stage, "Rest");
    default:
        return stage_exercise(stage)->each_side ? course->side == 2
                                                      ? stage_word(stage, "Second side")
                                                      : stage_word(stage, "First side")
                                                : stage_word(stage, "Watch");
    }
}

// How many sets are done.
static int sets_done(const struct course *course)
{
    return course->set - 1 + (course->phase == COURSE_REST && !course_other_side_next(course));
}

static void sets_beside(struct stage *stage, int x, int y, int w)
{
    struct ui *ui = stage->ui;
    const struct course *course = &stage->session->course;
    const char *words = set_words(stage);
    int sets = course->plan.sets > 5 ? 0 : course->plan.sets, pips = sets ? sets * 72 - 12 : 0;
    struct text_block block = ui_measure(ui, TYPE_H3, words, w - pips - 28, 64);
    int at = x + (w - block.w - pips - 28) / 2;
    ui_text_middle(ui, TYPE_H3, words, (struct rect){at, y, block.w + 1, 60}, ALIGN_START,
                   ui->theme->ink);
    ui_pips(ui, at + block.w + 28, y, 60, 12, sets, sets_done(course), false);
}

// Index of the step that goes with the picture; past the last one in a rest, when all are done.
static size_t step_now(const struct stage *stage)
{
    const struct exercise *exercise = stage_exercise(stage);
    double at = words_s(stage);
    size_t now = 0;
    if (stage->session->course.phase == COURSE_REST)
        return exercise->steps_count;
    for (size_t i = 0; i < exercise->steps_count; i++)
        if (exercise->steps[i].at >= 0 && exercise->steps[i].at <= at + 0.001)
            now = i;
    return now;
}

static void step_line(struct stage *stage, size_t i, size_t now, struct rect r)
{
    struct ui *ui = stage->ui;
    const struct theme *t = ui->theme;
    bool current_step = i == now;
    if (current_step)
        ui_outline(ui, r, 18, 3, t->sun, t->sunsoft);
    int dot = 52, y = r.y + (r.h - dot) / 2;
    if (i < now)
        ui_dot(ui, NULL, r.x + 20, y, dot, t->primary, t->on_primary);
    else if (current_step)
        ui_dot(ui, stage_keep(stage, str_format("%zu", i + 1)), r.x + 20, y, dot,
               t->shadows ? t->primary : t->sun, t->shadows ? t->on_primary : t->on_sun);
    else
        ui_dot(ui, stage_keep(stage, str_format("%zu", i + 1)), r.x + 20, y, dot, t->sunken,
               t->ink);
    ui_text_middle(ui, current_step ? TYPE_BUTTON : TYPE_LARGE,
                   stage_exercise(stage)->steps[i].text,
                   (struct rect){r.x + 92, r.y, r.w - 104, r.h}, ALIGN_START,
                   current_step ? t->on_sunsoft : t->ink);
}

static void steps_landscape(struct stage *stage)
{
    const struct exercise *exercise = stage_exercise(stage);
    size_t count = exercise->steps_count < 4 ? exercise->steps_count : 4, now = step_now(stage);
    if (!stage->ui->large) {
        for (size_t i = 0; i < count; i++)
            step_line(stage, i, now, (struct rect){1264, 916 - 77 * (int)(count - i), 592, 75});
        return;
    }
    // Larger text: the current step and its neighbour.
    size_t first = now ? now - 1 : 0;
    if (first + 2 > count)
        first = count > 2 ? count - 2 : 0;
    for (size_t i = first; i < count && i < first + 2; i++)
        step_line(stage, i, now, (struct rect){1264, 690 + 112 * (int)(i - first), 592, 108});
}

static void steps_portrait(struct stage *stage)
{
    const struct exercise *exercise = stage_exercise(stage);
    size_t count = exercise->steps_count < 4 ? exercise->steps_count : 4, now = step_now(stage);
    if (stage->ui->large && count) {
        step_line(stage, now < count ? now : count - 1, now, (struct rect){64, 1290, 952, 136});
        return;
    }
    for (size_t i = 0; i < count; i++)
        step_line(stage, i, now,
                  (struct rect){64 + 480 * (int)(i % 2), 1276 + 84 * (int)(i / 2), 472, 80});
}

// What was tapped, or TAP_NONE.
static enum exercise_tap controls(struct stage *stage)
{
    struct ui *ui = stage->ui;
    struct session *session = stage->session;
    bool portrait = ui->portrait, large = ui->large;
    int again_w = portrait ? 284 : large ? 340 : 308, pause_w = portrait ? 360 : large ? 440 : 504;
    int words_w = portrait ? 260 : large ? 324 : 292, y = portrait ? 1460 : 812, x = 64;
    struct button again = {.id = "again",
                           .words = stage_word(stage, "Start again"),
                           .icon = "replay",
                           .type = portrait ? TYPE_LABEL : TYPE_BUTTON};
    bool restart = ui_button(ui, again, (struct rect){x, y, again_w, 104});
    x += again_w + 24;
    struct button pause = {.id = "pause",
                           .words = stage_word(stage, session->paused ? N_("Play") : N_("Pause")),
                           .icon = session->paused ? "play" : "pause",
                           .type = TYPE_H2,
                           .look = player_state(stage->player) == PLAYER_FAILED ? LOOK_NOT_READY
                                                                                : LOOK_MAIN};
    bool toggled = ui_button(ui, pause, (struct rect){x, y, pause_w, 104});
    x += pause_w + 24;
    if (ui_switch(ui, "words", stage_word(stage, "Words"), "captions", !session->words_off,
                  (struct rect){x, y, words_w, 104}))
        session->words_off = !session->words_off;
    return restart ? TAP_AGAIN : toggled ? TAP_PAUSE : TAP_NONE;
}

// "Exercise 2 of 6": counted are those that can be watched.
static const char *numbered(struct stage *stage, const char *english, size_t exercise)
{
    unsigned long all = 0, at = 0;
    for (size_t i = stage_playable(stage, 0); i < stage_exercises(stage);
         i = stage_playable(stage, i + 1)) {
        all++;
        at = i == exercise ? all : at;
    }
    return stage_words(stage, english, at, all);
}

void exercise_view_names(struct stage *stage, struct rect r)
{
    struct ui *ui = stage->ui;
    ui_text(ui, TYPE_LABEL, numbered(stage, N_("Exercise {n} of {m}"), stage->session->exercise),
            (struct rect){r.x, r.y, r.w, 52}, ALIGN_START, ui->theme->ink2);
    ui_heading(ui, TYPE_PLAYER, stage_exercise(stage)->page.title,
               (struct rect){r.x, r.y + 48, r.w, r.h - 48}, ALIGN_START, ui->theme->ink);
}

enum exercise_tap exercise_view_player(struct stage *stage, struct rect pane)
{
    struct ui *ui = stage->ui;
    exercise_view_names(stage, ui->portrait ? (struct rect){64, 20, 952, 132}
                                            : (struct rect){1264, 26, 592, 132});
    picture(stage, pane);
    bool on_picture = ui_area(
        ui, "video",
        stage_word(stage, stage->session->paused ? N_("Play the video") : N_("Pause the video")),
        pane);
    captions(stage, (struct rect){pane.x, pane.y + pane.h, pane.w, 112});
    if (player_state(stage->player) != PLAYER_FAILED)
        dial(stage,
             ui->portrait ? (struct rect){64, 898, 366, 366} : (struct rect){1376, 158, 368, 368});
    if (ui->portrait) {
        int x = 484, w = 1016 - x;
        const struct exercise *exercise = stage_exercise(stage);
        ui_text(ui, TYPE_LABEL, phase_word(stage), (struct rect){x, 944, w, 48}, ALIGN_START,
                ui->theme->ink2);
        ui_text(ui, TYPE_H2, set_words(stage), (struct rect){x, 990, w, 66}, ALIGN_START,
                ui->theme->ink);
        int sets = stage->session->course.plan.sets;
        ui_pips(ui, x, 1072, 60, 12, sets > 5 ? 0 : sets, sets_done(&stage->session->course),
                false);
        ui_text(ui, TYPE_LARGE, exercise->feel_it_here, (struct rect){x, 1150, w, 104}, ALIGN_START,
                ui->theme->ink2);
        steps_portrait(stage);
    } else {
        sets_beside(stage, 1264, 540, 592);
        steps_landscape(stage);
    }
    enum exercise_tap tap = controls(stage);
    return tap == TAP_NONE && on_picture ? TAP_PAUSE : tap;
}

// ---- the end ------------------------------------------------------------------------------------

static struct care_list stop_rules(struct stage *stage)
{
    const struct exercise *exercise = stage_exercise(stage);
    return (struct care_list){stage_word(stage, "Stop if you feel:"), "cross",
                              stage->ui->theme->tier[TIER_SAME_DAY], exercise->stop_if,
                              exercise->stop_if_count};
}

// Its heading and how much of the exercise; only measured if not drawn. The room left below.
static struct rect dose_at_home(struct stage *stage, struct rect r, bool draw)
{
    struct ui *ui = stage->ui;
    const struct theme *t = ui->theme;
    const char *head = stage_word(stage, "At home");
    const char *dose =
        stage_keep(stage, exercise_dose(stage_exercise(stage), stage->session->language));
    enum type type = ui->large ? TYPE_BODY : TYPE_LARGE;
    int x = r.x + 40, w = r.w - 80, y = r.y + 28;
    struct rect room = {x, y, w, 70};
    if (draw)
        ui_heading(ui, TYPE_H2, head, room, ALIGN_START, t->ink);
    y += ui_measure(ui, TYPE_H2, head, w, room.h).h + 4;
    room = (struct rect){x, y, w, 150};
    if (draw)
        ui_text(ui, type, dose, room, ALIGN_START, t->ink2);
    y += ui_measure(ui, type, dose, w, room.h).h + 16;
    return (struct rect){x, y, w, r.y + r.h - 24 - y};
}

static int way_at_home(struct stage *stage, struct rect r)
{
    struct care_list stop = stop_rules(stage);
    return exercise_care_way(stage->ui, &stop, 1, dose_at_home(stage, r, false));
}

// How much of it, and when to stop, for doing it at home.
static void at_home(struct stage *stage, struct rect r)
{
    struct care_list stop = stop_rules(stage);
    ui_round(stage->ui, r, RADIUS_CARD, stage->ui->theme->panel);
    exercise_care(stage->ui, &stop, 1, way_at_home(stage, r), dose_at_home(stage, r, true));
}

// Where the panel and the picture stand, with an exercise that comes next and without: the picture
// gives its room to stop rules that need it.
struct end_layout {
    struct rect home, picture;
};
static const struct end_layout end_layouts[2][2][2] = {
    {{{{1264, 330, 592, 582}, {64, 28, 1152, 648}}, {{1264, 330, 592, 582}, {64, 28, 1152, 768}}},
     {{{64, 28, 1152, 760}, {1264, 400, 592, 333}}, {{64, 28, 1152, 760}, {1264, 400, 592, 465}}}},
    {{{{64, 844, 952, 588}, {64, 284, 952, 536}}, {{64, 994, 952, 438}, {64, 284, 952, 690}}},
     {{{64, 632, 952, 800}, {64, 284, 584, 328}}, {{64, 284, 952, 884}, {64, 1192, 952, 240}}}},
};

static const struct end_layout *end_layout(struct stage *stage, bool more)
{
    struct ui *ui = stage->ui;
    const struct end_layout *plain = &end_layouts[ui->portrait][0][more];
    bool large = ui->large;
    ui->large = false;
    int normal = way_at_home(stage, plain->home);
    ui->large = large;
    bool fits = normal < EXERCISE_CARE_NOT && way_at_home(stage, plain->home) <= normal;
    return fits ? plain : &end_layouts[ui->portrait][1][more];
}

bool exercise_view_follows(const struct stage *stage, size_t next)
{
    const struct session *session = stage->session;
    return session->finished && session->play_all && !session->waiting &&
           next < stage->topic->routine_count;
}

void exercise_view_count(struct stage *stage, struct rect r, int64_t left_ms, int64_t all_ms)
{
    struct ui *ui = stage->ui;
    int left = left_ms > 0 ? (int)((left_ms + 999) / 1000) : 0;
    const char *unit = // a larger one does not fit into the dial
        ui->large ? NULL : stage_count(stage, "second", "seconds", (unsigned long)left);
    ui_ring(ui, r, (float)left_ms / (float)all_ms, (int)(all_ms / 1000),
            stage_keep(stage, str_format("%d", left)), unit);
    ui_wake_ring(ui, (double)left_ms / 1000);
}

// The dial that counts down to the next exercise. True if "Wait" was tapped.
static bool countdown(struct stage *stage, struct rect r)
{
    struct ui *ui = stage->ui;
    const struct theme *t = ui->theme;
    int size = 320;
    struct rect ring = ui->portrait ? (struct rect){r.x, r.y, size, size}
                                    : (struct rect){r.x + (r.w - size) / 2, r.y, size, size};
    exercise_view_count(stage, ring,
                        EXERCISE_FOLLOWS_MS - (stage->now_ms - stage->session->finished_ms),
                        EXERCISE_FOLLOWS_MS);
    const char *words = stage_word(stage, "It starts by itself. Tap ‘Wait’ to rest first.");
    struct button wait = {.id = "wait", .words = stage_word(stage, "Wait"), .icon = "pause"};
    if (ui->portrait) {
        int x = r.x + size + 40;
        ui_text_middle(ui, TYPE_LARGE, words, (struct rect){x, r.y, r.x + r.w - x, 180},
                       ALIGN_START, t->ink2);
        return ui_button(ui, wait, (struct rect){x, r.y + 200, r.x + r.w - x, 112});
    }
    ui_text(ui, TYPE_LARGE, words, (struct rect){r.x, r.y + size + 16, r.w, 110}, ALIGN_CENTRE,
            t->ink2);
    return ui_button(ui, wait, (struct rect){r.x, r.y + r.h - 112, r.w, 112});
}

// The card with what comes next.
enum exercise_tap exercise_view_end(struct stage *stage, size_t next)
{
    struct ui *ui = stage->ui;
    const struct theme *t = ui->theme;
    bool portrait = ui->portrait, more = next < stage_exercises(stage);
    enum exercise_tap tap = TAP_NONE;
    canvas_set_video(ui->canvas, NULL);
    struct rect tick =
        portrait ? (struct rect){64, 48, 104, 104} : (struct rect){1264, 56, 104, 104};
    ui_dot(ui, NULL, tick.x, tick.y, tick.w, t->primary, t->on_primary);
    ui_heading(ui, TYPE_H1, stage_word(stage, "Well done"),
               (struct rect){tick.x + 132, tick.y + 8, portrait ? 800 : 460, 92}, ALIGN_START,
               t->ink);
    char *finished = str_replace(stage_word(stage, "You finished: {name}."), "name",
                                 stage_exercise(stage)->page.title);
    struct rect line =
        portrait ? (struct rect){64, 172, 952, 104} : (struct rect){1264, 196, 592, 150};
    ui_text(ui, TYPE_LARGE, stage_keep(stage, finished), line, ALIGN_START, t->ink2);
    bool follows = exercise_view_follows(stage, next);
    const struct end_layout *layout =
        follows ? &end_layouts[portrait][0][more] : end_layout(stage, more);
    if (follows) {
        if (countdown(stage, portrait ? (struct rect){64, 1030, 952, 380}
                                      : (struct rect){1264, 344, 592, 572}))
            tap = TAP_WAIT;
    } else
        at_home(stage, layout->home);
    if (more) {
        const struct exercise *exercise = &stage->topic->exercises[next];
        const char *poster = stage_poster(stage, exercise);
        struct card card = {.id = "next-card",
                            .title = exercise->page.title,
                            .line = numbered(stage, N_("Next, exercise {n} of {m}"), next),
                            .picture = poster ? poster : "",
                            .play = true,
                            .enabled = true};
        if (ui_card(ui, card, layout->picture))
            tap = TAP_NEXT;
    } else {
        // nothing comes next: what was done stands there
        ui_picture(ui, stage_poster(stage, stage_exercise(stage)),
                   stage_exercise(stage)->page.title, layout->picture,
                   (struct corners){RADIUS_CARD, true, true});
    }
    struct button again = {
        .id = "again", .words = stage_word(stage, "Do it again"), .icon = "replay"};
    struct button choose = {.id = "choose", .words = stage_word(stage, "Choose another exercise")};
    bool others = stage_playable(stage, stage_playable(stage, 0) + 1) < stage_exercises(stage);
    struct rect left =
        portrait ? (struct rect){64, 1456, 464, 112} : (struct rect){64, 812, 480, 104};
    struct rect right =
        portrait ? (struct rect){552, 1456, 464, 112} : (struct rect){576, 812, 640, 104};
    if (ui_button(ui, again, others ? left : rect_around(left, right)))
        tap = TAP_AGAIN;
    if (others && ui_button(ui, choose, right))
        tap = TAP_CHOOSE;
    return tap;
}
