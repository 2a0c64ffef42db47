// The roof without its loop. Main thread.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app_pass.h"
#include "clock.h"
#include "drawing.h"
#include "fake_parts.h"
#include "memory_display.h"
#include "roof_box.h"
#include "str.h"

struct app *app;
int64_t now, drawing_takes_ms;

int64_t clock_ms(void) // in place of the floor's own
{
    return now += drawing_takes_ms;
}

static struct drawing drawing;

static void open_kiosk(void)
{
    app = mem_make(1, sizeof *app);
    app->options.rotation = -1;
    app->options.window_w = 1920;
    assert_true(drawing_open(&drawing, 1920, 1080, SOURCE_ROOT "/content", NULL));
    app->canvas = drawing.ui.canvas;
    app->text = drawing.ui.text;
    app->pictures = drawing.ui.pictures;
    app->library = drawing.library;
    app->reel = drawing.stage.reel;
    app->places.assets = (char *)SOURCE_ROOT "/assets";
    app->player = (struct player *)&fake; // neither is ever looked into
    app->printer = (struct printer *)&fake;
    app->ui = (struct ui){
        .canvas = app->canvas, .text = app->text, .pictures = app->pictures, .wake_ms = INT64_MAX};
}

int roof_set_up(void **state)
{
    (void)state;
    now = 1000000;
    fake = (struct fake_parts){0};
    app_end_session(app);
    mem_wipe(&app->staff, sizeof app->staff);
    app_begin_session(app);
    app_pass(app);
    return 0;
}

void roof_pass(void)
{
    app_pass(app);
}

// So much time goes by without a touch. What moves is looked at once a second: it is not what is
// asked here.
void later_ms(int64_t ms)
{
    enum { STEP_MS = 1000 };
    int64_t end = now + ms;
    for (;;) {
        int64_t idle = app_idle_next_ms(app), moving = app->ui.wake_ms, next = idle;
        if (moving < next)
            next = moving < now + STEP_MS ? now + STEP_MS : moving;
        next = next > idle ? idle : next;
        if (next > end)
            break;
        now = next < now ? now : next;
        roof_pass();
        if (app->screen == &screen_attract)
            break;
    }
    now = end;
}

const char *screen(void)
{
    return app->screen->name;
}

const char *sheet(void)
{
    return app->sheet ? app->sheet->name : "";
}

void touch(int x, int y)
{
    now += 600; // no screen is deaf for longer
    touch_now(x, y);
}

void touch_now(int x, int y)
{
    app->ui.now_ms = now;
    for (enum input_kind kind = INPUT_DOWN; kind <= INPUT_UP; kind++)
        if (kind == INPUT_DOWN || kind == INPUT_UP)
            app_pointer(app, &(struct input){.kind = kind, .x = x, .y = y, .contact = 1});
    roof_pass();
}

void tap(const char *id)
{
    const struct item *item = tree_find(&app->ui.tree, id);
    if (!item)
        fail_msg("there is no \"%s\" on %s", id, screen());
    touch(item->place.x + item->place.w / 2, item->place.y + item->place.h / 2);
}

void go_to(const char *name)
{
    app->ui.now_ms = now;
    app->stage.go = name;
    app->session.topic_chosen = !str_equal(name, "home");
    roof_pass();
    roof_pass();
    assert_string_equal(screen(), name);
    idle_touch(&app->idle, now);
}

void open_sheet(const char *name)
{
    app->stage.open_sheet = name;
    roof_pass();
    roof_pass();
    assert_string_equal(sheet(), name);
    idle_touch(&app->idle, now);
}

int roof_close(void **state)
{
    (void)state;
    tree_destroy(&app->ui.tree);
    drawing_close(&drawing);
    free(app);
    return 0;
}

int roof_open(void **state)
{
    if (memory_display(state) != 0)
        return 1;
    open_kiosk();
    return 0;
}
