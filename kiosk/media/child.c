// Starts, ends and restarts the player child. Main thread of the kiosk.
#define LOG_TAG "player"
#include "child.h"

#include "clock.h"
#include "log.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    CHILD_SOCKET = 3, // descriptors of the new process
    CHILD_RING = 4,
    CHILD_REST = 5,
    PROVED_MS = 10000, // a child that lived so long did not die at once
    RESTART_MS = 200,  // first pause between restarts; doubles
    RESTART_MAX_MS = 10000,
};

// Nothing of the kiosk's own environment (display, home) is a decoder's business.
static char *const environment[] = {"LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin", NULL};

static int spawn(struct child *child, const char *program, int memory_mb, int socket, int ring)
{
    char numbers[4][16];
    snprintf(numbers[0], sizeof numbers[0], "%d", CHILD_SOCKET);
    snprintf(numbers[1], sizeof numbers[1], "%d", CHILD_RING);
    snprintf(numbers[2], sizeof numbers[2], "%d", (int)getpid());
    snprintf(numbers[3], sizeof numbers[3], "%d", memory_mb);
    char *const arguments[] = {(char[]){"physio-kiosk-player"},
                               (char[]){"--child"},
                               numbers[0],
                               numbers[1],
                               numbers[2],
                               numbers[3],
                               NULL};
    posix_spawn_file_actions_t files;
    posix_spawnattr_t how;
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&files, socket, CHILD_SOCKET);
    posix_spawn_file_actions_adddup2(&files, ring, CHILD_RING);
    posix_spawn_file_actions_addclosefrom_np(&files, CHILD_REST);
    posix_spawnattr_init(&how);
    posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    posix_spawnattr_setsigmask(&how, &none);
    posix_spawnattr_setsigdefault(&how, &all);
    int failed = posix_spawn(&child->pid, program, &files, &how, arguments, environment);
    posix_spawnattr_destroy(&how);
    posix_spawn_file_actions_destroy(&files);
    return failed;
}

static void close_if_open(int fd)
{
    if (fd >= 0)
        close(fd);
}

void child_init(struct child *child)
{
    *child = (struct child){.socket = -1, .frames = {.fd = -1}};
}

bool child_start(struct child *child, const char *program, int memory_mb)
{
    child->lost = NULL;
    child->ready = child->proved = false;
    child->started_ms = clock_ms();
    int pair[2] = {-1, -1}, socket = -1, ring = -1, failed = 0;
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, pair) != 0 ||
        !frames_make(&child->frames))
        failed = errno;
    if (!failed) {
        // Out of the way of the numbers the child gets, which are filled one after the other.
        socket = fcntl(pair[1], F_DUPFD_CLOEXEC, CHILD_REST);
        ring = fcntl(child->frames.fd, F_DUPFD_CLOEXEC, CHILD_REST);
        failed = socket < 0 || ring < 0 ? errno : spawn(child, program, memory_mb, socket, ring);
    }
    close_if_open(socket);
    close_if_open(ring);
    close_if_open(pair[1]);
    if (!failed) {
        child->socket = pair[0];
        child->starts++;
        return true;
    }
    log_error("%s does not start: %s", program, strerror(failed));
    close_if_open(pair[0]);
    frames_destroy(&child->frames);
    child->pid = 0;
    child->cannot_start = true;
    child->start_at_ms = child->started_ms + RESTART_MAX_MS;
    return false;
}

static int64_t restart_pause(const struct child *child)
{
    if (child->failures < 2)
        return 0;
    int64_t pause = RESTART_MS;
    for (int i = 2; i < child->failures && pause < RESTART_MAX_MS; i++)
        pause *= 2;
    return pause < RESTART_MAX_MS ? pause : RESTART_MAX_MS;
}

static void bury(struct child *child)
{
    kill(child->pid, SIGKILL);
    int place = 0;
    while (place < CHILD_GONE_MAX - 1 && child->gone[place])
        place++;
    if (child->gone[place]) // eight that do not die: waiting is all that is left
        waitpid(child->gone[place], NULL, 0);
    child->gone[place] = child->pid;
    child->pid = 0;
}

void child_end(struct child *child, struct frames *kept)
{
    if (child->lost)
        log_warning("the player child %d is replaced: %s", (int)child->pid, child->lost);
    child_reap(child);
    if (child->pid > 0)
        bury(child);
    close_if_open(child->socket);
    child->socket = -1;
    if (kept)
        *kept = child->frames;
    else
        frames_destroy(&child->frames);
    child->frames = (struct frames){.fd = -1};
    int64_t now = clock_ms();
    bool good = child->proved || now - child->started_ms > PROVED_MS;
    child->failures = good ? 0 : child->failures + 1;
    child->cannot_start = !child->ready;
    child->ready = false;
    child->start_at_ms = now + restart_pause(child);
    child_reap(child);
}

void child_reap(struct child *child)
{
    for (int i = 0; i < CHILD_GONE_MAX; i++)
        if (child->gone[i] && waitpid(child->gone[i], NULL, WNOHANG) != 0)
            child->gone[i] = 0; // reaped, or somebody else did it
}

bool child_unreaped(const struct child *child)
{
    for (int i = 0; i < CHILD_GONE_MAX; i++)
        if (child->gone[i])
            return true;
    return false;
}

long child_resident_kb(const struct child *child)
{
    char path[40];
    snprintf(path, sizeof path, "/proc/%d/statm", (int)child->pid);
    FILE *file = child->pid > 0 ? fopen(path, "re") : NULL;
    if (!file)
        return 0;
    long total = 0, resident = 0;
    if (fscanf(file, "%ld %ld", &total, &resident) != 2)
        resident = 0;
    fclose(file);
    return resident * (sysconf(_SC_PAGESIZE) / 1024);
}

void child_destroy(struct child *child)
{
    child_end(child, NULL);
    for (int i = 0; i < CHILD_GONE_MAX; i++)
        if (child->gone[i])
            waitpid(child->gone[i], NULL, 0);
    memset(child->gone, 0, sizeof child->gone);
}
