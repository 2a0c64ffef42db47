#pragma once
// Reads the new set as the kiosk would, and puts the last good version in the place of what is
// broken. Publisher only.

#include "draft.h"
#include "file.h"
#include "report.h"

// Fills in draft->made.topics. Only topics that changed are read: their ids are returned, sorted, and
// the caller's to destroy. What is wrong goes into the report.
struct names mend(struct draft *draft, struct report *report);
