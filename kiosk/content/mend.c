// Which topics changed, what is wrong with them, and what stands in for it. Publisher only.
#include "mend.h"

#include <stdlib.h>
#include <string.h>

#include "captions.h"
#include "clinic.h"
#include "library.h"
#include "mend_films.h"
#include "mend_twins.h"
#include "reading.h"
#include "shrink.h"
#include "str.h"

#define CLINIC "content/clinic.yaml"

enum { ROUNDS_MAX = 6 };
static const char none_understood[] =
    "no caption of this file is understood, or it is empty: copy it again, or write it like the "
    "file of another video";

struct mending {
    struct draft *draft;
    struct report *report;
    struct names changed;             // ids of topics, sorted
    struct library *before, *library; // those of the set before (NULL: not read), and now
    bool kept;                        // something was, in this round
};

// ---- which topics changed

// "content/knees/learn/a.md" and "videos/knees/stretches/a.mp4" belong to knees; NULL: to no topic.
static char *topic_of(const char *path)
{
    const char *name = strchr(path, '/') + 1, *slash = strchr(name, '/');
    return slash ? str_copy_part(name, (size_t)(slash - name)) : NULL;
}

static void note_topic(struct names *names, const char *path)
{
    char *topic = topic_of(path);
    if (!topic || (names->count && str_equal(names->list[names->count - 1], topic))) {
        free(topic);
        return;
    }
    names->list = mem_grow(names->list, names->count + 1, sizeof *names->list);
    names->list[names->count++] = topic;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static struct names changed_topics(struct draft *draft)
{
    bool all = !draft_same(draft, draft_file(draft, CLINIC));
    struct names found = {0}, names = {0};
    for (size_t i = 0; i < draft->made.files_count; i++) {
        const struct manifest_file *file = &draft->made.files[i];
        bool kept_still = str_starts(file->path, "videos/") && !file->origin.inode;
        if (all || (!kept_still && !draft_same(draft, file)))
            note_topic(&found, file->path);
    }
    for (size_t i = 0; i < draft->old.files_count; i++)
        if (!draft_file(draft, draft->old.files[i].path))
            note_topic(&found, draft->old.files[i].path);
    struct names films = mend_films_changed(draft);
    for (size_t i = 0; i < draft->made.files_count && films.count && !all; i++)
        if (mend_films_speaks(draft, draft->made.files[i].path, &films))
            note_topic(&found, draft->made.files[i].path);
    names_destroy(&films);
    if (found.count)
        qsort(found.list, found.count, sizeof *found.list, by_name);
    for (size_t i = 0; i < found.count; i++) {
        char *page = str_format("content/%s/topic.md", found.list[i]);
        bool new_one = !names.count || !str_equal(names.list[names.count - 1], found.list[i]);
        if (new_one && draft_file(draft, page)) {
            names.list = mem_grow(names.list, names.count + 1, sizeof *names.list);
            names.list[names.count++] = str_copy(found.list[i]);
        }
        free(page);
    }
    names_destroy(&found);
    return names;
}

// ---- single files

static void refuse(struct mending *mending, const struct problem *problem)
{
    bool videos = str_starts(problem->file, "videos/");
    char *target = str_format("%s%s", videos ? "" : "content/", problem->file);
    struct manifest_file *file = draft_file(mending->draft, target);
    bool kept = file && draft_keep(mending->draft, target);
    if (file && !kept && mend_films_is_exercise(target) &&
        mend_films_too_short(mending->draft, mending->report, target)) {
        mending->kept = true;
        free(target);
        return;
    }
    if (file && !kept)
        draft_file(mending->draft, target)->origin =
            (struct origin){0}; // looked at again next time
    if (!str_equal(problem->file, "."))
        report_refuse(mending->report, problem->file, problem->line, problem->text, kept);
    mending->kept = mending->kept || kept;
    free(target);
}

static void mend_clinic(struct mending *mending)
{
    struct problems problems = {0};
    struct clinic clinic = {0};
    struct draft *draft = mending->draft;
    char *content = str_format("%s/content", draft->folder);
    bool good = clinic_load(content, &clinic, &problems);
    // Gone: the clinic's number must not go with it.
    bool kept = !draft_file(draft, CLINIC) && draft_keep(draft, CLINIC);
    for (size_t i = 0; i < problems.count; i++) {
        const struct problem *problem = &problems.list[i];
        if (kept && problem->severity == SEVERITY_ERROR)
            report_refuse(mending->report, problem->file, 0, problem->text, true);
        else if (problem->severity == SEVERITY_ERROR)
            refuse(mending, problem);
    }
    if (good)
        clinic_destroy(&clinic);
    problems_destroy(&problems);
    free(content);
}

struct captions {
    size_t cues, lost; // that are shown, and left out
    struct problems problems;
};

// `folder` is that of a generation.
static struct captions read_captions(const char *folder, const char *path)
{
    struct captions made = {0};
    struct reading reading;
    struct cue *cues = NULL;
    char *text = NULL;
    reading_start(&reading, folder, folder, &made.problems);
    if (reading_text(&reading, folder, path, path, &text))
        made.lost = captions_read(text, path, -1, &made.problems, &cues, &made.cues);
    captions_destroy(cues, made.cues);
    free(text);
    return made;
}

// There is one: a caption is never left out without a word.
static const struct problem *first_left_out(const struct problems *problems)
{
    const struct problem *problem = problems->list;
    while (!strstr(problem->text, "left out"))
        problem++;
    return problem;
}

// Captions that say less than the ones before because they are not understood: half a file, or none.
static void judge_captions(struct mending *mending, const char *path, const struct captions *now)
{
    const struct draft *draft = mending->draft;
    if (!draft->before || !manifest_file(&draft->old, path) || (now->cues && !now->lost))
        return;
    struct captions old = read_captions(draft->before, path);
    if (old.cues && (!now->cues || now->lost > old.lost)) {
        const struct problems *told = &now->problems;
        const struct problem none = {.file = (char *)(uintptr_t)path,
                                     .text = (char *)(uintptr_t)none_understood};
        const struct problem *worse = now->cues ? first_left_out(told) : &none;
        refuse(mending, worse);
        for (size_t i = 0; i < told->count; i++)
            if (&told->list[i] != worse)
                report_warn(mending->report, path, told->list[i].line, told->list[i].text);
    }
    problems_destroy(&old.problems);
}

// Captions beside videos that several topics may use: a changed one is read by itself.
static void mend_captions(struct mending *mending)
{
    struct draft *draft = mending->draft;
    for (size_t i = 0; i < draft->made.files_count; i++) {
        const struct manifest_file *file = &draft->made.files[i];
        if (!str_ends(file->path, ".vtt") || draft_same(draft, file))
            continue;
        char *path = str_copy(file->path); // refusing moves the list
        struct captions now = read_captions(draft->folder, path);
        size_t errors = problems_count(&now.problems, SEVERITY_ERROR);
        for (size_t j = 0; j < now.problems.count; j++)
            if (now.problems.list[j].severity == SEVERITY_ERROR)
                refuse(mending, &now.problems.list[j]);
        if (!errors)
            judge_captions(mending, path, &now);
        problems_destroy(&now.problems);
        free(path);
    }
}

// ---- whole topics

// Of what was refused below a folder that stays: patients see the version before, where there is one.
static void note_kept(struct mending *mending, const char *below)
{
    for (size_t i = 0; i < mending->report->refused_count; i++) {
        struct report_line *line = &mending->report->refused[i];
        char *target = str_format("content/%s", line->file);
        if (str_starts(target, below) && manifest_file(&mending->draft->old, target))
            line->kept = true;
        free(target);
    }
}

// The last good files below a topic's folder. False if nothing of it differs.
static bool keep_topic(struct mending *mending, const char *id, const char *below, const char *why)
{
    struct draft *draft = mending->draft;
    bool kept = false;
    char *folder = str_format("content/%s/%s", id, below);
    for (size_t i = draft->made.files_count; i-- > 0;)
        if (str_starts(draft->made.files[i].path, folder) &&
            !manifest_file(&draft->old, draft->made.files[i].path)) {
            char *path = str_copy(draft->made.files[i].path);
            draft_drop(draft, path);
            free(path);
            kept = true;
        }
    for (size_t i = 0; i < draft->old.files_count; i++)
        if (str_starts(draft->old.files[i].path, folder))
            kept = draft_keep(draft, draft->old.files[i].path) || kept;
    if (kept) {
        note_kept(mending, folder);
        report_refuse(mending->report, id, 0, why, true);
    }
    free(folder);
    mending->kept = mending->kept || kept;
    return kept;
}

// The changed topics as they were; NULL if there is no set before.
static const struct library *before(struct mending *mending)
{
    struct draft *draft = mending->draft;
    if (!mending->before && draft->before)
        mending->before = draft_read(draft->before, &mending->changed, true);
    return mending->before;
}

static void judge_check(struct mending *mending, const char *id)
{
    if (!mending->draft->before || !shrink_check(NULL, mending->library, id))
        return;
    const char *language = shrink_check(before(mending), mending->library, id);
    if (!language)
        return;
    char *why = str_format("the check for warning signs would be off in the language \"%s\": the "
                           "last good one stays",
                           language);
    if (!keep_topic(mending, id, "warning-signs.", why))
        keep_topic(mending, id, "", why);
    free(why);
}

static void judge_topic(struct mending *mending, const char *id)
{
    char *signs = str_format("content/%s/warning-signs.md", id);
    if (manifest_topic(&mending->draft->old, id) && !library_topic(mending->library, id, ""))
        keep_topic(mending, id, "",
                   "this topic could not be shown any more: the last good one stays");
    else if (draft_file(mending->draft, signs)) // gone is not broken: shrink.h
        judge_check(mending, id);
    free(signs);
}

static bool lacks_film(const struct library *library)
{
    bool lacks = false;
    for (size_t i = 0; i < library->topics_count; i++)
        for (size_t j = 0; j < library->topics[0][i].exercises_count && !lacks; j++)
            lacks = !library->topics[0][i].exercises[j].video;
    return lacks;
}

static void judge(struct mending *mending)
{
    const struct problems *problems = &mending->library->problems;
    for (size_t i = 0; i < problems->count; i++)
        if (problems->list[i].severity == SEVERITY_ERROR)
            refuse(mending, &problems->list[i]);
    if (lacks_film(mending->library) && before(mending) &&
        mend_films_gone(mending->draft, mending->report, mending->before, mending->library))
        mending->kept = true;
    bool files = mending->kept; // what they mend is seen when it is read again
    for (size_t i = 0; i < mending->changed.count && !files; i++)
        judge_topic(mending, mending->changed.list[i]);
}

// ---- what the topics hold

static size_t pages_of(const struct topic *topic)
{
    size_t watched = 0;
    for (size_t i = 0; i < topic->exercises_count; i++)
        watched += topic->exercises[i].video != NULL;
    return 1 + watched + topic->learn_count + topic->faqs_count +
           (topic->prevention.items_count > 0) + (topic->relief.steps_count > 0);
}

static void note_topics(struct mending *mending)
{
    struct manifest *made = &mending->draft->made;
    const struct library *library = mending->library;
    for (size_t i = 0; i < library->topics_count; i++) {
        const struct topic *topic = &library->topics[0][i];
        struct manifest_topic *noted = manifest_add_topic(made, topic->page.id);
        noted->order = topic->order;
        noted->pages = pages_of(topic);
        noted->check = topic->checklist.questions_count > 0;
    }
    const struct manifest *old = &mending->draft->old;
    for (size_t i = 0; i < old->topics_count; i++) {
        const struct manifest_topic *before = &old->topics[i];
        char *page = str_format("content/%s/topic.md", before->id);
        bool changed = mending->changed.count &&
                       bsearch(&before->id, mending->changed.list, mending->changed.count,
                               sizeof *mending->changed.list, by_name);
        if (!changed && draft_file(mending->draft, page)) {
            struct manifest_topic *noted = manifest_add_topic(made, before->id);
            noted->order = before->order;
            noted->pages = before->pages;
            noted->check = before->check;
        }
        free(page);
    }
    manifest_sort(made);
}

// What patients do not see comes first. Signatures come last: before the first ones are given, each page
// has that line.
static int rank(const struct problem *problem)
{
    return problem_is_signature(problem) ? 2 : problem_hides(problem) ? 0 : 1;
}

static void warn(struct mending *mending)
{
    const struct problems *problems = &mending->library->problems;
    for (int now = 0; now <= 2; now++)
        for (size_t i = 0; i < problems->count; i++) {
            const struct problem *problem = &problems->list[i];
            if (problem->severity == SEVERITY_WARNING && rank(problem) == now)
                report_warn(mending->report, problem->file, problem->line, problem->text);
        }
}

struct names mend(struct draft *draft, struct report *report)
{
    struct mending mending = {.draft = draft, .report = report};
    mend_clinic(&mending);
    mend_captions(&mending);
    mend_twins(draft, report);
    mending.changed = changed_topics(draft);
    for (int round = 0; round < ROUNDS_MAX; round++) {
        library_destroy(mending.library);
        // Who signed is for the kiosk to judge.
        mending.library = draft_read(draft->folder, &mending.changed, true);
        mending.kept = false;
        judge(&mending);
        if (!mending.kept || draft->failed)
            break;
    }
    mend_films_unnamed(draft, report, mending.library);
    warn(&mending);
    note_topics(&mending);
    library_destroy(mending.library);
    library_destroy(mending.before);
    return mending.changed;
}
