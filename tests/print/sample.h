#pragma once
// A small clinic with one topic in three languages, made by hand: what the print tests lay out.

#include "library.h"

enum { SAMPLE_EXERCISES = 12 };

struct sample {
    struct library library;
    struct topic english, spanish, arabic;
    struct topic *languages[3];
};

void sample_make(struct sample *sample); // nothing in it is on the heap
