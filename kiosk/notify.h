#pragma once
// Tells the service manager that the kiosk is up and alive. Does nothing where there is none.

void notify_ready(void);
void notify_starting(int seconds); // still on its way to "ready": wait so much longer
void notify_alive(void); // feeds the watchdog: only after something really reached the screen
