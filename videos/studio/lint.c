// The pose lint. Each frame is measured; each measure has limits with their source. What breaks one
// is a sentence with the file, the line of the key that leads there, the moment and the nearest
// value that works. No threads.
//
// Sources: AAOS = American Academy of Orthopaedic Surgeons, Joint Motion: Method of Measuring and
// Recording, 1965 (hip flexion 120, extension 30, abduction 45, adduction 30; knee flexion 135;
// ankle up 20, down 50; elbow 150; neck each way 45, turned 80; back forward 80, back 25, sideways
// 35, turned 45). N&W = Norkin and White, Measurement of Joint Motion (passive knee flexion up to
// 150 with the heel at the buttock; ankle under body weight up to 40). W = Winter, Biomechanics and
// Motor Control of Human Movement (mass and its middle for each segment).
#include "lint.h"

#include "film.h"

#include <stdio.h>
#include <stdlib.h>

enum { FRAMES_MAX = 20 * FILM_RATE + 1 };

struct measure {
    const char *what, *unit;
    float least, most;
};

enum {
    KNEE_BEND,
    HIP_BEND = KNEE_BEND + 2,
    HIP_OUT = HIP_BEND + 2,
    HIP_OPEN = HIP_OUT + 2,
    ANKLE_UP = HIP_OPEN + 2,
    KNEE_TOE = ANKLE_UP + 2,
    ELBOW = KNEE_TOE + 2,
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
    MEASURES
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
    [ELBOW] = {"the left elbow bends", "degrees", 0, 150},      // AAOS
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
    [COLLIDE] = {"two parts of the body run into each other by", "mm", -1000, 12}, // flesh gives
};

struct extreme {
    float least, most, least_at, most_at;
};

struct sheet {
    struct extreme extreme[MEASURES];
    float seam; // how far joints jump where the loop closes, mm
};

static float angle_of(struct vec a, struct vec b)
{
    return num_degrees(num_acos(vec_dot(vec_unit(a), vec_unit(b))));
}

static void note(struct sheet *sheet, int measure, float value, float t)
{
    struct extreme *e = &sheet->extreme[measure];
    if (value < e->least) {
        e->least = value;
        e->least_at = t;
    }
    if (value > e->most) {
        e->most = value;
        e->most_at = t;
    }
}

static void measure_leg(struct sheet *sheet, const struct figure *figure,
                        const struct exercise *exercise, int side, float t)
{
    const struct rig *rig = &figure->rig;
    struct vec thigh = rig->part[PART_THIGH + side].z, shank = rig->part[PART_SHANK + side].z;
    struct vec toes = rig->part[PART_FOOT + side].y;
    struct frame at = rig->part[PART_PELVIS];
    at.o = vec(0, 0, 0);
    struct vec seen = frame_in(&at, thigh);
    note(sheet, KNEE_BEND + side, angle_of(thigh, shank), t);
    // How far the thigh is from hanging down along the trunk, backwards negative.
    float raised = num_degrees(num_acos(-seen.z)),
          out = num_degrees(num_asin(seen.x * (side ? -1 : 1)));
    bool bent = raised > 60;
    note(sheet, HIP_BEND + side, seen.y > .05f && fabsf(seen.x) < .3f ? -raised : raised, t);
    note(sheet, (bent ? HIP_OPEN : HIP_OUT) + side, out, t);
    note(sheet, ANKLE_UP + side, num_degrees(num_asin(-vec_dot(toes, shank))), t);
    note(sheet, ANKLE_SHORT + side, rig->ankle_short[side] * 1000, t);
    // A knee must stay above its foot's line once it bears weight bent.
    struct vec knee = vec_sub(rig->joint[JOINT_KNEE + side], rig->joint[JOINT_ANKLE + side]);
    if (!exercise->aimed[side] && angle_of(thigh, shank) > 75)
        note(sheet, KNEE_TOE + side, -1000 * vec_dot(knee, rig->part[PART_FOOT + side].x), t);
}

// The distance of a hand's palm and finger roots to what it rests on.
static float hand_gap(const struct figure *figure, enum rest rest, int side)
{
    const struct frame *hand = &figure->rig.part[PART_HAND + side];
    float gap = 1e9f;
    for (int i = 0; i < 3; i++) {
        struct vec p = frame_out(hand, vec(0, .014f, .055f + .035f * (float)i));
        float d = p.z - (figure->mat.there ? (float)MAT_MILLIMETRES * .001f : 0);
        if (rest == REST_THIGH)
            d = num_min(num_min(field_group(figure, GROUP_THIGH, p, 1),
                                field_group(figure, GROUP_THIGH + 1, p, 1)),
                        num_min(field_group(figure, GROUP_SHORTS, p, 1),
                                field_group(figure, GROUP_SHORTS + 1, p, 1)));
        else if (rest == REST_SHANK)
            d = num_min(field_group(figure, GROUP_SHANK, p, 1),
                        field_group(figure, GROUP_SHANK + 1, p, 1));
        else if (rest == REST_FOOT)
            d = num_min(field_group(figure, GROUP_FOOT, p, 1),
                        field_group(figure, GROUP_FOOT + 1, p, 1));
        else if (rest == REST_CHAIR)
            d = num_min(field_group(figure, GROUP_CHAIR, p, 1),
                        field_group(figure, GROUP_CUSHION, p, 1));
        else if (rest == REST_TOGETHER)
            d = field_group(figure, GROUP_HAND + 1 - side, p, 1);
        gap = num_min(gap, d);
    }
    return gap * 1000;
}

static void measure_arm(struct sheet *sheet, const struct figure *figure,
                        const struct exercise *exercise, int side, float t)
{
    const struct rig *rig = &figure->rig;
    note(sheet, ELBOW + side,
         angle_of(rig->part[PART_UPPER_ARM + side].z, rig->part[PART_FOREARM + side].z), t);
    note(sheet, WRIST_SHORT + side, rig->wrist_short[side] * 1000, t);
    if (exercise->rest[side] != REST_FREE)
        note(sheet, HAND_GAP + side, hand_gap(figure, exercise->rest[side], side), t);
}

// The lowest point of a body's shapes, exact for each of them.
static float lowest(const struct figure *figure)
{
    float low = 1e9f;
    for (int group = 0; group < GROUP_SLEEVE; group++) {
        for (int i = 0; i < figure->shapes[group]; i++) {
            const struct shape *s = &figure->shape[group][i];
            float z = s->kind == SHAPE_CONE
                          ? num_min(s->a.z - s->r1, s->b.z - s->r2)
                          : s->a.z - sqrtf(num_square(s->frame.x.z * s->radius.x) +
                                           num_square(s->frame.y.z * s->radius.y) +
                                           num_square(s->frame.z.z * s->radius.z));
            low = num_min(low, z);
        }
    }
    return low;
}

static struct vec mass_middle(const struct rig *rig)
{
    static const struct {
        int from, to;
        float mass, along; // share of the body's mass, and where it is between the joints
    } segment[] = {{JOINT_HIP, JOINT_KNEE, .100f, .433f},
                   {JOINT_KNEE, JOINT_ANKLE, .0465f, .433f},
                   {JOINT_ANKLE, JOINT_TOE, .0145f, .5f},
                   {JOINT_SHOULDER, JOINT_ELBOW, .028f, .436f},
                   {JOINT_ELBOW, JOINT_WRIST, .022f, .6f}};
    struct vec sum =
        vec_scale(vec_mix(rig->joint[JOINT_PELVIS], rig->joint[JOINT_NECK], .5f), .497f);
    sum =
        vec_add(sum, vec_scale(vec_mix(rig->joint[JOINT_HEAD], rig->joint[JOINT_TOP], .5f), .081f));
    for (int i = 0; i < 5; i++) {
        for (int side = 0; side < 2; side++)
            sum =
                vec_add(sum, vec_scale(vec_mix(rig->joint[segment[i].from + side],
                                               rig->joint[segment[i].to + side], segment[i].along),
                                       segment[i].mass));
    }
    return sum;
}

// How far the middle of the mass is outside the hull of what stands on floor or chair, in mm;
// negative inside. The base is told by circles: heel, ball of the foot and toes, hands, seat; the
// hull of two is a capsule, and the base is covered by the triangles of them.
static float off_base(const struct figure *figure)
{
    struct vec base[64];
    int count = 0;
    for (int group = 0; group < GROUP_SLEEVE; group++) {
        for (int i = 0; i < figure->shapes[group] && count < 62; i++) {
            const struct shape *s = &figure->shape[group][i];
            bool chair = figure->shapes[GROUP_CHAIR] && group == GROUP_PELVIS;
            if (chair || (s->kind == SHAPE_CONE ? s->b.z - s->r2 : s->a.z - s->radius.z) < .035f)
                base[count++] = s->kind == SHAPE_CONE ? s->b : s->a;
            if (s->kind == SHAPE_CONE && s->a.z - s->r1 < .035f)
                base[count++] = s->a;
        }
    }
    struct vec m = mass_middle(&figure->rig);
    float outside = count ? -1e9f : 1e9f;
    // The hull's edge farthest against the point: turn a line round in 64 steps.
    for (int k = 0; k < 64 && count; k++) {
        float angle = (float)k * (float)(NUM_PI / 32), x = num_cos(angle), y = num_sin(angle),
              reach = -1e9f;
        for (int i = 0; i < count; i++)
            reach = num_max(reach, base[i].x * x + base[i].y * y);
        outside = num_max(outside, m.x * x + m.y * y - reach - .012f);
    }
    return outside * 1000;
}

static float segments_apart(struct vec a, struct vec b, struct vec c, struct vec d)
{
    float least = 1e9f;
    for (int i = 0; i <= 8; i++) {
        struct vec p = vec_mix(a, b, (float)i / 8), cd = vec_sub(d, c);
        float t = num_clamp(vec_dot(vec_sub(p, c), cd) / num_max(vec_dot(cd, cd), 1e-9f), 0, 1);
        least = num_min(least, vec_apart(p, vec_mix(c, d, t)));
    }
    return least;
}

// How deep limbs run into each other or the trunk, by capsules a little inside the skin, in mm.
static float collision(const struct figure *figure)
{
    const struct vec *j = figure->rig.joint;
    const struct frame *chest = &figure->rig.part[PART_THORAX];
    float limb = figure->body.limb, trunk = figure->body.trunk, deep = -1e9f;
    struct capsule {
        struct vec a, b;
        float r;
    } leg[2][2], arm[2][2];
    for (int s = 0; s < 2; s++) {
        leg[s][0] = (struct capsule){vec_mix(j[JOINT_HIP + s], j[JOINT_KNEE + s], .45f),
                                     j[JOINT_KNEE + s], .050f * limb};
        leg[s][1] = (struct capsule){j[JOINT_KNEE + s], j[JOINT_ANKLE + s], .034f * limb};
        arm[s][0] = (struct capsule){vec_mix(j[JOINT_SHOULDER + s], j[JOINT_ELBOW + s], .5f),
                                     j[JOINT_ELBOW + s], .028f * limb};
        arm[s][1] = (struct capsule){j[JOINT_ELBOW + s], j[JOINT_WRIST + s], .022f * limb};
    }
    struct capsule body = {frame_out(chest, vec(0, 0, -.08f)), frame_out(chest, vec(0, 0, .14f)),
                           .085f * trunk};
    for (int i = 0; i < 4; i++) {
        const struct capsule *l = &leg[i / 2][i % 2], *a = &arm[i / 2][i % 2];
        deep = num_max(deep, a->r + body.r - segments_apart(a->a, a->b, body.a, body.b));
        deep = num_max(deep, l->r + body.r - segments_apart(l->a, l->b, body.a, body.b));
        for (int k = 0; k < 4; k++) {
            const struct capsule *o = &leg[k / 2][k % 2];
            deep = num_max(deep, a->r + o->r - segments_apart(a->a, a->b, o->a, o->b));
            if (i / 2 == 0 && k / 2 == 1)
                deep = num_max(deep, l->r + o->r - segments_apart(l->a, l->b, o->a, o->b));
        }
    }
    return deep * 1000;
}

static void measure_frame(struct sheet *sheet, const struct figure *figure,
                          const struct exercise *exercise, float t)
{
    struct pose pose = exercise_pose(exercise, t);
    for (int side = 0; side < 2; side++) {
        measure_leg(sheet, figure, exercise, side, t);
        measure_arm(sheet, figure, exercise, side, t);
    }
    for (int i = 0; i < 3; i++) {
        note(sheet, BACK + i, pose.value[CHANNEL_SPINE + i], t);
        note(sheet, NECK + i, pose.value[CHANNEL_NECK + i], t);
    }
    note(sheet, FLOOR, lowest(figure) * 1000, t);
    note(sheet, BALANCE, off_base(figure), t);
    note(sheet, COLLIDE, collision(figure), t);
}

static float fastest(const struct rig *now, const struct rig *before)
{
    float most = 0;
    for (int joint = 0; joint < JOINTS; joint++)
        most = num_max(most, vec_apart(now->joint[joint], before->joint[joint]) * FILM_RATE);
    return most;
}

static void measure_exercise(struct sheet *sheet, const struct exercise *exercise,
                             const struct body *body)
{
    struct figure *figure = mem_make(1, sizeof *figure);
    struct rig first, before;
    int frames = (int)(exercise->loop * FILM_RATE + .5f);
    for (int i = 0; i < MEASURES; i++)
        sheet->extreme[i] = (struct extreme){1e9f, -1e9f, 0, 0};
    for (int frame = 0; frame < frames; frame++) {
        float t = (float)frame / FILM_RATE;
        figure_build(figure, body, exercise, t);
        measure_frame(sheet, figure, exercise, t);
        if (frame)
            note(sheet, SPEED, fastest(&figure->rig, &before), t);
        else
            first = figure->rig;
        before = figure->rig;
    }
    sheet->seam = fastest(&first, &before) * 1000 / FILM_RATE;
    free(figure);
}

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
