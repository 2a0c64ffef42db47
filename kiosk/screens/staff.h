#pragma once
// What the staff screens show and ask for. It lives from the press in the corner until they close, and
// is wiped then. While it lives there is no patient's visit.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "screen.h"

enum { STAFF_CODE_DIGITS = 4, STAFF_CODE_CLOSES_S = 20, STAFF_CLOSES_S = 120 };

// What is carried out after the pass, off this thread where it may wait.
enum staff_ask {
    STAFF_ASK_NOTHING,
    STAFF_TRY_CODE,    // typed
    STAFF_CHOOSE_CODE, // typed
};

// What stands under "Staff only".
enum staff_code {
    CODE_UNKNOWN, // whether there is one is being read
    CODE_NEEDED,
    CODE_TO_CHOOSE, // there is none yet
    CODE_AGAIN,     // the new one, once more
    CODE_CHECKING,
};
enum staff_slip { SLIP_NONE, SLIP_WRONG, SLIP_NOT_SAME, SLIP_TOO_EASY, SLIP_NOT_KEPT };

struct staff {
    bool inside; // the right code was typed: only then does any staff screen but the code's open
    enum staff_ask ask;

    // ---- the code
    enum staff_code code;
    enum staff_slip slip;
    char typed[STAFF_CODE_DIGITS + 1], first[STAFF_CODE_DIGITS + 1];
    int tries_left;          // after a slip
    int64_t locked_until_ms; // no try counts until then
};

// Four digits, not all the same, not a run such as 1234.
bool staff_code_good(const char *digits);
bool staff_locked(const struct stage *stage);
