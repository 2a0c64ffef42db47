// The idle clock. Pure.
#include "idle_clock.h"

void idle_touch(struct idle_clock *clock, int64_t now_ms)
{
    clock->since_ms = now_ms;
}

void idle_hold(struct idle_clock *clock, bool held, int64_t now_ms)
{
    if (held || clock->held) // nobody may have looked since it ended
        clock->since_ms = now_ms;
    clock->held = held;
}

int64_t idle_left_ms(const struct idle_clock *clock, struct idle_limits limits, int64_t now_ms)
{
    int64_t left = clock->since_ms + limits.quiet_ms + limits.warning_ms - now_ms;
    return left > 0 ? left : 0;
}

enum idle_state idle_now(const struct idle_clock *clock, struct idle_limits limits, int64_t now_ms)
{
    int64_t left = idle_left_ms(clock, limits, now_ms);
    return left == 0 ? IDLE_OVER : left <= limits.warning_ms ? IDLE_WARNING : IDLE_NOT_YET;
}

int64_t idle_next_ms(const struct idle_clock *clock, struct idle_limits limits, int64_t now_ms)
{
    int64_t quiet = clock->since_ms + limits.quiet_ms;
    return now_ms < quiet ? quiet : quiet + limits.warning_ms;
}
