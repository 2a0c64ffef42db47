// Speaks to the kiosk's control socket from scripts: each request is one JSON object, each answer
// one line on standard output. One thread, no state.
//
// kioskctl [--get MEMBER] SOCKET REQUEST...
// Waits up to 10 s for the socket. --get prints that member of each answer alone, strings without
// quotes. Exit: 0 all answered; 1 an answer holds "error" or lacks MEMBER (nothing more is asked
// then); 2 misuse, no socket, no answer.

#include <cjson/cJSON.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { SOCKET_WAIT_MS = 10000, STEP_MS = 20, ANSWER_S = 60 };

static void wait_ms(long ms)
{
    nanosleep(&(struct timespec){.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000}, NULL);
}

// A connected stream, or NULL. The socket may not be there yet, or not listen yet.
static FILE *connect_to(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path) {
        fprintf(stderr, "kioskctl: the path of the socket is too long: %s\n", path);
        return NULL;
    }
    strcpy(address.sun_path, path);
    for (int waited = 0;; waited += STEP_MS) {
        int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address) == 0) {
            setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &(struct timeval){.tv_sec = ANSWER_S},
                       sizeof(struct timeval));
            return fdopen(fd, "r+");
        }
        int cause = errno;
        if (fd >= 0)
            close(fd);
        if ((cause != ENOENT && cause != ECONNREFUSED) || waited >= SOCKET_WAIT_MS) {
            fprintf(stderr, "kioskctl: %s: %s\n", path, strerror(cause));
            return NULL;
        }
        wait_ms(STEP_MS);
    }
}

// Prints the answer, or the member asked for. Returns the exit code.
static int show(const char *line, const char *member)
{
    cJSON *answer = cJSON_Parse(line);
    const cJSON *value = member ? cJSON_GetObjectItemCaseSensitive(answer, member) : answer;
    int code = 0;
    if (!cJSON_IsObject(answer)) {
        fprintf(stderr, "kioskctl: not a JSON object: %s", line);
        code = 2;
    } else if (cJSON_HasObjectItem(answer, "error") || !value) {
        fputs(line, member ? stderr : stdout);
        code = 1;
    } else if (!member) {
        fputs(line, stdout);
    } else if (cJSON_IsString(value)) {
        puts(value->valuestring);
    } else {
        char *text = cJSON_PrintUnformatted(value);
        puts(text ? text : "");
        free(text);
    }
    cJSON_Delete(answer);
    return code;
}

static int ask(FILE *kiosk, const char *request, const char *member)
{
    static char *line; // reused by each request
    static size_t size;
    // Between writing and reading a stream open for both must be repositioned or flushed.
    if (fprintf(kiosk, "%s\n", request) < 0 || fflush(kiosk) != 0 ||
        getline(&line, &size, kiosk) < 0) {
        fprintf(stderr, "kioskctl: no answer to %s\n", request);
        return 2;
    }
    return show(line, member);
}

int main(int argc, char **argv)
{
    const char *member = NULL;
    int i = 1;
    if (argc > 2 && strcmp(argv[1], "--get") == 0) {
        member = argv[2];
        i = 3;
    }
    if (argc - i < 2) {
        fputs("Usage: kioskctl [--get MEMBER] SOCKET REQUEST...\n", stderr);
        return 2;
    }
    FILE *kiosk = connect_to(argv[i]);
    if (!kiosk)
        return 2;
    int code = 0;
    for (i++; i < argc && code == 0; i++)
        code = ask(kiosk, argv[i], member);
    fclose(kiosk);
    return code;
}
