#pragma once
// Whether new videos can be played, and a still of each: asked of a few player children at once,
// because each is watched in its own time. Blocks; for the publisher.

#include <stddef.h>

#include "publish.h"

// Fills in the answers. NULL, or why they could not be had (the caller frees it).
char *video_check(const char *program, struct publish_video *videos, size_t count,
                  void (*progress)(size_t done, size_t total));
