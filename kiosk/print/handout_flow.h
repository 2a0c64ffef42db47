#pragma once
// Divides a column of pieces over pages. Plain arithmetic: no drawing library. Any thread.

#include <stdbool.h>
#include <stddef.h>

// A piece is never broken over two pages. All lengths are in pt.
struct slot {
    // in
    double height;
    double before; // space above it, unless it stands on top of a page
    bool keep;     // stays on one page with the piece after it
    bool foot;     // pushed down to the foot of its page, if it follows others there
    // out
    int page;     // from 0
    double y;     // its top, from the page's top
    double scale; // 1, or less where a piece is taller than a page
};

// Fills the `out` fields; pieces stand between `top` and `bottom`. Returns the number of pages, at
// least 1.
int flow_pages(struct slot *slots, size_t count, double top, double bottom);
