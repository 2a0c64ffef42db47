#pragma once
// `physio-kiosk check`: what is wrong with a content folder, as lines that a person or an editor
// can follow.

#include <stdio.h>

// Loads `content` and `videos` as a demonstration would (pages that nobody signed are warnings) and
// prints each problem, by file and line, as `file:line:column: error|warning: sentence`, then one
// line that counts them. 1 if there is an error, else 0.
int content_check(const char *content, const char *videos, FILE *out);

// Prints how hard each English page is to read (Flesch-Kincaid grade, SMOG), and of a page that is
// too hard the sentences to shorten. 1 if a page is above its limit (6; warning signs 5), else 0.
int content_check_reading(const char *content, const char *videos, FILE *out);
