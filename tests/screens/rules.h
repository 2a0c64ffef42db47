#pragma once
// What holds on every screen: words fit, targets are large enough, low enough and apart.

#include "ui.h"

// Prints each breach after `where`; how many there were.
int rules_check(const struct ui *ui, const char *where);
