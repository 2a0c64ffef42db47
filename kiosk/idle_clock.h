#pragma once
// When a session ends by itself: so long without a touch, then a warning, then all is cleared.
// Pure.

#include <stdbool.h>
#include <stdint.h>

struct idle_clock {
    int64_t since_ms; // the last touch, or the last moment that counted as one
    bool held;        // something runs that holds it
};

struct idle_limits {
    int64_t quiet_ms;   // until the warning
    int64_t warning_ms; // from the warning to the end
};

enum idle_state { IDLE_NOT_YET, IDLE_WARNING, IDLE_OVER };

void idle_touch(struct idle_clock *clock, int64_t now_ms);
// Whether something runs now that holds the clock (a video, a hold, a page that prints): it starts
// anew when that has ended.
void idle_hold(struct idle_clock *clock, bool held, int64_t now_ms);
enum idle_state idle_now(const struct idle_clock *clock, struct idle_limits limits, int64_t now_ms);
int64_t idle_next_ms(const struct idle_clock *clock, struct idle_limits limits,
                     int64_t now_ms); // when the state changes next
int64_t idle_left_ms(const struct idle_clock *clock, struct idle_limits limits,
                     int64_t now_ms); // until IDLE_OVER
