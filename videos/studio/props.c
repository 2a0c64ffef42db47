// Mat, chair, ball, roller and wall. Any thread.
//   mat:    half length in x, half width in y, middle x, middle y
//   chair:  middle y of the seat, height of the seat
//   ball:   radius, how far up the thighs from the knees it sits
//   roller: middle x, y, z, half length, radius, angle to the x axis in degrees
//   wall:   y of the side that faces the figure, half width, height
#include "figure.h"

// A wooden chair with a cushion to sit on and one to lean against.
static void build_chair(struct figure *figure, float y, float height)
{
    const struct frame cushion = {{0, y, height - .021f}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    const struct frame board = {{0, y, height - .050f}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    figure_box(figure, GROUP_CUSHION, &cushion, vec(.212f, .204f, .021f), .018f);
    figure_box(figure, GROUP_CHAIR, &board, vec(.200f, .192f, .011f), .008f);
    for (int i = 0; i < 4; i++) {
        float x = i & 1 ? 1 : -1, back = i & 2 ? 1 : -1;
        figure_cone(figure, GROUP_CHAIR, vec(x * .172f, y + back * .160f, height - .06f),
                    vec(x * .205f, y + back * .200f, .011f), .0175f, .0115f, 0);
        if (back > 0)
            figure_cone(figure, GROUP_CHAIR, vec(x * .185f, y + .180f, height - .05f),
                        vec(x * .180f, y + .246f, height + .42f), .0145f, .0125f, 0);
    }
    figure_cone(figure, GROUP_CHAIR, vec(-.185f, y + .178f, .22f), vec(.185f, y + .178f, .22f),
                .009f, .009f, 0);
    const float lean = -.12f;
    const struct frame rest = {{0, y + .226f, height + .335f},
                               {1, 0, 0},
                               {0, num_cos(lean), num_sin(lean)},
                               {0, -num_sin(lean), num_cos(lean)}};
    figure_box(figure, GROUP_CUSHION, &rest, vec(.196f, .019f, .085f), .017f);
}

// Held between the thighs, just above the knees: what the legs take from its width it gains
// elsewhere.
static void build_ball(struct figure *figure, float radius, float up)
{
    const struct rig *rig = &figure->rig;
    struct vec left = vec_sub(rig->joint[JOINT_KNEE], vec_scale(rig->part[PART_THIGH].z, up));
    struct vec right =
        vec_sub(rig->joint[JOINT_KNEE + 1], vec_scale(rig->part[PART_THIGH + 1].z, up));
    struct vec across = vec_unit(vec_sub(left, right));
    struct vec z =
        vec_across(vec_add(rig->part[PART_THIGH].y, rig->part[PART_THIGH + 1].y), across);
    struct frame frame = {vec_scale(vec_add(left, right), .5f), across, vec_cross(z, across), z};
    float half =
        num_min(num_max(vec_apart(left, right) * .5f - .050f * figure->body.limb, .03f), radius);
    float round = sqrtf(radius * radius * radius / half);
    figure_ellipsoid(figure, GROUP_BALL, &frame, vec(0, 0, 0), vec(half, round, round));
}

// What rolls under a body goes half the way of the body.
static void build_roller(struct figure *figure, const struct exercise *exercise, const float *n)
{
    struct vec start = pose_vec(&exercise->key[0].pose, CHANNEL_PELVIS),
               way = vec_scale(vec_sub(figure->rig.joint[JOINT_PELVIS], start), .5f);
    float angle = num_radians(n[5]);
    struct vec along = vec(num_cos(angle) * n[3], num_sin(angle) * n[3], 0),
               middle = vec(n[0] + way.x, n[1] + way.y, n[2]);
    figure_cone(figure, GROUP_ROLLER, vec_sub(middle, along), vec_add(middle, along), n[4], n[4],
                CUT_START | CUT_END);
}

// A piece of wall before the figure: it ends where the picture has room for it.
static void build_wall(struct figure *figure, float y, float half, float height)
{
    const float thick = .05f;
    const struct frame middle = {{0, y - thick, height * .5f}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    figure_box(figure, GROUP_WALL, &middle, vec(half, thick, height * .5f), .004f);
}

void props_build(struct figure *figure, const struct exercise *exercise)
{
    for (int i = 0; i < exercise->props; i++) {
        const float *n = exercise->prop[i].number;
        switch (exercise->prop[i].kind) {
        case PROP_MAT:
            figure->mat = (struct mat){true, n[0], n[1], n[2], n[3]};
            break;
        case PROP_CHAIR:
            build_chair(figure, n[0], n[1]);
            break;
        case PROP_BALL:
            build_ball(figure, n[0], n[1]);
            break;
        case PROP_ROLLER:
            build_roller(figure, exercise, n);
            break;
        case PROP_WALL:
            build_wall(figure, n[0], n[1], n[2]);
            break;
        }
    }
}
