#pragma once
// The next generation while it is being made, beside the others and seen by nobody: NNNN.new. What is
// unchanged is linked from the generation before, never from the staff folder: an overwrite in place
// there would change what patients see.

#include <stdbool.h>
#include <stddef.h>

#include "library.h"
#include "manifest.h"
#include "scan.h"

struct draft {
    const char *state, *staff; // not owned
    int number;                // that it will have
    char *folder;
    char *before;              // folder of the generation shown now; NULL: none
    struct manifest old, made; // of the one before (zeroed if there is none), and of this one
    char *failed;              // why it cannot go on; NULL: all is well
};

enum draft_result {
    DRAFT_LINKED, // unchanged since the generation before
    DRAFT_COPIED,
    DRAFT_REFUSED, // it cannot be read: errno
    DRAFT_CHANGED, // somebody is still writing it
    DRAFT_FAILED,  // draft->failed
};

// `shown` is the generation shown now, 0: none. False with draft->failed set.
__attribute__((warn_unused_result)) bool draft_open(struct draft *draft, const char *state,
                                                    const char *staff, int shown);
void draft_close(struct draft *draft); // removes what was not committed; accepts zeroed

enum draft_result draft_take(struct draft *draft, const struct scan_file *file);
// After the last draft_take: lists are sorted, and the next functions may be used.
void draft_taken(struct draft *draft);
// The last good version in the place of this one. False if there is none, or none that differs.
bool draft_keep(struct draft *draft, const char *target);
void draft_drop(struct draft *draft, const char *target);
// All files below "content/knees", and the folder.
void draft_drop_folder(struct draft *draft, const char *target);
// A file of our own making.
__attribute__((warn_unused_result)) bool draft_make(struct draft *draft, const char *target,
                                                    const void *bytes, size_t count);
struct manifest_file *draft_file(struct draft *draft, const char *target); // NULL if there is none
// `file` is as staff have it, and was so in the set before. NULL is not.
bool draft_same(const struct draft *draft, const struct manifest_file *file);
// Bytes of a file, at most 64 KB, or NULL. The caller frees them.
char *draft_text(const struct draft *draft, const char *target);
// These topics of a set, as the kiosk reads them: `folder` is draft->folder or draft->before. Without
// `demonstration` what nobody answers for is off. Free with library_destroy.
struct library *draft_read(const char *folder, const struct names *topics, bool demonstration);
// On the disk for good and current when it returns true.
__attribute__((warn_unused_result)) bool draft_commit(struct draft *draft);
