#pragma once
// Test videos whose every picture carries its own number, made with ffmpeg in a temporary folder.

#include <stdbool.h>
#include <stdint.h>

struct player_frame;

// The folder, made on first use and removed at exit.
const char *clips_folder(void);
const char *clip_path(const char *name); // in the folder; lives until the next but three calls

// w x h px, `count` pictures at `fps`; `arguments` are ffmpeg's for the output ("-c:v libx264").
void clip_make(const char *name, int w, int h, int fps, int count, const char *arguments);
void clip_copy(const char *name, const char *from,
               const char *arguments);                          // ffmpeg -i FROM ARGUMENTS NAME
void clip_cut(const char *name, const char *from, int percent); // the first part of the bytes
void clip_write(const char *name, const void *bytes, unsigned count);
int clip_open(const char *name); // read-only descriptor

// What a picture says: its number, or -1 if the code cannot be read as it should stand.
int clip_number(const struct player_frame *frame, bool mirrored);
