// Names of files and folders as staff and their computers write them: what they mean, what is wrong with
// them. Pure; any thread.
#include "scan_name.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "library.h"
#include "str.h"

bool scan_name_ends(const char *name, const char *const *endings)
{
    const char *dot = strrchr(name, '.');
    for (; dot && *endings; endings++)
        if (strcasecmp(dot, *endings) == 0)
            return true;
    return false;
}

static const char *const below_topic[] = {"stretches", "strengthening", "pictures",
                                          "learn",     "questions",     NULL};

bool scan_folder_known(const char *path)
{
    if (!*path || str_equal(path, "videos") || str_equal(path, "content"))
        return true;
    if (!str_starts(path, "content/"))
        return false;
    const char *name = strchr(path + strlen("content/"), '/');
    for (size_t i = 0; name && below_topic[i]; i++)
        if (str_equal(name + 1, below_topic[i]))
            return true;
    return !name;
}

const char *scan_name_fault(const char *name)
{
    size_t bytes = strlen(name);
    if (utf8_check(name, bytes) < bytes)
        return "the name of this file is not written in UTF-8: rename it";
    for (const char *at = name; *at; at++)
        if ((unsigned char)*at < 0x20 || *at == 0x7F)
            return "a line break or another invisible character stands in the name of this file: "
                   "rename it";
    if (strpbrk(name, "\\:"))
        return "a \"\\\" or a \":\" stands in the name of this file: rename it";
    return bytes > CONTENT_NAME_MAX ? "the name of this file is too long: rename it" : NULL;
}

static bool is_text_ending(const char *name)
{
    static const char *const endings[] = {".md", ".yaml", ".vtt", NULL};
    return scan_name_ends(name, endings);
}

char *scan_meant(const char *path)
{
    static const char *const added[] = {".txt", NULL};
    const char *slash = strrchr(path, '/');
    for (size_t i = 0; slash && below_topic[i]; i++)
        if (strcasecmp(slash + 1, below_topic[i]) == 0 && !str_equal(slash + 1, below_topic[i]))
            return str_format("%.*s%s", (int)(slash + 1 - path), path, below_topic[i]);
    char *meant =
        scan_name_ends(path, added) ? str_copy_part(path, strlen(path) - strlen(".txt")) : NULL;
    if (meant && !is_text_ending(meant)) {
        free(meant);
        meant = NULL;
    }
    return meant;
}
