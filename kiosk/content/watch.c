// Notices edits: inotify wakes, and what is really there (names, sizes, times) decides. A share
// that sends no events is looked at every 30 s. Main thread.
#include "watch.h"

#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "clock.h"
#include "file.h"
#include "str.h"

enum { LOOK_MS = 30000, RELOOK_MS = 500, DEPTH_MAX = 8, ENTRIES_MAX = 60000 };

struct watch {
    char **roots; // owned
    int roots_count;
    int quiet_ms;
    int fd;             // -1: no inotify
    uint64_t told;      // the tree as the caller knows it
    uint64_t seen;      // the tree at the last look
    int64_t looked_ms;  // when that was
    int64_t changed_ms; // the last sign of a change
    bool changing;      // a change is waiting to become quiet
};

static void mix(uint64_t *sum, const void *bytes, size_t count)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < count; i++)
        *sum = (*sum ^ at[i]) * 0x100000001b3u;
}

// Adds one folder and all below it to `sum`, and to inotify: adding a folder again changes nothing.
static void look_at(const struct watch *watch, const char *folder, int depth, uint64_t *sum,
                    size_t *entries)
{
    struct names names;
    if (watch->fd >= 0)
        inotify_add_watch(watch->fd, folder,
                          IN_CREATE | IN_CLOSE_WRITE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE |
                              IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR);
    if (depth > DEPTH_MAX || !names_read(folder, &names))
        return;
    for (size_t i = 0; i < names.count && ++*entries <= ENTRIES_MAX; i++) {
        char *path = str_format("%s/%s", folder, names.list[i]);
        struct stat info = {0};
        bool there = lstat(path, &info) == 0; // a link leads out of here
        mix(sum, path, strlen(path) + 1);
        if (there && S_ISDIR(info.st_mode)) {
            look_at(watch, path, depth + 1, sum, entries);
        } else if (there) {
            // The change time tells of an overwrite that kept size and time, as some copiers do.
            int64_t facts[] = {(int64_t)info.st_ino, info.st_size,        info.st_mtim.tv_sec,
                               info.st_mtim.tv_nsec, info.st_ctim.tv_sec, info.st_ctim.tv_nsec};
            mix(sum, facts, sizeof facts);
        }
        free(path);
    }
    names_destroy(&names);
}

static void look(struct watch *watch, int64_t now_ms)
{
    watch->seen = 0xcbf29ce484222325u;
    size_t entries = 0;
    for (int i = 0; i < watch->roots_count; i++)
        look_at(watch, watch->roots[i], 0, &watch->seen, &entries);
    watch->looked_ms = now_ms;
}

struct watch *watch_open(const char *const *roots, int roots_count, int quiet_ms)
{
    struct watch *watch = mem_make(1, sizeof *watch);
    watch->roots = mem_make((size_t)roots_count, sizeof *watch->roots);
    for (watch->roots_count = 0; watch->roots_count < roots_count; watch->roots_count++)
        watch->roots[watch->roots_count] = str_copy(roots[watch->roots_count]);
    watch->quiet_ms = quiet_ms;
    watch->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    look(watch, clock_ms());
    watch->told = watch->seen;
    return watch;
}

void watch_destroy(struct watch *watch)
{
    if (!watch)
        return;
    if (watch->fd >= 0)
        close(watch->fd);
    for (int i = 0; i < watch->roots_count; i++)
        free(watch->roots[i]);
    free(watch->roots);
    free(watch);
}

int watch_fd(const struct watch *watch)
{
    return watch->fd;
}

// Which file it was does not matter, nor whether the queue overflowed: the tree is looked at
// anyway.
static bool drain(const struct watch *watch)
{
    char events[4096];
    bool any = false;
    while (watch->fd >= 0 && read(watch->fd, events, sizeof events) > 0)
        any = true;
    return any;
}

bool watch_handle(struct watch *watch, int64_t now_ms)
{
    uint64_t before = watch->seen;
    bool woken = drain(watch);
    if (woken || (!watch->changing && now_ms - watch->looked_ms >= LOOK_MS)) {
        if (!watch->changing || now_ms - watch->looked_ms >= RELOOK_MS)
            look(watch, now_ms);
        if (woken || watch->seen != watch->told) {
            watch->changing = true;
            watch->changed_ms = now_ms;
        }
        return false;
    }
    if (!watch->changing || now_ms - watch->changed_ms < watch->quiet_ms)
        return false;
    look(watch, now_ms);
    if (watch->seen != before) { // a long copy sends no event while it goes on
        watch->changed_ms = now_ms;
        return false;
    }
    watch->changing = false;
    bool different = watch->seen != watch->told;
    watch->told = watch->seen;
    return different;
}

bool watch_changing(const struct watch *watch)
{
    return watch->changing;
}

int64_t watch_deadline_ms(const struct watch *watch)
{
    return watch->changing ? watch->changed_ms + watch->quiet_ms : watch->looked_ms + LOOK_MS;
}
