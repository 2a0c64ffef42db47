#pragma once
// The page to print, as the session and the command line ask for it: what print needs from the
// other floors (decoded stills, today's date).

#include <time.h>

#include "handout_pdf.h"
#include "library.h"

struct stage;

// A still_find: `context` is the folder of the videos (const char *).
bool page_still(void *context, const char *picture, struct pixels *still);
// The day of `now` in `language`: "21 November 2026". NULL if the clock cannot be right (before
// this program was made): a wrong date on paper is worse than none. The caller frees it.
char *page_date(const char *language, time_t now);
// The page as the session has chosen it, laid out.
struct handout_layout *page_layout(struct stage *stage);
