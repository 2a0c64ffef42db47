#pragma once
// Where lines end. Pure.

#include <stdbool.h>

// What stays together on a line: a word with the spaces after it.
struct segment {
    int start, count;  // code points, without the spaces
    int width, spaces; // px of the word, of the spaces after it
    bool last;         // the line must end here
    bool sentence;     // it ends a sentence
};
struct row {
    int start, count; // code points
    int width;        // px
};
// Sets segments into rows at most `width` px wide. `rows` has room for a row a segment, or is NULL
// to count only.
int wrap_rows(const struct segment *segments, int count, int width, struct row *rows);
// Where two rows are needed and the first may end with a sentence, it does: that segment becomes the
// last of its line.
void wrap_sentences(struct segment *segments, int count, int width);
// The least width that needs no more rows than `width` does.
int wrap_balanced(const struct segment *segments, int count, int width);
