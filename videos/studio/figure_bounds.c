// Capsules round the groups of a figure, so that most of it need not be looked at from most places.
// Any thread.
#include "figure.h"

static float reach_of(const struct shape *shape)
{
    if (shape->kind == SHAPE_BOX)
        return vec_length(shape->radius);
    return num_max(shape->radius.x, num_max(shape->radius.y, shape->radius.z));
}

// The balls whose hull holds a shape: two for a cone, one for the others.
static int balls_of(const struct shape *shape, struct vec middle[2], float radius[2])
{
    middle[0] = shape->a;
    middle[1] = shape->b;
    radius[0] = shape->kind == SHAPE_CONE ? shape->r1 : reach_of(shape);
    radius[1] = shape->r2;
    return shape->kind == SHAPE_CONE ? 2 : 1;
}

// A ball round a shape: a shape whose ball is farther than what was found already need not be
// asked.
static void round_shape(struct shape *shape)
{
    bool cone = shape->kind == SHAPE_CONE;
    shape->middle = cone ? vec_mix(shape->a, shape->b, .5f) : shape->a;
    shape->round = cone ? .5f * vec_apart(shape->a, shape->b) + num_max(shape->r1, shape->r2)
                        : reach_of(shape);
}

static float capsule_distance(const struct bound *bound, struct vec p)
{
    struct vec pa = vec_sub(p, bound->a);
    float t = num_clamp(vec_dot(pa, bound->d) * bound->inverse, 0, 1);
    return vec_length(vec_sub(pa, vec_scale(bound->d, t))) - bound->radius;
}

static void bound_group(struct figure *figure, int group)
{
    struct vec ball[2 * SHAPES_MAX] = {{0, 0, 0}};
    float radius[2 * SHAPES_MAX] = {0};
    int balls = 0;
    for (int i = 0; i < figure->shapes[group]; i++) {
        round_shape(&figure->shape[group][i]);
        balls += balls_of(&figure->shape[group][i], &ball[balls], &radius[balls]);
    }
    struct bound *bound = &figure->bound[group];
    *bound = (struct bound){.a = ball[0]};
    float widest = 0;
    for (int i = 0; i < balls; i++) {
        for (int j = 0; j < i; j++) {
            float apart = vec_apart(ball[i], ball[j]);
            if (apart > widest) {
                widest = apart;
                bound->a = ball[i];
                bound->d = vec_sub(ball[j], ball[i]);
            }
        }
    }
    bound->inverse = 1 / num_max(vec_dot(bound->d, bound->d), 1e-9f);
    float most = 0;
    for (int i = 0; i < balls; i++) {
        most = num_max(most, capsule_distance(bound, ball[i]) + radius[i]);
        struct vec r = vec(radius[i], radius[i], radius[i]), low = vec_sub(ball[i], r),
                   high = vec_add(ball[i], r);
        figure->low = vec(num_min(figure->low.x, low.x), num_min(figure->low.y, low.y),
                          num_min(figure->low.z, low.z));
        figure->high = vec(num_max(figure->high.x, high.x), num_max(figure->high.y, high.y),
                           num_max(figure->high.z, high.z));
    }
    bound->radius = most + .008f;
}

void figure_bound(struct figure *figure)
{
    figure->low = vec(9, 9, 9);
    figure->high = vec(-9, -9, -9);
    for (int group = 0; group < GROUPS; group++) {
        if (figure->shapes[group])
            bound_group(figure, group);
    }
    struct vec skirt = vec(.03f, .03f, .03f);
    figure->low = vec_sub(figure->low, skirt);
    figure->high = vec_add(figure->high, skirt);
}

// The nearest places of a ray piece and a capsule's axis, by the usual two clamped projections.
static float ray_apart(const struct bound *bound, struct vec from, struct vec way, float length,
                       float *along)
{
    struct vec w = vec_sub(from, bound->a);
    float b = vec_dot(way, bound->d), c = vec_dot(bound->d, bound->d), d = vec_dot(way, w),
          e = vec_dot(bound->d, w);
    float det = c - b * b, t = det > 1e-9f ? num_clamp((e - b * d) / det, 0, 1) : 0;
    float s = num_clamp(t * b - d, 0, length);
    t = c > 1e-9f ? num_clamp((e + s * b) / c, 0, 1) : 0;
    s = num_clamp(t * b - d, 0, length);
    *along = s;
    return vec_apart(vec_add(from, vec_scale(way, s)), vec_add(bound->a, vec_scale(bound->d, t)));
}

unsigned figure_near_ray(const struct figure *figure, struct vec from, struct vec way, float length,
                         float reach, float widen)
{
    unsigned near = 0;
    for (int group = 0; group < GROUPS; group++) {
        float along = 0;
        if (!figure->shapes[group])
            continue;
        float apart = ray_apart(&figure->bound[group], from, way, length, &along) -
                      figure->bound[group].radius;
        if (apart < reach + widen * (along + figure->bound[group].radius))
            near |= 1u << group;
    }
    return near;
}

unsigned figure_near_point(const struct figure *figure, struct vec p, float reach)
{
    unsigned near = 0;
    for (int group = 0; group < GROUPS; group++) {
        if (figure->shapes[group] && capsule_distance(&figure->bound[group], p) < reach)
            near |= 1u << group;
    }
    return near;
}
