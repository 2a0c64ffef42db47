#pragma once
// A content folder read into one immutable snapshot, and the list of what is wrong with it. Broken
// pages are left out, never half shown; a broken checklist is off. A snapshot is freed whole.
//
// Each topic stands here once per language, complete: where a translation is missing, the page in
// the clinic's first language stands in its place and `language` says so.

#include <stdbool.h>
#include <stddef.h>

#include "checklist.h"
#include "clinic.h"
#include "file.h"
#include "problem.h"

// Bytes of the longest name of a file, of a folder or of a question; a control's id on the screen is one
// of them and a few bytes more.
enum { CONTENT_NAME_MAX = 200 };

// What every page carries.
struct page {
    char *id;       // file name without language and ending: "wall-slide"
    char *language; // the language these words are in
    char *title;
    char *reviewed_by, *translated_by; // NULL if nobody
    // Of a translation: the source_mark of the words it was made of; NULL if not said.
    char *translates;
    char *review_by; // a date, "2027-05-01"; NULL if not said
    bool is_signed;  // by a named person, and if translated, the translation too
    char **covers;   // what it says, as ids of the topic's items.md
    size_t covers_count;
    char **sources;
    size_t sources_count;
    char *body; // the Markdown below the front matter as plain paragraphs, "" if none
};

struct step {
    char *text; // at most 28 letters fit on the player
    double at;  // seconds of the video at which this step becomes the current one; -1 if not said
};

enum exercise_kind { EXERCISE_STRETCH, EXERCISE_STRENGTHEN };
enum other_side { OTHER_SIDE_NONE, OTHER_SIDE_MIRROR, OTHER_SIDE_VIDEO };

struct cue {
    double from, to; // seconds of the video
    char *text;      // one or two lines, divided by '\n'
};

struct exercise {
    struct page page;
    enum exercise_kind kind;
    char *video;  // file name in the videos folder, NULL if none
    char *poster; // file name in the videos folder ("wall-slide.jpg"), NULL if there is none
    int hold_s;   // 0: no hold
    int reps;     // 0: none said
    int sets;     // at least 1
    bool each_side;
    enum other_side other_side;
    char *other_side_video;    // file name, if OTHER_SIDE_VIDEO
    double hold_from, hold_to; // seconds of the video; -1 if not said
    double rep_at;         // seconds of the video at which one more rep is counted; -1 if not said
    char *how_often;       // "Once a day", "" if not said
    char *level;           // "Easy", "" if not said
    char *easier, *harder; // ids of other exercises, NULL if none
    char *feel_it_here;    // "" if not said
    struct step *steps;
    size_t steps_count;
    char **stop_if; // the page's own, or else the topic's
    size_t stop_if_count;
    char **precautions; // the page's own, or else the topic's
    size_t precautions_count;
    struct cue *cues; // captions in this language, sorted; none is fine
    size_t cues_count;
};

struct note {
    char *icon; // file name of assets/icons without ".svg"
    char *text, *line;
};

// A page of "About ...": what it is, why it happens. At most four facts fit on the screen.
struct learn_page {
    struct page page;
    char *icon;    // file name of assets/icons without ".svg"
    char *picture; // path below library->folder; NULL if none
    struct note *facts;
    size_t facts_count;
    char *summary; // one sentence at the end: what to remember; "" if none
};

// Help for somebody who has it right now.
struct relief {
    struct page page;
    char *line;    // under the title: "It should ease in a few minutes."
    char *picture; // path below library->folder; NULL if none
    struct advice *steps;
    size_t steps_count; // 0: the topic has no such page
    int hold_s;         // the counted hold; 0: none
    char *hold_line;    // "30-second hold. We will count for you."
    char *warning;      // always visible: "Very bad, or over 10 minutes? Tell the front desk now."
};

// A question that people ask, and its answer. page.title is the question, page.body the answer.
struct faq {
    struct page page;
};

struct list_page {
    struct page page;
    char **items;
    size_t items_count; // 0: the topic has no such page
};

struct topic {
    struct page page; // topic.md; page.id is the folder's name
    char *headline;   // for the first screen: "Stiff neck?"
    char *summary;    // one or two short sentences under it
    // A path below library->folder ("stiff-neck/pictures/chair.svg"); NULL if none.
    char *picture;
    char *picture_name; // what its stripe marks: "The shoulder"; "" if not said
    int order;
    // The routine first, in its order, then stretches, then strengthening by file name.
    struct exercise *exercises;
    size_t exercises_count;
    size_t routine_count; // how many of them are the everyday set, at most 6
    struct note *before;  // notes of "Before you start", at most 4
    size_t before_count;
    size_t before_questions[2]; // indexes into checklist.questions, asked before the first exercise
    size_t before_questions_count;
    struct page checklist_page;
    struct checklist checklist; // questions_count 0: off, and checklist_off says why
    char *checklist_off;        // one sentence for staff; NULL if the checklist is on
    struct learn_page *learn;   // in the order of their file names
    size_t learn_count;
    struct relief relief;
    struct faq *faqs;
    size_t faqs_count;
    struct list_page prevention; // the page to print: one step an item
    // "When to get help" of the printed page: the lines of `get_help` in warning-signs.md. Empty
    // when the checklist is off; its page is a copy of checklist_page.
    struct list_page get_help;
};

struct library {
    char *folder;  // content folder, absolute
    char *videos;  // videos folder, absolute
    char *version; // short hash over all files read: printed on the page as the content's version
    struct clinic clinic; // of its languages, those in which at least one page is shown
    // topics[language][topic]: languages as in clinic.languages, each topics_count long.
    struct topic **topics;
    size_t topics_count;
    struct problems problems;
    bool demonstration;
};

struct library_options {
    const char *content, *videos;
    bool demonstration; // show what nobody signed, under a "Demonstration" mark
    // The snapshot before this one: its clinic and its checklists stay where the new ones are
    // broken. May be NULL.
    const struct library *last_good;
    const struct names *hidden; // paths that staff hid, as problems name them; NULL: none
    const char *clinic;         // folder of the clinic.yaml to take; NULL: the content folder
    const char *version;        // what is printed as the content's version; NULL: made of all files
    char *const *topics;        // only these topics, by id; NULL: all
    size_t topics_count;
};

// Reads everything. Never NULL: an unreadable folder gives a library without topics and the problem
// that says so. Free with library_destroy. Any thread; the result is read-only.
struct library *library_load(const struct library_options *options);
void library_destroy(struct library *library); // accepts NULL

// The topic in `language` (or in the clinic's first language, if that one is not offered). NULL if
// there is no such id.
const struct topic *library_topic(const struct library *library, const char *topic_id,
                                  const char *language);
// NULL if there is no such id.
const struct exercise *topic_exercise(const struct topic *topic, const char *exercise_id);
// What the page calls its dose, in `language`: "Hold 30 seconds. Do it 3 times. Each side." The
// caller frees it.
char *exercise_dose(const struct exercise *exercise, const char *language);
