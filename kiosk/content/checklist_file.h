#pragma once
// warning-signs.md: questions, tiers and cards, and signs.md beside it.

#include "library.h"
#include "page_file.h"

struct checklist_page {
    struct page page;
    struct checklist checklist; // its title is page.title's copy
    char **get_help;            // lines for the printed page
    size_t get_help_count;
};

extern const struct schema checklist_page_schema;
extern const struct schema advice_schema; // struct advice: a line of "do this | and this"
extern const struct page_kind checklist_page_kind;

// Compares TOPIC/signs.md (a table: sign, question, tier) with the questions, both ways. What
// differs is a warning: the table is for the people who review, nothing is decided by it.
void signs_check(struct reading *reading, const char *topic, const struct checklist *checklist);
