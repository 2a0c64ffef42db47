#pragma once
// What stands on the page that a patient takes home, as blocks in order, without any layout. The
// same blocks become the preview, the PDF and the golden text of the tests.

#include <stdbool.h>
#include <stddef.h>

#include "library.h"
#include "pixels.h"

enum handout_kind {
    HANDOUT_TAKE_HOME, // prevention steps, chosen exercises, a diary, room for notes, when to get
                       // help
    HANDOUT_RESULT,    // the card of a checklist's result, for the front desk or to keep: no
                       // exercises, and of the answers only the sign that decided for emergency or
                       // same day
};

struct handout_request {
    enum handout_kind kind;
    const struct library *library;
    const struct topic *topic; // in the patient's language
    const char *language;      // the patient's
    // The same topic in the clinic's own language: its words stand below the patient's, smaller.
    // NULL: one language.
    const struct topic *second;
    const struct exercise **exercises; // chosen ones, in order; of `topic`
    size_t exercises_count;
    enum tier tier;                  // of the result, for HANDOUT_RESULT
    const struct question *deciding; // the sign that decided, in the clinic's language; NULL if
                                     // none. Only for HANDOUT_RESULT of emergency and same day
    enum paper paper;
    bool large;       // 18 pt instead of 14
    const char *date; // as it shall be printed; NULL if the clock cannot be trusted
};

enum block_kind {
    BLOCK_TITLE, // text, and the date at the end of the line as `side`
    BLOCK_MARK,  // a framed word below the title: "Demonstration"
    BLOCK_HEADING,
    BLOCK_PARAGRAPH,
    BLOCK_TICK,     // an empty box to tick and a line
    BLOCK_EXERCISE, // still, `text` the name, `lines`: dose and how often; stop-if, precautions.
                    // `side`: where it is felt, left out where paper is short
    BLOCK_DIARY,  // four weeks of boxes to tick: `text` the heading, `lines` the days of the week,
                  // then the weeks. Beside it room for notes, with `side` above
    BLOCK_NOTES,  // room for notes alone: `text` the heading
    BLOCK_BOX,    // framed, with a sign, at the foot of the last page: when to get help
    BLOCK_KEY,    // framed: `text`, `side` the number to call in big figures, `lines` below
    BLOCK_STEP,   // `side` its number, `text` what to do, `lines` the smaller words
    BLOCK_STAFF,  // framed: one line for the clinic's staff, in the clinic's language
    BLOCK_FOOTER, // at the foot of each page: clinic and phone; content version and the day by
                  // which it must be read again as `side`
};

// A line may begin with a label, which is set bold: "Stop if:\tsharp pain". Text of BLOCK_PARAGRAPH
// and BLOCK_STAFF may too.
struct block {
    enum block_kind kind;
    char *text, *side; // side may be NULL
    char **lines;
    size_t lines_count;
    const char *language; // of the words: they choose the font and the direction; belongs to the
                          // library or the request
    char *picture;        // file in the videos folder, NULL if none
    struct block *second; // the same in the clinic's language, owned; NULL if only one is wanted
};

enum { DIARY_DAYS = 7, DIARY_WEEKS = 4 };

struct handout {
    struct block *blocks; // owned
    size_t count;
    enum paper paper;
    bool large;
    const char *language; // the request's
};

// The request's library, topic and strings must outlive the handout. Any thread.
struct handout handout_make(const struct handout_request *request);
void handout_destroy(struct handout *handout); // accepts zeroed
// The page as plain text, one block after the other: for golden files. The caller frees it.
char *handout_text(const struct handout *handout);
// A day as it is written on paper and on screens: "21 November 2026". The caller frees it.
char *handout_day(const char *language, int year, int month, int day);
