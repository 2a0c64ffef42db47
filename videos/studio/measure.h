#pragma once
// What the pose lint measures: the extremes of every measure over all frames of an exercise. The
// limits are in lint.c.

#include "figure.h"

enum {
    KNEE_BEND,
    KNEE_STRAIGHT = KNEE_BEND + 2,
    KNEE_SEEN = KNEE_STRAIGHT + 2,
    HIP_BEND = KNEE_SEEN + 2,
    HIP_OUT = HIP_BEND + 2,
    HIP_OPEN = HIP_OUT + 2,
    ANKLE_UP = HIP_OPEN + 2,
    OPENS = ANKLE_UP + 2,
    KNEE_TOE = OPENS + 2,
    SLIP = KNEE_TOE + 2,
    SHOULDER_BACK = SLIP + 2,
    SHOULDER_ACROSS = SHOULDER_BACK + 2,
    WRIST_BEND = SHOULDER_ACROSS + 2,
    ELBOW = WRIST_BEND + 2,
    ANKLE_SHORT = ELBOW + 2,
    WRIST_SHORT = ANKLE_SHORT + 2,
    HAND_GAP = WRIST_SHORT + 2,
    BACK = HAND_GAP + 2,
    BACK_SIDE,
    BACK_TURN,
    NECK,
    NECK_SIDE,
    NECK_TURN,
    FLOOR,
    BALANCE,
    SPEED,
    COLLIDE,
    PROP_COLLIDE,
    MEASURES
};

struct extreme {
    float least, most, least_at, most_at;
};

struct sheet {
    struct extreme extreme[MEASURES];
    float closed[2]; // how far what a stretch opens is open at rest, degrees
    float seam;      // how far joints jump where the loop closes, mm
};

void measure_exercise(struct sheet *sheet, const struct exercise *exercise,
                      const struct body *body);

// The height of what the figure stands or lies on: the floor or its mat.
static inline float measure_ground(const struct figure *figure)
{
    return figure->mat.there ? (float)MAT_MILLIMETRES * .001f : 0;
}

// balance.c: how far the middle of the mass is outside of what carries it, how deep parts of the
// body run into each other, and into chair or wall: millimetres, negative if they do not.
float measure_off_base(const struct figure *figure, const struct exercise *exercise,
                       const enum rest rest[2]);
float measure_collision(const struct figure *figure);
float measure_prop_collision(const struct figure *figure);
