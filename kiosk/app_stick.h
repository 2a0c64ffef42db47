#pragma once
// Wishes for the staff's USB stick, as files in the run-time folder; units of their own fulfil them
// (systemd/physio-kiosk-stick*) and leave an answer there. Only app_staff.c calls this.

#include "app.h"

// STAFF_STICK_LOOK, _TAKE or _WRITE begins something, _POLL looks for its answer.
void app_stick_ask(struct app *app, enum staff_ask ask);
