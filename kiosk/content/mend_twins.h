#pragma once
// Two topics that are called the same: a copy of a topic's folder that was made to be safe. Publisher only.

#include "draft.h"
#include "report.h"

// Takes the newer one out of the set, or keeps the title that it had, and says so. Titles are read only
// if a topic.md is new or changed.
void mend_twins(struct draft *draft, struct report *report);
