#pragma once
// Whether the screen may be dark now. Pure.

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "clinic.h"

enum { OPENING_WOKEN_MS = 5 * 60000 }; // so long a touch keeps it on

// True if the clinic is closed at `now` (local time) by its own word. Never for a clinic without
// hours or on a day it says nothing of, and never by a clock that cannot be right: before this
// program was built, or more than ten years after.
bool opening_closed(const struct clinic *clinic, time_t now);
