// The staff's side of the roof. Main thread; the functions named _work run on the worker's thread and
// touch nothing but their job and app->pin, which is the worker's alone.
#define LOG_TAG "staff"
#include "app_staff.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app_pass.h"
#include "clock.h"
#include "log.h"
#include "str.h"

_Static_assert((int)STAFF_CODE_DIGITS == (int)PIN_DIGITS, "the screen and the code disagree");

// ---- the code
// --------------------------------------------------------------------------------------

struct code_job {
    struct app *app;
    unsigned visit; // of staff: an answer that comes after they left is dropped
    enum staff_ask ask;
    char digits[PIN_DIGITS + 1];
    enum pin_answer answer;
    bool kept, chosen; // there is a code
    int wrong;
    int64_t locked_until_ms;
};

static void code_work(void *job)
{
    struct code_job *j = job;
    struct pin *pin = &j->app->pin;
    pin_refresh(pin);
    if (j->ask == STAFF_TRY_CODE)
        j->answer = pin_try(pin, j->digits, clock_ms());
    else if (j->ask == STAFF_CHOOSE_CODE)
        j->kept = !pin->hash && pin_choose(pin, j->digits); // never over one that came meanwhile
    j->chosen = pin->hash != NULL;
    j->wrong = pin->wrong;
    j->locked_until_ms = pin->locked_until_ms;
}

static void code_tried(struct app *app, const struct code_job *j)
{
    struct staff *staff = &app->staff;
    if (j->answer == PIN_RIGHT) {
        staff->inside = true;
        app->stage.go = "staff";
    } else if (j->answer == PIN_WRONG) {
        staff->slip = SLIP_WRONG;
        staff->tries_left = PIN_TRIES - j->wrong;
    }
}

static void code_done(void *job)
{
    struct code_job *j = job;
    struct app *app = j->app;
    struct staff *staff = &app->staff;
    if (j->visit == app->staff_visit && app->screen == &screen_staff_pin) {
        staff->code = j->chosen ? CODE_NEEDED : CODE_TO_CHOOSE;
        staff->locked_until_ms = j->locked_until_ms;
        mem_wipe(staff->typed, sizeof staff->typed);
        mem_wipe(staff->first, sizeof staff->first);
        if (j->ask == STAFF_TRY_CODE) {
            code_tried(app, j);
        } else if (j->ask == STAFF_CHOOSE_CODE && j->kept) {
            staff->inside = true;
            app->stage.go = "staff";
        } else if (j->ask == STAFF_CHOOSE_CODE) {
            staff->slip = SLIP_NOT_KEPT;
        }
        app->redraw = true;
    }
    mem_wipe(j, sizeof *j);
    free(j);
}

static void ask_code(struct app *app, enum staff_ask ask)
{
    struct code_job *job = mem_make(1, sizeof *job);
    *job = (struct code_job){.app = app, .visit = app->staff_visit, .ask = ask};
    memcpy(job->digits, app->staff.typed, sizeof job->digits);
    worker_do(app->worker, code_work, code_done, job);
}

// ---- coming and going
// ------------------------------------------------------------------------------

void app_staff_begin(struct app *app)
{
    app->worker = worker_open();
    app->pin = pin_open(app->options.state, clock_ms());
}

void app_staff_end(struct app *app)
{
    worker_destroy(app->worker);
    pin_close(&app->pin);
}

void app_staff_enter(struct app *app)
{
    app->stage.finish = true; // carried out before anything else
    app->stage.go = NULL;
    app->staff_wanted = true;
}

void app_staff_forget(struct app *app)
{
    mem_wipe(&app->staff, sizeof app->staff);
    app->staff_visit++;
    if (app->staff_wanted)
        ask_code(app, STAFF_ASK_NOTHING);
}

bool app_staff_allows(const struct app *app, const struct screen *screen)
{
    return !screen->closes_s || app->staff.inside;
}

void app_staff_carry_out(struct app *app)
{
    enum staff_ask ask = app->staff.ask;
    app->staff.ask = STAFF_ASK_NOTHING;
    switch (ask) {
    case STAFF_TRY_CODE:
    case STAFF_CHOOSE_CODE:
        ask_code(app, ask);
        break;
    case STAFF_ASK_NOTHING:
        break;
    }
}

// ---- the monthly totals
// ----------------------------------------------------------------------------

struct counts_job {
    const char *state; // lives as long as the app
    time_t now;
    unsigned more[COUNTS];
};

static void counts_work(void *job)
{
    const struct counts_job *j = job;
    if (!counts_add(j->state, j->now, j->more))
        log_error("the monthly totals cannot be written: %s", strerror(errno));
}

void app_staff_tally(struct app *app)
{
    const struct session *session = &app->session;
    struct seen now = {
        .playing = session->course_open,
        .finished = session->course_open && session->finished,
        .asking = app->screen == &screen_question,
        .at_result = app->screen == &screen_result,
        .printed = app->printer && printer_status(app->printer).phase == PRINTER_DONE,
    };
    if (app->screen->closes_s) // a test page is nobody's
        app->tally.last = now;
    else
        tally_look(&app->tally, now);
}

void app_staff_visit_over(struct app *app)
{
    struct counts_job *job = mem_make(1, sizeof *job);
    if (tally_take(&app->tally, job->more) && app->options.state && app->worker) {
        job->state = app->options.state;
        job->now = time(NULL);
        worker_do(app->worker, counts_work, free, job);
    } else {
        free(job);
    }
}
