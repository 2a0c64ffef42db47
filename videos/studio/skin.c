// Skin: a face painted in the space of the head. Any thread.
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
