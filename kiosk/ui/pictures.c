// The cache of icons and pictures. Main thread. Filled lazily: a screen pays for what it shows. The
// count of pictures is small (icons of this program, posters of one topic), so a list does; what they
// take is bounded too, because on a large panel one of them is 14 MB.
#define LOG_TAG "pictures"
#include "pictures.h"

#include <math.h>
#include <stdlib.h>

#include "image.h"
#include "log.h"
#include "str.h"

enum { PICTURES_MAX = 192, BYTES_MAX = 256 << 20, BYTES_A_PX = 8 /* pixels, and the texture */ };

#define FILE_KEY "file:"

struct kept {
    char *key;
    struct picture *picture; // NULL: tried, cannot be shown
    unsigned used;
    size_t bytes;
};

struct pictures {
    struct canvas *canvas; // not owned
    char *icons;
    struct kept list[PICTURES_MAX];
    int count;
    size_t bytes; // of all of them
    unsigned generation, clock;
};

struct pictures *pictures_open(struct canvas *canvas, const char *icons_folder)
{
    struct pictures *pictures = mem_make(1, sizeof *pictures);
    pictures->canvas = canvas;
    pictures->icons = str_copy(icons_folder);
    pictures->generation = canvas_generation(canvas);
    return pictures;
}

static void forget(struct pictures *pictures, int i)
{
    picture_destroy(pictures->list[i].picture);
    free(pictures->list[i].key);
    pictures->bytes -= pictures->list[i].bytes;
    pictures->list[i] = pictures->list[--pictures->count];
}

void pictures_destroy(struct pictures *pictures)
{
    if (!pictures)
        return;
    while (pictures->count)
        forget(pictures, 0);
    free(pictures->icons);
    free(pictures);
}

static struct kept *find(struct pictures *pictures, const char *key)
{
    if (pictures->generation != canvas_generation(pictures->canvas)) {
        while (pictures->count)
            forget(pictures, 0);
        pictures->generation = canvas_generation(pictures->canvas);
    }
    for (int i = 0; i < pictures->count; i++) {
        if (str_equal(pictures->list[i].key, key)) {
            pictures->list[i].used = ++pictures->clock;
            return &pictures->list[i];
        }
    }
    return NULL;
}

static void forget_oldest(struct pictures *pictures)
{
    int oldest = 0;
    for (int i = 1; i < pictures->count; i++)
        if (pictures->list[i].used < pictures->list[oldest].used)
            oldest = i;
    forget(pictures, oldest);
}

// Takes over `key`. `pixels` NULL keeps the failure, so that it is not tried in every pass.
static const struct picture *keep(struct pictures *pictures, char *key, const struct pixels *pixels)
{
    size_t bytes = pixels ? (size_t)pixels->w * (size_t)pixels->h * BYTES_A_PX : 0;
    while (pictures->count == PICTURES_MAX ||
           (pictures->count && pictures->bytes + bytes > BYTES_MAX))
        forget_oldest(pictures);
    struct kept *kept = &pictures->list[pictures->count++];
    *kept = (struct kept){key, pixels ? picture_make(pictures->canvas, pixels) : NULL,
                          ++pictures->clock, bytes};
    pictures->bytes += bytes;
    return kept->picture;
}

static int panel_px(const struct pictures *pictures, int design)
{
    return (int)((float)design * canvas_scale(pictures->canvas) + 0.5f);
}

// How much of the pixel at (x, y) from a corner's outer edges lies inside a quarter circle.
static float inside(float radius, int x, int y)
{
    float dx = radius - ((float)x + 0.5f), dy = radius - ((float)y + 0.5f);
    float cover = radius - sqrtf(dx * dx + dy * dy) + 0.5f;
    return cover < 0 ? 0 : cover > 1 ? 1 : cover;
}

static void fade(uint32_t *pixel, float cover)
{
    uint32_t alpha = (uint32_t)((float)(*pixel >> 24) * cover + 0.5f);
    *pixel = (*pixel & 0xFFFFFF) | alpha << 24;
}

static void round_corners(struct pixels *pixels, struct corners corners, float scale)
{
    float radius = (float)corners.radius * scale;
    int reach = (int)ceilf(radius), w = pixels->w, h = pixels->h;
    if (reach > w / 2 || reach > h / 2)
        return;
    for (int y = 0; y < reach; y++) {
        for (int x = 0; x < reach; x++) {
            float cover = inside(radius, x, y);
            if (corners.top) {
                fade(&pixels->argb[y * w + x], cover);
                fade(&pixels->argb[y * w + w - 1 - x], cover);
            }
            if (corners.bottom) {
                fade(&pixels->argb[(h - 1 - y) * w + x], cover);
                fade(&pixels->argb[(h - 1 - y) * w + w - 1 - x], cover);
            }
        }
    }
}

static bool read_picture(const char *path, int w, int h, struct pixels *pixels)
{
    if (image_load_for(path, w, h, pixels))
        return true;
    log_warning("%s cannot be shown", path);
    return false;
}

// The middle part of the picture that has the shape of w x h.
static struct rect middle(const struct pixels *pixels, int w, int h)
{
    struct rect part = {0, 0, pixels->w, pixels->h};
    if ((int64_t)pixels->w * h > (int64_t)pixels->h * w)
        part.w = (int)((int64_t)pixels->h * w / h);
    else
        part.h = (int)((int64_t)pixels->w * h / w);
    part.w = part.w ? part.w : 1;
    part.h = part.h ? part.h : 1;
    part.x = (pixels->w - part.w) / 2;
    part.y = (pixels->h - part.h) / 2;
    return part;
}

static bool alike(uint32_t a, uint32_t b)
{
    enum { NEAR = 10 };
    for (int shift = 0; shift < 32; shift += 8)
        if (abs((int)(a >> shift & 255) - (int)(b >> shift & 255)) > NEAR)
            return false;
    return true;
}

// Both sides are nothing but ground, as in a drawn figure: they may go on beyond the picture.
static bool open_sides(const struct pixels *pixels)
{
    int deep = pixels->w / 40, odd = 0;
    for (int y = 0; y < pixels->h; y++) {
        const uint32_t *row = pixels->argb + (size_t)y * (size_t)pixels->w;
        odd += !alike(row[0], row[deep]) || !alike(row[pixels->w - 1], row[pixels->w - 1 - deep]);
    }
    return odd <= pixels->h / 50;
}

// The whole picture in the middle of w x h, its ground drawn out to both sides.
static struct pixels widened(const struct pixels *whole, int w, int h)
{
    int own = (int)((int64_t)whole->w * h / whole->h), left = (w - own) / 2;
    struct pixels figure =
                      image_scaled(whole, (struct rect){0, 0, whole->w, whole->h}, own, h, false),
                  made = pixels_make(w, h);
    for (int y = 0; y < h; y++) {
        const uint32_t *from = figure.argb + (size_t)y * (size_t)own;
        uint32_t *to = made.argb + (size_t)y * (size_t)w;
        for (int x = 0; x < w; x++)
            to[x] = from[x < left ? 0 : x >= left + own ? own - 1 : x - left];
    }
    pixels_destroy(&figure);
    return made;
}

// Filled from edge to edge. A cut that takes more than a quarter of its height takes heads and feet:
// a figure then stands whole on its ground.
static struct pixels filling(const struct pixels *whole, int w, int h)
{
    bool flat = (int64_t)w * whole->h * 3 > (int64_t)whole->w * h * 4;
    if (flat && whole->w * h / whole->h > 0 && open_sides(whole))
        return widened(whole, w, h);
    return image_scaled(whole, middle(whole, w, h), w, h, false);
}

const struct picture *pictures_icon(struct pictures *pictures, const char *name, int size)
{
    char *key = str_format("icon:%s:%d", name, size);
    struct kept *kept = find(pictures, key);
    if (kept) {
        free(key);
        return kept->picture;
    }
    char *path = str_format("%s/%s.svg", pictures->icons, name);
    struct pixels pixels = {0};
    int px = panel_px(pictures, size);
    bool good = read_picture(path, px, px, &pixels);
    const struct picture *picture = keep(pictures, key, good ? &pixels : NULL);
    pixels_destroy(&pixels);
    free(path);
    return picture;
}

const struct picture *pictures_file(struct pictures *pictures, const char *path, int w, int h,
                                    struct corners corners)
{
    char *key = str_format(FILE_KEY "%s:%dx%d:%d%d%d", path, w, h, corners.radius, corners.top,
                           corners.bottom);
    struct kept *kept = find(pictures, key);
    if (kept) {
        free(key);
        return kept->picture;
    }
    struct pixels whole = {0};
    int px_w = panel_px(pictures, w), px_h = panel_px(pictures, h);
    if (px_w < 1 || px_h < 1 || !read_picture(path, px_w, px_h, &whole))
        return keep(pictures, key, NULL);
    // Brought to its exact size once, so that each pass only copies it.
    struct pixels cut = filling(&whole, px_w, px_h);
    if (corners.radius)
        round_corners(&cut, corners, canvas_scale(pictures->canvas));
    const struct picture *picture = keep(pictures, key, &cut);
    pixels_destroy(&whole);
    pixels_destroy(&cut);
    return picture;
}

void pictures_forget_files(struct pictures *pictures)
{
    for (int i = 0; i < pictures->count; i++)
        if (str_starts(pictures->list[i].key, FILE_KEY))
            forget(pictures, i--);
}

size_t pictures_bytes(const struct pictures *pictures)
{
    return pictures->bytes;
}

void pictures_drop(struct pictures *pictures, const char *name)
{
    for (int i = 0; i < pictures->count; i++)
        if (str_equal(pictures->list[i].key, name))
            forget(pictures, i--);
}

const struct picture *pictures_put(struct pictures *pictures, const char *name,
                                   const struct pixels *pixels)
{
    pictures_drop(pictures, name);
    find(pictures, name); // drops everything if the renderer was lost meanwhile
    return keep(pictures, str_copy(name), pixels);
}

const struct picture *pictures_get(struct pictures *pictures, const char *name)
{
    struct kept *kept = find(pictures, name);
    return kept ? kept->picture : NULL;
}
