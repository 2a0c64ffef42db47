#pragma once
// What is wrong with the content, as data: staff read it on the status screen and from `check`.

#include <stdbool.h>
#include <stddef.h>

enum severity { SEVERITY_ERROR, SEVERITY_WARNING };

struct problem {
    char *file;       // path below the content folder, or below the videos folder after "videos/"
    int line, column; // from 1; 0 where the whole file is meant
    enum severity severity;
    char *text; // one sentence: what is wrong and what to do
};

struct problems {
    struct problem *list; // owned, in the order found
    size_t count;
};

__attribute__((format(printf, 6, 7))) void problem_add(struct problems *problems,
                                                       enum severity severity, const char *file,
                                                       int line, int column, const char *format,
                                                       ...);
// That nobody answers for the page: said of each page until the first ones are signed.
bool problem_is_signature(const struct problem *problem);
// Patients do not see the page because of it: an error, an exercise that has no video, or a video
// that is not shown.
bool problem_hides(const struct problem *problem);
size_t problems_count(const struct problems *problems, enum severity severity);
// `file:line:column: error: text` (line and column left out where they are 0); the caller frees it.
char *problem_line(const struct problem *problem);
void problems_destroy(struct problems *problems); // accepts zeroed
