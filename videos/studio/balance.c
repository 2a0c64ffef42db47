// The middle of the mass over what carries it, and parts of the body that run into each other or
// into chair and wall. Any thread.
#include "measure.h"

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

enum { BASE_MAX = 96 };

static void carry(struct vec *base, int *count, const struct shape *s)
{
    if (*count + 2 > BASE_MAX)
        return;
    base[(*count)++] = s->a;
    if (s->kind == SHAPE_CONE)
        base[(*count)++] = s->b;
}

static float lowest_of(const struct shape *s)
{
    return s->kind == SHAPE_CONE ? num_min(s->a.z - s->r1, s->b.z - s->r2) : s->a.z - s->radius.z;
}

// What bears the body: all that is on the floor, the seat of a chair, a roller, and hands that rest
// on chair or wall. A standing foot counts while it steps too: it is what the step is caught with.
static int carriers(const struct figure *figure, const struct exercise *exercise,
                    const enum rest rest[2], struct vec *base)
{
    float ground = measure_ground(figure) + .030f;
    bool seat = figure->shapes[GROUP_CHAIR] && rest[LEFT] != REST_WALL &&
                figure->rig.joint[JOINT_PELVIS].z < .7f;
    int count = 0;
    for (int group = 0; group < GROUP_SLEEVE; group++) {
        for (int i = 0; group != GROUP_DRAPE && i < figure->shapes[group]; i++) {
            int foot = group - GROUP_FOOT;
            bool stands = foot >= 0 && foot < 2 && !exercise->aimed[foot];
            if (stands || (seat && group == GROUP_PELVIS) ||
                lowest_of(&figure->shape[group][i]) < ground)
                carry(base, &count, &figure->shape[group][i]);
        }
    }
    for (int i = 0; i < figure->shapes[GROUP_ROLLER]; i++)
        carry(base, &count, &figure->shape[GROUP_ROLLER][i]);
    for (int side = 0; side < 2; side++) {
        if ((rest[side] == REST_CHAIR || rest[side] == REST_WALL) && count < BASE_MAX)
            base[count++] = figure->rig.joint[JOINT_WRIST + side];
    }
    return count;
}

// How far the middle of the mass is outside the hull of what stands on floor or chair, in mm;
// negative inside. The base is told by circles: heel, ball of the foot and toes, hands, seat; the
// hull of two is a capsule, and the base is covered by the triangles of them.
float measure_off_base(const struct figure *figure, const struct exercise *exercise,
                       const enum rest rest[2])
{
    struct vec base[BASE_MAX];
    int count = carriers(figure, exercise, rest, base);
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
float measure_collision(const struct figure *figure)
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

// Knees, shanks, feet, elbows and head against chair and wall, in mm.
float measure_prop_collision(const struct figure *figure)
{
    static const struct {
        int joint, other; // from one joint to another
        float along, radius;
    } places[] = {{JOINT_KNEE, JOINT_KNEE, 0, .045f},
                  {JOINT_KNEE, JOINT_ANKLE, .5f, .035f},
                  {JOINT_ANKLE, JOINT_ANKLE, 0, .030f},
                  {JOINT_ANKLE, JOINT_TOE, 1, .012f},
                  {JOINT_ELBOW, JOINT_ELBOW, 0, .030f}};
    const struct vec *j = figure->rig.joint;
    float deep = -1;
    for (int group = GROUP_CHAIR; group <= GROUP_WALL; group++) {
        if (!figure->shapes[group] || group == GROUP_ROLLER)
            continue;
        for (int i = 0; i < 10; i++) {
            int side = i & 1, p = i / 2;
            struct vec at =
                vec_mix(j[places[p].joint + side], j[places[p].other + side], places[p].along);
            deep = num_max(deep, places[p].radius - field_group(figure, group, at, 1));
        }
        struct vec head = frame_out(&figure->rig.part[PART_HEAD], vec(0, 0, .1f));
        deep = num_max(deep, .085f - field_group(figure, group, head, 1));
    }
    return deep * 1000;
}
