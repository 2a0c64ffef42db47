// The worker that prints: it takes one page at a time, sends it, watches it, and gives it up when
// its time is over. All waiting for CUPS happens in its thread; the main thread only leaves wishes
// and takes statuses, both under one mutex that nobody holds while talking to CUPS.
#include "printer.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#include "clock.h"
#include "printer_device.h"
#include "printer_queue.h"
#include "str.h"
#define LOG_TAG "printer"
#include "log.h"

enum {
    GIVE_UP_S = 60,
    GIVE_UP_PAPER_S = 90,
    CALL_MS = 4000,      // one question to CUPS
    LAST_CALL_MS = 1500, // the same while the kiosk ends
    POLL_MS = 1000,
    CANCEL_TRIES = 3,
    CLEAN_MS = 10000, // until the next attempt at jobs whose cancellation is not confirmed
    JOIN_S = 5,
};

struct job {
    char *pdf; // owned
    size_t bytes;
    int pages;
    bool a4;
};

struct printer {
    int event; // eventfd
    pthread_t thread;
    struct printer_status shown; // main thread only: what printer_status says
    atomic_bool stop;            // read by calls to CUPS too

    pthread_mutex_t mutex; // guards the rest of this paragraph
    pthread_cond_t wish;
    struct job next; // pdf is NULL if there is none
    bool busy;       // from printer_print to the job's last status
    bool ask, cancel;
    bool news; // `status` was not yet taken
    struct printer_status status;

    // worker thread only
    struct queue queue;
    char *name, *title;
    int give_up_s, give_up_paper_s;
    bool clean; // no job of ours can be left in the queue
    bool stuck; // one may, and its page was sent: it may come out
};

static void wipe_job(struct job *job)
{
    if (job->pdf)
        mem_wipe(job->pdf, job->bytes);
    free(job->pdf);
    *job = (struct job){0};
}

static void wake_main(const struct printer *printer)
{
    // Fails only if the counter is full, and then the descriptor is readable already.
    ssize_t written = write(printer->event, &(uint64_t){1}, sizeof(uint64_t));
    (void)written;
}

// Worker thread. `over`: the job, if there was one, has reached its end.
static void tell(struct printer *printer, enum printer_phase phase, enum printer_problem problem,
                 bool over)
{
    pthread_mutex_lock(&printer->mutex);
    if (phase == PRINTER_IDLE &&
        printer->busy) { // the answer to a question that a page has overtaken
        pthread_mutex_unlock(&printer->mutex);
        return;
    }
    bool changed = printer->status.phase != phase || printer->status.problem != problem;
    printer->status.phase = phase;
    printer->status.problem = problem;
    printer->status.both_sides = printer->queue.both_sides; // this is the queue's thread
    printer->news |= changed || over;
    if (over) {
        printer->busy = false;
        printer->cancel = false;
    }
    pthread_mutex_unlock(&printer->mutex);
    if (changed || over)
        wake_main(printer);
}

static struct timespec in_ms(int ms)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    time.tv_sec += ms / 1000;
    time.tv_nsec += ms % 1000 * 1000000L;
    if (time.tv_nsec >= 1000000000L) {
        time.tv_sec++;
        time.tv_nsec -= 1000000000L;
    }
    return time;
}

// Sleeps, but not through a wish to cancel or the end. True if there is one.
static bool interrupted(struct printer *printer, int ms)
{
    struct timespec until = in_ms(ms);
    pthread_mutex_lock(&printer->mutex);
    while (!printer->cancel && !atomic_load(&printer->stop) &&
           pthread_cond_timedwait(&printer->wish, &printer->mutex, &until) != ETIMEDOUT)
        ;
    bool wanted = printer->cancel || atomic_load(&printer->stop);
    pthread_mutex_unlock(&printer->mutex);
    return wanted;
}

// The kiosk ends: what is left to ask must not be cut short by that very wish, but may not take
// long.
static void make_last(struct queue *queue)
{
    queue->stop = NULL;
    queue->limit_ms = LAST_CALL_MS;
}

static bool has_ended(enum queue_job state)
{
    return state == QUEUE_JOB_DONE || state == QUEUE_JOB_CANCELLED || state == QUEUE_JOB_ABORTED;
}

// Cancels the job until the queue confirms that it has ended; another state if it does not.
static enum queue_job cancel_job(struct printer *printer, int job)
{
    for (int tries = 1;; tries++) {
        bool last = atomic_load(&printer->stop);
        if (last)
            make_last(&printer->queue);
        enum queue_job state = queue_cancel(&printer->queue, job);
        if (has_ended(state) || last || tries == CANCEL_TRIES)
            return state;
        nanosleep(&(struct timespec){.tv_nsec = 200000000}, NULL);
    }
}

// Ends a job early and says so: `phase` and `problem` if the cancellation is confirmed.
static void give_up(struct printer *printer, int job, enum printer_phase phase,
                    enum printer_problem problem)
{
    enum queue_job state = cancel_job(printer, job);
    if (state == QUEUE_JOB_DONE) { // it was faster
        tell(printer, PRINTER_DONE, PROBLEM_NONE, true);
    } else if (has_ended(state)) {
        tell(printer, phase, problem, true);
    } else {
        printer->clean = false;
        printer->stuck = true;
        log_error("A page could not be taken out of the print queue: it may still be printed.");
        tell(printer, PRINTER_FAILED, PROBLEM_STUCK_JOB, true);
    }
}

struct watch {
    int64_t since; // clock_ms() at which the job was accepted, or last got on
    int64_t accepted;
    enum printer_problem problem;
    bool reached;
    int sheets;
};

// A page that gets on, or a fault that is mended, earns the job its time anew.
static void note_progress(struct watch *watch, const struct queue_report *report)
{
    bool mended = watch->problem != PROBLEM_NONE && report->problem == PROBLEM_NONE;
    if (mended || report->sheets > watch->sheets || (report->reached && !watch->reached))
        watch->since = clock_ms();
    watch->sheets = report->sheets;
    watch->reached |= report->reached;
    watch->problem = report->problem;
}

static bool time_over(const struct printer *printer, const struct watch *watch)
{
    int64_t now = clock_ms();
    int limit_s = watch->problem == PROBLEM_PAPER ? printer->give_up_paper_s : printer->give_up_s;
    return now - watch->since >= limit_s * 1000LL ||
           now - watch->accepted >= 3LL * printer->give_up_paper_s * 1000;
}

// The name of what kept a job that never printed: a printer that says nothing is one that is not
// there.
static enum printer_problem cause(const struct watch *watch)
{
    if (watch->problem != PROBLEM_NONE)
        return watch->problem;
    return watch->reached ? PROBLEM_OTHER : PROBLEM_OFF;
}

// One look at the job. False once it is over, and then the status says how.
static bool watch_job(struct printer *printer, int job, struct watch *watch)
{
    struct queue_report report = queue_look(&printer->queue, job);
    note_progress(watch, &report);
    if (report.job == QUEUE_JOB_DONE) {
        tell(printer, PRINTER_DONE, PROBLEM_NONE, true);
        return false;
    }
    if (report.job == QUEUE_JOB_CANCELLED || report.job == QUEUE_JOB_ABORTED) {
        enum printer_problem problem = report.problem ? report.problem : PROBLEM_OTHER;
        log_warning("The print service ended a page by itself (%s).",
                    printer_problem_code(problem));
        tell(printer, PRINTER_FAILED, problem, true);
        return false;
    }
    if (watch->problem == PROBLEM_PAUSED || time_over(printer, watch)) {
        log_warning("A page was given up (%s).", printer_problem_code(cause(watch)));
        give_up(printer, job, PRINTER_FAILED, cause(watch));
        return false;
    }
    if (watch->problem == PROBLEM_NONE)
        tell(printer, PRINTER_PRINTING, PROBLEM_NONE, false);
    else
        tell(printer, PRINTER_WAITING, watch->problem, false);
    return true;
}

static void refuse(struct printer *printer, enum printer_problem problem)
{
    log_warning("A page was not sent (%s).", printer_problem_code(problem));
    tell(printer, PRINTER_FAILED, problem, true);
}

// Takes out of the queue what may be left of ours. True if nothing is.
static bool make_clean(struct printer *printer)
{
    if (!printer->clean)
        printer->clean = queue_cancel_ours(&printer->queue);
    if (printer->clean)
        printer->stuck = false;
    return printer->clean;
}

// What keeps a page from being sent. While an earlier one may still come out, that is what is told,
// whatever else is wrong.
static enum printer_problem ready(struct printer *printer)
{
    enum printer_problem problem = queue_ready(&printer->queue);
    bool matters = problem == PROBLEM_NONE || printer->stuck;
    return matters && !make_clean(printer) ? PROBLEM_STUCK_JOB : problem;
}

static void run_job(struct printer *printer, struct job *job)
{
    enum printer_problem problem = ready(printer);
    if (problem != PROBLEM_NONE) {
        refuse(printer, problem);
        return;
    }
    int number = 0;
    problem = queue_send(&printer->queue, job->pdf, job->bytes, job->a4, &number);
    wipe_job(job);
    if (problem != PROBLEM_NONE && number == 0) {
        // The answer may have been lost on its way: then a job lies there whose number nobody told,
        // an empty one. Without a number no page was sent, and none can come out.
        printer->clean = false;
        refuse(printer, problem);
        return;
    }
    if (problem != PROBLEM_NONE) {
        give_up(printer, number, PRINTER_FAILED, problem);
        return;
    }
    tell(printer, PRINTER_PRINTING, PROBLEM_NONE, false);
    struct watch watch = {.since = clock_ms(), .accepted = clock_ms()};
    do {
        if (interrupted(printer, POLL_MS)) {
            give_up(printer, number, PRINTER_CANCELLED, PROBLEM_NONE);
            return;
        }
    } while (watch_job(printer, number, &watch));
}

static void answer(struct printer *printer)
{
    enum printer_problem problem = ready(printer);
    if (problem == PROBLEM_NONE)
        problem = device_problem(printer->name);
    tell(printer, PRINTER_IDLE, problem, true);
}

// Waits for a wish and takes it. True if there was one; false if it is time to clean, or to stop.
static bool next_wish(struct printer *printer, struct job *job, bool *ask)
{
    struct timespec until = in_ms(CLEAN_MS);
    pthread_mutex_lock(&printer->mutex);
    while (!printer->next.pdf && !printer->ask && !atomic_load(&printer->stop)) {
        if (printer->clean)
            pthread_cond_wait(&printer->wish, &printer->mutex);
        else if (pthread_cond_timedwait(&printer->wish, &printer->mutex, &until) == ETIMEDOUT)
            break;
    }
    *job = printer->next;
    printer->next = (struct job){0};
    *ask = !job->pdf && printer->ask;
    if (*ask)
        printer->ask = false;
    pthread_mutex_unlock(&printer->mutex);
    return job->pdf || *ask;
}

static void *work(void *context)
{
    struct printer *printer = context;
    queue_prepare_thread();
    make_clean(printer);
    while (!atomic_load(&printer->stop)) {
        struct job job;
        bool ask;
        if (!next_wish(printer, &job, &ask)) {
            make_clean(printer);
        } else if (ask) {
            answer(printer);
        } else {
            run_job(printer, &job);
            wipe_job(&job);
        }
    }
    make_last(&printer->queue);
    if (!make_clean(printer))
        log_warning("Pages may be left in the print queue: the next start cancels them.");
    return NULL;
}

static void start_thread(struct printer *printer)
{
    // Signals are the main thread's.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int failed = pthread_create(&printer->thread, NULL, work, printer);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (failed) {
        log_error("The printer's thread cannot start: %s.", strerror(failed));
        abort();
    }
}

struct printer *printer_open(const struct printer_options *options)
{
    struct printer *printer = mem_make(1, sizeof *printer);
    printer->name = str_copy(options->queue);
    printer->title = str_copy(options->title ? options->title : "Page");
    printer->give_up_s = options->give_up_s ? options->give_up_s : GIVE_UP_S;
    printer->give_up_paper_s =
        options->give_up_paper_s ? options->give_up_paper_s : GIVE_UP_PAPER_S;
    printer->queue = (struct queue){.name = printer->name,
                                    .title = printer->title,
                                    .cancel_after_s = 3 * printer->give_up_paper_s + 30,
                                    .stop = &printer->stop,
                                    .limit_ms = CALL_MS};
    printer->event = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (printer->event < 0)
        abort();
    pthread_mutex_init(&printer->mutex, NULL);
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&printer->wish, &monotonic);
    pthread_condattr_destroy(&monotonic);
    start_thread(printer);
    return printer;
}

void printer_destroy(struct printer *printer)
{
    if (!printer)
        return;
    pthread_mutex_lock(&printer->mutex);
    atomic_store(&printer->stop, true);
    pthread_cond_signal(&printer->wish);
    pthread_mutex_unlock(&printer->mutex);

    struct timespec until = in_ms(JOIN_S * 1000);
    if (pthread_clockjoin_np(printer->thread, NULL, CLOCK_MONOTONIC, &until) != 0) {
        // Leaving its memory to it is all that is safe; the process is about to end.
        log_error("The print service hangs; its thread is left behind.");
        pthread_detach(printer->thread);
        return;
    }
    close(printer->event);
    pthread_cond_destroy(&printer->wish);
    pthread_mutex_destroy(&printer->mutex);
    wipe_job(&printer->next);
    free(printer->name);
    free(printer->title);
    free(printer);
}

int printer_fd(const struct printer *printer)
{
    return printer->event;
}

bool printer_handle(struct printer *printer)
{
    uint64_t count;
    ssize_t got = read(printer->event, &count, sizeof count); // EAGAIN: there was no event
    (void)got;
    pthread_mutex_lock(&printer->mutex);
    bool news = printer->news;
    printer->news = false;
    printer->shown = printer->status;
    pthread_mutex_unlock(&printer->mutex);
    return news;
}

struct printer_status printer_status(const struct printer *printer)
{
    return printer->shown;
}

// NOLINTNEXTLINE(readability-non-const-parameter): `pdf` is owned from here on
void printer_print(struct printer *printer, char *pdf, size_t bytes, int pages, bool a4)
{
    struct job job = {.pdf = pdf, .bytes = bytes, .pages = pages, .a4 = a4};
    pthread_mutex_lock(&printer->mutex);
    bool taken = pdf && !printer->busy;
    if (taken) {
        printer->next = job;
        printer->busy = true;
        printer->ask = printer->cancel = false;
        printer->status = (struct printer_status){
            .phase = PRINTER_SENDING, .pages = pages, .both_sides = printer->status.both_sides};
        printer->shown = printer->status;
        printer->news = false;
        pthread_cond_signal(&printer->wish);
    }
    pthread_mutex_unlock(&printer->mutex);
    if (!taken)
        wipe_job(&job);
}

void printer_cancel(struct printer *printer)
{
    pthread_mutex_lock(&printer->mutex);
    printer->cancel = printer->busy;
    pthread_cond_signal(&printer->wish);
    pthread_mutex_unlock(&printer->mutex);
}

void printer_ask(struct printer *printer)
{
    pthread_mutex_lock(&printer->mutex);
    printer->ask = !printer->busy;
    pthread_cond_signal(&printer->wish);
    pthread_mutex_unlock(&printer->mutex);
}
