#pragma once
// When the clinic is open, as clinic.yaml says it. Pure.

#include <stdbool.h>
#include <stddef.h>

enum { HOURS_SPANS_MOST = 4, HOURS_DAY_MINUTES = 24 * 60 };

struct hours_day {
    int from[HOURS_SPANS_MOST],
        to[HOURS_SPANS_MOST]; // minutes since midnight; `to` is the first closed one
    size_t spans;             // 0: closed all day
};

// Reads "8:00-18:00", "8-12, 14.30-18", "8 to 6 pm", "closed" or "open". False if it says none of these.
__attribute__((warn_unused_result)) bool hours_read(const char *text, struct hours_day *day);
bool hours_open(const struct hours_day *day, int minute); // minute of the day
