#pragma once
// The warning-sign checklist: questions in, one tier out. The content file decides everything;
// there are no branches and no scores, the highest tier wins, and what is not answered is never
// safe.

#include <stdbool.h>
#include <stddef.h>

enum tier { TIER_SELF_CARE, TIER_BOOK, TIER_SAME_DAY, TIER_EMERGENCY, TIERS };
enum answer { ANSWER_NONE, ANSWER_YES, ANSWER_NO, ANSWER_NOT_SURE };

struct sign_picture {
    char *words;   // at most three words
    char *picture; // as in struct question
};

struct question {
    char *id;   // stable across languages
    char *ask;  // at most 12 words
    char *help; // "" if none
    // A path below library->folder ("stiff-neck/pictures/sign-chest.svg"); NULL if none.
    char *picture;
    // Several like signs under one question: "one is enough to say yes".
    struct sign_picture *any_of;
    size_t any_of_count;
    char *sign;   // the sign in a few words, for "Show my answers" and the staff line
    char **signs; // sign ids that this question asks for
    size_t signs_count;
    enum tier yes, not_sure;
};

struct advice {
    char *text; // what to do, one sentence
    char *line; // a second, smaller sentence; "" if none
};

// The card shown for a tier. `{emergency_number}`, `{phone}` and `{clinic}` are already filled in.
struct tier_card {
    char *headline, *line;
    char *key;        // the words in the key panel ("Call", "Be seen")
    char *key_number; // the big number under it, or ""
    char **key_lines; // further words of the key panel: several are a list of what to look out for
    size_t key_lines_count;
    struct advice *steps; // three
    size_t steps_count;
    char *staff; // the action for staff, in this language: "Call 911 now."
};

struct checklist {
    char *title; // "Check for warning signs"
    struct question *questions;
    size_t questions_count; // 0: there is no checklist, or it is off
    struct tier_card cards[TIERS];
};

enum { CHECKLIST_QUESTIONS_MAX = 32 };

// What one patient said. Lives in memory only; zeroed by answers_wipe at the end of the session.
struct answers {
    enum answer given[CHECKLIST_QUESTIONS_MAX]; // by question index
};

// The tier so far: the highest that any answer reached. `deciding` (may be NULL) receives the index
// of the first question of that tier, or questions_count if none decided. Questions without an
// answer count as not yet asked here: see checklist_done.
enum tier checklist_tier(const struct checklist *checklist, const struct answers *answers,
                         size_t *deciding);

// True when a result may be shown: every question is answered, or one answer is an emergency
// already.
bool checklist_done(const struct checklist *checklist, const struct answers *answers);

// True when no screen may offer an exercise, relief or an exercise page: the tier so far, done or
// not, is same-day or higher.
bool checklist_forbids_exercise(const struct checklist *checklist, const struct answers *answers);

void answers_wipe(struct answers *answers);

// "emergency", "same-day", "book", "self-care", as in content files
const char *tier_name(enum tier tier);
