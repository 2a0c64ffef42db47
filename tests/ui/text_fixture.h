#pragma once
// A canvas without a display and the text drawn on it, for the tests of text.

#include "canvas.h"
#include "text.h"

static const struct text_style BODY = {WEIGHT_MEDIUM, 32, 1.34f, 0};

struct fixture {
    struct canvas *canvas;
    struct text *text;
};

int fixture_make(void **state);
int fixture_destroy(void **state);
// Black on white, and nothing else.
void draw_one(struct fixture *fixture, const char *utf8, struct rect r, enum align align);
// Columns of the first 100 rows that carry ink between two x.
int ink_between(struct canvas *canvas, int from, int to);
