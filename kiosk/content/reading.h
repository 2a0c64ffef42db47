#pragma once
// One pass over a content folder: what every loader of this floor carries with it, and the one way
// to read a text file (its size, its encoding and its line ends are checked here).

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "clinic.h"
#include "file.h"
#include "problem.h"

enum { CONTENT_FILE_LIMIT = 64 * 1024 }; // bytes

struct reading {
    const char *content, *videos; // folders; not owned
    struct problems *problems;    // not owned
    const struct clinic *clinic;  // NULL while clinic.yaml itself is read; not owned
    const struct names *hidden;   // NULL: none; not owned
    uint64_t hash;                // over all that was read, in order
    bool demonstration;
};

void reading_start(struct reading *reading, const char *content, const char *videos,
                   struct problems *problems);
// Mixes one more fact into the version of what was read.
void reading_note(struct reading *reading, const char *text, size_t bytes);
// True if staff hid this file; they are reminded of it.
bool reading_hidden(const struct reading *reading, const char *shown);
// The version so far, eight letters and digits; the caller frees it.
char *reading_version(const struct reading *reading);

// Reads FOLDER/FILE (FOLDER may be NULL: then FILE alone) as UTF-8 in composed form with LF line ends and
// without byte order mark. `shown` is the file's name in problems. False with one error added. The caller
// frees *text.
__attribute__((warn_unused_result)) bool reading_text(struct reading *reading, const char *folder,
                                                      const char *file, const char *shown,
                                                      char **text);

// NAME, which may hold folders, as the disk writes it below FOLDER: a Mac writes "ü" as two letters, where
// what we read says it in one. NULL if there is no such file. The caller frees it.
char *reading_file(const char *folder, const char *name);
// The names in FOLDER; `shown` is the folder's name in problems. One that is not there is empty; one that
// cannot be read is told, and empty too. Free with names_destroy.
struct names reading_names(const struct reading *reading, const char *folder, const char *shown);

// clinic_load for a reading under way: the file counts towards the version.
__attribute__((warn_unused_result)) bool clinic_read(struct reading *reading,
                                                     struct clinic *clinic);
