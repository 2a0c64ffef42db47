// pin, counts, status and printer: what staff and administrators ask the kiosk from a terminal.
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "clock.h"
#include "commands.h"
#include "counts.h"
#include "file.h"
#include "pin.h"
#include "places.h"
#include "printer_device.h"
#include "staff.h"
#include "status.h"
#include "str.h"

enum { EXIT_GOOD = 0, EXIT_FAILED = 1, EXIT_MISUSE = 2, LINE_BYTES_MAX = 64 };

static int misuse(const char *why, const char *what)
{
    fprintf(stderr, "physio-kiosk: %s%s%s\n", why, what ? ": " : "", what ? what : "");
    return EXIT_MISUSE;
}

struct staff_arguments {
    const char *state, *runtime;
    bool json;
};

static const char *folder_of(const char *variable, const char *installed)
{
    const char *given = getenv(variable);
    return given && *given ? given : installed;
}

// `status` alone knows --json and --runtime.
static int read_arguments(int argc, char **argv, bool of_status, struct staff_arguments *a)
{
    static const struct option options[] = {{"state", required_argument, NULL, 's'},
                                            {"json", no_argument, NULL, 'j'},
                                            {"runtime", required_argument, NULL, 'r'},
                                            {0}};
    *a = (struct staff_arguments){.state = folder_of("STATE_DIRECTORY", STATE_FOLDER),
                                  .runtime = folder_of("RUNTIME_DIRECTORY", RUNTIME_FOLDER)};
    opterr = 0;
    for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        if (c == 's')
            a->state = optarg;
        else if (c == 'j' && of_status)
            a->json = true;
        else if (c == 'r' && of_status)
            a->runtime = optarg;
        else
            return misuse("unknown option, or its value is missing", argv[optind - 1]);
    }
    if (optind < argc)
        return misuse("not understood", argv[optind]);
    if (!folder_exists(a->state))
        return misuse("there is no such folder", a->state);
    return EXIT_GOOD;
}

// One line of standard input, unseen where somebody types it. False at its end.
static bool ask_unseen(const char *question, char line[LINE_BYTES_MAX])
{
    struct termios seen, unseen;
    bool terminal = tcgetattr(STDIN_FILENO, &seen) == 0;
    if (terminal) {
        fputs(question, stderr);
        unseen = seen;
        unseen.c_lflag &= ~(tcflag_t)ECHO;
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &unseen);
    }
    bool good = fgets(line, LINE_BYTES_MAX, stdin) != NULL;
    if (terminal) {
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &seen);
        fputs("\n", stderr);
    }
    line[good ? strcspn(line, "\r\n") : 0] = 0;
    return good;
}

static int choose_pin(const char *state, const char *digits)
{
    struct pin pin = pin_open(state, clock_ms());
    bool good = pin_choose(&pin, digits);
    if (!good)
        fprintf(stderr, "physio-kiosk: %s/pin cannot be written: %s\n", state, strerror(errno));
    else
        puts("The staff code is changed.");
    pin_close(&pin);
    return good ? EXIT_GOOD : EXIT_FAILED;
}

int command_pin(int argc, char **argv)
{
    struct staff_arguments a;
    int code = read_arguments(argc, argv, false, &a);
    if (code)
        return code;
    char first[LINE_BYTES_MAX], again[LINE_BYTES_MAX];
    if (!ask_unseen("New staff code, four numbers: ", first) || !staff_code_good(first))
        code = misuse("a staff code is four numbers, not all the same and not in a row", NULL);
    else if (isatty(STDIN_FILENO) &&
             (!ask_unseen("Once more: ", again) || !str_equal(first, again)))
        code = misuse("the two were not the same", NULL);
    else
        code = choose_pin(a.state, first);
    mem_wipe(first, sizeof first);
    mem_wipe(again, sizeof again);
    return code;
}

int command_counts(int argc, char **argv)
{
    struct staff_arguments a;
    int code = read_arguments(argc, argv, false, &a);
    if (code)
        return code;
    struct counts counts = counts_read(a.state);
    char *csv = counts_csv(&counts);
    fputs(csv, stdout);
    free(csv);
    counts_destroy(&counts);
    return EXIT_GOOD;
}

int command_status(int argc, char **argv)
{
    struct staff_arguments a;
    int code = read_arguments(argc, argv, true, &a);
    return code ? code : status_print(a.state, a.runtime, a.json, stdout);
}

int command_printer(int argc, char **argv)
{
    if (argc > 2)
        return misuse("printer takes one queue", NULL);
    enum printer_problem problem = device_ask(argc == 2 ? argv[1] : NULL);
    puts(problem == PROBLEM_NONE ? "ready" : printer_problem_code(problem));
    return problem == PROBLEM_NONE ? EXIT_GOOD : EXIT_FAILED;
}
