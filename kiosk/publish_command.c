// The publisher: once by hand, or for ever beside the kiosk. A process of its own with one thread,
// because a share may hang for minutes and the screen must not.
#define LOG_TAG "publish"
#include "publish_command.h"

#include <errno.h>
#include <getopt.h>
#include <grp.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "clock.h"
#include "file.h"
#include "image.h"
#include "log.h"
#include "places.h"
#include "publish.h"
#include "scan.h"
#include "store.h"
#include "store_watch.h"
#include "str.h"
#include "video_check.h"
#include "watch.h"

enum { EXIT_GOOD = 0, EXIT_FAILED = 1, EXIT_MISUSE = 2 };
enum { SETTLE_S = 4, LOOK_MS = 500, BAR_WIDTH = 32, NOTES_MAX = 10, TRIES_MAX = 100 };

struct publisher {
    char *state;
    const char *staff;
    int settle_ms;
    bool watch, smaller; // smaller: once, whatever stands there
    struct places places;
};

// ---- what it says

static void bar(const char *what, size_t done, size_t total)
{
    if (!isatty(STDERR_FILENO))
        return;
    char line[BAR_WIDTH + 1];
    int full = total ? (int)(done * BAR_WIDTH / total) : 0;
    for (int i = 0; i < BAR_WIDTH; i++)
        line[i] = i < full ? '#' : '.';
    line[BAR_WIDTH] = 0;
    fprintf(stderr, "\r\033[K[%s] %s %zu of %zu", line, what, done, total);
}

static void bar_end(void)
{
    if (isatty(STDERR_FILENO))
        fputs("\r\033[K", stderr);
}

static void progress(void *context, const char *what, size_t done, size_t total)
{
    (void)context;
    bar(what, done, total);
}

static void progress_of_videos(size_t done, size_t total)
{
    bar("Checking videos", done, total);
}

static void print_lines(const char *kind, const struct report_line *lines, size_t count,
                        size_t most, size_t more)
{
    size_t shown = count < most ? count : most;
    more += count - shown;
    for (size_t i = 0; i < shown; i++) {
        printf("  %s%s", kind, lines[i].file);
        if (lines[i].line)
            printf(":%d", lines[i].line);
        printf(": %s%s\n", lines[i].text,
               lines[i].kept ? " (patients go on seeing the last good one)" : "");
    }
    if (more)
        printf("  %s%zu more stand in report.json\n", kind, more);
}

static int print_report(const struct report *report)
{
    char *sentence = report_sentence(report);
    bar_end();
    printf("%s\n", sentence);
    print_lines("refused: ", report->refused, report->refused_count, SIZE_MAX,
                report->refused_more);
    print_lines("note: ", report->warnings, report->warnings_count, NOTES_MAX,
                report->warnings_more);
    if (report->outcome == REPORT_HELD)
        puts("  to take it over all the same: physio-kiosk publish --accept-smaller");
    if (report->note)
        printf("  note: %s\n", report->note);
    fflush(stdout);
    free(sentence);
    bool good = report->outcome == REPORT_PUBLISHED || report->outcome == REPORT_UNCHANGED;
    return good && !report->refused_count ? EXIT_GOOD : EXIT_FAILED;
}

static void log_report(const struct report *report)
{
    char *sentence = report_sentence(report);
    if (report->outcome == REPORT_PUBLISHED)
        log_info("generation %04d: %s", report->generation, sentence);
    else if (report->outcome != REPORT_UNCHANGED || report->refused_count)
        log_warning("%s", sentence);
    free(sentence);
}

// ---- what it does

static char *check_videos(void *context, struct publish_video *videos, size_t count)
{
    const struct publisher *publisher = context;
    return video_check(publisher->places.player, videos, count, progress_of_videos);
}

static char *check_picture(void *context, const char *path)
{
    (void)context;
    enum { SIDE = 64 };
    struct pixels pixels = {0};
    bool good = image_load_for(path, SIDE, SIDE, &pixels);
    pixels_destroy(&pixels);
    return good ? NULL
                : str_copy(
                      "this picture cannot be shown: it is damaged, or larger than 40 megapixels");
}

// `held`: of which set staff read what would vanish, and said that it is meant; 0: of none.
static enum publish_end publish_now(struct publisher *publisher, uint64_t held,
                                    struct report *report)
{
    struct publish_options options = {
        .state = publisher->state,
        .staff = publisher->staff,
        .accept_smaller = publisher->smaller,
        .accept_held = held,
        .progress = progress,
        .check_videos = check_videos,
        .check_picture = check_picture,
        .context = publisher,
    };
    return publish(&options, report);
}

// Until the folder has been quiet for so long.
static void settle(const struct publisher *publisher)
{
    uint64_t tree = 0;
    int64_t since = clock_ms();
    while (clock_ms() - since < publisher->settle_ms) {
        struct scan scan = scan_folder(publisher->staff, NULL, NULL);
        if (scan.tree != tree)
            since = clock_ms();
        tree = scan.tree;
        scan_destroy(&scan);
        progress(NULL, "Waiting until the folder is quiet", (size_t)(clock_ms() - since),
                 (size_t)publisher->settle_ms);
        poll(NULL, 0, publisher->settle_ms < LOOK_MS ? publisher->settle_ms : LOOK_MS);
    }
}

static int once(struct publisher *publisher)
{
    struct report report;
    enum publish_end end;
    int tries = 0;
    do {
        settle(publisher);
        end = publish_now(publisher, 0, &report);
        if (end == PUBLISH_AGAIN && ++tries < TRIES_MAX)
            report_destroy(&report);
        else
            end = PUBLISH_DONE;
    } while (end == PUBLISH_AGAIN);
    int code = print_report(&report);
    report_destroy(&report);
    return code;
}

static void publish_quietly(struct publisher *publisher, uint64_t held)
{
    struct report report;
    while (publish_now(publisher, held, &report) == PUBLISH_AGAIN) {
        report_destroy(&report);
        settle(publisher);
        held = 0; // it is another set now
    }
    log_report(&report);
    report_destroy(&report);
}

static int watch_for_ever(struct publisher *publisher)
{
    if (!store_prepare(publisher->state)) {
        fprintf(stderr, "physio-kiosk: %s: %s\n", publisher->state, strerror(errno));
        return EXIT_FAILED;
    }
    const char *roots[] = {publisher->staff};
    struct watch *watch = watch_open(roots, 1, publisher->settle_ms);
    struct store_watch *wishes = store_watch_open(publisher->state);
    settle(publisher);
    publish_quietly(publisher, 0);
    publisher->smaller = false;
    for (;;) {
        struct pollfd fds[] = {{.fd = watch_fd(watch), .events = POLLIN},
                               {.fd = store_watch_fd(wishes), .events = POLLIN}};
        int64_t wait = watch_deadline_ms(watch) - clock_ms();
        poll(fds, 2, wait < 0 ? 0 : (int)wait);
        store_watch_handle(wishes);
        uint64_t held = 0;
        unsigned wished = store_take_wishes(publisher->state, &held);
        if (watch_handle(watch, clock_ms()) || wished)
            publish_quietly(publisher, wished & STORE_WISH_SMALLER ? held : 0);
    }
}

// ---- how it is asked

// What an administrator left as root the kiosk's own publisher could not replace: from here on it is
// the user whose folder it is.
static bool become_owner(const char *state)
{
    struct stat folder;
    if (geteuid() != 0 || stat(state, &folder) != 0 || folder.st_uid == 0)
        return true;
    const struct passwd *owner = getpwuid(folder.st_uid);
    gid_t group = owner ? owner->pw_gid : folder.st_gid;
    return (owner ? initgroups(owner->pw_name, group) : setgroups(1, &group)) == 0 &&
           setgid(group) == 0 && setuid(folder.st_uid) == 0;
}

static int misuse(const char *why, const char *what)
{
    fprintf(stderr, "physio-kiosk: %s%s%s\n", why, what ? ": " : "", what ? what : "");
    return EXIT_MISUSE;
}

static int read_arguments(int argc, char **argv, struct publisher *p, const char **state)
{
    static const struct option options[] = {
        {"state", required_argument, NULL, 's'},    {"staff", required_argument, NULL, 'f'},
        {"settle", required_argument, NULL, 't'},   {"watch", no_argument, NULL, 'w'},
        {"accept-smaller", no_argument, NULL, 'a'}, {0}};
    opterr = 0;
    for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        char *end = NULL;
        switch (c) {
        case 's':
            *state = optarg;
            break;
        case 'f':
            p->staff = optarg;
            break;
        case 't':
            p->settle_ms = (int)(strtod(optarg, &end) * 1000);
            if (*end || p->settle_ms < 100 || p->settle_ms > 600000)
                return misuse("--settle is a number of seconds, not", optarg);
            break;
        case 'w':
            p->watch = true;
            break;
        case 'a':
            p->smaller = true;
            break;
        default:
            return misuse("publish does not know this option", argv[optind - 1]);
        }
    }
    return optind < argc ? misuse("publish does not understand", argv[optind]) : EXIT_GOOD;
}

int command_publish(int argc, char **argv)
{
    struct publisher publisher = {.settle_ms = SETTLE_S * 1000, .staff = "/srv/physio-kiosk"};
    const char *state = NULL;
    int code = read_arguments(argc, argv, &publisher, &state);
    publisher.state = store_find(state);
    if (!publisher.state)
        publisher.state = str_copy("/var/lib/physio-kiosk");
    publisher.places = places_find();
    if (!code && !become_owner(publisher.state)) {
        fprintf(stderr, "physio-kiosk: nobody can work as the owner of %s: %s\n", publisher.state,
                strerror(errno));
        code = EXIT_FAILED;
    }
    if (!code && !publisher.watch && !folder_exists(publisher.staff))
        code =
            misuse("there is no such staff folder (say which with --staff DIR)", publisher.staff);
    if (!code && !publisher.watch)
        log_set_level(LOG_LEVEL_WARNING);
    if (!code)
        code = publisher.watch ? watch_for_ever(&publisher) : once(&publisher);
    places_destroy(&publisher.places);
    free(publisher.state);
    return code;
}
