#pragma once
// One pass of the screen, and what it leads to: destinations, sheets, the end of a session, content
// taken over between sessions. Only app.c and the control socket call this.

#include "app.h"

// Draws the screen as it is now and carries out what it asked for. True if something reached the
// screen.
bool app_pass(struct app *app);
// One event of a finger or mouse. True if a pass is due.
bool app_pointer(struct app *app, const struct input *input);

int app_quarter_turns(const struct app *app); // by which the panel hangs turned

void app_begin_session(struct app *app);
void app_end_session(struct app *app); // forgets the patient: answers, choices, the printer's job
bool app_between_sessions(const struct app *app);
int64_t app_idle_next_ms(struct app *app); // when the idle clock wants a pass

void app_load_content(struct app *app);
void app_adopt_content(struct app *app); // what waits to be taken, unless it is worse
void app_show_videos(struct app *app);   // so that nothing is found out at a tap
