#pragma once
// How this kiosk does, as staff read it: on their screens and from `physio-kiosk status`. Plain
// data, collected by the roof. Strings are owned; status_destroy frees all.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { STATUS_MONTHS_MAX = 12, STATUS_NO_TEMPERATURE = -1000 };

// What patients see of what is wrong.
enum trouble_seen {
    SEEN_AS_IT_IS,  // only staff are told
    SEEN_NOT,       // it is left out
    SEEN_LAST_GOOD, // the version before it
};

struct trouble {
    char *where; // "knees/stretches/bend.md:4:15"
    char *what;  // one sentence
    bool error;
    enum trouble_seen seen;
};

// A page whose date of review has come or will within a month.
struct review {
    char *where, *date; // "knees/relief.md", "2026-12-01"
    bool past;
};

// Pages that stand in the clinic's own language because nobody translated them.
struct gap {
    char *language;
    unsigned long missing, of;
};

// What staff can hide.
struct status_item {
    char *path, *title;
    bool hidden;
};

struct status {
    struct trouble *troubles;
    size_t troubles_count;
    size_t troubles_new; // the first ones: what the last publishing met
    struct review *reviews;
    size_t reviews_count;
    struct gap *gaps;
    size_t gaps_count;
    struct status_item *items;
    size_t items_count;
    char *content;  // version of the content that is shown
    char *folder;   // in which it stands
    char *language; // of the titles above

    // ---- publishing; `state` false: there is no state folder, and none of it is known
    bool state;
    bool published; // there was a publishing, and the next three tell of it
    char *when;     // local time
    char *sentence; // "12 accepted, 1 refused: knee.mp4 is incomplete"
    bool refused;   // something was not taken
    bool held;      // a set waits for staff
    uint64_t tree;  // which one: the staff folder's fingerprint
    char *note;     // a fall-back of the kiosk; NULL: none
    int generation; // shown; 0: the installed content
    bool can_go_back;

    // ---- the machine
    int64_t disk_free, disk_total;     // bytes; 0: not known
    bool disk_writes;                  // the state folder can be written
    int64_t memory_free, memory_total; // bytes; 0: not known
    int temperature_c;                 // STATUS_NO_TEMPERATURE: not known
    int64_t up_s;                      // the kiosk, since its start
    int restarts;                      // since the machine was switched on; -1: not known

    // ---- how it is used: the newest months first, as they may be shown
    struct status_month {
        char name[8];
        char shown[4][24]; // plays, finished, checks, prints
    } months[STATUS_MONTHS_MAX];
    size_t months_count;
};

void status_destroy(struct status *status); // accepts NULL
size_t status_errors(const struct status *status);
size_t status_warnings(const struct status *status);
void status_add_trouble(struct status *status, char *where, const char *what, bool error,
                        enum trouble_seen seen); // takes over `where`
// Before all others: what came of the last change. What says the same already goes.
void status_add_new_trouble(struct status *status, char *where, const char *what, bool error,
                            enum trouble_seen seen); // takes over `where`
