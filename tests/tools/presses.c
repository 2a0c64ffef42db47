// Presses a place of the screen of $DISPLAY as a finger would, and waits until its look changes: how
// long a press takes to be answered, taken from outside, for the bench. Each press is drawn away from
// its button before it is let go, so that nothing follows from it. One thread.
//
// presses COUNT X Y W H   prints the milliseconds of each press, one a line; "none" for one that was
//                         not answered within a second. Exit: 0, 2 misuse, no display.

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <dlfcn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { AWAY_PX = 160, SETTLE_MS = 450, SPREAD_MS = 97, MOST_MS = 1000, SLICE_PX = 12 };

// XTest comes with xdotool; its headers do not.
typedef int fake_button(Display *, unsigned int, Bool, unsigned long);

static int complain(const char *why)
{
    fprintf(stderr, "presses: %s\n", why);
    return 2;
}

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1000 + (double)now.tv_nsec / 1e6;
}

static void rest_ms(int ms)
{
    nanosleep(&(struct timespec){ms / 1000, ms % 1000 * 1000000L}, NULL);
}

// One px of the button's face, near its edge, where no words stand.
static unsigned long face(Display *display, int x, int y)
{
    XImage *image = XGetImage(display, DefaultRootWindow(display), x, y, 1, 1, AllPlanes, ZPixmap);
    unsigned long px = image ? XGetPixel(image, 0, 0) : 0;
    if (image)
        XDestroyImage(image);
    return px;
}

static void move(Display *display, int x, int y)
{
    XWarpPointer(display, None, DefaultRootWindow(display), 0, 0, 0, 0, x, y);
    XSync(display, False);
}

static void press_once(Display *display, fake_button *button, const int r[4])
{
    int x = r[0] + r[2] / 2, y = r[1] + r[3] / 2, look_x = r[0] + SLICE_PX, look_y = y;
    move(display, x, y);
    rest_ms(SETTLE_MS + rand() % SPREAD_MS);
    unsigned long before = face(display, look_x, look_y);
    double began = now_ms(), took = 0;
    button(display, 1, True, CurrentTime);
    XSync(display, False);
    while (face(display, look_x, look_y) == before && (took = now_ms() - began) < MOST_MS)
        ;
    took = now_ms() - began;
    move(display, x, y - AWAY_PX);
    rest_ms(60);
    button(display, 1, False, CurrentTime);
    XSync(display, False);
    if (took < MOST_MS)
        printf("%.1f\n", took);
    else
        puts("none");
}

int main(int argc, char **argv)
{
    if (argc != 6)
        return complain("COUNT X Y W H");
    Display *display = XOpenDisplay(NULL);
    void *library = dlopen("libXtst.so.6", RTLD_NOW);
    fake_button *button = NULL;
    if (library)
        *(void **)&button = dlsym(library, "XTestFakeButtonEvent");
    if (!display || !button)
        return complain(display ? "there is no libXtst.so.6: install xdotool" : "no display");
    int r[4];
    for (int i = 0; i < 4; i++)
        r[i] = atoi(argv[2 + i]);
    srand(7);
    for (int i = 0; i < atoi(argv[1]); i++)
        press_once(display, button, r);
    XCloseDisplay(display);
    return 0;
}
