#pragma once
// Pictures to a video or a JPEG, through ffmpeg on the other end of a pipe.

#include <stdbool.h>

// Puts picture `number` into `rgb`, width * height * 3 bytes. False if it cannot be had.
typedef bool (*encode_picture)(void *with, int number, unsigned char *rgb);

struct encode {
    int width, height, rate;
    int first, end; // the numbers of the pictures, `end` not included
    encode_picture picture;
    void *with;
};

// VP9 in WebM, tagged BT.709. False and a sentence if ffmpeg is missing or fails; what is at `path`
// then is not to be used. The caller must ignore SIGPIPE.
__attribute__((warn_unused_result)) bool encode_video(const struct encode *encode,
                                                      const char *path);
// The first picture.
__attribute__((warn_unused_result)) bool encode_jpeg(const struct encode *encode, const char *path);
