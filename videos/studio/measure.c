// Measures every frame of an exercise: joints, hands, floor, feet, speed. Any thread.
#include "measure.h"

#include "film.h"

#include <stdlib.h>

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

// What the page says of a knee: straight in every frame, or bent and seen so, which is not when the
// camera looks along the plane of the leg.
static void measure_said(struct sheet *sheet, const struct exercise *exercise, struct vec thigh,
                         struct vec shank, int side, float t)
{
    if (exercise->straight[side])
        note(sheet, KNEE_STRAIGHT + side, angle_of(thigh, shank), t);
    struct vec across = vec_unit(vec_cross(thigh, shank));
    if (exercise->bent[side])
        note(sheet, KNEE_SEEN + side,
             num_degrees(num_asin(fabsf(vec_dot(across, view_back(&exercise->view))))), t);
}

// How much wider than at rest a stretch holds what it opens: the thigh, or the foot for a calf.
static void measure_stretch(struct sheet *sheet, const struct exercise *exercise, float open,
                            int side, float t)
{
    if (t == 0)
        sheet->closed[side] = open;
    struct pose pose = exercise_pose(exercise, t);
    if (exercise->stretches[side] && pose.value[CHANNEL_GLOW + side] > .99f)
        note(sheet, OPENS + side, open - sheet->closed[side], t);
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
    measure_said(sheet, exercise, thigh, shank, side, t);
    // How far the thigh is from hanging down along the trunk, backwards negative.
    float raised = num_degrees(num_acos(-seen.z)),
          out = num_degrees(num_asin(seen.x * (side ? -1 : 1)));
    bool bent = raised > 60;
    note(sheet, HIP_BEND + side, seen.y > .05f && fabsf(seen.x) < .3f ? -raised : raised, t);
    note(sheet, (bent ? HIP_OPEN : HIP_OUT) + side, out, t);
    float up = num_degrees(num_asin(-vec_dot(toes, shank)));
    note(sheet, ANKLE_UP + side, up, t);
    measure_stretch(sheet, exercise, exercise->muscle == MUSCLE_CALVES ? up : out, side, t);
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
        float d = p.z - measure_ground(figure);
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
        else if (rest == REST_WALL)
            d = field_group(figure, GROUP_WALL, p, 1);
        else if (rest == REST_TOGETHER)
            d = field_group(figure, GROUP_HAND + 1 - side, p, 1);
        gap = num_min(gap, d);
    }
    return gap * 1000;
}

static void measure_arm(struct sheet *sheet, const struct figure *figure, enum rest rest, int side,
                        float t)
{
    const struct rig *rig = &figure->rig;
    note(sheet, ELBOW + side,
         angle_of(rig->part[PART_UPPER_ARM + side].z, rig->part[PART_FOREARM + side].z), t);
    struct frame chest = rig->part[PART_THORAX];
    chest.o = vec(0, 0, 0);
    struct vec upper = frame_in(&chest, rig->part[PART_UPPER_ARM + side].z);
    note(sheet, SHOULDER_BACK + side, num_degrees(num_asin(upper.y)), t);
    note(sheet, SHOULDER_ACROSS + side, num_degrees(num_asin(upper.x * (side ? 1 : -1))), t);
    note(sheet, WRIST_BEND + side,
         num_degrees(
             num_asin(-vec_dot(rig->part[PART_FOREARM + side].z, rig->part[PART_HAND + side].y))),
         t);
    note(sheet, WRIST_SHORT + side, rig->wrist_short[side] * 1000, t);
    if (rest != REST_FREE)
        note(sheet, HAND_GAP + side, hand_gap(figure, rest, side), t);
}

// The lowest point of a body's shapes, exact for each of them.
static float lowest(const struct figure *figure)
{
    float low = 1e9f;
    for (int group = 0; group < GROUP_SLEEVE; group++) {
        for (int i = 0; group != GROUP_DRAPE && i < figure->shapes[group]; i++) {
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

static void measure_frame(struct sheet *sheet, const struct figure *figure,
                          const struct exercise *exercise, float t)
{
    struct pose pose = exercise_pose(exercise, t);
    const enum rest rest[] = {exercise_rest(exercise, t, LEFT), exercise_rest(exercise, t, RIGHT)};
    for (int side = 0; side < 2; side++) {
        measure_leg(sheet, figure, exercise, side, t);
        measure_arm(sheet, figure, rest[side], side, t);
    }
    for (int i = 0; i < 3; i++) {
        note(sheet, BACK + i, pose.value[CHANNEL_SPINE + i], t);
        note(sheet, NECK + i, pose.value[CHANNEL_NECK + i], t);
    }
    note(sheet, FLOOR, (lowest(figure) - measure_ground(figure)) * 1000, t);
    note(sheet, BALANCE, measure_off_base(figure, exercise, rest), t);
    note(sheet, COLLIDE, measure_collision(figure), t);
    note(sheet, PROP_COLLIDE, measure_prop_collision(figure), t);
}

// Heel and ball of each foot, where they were put down.
struct stand {
    struct vec at[2][2];
    bool down[2][2];
};

// A heel or ball that bears on the floor stays where it was put down.
static void measure_slip(struct sheet *sheet, struct stand *stand, const struct figure *figure,
                         const struct exercise *exercise, float t)
{
    static const struct vec place[] = {{0, -.042f, -.042f}, {0, .10f, -.055f}};
    static const float radius[] = {.032f, .022f};
    for (int side = 0; side < 2; side++) {
        for (int i = 0; i < 2; i++) {
            struct vec p = frame_out(&figure->rig.part[PART_FOOT + side], place[i]);
            bool down = p.z - radius[i] < measure_ground(figure) + .004f;
            if (!down || !stand->down[side][i])
                stand->at[side][i] = p;
            stand->down[side][i] = down;
            struct vec way = vec_sub(p, stand->at[side][i]);
            if (down && !exercise->slides[side])
                note(sheet, SLIP + side, 1000 * sqrtf(way.x * way.x + way.y * way.y), t);
        }
    }
}

static float fastest(const struct rig *now, const struct rig *before)
{
    float most = 0;
    for (int joint = 0; joint < JOINTS; joint++)
        most = num_max(most, vec_apart(now->joint[joint], before->joint[joint]) * FILM_RATE);
    return most;
}

void measure_exercise(struct sheet *sheet, const struct exercise *exercise, const struct body *body)
{
    struct figure *figure = mem_make(1, sizeof *figure);
    struct rig first, before;
    struct stand stand = {0};
    int frames = (int)(exercise->loop * FILM_RATE + .5f);
    for (int i = 0; i < MEASURES; i++)
        sheet->extreme[i] = (struct extreme){1e9f, -1e9f, 0, 0};
    for (int frame = 0; frame < frames; frame++) {
        float t = (float)frame / FILM_RATE;
        figure_build(figure, body, exercise, t);
        measure_frame(sheet, figure, exercise, t);
        measure_slip(sheet, &stand, figure, exercise, t);
        if (frame)
            note(sheet, SPEED, fastest(&figure->rig, &before), t);
        else
            first = figure->rig;
        before = figure->rig;
    }
    sheet->seam = fastest(&first, &before) * 1000 / FILM_RATE;
    free(figure);
}
