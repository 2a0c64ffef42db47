// What cloth looks like close by: its weave, a ribbed collar, seams along hems, a stripe down the
// shorts. Any thread.
#include "shade.h"

// A thread here and there, so that cloth is not a coat of paint.
float cloth_weave(struct vec q)
{
    return 1 + .022f * num_sin(q.x * 900) * num_sin(q.z * 900) +
           .015f * num_sin(q.z * 60 + num_sin(q.x * 44) * 2);
}

// A seam at 0, two millimetres wide: how dark it is there.
static float seam(float at)
{
    return .30f * (1 - num_step(.0006f, .0020f, fabsf(at)));
}

struct vec cloth_shirt(const struct figure *figure, struct vec p)
{
    struct vec q = frame_in(&figure->rig.part[PART_LUMBAR], p);
    float dark = seam(frame_in(&figure->rig.part[PART_PELVIS], p).z - FIGURE_HEM - .016f);
    float collar = figure_collar(figure, p);
    dark += seam(collar - .013f) + .09f * (1 - num_step(.0115f, .0130f, collar));
    for (int side = 0; side < 2; side++) {
        struct vec arm = frame_in(&figure->rig.part[PART_UPPER_ARM + side], p);
        float end = FIGURE_SLEEVE * figure->body.upper_arm;
        if (arm.z > end - .03f && arm.x * arm.x + arm.y * arm.y < .006f)
            dark += seam(arm.z - end + .013f);
    }
    return vec_scale(figure->body.shirt, cloth_weave(q) * (1 - num_clamp(dark, 0, .4f)));
}

struct vec cloth_shorts(const struct figure *figure, struct vec p)
{
    struct vec q = frame_in(&figure->rig.part[PART_PELVIS], p);
    int side = q.x > 0 ? LEFT : RIGHT;
    struct vec leg = frame_in(&figure->rig.part[PART_THIGH + side], p);
    float end = FIGURE_SHORTS * figure->body.thigh, dark = seam(leg.z - end + .017f);
    float stripe = (1 - num_step(.0085f, .0100f, fabsf(leg.y + .004f))) *
                   num_step(.03f, .05f, leg.x) * (1 - num_step(end - .019f, end - .018f, leg.z));
    struct vec c = vec_scale(figure->body.shorts, cloth_weave(q) * (1 - num_clamp(dark, 0, .4f)));
    return vec_mix(c, figure->body.stripe, stripe * .9f);
}
