#pragma once
// What a picture file says about itself in its first bytes, and whether its last ones are there, read
// without decoding it. Pure.

#include <stdbool.h>
#include <stddef.h>

struct image_head {
    int w, h;        // as stored
    int orientation; // EXIF, 1 to 8; 1 is upright
};
// PNG, JPEG and WebP; false for anything else or when cut short.
bool image_head_read(const unsigned char *bytes, size_t count, struct image_head *head);
// False if the end of a PNG, JPEG or WebP is missing, or it is anything else.
bool image_whole(const unsigned char *bytes, size_t count);
// Width and height of an SVG by its root element; false if it gives neither them nor a viewBox, or its
// end is missing.
bool image_svg_size(const char *text, float *w, float *h);
