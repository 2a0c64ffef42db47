#pragma once
// Reads the new set as the kiosk would, and puts the last good version in the place of what is
// broken. Publisher only.

#include "draft.h"
#include "report.h"

// Fills in draft->made.topics. Only topics that changed are read. What is wrong goes into the report.
void mend(struct draft *draft, struct report *report);
