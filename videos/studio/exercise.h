#pragma once
// One exercise as its pose file tells it: sparse keys in time, a camera, props. Degrees and metres,
// see vec.h.

#include "str.h"
#include "vec.h"

enum side { LEFT, RIGHT };

// A pose is a row of channels, so that keys can be merged and mixed without knowing what they mean.
enum leg_channel {
    LEG_ANKLE = 0,
    LEG_TOE = 3,
    LEG_SOLE = 6,
    LEG_KNEE = 9,
    LEG_YAW = 12,
    LEG_PITCH,
    LEG_CHANNELS
};
enum arm_channel {
    ARM_WRIST = 0,
    ARM_ELBOW = 3,
    ARM_FINGERS = 6,
    ARM_PALM = 9,
    ARM_CURL = 12,
    ARM_SHRUG,
    ARM_CHANNELS
};
enum channel {
    CHANNEL_PELVIS = 0,
    CHANNEL_TILT = 3,  // forward bend, lean to the figure's left, turn to the left
    CHANNEL_SPINE = 6, // the same, on top of the pelvis
    CHANNEL_NECK = 9,  // the same, on top of the spine
    CHANNEL_GLOW = 12, // left and right thigh, 0 at rest to 1
    CHANNEL_LEG = 14,  // left, then right
    CHANNEL_ARM = CHANNEL_LEG + 2 * LEG_CHANNELS,
    CHANNELS = CHANNEL_ARM + 2 * ARM_CHANNELS
};

struct pose {
    float value[CHANNELS];
};

// What a wrist, an elbow's pole, fingers and palm are told in.
enum holder { IN_WORLD, IN_PELVIS, IN_THORAX, IN_HEAD, IN_THIGH, IN_THIGH_LEFT, IN_THIGH_RIGHT };

// Where a hand rests; the lint looks whether it does.
enum rest {
    REST_FREE,
    REST_FLOOR,
    REST_THIGH,
    REST_SHANK,
    REST_FOOT,
    REST_CHAIR,
    REST_TOGETHER,
    REST_WALL
};

struct key {
    float t;
    int line;
    bool passes; // the movement goes through this pose without coming to rest
    enum rest rest[2];
    struct pose pose;
};

enum prop_kind { PROP_MAT, PROP_CHAIR, PROP_BALL, PROP_ROLLER, PROP_WALL };
enum { PROP_NUMBERS = 6, PROPS_MAX = 4, KEYS_MAX = 24, BLINKS_MAX = 4 };

struct prop {
    enum prop_kind kind;
    float number[PROP_NUMBERS]; // what they mean is told in props.c
};

// Which muscle lights up where a pose says `glow`.
enum muscle { MUSCLE_ADDUCTORS, MUSCLE_CALVES, MUSCLE_HIP };

struct view {
    struct vec target;
    float azimuth, elevation, distance,
        field; // degrees, field of view upright; azimuth to the figure's left
};

// From what is looked at to the camera.
static inline struct vec view_back(const struct view *view)
{
    float azimuth = num_radians(view->azimuth), elevation = num_radians(view->elevation);
    return vec(num_sin(azimuth) * num_cos(elevation), -num_cos(azimuth) * num_cos(elevation),
               num_sin(elevation));
}

enum { EXERCISE_RATE = 25 }; // frames a second

struct exercise {
    char *name, *path;  // owned
    char *body;         // owned: which body parameter file
    float loop, poster; // seconds
    float mirror; // seconds: about here the loop is the same forwards and backwards, if `mirrored`
    bool mirrored;
    struct view view;
    enum muscle muscle;
    float blink[BLINKS_MAX];
    int blinks;
    struct prop prop[PROPS_MAX];
    int props;
    struct key key[KEYS_MAX];
    int keys;
    bool aimed[2], poled[2]; // a leg's foot has toe and sole, a leg's knee has a pole
    enum holder holder[2];
    bool slides[2];            // this foot is meant to slide over the floor
    bool straight[2], bent[2]; // what the page says of a knee; the lint looks whether it is seen
    bool stretches[2];         // this side's lit joint is opened by the movement
};

// What is wrong with files, one line each: file:line: sentence.
struct problems {
    struct strbuf text;
    int count;
};
__attribute__((format(printf, 4, 5))) void problems_add(struct problems *problems, const char *file,
                                                        int line, const char *format, ...);
void problems_destroy(struct problems *problems);

static inline struct vec pose_vec(const struct pose *pose, int channel)
{
    const float *v = &pose->value[channel];
    return vec(v[0], v[1], v[2]);
}

// Reads a pose file. False and at least one problem if it cannot be used; destroy it either way.
__attribute__((warn_unused_result)) bool exercise_read(struct exercise *exercise, const char *path,
                                                       struct problems *problems);
void exercise_destroy(struct exercise *exercise);
// The file of the figure it names: bodies/ beside the pose file's folder. The caller frees it.
char *exercise_body_path(const struct exercise *exercise);

// The pose at a time; time goes round with the loop.
struct pose exercise_pose(const struct exercise *exercise, float t);
// Where a hand rests at a time: what the keys before and after it say, free if they differ.
enum rest exercise_rest(const struct exercise *exercise, float t, enum side side);
// How far the eyes are shut, 0 to 1.
float exercise_blink(const struct exercise *exercise, float t);

// rhythm.c: all that changes from frame to frame, in steps too small to see, so that frames which
// look the same are the same bytes.
struct moment {
    struct pose pose;
    float breath, shut;
};
struct moment exercise_moment(const struct exercise *exercise, float t);
// Two breaths a loop, -1 to 1, mirrored where the loop is.
float exercise_breath(const struct exercise *exercise, float t);
void exercise_mirror_find(struct exercise *exercise);
