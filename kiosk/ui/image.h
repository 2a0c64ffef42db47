#pragma once
// Picture files: SVG, PNG, JPEG, WebP. Hostile ones are refused by size before they are decoded.
// Any thread.

#include <stdbool.h>
#include <stddef.h>

#include "geom.h"
#include "pixels.h"

// A PNG, JPEG or WebP at its own size. False if it cannot be read, its end is missing, or it is larger
// than 40 megapixels or 8 MB on disk. A phone picture's turn (EXIF orientation) is carried out.
__attribute__((warn_unused_result)) bool image_load(const char *path, struct pixels *pixels);
// The same, or an SVG (by its ending, large or small) drawn so that it covers w x h panel px, its own
// shape kept: the caller centres it. False for one that says no size or is more than 16 times as long
// as wide.
__attribute__((warn_unused_result)) bool image_load_for(const char *path, int w, int h,
                                                        struct pixels *pixels);
// Scaled down (never up) by averaging, to fit inside w x h. `pixels` is replaced.
void image_fit(struct pixels *pixels, int w, int h);
// `part` of a picture brought to w x h px: averaged where it shrinks, smooth where it grows;
// flipped: left is right.
struct pixels image_scaled(const struct pixels *from, struct rect part, int w, int h, bool flipped);
// A picture of a video (I420, contiguous planes, pitch in bytes of Y) as the bytes of a JPEG, which
// are the caller's.
struct image_video {
    const unsigned char *planes;
    int w, h, pitch;
    bool bt709;
};
__attribute__((warn_unused_result)) bool image_jpeg(const struct image_video *video, char **jpeg,
                                                    size_t *bytes);
__attribute__((warn_unused_result)) bool image_save_png(const char *path,
                                                        const struct pixels *pixels);
