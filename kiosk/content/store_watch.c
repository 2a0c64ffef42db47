// A hint by inotify on one folder. The thread that opened it.
#include "store_watch.h"

#include <stdlib.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "str.h"

struct store_watch {
    int fd; // -1: no inotify
};

struct store_watch *store_watch_open(const char *state)
{
    struct store_watch *watch = mem_make(1, sizeof *watch);
    watch->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (watch->fd >= 0)
        inotify_add_watch(watch->fd, state, IN_MOVED_TO | IN_DELETE | IN_CLOSE_WRITE);
    return watch;
}

void store_watch_destroy(struct store_watch *watch)
{
    if (watch && watch->fd >= 0)
        close(watch->fd);
    free(watch);
}

int store_watch_fd(const struct store_watch *watch)
{
    return watch ? watch->fd : -1;
}

bool store_watch_handle(struct store_watch *watch)
{
    char events[4096];
    bool any = false;
    while (watch && watch->fd >= 0 && read(watch->fd, events, sizeof events) > 0)
        any = true;
    return any;
}
