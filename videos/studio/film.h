#pragma once
// A whole exercise as a video: frames by threads, kept on disk so that an interrupted run goes on,
// then encoded.

#include "figure.h"

enum { FILM_WIDTH = 1280, FILM_HEIGHT = 720, FILM_RATE = EXERCISE_RATE };

struct film {
    const struct exercise *exercise;
    const struct body *body;
    const char *frames; // folder for the frames of all films
    const char *out;    // folder for NAME.webm and NAME.jpg
    uint64_t mark;      // changes whenever the frames would
    int threads;
};

// Renders what is missing, prints a progress bar, encodes, and only then puts video and poster in
// place. False and a sentence on standard error if anything fails; the old video is left as it is.
__attribute__((warn_unused_result)) bool film_make(const struct film *film);

// One frame as PPM. False and a sentence if it cannot be written.
__attribute__((warn_unused_result)) bool film_still(const struct exercise *exercise,
                                                    const struct body *body, float t, int width,
                                                    int height, const char *path);

// FNV-1a over bytes, to go on from `hash`; start with film_hash_start.
static const uint64_t film_hash_start = 0xcbf29ce484222325u;
uint64_t film_hash(uint64_t hash, const void *bytes, size_t count);
