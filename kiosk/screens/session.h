#pragma once
// What one patient did since the first tap. Lives in memory only, and is zeroed whole when the
// session ends: nothing in here is written, logged or counted.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "checklist.h"
#include "course.h"

enum { SESSION_EXERCISES_MAX = 64, SESSION_PAGES_MAX = 64, SESSION_NAME_MAX = 256 };

struct session {
    char language[16]; // chosen by the patient
    bool large, dark;
    bool words_off; // captions hidden
    char topic[SESSION_NAME_MAX];
    bool topic_chosen; // by the patient; otherwise it is the first one, and is asked for before its
                       // exercises

    struct answers answers; // of the checklist, "Before you start" included
    size_t question;        // shown now
    int64_t moved_on_ms; // a chosen answer is shown until then, before the next question; 0: none
    bool before_seen;    // "Before you start" was passed in this session
    bool relief_wanted;  // it leads on to the relief page, not to an exercise
    size_t learn_page, faq, list_page; // shown now
    bool learn_seen[SESSION_PAGES_MAX], faq_seen[SESSION_PAGES_MAX];
    int64_t hold_since_ms; // the counted hold of the relief page runs since then; 0: it does not

    size_t exercise; // shown now: index into topic->exercises
    bool watched[SESSION_EXERCISES_MAX];
    bool left_out[SESSION_EXERCISES_MAX]; // watched, but taken off the printed page
    bool added[SESSION_EXERCISES_MAX];    // put on the printed page by hand
    bool
        care_seen[SESSION_EXERCISES_MAX]; // what to take care of stood there long enough to be read
    bool print_result;                    // the page to print is the result, not the exercises

    bool play_all;          // the everyday set, one after the other
    bool waiting;           // the next one waits for a tap, or this one does before it plays
    int64_t ready_since_ms; // what to take care of stands there since then; 0: it does not
    int64_t finished_ms;    // when the exercise came to its end

    // the exercise that plays
    struct course course;
    bool course_open;       // the video was handed to the player
    bool finished;          // to its end: the card with what comes next stands there
    bool paused;            // by the patient
    bool held_by_sheet;     // a sheet lies over it
    bool other_side;        // the picture shows the other side
    int64_t sheet_since_ms; // the answers' sheet closes by itself
    uint64_t
        preview_key; // what the preview shows, so that it is laid out again only when that changes
    int pages;       // of the preview
};
