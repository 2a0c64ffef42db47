#pragma once
// The state folder: which verified set of content is shown, which ones are kept, and what staff asked
// for. Functions marked "kiosk" are called by the process that shows, those marked "publisher" by the
// one that publishes; all others by either. Each reads or writes the disk: in the kiosk call them on
// a worker thread, not on the one that draws.
//
//     generation/NNNN/{content/,videos/,manifest}   one verified set
//     current -> generation/NNNN                    what is shown
//     starts        starts of the kiosk that have not yet lived 60 s, and generations that crashed
//     clinic.yaml   the last good one
//     report.json   what the last publishing did: report.h
//     hidden        items staff hid, one path a line, as problems name them: knees/stretches/bend.md
//     wish          what staff asked the publisher for, until it has read it
//     rolled-back   the newest set that staff rolled back
//     held          the set of the staff folder that waits for "accept-smaller"
//     lock          held while `current` moves
//     publishing    held while somebody publishes

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "file.h"

enum { STORE_KEPT = 3, STORE_STARTS_MAX = 3, STORE_LIVED_MS = 60000 };

// One set of content. Strings are owned.
struct store_set {
    int number;             // of the generation; 0: the content that was installed with the kiosk
    char *content, *videos; // folders
    char *clinic;           // folder of a clinic.yaml that goes before content's; NULL: none
    char *note;             // one sentence for staff and the log about a fall-back; NULL: none
};
void store_set_destroy(struct store_set *set); // accepts zeroed

// --state as given, else $STATE_DIRECTORY, else NULL: there is no state. The caller frees it.
char *store_find(const char *asked);
// Makes the folder and what must be in it. False leaves errno.
__attribute__((warn_unused_result)) bool store_prepare(const char *state);
char *store_path(const char *state, int number, const char *below); // the caller frees it

// What is shown: `current`, else the newest one before it that is whole, else what was installed.
struct store_set store_shown(const char *state, const char *content, const char *videos);
// Kiosk, once at its start: counts it, and falls back a generation after three that did not live.
struct store_set store_start(const char *state, const char *content, const char *videos);
void store_adopted(const char *state, int number); // kiosk: this one is shown now
void store_lived(const char *state); // kiosk: 60 s after its start, and when it is ended properly

// Numbers of the whole generations, newest first; returns how many, at most `most`.
size_t store_generations(const char *state, int *numbers, size_t most);
int store_current(const char *state); // what `current` says; 0: nothing

// Waits until no other process holds STATE/`name`; whoever closes what is returned lets it go. -1
// leaves errno.
__attribute__((warn_unused_result)) int store_lock(const char *state, const char *name);
// Publisher. Makes `number` the current one, for good when it returns true.
__attribute__((warn_unused_result)) bool store_point(const char *state, int number);
int store_next(const char *state);   // publisher: the number after the newest
void store_prune(const char *state); // publisher: keeps three, and the one that is on the screen

// Staff screens: shows the generation before the current one. It stays until staff change
// something in their folder, because that set was published already. False: there is none.
__attribute__((warn_unused_result)) bool store_roll_back(const char *state);

bool store_left(const char *state, int number); // staff rolled it back, or it did not stay up

enum store_wish {
    STORE_WISH_LOOK = 1,    // look at the staff folder now
    STORE_WISH_SMALLER = 2, // take over the set that is held, if it is still the one staff read of
};
// Staff screens. The publisher that runs with --watch answers within a second or two. `tree` is that of
// the report that staff read; 0 where the wish is another.
__attribute__((warn_unused_result)) bool store_ask(const char *state, enum store_wish wish,
                                                   uint64_t tree);
// Publisher: a sum of enum store_wish, and the tree that goes with it (0: none); forgets them.
unsigned store_take_wishes(const char *state, uint64_t *tree);

// The paths in `hidden`; empty if there is no such file.
struct names store_hidden(const char *state);
// Staff screens: the kiosk takes it over between two sessions.
__attribute__((warn_unused_result)) bool store_hide(const char *state, const char *item, bool hide);

// Tells that what is shown may have changed: `current`, `hidden`. Never 0.
uint64_t store_stamp(const char *state);
char *store_note(const char *state); // what `starts` says of a fall-back; NULL: nothing
