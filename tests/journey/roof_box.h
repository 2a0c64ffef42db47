#pragma once
// The kiosk's own passes without its loop, on a display in memory, with a clock that the test moves, and
// a player and a printer that do as they are told (fake_parts.h).

#include "app.h"

extern struct app *app;
extern int64_t now; // what clock_ms says

int roof_open(void **state); // of the group
int roof_close(void **state);
int roof_set_up(void **state); // of a test: nobody is here, and the first screen stands
void roof_pass(void);
// So much time goes by without a touch. The kiosk is woken only when it asks to be; what moves is looked
// at once a second.
void later_ms(int64_t ms);

const char *screen(void);
const char *sheet(void);         // "" if there is none
extern int64_t drawing_takes_ms; // what each look at the clock finds it later; 0 as a rule
void touch(int x, int y);        // when no screen is deaf any more
void touch_now(int x, int y);
void tap(const char *id);
// As if a tap had led there.
void go_to(const char *name);
void open_sheet(const char *name);
