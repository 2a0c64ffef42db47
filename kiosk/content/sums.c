// Compares what was copied with a list of hashes that came with it. Publisher only.
#include "sums.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "composed.h"
#include "hash.h"
#include "str.h"

enum { BYTES_MAX = 16 << 20 };

static char *read_sums(const char *staff)
{
    int fd = scan_open(staff, "SHA256SUMS");
    struct origin origin = fd < 0 ? (struct origin){0} : scan_origin(fd);
    if (fd < 0 || origin.size > BYTES_MAX) {
        if (fd >= 0)
            close(fd);
        return NULL;
    }
    char *text = mem_make(origin.size + 1, 1);
    size_t have = 0;
    for (ssize_t got; have < origin.size && (got = read(fd, text + have, origin.size - have)) > 0;)
        have += (size_t)got;
    close(fd);
    return text;
}

// Only content and videos are copied: the list may name more, and itself.
static bool counts(const char *path)
{
    return (str_starts(path, "content/") || str_starts(path, "videos/")) && !strstr(path, "../");
}

// What is never taken into a set, like what a Mac leaves everywhere, can only be looked at in its place.
static bool as_said_in_place(const struct draft *draft, const char *path, const char *sha)
{
    char now[SHA_LETTERS + 1];
    return hash_open_file(scan_open(draft->staff, path), now) && strcasecmp(now, sha) == 0;
}

// "content/knees/stretches/a.mp4" lies among the videos of the set.
static bool as_said(const struct draft *draft, const char *on_disk, const char *sha)
{
    char *path = text_composed(on_disk);
    const struct manifest_file *file = manifest_file(&draft->made, path);
    char *dropped =
        str_format("videos/%s", path + strlen("content/") * str_starts(path, "content/"));
    if (!file)
        file = manifest_file(&draft->made, dropped);
    bool good = file ? strcasecmp(file->sha, sha) == 0
                     : manifest_refusal(&draft->made, path) ||
                           manifest_refusal(&draft->made, dropped) ||
                           as_said_in_place(draft, on_disk, sha);
    free(dropped);
    free(path);
    return good;
}

char *sums_wrong(const struct draft *draft)
{
    char *text = read_sums(draft->staff), *rest = NULL, *wrong = NULL;
    for (char *line = text ? strtok_r(text, "\r\n", &rest) : NULL; line && !wrong;
         line = strtok_r(NULL, "\r\n", &rest)) {
        char sha[SHA_LETTERS + 1] = "";
        int length = 0;
        if (sscanf(line, "%64[0-9A-Fa-f] %n", sha, &length) != 1 || strlen(sha) != SHA_LETTERS)
            continue;
        const char *path = line + length + (line[length] == '*');
        path += str_starts(path, "./") ? 2 : 0;
        if (counts(path) && !as_said(draft, path, sha))
            wrong = str_format("%s is not yet as SHA256SUMS says, and the old set stays: copy it "
                               "again, or delete SHA256SUMS from the folder",
                               path);
    }
    free(text);
    return wrong;
}
