#pragma once
// Fonts opened and used: which font has a letter, how wide a piece of text is, its pixels. Main
// thread.

#include <stdbool.h>
#include <stdint.h>

#include "pixels.h"
#include "text.h"

struct faces;
struct faces *faces_open(void);         // NULL if there is no font at all (logged)
void faces_close(struct faces *faces);  // accepts NULL
void faces_forget(struct faces *faces); // closes what is open in the sizes of a scale that is gone

// What one font draws in one go.
struct piece {
    const uint32_t *codes;
    int count;
    int face; // from faces_find
    int px;   // size
    bool rtl;
    const char *script; // ISO 15924
};
enum { FACE_NONE = -1 };
// The font for a code point; FACE_NONE if no font here has it. `language` chooses among Chinese,
// Japanese, Korean shapes.
int faces_find(struct faces *faces, uint32_t code, enum weight weight, const char *language);
bool faces_has(struct faces *faces, int face, uint32_t code);
int piece_width(struct faces *faces, const struct piece *piece); // px
// White, with the letters as alpha; *baseline is the row the letters stand on. Zeroed if there is
// nothing to draw.
struct pixels piece_draw(struct faces *faces, const struct piece *piece, int *baseline);
// Above and below the baseline, px, of the main font: what lines are laid out by, whatever fonts
// are on them.
void faces_metrics(struct faces *faces, enum weight weight, int px, int *ascent, int *descent);
