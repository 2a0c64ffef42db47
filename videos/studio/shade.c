// Light: a warm key light with soft shadows, sky and ground with occlusion, a weak light from the
// side; then what each material makes of it. Any thread.
#include "shade.h"

// Unit vector to the key light: (-.55, -.75, 1.15) and (.8, -.6, .25) made one long.
static const struct vec key_way = {-.37178278f, -.50697652f, .77736400f};
static const struct vec side_way = {.77611399f, -.58208549f, .24253562f};

// Groups flow into each other over this distance: asking for exact distances below it only would
// swell the joins.
static const float join_reach = .085f;

struct material {
    struct vec colour;
    float shine, rim, wrap,
        blood; // highlight, light at grazing angles, light round the edge, light through skin
};

bool shade_box(const struct figure *figure, struct vec from, struct vec way, float skirt,
               float *enter, float *leave)
{
    const float o[] = {from.x, from.y, from.z}, d[] = {way.x, way.y, way.z};
    const float low[] = {figure->low.x, figure->low.y, figure->low.z};
    const float high[] = {figure->high.x, figure->high.y, figure->high.z};
    float a = 0, b = 1e9f;
    for (int k = 0; k < 3; k++) {
        float inverse = 1 / (fabsf(d[k]) < 1e-9f ? 1e-9f : d[k]);
        float x = (low[k] - skirt - o[k]) * inverse, y = (high[k] + skirt - o[k]) * inverse;
        a = num_max(a, num_min(x, y));
        b = num_min(b, num_max(x, y));
    }
    *enter = a;
    *leave = b;
    return b > a;
}

// How much of the key light arrives, 0 to 1. `sharp` is one over the light's half width as seen
// from here; what stays outside that cone cannot dim it, so neither groups nor exact distances out
// there are asked for.
static float lit_by_key(const struct figure *figure, struct vec from, float sharp)
{
    float t, end, r = 1;
    if (!shade_box(figure, from, key_way, .30f, &t, &end))
        return 1;
    unsigned groups = figure_near_ray(figure, from, key_way, end, .02f, 1 / sharp);
    if (!groups)
        return 1;
    t = num_max(t, .008f);
    for (int i = 0; i < 72 && t < end; i++) {
        float d = field_nearest(figure, groups, vec_add(from, vec_scale(key_way, t)),
                                num_max(t / sharp + .01f, join_reach));
        r = num_min(r, sharp * d / t);
        if (r < -1)
            break;
        t += num_clamp(d * .8f, .007f, .12f);
    }
    r = num_max(r, -1);
    return .25f * (1 + r) * (1 + r) * (2 - r);
}

// How open a place is, 1 free, from five steps along its normal.
static float openness(const struct figure *figure, struct vec p, struct vec normal, bool floor)
{
    float shut = 0, weight = 1;
    unsigned groups = figure_near_point(figure, p, .37f);
    if (!groups && floor)
        return 1;
    for (int i = 1; i <= 5; i++) {
        float h = .012f + .0112f * (float)(i * i);
        struct vec q = vec_add(p, vec_scale(normal, h));
        float d = num_min(num_min(field_nearest(figure, groups, q, num_max(h, join_reach)), h),
                          floor ? h : q.z);
        shut += (h - d) * weight;
        weight *= .62f;
    }
    return num_clamp(1 - 2.6f * shut, .05f, 1);
}

static struct vec normal_at(const struct figure *figure, unsigned groups, struct vec p)
{
    const float e = .0009f, far = .085f;
    float a = field_nearest(figure, groups, vec(p.x + e, p.y - e, p.z - e), far);
    float b = field_nearest(figure, groups, vec(p.x - e, p.y - e, p.z + e), far);
    float c = field_nearest(figure, groups, vec(p.x - e, p.y + e, p.z - e), far);
    float d = field_nearest(figure, groups, vec(p.x + e, p.y + e, p.z + e), far);
    return vec_unit(vec(a - b - c + d, -a - b + c + d, -a + b - c + d));
}

static struct material prop_material(const struct figure *figure, unsigned groups, struct vec p)
{
    float least = 1e9f;
    int which = GROUP_BALL;
    for (int group = GROUP_BALL; group < GROUPS; group++) {
        float d = groups & 1u << group ? field_group(figure, group, p, .085f) : 1e9f;
        if (d < least) {
            least = d;
            which = group;
        }
    }
    switch (which) {
    case GROUP_CHAIR: // grain along the wood
        return (struct material){
            vec_scale(body_colour(0xC9A77C),
                      1 + .05f * num_sin(p.x * 260 + num_sin(p.z * 34) * 3) * num_sin(p.y * 180)),
            .03f, .10f, .08f, 0};
    case GROUP_CUSHION:
        return (struct material){vec_scale(body_colour(0x3B5C57), cloth_weave(p)), 0, .08f, .14f,
                                 0};
    case GROUP_ROLLER:
        return (struct material){body_colour(0x2F5F6B), .03f, .10f, .08f, 0};
    case GROUP_WALL:
        return (struct material){body_colour(0xC9D8D1), 0, 0, .08f, 0};
    default:
        return (struct material){body_colour(0xF0B23E), .06f, .14f, .12f, 0};
    }
}

static enum surface surface_at(const struct figure *figure, unsigned groups, struct vec p)
{
    struct layers d = field_layers(figure, groups, p, .085f);
    float least = num_min(num_min(num_min(d.skin, d.shirt), num_min(d.shorts, d.hair)), d.prop);
    return least == d.prop     ? SURFACE_PROP
           : least == d.hair   ? SURFACE_HAIR
           : least == d.shirt  ? SURFACE_SHIRT
           : least == d.shorts ? SURFACE_SHORTS
                               : SURFACE_SKIN;
}

enum surface shade_surface(const struct figure *figure, struct vec p)
{
    return surface_at(figure, figure_near_point(figure, p, .09f), p);
}

static struct material material_at(const struct figure *figure, unsigned groups, struct vec p,
                                   enum surface surface)
{
    const struct body *body = &figure->body;
    switch (surface) {
    case SURFACE_PROP:
        return prop_material(figure, groups, p);
    case SURFACE_HAIR: {
        float strand = field_hair_light(body, frame_in(&figure->rig.part[PART_HEAD], p));
        return (struct material){vec_scale(body->hair, .72f + .52f * strand), .022f, .05f, .16f, 0};
    }
    case SURFACE_SHIRT:
        return (struct material){cloth_shirt(figure, p), 0, .06f, .18f, 0};
    case SURFACE_SHORTS:
        return (struct material){cloth_shorts(figure, p), 0, .08f, .14f, 0};
    default:
        return (struct material){skin_colour(figure, p), .075f, .17f, .22f, 1};
    }
}

// The working muscle, seen through skin and cloth: paler on cloth, where only its middle shows.
static float light_muscle(const struct figure *figure, struct vec p, enum surface surface,
                          struct material *m)
{
    float fibre, show = muscle_shows(figure, p, &fibre);
    if (show <= 0)
        return 0;
    if (surface == SURFACE_SKIN) {
        int group = figure->muscle == MUSCLE_CALVES ? GROUP_SHANK : GROUP_THIGH;
        float limb =
            num_min(field_group(figure, group, p, .05f), field_group(figure, group + 1, p, .05f));
        show *= 1 - num_step(.012f, .022f, limb);
    } else
        show *= .86f;
    struct vec red = vec_mix(body_colour(0xD23A2C), body_colour(0xF88663), .15f + .6f * fibre);
    m->colour = vec_mix(m->colour, red, num_clamp(show, 0, .86f));
    m->blood *= 1 - show * .5f;
    return .10f * show;
}

struct vec shade_figure(const struct figure *figure, struct vec p, struct vec way,
                        enum surface *surface)
{
    unsigned groups = figure_near_point(figure, p, .09f);
    *surface = surface_at(figure, groups, p);
    struct material m = material_at(figure, groups, p, *surface);
    struct vec n = normal_at(figure, groups, p);
    float own = 0;
    if (*surface == SURFACE_SKIN || *surface == SURFACE_SHORTS ||
        (*surface == SURFACE_SHIRT && figure->muscle == MUSCLE_HIP))
        own = light_muscle(figure, p, *surface, &m);
    float facing = vec_dot(n, key_way);
    float shadow = facing > -m.wrap ? lit_by_key(figure, vec_add(p, vec_scale(n, .006f)), 8) : 0;
    float open = openness(figure, p, n, false), up = .5f + .5f * n.z;
    float direct = num_clamp((facing + m.wrap) / (1 + m.wrap), 0, 1) * (.12f + .88f * shadow);
    float from_side = num_clamp(vec_dot(n, side_way) * .6f + .4f, 0, 1) * .26f * open;
    struct vec ambient = vec_mix(vec(.353f, .317f, .288f), vec(.448f, .493f, .56f), up);
    struct vec light =
        vec_add(vec_scale(vec(1.62f, 1.563f, 1.499f), direct), vec_scale(ambient, open));
    light = vec_add(light, vec(from_side, from_side * .98f, from_side));
    if (m.blood > 0) {
        float edge = shadow * num_exp(-num_square((facing - .08f) / .22f)) * .6f * m.blood;
        light = vec_add(light, vec_scale(vec(.34f, .09f, .04f), edge));
    }
    struct vec out = vec_times(m.colour, vec_add(light, vec(own, own, own)));
    float shine = m.shine > 0
                      ? num_pow(num_clamp(vec_dot(n, vec_unit(vec_sub(key_way, way))), 0, 1), 28) *
                            m.shine * 3 * shadow
                      : 0;
    float rim =
        num_pow(1 - num_clamp(-vec_dot(n, way), 0, 1), 3.5f) * m.rim * open * (.4f + .6f * up);
    return vec_add(out, vec(shine + .9f * rim, shine + .96f * rim, shine + rim));
}

// Pale green-grey, the paper of the kiosk's pages: lighter on the ground, a shade deeper above.
struct vec shade_backdrop(struct vec way)
{
    return vec_mix(vec(.9165f, 1.0461f, .9856f), vec(.6612f, .7841f, .7272f),
                   num_step(-.30f, .42f, way.z));
}

// A mat with a lighter line along its edge.
static struct vec mat_colour(const struct mat *mat, struct vec p)
{
    float in =
        num_min(mat->half_x - fabsf(p.x - mat->x), mat->half_y - fabsf(p.y - mat->y)) - .036f;
    float line = 1 - num_step(.0026f, .0046f, fabsf(in));
    return vec_mix(vec(.2700f, .4450f, .4150f), vec(.5600f, .7300f, .6800f), line * .75f);
}

struct vec shade_floor(const struct figure *figure, struct vec p, struct vec way, bool on_mat)
{
    const struct vec up = {0, 0, 1};
    struct vec colour = on_mat ? mat_colour(&figure->mat, p) : vec(.7860f, .8890f, .8440f);
    float shadow = lit_by_key(figure, vec_add(p, vec(0, 0, .004f)), 6.5f),
          open = openness(figure, p, up, true);
    float light = (.42f * open + .74f * shadow * (.6f + .4f * open)) * 1.02f;
    struct vec tint = vec_mix(vec(.94f, .97f, 1), vec(1, .985f, .965f), shadow);
    struct vec out = vec_times(colour, vec_scale(tint, light));
    if (on_mat)
        return out;
    return vec_mix(out, shade_backdrop(way), num_step(1.2f, 4.2f, sqrtf(p.x * p.x + p.y * p.y)));
}

struct vec shade_mat_edge(void)
{
    return vec(.135f, .262f, .248f);
}
