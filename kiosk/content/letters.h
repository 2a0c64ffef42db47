#pragma once
// How many letters of a field have room on the screen, set as small as words get. The tests of the
// screens draw each field this long. More gives a warning; of letters as wide as Chinese ones half
// as many have room.

enum {
    ADVICE_TEXT_LETTERS = 60, // a step of a card or of relief.md, and what stands under it
    ADVICE_LINE_LETTERS = 110,
    BEFORE_TEXT_LETTERS = 45, // "Before you start"
    BEFORE_LINE_LETTERS = 110,
    FACT_TEXT_LETTERS = 60, // a learn page
    FACT_LINE_LETTERS = 160,
    WARNING_LETTERS = 140, // relief.md
    STOP_LETTERS = 60,     // "Stop if" and "Take care", six lines of each
    CARE_LETTERS = 120,
};
