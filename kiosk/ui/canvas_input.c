// From SDL's events to the canvas's: fingers as fingers, the mouse as contact 0, all in design px.
// Main thread.
#include <math.h>

#include <SDL.h>
#include <SDL_syswm.h>

#include "canvas_inside.h"
#include "clock.h"

// `x`, `y` from 0 to 1 over the window.
static void input_place(const struct canvas *canvas, struct input *input, float x, float y)
{
    turn_touch(canvas->screen.turn, &x, &y);
    input->x = (int)floorf((x * (float)canvas->screen.w - canvas->left) / canvas->scale);
    input->y = (int)floorf((y * (float)canvas->screen.h - canvas->top) / canvas->scale);
}

static bool mouse_input(const struct canvas *canvas, enum input_kind kind, Uint32 which, int x,
                        int y, struct input *input)
{
    int w = 0, h = 0;
    SDL_GetWindowSize(canvas->screen.window, &w, &h);
    if (which == SDL_TOUCH_MOUSEID || w <= 0 || h <= 0)
        return false;
    *input = (struct input){.kind = kind};
    input_place(canvas, input, ((float)x + 0.5f) / (float)w, ((float)y + 0.5f) / (float)h);
    return true;
}

static bool touch_known(SDL_TouchID device)
{
    for (int i = 0; i < SDL_GetNumTouchDevices(); i++)
        if (SDL_GetTouchDevice(i) == device)
            return true;
    return false;
}

static bool finger_input(struct canvas *canvas, enum input_kind kind,
                         const SDL_TouchFingerEvent *finger, struct input *input)
{
    if (finger->touchId == SDL_MOUSE_TOUCHID ||
        SDL_GetTouchDeviceType(finger->touchId) == SDL_TOUCH_DEVICE_INDIRECT_RELATIVE)
        return false;
    if (kind == INPUT_DOWN && touch_known(finger->touchId)) {
        canvas->touch_device = finger->touchId;
        canvas->fingers++;
    } else if (kind == INPUT_UP && canvas->fingers > 0) {
        canvas->fingers--;
    }
    // 0 is the mouse
    *input = (struct input){.kind = kind, .contact = (int64_t)((uint64_t)finger->fingerId + 1)};
    input_place(canvas, input, finger->x, finger->y);
    return true;
}

static bool cancel_input(struct canvas *canvas, struct input *input)
{
    canvas->fingers = 0;
    *input = (struct input){.kind = INPUT_CANCEL, .contact = INPUT_EVERY_CONTACT};
    return true;
}

static bool redraw_input(struct canvas *canvas, struct input *input)
{
    canvas_refit(canvas);
    *input = (struct input){.kind = INPUT_REDRAW};
    return true;
}

static bool window_input(struct canvas *canvas, Uint8 event, struct input *input)
{
    switch (event) {
    case SDL_WINDOWEVENT_SIZE_CHANGED:
        return redraw_input(canvas, input);
    case SDL_WINDOWEVENT_EXPOSED:
        if (canvas->passes)
            canvas_present(canvas);
        return false;
    case SDL_WINDOWEVENT_FOCUS_LOST:
    case SDL_WINDOWEVENT_HIDDEN:
    case SDL_WINDOWEVENT_MINIMIZED:
        return cancel_input(canvas, input);
    default:
        return false;
    }
}

static bool event_input(struct canvas *canvas, const SDL_Event *event, struct input *input)
{
    const SDL_MouseButtonEvent *button = &event->button;
    switch (event->type) {
    case SDL_FINGERDOWN:
        return finger_input(canvas, INPUT_DOWN, &event->tfinger, input);
    case SDL_FINGERMOTION:
        return finger_input(canvas, INPUT_MOVE, &event->tfinger, input);
    case SDL_FINGERUP:
        return finger_input(canvas, INPUT_UP, &event->tfinger, input);
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        return button->button == SDL_BUTTON_LEFT &&
               mouse_input(canvas, event->type == SDL_MOUSEBUTTONDOWN ? INPUT_DOWN : INPUT_UP,
                           button->which, button->x, button->y, input);
    case SDL_MOUSEMOTION:
        return event->motion.state & SDL_BUTTON_LMASK &&
               mouse_input(canvas, INPUT_MOVE, event->motion.which, event->motion.x,
                           event->motion.y, input);
    case SDL_WINDOWEVENT:
        return window_input(canvas, event->window.event, input);
    case SDL_RENDER_TARGETS_RESET:
    case SDL_RENDER_DEVICE_RESET:
        return redraw_input(canvas, input);
    case SDL_QUIT:
        *input = (struct input){.kind = INPUT_QUIT};
        return true;
    default:
        return false;
    }
}

bool canvas_poll(struct canvas *canvas, struct input *input)
{
    wait_look(&canvas->wait);
    if (canvas->lost && clock_ms() >= canvas->retry_ms && redraw_input(canvas, input) &&
        !canvas->lost)
        return true;
    for (SDL_Event event; SDL_PollEvent(&event);)
        if (event_input(canvas, &event, input))
            return true;
    // a panel that is unplugged under a finger never says that the finger went up
    if (canvas->fingers > 0 && !touch_known(canvas->touch_device))
        return cancel_input(canvas, input);
    return false;
}

// SDL may read of a new panel after wait_look() and before it polls: then only this shows that there
// is one more to wait for.
static void panels_look(struct canvas *canvas)
{
    uint64_t panels = 0;
    for (int i = 0; i < SDL_GetNumTouchDevices(); i++)
        panels = panels * 31 + (uint64_t)SDL_GetTouchDevice(i) + 1;
    if (panels != canvas->wait.panels)
        canvas->wait.gathered = false;
    canvas->wait.panels = panels;
}

int canvas_fd(struct canvas *canvas)
{
    SDL_SysWMinfo info;
    SDL_VERSION(&info.version);
    if (!SDL_GetWindowWMInfo(canvas->screen.window, &info))
        return -1;
#ifdef SDL_VIDEO_DRIVER_X11
    if (info.subsystem == SDL_SYSWM_X11)
        return ConnectionNumber(info.info.x11.display);
#endif
    if (info.subsystem != SDL_SYSWM_KMSDRM)
        return -1;
    panels_look(canvas);
    return wait_fd(&canvas->wait);
}
