// A touch panel and a keyboard made of software, for the guest: uinput devices that come and go.
// Reads commands, one a line: plug, unplug, tap X Y (px), down X Y, move X Y, up,
// keys CODE... (pressed together). Says "done" or "wrong" after each.
#include <fcntl.h>
#include <linux/uinput.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { KEYS_MOST = 248, PRESS_US = 120000 };

static int panel = -1, keyboard = -1, width, height, tracking;

static bool say(int device, int type, int code, int value)
{
    struct input_event event = {
        .type = (unsigned short)type, .code = (unsigned short)code, .value = value};
    return write(device, &event, sizeof event) == sizeof event;
}

static bool axis(int device, int code, int most)
{
    struct uinput_abs_setup setup = {.code = (unsigned short)code, .absinfo = {.maximum = most}};
    return ioctl(device, UI_ABS_SETUP, &setup) == 0;
}

static bool make(int device, const char *name)
{
    struct uinput_setup setup = {.id = {.bustype = BUS_USB, .vendor = 1, .product = 1}};
    snprintf(setup.name, sizeof setup.name, "%s", name);
    return ioctl(device, UI_DEV_SETUP, &setup) == 0 && ioctl(device, UI_DEV_CREATE) == 0;
}

static bool plug(void)
{
    panel = open("/dev/uinput", O_WRONLY | O_CLOEXEC);
    return panel >= 0 && ioctl(panel, UI_SET_PROPBIT, INPUT_PROP_DIRECT) == 0 &&
           ioctl(panel, UI_SET_EVBIT, EV_ABS) == 0 && ioctl(panel, UI_SET_EVBIT, EV_KEY) == 0 &&
           ioctl(panel, UI_SET_KEYBIT, BTN_TOUCH) == 0 && axis(panel, ABS_X, width - 1) &&
           axis(panel, ABS_Y, height - 1) && axis(panel, ABS_MT_SLOT, 9) &&
           axis(panel, ABS_MT_TRACKING_ID, 65535) && axis(panel, ABS_MT_POSITION_X, width - 1) &&
           axis(panel, ABS_MT_POSITION_Y, height - 1) && make(panel, "Test touch panel");
}

static bool unplug(void)
{
    bool done = panel >= 0 && ioctl(panel, UI_DEV_DESTROY) == 0;
    close(panel);
    panel = -1;
    return done;
}

static bool place(int x, int y)
{
    return say(panel, EV_ABS, ABS_MT_POSITION_X, x) && say(panel, EV_ABS, ABS_MT_POSITION_Y, y) &&
           say(panel, EV_ABS, ABS_X, x) && say(panel, EV_ABS, ABS_Y, y) &&
           say(panel, EV_SYN, SYN_REPORT, 0);
}

static bool down(int x, int y)
{
    return say(panel, EV_ABS, ABS_MT_SLOT, 0) &&
           say(panel, EV_ABS, ABS_MT_TRACKING_ID, tracking++ % 65535) &&
           say(panel, EV_KEY, BTN_TOUCH, 1) && place(x, y);
}

static bool up(void)
{
    return say(panel, EV_ABS, ABS_MT_TRACKING_ID, -1) && say(panel, EV_KEY, BTN_TOUCH, 0) &&
           say(panel, EV_SYN, SYN_REPORT, 0);
}

static bool keys(char *codes)
{
    if (keyboard < 0) {
        keyboard = open("/dev/uinput", O_WRONLY | O_CLOEXEC);
        bool made = keyboard >= 0 && ioctl(keyboard, UI_SET_EVBIT, EV_KEY) == 0;
        for (int code = 1; made && code < KEYS_MOST; code++)
            made = ioctl(keyboard, UI_SET_KEYBIT, code) == 0;
        made = made && ioctl(keyboard, UI_SET_KEYBIT, KEY_RESTART) == 0;
        if (!made || !make(keyboard, "Test keyboard"))
            return false;
        sleep(3); // until everybody has found it
    }
    int pressed[8], count = 0;
    for (char *code = strtok(codes, " \n"); code && count < 8; code = strtok(NULL, " \n"))
        pressed[count++] = atoi(code);
    bool done = count > 0;
    for (int i = 0; i < count; i++)
        done = say(keyboard, EV_KEY, pressed[i], 1) && say(keyboard, EV_SYN, SYN_REPORT, 0) && done;
    usleep(PRESS_US);
    for (int i = count; i-- > 0;)
        done = say(keyboard, EV_KEY, pressed[i], 0) && say(keyboard, EV_SYN, SYN_REPORT, 0) && done;
    return done;
}

static bool carry_out(char *line)
{
    int x, y;
    if (strncmp(line, "plug", 4) == 0)
        return plug();
    if (strncmp(line, "unplug", 6) == 0)
        return unplug();
    if (sscanf(line, "down %d %d", &x, &y) == 2)
        return down(x, y);
    if (sscanf(line, "move %d %d", &x, &y) == 2)
        return place(x, y);
    if (strncmp(line, "up", 2) == 0)
        return up();
    if (sscanf(line, "tap %d %d", &x, &y) == 2)
        return down(x, y) && usleep(PRESS_US) == 0 && up();
    if (strncmp(line, "keys ", 5) == 0)
        return keys(line + 5);
    return false;
}

int main(int argc, char **argv)
{
    width = argc == 3 ? atoi(argv[1]) : 0;
    height = argc == 3 ? atoi(argv[2]) : 0;
    if (width <= 0 || height <= 0) {
        fputs("finger WIDTH HEIGHT\n", stderr);
        return 2;
    }
    for (char line[256]; fgets(line, sizeof line, stdin);) {
        puts(carry_out(line) ? "done" : "wrong");
        fflush(stdout);
    }
    return 0;
}
