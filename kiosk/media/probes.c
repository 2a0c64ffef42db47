// Queue of files to probe, and of their answers. Main thread of the kiosk.
#include "probes.h"

#include "player.h"
#include "str.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void probes_add(struct probes *probes, int fd, int token)
{
    probes->jobs = mem_grow(probes->jobs, (size_t)probes->job_count + 1, sizeof *probes->jobs);
    probes->jobs[probes->job_count++] = (struct probe_job){.fd = fd, .token = token};
}

void probes_answer(struct probes *probes, const struct probe_answer *answer)
{
    assert(probes->job_count > 0);
    close(probes->jobs[0].fd);
    probes->job_count--;
    memmove(probes->jobs, probes->jobs + 1, (size_t)probes->job_count * sizeof *probes->jobs);
    probes->asked = false;
    probes->answers =
        mem_grow(probes->answers, (size_t)probes->answer_count + 1, sizeof *probes->answers);
    probes->answers[probes->answer_count++] = *answer;
}

void probes_lost(struct probes *probes)
{
    if (!probes->asked)
        return;
    probes->asked = false;
    if (++probes->jobs[0].crashes < PLAYER_PROBE_CHILDREN)
        return;
    struct probe_answer answer = {.token = probes->jobs[0].token};
    snprintf(answer.problem, sizeof answer.problem, "the decoder crashed or hung on this file");
    probes_answer(probes, &answer);
}

bool probes_take(struct probes *probes, struct probe_answer *answer)
{
    if (probes->answer_count == 0)
        return false;
    *answer = probes->answers[0];
    probes->answer_count--;
    memmove(probes->answers, probes->answers + 1,
            (size_t)probes->answer_count * sizeof *probes->answers);
    return true;
}

void probes_destroy(struct probes *probes)
{
    for (int i = 0; i < probes->job_count; i++)
        close(probes->jobs[i].fd);
    free(probes->jobs);
    free(probes->answers);
    *probes = (struct probes){0};
}
