#pragma once
// The staff code: four digits, kept hashed in the state folder. Five wrong tries lock it for a
// minute, and a restart does not unlock it. Without a state folder it is kept in memory until the
// kiosk ends. Everything here reads or writes files or takes a slow hash: call it on a worker's
// thread, but for pin_open, which waits for the disk once, before the first screen.

#include <stdbool.h>
#include <stdint.h>

enum { PIN_DIGITS = 4, PIN_TRIES = 5, PIN_LOCK_MS = 60000 };

struct pin {
    char *folder;            // state folder; NULL if there is none; owned
    char *hash;              // NULL: no code is chosen yet; owned
    int wrong;               // tries since the last right one or the last lock
    int64_t locked_until_ms; // by clock_ms
};

// Reads what stands in the folder. Wrong tries of before count: a full count locks from `now_ms`
// on.
struct pin pin_open(const char *state_folder, int64_t now_ms);
void pin_close(struct pin *pin);
void pin_refresh(struct pin *pin); // `physio-kiosk pin` may have chosen another one

enum pin_answer {
    PIN_RIGHT,
    PIN_WRONG,
    PIN_LOCKED,
    PIN_NONE, // there is no code to try against
};
// The try is on the disk before its answer is known, so that pulling the plug gives none for free.
enum pin_answer pin_try(struct pin *pin, const char *digits, int64_t now_ms);

// False if it cannot be kept (errno); the old one then stays.
__attribute__((warn_unused_result)) bool pin_choose(struct pin *pin, const char *digits);
