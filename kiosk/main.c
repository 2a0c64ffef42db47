// Arguments and sub-commands. `physio-kiosk` alone, or `physio-kiosk run`, is the kiosk.
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app.h"
#include "commands.h"
#include "file.h"
#include "publish_command.h"
#include "str.h"

enum { EXIT_FAILED = 1, EXIT_MISUSE = 2 };

static const char usage[] =
    "physio-kiosk [run] [options]        the kiosk\n"
    "  --content DIR   --videos DIR      folders to show (default: those that came with it)\n"
    "  --state DIR                       what the kiosk keeps: staff code, monthly totals (default: $STATE_DIRECTORY)\n"
    "  --window WxH                      in a window, not on the whole display\n"
    "  --language xx                     first language; en-XA and ar-XB are for testing\n"
    "  --demo                            show pages that nobody has signed yet, marked \"Demonstration\"\n"
    "  --renderer gpu|surface            instead of choosing by itself\n"
    "  --rotate 0|90|180|270             how far the screen hangs turned, clockwise, instead of clinic.yaml\n"
    "  --control PATH                    control socket for tests\n"
    "physio-kiosk check [DIR]            what is wrong with a content folder: exit 1 if there is an error\n"
    "  --reading                         how hard each English page is to read, and what to shorten\n"
    "physio-kiosk publish [--state DIR] [--staff DIR]   takes over the staff's folder, verified\n"
    "  --watch                           goes on, whenever something changes in it\n"
    "  --settle SECONDS                  how long the folder must be quiet first (4)\n"
    "  --accept-smaller                  though more than half of it, or the warning signs, would vanish\n"
    "physio-kiosk handout TOPIC [--language xx] [--paper a4|letter] [--large] --output FILE.pdf\n"
    "physio-kiosk pin [--state DIR]      chooses the staff code anew; it is typed unseen, or one line of standard input\n"
    "physio-kiosk counts [--state DIR]   monthly totals as CSV; values below five stand as <5\n"
    "physio-kiosk status [--json]        how the kiosk does: exit 1 if something wants looking after\n"
    "physio-kiosk printer [QUEUE]        asks the printer itself: ready, or what is wrong; without a queue its name is a line of standard input\n"
    "physio-kiosk --version | --help\n";

static volatile sig_atomic_t asked_to_stop;

static void on_signal(int number)
{
    (void)number;
    asked_to_stop = 1;
}

// The two signals are let in only while the loop waits, so that none is missed between looking and
// waiting.
static void take_signals(void)
{
    struct sigaction action = {.sa_handler = on_signal};
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGINT, &action, NULL);
    sigset_t both;
    sigemptyset(&both);
    sigaddset(&both, SIGTERM);
    sigaddset(&both, SIGINT);
    sigprocmask(SIG_BLOCK, &both, NULL);
}

static int misuse(const char *why, const char *what)
{
    fprintf(stderr, "physio-kiosk: %s: %s\n", why, what);
    return EXIT_MISUSE;
}

static bool read_window(const char *text, int *w, int *h)
{
    char rest;
    return sscanf(text, "%dx%d%c", w, h, &rest) == 2 && *w >= 320 && *h >= 320 && *w <= 7680 &&
           *h <= 7680;
}

// 0, or the exit code.
static int read_options(int argc, char **argv, struct app_options *o, bool *done)
{
    static const struct option options[] = {
        {"content", required_argument, NULL, 'c'},  {"videos", required_argument, NULL, 'v'},
        {"window", required_argument, NULL, 'w'},   {"language", required_argument, NULL, 'l'},
        {"demo", no_argument, NULL, 'd'},           {"control", required_argument, NULL, 's'},
        {"renderer", required_argument, NULL, 'r'}, {"rotate", required_argument, NULL, 'R'},
        {"help", no_argument, NULL, 'h'},           {"version", no_argument, NULL, 'V'},
        {"state", required_argument, NULL, 'k'},    {0}};
    opterr = 0;
    for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        switch (c) {
        case 'c':
            o->content = optarg;
            break;
        case 'v':
            o->videos = optarg;
            break;
        case 'k':
            o->state = optarg;
            break;
        case 'w':
            if (!read_window(optarg, &o->window_w, &o->window_h))
                return misuse("--window is a size such as 1280x720, not", optarg);
            break;
        case 'l':
            if (!*optarg || strlen(optarg) > 12)
                return misuse("this is no language code", optarg);
            o->language = optarg;
            break;
        case 'd':
            o->demonstration = true;
            break;
        case 's':
            o->control = optarg;
            break;
        case 'r':
            if (!str_equal(optarg, "gpu") && !str_equal(optarg, "surface"))
                return misuse("--renderer is gpu or surface, not", optarg);
            o->way = str_equal(optarg, "gpu") ? CANVAS_GPU : CANVAS_SURFACE;
            break;
        case 'R':
            o->rotation = (int)strtol(optarg, NULL, 10);
            if (!str_equal(optarg, "0") && !str_equal(optarg, "90") && !str_equal(optarg, "180") &&
                !str_equal(optarg, "270"))
                return misuse("--rotate is 0, 90, 180 or 270, not", optarg);
            break;
        case 'h':
            fputs(usage, stdout);
            *done = true;
            return 0;
        case 'V':
            puts("physio-kiosk " KIOSK_VERSION);
            *done = true;
            return 0;
        default:
            return misuse("unknown option, or its value is missing", argv[optind - 1]);
        }
    }
    if (optind < argc)
        return misuse("not understood", argv[optind]);
    if (!folder_exists(o->content))
        return misuse("there is no such folder", o->content);
    if (!folder_exists(o->videos))
        return misuse("there is no such folder", o->videos);
    if (o->state && !folder_exists(o->state))
        return misuse("there is no such folder", o->state);
    return 0;
}

static int run(int argc, char **argv)
{
    struct places places = places_find();
    // The unit names it; on a data partition that is damaged it is missing, and the kiosk comes up all the same.
    const char *state = getenv("STATE_DIRECTORY");
    struct app_options options = {.rotation = -1,
                                  .content = places.content,
                                  .videos = places.videos,
                                  .state = state && folder_exists(state) ? state : NULL,
                                  .runtime = getenv("RUNTIME_DIRECTORY")};
    bool done = false;
    int code = read_options(argc, argv, &options, &done);
    if (!code && !done) {
        take_signals();
        options.stop = &asked_to_stop;
        struct app *app = mem_make(1, sizeof *app);
        if (app_open(app, &options))
            app_run(app);
        else
            code = asked_to_stop ? 0 : EXIT_FAILED;
        app_close(app);
        free(app);
    }
    places_destroy(&places);
    return code;
}

int main(int argc, char **argv)
{
    const char *command = argc > 1 ? argv[1] : "";
    if (str_equal(command, "check"))
        return command_check(argc - 1, argv + 1);
    if (str_equal(command, "handout"))
        return command_handout(argc - 1, argv + 1);
    if (str_equal(command, "pin"))
        return command_pin(argc - 1, argv + 1);
    if (str_equal(command, "counts"))
        return command_counts(argc - 1, argv + 1);
    if (str_equal(command, "status"))
        return command_status(argc - 1, argv + 1);
    if (str_equal(command, "printer"))
        return command_printer(argc - 1, argv + 1);
    if (str_equal(command, "publish"))
        return command_publish(argc - 1, argv + 1);
    if (str_equal(command, "run"))
        return run(argc - 1, argv + 1);
    if (command[0] && command[0] != '-')
        return misuse(
            "there is no such command (run, check, publish, handout, pin, counts, status, printer)",
            command);
    return run(argc, argv);
}
