// Loads snapshots on a worker's thread. The functions named _work run there: they touch nothing but
// their job and what never changes. All others: main thread.
#define LOG_TAG "content"
#include "loader.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "clock.h"
#include "log.h"
#include "manifest.h"
#include "store.h"
#include "store_watch.h"
#include "str.h"
#include "watch.h"
#include "worker.h"

enum { FIRST_TOPICS = 6, TOLD_MAX = 50, QUIET_MS = 2000, BACKGROUND = 10 };

struct loader {
    struct loader_options options;
    struct worker *worker;
    struct watch *watch;             // without a state
    struct store_watch *store_watch; // with one
    const struct library *last_good; // of what is shown: without a state its checks may be needed
    struct load *ready;              // owned
    uint64_t stamp;                  // of the state as it was loaded last
    bool asked;                      // a job is under way
    bool again;                      // and what it looks at has changed meanwhile
    int64_t lived_at_ms;             // INT64_MAX: it has been said
};

// ---- loading ------------------------------------------------------------------------------------

static void tell_problems(const struct problems *problems)
{
    for (size_t i = 0; i < problems->count && i < TOLD_MAX; i++) {
        char *line = problem_line(&problems->list[i]);
        if (problems->list[i].severity == SEVERITY_ERROR)
            log_error("%s", line);
        else
            log_warning("%s", line);
        free(line);
    }
    if (problems->count > TOLD_MAX)
        log_warning("and %zu more lines like these", problems->count - TOLD_MAX);
}

static void know_videos(struct load *load, const struct manifest *manifest)
{
    load->known = mem_make(manifest->videos_count + 1, sizeof *load->known);
    load->known_count = manifest->videos_count;
    for (size_t i = 0; i < manifest->videos_count; i++) {
        const struct manifest_video *video = &manifest->videos[i];
        load->known[i] =
            (struct reel_known){str_copy(video->path), {video->w, video->h, video->duration_ms}};
    }
}

// `most`: no more topics than these, 0: all of them.
static struct load *load_set(const struct loader_options *options, const struct store_set *set,
                             const struct library *last_good, size_t most)
{
    struct load *load = mem_make(1, sizeof *load);
    struct names hidden = options->state ? store_hidden(options->state) : (struct names){0};
    struct library_options library = {.content = set->content,
                                      .videos = set->videos,
                                      .clinic = set->clinic,
                                      .hidden = &hidden,
                                      .demonstration = options->demonstration,
                                      .last_good = last_good};
    struct manifest manifest = {0};
    char *folder = set->number ? store_path(options->state, set->number, "") : NULL;
    char **first = NULL;
    load->whole = true;
    load->number = set->number;
    if (folder && manifest_read(folder, &manifest)) {
        know_videos(load, &manifest);
        library.version = manifest.version;
        if (most && manifest.topics_count > most) {
            first = mem_make(most, sizeof *first);
            for (size_t i = 0; i < most; i++)
                first[i] = manifest.topics[i].id;
            library.topics = first;
            library.topics_count = most;
            load->whole = false;
        }
    }
    load->library = library_load(&library);
    if (load->whole)
        tell_problems(&load->library->problems);
    free(first);
    free(folder);
    manifest_destroy(&manifest);
    names_destroy(&hidden);
    return load;
}

void load_destroy(struct load *load)
{
    if (!load)
        return;
    for (size_t i = 0; i < load->known_count; i++)
        free((char *)(uintptr_t)load->known[i].name);
    free(load->known);
    library_destroy(load->library);
    free(load);
}

// ---- jobs ---------------------------------------------------------------------------------------

struct look_job {
    struct loader *loader;
    const struct loader_options *options;
    const struct library *last_good;
    uint64_t stamp;
    struct load *load; // NULL: nothing new
};

static void look_work(void *job)
{
    struct look_job *j = job;
    struct store_set set = {0};
    setpriority(PRIO_PROCESS, 0, BACKGROUND); // of this thread: the screen goes first
    if (j->options->state) {
        uint64_t stamp = store_stamp(j->options->state);
        if (stamp == j->stamp)
            return;
        j->stamp = stamp;
        set = store_shown(j->options->state, j->options->content, j->options->videos);
    } else {
        set.content = str_copy(j->options->content);
        set.videos = str_copy(j->options->videos);
    }
    j->load = load_set(j->options, &set, j->last_good, 0);
    store_set_destroy(&set);
}

static void look(struct loader *loader);

static void looked(void *job)
{
    struct look_job *j = job;
    struct loader *loader = j->loader;
    loader->asked = false;
    loader->stamp = j->stamp;
    if (j->load) {
        load_destroy(loader->ready); // seen by nobody
        loader->ready = j->load;
    }
    free(j);
    if (loader->again)
        look(loader);
}

static void look(struct loader *loader)
{
    loader->again = loader->asked;
    if (loader->asked)
        return;
    struct look_job *job = mem_make(1, sizeof *job);
    *job = (struct look_job){.loader = loader,
                             .options = &loader->options,
                             .last_good = loader->options.state ? NULL : loader->last_good,
                             .stamp = loader->stamp};
    loader->asked = true;
    worker_do(loader->worker, look_work, looked, job);
}

struct after_job {
    const char *state;
    struct load *old; // to be freed; NULL: none
    int adopted;      // -1: none
    bool lived;
};

static void after_work(void *job)
{
    struct after_job *j = job;
    load_destroy(j->old);
    if (j->state && j->adopted >= 0)
        store_adopted(j->state, j->adopted);
    if (j->state && j->lived)
        store_lived(j->state);
}

static void after(struct loader *loader, struct after_job what)
{
    struct after_job *job = mem_make(1, sizeof *job);
    *job = what;
    job->state = loader->options.state;
    worker_do(loader->worker, after_work, free, job);
}

// ---- for the roof -------------------------------------------------------------------------------

struct loader *loader_open(const struct loader_options *options, struct load **first)
{
    struct loader *loader = mem_make(1, sizeof *loader);
    loader->options = *options;
    loader->lived_at_ms = options->state ? clock_ms() + STORE_LIVED_MS : INT64_MAX;
    struct store_set set = {.content = str_copy(options->content),
                            .videos = str_copy(options->videos)};
    if (options->state) {
        store_set_destroy(&set);
        loader->stamp = store_stamp(options->state);
        set = store_start(options->state, options->content, options->videos);
        if (set.note)
            log_warning("%s", set.note);
        if (set.number)
            log_info("showing generation %04d", set.number);
        else
            log_warning("there is no set in %s that can be shown: the installed content is shown",
                        options->state);
    }
    *first = load_set(options, &set, NULL, FIRST_TOPICS);
    loader->last_good = (*first)->library;
    if (!(*first)->whole)
        loader->stamp = 0; // the rest is loaded behind the first screen
    store_set_destroy(&set);
    loader->worker = worker_open();
    return loader;
}

void loader_begin(struct loader *loader)
{
    if (loader->options.state) {
        loader->store_watch = store_watch_open(loader->options.state);
        look(loader); // what is missing, and what changed meanwhile
    } else {
        const char *roots[] = {loader->options.content, loader->options.videos};
        loader->watch = watch_open(roots, 2, QUIET_MS);
    }
}

void loader_destroy(struct loader *loader)
{
    if (!loader)
        return;
    if (loader->lived_at_ms != INT64_MAX)
        after(loader, (struct after_job){.adopted = -1, .lived = true});
    loader->again = false;
    worker_destroy(loader->worker);
    load_destroy(loader->ready);
    watch_destroy(loader->watch);
    store_watch_destroy(loader->store_watch);
    free(loader);
}

void loader_fds(const struct loader *loader, int fds[LOADER_FDS])
{
    fds[0] = worker_fd(loader->worker);
    fds[1] = loader->watch ? watch_fd(loader->watch) : -1;
    fds[2] = store_watch_fd(loader->store_watch);
}

bool loader_changing(const struct loader *loader)
{
    return loader->watch && watch_changing(loader->watch);
}

int64_t loader_deadline_ms(const struct loader *loader)
{
    return loader->watch ? watch_deadline_ms(loader->watch) : INT64_MAX;
}

void loader_handle(struct loader *loader, int64_t now_ms)
{
    worker_handle(loader->worker);
    if (loader->watch && watch_handle(loader->watch, now_ms))
        look(loader);
    if (store_watch_handle(loader->store_watch))
        look(loader);
    if (now_ms >= loader->lived_at_ms) {
        loader->lived_at_ms = INT64_MAX;
        after(loader, (struct after_job){.adopted = -1, .lived = true});
    }
}

void loader_look(struct loader *loader)
{
    if (!loader->options.state)
        look(loader);
}

bool loader_ready(const struct loader *loader)
{
    return loader->ready;
}

// What staff edit in place is read as it is, so that it may be worse than what is shown; a published
// set has been judged before.
static bool worse(const struct loader *loader, const struct library *fresh,
                  const struct library *shown)
{
    if (loader->options.state)
        return false;
    return (!fresh->topics_count && shown->topics_count) ||
           problems_count(&fresh->problems, SEVERITY_ERROR) >
               problems_count(&shown->problems, SEVERITY_ERROR);
}

struct load *loader_adopt(struct loader *loader, struct load *shown)
{
    struct load *fresh = loader->ready;
    loader->ready = NULL;
    if (worse(loader, fresh->library, shown->library)) {
        log_warning("the changed content has mistakes; patients go on seeing version %s",
                    shown->library->version);
        after(loader, (struct after_job){.old = fresh, .adopted = -1});
        return NULL;
    }
    if (!str_equal(fresh->library->version, shown->library->version))
        log_info("content version %s taken over", fresh->library->version);
    loader->last_good = fresh->library;
    int adopted = fresh->number != shown->number ? fresh->number : -1;
    after(loader, (struct after_job){.old = shown, .adopted = adopted});
    return fresh;
}
