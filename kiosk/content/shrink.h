#pragma once
// Whether a new set is so much smaller than the old one that somebody should be asked first.

#include "clinic.h"
#include "manifest.h"

// One sentence, or NULL if all is well. The caller frees it.
char *shrink_reason(const struct manifest *old, const struct manifest *made);
// The same for who answers for unsigned pages: without that name they go off, perhaps all of them.
char *shrink_accepted(const struct clinic *old, const struct clinic *made);
