#pragma once
// The way in for staff: a finger that rests in the top right corner of any screen, invisible, not
// mirrored. Pure.

#include <stdbool.h>
#include <stdint.h>

#include "canvas.h"

enum { CORNER_PX = 160, CORNER_HOLD_MS = 3000 };

struct corner {
    bool held;
    int64_t contact, since_ms;
};

// `w` is the design space's width; `alone`: no other finger is down. A second finger, or leaving
// the corner, ends the press.
void corner_input(struct corner *corner, const struct input *input, int w, bool alone,
                  int64_t now_ms);
int64_t corner_due_ms(const struct corner *corner); // INT64_MAX if nothing rests there
// True once, when it has rested long enough.
bool corner_opens(struct corner *corner, int64_t now_ms);
