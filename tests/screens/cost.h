#pragma once
// What a screen costs to draw, for the bench.

#include "screen.h"

// Draws `screen` and the sheet over it (NULL: none) as it is set up, and prints one line: ms of the
// first picture, of a pass in which nothing changed, of the pass that shows a press, and of that pass
// when a new picture of the video comes with it.
void cost_print(struct stage *stage, const char *name, const struct screen *screen,
                const struct screen *sheet);
