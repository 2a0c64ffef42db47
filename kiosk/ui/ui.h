#pragma once
// What a screen draws with. One call draws a thing, puts it on the tree and tells whether it was
// tapped, so that layout, drawing, touch, speech and tests cannot disagree. Places are design px
// and speak of start and end: x grows from the start edge of the reading direction, and in a
// right-to-left language everything is mirrored here, in one place. Main thread.

#include <stdbool.h>
#include <stdint.h>

#include "canvas.h"
#include "motion.h"
#include "pictures.h"
#include "pointer.h"
#include "text.h"
#include "theme.h"
#include "tree.h"

struct ui {
    struct canvas *canvas; // owned by app, as are the next two
    struct text *text;
    struct pictures *pictures;
    const struct theme *theme;
    struct tree tree;
    struct pointer pointer;
    struct motion motion;
    const char *language; // of the words on this screen
    bool portrait, mirrored, large;
    int target; // px that a control has at least, from ui_target_for
    int64_t now_ms;
    int64_t wake_ms; // when something that moves wants the next pass; INT64_MAX if nothing moves
};

// The one decision about a panel's size. At the layout's own scale 96 px are more than 20 mm on a
// panel whose picture is at least 476 mm wide (268 mm upright); on a narrower one controls grow to
// 120 px. `wide_enough` is told whether they reach 20 mm there. Width 0: not known.
enum { TARGET_PX = 96, TARGET_LARGE_PX = 120 };
enum { PANEL_LANDSCAPE_MM = 476, PANEL_PORTRAIT_MM = PANEL_LANDSCAPE_MM * 9 / 16 + 1 };
int ui_target_for(int panel_mm, bool portrait, bool *wide_enough);

// Starts a pass: an empty page of colour `background`.
void ui_begin(struct ui *ui, const char *screen, colour background);
void ui_modal(struct ui *ui,
              const char *sheet);       // darkens all so far; only what comes next can be tapped
bool ui_end(struct ui *ui);             // true if anything reached the screen
void ui_wake_in(struct ui *ui, int ms); // asks for another pass
// Asks for the next pass of a ring that counts `left_s` down: often enough to move smoothly, or with
// "reduce motion" when the next second begins.
void ui_wake_ring(struct ui *ui, double left_s);
// The mark of a finger that has left is still going.
bool ui_press_fades(const struct ui *ui);
// What was on the screen gives way to something else, which rises if it is a sheet.
void ui_change(struct ui *ui, bool rises);

int ui_w(const struct ui *ui); // of the design space
int ui_h(const struct ui *ui);
struct rect ui_place(const struct ui *ui,
                     struct rect r); // from start-based to where it is on the screen

// ---- things that are only seen ------------------------------------------------------------------
void ui_fill(struct ui *ui, struct rect r, colour fill);
void ui_round(struct ui *ui, struct rect r, int radius, colour fill);
void ui_outline(struct ui *ui, struct rect r, int radius, int edge, colour outline, colour fill);
void ui_shadow(struct ui *ui, struct rect r, int radius);
void ui_rule(struct ui *ui, int x, int y, int w);
// Icons that point along the reading direction (back, next, finish) flip with it.
void ui_icon(struct ui *ui, const char *name, int x, int y, int size, colour ink);
void ui_badge(struct ui *ui, const char *icon, struct rect r, int icon_size, colour fill,
              colour ink); // rounded square with an icon
void ui_dot(struct ui *ui, const char *words, int x, int y, int size, colour fill,
            colour ink); // numbered disc
// A picture file that fills `r`. `name` describes it on the tree; NULL leaves it out. Where the
// file cannot be shown, a field of `soft` with an icon stands there. False then.
bool ui_picture(struct ui *ui, const char *path, const char *name, struct rect r,
                struct corners corners);

// A row of a panel: badge, a heading, one line under it. `fill` and `mark` colour the badge. Words
// that have no room at any size are cut, and their item says so.
void ui_note(struct ui *ui, const char *icon, const char *text, const char *line, struct rect r,
             colour fill, colour mark);

// True if both have room at their own size.
bool ui_note_fits(struct ui *ui, const char *text, const char *line, struct rect r);

// A numbered step: its number in a dot, a heading, one line under it, set as in ui_note. In the
// middle of `r`, or from its top.
void ui_step(struct ui *ui, int number, const char *text, const char *line, struct rect r,
             enum type line_type, bool middle);

// Text, stepping down in size until it fits r.w x r.h (r.h 0: any height). Returns how it was set.
struct text_block ui_text(struct ui *ui, enum type type, const char *words, struct rect r,
                          enum align align, colour ink);
struct text_block ui_heading(struct ui *ui, enum type type, const char *words, struct rect r,
                             enum align align, colour ink);
// The same, centred in r's height.
struct text_block ui_text_middle(struct ui *ui, enum type type, const char *words, struct rect r,
                                 enum align align, colour ink);
// Words that belong to a control: they are noted on its item instead of standing on the tree by
// themselves.
struct text_block ui_label(struct ui *ui, struct item *item, enum type type, const char *words,
                           struct rect r, enum align align, bool middle, colour ink);
// How it would be set.
struct text_block ui_measure(struct ui *ui, enum type type, const char *words, int w, int h);

// ---- things that can be tapped: true in the pass of the tap -------------------------------------
enum look {
    LOOK_PLAIN,
    LOOK_MAIN,
    LOOK_SUN,
    LOOK_SUNSOFT,
    LOOK_CHOSEN,
    LOOK_NOT_READY,
    LOOK_ON_PINE,
};

struct button {
    const char *id;    // stable
    const char *words; // in the patient's language
    const char *icon;  // NULL: none
    const char *hint;  // smaller words behind, for "not ready": why. NULL: none
    enum look look;
    bool icon_after;            // the icon stands behind the words
    bool at_start;              // the words stand at the start, as in a list to choose from
    int icon_px;                // of the icon or swatch; 0: as large as the button has it
    colour swatch, swatch_edge; // a field of this colour in place of the icon; 0: none
    bool stacked;               // the icon stands above the words (portrait bar)
    enum type type;             // 0 means TYPE_BUTTON
};
bool ui_button(struct ui *ui, struct button button, struct rect r);

// A card: picture or badge, title, one line, arrow or play mark. LOOK_SUN marks "now", LOOK_SUNSOFT
// what stands apart from the others.
struct card {
    const char *id, *title, *line;
    const char *icon;    // of the badge
    const char *picture; // path; fills the top (tall cards)
    enum look look;
    bool play;
    bool enabled;
};
bool ui_card(struct ui *ui, struct card card, struct rect r);

// A large answer with a round badge. `chosen` marks it.
bool ui_answer(struct ui *ui, const char *id, const char *words, const char *icon, bool chosen,
               struct rect r);
// A small one of two, with a tick behind when chosen.
bool ui_small_answer(struct ui *ui, const char *id, const char *words, const char *icon,
                     bool chosen, struct rect r);
// A box to tick, with poster and name.
bool ui_toggle(struct ui *ui, const char *id, const char *words, const char *picture, bool on,
               struct rect r);
bool ui_switch(struct ui *ui, const char *id, const char *words, const char *icon, bool on,
               struct rect r);
// An invisible target: the whole first screen, the video.
bool ui_area(struct ui *ui, const char *id, const char *words, struct rect r);

// ---- larger parts
// ---------------------------------------------------------------------------------- The dial.
// `part` from 0 to 1 is the filled part; `ticks` marks round it, every fifth longer.
void ui_ring(struct ui *ui, struct rect r, float part, int ticks, const char *number,
             const char *unit);
// Dots of steps or sets: those before `now` (from 0) are done. `size` px; `joined` draws a line
// between.
void ui_pips(struct ui *ui, int x, int y, int size, int gap, int count, int now, bool joined);
void ui_progress(struct ui *ui, struct rect r, int done,
                 int count); // the bar: `done` full steps, then one step "now"
void ui_bar(struct ui *ui, struct rect r, float part); // plain progress, 0 to 1
void ui_staff_line(struct ui *ui, const char *label, const char *words, struct rect r);
