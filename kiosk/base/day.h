#pragma once
// What day it is, as content files write it.

#include <stdbool.h>
#include <time.h>

enum { DAY_LETTERS = sizeof "2027-05-31" };

// False before the day of this build and long after it: the clock was never set.
bool day_plausible(time_t now);
void day_of(time_t when, char day[DAY_LETTERS]); // "2027-05-31", local
