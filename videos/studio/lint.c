// The pose lint. Each frame is measured; each measure has limits with their source. What breaks one
// is a sentence with the file, the line of the key that leads there, the moment and the nearest
// value that works. No threads.
//
// Sources: AAOS = American Academy of Orthopaedic Surgeons, Joint Motion: Method of Measuring and
// Recording, 1965 (hip flexion 120, extension 30, abduction 45, adduction 30; knee flexion 135;
// ankle up 20, down 50; elbow 150; neck each way 45, turned 80; back forward 80, back 25, sideways
// 35, turned 45; shoulder back 60, across 75; wrist down 80, up 70). N&W = Norkin and White,
// Measurement of Joint Motion (passive knee flexion up to 150 with the heel at the buttock; ankle
// under body weight up to 40). W = Winter, Biomechanics and Motor Control of Human Movement (mass
// and its middle for each segment).
#include "lint.h"

#include "measure.h"

#include <stdio.h>

struct measure {
    const char *what, *unit;
    float least, most;
};

static const struct measure measures[MEASURES] = {
    [KNEE_BEND] = {"the left knee bends", "degrees", 0, 150},        // N&W
    [KNEE_BEND + 1] = {"the right knee bends", "degrees", 0, 150},   // N&W
    [HIP_BEND] = {"the left hip bends", "degrees", -30, 120},        // AAOS
    [HIP_BEND + 1] = {"the right hip bends", "degrees", -30, 120},   // AAOS
    [HIP_OUT] = {"the left thigh spreads", "degrees", -30, 45},      // AAOS
    [HIP_OUT + 1] = {"the right thigh spreads", "degrees", -30, 45}, // AAOS
    [HIP_OPEN] = {"the left thigh opens, bent,", "degrees", -30,
                  65}, // N&W, bent, spread and turned out together
    [HIP_OPEN + 1] = {"the right thigh opens, bent,", "degrees", -30, 65}, // N&W
    [ANKLE_UP] = {"the left foot is drawn up", "degrees", -50, 40},        // AAOS down, N&W up
    [ANKLE_UP + 1] = {"the right foot is drawn up", "degrees", -50, 40},   // AAOS down, N&W up
    [KNEE_TOE] = {"the left knee falls inside its foot by", "mm", -70,
                  70}, // half a foot's width, as squats are taught
    [KNEE_TOE + 1] = {"the right knee falls inside its foot by", "mm", -70, 70},
    [SLIP] = {"the left foot slips on the floor by", "mm", 0, 4},      // two pixels of the picture
    [SLIP + 1] = {"the right foot slips on the floor by", "mm", 0, 4}, // two pixels of the picture
    [SHOULDER_BACK] = {"the left arm reaches back", "degrees", -180, 60},          // AAOS
    [SHOULDER_BACK + 1] = {"the right arm reaches back", "degrees", -180, 60},     // AAOS
    [SHOULDER_ACROSS] = {"the left arm reaches across", "degrees", -180, 75},      // AAOS
    [SHOULDER_ACROSS + 1] = {"the right arm reaches across", "degrees", -180, 75}, // AAOS
    [WRIST_BEND] = {"the left wrist bends", "degrees", -75,
                    80}, // AAOS down; N&W up, leaning on the hand
    [WRIST_BEND + 1] = {"the right wrist bends", "degrees", -75,
                        80},                               // AAOS down; N&W up, leaning on the hand
    [ELBOW] = {"the left elbow bends", "degrees", 0, 150}, // AAOS
    [ELBOW + 1] = {"the right elbow bends", "degrees", 0, 150}, // AAOS
    [ANKLE_SHORT] = {"the left leg is too short for its ankle by", "mm", 0, 2},
    [ANKLE_SHORT + 1] = {"the right leg is too short for its ankle by", "mm", 0, 2},
    [WRIST_SHORT] = {"the left arm is too short for its wrist by", "mm", 0, 2},
    [WRIST_SHORT + 1] = {"the right arm is too short for its wrist by", "mm", 0, 2},
    [HAND_GAP] = {"the left hand is off what it rests on by", "mm", -25,
                  15}, // flesh gives; more hovers visibly
    [HAND_GAP + 1] = {"the right hand is off what it rests on by", "mm", -25, 15},
    [BACK] = {"the back bends forward", "degrees", -25, 80},       // AAOS
    [BACK_SIDE] = {"the back bends sideways", "degrees", -35, 35}, // AAOS
    [BACK_TURN] = {"the back turns", "degrees", -45, 45},          // AAOS
    [NECK] = {"the neck bends forward", "degrees", -45, 45},       // AAOS
    [NECK_SIDE] = {"the neck bends sideways", "degrees", -45, 45}, // AAOS
    [NECK_TURN] = {"the neck turns", "degrees", -80, 80},          // AAOS
    [FLOOR] = {"the lowest part of the body is above the floor by", "mm", -12,
               40}, // flesh gives by some 10 mm
    [BALANCE] = {"the middle of the mass is outside its base by", "mm", -1000, 0}, // W
    [SPEED] = {"the fastest joint moves at", "m/s", 0, .75f}, // slow and under control
    [PROP_COLLIDE] = {"a part of the body runs into chair or wall by", "mm", -1000, 12},
    [COLLIDE] = {"two parts of the body run into each other by", "mm", -1000, 12}, // flesh gives
};

static int line_at(const struct exercise *exercise, float t)
{
    int line = 1;
    for (int i = 0; i < exercise->keys && exercise->key[i].t <= t; i++)
        line = exercise->key[i].line;
    return line;
}

void lint_exercise(const struct exercise *exercise, const struct body *body,
                   struct problems *problems)
{
    enum { SEAM_MAX = 8 }; // mm: what 25 frames a second hide
    struct sheet sheet;
    measure_exercise(&sheet, exercise, body);
    for (int i = 0; i < MEASURES; i++) {
        const struct measure *m = &measures[i];
        const struct extreme *e = &sheet.extreme[i];
        bool low = e->least < m->least - .5f &&
                   e->least<1e8f, high = e->most> m->most + (i == SPEED ? .01f : .5f);
        if (low || high)
            problems_add(
                problems, exercise->path, line_at(exercise, low ? e->least_at : e->most_at),
                "at %.2f s %s %.4g %s; %.4g works.", (double)(low ? e->least_at : e->most_at),
                m->what, (double)(low ? e->least : e->most), m->unit,
                (double)(low ? m->least : m->most));
    }
    if (sheet.seam > SEAM_MAX)
        problems_add(problems, exercise->path, exercise->key[exercise->keys - 1].line,
                     "a joint jumps %.0f mm where the loop closes; %d works.", (double)sheet.seam,
                     SEAM_MAX);
}

void lint_print(const struct exercise *exercise, const struct body *body)
{
    struct sheet sheet;
    measure_exercise(&sheet, exercise, body);
    printf("%s, %.1f s, seam %.1f mm\n", exercise->name, (double)exercise->loop,
           (double)sheet.seam);
    if (exercise->mirrored)
        printf("  mirrored in time about %.2f s: drawn at half the cost\n",
               (double)exercise->mirror);
    else
        printf("  not mirrored in time: see README, \"What is drawn once\"\n");
    for (int i = 0; i < MEASURES; i++) {
        const struct extreme *e = &sheet.extreme[i];
        if (e->least < 1e8f)
            printf("  %-52s %8.2f (%.2f s) to %8.2f (%.2f s) %s\n", measures[i].what,
                   (double)e->least, (double)e->least_at, (double)e->most, (double)e->most_at,
                   measures[i].unit);
    }
}
