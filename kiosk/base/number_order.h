#pragma once
// Counts inside words that run from right to left.

// A copy of `words` in which a number keeps the order that it has with what follows it: without
// help "5 kg" and "555 0100" inside Arabic come out as "kg 5" and "0100 555". A mark that has no
// width (U+200E) before such a number is all it takes; a number before Arabic words needs none.
// Any thread; the caller frees it.
char *numbers_in_order(const char *words);
