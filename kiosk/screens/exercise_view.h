#pragma once
// The three faces of the exercise screen. Each draws into the pass that exercise.c began.

#include "screen.h"

enum exercise_tap { TAP_NONE, TAP_AGAIN, TAP_PAUSE, TAP_NEXT, TAP_WAIT, TAP_CHOOSE, TAP_BEGIN };

enum { EXERCISE_FOLLOWS_MS = 10000 }; // under "Play all": until the next one starts by itself

// Before it plays: what to take care of, and when to stop. It leads on by itself once the time to
// read that is over (TAP_BEGIN), unless the patient waits.
enum exercise_tap exercise_view_ready(struct stage *stage);
// While it plays: `pane` is where the picture stands, design px.
enum exercise_tap exercise_view_player(struct stage *stage, struct rect pane);
// When it is done: `next` is the exercise after it, or stage_exercises() if there is none.
enum exercise_tap exercise_view_end(struct stage *stage, size_t next);
// "Exercise 2 of 6" and its name, from the top of `r`.
void exercise_view_names(struct stage *stage, struct rect r);
// A dial that counts seconds down.
void exercise_view_count(struct stage *stage, struct rect r, int64_t left_ms, int64_t all_ms);
// True under "Play all", while the next exercise is about to start by itself.
bool exercise_view_follows(const struct stage *stage, size_t next);

// Short lines under a heading, each behind an icon.
struct care_list {
    const char *head, *icon;
    colour mark;
    char *const *lines;
    size_t count;
};
// How large the lists, one under the other, have room in `r`: what exercise_care takes, a smaller
// number for larger words. EXERCISE_CARE_NOT: not all of it has room.
enum { EXERCISE_CARE_NOT = 6 };
int exercise_care_way(struct ui *ui, const struct care_list *lists, size_t count, struct rect r);
// Lines that have no room are not drawn, and stand on the tree as cut.
void exercise_care(struct ui *ui, const struct care_list *lists, size_t count, int way,
                   struct rect r);
