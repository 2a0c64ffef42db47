#pragma once
// Every colour and every size of type, in one place. Contrast of each pair is computed by the
// screen tests from the pixels; the figures behind the choice: ink on bg 13.1, ink2 on bg 8.3,
// white on primary 9.7, sun never as text or as a bare edge (1.5 on bg).

#include <stdbool.h>

#include "canvas.h"
#include "text.h"

struct theme {
    colour bg;        // the page
    colour surface;   // cards, bar, sheets: what can be tapped, and sheets
    colour panel;     // information: no outline, no shadow
    colour sunken;    // track of a ring, backdrop of paper
    colour soft;      // badge, chosen fill
    colour hair;      // rules that carry no information
    colour outline;   // edge of anything tappable
    colour ink, ink2; // text, second text
    colour primary, on_primary;
    colour press, on_press;         // finger down
    colour sun, on_sun;             // here, now
    colour sunsoft, on_sunsoft;     // the current step
    colour pine, on_pine, on_pine2; // first screen and staff
    colour pine_line;               // the dial on pine
    colour disabled;
    colour tier[4], tier_soft[4], on_tier; // by enum tier: self-care, book, same-day, emergency
    colour scrim;                          // behind sheets
    colour badge_mark;                     // icon on a soft badge
    int edge;                              // px of outlines
    int chosen_edge;
    bool shadows;
};

extern const struct theme theme_light, theme_dark;

enum type {
    TYPE_ATTRACT,
    TYPE_SUMMARY,     // under it
    TYPE_TIER,        // headline of a result
    TYPE_TIER_NUMBER, // the number to call
    TYPE_QUESTION,
    TYPE_H1,
    TYPE_PLAYER, // name of the exercise that plays
    TYPE_H2,
    TYPE_H3,     // card title
    TYPE_BUTTON, // button and large body
    TYPE_LARGE,  // large body, not heavy
    TYPE_BODY,
    TYPE_LABEL,   // bar label, bold body
    TYPE_CAPTION, // under the video
    TYPE_ANSWER,
    TYPE_SMALL,
    TYPE_SMALL_BOLD,
    TYPES
};

// `large`: the patient asked for larger text.
struct text_style theme_type(enum type type, bool portrait, bool large);
// The next smaller size a text may step down to when it does not fit; false at the least, 28 px (36
// larger).
bool theme_step_down(struct text_style *style, bool large);

enum {
    RADIUS_BUTTON = 24,
    RADIUS_CARD = 32,
    RADIUS_SHEET = 40,
    RADIUS_BADGE = 28,
    MARGIN = 64,
    SHADOW_ALPHA = 36,
};
