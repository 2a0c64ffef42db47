#pragma once
// The screen off outside opening hours, and on again at a touch. Only app.c calls this.

#include "app.h"

// True if the touch only woke the screen: it does nothing else.
bool app_dark_input(struct app *app, const struct input *input);
void app_dark_step(struct app *app); // with each beat: off or on, as the hours say
