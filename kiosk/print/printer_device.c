// Both ends of the question to the printer itself: see printer_device.h. No thread of its own.
#include "printer_device.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "printer_queue.h"
#include "str.h"

// Shorter than the printer's thread is waited for at the end.
enum { WAIT_S = 4, CALL_MS = 3000, NAME_BYTES = 256 };

static int connect_unit(void)
{
    const char *given = getenv("KIOSK_PRINTER_SOCKET"); // tests
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s",
             given ? given : "/run/physio-kiosk-printer.sock");
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct timeval limit = {.tv_sec = WAIT_S};
    if (fd >= 0 && (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit) != 0 ||
                    connect(fd, (struct sockaddr *)&address, sizeof address) != 0)) {
        close(fd);
        fd = -1;
    }
    return fd;
}

static enum printer_problem problem_of_code(const char *code)
{
    for (enum printer_problem problem = PROBLEM_NONE + 1; problem <= PROBLEM_STUCK_JOB; problem++)
        if (str_equal(code, printer_problem_code(problem)))
            return problem;
    return PROBLEM_NONE;
}

enum printer_problem device_problem(const char *queue)
{
    int fd = connect_unit();
    if (fd < 0)
        return PROBLEM_NONE;
    char word[16] = "";
    char *line = str_format("%s\n", queue ? queue : "");
    if (send(fd, line, strlen(line), MSG_NOSIGNAL) == (ssize_t)strlen(line)) {
        ssize_t got =
            recv(fd, word, sizeof word - 1, MSG_WAITALL); // to its end, or till time is up
        word[got > 0 ? got : 0] = 0;
        word[strcspn(word, "\n")] = 0;
    }
    free(line);
    close(fd);
    return problem_of_code(word);
}

enum printer_problem device_ask(const char *queue)
{
    char line[NAME_BYTES] = "";
    if (!queue && !isatty(STDIN_FILENO)) {
        if (!fgets(line, sizeof line, stdin))
            line[0] = 0;
        line[strcspn(line, "\n")] = 0;
        queue = line[0] ? line : NULL;
    }
    queue_prepare_thread();
    struct queue asked = {.name = queue, .limit_ms = CALL_MS};
    return queue_ask_device(&asked);
}
