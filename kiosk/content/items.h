#pragma once
// The list of what a topic has to say, held against what its pages say they cover.

#include "page_file.h"

struct items;
// Reads TOPIC/items.md. Never NULL; without the file nothing is checked. `topic` must outlive it.
struct items *items_read(struct reading *reading, const char *topic);
// What a page covers, and what the questions of a check ask for; `below` is its folder in the
// topic, "learn/" or "". A page that could not be opened is passed over.
void items_see(struct items *items, const char *below, const struct page_file *file);
void items_end(struct items *items); // tells what nobody said, and frees
