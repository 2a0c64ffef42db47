#pragma once
// The pages of one folder, in the order of their file names.

#include <stdbool.h>

#include "page_file.h"

// Calls `page` with the id of every page in CONTENT/TOPIC/BELOW (BELOW "" is the topic's own
// folder), once for a page and all its translations. Names that cannot be a page's, translations
// without their page and files that are no pages are told. A folder that is not there is empty.
void page_folder_visit(struct reading *reading, const char *topic, const char *below,
                       void (*page)(void *context, const char *id), void *context);

struct page_folder {
    struct page_file *files; // each without error in the page itself
    size_t count;
};

// Opens every page of TOPIC/BELOW; those with an error are left out. Close either way.
void page_folder_open(struct reading *reading, const char *topic, const char *below,
                      const char *own_language, const struct page_kind *kind,
                      struct page_folder *folder);
void page_folder_close(struct page_folder *folder); // accepts zeroed
// Gives a new array of `size` bytes each (the size of the folder's structs), filled in `language`,
// and how many may be shown.
void *page_folder_fill(struct reading *reading, const struct page_folder *folder,
                       const char *language, size_t size, size_t *count);
