#pragma once
// What draws screens without an app: a canvas in memory, the content, a stage.

#include "library.h"
#include "screen.h"

struct drawing {
    struct ui ui;
    struct stage stage;
    struct session session;
    struct library *library;
};

// On a panel of w x h px, with the content of that folder and the settings of folder `clinic` (NULL: the
// content's own). False if there is no display, no font or no topic.
bool drawing_open(struct drawing *drawing, int w, int h, const char *content, const char *clinic);
void drawing_close(struct drawing *drawing);
