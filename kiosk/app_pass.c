// Passes, destinations and sessions. Main thread.
#define LOG_TAG "app"
#include "app_pass.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app_staff.h"
#include "clock.h"
#include "log.h"
#include "str.h"

enum { EMERGENCY_STAYS_MS = 300000, DEAF_AFTER_SHEET_MS = 300 };

// ---- content ------------------------------------------------------------------------------------

static void show(struct app *app, struct load *load)
{
    app->load = load;
    app->library = load->library;
}

void app_load_content(struct app *app)
{
    struct loader_options options = {
        .content = app->options.content,
        .videos = app->options.videos,
        .state = app->options.state,
        .demonstration = app->options.demonstration,
    };
    struct load *first;
    app->loader = loader_open(&options, &first);
    show(app, first);
}

static void ask_for_videos(struct app *app)
{
    for (size_t t = 0; t < app->library->topics_count; t++) {
        const struct topic *topic = &app->library->topics[0][t];
        for (size_t i = 0; i < topic->exercises_count; i++) {
            const struct exercise *exercise = &topic->exercises[i];
            if (exercise->video)
                reel_want(app->reel, exercise->video);
            if (exercise->other_side_video)
                reel_want(app->reel, exercise->other_side_video);
        }
    }
}

void app_show_videos(struct app *app)
{
    reel_show(app->reel, app->library->videos, app->load->known, app->load->known_count);
    if (!app->load->known) // publishing has not found it out already
        ask_for_videos(app);
}

// ---- sessions -----------------------------------------------------------------------------------

// What screens see, from the snapshot and the patient's choices.
static void set_stage(struct app *app)
{
    const struct library *library = app->library;
    struct session *session = &app->session;
    const char *first = library->topics_count ? library->topics[0][0].page.id : "";
    // A topic that new content does not have any more is nobody's: sets change between two visits.
    if (!*session->topic || !library_topic(library, session->topic, session->language))
        snprintf(session->topic, sizeof session->topic, "%s", first);
    const char *clinic_language = library->clinic.languages[0];
    app->stage.ui = &app->ui;
    app->stage.session = session;
    app->stage.library = library;
    app->stage.topic = library_topic(library, session->topic, session->language);
    app->stage.clinic_topic = library_topic(library, session->topic, clinic_language);
    app->stage.player = app->player;
    app->stage.reel = app->reel;
    app->stage.printer = app->printer;
    app->stage.staff = &app->staff;
    app->stage.assets = app->places.assets;
    app->stage.demonstration = library->demonstration;
    app->stage.now_ms = app->ui.now_ms;
    app->stage.today = time(NULL);
    stage_dress(&app->stage);
}

int app_quarter_turns(const struct app *app)
{
    return app->options.rotation >= 0 ? app->options.rotation / 90
                                      : app->library->clinic.quarter_turns;
}

// The clinic's own measure of the panel goes before what the display says of itself; of a window
// the display knows nothing.
static void fit_panel(struct app *app)
{
    canvas_turn(app->canvas, app_quarter_turns(app));
    bool wide_enough;
    int before = app->ui.target, mm = app->library->clinic.panel_width_mm;
    if (!mm && !app->options.window_w)
        mm = canvas_panel_mm(app->canvas);
    bool portrait = canvas_portrait(app->canvas);
    app->ui.target = ui_target_for(mm, portrait, &wide_enough);
    app->session.large = app->ui.target > TARGET_PX;
    free(app->panel_note);
    app->panel_note = NULL;
    if (app->ui.target == TARGET_PX)
        return;
    app->panel_note = str_format(
        "the picture is %d mm wide: buttons and letters are drawn larger%s. From %d mm on all is as it "
        "was made to be.",
        mm, wide_enough ? "" : ", and some are still smaller than a finger",
        portrait ? PANEL_PORTRAIT_MM : PANEL_LANDSCAPE_MM);
    if (app->ui.target != before)
        log_warning("%s", app->panel_note);
}

static void first_screen(struct app *app)
{
    const char *language =
        app->options.language ? app->options.language : app->library->clinic.languages[0];
    snprintf(app->session.language, sizeof app->session.language, "%s", language);
    fit_panel(app);
    app->screen = &screen_attract;
    app->sheet = NULL;
    app->stage.entered = true;
    app->redraw = true;
    app->ui.now_ms = clock_ms();
    idle_touch(&app->idle, app->ui.now_ms);
}

// Taps are deaf for so long from here, and again from when what has changed stands on the screen.
static void go_deaf(struct app *app, int ms)
{
    pointer_new_screen(&app->ui.pointer, app->ui.now_ms, ms);
    app->deaf_ms = ms;
}

void app_begin_session(struct app *app)
{
    first_screen(app);
    go_deaf(app, app->screen->deaf_ms);
}

void app_adopt_content(struct app *app)
{
    int64_t began = clock_ms();
    struct load *fresh = loader_adopt(app->loader, app->load);
    if (!fresh)
        return;
    show(app, fresh);
    pictures_forget_files(app->pictures);
    if (app->reel)
        app_show_videos(app);
    first_screen(app); // taps go on counting: to who stands before it, it is the same screen
    if (app->options.runtime)
        app_staff_collect(app);
    app->adopt_ms = (int)(clock_ms() - began);
}

void app_end_session(struct app *app)
{
    if (app->screen && app->screen->leave && app->player)
        app->screen->leave(&app->stage);
    if (app->printer)
        printer_cancel(app->printer); // nothing comes out for somebody who has gone
    app_staff_visit_over(app);
    mem_wipe(&app->session, sizeof app->session);
    mem_wipe(&app->ui.pointer, sizeof app->ui.pointer);
    tree_destroy(&app->ui.tree);
    mem_wipe(&app->ui.tree, sizeof app->ui.tree);
}

bool app_between_sessions(const struct app *app)
{
    const struct pointer *pointer = &app->ui.pointer;
    return app->screen == &screen_attract && !app->sheet &&
           !pointer_touching(pointer, clock_ms()) &&
           !pointer->tapped[0]; // a tap that no pass has seen yet begins a visit
}

// ---- the idle clock -----------------------------------------------------------------------------

static struct idle_limits limits_now(const struct app *app)
{
    const struct clinic *clinic = &app->library->clinic;
    bool slow = app->screen->slow_idle || (app->sheet && app->sheet->slow_idle);
    struct idle_limits limits = {1000 * (int64_t)(slow ? clinic->idle_check_s : clinic->idle_s),
                                 1000 * (int64_t)clinic->idle_warning_s};
    if (app->screen->closes_s)
        return (struct idle_limits){1000 * (int64_t)app->screen->closes_s, 0};
    if (app->screen == &screen_result && app->stage.topic &&
        checklist_tier(&app->stage.topic->checklist, &app->session.answers, NULL) == TIER_EMERGENCY)
        limits.quiet_ms = EMERGENCY_STAYS_MS; // it stays to be read, and to be shown
    return limits;
}

// A video, a hold, the count down to one or a page that prints is activity; a finished or paused
// video is not.
static bool busy(const struct app *app)
{
    const struct session *session = &app->session;
    enum player_state player = app->player ? player_state(app->player) : PLAYER_IDLE;
    bool playing = session->course_open && !session->finished && !session->paused && !app->sheet &&
                   player != PLAYER_FAILED && player != PLAYER_IDLE;
    const struct relief *relief = app->stage.topic ? &app->stage.topic->relief : NULL;
    bool counting = session->hold_since_ms && relief &&
                    app->ui.now_ms < session->hold_since_ms + 1000 * (int64_t)relief->hold_s;
    if (playing || counting || (session->ready_since_ms && !session->waiting))
        return true;
    enum printer_phase phase = app->printer ? printer_status(app->printer).phase : PRINTER_IDLE;
    return phase == PRINTER_SENDING || phase == PRINTER_PRINTING || phase == PRINTER_WAITING;
}

int64_t app_idle_next_ms(struct app *app)
{
    if (app->screen == &screen_attract)
        return INT64_MAX;
    int64_t now = clock_ms();
    idle_hold(&app->idle, busy(app), now);
    struct idle_limits limits = limits_now(app);
    if (app->sheet != &sheet_idle && idle_now(&app->idle, limits, now) == IDLE_WARNING)
        return now; // the pass that shows the warning is still to come
    return idle_next_ms(&app->idle, limits, now);
}

// ---- going places -------------------------------------------------------------------------------

static void set_sheet(struct app *app, const struct screen *sheet)
{
    app->sheet = sheet;
    app->redraw = true;
    ui_change(&app->ui, sheet != NULL);
    app->session.sheet_since_ms = app->ui.now_ms;
    go_deaf(app, sheet ? sheet->deaf_ms : DEAF_AFTER_SHEET_MS);
}

// Somebody is there: what the warning lay over is as it was, a sheet too.
static void take_warning_away(struct app *app)
{
    set_sheet(app, app->under_warning);
    app->under_warning = NULL;
}

static void enter(struct app *app, const struct screen *screen)
{
    if (app->screen->leave)
        app->screen->leave(&app->stage);
    ui_change(&app->ui, false);
    app->screen = screen;
    app->sheet = app->under_warning = NULL;
    app->stage.entered = true;
    app->redraw = true;
    app_staff_entered(app);
    if ((screen == &screen_hub || screen == &screen_staff) && app->printer)
        printer_ask(app->printer); // the answer stands on its card, or tile
    app->first_frame_since_ms = screen == &screen_exercise ? app->tapped_ms : 0;
    go_deaf(app, screen->deaf_ms);
}

static void finish(struct app *app)
{
    app->ui.motion.fading = app->ui.motion.rising = false; // nothing of a patient fades away slowly
    app_end_session(app);
    app_begin_session(app);
    app_staff_forget(app);
    if (app->staff_wanted) { // they read the clinic's own language
        app->staff_wanted = false;
        const char *language = app->library->clinic.languages[0];
        snprintf(app->session.language, sizeof app->session.language, "%s", language);
        enter(app, &screen_staff_pin);
    }
}

// Carries out what the pass asked for. One thing at a time: the end of the session goes before all.
static void carry_out(struct app *app)
{
    struct stage *stage = &app->stage;
    const char *go = stage->go, *open = stage->open_sheet;
    bool over = stage->finish, close = stage->close_sheet, stay = stage->stay;
    stage->go = stage->open_sheet = NULL;
    stage->finish = stage->close_sheet = stage->stay = false;
    if (over || str_equal(go, "attract")) {
        finish(app); // the first screen never remembers anybody
    } else if (go) {
        const struct screen *screen = screen_route(stage, go);
        if (screen && app_staff_allows(app, screen))
            enter(app, screen);
        else
            log_error("no way leads to \"%s\" now", go);
    } else if (stay) {
        take_warning_away(app);
    } else if (close) {
        set_sheet(app, NULL);
    } else if (open) {
        set_sheet(app, screen_named(open));
    }
    app_staff_carry_out(app);
}

static void idle_step(struct app *app)
{
    int64_t now = app->ui.now_ms;
    if (app->screen == &screen_attract)
        return;
    idle_hold(&app->idle, busy(app), now);
    struct idle_limits limits = limits_now(app);
    app->stage.idle_left_ms = idle_left_ms(&app->idle, limits, now);
    switch (idle_now(&app->idle, limits, now)) {
    case IDLE_OVER:
        finish(app);
        break;
    case IDLE_WARNING:
        if (app->sheet == &sheet_idle)
            break;
        // A patient's answers do not come up again for whoever says that somebody is there.
        app->under_warning = app->sheet == &sheet_answers ? NULL : app->sheet;
        set_sheet(app, &sheet_idle);
        break;
    case IDLE_NOT_YET:
        break;
    }
}

// A finger that goes down on "No, I am finished", when it can have been read.
static bool means_finished(const struct app *app, const struct input *input)
{
    const struct item *item = tree_hit(&app->ui.tree, input->x, input->y, POINTER_REACH);
    return item && str_equal(item->id, "finished") &&
           app->ui.now_ms >= app->ui.pointer.deaf_until_ms;
}

static bool stay(struct app *app)
{
    idle_touch(&app->idle, app->ui.now_ms);
    take_warning_away(app);
    return true;
}

bool app_pointer(struct app *app, const struct input *input)
{
    int64_t now = app->ui.now_ms;
    bool warned = app->sheet == &sheet_idle;
    // Any touch in the warning but that one means: stay; also one that was on its way before it came.
    if (warned && input->kind == INPUT_DOWN && !means_finished(app, input))
        return stay(app);
    if (!warned && (input->kind == INPUT_DOWN || input->kind == INPUT_UP))
        idle_touch(&app->idle, now);
    if (!app->screen->closes_s)
        corner_input(&app->corner, input, ui_w(&app->ui), !pointer_touching(&app->ui.pointer, now),
                     now);
    bool changed = pointer_input(&app->ui.pointer, &app->ui.tree, input, now);
    if (app->ui.pointer.tapped[0])
        app->tapped_ms = now;
    else if (warned && input->kind == INPUT_UP)
        return stay(app); // it slid off "finished": who trembles is there still
    return changed;
}

// ---- the pass -----------------------------------------------------------------------------------

static bool asked(const struct stage *stage)
{
    return stage->go || stage->open_sheet || stage->close_sheet || stage->finish || stage->stay ||
           stage->print_again || (stage->staff && stage->staff->ask);
}

static void note_first_frame(struct app *app)
{
    if (!app->first_frame_since_ms || app->screen != &screen_exercise)
        return;
    if (app->session.ready_since_ms) { // what starts it is still to come
        app->first_frame_since_ms = app->ui.now_ms;
        return;
    }
    const struct player_frame *frame = player_frame(app->player);
    if (frame && player_state(app->player) != PLAYER_OPENING) {
        app->first_frame_ms = (int)(clock_ms() - app->first_frame_since_ms);
        app->first_frame_since_ms = 0;
    }
}

bool app_pass(struct app *app)
{
    bool shown = false;
    // A pass that sees a tap or asks to go elsewhere is not shown: the next one, of what came of
    // it, is. The bound only stops two screens that send each other away.
    for (int turn = 0; turn < 8; turn++) {
        app->ui.now_ms = clock_ms();
        idle_step(app);
        set_stage(app);
        app->stage.sheet = app->sheet ? app->sheet->name : NULL;
        const struct screen *screen = app->screen;
        if (!app->stage.topic && !screen->closes_s && screen != &screen_attract)
            screen = app->screen = &screen_attract;
        bool tapped = app->ui.pointer.tapped[0];
        screen->frame(&app->stage);
        app->stage.entered = false;
        app_staff_tally(app);
        if (app->sheet)
            app->sheet->frame(&app->stage);
        stage_pass_done(&app->stage);
        if (!asked(&app->stage) && !tapped) {
            shown = ui_end(&app->ui);
            if (app->deaf_ms)
                app->ui.pointer.deaf_until_ms = clock_ms() + app->deaf_ms;
            app->deaf_ms = 0;
            app->redraw = false;
            break;
        }
        carry_out(app);
        app_staff_tally(app);
        pointer_pass_done(&app->ui.pointer);
        app->redraw = true;
    }
    note_first_frame(app);
    return shown;
}
