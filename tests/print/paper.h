#pragma once
// A page as it comes out, for tests: the PDF as poppler reads and draws it.

#include "handout_pdf.h"

enum { DPI = 100 };

extern char paper_folder[]; // page.pdf stands there after paper_make

int paper_begin(void **state); // for cmocka_run_group_tests
int paper_end(void **state);

struct print {
    struct handout_layout *layout;
    char *pdf;
    size_t bytes;
};
struct print paper_make(const struct handout_request *request, still_find *find, void *context);
void paper_destroy(struct print *made);
// A still_find: a dark picture with a light middle, half of it transparent.
bool paper_still(void *context, const char *picture, struct pixels *still);

// What a command says, with `paper_folder` as its working folder. The caller frees it.
char *paper_said(const char *command);
// The words stand in the text in this order.
void paper_order(const char *text, const char *const *words, size_t count);

struct grey {
    int w, h;
    unsigned char *dark; // 0 white to 255 black; owned
};
struct grey paper_render(int page); // one page of the PDF, from 0
// Mean darkness of a rectangle, cut to the picture.
double paper_darkness(const struct grey *grey, int x, int y, int w, int h);
void paper_white_margins(const struct grey *grey);
// Cell by cell, paper and preview have the same ink.
void paper_is_preview(const struct print *made);
void paper_words_have_ink(int page); // every word that the PDF holds as text is also drawn
