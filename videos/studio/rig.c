// Turns a pose into a skeleton: a chain for the trunk, two-bone inverse kinematics for legs and
// arms. Any thread.
#include "rig.h"

// What a key's channel changes a second where the movement passes through it; 0 where it rests or
// turns back.
static float speed_at(const struct exercise *exercise, int key, int channel)
{
    const struct key *k = &exercise->key[key];
    if (!k->passes)
        return 0;
    bool last = key + 1 == exercise->keys;
    float end = last ? exercise->loop : k[1].t;
    const struct pose *next = last ? &exercise->key[0].pose : &k[1].pose;
    float come = k->pose.value[channel] - k[-1].pose.value[channel],
          go = next->value[channel] - k->pose.value[channel];
    return come * go <= 0 ? 0 : (come + go) / num_max(end - k[-1].t, 1e-6f);
}

// Minimum jerk: from one place and speed to another, with no acceleration at either end. `d` is the
// way, `v` and `w` are the speeds times the time it takes.
static float eased(float t, float d, float v, float w)
{
    float t3 = t * t * t;
    return v * t + t3 * (10 * d - 6 * v - 4 * w +
                         t * (8 * v + 7 * w - 15 * d + t * (6 * d - 3 * v - 3 * w)));
}

// The key at or before a time, which is brought into the loop.
static int key_before(const struct exercise *exercise, float *t)
{
    while (*t >= exercise->loop)
        *t -= exercise->loop;
    int last = 0;
    while (last + 1 < exercise->keys && exercise->key[last + 1].t <= *t)
        last++;
    return last;
}

enum rest exercise_rest(const struct exercise *exercise, float t, enum side side)
{
    int last = key_before(exercise, &t), next = last + 1 == exercise->keys ? 0 : last + 1;
    enum rest rest = exercise->key[last].rest[side];
    return rest == exercise->key[next].rest[side] ? rest : REST_FREE;
}

struct pose exercise_pose(const struct exercise *exercise, float t)
{
    int last = key_before(exercise, &t);
    bool wraps = last + 1 == exercise->keys;
    const struct key *a = &exercise->key[last], *b = &exercise->key[wraps ? 0 : last + 1];
    float end = wraps ? exercise->loop : b->t;
    float lasts = num_max(end - a->t, 1e-6f), f = num_clamp((t - a->t) / lasts, 0, 1);
    struct pose pose;
    for (int i = 0; i < CHANNELS; i++)
        pose.value[i] =
            a->pose.value[i] + eased(f, b->pose.value[i] - a->pose.value[i],
                                     speed_at(exercise, last, i) * lasts,
                                     speed_at(exercise, wraps ? 0 : last + 1, i) * lasts);
    return pose;
}

// A blink shuts in 70 ms and opens in 130: longer ones look drowsy.
float exercise_blink(const struct exercise *exercise, float t)
{
    float shut = 0;
    for (int i = 0; i < exercise->blinks; i++) {
        float d = t - exercise->blink[i];
        shut = num_max(shut, 1 - (d < 0 ? -d / .07f : d / .13f));
    }
    return num_step(0, .8f, shut);
}

// Turn to the left, then bend forward, then lean to the left, in degrees.
static struct frame turned(const struct frame *from, struct vec angles, float part)
{
    float bend = num_radians(angles.x * part), lean = num_radians(angles.y * part),
          turn = num_radians(angles.z * part);
    float cb = num_cos(bend), sb = num_sin(bend), cl = num_cos(lean), sl = num_sin(lean),
          ct = num_cos(turn), st = num_sin(turn);
    struct vec x = vec(ct * cl - st * sb * sl, st * cl + ct * sb * sl, -cb * sl);
    struct vec y = vec(-st * cb, ct * cb, sb);
    struct vec z = vec(ct * sl + st * sb * cl, st * sl - ct * sb * cl, cb * cl);
    return (struct frame){from->o, frame_turn(from, x), frame_turn(from, y), frame_turn(from, z)};
}

// The joint between two bones from `a` towards `c`, bent to the side of `pole`. Moves *c where the
// bones end and gives how far that is short of the target.
static struct vec bent(struct vec a, struct vec *c, float upper, float lower, struct vec pole,
                       struct vec *side, float *lack)
{
    struct vec d = vec_sub(*c, a);
    float length = vec_length(d), most = (upper + lower) * .9995f;
    *lack = num_max(0, length - most);
    if (length > most) {
        *c = vec_add(a, vec_scale(d, most / length));
        length = most;
    }
    struct vec along = vec_unit(d);
    float x = (upper * upper - lower * lower + length * length) / (2 * length);
    float h = sqrtf(num_max(0, upper * upper - x * x));
    *side = vec_across(pole, along);
    return vec_add(a, vec_add(vec_scale(along, x), vec_scale(*side, h)));
}

static struct frame bone(struct vec from, struct vec to, struct vec front, enum side side)
{
    struct vec down = vec_unit(vec_sub(to, from)), y = vec_across(front, down),
               x = vec_cross(y, down);
    return (struct frame){from, side == LEFT ? x : vec_scale(x, -1), y, down};
}

static void solve_leg(struct rig *rig, const struct body *body, const struct exercise *exercise,
                      const struct pose *pose, enum side side)
{
    int leg = CHANNEL_LEG + (int)side * LEG_CHANNELS;
    float out = side == LEFT ? 1 : -1;
    struct vec hip = frame_out(&rig->part[PART_PELVIS], vec(out * body->hip, 0, 0));
    struct vec ankle = pose_vec(pose, leg + LEG_ANKLE), toe, sole = vec(0, 0, -1), side_way;
    if (exercise->aimed[side]) {
        toe = vec_unit(pose_vec(pose, leg + LEG_TOE));
        sole = pose_vec(pose, leg + LEG_SOLE);
    } else {
        float yaw = num_radians(pose->value[leg + LEG_YAW]),
              pitch = num_radians(pose->value[leg + LEG_PITCH]);
        toe = vec(out * num_sin(yaw) * num_cos(pitch), -num_cos(yaw) * num_cos(pitch),
                  -num_sin(pitch));
        rig->toes[side] = num_max(pitch, 0);
    }
    sole = vec_across(sole, toe);
    struct vec pole = exercise->poled[side] ? pose_vec(pose, leg + LEG_KNEE) : toe;
    struct vec knee =
        bent(hip, &ankle, body->thigh, body->shank, pole, &side_way, &rig->ankle_short[side]);
    rig->part[PART_THIGH + side] = bone(hip, knee, side_way, side);
    rig->part[PART_SHANK + side] = bone(knee, ankle, side_way, side);
    struct vec up = vec_scale(sole, -1), across = vec_scale(vec_unit(vec_cross(toe, up)), -out);
    rig->part[PART_FOOT + side] = (struct frame){ankle, across, toe, up};
    rig->joint[JOINT_HIP + side] = hip;
    rig->joint[JOINT_KNEE + side] = knee;
    rig->joint[JOINT_ANKLE + side] = ankle;
    rig->joint[JOINT_TOE + side] =
        vec_add(ankle, vec_add(vec_scale(toe, .17f), vec_scale(sole, .05f)));
}

// What an arm's numbers are told in; `mirror` where a thigh of the same side counts outwards.
static struct frame holding(const struct rig *rig, enum holder holder, enum side side,
                            float *mirror)
{
    static const struct frame world = {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    *mirror = 1;
    switch (holder) {
    case IN_PELVIS:
        return rig->part[PART_PELVIS];
    case IN_THORAX:
        return rig->part[PART_THORAX];
    case IN_HEAD:
        return rig->part[PART_HEAD];
    case IN_THIGH:
        *mirror = side == LEFT ? 1 : -1;
        return rig->part[PART_THIGH + side];
    case IN_THIGH_LEFT:
        return rig->part[PART_THIGH + LEFT];
    case IN_THIGH_RIGHT:
        return rig->part[PART_THIGH + RIGHT];
    case IN_WORLD:
        break;
    }
    return world;
}

static void solve_arm(struct rig *rig, const struct body *body, const struct exercise *exercise,
                      const struct pose *pose, enum side side)
{
    int arm = CHANNEL_ARM + (int)side * ARM_CHANNELS;
    float out = side == LEFT ? 1 : -1, mirror;
    struct frame in = holding(rig, exercise->holder[side], side, &mirror);
    struct vec flip = vec(mirror, 1, 1), side_way;
    float height =
        body->neck - body->thorax - .045f + .004f * rig->breath + pose->value[arm + ARM_SHRUG];
    struct vec shoulder =
        frame_out(&rig->part[PART_THORAX], vec(out * body->shoulder, .005f, height));
    struct vec wrist = frame_out(&in, vec_times(pose_vec(pose, arm + ARM_WRIST), flip));
    struct vec pole = frame_turn(&in, vec_times(pose_vec(pose, arm + ARM_ELBOW), flip));
    struct vec elbow = bent(shoulder, &wrist, body->upper_arm, body->forearm, pole, &side_way,
                            &rig->wrist_short[side]);
    rig->part[PART_UPPER_ARM + side] = bone(shoulder, elbow, vec_scale(side_way, -1), side);
    rig->part[PART_FOREARM + side] = bone(elbow, wrist, vec_scale(side_way, -1), side);
    struct vec fingers =
        vec_unit(frame_turn(&in, vec_times(pose_vec(pose, arm + ARM_FINGERS), flip)));
    struct vec palm =
        vec_across(frame_turn(&in, vec_times(pose_vec(pose, arm + ARM_PALM), flip)), fingers);
    struct vec thumb = vec_scale(vec_cross(palm, fingers), -out);
    rig->part[PART_HAND + side] = (struct frame){wrist, thumb, palm, fingers};
    rig->curl[side] = pose->value[arm + ARM_CURL];
    rig->joint[JOINT_SHOULDER + side] = shoulder;
    rig->joint[JOINT_ELBOW + side] = elbow;
    rig->joint[JOINT_WRIST + side] = wrist;
}

static void solve_trunk(struct rig *rig, const struct body *body, const struct pose *pose)
{
    static const struct frame world = {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    struct vec spine = pose_vec(pose, CHANNEL_SPINE), nod = pose_vec(pose, CHANNEL_NECK);
    struct frame pelvis = turned(&world, pose_vec(pose, CHANNEL_TILT), 1);
    pelvis.o = pose_vec(pose, CHANNEL_PELVIS);
    struct frame lumbar = turned(&pelvis, spine, .5f);
    lumbar.o = frame_out(&pelvis, vec(0, 0, body->lumbar));
    struct frame thorax = turned(&lumbar, spine, .5f);
    thorax.o = frame_out(&lumbar, vec(0, 0, body->thorax - body->lumbar));
    struct frame neck = turned(&thorax, nod, .5f);
    neck.o = frame_out(&thorax, vec(0, .012f, body->neck - body->thorax + .002f * rig->breath));
    struct frame head = turned(&neck, nod, .5f);
    head.o = frame_out(&neck, vec(0, -.012f, body->head - body->neck));
    rig->part[PART_PELVIS] = pelvis;
    rig->part[PART_LUMBAR] = lumbar;
    rig->part[PART_THORAX] = thorax;
    rig->part[PART_NECK] = neck;
    rig->part[PART_HEAD] = head;
    rig->joint[JOINT_PELVIS] = pelvis.o;
    rig->joint[JOINT_NECK] = neck.o;
    rig->joint[JOINT_HEAD] = head.o;
    rig->joint[JOINT_TOP] = frame_out(&head, vec(0, 0, .2f));
}

void rig_solve(struct rig *rig, const struct body *body, const struct exercise *exercise,
               const struct pose *pose, float t)
{
    *rig = (struct rig){.breath = exercise_breath(exercise, t)};
    solve_trunk(rig, body, pose);
    for (int side = LEFT; side <= RIGHT; side++) {
        solve_leg(rig, body, exercise, pose, (enum side)side);
        solve_arm(rig, body, exercise, pose, (enum side)side);
    }
}
