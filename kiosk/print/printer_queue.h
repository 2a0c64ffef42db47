#pragma once
// One CUPS queue, seen from the printer's worker thread. Every call opens its own connection, may
// block until its time is up, and is over at once when `stop` is set. Only printer.c and printer_device.c use this.

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "printer.h"

struct queue {
    const char *name;        // NULL: CUPS's default
    const char *title;       // of the jobs: tells ours from others
    int cancel_after_s;      // cupsd itself cancels a job that takes longer
    const atomic_bool *stop; // NULL: nothing ends a call early
    int limit_ms;            // for one call
    bool both_sides;         // the printer prints on both sides of a sheet: known since queue_ready
    int64_t until;           // clock_ms() at which the call under way ends; set by the call itself
};

enum queue_job {
    QUEUE_JOB_UNKNOWN,  // the service did not answer
    QUEUE_JOB_PENDING,  // not begun
    QUEUE_JOB_PRINTING, // processing
    QUEUE_JOB_DONE,
    QUEUE_JOB_CANCELLED, // or no longer known to the service
    QUEUE_JOB_ABORTED,
};

struct queue_report {
    enum queue_job job;
    enum printer_problem problem;
    bool reached; // the printer has taken the job's pages: cupsd waits for it
    int sheets;   // that have come out, as far as the printer says
};

// Call once in the worker thread: nothing may ever ask for a password on a terminal.
void queue_prepare_thread(void);

// What is known to stand against a new job: no queue, paused or rejecting, no service. What the
// printer itself last said is not looked at: cupsd only hears from it while it prints.
enum printer_problem queue_ready(struct queue *queue);

// What the printer itself says, over the network if it is there: OFF if it does not answer,
// PROBLEM_NONE also where it cannot be asked. For a process that may reach it: the kiosk may not.
enum printer_problem queue_ask_device(struct queue *queue);

// PROBLEM_NONE if the job was accepted. *job is its number once one was created (and then needs to
// be cancelled if sending failed after that), else 0.
enum printer_problem queue_send(struct queue *queue, const char *pdf, size_t bytes, bool a4,
                                int *job);

struct queue_report queue_look(struct queue *queue, int job);

// Asks for cancellation and then what became of the job: only an answer of DONE, CANCELLED or
// ABORTED confirms that nothing will come out any more.
enum queue_job queue_cancel(struct queue *queue, int job);

// Cancels all jobs of this user that carry our title. True if none is left.
__attribute__((warn_unused_result)) bool queue_cancel_ours(struct queue *queue);
