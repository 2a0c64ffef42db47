#pragma once
// The staff's side of the roof: the way in, the code, and what staff screens ask for. Whatever may
// wait runs on the worker. Only app.c and app_pass.c call this.

#include "app.h"

void app_staff_begin(struct app *app); // opens the worker; reads whether there is a code
void app_staff_end(struct app *app);   // finishes what the worker still has to do

// A finger has rested in the corner: the visit ends, and the code is asked for.
void app_staff_enter(struct app *app);
// The staff screens are closed, or a visit begins: all of it is forgotten.
void app_staff_forget(struct app *app);
void app_staff_entered(struct app *app); // another screen: its list begins anew
// Collects the status, and writes it where `physio-kiosk status` reads it.
void app_staff_collect(struct app *app);
void app_staff_printer_news(struct app *app);
// Whether this screen may open now: a staff screen only for somebody who typed the code.
bool app_staff_allows(const struct app *app, const struct screen *screen);
void app_staff_carry_out(struct app *app); // what the pass asked for
// Looks at what the visit has come to, for the monthly totals.
void app_staff_tally(struct app *app);
void app_staff_visit_over(struct app *app); // puts the totals on the disk
