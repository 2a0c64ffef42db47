#pragma once
// Every page of a library in one walk: for what looks at all of them alike.

#include "library.h"
#include "schema.h"

struct page_view {
    const char *file; // "stiff-neck/learn/10-what-is-it.md"
    const struct page *page;
    const struct schema *schema; // of the struct that `whole` is
    const void *whole;           // the page's struct, its words and all
    bool warning_signs;
};

// Calls `see` for each page of `topic` that is in it, in a fixed order.
void topic_pages(const struct topic *topic,
                 void (*see)(void *context, const struct page_view *page), void *context);

// Calls `hear` for each text of the page that people read, in the order of its keys, its body last.
// Sources and what stands in no words are left out.
void page_words(const struct page_view *page, void (*hear)(void *context, const char *words),
                void *context);
