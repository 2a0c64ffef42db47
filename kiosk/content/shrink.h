#pragma once
// Whether a new set is so much smaller than the old one that somebody should be asked first.
// Publisher only.

#include "draft.h"

// The new set beside the one shown now, of whose topics these changed: one sentence, or NULL if all is
// well. The caller frees it.
char *shrink_reason(const struct draft *draft, const struct names *changed);
// A language of both in which the topic's check for warning signs was on, and is off; NULL if none.
// `old` NULL: one in which it is off, whatever it was. (Most often there is none, and the old set need
// not be read.)
const char *shrink_check(const struct library *old, const struct library *made, const char *id);
