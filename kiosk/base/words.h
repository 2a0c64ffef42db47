#pragma once
// The interface's own words in each language, by gettext. Content's words come from content files.
// One gettext domain per language, so two languages can stand side by side (a card in the patient's
// language, its staff line in the clinic's) and no thread touches the environment.

#include <stdbool.h>
#include <stddef.h>

// Call once, before any thread starts. `folder` holds kiosk/LC_MESSAGES/LANGUAGE.mo files.
void words_open(const char *folder);

// The word in `language` ("es"), or `english` itself where there is none. Lives for ever.
// xgettext reads the English from calls of tr() and trn().
const char *tr(const char *language, const char *english);
// Both forms hold "{n}"; the caller puts the number in with str_replace(text, "n", ...).
// Placeholders have names, never "%d", so that a slip in a translation cannot crash the kiosk.
const char *trn(const char *language, const char *one, const char *many, unsigned long count);
// True for Arabic, Hebrew, Persian and Urdu: lines begin at the right.
bool words_right_to_left(const char *language);
// What stands between `before` and the sentence behind it: a space, or nothing where a full-width
// mark brings its own room.
const char *words_gap(const char *before);
// A number, a name or a code set apart, so that words of `language` around it do not turn its parts
// round ("555 0199" would read "0199 555" within Arabic). The caller frees it.
char *words_apart(const char *language, const char *value);
// Marks English for xgettext where it does not stand alone in a call: in a table, or one of
// several.
#define N_(english) english
