#pragma once
// A content folder of a test's own, small and correct until the test writes something else into it.

#include <stddef.h>

#include "library.h"

struct box {
    char *folder;           // a temporary folder
    char *content, *videos; // inside it
};

extern const char box_spanish_signs[]; // the warning signs of the box, in Spanish
struct box box_make(void); // one topic "knees": an exercise, prevention steps, three questions
void box_destroy(struct box *box); // removes it all

// `file` is below the box's folder: "content/knees/topic.md". Folders are made as needed.
void box_write(const struct box *box, const char *file, const char *text);
void box_write_bytes(const struct box *box, const char *file, const char *bytes, size_t count);
// Writes the file with `old` in it replaced by `new`; fails the test if `old` is not there.
void box_change(const struct box *box, const char *file, const char *old, const char *new);
void box_remove(const struct box *box, const char *file);

struct library *box_load(const struct box *box, const struct library *last_good); // demonstration
struct library *box_load_installed(const struct box *box,
                                   const struct library *last_good); // no demonstration

// Fails the test, and shows all problems, unless one is exactly `line`.
void assert_problem(const struct library *library, const char *line);
void assert_no_errors(const struct library *library);
