#pragma once
// What the page is drawn with: text, frames and stills at places in pt, on paper (PDF) or as a
// picture. Knows nothing of handouts. Any one thread at a time.

#include <stdbool.h>
#include <stddef.h>

#include "handout_pdf.h"
#include "pixels.h"

enum ink_weight { INK_NORMAL, INK_BOLD, INK_HEAVY, INK_BLACK };

struct ink;       // the fonts
struct ink_text;  // words broken into lines
struct ink_still; // a picture, with its JPEG bytes where there are any
struct ink_pen;   // what a page is being drawn on

struct ink *ink_open(void); // never NULL
void ink_close(struct ink *ink);
// How far apart lines stand from now on: 1 (at first) as usual for their script, 0 as close as can
// be.
void ink_leading(struct ink *ink, double leading);

// True where a language is written from right to left.
bool ink_mirrored(const char *language);

// Words in lines at most `width` pt wide; a word that is too long is broken. They may begin with a
// label that a tab ends: it becomes bold and the tab a space. Start-aligned by the language.
struct ink_text *ink_text(struct ink *ink, double size, enum ink_weight weight,
                          const char *language, double width, const char *words);
double ink_text_width(const struct ink_text *text); // pt, of the longest line
double ink_text_height(const struct ink_text *text);
double ink_text_baseline(const struct ink_text *text); // of the first line, from the top
void ink_text_fit(struct ink_text *text);              // as wide as its words
void ink_text_center(struct ink_text *text);
void ink_text_side(struct ink_text *text,
                   bool right); // lines begin (or, if right, end) at that side

// A copy of the picture for paper (still.h).
struct ink_still *ink_still(const struct pixels *picture);
struct ink_still *ink_still_again(const struct ink_still *still); // the same picture once more
void ink_still_destroy(struct ink_still *still);                  // accepts NULL

enum mark_kind {
    MARK_TEXT,
    MARK_TEXT_WHITE,
    MARK_RULE,   // a filled bar
    MARK_FRAME,  // a rounded rectangle, heavy
    MARK_LINE,   // the same, thin
    MARK_TICK,   // an empty box to tick
    MARK_DISC,   // a filled circle
    MARK_SIGN,   // an octagon with "!"
    MARK_PERSON, // head and shoulders
    MARK_STILL,  // in a thin frame, which its figure fills
};

struct mark {
    enum mark_kind kind;
    double x, y, w, h;       // pt; x from the column's start edge, y from the piece's top
    struct ink_text *text;   // owned
    struct ink_still *still; // owned
};

// Marks that stay together on a page.
struct piece {
    struct mark *marks; // owned
    size_t count;
    double height;
    bool mirrored; // right-to-left: x counts from the column's right edge
};

// Adds a mark; the pointer lives until the next one is added.
struct mark *piece_put(struct piece *piece, enum mark_kind kind, double x, double y, double w,
                       double h);
struct mark *piece_put_text(struct piece *piece, struct ink_text *text, double x, double y,
                            double w);
void piece_destroy(struct piece *piece); // accepts zeroed

// Draws a piece with its top start corner at x, y in a column `column` pt wide.
void ink_draw(struct ink_pen *pen, const struct piece *piece, double x, double y, double column,
              double scale);

// Draws page `page` of `context`.
typedef void ink_page(const void *context, int page, struct ink_pen *pen);

// A page of w x h pt as an opaque picture `width` px wide, on white.
struct pixels ink_picture(ink_page *draw, const void *context, int page, double w, double h,
                          int width);
// `pages` pages as a PDF in memory, the caller's to free. False if anything failed.
__attribute__((warn_unused_result)) bool ink_pdf(ink_page *draw, const void *context, int pages,
                                                 double w, double h, char **pdf, size_t *bytes);
