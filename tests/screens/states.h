#pragma once
// Every state a screen can be in, set up without a patient: what the screen tests draw.

#include "screen.h"

struct state {
    const char *name;
    const char *screen, *sheet; // sheet NULL: none
    void (*set_up)(struct stage *stage);
};

extern const struct state states[];
extern const int states_count;
// The same for content with several topics: tests/screens/several makes it.
extern const struct state states_several[];
extern const int states_several_count;
extern const struct state states_staff[]; // of the staff screens
extern const int states_staff_count;
