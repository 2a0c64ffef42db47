// The pose lint. Each frame is measured; each measure has limits with their source. What breaks one
// is a sentence with the file, the line of the key that leads there, the moment and the nearest
// value that works. No threads.
//
// Sources. AAOS: American Academy of Orthopaedic Surgeons, Joint Motion: Method of Measuring and
// Recording, 1965. N&W: Norkin and White, Measurement of Joint Motion. W: Winter, Biomechanics and
// Motor Control of Human Movement. What no book gives is told by what is seen or taught.
#include "lint.h"

#include "measure.h"

#include <stdio.h>

// The same limit for left and right.
#define BOTH(MEASURE, WHAT, ...)                                                                   \
    [MEASURE] = {"the left " WHAT, __VA_ARGS__}, [(MEASURE) + 1] = {"the right " WHAT, __VA_ARGS__}
#define FREE LINT_FREE

const struct lint_limit lint_limits[MEASURES] = {
    BOTH(KNEE_BEND, "knee bends", "degrees", FREE, 150, "N&W, the heel at the buttock"),
    BOTH(KNEE_STRAIGHT, "knee that shall be straight bends", "degrees", FREE, 15,
         "as taught: soft, never bent"),
    BOTH(KNEE_SEEN, "leg that shall be seen bent is turned from the line of sight by", "degrees",
         18, FREE, "less looks straight"),
    BOTH(HIP_BEND, "hip bends", "degrees", -30, 120, "AAOS"),
    BOTH(HIP_OUT, "thigh spreads", "degrees", -30, 45, "AAOS"),
    BOTH(HIP_OPEN, "thigh opens, bent,", "degrees", -30, 65,
         "AAOS across; N&W out, bent, spread and turned out at once"),
    BOTH(ANKLE_UP, "foot is drawn up", "degrees", -50, 40, "AAOS down; N&W up, under body weight"),
    BOTH(OPENS, "side of a stretch opens in its hold by", "degrees", 2, FREE,
         "a stretch that opens no joint stretches nothing"),
    BOTH(KNEE_TOE, "knee falls inside its foot by", "mm", -70, 70,
         "half a foot's width, as squats are taught"),
    BOTH(SLIP, "foot slips on the floor by", "mm", FREE, 4, "two pixels of the picture"),
    BOTH(SHOULDER_BACK, "arm reaches back", "degrees", FREE, 60, "AAOS"),
    BOTH(SHOULDER_ACROSS, "arm reaches across", "degrees", FREE, 75, "AAOS"),
    BOTH(WRIST_BEND, "wrist bends", "degrees", -75, 80, "AAOS down; N&W up, leaning on the hand"),
    BOTH(ELBOW, "elbow bends", "degrees", FREE, 150, "AAOS"),
    BOTH(ANKLE_SHORT, "leg is too short for its ankle by", "mm", FREE, 2, "a pixel of the picture"),
    BOTH(WRIST_SHORT, "arm is too short for its wrist by", "mm", FREE, 2, "a pixel of the picture"),
    BOTH(HAND_GAP, "hand is off what it rests on by", "mm", -25, 15,
         "flesh gives below; above one sees it hover"),
    [BACK] = {"the back bends forward", "degrees", -25, 80, "AAOS"},
    [BACK_SIDE] = {"the back bends sideways", "degrees", -35, 35, "AAOS"},
    [BACK_TURN] = {"the back turns", "degrees", -45, 45, "AAOS"},
    [NECK] = {"the neck bends forward", "degrees", -45, 45, "AAOS"},
    [NECK_SIDE] = {"the neck bends sideways", "degrees", -45, 45, "AAOS"},
    [NECK_TURN] = {"the neck turns", "degrees", -80, 80, "AAOS"},
    [FLOOR] = {"the lowest part of the body is above the floor by", "mm", -12, 40,
               "flesh gives below; above one sees it hover"},
    [BALANCE] = {"the middle of the mass is outside its base by", "mm", FREE, 0,
                 "W, each segment's mass"},
    [SPEED] = {"the fastest joint moves at", "m/s", FREE, .75f,
               "slow and under control, as taught"},
    [PROP_COLLIDE] = {"a part of the body runs into chair or wall by", "mm", FREE, 12,
                      "flesh gives by so much"},
    [COLLIDE] = {"two parts of the body run into each other by", "mm", FREE, 12,
                 "flesh gives by so much"},
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
    enum { SEAM_MAX = 8 }; // mm
    struct sheet sheet;
    measure_exercise(&sheet, exercise, body);
    for (int i = 0; i < MEASURES; i++) {
        const struct lint_limit *m = &lint_limits[i];
        const struct extreme *e = &sheet.extreme[i];
        float slack = i == SPEED ? .01f : .5f;
        bool low = e->least < m->least - slack, high = m->most != FREE && e->most > m->most + slack;
        if (low || high)
            problems_add(
                problems, exercise->path, line_at(exercise, low ? e->least_at : e->most_at),
                "at %.2f s %s %.4g %s; %.4g works (%s).", (double)(low ? e->least_at : e->most_at),
                m->what, (double)(low ? e->least : e->most), m->unit,
                (double)(low ? m->least : m->most), m->source);
    }
    if (sheet.seam > SEAM_MAX)
        problems_add(problems, exercise->path, exercise->key[exercise->keys - 1].line,
                     "a joint jumps %.0f mm where the loop closes; %d works (what 25 frames a "
                     "second hide).",
                     (double)sheet.seam, SEAM_MAX);
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
            printf("  %-52s %8.2f (%.2f s) to %8.2f (%.2f s) %s\n", lint_limits[i].what,
                   (double)e->least, (double)e->least_at, (double)e->most, (double)e->most_at,
                   lint_limits[i].unit);
    }
}
