#pragma once
// The course of one exercise, set by set: the picture decides what is counted. Pure: numbers in,
// numbers out, no clock of its own, no player.

#include <stdbool.h>
#include <stdint.h>

struct course_plan {
    double duration_s;         // of the video, > 0
    double hold_from, hold_to; // seconds of the video, -1 if there is no hold
    double rep_at;             // seconds of the video, -1: a rep counts when the video has run out
    double hold_s;             // how long the clinic wants the hold; the picture rests for as long
    int reps;                  // reps of one set; 0 or 1: one pass of the video is one set
    int sets;                  // at least 1
    int sides;     // 1 or 2: with 2, every set is done on one side and then on the other
    double rest_s; // pause between sets and between sides
};

enum course_phase { COURSE_MOVE, COURSE_HOLD, COURSE_REST, COURSE_DONE };

// What the player must do now. The picture stays where it is in COURSE_REST.
enum course_order {
    ORDER_NONE,
    ORDER_PAUSE,      // rest the picture: the hold goes on
    ORDER_RESUME,     // the hold is over
    ORDER_SEEK,       // go to `seek_s` and play on (the hold is shorter than in the video)
    ORDER_AGAIN,      // play from the start, same side: next rep or next set
    ORDER_OTHER_SIDE, // play the other side from the start
    ORDER_STOP,       // all done
};

struct course {
    struct course_plan plan;
    enum course_phase phase;
    int set;            // from 1
    int side;           // 1 or 2
    int reps;           // counted so far in this set
    double hold_left_s; // seconds left of this hold; plan.hold_s outside a hold
    double rest_left_s;
    double seek_s; // for ORDER_SEEK
    bool paused;   // by the patient: nothing counts
    // private
    bool resting_picture, counted_this_pass, held_this_pass;
    bool awaiting_start; // the picture shown is still the last one of the pass before
    double last_position_s;
    int64_t last_ms, pass_ms;
};

void course_start(struct course *course, const struct course_plan *plan, int64_t now_ms);
// Tells the course where the picture on the screen is. `position_s` is the time of the frame shown
// (seconds of the video), `ended` that the video has run out. Call on every new frame and at least
// every 100 ms while course->phase is COURSE_HOLD or COURSE_REST. Returns one order; call again at
// once until it returns ORDER_NONE.
enum course_order course_advance(struct course *course, double position_s, bool ended,
                                 int64_t now_ms);
void course_pause(struct course *course, bool paused, int64_t now_ms);
// True while the picture must be still: rested in a hold, between sets, at the end, or by the
// patient. What the player must be told after a patient's pause.
bool course_picture_rests(const struct course *course);
// The second of the video whose words go with the picture at `position_s`. In a hold it lies within
// the hold, though the picture rests at its end or a little past it, where words may say to let go.
double course_words_s(const struct course *course, double position_s);
// The next set or side has begun to wait: true while in COURSE_REST and the other side comes next.
bool course_other_side_next(const struct course *course);
