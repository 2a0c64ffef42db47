// Looks at two places of the screen of $DISPLAY again and again, so that a test can say when each
// of them moved and when it stood still; and compares pictures taken so. One thread.
//
// watchpanes record SECONDS FILE X Y W H X Y W H
//   FILE.grey: the first place in every sample, as COLUMNS x ROWS bytes of grey (one line in ROWS
//   is looked at, so that looking stays cheap). Standard output: one line a sample, ms since
//   the beginning and a number for what the second place shows.
// watchpanes distance A.grey B.grey INDEX [mirrored]
//   One line a picture of A: how far from picture INDEX of B, the mean difference of a byte in
//   thousandths.
// Exit: 0, 2 misuse, no display, no file.

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { COLUMNS = 144, ROWS = 81, STEP_MS = 20 };

struct place {
    int x, y, w, h;
};

static int complain(const char *why)
{
    fprintf(stderr, "watchpanes: %s\n", why);
    return 2;
}

static long long now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

static uint8_t grey(unsigned long pixel)
{
    unsigned long r = pixel >> 16 & 255, g = pixel >> 8 & 255, b = pixel & 255;
    return (uint8_t)((r * 299 + g * 587 + b * 114) / 1000);
}

static void look(Display *display, struct place p, uint8_t out[ROWS][COLUMNS])
{
    memset(out, 0, (size_t)ROWS * COLUMNS);
    for (int row = 0; row < ROWS; row++) {
        int y = p.y + (2 * row + 1) * p.h / (2 * ROWS);
        XImage *line = XGetImage(display, DefaultRootWindow(display), p.x, y, (unsigned)p.w, 1,
                                 AllPlanes, ZPixmap);
        if (!line)
            continue;
        for (int column = 0; column < COLUMNS; column++) {
            int from = column * p.w / COLUMNS, to = (column + 1) * p.w / COLUMNS, sum = 0;
            for (int x = from; x < to; x++)
                sum += grey(XGetPixel(line, x, 0));
            out[row][column] = (uint8_t)(to > from ? sum / (to - from) : 0);
        }
        XDestroyImage(line);
    }
}

static unsigned long number_of(const uint8_t *bytes, size_t count)
{
    uint32_t sum = 2166136261u;
    for (size_t i = 0; i < count; i++)
        sum = (sum ^ bytes[i]) * 16777619u;
    return sum;
}

static int record(char **argv)
{
    struct place places[2];
    for (int i = 0; i < 2; i++)
        places[i] = (struct place){atoi(argv[4 + 4 * i]), atoi(argv[5 + 4 * i]),
                                   atoi(argv[6 + 4 * i]), atoi(argv[7 + 4 * i])};
    Display *display = XOpenDisplay(NULL);
    if (!display)
        return complain("there is no display");
    FILE *file = fopen(argv[3], "wb");
    if (!file) {
        XCloseDisplay(display);
        return complain("the file cannot be written");
    }
    static uint8_t first[ROWS][COLUMNS], second[ROWS][COLUMNS];
    long long begin = now_ms(), when = begin, end = begin + (long long)(atof(argv[2]) * 1000);
    while (when < end) {
        look(display, places[0], first);
        when = now_ms();
        look(display, places[1], second);
        fwrite(first, sizeof first, 1, file);
        printf("%lld %lu\n", when - begin, number_of(&second[0][0], sizeof second));
        nanosleep(&(struct timespec){.tv_nsec = STEP_MS * 1000000}, NULL);
    }
    XCloseDisplay(display);
    bool good = fclose(file) == 0;
    return good ? 0 : complain("the file cannot be written");
}

static int distance(int argc, char **argv)
{
    static uint8_t wanted[ROWS][COLUMNS], here[ROWS][COLUMNS];
    FILE *other = fopen(argv[3], "rb");
    bool good = other && fseek(other, atol(argv[4]) * (long)sizeof wanted, SEEK_SET) == 0 &&
                fread(wanted, sizeof wanted, 1, other) == 1;
    if (other)
        fclose(other);
    FILE *file = good ? fopen(argv[2], "rb") : NULL;
    if (!file)
        return complain("there is no such picture");
    bool mirrored = argc == 6;
    while (fread(here, sizeof here, 1, file) == 1) {
        long sum = 0;
        for (int row = 0; row < ROWS; row++)
            for (int column = 0; column < COLUMNS; column++)
                sum += labs((long)here[row][column] -
                            wanted[row][mirrored ? COLUMNS - 1 - column : column]);
        printf("%ld\n", sum * 1000 / (ROWS * COLUMNS));
    }
    fclose(file);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc == 12 && strcmp(argv[1], "record") == 0)
        return record(argv);
    if ((argc == 5 || (argc == 6 && strcmp(argv[5], "mirrored") == 0)) &&
        strcmp(argv[1], "distance") == 0)
        return distance(argc, argv);
    return complain(
        "watchpanes record SECONDS FILE X Y W H X Y W H | distance A B INDEX [mirrored]");
}
