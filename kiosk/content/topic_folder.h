#pragma once
// A topic's folder while its pages are opened: shared by the rooms that put a topic together.

#include "page_folder.h"

enum { TOPIC_EXERCISES_MAX = 64 };

struct opened_exercise {
    struct page_file file; // of a dropped video: only its id
    char *dropped;         // the video, below the videos folder; NULL: there is a page
    enum exercise_kind kind;
};

struct topic_folder {
    struct reading *reading;
    const char *id;
    const char *own_language;
    const struct library *last_good;
    struct page_file topic, checklist, prevention, relief;
    struct page_folder learn, questions;
    struct opened_exercise *exercises; // in the order of the screens
    size_t exercises_count, routine_count;
    struct names films; // names of the videos that pages speak of, hidden and broken ones too
};

// Opens the pages of stretches and strengthening, and the videos that were dropped there without one;
// the routine's exercises go first.
void topic_exercises_open(struct topic_folder *folder);
// Fills them into the topic, in `language`; what a page does not say is taken from the topic's.
struct topic_page;
void topic_exercises_add(struct topic_folder *folder, const char *language,
                         const struct topic_page *page, struct topic *topic);
