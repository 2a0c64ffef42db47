// Every change of a disk that must survive a power cut. Any thread; the guard is a test's.
#include "disk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "str.h"

static struct disk_guard guard; // set before threads start

void disk_set_guard(const struct disk_guard *new_guard)
{
    guard = new_guard ? *new_guard : (struct disk_guard){0};
}

static bool allowed(enum disk_call call, const char *path, const char *other)
{
    return !guard.before || guard.before(guard.context, &(struct disk_step){call, path, other});
}

int disk_create(const char *path)
{
    if (!allowed(DISK_CREATE, path, NULL))
        return -1;
    return open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644);
}

bool disk_write(int fd, const char *path, const void *bytes, size_t count)
{
    if (!allowed(DISK_WRITE, path, NULL))
        return false;
    const char *at = bytes;
    while (count) {
        ssize_t put = write(fd, at, count);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        at += put;
        count -= (size_t)put;
    }
    return true;
}

bool disk_sync(int fd, const char *path)
{
    return allowed(DISK_SYNC, path, NULL) && (guard.syncs_itself || fsync(fd) == 0);
}

static bool sync_open(const char *path, int (*sync_fd)(int))
{
    if (guard.syncs_itself)
        return true;
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool good = fd >= 0 && sync_fd(fd) == 0;
    int reason = errno;
    if (fd >= 0)
        close(fd);
    errno = reason;
    return good;
}

bool disk_sync_folder(const char *path)
{
    return allowed(DISK_SYNC_FOLDER, path, NULL) && sync_open(path, fsync);
}

bool disk_sync_all(const char *folder)
{
    return allowed(DISK_SYNC_ALL, folder, NULL) && sync_open(folder, syncfs);
}

bool disk_rename(const char *old, const char *path)
{
    return allowed(DISK_RENAME, path, old) && rename(old, path) == 0;
}

bool disk_link(const char *old, const char *path)
{
    return allowed(DISK_LINK, path, old) && link(old, path) == 0;
}

bool disk_symlink(const char *says, const char *path)
{
    return allowed(DISK_SYMLINK, path, says) && symlink(says, path) == 0;
}

bool disk_unlink(const char *path)
{
    return allowed(DISK_UNLINK, path, NULL) && unlink(path) == 0;
}

bool disk_mkdir(const char *path)
{
    struct stat info;
    if (lstat(path, &info) == 0 && S_ISDIR(info.st_mode))
        return true;
    return allowed(DISK_MKDIR, path, NULL) && mkdir(path, 0755) == 0;
}

bool disk_remove_tree(const char *path)
{
    DIR *folder = NULL;
    struct stat info;
    if (lstat(path, &info) != 0)
        return errno == ENOENT;
    if (!S_ISDIR(info.st_mode))
        return disk_unlink(path);
    bool good = (folder = opendir(path));
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        if (str_equal(entry->d_name, ".") || str_equal(entry->d_name, ".."))
            continue;
        char *inside = str_format("%s/%s", path, entry->d_name);
        good = disk_remove_tree(inside) && good;
        free(inside);
    }
    if (folder)
        closedir(folder);
    return good && allowed(DISK_RMDIR, path, NULL) && rmdir(path) == 0;
}
