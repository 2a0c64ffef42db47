// The exercises of a topic: a page each, or a video that was dropped without one. Runs on the thread
// that loads the library.
#include "topic_folder.h"

#include <stdlib.h>
#include <string.h>

#include "composed.h"
#include "exercise_file.h"
#include "file.h"
#include "scan.h"
#include "str.h"
#include "topic_file.h"

static size_t exercise_index(const struct topic_folder *folder, const char *id)
{
    size_t i = 0;
    while (i < folder->exercises_count && !str_equal(folder->exercises[i].file.id, id))
        i++;
    return i;
}

struct exercise_folder {
    struct topic_folder *folder;
    const char *below;
    enum exercise_kind kind;
};

// The films a page speaks of are never offered without it, though it is hidden or broken.
static void note_films(struct topic_folder *folder, const struct page_file *file, const char *shown)
{
    static const char *const keys[] = {"video", "other_side"};
    struct names *films = &folder->films;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const struct value *value =
            file->count ? value_get(&file->variants[0].front.root, keys[i]) : NULL;
        char *film = file->count ? value ? str_copy(value->text) : NULL
                                 : page_file_word(folder->reading->content, shown, keys[i]);
        if (!film)
            continue;
        films->list = mem_grow(films->list, films->count + 1, sizeof *films->list);
        films->list[films->count++] = film;
    }
}

static void open_exercise(void *context, const char *id)
{
    const struct exercise_folder *from = context;
    struct topic_folder *folder = from->folder;
    char *path = str_format("%s/%s", folder->id, from->below);
    char *shown = str_format("%s/%s.md", path, id);
    struct opened_exercise made = {.kind = from->kind};
    if (exercise_index(folder, id) < folder->exercises_count) {
        problem_add(folder->reading->problems, SEVERITY_ERROR, shown, 0, 0,
                    "another exercise of this topic has the same file name: rename one of them");
    } else if (folder->exercises_count == TOPIC_EXERCISES_MAX) {
        problem_add(folder->reading->problems, SEVERITY_ERROR, shown, 0, 0,
                    "a topic shows at most %d exercises: this one is left out",
                    TOPIC_EXERCISES_MAX);
    } else if (page_file_open(folder->reading, path, id, folder->own_language,
                              &exercise_kind_of_page, &made.file)) {
        folder->exercises = mem_grow(folder->exercises, folder->exercises_count + 1, sizeof made);
        folder->exercises[folder->exercises_count++] = made;
        note_films(folder, &made.file, shown);
    } else {
        note_films(folder, &made.file, shown);
        page_file_close(&made.file);
    }
    free(shown);
    free(path);
}

static size_t stem(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot ? (size_t)(dot - name) : strlen(name);
}

// "Knee bend.mov" and "Knee bend.MP4".
static bool same_stem(const char *one, const char *two)
{
    return stem(one) == stem(two) && strncmp(one, two, stem(one)) == 0;
}

// What a page of the topic says, whether it can be shown or not: this name, or else one that differs in
// its ending; NULL if neither.
static const char *named_film(const struct topic_folder *folder, const char *name)
{
    const char *found = NULL;
    char *composed = text_composed(name);
    for (size_t i = 0; i < folder->films.count; i++) {
        const char *film = folder->films.list[i];
        if (str_equal(film, composed) || (!found && same_stem(film, composed)))
            found = film;
        if (str_equal(film, composed))
            break;
    }
    free(composed);
    return found;
}

// As the kiosk plays best: of two films with one name it is taken.
static const char *as_mp4(const struct names *names, const char *name)
{
    for (size_t i = 0; i < names->count; i++) {
        const char *other = names->list[i];
        if (!str_equal(other, name) && same_stem(other, name) &&
            strcasecmp(other + stem(other), ".mp4") == 0)
            return other;
    }
    return NULL;
}

// A page names this film, and means another one: as pages look for their films (page_file.c), one that
// lies there comes first. NULL: it is this one.
static char *why_not_meant(const struct topic_folder *folder, const char *below, const char *name)
{
    const char *videos = folder->reading->videos;
    char *stretch = str_format("%s/stretches/%s", folder->id, name);
    char *shared = reading_file(videos, name);
    char *beside = str_equal(below, "strengthening") ? reading_file(videos, stretch) : NULL;
    char *why =
        shared || beside
            ? str_format("another one in \"%s\" has this name. Remove it, or rename this one "
                         "and write its new name into the page",
                         shared ? "videos" : "stretches")
            : NULL;
    free(beside);
    free(shared);
    free(stretch);
    return why;
}

// Why a film beside the pages that none of them names is no exercise of its own; NULL if it is one. A
// page whose name is refused speaks of nothing: the video goes on being shown as before that page came.
static char *why_not_shown(const struct topic_folder *folder, const char *below, const char *id,
                           const char *name, const struct names *names)
{
    char *page = str_format("%s/%s/%s/%s.md", folder->reading->content, folder->id, below, id);
    const char *film = named_film(folder, name), *mp4 = as_mp4(names, name);
    char *why = NULL;
    if (film)
        why =
            str_format("a page shows \"%s\". Write this name into that page, or remove one of the "
                       "two",
                       film);
    else if (mp4)
        why = str_format("\"%s\" is. Remove one of the two", mp4);
    else if (schema_plain_id(id) && file_exists(page))
        why = str_format("the page %s.md beside it does not name it. Write \"video: %s\" into the "
                         "page, or rename the video",
                         id, name);
    else if (exercise_index(folder, id) < folder->exercises_count)
        why = str_copy("another exercise of this topic has the same file name. Rename one of them");
    else if (folder->exercises_count == TOPIC_EXERCISES_MAX)
        why = str_format("a topic shows at most %d exercises. Remove what is not needed",
                         TOPIC_EXERCISES_MAX);
    free(page);
    return why;
}

static void add_dropped(struct topic_folder *folder, enum exercise_kind kind, const char *id,
                        const char *shown)
{
    problem_add(folder->reading->problems, SEVERITY_WARNING, shown, 0, 0,
                "this video has no text yet: patients see its file name. Write a page beside "
                "it that says \"video: %s\"",
                strrchr(shown, '/') + 1);
    folder->exercises =
        mem_grow(folder->exercises, folder->exercises_count + 1, sizeof *folder->exercises);
    folder->exercises[folder->exercises_count++] = (struct opened_exercise){
        .file = {.id = str_copy(id)}, .dropped = str_copy(shown), .kind = kind};
}

static void open_dropped(struct topic_folder *folder, const char *below, enum exercise_kind kind,
                         const char *name, const struct names *names)
{
    char *shown = str_format("%s/%s/%s", folder->id, below, name);
    char *id = str_copy_part(name, stem(name));
    char *page = str_format("%s/%s/%s.md", folder->id, below, id); // so the staff screen calls it
    char *composed = text_composed(name);
    bool named = str_equal(named_film(folder, name), composed); // its page is opened by itself
    char *why =
        named ? why_not_meant(folder, below, name) : why_not_shown(folder, below, id, name, names);
    struct problems *problems = folder->reading->problems;
    if (strlen(name) > CONTENT_NAME_MAX)
        problem_add(problems, SEVERITY_ERROR, shown, 0, 0,
                    "the name of this file is too long: rename it");
    else if (why && !reading_hidden(folder->reading, page))
        problem_add(problems, SEVERITY_WARNING, shown, 0, 0, "this video is not shown: %s", why);
    else if (!named && !reading_hidden(folder->reading, page))
        add_dropped(folder, kind, id, shown);
    free(why);
    free(composed);
    free(page);
    free(id);
    free(shown);
}

static void open_all_dropped(struct topic_folder *folder, const char *below,
                             enum exercise_kind kind)
{
    char *path = str_format("%s/%s/%s", folder->reading->videos, folder->id, below);
    char *shown = str_format("videos/%s/%s", folder->id, below);
    struct names names = reading_names(folder->reading, path, shown);
    for (size_t i = 0; i < names.count; i++)
        if (scan_is_video(names.list[i]))
            open_dropped(folder, below, kind, names.list[i], &names);
    names_destroy(&names);
    free(shown);
    free(path);
}

static bool hidden_by_staff(const struct topic_folder *folder, const char *id)
{
    static const char *const below[] = {"stretches", "strengthening"};
    bool hidden = false;
    for (size_t i = 0; i < 2 && !hidden; i++) {
        char *shown = str_format("%s/%s/%s.md", folder->id, below[i], id);
        hidden = reading_hidden(folder->reading, shown);
        free(shown);
    }
    return hidden;
}

// The routine's exercises go first, in its order.
static void sort_exercises(struct topic_folder *folder)
{
    const struct value *routine = value_get(&folder->topic.variants[0].front.root, "routine");
    for (size_t i = 0; routine && i < routine->count; i++) {
        const struct value *id = value_item(routine, i);
        size_t at = exercise_index(folder, id->text);
        if (at == folder->exercises_count && hidden_by_staff(folder, id->text))
            continue; // it will be back
        if (at == folder->exercises_count || at < folder->routine_count) {
            char *shown = str_format("%s/topic.md", folder->id);
            problem_add(
                folder->reading->problems, SEVERITY_WARNING, shown, id->line, id->column,
                at < folder->routine_count
                    ? "\"%s\" stands in \"routine\" twice: it is done once"
                    : "\"%s\" is not an exercise that can be shown: correct the name, or remove it "
                      "from \"routine\"",
                id->text);
            free(shown);
            continue;
        }
        struct opened_exercise moved = folder->exercises[at];
        memmove(&folder->exercises[folder->routine_count + 1],
                &folder->exercises[folder->routine_count],
                (at - folder->routine_count) * sizeof moved);
        folder->exercises[folder->routine_count++] = moved;
    }
}

static void copy_lines(char ***lines, size_t *count, char *const *from, size_t from_count)
{
    if (*count || !from_count)
        return;
    free(*lines);
    *lines = mem_make(from_count, sizeof **lines);
    *count = from_count;
    for (size_t i = 0; i < from_count; i++)
        (*lines)[i] = str_copy(from[i]);
}

static void drop_unknown(const struct topic_folder *folder, char **id)
{
    if (!*id || exercise_index(folder, *id) < folder->exercises_count)
        return;
    free(*id);
    *id = NULL;
}

static bool add_files(const struct topic_folder *folder, const struct opened_exercise *opened,
                      struct exercise *exercise)
{
    const struct page_file *file = &opened->file;
    char *shown =
        str_format("%s/%s/%s.md", folder->id,
                   opened->kind == EXERCISE_STRETCH ? "stretches" : "strengthening", file->id);
    struct exercise_source source = {folder->id, shown,
                                     file->count ? &file->variants[0].front.root : NULL};
    bool good = exercise_add_files(folder->reading, &source, exercise);
    free(shown);
    return good;
}

void topic_exercises_add(struct topic_folder *folder, const char *language,
                         const struct topic_page *page, struct topic *topic)
{
    topic->exercises = mem_make(folder->exercises_count, sizeof *topic->exercises);
    for (size_t i = 0; i < folder->exercises_count; i++) {
        struct exercise *exercise = &topic->exercises[topic->exercises_count];
        const struct opened_exercise *opened = &folder->exercises[i];
        if (opened->dropped)
            *exercise = exercise_dropped(&page->page, opened->file.id, opened->dropped);
        else if (!page_file_fill(folder->reading, &opened->file, language, exercise))
            continue;
        exercise->kind = folder->exercises[i].kind;
        if (!add_files(folder, opened, exercise)) {
            exercise_destroy(exercise);
            continue;
        }
        copy_lines(&exercise->stop_if, &exercise->stop_if_count, page->stop_if,
                   page->stop_if_count);
        copy_lines(&exercise->precautions, &exercise->precautions_count, page->precautions,
                   page->precautions_count);
        drop_unknown(folder, &exercise->easier);
        drop_unknown(folder, &exercise->harder);
        topic->exercises_count++;
        topic->routine_count += i < folder->routine_count;
    }
}

void topic_exercises_open(struct topic_folder *folder)
{
    struct exercise_folder from[] = {{folder, "stretches", EXERCISE_STRETCH},
                                     {folder, "strengthening", EXERCISE_STRENGTHEN}};
    // All pages before the first film: one may speak of a film that lies in the other folder.
    for (size_t i = 0; i < 2; i++)
        page_folder_visit(folder->reading, folder->id, from[i].below, open_exercise, &from[i]);
    for (size_t i = 0; i < 2; i++)
        open_all_dropped(folder, from[i].below, from[i].kind);
    sort_exercises(folder);
}
