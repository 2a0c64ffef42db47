// Picture files by SDL_image. The only room that includes it. Any thread.
#define LOG_TAG "image"
#include "image.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <SDL_image.h>

#include "file.h"
#include "image_head.h"
#include "log.h"
#include "str.h"

enum {
    FILE_MOST = 8 << 20,
    SVG_MOST = 1 << 20,
    PIXELS_MOST = 40000000,
    SIDE_MOST = 16384,
    SVG_STRETCH_MOST = 16,
};

// Frees the surface.
static bool pixels_take(SDL_Surface *surface, struct pixels *pixels)
{
    SDL_Surface *plain =
        surface ? SDL_ConvertSurfaceFormat(surface, SDL_PIXELFORMAT_ARGB8888, 0) : NULL;
    SDL_FreeSurface(surface);
    if (!plain || plain->w < 1 || plain->h < 1 || plain->w > SIDE_MOST || plain->h > SIDE_MOST) {
        SDL_FreeSurface(plain);
        return false;
    }
    *pixels = pixels_make(plain->w, plain->h);
    for (int y = 0; y < plain->h; y++)
        memcpy(pixels->argb + (size_t)y * (size_t)plain->w,
               (const char *)plain->pixels + (ptrdiff_t)y * plain->pitch, (size_t)plain->w * 4);
    SDL_FreeSurface(plain);
    return true;
}

// SDL_image fits a drawing inside what it is given, in its own shape.
static SDL_Surface *svg_draw(const char *text, size_t bytes, float w, float h)
{
    SDL_RWops *stream = SDL_RWFromConstMem(text, (int)bytes);
    SDL_Surface *surface =
        IMG_LoadSizedSVG_RW(stream, (int)ceilf(w - 0.01f), (int)ceilf(h - 0.01f));
    SDL_RWclose(stream);
    return surface;
}

static bool load_svg(const char *path, int w, int h, struct pixels *pixels)
{
    char *text;
    size_t bytes;
    if (w < 1 || h < 1 || !file_read(path, SVG_MOST, &text, &bytes)) {
        log_warning("%s: %s", path, strerror(errno));
        return false;
    }
    float own_w = 0, own_h = 0;
    bool read = false;
    if (!image_svg_size(text, &own_w, &own_h)) {
        log_warning("%s: not a whole SVG with a size", path);
    } else {
        float share_w = (float)w / own_w, share_h = (float)h / own_h;
        float share = share_w > share_h ? share_w : share_h;
        if (own_w > own_h * SVG_STRETCH_MOST || own_h > own_w * SVG_STRETCH_MOST ||
            own_w * share > SIDE_MOST - 1 || own_h * share > SIDE_MOST - 1 ||
            own_w * share * own_h * share > PIXELS_MOST)
            log_warning("%s: too large or too long", path);
        else if (!(read = pixels_take(svg_draw(text, bytes, own_w * share, own_h * share), pixels)))
            log_warning("%s: %s", path, SDL_GetError());
    }
    free(text);
    return read;
}

// EXIF's eight turns: where the px of the upright picture lies in the stored one.
static size_t turned_from(int orientation, int w, int h, int x, int y)
{
    bool sideways = orientation >= 5;
    int stored_x = sideways ? y : x, stored_y = sideways ? x : y;
    if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8)
        stored_x = w - 1 - stored_x;
    if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7)
        stored_y = h - 1 - stored_y;
    return (size_t)stored_y * (size_t)w + (size_t)stored_x;
}

static void pixels_turn(struct pixels *pixels, int orientation)
{
    if (orientation <= 1)
        return;
    bool sideways = orientation >= 5;
    struct pixels made =
        pixels_make(sideways ? pixels->h : pixels->w, sideways ? pixels->w : pixels->h);
    for (int y = 0; y < made.h; y++)
        for (int x = 0; x < made.w; x++)
            made.argb[(size_t)y * (size_t)made.w + (size_t)x] =
                pixels->argb[turned_from(orientation, pixels->w, pixels->h, x, y)];
    pixels_destroy(pixels);
    *pixels = made;
}

bool image_load(const char *path, struct pixels *pixels)
{
    char *bytes;
    size_t count;
    if (!file_read(path, FILE_MOST, &bytes, &count)) {
        log_warning("%s: %s", path, strerror(errno));
        return false;
    }
    struct image_head head;
    bool read = false;
    if (!image_head_read((const unsigned char *)bytes, count, &head))
        log_warning("%s: not a PNG, JPEG or WebP picture", path);
    else if (head.w > SIDE_MOST || head.h > SIDE_MOST || (int64_t)head.w * head.h > PIXELS_MOST)
        log_warning("%s: %d x %d px is too large", path, head.w, head.h);
    else if (!image_whole((const unsigned char *)bytes, count))
        log_warning("%s: its end is missing", path);
    else if (!(read = pixels_take(IMG_Load_RW(SDL_RWFromConstMem(bytes, (int)count), 1), pixels)))
        log_warning("%s: %s", path, SDL_GetError());
    free(bytes);
    if (read)
        pixels_turn(pixels, head.orientation);
    return read;
}

bool image_load_for(const char *path, int w, int h, struct pixels *pixels)
{
    const char *ending = strrchr(path, '.');
    return ending && strcasecmp(ending, ".svg") == 0 ? load_svg(path, w, h, pixels)
                                                     : image_load(path, pixels);
}

bool image_jpeg(const struct image_video *video, char **jpeg, size_t *bytes)
{
    enum { QUALITY = 85, HEAD_MOST = 64 * 1024 };
    SDL_Surface *surface =
        SDL_CreateRGBSurfaceWithFormat(0, video->w, video->h, 24, SDL_PIXELFORMAT_RGB24);
    size_t room = (size_t)video->w * (size_t)video->h * 3 + HEAD_MOST;
    *jpeg = mem_make(1, room);
    *bytes = 0;
    SDL_SetYUVConversionMode(video->bt709 ? SDL_YUV_CONVERSION_BT709 : SDL_YUV_CONVERSION_BT601);
    SDL_RWops *stream = SDL_RWFromMem(*jpeg, (int)room);
    bool saved =
        surface && stream &&
        SDL_ConvertPixels(video->w, video->h, SDL_PIXELFORMAT_IYUV, video->planes, video->pitch,
                          surface->format->format, surface->pixels, surface->pitch) == 0 &&
        IMG_SaveJPG_RW(surface, stream, 0, QUALITY) == 0;
    if (saved)
        *bytes = (size_t)SDL_RWtell(stream);
    else
        log_warning("no still: %s", SDL_GetError());
    if (stream)
        SDL_RWclose(stream);
    SDL_FreeSurface(surface);
    if (!saved) {
        free(*jpeg);
        *jpeg = NULL;
    }
    return saved;
}

bool image_save_png(const char *path, const struct pixels *pixels)
{
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormatFrom(
        pixels->argb, pixels->w, pixels->h, 32, pixels->w * 4, SDL_PIXELFORMAT_ARGB8888);
    bool saved = surface && IMG_SavePNG(surface, path) == 0;
    if (!saved)
        log_warning("%s: %s", path, SDL_GetError());
    SDL_FreeSurface(surface);
    return saved;
}
