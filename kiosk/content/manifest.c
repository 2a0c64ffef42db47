// The list of what a generation holds. Any one thread at a time.
#include "manifest.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disk.h"
#include "file.h"
#include "hash.h"
#include "str.h"

enum { BYTES_MAX = 64 << 20 };
static const char first_line[] = "physio-kiosk generation 1\n";

bool origin_equal(const struct origin *a, const struct origin *b)
{
    return a->inode && a->inode == b->inode && a->size == b->size &&
           a->changed_ns == b->changed_ns && a->status_ns == b->status_ns;
}

// ---- writing

static void put_origin(struct strbuf *text, const struct origin *origin)
{
    strbuf_format(text, "%" PRIu64 " %" PRIu64 " %" PRId64 " %" PRId64, origin->size, origin->inode,
                  origin->changed_ns, origin->status_ns);
}

static void put_all(struct strbuf *text, const struct manifest *manifest)
{
    strbuf_add(text, first_line);
    strbuf_format(text, "tree %016" PRIx64 "\nversion %s\n", manifest->tree, manifest->version);
    for (size_t i = 0; i < manifest->topics_count; i++)
        strbuf_format(text, "topic %d %zu %d %s\n", manifest->topics[i].order,
                      manifest->topics[i].pages, manifest->topics[i].check, manifest->topics[i].id);
    for (size_t i = 0; i < manifest->files_count; i++) {
        const struct manifest_file *file = &manifest->files[i];
        strbuf_format(text, "file %s %" PRIu64 " ", file->sha, file->size);
        put_origin(text, &file->origin);
        strbuf_format(text, " %s\n", file->path);
    }
    for (size_t i = 0; i < manifest->videos_count; i++) {
        const struct manifest_video *video = &manifest->videos[i];
        strbuf_format(text, "video %d %d %" PRId64 " %s\n", video->w, video->h, video->duration_ms,
                      video->path);
    }
    for (size_t i = 0; i < manifest->refusals_count; i++) {
        strbuf_add(text, "refusal ");
        put_origin(text, &manifest->refusals[i].origin);
        strbuf_format(text, " %s\t%s\n", manifest->refusals[i].path, manifest->refusals[i].reason);
    }
}

bool manifest_write(const char *folder, struct manifest *manifest)
{
    manifest_sort(manifest);
    struct strbuf text = {0};
    put_all(&text, manifest);
    struct hash *hash = hash_start();
    hash_add(hash, text.text, text.length);
    char letters[SHA_LETTERS + 1];
    hash_end(hash, letters);
    strbuf_format(&text, "end %s\n", letters);
    char *path = str_format("%s/manifest", folder);
    int fd = disk_create(path);
    bool good = fd >= 0 && disk_write(fd, path, text.text, text.length);
    int reason = errno;
    if (fd >= 0)
        good = close(fd) == 0 && good;
    errno = reason;
    free(path);
    strbuf_destroy(&text);
    return good;
}

// ---- reading

// The next number and the space after it. Not sscanf: a large set has a hundred thousand of them, and
// the first screen waits.
static bool take_number(const char **at, int64_t *number)
{
    char *end;
    errno = 0;
    *number = strtoll(*at, &end, 10);
    if (end == *at || *end != ' ' || errno)
        return false;
    *at = end + 1;
    return true;
}

static bool take_size(const char **at, uint64_t *size)
{
    char *end;
    errno = 0;
    *size = strtoull(*at, &end, 10);
    if (end == *at || *end != ' ' || errno)
        return false;
    *at = end + 1;
    return true;
}

static bool take_origin(const char **at, struct origin *origin)
{
    return take_size(at, &origin->size) && take_size(at, &origin->inode) &&
           take_number(at, &origin->changed_ns) && take_number(at, &origin->status_ns);
}

static bool take_file(struct manifest *manifest, const char *at)
{
    struct manifest_file made = {0};
    if (strspn(at, "0123456789abcdef") != SHA_LETTERS || at[SHA_LETTERS] != ' ')
        return false;
    memcpy(made.sha, at, SHA_LETTERS);
    at += SHA_LETTERS + 1;
    if (!take_size(&at, &made.size) || !take_origin(&at, &made.origin))
        return false;
    struct manifest_file *file = manifest_add_file(manifest, at);
    made.path = file->path;
    *file = made;
    return true;
}

static bool take_video(struct manifest *manifest, const char *at)
{
    int64_t w, h, duration_ms;
    if (!take_number(&at, &w) || !take_number(&at, &h) || !take_number(&at, &duration_ms))
        return false;
    struct manifest_video *video = manifest_add_video(manifest, at);
    video->w = (int)w;
    video->h = (int)h;
    video->duration_ms = duration_ms;
    return true;
}

static bool take_topic(struct manifest *manifest, const char *at)
{
    int64_t order, pages, check;
    if (!take_number(&at, &order) || !take_number(&at, &pages) || !take_number(&at, &check))
        return false;
    struct manifest_topic *topic = manifest_add_topic(manifest, at);
    topic->order = (int)order;
    topic->pages = (size_t)pages;
    topic->check = check;
    return true;
}

static bool take_refusal(struct manifest *manifest, const char *at)
{
    struct origin origin;
    const char *tab = strchr(at, '\t');
    if (!tab || !take_origin(&at, &origin))
        return false;
    char *path = str_copy_part(at, (size_t)(tab - at));
    manifest_add_refusal(manifest, path, tab + 1)->origin = origin;
    free(path);
    return true;
}

static bool take_line(struct manifest *manifest, const char *line)
{
    if (str_starts(line, "file "))
        return take_file(manifest, line + strlen("file "));
    if (str_starts(line, "video "))
        return take_video(manifest, line + strlen("video "));
    if (str_starts(line, "refusal "))
        return take_refusal(manifest, line + strlen("refusal "));
    if (str_starts(line, "topic "))
        return take_topic(manifest, line + strlen("topic "));
    if (str_starts(line, "version ")) {
        free(manifest->version);
        manifest->version = str_copy(line + strlen("version "));
        return true;
    }
    return sscanf(line, "tree %" SCNx64, &manifest->tree) == 1;
}

// The last line holds the hash of all before it.
static bool sealed(const char *text, size_t bytes, size_t *body)
{
    enum { SEAL = sizeof "end \n" - 1 + SHA_LETTERS };
    if (bytes < sizeof first_line + SEAL || !str_starts(text, first_line))
        return false;
    *body = bytes - SEAL;
    char letters[SHA_LETTERS + 1];
    struct hash *hash = hash_start();
    hash_add(hash, text, *body);
    hash_end(hash, letters);
    return memcmp(text + *body, "end ", 4) == 0 &&
           memcmp(text + *body + 4, letters, SHA_LETTERS) == 0;
}

bool manifest_read(const char *folder, struct manifest *manifest)
{
    *manifest = (struct manifest){0};
    char *path = str_format("%s/manifest", folder), *text = NULL, *rest = NULL;
    size_t bytes = 0, body = 0;
    bool good = file_read(path, BYTES_MAX, &text, &bytes) && sealed(text, bytes, &body);
    free(path);
    if (good) {
        text[body] = 0;
        for (char *line = strtok_r(text + sizeof first_line - 1, "\n", &rest); good && line;
             line = strtok_r(NULL, "\n", &rest))
            good = take_line(manifest, line);
    }
    free(text);
    if (good && manifest->version)
        return true;
    manifest_destroy(manifest);
    return false;
}

static bool has_hash(const char *folder, const struct manifest_file *file)
{
    char *path = str_format("%s/%s", folder, file->path), letters[SHA_LETTERS + 1];
    bool good = hash_file(path, letters) && str_equal(letters, file->sha);
    free(path);
    return good;
}

static bool stands(const char *folder, const struct manifest *manifest, bool hashes)
{
    int fd = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC); // short paths: the first screen waits
    bool good = fd >= 0;
    for (size_t i = 0; i < manifest->files_count && good; i++) {
        const struct manifest_file *file = &manifest->files[i];
        struct stat info;
        good = fstatat(fd, file->path, &info, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(info.st_mode) &&
               (uint64_t)info.st_size == file->size && (!hashes || has_hash(folder, file));
    }
    if (fd >= 0)
        close(fd);
    return good;
}

bool manifest_stands(const char *folder, const struct manifest *manifest)
{
    return stands(folder, manifest, false);
}

static bool complete(const char *folder, bool hashes)
{
    struct manifest manifest;
    bool good = manifest_read(folder, &manifest) && stands(folder, &manifest, hashes);
    manifest_destroy(&manifest);
    return good;
}

bool manifest_whole(const char *folder)
{
    return complete(folder, false);
}

bool manifest_true(const char *folder)
{
    return complete(folder, true);
}

void manifest_destroy(struct manifest *manifest)
{
    for (size_t i = 0; i < manifest->topics_count; i++)
        free(manifest->topics[i].id);
    for (size_t i = 0; i < manifest->files_count; i++)
        free(manifest->files[i].path);
    for (size_t i = 0; i < manifest->videos_count; i++)
        free(manifest->videos[i].path);
    for (size_t i = 0; i < manifest->refusals_count; i++) {
        free(manifest->refusals[i].path);
        free(manifest->refusals[i].reason);
    }
    free(manifest->topics);
    free(manifest->files);
    free(manifest->videos);
    free(manifest->refusals);
    free(manifest->version);
    *manifest = (struct manifest){0};
}

// ---- lists: each entry begins with its path

static int by_path(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static const void *find(const void *list, size_t count, size_t size, const char *path)
{
    return count ? bsearch(&path, list, count, size, by_path) : NULL;
}

const struct manifest_file *manifest_file(const struct manifest *manifest, const char *path)
{
    return find(manifest->files, manifest->files_count, sizeof *manifest->files, path);
}

const struct manifest_video *manifest_video(const struct manifest *manifest, const char *path)
{
    return find(manifest->videos, manifest->videos_count, sizeof *manifest->videos, path);
}

const struct manifest_refusal *manifest_refusal(const struct manifest *manifest, const char *path)
{
    return find(manifest->refusals, manifest->refusals_count, sizeof *manifest->refusals, path);
}

const struct manifest_topic *manifest_topic(const struct manifest *manifest, const char *id)
{
    for (size_t i = 0; i < manifest->topics_count; i++)
        if (str_equal(manifest->topics[i].id, id))
            return &manifest->topics[i];
    return NULL;
}

struct manifest_topic *manifest_add_topic(struct manifest *manifest, const char *id)
{
    manifest->topics =
        mem_grow(manifest->topics, manifest->topics_count + 1, sizeof *manifest->topics);
    struct manifest_topic *topic = &manifest->topics[manifest->topics_count++];
    *topic = (struct manifest_topic){.id = str_copy(id)};
    return topic;
}

struct manifest_file *manifest_add_file(struct manifest *manifest, const char *path)
{
    manifest->files = mem_grow(manifest->files, manifest->files_count + 1, sizeof *manifest->files);
    struct manifest_file *file = &manifest->files[manifest->files_count++];
    *file = (struct manifest_file){.path = str_copy(path)};
    return file;
}

struct manifest_file *manifest_insert_file(struct manifest *manifest, const char *path)
{
    struct manifest_file made = *manifest_add_file(manifest, path);
    size_t from = 0, to = manifest->files_count - 1;
    while (from < to) {
        size_t middle = (from + to) / 2;
        if (strcmp(manifest->files[middle].path, path) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    struct manifest_file *place = &manifest->files[from];
    memmove(place + 1, place, (manifest->files_count - 1 - from) * sizeof *place);
    *place = made;
    return place;
}

struct manifest_video *manifest_add_video(struct manifest *manifest, const char *path)
{
    manifest->videos =
        mem_grow(manifest->videos, manifest->videos_count + 1, sizeof *manifest->videos);
    struct manifest_video *video = &manifest->videos[manifest->videos_count++];
    *video = (struct manifest_video){.path = str_copy(path)};
    return video;
}

struct manifest_refusal *manifest_add_refusal(struct manifest *manifest, const char *path,
                                              const char *reason)
{
    manifest->refusals =
        mem_grow(manifest->refusals, manifest->refusals_count + 1, sizeof *manifest->refusals);
    struct manifest_refusal *refusal = &manifest->refusals[manifest->refusals_count++];
    *refusal = (struct manifest_refusal){.path = str_copy(path), .reason = str_copy(reason)};
    return refusal;
}

static int by_order(const void *a, const void *b)
{
    const struct manifest_topic *one = a, *two = b;
    return one->order != two->order ? (one->order < two->order ? -1 : 1) : strcmp(one->id, two->id);
}

void manifest_sort(struct manifest *manifest)
{
    if (manifest->topics_count)
        qsort(manifest->topics, manifest->topics_count, sizeof *manifest->topics, by_order);
    if (manifest->files_count)
        qsort(manifest->files, manifest->files_count, sizeof *manifest->files, by_path);
    if (manifest->videos_count)
        qsort(manifest->videos, manifest->videos_count, sizeof *manifest->videos, by_path);
    if (manifest->refusals_count)
        qsort(manifest->refusals, manifest->refusals_count, sizeof *manifest->refusals, by_path);
}
