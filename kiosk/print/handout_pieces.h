#pragma once
// The blocks of a page set in type: what stands where inside the column. Only handout_pdf.c uses
// this. Any one thread at a time.

#include <stdbool.h>

#include "handout.h"
#include "handout_flow.h"
#include "ink.h"

struct typesetter {
    struct ink *ink;
    double column;           // its width, pt
    double body;             // size of body text, pt
    double still_w, still_h; // the frame of a still, pt
    double air;              // 1: pieces are as airy inside as they like; 0: as close as can be
    bool dense;              // paper is short: leave out what can be left out
    // The still of that name, which stays the typesetter's; NULL if there is none.
    const struct ink_still *(*still)(void *context, const char *picture);
    void *context;
};

// Fills `piece`, the caller's to destroy, and says how it wants to stand among the others.
struct slot handout_slot(const struct typesetter *set, const struct block *block,
                         struct piece *piece);
// The foot of a page (page from 0): who gave it, which content, and which page of how many.
struct piece handout_footer(const struct typesetter *set, const struct block *block, int page,
                            int pages);
