// Opening hours, touches and the screen's power brought together. Main thread.
#include "app_dark.h"

#include <time.h>

#include "app_pass.h"
#include "clock.h"
#include "opening_hours.h"

enum { DEAF_AFTER_WAKING_MS = 700 };

static void switch_on(struct app *app)
{
    canvas_power(app->canvas, true);
    app->redraw = true;
}

bool app_dark_input(struct app *app, const struct input *input)
{
    int64_t now = clock_ms();
    if (input->kind == INPUT_DOWN || input->kind == INPUT_UP)
        app->touched_ms = now;
    if (!canvas_is_off(app->canvas))
        return false;
    if (input->kind == INPUT_DOWN) {
        switch_on(app);
        pointer_new_screen(&app->ui.pointer, now, DEAF_AFTER_WAKING_MS);
    }
    return true;
}

void app_dark_step(struct app *app)
{
    bool dark = app_between_sessions(app) && clock_ms() - app->touched_ms >= OPENING_WOKEN_MS &&
                opening_closed(&app->library->clinic, time(NULL));
    if (dark)
        canvas_power(app->canvas, false);
    else if (canvas_is_off(app->canvas))
        switch_on(app);
}
