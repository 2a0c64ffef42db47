#pragma once
// WebVTT captions: the words under the picture.

#include <stddef.h>

#include "problem.h"

struct cue; // library.h

enum { CAPTION_LINES = 2, CAPTION_LETTERS = 32 };

// Reads captions as far as they can be read: what is wrong with a cue is a warning and costs at
// most that cue; advice that is never given is an error, and its cue is left out. Returns how many cues
// are left out. Sorted by time and without overlaps. The caller frees *cues with captions_destroy.
// `length` is the video's in seconds, -1 if not known: a cue past it is told, and never shown.
size_t captions_read(const char *text, const char *file, double length, struct problems *problems,
                     struct cue **cues, size_t *count);
void captions_destroy(struct cue *cues, size_t count);
