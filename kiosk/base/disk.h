#pragma once
// The one door through which this program changes a disk for good. A test stands in the door: it
// makes any call fail, or ends the process there and takes back what was not synced. Each function
// returns false (or -1) with errno as the reason. Any thread.

#include <stdbool.h>
#include <stddef.h>

enum disk_call {
    DISK_CREATE, // a new, empty file
    DISK_WRITE,
    DISK_SYNC,        // of a file's bytes
    DISK_SYNC_FOLDER, // of a folder's names
    DISK_SYNC_ALL,    // of everything on the disk that holds a folder
    DISK_RENAME,
    DISK_LINK,
    DISK_SYMLINK,
    DISK_UNLINK,
    DISK_MKDIR,
    DISK_RMDIR,
};

struct disk_step {
    enum disk_call call;
    const char *path;
    const char *other; // RENAME, LINK: the old name; SYMLINK: what it says; else NULL
};

// Asked before each call. False, with errno set: the call is not made and fails with that reason.
struct disk_guard {
    bool (*before)(void *context, const struct disk_step *step);
    void *context;
    bool syncs_itself; // the guard is the disk: nothing is synced for real
};
void disk_set_guard(const struct disk_guard *guard); // NULL: none. For tests, before threads start

int disk_create(const char *path); // for writing; what was there is emptied. -1 on failure
__attribute__((warn_unused_result)) bool disk_write(int fd, const char *path, const void *bytes,
                                                    size_t count);
__attribute__((warn_unused_result)) bool disk_sync(int fd, const char *path);
// A name is on the disk for good only once its folder is.
__attribute__((warn_unused_result)) bool disk_sync_folder(const char *path);
__attribute__((warn_unused_result)) bool disk_sync_all(const char *folder);
__attribute__((warn_unused_result)) bool disk_rename(const char *old, const char *path);
__attribute__((warn_unused_result)) bool disk_link(const char *old, const char *path);
__attribute__((warn_unused_result)) bool disk_symlink(const char *says, const char *path);
bool disk_unlink(const char *path);
__attribute__((warn_unused_result)) bool
disk_mkdir(const char *path);            // true if it is there already
bool disk_remove_tree(const char *path); // a file, a link or a folder with all in it; never follows
