// The staff's side of the roof. Main thread; the functions named _work run on the worker's thread
// and touch nothing but their job and app->pin, which is the worker's alone.
#define LOG_TAG "staff"
#include "app_staff.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app_pass.h"
#include "app_stick.h"
#include "clock.h"
#include "log.h"
#include "status.h"
#include "store.h"
#include "str.h"

_Static_assert((int)STAFF_CODE_DIGITS == (int)PIN_DIGITS, "the screen and the code disagree");

// ---- the code -----------------------------------------------------------------------------------

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

// ---- the status ---------------------------------------------------------------------------------

struct status_job {
    struct app *app;
    const char *state, *runtime; // live as long as the app
    struct status *status;
    struct status_kiosk kiosk;
};

static void status_work(void *job)
{
    struct status_job *j = job;
    status_of_machine(j->status, j->state, j->runtime);
    if (j->runtime && !status_write(j->status, &j->kiosk, j->runtime))
        log_warning("the status cannot be written: %s", strerror(errno));
}

// What stands there of what staff asked for, once a newer status is known.
static enum staff_news news_of(const struct app *app, const struct status *now)
{
    const struct status *before = app->status;
    uint64_t wished = app->staff.sure_tree;
    if (now->held && wished && now->tree != wished)
        return NEWS_CHANGED; // the publisher takes over only what they had read of
    bool news = before && now->sentence &&
                (!str_equal(before->sentence, now->sentence) ||
                 before->generation != now->generation || before->tree != now->tree);
    return news ? NEWS_NONE : NEWS_ASKED; // what came of it stands there
}

static void status_done(void *job)
{
    struct status_job *j = job;
    struct app *app = j->app;
    if (app->staff.news == NEWS_ASKED)
        app->staff.news = news_of(app, j->status);
    status_destroy(app->status);
    app->status = j->status;
    app->staff.status = app->status;
    if (app->screen->closes_s)
        app->redraw = true;
    free(j);
}

static const char *last_page_word(const struct app *app)
{
    enum printer_phase phase = app->last_page.phase;
    return phase == PRINTER_DONE     ? "printed"
           : phase == PRINTER_FAILED ? printer_problem_code(app->last_page.problem)
                                     : "none";
}

static const char *printer_word(const struct app *app)
{
    if (!app->printer)
        return "none";
    enum printer_problem problem = printer_status(app->printer).problem;
    return problem == PROBLEM_NONE ? "ready" : printer_problem_code(problem);
}

static int64_t boot_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_BOOTTIME, &now);
    return now.tv_sec;
}

void app_staff_collect(struct app *app)
{
    struct status_job *job = mem_make(1, sizeof *job);
    *job = (struct status_job){
        .app = app,
        .state = app->options.state,
        .runtime = app->options.runtime,
        .status = status_make(),
        .kiosk = {.pid = (int)getpid(),
                  .version = KIOSK_VERSION,
                  .printer = printer_word(app),
                  .last_page = last_page_word(app),
                  .started_s = app->started_s},
    };
    if (app->panel_note) // before all that is wrong with the content: every patient meets it
        status_add_trouble(job->status, str_copy("screen_width"), app->panel_note, false,
                           SEEN_AS_IT_IS);
    status_of_content(job->status, app->library, time(NULL));
    job->status->up_s = boot_seconds() - app->started_s;
    job->status->restarts = app->restarts;
    worker_do(app->worker, status_work, status_done, job);
}

void app_staff_printer_news(struct app *app)
{
    struct printer_status now = printer_status(app->printer);
    if (now.phase == PRINTER_DONE || now.phase == PRINTER_FAILED)
        app->last_page = app->staff.last_page = now;
    if (app->options.runtime && now.phase != PRINTER_SENDING && now.phase != PRINTER_PRINTING)
        app_staff_collect(app);
}

// ---- what is asked of the state folder ----------------------------------------------------------

struct wish_job {
    struct app *app;
    unsigned visit;
    enum staff_ask ask;
    char item[sizeof((struct staff *)0)->item];
    uint64_t tree;
    bool good;
};

static void wish_work(void *job)
{
    struct wish_job *j = job;
    const char *state = j->app->options.state;
    switch (j->ask) {
    case STAFF_LOAD_AGAIN:
        j->good = store_ask(state, STORE_WISH_LOOK, 0);
        break;
    case STAFF_RELEASE:
        j->good = store_ask(state, STORE_WISH_SMALLER, j->tree);
        break;
    case STAFF_ROLL_BACK:
        j->good = store_roll_back(state);
        break;
    case STAFF_HIDE:
    case STAFF_SHOW:
        j->good = store_hide(state, j->item, j->ask == STAFF_HIDE);
        break;
    default:
        break;
    }
    if (!j->good)
        log_error("what staff asked for failed: %s", strerror(errno));
}

static void wish_done(void *job)
{
    struct wish_job *j = job;
    struct app *app = j->app;
    if (j->visit == app->staff_visit) {
        bool asked = j->ask == STAFF_LOAD_AGAIN || j->ask == STAFF_RELEASE;
        app->staff.news = !j->good ? NEWS_FAILED : asked ? NEWS_ASKED : NEWS_WAITING;
        app->staff.collect_ms = clock_ms() + 1000;
        app_staff_collect(app);
        app->redraw = true;
    }
    free(j);
}

static void wish(struct app *app, enum staff_ask ask)
{
    app->staff.news = NEWS_WAITING;
    if (ask != STAFF_RELEASE)
        app->staff.sure_tree = 0;
    if (!app->options.state) { // the folders are shown as they are, and cannot be anything else
        loader_look(app->loader);
        return;
    }
    struct wish_job *job = mem_make(1, sizeof *job);
    *job = (struct wish_job){
        .app = app, .visit = app->staff_visit, .ask = ask, .tree = app->staff.sure_tree};
    memcpy(job->item, app->staff.item, sizeof job->item);
    worker_do(app->worker, wish_work, wish_done, job);
}

// ---- coming and going ---------------------------------------------------------------------------

void app_staff_begin(struct app *app)
{
    app->worker = worker_open();
    app->pin = pin_open(app->options.state, clock_ms());
    app->started_s = boot_seconds();
    app->restarts = status_count_start(app->options.runtime);
}

void app_staff_end(struct app *app)
{
    app->staff_visit++; // nothing more is asked of the worker
    worker_destroy(app->worker);
    pin_close(&app->pin);
    status_destroy(app->status);
    if (app->options.runtime)
        status_gone(app->options.runtime);
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
    app->staff.status = app->status;
    app->staff.last_page = app->last_page;
    if (app->staff_wanted) {
        ask_code(app, STAFF_ASK_NOTHING);
        app_staff_collect(app); // it is there when the code is typed
    }
}

void app_staff_entered(struct app *app)
{
    struct staff *staff = &app->staff;
    staff->page = 0;
    staff->news = NEWS_NONE;
    staff->clean_until_ms = 0;
    staff->stick = (struct staff_stick){0};
    memset(staff->touched, 0, sizeof staff->touched);
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
    case STAFF_COLLECT:
        app_staff_collect(app);
        break;
    case STAFF_LOAD_AGAIN:
    case STAFF_ROLL_BACK:
    case STAFF_RELEASE:
    case STAFF_HIDE:
    case STAFF_SHOW:
        wish(app, ask);
        break;
    case STAFF_STICK_LOOK:
    case STAFF_STICK_TAKE:
    case STAFF_STICK_WRITE:
    case STAFF_STICK_POLL:
        app_stick_ask(app, ask);
        break;
    case STAFF_RESTART:
        log_info("restarted by staff");
        app->quit = true; // the service manager starts it again
        break;
    case STAFF_ASK_NOTHING:
        break;
    }
}

// ---- the monthly totals -------------------------------------------------------------------------

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
