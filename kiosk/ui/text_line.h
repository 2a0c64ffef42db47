#pragma once
// One line of text: its runs of direction, cut into pieces of one font each. Main thread.

#include <stdbool.h>
#include <stdint.h>

#include "pixels.h"
#include "text_face.h"

struct line_style {
    enum weight weight;
    int px;
    const char *language;
};

// `levels` from bidi_levels. Widths in px.
int line_width(struct faces *faces, const uint32_t *codes, const signed char *levels, int count,
               struct line_style style);
// White, letters as alpha; zeroed if nothing is to be seen. *baseline: row the letters stand on.
struct pixels line_draw(struct faces *faces, const uint32_t *codes, const signed char *levels,
                        int count, struct line_style style, int *baseline);
