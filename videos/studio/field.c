// The field of distances of a figure: where its skin and clothes are. The innermost loop of the
// studio: all of its arithmetic is written out, and a group that is far away costs one capsule. Any
// thread.
#include "figure.h"

static const float far_off = 1e9f;

// How softly the shapes inside a group flow into each other, metres. Larger than this, and limbs
// swell.
static const float softness[GROUPS] = {
    [GROUP_PELVIS] = .05f,       [GROUP_CHEST] = .055f,         [GROUP_HEAD] = .026f,
    [GROUP_FACE] = .006f,        [GROUP_HAIR] = .022f,          [GROUP_DRAPE] = .04f,
    [GROUP_UPPER_ARM] = .018f,   [GROUP_UPPER_ARM + 1] = .018f, [GROUP_FOREARM] = .020f,
    [GROUP_FOREARM + 1] = .020f, [GROUP_HAND] = .0045f,         [GROUP_HAND + 1] = .0045f,
    [GROUP_THIGH] = .028f,       [GROUP_THIGH + 1] = .028f,     [GROUP_SHANK] = .016f,
    [GROUP_SHANK + 1] = .016f,   [GROUP_FOOT] = .012f,          [GROUP_FOOT + 1] = .012f,
    [GROUP_SLEEVE] = .01f,       [GROUP_SLEEVE + 1] = .01f,     [GROUP_SHORTS] = .01f,
    [GROUP_SHORTS + 1] = .01f,   [GROUP_BALL] = .0001f,         [GROUP_CHAIR] = .006f,
    [GROUP_CUSHION] = .0001f,    [GROUP_ROLLER] = .0001f,       [GROUP_WALL] = .0001f,
};

// The smaller of two distances, rounded over `k` metres where they meet.
static inline float soft_min(float a, float b, float k)
{
    float h = num_max(k - fabsf(a - b), 0) / k;
    return num_min(a, b) - h * h * k * .25f;
}

static inline float soft_max(float a, float b, float k)
{
    return -soft_min(-a, -b, k);
}

static inline float sign_of(float x)
{
    return x > 0 ? 1.f : x < 0 ? -1.f : 0.f;
}

// Exact: the hull of two balls, in the plane of its axis.
static inline float cone_distance(const struct shape *s, struct vec p)
{
    struct vec pa = vec_sub(p, s->a);
    float y = vec_dot(pa, s->ba), z = y - s->l2;
    struct vec w = vec_sub(vec_scale(pa, s->l2), vec_scale(s->ba, y));
    float x2 = vec_dot(w, w), y2 = y * y * s->l2, z2 = z * z * s->l2,
          k = sign_of(s->dr) * s->dr * s->dr * x2, d;
    if (sign_of(z) * s->a2 * z2 > k)
        d = sqrtf(x2 + z2) * s->il2 - s->r2;
    else if (sign_of(y) * s->a2 * y2 < k)
        d = sqrtf(x2 + y2) * s->il2 - s->r1;
    else
        d = (sqrtf(x2 * s->a2 * s->il2) + y * s->dr) * s->il2 - s->r1;
    if (s->cut & CUT_END)
        d = soft_max(d, vec_dot(vec_sub(p, s->b), s->along), .006f);
    if (s->cut & CUT_START)
        d = soft_max(d, -vec_dot(pa, s->along), .006f);
    return d;
}

static inline float ellipsoid_distance(const struct shape *s, struct vec p)
{
    struct vec l = frame_in(&s->frame, p);
    float k0 = vec_length(vec_times(l, s->inverse)), k1 = vec_length(vec_times(l, s->inverse2));
    return k1 < 1e-6f ? -s->radius.x : k0 * (k0 - 1) / k1;
}

static inline float box_distance(const struct shape *s, struct vec p)
{
    const float edge = s->r1;
    struct vec q = frame_in(&s->frame, p);
    struct vec l = vec(fabsf(q.x) - s->radius.x + edge, fabsf(q.y) - s->radius.y + edge,
                       fabsf(q.z) - s->radius.z + edge);
    struct vec m = vec(num_max(l.x, 0), num_max(l.y, 0), num_max(l.z, 0));
    return vec_length(m) + num_min(num_max(l.x, num_max(l.y, l.z)), 0) - edge;
}

float field_group(const struct figure *figure, int group, struct vec p, float far)
{
    int count = figure->shapes[group];
    if (!count)
        return far_off;
    const struct bound *bound = &figure->bound[group];
    struct vec pa = vec_sub(p, bound->a);
    float t = num_clamp(vec_dot(pa, bound->d) * bound->inverse, 0, 1);
    float least = vec_length(vec_sub(pa, vec_scale(bound->d, t))) - bound->radius;
    if (least > far)
        return least;
    float d = far_off, k = softness[group];
    for (int i = 0; i < count; i++) {
        const struct shape *s = &figure->shape[group][i];
        struct vec off = vec_sub(p, s->middle);
        float limit = d + k + s->round;
        if (i && (limit < 0 || vec_dot(off, off) > limit * limit))
            continue;
        float one = s->kind == SHAPE_CONE        ? cone_distance(s, p)
                    : s->kind == SHAPE_ELLIPSOID ? ellipsoid_distance(s, p)
                                                 : box_distance(s, p);
        d = i ? soft_min(d, one, k) : one;
    }
    return d;
}

static inline float group_of(const struct figure *figure, unsigned groups, int group, struct vec p,
                             float far)
{
    return groups & 1u << group ? field_group(figure, group, p, far) : far_off;
}

// A join is soft at its joint and hard away from it, so that a calf does not fuse with its thigh.
static inline float softness_at(struct vec p, struct vec joint, float k, float radius)
{
    float t = 1 - vec_apart(p, joint) / radius;
    return t <= 0 ? .002f : .002f + k * t * (2 - t);
}

// Soft folds of cloth, about -1 to 1: long waves that run askew and are pushed about by slower
// ones.
static inline float folds(struct vec q)
{
    float a = q.x * 21 + num_sin(q.z * 17 + q.x * 9) * 1.3f,
          b = q.z * 26 + num_sin(q.x * 19 + q.y * 13) * 1.6f;
    return num_sin(a + b * .6f) * num_sin(b - a * .35f + 1.3f) * .5f + .25f * num_sin(b * 1.9f + a);
}

// Gives the distance to the hand.
static float limbs_join(const struct figure *figure, unsigned groups, struct vec p, float far,
                        int side, struct layers *out)
{
    const struct vec *joint = figure->rig.joint;
    float hand = far_off;
    const unsigned arm =
        (1u << GROUP_UPPER_ARM | 1u << GROUP_FOREARM | 1u << GROUP_HAND | 1u << GROUP_SLEEVE)
        << side;
    const unsigned leg =
        (1u << GROUP_THIGH | 1u << GROUP_SHANK | 1u << GROUP_FOOT | 1u << GROUP_SHORTS) << side;
    if (groups & arm) {
        float upper = group_of(figure, groups, GROUP_UPPER_ARM + side, p, far),
              sleeve = group_of(figure, groups, GROUP_SLEEVE + side, p, far);
        struct vec q = frame_in(&figure->rig.part[PART_UPPER_ARM + side], p);
        if (q.z < FIGURE_SLEEVE * figure->body.upper_arm - .015f)
            upper = num_max(upper, sleeve + .004f); // no skin through the sleeve
        float lower = group_of(figure, groups, GROUP_FOREARM + side, p, far);
        hand = group_of(figure, groups, GROUP_HAND + side, p, far);
        float all = soft_min(upper, lower, softness_at(p, joint[JOINT_ELBOW + side], .028f, .11f));
        all = soft_min(all, hand, softness_at(p, joint[JOINT_WRIST + side], .02f, .06f));
        out->skin =
            soft_min(out->skin, all, softness_at(p, joint[JOINT_SHOULDER + side], .055f, .16f));
        if (sleeve < .02f)
            sleeve -= .0014f * num_step(.03f, .09f, q.z) * (1 - num_step(.006f, .02f, sleeve)) *
                      folds(vec(q.x * 2.2f, q.y * 2.2f, q.z * 1.3f + .4f));
        out->shirt =
            soft_min(out->shirt, sleeve, softness_at(p, joint[JOINT_SHOULDER + side], .050f, .16f));
    }
    if (groups & leg) {
        float thigh = group_of(figure, groups, GROUP_THIGH + side, p, far);
        float shank = group_of(figure, groups, GROUP_SHANK + side, p, far);
        float foot = group_of(figure, groups, GROUP_FOOT + side, p, far);
        float all = soft_min(thigh, shank, softness_at(p, joint[JOINT_KNEE + side], .034f, .13f));
        all = soft_min(all, foot, softness_at(p, joint[JOINT_ANKLE + side], .028f, .09f));
        out->skin = soft_min(out->skin, all, softness_at(p, joint[JOINT_HIP + side], .07f, .20f));
        float cloth = group_of(figure, groups, GROUP_SHORTS + side, p, far);
        if (cloth < .02f) {
            struct vec q = frame_in(&figure->rig.part[PART_THIGH + side], p);
            cloth -= .0018f * num_step(.0f, .10f, q.z) * (1 - num_step(.006f, .02f, cloth)) *
                     folds(vec(q.x * 1.4f, q.y * 1.4f, q.z * .9f));
        }
        out->shorts =
            soft_min(out->shorts, cloth, softness_at(p, joint[JOINT_HIP + side], .07f, .22f));
    }
    return hand;
}

float figure_collar(const struct figure *figure, struct vec p)
{
    struct vec q = frame_in(&figure->rig.part[PART_NECK], p);
    q.y += .020f;
    q.z -= .016f;
    return sqrtf(q.x * q.x + q.y * q.y + q.z * q.z * 1.1f) - .074f;
}

// The shirt is the trunk's skin let out by 9 mm and hung free of the waist, cut at hem and neck. It
// creases at the waist, the more the trunk bends, and hangs in soft folds elsewhere.
static void clothe_trunk(const struct figure *figure, struct vec p, float trunk, float drape,
                         struct layers *out)
{
    struct vec at_pelvis = frame_in(&figure->rig.part[PART_PELVIS], p);
    float hem = 1 - num_step(.08f, .17f, at_pelvis.z);
    float shirt = soft_min(trunk - .009f - .010f * hem, drape, .035f);
    if (shirt < .02f) {
        struct vec q = frame_in(&figure->rig.part[PART_LUMBAR], p);
        float waist = num_step(-.06f, .02f, q.z) * (1 - num_step(.07f, .20f, q.z)),
              upper = num_step(.08f, .20f, q.z), low = 1 - num_step(-.06f, .04f, q.z),
              near = 1 - num_step(.006f, .02f, shirt), bent = figure->bent;
        float crease = num_sin(q.z * 105 + num_sin(q.x * 23 + .8f) * 1.5f + fabsf(q.x) * 16);
        shirt -=
            near * ((.0036f + .0024f * bent) * waist * folds(q) + .0042f * bent * waist * crease +
                    .0022f * low * folds(vec(q.x * 1.3f, q.y * 1.3f, q.z * .35f)) +
                    .0017f * upper * folds(vec(q.x * .8f, q.y, q.z * .7f + .2f)));
    }
    shirt = soft_max(shirt, FIGURE_HEM - at_pelvis.z, .005f);
    out->shirt = soft_max(shirt, -figure_collar(figure, p), .006f);
    out->shorts = soft_max(trunk - .0125f, at_pelvis.z - .098f, .008f);
}

// Where the face leaves off and hair begins: a distance, negative on the face.
float field_hairline(const struct body *body, struct vec q)
{
    static const struct vec middle[] = {[HAIR_BUN] = {0, -.098f, .070f},
                                        [HAIR_SHORT] = {0, -.098f, .068f},
                                        [HAIR_CURLS] = {0, -.104f, .070f}};
    static const struct vec inverse[] = {[HAIR_BUN] = {1 / .0725f, 1 / .090f, 1 / .100f},
                                         [HAIR_SHORT] = {1 / .0745f, 1 / .098f, 1 / .104f},
                                         [HAIR_CURLS] = {1 / .074f, 1 / .092f, 1 / .096f}};
    struct vec e = vec_times(vec_sub(q, middle[body->hair_style]), inverse[body->hair_style]);
    float temple = body->hair_style == HAIR_SHORT
                       ? .012f * num_exp(-num_square((fabsf(q.x) - .042f) * 60))
                       : 0;
    float wave = num_sin(q.x * 131 + q.z * 60 + 1.1f) * .0007f + num_sin(q.x * 310) * .0005f;
    return (vec_length(e) - 1) * .0725f - temple * num_step(.10f, .15f, q.z) + wave;
}

// Curls: a wrinkled field of small lobes.
static float curls(struct vec q)
{
    float a = num_sin(q.x * 165 + num_sin(q.z * 95) * 1.6f),
          b = num_sin(q.y * 155 + num_sin(q.x * 105) * 1.4f),
          c = num_sin(q.z * 160 + num_sin(q.y * 90) * 1.5f);
    return a * b + b * c + c * a;
}

// Strands that run back from the brow.
static float strands(struct vec q)
{
    float around = num_atan2(q.x, q.z - .06f);
    return num_sin(around * 58 + num_sin(q.y * 55 + q.x * 20) * 1.6f) +
           .6f * num_sin(around * 131 + q.y * 70);
}

float field_hair_light(const struct body *body, struct vec q)
{
    switch (body->hair_style) {
    case HAIR_CURLS:
        return num_clamp(.5f + .42f * curls(q), 0, 1);
    case HAIR_SHORT:
        return .5f +
               .22f * num_sin(q.x * 420 + num_sin(q.y * 160) * 2) * num_sin(q.y * 210 + q.z * 180) +
               .12f * strands(q);
    case HAIR_BUN:
        break;
    }
    return num_clamp(.5f + .32f * strands(q), 0, 1);
}

// Hair: a cap of ellipsoids with the face cut out of it.
static float hair_distance(const struct figure *figure, struct vec p, float hair)
{
    struct vec q = frame_in(&figure->rig.part[PART_HEAD], p);
    float face = field_hairline(&figure->body, q);
    switch (figure->body.hair_style) {
    case HAIR_CURLS:
        if (hair < .03f)
            hair -= .0024f * curls(q);
        return soft_max(hair, -face, .016f);
    case HAIR_SHORT:
        hair += .0004f * strands(q) - .0030f * num_step(.0f, .05f, face) * num_step(.10f, .2f, q.z);
        hair += .0030f * (1 - num_step(.06f, .12f, q.z));
        return soft_max(hair, -face, .014f);
    case HAIR_BUN:
        break;
    }
    hair = soft_max(hair, -face, .010f);
    return hair + strands(q) * .00055f * num_step(.0f, .03f, face) +
           .0012f * (1 - num_step(.001f, .006f, fabsf(q.x - .016f))) * num_step(.11f, .16f, q.z);
}

// A lower limit of the distance to everything, for places far off.
static inline float box_far(const struct figure *figure, struct vec p)
{
    struct vec low = figure->low, high = figure->high;
    return vec_length(vec(num_max(num_max(low.x - p.x, p.x - high.x), 0),
                          num_max(num_max(low.y - p.y, p.y - high.y), 0),
                          num_max(num_max(low.z - p.z, p.z - high.z), 0)));
}

struct layers field_layers(const struct figure *figure, unsigned groups, struct vec p, float far)
{
    struct layers out = {far_off, far_off, far_off, far_off, far_off};
    float trunk = far_off, off = box_far(figure, p);
    if (off > .30f)
        return (struct layers){off + .02f, off + .02f, off + .02f, off + .02f, off + .02f};
    if (groups & (1u << GROUP_PELVIS | 1u << GROUP_CHEST | 1u << GROUP_DRAPE)) {
        float pelvis = group_of(figure, groups, GROUP_PELVIS, p, far),
              chest = group_of(figure, groups, GROUP_CHEST, p, far);
        out.skin = soft_min(pelvis, chest, .07f);
        trunk = out.skin;
        clothe_trunk(figure, p, trunk, group_of(figure, groups, GROUP_DRAPE, p, far), &out);
    }
    // One after the other: in which order a call's arguments are worked out is the compiler's
    // choice.
    float right = limbs_join(figure, groups, p, far, RIGHT, &out),
          hands = num_min(right, limbs_join(figure, groups, p, far, LEFT, &out));
    // The shirt's hem lies over the hips, however wide the thighs make them, but not over a raised
    // thigh.
    float height = frame_in(&figure->rig.part[PART_PELVIS], p).z;
    out.shirt = soft_min(out.shirt,
                         soft_max(soft_max(out.shorts - .007f, trunk - .034f, .01f),
                                  fabsf(height - .094f) - .030f, .005f),
                         .008f);
    // Cloth gives way under a hand.
    if (hands < .03f) {
        out.shirt = soft_max(out.shirt, .007f - hands, .006f);
        out.shorts = soft_max(out.shorts, .006f - hands, .006f);
    }
    if (groups & (1u << GROUP_HEAD | 1u << GROUP_FACE)) {
        float head = group_of(figure, groups, GROUP_HEAD, p, far);
        head = soft_min(head, group_of(figure, groups, GROUP_FACE, p, far), .010f);
        out.skin =
            soft_min(out.skin, head, softness_at(p, figure->rig.part[PART_NECK].o, .05f, .13f));
    }
    if (groups & 1u << GROUP_HAIR) {
        out.hair = field_group(figure, GROUP_HAIR, p, far);
        if (out.hair < .05f)
            out.hair = hair_distance(figure, p, out.hair);
    }
    for (int group = GROUP_BALL; group < GROUPS; group++)
        out.prop = num_min(out.prop, group_of(figure, groups, group, p, far));
    return out;
}

float field_nearest(const struct figure *figure, unsigned groups, struct vec p, float far)
{
    struct layers d = field_layers(figure, groups, p, far);
    return num_min(num_min(num_min(d.skin, d.shirt), num_min(d.shorts, d.hair)), d.prop);
}

float field_mat(const struct mat *mat, struct vec p)
{
    const float corner = .02f;
    float x = fabsf(p.x - mat->x) - mat->half_x + corner,
          y = fabsf(p.y - mat->y) - mat->half_y + corner;
    float out = sqrtf(num_square(num_max(x, 0)) + num_square(num_max(y, 0))) +
                num_min(num_max(x, y), 0) - corner;
    float up = p.z - (float)MAT_MILLIMETRES * .001f + .004f, a = num_max(out, 0),
          b = num_max(up, 0);
    return sqrtf(a * a + b * b) + num_min(num_max(out, up), 0) - .004f;
}
