// What poll() can wait for on KMSDRM, where SDL offers no descriptor: its own ones of touch panels and
// keyboards, and the socket that tells of those that come, found in /proc and gathered in one epoll. So
// a still screen sleeps there too. Main thread.
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "canvas_inside.h"
#include "str.h"

enum { KIND_INPUT, KIND_NEWS };

static bool is_netlink(int fd)
{
    int domain = 0;
    socklen_t size = sizeof domain;
    return getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &domain, &size) == 0 && domain == AF_NETLINK;
}

// What of `fd` is waited for; false if nothing is.
static bool kind_of(int fd, const char *name, uint32_t *kind)
{
    char path[64], target[256];
    snprintf(path, sizeof path, "/proc/self/fd/%s", name);
    ssize_t length = readlink(path, target, sizeof target - 1);
    if (length < 0)
        return false;
    target[length] = 0;
    *kind = str_starts(target, "/dev/input/") ? KIND_INPUT : KIND_NEWS;
    return *kind == KIND_INPUT || (str_starts(target, "socket:") && is_netlink(fd));
}

// Adds what is not there yet; a descriptor that was closed has left by itself. True if there is the
// socket that tells of new devices.
static bool gather(int epoll)
{
    DIR *folder = opendir("/proc/self/fd");
    bool news = false;
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        uint32_t kind;
        int fd = atoi(entry->d_name);
        if (entry->d_name[0] == '.' || !kind_of(fd, entry->d_name, &kind))
            continue;
        struct epoll_event event = {.events = EPOLLIN, .data.u32 = kind};
        bool there = epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) == 0 || errno == EEXIST;
        news = news || (there && kind == KIND_NEWS);
    }
    if (folder)
        closedir(folder);
    return news;
}

void wait_look(struct wait *wait)
{
    struct epoll_event events[16];
    int count = wait->epoll > 0 ? epoll_wait(wait->epoll, events, 16, 0) : 0;
    for (int i = 0; i < count; i++) // SDL opens and closes devices at such news, and at a lost one
        if (events[i].data.u32 == KIND_NEWS || events[i].events & (EPOLLHUP | EPOLLERR))
            wait->gathered = false;
}

int wait_fd(struct wait *wait)
{
    if (wait->epoll <= 0)
        wait->epoll = epoll_create1(EPOLL_CLOEXEC);
    if (wait->epoll > 0 && !wait->gathered) {
        wait->news = gather(wait->epoll);
        wait->gathered = true;
    }
    // without that socket a new panel would go unnoticed: the caller looks by itself then
    return wait->epoll > 0 && wait->news ? wait->epoll : -1;
}

void wait_close(struct wait *wait)
{
    if (wait->epoll > 0)
        close(wait->epoll);
    *wait = (struct wait){0};
}
