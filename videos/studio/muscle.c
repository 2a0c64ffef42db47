// The working muscle, painted over skin and shorts: bellies of fibres that run out in points, in
// the space of the bone they lie on. Any thread.
#include "shade.h"

// `from` and `to` are angles round the bone at the belly's upper and lower end, 0 towards the other
// leg, forward positive; `start` and `stop` lie on the bone, 0 to 1; `half` is half its width as an
// angle.
struct belly {
    float from, to, start, stop, half;
};

static const struct belly adductors[] = {
    {.78f, .30f, 0, .72f, .72f},   // longus, in front
    {.05f, -.24f, 0, .95f, .56f},  // gracilis, along the inside
    {-.58f, -.54f, 0, .86f, .66f}, // magnus, behind
};
static const struct belly calves[] = {
    {-.86f, -1.10f, .02f, .64f, 1.02f},  // gastrocnemius, its inner head
    {-2.28f, -2.04f, .02f, .58f, 1.00f}, // its outer head
    {-1.57f, -1.57f, .28f, .95f, 1.25f}, // soleus, down to the heel's tendon
};
enum { BELLIES = 3 };

// How much one belly shows `angle` round and `t` down the bone.
static float belly_shows(const struct belly *belly, float angle, float t, float phase, float *fibre)
{
    float along = (t - belly->start) / (belly->stop - belly->start);
    if (along <= 0 || along >= 1)
        return 0;
    float middle = belly->from + (belly->to - belly->from) * along;
    float half = belly->half * (.62f + .38f * num_step(0, .30f, along)) *
                 (1 - .66f * num_step(.35f, 1, along));
    float across = (angle - middle) / half;
    float thread = num_sin(across * 11 + t * 5 + phase) * .5f + .5f;
    float edge = 1 - num_step(.42f, 1.05f + .15f * thread, fabsf(across));
    *fibre = thread;
    return edge * num_step(.02f, .24f, along) * (1 - num_step(.62f - .14f * thread, 1, along));
}

// `x` towards the other leg, `y` forward, `t` 0 to 1 down the bone.
static float bellies_show(const struct belly *belly, float x, float y, float t, float *fibre)
{
    float angle = num_atan2(y + .012f, x), most = 0, thread = 0;
    for (int i = 0; i < BELLIES; i++) {
        float turn = angle - belly[i].from > (float)NUM_PI ? angle - (float)(2 * NUM_PI) : angle;
        float show = belly_shows(&belly[i], turn, t, (float)i * 2, &thread);
        if (show > most) {
            most = show;
            *fibre = thread;
        }
    }
    return most;
}

static float inner_thigh(const struct figure *figure, int side, struct vec p, float *fibre)
{
    struct vec q = frame_in(&figure->rig.part[PART_THIGH + side], p);
    float t = q.z / figure->body.thigh;
    if (t < 0 || t > 1 || q.x > 0)
        return 0;
    float around = sqrtf(q.x * q.x + q.y * q.y), wide = figure->body.limb;
    return bellies_show(adductors, -q.x, q.y, t, fibre) * num_step(0, .02f, -q.x) *
           (1 - num_step(.13f * wide, .16f * wide, around));
}

static float calf(const struct figure *figure, int side, struct vec p, float *fibre)
{
    struct vec q = frame_in(&figure->rig.part[PART_SHANK + side], p);
    float t = q.z / figure->body.shank;
    if (t < 0 || t > 1 || q.y > .02f)
        return 0;
    float around = sqrtf(q.x * q.x + q.y * q.y), wide = figure->body.limb;
    return bellies_show(calves, -q.x, q.y, t, fibre) *
           (1 - num_step(.09f * wide, .11f * wide, around));
}

// The outer hip: a fan from the crest of the hip bone that gathers above the thigh bone's knob, and
// a band before it that runs down the thigh.
static float outer_hip(const struct figure *figure, int side, struct vec p, float *fibre)
{
    const struct frame *pelvis = &figure->rig.part[PART_PELVIS],
                       *thigh = &figure->rig.part[PART_THIGH + side];
    float out = side == LEFT ? 1 : -1, wide = figure->body.limb;
    struct vec q = frame_in(pelvis, p),
               knob = frame_in(pelvis, frame_out(thigh, vec(.07f * wide, -.004f, .045f)));
    if (q.x * out < .05f)
        return 0;
    float y = q.y - knob.y, z = q.z - knob.z, reach = sqrtf(y * y + z * z);
    float across = num_atan2(-y, z + .012f) / .95f;
    float thread = num_sin(across * 13 + reach * 30) * .5f + .5f;
    float show = (1 - num_step(.55f, 1.02f + .12f * thread, fabsf(across))) *
                 num_step(-.008f, .03f, z) * (1 - num_step(.165f, .20f + .02f * thread, reach)) *
                 num_step(.05f, .085f, q.x * out);
    struct vec b = frame_in(thigh, p);
    float band = (b.y - .034f + .05f * b.z) / (.026f - .03f * num_clamp(b.z, 0, .3f));
    float second = num_sin(band * 7 + b.z * 24) * .5f + .5f;
    float low = (1 - num_step(.4f, 1.05f, fabsf(band))) * num_step(-.09f, -.02f, b.z) *
                (1 - num_step(.06f, .22f, b.z)) * num_step(.02f, .05f, b.x);
    *fibre = low > show ? second : thread;
    return num_max(show, low);
}

float muscle_shows(const struct figure *figure, struct vec p, float *fibre)
{
    static float (*const muscle[])(const struct figure *, int, struct vec, float *) = {
        [MUSCLE_ADDUCTORS] = inner_thigh, [MUSCLE_CALVES] = calf, [MUSCLE_HIP] = outer_hip};
    float most = 0;
    *fibre = 0;
    for (int side = 0; side < 2; side++) {
        float thread = 0, show = 0;
        if (figure->glow[side] > 0)
            show = muscle[figure->muscle](figure, side, p, &thread) * figure->glow[side];
        if (show > most) {
            most = show;
            *fibre = thread;
        }
    }
    return most;
}
