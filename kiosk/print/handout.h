#pragma once
// What stands on the page that a patient takes home, as blocks in order, without any layout. The
// same blocks become the preview, the PDF and the golden text of the tests.

#include <stdbool.h>
#include <stddef.h>

#include "library.h"
#include "pixels.h"

enum handout_kind {
    HANDOUT_TAKE_HOME, // prevention steps, chosen exercises, when to get help
    HANDOUT_RESULT,    // the card of a checklist's result, for the front desk or to keep: no exercises, no answers
};

struct handout_request {
    enum handout_kind kind;
    const struct library *library;
    const struct topic *topic;      // in the patient's language
    const char *language;           // the patient's
    const struct exercise **exercises; // chosen ones, in order
    size_t exercises_count;
    enum tier tier;                 // of the result, for HANDOUT_RESULT
    const struct question *deciding; // the sign that decided, in the clinic's language; NULL if none. Only for HANDOUT_RESULT of emergency and same day
    enum paper paper;
    bool large;                     // 18 pt instead of 14
    const char *date;               // as it shall be printed; NULL if the clock cannot be trusted
};

enum block_kind {
    BLOCK_TITLE,    // text, and the date at the end of the line as `side`
    BLOCK_HEADING,
    BLOCK_PARAGRAPH,
    BLOCK_TICK,     // an empty box to tick and a line
    BLOCK_BULLET,
    BLOCK_EXERCISE, // still, `text` the name, `lines`: dose, feel it here, stop-if, precautions
    BLOCK_BOX,      // framed, with a sign: when to get help
    BLOCK_FOOTER,   // at the foot of each page: clinic, phone, content version
};

struct block {
    enum block_kind kind;
    char *text, *side;     // side may be NULL
    char **lines;
    size_t lines_count;
    const char *language;  // of the words: they choose the font and the direction
    char *picture;         // file in the videos folder, NULL if none
};

struct handout {
    struct block *blocks; // owned
    size_t count;
    enum paper paper;
    bool large;
    const char *language;
};

struct handout handout_make(const struct handout_request *request);
void handout_destroy(struct handout *handout); // accepts zeroed
// The page as plain text, one block after the other: for golden files. The caller frees it.
char *handout_text(const struct handout *handout);
