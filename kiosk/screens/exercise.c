// The exercise player: picture, captions, dial, steps, and the card with what comes next. The picture
// decides what is counted: course.h turns where the video is into orders for the player.
#include <math.h>
#include <stdio.h>

#include "file.h"
#include "reel.h"
#include "screen.h"
#include "str.h"

enum { REST_S = 5, SMOOTH_MS = 66, COUNTED_HOLD_S = 5 };

static const struct exercise *current(const struct stage *stage)
{
    return &stage->topic->exercises[stage->session->exercise];
}

// ---- the course of the exercise -------------------------------------------------------------------

static struct course_plan plan_of(const struct exercise *exercise, double duration_s)
{
    bool hold = exercise->hold_s > 0 && exercise->hold_from >= 0;
    return (struct course_plan){
        .duration_s = duration_s,
        .hold_from = hold ? exercise->hold_from : -1,
        .hold_to = hold ? exercise->hold_to : -1,
        .hold_s = exercise->hold_s,
        .rep_at = exercise->reps > 0 ? exercise->rep_at : -1,
        .reps = exercise->rep_at >= 0 ? exercise->reps : 0,
        .sets = exercise->sets,
        .sides = exercise->each_side ? 2 : 1,
        .rest_s = REST_S,
    };
}

static const char *video_of(const struct exercise *exercise, bool other_side)
{
    bool own = other_side && exercise->other_side == OTHER_SIDE_VIDEO && exercise->other_side_video;
    return own ? exercise->other_side_video : exercise->video;
}

// Hands the video to the player: it plays from its start, mirrored for the other side where the page says so.
static bool play(struct stage *stage, struct rect pane)
{
    const struct exercise *exercise = current(stage);
    bool other = stage->session->other_side;
    const char *name = video_of(exercise, other);
    int fd = reel_open_video(stage->reel, name);
    if (fd < 0)
        return false;
    struct rect px = canvas_to_panel(stage->ui->canvas, pane);
    struct player_request request = {
        .fd = fd,
        .w = px.w,
        .h = px.h,
        .mirror = other && exercise->other_side == OTHER_SIDE_MIRROR,
        .info = reel_info(stage->reel, name),
    };
    player_play(stage->player, &request);
    return true;
}

static void begin(struct stage *stage, struct rect pane)
{
    struct session *session = stage->session;
    const struct exercise *exercise = current(stage);
    session->other_side = session->paused = session->held_by_sheet = session->finished = false;
    session->course_open = true;
    struct media_info info = reel_info(stage->reel, exercise->video);
    // Until the player has told, the marks of the page stand for the length of the video.
    double duration = info.duration_ms > 0 ? (double)info.duration_ms / 1000 : fmax(fmax(exercise->hold_to, exercise->rep_at), 1);
    struct course_plan plan = plan_of(exercise, duration);
    course_start(&session->course, &plan, stage->now_ms);
    if (!play(stage, pane))
        player_stop(stage->player);
}

static void obey(struct stage *stage, enum course_order order, struct rect pane)
{
    struct session *session = stage->session;
    switch (order) {
    case ORDER_PAUSE:
        player_pause(stage->player, true);
        break;
    case ORDER_RESUME:
        player_pause(stage->player, false);
        break;
    case ORDER_SEEK:
        player_seek(stage->player, (int64_t)(session->course.seek_s * 1000));
        break;
    case ORDER_AGAIN:
        player_pause(stage->player, false);
        player_seek(stage->player, 0);
        break;
    case ORDER_OTHER_SIDE:
        session->other_side = session->course.side == 2;
        play(stage, pane);
        break;
    case ORDER_STOP:
        player_stop(stage->player);
        session->finished = true;
        break;
    case ORDER_NONE:
        break;
    }
}

static void note_watched(struct session *session)
{
    const struct course *course = &session->course;
    bool held = course->phase == COURSE_HOLD && course->hold_left_s <= course->plan.hold_s - COUNTED_HOLD_S;
    if (session->exercise < SESSION_EXERCISES_MAX && (held || course->reps > 0 || course->set > 1 || session->finished))
        session->watched[session->exercise] = true;
}

// A sheet over the exercise holds it; what the patient paused stays paused.
static void hold_under_sheet(struct stage *stage)
{
    struct session *session = stage->session;
    bool covered = stage->sheet != NULL;
    if (covered == session->held_by_sheet)
        return;
    session->held_by_sheet = covered;
    if (session->paused || session->finished)
        return;
    course_pause(&session->course, covered, stage->now_ms);
    if (!session->course.resting_picture)
        player_pause(stage->player, covered);
}

static void advance(struct stage *stage, struct rect pane)
{
    struct session *session = stage->session;
    hold_under_sheet(stage);
    enum player_state state = player_state(stage->player);
    if (session->finished || state == PLAYER_FAILED || state == PLAYER_OPENING || state == PLAYER_IDLE)
        return;
    for (int turns = 0; turns < 4; turns++) {
        double position = (double)player_position_ms(stage->player) / 1000;
        enum course_order order = course_advance(&session->course, position, player_state(stage->player) == PLAYER_ENDED, stage->now_ms);
        if (order == ORDER_NONE)
            break;
        obey(stage, order, pane);
    }
    note_watched(session);
    if (session->course.phase == COURSE_HOLD || session->course.phase == COURSE_REST)
        ui_wake_in(stage->ui, SMOOTH_MS);
}

static void toggle_pause(struct stage *stage)
{
    struct session *session = stage->session;
    session->paused = !session->paused;
    course_pause(&session->course, session->paused, stage->now_ms);
    if (!session->course.resting_picture)
        player_pause(stage->player, session->paused);
}

// ---- what is drawn ----------------------------------------------------------------------------------

static void picture(struct stage *stage, struct rect pane)
{
    struct ui *ui = stage->ui;
    const struct exercise *exercise = current(stage);
    const struct player_frame *frame = player_frame(stage->player);
    bool failed = player_state(stage->player) == PLAYER_FAILED;
    if (frame && !failed) {
        struct video_picture video = {frame->planes, frame->w, frame->h, frame->pitch, frame->bt709, frame->serial};
        canvas_set_video(ui->canvas, &video);
        canvas_video(ui->canvas, ui_place(ui, pane));
    } else {
        canvas_set_video(ui->canvas, NULL);
        ui_picture(ui, stage_poster(stage, exercise), NULL, pane, (struct corners){0});
    }
    if (!ui->portrait)
        canvas_corners(ui->canvas, ui_place(ui, pane), RADIUS_BUTTON, ui->theme->bg, true, false);
    struct item *item = tree_add(&ui->tree, ROLE_VIDEO, NULL, exercise->page.title, ui_place(ui, pane));
    item->chosen = frame != NULL;
    if (failed) {
        struct rect note = {pane.x + 32, pane.y + pane.h / 2 - 80, pane.w - 64, 160};
        ui_round(ui, note, RADIUS_CARD, ui->theme->panel);
        ui_text_middle(ui, TYPE_H3, stage_word(stage, "This video cannot be shown right now. The steps beside it say what to do."),
                       rect_inset(note, 24), ALIGN_CENTRE, ui->theme->ink);
    }
}

static double position_s(const struct stage *stage)
{
    return player_frame(stage->player) ? (double)player_position_ms(stage->player) / 1000 : 0;
}

static void captions(struct stage *stage, struct rect strip)
{
    struct ui *ui = stage->ui;
    const struct exercise *exercise = current(stage);
    const colour black = 0xFF000000, white = 0xFFFFFFFF;
    ui_fill(ui, strip, stage->session->words_off ? ui->theme->bg : black);
    if (!stage->session->words_off) {
        if (!ui->portrait)
            canvas_corners(ui->canvas, ui_place(ui, strip), RADIUS_BUTTON, ui->theme->bg, false, true);
        double at = position_s(stage);
        for (size_t i = 0; i < exercise->cues_count; i++)
            if (at >= exercise->cues[i].from && at < exercise->cues[i].to) {
                ui_text_middle(ui, TYPE_CAPTION, exercise->cues[i].text, (struct rect){strip.x + 24, strip.y + 4, strip.w - 48, strip.h - 8},
                               ALIGN_CENTRE, white);
                break;
            }
    }
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
        ui_ring(ui, r, (float)(course->rest_left_s / plan->rest_s), (int)plan->rest_s, number, stage_word(stage, "rest"));
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
    if (current(stage)->kind == EXERCISE_STRETCH)
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
        return current(stage)->each_side ? course->side == 2 ? stage_word(stage, "Second side") : stage_word(stage, "First side")
                                         : stage_word(stage, "Watch");
    }
}

static void sets_beside(struct stage *stage, int x, int y, int w)
{
    struct ui *ui = stage->ui;
    const struct course *course = &stage->session->course;
    const char *words = set_words(stage);
    int sets = course->plan.sets > 5 ? 0 : course->plan.sets, pips = sets ? sets * 72 - 12 : 0;
    struct text_block block = ui_measure(ui, TYPE_H3, words, w - pips - 28, 64);
    int at = x + (w - block.w - pips - 28) / 2;
    ui_text_middle(ui, TYPE_H3, words, (struct rect){at, y, block.w + 1, 60}, ALIGN_START, ui->theme->ink);
    ui_pips(ui, at + block.w + 28, y, 60, 12, sets, course->set - 1, false);
}

// Index of the step that goes with the picture.
static size_t step_now(const struct stage *stage)
{
    const struct exercise *exercise = current(stage);
    double at = position_s(stage);
    size_t now = 0;
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
        ui_dot(ui, stage_keep(stage, str_format("%zu", i + 1)), r.x + 20, y, dot, t->shadows ? t->primary : t->sun, t->shadows ? t->on_primary : t->on_sun);
    else
        ui_dot(ui, stage_keep(stage, str_format("%zu", i + 1)), r.x + 20, y, dot, t->sunken, t->ink);
    ui_text_middle(ui, current_step ? TYPE_BUTTON : TYPE_LARGE, current(stage)->steps[i].text,
                   (struct rect){r.x + 92, r.y, r.w - 104, r.h}, ALIGN_START, current_step ? t->on_sunsoft : t->ink);
}

static void steps_landscape(struct stage *stage)
{
    const struct exercise *exercise = current(stage);
    size_t count = exercise->steps_count < 4 ? exercise->steps_count : 4, now = step_now(stage);
    if (now >= count)
        return;
    if (!stage->ui->large) {
        for (size_t i = 0; i < count; i++)
            step_line(stage, i, now, (struct rect){1264, 916 - 77 * (int)(count - i), 592, 75});
        return;
    }
    // Larger text: the current step and its neighbour.
    size_t first = now + 1 < count && now == 0 ? now : now ? now - 1 : now;
    for (size_t i = first; i < count && i < first + 2; i++)
        step_line(stage, i, now, (struct rect){1264, 690 + 112 * (int)(i - first), 592, 108});
}

static void steps_portrait(struct stage *stage)
{
    const struct exercise *exercise = current(stage);
    size_t count = exercise->steps_count < 4 ? exercise->steps_count : 4, now = step_now(stage);
    if (now >= count)
        return;
    if (stage->ui->large) {
        step_line(stage, now, now, (struct rect){64, 1290, 952, 136});
        return;
    }
    for (size_t i = 0; i < count; i++)
        step_line(stage, i, now, (struct rect){64 + 480 * (int)(i % 2), 1276 + 84 * (int)(i / 2), 472, 80});
}

static void controls(struct stage *stage)
{
    struct ui *ui = stage->ui;
    struct session *session = stage->session;
    bool portrait = ui->portrait, large = ui->large;
    int again_w = portrait ? 284 : large ? 340 : 308, pause_w = portrait ? 360 : large ? 440 : 504;
    int words_w = portrait ? 260 : large ? 324 : 292, y = portrait ? 1460 : 812, x = 64;
    struct button again = {.id = "again", .words = stage_word(stage, "Start again"), .icon = "replay", .type = portrait ? TYPE_LABEL : TYPE_BUTTON};
    bool restart = ui_button(ui, again, (struct rect){x, y, again_w, 104});
    x += again_w + 24;
    struct button pause = {.id = "pause", .words = stage_word(stage, session->paused ? "Play" : "Pause"),
                           .icon = session->paused ? "play" : "pause", .type = TYPE_H2,
                           .look = player_state(stage->player) == PLAYER_FAILED ? LOOK_NOT_READY : LOOK_MAIN};
    bool toggled = ui_button(ui, pause, (struct rect){x, y, pause_w, 104});
    x += pause_w + 24;
    if (ui_switch(ui, "words", stage_word(stage, "Words"), "captions", !session->words_off, (struct rect){x, y, words_w, 104}))
        session->words_off = !session->words_off;
    if (restart)
        session->course_open = false; // the next pass begins it anew
    else if (toggled)
        toggle_pause(stage);
}

static void names(struct stage *stage)
{
    struct ui *ui = stage->ui;
    const struct exercise *exercise = current(stage);
    size_t shown = 0, at = 0;
    for (size_t i = stage_playable(stage, 0); i < stage_exercises(stage); i = stage_playable(stage, i + 1)) {
        shown++;
        if (i == stage->session->exercise)
            at = shown;
    }
    struct rect head = ui->portrait ? (struct rect){64, 20, 952, 52} : (struct rect){1264, 26, 592, 52};
    ui_text(ui, TYPE_LABEL, stage_words(stage, "Exercise {n} of {m}", at, shown), head, ALIGN_START, ui->theme->ink2);
    ui_heading(ui, TYPE_PLAYER, exercise->page.title, (struct rect){head.x, head.y + 48, head.w, 84}, ALIGN_START, ui->theme->ink);
}

static void player(struct stage *stage, struct rect pane)
{
    struct ui *ui = stage->ui;
    names(stage);
    picture(stage, pane);
    if (ui_area(ui, "video", stage_word(stage, stage->session->paused ? "Play the video" : "Pause the video"), pane))
        toggle_pause(stage);
    captions(stage, (struct rect){pane.x, pane.y + pane.h, pane.w, 112});
    if (player_state(stage->player) != PLAYER_FAILED)
        dial(stage, ui->portrait ? (struct rect){64, 898, 366, 366} : (struct rect){1376, 158, 368, 368});
    if (ui->portrait) {
        int x = 484, w = 1016 - x;
        const struct exercise *exercise = current(stage);
        ui_text(ui, TYPE_LABEL, phase_word(stage), (struct rect){x, 944, w, 48}, ALIGN_START, ui->theme->ink2);
        ui_text(ui, TYPE_H2, set_words(stage), (struct rect){x, 990, w, 66}, ALIGN_START, ui->theme->ink);
        int sets = stage->session->course.plan.sets;
        ui_pips(ui, x, 1072, 60, 12, sets > 5 ? 0 : sets, stage->session->course.set - 1, false);
        ui_text(ui, TYPE_LARGE, exercise->feel_it_here, (struct rect){x, 1150, w, 104}, ALIGN_START, ui->theme->ink2);
        steps_portrait(stage);
    } else {
        sets_beside(stage, 1264, 540, 592);
        steps_landscape(stage);
    }
    controls(stage);
}

// ---- the end ----------------------------------------------------------------------------------------

// How much of it, for doing it at home.
static void at_home(struct stage *stage, struct rect r)
{
    struct ui *ui = stage->ui;
    const struct exercise *exercise = current(stage);
    const char *dose = stage_keep(stage, exercise_dose(exercise, stage->session->language));
    ui_round(ui, r, RADIUS_CARD, ui->theme->panel);
    int x = r.x + 40, w = r.w - 80;
    struct text_block head = ui_heading(ui, TYPE_H2, stage_word(stage, "At home"), (struct rect){x, r.y + 32, w, 70}, ALIGN_START, ui->theme->ink);
    ui_text(ui, TYPE_LARGE, dose, (struct rect){x, r.y + 32 + head.h + 12, w, r.h - head.h - 76}, ALIGN_START, ui->theme->ink2);
}

// The card with what comes next.
static void end_card(struct stage *stage, size_t next)
{
    struct ui *ui = stage->ui;
    struct session *session = stage->session;
    const struct theme *t = ui->theme;
    bool portrait = ui->portrait, more = next < stage_exercises(stage);
    canvas_set_video(ui->canvas, NULL);
    struct rect tick = portrait ? (struct rect){64, 48, 104, 104} : (struct rect){1264, 56, 104, 104};
    ui_dot(ui, NULL, tick.x, tick.y, tick.w, t->primary, t->on_primary);
    ui_heading(ui, TYPE_H1, stage_word(stage, "Well done"), (struct rect){tick.x + 132, tick.y + 8, portrait ? 800 : 460, 92}, ALIGN_START, t->ink);
    char *finished = str_replace(stage_word(stage, "You finished: {name}."), "name", current(stage)->page.title);
    struct rect line = portrait ? (struct rect){64, 172, 952, 104} : (struct rect){1264, 196, 592, 150};
    ui_text(ui, TYPE_LARGE, stage_keep(stage, finished), line, ALIGN_START, t->ink2);
    at_home(stage, portrait ? (struct rect){64, 1040, 952, 392} : (struct rect){1264, 360, 592, 420});
    struct rect place = portrait ? (struct rect){64, 300, 952, 720} : (struct rect){64, 36, 1152, 744};
    if (more) {
        const struct exercise *exercise = &stage->topic->exercises[next];
        const char *poster = stage_poster(stage, exercise);
        struct card card = {.id = "next-card", .title = exercise->page.title, .line = stage_word(stage, "Next exercise"),
                            .picture = poster ? poster : "", .play = true, .enabled = true};
        if (ui_card(ui, card, place)) {
            session->exercise = next;
            stage->go = "exercise";
        }
    } else {
        struct rect picture = place; // nothing comes next: what was done stands there
        picture.h = portrait ? 536 : 648;
        ui_picture(ui, stage_poster(stage, current(stage)), current(stage)->page.title, picture, (struct corners){RADIUS_CARD, true, true});
    }
    struct button again = {.id = "again", .words = stage_word(stage, "Do it again"), .icon = "replay"};
    if (ui_button(ui, again, portrait ? (struct rect){64, 1456, 952, 112} : (struct rect){64, 808, 1152, 104}))
        session->course_open = false;
}

static void exercise_frame(struct stage *stage)
{
    struct ui *ui = stage->ui;
    struct session *session = stage->session;
    ui_begin(ui, "exercise", ui->theme->bg);
    size_t count = stage_exercises(stage);
    if (session->exercise >= count || !current(stage)->video)
        session->exercise = stage_playable(stage, 0);
    if (session->exercise >= count) {
        stage->go = "hub";
        return;
    }
    struct rect pane = ui->portrait ? (struct rect){0, 166, 1080, 608} : (struct rect){64, 36, 1152, 648};
    if (!session->course_open || stage->entered)
        begin(stage, pane);
    advance(stage, pane);

    size_t next = stage_playable(stage, session->exercise + 1);
    if (session->finished)
        end_card(stage, next);
    else
        player(stage, pane);

    bool more = next < count, printing = stage_printing_offered(stage);
    struct button action = {0};
    if (more)
        action = (struct button){.id = "next", .words = stage_word(stage, session->finished ? "Start now" : "Next exercise"),
                                 .icon = session->finished ? "play" : "next", .icon_after = !session->finished};
    else if (printing)
        action = (struct button){.id = "print", .words = stage_word(stage, "Print a page to take home"), .icon = "print"};
    action.look = session->finished ? LOOK_MAIN : LOOK_PLAIN;
    if (stage_bar(stage, "hub", BAR_HOME, action)) {
        session->print_result = false;
        if (more)
            session->exercise = next;
        stage->go = more ? "exercise" : "handout";
    }
}

static void exercise_leave(struct stage *stage)
{
    player_stop(stage->player);
    canvas_set_video(stage->ui->canvas, NULL);
    stage->session->course_open = false;
}

const struct screen screen_exercise = {
    .name = "exercise", .frame = exercise_frame, .leave = exercise_leave, .exercise = true, .slow_idle = true, .deaf_ms = 300};
