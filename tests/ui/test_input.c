// Fingers, mouse and window as the canvas hands them on, from events that SDL is given.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include <SDL.h>

#include "canvas.h"
#include "memory_display.h"

static struct canvas *canvas_of(int w, int h)
{
    struct canvas_options options = {
        .w = w, .h = h, .way = CANVAS_SURFACE, .title = "test", .show_cursor = true};
    struct canvas *canvas = canvas_open(&options);
    assert_non_null(canvas);
    for (struct input input; canvas_poll(canvas, &input);)
        ;
    return canvas;
}

static void push_finger(Uint32 type, SDL_TouchID device, SDL_FingerID finger, float x, float y)
{
    SDL_Event event = {
        .tfinger = {.type = type, .touchId = device, .fingerId = finger, .x = x, .y = y}};
    assert_int_equal(SDL_PushEvent(&event), 1);
}

static void push_mouse(Uint32 type, Uint32 which, Uint8 button, int x, int y)
{
    SDL_Event event = {.button = {.type = type, .which = which, .button = button, .x = x, .y = y}};
    assert_int_equal(SDL_PushEvent(&event), 1);
}

static void push_window(Uint8 what)
{
    SDL_Event event = {.window = {.type = SDL_WINDOWEVENT, .event = what}};
    assert_int_equal(SDL_PushEvent(&event), 1);
}

static void assert_input(struct canvas *canvas, enum input_kind kind, int64_t contact, int x, int y)
{
    struct input input;
    assert_true(canvas_poll(canvas, &input));
    assert_int_equal(input.kind, kind);
    assert_int_equal(input.contact, contact);
    assert_int_equal(input.x, x);
    assert_int_equal(input.y, y);
}

static void fingers_and_mouse_become_one_kind_of_input(void **state)
{
    (void)state;
    struct canvas *canvas = canvas_of(960, 540);
    push_finger(SDL_FINGERDOWN, 5, 0, 0.5f, 0.5f);
    push_mouse(SDL_MOUSEBUTTONDOWN, SDL_TOUCH_MOUSEID, SDL_BUTTON_LEFT, 480,
               270); // SDL's second word on it
    push_finger(SDL_FINGERMOTION, 5, 0, 0.25f, 0.5f);
    push_finger(SDL_FINGERUP, 5, 0, 0.25f, 0.5f);
    push_mouse(SDL_MOUSEBUTTONUP, SDL_TOUCH_MOUSEID, SDL_BUTTON_LEFT, 480, 270);
    push_finger(SDL_FINGERDOWN, SDL_MOUSE_TOUCHID, 1, 0.5f, 0.5f); // the mouse as finger
    push_mouse(SDL_MOUSEBUTTONDOWN, 0, SDL_BUTTON_RIGHT, 10, 10);
    push_mouse(SDL_MOUSEBUTTONDOWN, 0, SDL_BUTTON_LEFT, 100, 50);
    push_mouse(SDL_MOUSEBUTTONUP, 0, SDL_BUTTON_LEFT, 959, 539);
    push_window(SDL_WINDOWEVENT_FOCUS_LOST);
    SDL_Event quit = {.type = SDL_QUIT};
    SDL_PushEvent(&quit);
    assert_input(canvas, INPUT_DOWN, 1, 960, 540);
    assert_input(canvas, INPUT_MOVE, 1, 480, 540);
    assert_input(canvas, INPUT_UP, 1, 480, 540);
    assert_input(canvas, INPUT_DOWN, 0, 201, 101);
    assert_input(canvas, INPUT_UP, 0, 1919, 1079);
    assert_input(canvas, INPUT_CANCEL, INPUT_EVERY_CONTACT, 0, 0);
    assert_input(canvas, INPUT_QUIT, 0, 0, 0);
    struct input input;
    assert_false(canvas_poll(canvas, &input));
    canvas_destroy(canvas);
}

static void without_a_display_there_is_no_canvas(void **state)
{
    (void)state;
    setenv("SDL_VIDEODRIVER", "none-such", 1);
    assert_null(canvas_open(&(struct canvas_options){
        .w = 640, .h = 360, .way = CANVAS_AUTO, .title = "test", .show_cursor = true}));
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    canvas_destroy(canvas_of(640, 360)); // it may be tried again later
    canvas_destroy(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fingers_and_mouse_become_one_kind_of_input),
        cmocka_unit_test(without_a_display_there_is_no_canvas),
    };
    return cmocka_run_group_tests(tests, memory_display, NULL);
}
