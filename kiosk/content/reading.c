// Reads text files that people made with Notepad, a phone or anything else, and tells in plain
// words when what they saved is not UTF-8 text. Any thread; one reading belongs to one thread.
#include "reading.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "composed.h"
#include "file.h"
#include "str.h"

// FNV-1a, 64 bits: a version for people to compare, not a defence.
static const uint64_t fnv_start = 0xcbf29ce484222325u, fnv_prime = 0x100000001b3u;

void reading_start(struct reading *reading, const char *content, const char *videos,
                   struct problems *problems)
{
    *reading = (struct reading){
        .content = content, .videos = videos, .problems = problems, .hash = fnv_start};
}

void reading_note(struct reading *reading, const char *text, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++)
        reading->hash = (reading->hash ^ (unsigned char)text[i]) * fnv_prime;
    // An end mark that is in no text, so that "ab","c" differs from "a","bc".
    reading->hash = (reading->hash ^ 0xFF) * fnv_prime;
}

bool reading_hidden(const struct reading *reading, const char *shown)
{
    for (size_t i = 0; reading->hidden && i < reading->hidden->count; i++)
        if (str_equal(reading->hidden->list[i], shown)) {
            problem_add(reading->problems, SEVERITY_WARNING, shown, 0, 0,
                        "staff have hidden this on the staff screen: patients do not see it");
            return true;
        }
    return false;
}

char *reading_version(const struct reading *reading)
{
    return str_format("%08x", (unsigned)(reading->hash ^ reading->hash >> 32));
}

static void place_of(const char *text, size_t bytes, int *line, int *column)
{
    *line = *column = 1;
    for (size_t i = 0; i < bytes; i++) {
        if (text[i] == '\n') {
            ++*line;
            *column = 1;
        } else if (((unsigned char)text[i] & 0xC0) != 0x80) {
            ++*column;
        }
    }
}

static bool looks_like_utf16(const char *text, size_t bytes)
{
    if (bytes >= 2 && (memcmp(text, "\xFF\xFE", 2) == 0 || memcmp(text, "\xFE\xFF", 2) == 0))
        return true;
    // Of two bytes one is zero, always the same; what a broken copy left is all zeros.
    size_t zeros[2] = {0};
    for (size_t i = 0; i < bytes; i++)
        zeros[i % 2] += text[i] == 0;
    size_t most = zeros[0] > zeros[1] ? zeros[0] : zeros[1], least = zeros[0] + zeros[1] - most;
    return bytes >= 4 && most >= bytes / 3 && least < most / 4;
}

static bool encoding_good(struct reading *reading, const char *shown, const char *text,
                          size_t bytes)
{
    if (looks_like_utf16(text, bytes)) {
        problem_add(
            reading->problems, SEVERITY_ERROR, shown, 0, 0,
            "this file is saved as UTF-16 (\"Unicode\"): save it again and choose the encoding "
            "UTF-8");
        return false;
    }
    size_t at = utf8_check(text, bytes);
    if (at == bytes)
        return true;
    int line, column;
    place_of(text, at, &line, &column);
    unsigned char byte = (unsigned char)text[at];
    if (byte == 0) {
        problem_add(reading->problems, SEVERITY_ERROR, shown, line, column,
                    "a zero byte stands here: the copy of this file is incomplete. Copy it again");
        return false;
    }
    char letter[5] = "?";
    if (byte >= 0xA0)
        utf8_put(byte, letter);
    problem_add(
        reading->problems, SEVERITY_ERROR, shown, line, column,
        "this file is not saved as UTF-8 (here stands a \"%s\" in Latin-1 or Windows-1252): save "
        "it again and choose the encoding UTF-8",
        letter);
    return false;
}

static bool controls_absent(struct reading *reading, const char *shown, const char *text)
{
    for (const char *at = text; *at; at++) {
        unsigned char byte = (unsigned char)*at;
        if ((byte >= 0x20 && byte != 0x7F) || byte == '\t' || byte == '\n')
            continue;
        int line, column;
        place_of(text, (size_t)(at - text), &line, &column);
        problem_add(reading->problems, SEVERITY_ERROR, shown, line, column,
                    "an invisible control character (number %d) stands here: remove it", byte);
        return false;
    }
    return true;
}

// Line ends of Windows and of old Macs become LF, a byte order mark goes.
static void normalise(char *text)
{
    char *to = text;
    const char *from = str_starts(text, "\xEF\xBB\xBF") ? text + 3 : text;
    for (; *from; from++) {
        if (*from == '\r' && from[1] == '\n')
            continue;
        *to++ = *from == '\r' ? '\n' : *from;
    }
    *to = 0;
}

static void tell_unreadable(struct reading *reading, const char *shown, int reason)
{
    if (reason == ENOENT)
        problem_add(reading->problems, SEVERITY_ERROR, shown, 0, 0,
                    "this file is missing, or it has another name");
    else if (reason == EFBIG)
        problem_add(reading->problems, SEVERITY_ERROR, shown, 0, 0,
                    "this file is larger than 64 KB: shorten it, or divide it into several pages");
    else if (reason == EINVAL)
        problem_add(reading->problems, SEVERITY_ERROR, shown, 0, 0, "this is not an ordinary file");
    else
        problem_add(reading->problems, SEVERITY_ERROR, shown, 0, 0, "this file cannot be read: %s",
                    strerror(reason));
}

bool reading_text(struct reading *reading, const char *folder, const char *file, const char *shown,
                  char **text)
{
    char *path = folder ? str_format("%s/%s", folder, file) : str_copy(file);
    size_t bytes = 0;
    bool opened = file_read(path, CONTENT_FILE_LIMIT, text, &bytes);
    int reason = errno;
    free(path);
    if (!opened) {
        tell_unreadable(reading, shown, reason);
        return false;
    }
    reading_note(reading, shown, strlen(shown));
    reading_note(reading, *text, bytes);
    bool good = encoding_good(reading, shown, *text, bytes);
    if (good) {
        normalise(*text);
        good = controls_absent(reading, shown, *text);
    }
    if (good) {
        char *composed = text_composed(*text);
        free(*text);
        *text = composed;
    }
    if (!good) {
        free(*text);
        *text = NULL;
    }
    return good;
}

static bool ascii(const char *text)
{
    while (*text && !((unsigned char)*text & 0x80))
        text++;
    return !*text;
}

// The entry of PATH's folder that is the same as PATH's name once both are composed; NULL: none.
static char *written_otherwise(const char *path)
{
    const char *after = strrchr(path, '/') + 1;
    char *folder = str_copy_part(path, (size_t)(after - path)), *found = NULL;
    char *name = text_composed(after);
    struct names names;
    bool listed = names_read(folder, &names);
    for (size_t i = 0; listed && i < names.count && !found; i++) {
        char *composed = text_composed(names.list[i]);
        if (str_equal(composed, name))
            found = str_copy(names.list[i]);
        free(composed);
    }
    if (listed)
        names_destroy(&names);
    free(name);
    free(folder);
    return found;
}

char *reading_file(const char *folder, const char *name)
{
    char *path = str_format("%s/%s", folder, name), *found = NULL;
    const char *slash = strrchr(name, '/');
    if (file_exists(path))
        found = str_copy(name);
    else if (!ascii(name) && (found = written_otherwise(path)) && slash) {
        char *below = str_format("%.*s/%s", (int)(slash - name), name, found);
        free(found);
        found = below;
    }
    free(path);
    return found;
}

struct names reading_names(const struct reading *reading, const char *folder, const char *shown)
{
    struct names names;
    if (!names_read(folder, &names) && errno != ENOENT && errno != ENOTDIR)
        problem_add(reading->problems, SEVERITY_ERROR, shown, 0, 0,
                    "this folder cannot be read: check its permissions");
    return names;
}
