// Which generation is shown, and which one stands in for it. The disk is the only state here; any
// thread, and a lock between processes where a pointer moves.
#include "store.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "day.h"
#include "disk.h"
#include "manifest.h"
#include "store_starts.h"
#include "str.h"

enum { HIDDEN_BYTES_MAX = 64 * 1024 };

void store_set_destroy(struct store_set *set)
{
    free(set->content);
    free(set->videos);
    free(set->clinic);
    free(set->note);
    *set = (struct store_set){0};
}

char *store_find(const char *asked)
{
    const char *given = asked ? asked : getenv("STATE_DIRECTORY");
    if (!given || !*given)
        return NULL;
    return str_copy_part(given, strcspn(given, ":")); // systemd may name several
}

bool store_prepare(const char *state)
{
    char *generations = str_format("%s/generation", state);
    bool good = disk_mkdir(state) && disk_mkdir(generations) && disk_sync_folder(state);
    free(generations);
    return good;
}

char *store_path(const char *state, int number, const char *below)
{
    return str_format("%s/generation/%04d%s%s", state, number, *below ? "/" : "", below);
}

// ---- which there are

static int newest_first(const void *a, const void *b)
{
    return *(const int *)b - *(const int *)a;
}

size_t store_generations(const char *state, int *numbers, size_t most)
{
    char *path = str_format("%s/generation", state);
    DIR *folder = opendir(path);
    free(path);
    int *all = NULL;
    size_t count = 0;
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        const char *name = entry->d_name;
        int number =
            strspn(name, "0123456789") == strlen(name) && strlen(name) <= 9 ? atoi(name) : 0;
        if (number < 1)
            continue;
        all = mem_grow(all, count + 1, sizeof *all);
        all[count++] = number;
    }
    if (folder)
        closedir(folder);
    if (count)
        qsort(all, count, sizeof *all, newest_first);
    size_t kept = count < most ? count : most;
    if (kept)
        memcpy(numbers, all, kept * sizeof *numbers);
    free(all);
    return kept;
}

int store_current(const char *state)
{
    char *path = str_format("%s/current", state);
    char says[64] = "";
    ssize_t length = readlink(path, says, sizeof says - 1);
    free(path);
    int number = 0;
    char rest;
    if (length < 0 || sscanf(says, "generation/%9d%c", &number, &rest) != 1)
        return 0;
    return number;
}

int store_next(const char *state)
{
    int newest = 0;
    store_generations(state, &newest, 1);
    return newest + 1;
}

// ---- what is shown

static bool may_show(const char *state, const struct starts *starts, int number)
{
    if (starts_bad(starts, number))
        return false;
    char *folder = store_path(state, number, "");
    bool whole = manifest_whole(folder);
    free(folder);
    return whole;
}

// `current` if it may be shown, else the newest below it; without a `current` the newest of all.
static int choose(const char *state, const struct starts *starts)
{
    int numbers[64];
    size_t count = store_generations(state, numbers, sizeof numbers / sizeof *numbers);
    int current = store_current(state);
    for (size_t i = 0; i < count; i++)
        if ((!current || numbers[i] <= current) && may_show(state, starts, numbers[i]))
            return numbers[i];
    return 0;
}

static struct store_set set_of(const char *state, int number, const char *content,
                               const char *videos)
{
    struct store_set set = {.number = number};
    set.content = number ? store_path(state, number, "content") : str_copy(content);
    set.videos = number ? store_path(state, number, "videos") : str_copy(videos);
    char *clinic = str_format("%s/clinic.yaml", state);
    if (!number && file_exists(clinic))
        set.clinic = str_copy(state);
    free(clinic);
    return set;
}

struct store_set store_shown(const char *state, const char *content, const char *videos)
{
    struct starts starts = starts_read(state);
    int number = choose(state, &starts);
    starts_destroy(&starts);
    return set_of(state, number, content, videos);
}

static char *name_of(int number)
{
    return number ? str_format("generation %04d", number) : str_copy("the installed content");
}

static char *fall_back(const char *state, struct starts *starts, int from, int *to)
{
    starts_add_bad(starts, from);
    *to = choose(state, starts);
    if (*to && !store_point(state, *to))
        *to = choose(state, starts); // what is shown does not hang on the pointer
    char day[DAY_LETTERS];
    day_of(time(NULL), day);
    char *instead = name_of(*to);
    char *note = str_format("%s: the kiosk did not stay up in three starts with generation %04d; "
                            "%s is shown instead",
                            day, from, instead);
    free(instead);
    free(starts->note);
    starts->note = str_copy(note);
    return note;
}

struct store_set store_start(const char *state, const char *content, const char *videos)
{
    struct starts starts = starts_read(state);
    int number = choose(state, &starts);
    char *note = NULL;
    if (starts.of != number)
        starts.count = 0;
    if (number && starts.count >= STORE_STARTS_MAX) {
        note = fall_back(state, &starts, number, &number);
        starts.count = 0;
    }
    starts.of = number;
    starts.count++;
    starts_write(state, &starts);
    starts_destroy(&starts);
    struct store_set set = set_of(state, number, content, videos);
    set.note = note;
    return set;
}

void store_adopted(const char *state, int number)
{
    struct starts starts = starts_read(state);
    starts.of = number;
    starts.count = 0;
    starts_write(state, &starts);
    starts_destroy(&starts);
}

void store_lived(const char *state)
{
    struct starts starts = starts_read(state);
    starts.count = 0;
    starts_write(state, &starts);
    starts_destroy(&starts);
}

// ---- moving the pointer

// Read only: that is enough to lock it, whoever made it.
int store_lock(const char *state, const char *name)
{
    char *path = str_format("%s/%s", state, name);
    int fd = open(path, O_RDONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644), locked = -1;
    free(path);
    do
        locked = fd < 0 ? -1 : flock(fd, LOCK_EX);
    while (fd >= 0 && locked != 0 && errno == EINTR);
    if (locked == 0)
        return fd;
    int reason = errno;
    if (fd >= 0)
        close(fd);
    errno = reason;
    return -1;
}

bool store_point(const char *state, int number)
{
    int held = store_lock(state, "lock");
    if (held < 0)
        return false;
    char *says = str_format("generation/%04d", number);
    char *draft = str_format("%s/current.tmp", state), *path = str_format("%s/current", state);
    struct stat info;
    bool good = lstat(draft, &info) != 0 || disk_unlink(draft);
    good = good && disk_symlink(says, draft) && disk_rename(draft, path) && disk_sync_folder(state);
    int reason = errno;
    free(path);
    free(draft);
    free(says);
    close(held);
    errno = reason;
    return good;
}

bool store_roll_back(const char *state)
{
    struct starts starts = starts_read(state);
    int numbers[64], shown = choose(state, &starts), before = 0;
    size_t count = store_generations(state, numbers, sizeof numbers / sizeof *numbers);
    for (size_t i = 0; i < count && !before; i++)
        if (numbers[i] < shown && may_show(state, &starts, numbers[i]))
            before = numbers[i];
    starts_destroy(&starts);
    if (!before)
        return false;
    int newest = store_next(state) - 1;
    char *path = str_format("%s/rolled-back", state), *text = str_format("%d\n", newest);
    bool good = file_replace(path, text, strlen(text)) && store_point(state, before);
    free(text);
    free(path);
    return good;
}

bool store_left(const char *state, int number)
{
    struct starts starts = starts_read(state);
    char *path = str_format("%s/rolled-back", state), *text = NULL;
    bool left =
        starts_bad(&starts, number) || (file_read(path, 64, &text, NULL) && atoi(text) >= number);
    free(text);
    free(path);
    starts_destroy(&starts);
    return left;
}

static bool unfinished(const char *name)
{
    return strlen(name) > 4 && str_ends(name, ".new");
}

void store_prune(const char *state)
{
    int numbers[64], current = store_current(state);
    struct starts starts = starts_read(state);
    size_t count = store_generations(state, numbers, sizeof numbers / sizeof *numbers);
    for (size_t i = STORE_KEPT; i < count; i++) {
        if (numbers[i] == current || numbers[i] == starts.of)
            continue;
        // Its manifest goes first: what is half removed counts as not there.
        char *manifest = store_path(state, numbers[i], "manifest");
        char *folder = store_path(state, numbers[i], "");
        if (disk_unlink(manifest) || errno == ENOENT)
            disk_remove_tree(folder);
        free(folder);
        free(manifest);
    }
    starts_destroy(&starts);
    char *path = str_format("%s/generation", state);
    DIR *folder = opendir(path);
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        char *inside = str_format("%s/%s", path, entry->d_name);
        if (unfinished(entry->d_name))
            disk_remove_tree(inside);
        free(inside);
    }
    if (folder)
        closedir(folder);
    free(path);
}

// ---- what staff ask for

static unsigned read_wishes(const char *path, uint64_t *tree)
{
    char *text = NULL;
    unsigned wishes = 0;
    *tree = 0;
    if (file_read(path, 64, &text, NULL))
        sscanf(text, "%u %" SCNx64, &wishes, tree);
    free(text);
    return wishes;
}

bool store_ask(const char *state, enum store_wish wish, uint64_t tree)
{
    char *path = str_format("%s/wish", state);
    uint64_t before = 0;
    unsigned all = read_wishes(path, &before) | (unsigned)wish;
    char *text = str_format("%u %016" PRIx64 "\n", all, tree ? tree : before);
    bool good = file_replace(path, text, strlen(text));
    free(text);
    free(path);
    return good;
}

unsigned store_take_wishes(const char *state, uint64_t *tree)
{
    char *path = str_format("%s/wish", state);
    unsigned wishes = read_wishes(path, tree);
    if (wishes)
        disk_unlink(path);
    free(path);
    return wishes;
}

struct names store_hidden(const char *state)
{
    struct names names = {0};
    char *path = str_format("%s/hidden", state), *text = NULL, *rest = NULL;
    if (!file_read(path, HIDDEN_BYTES_MAX, &text, NULL))
        text = NULL;
    for (char *line = text ? strtok_r(text, "\r\n", &rest) : NULL; line;
         line = strtok_r(NULL, "\r\n", &rest)) {
        names.list = mem_grow(names.list, names.count + 1, sizeof *names.list);
        names.list[names.count++] = str_copy(line);
    }
    free(text);
    free(path);
    return names;
}

bool store_hide(const char *state, const char *item, bool hide)
{
    if (!*item || strpbrk(item, "\r\n"))
        return false;
    struct names names = store_hidden(state);
    struct strbuf text = {0};
    strbuf_add(&text, "");
    for (size_t i = 0; i < names.count; i++)
        if (!str_equal(names.list[i], item))
            strbuf_format(&text, "%s\n", names.list[i]);
    if (hide)
        strbuf_format(&text, "%s\n", item);
    char *path = str_format("%s/hidden", state);
    bool good = text.length <= HIDDEN_BYTES_MAX && file_replace(path, text.text, text.length);
    free(path);
    strbuf_destroy(&text);
    names_destroy(&names);
    return good;
}

uint64_t store_stamp(const char *state)
{
    char *path = str_format("%s/hidden", state);
    struct stat info = {0};
    if (stat(path, &info) != 0)
        info = (struct stat){0};
    free(path);
    uint64_t facts[] = {(uint64_t)store_current(state), (uint64_t)info.st_ino,
                        (uint64_t)info.st_mtim.tv_sec, (uint64_t)info.st_mtim.tv_nsec};
    uint64_t stamp = 0xcbf29ce484222325u;
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        stamp = (stamp ^ facts[i]) * 0x100000001b3u;
    return stamp | 1;
}

char *store_note(const char *state)
{
    struct starts starts = starts_read(state);
    char *note = str_copy(starts.note);
    starts_destroy(&starts);
    return note;
}
