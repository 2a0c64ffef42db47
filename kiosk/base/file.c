// Files and folders. Any thread; nothing here has state.
#include "file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disk.h"
#include "str.h"

int file_open(const char *path)
{
    // O_NONBLOCK: opening a pipe that nobody writes must not stop the kiosk.
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat info;
    if (fd < 0)
        return -1;
    if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode))
        return fd;
    close(fd);
    errno = EINVAL;
    return -1;
}

bool file_read(const char *path, size_t limit, char **text, size_t *bytes)
{
    int fd = file_open(path);
    if (fd < 0)
        return false;
    struct stat info;
    size_t size = fstat(fd, &info) == 0 ? (size_t)info.st_size : 0;
    if (size > limit) {
        close(fd);
        errno = EFBIG;
        return false;
    }
    char *read_text = mem_make(size + 1, 1);
    size_t have = 0;
    while (have < size) {
        ssize_t got = read(fd, read_text + have, size - have);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            int reason = errno;
            close(fd);
            free(read_text);
            errno = reason;
            return false;
        }
        if (got == 0)
            break; // it shrank while we read it
        have += (size_t)got;
    }
    close(fd);
    read_text[have] = 0;
    *text = read_text;
    if (bytes)
        *bytes = have;
    return true;
}

// What a file of the state folder is marked with.
struct marks {
    mode_t mode;
    time_t modified; // 0: now
};

// Before anything is in it.
static bool mark(int fd, const char *path, struct marks marks)
{
    char *copy = str_copy(path);
    struct stat folder;
    bool root = geteuid() == 0 && stat(dirname(copy), &folder) == 0;
    free(copy);
    if (root && fchown(fd, folder.st_uid, folder.st_gid) != 0)
        return false;
    return fchmod(fd, marks.mode) == 0;
}

static bool date(int fd, struct marks marks)
{
    struct timespec times[2] = {{.tv_sec = marks.modified}, {.tv_sec = marks.modified}};
    return !marks.modified || futimens(fd, times) == 0;
}

static bool replace(const char *path, const void *bytes, size_t count, const struct marks *marks)
{
    char *draft = str_format("%s.tmp", path);
    int fd = disk_create(draft);
    bool good = fd >= 0 && (!marks || mark(fd, path, *marks)) &&
                disk_write(fd, draft, bytes, count) && (!marks || date(fd, *marks)) &&
                disk_sync(fd, draft);
    if (fd >= 0)
        good = close(fd) == 0 && good;
    good = good && disk_rename(draft, path);
    if (good) {
        char *copy = str_copy(path);
        good = disk_sync_folder(dirname(copy));
        free(copy);
    } else {
        int reason = errno;
        disk_unlink(draft);
        errno = reason;
    }
    free(draft);
    return good;
}

bool file_replace(const char *path, const void *bytes, size_t count)
{
    return replace(path, bytes, count, NULL);
}

bool file_replace_as(const char *path, const void *bytes, size_t count, mode_t mode,
                     time_t modified)
{
    struct marks marks = {mode, modified};
    return replace(path, bytes, count, &marks);
}

bool file_exists(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISREG(info.st_mode);
}

bool folder_exists(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

bool file_left_behind(const char *name)
{
    static const char *const names[] = {"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"};
    static const char *const endings[] = {".part",     ".partial",    ".tmp",
                                          ".filepart", ".crdownload", ":zone.identifier"};
    size_t bytes = strlen(name);
    bool left = name[0] == '.' || str_starts(name, "~$") || str_ends(name, "~") ||
                strstr(name, ".sync-conflict-");
    for (size_t i = 0; i < sizeof names / sizeof *names && !left; i++)
        left = strcasecmp(name, names[i]) == 0;
    for (size_t i = 0; i < sizeof endings / sizeof *endings && !left; i++) {
        size_t length = strlen(endings[i]);
        left = bytes > length && strcasecmp(name + bytes - length, endings[i]) == 0;
    }
    return left;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

bool names_read(const char *folder, struct names *names)
{
    *names = (struct names){0};
    DIR *open_folder = opendir(folder);
    if (!open_folder)
        return false;
    struct dirent *entry;
    while (errno = 0, (entry = readdir(open_folder))) {
        if (file_left_behind(entry->d_name))
            continue;
        names->list = mem_grow(names->list, names->count + 1, sizeof *names->list);
        names->list[names->count++] = str_copy(entry->d_name);
    }
    int reason = errno; // the end leaves none
    closedir(open_folder);
    if (reason) {
        names_destroy(names);
        errno = reason;
        return false;
    }
    if (names->count)
        qsort(names->list, names->count, sizeof *names->list, by_bytes);
    return true;
}

void names_destroy(struct names *names)
{
    for (size_t i = 0; i < names->count; i++)
        free(names->list[i]);
    free(names->list);
    *names = (struct names){0};
}
