#pragma once
// The skeleton in one pose: where every part is and how it is turned.

#include "body.h"

enum part {
    PART_PELVIS,
    PART_LUMBAR,
    PART_THORAX,
    PART_NECK,
    PART_HEAD,
    PART_THIGH, // left, then right, as all that follow
    PART_SHANK = PART_THIGH + 2,
    PART_FOOT = PART_SHANK + 2,
    PART_UPPER_ARM = PART_FOOT + 2,
    PART_FOREARM = PART_UPPER_ARM + 2,
    PART_HAND = PART_FOREARM + 2,
    PARTS = PART_HAND + 2
};

enum joint {
    JOINT_HIP, // left, then right, as all that follow
    JOINT_KNEE = JOINT_HIP + 2,
    JOINT_ANKLE = JOINT_KNEE + 2,
    JOINT_TOE = JOINT_ANKLE + 2,
    JOINT_SHOULDER = JOINT_TOE + 2,
    JOINT_ELBOW = JOINT_SHOULDER + 2,
    JOINT_WRIST = JOINT_ELBOW + 2,
    JOINT_PELVIS = JOINT_WRIST + 2,
    JOINT_NECK,
    JOINT_HEAD,
    JOINT_TOP,
    JOINTS
};

// Thighs and shanks: x away from the middle, y forward, z down the bone. Feet: x away from the
// middle, y to the toes, z to the instep. Arms: z down the bone. Hands: x to the thumb, y out of
// the palm, z to the fingers.
struct rig {
    struct frame part[PARTS];
    struct vec joint[JOINTS];
    float curl[2];
    float toes[2]; // how far the toes are bent up from the sole, radians
    float breath;  // -1 to 1
    float ankle_short[2],
        wrist_short[2]; // how far a target lies beyond what the limb reaches, metres
};

// `t` in seconds moves the breath: two a loop.
void rig_solve(struct rig *rig, const struct body *body, const struct exercise *exercise,
               const struct pose *pose, float t);
