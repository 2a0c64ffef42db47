#pragma once
// One look at the staff folder: which files can be taken, and what is wrong with the others. Nothing
// outside the folder is read: links are refused, never followed.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "manifest.h"
#include "problem.h"

enum {
    SCAN_FILES_MAX = 50000,
    SCAN_TEXT_MAX = 64 * 1024,
    SCAN_DRAWING_MAX = 1 << 20,
    SCAN_PICTURE_MAX = 8 << 20,
};

enum scan_kind { SCAN_TEXT, SCAN_CAPTIONS, SCAN_PICTURE, SCAN_VIDEO };

struct scan_file {
    char *path;   // below the staff folder: "content/knees/stretches/Knee bend.mp4"
    char *target; // below the generation, composed; no two the same: "videos/knees/stretches/..."
    enum scan_kind kind;
    struct origin origin;
};

struct scan {
    struct scan_file *files; // sorted by path
    size_t count;
    uint64_t bytes;           // of all files
    uint64_t tree;            // the same again only if no name, size, time or inode changed
    size_t seen;              // entries, the refused ones too
    struct problems problems; // errors: refused; warnings: left out
    char *failed;             // why the folder cannot be taken at all; NULL if it can
};

// Blocks as long as the disk does. `folder`, if not NULL, is called with every folder that was read.
struct scan scan_folder(const char *staff, void (*folder)(void *context, const char *path),
                        void *context);
void scan_destroy(struct scan *scan); // accepts zeroed

// Opens a regular file below the staff folder without following a link on the way; -1 on failure.
__attribute__((warn_unused_result)) int scan_open(const char *staff, const char *path);
struct origin scan_origin(int fd); // zeroed if it cannot be told

// A file as problems call it: below the content folder, or "videos/..." (see problem.h).
const char *scan_shown(const char *path);
// "bend.MD" becomes "bend.md". Of what pages name in full, films and pictures, the ending stays: they
// would not find it.
void scan_lower_ending(char *target);
bool scan_is_video(const char *name); // by its ending, large or small
bool scan_is_picture(const char *name);
