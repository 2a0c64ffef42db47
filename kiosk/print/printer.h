#pragma once
// The printer: one worker thread with its own CUPS connection. The main thread never waits for it.
// Nothing comes out later: a job that does not print in time is cancelled, and only a confirmed
// cancellation is reported as such. What is refused before its page was sent needs none.

#include <stdbool.h>
#include <stddef.h>

enum printer_phase {
    PRINTER_IDLE, // no job; nothing was asked
    PRINTER_SENDING,
    PRINTER_PRINTING,
    PRINTER_DONE,      // the job is completed
    PRINTER_WAITING,   // accepted, but held up by `problem`: it is given its time, then cancelled
    PRINTER_FAILED,    // given up because of `problem`; nothing will come out later, but for
                       // PROBLEM_STUCK_JOB
    PRINTER_CANCELLED, // by the patient, confirmed
};

enum printer_problem {
    PROBLEM_NONE,
    PROBLEM_NO_QUEUE,  // PRN-01: no such queue, or none set up
    PROBLEM_OFF,       // PRN-02: switched off or not connected
    PROBLEM_PAPER,     // PRN-03: out of paper
    PROBLEM_JAM,       // PRN-04
    PROBLEM_COVER,     // PRN-05: a door or lid is open
    PROBLEM_INK,       // PRN-06: out of toner or ink
    PROBLEM_PAUSED,    // PRN-07: the queue is paused or rejects jobs
    PROBLEM_SERVICE,   // PRN-08: cupsd is down or hangs
    PROBLEM_OTHER,     // PRN-09
    PROBLEM_STUCK_JOB, // PRN-10: a cancellation could not be confirmed: something may still come
                       // out
};

struct printer_status {
    enum printer_phase phase;
    enum printer_problem problem;
    int pages;       // of the newest job
    bool both_sides; // two pages go on one sheet, as far as the printer has said
};

struct printer_options {
    const char *queue;   // NULL = CUPS's default
    const char *title;   // generic job title, no patient, no topic
    int give_up_s;       // 0 = 60
    int give_up_paper_s; // 0 = 90, for PROBLEM_PAPER
};

struct printer;
// Starts the worker; it cancels jobs of ours that are left from before. Never NULL.
struct printer *printer_open(const struct printer_options *options);
void printer_destroy(
    struct printer *printer); // cancels what is under way, stops, joins; at most 5 s; accepts NULL

int printer_fd(const struct printer *printer); // eventfd: readable when the status changed
// Takes the event; true if the status is a new one.
bool printer_handle(struct printer *printer);
struct printer_status printer_status(const struct printer *printer);

// Takes over `pdf` (malloc'd); its bytes are wiped when they are sent. Ignored (and freed) while a
// job is under way. printer_status says PRINTER_SENDING at once.
void printer_print(struct printer *printer, char *pdf, size_t bytes, int pages, bool a4);
void printer_cancel(struct printer *printer); // asks; the status tells when it is done
const char *printer_problem_code(enum printer_problem problem); // "PRN-03"
// Asks whether a page could be sent, for the hub's card, and on how many sides; the answer is the
// next status with phase PRINTER_IDLE and `problem`: NO_QUEUE, PAUSED, SERVICE, STUCK_JOB or OTHER, and,
// where the unit that asks the printer itself is there (printer_device.h), what that one says.
// Ignored during a job.
void printer_ask(struct printer *printer);
