// When a loop looks the same: breath and mirror. A loop that comes back the way it went out shows
// every picture of the movement twice, and a hold shows few; such frames are drawn once (film.c).
// Any thread.
#include "rig.h"

#include <stdlib.h>

enum { PLACES = 16384, BREATHS = 6 }; // steps a metre or degree; steps from breathing out to half

static float stepped(float x, float steps)
{
    float y = x * steps;
    return (float)(long)(y < 0 ? y - .5f : y + .5f) / steps;
}

static bool alike(const struct pose *a, const struct pose *b)
{
    for (int i = 0; i < CHANNELS; i++) {
        if (fabsf(a->value[i] - b->value[i]) > 2.f / PLACES)
            return false;
    }
    return true;
}

// The loop is mirrored in time about half frame `middle`, all round.
static bool mirrors(const struct pose *pose, int frames, int middle)
{
    for (int i = 0; i < frames; i++) {
        if (!alike(&pose[i], &pose[(middle - i + frames) % frames]))
            return false;
    }
    return true;
}

void exercise_mirror_find(struct exercise *exercise)
{
    int frames = (int)(exercise->loop * EXERCISE_RATE + .5f);
    exercise->mirror = 0;
    exercise->mirrored = false;
    if (frames < 1 || !exercise->keys)
        return;
    struct pose *pose = mem_make((size_t)frames, sizeof *pose);
    for (int i = 0; i < frames; i++)
        pose[i] = exercise_pose(exercise, (float)i / EXERCISE_RATE);
    for (int middle = 0; middle < frames && !exercise->mirrored; middle++) {
        exercise->mirrored = mirrors(pose, frames, middle);
        if (exercise->mirrored)
            exercise->mirror = (float)middle * .5f / EXERCISE_RATE;
    }
    free(pose);
}

float exercise_breath(const struct exercise *exercise, float t)
{
    return stepped(num_cos((float)(4 * NUM_PI) * (t - exercise->mirror) / exercise->loop), BREATHS);
}

struct moment exercise_moment(const struct exercise *exercise, float t)
{
    struct moment moment = {.pose = exercise_pose(exercise, t),
                            .breath = exercise_breath(exercise, t),
                            .shut = exercise_blink(exercise, t)};
    for (int i = 0; i < CHANNELS; i++)
        moment.pose.value[i] = stepped(moment.pose.value[i], PLACES);
    return moment;
}
