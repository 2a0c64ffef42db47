// From one picture of the screen to the next. On the surface way what is drawn goes through the
// window's own pixels: before a rectangle is drawn its fresh pixels are put back there, afterwards
// they are taken out again, and the mixture of all takes their place. On the GPU way what was shown is
// a texture that is laid over what is drawn. Main thread.
#define LOG_TAG "canvas"
#include <SDL.h>
#include <stdlib.h>
#include <string.h>

#include "canvas_inside.h"
#include "log.h"
#include "str.h"

void fade_mix(uint32_t *out, const uint32_t *kept, const uint32_t *fresh, size_t count,
              unsigned part)
{
    unsigned rest = 256 - part;
    for (size_t i = 0; i < count; i++) {
        uint32_t a = kept[i], b = fresh[i];
        uint32_t odd = ((a & 0xFF00FF) * rest + (b & 0xFF00FF) * part) >> 8 & 0xFF00FF;
        uint32_t even = ((a >> 8 & 0xFF00FF) * rest + (b >> 8 & 0xFF00FF) * part) & 0xFF00FF00;
        out[i] = odd | even;
    }
}

static size_t screen_px(const struct screen *screen)
{
    return (size_t)screen->w * (size_t)screen->h;
}

static uint32_t *row_of(const struct screen *screen, int y)
{
    return (uint32_t *)((Uint8 *)screen->surface->pixels + (ptrdiff_t)y * screen->surface->pitch);
}

static void keep_surface(struct screen *screen)
{
    struct fade *fade = &screen->fade;
    if (screen->surface->format->BytesPerPixel != sizeof *fade->kept)
        return; // then pictures follow each other without a fade
    SDL_RenderFlush(screen->renderer);
    bool under_way = fade->on; // the window holds a mixture then, and what is fresh stays so
    if (!under_way) {
        fade->kept = mem_make(screen_px(screen), sizeof *fade->kept);
        fade->fresh = mem_make(screen_px(screen), sizeof *fade->fresh);
    }
    for (int y = 0; y < screen->h; y++) {
        size_t at = (size_t)y * (size_t)screen->w, bytes = (size_t)screen->w * sizeof *fade->kept;
        memcpy(fade->kept + at, row_of(screen, y), bytes);
        if (!under_way)
            memcpy(fade->fresh + at, row_of(screen, y), bytes);
    }
    fade->part = 0;
    fade->on = true;
}

static void keep_texture(struct screen *screen)
{
    struct fade *fade = &screen->fade;
    fade_end(screen);
    fade->texture = SDL_CreateTexture(screen->renderer, SDL_PIXELFORMAT_ARGB8888,
                                      SDL_TEXTUREACCESS_TARGET, screen->w, screen->h);
    if (!fade->texture || SDL_SetRenderTarget(screen->renderer, fade->texture) != 0)
        return;
    SDL_RenderCopy(screen->renderer, screen->target, NULL, NULL);
    SDL_SetRenderTarget(screen->renderer, NULL);
    SDL_SetTextureBlendMode(fade->texture, SDL_BLENDMODE_BLEND);
    fade->on = true;
}

void fade_keep(struct screen *screen)
{
    if (screen->gpu)
        keep_texture(screen);
    else
        keep_surface(screen);
}

void fade_end(struct screen *screen)
{
    struct fade *fade = &screen->fade;
    if (fade->kept) { // a patient's screen may be in there
        mem_wipe(fade->kept, screen_px(screen) * sizeof *fade->kept);
        mem_wipe(fade->fresh, screen_px(screen) * sizeof *fade->fresh);
    }
    free(fade->kept);
    free(fade->fresh);
    if (fade->texture)
        SDL_DestroyTexture(fade->texture);
    *fade = (struct fade){0};
}

enum direction { PUT_BACK, TAKE_OUT };

static void move_rect(struct screen *screen, struct rect r, enum direction direction)
{
    size_t bytes = (size_t)r.w * sizeof *screen->fade.fresh;
    for (int y = r.y; y < r.y + r.h; y++) {
        uint32_t *fresh = screen->fade.fresh + (size_t)y * (size_t)screen->w + r.x,
                 *shown = row_of(screen, y) + r.x;
        memcpy(direction == PUT_BACK ? shown : fresh, direction == PUT_BACK ? fresh : shown, bytes);
    }
}

void fade_before(struct screen *screen, const struct rect *rects, int count)
{
    for (int i = 0; screen->fade.fresh && i < count; i++)
        move_rect(screen, rects[i], PUT_BACK);
}

void fade_after(struct screen *screen, const struct rect *rects, int count)
{
    struct fade *fade = &screen->fade;
    if (!fade->fresh)
        return;
    SDL_RenderFlush(screen->renderer);
    for (int i = 0; i < count; i++)
        move_rect(screen, rects[i], TAKE_OUT);
    unsigned part = fade->part >= 1 ? 256 : fade->part > 0 ? (unsigned)(fade->part * 256) : 0;
    for (int y = 0; y < screen->h; y++) {
        size_t at = (size_t)y * (size_t)screen->w;
        fade_mix(row_of(screen, y), fade->kept + at, fade->fresh + at, (size_t)screen->w, part);
    }
}
