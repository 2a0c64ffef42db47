// physio-kiosk-player: the child that owns libvlc. It reads nothing but the descriptors it is
// handed, writes nothing but the shared ring and short reports, and may be killed at any moment.
// One thread of its own; libvlc's threads publish pictures.
#include "confine.h"
#include "decoder.h"
#include "frames.h"
#include "probe.h"
#include "self_test.h"
#include "show.h"
#include "wire.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DONE = 0, REFUSED = 1, MISUSE = 2, MEMORY_MB = 1024 };

struct child {
    int socket;
    struct frames frames;
    struct decoder *decoder;
    struct show show;
};

static void report(int socket, const struct wire_report *report)
{
    // A queue that is full belongs to a kiosk that reads nothing any more: it looks at the shared
    // memory when it wakes up, and asks again for what it misses.
    if (wire_send(socket, report, sizeof *report, -1) == WIRE_GONE)
        _exit(DONE);
}

static void on_picture(void *context) // display thread
{
    struct child *child = context;
    report(child->socket, &(struct wire_report){.kind = WIRE_FRAME});
}

static bool command_waits(void *context)
{
    struct child *child = context;
    return poll(&(struct pollfd){.fd = child->socket, .events = POLLIN}, 1, 0) > 0;
}

static void probe(struct child *child, const struct wire_command *command, int fd)
{
    show_stop(&child->show); // the kiosk asks only while nothing plays
    struct probe_result result;
    struct wire_report answer = {.token = command->token};
    if (probe_run(child->decoder, &child->frames, fd, &result, command_waits, child)) {
        answer.kind = WIRE_PROBED;
        answer.playable = result.playable;
        answer.video_w = result.w;
        answer.video_h = result.h;
        answer.duration_ms = result.duration_ms;
        snprintf(answer.text, sizeof answer.text, "%s", result.problem);
    } else {
        answer.kind = WIRE_ABANDONED;
    }
    report(child->socket, &answer);
    close(fd);
}

static void obey(struct child *child, const struct wire_command *command, int fd)
{
    struct wire_report answer = {.kind = WIRE_TAKEN, .generation = command->generation};
    bool failed = false;
    bool needs_file = command->kind == WIRE_PLAY || command->kind == WIRE_PROBE;
    if (needs_file != (fd >= 0))
        _exit(MISUSE); // not our kiosk
    switch (command->kind) {
    case WIRE_PLAY:
        report(child->socket, &answer);
        failed = show_begin(&child->show, command, fd, &answer);
        break;
    case WIRE_PAUSE:
        failed = show_pause(&child->show, command->paused, &answer);
        break;
    case WIRE_STOP:
        show_stop(&child->show);
        break;
    case WIRE_PROBE:
        probe(child, command, fd);
        break;
    default:
        break;
    }
    if (failed)
        report(child->socket, &answer);
}

static void serve(struct child *child)
{
    for (;;) {
        struct pollfd wait = {.fd = child->socket, .events = POLLIN};
        if (poll(&wait, 1, show_wait_ms(&child->show)) < 0 && errno != EINTR)
            return;
        struct wire_command command;
        int fd = -1;
        enum wire_result got;
        while ((got = wire_receive(child->socket, &command, sizeof command, &fd)) == WIRE_OK)
            obey(child, &command, fd);
        if (got == WIRE_GONE)
            return;
        struct wire_report answer;
        if (show_step(&child->show, &answer))
            report(child->socket, &answer);
    }
}

static bool confine(int parent, int memory_mb, bool *landlock)
{
    const char *step = "limits";
    if (confine_limits(parent, memory_mb)) {
        step = "Landlock";
        enum confine_files files = confine_files();
        *landlock = files == CONFINE_FILES_DONE;
        if (files != CONFINE_FILES_FAILED) {
            step = "seccomp";
            if (confine_calls())
                return true;
        }
    }
    fprintf(stderr, "physio-kiosk-player: cannot be confined (%s: %s)\n", step, strerror(errno));
    return false;
}

static int number(const char *text)
{
    char *end;
    errno = 0;
    long value = strtol(text, &end, 10);
    return errno || *end || end == text || value < 0 || value > 1 << 30 ? -1 : (int)value;
}

static int run_child(char *const arguments[4])
{
    int ring = number(arguments[1]), parent = number(arguments[2]),
        memory_mb = number(arguments[3]);
    static struct child child; // libvlc's threads may look at it until the process is gone
    child.socket = number(arguments[0]);
    if (child.socket < 0 || ring < 0 || parent < 1 || memory_mb < 1)
        return MISUSE;
    const char *problem = "the shared memory is not what it must be";
    child.decoder = frames_join(&child.frames, ring) ? decoder_open(&problem) : NULL;
    if (!child.decoder) {
        fprintf(stderr, "physio-kiosk-player: %s\n", problem);
        return REFUSED;
    }
    child.show = (struct show){.decoder = child.decoder,
                               .frames = &child.frames,
                               .woke = on_picture,
                               .context = &child,
                               .fd = -1};
    bool landlock = false;
    if (!confine(parent, memory_mb, &landlock))
        return REFUSED;
    struct wire_report ready = {.kind = WIRE_READY};
    snprintf(ready.text, sizeof ready.text, "confined by seccomp%s",
             landlock ? " and Landlock" : "; this kernel has no Landlock");
    report(child.socket, &ready);
    serve(&child);
    _exit(DONE); // the kiosk is gone: no time for libvlc's goodbyes
}

static int open_media(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY); // a pipe must not hold us
    if (fd < 0)
        printf("cannot be opened: %s\n", strerror(errno));
    return fd;
}

static int run_probe(const char *path)
{
    struct frames frames = {.fd = -1};
    const char *problem = "no shared memory";
    int fd = open_media(path);
    if (fd < 0)
        return REFUSED;
    struct decoder *decoder = frames_make(&frames) ? decoder_open(&problem) : NULL;
    struct probe_result result = {.problem = problem};
    bool landlock;
    if (!decoder) {
        fprintf(stderr, "physio-kiosk-player: %s\n", problem);
        return REFUSED;
    }
    if (!confine(0, MEMORY_MB, &landlock))
        return REFUSED;
    if (!probe_run(decoder, &frames, fd, &result, NULL, NULL) || !result.playable)
        printf("%s\n", result.problem);
    else
        printf("%d %d %lld\n", result.w, result.h, (long long)result.duration_ms);
    decoder_close(decoder);
    frames_destroy(&frames);
    close(fd);
    return result.playable ? DONE : REFUSED;
}

static int run_self_test(const char *path)
{
    int fd = open_media(path);
    if (fd < 0)
        return REFUSED;
    bool good = self_test_run(fd, MEMORY_MB);
    close(fd);
    return good ? DONE : REFUSED;
}

static int run(int count, char **arguments)
{
    if (count == 6 && strcmp(arguments[1], "--child") == 0)
        return run_child(arguments + 2);
    if (count == 3 && strcmp(arguments[1], "--probe") == 0)
        return run_probe(arguments[2]);
    if (count == 3 && strcmp(arguments[1], "--self-test") == 0)
        return run_self_test(arguments[2]);
    fputs("usage: physio-kiosk-player --probe FILE | --self-test VIDEO\n", stderr);
    return MISUSE;
}

int main(int count, char **arguments)
{
    mallopt(M_ARENA_MAX, 2); // each arena reserves 64 MiB of the address space
    int status = run(count, arguments);
    fflush(stdout);
    _exit(status); // exit handlers of forty libraries expect more than is allowed here
}
