#pragma once
// What moves on the interface itself: a screen fades into the next, a sheet rises, a finger's mark
// goes. All of it ends by itself. Main thread.

#include <stdbool.h>
#include <stdint.h>

enum { MOTION_FADE_MS = 160, MOTION_RISE_MS = 180, MOTION_RISE_PX = 24, MOTION_PRESS_MS = 120 };
// Apart that frames of a fade and of a slow ring are asked for.
enum { MOTION_FRAME_MS = 16, MOTION_SLOW_FRAME_MS = 33 };

struct motion {
    bool still;       // "reduce motion": everything is a cut
    bool fading;      // from the picture before to this one
    bool rising;      // and the sheet comes up meanwhile
    int64_t since_ms; // its first frame; 0: not shown yet
    // ---- the interface's own frames, for `stats`
    bool moving;      // the pass before was a frame of a motion with more to come
    int64_t frame_ms; // it reached the screen then
    uint64_t frames, dropped;
};

// Something else comes on the screen: fade there, and rise if it is a sheet. False if it is a cut.
bool motion_start(struct motion *motion, bool rises);
// Of the running fade: 0 to 1.
float motion_part(const struct motion *motion, int64_t now_ms);
// px that a rising sheet still has to go.
int motion_rise(const struct motion *motion, int64_t now_ms);
// A pass ended at now_ms. `shown`: it brought one frame of a motion to the screen; `more`: others
// follow. What came more than one frame late counts as dropped ones.
void motion_frame(struct motion *motion, bool shown, bool more, int64_t now_ms);
