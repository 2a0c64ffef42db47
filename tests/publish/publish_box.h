#pragma once
// A staff folder and a state folder of a test's own.

#include "content_box.h"
#include "publish.h"
#include "store.h"

struct staff {
    struct box box; // its folder is the staff folder: content/ and videos/
    char *state;
    const char *unplayable; // part of a name: such videos are refused; NULL: none
    unsigned videos_asked;  // so far
};

struct staff staff_make(void);
void staff_destroy(struct staff *staff);
void staff_move(const struct staff *staff, const char *from, const char *to); // paths of its folder

// Publishes; fails the test unless the report's sentence is `sentence` (NULL: any).
enum report_outcome staff_publish(struct staff *staff, const char *sentence);
enum report_outcome staff_publish_smaller(struct staff *staff);
struct publish_options staff_options(struct staff *staff);

// What is shown: text of a file of the current generation, NULL if it is not there. Caller frees.
char *staff_shown(const struct staff *staff, const char *file);
void assert_shown(const struct staff *staff, const char *file, const char *part); // NULL: not there
