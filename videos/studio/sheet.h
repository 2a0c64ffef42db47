#pragma once
// A contact sheet: every exercise at rest, on its way and in its hold.

#include "figure.h"

enum { SHEET_MOMENTS = 3, SHEET_ACROSS = 2, SHEET_WIDTH = 320, SHEET_HEIGHT = 180 };

struct sheet_page {
    unsigned char *rgb; // owned
    int places, rows;
};

// Rest, the middle of the way to the hold, the middle of the hold: where most of the muscle shines
// longest.
void sheet_moments(const struct exercise *exercise, float t[SHEET_MOMENTS]);

void sheet_begin(struct sheet_page *page, int exercises);
void sheet_add(struct sheet_page *page, const struct exercise *exercise, const struct body *body);
// Writes the page as JPEG and frees it. False and a sentence if it cannot be written; what was at
// `path` stays.
__attribute__((warn_unused_result)) bool sheet_end(struct sheet_page *page, const char *path);
