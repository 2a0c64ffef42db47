#pragma once
// A still made ready for paper, and where in it the figure stands. Plain arithmetic: no drawing
// library. Any thread.

#include "pixels.h"

struct still {
    struct pixels pixels; // opaque; owned
    int x, y, w, h;       // the figure with what it sits or lies on, px; all of the picture if that
                          // shows nothing darker than its ground
};

// A copy of the picture: no larger than it needs to be, and with a white ground in place of a light
// one, which a black-and-white printer would fill with dots.
struct still still_make(const struct pixels *picture);
void still_destroy(struct still *still); // accepts zeroed
