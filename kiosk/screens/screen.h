#pragma once
// What a screen is, and what it may see and ask for. A screen never includes another screen: it
// asks for a destination by name, and app carries that out after the pass.

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "clinic.h"
#include "library.h"
#include "player.h"
#include "printer.h"
#include "session.h"
#include "ui.h"
#include "words.h"

struct reel;
struct staff;

struct stage {
    struct ui *ui;
    struct session *session;
    const struct library *library; // the snapshot this session runs on
    const struct topic *topic;     // in the patient's language; NULL if there is no content at all
    const struct topic *clinic_topic; // the same in the clinic's language
    struct player *player;
    struct reel *reel;       // what is known of each video
    struct printer *printer; // NULL: no printing here
    struct staff *staff;     // what staff are doing; read by staff screens alone
    const char *assets;      // folder of icons and figures
    const char *sheet;       // open over the screen, NULL if none
    bool entered;            // this is the screen's first pass since it was entered
    bool demonstration;
    int64_t now_ms;
    time_t today;         // for the date on the page
    int64_t idle_left_ms; // until the session ends, for the warning
    char **scraps;        // texts made for this pass, freed after it
    size_t scraps_count;

    // ---- asked for by the screen, carried out after the pass
    const char *go;         // destination: a screen's name
    const char *open_sheet; // a sheet's name
    bool close_sheet;
    bool finish;      // the session is over
    bool stay;        // "Yes, keep going"
    bool print_again; // the page under the sheet
};

struct screen {
    const char *name;
    void (*frame)(struct stage *stage); // draws and handles taps; runs in every pass
    void (*leave)(struct stage *stage); // may be NULL
    bool is_sheet;
    bool exercise;  // offers an exercise, relief or an exercise page: closed after an emergency or
                    // same-day answer
    bool slow_idle; // checklist and exercise: the longer idle time
    int deaf_ms;    // after it appears, touches do not count for so long
    int closes_s;   // of a staff screen: so long without a touch ends it, unasked; 0: a patient's
};

extern const struct screen screen_attract, screen_home, screen_hub, screen_learn, screen_faqs,
    screen_faq, screen_relief, screen_exercises, screen_before, screen_exercise, screen_check,
    screen_question, screen_result, screen_handout, sheet_answers, sheet_printing, sheet_idle,
    sheet_settings, sheet_ask_staff, screen_staff_pin, screen_staff, screen_staff_more,
    screen_staff_publishing, screen_staff_items, screen_staff_reviews, screen_staff_counts,
    screen_staff_touch, screen_staff_clean, screen_staff_stick, sheet_staff_sure;

// The row of that name; NULL if there is none.
const struct screen *screen_named(const char *name);
// Where a request to go to `name` really leads: the result, for all that is closed while the
// answers forbid exercise; Home leads to the result then too. Where there are several topics and none
// was chosen, Home is the choice of topics. Never NULL for a known name.
const struct screen *screen_route(const struct stage *stage, const char *name);

// ---- shared by the screens
// ------------------------------------------------------------------------ Keeps a text until the
// end of this pass, and gives it back.
const char *stage_keep(struct stage *stage, char *text);
void stage_pass_done(struct stage *stage);
// Language, direction, text size and colours of the pass, from what the patient chose.
void stage_dress(struct stage *stage);
// What is drawn from here on is written in that language, and in its direction, until the patient's is
// set again.
void stage_write_in(struct stage *stage, const char *language);
void stage_set_language(struct stage *stage, const char *language); // of the session
const char *stage_language_name(const char *language); // in that language itself: "Español"
// Words of the interface in the patient's language.
const char *stage_word(const struct stage *stage, const char *english);
// With {n}, or {n} and {m}, filled in; kept for this pass.
const char *stage_count(struct stage *stage, const char *one, const char *many, unsigned long n);
const char *stage_words(struct stage *stage, const char *english, unsigned long n, unsigned long m);
// One after the other, with the language's own comma; kept for this pass.
const char *stage_both(struct stage *stage, const char *first, const char *second);
const char *stage_asset(struct stage *stage, const char *folder, const char *name); // a path
const char *stage_poster(struct stage *stage,
                         const struct exercise *exercise); // NULL if there is none
const char *stage_picture(struct stage *stage,
                          const char *picture); // of the content; NULL for NULL

enum bar_home { BAR_HOME, BAR_FINISH };
// The bottom bar: Back, Home or Finish, language, text size. `back` is the destination of Back.
// `action` stands in the middle (landscape) or above the bar (portrait); its id is NULL if there is
// none. True if it was tapped.
bool stage_bar(struct stage *stage, const char *back, enum bar_home home, struct button action);
// Heading, line under it, and "We will still call your name".
void stage_top(struct stage *stage, const char *title, const char *line);
enum { STAGE_FIGURE_W = 400, STAGE_FIGURE_H = 360 };
// A panel for words, with a figure at its end (landscape) or on its top; `picture` is a path, NULL
// for none, `name` a legend in its corner, "" for none. The room that is left.
struct rect stage_panel(struct stage *stage, const char *picture, const char *name,
                        struct rect panel);
// "Page before" at `back` and `more`, with its {n} and {m}, beside it: they move session->list_page
// among `pages`.
void stage_pager(struct stage *stage, const char *more, size_t pages, struct rect back);
// True if this exercise stands on the page to print.
bool stage_on_page(const struct stage *stage, size_t exercise);
size_t stage_exercises(const struct stage *stage); // how many the session can hold and show
// The first screen of a visit: the choice of topics, or the hub where there is only one.
const char *stage_start(const struct stage *stage);
// Chooses a topic; what was answered and chosen for another one is forgotten, but for an answer that
// forbids exercise: then nothing is chosen.
void stage_choose_topic(struct stage *stage, const char *topic_id);
bool stage_printing_offered(const struct stage *stage);
// The exercise that the session has come to. There must be one.
const struct exercise *stage_exercise(const struct stage *stage);
// The first exercise with a video from index `from` on, or stage_exercises() if there is none.
size_t stage_playable(const struct stage *stage, size_t from);
