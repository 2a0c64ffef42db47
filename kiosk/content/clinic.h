#pragma once
// clinic.yaml: what the clinic says of itself and of this screen.

#include <stdbool.h>
#include <stddef.h>

#include "problem.h"
#include "schema.h"

enum paper { PAPER_A4, PAPER_LETTER };
enum clinic_motion {
    CLINIC_MOTION_AUTO, // moves, but cuts in the dark colours
    CLINIC_MOTION_FULL,
    CLINIC_MOTION_REDUCED
};

struct clinic {
    char *name, *phone, *address; // may be ""
    char *logo;                   // file name beside clinic.yaml, NULL if none
    char *emergency_number; // NULL if missing: cards then say "Call your local emergency number"
    char **languages;       // "en", "es", ...: the first is the clinic's own. At least one.
    size_t languages_count;
    enum paper paper;
    bool both_languages; // the printed page says it in the clinic's language too
    int idle_s;          // 90: seconds without a touch until the warning
    int idle_check_s;    // 120: the same in checklist and exercise
    int idle_warning_s;  // 30
    enum clinic_motion motion;
    int quarter_turns;  // 0 to 3: how the panel hangs, clockwise
    char *display;      // name or number of the display to fill; NULL: the first
    int panel_width_mm; // 0 = unknown: the screen's own word is taken
    char *printer;      // CUPS queue name; NULL = CUPS's default; "" = none, do not offer printing
    // When the screen is on, by day of the week (0 is Sunday), in words that hours.h reads; NULL: all day.
    char *hours[7];
    // Who took responsibility for pages that nobody signed, and when; NULL if nobody.
    char *accepted_by, *accepted_on;
    char **accepted_languages;
    size_t accepted_languages_count;
};

extern const struct schema clinic_schema; // struct clinic

// Safe values for every field, so that a kiosk without a clinic.yaml still runs. Fields are owned.
struct clinic clinic_default(void);
// Reads FOLDER/clinic.yaml. False if the file is missing or has an error: *clinic is then untouched
// and the caller keeps the last good one; else what *clinic held (which may be zeroed) is destroyed
// first. Problems are added either way.
__attribute__((warn_unused_result)) bool clinic_load(const char *folder, struct clinic *clinic,
                                                     struct problems *problems);
bool clinic_offers(const struct clinic *clinic, const char *language); // among its languages
// Whether somebody answers for unsigned pages in the language.
bool clinic_accepts(const struct clinic *clinic, const char *language);
struct clinic clinic_copy(const struct clinic *clinic);
void clinic_destroy(struct clinic *clinic);  // accepts zeroed
bool clinic_language_code(const char *text); // "en", "fil", "pt-br"
