// Times of what moves. Pure.
#include "motion.h"

bool motion_start(struct motion *motion, bool rises)
{
    motion->fading = !motion->still;
    motion->rising = motion->fading && rises;
    motion->since_ms = 0;
    return motion->fading;
}

float motion_part(const struct motion *motion, int64_t now_ms)
{
    float whole = motion->rising ? MOTION_RISE_MS : MOTION_FADE_MS;
    if (!motion->fading)
        return 1;
    if (!motion->since_ms)
        return 0;
    float part = (float)(now_ms - motion->since_ms) / whole;
    return part > 1 ? 1 : part;
}

int motion_rise(const struct motion *motion, int64_t now_ms)
{
    if (!motion->rising)
        return 0;
    float left = 1 - motion_part(motion, now_ms);
    return (int)(MOTION_RISE_PX * left * left + 0.5f); // slower towards its place
}

void motion_frame(struct motion *motion, bool shown, bool more, int64_t now_ms)
{
    if (shown && motion->moving) {
        int64_t late = now_ms - motion->frame_ms - MOTION_FRAME_MS;
        motion->dropped += late > MOTION_FRAME_MS ? (uint64_t)(late / MOTION_FRAME_MS) : 0;
    }
    motion->frames += shown;
    motion->moving = more;
    motion->frame_ms = now_ms;
}
