#pragma once
// The roof: owns every part, runs the one loop, carries out what screens ask for.

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

#include "canvas.h"
#include "corner.h"
#include "counts.h"
#include "idle_clock.h"
#include "library.h"
#include "loader.h"
#include "pin.h"
#include "places.h"
#include "player.h"
#include "printer.h"
#include "reel.h"
#include "screen.h"
#include "session.h"
#include "staff.h"
#include "text.h"
#include "ui.h"
#include "worker.h"

struct control;

struct app_options {
    const char *content, *videos; // folders
    const char *state;            // folder of what is kept; NULL: nothing is
    const char *runtime;    // folder of what lasts until the machine is switched off; NULL: none
    const char *control;    // path of the control socket; NULL: none
    const char *language;   // first language shown; NULL: the clinic's own
    int window_w, window_h; // 0: the whole display
    enum canvas_way way;
    int rotation; // degrees clockwise, -1: as clinic.yaml says
    bool demonstration;
    const volatile sig_atomic_t *stop; // set by a signal that lets itself in while the loop waits
};

struct app {
    struct app_options options;
    struct places places;
    struct loader *loader;   // owned
    struct load *load;       // owned: what is shown, with what goes with it
    struct library *library; // the load's
    struct canvas *canvas;   // owned, as are all down to control
    struct text *text;
    struct pictures *pictures;
    struct player *player;
    struct reel *reel;
    struct printer *printer;
    struct control *control; // NULL if not asked for
    struct ui ui;
    struct session session;
    struct stage stage;
    const struct screen *screen, *sheet; // sheet NULL if none lies over the screen
    const struct screen *under_warning;  // the sheet that the warning lies over; NULL: none
    int deaf_ms; // taps are deaf for so long, once the change stands on the screen; 0: it does
    struct idle_clock idle;
    struct corner corner;            // the way in for staff
    struct staff staff;              // wiped when their screens close
    unsigned staff_visit;            // which time that is
    struct status *status;           // the newest one collected; owned
    char *panel_note;                // for staff: the panel is narrow; NULL: it is not; owned
    struct printer_status last_page; // that came out or failed
    int restarts;                    // since the machine was switched on; -1: not known
    int64_t started_s;               // CLOCK_BOOTTIME
    bool staff_wanted;               // the visit ends, and the staff code is asked for
    struct pin pin;                  // the worker's alone
    struct tally tally;              // of this visit, for the monthly totals
    struct worker *worker;           // owned
    bool redraw;                     // a pass is due
    bool quit;
    int64_t beat_ms;        // the unchanged picture is presented again then, for the watchdog
    int64_t video_moved_ms; // the playing video's time advanced last
    int64_t video_position_ms;
    int64_t touched_ms;           // the last touch, or the start: the screen stays on for a while
    int64_t tapped_ms;            // the last tap
    int64_t first_frame_since_ms; // the tap whose first frame is being timed; 0: none
    int adopt_ms;                 // the last change of content took so long; 0 before
    int first_frame_ms;           // from that tap to the frame on the screen; -1 before the first
    uint64_t wakeups;
};

// False if there is no screen to be had (logged).
__attribute__((warn_unused_result)) bool app_open(struct app *app,
                                                  const struct app_options *options);
void app_close(struct app *app); // accepts a half-open one
void app_run(struct app *app);   // until app->quit

// ---- for the control socket ----
// A tap as a finger would make it, at design px. The tap counts as a touch.
void app_tap(struct app *app, int x, int y);
int64_t app_deaf_until_ms(const struct app *app);
