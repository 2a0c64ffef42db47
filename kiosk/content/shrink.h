#pragma once
// Whether a new set is so much smaller than the old one that somebody should be asked first.

#include "manifest.h"

// One sentence, or NULL if all is well. The caller frees it.
char *shrink_reason(const struct manifest *old, const struct manifest *made);
