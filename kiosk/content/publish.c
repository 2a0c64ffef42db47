// The order of publishing: look, copy, check videos and pictures, mend texts, guard against
// shrinking, commit. Publisher only, one thread.
#define LOG_TAG "publish"
#include "publish.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

#include "clinic.h"
#include "composed.h"
#include "draft.h"
#include "file.h"
#include "known.h"
#include "log.h"
#include "mend.h"
#include "publish_videos.h"
#include "scan.h"
#include "scan_name.h"
#include "shrink.h"
#include "store.h"
#include "str.h"
#include "sums.h"

enum { SPARE_BYTES = 64 << 20 };

struct publishing {
    const struct publish_options *options;
    struct report *report;
    struct scan scan;
    struct draft draft;
    bool smaller, again;
    bool silent; // the last report stays: it says all
};

static void progress(const struct publishing *p, const char *what, size_t done, size_t total)
{
    if (p->options->progress)
        p->options->progress(p->options->context, what, done, total);
}

static bool fail(struct publishing *p, char *why)
{
    p->report->outcome = REPORT_FAILED;
    free(p->report->why);
    p->report->why = why;
    return false;
}

// ---- what is known already

static bool hold(struct publishing *p, char *why)
{
    known_hold(p->options->state, p->scan.tree, why);
    p->report->outcome = REPORT_HELD;
    p->report->why = why;
    return false;
}

static bool worth_it(struct publishing *p)
{
    const struct publish_options *options = p->options;
    p->scan = scan_folder(options->staff, NULL, NULL);
    if (p->scan.failed)
        return fail(p, str_copy(p->scan.failed));
    char *why = known_held(options->state, p->scan.tree);
    p->smaller = options->accept_smaller || (why && options->accept_held == p->scan.tree);
    if (why && !p->smaller) {
        p->report->outcome = REPORT_HELD;
        p->report->why = why;
        return false;
    }
    free(why);
    bool left = false;
    if (options->again || !known_set(options->state, p->scan.tree, &left))
        return true;
    // Made again, though nothing has changed, if the report is of trouble that is gone: what the set
    // itself lacks is listed then.
    p->report->outcome = REPORT_UNCHANGED;
    p->silent = known_told(options->state, p->scan.tree);
    return !p->silent && !left;
}

// ---- copying

static bool room_enough(struct publishing *p)
{
    uint64_t needed = SPARE_BYTES;
    for (size_t i = 0; i < p->scan.count; i++) {
        const struct scan_file *file = &p->scan.files[i];
        const struct manifest_file *old = manifest_file(&p->draft.old, file->target);
        if (!old || !origin_equal(&old->origin, &file->origin))
            needed += file->origin.size;
    }
    struct statvfs disk;
    if (statvfs(p->draft.folder, &disk) != 0)
        return true;
    uint64_t free_bytes = (uint64_t)disk.f_bavail * disk.f_frsize;
    if (free_bytes >= needed)
        return true;
    return fail(p, str_format("the kiosk's disk is too full: %" PRIu64 " MB are needed, %" PRIu64
                              " MB are free",
                              needed >> 20, free_bytes >> 20));
}

// What could not be taken: its last good version stays, wherever it stood.
static bool keep_shown(struct draft *draft, const char *shown)
{
    static const char *const places[] = {"content/", "", "videos/"};
    bool kept = false;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        char *target = str_format("%s%s", places[i], shown);
        scan_lower_ending(target);
        kept = (!draft_file(draft, target) && draft_keep(draft, target)) || kept;
        // A folder that cannot be read: all that was in it, films beside the pages too.
        char *below = str_format("%s/", target);
        for (size_t j = 0; j < draft->old.files_count; j++) {
            const char *path = draft->old.files[j].path;
            if (str_starts(path, below) && !draft_file(draft, path))
                kept = draft_keep(draft, path) || kept;
        }
        free(below);
        free(target);
    }
    // Notepad saved it under a second ending, and the file it was meant for is gone.
    char *meant = scan_meant(shown);
    if (!kept && meant)
        kept = keep_shown(draft, meant);
    free(meant);
    return kept;
}

// A video that was refused, and is still the same, is not copied and looked at again.
static bool refused_before(struct publishing *p, const struct scan_file *file)
{
    const struct manifest_refusal *old = manifest_refusal(&p->draft.old, file->target);
    if (!old || !origin_equal(&old->origin, &file->origin))
        return false;
    manifest_add_refusal(&p->draft.made, old->path, old->reason)->origin = old->origin;
    return true;
}

static void refuse_unreadable(struct problems *refused, const struct scan_file *file, int reason)
{
    char *shown = text_composed(scan_shown(file->path));
    problem_add(refused, SEVERITY_ERROR, shown, 0, 0, "this file cannot be read: %s",
                strerror(reason));
    free(shown);
}

static bool take(struct publishing *p, const struct scan_file *file, struct problems *refused)
{
    if (refused_before(p, file))
        return true;
    switch (draft_take(&p->draft, file)) {
    case DRAFT_LINKED:
    case DRAFT_COPIED:
        return true;
    case DRAFT_REFUSED:
        refuse_unreadable(refused, file, errno);
        return true;
    case DRAFT_CHANGED:
        p->again = true;
        return fail(p, str_format("%s is still being written", file->path));
    case DRAFT_FAILED:
        break;
    }
    return fail(p, str_copy(p->draft.failed));
}

static bool take_all(struct publishing *p)
{
    struct problems *refused = &p->scan.problems;
    for (size_t i = 0; i < p->scan.count; i++) {
        progress(p, "Copying", i, p->scan.count);
        if (!take(p, &p->scan.files[i], refused))
            return false;
    }
    draft_taken(&p->draft);
    for (size_t i = 0; i < refused->count; i++) {
        const struct problem *problem = &refused->list[i];
        if (problem->severity == SEVERITY_ERROR)
            report_refuse(p->report, problem->file, 0, problem->text,
                          keep_shown(&p->draft, problem->file));
        else
            report_leave_out(p->report, problem->file, problem->text);
    }
    return true;
}

// ---- pictures

static void check_pictures(struct publishing *p)
{
    const struct publish_options *options = p->options;
    struct draft *draft = &p->draft;
    for (size_t i = draft->made.files_count; options->check_picture && i-- > 0;) {
        const struct manifest_file *file = &draft->made.files[i];
        const struct manifest_file *old = manifest_file(&draft->old, file->path);
        if (!scan_is_picture(file->path) || (old && str_equal(old->sha, file->sha)))
            continue;
        char *target = str_copy(file->path), *path = str_format("%s/%s", draft->folder, target);
        char *why = options->check_picture(options->context, path);
        if (why) {
            bool kept = draft_keep(draft, target);
            if (!kept)
                draft_drop(draft, target);
            report_refuse(p->report, scan_shown(target), 0, why, kept);
        }
        free(why);
        free(path);
        free(target);
    }
}

// ---- the end

static bool from_staff(const struct manifest_file *file)
{
    return file->origin.inode != 0;
}

static void count(struct publishing *p)
{
    struct report *report = p->report;
    const struct manifest *made = &p->draft.made, *old = &p->draft.old;
    for (size_t i = 0; i < made->files_count; i++) {
        const struct manifest_file *before = manifest_file(old, made->files[i].path);
        report->accepted +=
            from_staff(&made->files[i]) && (!before || !str_equal(before->sha, made->files[i].sha));
    }
    for (size_t i = 0; i < old->files_count; i++)
        report->removed += from_staff(&old->files[i]) && !manifest_file(made, old->files[i].path);
}

static bool same_as_before(const struct draft *draft)
{
    const struct manifest *made = &draft->made, *old = &draft->old;
    bool same = draft->before && made->files_count == old->files_count;
    for (size_t i = 0; i < made->files_count && same; i++)
        same = str_equal(made->files[i].path, old->files[i].path) &&
               str_equal(made->files[i].sha, old->files[i].sha);
    return same;
}

static char *version_of(const struct manifest *made)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < made->files_count; i++)
        for (const char *text = made->files[i].path; text;
             text = text == made->files[i].path ? made->files[i].sha : NULL)
            for (const char *at = text; *at; at++)
                hash = (hash ^ (unsigned char)*at) * 0x100000001b3u;
    return str_format("%08x", (unsigned)(hash ^ hash >> 32));
}

static bool clinic_good(const char *folder)
{
    struct problems problems = {0};
    struct clinic clinic = {0};
    char *content = str_format("%s/content", folder);
    bool good = clinic_load(content, &clinic, &problems);
    if (good)
        clinic_destroy(&clinic);
    problems_destroy(&problems);
    free(content);
    return good;
}

// For the day when no generation is whole: the emergency number is worth more than anything else.
static void save_clinic(struct publishing *p)
{
    if (!clinic_good(p->draft.folder))
        return; // the first set may have none that is
    char *text = draft_text(&p->draft, "content/clinic.yaml");
    char *path = str_format("%s/clinic.yaml", p->options->state), *old = NULL;
    if (text && (!file_read(path, SCAN_TEXT_MAX, &old, NULL) || !str_equal(old, text)) &&
        !file_replace(path, text, strlen(text)))
        log_warning("%s cannot be written: %s", path, strerror(errno));
    free(old);
    free(path);
    free(text);
}

static bool commit(struct publishing *p, const struct names *changed)
{
    struct draft *draft = &p->draft;
    bool ask = draft->before && !p->smaller;
    char *why = ask ? shrink_reason(draft, changed) : NULL;
    if (why)
        return hold(p, why);
    if (!draft->made.topics_count)
        return fail(p,
                    str_copy("there is no topic that can be shown: add a folder with a topic.md"));
    count(p);
    if (same_as_before(draft)) {
        p->report->outcome = REPORT_UNCHANGED;
        return false;
    }
    draft->made.tree = p->scan.tree;
    draft->made.version = version_of(&draft->made);
    save_clinic(p);
    progress(p, "Saving", 0, 1);
    if (!draft_commit(draft))
        return fail(p, str_copy(draft->failed));
    p->report->outcome = REPORT_PUBLISHED;
    return true;
}

static bool make(struct publishing *p)
{
    const struct publish_options *options = p->options;
    struct store_set shown = store_shown(options->state, "", "");
    bool good = draft_open(&p->draft, options->state, options->staff, shown.number);
    store_set_destroy(&shown);
    if (!good)
        return fail(p, str_copy(p->draft.failed));
    if (!room_enough(p) || !take_all(p))
        return false;
    char *why = sums_wrong(&p->draft);
    if (why)
        return fail(p, why);
    check_pictures(p);
    if (!publish_check_videos(options, &p->draft, p->report))
        return fail(p, str_copy(p->draft.failed));
    progress(p, "Reading the pages", 0, 1);
    struct names changed = mend(&p->draft, p->report);
    good = p->draft.failed ? fail(p, str_copy(p->draft.failed)) : commit(p, &changed);
    names_destroy(&changed);
    return good;
}

static char *now(void)
{
    char text[32] = "";
    time_t seconds = time(NULL);
    struct tm local;
    if (localtime_r(&seconds, &local))
        strftime(text, sizeof text, "%Y-%m-%d %H:%M", &local);
    return str_copy(text);
}

static void finish(struct publishing *p)
{
    const char *state = p->options->state;
    struct report *report = p->report;
    if (report->outcome != REPORT_HELD && report->outcome != REPORT_FAILED)
        known_release(state);
    report->when = now();
    report->note = store_note(state);
    report->generation = store_current(state);
    report->tree = p->scan.failed ? 0 : p->scan.tree;
    if (!p->silent && !p->again && !report_write(state, report))
        log_warning("the report cannot be written: %s", strerror(errno));
}

// One publisher at a time: drafts have the same name. -1: it has failed.
static int take_turn(struct publishing *p)
{
    const char *state = p->options->state;
    if (!store_prepare(state)) {
        fail(p, str_format("%s cannot be made: %s", state, strerror(errno)));
        return -1;
    }
    progress(p, "Waiting until no other publisher works", 0, 1);
    int turn = store_lock(state, "publishing");
    if (turn < 0)
        fail(p, str_format("%s/publishing cannot be opened: %s", state, strerror(errno)));
    return turn;
}

enum publish_end publish(const struct publish_options *options, struct report *report)
{
    struct publishing p = {.options = options, .report = report};
    *report = (struct report){0};
    int turn = take_turn(&p);
    if (turn >= 0 && worth_it(&p) && make(&p))
        store_prune(options->state);
    finish(&p);
    draft_close(&p.draft);
    scan_destroy(&p.scan);
    if (turn >= 0)
        close(turn);
    return p.again ? PUBLISH_AGAIN : PUBLISH_DONE;
}
