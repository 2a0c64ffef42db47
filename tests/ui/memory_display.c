// A display in memory. Main thread, before anything is opened.
#include "memory_display.h"

#include <stdlib.h>

int memory_display(void **state)
{
    (void)state;
    return setenv("SDL_VIDEODRIVER", "dummy", 1);
}
