#pragma once
// Lays a handout out once, with Pango, and draws that layout to a PDF or to a picture for the
// preview: what the patient sees is what the printer gets. Any one thread at a time.

#include <stdbool.h>
#include <stddef.h>

#include "handout.h"
#include "pixels.h"

// Finds the still of a block; the pixels are the layout's from then on. False if there is none: the
// block is set without a picture.
typedef bool still_find(void *context, const char *picture, struct pixels *still);

struct handout_layout; // the pages, laid out

// Never NULL. Stills are fetched at once and kept until handout_layout_destroy, which frees them.
struct handout_layout *handout_layout(const struct handout *handout, still_find *find,
                                      void *context);
void handout_layout_destroy(struct handout_layout *layout); // accepts NULL
int handout_pages(const struct handout_layout *layout);
// One page as a picture `width` px wide (height follows from the paper).
struct pixels handout_preview(const struct handout_layout *layout, int page, int width);
// The whole as a PDF in memory, the caller's to free. False if anything on the way failed: never
// send such a file.
__attribute__((warn_unused_result)) bool handout_pdf(const struct handout_layout *layout,
                                                     char **pdf, size_t *bytes);
