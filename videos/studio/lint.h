#pragma once
// Looks at every frame of an exercise as a physiotherapist would: joints, knees over toes, feet,
// floor, hands, balance.

#include "measure.h"

#define LINT_FREE (-1e8f) // no limit on that side

struct lint_limit {
    const char *what, *unit;
    float least, most;
    const char *source; // who says so
};
extern const struct lint_limit lint_limits[MEASURES];

// Adds one problem for each rule that is broken, at its worst moment, at the line of the key before
// it.
void lint_exercise(const struct exercise *exercise, const struct body *body,
                   struct problems *problems);

// Prints the extremes of every measure, for whoever writes a pose.
void lint_print(const struct exercise *exercise, const struct body *body);
