#pragma once
// The staff folder becomes a verified generation. Publisher only: a process of its own, because a
// share may hang for minutes.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "report.h"

// A new or changed video: asked of whoever owns the player, answered in place.
struct publish_video {
    char *path;      // of the copy; absolute
    bool want_still; // there is none yet
    bool playable;   // ---- the answers
    int w, h;        // px as seen
    int64_t duration_ms;
    char *problem; // why it is not playable; owned
    char *still;   // a JPEG; NULL: none could be made; owned
    size_t still_bytes;
};

struct publish_options {
    const char *state, *staff;
    bool accept_smaller;  // though much vanishes
    uint64_t accept_held; // the same, if it is held and this is its fingerprint; 0: it is not
    bool again;           // though nothing has changed
    // May be NULL: nobody looks. Copying, checking: `done` of `total`.
    void (*progress)(void *context, const char *what, size_t done, size_t total);
    // Answers all of them and returns NULL, or says why it could not (the caller frees that): then
    // nothing is published. NULL: every one counts as playable.
    char *(*check_videos)(void *context, struct publish_video *videos, size_t count);
    // Why a picture cannot be shown; NULL: it can. The caller frees it. May be NULL itself.
    char *(*check_picture)(void *context, const char *path);
    void *context;
};

enum publish_end {
    PUBLISH_DONE,  // the report says what came of it, and is written
    PUBLISH_AGAIN, // somebody is still writing into the staff folder: call again when it is quiet
};
// Publishes what stands in the staff folder now. The caller has waited until it was quiet, and
// destroys the report.
enum publish_end publish(const struct publish_options *options, struct report *report);
