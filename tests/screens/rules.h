#pragma once
// What holds on every screen: words fit, targets are large enough, low enough and apart.

#include "ui.h"

// Prints each breach after `where`; how many there were. `words_fit` false: words may be cut or broken, as
// content that nobody can show whole will be.
int rules_check(const struct ui *ui, const char *where, bool words_fit);
