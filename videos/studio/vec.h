#pragma once
// Vectors and frames in space: metres, Z up, the figure faces -Y, its left is +X.

#include "num.h"

struct vec {
    float x, y, z;
};

// Where a part is and how it is turned: x, y and z are unit vectors.
struct frame {
    struct vec o, x, y, z;
};

static inline struct vec vec(float x, float y, float z)
{
    return (struct vec){x, y, z};
}

static inline struct vec vec_add(struct vec a, struct vec b)
{
    return vec(a.x + b.x, a.y + b.y, a.z + b.z);
}

static inline struct vec vec_sub(struct vec a, struct vec b)
{
    return vec(a.x - b.x, a.y - b.y, a.z - b.z);
}

static inline struct vec vec_scale(struct vec a, float by)
{
    return vec(a.x * by, a.y * by, a.z * by);
}

static inline struct vec vec_times(struct vec a, struct vec b)
{
    return vec(a.x * b.x, a.y * b.y, a.z * b.z);
}

static inline float vec_dot(struct vec a, struct vec b)
{
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

static inline struct vec vec_cross(struct vec a, struct vec b)
{
    return vec(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x);
}

static inline float vec_length(struct vec a)
{
    return sqrtf(vec_dot(a, a));
}

static inline float vec_apart(struct vec a, struct vec b)
{
    return vec_length(vec_sub(a, b));
}

static inline struct vec vec_unit(struct vec a)
{
    float length = vec_length(a);
    return length > 1e-9f ? vec_scale(a, 1 / length) : a;
}

static inline struct vec vec_mix(struct vec a, struct vec b, float t)
{
    return vec_add(vec_scale(a, 1 - t), vec_scale(b, t));
}

// The part of `a` that stands at right angles to the unit vector `along`, made a unit vector.
static inline struct vec vec_across(struct vec a, struct vec along)
{
    return vec_unit(vec_sub(a, vec_scale(along, vec_dot(a, along))));
}

// A direction of the frame in the world.
static inline struct vec frame_turn(const struct frame *f, struct vec a)
{
    return vec_add(vec_add(vec_scale(f->x, a.x), vec_scale(f->y, a.y)), vec_scale(f->z, a.z));
}

// A place of the frame in the world, and back.
static inline struct vec frame_out(const struct frame *f, struct vec a)
{
    return vec_add(f->o, frame_turn(f, a));
}

static inline struct vec frame_in(const struct frame *f, struct vec p)
{
    struct vec d = vec_sub(p, f->o);
    return vec(vec_dot(d, f->x), vec_dot(d, f->y), vec_dot(d, f->z));
}
