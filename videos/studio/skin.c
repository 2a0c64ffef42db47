// Skin: a face painted in the space of the head, and the working muscle painted in the space of the
// thigh. Any thread.
#include "shade.h"

static float ring(float x, float y, float x0, float y0)
{
    return sqrtf(num_square(x - x0) + num_square(y - y0));
}

// The eye: white and iris, covered from above by a lid that comes down as a whole when it shuts.
static struct vec paint_eye(const struct figure *figure, struct vec c, struct vec q)
{
    float x = fabsf(q.x), u = (x - .0285f) / .0150f, shut = figure->shut;
    float upper = .1062f - u * u * .0072f, lower = .0900f + u * u * .0052f;
    float lid = upper + (lower - .0008f - upper) * shut;
    float inside = (1 - num_step(lid - .0006f, lid + .0004f, q.z)) *
                   num_step(lower - .0006f, lower + .0006f, q.z) *
                   (1 - num_step(.90f, 1, fabsf(u)));
    c = vec_mix(c, body_colour(0xFBF6F2), inside * .92f);
    float e = ring(x, q.z, .0287f, .0984f);
    c = vec_mix(c, body_colour(0x5A3B2A), (1 - num_step(.0062f, .0070f, e)) * inside);
    c = vec_mix(c, body_colour(0x1E1512), (1 - num_step(.0032f, .0040f, e)) * inside);
    float spark =
        1 - num_step(.0011f, .0018f, ring(q.x, q.z, (q.x > 0 ? .0285f : -.0285f) - .0024f, .1010f));
    c = vec_mix(c, vec(1, 1, 1), spark * inside);
    float lash =
        (1 - num_step(.0009f, .0019f, fabsf(q.z - lid))) * (1 - num_step(.94f, 1.08f, fabsf(u)));
    c = vec_mix(c, body_colour(0x35231D), lash * .9f);
    float crease = (1 - num_step(.0006f, .0016f, fabsf(q.z - upper - .0034f))) *
                   (1 - num_step(.6f, .95f, fabsf(u)));
    return vec_mix(c, vec_scale(figure->body.skin, .62f), crease * .45f * (1 - shut));
}

static struct vec paint_mouth(struct vec c, struct vec q)
{
    float x = fabsf(q.x), line = .0385f + x * x * 9.5f;
    float mouth =
        (1 - num_step(.0009f, .0022f, fabsf(q.z - line))) * (1 - num_step(.017f, .0215f, x));
    float under = (1 - num_step(.003f, .0064f, fabsf(q.z - line + .0038f))) *
                  (1 - num_step(.008f, .0175f, x));
    float over = (1 - num_step(.0018f, .0040f, fabsf(q.z - line - .0024f))) *
                 (1 - num_step(.006f, .0165f, x));
    c = vec_mix(c, vec_times(c, vec(.84f, .54f, .52f)), num_max(under * .75f, over * .6f));
    return vec_mix(c, vec_times(c, vec(.50f, .28f, .27f)), mouth * .85f);
}

struct vec skin_colour(const struct figure *figure, struct vec p)
{
    struct vec c = figure->body.skin, q = frame_in(&figure->rig.part[PART_HEAD], p);
    if (q.z < -.02f || q.z > .2f || fabsf(q.x) > .1f || q.y > -.02f || q.y < -.13f)
        return c;
    float x = fabsf(q.x);
    float blush = num_exp(-(num_square(x - .040f) + num_square(q.z - .062f)) / (2 * .013f * .013f));
    c = vec_mix(c, vec_times(c, vec(1.06f, .72f, .66f)), .30f * blush);
    c = paint_eye(figure, c, q);
    float brow = .1225f - num_square((x - .027f) / .020f) * .0042f;
    float thick = .0030f - .0012f * num_clamp((x - .015f) / .03f, 0, 1);
    float hairs = (1 - num_step(thick * .45f, thick, fabsf(q.z - brow))) *
                  (1 - num_step(.014f, .019f, fabsf(x - .030f)));
    c = vec_mix(c, vec_scale(figure->body.hair, .9f), hairs * .75f);
    return paint_mouth(c, q);
}

// The inner thigh: three bellies that run down the bone and end in points, not a patch with a
// border. `x` towards the other thigh, `y` forward, `t` 0 to 1 down the bone.
static float bellies(float x, float y, float t, float *fibre)
{
    static const struct {
        float from, to, start, stop,
            half; // angle at the hip and at the knee, extent down the bone, half width
    } belly[] = {
        {.66f, .12f, 0, .70f, .62f},   // adductor longus, in front
        {.05f, -.24f, 0, .95f, .56f},  // gracilis, along the inside
        {-.58f, -.54f, 0, .86f, .66f}, // adductor magnus, behind
    };
    float angle = num_atan2(y + .012f, x), most = 0;
    for (int i = 0; i < 3; i++) {
        float along = (t - belly[i].start) / (belly[i].stop - belly[i].start);
        if (along <= 0 || along >= 1)
            continue;
        float middle = belly[i].from + (belly[i].to - belly[i].from) * along;
        float half = belly[i].half * (.62f + .38f * num_step(0, .30f, along)) *
                     (1 - .66f * num_step(.35f, 1, along));
        float across = (angle - middle) / half;
        float thread = num_sin(across * 11 + t * 5 + (float)i * 2) * .5f + .5f;
        float edge = 1 - num_step(.42f, 1.05f + .15f * thread, fabsf(across));
        float show =
            edge * num_step(.02f, .24f, along) * (1 - num_step(.62f - .14f * thread, 1, along));
        if (show > most) {
            most = show;
            *fibre = thread;
        }
    }
    return most;
}

float skin_muscle(const struct figure *figure, struct vec p, float *fibre)
{
    float most = 0;
    *fibre = 0;
    for (int side = 0; side < 2; side++) {
        if (figure->glow[side] <= 0)
            continue;
        struct vec q = frame_in(&figure->rig.part[PART_THIGH + side], p);
        float t = q.z / figure->body.thigh, thread = 0;
        if (t < 0 || t > 1 || q.x > 0)
            continue;
        float around = sqrtf(q.x * q.x + q.y * q.y);
        float show = bellies(-q.x, q.y, t, &thread) * (1 - num_step(.13f, .16f, around)) *
                     figure->glow[side];
        show *= num_step(0, .02f, -q.x);
        if (show > most) {
            most = show;
            *fibre = thread;
        }
    }
    return most;
}
