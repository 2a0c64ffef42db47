// The self-test of the player's confinement: each thing a decoder that has been taken over would
// want is tried, Landlock before seccomp hides it, and then a real video must still play.
#include "self_test.h"

#include "confine.h"
#include "decoder.h"
#include "probe.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static bool opens(const char *path, int flags)
{
    int fd = open(path, flags | O_CLOEXEC, 0600);
    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

static bool read_file(void)
{
    return opens("/etc/passwd", O_RDONLY);
}

static bool read_folder(void)
{
    return opens("/", O_RDONLY | O_DIRECTORY);
}

static bool write_file(void)
{
    if (!opens("/tmp/physio-kiosk-self-test", O_WRONLY | O_CREAT))
        return false;
    unlink("/tmp/physio-kiosk-self-test");
    return true;
}

static bool make_socket(int family)
{
    int fd = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

static bool network(void)
{
    return make_socket(AF_INET);
}

static bool local_socket(void)
{
    return make_socket(AF_UNIX);
}

static bool new_process(void)
{
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    if (child > 0)
        waitpid(child, NULL, 0);
    return child >= 0;
}

static bool exec_program(void)
{
    // A file that is surely no program tells refusal (EPERM, EACCES) from a try (ENOEXEC, ENOENT)
    // without losing this process where exec is allowed.
    execl("/nonexistent-program", "program", (char *)NULL);
    return errno != EPERM && errno != EACCES;
}

static bool signal_others(void)
{
    return kill(getppid(), 0) == 0;
}

static bool trace_others(void)
{
    return ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0;
}

static bool lift_limits(void)
{
    struct rlimit limit = {RLIM_INFINITY, RLIM_INFINITY};
    return setrlimit(RLIMIT_NOFILE, &limit) == 0;
}

static bool take_memory(void)
{
    return mmap(NULL, (size_t)4 << 30, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

static const struct {
    const char *what;
    bool (*succeeds)(void);
    bool by_landlock; // refused already before seccomp
} attempts[] = {
    {"reading a file", read_file, true},
    {"reading a folder", read_folder, true},
    {"writing a file", write_file, true},
    {"a network socket", network, false},
    {"a local socket", local_socket, false},
    {"a new process", new_process, false},
    {"running a program", exec_program, false},
    {"signalling another process", signal_others, false},
    {"tracing a process", trace_others, false},
    {"lifting a limit", lift_limits, false},
    {"memory past the limit", take_memory, false},
};

static bool try_all(const char *layer, bool only_landlock)
{
    bool good = true;
    for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++) {
        if (only_landlock && !attempts[i].by_landlock)
            continue;
        if (attempts[i].succeeds == take_memory && !CONFINE_LIMITS_MEMORY)
            continue;
        errno = 0;
        bool succeeded = attempts[i].succeeds();
        printf("%s  %s: %s (%s)\n", succeeded ? "ALLOWED" : "refused", layer, attempts[i].what,
               succeeded ? "must be refused" : strerror(errno));
        good = good && !succeeded;
    }
    return good;
}

static bool try_decoding(struct decoder *decoder, struct frames *frames, int fd)
{
    struct probe_result result;
    bool answered = probe_run(decoder, frames, fd, &result, NULL, NULL);
    bool good = answered && result.playable;
    printf("%s  decoding a video: %s\n", good ? "works  " : "FAILED ",
           good ? "picture at the beginning and at the end" : result.problem);
    return good;
}

static bool confine_and_try(int memory_mb)
{
    if (!confine_limits(0, memory_mb)) {
        printf("FAILED   limits: %s\n", strerror(errno));
        return false;
    }
    bool good = true;
    switch (confine_files()) {
    case CONFINE_FILES_DONE:
        good = try_all("Landlock", true);
        break;
    case CONFINE_FILES_UNKNOWN:
        printf("absent   Landlock: this kernel has none, seccomp stands alone\n");
        break;
    case CONFINE_FILES_FAILED:
        printf("FAILED   Landlock: %s\n", strerror(errno));
        good = false;
        break;
    }
    if (!confine_calls()) {
        printf("FAILED   seccomp: %s\n", strerror(errno));
        return false;
    }
    return try_all("seccomp", false) && good;
}

bool self_test_run(int fd, int memory_mb)
{
    struct frames frames = {.fd = -1};
    const char *problem = "no shared memory";
    struct decoder *decoder = frames_make(&frames) ? decoder_open(&problem) : NULL;
    bool good = false;
    if (decoder) {
        good = confine_and_try(memory_mb);
        good = try_decoding(decoder, &frames, fd) && good;
    } else {
        printf("FAILED   %s\n", problem);
    }
    decoder_close(decoder);
    frames_destroy(&frames);
    return good;
}
