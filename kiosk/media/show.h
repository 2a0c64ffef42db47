#pragma once
// One video on show in the player child: plays, rests, and tells a bad file from a good one, which
// libvlc does not. Main thread of the child.

#include <stdbool.h>
#include <stdint.h>

#include "decoder.h"
#include "frames.h"
#include "wire.h"

enum show_phase {
    SHOW_IDLE,
    SHOW_LEARNING, // shape not known: played unseen until it is
    SHOW_OPENING,  // no picture yet
    SHOW_PLAYING,
    SHOW_RESTING, // paused; libvlc repeats the picture to itself
    SHOW_ASLEEP,  // paused; libvlc is stopped and goes on from at_ms
    SHOW_OVER,    // ended or failed
};

struct show {
    struct decoder *decoder; // not owned
    struct frames *frames;   // not owned
    void (*woke)(void *);    // display thread: tell the kiosk of a picture
    void *context;

    enum show_phase phase;
    struct wire_command command; // what is asked for
    int fd;                      // the media file, owned; -1 if none
    struct frame_shape shape;
    int64_t at_ms;    // position to go on from
    int64_t since_ms; // clock of the last change of phase
};

// Takes `fd` over. True: *report is an answer for the kiosk (the video failed at once).
__attribute__((warn_unused_result)) bool show_begin(struct show *show,
                                                    const struct wire_command *command, int fd,
                                                    struct wire_report *report);
__attribute__((warn_unused_result)) bool show_pause(struct show *show, bool paused,
                                                    struct wire_report *report);
void show_stop(struct show *show);
// Looks at the decoder. True: *report is an answer for the kiosk.
__attribute__((warn_unused_result)) bool show_step(struct show *show, struct wire_report *report);
int show_wait_ms(const struct show *show); // until the next show_step; -1: for ever
