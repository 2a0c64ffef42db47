#pragma once
// The ring of three pictures that the player child writes and the kiosk reads, in sealed shared
// memory. One atomic word says which slot waits to be taken; nothing is ever locked, so a child
// that is killed in the middle of a picture leaves nothing behind. The kiosk trusts nothing in it.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    FRAMES_SLOTS = 3,
    FRAMES_SIDE_MAX = 1920,  // px, of the longer side
    FRAMES_OTHER_MAX = 1088, // px, of the shorter side of a picture as long as that
    FRAMES_SLOT_BYTES = FRAMES_SIDE_MAX * FRAMES_OTHER_MAX * 3 / 2,
    FRAMES_PITCH_STEP = 64,
};

struct frame_shape {
    int32_t w, h;  // px, even
    int32_t pitch; // bytes a row of Y
    uint32_t bt709;
};

// What stands in a slot besides the pixels.
struct frame_note {
    struct frame_shape shape;
    uint32_t generation; // of the request that this picture answers
    uint32_t serial;     // counts the published pictures of this child
    int64_t position_ms; // of the video
};

struct frames_shared; // lies in the shared memory

struct frames {
    struct frames_shared *shared; // owned mapping, NULL if there is none
    int fd;                       // memfd, owned; -1 if there is none
    uint32_t own;                 // slot that this side may touch
    uint32_t serial;              // child: of the last picture published
};

// Kiosk: a new ring, sealed so that nobody can shrink it. False leaves errno.
__attribute__((warn_unused_result)) bool frames_make(struct frames *frames);
// Child: the ring behind `fd`, taken over. Refuses memory that is not sealed or has the wrong size.
__attribute__((warn_unused_result)) bool frames_join(struct frames *frames, int fd);
void frames_destroy(struct frames *frames); // accepts what failed to be made

// The shape of a video of w x h (px as seen) fitted inside a pane, as large as it goes and no
// larger than a slot holds. False if no picture of at least 2x2 fits.
__attribute__((warn_unused_result)) bool frame_fit(int w, int h, int pane_w, int pane_h,
                                                   struct frame_shape *shape);
bool frame_shape_valid(const struct frame_shape *shape);

// Child, decoding thread: where to write, and handing it over. `note->serial` is filled in. True if
// the kiosk had taken the picture before this one, so that it must be told.
uint8_t *frames_draft(const struct frames *frames);
bool frames_publish(struct frames *frames, const struct frame_note *note);
// Swaps left and right of the draft in place.
void frames_mirror(const struct frames *frames, const struct frame_shape *shape);

enum frames_taken {
    FRAMES_NONE,   // nothing newer
    FRAMES_NEW,    // *note and frames_picture are valid
    FRAMES_STALE,  // a picture of another generation: taken and dropped
    FRAMES_BROKEN, // the child wrote nonsense: end it
};
// Kiosk: takes the newest picture if it answers `generation`. A note that is returned has been
// checked.
enum frames_taken frames_take(struct frames *frames, uint32_t generation, struct frame_note *note);
const uint8_t *frames_picture(const struct frames *frames); // of the slot taken last

// The child's signs of life: the time of the media as libvlc tells it. Any thread.
void frames_set_time(struct frames *frames, int64_t media_ms);
int64_t frames_time(const struct frames *frames);
