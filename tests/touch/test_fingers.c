// The rules of touch from SDL's events to the tap: fingers and mouse, on an upright and on a turned
// panel. What the pointer makes of contacts by itself stands in test_pointer.c.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include <SDL.h>

#include "canvas.h"
#include "canvas_inside.h"
#include "memory_display.h"
#include "pointer.h"

enum { PANEL_W = 1920, PANEL_H = 1080, DEVICE = 7 };

static struct canvas *canvas;
static struct tree tree;
static struct pointer pointer;
static int64_t now;

static void open_panel(int turn)
{
    struct canvas_options options = {.w = turn % 2 ? PANEL_H : PANEL_W,
                                     .h = turn % 2 ? PANEL_W : PANEL_H,
                                     .way = CANVAS_SURFACE,
                                     .title = "touch",
                                     .turn = turn};
    canvas = canvas_open(&options);
    assert_non_null(canvas);
    for (struct input input; canvas_poll(canvas, &input);)
        ;
    tree_begin(&tree, "test");
    tree_add(&tree, ROLE_BUTTON, "left", "Left", (struct rect){100, 600, 200, 104});
    tree_add(&tree, ROLE_BUTTON, "right", "Right", (struct rect){400, 600, 200, 104});
    pointer = (struct pointer){0};
    now = 10000;
}

static int set_up(void **state)
{
    (void)state;
    open_panel(0);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    tree_destroy(&tree);
    canvas_destroy(canvas);
    return 0;
}

// What has come goes to the pointer, as the main loop does it.
static void take(void)
{
    for (struct input input; canvas_poll(canvas, &input);)
        pointer_input(&pointer, &tree, &input, now);
}

// A finger at design px of the upright picture, where it touches a panel that hangs turned.
static void finger(Uint32 type, SDL_FingerID id, int x, int y)
{
    float u = ((float)x + 0.5f) / PANEL_W, v = ((float)y + 0.5f) / PANEL_H, px = u, py = v;
    int turn = canvas->screen.turn;
    if (turn == 1)
        px = 1 - v, py = u;
    else if (turn == 2)
        px = 1 - u, py = 1 - v;
    else if (turn == 3)
        px = v, py = 1 - u;
    SDL_Event event = {
        .tfinger = {.type = type, .touchId = DEVICE, .fingerId = id, .x = px, .y = py}};
    assert_int_equal(SDL_PushEvent(&event), 1);
    take();
}

static void mouse(Uint32 type, int x, int y)
{
    SDL_Event event = {.button = {.type = type, .button = SDL_BUTTON_LEFT, .x = x, .y = y}};
    if (type == SDL_MOUSEMOTION)
        event.motion =
            (SDL_MouseMotionEvent){.type = type, .state = SDL_BUTTON_LMASK, .x = x, .y = y};
    assert_int_equal(SDL_PushEvent(&event), 1);
    take();
}

static void assert_tapped(const char *id)
{
    assert_string_equal(pointer.tapped, id);
    pointer_pass_done(&pointer);
}

static void a_finger_that_trembles_40_px_taps_and_one_that_drags_does_not(void **state)
{
    (void)state;
    finger(SDL_FINGERDOWN, 1, 200, 650);
    finger(SDL_FINGERMOTION, 1, 239, 689);
    finger(SDL_FINGERMOTION, 1, 165, 620);
    finger(SDL_FINGERUP, 1, 165, 620);
    assert_tapped("left");
    now += 1000;
    finger(SDL_FINGERDOWN, 1, 200, 650);
    for (int x = 200; x <= 500; x += 20) // across to the other button: neither is tapped
        finger(SDL_FINGERMOTION, 1, x, 650);
    assert_string_equal(pointer.pressed, "");
    finger(SDL_FINGERUP, 1, 500, 650);
    assert_tapped("");
    mouse(SDL_MOUSEBUTTONDOWN, 200, 650);
    mouse(SDL_MOUSEMOTION, 260, 650);
    mouse(SDL_MOUSEBUTTONUP, 200, 650);
    assert_tapped("");
    mouse(SDL_MOUSEBUTTONDOWN, 200, 650);
    mouse(SDL_MOUSEMOTION, 230, 650);
    mouse(SDL_MOUSEBUTTONUP, 230, 650);
    assert_tapped("left");
}

static void a_press_may_be_slow_and_the_second_of_two_quick_ones_is_not_heard(void **state)
{
    (void)state;
    finger(SDL_FINGERDOWN, 1, 200, 650);
    now += 90000;
    finger(SDL_FINGERUP, 1, 200, 650);
    assert_tapped("left");
    now += POINTER_AGAIN_MS - 1;
    finger(SDL_FINGERDOWN, 2, 200, 650);
    finger(SDL_FINGERUP, 2, 200, 650);
    assert_tapped("");
    now += 1;
    finger(SDL_FINGERDOWN, 3, 200, 650);
    finger(SDL_FINGERUP, 3, 200, 650);
    assert_tapped("left");
}

static void a_palm_and_a_cloth_tap_nothing(void **state)
{
    (void)state;
    for (int id = 1; id <= 5; id++)
        finger(SDL_FINGERDOWN, id, 180 + 10 * id, 650);
    assert_string_equal(pointer.pressed, "");
    for (int id = 1; id <= 4; id++)
        finger(SDL_FINGERUP, id, 200, 650);
    finger(SDL_FINGERDOWN, 9, 500, 650); // while one of them still lies there
    finger(SDL_FINGERUP, 9, 500, 650);
    assert_tapped("");
    finger(SDL_FINGERUP, 5, 200, 650);
    finger(SDL_FINGERDOWN, 1, 500, 650);
    finger(SDL_FINGERUP, 1, 500, 650);
    assert_tapped("right");
}

static void a_second_finger_changes_nothing(void **state)
{
    (void)state;
    finger(SDL_FINGERDOWN, 1, 200, 650);
    finger(SDL_FINGERDOWN, 2, 500, 650);
    finger(SDL_FINGERMOTION, 2, 900, 100);
    finger(SDL_FINGERUP, 2, 900, 100);
    assert_tapped("");
    finger(SDL_FINGERUP, 1, 200, 650);
    assert_tapped("left");
}

static void a_finger_that_leaves_the_panel_taps_nothing(void **state)
{
    (void)state;
    finger(SDL_FINGERDOWN, 1, 110, 650);
    finger(SDL_FINGERMOTION, 1, 0, 650);
    finger(SDL_FINGERMOTION, 1, -30, 650);
    finger(SDL_FINGERUP, 1, -30, 650);
    assert_tapped("");
    // An up that never came: the next press of that finger begins afresh.
    finger(SDL_FINGERDOWN, 1, 200, 650);
    finger(SDL_FINGERDOWN, 1, 500, 650);
    finger(SDL_FINGERUP, 1, 500, 650);
    assert_tapped("right");
}

static void what_a_vanished_device_held_is_let_go(void **state)
{
    (void)state;
    finger(SDL_FINGERDOWN, 1, 200, 650);
    finger(SDL_FINGERDOWN, 2, 210, 660);
    assert_string_equal(pointer.pressed, "left");
    // SDL knows no such device here, as after it was unplugged; the canvas thinks it has fingers on it.
    canvas->touch_device = DEVICE;
    canvas->fingers = 2;
    take();
    assert_string_equal(pointer.pressed, "");
    assert_false(pointer_touching(&pointer, now));
    finger(SDL_FINGERUP, 1, 200, 650); // late news of it
    assert_tapped("");
    finger(SDL_FINGERDOWN, 4, 200, 650); // plugged in again
    finger(SDL_FINGERUP, 4, 200, 650);
    assert_tapped("left");
}

static void a_window_that_loses_the_focus_lets_go(void **state)
{
    (void)state;
    finger(SDL_FINGERDOWN, 1, 200, 650);
    SDL_Event lost = {.window = {.type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_FOCUS_LOST}};
    SDL_PushEvent(&lost);
    take();
    assert_string_equal(pointer.pressed, "");
    finger(SDL_FINGERUP, 1, 200, 650);
    assert_tapped("");
}

static void a_turned_panel_is_touched_where_it_shows(void **state)
{
    for (int turn = 1; turn < 4; turn++) {
        tear_down(state);
        open_panel(turn);
        assert_int_equal(canvas_width(canvas), PANEL_W);
        finger(SDL_FINGERDOWN, 1, 101, 601); // its corners, to the px
        finger(SDL_FINGERUP, 1, 101, 601);
        assert_tapped("left");
        now += 1000;
        finger(SDL_FINGERDOWN, 1, 598, 702);
        finger(SDL_FINGERUP, 1, 598, 702);
        assert_tapped("right");
        now += 1000;
        finger(SDL_FINGERDOWN, 1, 1700, 200); // where they would be if it were not turned with it
        finger(SDL_FINGERUP, 1, 1700, 200);
        assert_tapped("");
    }
}

// The display goes away and comes back; what is drawn afterwards is all there.
static void a_lost_display_is_found_again(void **state)
{
    (void)state;
    canvas_begin(canvas, 0xFF102030);
    canvas_end(canvas);
    canvas->lost = true;
    canvas->retry_ms = 0;
    canvas_begin(canvas, 0xFF405060);
    assert_false(canvas_end(canvas)); // nothing to show it on
    struct input input;
    assert_true(canvas_poll(canvas, &input));
    assert_int_equal(input.kind, INPUT_REDRAW);
    assert_false(canvas->lost);
    canvas_begin(canvas, 0xFF405060);
    assert_true(canvas_end(canvas));
    struct pixels shot = canvas_grab(canvas);
    assert_int_equal(shot.argb[0], 0xFF405060);
    pixels_destroy(&shot);
    // A renderer that was reset draws everything anew.
    SDL_Event reset = {.type = SDL_RENDER_TARGETS_RESET};
    SDL_PushEvent(&reset);
    assert_true(canvas_poll(canvas, &input));
    assert_int_equal(input.kind, INPUT_REDRAW);
    canvas_begin(canvas, 0xFF405060);
    assert_true(canvas_end(canvas));
}

#define RULE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        RULE(a_finger_that_trembles_40_px_taps_and_one_that_drags_does_not),
        RULE(a_press_may_be_slow_and_the_second_of_two_quick_ones_is_not_heard),
        RULE(a_palm_and_a_cloth_tap_nothing),
        RULE(a_second_finger_changes_nothing),
        RULE(a_finger_that_leaves_the_panel_taps_nothing),
        RULE(what_a_vanished_device_held_is_let_go),
        RULE(a_window_that_loses_the_focus_lets_go),
        RULE(a_turned_panel_is_touched_where_it_shows),
        RULE(a_lost_display_is_found_again),
    };
    return cmocka_run_group_tests(tests, memory_display, NULL);
}
