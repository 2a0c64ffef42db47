#pragma once
// The process of the player child as the kiosk holds it: started, ended, never waited for.

#include <stdbool.h>
#include <sys/types.h>

#include "frames.h"

enum { CHILD_GONE_MAX = 8 };

struct child {
    pid_t pid;            // 0: none
    int socket;           // owned, -1 if none
    struct frames frames; // owned
    // Killed and not yet reaped: a process in the middle of a disk read dies when that is over.
    pid_t gone[CHILD_GONE_MAX];
};

// Starts `program` with a new ring. False: logged, nothing is left behind. Takes a millisecond or
// so.
__attribute__((warn_unused_result)) bool child_start(struct child *child, const char *program,
                                                     int memory_mb);
// Kills it and closes its socket. The ring goes to *kept (for the picture on the screen), or is
// freed if NULL.
void child_end(struct child *child, struct frames *kept);
void child_reap(struct child *child); // without waiting
bool child_unreaped(const struct child *child);
long child_resident_kb(const struct child *child); // 0 if unknown
void child_destroy(struct child *child);           // kills and waits
