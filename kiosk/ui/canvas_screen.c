// The window and the two ways to the screen. One SDL_Renderer draws for both: without a GPU it is
// the software renderer on the window's own surface, and only changed rectangles are sent; with one
// it draws into a texture that is kept between passes and copied to the window. Main thread.
#define LOG_TAG "canvas"
#include <assert.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <SDL.h>

#include "canvas_inside.h"
#include "log.h"
#include "str.h"

static SDL_Rect sdl_rect(struct rect r)
{
    return (SDL_Rect){r.x, r.y, r.w, r.h};
}

// A machine without a render node has no GPU; asking GL would load 70 MB of software renderer to
// learn that.
static bool gpu_likely(void)
{
    const char *driver = SDL_GetCurrentVideoDriver();
    if (driver && strcmp(driver, "KMSDRM") == 0)
        return true; // it offers no other way
    DIR *folder = opendir("/dev/dri");
    if (!folder)
        return false;
    bool found = false;
    for (struct dirent *entry; !found && (entry = readdir(folder));)
        found = str_starts(entry->d_name, "renderD");
    closedir(folder);
    return found;
}

static bool gl_in_software(const char *name)
{
    return strcasestr(name, "llvmpipe") || strcasestr(name, "softpipe") ||
           strcasestr(name, "swiftshader") || strcasestr(name, "software");
}

// What GL calls itself; empty where the renderer is not GL.
static const char *gl_name(void)
{
    enum { GL_RENDERER = 0x1F01 };
    const unsigned char *(*get)(unsigned) =
        (const unsigned char *(*)(unsigned))SDL_GL_GetProcAddress("glGetString");
    const unsigned char *name = get ? get(GL_RENDERER) : NULL;
    return name ? (const char *)name : "";
}

// Index of the display of that name or number; the first if it is not there (logged).
static int display_wanted(const char *wanted)
{
    int count = SDL_GetNumVideoDisplays();
    if (!wanted || !*wanted)
        return 0;
    for (int i = 0; i < count; i++) {
        const char *name = SDL_GetDisplayName(i);
        char number[12];
        snprintf(number, sizeof number, "%d", i + 1);
        if (str_equal(wanted, number) || (name && strcasestr(name, wanted)))
            return i;
    }
    log_warning("there is no display \"%s\": the first of %d is used", wanted, count);
    for (int i = 0; i < count; i++)
        log_info("display %d is \"%s\"", i + 1, SDL_GetDisplayName(i));
    return 0;
}

static bool window_make(struct screen *screen, const struct canvas_options *options)
{
    Uint32 flags = SDL_WINDOW_ALLOW_HIGHDPI;
    int w = options->w, h = options->h, place = 0;
    if (w > 0 && h > 0) {
        flags |= SDL_WINDOW_RESIZABLE;
    } else {
        SDL_Rect display = {0, 0, 1920, 1080};
        place = display_wanted(options->display);
        SDL_GetDisplayBounds(place, &display);
        w = display.w;
        h = display.h;
        flags |= SDL_WINDOW_BORDERLESS; // for full screen see canvas_fill_display
    }
    screen->display = place;
    screen->window = SDL_CreateWindow(options->title ? options->title : "",
                                      SDL_WINDOWPOS_CENTERED_DISPLAY(place),
                                      SDL_WINDOWPOS_CENTERED_DISPLAY(place), w, h, flags);
    return screen->window;
}

void screen_fill_display(struct screen *screen)
{
    // Displays that lie over each other (X screens of their own) are told apart by nothing that SDL
    // goes by then: the window has its display's size already.
    bool here = SDL_GetWindowDisplayIndex(screen->window) == screen->display;
    if (here && SDL_GetWindowFlags(screen->window) & SDL_WINDOW_BORDERLESS)
        SDL_SetWindowFullscreen(screen->window, SDL_WINDOW_FULLSCREEN_DESKTOP);
}

static void way_close(struct screen *screen)
{
    fade_end(screen);
    if (screen->target)
        SDL_DestroyTexture(screen->target);
    if (screen->video)
        SDL_DestroyTexture(screen->video);
    SDL_FreeSurface(screen->converted);
    if (screen->renderer)
        SDL_DestroyRenderer(screen->renderer);
    if (screen->turn && !screen->gpu)
        SDL_FreeSurface(screen->surface);
    screen->target = screen->video = NULL;
    screen->converted = NULL;
    screen->renderer = NULL;
    screen->surface = NULL;
    screen->held = (struct video_picture){0};
}

static bool surface_open(struct screen *screen, int turn)
{
    SDL_Surface *window = SDL_GetWindowSurface(screen->window);
    if (!window)
        return false;
    screen->turn = window->format->BytesPerPixel == sizeof(uint32_t) ? turn & 3 : 0;
    screen->surface = window;
    if (screen->turn) {
        struct rect upright =
            turn_rect(screen->turn, 0, 0, (struct rect){0, 0, window->w, window->h});
        screen->surface =
            SDL_CreateRGBSurfaceWithFormat(0, upright.w, upright.h, 0, window->format->format);
        if (!screen->surface)
            return false;
    }
    screen->renderer = SDL_CreateSoftwareRenderer(screen->surface);
    screen->w = screen->surface->w;
    screen->h = screen->surface->h;
    snprintf(screen->name, sizeof screen->name, "surface software%s",
             screen->turn ? ", turned" : "");
    return screen->renderer;
}

static bool gpu_open(struct screen *screen, int turn)
{
    screen->turn = turn & 3;
    screen->renderer = SDL_CreateRenderer(screen->window, -1,
                                          SDL_RENDERER_ACCELERATED | SDL_RENDERER_PRESENTVSYNC |
                                              SDL_RENDERER_TARGETTEXTURE);
    SDL_RendererInfo info;
    if (!screen->renderer || SDL_GetRendererInfo(screen->renderer, &info) != 0 ||
        SDL_GetRendererOutputSize(screen->renderer, &screen->w, &screen->h) != 0)
        return false;
    struct rect upright = turn_rect(screen->turn, 0, 0, (struct rect){0, 0, screen->w, screen->h});
    screen->w = upright.w;
    screen->h = upright.h;
    screen->target = SDL_CreateTexture(screen->renderer, SDL_PIXELFORMAT_ARGB8888,
                                       SDL_TEXTUREACCESS_TARGET, screen->w, screen->h);
    if (!screen->target)
        return false;
    SDL_SetTextureBlendMode(screen->target, SDL_BLENDMODE_NONE);
    bool gl = str_starts(info.name, "opengl");
    snprintf(screen->name, sizeof screen->name, "gpu %s%s%s", info.name, gl ? ", " : "",
             gl ? gl_name() : "");
    return true;
}

// A window that carried the other way cannot be used again.
static bool way_open(struct screen *screen, const struct canvas_options *options, bool gpu)
{
    way_close(screen);
    if (screen->window)
        SDL_DestroyWindow(screen->window);
    screen->window = NULL;
    screen->gpu = gpu;
    if (window_make(screen, options) &&
        (gpu ? gpu_open(screen, options->turn) : surface_open(screen, options->turn)))
        return true;
    log_warning("no %s: %s", gpu ? "GPU renderer" : "window surface", SDL_GetError());
    return false;
}

static bool way_choose(struct screen *screen, const struct canvas_options *options)
{
    if (options->way != CANVAS_AUTO)
        return way_open(screen, options, options->way == CANVAS_GPU);
    const char *driver = SDL_GetCurrentVideoDriver();
    bool only_gl = driver && strcmp(driver, "KMSDRM") == 0;
    if (gpu_likely() && way_open(screen, options, true) &&
        (only_gl || !gl_in_software(screen->name)))
        return true;
    return way_open(screen, options, false) || way_open(screen, options, true);
}

// Without a display SDL draws into memory rather than say so: that is wanted only when asked for.
static bool display_there(void)
{
    const char *driver = SDL_GetCurrentVideoDriver();
    bool memory = driver && (str_equal(driver, "offscreen") || str_equal(driver, "dummy"));
    return !memory || getenv("SDL_VIDEODRIVER");
}

bool screen_open(struct screen *screen, const struct canvas_options *options)
{
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1"); // the first touch counts too
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, options->w ? "0" : "1");
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) {
        log_error("no display: %s", SDL_GetError());
        return false;
    }
    if (!display_there()) {
        log_error("no display: none is connected");
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
        return false;
    }
    if (!way_choose(screen, options)) {
        log_error("nothing can be drawn on this display: %s", SDL_GetError());
        screen_close(screen);
        return false;
    }
    // it ends a round of polling early, with events still in the queue that no descriptor tells of
    SDL_EventState(SDL_POLLSENTINEL, SDL_IGNORE);
    SDL_DisableScreenSaver();
    SDL_StopTextInput();
    SDL_ShowCursor(options->show_cursor ? SDL_ENABLE : SDL_DISABLE);
    return true;
}

void screen_close(struct screen *screen)
{
    way_close(screen);
    if (screen->window)
        SDL_DestroyWindow(screen->window);
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    *screen = (struct screen){0};
}

bool screen_rebuild(struct screen *screen, const struct canvas_options *options)
{
    bool gpu = screen->gpu;
    way_close(screen);
    if (screen->window &&
        (gpu ? gpu_open(screen, options->turn) : surface_open(screen, options->turn)))
        return true;
    if (!way_open(screen, options, gpu))
        return false;
    screen_fill_display(screen);
    return true;
}

int screen_panel_mm(const struct screen *screen)
{
    float dpi = 0;
    SDL_DisplayMode mode;
    int display = SDL_GetWindowDisplayIndex(screen->window);
    if (display < 0 || SDL_GetDisplayDPI(display, NULL, &dpi, NULL) != 0 || dpi <= 0 ||
        SDL_GetDesktopDisplayMode(display, &mode) != 0)
        return 0;
    return (int)SDL_lroundf((float)(screen->turn & 1 ? mode.h : mode.w) / dpi * 25.4f);
}

struct SDL_Texture *screen_texture(struct screen *screen, const struct pixels *pixels)
{
    if (!screen->renderer)
        return NULL; // the display is lost
    SDL_Texture *texture = SDL_CreateTexture(screen->renderer, SDL_PIXELFORMAT_ARGB8888,
                                             SDL_TEXTUREACCESS_STATIC, pixels->w, pixels->h);
    if (!texture || SDL_UpdateTexture(texture, NULL, pixels->argb, pixels->w * 4) != 0) {
        log_warning("a picture of %d x %d px cannot be drawn: %s", pixels->w, pixels->h,
                    SDL_GetError());
        screen_forget(texture);
        return NULL;
    }
    return texture;
}

void screen_forget(struct SDL_Texture *texture)
{
    if (texture)
        SDL_DestroyTexture(texture);
}

void screen_start(struct screen *screen)
{
    if (screen->gpu)
        SDL_SetRenderTarget(screen->renderer, screen->target);
}

void screen_fill(struct screen *screen, struct rect at, colour ink)
{
    SDL_Rect r = sdl_rect(at);
    SDL_SetRenderDrawBlendMode(screen->renderer,
                               ink >> 24 == 0xFF ? SDL_BLENDMODE_NONE : SDL_BLENDMODE_BLEND);
    SDL_SetRenderDrawColor(screen->renderer, (Uint8)(ink >> 16), (Uint8)(ink >> 8), (Uint8)ink,
                           (Uint8)(ink >> 24));
    SDL_RenderFillRect(screen->renderer, &r);
}

void screen_copy(struct screen *screen, struct SDL_Texture *texture, bool opaque, struct rect from,
                 struct rect to, colour tint)
{
    SDL_Rect source = sdl_rect(from), target = sdl_rect(to);
    SDL_SetTextureBlendMode(texture, opaque ? SDL_BLENDMODE_NONE : SDL_BLENDMODE_BLEND);
    SDL_SetTextureColorMod(texture, (Uint8)(tint >> 16), (Uint8)(tint >> 8), (Uint8)tint);
    SDL_SetTextureAlphaMod(texture, (Uint8)(tint >> 24));
    SDL_RenderCopy(screen->renderer, texture, &source, &target);
}

static bool video_held(const struct screen *screen, const struct video_picture *picture)
{
    const struct video_picture *held = &screen->held;
    return held->planes && held->serial == picture->serial && held->w == picture->w &&
           held->h == picture->h && held->bt709 == picture->bt709;
}

// From I420 to the window's own format, into `pixels`.
static void video_convert(const struct screen *screen, const struct video_picture *picture,
                          void *pixels, int pitch)
{
    if (SDL_ConvertPixels(picture->w, picture->h, SDL_PIXELFORMAT_IYUV, picture->planes,
                          picture->pitch, screen->surface->format->format, pixels, pitch) != 0)
        log_warning("a video picture cannot be drawn: %s", SDL_GetError());
}

static void video_on_surface(struct screen *screen, const struct video_picture *picture,
                             struct rect to, struct rect clip)
{
    SDL_Surface *surface = screen->surface;
    SDL_RenderFlush(screen->renderer);
    if (rect_covers(clip, to)) {
        Uint8 *pixels = surface->pixels;
        pixels +=
            (ptrdiff_t)to.y * surface->pitch + (ptrdiff_t)to.x * surface->format->BytesPerPixel;
        video_convert(screen, picture, pixels, surface->pitch);
        return;
    }
    SDL_Surface *converted = screen->converted;
    if (!converted || converted->w != picture->w || converted->h != picture->h) {
        SDL_FreeSurface(converted);
        converted =
            SDL_CreateRGBSurfaceWithFormat(0, picture->w, picture->h, 0, surface->format->format);
        screen->converted = converted;
        screen->held = (struct video_picture){0};
    }
    if (!converted)
        return;
    if (!video_held(screen, picture)) {
        video_convert(screen, picture, converted->pixels, converted->pitch);
        screen->held = *picture;
    }
    SDL_Rect from = {clip.x - to.x, clip.y - to.y, clip.w, clip.h}, at = sdl_rect(clip);
    SDL_SetClipRect(surface, NULL);
    SDL_SetSurfaceBlendMode(converted, SDL_BLENDMODE_NONE);
    SDL_BlitSurface(converted, &from, surface, &at);
}

static void video_on_gpu(struct screen *screen, const struct video_picture *picture, struct rect to,
                         struct rect clip)
{
    const struct video_picture *held = &screen->held;
    if (screen->video &&
        (held->w != picture->w || held->h != picture->h || held->bt709 != picture->bt709)) {
        SDL_DestroyTexture(screen->video); // its colour matrix is chosen when it is made
        screen->video = NULL;
    }
    if (!screen->video) {
        screen->video = SDL_CreateTexture(screen->renderer, SDL_PIXELFORMAT_IYUV,
                                          SDL_TEXTUREACCESS_STREAMING, picture->w, picture->h);
        screen->held = (struct video_picture){0};
    }
    if (!screen->video)
        return;
    if (!video_held(screen, picture)) {
        const Uint8 *y = picture->planes;
        int half = (picture->pitch + 1) / 2;
        const Uint8 *u = y + (size_t)picture->pitch * (size_t)picture->h;
        const Uint8 *v = u + (size_t)half * (size_t)((picture->h + 1) / 2);
        SDL_UpdateYUVTexture(screen->video, NULL, y, picture->pitch, u, half, v, half);
        screen->held = *picture;
    }
    SDL_Rect from = {clip.x - to.x, clip.y - to.y, clip.w, clip.h}, at = sdl_rect(clip);
    SDL_RenderCopy(screen->renderer, screen->video, &from, &at);
}

void screen_video(struct screen *screen, const struct video_picture *picture, struct rect to,
                  struct rect clip)
{
    SDL_SetYUVConversionMode(picture->bt709 ? SDL_YUV_CONVERSION_BT709 : SDL_YUV_CONVERSION_BT601);
    if (screen->gpu)
        video_on_gpu(screen, picture, to, clip);
    else
        video_on_surface(screen, picture, to, clip);
}

static void present_gpu(struct screen *screen)
{
    SDL_SetRenderTarget(screen->renderer, NULL);
    struct rect turned =
        turn_rect(screen->turn, screen->w, screen->h, (struct rect){0, 0, screen->w, screen->h});
    // turned round its middle, which is the window's
    SDL_FRect at = {(float)(turned.w - screen->w) / 2, (float)(turned.h - screen->h) / 2,
                    (float)screen->w, (float)screen->h};
    double angle = 90 * screen->turn;
    SDL_RenderCopyExF(screen->renderer, screen->target, NULL, &at, angle, NULL, SDL_FLIP_NONE);
    if (screen->fade.on) {
        SDL_SetTextureAlphaMod(screen->fade.texture, (Uint8)(255 * (1 - screen->fade.part)));
        SDL_RenderCopyExF(screen->renderer, screen->fade.texture, NULL, &at, angle, NULL,
                          SDL_FLIP_NONE);
    }
    SDL_RenderPresent(screen->renderer);
}

bool screen_present(struct screen *screen, const struct rect *rects, int count)
{
    if (screen->gpu) {
        present_gpu(screen);
        return true;
    }
    SDL_Rect changed[DAMAGE_MOST];
    assert(count <= DAMAGE_MOST);
    SDL_RenderFlush(screen->renderer);
    SDL_Surface *from = screen->surface, *to = SDL_GetWindowSurface(screen->window);
    for (int i = 0; i < count; i++) {
        changed[i] = sdl_rect(turn_rect(screen->turn, screen->w, screen->h, rects[i]));
        if (screen->turn && to && to->w * to->h == from->w * from->h)
            turn_copy(screen->turn, screen->w, screen->h, rects[i], from->pixels, from->pitch / 4,
                      to->pixels, to->pitch / 4);
    }
    // between a resize and its event this fails; the event brings a whole new picture
    if (SDL_UpdateWindowSurfaceRects(screen->window, changed, count) == 0)
        return true;
    log_debug("not presented: %s", SDL_GetError());
    return false;
}

struct pixels screen_grab(struct screen *screen)
{
    struct pixels pixels = pixels_make(screen->w, screen->h);
    int failed;
    if (screen->gpu) {
        SDL_SetRenderTarget(screen->renderer, screen->target);
        failed = SDL_RenderReadPixels(screen->renderer, NULL, SDL_PIXELFORMAT_ARGB8888, pixels.argb,
                                      screen->w * 4);
    } else {
        SDL_RenderFlush(screen->renderer);
        failed = SDL_ConvertPixels(screen->w, screen->h, screen->surface->format->format,
                                   screen->surface->pixels, screen->surface->pitch,
                                   SDL_PIXELFORMAT_ARGB8888, pixels.argb, screen->w * 4);
    }
    if (failed)
        log_warning("the screen cannot be read: %s", SDL_GetError());
    for (size_t i = 0; i < (size_t)screen->w * (size_t)screen->h; i++)
        pixels.argb[i] |= 0xFF000000;
    return pixels;
}
