#pragma once
// A short mark of the words of a page. A translation carries the mark of the words it was made of,
// so that it is noticed when these have changed since.

#include "schema.h"

enum { SOURCE_MARK = 8 }; // letters

// Of the words of `map` that are translated, and of `body`; numbers, files, sources and signatures
// do not count, and words are taken as written, placeholders and all. Any thread.
void source_mark(const struct schema *schema, const struct value *map, const char *body,
                 char mark[SOURCE_MARK + 1]);
