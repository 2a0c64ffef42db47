#pragma once
// Files. Every function that can fail returns false (or -1) and leaves errno as the reason; nothing
// here logs, because only the caller knows whether a missing file matters.

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <time.h>

// Reads a regular file whole, at most `limit` bytes (EFBIG beyond). *text gets a NUL at its end and
// is the caller's to free; *bytes may be NULL. Never blocks on a pipe or a device: they are refused
// (EINVAL).
__attribute__((warn_unused_result)) bool file_read(const char *path, size_t limit, char **text,
                                                   size_t *bytes);

// Opens a regular file for reading, close-on-exec. -1 on failure; a folder, device or pipe is
// EINVAL.
__attribute__((warn_unused_result)) int file_open(const char *path);

// Replaces `path` so that after a power cut it holds all of the old or all of the new bytes.
__attribute__((warn_unused_result)) bool file_replace(const char *path, const void *bytes,
                                                      size_t count);

// The same for a file of the state folder: with these permissions, owned as its folder is (so that what
// an administrator writes stays the kiosk's), and with `modified` (seconds since 1970; 0: now) as its
// time.
__attribute__((warn_unused_result)) bool
file_replace_as(const char *path, const void *bytes, size_t count, mode_t mode, time_t modified);

bool file_exists(const char *path);
bool folder_exists(const char *path);

// A name that copying leaves behind, or that is hidden: see names_read.
bool file_left_behind(const char *name);

// The names in a folder, sorted by byte value, without "." and ".." and without what copying leaves
// behind: dot files, `._*`, `~$*`, `*~`, `*.sync-conflict-*` and, in any case, `Thumbs.db`, `desktop.ini`,
// `Icon\r`, `*.part`, `*.tmp`, `*.crdownload`, `*:Zone.Identifier` and their like. All of them, or false and *names zeroed: a share that fails halfway has not lost its files.
struct names {
    char **list; // owned
    size_t count;
};
__attribute__((warn_unused_result)) bool names_read(const char *folder, struct names *names);
void names_destroy(struct names *names); // accepts zeroed
