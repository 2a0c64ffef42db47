#pragma once
// The text below the front matter.

#include "problem.h"

// `text` as plain paragraphs with an empty line between them: headings, list entries and paragraphs
// are one each; marks are dropped, raw HTML is left out with a warning. `line` is where `text`
// begins in `file`. The caller frees it.
char *markdown_plain(const char *text, const char *file, int line, struct problems *problems);
