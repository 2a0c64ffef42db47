#pragma once
// Text: fonts by script, runs by direction, balanced lines, a cache of drawn lines. Design px.
// Main thread only.

#include <stdbool.h>

#include "canvas.h"
#include "geom.h"

enum weight { WEIGHT_MEDIUM, WEIGHT_BOLD, WEIGHT_HEAVY, WEIGHT_BLACK };

struct text_style {
    enum weight weight;
    int size;          // design px
    float line_height; // times size
    int max_lines;     // 0: as many as it takes
};

enum align { ALIGN_START, ALIGN_CENTRE, ALIGN_END };

struct text; // fonts and cache
// Finds the fonts with fontconfig: Lato for Latin, Greek, Cyrillic; Noto Sans Arabic, Noto Sans CJK
// SC and other Noto Sans for the rest. A missing font is logged once and another stands in. NULL
// only if there is no font at all.
struct text *text_open(struct canvas *canvas);
void text_destroy(struct text *text); // accepts NULL

// Direction of paragraphs without strong letters, and how ALIGN_START resolves. Language ("ar",
// "zh") chooses among fonts that share code points. `pseudo`: every string is drawn accented and 40
// % longer, to find places that a translation will not fit.
void text_set_language(struct text *text, const char *language, bool right_to_left, bool pseudo);

struct text_block {
    int w, h; // of the lines as set; h = lines * round(size * line_height)
    int lines;
    bool cut;    // did not fit in max_lines: the last line ends in an ellipsis
    bool broken; // a word wider than `width` was broken inside
};
// Lines of at most `width` design px, balanced: as narrow as the same number of lines allows. '\n'
// ends a line.
struct text_block text_measure(struct text *text, const char *utf8, struct text_style style,
                               int width);
// Draws at r.x, r.y within r.w (r.h does not matter). ALIGN_START is the right edge in a
// right-to-left language.
struct text_block text_draw(struct text *text, const char *utf8, struct text_style style,
                            struct rect r, enum align align, colour ink);
