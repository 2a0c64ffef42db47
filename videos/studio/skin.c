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
    float upper = .1062f - u * u * .0074f, lower = .0908f + u * u * .0046f;
    float lid = upper + (lower - .0008f - upper) * shut;
    float inside = (1 - num_step(lid - .0006f, lid + .0004f, q.z)) *
                   num_step(lower - .0006f, lower + .0006f, q.z) *
                   (1 - num_step(.90f, 1, fabsf(u)));
    c = vec_mix(c, body_colour(0xF3EEE9), inside * .92f);
    c = vec_mix(c, vec_scale(c, .70f), inside * (1 - num_step(.0008f, .0042f, lid - q.z)));
    float e = ring(x, q.z, .0287f, .0985f);
    c = vec_mix(c, body_colour(0x4A2E20), (1 - num_step(.0068f, .0076f, e)) * inside);
    c = vec_mix(c, body_colour(0x7A5238), (1 - num_step(.0050f, .0066f, e)) * .6f * inside);
    c = vec_mix(c, body_colour(0x1A1210), (1 - num_step(.0034f, .0042f, e)) * inside);
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

static struct vec paint_mouth(const struct body *body, struct vec c, struct vec q)
{
    float x = fabsf(q.x), line = .0372f + x * x * 13 * body->smile;
    float mouth =
        (1 - num_step(.0009f, .0022f, fabsf(q.z - line))) * (1 - num_step(.019f, .0235f, x));
    float under = (1 - num_step(.0034f, .0070f, fabsf(q.z - line + .0042f))) *
                  (1 - num_step(.008f, .0190f, x));
    float over = (1 - num_step(.0020f, .0044f, fabsf(q.z - line - .0026f))) *
                 (1 - num_step(.006f, .0180f, x));
    c = vec_mix(c, vec_times(c, vec(.86f, .52f, .50f)),
                num_max(under * .75f, over * .65f) * (1 - .45f * body->age));
    c = vec_mix(c, vec_times(c, vec(.50f, .28f, .27f)), mouth * .85f);
    float dimple = num_exp(-(num_square(x - .0255f) + num_square(q.z - line - .0005f)) /
                           (2 * .0022f * .0022f));
    return vec_mix(c, vec_scale(c, .62f), dimple * .45f);
}

// Thick where it begins, thin at the temple, a little arched.
static struct vec paint_brow(const struct body *body, struct vec c, struct vec q)
{
    float x = fabsf(q.x), u = (x - .0235f) / .020f, middle = .1256f - u * u * .0027f;
    float thick = (.0040f - .0024f * num_clamp((x - .015f) / .034f, 0, 1)) * body->brow;
    float hairs = num_sin(x * 1500 + q.z * 900) * .5f + .5f;
    float show = (1 - num_step(thick * .45f, thick * (1 + .25f * hairs), fabsf(q.z - middle))) *
                 (1 - num_step(.0155f, .0205f, fabsf(x - .0315f)));
    return vec_mix(c, vec_times(vec_scale(body->hair, .62f), vec(1, .95f, .9f)), show * .82f);
}

// What years draw: from nose to mouth, beside the eyes, across the brow.
static struct vec paint_age(const struct body *body, struct vec c, struct vec q)
{
    float x = fabsf(q.x), t = num_clamp((.066f - q.z) / .028f, 0, 1);
    float fold = num_exp(-num_square((x - .0175f - .0125f * t) / .0019f)) *
                 num_step(.034f, .044f, q.z) * (1 - num_step(.062f, .070f, q.z));
    float corner = 0, across = 0;
    for (int i = -1; i <= 1; i++) {
        float z = .0985f + (float)i * (.0028f + (x - .046f) * .45f);
        corner += num_exp(-num_square((q.z - z) / .0008f)) * num_step(.0465f, .049f, x) *
                  (1 - num_step(.053f, .060f, x));
    }
    for (int i = 0; i < 2; i++) {
        float z = .1385f + .0095f * (float)i + num_sin(x * 120 + (float)i) * .0008f;
        across += num_exp(-num_square((q.z - z) / .0009f)) * (1 - num_step(.016f, .034f, x));
    }
    float all = num_clamp(fold * .55f + corner * .40f + across * .35f, 0, 1) * body->age;
    return vec_mix(c, vec_times(c, vec(.66f, .56f, .52f)), all);
}

struct vec skin_colour(const struct figure *figure, struct vec p)
{
    const struct body *body = &figure->body;
    struct vec c = body->skin, q = frame_in(&figure->rig.part[PART_HEAD], p);
    if (q.z < -.02f || q.z > .21f || fabsf(q.x) > .1f || q.y > .06f || q.y < -.13f)
        return c;
    // Roots: skin darkens towards the hair, so that hair is not a cap.
    float roots = num_step(-.006f, .003f, field_hairline(body, q)) * num_step(.072f, .112f, q.z);
    c = vec_mix(c, body->hair, (fabsf(q.x) < .0745f ? .62f : 0) * roots);
    if (q.y > -.02f)
        return c;
    float x = fabsf(q.x);
    float blush = num_exp(-(num_square(x - .040f) + num_square(q.z - .062f)) / (2 * .013f * .013f));
    c = vec_mix(c, vec_times(c, vec(1.06f, .72f, .66f)), .30f * blush);
    if (body->age > 0)
        c = paint_age(body, c, q);
    c = paint_eye(figure, c, q);
    c = paint_brow(body, c, q);
    return paint_mouth(body, c, q);
}
