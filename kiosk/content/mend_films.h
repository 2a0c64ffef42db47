#pragma once
// Films that pages speak of: one that is another now under the same name, and one that is there no
// more. Publisher only.

#include "draft.h"
#include "library.h"
#include "report.h"

// Names of films that several topics may share and that are changed or gone: "a.webm". The caller
// destroys them.
struct names mend_films_changed(const struct draft *draft);
bool mend_films_is_exercise(const char *target); // "content/knees/stretches/bend.md"
// The page speaks of one of these films.
bool mend_films_speaks(const struct draft *draft, const char *target, const struct names *films);
// A page that is unchanged, and is wrong now because its film is another one: the marks in it lie
// behind the end. The film's last good version stays. False if there is none.
bool mend_films_too_short(struct draft *draft, struct report *report, const char *target);
// An exercise whose film played in the set before, and that names none now: the page stays as it was
// if it names another film, else the film does, though it is gone. True if anything was kept.
bool mend_films_gone(struct draft *draft, struct report *report, const struct library *before,
                     const struct library *made);
// Tells of films that are new or changed, and that no page speaks of. `made`: the changed topics.
void mend_films_unnamed(const struct draft *draft, struct report *report,
                        const struct library *made);
