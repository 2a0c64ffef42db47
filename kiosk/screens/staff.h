#pragma once
// What the staff screens show and ask for, and the parts that they share. It lives from the press
// in the corner until they close, and is wiped then. While it lives there is no patient's visit.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "screen.h"
#include "status_data.h"

enum {
    STAFF_CODE_DIGITS = 4,
    STAFF_CODE_CLOSES_S = 20,
    STAFF_CLOSES_S = 120,
    STAFF_CLEAN_MS = 30000,
    STAFF_PAGES_MAX = 256,
    STAFF_TOUCH_COLUMNS = 8,
    STAFF_TOUCH_ROWS = 6,
};

// What is carried out after the pass, off this thread where it may wait.
enum staff_ask {
    STAFF_ASK_NOTHING,
    STAFF_TRY_CODE,    // typed
    STAFF_CHOOSE_CODE, // typed
    STAFF_COLLECT,     // the status anew
    STAFF_LOAD_AGAIN,
    STAFF_RESTART,
    STAFF_ROLL_BACK,
    STAFF_RELEASE, // take over what is held, though much vanishes
    STAFF_HIDE,    // item
    STAFF_SHOW,    // item
    STAFF_STICK_LOOK,
    STAFF_STICK_TAKE,
    STAFF_STICK_WRITE,
    STAFF_STICK_POLL, // whether there is an answer yet
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

// What came of the last thing asked; said on the screen that asked it.
enum staff_news {
    NEWS_NONE,
    NEWS_ASKED,   // somebody else does it, and it will show here
    NEWS_CHANGED, // what they wished to take over is not what waits any more
    NEWS_FAILED,  // it could not be written
    NEWS_WAITING, // it is done when these screens are closed
};

enum stick_state {
    STICK_NOT_ASKED,
    STICK_ASKED,
    STICK_SILENT,  // the units that serve sticks are not there
    STICK_NONE,    // no stick
    STICK_NOTHING, // one without our folder
    STICK_SAME,
    STICK_FOUND,
    STICK_FULL,  // it would not fit
    STICK_NAMES, // a name with a line break
    STICK_MANY,  // too many files
    STICK_TAKING,
    STICK_TAKEN,
    STICK_WRITING,
    STICK_WRITTEN,
    STICK_FAILED,
};

struct staff_stick {
    enum stick_state state;
    unsigned long fresh, changed, removed; // files
    int64_t look_ms, until_ms;             // when to look for an answer, and until when
};

struct staff {
    bool inside; // the right code was typed: only then does any staff screen but the code's open
    enum staff_ask ask;
    char item[512];       // that STAFF_HIDE and STAFF_SHOW mean
    enum staff_ask sure;  // what the sheet "staff-sure" asks about
    uint64_t sure_tree;   // of the set that waited, as staff had read; 0: it is not wished for
    enum staff_news news; // forgotten when another screen opens
    int64_t collect_ms;   // while something is asked: when to look what came of it
    const struct status *status;     // NULL until it is collected; not owned
    struct printer_status last_page; // the newest page that came out or failed

    // ---- the code
    enum staff_code code;
    enum staff_slip slip;
    char typed[STAFF_CODE_DIGITS + 1], first[STAFF_CODE_DIGITS + 1];
    int tries_left;          // after a slip
    int64_t locked_until_ms; // no try counts until then

    // ---- lists, touch test, cleaning: of the screen that is open
    size_t page;                         // shown now
    uint32_t page_from[STAFF_PAGES_MAX]; // the row that each page so far begins with
    bool touched[STAFF_TOUCH_ROWS][STAFF_TOUCH_COLUMNS];
    int64_t clean_until_ms;
    struct staff_stick stick;
};

// Four digits, not all the same, not a run such as 1234.
bool staff_code_good(const char *digits);
bool staff_locked(const struct stage *stage);

// ---- shared by the staff screens
// Begins the pass: heading, and when these screens close by themselves. `problems`: with their
// count.
void staff_top(struct stage *stage, const char *name, const char *title, bool problems);
struct rect staff_body(const struct ui *ui); // between the top and the bar
// The bar: the first button at the start, the others at the end. Returns the id of the one tapped,
// or NULL. With more than fit beside each other, words stand without icons.
const char *staff_bar(struct stage *stage, const struct button *buttons, size_t count);
// The bar of all screens behind "More": Back, Close, and those given. Back and Close are carried
// out.
const char *staff_bar_back(struct stage *stage, const char *back, const struct button *more,
                           size_t count);
// Asks "Are you sure?" first.
void staff_ask_sure(struct stage *stage, enum staff_ask ask);
// The sentence for staff->news; NULL: nothing to say.
const char *staff_news_line(const struct stage *stage);

enum tone { TONE_PLAIN, TONE_ERROR, TONE_WARNING, TONE_GOOD };
struct staff_row {
    enum tone tone;
    const char *head, *text; // text may be NULL
};
struct staff_list {
    const char *title, *side, *foot; // side and foot may be NULL
    const char *empty;               // what stands there without rows
    size_t count;
    struct staff_row (*row)(struct stage *stage, size_t index);
};
// A panel of rows, paged by what fits.
void staff_list(struct stage *stage, const struct staff_list *list, struct rect panel);
