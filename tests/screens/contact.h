#pragma once
// Contact sheets: small pictures of all states of one combination in one image.

#include "pixels.h"

struct contact {
    struct pixels sheet;
    int columns, each_w, each_h, count;
};

// `most` pictures will come, each `w` x `h` px on the screen.
struct contact contact_start(int most, int w, int h);
void contact_add(struct contact *contact, const struct pixels *drawn);
// Writes what was added and frees it. False if the file cannot be written.
__attribute__((warn_unused_result)) bool contact_save(struct contact *contact, const char *path);
