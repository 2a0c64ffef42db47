// The shapes of a person, bone by bone: where muscles swell, how hands and feet are built. Numbers
// are metres in the frame of the bone (rig.h); `t` runs from 0 to 1 down a bone. Any thread.
#include "figure.h"

#include <assert.h>

void figure_cone(struct figure *figure, enum group group, struct vec a, struct vec b, float r1,
                 float r2, int cut)
{
    assert(figure->shapes[group] < SHAPES_MAX);
    struct shape *s = &figure->shape[group][figure->shapes[group]++];
    *s = (struct shape){.kind = SHAPE_CONE, .cut = cut, .a = a, .b = b, .r1 = r1, .r2 = r2};
    s->ba = vec_sub(b, a);
    s->along = vec_unit(s->ba);
    s->l2 = vec_dot(s->ba, s->ba);
    s->dr = r1 - r2;
    s->a2 = s->l2 - s->dr * s->dr;
    s->il2 = 1 / s->l2;
}

static struct shape *solid(struct figure *figure, enum group group, const struct frame *frame,
                           struct vec radius)
{
    assert(figure->shapes[group] < SHAPES_MAX);
    struct shape *s = &figure->shape[group][figure->shapes[group]++];
    *s = (struct shape){.a = frame->o, .frame = *frame, .radius = radius};
    s->inverse = vec(1 / radius.x, 1 / radius.y, 1 / radius.z);
    s->inverse2 = vec_times(s->inverse, s->inverse);
    return s;
}

void figure_ellipsoid(struct figure *figure, enum group group, const struct frame *frame,
                      struct vec at, struct vec radius)
{
    struct frame moved = *frame;
    moved.o = frame_out(frame, at);
    solid(figure, group, &moved, radius)->kind = SHAPE_ELLIPSOID;
}

void figure_box(struct figure *figure, enum group group, const struct frame *frame,
                struct vec radius, float edge)
{
    struct shape *s = solid(figure, group, frame, radius);
    s->kind = SHAPE_BOX;
    s->r1 = edge;
}

// What shapes of one segment share.
struct bench {
    struct figure *figure;
    enum group group;
    const struct frame *frame;
    float length, girth; // `length` times a place's z, `girth` times x, y and radii
};

static void cone(const struct bench *b, struct vec from, struct vec to, float r1, float r2)
{
    struct vec scale = vec(b->girth, b->girth, b->length);
    figure_cone(b->figure, b->group, frame_out(b->frame, vec_times(from, scale)),
                frame_out(b->frame, vec_times(to, scale)), r1 * b->girth, r2 * b->girth, 0);
}

static void ball(const struct bench *b, struct vec at, struct vec radius)
{
    figure_ellipsoid(b->figure, b->group, b->frame,
                     vec_times(at, vec(b->girth, b->girth, b->length)),
                     vec(radius.x * b->girth, radius.y * b->girth, radius.z));
}

static void build_trunk(struct figure *figure, const struct body *body)
{
    const struct frame *part = figure->rig.part;
    float breath = figure->rig.breath, w = body->trunk, e = w * (1 + .016f * breath),
          round = body->belly;
    struct bench pelvis = {figure, GROUP_PELVIS, &part[PART_PELVIS], 1, w * body->hips};
    ball(&pelvis, vec(0, .005f, .045f), vec(.134f, .098f, .095f));
    ball(&pelvis, vec(0, .012f, -.03f), vec(.122f, .083f, .075f));
    for (int s = -1; s <= 1; s += 2) {
        ball(&pelvis, vec((float)s * .068f, .060f, -.028f), vec(.080f, .072f, .082f));
        ball(&pelvis, vec((float)s * .096f, 0, 0), vec(.052f, .073f, .082f));
    }
    struct bench lumbar = {figure, GROUP_CHEST, &part[PART_LUMBAR], 1, w * body->waist};
    ball(&lumbar, vec(0, -.004f, .045f), vec(.114f, .088f, .125f));
    if (round > 0)
        ball(&lumbar, vec(0, -.030f - .030f * round, .002f),
             vec(.104f, .055f + .045f * round, .112f));
    lumbar.group = GROUP_DRAPE;
    ball(&lumbar, vec(0, -.012f, .055f), vec(.130f, .111f, .190f));
    struct bench thorax = {figure, GROUP_CHEST, &part[PART_THORAX], 1, e};
    ball(&thorax, vec(0, -.004f, .06f), vec(.120f, .092f, .135f));
    ball(&thorax, vec(0, 0, .14f), vec(.122f, .090f, .112f));
    for (int s = -1; s <= 1; s += 2) {
        if (body->chest > 0)
            ball(&thorax, vec((float)s * .054f, -.054f - .003f * breath, .108f),
                 vec(.054f, .026f + .016f * body->chest, .056f));
        ball(&thorax, vec((float)s * .072f, .054f, .145f), vec(.062f, .042f, .105f));
    }
}

// Collar bones, the slope from neck to shoulder, the fold of the armpit: they reach from chest to
// arm.
static void build_shoulder(struct figure *figure, const struct body *body, int side)
{
    const struct frame *chest = &figure->rig.part[PART_THORAX];
    struct vec joint = figure->rig.joint[JOINT_SHOULDER + side],
               neck = figure->rig.part[PART_NECK].o;
    float s = side == LEFT ? 1 : -1, w = body->trunk;
    struct vec tip = vec_add(joint, frame_turn(chest, vec(-s * .016f, 0, -.012f)));
    figure_cone(figure, GROUP_CHEST, frame_out(chest, vec(s * .03f, .005f, .222f)), tip, .038f * w,
                .033f * w, 0);
    figure_cone(figure, GROUP_CHEST, vec_add(neck, frame_turn(chest, vec(s * .018f, .02f, .022f))),
                vec_add(joint, frame_turn(chest, vec(-s * .056f, .018f, -.006f))), .026f * w,
                .029f * w, 0);
    figure_cone(figure, GROUP_CHEST, frame_out(chest, vec(s * .082f, .004f, .08f)),
                vec_add(joint, frame_turn(chest, vec(-s * .030f, 0, -.028f))), .050f * w, .036f * w,
                0);
}

static void build_hand(struct figure *figure, int side)
{
    static const float x[] = {.027f, .009f, -.009f, -.026f},
                       length[] = {.070f, .078f, .072f, .056f},
                       root[] = {.088f, .092f, .088f, .080f};
    const struct frame *hand = &figure->rig.part[PART_HAND + side];
    struct bench b = {figure, (enum group)(GROUP_HAND + side), hand, 1, 1};
    float curl = figure->rig.curl[side];
    cone(&b, vec(0, 0, -.01f), vec(.004f, 0, .03f), .021f, .020f);
    for (int i = 0; i < 4; i++) {
        cone(&b, vec(x[i] * .55f, 0, .02f), vec(x[i], 0, root[i]), .015f, .0115f);
        struct vec a = vec(x[i], 0, root[i]), bend = vec(x[i] * .12f, num_sin(curl), num_cos(curl));
        struct vec m = vec_add(a, vec_scale(bend, length[i] * .5f));
        struct vec tip = vec_add(
            m, vec_scale(vec(0, num_sin(2.1f * curl), num_cos(2.1f * curl)), length[i] * .5f));
        cone(&b, a, m, .0105f, .0095f);
        cone(&b, m, tip, .0095f, .0078f);
    }
    cone(&b, vec(.016f, .008f, .015f), vec(.040f, .016f, .055f), .016f, .0125f);
    cone(&b, vec(.040f, .016f, .055f), vec(.046f, .022f + .02f * curl, .092f), .0115f, .009f);
}

static void build_arm(struct figure *figure, const struct body *body, int side)
{
    const struct frame *part = figure->rig.part;
    struct bench u = {figure, (enum group)(GROUP_UPPER_ARM + side), &part[PART_UPPER_ARM + side],
                      body->upper_arm, body->limb};
    ball(&u, vec(.001f, 0, .11f), vec(.036f, .040f, .075f));
    cone(&u, vec(0, 0, 0), vec(0, 0, 1), .036f, .0300f);
    cone(&u, vec(0, .012f, .28f), vec(0, .006f, .80f), .0315f, .0275f);
    cone(&u, vec(0, -.012f, .22f), vec(0, -.005f, .80f), .0315f, .0275f);
    u.group = (enum group)(GROUP_SLEEVE + side);
    struct vec scale = vec(body->limb, body->limb, body->upper_arm);
    figure_cone(figure, u.group, frame_out(u.frame, vec_times(vec(.003f, 0, .0f), scale)),
                frame_out(u.frame, vec_times(vec(-.002f, 0, FIGURE_SLEEVE), scale)),
                .0445f * body->limb, .0515f * body->limb, CUT_END);
    struct bench f = {figure, (enum group)(GROUP_FOREARM + side), &part[PART_FOREARM + side],
                      body->forearm, body->limb};
    cone(&f, vec(0, 0, 0), vec(0, 0, 1), .0290f, .0200f);
    cone(&f, vec(.003f, .002f, .04f), vec(.005f, .003f, .28f), .0275f, .0300f);
    cone(&f, vec(.005f, .003f, .28f), vec(.002f, .002f, .74f), .0300f, .0215f);
    cone(&f, vec(-.005f, 0, .08f), vec(-.003f, 0, .60f), .0285f, .0225f);
    build_hand(figure, side);
}

static void build_foot(struct figure *figure, int side)
{
    static const float toe[5][4] = {{-.027f, .118f, .045f, .0135f},
                                    {-.006f, .120f, .042f, .0105f},
                                    {.009f, .114f, .038f, .0098f},
                                    {.022f, .106f, .032f, .0094f},
                                    {.034f, .094f, .028f, .009f}};
    struct bench b = {figure, (enum group)(GROUP_FOOT + side), &figure->rig.part[PART_FOOT + side],
                      1, 1};
    ball(&b, vec(.026f, -.002f, -.004f), vec(.014f, .017f, .017f));
    ball(&b, vec(-.026f, .004f, 0), vec(.014f, .017f, .017f));
    cone(&b, vec(0, -.042f, -.042f), vec(0, -.010f, -.02f), .032f, .036f);
    cone(&b, vec(0, 0, -.01f), vec(-.012f, .105f, -.050f), .034f, .024f);
    cone(&b, vec(.004f, .01f, -.03f), vec(.020f, .092f, -.056f), .030f, .020f);
    cone(&b, vec(.006f, -.04f, -.050f), vec(.024f, .085f, -.060f), .026f, .017f);
    cone(&b, vec(-.022f, .105f, -.056f), vec(.030f, .082f, -.060f), .020f, .016f);
    // A foot whose heel comes up stands on its toes: they stay flat.
    float up = num_sin(figure->rig.toes[side]), along = num_cos(figure->rig.toes[side]);
    for (int i = 0; i < 5; i++) {
        float x = toe[i][0], y = toe[i][1], length = toe[i][2], r = toe[i][3];
        float reach = .02f + length * .75f, sink = r - .017f;
        cone(&b, vec(x * .9f, y - .02f, -.060f),
             vec(x, y - .02f + reach * along - sink * up, -.060f + reach * up + sink * along),
             r * 1.1f, r * .92f);
    }
}

static void build_leg(struct figure *figure, const struct body *body, int side)
{
    const struct frame *part = figure->rig.part;
    struct bench b = {figure, (enum group)(GROUP_THIGH + side), &part[PART_THIGH + side],
                      body->thigh, body->limb};
    cone(&b, vec(0, 0, 0), vec(0, 0, 1), .083f, .0465f);
    cone(&b, vec(.012f, .022f, .10f), vec(.006f, .016f, .72f), .070f, .048f);
    cone(&b, vec(-.018f, .012f, .62f), vec(-.014f, .008f, .90f), .036f, .030f);
    cone(&b, vec(.020f, .012f, .5f), vec(.014f, .006f, .88f), .042f, .030f);
    cone(&b, vec(0, -.026f, .06f), vec(0, -.020f, .80f), .070f, .040f);
    cone(&b, vec(-.026f, -.004f, .05f), vec(-.016f, -.006f, .62f), .062f, .042f);
    ball(&b, vec(0, .021f, .995f), vec(.027f, .020f, .036f));
    struct vec scale = vec(body->limb, body->limb, body->thigh);
    figure_cone(figure, (enum group)(GROUP_SHORTS + side),
                frame_out(b.frame, vec_times(vec(.004f, 0, -.02f), scale)),
                frame_out(b.frame, vec_times(vec(.004f, -.002f, FIGURE_SHORTS), scale)),
                .097f * body->limb, .090f * body->limb, CUT_END);
    b = (struct bench){figure, (enum group)(GROUP_SHANK + side), &part[PART_SHANK + side],
                       body->shank, body->limb};
    cone(&b, vec(0, .004f, 0), vec(0, 0, 1), .0455f, .0275f);
    cone(&b, vec(0, .014f, .08f), vec(0, .007f, .9f), .031f, .0255f);
    ball(&b, vec(-.017f, -.018f, .31f), vec(.037f, .042f, .140f));
    ball(&b, vec(.015f, -.016f, .27f), vec(.034f, .039f, .125f));
    ball(&b, vec(0, -.010f, .52f), vec(.036f, .036f, .15f));
    cone(&b, vec(0, -.022f, .8f), vec(0, -.030f, 1.04f), .013f, .0145f);
    build_foot(figure, side);
}

static void build_hair(struct figure *figure, const struct body *body)
{
    struct bench b = {figure, GROUP_HAIR, &figure->rig.part[PART_HEAD], 1, 1};
    switch (body->hair_style) {
    case HAIR_BUN:
        ball(&b, vec(0, .012f, .1290f), vec(.0785f, .0955f, .0960f));
        ball(&b, vec(0, .050f, .094f), vec(.062f, .054f, .066f));
        ball(&b, vec(0, .096f, .172f), vec(.034f, .034f, .033f));
        ball(&b, vec(.004f, .110f, .182f), vec(.024f, .023f, .025f));
        break;
    case HAIR_SHORT:
        ball(&b, vec(0, .012f, .1275f), vec(.0765f, .0940f, .0945f));
        ball(&b, vec(0, .048f, .096f), vec(.064f, .052f, .056f));
        ball(&b, vec(.006f, -.020f, .190f), vec(.054f, .058f, .030f));
        break;
    case HAIR_CURLS:
        ball(&b, vec(0, .016f, .136f), vec(.088f, .100f, .100f));
        ball(&b, vec(0, .050f, .100f), vec(.078f, .066f, .076f));
        ball(&b, vec(0, -.022f, .186f), vec(.066f, .062f, .040f));
        for (int s = -1; s <= 1; s += 2)
            ball(&b, vec((float)s * .066f, .020f, .100f), vec(.026f, .046f, .058f));
        break;
    }
}

static void build_head(struct figure *figure, const struct body *body)
{
    const struct frame *head = &figure->rig.part[PART_HEAD], *neck = &figure->rig.part[PART_NECK];
    figure_cone(figure, GROUP_HEAD, frame_out(neck, vec(0, 0, -.03f)),
                frame_out(head, vec(0, .004f, .05f)), .042f * body->throat, .040f * body->throat,
                0);
    struct bench b = {figure, GROUP_HEAD, head, 1, 1};
    ball(&b, vec(0, .008f, .125f), vec(.074f, .092f, .092f));
    ball(&b, vec(0, -.016f, .078f), vec(.064f + .004f * (body->jaw - 1), .072f, .080f));
    ball(&b, vec(0, -.046f, .018f), vec(.031f * body->jaw, .034f, .029f));
    ball(&b, vec(0, -.030f, .048f), vec(.046f * body->jaw, .052f, .045f));
    b.group = GROUP_FACE;
    cone(&b, vec(0, -.082f, .104f), vec(0, -.0925f - .002f * body->nose, .0755f),
         .0050f * body->nose, .0066f * body->nose);
    for (int s = -1; s <= 1; s += 2) {
        float turn = (float)s * -.35f, c = num_cos(turn), n = num_sin(turn);
        struct frame ear = {frame_out(head, vec((float)s * .076f, .012f, .085f)),
                            frame_turn(head, vec(c, n, 0)), frame_turn(head, vec(-n, c, 0)),
                            head->z};
        figure_ellipsoid(figure, GROUP_FACE, &ear, vec(0, 0, 0), vec(.008f, .017f, .028f));
        cone(&b, vec((float)s * .0075f, -.084f, .0735f), vec((float)s * .0078f, -.083f, .074f),
             .0056f * body->nose, .0055f * body->nose);
    }
    build_hair(figure, body);
}

void figure_build(struct figure *figure, const struct body *body, const struct exercise *exercise,
                  float t)
{
    const struct moment moment = exercise_moment(exercise, t);
    memset(figure->shapes, 0, sizeof figure->shapes);
    memset(figure->bound, 0, sizeof figure->bound);
    figure->body = *body;
    figure->mat.there = false;
    rig_solve(&figure->rig, body, exercise, &moment.pose, t);
    figure->shut = moment.shut;
    figure->muscle = exercise->muscle;
    build_trunk(figure, body);
    build_head(figure, body);
    for (int side = LEFT; side <= RIGHT; side++) {
        figure->glow[side] = moment.pose.value[CHANNEL_GLOW + side];
        build_shoulder(figure, body, side);
        build_arm(figure, body, side);
        build_leg(figure, body, side);
    }
    figure->bent = num_clamp(
        3 * (1 - vec_dot(figure->rig.part[PART_PELVIS].z, figure->rig.part[PART_THORAX].z)) +
            .25f * (1 - figure->rig.part[PART_PELVIS].z.z),
        0, 1);
    props_build(figure, exercise);
    figure_bound(figure);
}
