#pragma once
// A decoded picture in ordinary memory: what image loading, text, the page preview and screenshots
// hand to each other without sharing a library.

#include <stdbool.h>
#include <stdint.h>

struct pixels {
    int w, h;       // px
    uint32_t *argb; // w*h of 0xAARRGGBB, alpha not premultiplied, rows without gaps; owned
};

// All zero (transparent). Aborts when memory is out. w and h from 1 to 16384.
struct pixels pixels_make(int w, int h);
// Half as large: each pixel becomes the mean of four. For opaque pictures of even width and height.
struct pixels pixels_halve(const struct pixels *large);
void pixels_destroy(struct pixels *pixels); // accepts zeroed
