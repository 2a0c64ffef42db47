// Makes a generation file by file and commits it in one rename. Publisher only, one thread.
#include "draft.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "disk.h"
#include "file.h"
#include "hash.h"
#include "store.h"
#include "str.h"

enum { PIECE = 1 << 20 };

static bool fail(struct draft *draft, const char *path)
{
    if (!draft->failed)
        draft->failed = errno == ENOSPC || errno == EDQUOT
                            ? str_copy("the kiosk's disk is full: remove what is not needed")
                            : str_format("%s cannot be written: %s", path, strerror(errno));
    return false;
}

bool draft_open(struct draft *draft, const char *state, const char *staff, int shown)
{
    *draft = (struct draft){.state = state, .staff = staff, .number = store_next(state)};
    char *folder = store_path(state, draft->number, "");
    draft->folder = str_format("%s.new", folder);
    free(folder);
    if (shown) {
        draft->before = store_path(state, shown, "");
        if (!manifest_read(draft->before, &draft->old)) {
            free(draft->before);
            draft->before = NULL;
        }
    }
    if (!disk_remove_tree(draft->folder) || !disk_mkdir(draft->folder))
        return fail(draft, draft->folder);
    const char *const inside[] = {"content", "videos"};
    for (size_t i = 0; i < 2; i++) {
        char *path = str_format("%s/%s", draft->folder, inside[i]);
        bool made = disk_mkdir(path) || fail(draft, path);
        free(path);
        if (!made)
            return false;
    }
    return true;
}

void draft_close(struct draft *draft)
{
    if (draft->folder)
        disk_remove_tree(draft->folder);
    free(draft->folder);
    free(draft->before);
    free(draft->failed);
    manifest_destroy(&draft->old);
    manifest_destroy(&draft->made);
    *draft = (struct draft){0};
}

static bool make_folders(struct draft *draft, char *path)
{
    bool good = true;
    for (char *slash = path + strlen(draft->folder) + 1; good && (slash = strchr(slash, '/'));
         slash++) {
        *slash = 0;
        good = disk_mkdir(path) || fail(draft, path);
        *slash = '/';
    }
    return good;
}

static bool link_before(struct draft *draft, const struct manifest_file *old, const char *path)
{
    char *from = str_format("%s/%s", draft->before, old->path);
    bool good = disk_link(from, path);
    free(from);
    return good;
}

// Both descriptors stay the caller's.
static enum draft_result copy_bytes(struct draft *draft, int from, int to, const char *path,
                                    char sha[SHA_LETTERS + 1])
{
    enum draft_result result = DRAFT_COPIED;
    char *piece = mem_make(1, PIECE);
    struct hash *hash = hash_start();
    ssize_t got = 0;
    while (result == DRAFT_COPIED && (got = read(from, piece, PIECE)) != 0) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            result = DRAFT_REFUSED;
        else if (!disk_write(to, path, piece, (size_t)got))
            result = DRAFT_FAILED;
        else
            hash_add(hash, piece, (size_t)got);
    }
    int reason = errno;
    hash_end(hash, sha);
    free(piece);
    errno = reason;
    if (result == DRAFT_FAILED)
        fail(draft, path);
    return result;
}

static enum draft_result copy(struct draft *draft, const struct scan_file *file, const char *path,
                              char sha[SHA_LETTERS + 1])
{
    int from = scan_open(draft->staff, file->path);
    if (from < 0)
        return errno == ENOENT ? DRAFT_CHANGED : DRAFT_REFUSED;
    struct origin before = scan_origin(from);
    enum draft_result result = DRAFT_CHANGED;
    int to = -1;
    if (origin_equal(&before, &file->origin)) {
        to = disk_create(path);
        if (to < 0)
            fail(draft, path);
        result = to < 0 ? DRAFT_FAILED : copy_bytes(draft, from, to, path, sha);
    }
    int reason = errno;
    struct origin after = scan_origin(from);
    if (result == DRAFT_COPIED && !origin_equal(&after, &file->origin))
        result = DRAFT_CHANGED;
    if (to >= 0 && close(to) != 0 && result == DRAFT_COPIED)
        result = fail(draft, path) ? DRAFT_COPIED : DRAFT_FAILED;
    if (result == DRAFT_REFUSED)
        disk_unlink(path);
    close(from);
    errno = reason;
    return result;
}

enum draft_result draft_take(struct draft *draft, const struct scan_file *file)
{
    const struct manifest_file *old = manifest_file(&draft->old, file->target);
    char *path = str_format("%s/%s", draft->folder, file->target);
    struct manifest_file made = {.size = file->origin.size, .origin = file->origin};
    enum draft_result result = DRAFT_FAILED;
    if (make_folders(draft, path)) {
        bool same = old && origin_equal(&old->origin, &file->origin);
        if (same && link_before(draft, old, path)) {
            memcpy(made.sha, old->sha, sizeof made.sha);
            result = DRAFT_LINKED;
        } else {
            result = copy(draft, file, path, made.sha);
        }
    }
    if (result == DRAFT_LINKED || result == DRAFT_COPIED) {
        struct manifest_file *added = manifest_add_file(&draft->made, file->target);
        made.path = added->path;
        *added = made;
    }
    int reason = errno;
    free(path);
    errno = reason;
    return result;
}

void draft_taken(struct draft *draft)
{
    manifest_sort(&draft->made);
}

struct manifest_file *draft_file(struct draft *draft, const char *target)
{
    return (struct manifest_file *)manifest_file(&draft->made, target);
}

bool draft_same(const struct draft *draft, const struct manifest_file *file)
{
    const struct manifest_file *old = file ? manifest_file(&draft->old, file->path) : NULL;
    return old && str_equal(file->sha, old->sha) && file->origin.inode && old->origin.inode;
}

void draft_drop(struct draft *draft, const char *target)
{
    struct manifest_file *file = draft_file(draft, target);
    if (!file)
        return;
    char *path = str_format("%s/%s", draft->folder, target);
    if (!disk_unlink(path))
        fail(draft, path);
    free(path);
    free(file->path);
    size_t at = (size_t)(file - draft->made.files);
    memmove(file, file + 1, (--draft->made.files_count - at) * sizeof *file);
}

void draft_drop_folder(struct draft *draft, const char *target)
{
    char *path = str_format("%s/%s", draft->folder, target), *below = str_format("%s/", target);
    size_t left = 0;
    if (!disk_remove_tree(path))
        fail(draft, path);
    for (size_t i = 0; i < draft->made.files_count; i++) {
        struct manifest_file *file = &draft->made.files[i];
        if (str_starts(file->path, below))
            free(file->path);
        else
            draft->made.files[left++] = *file;
    }
    draft->made.files_count = left;
    left = 0;
    for (size_t i = 0; i < draft->made.videos_count; i++) {
        struct manifest_video *video = &draft->made.videos[i];
        if (str_starts(below, "videos/") && str_starts(video->path, below + strlen("videos/")))
            free(video->path);
        else
            draft->made.videos[left++] = *video;
    }
    draft->made.videos_count = left;
    free(below);
    free(path);
}

bool draft_keep(struct draft *draft, const char *target)
{
    const struct manifest_file *old = manifest_file(&draft->old, target);
    struct manifest_file *file = draft_file(draft, target);
    if (!old || (file && str_equal(file->sha, old->sha)))
        return false;
    draft_drop(draft, target);
    char *path = str_format("%s/%s", draft->folder, target);
    bool good = make_folders(draft, path) && (link_before(draft, old, path) || fail(draft, path));
    free(path);
    if (!good)
        return false;
    file = manifest_insert_file(&draft->made, target);
    memcpy(file->sha, old->sha, sizeof file->sha);
    file->size = old->size;
    return true;
}

bool draft_make(struct draft *draft, const char *target, const void *bytes, size_t count)
{
    char *path = str_format("%s/%s", draft->folder, target);
    int fd = make_folders(draft, path) ? disk_create(path) : -1;
    bool good = fd >= 0 && disk_write(fd, path, bytes, count);
    if (fd >= 0)
        good = close(fd) == 0 && good;
    if (good) {
        struct manifest_file *file = manifest_insert_file(&draft->made, target);
        struct hash *hash = hash_start();
        hash_add(hash, bytes, count);
        hash_end(hash, file->sha);
        file->size = count;
    } else {
        fail(draft, path);
    }
    free(path);
    return good;
}

char *draft_text(const struct draft *draft, const char *target)
{
    char *path = str_format("%s/%s", draft->folder, target), *text = NULL;
    if (!file_read(path, SCAN_TEXT_MAX, &text, NULL))
        text = NULL;
    free(path);
    return text;
}

struct library *draft_read(const char *folder, const struct names *topics, bool demonstration)
{
    static char *none[1];
    char *content = str_format("%s/content", folder), *videos = str_format("%s/videos", folder);
    struct library *library =
        library_load(&(struct library_options){.content = content,
                                               .videos = videos,
                                               .demonstration = demonstration,
                                               .topics = topics->count ? topics->list : none,
                                               .topics_count = topics->count});
    free(videos);
    free(content);
    return library;
}

bool draft_commit(struct draft *draft)
{
    char *final = store_path(draft->state, draft->number, "");
    char *folder = str_format("%s/generation", draft->state);
    bool good = !draft->failed && manifest_write(draft->folder, &draft->made) &&
                disk_sync_all(draft->folder) && disk_rename(draft->folder, final) &&
                disk_sync_folder(folder) && store_point(draft->state, draft->number);
    if (!good)
        fail(draft, final);
    free(folder);
    free(final);
    return good;
}
