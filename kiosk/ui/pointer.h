#pragma once
// One finger: from raw contacts to at most one tap. The rules: the action comes on release, however
// slow; a finger may drift 40 px; only the first finger counts; three or more contacts are a palm;
// the same target is deaf for 350 ms; after a screen change everything is deaf for a while.
// Pure, but for the tree it looks into.

#include <stdbool.h>
#include <stdint.h>

#include "canvas.h"
#include "tree.h"

enum {
    POINTER_REACH = 8,      // design px around a target that still hit it
    POINTER_DRIFT = 40,     // design px a finger may wander
    POINTER_AGAIN_MS = 350, // between two taps of one target
    POINTER_CONTACTS_MAX = 16,
    POINTER_SILENT_MS =
        10000, // a contact that was not heard of for so long has gone, its release lost
};

struct pointer {
    char pressed[TREE_ID_MAX];  // id of the control under the finger, "" if none: drawn pressed
    char tapped[TREE_ID_MAX];   // id of the control tapped, for one pass
    int x, y;                   // where the tap or press was
    char released[TREE_ID_MAX]; // id of the control that the finger left last, at released_ms
    int64_t released_ms;        // 0: none
    // private
    int64_t contacts[POINTER_CONTACTS_MAX];
    int64_t heard_ms[POINTER_CONTACTS_MAX]; // when each came or moved last
    int contacts_count;
    int64_t first; // the contact that counts
    bool palm;     // ignore everything until all contacts have left
    char last[TREE_ID_MAX];
    int64_t last_ms;
    int64_t deaf_until_ms;
};

// True if something changed that a pass would show (press, release, tap).
bool pointer_input(struct pointer *pointer, const struct tree *tree, const struct input *input,
                   int64_t now_ms);
// A new screen: what was pressed is not pressed any more, and nothing counts until now + deaf_ms.
void pointer_new_screen(struct pointer *pointer, int64_t now_ms, int deaf_ms);
// The pass has seen the tap.
void pointer_pass_done(struct pointer *pointer);
bool pointer_touching(const struct pointer *pointer, int64_t now_ms);
