#pragma once
// Which controls each state must offer: a list beside the approved pictures, so that one that goes
// missing from the tree is noticed in every language, size and colour.

#include <stdbool.h>

#include "ui.h"

struct controls; // what was approved, and what was seen
struct controls *controls_open(const char *path);
// Compares, or with `approve` notes. How many differ (printed after `where`).
int controls_check(struct controls *controls, const char *state, const struct ui *ui,
                   const char *where, bool approve);
// With `approve` writes the list anew. False if it cannot be written.
__attribute__((warn_unused_result)) bool controls_close(struct controls *controls, bool approve);
