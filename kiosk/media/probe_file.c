// Runs the player program once to look at one file. Blocking: for the command line and for tests.
#include "player.h"

#include "clock.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LIMIT_MS = 60000 };

static pid_t spawn_probe(const char *program, const char *path, int output)
{
    char *const arguments[] = {(char[]){"physio-kiosk-player"}, (char[]){"--probe"},
                               (char *)(uintptr_t)path, NULL};
    char *const environment[] = {(char[]){"LC_ALL=C.UTF-8"}, NULL};
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
    posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
    pid_t pid = 0;
    errno = posix_spawn(&pid, program, &files, NULL, arguments, environment);
    posix_spawn_file_actions_destroy(&files);
    return errno ? -1 : pid;
}

// The first line that comes, without its end. Empty if none came in time.
static void read_line(int fd, char *line, size_t room)
{
    size_t length = 0;
    int64_t limit = clock_ms() + LIMIT_MS;
    while (length + 1 < room) {
        int64_t left = limit - clock_ms();
        if (left <= 0 || poll(&(struct pollfd){.fd = fd, .events = POLLIN}, 1, (int)left) <= 0)
            break;
        ssize_t got = read(fd, line + length, room - 1 - length);
        if (got <= 0)
            break;
        length += (size_t)got;
    }
    line[length] = '\0';
    line[strcspn(line, "\n")] = '\0';
}

static bool read_info(const char *line, struct media_info *info)
{
    long long duration_ms;
    if (sscanf(line, "%d %d %lld", &info->w, &info->h, &duration_ms) != 3)
        return false;
    info->duration_ms = duration_ms;
    return info->w > 0 && info->h > 0 && duration_ms >= 0;
}

bool player_probe_file(const char *program, const char *path, struct media_info *info,
                       char *problem, int problem_bytes)
{
    *info = (struct media_info){0};
    int ends[2] = {-1, -1};
    pid_t pid = pipe2(ends, O_CLOEXEC) == 0 ? spawn_probe(program, path, ends[1]) : -1;
    int reason = errno;
    if (ends[1] >= 0)
        close(ends[1]);
    char line[256] = "";
    int status = 0;
    if (pid > 0) {
        read_line(ends[0], line, sizeof line);
        kill(pid, SIGKILL); // it has closed its output, or it had its time
        waitpid(pid, &status, 0);
    }
    if (ends[0] >= 0)
        close(ends[0]);
    if (pid > 0 && read_info(line, info))
        return true;
    *info = (struct media_info){0};
    if (pid < 0)
        snprintf(problem, (size_t)problem_bytes, "%s does not start: %s", program,
                 strerror(reason));
    else
        snprintf(problem, (size_t)problem_bytes, "%s",
                 *line ? line : "the decoder crashed or hung on this file");
    return false;
}
