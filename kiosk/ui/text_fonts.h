#pragma once
// Where fonts lie on this machine. Main thread.

#include <stdbool.h>
#include <stdint.h>

struct font_file {
    char path[512];
    int index; // face in the file
};

struct fonts;
struct fonts *fonts_open(void);        // NULL if fontconfig does not start (logged)
void fonts_close(struct fonts *fonts); // accepts NULL

// The font of a family nearest to `weight` (100 to 900, as in CSS). False if the family is not
// installed.
bool fonts_family(const struct fonts *fonts, const char *family, int weight,
                  struct font_file *file);
// A font that has this code point, one without colours; false if there is none.
bool fonts_covering(const struct fonts *fonts, uint32_t code, int weight, struct font_file *file);
