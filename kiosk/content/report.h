#pragma once
// What the last publishing did, for staff. Written by the publisher to STATE/report.json, read by the
// staff screens and the status.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum report_outcome {
    REPORT_PUBLISHED, // a new generation is current
    REPORT_UNCHANGED, // nothing new in the staff folder
    REPORT_HELD,      // much would vanish: the old set stays until staff release it
    REPORT_FAILED,    // no generation could be made; `why` says why, and the old set stays
};

struct report_line {
    char *file;    // as problems name it: below the content folder, or "videos/..."
    int line;      // from 1; 0 where the whole file is meant
    char *text;    // one sentence
    bool kept;     // patients go on seeing the last good version of it
    bool left_out; // of a warning: the set does not hold this file
};

struct report {
    enum report_outcome outcome;
    char *when;      // "2026-11-28 07:12", local time
    char *why;       // of HELD and FAILED: one sentence; NULL otherwise
    char *note;      // a fall-back of the kiosk that staff should know of; NULL if none
    int generation;  // that is current now; 0: none
    uint64_t tree;   // of the staff folder that it speaks of: see scan.h; 0: it could not be read
    size_t accepted; // files that are new or changed
    size_t removed;
    size_t refused_count, refused_more; // listed, and beyond what is listed
    struct report_line *refused;
    size_t warnings_count, warnings_more;
    struct report_line *warnings;
};

void report_destroy(struct report *report); // accepts zeroed
// Once a file: for the first thing that is wrong with it.
void report_refuse(struct report *report, const char *file, int line, const char *text, bool kept);
void report_warn(struct report *report, const char *file, int line, const char *text);
// A warning that only the report tells: the kiosk that reads the set never meets the file.
void report_leave_out(struct report *report, const char *file, const char *text);
// "12 accepted, 1 refused: knee.mp4 is incomplete". The caller frees it.
char *report_sentence(const struct report *report);
// False leaves errno.
__attribute__((warn_unused_result)) bool report_write(const char *state,
                                                      const struct report *report);
// False if there is none, or it cannot be read.
__attribute__((warn_unused_result)) bool report_read(const char *state, struct report *report);
