#pragma once
// Which way text runs, by the Unicode bidirectional algorithm. Pure.

#include <stdbool.h>
#include <stdint.h>

struct bidi_run {
    int start, count; // code points, in the order they are read
    bool rtl;
};

// Levels of one paragraph: odd runs right to left. It runs as `rtl_default` says, unless all its
// letters run the other way; returned: true is right to left.
bool bidi_levels(const uint32_t *codes, int count, bool rtl_default, signed char *levels);
// The runs of a line from left to right as they stand. `runs` has room for `count`; returns how
// many there are.
int bidi_runs(const signed char *levels, int count, struct bidi_run *runs);
// A mark that stays with the letter before it.
bool bidi_mark(uint32_t code);
