#pragma once
// Rectangles. Units are the caller's: design px (1920x1080 or 1080x1920) above the canvas, panel px
// below it. A rectangle with no width or no height is empty.

#include <stdbool.h>

struct rect {
    int x, y, w, h;
};

bool rect_empty(struct rect r);
bool rect_holds(struct rect r, int x, int y);
bool rect_covers(struct rect outer, struct rect inner);
bool rect_overlaps(struct rect a, struct rect b);
struct rect rect_common(struct rect a, struct rect b); // empty if they do not overlap
struct rect rect_around(struct rect a,
                        struct rect b); // smallest that covers both; an empty one counts as nothing
struct rect rect_inset(struct rect r, int by); // negative grows
