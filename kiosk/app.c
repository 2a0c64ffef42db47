// The parts in order of need, and the loop: one poll, then whatever has come, then at most one
// pass. Main thread.
#define LOG_TAG "app"
#include "app.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app_dark.h"
#include "app_pass.h"
#include "app_staff.h"
#include "clock.h"
#include "control.h"
#include "file.h"
#include "log.h"
#include "notify.h"
#include "str.h"
#include "words.h"

enum { BEAT_MS = 8000, POLL_WITHOUT_FD_MS = 16, STALLED_VIDEO_MS = 10000 };

// ---- start and stop -----------------------------------------------------------------------------

// A screen without a driver that works still shows its console, where nothing else is written: the
// sentence stays there until a picture takes its place.
static void say_on_console(void)
{
    static const char words[] = "\n\n   This computer cannot show its picture yet.\n\n"
                                "   If this stays for more than two minutes, "
                                "please tell the front desk.\n\n";
    if (isatty(STDIN_FILENO) && write(STDIN_FILENO, words, sizeof words - 1) < 0)
        log_warning("the console takes no words: %s", strerror(errno));
}

// A panel may be switched on after the computer, or not at all: it is waited for, so that the service
// manager does not start the kiosk over and over. A window on somebody's desktop is not worth that.
static bool wait_for_display(struct app *app, const struct canvas_options *options)
{
    enum { RETRY_S = 2 };
    sigset_t none;
    sigemptyset(&none);
    for (int tries = 0; !*app->options.stop; tries++) {
        app->canvas = canvas_open(options);
        if (app->canvas || app->options.window_w)
            return app->canvas;
        if (tries == 0) {
            log_error("the display is looked for again every %d s", RETRY_S);
            say_on_console();
        }
        notify_starting(2 * RETRY_S);
        loader_handle(app->loader, clock_ms()); // a start that waits for long enough has lived
        ppoll(NULL, 0, &(struct timespec){.tv_sec = RETRY_S}, &none);
    }
    return false;
}

static bool open_screen(struct app *app)
{
    struct canvas_options canvas = {
        .w = app->options.window_w,
        .h = app->options.window_h,
        .way = app->options.way,
        .title = "physio-kiosk",
        .show_cursor = app->options.window_w > 0,
        .turn = app_quarter_turns(app),
        .display = app->library->clinic.display,
    };
    if (!wait_for_display(app, &canvas))
        return false;
    log_info("drawing by %s", canvas_renderer(app->canvas));
    app->text = text_open(app->canvas);
    if (!app->text) {
        log_error("no font is installed: install fonts-lato and fonts-noto-core");
        return false;
    }
    char *icons = str_format("%s/icons", app->places.assets);
    if (!folder_exists(icons))
        log_error("%s is missing, pictures stay away: install physio-kiosk again", icons);
    app->pictures = pictures_open(app->canvas, icons);
    free(icons);
    return true;
}

static void open_printer(struct app *app)
{
    const struct clinic *clinic = &app->library->clinic;
    if (str_equal(clinic->printer, ""))
        return;
    struct printer_options options = {.queue = clinic->printer, .title = "physio-kiosk page"};
    app->printer = printer_open(&options);
    printer_ask(app->printer); // the status tells before anybody has been at the screen
}

bool app_open(struct app *app, const struct app_options *options)
{
    *app = (struct app){
        .options = *options, .first_frame_ms = -1, .redraw = true, .touched_ms = clock_ms()};
    app->places = places_find();
    words_open(app->places.words);
    app_load_content(app);
    if (!open_screen(app))
        return false;
    app->ui = (struct ui){
        .canvas = app->canvas, .text = app->text, .pictures = app->pictures, .wake_ms = INT64_MAX};
    app_staff_begin(app);
    if (options->control && !(app->control = control_open(options->control)))
        return false;
    app_begin_session(app);
    return true;
}

// What the first picture does not need is opened after it.
static void open_the_rest(struct app *app)
{
    canvas_fill_display(app->canvas);
    struct player_options player = {.program = app->places.player};
    app->player = player_open(&player);
    app->reel = reel_open(app->player, app->library->videos);
    app_show_videos(app);
    open_printer(app);
    loader_begin(app->loader);
    if (app->options.runtime)
        app_staff_collect(app);
    app->redraw = true;
}

void app_close(struct app *app)
{
    app_end_session(app);
    app_staff_end(app);
    control_destroy(app->control);
    loader_destroy(app->loader);
    printer_destroy(app->printer);
    reel_destroy(app->reel);
    player_destroy(app->player);
    tree_destroy(&app->ui.tree);
    pictures_destroy(app->pictures);
    text_destroy(app->text);
    canvas_destroy(app->canvas);
    load_destroy(app->load);
    free(app->panel_note);
    places_destroy(&app->places);
}

// ---- what has come ------------------------------------------------------------------------------

static void take_input(struct app *app)
{
    struct input input;
    while (canvas_poll(app->canvas, &input)) {
        app->ui.now_ms = clock_ms();
        if (input.kind == INPUT_QUIT)
            app->quit = true;
        else if (input.kind == INPUT_REDRAW)
            app->redraw = true;
        else if (!app_dark_input(app, &input) && app_pointer(app, &input))
            app->redraw = true;
    }
}

void app_tap(struct app *app, int x, int y)
{
    struct input input = {.kind = INPUT_DOWN, .x = x, .y = y, .contact = INT64_MAX};
    app->ui.now_ms = clock_ms();
    if (app_dark_input(app, &input))
        return;
    app_pointer(app, &input);
    input.kind = INPUT_UP;
    app_pointer(app, &input);
    app->redraw = true;
}

int64_t app_deaf_until_ms(const struct app *app)
{
    return app->ui.pointer.deaf_until_ms;
}

// The display and the printer are opened once, at the start: another one in clinic.yaml takes effect by
// a new start, which nobody sees between two visits.
static void adopt_content(struct app *app)
{
    char *display = str_copy(app->library->clinic.display),
         *printer = str_copy(app->library->clinic.printer);
    app_adopt_content(app);
    const struct clinic *clinic = &app->library->clinic;
    if (!str_equal(clinic->display, display) || !str_equal(clinic->printer, printer)) {
        bool anew = notify_manager(); // whoever tries it by hand keeps their window
        log_info("clinic.yaml names another display or printer: %s",
                 anew ? "the kiosk starts anew" : "start the kiosk anew to use it");
        app->quit = app->quit || anew;
    }
    free(display);
    free(printer);
}

static void take_news(struct app *app)
{
    if (player_handle(app->player))
        app->redraw = true;
    if (reel_handle(app->reel))
        app->redraw = true;
    if (app->printer && printer_handle(app->printer)) {
        app_staff_printer_news(app);
        app->redraw = true;
    }
    worker_handle(app->worker);
    if (corner_opens(&app->corner, clock_ms())) {
        app_staff_enter(app);
        app->redraw = true;
    }
    loader_handle(app->loader, clock_ms());
    if (loader_ready(app->loader) && app_between_sessions(app))
        adopt_content(app);
    control_handle(app->control, app);
}

// ---- alive --------------------------------------------------------------------------------------

// The watchdog is fed by what reaches the screen (or where there is none, by looking for it: a new
// start would find it no sooner); while a video plays, only as long as its time advances.
static void feed_watchdog(struct app *app, int64_t now)
{
    int64_t position = player_position_ms(app->player);
    bool playing = app->session.course_open && player_state(app->player) == PLAYER_PLAYING;
    if (!playing || position != app->video_position_ms)
        app->video_moved_ms = now;
    app->video_position_ms = position;
    if (now - app->video_moved_ms < STALLED_VIDEO_MS)
        notify_alive();
}

// A pass when something asks for one, and one with each beat: a still screen draws nothing in it,
// and its unchanged picture is presented once more.
static void pass_if_due(struct app *app)
{
    int64_t now = clock_ms();
    bool beat = now >= app->beat_ms;
    if (beat)
        app_dark_step(app);
    if (canvas_is_off(
            app->canvas)) { // nothing reaches the screen: the loop itself is the sign of life
        if (beat)
            notify_alive();
        app->beat_ms = beat ? now + BEAT_MS : app->beat_ms;
        app->redraw = false;
        return;
    }
    if (!app->redraw && !beat && now < app->ui.wake_ms && now < app_idle_next_ms(app))
        return;
    app->redraw = false;
    bool shown = app_pass(app);
    if (beat && !shown)
        shown = canvas_present(app->canvas);
    if (shown)
        feed_watchdog(app, now);
    if (beat || shown)
        app->beat_ms = now + BEAT_MS;
}

// ---- the loop -----------------------------------------------------------------------------------

static void earlier(int64_t *deadline, int64_t other)
{
    if (other < *deadline)
        *deadline = other;
}

static int wait_ms(struct app *app)
{
    int64_t deadline = app->beat_ms, now = clock_ms();
    if (!canvas_is_off(app->canvas)) {
        earlier(&deadline, app->ui.wake_ms);
        earlier(&deadline, app_idle_next_ms(app));
    }
    earlier(&deadline, corner_due_ms(&app->corner));
    earlier(&deadline, player_deadline_ms(app->player));
    if (loader_changing(app->loader)) // its look every 30 s rides on the beat
        earlier(&deadline, loader_deadline_ms(app->loader));
    earlier(&deadline, control_deadline_ms(app->control));
    int64_t wait = app->redraw ? 0 : deadline - now;
    if (canvas_fd(app->canvas) < 0 && wait > POLL_WITHOUT_FD_MS)
        wait = POLL_WITHOUT_FD_MS;
    return wait < 0 ? 0 : wait > 60000 ? 60000 : (int)wait;
}

static void wait_for_something(struct app *app)
{
    struct pollfd fds[4 + LOADER_FDS + CONTROL_FDS_MAX];
    nfds_t count = 0;
    int wanted[4 + LOADER_FDS] = {canvas_fd(app->canvas), player_fd(app->player),
                                  app->printer ? printer_fd(app->printer) : -1,
                                  worker_fd(app->worker)};
    loader_fds(app->loader, wanted + 4);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        if (wanted[i] >= 0)
            fds[count++] = (struct pollfd){.fd = wanted[i], .events = POLLIN};
    count += (nfds_t)control_fds(app->control, fds + count);
    int wait = wait_ms(app);
    struct timespec most = {wait / 1000, wait % 1000 * 1000000L};
    sigset_t none;
    sigemptyset(&none);
    ppoll(fds, count, &most, &none);
    app->wakeups++;
}

void app_run(struct app *app)
{
    app_pass(app);
    notify_ready();
    open_the_rest(app);
    while (!app->quit && !*app->options.stop) {
        take_input(app);
        take_news(app);
        pass_if_due(app);
        control_handle(app->control,
                       app); // what waited for this pass is answered now, not at the next wakeup
        // Presenting makes Xlib read input into its own queue, where poll() cannot see it.
        take_input(app);
        if (!app->redraw && !app->quit)
            wait_for_something(app);
    }
}
