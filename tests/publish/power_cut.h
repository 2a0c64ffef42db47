#pragma once
// A disk that can lose its power: stands in disk.h's door, counts the calls, and at the one that is
// asked for takes back what was not synced and ends the process.

#include <stdbool.h>

enum power_cut {
    CUT_NOTHING_LOST, // the process alone ends
    CUT_ALL_LOST,     // names and bytes that were not synced
    CUT_BYTES_LOST,   // names got to the disk before the bytes did: files of no length
    CUT_INNER_LOST,   // the state folder's and generation/'s names got there, those below did not
    CUT_OUTER_LOST,   // and the other way round
    CUTS,
};

struct power {
    const char *state; // folder that is on this disk
    enum power_cut cut;
    int at;                 // the call before which it happens; 0: after the last one
    unsigned deaf_to;       // these syncs are left out: bit 1 is the first one
    int fail_from, fail_to; // calls that fail, for ENOSPC; 0: none
    void (*moment)(void *context, int call); // before each call that writes; may be NULL
    void *context;
    int calls, syncs; // so far
};

enum { POWER_EXIT = 77 };
void power_on(struct power *power);
void power_off(void); // the disk is one that loses nothing, and is never waited for
void power_cut_now(struct power *power); // takes back what was not synced
