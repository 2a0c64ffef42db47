// Which files of a folder are pages, and all of them opened or filled at once. Runs on the thread
// that loads the library.
#include "page_folder.h"

#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "scan.h"
#include "str.h"

static bool in_names(const struct names *names, const char *name)
{
    for (size_t i = 0; i < names->count; i++)
        if (str_equal(names->list[i], name))
            return true;
    return false;
}

// "wall-slide.es.md" is the translation of a page. Gives the page's id if `name` is a page itself,
// else NULL; what is wrong with the name is told.
static char *page_id(struct reading *reading, const char *shown, const struct names *names,
                     const char *name)
{
    struct problems *problems = reading->problems;
    char *id = str_copy_part(name, strlen(name) - strlen(".md"));
    char *language = strchr(id, '.');
    if (language) {
        *language++ = 0;
        char *page = str_format("%s.md", id);
        if (!clinic_language_code(language))
            problem_add(problems, SEVERITY_ERROR, shown, 0, 0,
                        "\"%s\" is not a language code: name the file like %s or %s.es.md",
                        language, page, id);
        else if (!in_names(names, page))
            problem_add(
                problems, SEVERITY_ERROR, shown, 0, 0,
                "there is no page \"%s\" that this could be the translation of: correct the name, or remove this one too",
                page);
        else if (!clinic_offers(reading->clinic, language))
            problem_add(
                problems, SEVERITY_WARNING, shown, 0, 0,
                "clinic.yaml does not list the language \"%s\": add it there, or nobody sees this",
                language);
        free(page);
    } else if (!schema_plain_id(id)) {
        problem_add(
            problems, SEVERITY_ERROR, shown, 0, 0,
            "rename this file: only small letters a to z, digits and \"-\" may stand in the name "
            "of a page");
        language = id;
    } else if (strlen(name) > CONTENT_NAME_MAX) {
        problem_add(problems, SEVERITY_ERROR, shown, 0, 0,
                    "the name of this file is too long: rename it");
        language = id;
    }
    if (!language)
        return id;
    free(id);
    return NULL;
}

void page_folder_visit(struct reading *reading, const char *topic, const char *below,
                       void (*page)(void *context, const char *id), void *context)
{
    const char *slash = *below ? "/" : "";
    char *path = str_format("%s/%s%s%s", reading->content, topic, slash, below);
    struct names names = reading_names(reading, path, path + strlen(reading->content) + 1);
    for (size_t i = 0; i < names.count; i++) {
        const char *name = names.list[i];
        char *shown = str_format("%s%s%s/%s", topic, slash, below, name);
        char *id = str_ends(name, ".md") ? page_id(reading, shown, &names, name) : NULL;
        if (id)
            page(context, id);
        else if (!str_ends(name, ".md") && *below)
            problem_add(
                reading->problems, SEVERITY_WARNING, shown, 0, 0, "%s",
                scan_is_video(name)
                    ? "a video is shown from here once the folder is published; without publishing, "
                      "put it into the videos folder"
                    : "this is not a page (.md): videos belong into the videos folder, pictures into "
                      "\"pictures\"");
        free(id);
        free(shown);
    }
    names_destroy(&names);
    free(path);
}

struct opening {
    struct reading *reading;
    char *path; // TOPIC/BELOW
    const char *own_language;
    const struct page_kind *kind;
    struct page_folder *folder;
};

static void open_page(void *context, const char *id)
{
    struct opening *opening = context;
    struct page_folder *folder = opening->folder;
    struct page_file file;
    if (!page_file_open(opening->reading, opening->path, id, opening->own_language, opening->kind,
                        &file)) {
        page_file_close(&file);
        return;
    }
    folder->files = mem_grow(folder->files, folder->count + 1, sizeof file);
    folder->files[folder->count++] = file;
}

void page_folder_open(struct reading *reading, const char *topic, const char *below,
                      const char *own_language, const struct page_kind *kind,
                      struct page_folder *folder)
{
    *folder = (struct page_folder){0};
    struct opening opening = {reading, str_format("%s/%s", topic, below), own_language, kind,
                              folder};
    page_folder_visit(reading, topic, below, open_page, &opening);
    free(opening.path);
}

void page_folder_close(struct page_folder *folder)
{
    for (size_t i = 0; i < folder->count; i++)
        page_file_close(&folder->files[i]);
    free(folder->files);
    *folder = (struct page_folder){0};
}

void *page_folder_fill(struct reading *reading, const struct page_folder *folder,
                       const char *language, size_t size, size_t *count)
{
    char *made = mem_make(folder->count, size);
    *count = 0;
    for (size_t i = 0; i < folder->count; i++)
        *count += page_file_fill(reading, &folder->files[i], language, made + *count * size);
    return made;
}
