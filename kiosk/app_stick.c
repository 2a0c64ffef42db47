// Wishes for the stick and what came of them. Main thread; stick_work runs on the worker's.
#define LOG_TAG "stick"
#include "app_stick.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "file.h"
#include "json.h"
#include "log.h"
#include "str.h"

enum { ANSWER_BYTES_MAX = 4096, POLL_MS = 500, SILENT_MS = 20000, BUSY_MS = 1800000 };

struct stick_job {
    struct app *app;
    unsigned visit;
    enum staff_ask ask;
    struct staff_stick stick;
    bool answered, failed;
};

static const struct {
    const char *word;
    enum stick_state state;
} answers[] = {
    {"busy", STICK_ASKED}, // it is at it, and needs its time
    {"none", STICK_NONE},     {"nothing", STICK_NOTHING}, {"same", STICK_SAME},
    {"found", STICK_FOUND},   {"taken", STICK_TAKEN},     {"written", STICK_WRITTEN},
    {"names", STICK_NAMES},   {"many", STICK_MANY},       {"full", STICK_FULL},
    {"failed", STICK_FAILED},
};

static unsigned long count_of(const struct json *answer, const char *name)
{
    double count = json_number(answer, name, 0);
    return count > 0 && count < 1e9 ? (unsigned long)count : 0;
}

static void read_answer(struct stick_job *j, const char *path)
{
    char *text = NULL;
    if (!file_read(path, ANSWER_BYTES_MAX, &text, NULL))
        return;
    struct json *answer = json_parse(text);
    const char *word = json_text(answer, "state");
    j->answered = true;
    j->stick.state = STICK_FAILED;
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
        if (str_equal(word, answers[i].word))
            j->stick.state = answers[i].state;
    j->stick.fresh = count_of(answer, "new");
    j->stick.changed = count_of(answer, "changed");
    j->stick.removed = count_of(answer, "removed");
    json_destroy(answer);
    free(text);
}

static void stick_work(void *job)
{
    struct stick_job *j = job;
    const char *runtime = j->app->options.runtime;
    char *answer = str_format("%s/stick.json", runtime);
    char *wish = str_format("%s/stick-%s", runtime, j->ask == STAFF_STICK_WRITE ? "write" : "ask");
    const char *word = j->ask == STAFF_STICK_TAKE ? "take\n" : "look\n";
    if (j->ask == STAFF_STICK_POLL) {
        read_answer(j, answer);
    } else {
        unlink(answer);
        j->failed = !file_replace_as(wish, word, strlen(word), 0600, 0);
        if (j->failed)
            log_error("%s cannot be written: %s", wish, strerror(errno));
    }
    free(wish);
    free(answer);
}

static void stick_done(void *job)
{
    struct stick_job *j = job;
    struct app *app = j->app;
    struct staff_stick *stick = &app->staff.stick;
    int64_t now = clock_ms();
    if (j->visit == app->staff_visit && app->screen == &screen_staff_stick) {
        if (j->answered && j->stick.state == STICK_ASKED) {
            stick->until_ms = now + BUSY_MS;
            stick->state = stick->state == STICK_SILENT ? STICK_ASKED : stick->state;
        } else if (j->answered && stick->state != STICK_NOT_ASKED) {
            int64_t until_ms = stick->until_ms;
            *stick = j->stick;
            stick->until_ms = until_ms;
        } else if (j->failed) {
            stick->state = STICK_FAILED;
        } else if (j->ask == STAFF_STICK_POLL && now > stick->until_ms) {
            stick->state = STICK_SILENT;
        }
        stick->look_ms = now + POLL_MS;
        app->redraw = true;
    }
    free(j);
}

void app_stick_ask(struct app *app, enum staff_ask ask)
{
    struct staff_stick *stick = &app->staff.stick;
    int64_t now = clock_ms();
    stick->look_ms = now + POLL_MS;
    if (!app->options.runtime) {
        stick->state = STICK_SILENT;
        return;
    }
    if (ask != STAFF_STICK_POLL) {
        stick->state = ask == STAFF_STICK_TAKE    ? STICK_TAKING
                       : ask == STAFF_STICK_WRITE ? STICK_WRITING
                                                  : STICK_ASKED;
        stick->until_ms = now + (ask == STAFF_STICK_LOOK ? SILENT_MS : BUSY_MS);
    }
    struct stick_job *job = mem_make(1, sizeof *job);
    *job = (struct stick_job){.app = app, .visit = app->staff_visit, .ask = ask};
    worker_do(app->worker, stick_work, stick_done, job);
}
