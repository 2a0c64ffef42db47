// What stands in for a film that a page needs and staff have taken away, renamed or replaced. An
// exercise goes off the screen with its page, never by a slip in a name. Publisher only.
#include "mend_films.h"

#include <stdlib.h>
#include <string.h>

#include "composed.h"
#include "page_file.h"
#include "scan.h"
#include "str.h"

static void add_name(struct names *names, const char *name)
{
    names->list = mem_grow(names->list, names->count + 1, sizeof *names->list);
    names->list[names->count++] = str_copy(name);
}

// "a.webm" of "videos/a.webm"; NULL if it is no film, or one of a single topic.
static const char *shared_film(const char *target)
{
    const char *name = str_starts(target, "videos/") ? target + strlen("videos/") : NULL;
    return name && !strchr(name, '/') && scan_is_video(name) ? name : NULL;
}

static struct names replaced_films(const struct draft *draft)
{
    struct names names = {0};
    for (size_t i = 0; i < draft->made.files_count; i++) {
        const struct manifest_file *file = &draft->made.files[i];
        const char *name = shared_film(file->path);
        if (name && !draft_same(draft, file))
            add_name(&names, name);
    }
    return names;
}

struct names mend_films_changed(const struct draft *draft)
{
    struct names names = replaced_films(draft);
    for (size_t i = 0; i < draft->old.files_count; i++) {
        const char *path = draft->old.files[i].path, *name = shared_film(path);
        if (name && !manifest_file(&draft->made, path))
            add_name(&names, name);
    }
    return names;
}

// The one of these films that a page speaks of, NULL if it speaks of none. The caller frees it.
static char *film_of(const struct draft *draft, const char *target, const struct names *films)
{
    char *text = films->count ? draft_text(draft, target) : NULL;
    char *words = text ? text_composed(text) : NULL, *found = NULL;
    for (size_t i = 0; words && i < films->count && !found; i++)
        if (strstr(words, films->list[i]))
            found = str_copy(films->list[i]);
    free(words);
    free(text);
    return found;
}

bool mend_films_is_exercise(const char *target)
{
    return str_starts(target, "content/") && str_ends(target, ".md") &&
           (strstr(target, "/stretches/") || strstr(target, "/strengthening/"));
}

bool mend_films_speaks(const struct draft *draft, const char *target, const struct names *films)
{
    char *film = mend_films_is_exercise(target) ? film_of(draft, target, films) : NULL;
    bool speaks = film;
    free(film);
    return speaks;
}

bool mend_films_too_short(struct draft *draft, struct report *report, const char *target)
{
    struct names films = replaced_films(draft);
    char *name = film_of(draft, target, &films);
    char *film = name ? str_format("videos/%s", name) : NULL;
    const struct manifest_video *old = name ? manifest_video(&draft->old, name) : NULL;
    struct manifest_video *now =
        name ? (struct manifest_video *)manifest_video(&draft->made, name) : NULL;
    bool kept = film && old && now && draft_keep(draft, film);
    if (kept) {
        now->w = old->w;
        now->h = old->h;
        now->duration_ms = old->duration_ms;
        report_refuse(report, film, 0,
                      "a page that uses this video names a place behind its end: correct the page, "
                      "or copy a longer video",
                      true);
    }
    free(film);
    free(name);
    names_destroy(&films);
    return kept;
}

// ---- a film that is gone

struct gone {
    struct draft *draft;
    struct report *report;
    const struct library *made;
    const char *page; // as problems call it: "knees/stretches/bend.md"
    const char *film; // that it showed before, below videos/
};

// With its still and its captions.
static bool keep_film(const struct gone *gone)
{
    struct draft *draft = gone->draft;
    const struct manifest_video *old = manifest_video(&draft->old, gone->film);
    char *film = str_format("videos/%s", gone->film);
    char *beside = str_copy_part(film, (size_t)(strrchr(film, '.') + 1 - film)); // "videos/a."
    bool kept = old && !draft_file(draft, film) && draft_keep(draft, film);
    if (kept) {
        struct manifest_video *now = manifest_add_video(&draft->made, gone->film);
        now->w = old->w;
        now->h = old->h;
        now->duration_ms = old->duration_ms;
        manifest_sort(&draft->made);
    }
    for (size_t i = 0; i < draft->old.files_count && kept; i++) {
        const char *path = draft->old.files[i].path;
        if (str_starts(path, beside) && !scan_is_video(path) && !draft_file(draft, path))
            draft_keep(draft, path);
    }
    if (kept) {
        char *why = str_format("this video is gone or has another name, and %s needs it: put it "
                               "back, write its new name into the page, or delete the page too",
                               gone->page);
        report_refuse(gone->report, strchr(gone->film, '/') ? gone->film : film, 0, why, true);
        free(why);
    }
    free(beside);
    free(film);
    return kept;
}

// A page that is new, and stands in the way of a film that was shown without one, is left out.
static bool keep_page(const struct gone *gone, bool named)
{
    const struct problems *problems = &gone->made->problems;
    struct draft *draft = gone->draft;
    char *target = str_format("content/%s", gone->page);
    bool there = draft_file(draft, target), kept = draft_keep(draft, target);
    if (there && !kept && !manifest_file(&draft->old, target)) {
        draft_drop(draft, target);
        kept = true;
    }
    for (size_t i = 0; i < problems->count && kept; i++)
        if (str_equal(problems->list[i].file, gone->page) && problem_hides(&problems->list[i]))
            report_refuse(gone->report, gone->page, problems->list[i].line,
                          named ? problems->list[i].text
                                : "the line \"video:\" is gone: put it back, or delete the page if "
                                  "patients shall not see this exercise any more",
                          true);
    free(target);
    return kept;
}

static bool mend_page(const struct gone *gone)
{
    char *content = str_format("%s/content", gone->draft->folder);
    char *name = page_file_word(content, gone->page, "video");
    const char *slash = strrchr(gone->film, '/');
    bool same = str_equal(name, slash ? slash + 1 : gone->film);
    bool kept = same ? keep_film(gone) : keep_page(gone, name);
    free(name);
    free(content);
    return kept;
}

static bool mend_topic(struct gone *gone, const struct topic *before, const struct topic *made)
{
    bool kept = false;
    for (size_t i = 0; i < made->exercises_count; i++) {
        const struct exercise *now = &made->exercises[i];
        const struct exercise *old = now->video ? NULL : topic_exercise(before, now->page.id);
        if (!old || !old->video)
            continue;
        const char *below = now->kind == EXERCISE_STRETCH ? "stretches" : "strengthening";
        char *page = str_format("%s/%s/%s.md", made->page.id, below, now->page.id);
        gone->page = page;
        gone->film = old->video;
        kept = mend_page(gone) || kept;
        free(page);
    }
    return kept;
}

bool mend_films_gone(struct draft *draft, struct report *report, const struct library *before,
                     const struct library *made)
{
    struct gone gone = {.draft = draft, .report = report, .made = made};
    bool kept = false;
    for (size_t i = 0; i < made->topics_count; i++) {
        const struct topic *now = &made->topics[0][i];
        const struct topic *old = library_topic(before, now->page.id, "");
        kept = (old && mend_topic(&gone, old, now)) || kept;
    }
    return kept;
}

// ---- a film that no page speaks of

enum { LOOKED_FOR_MAX = 200 }; // in the texts of all pages: a report has no more lines

struct film {
    const char *name;
    bool named;
};

static int by_name(const void *a, const void *b)
{
    const struct film *one = a, *two = b;
    return strcmp(one->name, two->name);
}

static void note_named(struct film *films, size_t count, const char *name)
{
    const struct film key = {.name = name};
    struct film *found = name && count ? bsearch(&key, films, count, sizeof *films, by_name) : NULL;
    if (found)
        found->named = true;
}

static void note_shown(struct film *films, size_t count, const struct library *made)
{
    for (size_t i = 0; i < made->topics_count; i++)
        for (size_t j = 0; j < made->topics[0][i].exercises_count; j++) {
            note_named(films, count, made->topics[0][i].exercises[j].video);
            note_named(films, count, made->topics[0][i].exercises[j].other_side_video);
        }
}

// Pages of topics that did not change, and those that are broken.
static void note_spoken_of(const struct draft *draft, struct film *films, size_t count)
{
    for (size_t i = 0; i < draft->made.files_count; i++) {
        const char *path = draft->made.files[i].path;
        char *text = mend_films_is_exercise(path) ? draft_text(draft, path) : NULL;
        char *words = text ? text_composed(text) : NULL;
        for (size_t j = 0; words && j < count; j++)
            films[j].named = films[j].named || strstr(words, films[j].name);
        free(words);
        free(text);
    }
}

void mend_films_unnamed(const struct draft *draft, struct report *report,
                        const struct library *made)
{
    struct names names = replaced_films(draft);
    struct film *films = names.count ? mem_make(names.count, sizeof *films) : NULL;
    size_t left = 0;
    for (size_t i = 0; i < names.count; i++)
        films[i].name = names.list[i];
    note_shown(films, names.count, made);
    for (size_t i = 0; i < names.count && left < LOOKED_FOR_MAX; i++)
        if (!films[i].named)
            films[left++] = films[i];
    if (left)
        note_spoken_of(draft, films, left);
    for (size_t i = 0; i < left; i++) {
        if (films[i].named)
            continue;
        char *film = str_format("videos/%s", films[i].name);
        char *why =
            str_format("this video is not shown: no page names it. Write \"video: %s\" into "
                       "the page of an exercise, or copy it into \"stretches\" or "
                       "\"strengthening\" of a topic",
                       films[i].name);
        report_leave_out(report, film, why);
        free(why);
        free(film);
    }
    free(films);
    names_destroy(&names);
}
