#pragma once
// A person from a parameter file: lengths, girths, colours. Metres.

#include "exercise.h"

enum hair_style { HAIR_BUN, HAIR_SHORT, HAIR_CURLS };

struct body {
    float hip, thigh, shank, shoulder, upper_arm, forearm; // half widths and lengths of bones
    float lumbar, thorax, neck, head; // heights of joints above the pelvis, standing
    float trunk, waist, hips, chest, belly, limb, throat; // girths, 1 is the first figure's
    float jaw, nose, brow, smile, age;                    // the face; age 0 to 1 draws lines
    enum hair_style hair_style;
    struct vec skin, hair, shirt, shorts, stripe; // linear light
};

// Reads bodies/NAME.yaml of the folder. False and problems if it cannot be used.
__attribute__((warn_unused_result)) bool body_read(struct body *body, const char *path,
                                                   struct problems *problems);

// "d9a181" in linear light.
struct vec body_colour(unsigned hex);
