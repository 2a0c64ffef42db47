#pragma once
// The file `starts` of the state folder: a few lines of "word value". Only store.c needs it.

#include <stdbool.h>
#include <stddef.h>

enum { STARTS_BAD_MAX = 16 };

struct starts {
    int count;               // starts with `of` that have not lived 60 s
    int of;                  // the generation that is on the screen; 0: the installed content
    int bad[STARTS_BAD_MAX]; // generations that did not stay up; the newest stay
    size_t bad_count;
    char *note; // what staff should know of it; NULL: nothing
};

struct starts starts_read(const char *state); // zeroed if there is no such file
void starts_write(const char *state, const struct starts *starts); // logged if it fails
void starts_destroy(struct starts *starts);
bool starts_bad(const struct starts *starts, int number);
void starts_add_bad(struct starts *starts, int number);
