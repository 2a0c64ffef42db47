#pragma once
// Tells the service manager that the kiosk is up and alive. Does nothing where there is none.

#include <stdbool.h>

void notify_ready(void);
void notify_starting(int seconds); // still on its way to "ready": wait so much longer
bool notify_manager(void);         // a service manager is there, which starts what has ended anew
void notify_alive(void); // feeds the watchdog: only after something really reached the screen
