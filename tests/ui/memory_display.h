#pragma once
// The group set-up of tests that draw: on a display in memory, whatever display there is.

int memory_display(void **state);
