// The cache of icons and pictures. Main thread. Filled lazily: a screen pays for what it shows. The
// count of pictures is small (icons of this program, posters of one topic), so a list does.
#define LOG_TAG "pictures"
#include "pictures.h"

#include <stdlib.h>

#include "image.h"
#include "log.h"
#include "str.h"

enum { PICTURES_MAX = 192 };

struct kept {
    char *key;
    struct picture *picture; // NULL: tried, cannot be shown
    unsigned used;
};

struct pictures {
    struct canvas *canvas; // not owned
    char *icons;
    struct kept list[PICTURES_MAX];
    int count;
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

// Takes over `key`. `pixels` NULL keeps the failure, so that it is not tried in every pass.
static const struct picture *keep(struct pictures *pictures, char *key, const struct pixels *pixels)
{
    if (pictures->count == PICTURES_MAX) {
        int oldest = 0;
        for (int i = 1; i < pictures->count; i++)
            if (pictures->list[i].used < pictures->list[oldest].used)
                oldest = i;
        forget(pictures, oldest);
    }
    struct kept *kept = &pictures->list[pictures->count++];
    *kept = (struct kept){key, pixels ? picture_make(pictures->canvas, pixels) : NULL,
                          ++pictures->clock};
    return kept->picture;
}

static int panel_px(const struct pictures *pictures, int design)
{
    return (int)((float)design * canvas_scale(pictures->canvas) + 0.5f);
}

static const struct picture *load(struct pictures *pictures, char *key, const char *path, int w,
                                  int h)
{
    struct pixels pixels = {0};
    w = panel_px(pictures, w);
    h = panel_px(pictures, h);
    bool good =
        str_ends(path, ".svg") ? image_load_svg(path, w, h, &pixels) : image_load(path, &pixels);
    if (!good) {
        log_warning("%s cannot be shown", path);
        return keep(pictures, key, NULL);
    }
    // A poster is often larger than its card: shrink it once, not in every pass. Covering w x h
    // takes at most the longer ratio of the two sides.
    int fit_w = w, fit_h = h;
    if ((int64_t)pixels.w * h > (int64_t)pixels.h * w)
        fit_w = (int)((int64_t)pixels.w * h / pixels.h);
    else
        fit_h = (int)((int64_t)pixels.h * w / pixels.w);
    if (fit_w > 0 && fit_h > 0)
        image_fit(&pixels, fit_w, fit_h);
    const struct picture *picture = keep(pictures, key, &pixels);
    pixels_destroy(&pixels);
    return picture;
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
    const struct picture *picture = load(pictures, key, path, size, size);
    free(path);
    return picture;
}

const struct picture *pictures_file(struct pictures *pictures, const char *path, int w, int h)
{
    char *key = str_format("file:%s:%dx%d", path, w, h);
    struct kept *kept = find(pictures, key);
    if (kept) {
        free(key);
        return kept->picture;
    }
    return load(pictures, key, path, w, h);
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
