#pragma once
// How often this kiosk was used, as monthly totals that nobody can be traced by: no times, no
// topics, no tiers. They stand in the state folder's counts.csv; what is shown hides every value
// below five.

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

enum count { COUNT_PLAYS, COUNT_FINISHED, COUNT_CHECKS, COUNT_PRINTS, COUNTS };

struct month {
    char name[8]; // "2026-11", or "unknown" for what was counted while the clock was wrong
    unsigned long totals[COUNTS];
};

struct counts {
    struct month *months; // by name; owned
    size_t count;
};

// ---- on the disk: on a worker's thread
// An absent file gives none. Lines that are no such line are left out.
struct counts counts_read(const char *state_folder);
void counts_destroy(struct counts *counts);
// Adds to the month of `now`. After a power cut the file holds all of it or nothing of it. False if
// it cannot be written (errno).
__attribute__((warn_unused_result)) bool counts_add(const char *state_folder, time_t now,
                                                    const unsigned more[COUNTS]);
// As CSV with a header line; the caller frees it. Values below five stand as "<5".
char *counts_csv(const struct counts *counts);
// "<5", or the number; `text` holds at least 24 bytes.
const char *counts_shown(unsigned long total, char *text);

// ---- watching a visit: main thread
struct seen {       // of the visit
    bool playing;   // a video is with the player
    bool finished;  // and came to its end
    bool asking;    // a question of the check is on the screen
    bool at_result; // its result is
    bool printed;   // a page came out
};

struct tally {
    struct seen last;
    bool checked;          // the visit's check is counted
    unsigned more[COUNTS]; // not yet on the disk
};
// Call after everything that may change what is seen.
void tally_look(struct tally *tally, struct seen now);
// The visit is over. True if there is something to write: it is moved into `more`.
bool tally_take(struct tally *tally, unsigned more[COUNTS]);
