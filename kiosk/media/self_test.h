#pragma once
// Proves the confinement from the inside. Main thread of the player program.

#include <stdbool.h>

// Confines this process step by step, tries what must be refused, decodes the video behind `fd`,
// and prints a line for each. True if all was as it must be.
__attribute__((warn_unused_result)) bool self_test_run(int fd, int memory_mb);
