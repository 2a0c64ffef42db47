// What staff want to know, from the snapshot, the state folder and the machine. status_of_content
// runs on the thread that draws, status_of_machine on the worker's.
#include "status.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <sys/sysinfo.h>
#include <unistd.h>

#include "counts.h"
#include "day.h"
#include "file.h"
#include "page_file.h"
#include "report.h"
#include "store.h"
#include "str.h"

enum { SMALL_FILE_MAX = 65536, REVIEW_AHEAD_S = 30 * 86400 };

struct status *status_make(void)
{
    struct status *status = mem_make(1, sizeof *status);
    status->temperature_c = STATUS_NO_TEMPERATURE;
    status->restarts = -1;
    return status;
}

// ---- the snapshot -------------------------------------------------------------------------------

static void add_problem(struct status *status, const struct problem *problem)
{
    struct strbuf where = {0};
    strbuf_add(&where, str_equal(problem->file, ".") ? "content" : problem->file);
    if (problem->line)
        strbuf_format(&where, ":%d", problem->line);
    if (problem->line && problem->column)
        strbuf_format(&where, ":%d", problem->column);
    bool error = problem->severity == SEVERITY_ERROR;
    status_add_trouble(status, where.text, problem->text, error,
                       problem_hides(problem) ? SEEN_NOT : SEEN_AS_IT_IS);
}

// ---- pages that nobody signed: at the beginning each page, and one line for each would bury the rest

struct unsigned_pages {
    char language[12]; // as in the file's name; "": the page itself
    size_t errors, warnings;
};

// "knees/relief.es.md": "es".
static void language_of(const char *file, char language[12])
{
    const char *name = strrchr(file, '/'), *from = strchr(name ? name : file, '.');
    const char *to = from ? strchr(from + 1, '.') : NULL;
    snprintf(language, 12, "%.*s", to ? (int)(to - from - 1) : 0, to ? from + 1 : "");
}

static void add_unsigned(struct status *status, const struct problems *problems)
{
    struct unsigned_pages *groups = NULL;
    size_t count = 0;
    for (size_t i = 0; i < problems->count; i++) {
        const struct problem *problem = &problems->list[i];
        if (!problem_is_signature(problem))
            continue;
        char language[12];
        language_of(problem->file, language);
        size_t at = 0;
        while (at < count && !str_equal(groups[at].language, language))
            at++;
        if (at == count) {
            groups = mem_grow(groups, count + 1, sizeof *groups);
            groups[count++] = (struct unsigned_pages){0};
            memcpy(groups[at].language, language, sizeof language);
        }
        if (problem->severity == SEVERITY_ERROR)
            groups[at].errors++;
        else
            groups[at].warnings++;
    }
    for (size_t i = 0; i < count; i++) {
        const struct unsigned_pages *g = &groups[i];
        const char *dot = *g->language ? "." : "";
        char *off =
            str_format("%zu pages are off, because nobody has signed them: have them read and "
                       "fill in \"reviewed_by\", or accept them in clinic.yaml",
                       g->errors);
        char *on =
            str_format("%zu pages are signed by nobody: have them read by a physiotherapist and "
                       "fill in \"reviewed_by\"",
                       g->warnings);
        if (g->errors)
            status_add_trouble(status, str_format("*%s%s.md", dot, g->language), off, true,
                               SEEN_NOT);
        if (g->warnings)
            status_add_trouble(status, str_format("*%s%s.md", dot, g->language), on, false,
                               SEEN_AS_IT_IS);
        free(off);
        free(on);
    }
    free(groups);
}

struct walk {
    struct status *status;
    const struct library *library;
    struct gap *gap; // of the language that is walked
    char today[DAY_LETTERS], soon[DAY_LETTERS];
};

static void walk_page(struct walk *walk, const struct page *page, const char *folder,
                      const char *language)
{
    if (!page->id)
        return;
    if (walk->gap) {
        walk->gap->of++;
        walk->gap->missing += !str_equal(page->language, language);
        return;
    }
    if (!page->review_by || strcmp(page->review_by, walk->soon) > 0)
        return;
    struct status *status = walk->status;
    status->reviews = mem_grow(status->reviews, status->reviews_count + 1, sizeof *status->reviews);
    status->reviews[status->reviews_count++] = (struct review){
        .where = str_format("%s%s.md", folder, page->id),
        .date = str_copy(page->review_by),
        .past = strcmp(page->review_by, walk->today) < 0,
    };
}

static const char *kind_folder(const struct exercise *exercise)
{
    return exercise->kind == EXERCISE_STRETCH ? "stretches" : "strengthening";
}

static void walk_topic(struct walk *walk, const struct topic *topic, const char *language)
{
    struct page own = topic->page;
    own.id = "topic"; // its id is the folder's
    char *folder = str_format("%s/", topic->page.id), *below;
    walk_page(walk, &own, folder, language);
    for (size_t i = 0; i < topic->exercises_count; i++) {
        below = str_format("%s%s/", folder, kind_folder(&topic->exercises[i]));
        walk_page(walk, &topic->exercises[i].page, below, language);
        free(below);
    }
    below = str_format("%slearn/", folder);
    for (size_t i = 0; i < topic->learn_count; i++)
        walk_page(walk, &topic->learn[i].page, below, language);
    free(below);
    below = str_format("%squestions/", folder);
    for (size_t i = 0; i < topic->faqs_count; i++)
        walk_page(walk, &topic->faqs[i].page, below, language);
    free(below);
    if (topic->relief.steps_count)
        walk_page(walk, &topic->relief.page, folder, language);
    if (topic->checklist.questions_count)
        walk_page(walk, &topic->checklist_page, folder, language);
    if (topic->prevention.items_count)
        walk_page(walk, &topic->prevention.page, folder, language);
    free(folder);
}

static void walk_language(struct walk *walk, size_t language)
{
    const struct library *library = walk->library;
    for (size_t t = 0; t < library->topics_count; t++)
        walk_topic(walk, &library->topics[language][t], library->clinic.languages[language]);
}

static void add_gaps(struct walk *walk)
{
    struct status *status = walk->status;
    size_t count = walk->library->clinic.languages_count;
    status->gaps = count > 1 ? mem_make(count - 1, sizeof *status->gaps) : NULL;
    for (size_t i = 1; i < count; i++) {
        struct gap gap = {.language = str_copy(walk->library->clinic.languages[i])};
        walk->gap = &gap;
        walk_language(walk, i);
        status->gaps[status->gaps_count++] = gap;
    }
}

static void add_item(struct status *status, char *path, const char *title)
{
    status->items = mem_grow(status->items, status->items_count + 1, sizeof *status->items);
    status->items[status->items_count++] =
        (struct status_item){.path = path, .title = str_copy(title)};
}

// With several topics each name says of which one.
static void add_page(struct status *status, const struct library *library,
                     const struct topic *topic, char *path, const char *title)
{
    char *name = library->topics_count > 1 ? str_format("%s: %s", topic->page.title, title)
                                           : str_copy(title);
    add_item(status, path, name);
    free(name);
}

static void add_items(struct status *status, const struct library *library)
{
    for (size_t t = 0; t < library->topics_count; t++) {
        const struct topic *topic = &library->topics[0][t];
        const char *id = topic->page.id;
        if (library->topics_count > 1)
            add_item(status, str_copy(id), topic->page.title);
        for (size_t i = 0; i < topic->exercises_count; i++) {
            const struct exercise *exercise = &topic->exercises[i];
            add_page(status, library, topic,
                     str_format("%s/%s/%s.md", id, kind_folder(exercise), exercise->page.id),
                     exercise->page.title);
        }
        for (size_t i = 0; i < topic->learn_count; i++)
            add_page(status, library, topic,
                     str_format("%s/learn/%s.md", id, topic->learn[i].page.id),
                     topic->learn[i].page.title);
    }
}

void status_of_content(struct status *status, const struct library *library, time_t today)
{
    struct walk walk = {.status = status, .library = library};
    status->content = str_copy(library->version);
    status->folder = str_copy(library->folder);
    status->language = str_copy(library->clinic.languages[0]);
    for (size_t i = 0; i < library->problems.count; i++)
        if (!problem_is_signature(&library->problems.list[i]))
            add_problem(status, &library->problems.list[i]);
    add_unsigned(status, &library->problems);
    day_of(today, walk.today);
    day_of(today + REVIEW_AHEAD_S, walk.soon);
    walk_language(&walk, 0);
    add_gaps(&walk);
    add_items(status, library);
}

// ---- the state folder ---------------------------------------------------------------------------

// `held`: nothing of the set was taken, so that patients see all that was before it.
static void add_refused(struct status *status, const struct report_line *line, bool held)
{
    char *where = line->line ? str_format("%s:%d", line->file, line->line) : str_copy(line->file);
    status_add_new_trouble(status, where, line->text, true,
                           line->kept || held ? SEEN_LAST_GOOD : SEEN_NOT);
}

static void read_report(struct status *status, const char *state)
{
    struct report report = {0};
    status->published = report_read(state, &report);
    if (status->published) {
        status->when = str_copy(report.when);
        status->sentence = report_sentence(&report);
        status->held = report.outcome == REPORT_HELD;
        status->tree = report.tree;
        status->refused = report.refused_count || report.outcome == REPORT_FAILED;
        if (status->held || report.outcome == REPORT_FAILED)
            status_add_new_trouble(status, str_copy("Publishing"), report.why, true,
                                   SEEN_LAST_GOOD);
        status->note = str_copy(report.note);
        for (size_t i = 0; i < report.refused_count; i++)
            add_refused(status, &report.refused[i], status->held);
        for (size_t i = 0; i < report.warnings_count; i++)
            if (report.warnings[i].left_out)
                status_add_new_trouble(status, str_copy(report.warnings[i].file),
                                       report.warnings[i].text, false, SEEN_NOT);
    }
    report_destroy(&report);
}

// What stands at the top of a page that is hidden; `id` is its path without ".md".
static char *page_title(const struct status *status, const char *id)
{
    char *page = str_format("%s.md", id), *own = str_format("%s.%s.md", id, status->language);
    char *title = page_file_word(status->folder, own, "title");
    if (!title)
        title = page_file_word(status->folder, page, "title");
    free(own);
    free(page);
    return title;
}

static bool several_topics(const struct status *status)
{
    size_t i = 0;
    while (i < status->items_count && strchr(status->items[i].path, '/'))
        i++;
    return i < status->items_count;
}

// A hidden item as it was called before: "Sore knees: Knee bend" where there are several topics. A film
// without a page has its file's name.
static char *hidden_title(const struct status *status, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!status->folder)
        return str_copy(path);
    char *page = str_format("%.*s/topic", (int)strcspn(path, "/"), path);
    char *topic = page_title(status, page), *title = NULL;
    if (slash) {
        free(page);
        page = str_copy_part(path, strlen(path) - strlen(".md") * str_ends(path, ".md"));
        title = page_title(status, page);
    }
    const char *name = title ? title : slash ? page + (slash + 1 - path) : path;
    char *made = !slash && topic                   ? str_copy(topic)
                 : topic && several_topics(status) ? str_format("%s: %s", topic, name)
                                                   : str_copy(name);
    free(title);
    free(topic);
    free(page);
    return made;
}

static void read_hidden(struct status *status, const char *state)
{
    struct names hidden = store_hidden(state);
    for (size_t h = 0; h < hidden.count; h++) {
        bool known = false;
        for (size_t i = 0; i < status->items_count; i++)
            if (str_equal(status->items[i].path, hidden.list[h]))
                known = status->items[i].hidden = true;
        if (known)
            continue;
        char *title = hidden_title(status, hidden.list[h]); // the snapshot does not know it
        add_item(status, str_copy(hidden.list[h]), title);
        free(title);
        status->items[status->items_count - 1].hidden = true;
    }
    names_destroy(&hidden);
}

static void read_counts(struct status *status, const char *state)
{
    struct counts counts = counts_read(state);
    for (size_t i = counts.count; i-- > 0 && status->months_count < STATUS_MONTHS_MAX;) {
        struct status_month *month = &status->months[status->months_count++];
        memcpy(month->name, counts.months[i].name, sizeof month->name);
        for (int n = 0; n < COUNTS; n++) {
            char text[24];
            strcpy(month->shown[n], counts_shown(counts.months[i].totals[n], text));
        }
    }
    counts_destroy(&counts);
}

// ---- the machine --------------------------------------------------------------------------------

static void read_disk(struct status *status, const char *folder)
{
    struct statvfs disk;
    if (statvfs(folder, &disk) != 0)
        return;
    status->disk_free = (int64_t)disk.f_bavail * (int64_t)disk.f_frsize;
    status->disk_total = (int64_t)disk.f_blocks * (int64_t)disk.f_frsize;
    status->disk_writes = access(folder, W_OK) == 0;
}

static int64_t line_of_meminfo(const char *text, const char *name)
{
    const char *line = strstr(text, name);
    return line ? strtoll(line + strlen(name), NULL, 10) * 1024 : 0;
}

// The unit hides /proc/meminfo; then the kernel's short answer must do, which leaves out caches.
static void read_memory(struct status *status)
{
    FILE *file = fopen("/proc/meminfo", "re");
    char text[4096];
    size_t got = file ? fread(text, 1, sizeof text - 1, file) : 0;
    text[got] = 0;
    if (file)
        fclose(file);
    status->memory_total = line_of_meminfo(text, "MemTotal:");
    status->memory_free = line_of_meminfo(text, "MemAvailable:");
    struct sysinfo info;
    if (status->memory_total || sysinfo(&info) != 0)
        return;
    status->memory_total = (int64_t)info.totalram * info.mem_unit;
    status->memory_free = (int64_t)(info.freeram + info.bufferram) * info.mem_unit;
}

// The warmest of the machine's own sensors.
static void read_temperature(struct status *status)
{
    static const char folder[] = "/sys/class/thermal";
    DIR *zones = opendir(folder);
    for (struct dirent *zone; zones && (zone = readdir(zones));) {
        if (!str_starts(zone->d_name, "thermal_zone"))
            continue;
        char *path = str_format("%s/%s/temp", folder, zone->d_name), line[32] = "";
        FILE *file = fopen(path, "re");
        if (file && fgets(line, sizeof line, file)) {
            int celsius = atoi(line) / 1000;
            if (celsius > 0 && celsius < 150 && celsius > status->temperature_c)
                status->temperature_c = celsius;
        }
        if (file)
            fclose(file);
        free(path);
    }
    if (zones)
        closedir(zones);
}

void status_of_machine(struct status *status, const char *state, const char *runtime)
{
    read_memory(status);
    read_temperature(status);
    read_disk(status, state ? state : "/");
    if (runtime) {
        char *path = str_format("%s/starts", runtime), *text = NULL;
        if (file_read(path, SMALL_FILE_MAX, &text, NULL))
            status->restarts = atoi(text) - 1;
        free(text);
        free(path);
    }
    status->state = state != NULL;
    if (!state)
        return;
    int numbers[STORE_KEPT + 1];
    size_t sets = store_generations(state, numbers, sizeof numbers / sizeof *numbers);
    struct store_set shown = store_shown(state, "", ""); // `current`, or what stands in for it
    status->generation = shown.number;
    store_set_destroy(&shown);
    for (size_t i = 0; i < sets; i++)
        status->can_go_back = status->can_go_back || numbers[i] < status->generation;
    read_report(status, state);
    read_hidden(status, state);
    read_counts(status, state);
}

int status_count_start(const char *runtime)
{
    if (!runtime)
        return -1;
    char *path = str_format("%s/starts", runtime), *text = NULL, line[16];
    int before = file_read(path, SMALL_FILE_MAX, &text, NULL) ? atoi(text) : 0;
    snprintf(line, sizeof line, "%d\n", before + 1);
    bool good = file_replace_as(path, line, strlen(line), 0644, 0);
    free(text);
    free(path);
    return good ? before : -1;
}
