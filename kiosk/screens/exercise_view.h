#pragma once
// The two faces of the exercise screen. Both draw into the pass that exercise.c began.

#include "screen.h"

enum exercise_tap { TAP_NONE, TAP_AGAIN, TAP_PAUSE, TAP_NEXT, TAP_WAIT, TAP_CHOOSE };

enum { EXERCISE_FOLLOWS_MS = 10000 }; // under "Play all": until the next one starts by itself

// While it plays: `pane` is where the picture stands, design px.
enum exercise_tap exercise_view_player(struct stage *stage, struct rect pane);
// When it is done: `next` is the exercise after it, or stage_exercises() if there is none.
enum exercise_tap exercise_view_end(struct stage *stage, size_t next);
// True under "Play all", while the next exercise is about to start by itself.
bool exercise_view_follows(const struct stage *stage, size_t next);
