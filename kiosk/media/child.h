#pragma once
// The process of the player child as the kiosk holds it: started, ended, started again, never
// waited for. Main thread.

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "frames.h"

enum { CHILD_GONE_MAX = 8 };

struct child {
    pid_t pid;            // 0: none
    int socket;           // owned, -1 if none
    struct frames frames; // owned
    const char *lost;     // why it is to be replaced, NULL if it is well; a constant
    bool ready;           // it said its first word
    bool proved;          // it did something useful
    bool cannot_start;    // the one before did not get as far as its first word
    int starts;           // children so far
    int failures;         // those in a row that proved nothing
    int64_t started_ms;   // clock
    int64_t start_at_ms;  // clock: when to start the next one, while there is none
    // Killed and not yet reaped: a process in the middle of a disk read dies when that is over.
    pid_t gone[CHILD_GONE_MAX];
};

void child_init(struct child *child);
// Starts `program` with a new ring, in a millisecond or so. False: logged, and start_at_ms is
// later.
__attribute__((warn_unused_result)) bool child_start(struct child *child, const char *program,
                                                     int memory_mb);
// Kills a lost child, closes its socket and sets start_at_ms: at once, or after a pause that grows
// while children die without having proved themselves. The ring goes to *kept (for the picture on
// the screen), or is freed if that is NULL.
void child_end(struct child *child, struct frames *kept);
void child_reap(struct child *child); // without waiting
bool child_unreaped(const struct child *child);
long child_resident_kb(const struct child *child); // 0 if unknown
void child_destroy(struct child *child);           // kills and waits
