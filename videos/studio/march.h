#pragma once
// Makes the picture of a figure: rays from the camera step through the field until they meet a
// surface.

#include "shade.h"

// Fills width * height * 3 bytes, sRGB-like gamma 2.2, top row first. The same bytes on every
// x86-64 machine.
void march_render(const struct figure *figure, const struct view *view, int width, int height,
                  unsigned char *rgb);
