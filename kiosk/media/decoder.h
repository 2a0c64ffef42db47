#pragma once
// libvlc, and the only door to it: one instance and one player for the life of the child. Main
// thread of the child; pictures are published from libvlc's own display thread.

#include <stdbool.h>
#include <stdint.h>

#include "frames.h"

struct decoder;

// Loads every plug-in a video can need and makes the instance: afterwards nothing has to be opened
// any more, so the confinement can refuse it all. No thread runs yet. NULL: `problem` says why.
struct decoder *decoder_open(const char **problem);
void decoder_close(struct decoder *decoder); // accepts NULL

struct decoder_tracks {
    int w, h;            // px as seen: after rotation, aspect made square; 0 if there is no picture
    int64_t duration_ms; // 0 if not known
    bool any;            // a track of some kind
};

// What is in the file played last; complete once a picture was shown or the end came. libvlc reads
// no tracks from a descriptor without playing it.
struct decoder_tracks decoder_tracks(struct decoder *decoder);

struct decoder_order {
    int fd; // stays the caller's, and open until decoder_stop
    int64_t start_ms;
    struct frame_shape shape; // bt709 is filled in by the decoder
    bool mirror;
    bool only_first; // publish one picture, no more
    bool only_count; // publish none
    uint32_t generation;
    struct frames *frames;
    void (*woke)(void *); // display thread: the kiosk must be told of a picture
    void *context;        // of woke
};

// Stops what played and starts anew. False if libvlc refuses at once.
__attribute__((warn_unused_result)) bool decoder_play(struct decoder *decoder,
                                                      const struct decoder_order *order);
void decoder_pause(struct decoder *decoder, bool paused);
void decoder_stop(struct decoder *decoder); // blocks until no thread of libvlc publishes any more

struct decoder_status {
    bool ended;          // ran out or gave up: libvlc does not tell these apart
    uint32_t pictures;   // shown since decoder_play
    int64_t position_ms; // of the video, at this moment; the start while there is no picture
    int64_t shown_ms;    // of the picture published last
    int64_t libvlc_ms;   // as libvlc tells it: refreshed only a few times a second
};
struct decoder_status decoder_look(struct decoder *decoder);
