#pragma once
// Contrast of words with what lies behind them, from the pixels that were drawn.

#include "pixels.h"
#include "ui.h"

// WCAG 2's ratio of two colours: 1 to 21.
double contrast_of(colour a, colour b);
// Prints each text of the tree that stands out by less than 7 to 1 after `where`; how many.
int contrast_check(const struct ui *ui, const struct pixels *drawn, const char *where);
