// Waits until the screen of $DISPLAY shows a picture: at least COLOURS different colours on a
// coarse grid over the whole screen. Every program is measured so, from outside, for the bench.
//
// firstlook COLOURS TIMEOUT_MS   prints the time of that moment, in milliseconds of the clock of
//                                `date +%s%3N`. Exit: 0, 1 nothing came in time, 2 misuse, no
//                                display.

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ROWS = 27, COLUMNS = 48, COLOURS_MAX = 64, STEP_MS = 2 };

static long long now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

static int add_colour(unsigned long *seen, int count, unsigned long colour)
{
    for (int i = 0; i < count; i++)
        if (seen[i] == colour)
            return count;
    seen[count] = colour;
    return count + 1;
}

// True if the grid holds at least `wanted` colours. Row by row, so that a look stays cheap.
static bool has_colours(Display *display, int wanted)
{
    Window root = DefaultRootWindow(display);
    int w = DisplayWidth(display, DefaultScreen(display));
    int h = DisplayHeight(display, DefaultScreen(display));
    unsigned long seen[COLOURS_MAX];
    int count = 0;
    for (int row = 0; row < ROWS && count < wanted; row++) {
        XImage *line = XGetImage(display, root, 0, (2 * row + 1) * h / (2 * ROWS), (unsigned)w, 1,
                                 AllPlanes, ZPixmap);
        if (!line)
            continue;
        for (int column = 0; column < COLUMNS && count < wanted; column++)
            count =
                add_colour(seen, count, XGetPixel(line, (2 * column + 1) * w / (2 * COLUMNS), 0));
        XDestroyImage(line);
    }
    return count >= wanted;
}

int main(int argc, char **argv)
{
    int wanted = argc == 3 ? atoi(argv[1]) : 0;
    int timeout = argc == 3 ? atoi(argv[2]) : 0;
    if (wanted < 2 || wanted > COLOURS_MAX || timeout <= 0) {
        fprintf(stderr, "Usage: firstlook COLOURS(2 to %d) TIMEOUT_MS\n", COLOURS_MAX);
        return 2;
    }
    Display *display = XOpenDisplay(NULL);
    if (!display) {
        fputs("firstlook: there is no display\n", stderr);
        return 2;
    }
    long long end = now_ms() + timeout;
    bool found = false;
    while (!(found = has_colours(display, wanted)) && now_ms() < end)
        nanosleep(&(struct timespec){.tv_nsec = STEP_MS * 1000000}, NULL);
    if (found)
        printf("%lld\n", now_ms());
    else
        fprintf(stderr, "firstlook: no picture within %d ms\n", timeout);
    XCloseDisplay(display);
    return found ? 0 : 1;
}
