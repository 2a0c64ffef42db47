// Walks the staff folder by descriptors, so that no name, link or device leads out of it. Any thread.
#include "scan.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "composed.h"
#include "file.h"
#include "library.h"
#include "scan_name.h"
#include "str.h"

enum { DEPTH_MAX = 6 };

struct walk {
    struct scan *scan;
    void (*folder)(void *context, const char *path);
    void *context;
    const char *staff;
};

// ---- what a file is

bool scan_is_video(const char *name)
{
    static const char *const endings[] = {".mp4", ".m4v", ".mov", ".webm", ".mkv", ".avi", NULL};
    return scan_name_ends(name, endings);
}

bool scan_is_picture(const char *name)
{
    static const char *const endings[] = {".jpg", ".jpeg", ".png", ".webp", ".svg", NULL};
    return scan_name_ends(name, endings);
}

static bool kind_of(const char *name, enum scan_kind *kind)
{
    static const char *const texts[] = {".md", ".yaml", NULL}, *const captions[] = {".vtt", NULL};
    if (scan_name_ends(name, texts))
        *kind = SCAN_TEXT;
    else if (scan_name_ends(name, captions))
        *kind = SCAN_CAPTIONS;
    else if (scan_is_picture(name))
        *kind = SCAN_PICTURE;
    else if (scan_is_video(name))
        *kind = SCAN_VIDEO;
    else
        return false;
    return true;
}

const char *scan_shown(const char *path)
{
    return str_starts(path, "content/") ? path + strlen("content/") : path;
}

void scan_lower_ending(char *target)
{
    enum scan_kind kind;
    char *dot = strrchr(target, '.');
    if (!kind_of(target, &kind) || kind == SCAN_VIDEO ||
        (kind == SCAN_PICTURE && !str_starts(target, "videos/")))
        return;
    for (; *dot; dot++)
        *dot = (char)tolower((unsigned char)*dot);
}

// "content/knees/stretches/x.mp4", dropped beside the pages: its place is among the videos.
static char *target_of(const char *on_disk, enum scan_kind kind)
{
    char *path = text_composed(on_disk);
    const char *below = path + strlen("content/");
    const char *slash = str_starts(path, "content/") ? strchr(below, '/') : NULL;
    bool exercises =
        slash && (str_starts(slash, "/stretches/") || str_starts(slash, "/strengthening/"));
    char *target = exercises && kind != SCAN_TEXT ? str_format("videos/%s", below) : str_copy(path);
    scan_lower_ending(target);
    free(path);
    return target;
}

// ---- what is wrong with it

// A name that can be shown: what is not UTF-8 or not visible becomes "?".
static char *shown_name(const char *path)
{
    char *shown = str_copy(path);
    size_t bytes = strlen(shown);
    for (size_t i = 0; i < bytes; i++)
        if ((unsigned char)shown[i] < 0x20 || shown[i] == 0x7F)
            shown[i] = '?';
    for (size_t at; (at = utf8_check(shown, bytes)) < bytes;)
        shown[at] = '?';
    char *composed = text_composed(shown);
    free(shown);
    return composed;
}

static const char *size_fault(const char *name, enum scan_kind kind, int64_t size)
{
    static const char *const drawings[] = {".svg", NULL};
    bool drawing = kind == SCAN_PICTURE && scan_name_ends(name, drawings);
    if (kind == SCAN_PICTURE && !drawing)
        return size > SCAN_PICTURE_MAX ? "this picture is larger than 8 MB: save it smaller" : NULL;
    if (kind == SCAN_PICTURE)
        return size > SCAN_DRAWING_MAX ? "this drawing is larger than 1 MB: save it smaller" : NULL;
    if (kind == SCAN_VIDEO)
        return size > (int64_t)4 << 30 ? "this video is larger than 4 GB: save it smaller" : NULL;
    return size > SCAN_TEXT_MAX
               ? "this file is larger than 64 KB: shorten it, or divide it into several pages"
               : NULL;
}

// Somebody wrote a page and saved it as something else: Notepad adds ".txt" by itself.
static bool meant_as_page(const char *name)
{
    static const char *const endings[] = {".txt", ".doc", ".docx", ".odt", ".rtf", ".pages", NULL};
    return scan_name_ends(name, endings);
}

// Films as older cameras and programs make them. The kiosk's player may show some and not others.
static bool other_film(const char *name)
{
    static const char *const endings[] = {".wmv", ".mpg", ".mpeg", ".3gp", ".3g2", ".mts", ".m2ts",
                                          ".ts",  ".flv", ".asf",  ".vob", ".ogv", NULL};
    return scan_name_ends(name, endings);
}

static void tell(struct walk *walk, enum severity severity, const char *path, const char *text)
{
    char *shown = shown_name(path);
    problem_add(&walk->scan->problems, severity, scan_shown(shown), 0, 0, "%s", text);
    free(shown);
}

// Tells of a file that only lacks its right name: one that got ".txt", and the clinic's own.
static bool misnamed(struct walk *walk, const char *path, const char *name)
{
    static const char *const clinics[] = {"content/clinic.yaml", "content/clinic.yml"};
    char *target = str_copy(path);
    scan_lower_ending(target);
    bool clinic = !str_equal(target, clinics[0]) &&
                  (strcasecmp(path, clinics[0]) == 0 || strcasecmp(path, clinics[1]) == 0);
    free(target);
    char *meant = clinic ? str_copy("clinic.yaml") : scan_meant(name);
    if (!meant)
        return false;
    char *text = str_format("rename this file to \"%s\"", meant);
    tell(walk, SEVERITY_ERROR, path, text);
    free(text);
    free(meant);
    return true;
}

// ---- the walk

static void mix(uint64_t *sum, const void *bytes, size_t count)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < count; i++)
        *sum = (*sum ^ at[i]) * 0x100000001b3u;
}

static struct origin origin_of(const struct stat *info)
{
    return (struct origin){
        .size = (uint64_t)info->st_size,
        .inode = (uint64_t)info->st_ino,
        .changed_ns = (int64_t)info->st_mtim.tv_sec * 1000000000 + info->st_mtim.tv_nsec,
        .status_ns = (int64_t)info->st_ctim.tv_sec * 1000000000 + info->st_ctim.tv_nsec,
    };
}

static void add_file(struct walk *walk, const char *path, enum scan_kind kind,
                     const struct stat *info)
{
    struct scan *scan = walk->scan;
    scan->files = mem_grow(scan->files, scan->count + 1, sizeof *scan->files);
    scan->files[scan->count++] =
        (struct scan_file){str_copy(path), target_of(path, kind), kind, origin_of(info)};
    scan->bytes += (uint64_t)info->st_size;
}

static void look_at_file(struct walk *walk, const char *path, const char *name,
                         const struct stat *info)
{
    struct origin origin = origin_of(info);
    mix(&walk->scan->tree, &origin, sizeof origin);
    enum scan_kind kind;
    const char *fault = scan_name_fault(name);
    if (S_ISLNK(info->st_mode))
        tell(walk, SEVERITY_ERROR, path, "this is a link: copy the file itself here");
    else if (!S_ISREG(info->st_mode))
        tell(walk, SEVERITY_ERROR, path, "this is not an ordinary file: remove it");
    else if (fault)
        tell(walk, SEVERITY_ERROR, path, fault);
    else if (!strchr(path, '/'))
        return; // beside content and videos: not ours
    else if (misnamed(walk, path, name))
        return;
    else if (str_starts(path, "content/") && meant_as_page(name))
        tell(walk, SEVERITY_ERROR, path,
             "this is no page yet: save it as plain text under a name that ends in \".md\"");
    else if (other_film(name))
        tell(walk, SEVERITY_ERROR, path,
             "the kiosk does not play this kind of film: export it as MP4 (H.264)");
    else if (!kind_of(name, &kind) || (str_starts(path, "videos/") && kind == SCAN_TEXT))
        tell(walk, SEVERITY_WARNING, path,
             "the kiosk does not show files of this kind here: it is left out");
    else if ((fault = size_fault(name, kind, info->st_size)))
        tell(walk, SEVERITY_ERROR, path, fault);
    else if (kind == SCAN_VIDEO && str_starts(path, "content/") && !strstr(path, "/stretches/") &&
             !strstr(path, "/strengthening/"))
        tell(walk, SEVERITY_WARNING, path,
             "a video belongs into the videos folder, or into \"stretches\" or \"strengthening\"");
    else
        add_file(walk, path, kind, info);
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

// Names of an open folder, sorted; takes the descriptor over. All of them, or false with errno.
static bool read_names(struct walk *walk, int fd, struct names *names)
{
    *names = (struct names){0};
    DIR *folder = fdopendir(fd);
    if (!folder) {
        close(fd);
        return false;
    }
    struct dirent *entry;
    while (errno = 0, (entry = readdir(folder))) {
        if (file_left_behind(entry->d_name))
            continue;
        if (++walk->scan->seen > SCAN_FILES_MAX)
            break;
        names->list = mem_grow(names->list, names->count + 1, sizeof *names->list);
        names->list[names->count++] = str_copy(entry->d_name);
    }
    int reason = entry ? 0 : errno; // the end leaves none
    closedir(folder);
    if (names->count)
        qsort(names->list, names->count, sizeof *names->list, by_bytes);
    if (reason)
        names_destroy(names);
    errno = reason;
    return !reason;
}

// What cannot be read is not gone: it is told, and what was in it stays.
static void tell_closed(struct walk *walk, const char *path)
{
    if (*path)
        tell(walk, SEVERITY_ERROR, path, "this folder cannot be read: check its permissions");
    else if (!walk->scan->failed)
        walk->scan->failed =
            str_format("the staff folder %s cannot be read: %s", walk->staff, strerror(errno));
}

// Some folders may be listed and not entered.
static bool may_enter(int fd)
{
    struct stat info;
    return fstatat(fd, ".", &info, 0) == 0;
}

// A folder that nobody reads, or only under its right name.
static void tell_unknown(struct walk *walk, const char *path)
{
    char *meant = scan_meant(path);
    char *text = meant ? str_format("rename this folder to \"%s\"", strrchr(meant, '/') + 1) : NULL;
    tell(walk, text ? SEVERITY_ERROR : SEVERITY_WARNING, path,
         text ? text : "the kiosk does not know this folder: it is left out");
    free(text);
    free(meant);
}

static void look_in(struct walk *walk, int fd, const char *path, int depth);

static void look_at(struct walk *walk, int fd, const char *folder, const char *name, int depth)
{
    char *path = *folder ? str_format("%s/%s", folder, name) : str_copy(name);
    struct stat info;
    mix(&walk->scan->tree, path, strlen(path) + 1);
    if (fstatat(fd, name, &info, AT_SYMLINK_NOFOLLOW) != 0) {
        if (errno != ENOENT && (*folder || scan_folder_known(path)))
            tell(walk, SEVERITY_ERROR, path,
                 "this file cannot be read: check its permissions and those of its folder");
        mix(&walk->scan->tree, "gone", 4);
    } else if (!S_ISDIR(info.st_mode)) {
        if (*folder || str_equal(name, "content") || str_equal(name, "videos"))
            look_at_file(walk, path, name, &info);
    } else if (*folder || scan_folder_known(path)) {
        int inside = -1;
        const char *fault = scan_name_fault(name);
        if (fault)
            tell(walk, SEVERITY_ERROR, path, fault);
        else if (!scan_folder_known(path) || depth >= DEPTH_MAX)
            tell_unknown(walk, path);
        else if ((inside = openat(fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)) < 0)
            tell_closed(walk, path);
        if (inside >= 0)
            look_in(walk, inside, path, depth + 1);
    }
    free(path);
}

static void look_in(struct walk *walk, int fd, const char *path, int depth)
{
    if (walk->folder) {
        char *whole = str_format("%s%s%s", walk->staff, *path ? "/" : "", path);
        walk->folder(walk->context, whole);
        free(whole);
    }
    struct names names;
    int copy = may_enter(fd) ? fcntl(fd, F_DUPFD_CLOEXEC, 0) : -1;
    if (copy < 0 || !read_names(walk, copy, &names)) {
        tell_closed(walk, path);
    } else {
        for (size_t i = 0; i < names.count && walk->scan->seen <= SCAN_FILES_MAX; i++)
            look_at(walk, fd, path, names.list[i], depth);
        names_destroy(&names);
    }
    close(fd);
}

static int by_path(const void *a, const void *b)
{
    const struct scan_file *one = a, *two = b;
    return strcmp(one->path, two->path);
}

static int by_target(const void *a, const void *b)
{
    const struct scan_file *one = a, *two = b;
    int order = strcmp(one->target, two->target);
    return order ? order : strcmp(one->path, two->path);
}

static void file_destroy(struct scan_file *file)
{
    free(file->path);
    free(file->target);
}

// Of two names that are one when composed the first is taken, because a place written twice would be
// written through the link to the set before. Leaves the files sorted by path.
static void one_a_place(struct walk *walk)
{
    struct scan *scan = walk->scan;
    size_t kept = 0;
    if (scan->count)
        qsort(scan->files, scan->count, sizeof *scan->files, by_target);
    for (size_t i = 0; i < scan->count; i++) {
        const struct scan_file *before = kept ? &scan->files[kept - 1] : NULL;
        if (!before || !str_equal(before->target, scan->files[i].target)) {
            scan->files[kept++] = scan->files[i];
            continue;
        }
        tell(walk, SEVERITY_ERROR, scan->files[i].path,
             "another file has this name, written in another way: remove one of the two");
        scan->bytes -= scan->files[i].origin.size;
        file_destroy(&scan->files[i]);
    }
    scan->count = kept;
    if (kept)
        qsort(scan->files, kept, sizeof *scan->files, by_path);
}

struct scan scan_folder(const char *staff, void (*folder)(void *context, const char *path),
                        void *context)
{
    struct scan scan = {.tree = 0xcbf29ce484222325u};
    struct walk walk = {&scan, folder, context, staff};
    int fd = open(staff, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) {
        scan.failed = str_format("the staff folder %s cannot be read: %s", staff, strerror(errno));
        return scan;
    }
    look_in(&walk, fd, "", 0);
    char *content = str_format("%s/content", staff);
    if (!scan.failed && scan.seen > SCAN_FILES_MAX)
        scan.failed = str_format("there are more than %d files in the staff folder: was something "
                                 "else copied into it?",
                                 SCAN_FILES_MAX);
    else if (!scan.failed && !folder_exists(content))
        scan.failed = str_format("there is no folder \"content\" in the staff folder %s", staff);
    free(content);
    one_a_place(&walk);
    return scan;
}

void scan_destroy(struct scan *scan)
{
    for (size_t i = 0; i < scan->count; i++)
        file_destroy(&scan->files[i]);
    free(scan->files);
    free(scan->failed);
    problems_destroy(&scan->problems);
    *scan = (struct scan){0};
}

// ---- opening

int scan_open(const char *staff, const char *path)
{
    int folder = open(staff, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    char *parts = str_copy(path), *rest = NULL;
    char *part = strtok_r(parts, "/", &rest);
    int fd = -1;
    while (folder >= 0 && part) {
        char *next = strtok_r(NULL, "/", &rest);
        int flags = next ? O_DIRECTORY : O_NONBLOCK | O_NOCTTY; // a pipe must not hold us
        fd = openat(folder, part, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | flags);
        int reason = errno;
        close(folder);
        errno = reason;
        folder = next ? fd : -1;
        part = next;
    }
    free(parts);
    struct stat info;
    if (fd >= 0 && (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode))) {
        close(fd);
        errno = EINVAL;
        return -1;
    }
    return fd;
}

struct origin scan_origin(int fd)
{
    struct stat info;
    return fstat(fd, &info) == 0 ? origin_of(&info) : (struct origin){0};
}
