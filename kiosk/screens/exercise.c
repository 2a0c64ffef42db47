// The exercise screen: the picture decides what is counted, and course.h turns where the video is
// into orders for the player. What it looks like stands in exercise_view.c. Main thread.
#include <math.h>

#include "exercise_view.h"
#include "reel.h"
#include "screen.h"

enum { REST_S = 5, COUNTED_HOLD_S = 5 };

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

// Hands the video to the player: it plays from its start, mirrored for the other side where the
// page says so.
static bool play(struct stage *stage, struct rect pane)
{
    const struct exercise *exercise = stage_exercise(stage);
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
    const struct exercise *exercise = stage_exercise(stage);
    session->other_side = session->paused = session->held_by_sheet = session->finished = false;
    session->course_open = true;
    struct media_info info = reel_info(stage->reel, exercise->video);
    // Until the player has told, the marks of the page stand for the length of the video.
    double duration = info.duration_ms > 0 ? (double)info.duration_ms / 1000
                                           : fmax(fmax(exercise->hold_to, exercise->rep_at), 1);
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
        session->waiting = false;
        session->finished_ms = stage->now_ms;
        break;
    case ORDER_NONE:
        break;
    }
}

static void note_watched(struct session *session)
{
    const struct course *course = &session->course;
    bool held =
        course->phase == COURSE_HOLD && course->hold_left_s <= course->plan.hold_s - COUNTED_HOLD_S;
    if (session->exercise < SESSION_EXERCISES_MAX &&
        (held || course->reps > 0 || course->set > 1 || session->finished))
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
    player_pause(stage->player, course_picture_rests(&session->course));
}

static void advance(struct stage *stage, struct rect pane)
{
    struct session *session = stage->session;
    hold_under_sheet(stage);
    enum player_state state = player_state(stage->player);
    if (session->finished || state == PLAYER_FAILED || state == PLAYER_OPENING ||
        state == PLAYER_IDLE)
        return;
    for (int turns = 0; turns < 4; turns++) {
        double position = (double)player_position_ms(stage->player) / 1000;
        enum course_order order = course_advance(
            &session->course, position, player_state(stage->player) == PLAYER_ENDED, stage->now_ms);
        if (order == ORDER_NONE)
            break;
        obey(stage, order, pane);
    }
    note_watched(session);
    const struct course *course = &session->course;
    if (course->phase == COURSE_HOLD || course->phase == COURSE_REST)
        ui_wake_ring(stage->ui,
                     course->phase == COURSE_HOLD ? course->hold_left_s : course->rest_left_s);
}

static void toggle_pause(struct stage *stage)
{
    struct session *session = stage->session;
    session->paused = !session->paused;
    course_pause(&session->course, session->paused, stage->now_ms);
    player_pause(stage->player, course_picture_rests(&session->course));
}

// What to take care of stands there once a session before the picture moves.
static bool getting_ready(struct stage *stage)
{
    struct session *session = stage->session;
    const struct exercise *exercise = stage_exercise(stage);
    if (stage->entered) {
        session->course_open = session->finished = session->waiting = false;
        session->ready_since_ms = 0;
    }
    return !session->course_open && !session->care_seen[session->exercise] &&
           (exercise->precautions_count || exercise->stop_if_count);
}

static enum exercise_tap play_on(struct stage *stage, size_t next)
{
    struct rect pane =
        stage->ui->portrait ? (struct rect){0, 166, 1080, 608} : (struct rect){64, 36, 1152, 648};
    stage->session->ready_since_ms = 0;
    if (!stage->session->course_open)
        begin(stage, pane);
    advance(stage, pane);
    return stage->session->finished ? exercise_view_end(stage, next)
                                    : exercise_view_player(stage, pane);
}

static void exercise_frame(struct stage *stage)
{
    struct ui *ui = stage->ui;
    struct session *session = stage->session;
    ui_begin(ui, "exercise", ui->theme->bg);
    size_t count = stage_exercises(stage);
    if (session->exercise >= count || !stage_exercise(stage)->video)
        session->exercise = stage_playable(stage, 0);
    if (session->exercise >= count) {
        stage->go = "hub";
        return;
    }
    size_t next = stage_playable(stage, session->exercise + 1);
    bool ready = getting_ready(stage);
    if (stage->sheet) // another language, larger text: nothing goes on by itself before a tap
        session->waiting = true;
    enum exercise_tap tap = ready ? exercise_view_ready(stage) : play_on(stage, next);
    if (tap == TAP_BEGIN) {
        session->care_seen[session->exercise] = true;
        ui_wake_in(ui, 0);
    }
    if (tap == TAP_AGAIN)
        session->course_open = false; // the next pass begins it anew
    else if (tap == TAP_PAUSE)
        toggle_pause(stage);
    else if (tap == TAP_CHOOSE)
        stage->go = "exercises";

    bool follows = exercise_view_follows(stage, next);
    bool by_itself = follows && stage->now_ms - session->finished_ms >= EXERCISE_FOLLOWS_MS;
    if (tap == TAP_WAIT)
        session->waiting = true;
    bool more = next < count, printing = stage_printing_offered(stage);
    struct button action = {0};
    if (more)
        action = (struct button){
            .id = "next",
            .words = stage_word(stage, session->finished ? N_("Start now") : N_("Next exercise")),
            .icon = session->finished ? "play" : "next",
            .icon_after = !session->finished};
    else if (printing)
        action = (struct button){.id = "print",
                                 .words = stage_word(stage, "Print a page to take home"),
                                 .icon = "print"};
    action.look = session->finished ? LOOK_MAIN : LOOK_PLAIN;
    if (stage_bar(stage, "hub", BAR_HOME, action) || tap == TAP_NEXT || by_itself) {
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
    stage->session->ready_since_ms = 0;
}

const struct screen screen_exercise = {.name = "exercise",
                                       .frame = exercise_frame,
                                       .leave = exercise_leave,
                                       .exercise = true,
                                       .slow_idle = true,
                                       .deaf_ms = 300};
