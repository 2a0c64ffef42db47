// The pass. Callers describe the whole screen; each call becomes commands with panel px, a hash and
// the place they touch. At the end:
//   1. each command's hash is mixed into every cell of the panel it touches; cells that differ from
//      the pass before are dirty, and dirty cells are merged to few rectangles;
//   2. a new picture of the video adds exactly its own rectangle (its serial is in no hash);
//   3. for each rectangle the list is replayed, cut to it, from the last opaque command that covers
//   it;
//   4. only these rectangles are presented. A pass equal to the one before does nothing.
// Main thread.
#define LOG_TAG "canvas"
#include "canvas.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "canvas_inside.h"
#include "clock.h"
#include "log.h"
#include "str.h"

enum { LONG_SIDE = 1920, SHORT_SIDE = 1080 };

// The renderer is ready; all that follows from its size.
static void canvas_measure(struct canvas *canvas)
{
    const struct screen *screen = &canvas->screen;
    bool wide = screen->w >= screen->h;
    canvas->w = wide ? LONG_SIDE : SHORT_SIDE;
    canvas->h = wide ? SHORT_SIDE : LONG_SIDE;
    canvas->scale = fminf((float)screen->w / (float)canvas->w, (float)screen->h / (float)canvas->h);
    canvas->left = floorf(((float)screen->w - (float)canvas->w * canvas->scale) / 2);
    canvas->top = floorf(((float)screen->h - (float)canvas->h * canvas->scale) / 2);
    cells_resize(&canvas->cells, screen->w, screen->h);
    canvas->stale = true;
    canvas->generation++;
}

struct canvas *canvas_open(const struct canvas_options *options)
{
    struct canvas *canvas = mem_make(1, sizeof *canvas);
    canvas->options = *options;
    canvas->options.display = options->display ? str_copy(options->display) : NULL;
    if (!screen_open(&canvas->screen, options)) {
        free((char *)canvas->options.display);
        free(canvas);
        return NULL;
    }
    canvas_measure(canvas);
    log_info("%d x %d px by %s", canvas->screen.w, canvas->screen.h, canvas->screen.name);
    return canvas;
}

void canvas_destroy(struct canvas *canvas)
{
    if (!canvas)
        return;
    masks_forget(canvas);
    pictures_bury(canvas);
    pictures_orphan(canvas);
    cells_destroy(&canvas->cells);
    wait_close(&canvas->wait);
    screen_close(&canvas->screen);
    free(canvas->commands);
    free((char *)canvas->options.display);
    free(canvas);
}

void canvas_fill_display(struct canvas *canvas)
{
    screen_fill_display(&canvas->screen);
}

void canvas_refit(struct canvas *canvas)
{
    enum { RETRY_MS = 1000 };
    masks_forget(canvas);
    pictures_forget(canvas);
    if (screen_rebuild(&canvas->screen, &canvas->options)) {
        if (canvas->lost)
            log_info("the display is back");
        canvas->lost = false;
        canvas_measure(canvas);
        return;
    }
    if (!canvas->lost)
        log_error("the display is lost: it is looked for every second");
    canvas->lost = true;
    canvas->retry_ms = clock_ms() + RETRY_MS;
}

void canvas_turn(struct canvas *canvas, int quarter_turns)
{
    if (canvas->options.turn == quarter_turns)
        return;
    canvas->options.turn = quarter_turns;
    canvas_refit(canvas);
}

int canvas_width(const struct canvas *canvas)
{
    return canvas->w;
}

int canvas_height(const struct canvas *canvas)
{
    return canvas->h;
}

bool canvas_portrait(const struct canvas *canvas)
{
    return canvas->h > canvas->w;
}

float canvas_scale(const struct canvas *canvas)
{
    return canvas->scale;
}

int canvas_panel_mm(const struct canvas *canvas)
{
    return screen_panel_mm(&canvas->screen);
}

const char *canvas_renderer(const struct canvas *canvas)
{
    return canvas->screen.name;
}

unsigned canvas_generation(const struct canvas *canvas)
{
    return canvas->generation;
}

struct canvas_counts canvas_counts(const struct canvas *canvas)
{
    return canvas->counts;
}

float panel_x(const struct canvas *canvas, float x)
{
    return canvas->left + x * canvas->scale;
}

float panel_y(const struct canvas *canvas, float y)
{
    return canvas->top + y * canvas->scale;
}

// Each edge is rounded on its own, so that neighbours in design px are neighbours on the panel.
struct rect canvas_to_panel(const struct canvas *canvas, struct rect r)
{
    int x = (int)lrintf(panel_x(canvas, (float)r.x)), y = (int)lrintf(panel_y(canvas, (float)r.y));
    return (struct rect){x, y, (int)lrintf(panel_x(canvas, (float)(r.x + r.w))) - x,
                         (int)lrintf(panel_y(canvas, (float)(r.y + r.h))) - y};
}

void canvas_shift(struct canvas *canvas, int dy)
{
    canvas->top -= canvas->shift;
    canvas->shift = roundf((float)dy * canvas->scale);
    canvas->top += canvas->shift;
}

void canvas_keep(struct canvas *canvas)
{
    if (!canvas->lost)
        fade_keep(&canvas->screen);
}

void canvas_show(struct canvas *canvas, float part)
{
    canvas->screen.fade.part = part;
}

void canvas_begin(struct canvas *canvas, colour background)
{
    canvas_shift(canvas, 0);
    canvas->in_pass = true;
    canvas->passes++;
    canvas->background = background | 0xFF000000;
    canvas->count = 0;
    canvas_unclip(canvas);
}

void canvas_clip(struct canvas *canvas, struct rect r)
{
    canvas_unclip(canvas);
    canvas->clip = rect_common(canvas_to_panel(canvas, r), canvas->clip);
}

void canvas_unclip(struct canvas *canvas)
{
    canvas->clip = (struct rect){0, 0, canvas->screen.w, canvas->screen.h};
}

static uint64_t hash_rect(uint64_t hash, struct rect r)
{
    hash = hash_mix(hash, (uint64_t)(uint32_t)r.x << 32 | (uint32_t)r.y);
    return hash_mix(hash, (uint64_t)(uint32_t)r.w << 32 | (uint32_t)r.h);
}

static void command_push(struct canvas *canvas, struct command command, uint64_t id)
{
    assert(canvas->in_pass);
    if (rect_empty(command.at))
        return;
    command.seen = rect_common(command.at, canvas->clip);
    if (rect_empty(command.seen))
        return;
    uint64_t hash = hash_mix(hash_mix((uint64_t)command.kind + 1, id), command.ink);
    command.hash = hash_rect(hash_rect(hash_rect(hash, command.at), command.seen), command.from);
    if (canvas->count == canvas->room) {
        canvas->room = canvas->room ? canvas->room * 2 : 256;
        canvas->commands =
            mem_grow(canvas->commands, (size_t)canvas->room, sizeof *canvas->commands);
    }
    canvas->commands[canvas->count++] = command;
}

void canvas_push_fill(struct canvas *canvas, struct rect at, colour ink)
{
    if (ink >> 24)
        command_push(canvas,
                     (struct command){
                         .kind = COMMAND_FILL, .at = at, .ink = ink, .opaque = ink >> 24 == 0xFF},
                     0);
}

void canvas_push_copy(struct canvas *canvas, struct SDL_Texture *texture, uint64_t id, bool opaque,
                      struct rect from, struct rect at, colour tint)
{
    if (texture && tint >> 24)
        command_push(canvas,
                     (struct command){.kind = COMMAND_COPY,
                                      .at = at,
                                      .ink = tint,
                                      .opaque = opaque && tint >> 24 == 0xFF,
                                      .texture = texture,
                                      .from = from},
                     id);
}

void canvas_rect(struct canvas *canvas, struct rect r, colour fill)
{
    canvas_push_fill(canvas, canvas_to_panel(canvas, r), fill);
}

void canvas_set_video(struct canvas *canvas, const struct video_picture *picture)
{
    canvas->video = picture ? *picture : (struct video_picture){0};
}

void canvas_video(struct canvas *canvas, struct rect r)
{
    const struct video_picture *video = &canvas->video;
    struct rect pane = canvas_to_panel(canvas, r);
    canvas_push_fill(canvas, pane, 0xFF000000);
    if (!video->planes)
        return;
    struct rect kept = canvas->clip;
    canvas->clip = rect_common(kept, pane);
    struct rect at = {pane.x + (pane.w - video->w) / 2, pane.y + (pane.h - video->h) / 2, video->w,
                      video->h};
    command_push(canvas, (struct command){.kind = COMMAND_VIDEO, .at = at, .opaque = true}, 0);
    canvas->clip = kept;
}

// Copies are as large as what is copied, but for sides one px wide, which are stretched. So every
// part of one is cut here to the px, and SDL neither scales nor clips by its own rounding.
static void copy_part(struct screen *screen, const struct command *command, struct rect part)
{
    struct rect from = command->from;
    if (from.w == command->at.w) {
        from.x += part.x - command->at.x;
        from.w = part.w;
    }
    if (from.h == command->at.h) {
        from.y += part.y - command->at.y;
        from.h = part.h;
    }
    screen_copy(screen, command->texture, command->opaque, from, part, command->ink);
}

static void canvas_replay(struct canvas *canvas, struct rect dirty)
{
    struct screen *screen = &canvas->screen;
    int first = canvas->count;
    while (first > 0 && !(canvas->commands[first - 1].opaque &&
                          rect_covers(canvas->commands[first - 1].seen, dirty)))
        first--;
    if (first == 0)
        screen_fill(screen, dirty, canvas->background);
    else
        first--;
    for (int i = first; i < canvas->count; i++) {
        const struct command *command = &canvas->commands[i];
        struct rect part = rect_common(command->seen, dirty);
        if (rect_empty(part))
            continue;
        switch (command->kind) {
        case COMMAND_FILL:
            screen_fill(screen, part, command->ink);
            break;
        case COMMAND_COPY:
            copy_part(screen, command, part);
            break;
        case COMMAND_VIDEO:
            screen_video(screen, &canvas->video, command->at, part);
            break;
        }
    }
}

static const struct command *video_command(const struct canvas *canvas)
{
    for (int i = canvas->count; i-- > 0;)
        if (canvas->commands[i].kind == COMMAND_VIDEO)
            return &canvas->commands[i];
    return NULL;
}

static struct damage canvas_damage(struct canvas *canvas)
{
    cells_start(&canvas->cells, canvas->background);
    for (int i = 0; i < canvas->count; i++)
        cells_mix(&canvas->cells, canvas->commands[i].seen, canvas->commands[i].hash);
    const struct command *video = video_command(canvas);
    struct rect fresh = {0};
    if (video && canvas->video.serial != canvas->video_shown)
        fresh = video->seen;
    if (video)
        canvas->video_shown = canvas->video.serial;
    struct damage damage = cells_finish(&canvas->cells, canvas->screen.w, canvas->screen.h, fresh);
    damage_add(&damage, fresh);
    if (canvas->stale) {
        damage.count = 1;
        damage.rects[0] = (struct rect){0, 0, canvas->screen.w, canvas->screen.h};
        canvas->stale = false;
    }
    return damage;
}

static void canvas_count(struct canvas *canvas, const struct damage *damage)
{
    canvas->counts.presents++;
    for (int i = 0; i < damage->count; i++)
        canvas->counts.panel_px += (uint64_t)damage->rects[i].w * (uint64_t)damage->rects[i].h;
}

bool canvas_end(struct canvas *canvas)
{
    assert(canvas->in_pass);
    struct screen *screen = &canvas->screen;
    canvas_shift(canvas, 0);
    if (canvas->lost) {
        canvas->in_pass = false;
        return false;
    }
    struct damage damage = canvas_damage(canvas);
    bool mixed = screen->fade.on, shown = (damage.count || mixed) && !canvas->off;
    if (shown) {
        screen_start(screen);
        fade_before(screen, damage.rects, damage.count);
        for (int i = 0; i < damage.count; i++)
            canvas_replay(canvas, damage.rects[i]);
        fade_after(screen, damage.rects, damage.count);
        if (mixed) // all of it is another mixture
            damage = (struct damage){.count = 1, .rects[0] = {0, 0, screen->w, screen->h}};
        shown = screen_present(screen, damage.rects, damage.count);
        canvas_count(canvas, &damage);
        if (screen->fade.part >= 1)
            fade_end(screen);
    }
    canvas->in_pass = false;
    masks_tidy(canvas);
    pictures_bury(canvas);
    return shown;
}

bool canvas_present(struct canvas *canvas)
{
    if (canvas->off || canvas->lost)
        return true;
    struct damage all = {.count = 1, .rects[0] = {0, 0, canvas->screen.w, canvas->screen.h}};
    canvas_count(canvas, &all);
    return screen_present(&canvas->screen, all.rects, 1);
}

struct pixels canvas_grab(struct canvas *canvas)
{
    return canvas->lost ? pixels_make(canvas->w, canvas->h) : screen_grab(&canvas->screen);
}
