// The ray-marcher. A tile of 8 by 8 pixels first sends one cone: it tells which groups of shapes
// its rays can meet and from where on, so that most rays of most tiles ask nothing. Then a ray a
// pixel, then four where there is an edge. Any thread; nothing is shared.
#include "march.h"

#include <stdlib.h>

enum { TILE = 8 };

struct tile {
    unsigned groups;
    float start;
};

struct pixel {
    struct vec colour; // after the tone curve
    enum surface surface;
    float depth;
};

struct camera {
    struct vec from, ahead, right, up;
    float half_x, half_y; // of the picture, one metre ahead
    int width, height;
};

struct work {
    const struct figure *figure;
    struct camera camera;
    struct tile *tile;
    int tiles_x, tiles_y;
    struct pixel *pixel;
};

static struct camera camera_set(const struct view *view, int width, int height)
{
    struct vec back = view_back(view);
    struct camera camera = {.from = vec_add(view->target, vec_scale(back, view->distance)),
                            .ahead = vec_scale(back, -1)};
    camera.right = vec_unit(vec_cross(camera.ahead, vec(0, 0, 1)));
    camera.up = vec_cross(camera.right, camera.ahead);
    float half = num_radians(view->field * .5f);
    camera.half_y = num_sin(half) / num_cos(half);
    camera.half_x = camera.half_y * (float)width / (float)height;
    camera.width = width;
    camera.height = height;
    return camera;
}

static struct vec ray_of(const struct camera *camera, float x, float y)
{
    float u = (x * 2 / (float)camera->width - 1) * camera->half_x,
          v = (1 - y * 2 / (float)camera->height) * camera->half_y;
    return vec_unit(
        vec_add(camera->ahead, vec_add(vec_scale(camera->right, u), vec_scale(camera->up, v))));
}

static struct tile tile_look(const struct work *work, int tx, int ty)
{
    const struct camera *camera = &work->camera;
    struct vec way = ray_of(camera, ((float)tx + .5f) * TILE, ((float)ty + .5f) * TILE);
    float wide = 1.45f * (TILE * .5f) * 2 * camera->half_y / (float)camera->height, t = 0;
    struct tile tile = {figure_near_ray(work->figure, camera->from, way, 20, .09f, wide), 0};
    if (!tile.groups)
        return tile;
    for (int i = 0; i < 60; i++) {
        float d = field_nearest(work->figure, tile.groups, vec_add(camera->from, vec_scale(way, t)),
                                .085f);
        float free = d * .9f - wide * t - .001f;
        if (free < .001f)
            break;
        t += free;
        if (t > 20)
            return (struct tile){0, 0};
    }
    tile.start = t;
    return tile;
}

static bool meet_figure(const struct work *work, const struct tile *tile, struct vec way,
                        float limit, float *at)
{
    float enter, leave;
    if (!tile->groups || !shade_box(work->figure, work->camera.from, way, 0, &enter, &leave))
        return false;
    float t = num_max(enter, tile->start), end = num_min(leave, limit + .02f);
    for (int i = 0; i < 110 && t < end; i++) {
        float d = field_nearest(work->figure, tile->groups,
                                vec_add(work->camera.from, vec_scale(way, t)), .085f);
        if (d < .0006f) {
            *at = t;
            return true;
        }
        t += d * .92f;
    }
    return false;
}

// The rounded rim of the mat: met only by rays that pass its top close by.
static bool meet_rim(const struct work *work, struct vec way, float floor, float *at)
{
    const struct mat *mat = &work->figure->mat;
    struct vec from = work->camera.from, foot = vec_add(from, vec_scale(way, floor));
    if (field_mat(mat, vec(foot.x, foot.y, .012f)) > .06f)
        return false;
    float t = (.02f - from.z) / way.z;
    for (int i = 0; i < 24 && t < floor; i++) {
        float d = field_mat(mat, vec_add(from, vec_scale(way, t)));
        if (d < .0003f) {
            *at = t;
            return true;
        }
        t += num_max(d * .8f, .0004f);
    }
    return false;
}

// A soft shoulder instead of burnt-out lights, then gamma.
static float tone(float x)
{
    x = num_max(x, 0) * .92f;
    float y = x < .6f ? x : .6f + (1 - num_exp((.6f - x) / .4f)) * .4f;
    return num_pow(y, 1 / 2.2f);
}

// Where a ray ends: on the figure, on the mat's rim, on mat or floor, or in the backdrop.
struct meeting {
    enum { MEET_FIGURE, MEET_RIM, MEET_GROUND, MEET_BACKDROP } what;
    bool on_mat;
    float at;
};

static struct meeting ray_meet(const struct work *work, const struct tile *tile, struct vec way)
{
    const struct figure *figure = work->figure;
    struct vec from = work->camera.from;
    float floor = way.z < -1e-4f ? -from.z / way.z : 1e9f, top = floor, at = 0;
    bool on_mat = false;
    if (figure->mat.there && way.z < 0) {
        float t = ((float)MAT_MILLIMETRES * .001f - from.z) / way.z;
        struct vec p = vec_add(from, vec_scale(way, t));
        on_mat = field_mat(&figure->mat, vec(p.x, p.y, .012f)) < .001f;
        top = on_mat ? t : floor;
    }
    if (meet_figure(work, tile, way, top, &at))
        return (struct meeting){MEET_FIGURE, false, at};
    if (!on_mat && figure->mat.there && way.z < 0 && meet_rim(work, way, floor, &at))
        return (struct meeting){MEET_RIM, false, at};
    return (struct meeting){top < 1e8f ? MEET_GROUND : MEET_BACKDROP, on_mat, top};
}

static struct pixel pixel_make(const struct work *work, const struct meeting *meeting,
                               struct vec way)
{
    struct vec p = vec_add(work->camera.from, vec_scale(way, meeting->at)), colour;
    struct pixel out = {.surface = SURFACE_NONE, .depth = meeting->at};
    switch (meeting->what) {
    case MEET_FIGURE:
        colour = shade_figure(work->figure, p, way, &out.surface);
        break;
    case MEET_RIM:
        colour = shade_mat_edge();
        out.surface = SURFACE_MAT_EDGE;
        break;
    case MEET_GROUND:
        colour = shade_floor(work->figure, p, way, meeting->on_mat);
        out.surface = meeting->on_mat ? SURFACE_MAT : SURFACE_FLOOR;
        break;
    default:
        colour = shade_backdrop(way);
    }
    out.colour = vec(tone(colour.x), tone(colour.y), tone(colour.z));
    return out;
}

static const struct tile *tile_of(const struct work *work, int x, int y)
{
    return &work->tile[y / TILE * work->tiles_x + x / TILE];
}

enum edge { EDGE_NONE, EDGE_COLOUR, EDGE_SHAPE };

static enum edge differ(const struct pixel *a, const struct pixel *b)
{
    bool deep = a->surface < SURFACE_FLOOR && fabsf(a->depth - b->depth) > .02f;
    float colour = fabsf(a->colour.x - b->colour.x) + fabsf(a->colour.y - b->colour.y) +
                   fabsf(a->colour.z - b->colour.z);
    if (a->surface != b->surface || deep)
        return EDGE_SHAPE;
    return colour > .10f ? EDGE_COLOUR : EDGE_NONE;
}

static enum edge edge_at(const struct work *work, int x, int y)
{
    int width = work->camera.width;
    const struct pixel *p = &work->pixel[y * width + x];
    enum edge edge[4] = {EDGE_NONE, EDGE_NONE, EDGE_NONE, EDGE_NONE}, most = EDGE_NONE;
    if (x > 0)
        edge[0] = differ(p, p - 1);
    if (x + 1 < width)
        edge[1] = differ(p, p + 1);
    if (y > 0)
        edge[2] = differ(p, p - width);
    if (y + 1 < work->camera.height)
        edge[3] = differ(p, p + width);
    for (int i = 0; i < 4; i++)
        most = edge[i] > most ? edge[i] : most;
    return most;
}

static enum surface surface_of(const struct work *work, const struct meeting *meeting,
                               struct vec way)
{
    switch (meeting->what) {
    case MEET_FIGURE:
        return shade_surface(work->figure, vec_add(work->camera.from, vec_scale(way, meeting->at)));
    case MEET_RIM:
        return SURFACE_MAT_EDGE;
    case MEET_GROUND:
        return meeting->on_mat ? SURFACE_MAT : SURFACE_FLOOR;
    default:
        return SURFACE_NONE;
    }
}

// The nearest pixel about (x, y) that shows the same surface, whose light then need not be asked
// for anew.
static const struct pixel *pixel_alike(const struct work *work, float x, float y, float depth,
                                       enum surface surface)
{
    const struct pixel *best = NULL;
    float least = 9;
    int width = work->camera.width, height = work->camera.height;
    for (int v = (int)y - 1; v <= (int)y + 1; v++) {
        for (int u = (int)x - 1; u <= (int)x + 1; u++) {
            float apart = num_square((float)u + .5f - x) + num_square((float)v + .5f - y);
            if (u < 0 || v < 0 || u >= width || v >= height || apart >= least)
                continue;
            const struct pixel *p = &work->pixel[v * width + u];
            bool deep = surface < SURFACE_FLOOR && fabsf(p->depth - depth) > .02f;
            if (p->surface != surface || deep)
                continue;
            least = apart;
            best = p;
        }
    }
    return best;
}

// Four rays instead of one. Where shapes meet, they only tell how much of each is seen.
static struct vec smoothed(const struct work *work, int x, int y, enum edge edge)
{
    static const float dx[] = {.125f, .625f, .375f, .875f}, dy[] = {.375f, .125f, .875f, .625f};
    struct vec sum = {0, 0, 0};
    for (int k = 0; k < 4; k++) {
        float u = (float)x + dx[k], v = (float)y + dy[k];
        struct vec way = ray_of(&work->camera, u, v);
        struct meeting meeting = ray_meet(work, tile_of(work, x, y), way);
        const struct pixel *alike =
            edge == EDGE_SHAPE
                ? pixel_alike(work, u, v, meeting.at, surface_of(work, &meeting, way))
                : NULL;
        sum = vec_add(sum, alike ? alike->colour : pixel_make(work, &meeting, way).colour);
    }
    return vec_scale(sum, .25f);
}

// Less than one step of noise, fixed in place, against bands in the backdrop.
static float dither(int x, int y)
{
    uint32_t h = ((uint32_t)x * 1973u + (uint32_t)y * 9277u) * 26699u;
    h ^= h >> 13;
    h *= 0x5bd1e995u;
    h ^= h >> 15;
    return (float)(h & 1023) / 1023 - .5f;
}

static unsigned char byte_of(float x, float noise)
{
    return (unsigned char)num_clamp(x * 255 + noise + .5f, 0, 255);
}

void march_render(const struct figure *figure, const struct view *view, int width, int height,
                  unsigned char *rgb)
{
    struct work work = {.figure = figure,
                        .camera = camera_set(view, width, height),
                        .tiles_x = (width + TILE - 1) / TILE,
                        .tiles_y = (height + TILE - 1) / TILE};
    work.tile = mem_make((size_t)work.tiles_x * (size_t)work.tiles_y, sizeof *work.tile);
    work.pixel = mem_make((size_t)width * (size_t)height, sizeof *work.pixel);
    for (int i = 0; i < work.tiles_x * work.tiles_y; i++)
        work.tile[i] = tile_look(&work, i % work.tiles_x, i / work.tiles_x);
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            struct vec way = ray_of(&work.camera, (float)x + .5f, (float)y + .5f);
            struct meeting meeting = ray_meet(&work, tile_of(&work, x, y), way);
            work.pixel[y * width + x] = pixel_make(&work, &meeting, way);
        }
    }
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            enum edge edge = edge_at(&work, x, y);
            struct vec c = edge ? smoothed(&work, x, y, edge) : work.pixel[y * width + x].colour;
            float noise = dither(x, y);
            unsigned char *out = &rgb[(y * width + x) * 3];
            out[0] = byte_of(c.x, noise);
            out[1] = byte_of(c.y, noise);
            out[2] = byte_of(c.z, noise);
        }
    }
    free(work.tile);
    free(work.pixel);
}
