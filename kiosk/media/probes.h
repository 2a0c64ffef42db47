#pragma once
// The files that wait to be looked at by the player child, one at a time, and the answers that wait
// to be taken. Pure bookkeeping. Main thread.

#include <stdbool.h>
#include <stdint.h>

struct probe_job {
    int fd; // owned until answered
    int token;
    int crashes; // children that were lost on it
};

struct probe_answer {
    int token, w, h;
    bool playable;
    int64_t duration_ms;
    char problem[160];
};

struct probes {
    struct probe_job *jobs; // owned; the first one is the one that is with the child
    int job_count;
    bool asked;                   // the first job is with the child
    struct probe_answer *answers; // owned
    int answer_count;
};

void probes_add(struct probes *probes, int fd, int token);
void probes_answer(struct probes *probes, const struct probe_answer *answer); // for the first job
// The child was lost: the job is asked again, once; then the file is to blame.
void probes_lost(struct probes *probes);
bool probes_take(struct probes *probes, struct probe_answer *answer);
void probes_destroy(struct probes *probes); // accepts zeroed
