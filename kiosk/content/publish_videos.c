// Hands new videos down to whoever can play them; a bad one leaves the set, and its last good version
// stays. Publisher only.
#include "publish_videos.h"

#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "scan.h"
#include "str.h"

// "videos/a.webm": "videos/a.jpg".
static char *still_of(const char *target)
{
    return str_format("%.*s.jpg", (int)(strrchr(target, '.') - target), target);
}

// The name staff know it by: dropped beside pages it is "knees/stretches/a.mp4".
static const char *shown_as(const char *target)
{
    const char *below = target + strlen("videos/");
    return strchr(below, '/') ? below : target;
}

static void note_answer(struct draft *draft, const char *target, int w, int h, int64_t duration_ms)
{
    struct manifest_video *video = manifest_add_video(&draft->made, target + strlen("videos/"));
    video->w = w;
    video->h = h;
    video->duration_ms = duration_ms;
}

// What was said of the very same bytes before; NULL if nothing was.
static const struct manifest_video *known(const struct draft *draft,
                                          const struct manifest_file *file)
{
    const struct manifest_file *old = manifest_file(&draft->old, file->path);
    return old && str_equal(old->sha, file->sha)
               ? manifest_video(&draft->old, file->path + strlen("videos/"))
               : NULL;
}

// A still that was made of the same video before. False if the video has none at all.
static bool keep_still(struct draft *draft, const char *target)
{
    char *still = still_of(target);
    const struct manifest_file *old = manifest_file(&draft->old, still);
    bool there =
        draft_file(draft, still) || (old && !old->origin.inode && draft_keep(draft, still));
    free(still);
    return there;
}

// The last good version with its still. False if there is none.
static bool keep_video(struct draft *draft, const char *target)
{
    const struct manifest_video *old = manifest_video(&draft->old, target + strlen("videos/"));
    if (!draft_keep(draft, target))
        return false;
    keep_still(draft, target);
    if (old)
        note_answer(draft, target, old->w, old->h, old->duration_ms);
    return true;
}

static void refuse(struct draft *draft, struct report *report, const char *target,
                   const char *reason)
{
    struct manifest_file *file = draft_file(draft, target);
    if (file && file->origin.inode)
        manifest_add_refusal(&draft->made, target, reason)->origin = file->origin;
    bool kept = keep_video(draft, target);
    if (!kept)
        draft_drop(draft, target);
    report_refuse(report, shown_as(target), 0, reason, kept);
}

static void take_answer(struct draft *draft, struct report *report, const char *target,
                        const struct publish_video *video)
{
    if (!video->playable) {
        refuse(draft, report, target, video->problem ? video->problem : "it cannot be played");
        return;
    }
    note_answer(draft, target, video->w, video->h, video->duration_ms);
    char *still = still_of(target);
    if (video->still && !draft_file(draft, still) &&
        !draft_make(draft, still, video->still, video->still_bytes))
        report_warn(report, shown_as(target), 0, "no still could be saved for this video");
    free(still);
}

struct twin {
    char *target;
    size_t of; // the question about the same bytes under another name
};

struct questions {
    char **targets;
    struct publish_video *videos;
    size_t count;
    struct twin *twins;
    size_t twins_count;
};

static size_t same_bytes(struct draft *draft, const struct questions *q, const char *target,
                         bool want_still)
{
    const char *sha = draft_file(draft, target)->sha;
    size_t i = 0;
    while (i < q->count && (q->videos[i].want_still != want_still ||
                            !str_equal(draft_file(draft, q->targets[i])->sha, sha)))
        i++;
    return i;
}

static void add_question(struct draft *draft, struct questions *q, const char *target)
{
    char *still = still_of(target);
    bool want_still = !draft_file(draft, still);
    size_t of = same_bytes(draft, q, target, want_still);
    free(still);
    if (of < q->count) {
        q->twins = mem_grow(q->twins, q->twins_count + 1, sizeof *q->twins);
        q->twins[q->twins_count++] = (struct twin){str_copy(target), of};
        return;
    }
    q->targets = mem_grow(q->targets, q->count + 1, sizeof *q->targets);
    q->videos = mem_grow(q->videos, q->count + 1, sizeof *q->videos);
    q->targets[q->count] = str_copy(target);
    q->videos[q->count++] = (struct publish_video){
        .path = str_format("%s/%s", draft->folder, target), .want_still = want_still};
}

static struct questions collect(struct draft *draft)
{
    struct questions q = {0};
    struct names known_ones = {0}; // stills are added below: the list of files would move
    for (size_t i = 0; i < draft->made.files_count; i++) {
        const struct manifest_file *file = &draft->made.files[i];
        if (!str_starts(file->path, "videos/") || !scan_is_video(file->path))
            continue;
        if (known(draft, file)) {
            known_ones.list =
                mem_grow(known_ones.list, known_ones.count + 1, sizeof *known_ones.list);
            known_ones.list[known_ones.count++] = str_copy(file->path);
            continue;
        }
        add_question(draft, &q, file->path);
    }
    for (size_t i = 0; i < known_ones.count; i++) {
        const char *target = known_ones.list[i];
        if (keep_still(draft, target)) {
            const struct manifest_video *video = known(draft, draft_file(draft, target));
            note_answer(draft, target, video->w, video->h, video->duration_ms);
        } else {
            add_question(draft, &q, target);
        }
    }
    names_destroy(&known_ones);
    return q;
}

// Refused before and still the same: it was not even copied.
static void repeat_refusals(struct draft *draft, struct report *report)
{
    struct manifest *made = &draft->made;
    for (size_t i = 0; i < made->refusals_count; i++) {
        const struct manifest_refusal *refusal = &made->refusals[i];
        report_refuse(report, shown_as(refusal->path), 0, refusal->reason,
                      keep_video(draft, refusal->path));
    }
}

bool publish_check_videos(const struct publish_options *options, struct draft *draft,
                          struct report *report)
{
    struct questions q = collect(draft);
    repeat_refusals(draft, report);
    for (size_t i = 0; i < q.count && !options->check_videos; i++)
        q.videos[i].playable = true;
    if (q.count && options->check_videos)
        draft->failed = options->check_videos(options->context, q.videos, q.count);
    for (size_t i = 0; i < q.twins_count; i++) {
        if (!draft->failed)
            take_answer(draft, report, q.twins[i].target, &q.videos[q.twins[i].of]);
        free(q.twins[i].target);
    }
    free(q.twins);
    for (size_t i = 0; i < q.count; i++) {
        if (!draft->failed)
            take_answer(draft, report, q.targets[i], &q.videos[i]);
        free(q.videos[i].path);
        free(q.videos[i].problem);
        free(q.videos[i].still);
        free(q.targets[i]);
    }
    free(q.videos);
    free(q.targets);
    manifest_sort(&draft->made);
    return !draft->failed;
}
