// The list of videos and what the player said of them. Main thread.
#define LOG_TAG "reel"
#include "reel.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file.h"
#include "log.h"
#include "str.h"

struct clip {
    char *name;
    bool known, playable;
    struct stat file; // as it was when it was asked about
    struct media_info info;
    char *problem; // if known and not playable
};

struct reel {
    struct player *player; // not owned
    char *folder;
    struct clip *clips;
    int count;
    const struct reel_known *known; // not owned
    size_t known_count;
};

struct reel *reel_open(struct player *player, const char *folder)
{
    struct reel *reel = mem_make(1, sizeof *reel);
    reel->player = player;
    reel->folder = str_copy(folder);
    return reel;
}

void reel_destroy(struct reel *reel)
{
    if (!reel)
        return;
    for (int i = 0; i < reel->count; i++) {
        free(reel->clips[i].name);
        free(reel->clips[i].problem);
    }
    free(reel->clips);
    free(reel->folder);
    free(reel);
}

static struct clip *find(const struct reel *reel, const char *name)
{
    for (int i = 0; i < reel->count; i++)
        if (str_equal(reel->clips[i].name, name))
            return &reel->clips[i];
    return NULL;
}

void reel_show(struct reel *reel, const char *folder, const struct reel_known *known, size_t count)
{
    free(reel->folder);
    reel->folder = str_copy(folder);
    reel->known = known;
    reel->known_count = count;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct reel_known *)a)->name, ((const struct reel_known *)b)->name);
}

static const struct reel_known *find_known(const struct reel *reel, const char *name)
{
    struct reel_known wanted = {.name = name};
    return reel->known_count
               ? bsearch(&wanted, reel->known, reel->known_count, sizeof *reel->known, by_name)
               : NULL;
}

int reel_open_video(const struct reel *reel, const char *name)
{
    char *path = str_format("%s/%s", reel->folder, name);
    int fd = file_open(path);
    if (fd < 0)
        log_warning("%s cannot be opened: %s", path, strerror(errno));
    free(path);
    return fd;
}

// What tells that a file is another one than when it was asked about.
static bool changed(struct clip *clip, int fd)
{
    struct stat now;
    if (fstat(fd, &now) != 0)
        return false;
    bool same = now.st_ino == clip->file.st_ino && now.st_size == clip->file.st_size &&
                now.st_mtim.tv_sec == clip->file.st_mtim.tv_sec &&
                now.st_mtim.tv_nsec == clip->file.st_mtim.tv_nsec;
    clip->file = now;
    return !same;
}

void reel_want(struct reel *reel, const char *name)
{
    int fd = find_known(reel, name) ? -1 : reel_open_video(reel, name);
    if (fd < 0)
        return;
    struct clip *clip = find(reel, name);
    if (!clip) {
        reel->clips = mem_grow(reel->clips, (size_t)reel->count + 1, sizeof *reel->clips);
        clip = &reel->clips[reel->count++];
        *clip = (struct clip){.name = str_copy(name)};
    }
    // Clips are never taken out, so the answer to an older question still finds its clip.
    if (changed(clip, fd))
        player_probe(reel->player, fd, (int)(clip - reel->clips));
    else
        close(fd);
}

bool reel_handle(struct reel *reel)
{
    bool any = false, playable;
    int token;
    struct media_info info;
    const char *problem;
    while (player_take_probe(reel->player, &token, &playable, &info, &problem)) {
        if (token < 0 || token >= reel->count)
            continue;
        struct clip *clip = &reel->clips[token];
        clip->known = any = true;
        clip->playable = playable;
        clip->info = info;
        free(clip->problem);
        clip->problem = playable ? NULL : str_copy(problem);
        if (!playable)
            log_warning("%s cannot be played: %s", clip->name, problem);
    }
    return any;
}

struct media_info reel_info(const struct reel *reel, const char *name)
{
    const struct reel_known *known = find_known(reel, name);
    if (known)
        return known->info;
    const struct clip *clip = find(reel, name);
    return clip && clip->known && clip->playable ? clip->info : (struct media_info){0};
}

const char *reel_problem(const struct reel *reel, const char *name)
{
    const struct clip *clip = find(reel, name);
    return clip && clip->known && !clip->playable ? clip->problem : NULL;
}
