#pragma once
// What a picture file says about itself in its first bytes, read without decoding it. Pure.

#include <stdbool.h>
#include <stddef.h>

struct image_head {
    int w, h;        // as stored
    int orientation; // EXIF, 1 to 8; 1 is upright
};
// PNG, JPEG and WebP; false for anything else or when cut short.
bool image_head_read(const unsigned char *bytes, size_t count, struct image_head *head);
// Width and height of an SVG by its root element; false if it gives neither them nor a viewBox.
bool image_svg_size(const char *text, float *w, float *h);
