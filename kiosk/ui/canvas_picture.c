// Pictures. Each keeps its own pixels and up to four views: a part of it at the size in panel px at
// which it is drawn, resampled once, so that drawing never scales and both ways to the screen look
// alike. Main thread.
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "canvas_inside.h"
#include "image.h"
#include "str.h"

static bool pixels_opaque(const struct pixels *pixels)
{
    size_t count = (size_t)pixels->w * (size_t)pixels->h;
    for (size_t i = 0; i < count; i++)
        if (pixels->argb[i] >> 24 != 0xFF)
            return false;
    return true;
}

struct picture *picture_make(struct canvas *canvas, const struct pixels *pixels)
{
    struct picture *picture = mem_make(1, sizeof *picture);
    picture->canvas = canvas;
    picture->pixels = pixels_make(pixels->w, pixels->h);
    memcpy(picture->pixels.argb, pixels->argb,
           (size_t)pixels->w * (size_t)pixels->h * sizeof *pixels->argb);
    picture->opaque = pixels_opaque(pixels);
    picture->id = ++canvas->serials;
    picture->next = canvas->pictures;
    if (picture->next)
        picture->next->before = picture;
    canvas->pictures = picture;
    return picture;
}

static void picture_forget(struct picture *picture)
{
    for (int i = 0; i < PICTURE_VIEWS; i++) {
        screen_forget(picture->views[i].texture);
        picture->views[i] = (struct view){0};
    }
}

static void picture_free(struct picture *picture)
{
    picture_forget(picture);
    pixels_destroy(&picture->pixels);
    free(picture);
}

void picture_destroy(struct picture *picture)
{
    if (!picture)
        return;
    struct canvas *canvas = picture->canvas;
    if (!canvas) {
        picture_free(picture);
        return;
    }
    if (picture->next)
        picture->next->before = picture->before;
    if (picture->before)
        picture->before->next = picture->next;
    else
        canvas->pictures = picture->next;
    picture->next = canvas->buried; // a command of this pass may still show it
    canvas->buried = picture;
    if (!canvas->in_pass)
        pictures_bury(canvas);
}

void pictures_bury(struct canvas *canvas)
{
    while (canvas->buried) {
        struct picture *picture = canvas->buried;
        canvas->buried = picture->next;
        picture_free(picture);
    }
}

void pictures_forget(struct canvas *canvas)
{
    for (struct picture *picture = canvas->pictures; picture; picture = picture->next)
        picture_forget(picture);
}

void pictures_orphan(struct canvas *canvas)
{
    pictures_forget(canvas);
    for (struct picture *picture = canvas->pictures; picture; picture = picture->next)
        picture->canvas = NULL;
}

void picture_size(const struct picture *picture, int *w, int *h)
{
    *w = picture->pixels.w;
    *h = picture->pixels.h;
}

// The oldest view gives way, unless this pass already shows it.
static struct view *view_place(struct picture *picture)
{
    struct view *oldest = NULL;
    for (int i = 0; i < PICTURE_VIEWS; i++) {
        struct view *view = &picture->views[i];
        if (view->used != picture->canvas->passes && (!oldest || view->used < oldest->used))
            oldest = view;
    }
    return oldest;
}

static const struct view *view_find(struct picture *picture, struct rect part, int w, int h,
                                    bool flipped)
{
    for (int i = 0; i < PICTURE_VIEWS; i++) {
        struct view *view = &picture->views[i];
        if (view->texture && view->w == w && view->h == h && view->flipped == flipped &&
            memcmp(&view->part, &part, sizeof part) == 0) {
            view->used = picture->canvas->passes;
            return view;
        }
    }
    struct view *view = view_place(picture);
    if (!view)
        return NULL;
    screen_forget(view->texture);
    struct screen *screen = &picture->canvas->screen;
    struct SDL_Texture *texture;
    bool itself = part.w == w && part.h == h && w == picture->pixels.w && h == picture->pixels.h;
    if (itself && !flipped) {
        texture = screen_texture(screen, &picture->pixels);
    } else {
        struct pixels scaled = image_scaled(&picture->pixels, part, w, h, flipped);
        texture = screen_texture(screen, &scaled);
        pixels_destroy(&scaled);
    }
    *view = (struct view){part, w, h, flipped, texture, picture->canvas->passes};
    return view;
}

static void picture_push(struct canvas *canvas, const struct picture *shown, struct rect part,
                         struct rect at, colour tint, bool flipped)
{
    if (rect_empty(at) || at.w > 16384 || at.h > 16384 || rect_empty(part))
        return;
    // the views are a cache: what the caller sees of the picture does not change
    struct picture *picture = (struct picture *)shown;
    assert(picture->canvas == canvas);
    const struct view *view = view_find(picture, part, at.w, at.h, flipped);
    if (!view)
        return;
    uint64_t id = hash_mix(picture->id, (uint64_t)part.x << 33 ^ (uint64_t)part.y << 1 ^ flipped);
    id = hash_mix(id, (uint64_t)part.w << 32 | (uint64_t)part.h);
    canvas_push_copy(canvas, view->texture, id, picture->opaque, (struct rect){0, 0, at.w, at.h},
                     at, tint);
}

void canvas_picture(struct canvas *canvas, const struct picture *picture, struct rect to,
                    colour tint, bool flipped)
{
    const struct pixels *pixels = &picture->pixels;
    struct rect at = canvas_to_panel(canvas, to);
    // made for this place but rounded the other way: sharp beats exact
    if (abs(at.w - pixels->w) <= 1 && abs(at.h - pixels->h) <= 1) {
        at.w = pixels->w;
        at.h = pixels->h;
    }
    picture_push(canvas, picture, (struct rect){0, 0, pixels->w, pixels->h}, at, tint, flipped);
}

void canvas_stamp(struct canvas *canvas, const struct picture *picture, int x, int y, colour tint)
{
    struct rect whole = {0, 0, picture->pixels.w, picture->pixels.h};
    picture_push(canvas, picture, whole, (struct rect){x, y, whole.w, whole.h}, tint, false);
}
