#pragma once
// Is a file a video that can be played to its end? Main thread of the child.

#include <stdbool.h>
#include <stdint.h>

#include "decoder.h"

struct probe_result {
    bool playable;
    int w, h;            // px as seen
    int64_t duration_ms; // 0 if not known
    const char *problem; // "" if playable; a constant
};

// Plays the beginning and the end, which takes a second or two. busy(context) is asked every few
// ms; false if it said yes: then there is no result. `fd` stays the caller's; `frames` is scratch.
__attribute__((warn_unused_result)) bool probe_run(struct decoder *decoder, struct frames *frames,
                                                   int fd, struct probe_result *result,
                                                   bool (*busy)(void *), void *context);
