#pragma once
// Time for deadlines and animation.

#include <stdint.h>

// Milliseconds of CLOCK_MONOTONIC: never jumps when somebody sets the clock.
int64_t clock_ms(void);
