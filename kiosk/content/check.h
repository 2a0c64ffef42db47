#pragma once
// `physio-kiosk check`: what is wrong with a content folder, as lines that a person or an editor
// can follow.

#include <stdio.h>

// Loads `content` and `videos` as a demonstration would (pages that nobody signed are warnings) and
// prints each problem, by file and line, as `file:line:column: error|warning: sentence`, then one
// line that counts them. 1 if there is an error, else 0.
int content_check(const char *content, const char *videos, FILE *out);
