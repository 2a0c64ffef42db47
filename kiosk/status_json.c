// The status as JSON and as text: written by the running kiosk to its run-time folder, printed by
// `physio-kiosk status`. The names are documented in the manual page and do not change.
#include "status.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "file.h"
#include "json.h"
#include "str.h"

enum { FILE_BYTES_MAX = 8 << 20 };

static char *path_in(const char *runtime)
{
    return str_format("%s/status.json", runtime);
}

// ---- the running kiosk's part -------------------------------------------------------------------

static const char *seen_word(enum trouble_seen seen)
{
    return seen == SEEN_NOT ? "nothing" : seen == SEEN_LAST_GOOD ? "version before" : "as it is";
}

static void add_content(struct json *to, const struct status *status)
{
    json_add_text(to, "content", status->content);
    json_add_number(to, "errors", (double)status_errors(status));
    json_add_number(to, "warnings", (double)status_warnings(status));
    struct json *problems = json_add_array(to, "problems");
    for (size_t i = 0; i < status->troubles_count; i++) {
        struct json *one = json_append_object(problems);
        json_add_text(one, "where", status->troubles[i].where);
        json_add_text(one, "severity", status->troubles[i].error ? "error" : "warning");
        json_add_text(one, "text", status->troubles[i].what);
        json_add_text(one, "patients_see", seen_word(status->troubles[i].seen));
    }
    struct json *reviews = json_add_array(to, "reviews_due");
    for (size_t i = 0; i < status->reviews_count; i++) {
        struct json *one = json_append_object(reviews);
        json_add_text(one, "where", status->reviews[i].where);
        json_add_text(one, "date", status->reviews[i].date);
        json_add_bool(one, "past", status->reviews[i].past);
    }
    struct json *gaps = json_add_array(to, "languages");
    for (size_t i = 0; i < status->gaps_count; i++) {
        struct json *one = json_append_object(gaps);
        json_add_text(one, "language", status->gaps[i].language);
        json_add_number(one, "missing", (double)status->gaps[i].missing);
        json_add_number(one, "pages", (double)status->gaps[i].of);
    }
}

bool status_write(const struct status *status, const struct status_kiosk *kiosk,
                  const char *runtime)
{
    struct json *all = json_object();
    json_add_number(all, "pid", kiosk->pid);
    json_add_text(all, "version", kiosk->version);
    json_add_number(all, "started_s", (double)kiosk->started_s);
    json_add_number(all, "restarts", status->restarts);
    json_add_text(all, "printer", kiosk->printer);
    json_add_text(all, "last_page", kiosk->last_page);
    add_content(all, status);
    char *text = json_line(all), *path = path_in(runtime);
    bool good = file_replace_as(path, text, strlen(text), 0644, 0);
    free(path);
    free(text);
    json_destroy(all);
    return good;
}

void status_gone(const char *runtime)
{
    char *path = path_in(runtime);
    unlink(path);
    free(path);
}

// ---- the command --------------------------------------------------------------------------------

// What the running kiosk wrote; NULL if none runs.
static struct json *read_kiosk(const char *runtime)
{
    char *path = path_in(runtime), *text = NULL;
    struct json *kiosk = NULL;
    if (file_read(path, FILE_BYTES_MAX, &text, NULL))
        kiosk = json_parse(text);
    free(text);
    free(path);
    double pid = json_number(kiosk, "pid", 0);
    bool alive = pid >= 1 && pid < 1e9 && (kill((pid_t)pid, 0) == 0 || errno == EPERM);
    if (alive)
        return kiosk;
    json_destroy(kiosk);
    return NULL;
}

static void add_machine(struct json *to, const struct status *status)
{
    struct json *publishing = json_add_object(to, "publishing");
    json_add_bool(publishing, "published", status->published);
    json_add_text(publishing, "when", status->when);
    json_add_text(publishing, "report", status->sentence);
    json_add_bool(publishing, "waits_for_staff", status->held);
    json_add_text(publishing, "note", status->note);
    json_add_number(publishing, "set", status->generation);
    struct json *hidden = json_add_array(to, "hidden");
    for (size_t i = 0; i < status->items_count; i++)
        if (status->items[i].hidden)
            json_append_text(hidden, status->items[i].path);
    struct json *machine = json_add_object(to, "machine");
    json_add_number(machine, "disk_free_bytes", (double)status->disk_free);
    json_add_number(machine, "disk_bytes", (double)status->disk_total);
    json_add_bool(machine, "disk_writes", status->disk_writes);
    json_add_number(machine, "memory_free_bytes", (double)status->memory_free);
    json_add_number(machine, "memory_bytes", (double)status->memory_total);
    if (status->temperature_c == STATUS_NO_TEMPERATURE)
        json_add_text(machine, "temperature_c", NULL);
    else
        json_add_number(machine, "temperature_c", status->temperature_c);
}

static void copy_text(struct json *to, const struct json *from, const char *name)
{
    json_add_text(to, name, json_text(from, name));
}

static int64_t boot_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_BOOTTIME, &now);
    return now.tv_sec;
}

// The kiosk's part with what only now can be said of it.
static void add_kiosk(struct json *to, const struct json *kiosk)
{
    json_add_bool(to, "running", kiosk != NULL);
    if (!kiosk)
        return;
    copy_text(to, kiosk, "version");
    json_add_number(to, "up_s", (double)boot_seconds() - json_number(kiosk, "started_s", 0));
    json_add_number(to, "restarts", json_number(kiosk, "restarts", -1));
    copy_text(to, kiosk, "printer");
    copy_text(to, kiosk, "last_page");
    copy_text(to, kiosk, "content");
    json_add_number(to, "errors", json_number(kiosk, "errors", 0));
    json_add_number(to, "warnings", json_number(kiosk, "warnings", 0));
    static const char *const lists[] = {"problems", "reviews_due", "languages"};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        json_add_copy(to, lists[i], json_get(kiosk, lists[i]));
}

static double gigabytes(int64_t bytes)
{
    return (double)bytes / 1e9;
}

static void print_kiosk(const struct json *kiosk, FILE *out)
{
    if (!kiosk) {
        fputs("The kiosk is not running.\n", out);
        return;
    }
    double up = (double)boot_seconds() - json_number(kiosk, "started_s", 0);
    fprintf(out, "The kiosk runs: version %s, content %s, up %.0f hours, %.0f restarts.\n",
            json_text(kiosk, "version"), json_text(kiosk, "content"), up / 3600,
            json_number(kiosk, "restarts", 0));
    fprintf(out, "Printer: %s. Last page: %s.\n", json_text(kiosk, "printer"),
            json_text(kiosk, "last_page"));
    const struct json *problems = json_get(kiosk, "problems");
    fprintf(out, "Content: %.0f errors, %.0f warnings.\n", json_number(kiosk, "errors", 0),
            json_number(kiosk, "warnings", 0));
    for (size_t i = 0; i < json_count(problems); i++) {
        const struct json *one = json_at(problems, i);
        fprintf(out, "  %s: %s: %s (patients see: %s)\n", json_text(one, "where"),
                json_text(one, "severity"), json_text(one, "text"), json_text(one, "patients_see"));
    }
    const struct json *reviews = json_get(kiosk, "reviews_due");
    for (size_t i = 0; i < json_count(reviews); i++)
        fprintf(out, "Review due on %s: %s\n", json_text(json_at(reviews, i), "date"),
                json_text(json_at(reviews, i), "where"));
    const struct json *languages = json_get(kiosk, "languages");
    for (size_t i = 0; i < json_count(languages); i++)
        fprintf(out, "Language %s: %.0f of %.0f pages are not translated.\n",
                json_text(json_at(languages, i), "language"),
                json_number(json_at(languages, i), "missing", 0),
                json_number(json_at(languages, i), "pages", 0));
}

static void print_machine(const struct status *status, FILE *out)
{
    if (!status->published)
        fputs("Nothing was published yet.\n", out);
    else
        fprintf(out, "Last publishing, %s: %s\n", status->when, status->sentence);
    if (status->held)
        fputs("A set waits for staff: look at \"Publishing\" on the staff screens.\n", out);
    if (status->note)
        fprintf(out, "%s\n", status->note);
    fprintf(out, "Disk: %.1f of %.1f GB free%s. Memory: %.1f of %.1f GB free.",
            gigabytes(status->disk_free), gigabytes(status->disk_total),
            status->disk_writes ? "" : ", NOT WRITABLE", gigabytes(status->memory_free),
            gigabytes(status->memory_total));
    if (status->temperature_c != STATUS_NO_TEMPERATURE)
        fprintf(out, " Temperature: %d C.", status->temperature_c);
    fputs("\n", out);
}

int status_print(const char *state, const char *runtime, bool as_json, FILE *out)
{
    struct status *status = status_make();
    status_of_machine(status, state, runtime);
    struct json *kiosk = read_kiosk(runtime);
    if (as_json) {
        struct json *all = json_object();
        add_kiosk(all, kiosk);
        add_machine(all, status);
        char *text = json_indented(all);
        fprintf(out, "%s\n", text);
        free(text);
        json_destroy(all);
    } else {
        print_kiosk(kiosk, out);
        print_machine(status, out);
    }
    bool well = kiosk && !json_number(kiosk, "errors", 0) && !status->held && !status->refused &&
                !status->note && status->disk_writes;
    json_destroy(kiosk);
    status_destroy(status);
    return well ? 0 : 1;
}
