#pragma once
// What is on the screen now: every control and every text with its role, words and place. The same
// list serves hit-testing, the control socket, the screen tests and reading aloud, so that none of
// them can disagree with what is drawn. Made anew in every pass.

#include <stdbool.h>
#include <stddef.h>

#include "geom.h"

enum role {
    ROLE_BUTTON,
    ROLE_ANSWER, // one of a few choices
    ROLE_SWITCH, // on or off
    ROLE_HEADING,
    ROLE_TEXT,
    ROLE_PICTURE,
    ROLE_VIDEO,
    ROLE_TIMER,
    ROLE_PROGRESS,
    ROLE_SHEET,
};

enum { TREE_ITEMS_MAX = 160, TREE_ID_MAX = 256 };

struct item {
    enum role role;
    char id[TREE_ID_MAX]; // stable, the same in every language; "" for what cannot be tapped
    char *name;           // words as shown, before any pseudo-translation; owned
    char *line;           // the second line of a card, NULL if none; owned
    struct rect place;    // design px, as on the screen (mirrored if it is)
    struct rect words;    // where the words were set; empty if there are none
    bool enabled, chosen;
    bool cut;    // the words did not fit
    bool broken; // a word had to be broken inside
};

struct tree {
    const char *screen; // name of the screen, and of the sheet over it if there is one
    const char *sheet;
    struct item items[TREE_ITEMS_MAX];
    size_t count;
    size_t live; // items before this one lie under a sheet: seen, but not to be tapped
};

void tree_begin(struct tree *tree, const char *screen);
void tree_modal(struct tree *tree, const char *sheet); // everything so far lies under `sheet`
// The new item, to fill in further. Past TREE_ITEMS_MAX the last one is given again, and the tests
// notice. An id of TREE_ID_MAX bytes or more is not taken: what has none is never tapped.
struct item *tree_add(struct tree *tree, enum role role, const char *id, const char *name,
                      struct rect place);
void tree_destroy(struct tree *tree); // accepts zeroed

bool role_taps(enum role role);
const char *role_name(enum role role); // "button"
// What a finger at x, y would press: the last live, enabled control whose place, grown by `reach`,
// holds the point. NULL if none.
const struct item *tree_hit(const struct tree *tree, int x, int y, int reach);
// The live control with these words, or else with this id. NULL if none.
const struct item *tree_find(const struct tree *tree, const char *name);
