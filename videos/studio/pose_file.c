// Reads a pose file into an exercise: keys that list only what changes become whole poses. No
// threads.
#include "tree.h"

#include <dirent.h>
#include <stdlib.h>

struct field {
    const char *name;
    int channel, width;
};

static const struct field trunk_fields[] = {
    {"pelvis", CHANNEL_PELVIS, 3}, {"tilt", CHANNEL_TILT, 3},  {"spine", CHANNEL_SPINE, 3},
    {"neck", CHANNEL_NECK, 3},     {"glowL", CHANNEL_GLOW, 1}, {"glowR", CHANNEL_GLOW + 1, 1},
};
static const struct field leg_fields[] = {
    {"ankle", LEG_ANKLE, 3}, {"toe", LEG_TOE, 3}, {"sole", LEG_SOLE, 3},
    {"knee", LEG_KNEE, 3},   {"yaw", LEG_YAW, 1}, {"pitch", LEG_PITCH, 1},
};
static const struct field arm_fields[] = {
    {"wrist", ARM_WRIST, 3}, {"elbow", ARM_ELBOW, 3}, {"fingers", ARM_FINGERS, 3},
    {"palm", ARM_PALM, 3},   {"curl", ARM_CURL, 1},   {"shrug", ARM_SHRUG, 1},
};
static const char *const top_names[] = {"loop",     "poster", "blink",    "view",   "props",
                                        "hands",    "slides", "body",     "muscle", "keys",
                                        "straight", "bent",   "stretches"};
static const char *const key_names[] = {"t",      "pass", "glow",  "glowL", "glowR", "hands",
                                        "pelvis", "tilt", "spine", "neck",  "leg",   "legL",
                                        "legR",   "arm",  "armL",  "armR"};
static const char *const leg_names[] = {"ankle", "toe", "sole", "knee", "yaw", "pitch"};
static const char *const arm_names[] = {"in", "wrist", "elbow", "fingers", "palm", "curl", "shrug"};
static const char *const view_names[] = {"target", "az", "el", "dist", "fov"};
static const char *const holder_names[] = {"world", "pelvis", "thorax", "head",
                                           "thigh", "thighL", "thighR"};
static const char *const rest_names[] = {"free", "floor", "thigh",    "shank",
                                         "foot", "chair", "together", "wall"};
static const char *const muscle_names[] = {"adductors", "calves", "hip"};
static const char *const prop_names[] = {"mat", "chair", "ball", "roller", "wall"};
static const int prop_numbers[] = {4, 2, 2, 6, 3};
static const char *const side_names[] = {"left", "right", "both"};
#define COUNT(list) ((int)(sizeof(list) / sizeof(list)[0]))

// What a reading holds: the exercise it fills and the pose that the keys so far make.
struct reading {
    struct tree tree;
    struct exercise *exercise;
    struct problems *problems;
    struct pose pose;
    bool given[CHANNELS];
    enum rest rest[2]; // where the hands are
};

static char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path,
               *dot = strrchr(name, '.');
    return str_copy_part(name, dot ? (size_t)(dot - name) : strlen(name));
}

static void names_check(struct reading *r, const struct node *map, const char *what,
                        const char *const *names, int count)
{
    if (map->kind != NODE_MAP) {
        problems_add(r->problems, r->tree.path, map->line,
                     "here names with values belong, such as {%s: ...}.", names[0]);
        return;
    }
    for (int i = 0; i < map->count; i++)
        node_choice(&r->tree, &map->child[i], map->child[i].key, what, names, count, r->problems);
}

// Glow and curl are told in parts of the whole.
static bool is_part(int channel)
{
    int curl = CHANNEL_ARM + ARM_CURL;
    return channel == CHANNEL_GLOW || channel == CHANNEL_GLOW + 1 || channel == curl ||
           channel == curl + ARM_CHANNELS;
}

static void channel_set(struct reading *r, const struct node *node, int channel, int width,
                        bool mirror)
{
    float value[3];
    if (is_part(channel) ? !node_number_in(&r->tree, node, value, 0, 1, r->problems)
                         : !node_numbers(&r->tree, node, value, width, r->problems))
        return;
    if (mirror && width == 3)
        value[0] = -value[0];
    for (int i = 0; i < width; i++) {
        r->pose.value[channel + i] = value[i];
        r->given[channel + i] = true;
    }
}

static void fields_set(struct reading *r, const struct node *map, const struct field *fields,
                       int count, int base, bool mirror)
{
    for (int i = 0; i < count; i++) {
        const struct node *node = node_find(map, fields[i].name);
        if (node)
            channel_set(r, node, base + fields[i].channel, fields[i].width, mirror);
    }
}

static void leg_read(struct reading *r, const struct node *map, enum side side, bool mirror)
{
    fields_set(r, map, leg_fields, COUNT(leg_fields), CHANNEL_LEG + (int)side * LEG_CHANNELS,
               mirror);
}

static void arm_read(struct reading *r, const struct node *map, enum side side, bool mirror)
{
    const struct node *in = node_find(map, "in");
    if (in && r->exercise->keys > 0)
        problems_add(r->problems, r->tree.path, in->line,
                     "\"in\" may stand in the first key only.");
    else if (in) {
        int choice = node_choice(&r->tree, in, in->text, "part of the body", holder_names,
                                 COUNT(holder_names), r->problems);
        r->exercise->holder[side] = choice < 0 ? IN_WORLD : (enum holder)choice;
    }
    fields_set(r, map, arm_fields, COUNT(arm_fields), CHANNEL_ARM + (int)side * ARM_CHANNELS,
               mirror);
}

static void limbs_read(struct reading *r, const struct node *key, const char *const names[3],
                       const char *what, const char *const *allowed, int count,
                       void (*read)(struct reading *, const struct node *, enum side, bool))
{
    for (int i = 0; i < 3; i++) {
        const struct node *map = node_find(key, names[i]);
        if (!map)
            continue;
        names_check(r, map, what, allowed, count);
        if (i != 2)
            read(r, map, LEFT, false);
        if (i != 1)
            read(r, map, RIGHT, i == 0);
    }
}

// What no key can do without must stand in the first one; later keys may not start with something
// new.
static void first_key_check(struct reading *r, int line)
{
    static const struct field needed[] = {
        {"pelvis", CHANNEL_PELVIS, 3},
        {"the left ankle", CHANNEL_LEG + LEG_ANKLE, 3},
        {"the right ankle", CHANNEL_LEG + LEG_CHANNELS + LEG_ANKLE, 3},
        {"the left wrist", CHANNEL_ARM + ARM_WRIST, 3},
        {"the left elbow", CHANNEL_ARM + ARM_ELBOW, 3},
        {"the left fingers", CHANNEL_ARM + ARM_FINGERS, 3},
        {"the left palm", CHANNEL_ARM + ARM_PALM, 3},
        {"the right wrist", CHANNEL_ARM + ARM_CHANNELS + ARM_WRIST, 3},
        {"the right elbow", CHANNEL_ARM + ARM_CHANNELS + ARM_ELBOW, 3},
        {"the right fingers", CHANNEL_ARM + ARM_CHANNELS + ARM_FINGERS, 3},
        {"the right palm", CHANNEL_ARM + ARM_CHANNELS + ARM_PALM, 3},
    };
    for (int i = 0; i < COUNT(needed); i++) {
        if (!r->given[needed[i].channel])
            problems_add(r->problems, r->tree.path, line, "the first key does not say where %s is.",
                         needed[i].name);
    }
    for (int side = 0; side < 2; side++) {
        const bool *leg = &r->given[CHANNEL_LEG + side * LEG_CHANNELS];
        r->exercise->aimed[side] = leg[LEG_TOE];
        r->exercise->poled[side] = leg[LEG_KNEE];
        if (leg[LEG_TOE] != leg[LEG_SOLE])
            problems_add(r->problems, r->tree.path, line,
                         "a foot needs both toe and sole, or neither and a yaw.");
        if (leg[LEG_TOE] && !leg[LEG_KNEE])
            problems_add(r->problems, r->tree.path, line,
                         "a foot with toe and sole needs a knee, the way it points.");
    }
}

static void late_start_check(struct reading *r, const bool *before, int line)
{
    for (int side = 0; side < 2; side++) {
        int leg = CHANNEL_LEG + side * LEG_CHANNELS;
        static const int late[] = {LEG_TOE, LEG_KNEE};
        for (int i = 0; i < COUNT(late); i++) {
            if (r->given[leg + late[i]] && !before[leg + late[i]])
                problems_add(r->problems, r->tree.path, line, "%s must stand in the first key too.",
                             i == 0 ? "toe and sole" : "knee");
        }
    }
}

static void hands_read(struct reading *r, const struct node *node)
{
    for (int side = 0; side < 2; side++) {
        const struct node *one =
            node->kind == NODE_LIST && node->count == 2 ? &node->child[side] : node;
        int choice = node_choice(&r->tree, one, one->text, "place for a hand", rest_names,
                                 COUNT(rest_names), r->problems);
        r->rest[side] = choice < 0 ? REST_FREE : (enum rest)choice;
    }
}

// Later than the key before it and inside the loop.
static void key_time_read(struct reading *r, const struct node *node, struct key *key)
{
    struct exercise *exercise = r->exercise;
    const struct node *t = node_find(node, "t");
    float last = exercise->keys ? key[-1].t : 0;
    if (!t)
        problems_add(r->problems, r->tree.path, node->line,
                     "this key has no time; after the one before it, t: %.1f works.",
                     (double)(exercise->keys ? last + 0.5f : 0));
    else if (node_numbers(&r->tree, t, &key->t, 1, r->problems)) {
        if (exercise->keys ? !(key->t > last) : key->t != 0)
            problems_add(r->problems, r->tree.path, t->line,
                         "t: %g is not after the key before it; %g works.", (double)key->t,
                         (double)(exercise->keys ? last + 0.5f : 0));
        else if (exercise->loop > 0 && !(key->t < exercise->loop))
            problems_add(r->problems, r->tree.path, t->line,
                         "t: %g is not inside the loop; less than %g works.", (double)key->t,
                         (double)exercise->loop);
    }
}

static void key_read(struct reading *r, const struct node *node)
{
    static const char *const legs[] = {"leg", "legL", "legR"}, *const arms[] = {"arm", "armL",
                                                                                "armR"};
    struct exercise *exercise = r->exercise;
    names_check(r, node, "name of a key", key_names, COUNT(key_names));
    if (node->kind != NODE_MAP)
        return;
    if (exercise->keys == KEYS_MAX) {
        problems_add(r->problems, r->tree.path, node->line, "there are more than %d keys.",
                     KEYS_MAX);
        return;
    }
    bool before[CHANNELS];
    memcpy(before, r->given, sizeof before);
    struct key *key = &exercise->key[exercise->keys];
    const struct node *glow = node_find(node, "glow"), *hands = node_find(node, "hands");
    key_time_read(r, node, key);
    if (hands)
        hands_read(r, hands);
    for (int side = 0; glow && side < 2; side++)
        channel_set(r, glow, CHANNEL_GLOW + side, 1, false);
    fields_set(r, node, trunk_fields, COUNT(trunk_fields), 0, false);
    limbs_read(r, node, legs, "name of a leg", leg_names, COUNT(leg_names), leg_read);
    limbs_read(r, node, arms, "name of an arm", arm_names, COUNT(arm_names), arm_read);
    if (exercise->keys == 0)
        first_key_check(r, node->line);
    else
        late_start_check(r, before, node->line);
    const struct node *pass = node_find(node, "pass");
    static const char *const yes[] = {"yes"};
    key->passes =
        pass && node_choice(&r->tree, pass, pass->text, "answer", yes, 1, r->problems) == 0;
    if (key->passes && exercise->keys == 0)
        problems_add(r->problems, r->tree.path, pass->line,
                     "the first key is where the movement rests: it cannot pass.");
    key->line = node->line;
    key->pose = r->pose;
    memcpy(key->rest, r->rest, sizeof key->rest);
    exercise->keys++;
}

static void view_read(struct reading *r, const struct node *map)
{
    struct view *view = &r->exercise->view;
    float *const numbers[] = {&view->azimuth, &view->elevation, &view->distance, &view->field};
    names_check(r, map, "name of a view", view_names, COUNT(view_names));
    float target[3] = {0};
    for (int i = 0; i < COUNT(view_names) && map->kind == NODE_MAP; i++) {
        const struct node *node = node_find(map, view_names[i]);
        if (!node)
            problems_add(r->problems, r->tree.path, map->line, "the view does not say its \"%s\".",
                         view_names[i]);
        else if (node_numbers(&r->tree, node, i ? numbers[i - 1] : target, i ? 1 : 3,
                              r->problems) &&
                 i == 0)
            view->target = vec(target[0], target[1], target[2]);
    }
    if (map->kind == NODE_MAP && (view->distance < 1 || view->field < 5 || view->field > 90))
        problems_add(r->problems, r->tree.path, map->line,
                     "the camera must stand 1 m off or more (dist) and see 5 to 90 "
                     "degrees (fov); dist: 4.6, fov: 20 works.");
}

static void prop_read(struct reading *r, const struct node *node)
{
    struct exercise *exercise = r->exercise;
    const char *word = node->kind == NODE_LIST && node->count ? node->child[0].text : NULL;
    int kind =
        node_choice(&r->tree, node, word, "prop", prop_names, COUNT(prop_names), r->problems);
    if (kind < 0)
        return;
    if (exercise->props == PROPS_MAX || node->count != prop_numbers[kind] + 1) {
        problems_add(r->problems, r->tree.path, node->line,
                     "a %s needs %d numbers, and there may be %d props.", prop_names[kind],
                     prop_numbers[kind], PROPS_MAX);
        return;
    }
    struct prop *prop = &exercise->prop[exercise->props++];
    prop->kind = (enum prop_kind)kind;
    for (int i = 1; i < node->count; i++)
        node_numbers(&r->tree, &node->child[i], &prop->number[i - 1], 1, r->problems);
}

// A word that says one side or both.
static void sides_read(struct reading *r, const char *name, bool out[2])
{
    const struct node *node = node_find(&r->tree.root, name);
    if (!node)
        return;
    int choice =
        node_choice(&r->tree, node, node->text, "side", side_names, COUNT(side_names), r->problems);
    out[LEFT] = choice == 0 || choice == 2;
    out[RIGHT] = choice == 1 || choice == 2;
}

char *exercise_body_path(const struct exercise *exercise)
{
    const char *slash = strrchr(exercise->path, '/');
    int folder = slash ? (int)(slash - exercise->path) : 1;
    return str_format("%.*s/../bodies/%s.yaml", folder, slash ? exercise->path : ".",
                      exercise->body);
}

// A figure that is not there is told with the nearest of those that are.
static void body_name_read(struct reading *r, const struct node *node)
{
    enum { BODIES_MAX = 32 };
    r->exercise->body = str_copy("");
    char *path = exercise_body_path(r->exercise), *names[BODIES_MAX];
    *strrchr(path, '/') = '\0';
    free(r->exercise->body);
    r->exercise->body = str_copy(node->text ? node->text : "");
    int count = 0;
    DIR *folder = opendir(path);
    for (struct dirent *entry; folder && count < BODIES_MAX && (entry = readdir(folder));) {
        if (str_ends(entry->d_name, ".yaml"))
            names[count++] = name_of(entry->d_name);
    }
    if (folder)
        closedir(folder);
    if (count)
        node_choice(&r->tree, node, node->text, "figure in bodies/", (const char *const *)names,
                    count, r->problems);
    while (count)
        free(names[--count]);
    free(path);
}

static void top_read(struct reading *r)
{
    struct exercise *exercise = r->exercise;
    const struct node *root = &r->tree.root, *node;
    names_check(r, root, "name of a pose file", top_names, COUNT(top_names));
    if (!(node = node_find(root, "loop")))
        problems_add(r->problems, r->tree.path, 1,
                     "the file does not say how long the loop is; loop: 6.0 works.");
    else if (node_numbers(&r->tree, node, &exercise->loop, 1, r->problems) &&
             !(exercise->loop >= 2 && exercise->loop <= 20))
        problems_add(r->problems, r->tree.path, node->line,
                     "a loop is 2 to 20 seconds long, not %g.", (double)exercise->loop);
    exercise->poster = exercise->loop * 0.5f;
    if ((node = node_find(root, "poster")))
        node_number_in(&r->tree, node, &exercise->poster, 0, exercise->loop - 1.0f / EXERCISE_RATE,
                       r->problems);
    if ((node = node_find(root, "body")))
        body_name_read(r, node);
    if ((node = node_find(root, "muscle"))) {
        int choice = node_choice(&r->tree, node, node->text, "muscle", muscle_names,
                                 COUNT(muscle_names), r->problems);
        exercise->muscle = choice < 0 ? MUSCLE_ADDUCTORS : (enum muscle)choice;
    }
    sides_read(r, "slides", exercise->slides);
    sides_read(r, "straight", exercise->straight);
    sides_read(r, "bent", exercise->bent);
    sides_read(r, "stretches", exercise->stretches);
    if ((node = node_find(root, "hands")))
        hands_read(r, node);
    if ((node = node_find(root, "blink"))) {
        exercise->blinks = node->kind == NODE_LIST && node->count <= BLINKS_MAX ? node->count : 1;
        node_numbers(&r->tree,
                     exercise->blinks == 1 && node->kind == NODE_LIST ? &node->child[0] : node,
                     exercise->blink, exercise->blinks, r->problems);
    }
    if ((node = node_find(root, "view")))
        view_read(r, node);
    else
        problems_add(r->problems, r->tree.path, 1, "the file has no view, so there is no camera.");
    node = node_find(root, "props");
    for (int i = 0; node && i < node->count; i++)
        prop_read(r, &node->child[i]);
    node = node_find(root, "keys");
    for (int i = 0; node && i < node->count; i++)
        key_read(r, &node->child[i]);
    if (!node || exercise->keys < 2)
        problems_add(r->problems, r->tree.path, node ? node->line : 1,
                     "there must be two keys or more.");
}

bool exercise_read(struct exercise *exercise, const char *path, struct problems *problems)
{
    *exercise = (struct exercise){.name = name_of(path), .path = str_copy(path)};
    struct reading r = {.exercise = exercise, .problems = problems};
    int before = problems->count;
    if (tree_read(&r.tree, path, problems))
        top_read(&r);
    tree_destroy(&r.tree);
    if (problems->count == before)
        exercise_mirror_find(exercise);
    if (!exercise->body)
        exercise->body = str_copy("bun");
    return problems->count == before;
}

void exercise_destroy(struct exercise *exercise)
{
    free(exercise->name);
    free(exercise->path);
    free(exercise->body);
    *exercise = (struct exercise){0};
}
