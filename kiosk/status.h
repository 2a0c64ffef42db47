#pragma once
// Collects one struct status, and tells it as JSON and as text. The parts are separate because they
// come from different places: what stands on a disk may block and belongs on a worker's thread, the
// snapshot belongs to the thread that draws.

#include <stdbool.h>
#include <stdio.h>
#include <time.h>

#include "library.h"
#include "status_data.h"

struct status *status_make(void); // nothing is known yet
// From the snapshot: troubles, reviews due on `today`, gaps, what can be hidden.
void status_of_content(struct status *status, const struct library *library, time_t today);
// From the state folder and the machine; `state` may be NULL, `runtime` too. Blocks.
void status_of_machine(struct status *status, const char *state, const char *runtime);

// What `physio-kiosk status` needs to know of the running kiosk.
struct status_kiosk {
    int pid;
    const char *version, *printer; // "ready", "PRN-03", "none"
    const char *last_page;         // "printed", "PRN-03", "none"
    int64_t started_s;             // CLOCK_BOOTTIME
};
// Writes RUNTIME/status.json. Blocks. False leaves errno.
__attribute__((warn_unused_result)) bool
status_write(const struct status *status, const struct status_kiosk *kiosk, const char *runtime);
void status_gone(const char *runtime); // the kiosk ends
// Counts the start in RUNTIME/starts and returns how many came before it since the machine was
// switched on; -1: not known.
int status_count_start(const char *runtime);

// For the command: the machine and the state folder as they are now, the rest from the running
// kiosk's file. Returns the program's exit code: 0 all is well, 1 something wants looking after.
int status_print(const char *state, const char *runtime, bool json, FILE *out);
