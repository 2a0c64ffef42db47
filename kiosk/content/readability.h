#pragma once
// How hard an English text is to read, as two formulas that health writers use. Pure: any thread.

#include <stdbool.h>
#include <stddef.h>

// What the formulas count. Zeroed is empty.
struct readability {
    size_t sentences, words, syllables;
    size_t long_words; // of three syllables or more
};

// Syllables of one English word of `bytes` bytes, by rule: at least 1, also for "" and for what is
// no word. A number is read digit by digit. Right for most words and near for the others.
int word_syllables(const char *word, size_t bytes);

// The length in bytes of the first sentence of `text`, with its mark and the space after it; 0 at
// the end. An empty line ends a sentence too.
size_t sentence_length(const char *text);

// Adds every sentence of `text`. A title or label (no mark at its end, fewer than four words) is
// none and is left out, as such short pieces would make any page look easy.
void readability_add(struct readability *readability, const char *text);

// School grade by Flesch and Kincaid, and by SMOG (made for 30 sentences: rough for fewer). 0 for
// an empty text; never below 0.
double readability_grade(const struct readability *readability);
double readability_smog(const struct readability *readability);
