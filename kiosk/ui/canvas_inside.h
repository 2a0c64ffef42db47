#pragma once
// What the rooms of the canvas share; nobody else includes this, except tests.
//   canvas.c          the pass: a list of commands, what of the panel changed, replaying it
//   canvas_damage.c   pure: cells that differ become rectangles
//   canvas_shape.c    rounded corners, shadows, lines and arcs, cut into commands
//   canvas_mask.c     their soft parts as cached masks
//   canvas_picture.c  pictures, brought to the size they are drawn at
//   canvas_screen.c   the window and the two ways to the screen (SDL)
//   canvas_turn.c     pure: a panel that hangs turned
//   canvas_fade.c     from one picture to the next (SDL)
//   canvas_input.c    events (SDL)
//   canvas_power.c    the screen switched off and on (SDL, libdrm)
//   canvas_wait.c     what to wait for on KMSDRM
// Only those marked so include SDL; its structs pass through the others by name. All rectangles are
// panel px.

#include <stddef.h>

#include "canvas.h"

struct SDL_Renderer;
struct SDL_Surface;
struct SDL_Texture;
struct SDL_Window;

// ---- a panel that hangs turned: canvas_turn.c ---------------------------------------------------
// Quarter turns clockwise from the picture to the window: one transform for what is shown and for
// where it is touched. Pure.
struct rect turn_rect(int turn, int w, int h, struct rect r); // of a picture w x h, in the window
void turn_touch(int turn, float *x,
                float *y); // 0 to 1 over the window becomes 0 to 1 over the picture
// Copies `r` of a picture w x h into the window; strides in px.
void turn_copy(int turn, int w, int h, struct rect r, const uint32_t *picture, int picture_stride,
               uint32_t *window, int window_stride);

// ---- from one picture to the next: canvas_fade.c ------------------------------------------------
struct fade {
    uint32_t *kept, *fresh;      // surface way: what was shown, what is drawn; owned
    struct SDL_Texture *texture; // GPU way: what was shown
    float part;                  // of what is drawn that shows
    bool on;
};
struct screen;
void fade_keep(struct screen *screen);
void fade_end(struct screen *screen); // wipes and frees; accepts none
// Surface way, round the drawing of `rects`: they are drawn into what is fresh, not into the mixture.
void fade_before(struct screen *screen, const struct rect *rects, int count);
void fade_after(struct screen *screen, const struct rect *rects, int count);
// `part` (0 to 256) of `fresh` over `kept`, px by px. Pure.
void fade_mix(uint32_t *out, const uint32_t *kept, const uint32_t *fresh, size_t count,
              unsigned part);

// ---- the screen: canvas_screen.c ----------------------------------------------------------------
struct screen {
    struct SDL_Window *window;
    struct SDL_Renderer *renderer;
    struct SDL_Surface *surface; // surface way: the window's own pixels, owned by the window; on a
                                 // turned panel one of ours, copied there when it is presented
    struct SDL_Texture *target;  // GPU way: the picture of the screen, kept between passes
    struct SDL_Texture *video;   // GPU way: the video's planes
    struct SDL_Surface
        *converted;            // surface way: the video's picture, for when it is not drawn whole
    struct video_picture held; // what `video` or `converted` holds
    struct fade fade;
    int w, h;    // of the picture
    int display; // index of the one it is on
    int turn;    // quarter turns from it to the window
    bool gpu;
    char name[96];
};
__attribute__((warn_unused_result)) bool screen_open(struct screen *screen,
                                                     const struct canvas_options *options);
void screen_fill_display(struct screen *screen);
void screen_close(struct screen *screen); // accepts zeroed
// Takes the window's size anew, and another window if that one can show nothing any more. Every
// texture must have been forgotten before.
__attribute__((warn_unused_result)) bool screen_rebuild(struct screen *screen,
                                                        const struct canvas_options *options);
int screen_panel_mm(const struct screen *screen);

// NULL when the renderer has no room for it (logged).
struct SDL_Texture *screen_texture(struct screen *screen, const struct pixels *pixels);
void screen_forget(struct SDL_Texture *texture); // accepts NULL
void screen_start(struct screen *screen);        // before the first of the three below
void screen_fill(struct screen *screen, struct rect r, colour ink);
void screen_copy(struct screen *screen, struct SDL_Texture *texture, bool opaque, struct rect from,
                 struct rect to, colour tint);
// The part of the picture at `to` that lies in `clip`.
void screen_video(struct screen *screen, const struct video_picture *picture, struct rect to,
                  struct rect clip);
bool screen_present(struct screen *screen, const struct rect *rects,
                    int count); // false: it could not
struct pixels screen_grab(struct screen *screen);

// ---- damage: canvas_damage.c --------------------------------------------------------------------
enum { CELL = 96, DAMAGE_MOST = 32 };
struct damage {
    struct rect rects[DAMAGE_MOST];
    int count;
};
struct cells {
    int columns, rows;
    uint64_t *now, *before; // owned; one number a cell
};
void cells_resize(struct cells *cells, int w, int h); // all differ afterwards
void cells_destroy(struct cells *cells);
void cells_start(struct cells *cells, uint64_t seed);
void cells_mix(struct cells *cells, struct rect r, uint64_t hash);
// Rectangles over the cells that differ from the pass before, cut to w x h; cells inside `skip` are
// left out. Afterwards this pass is the one before.
struct damage cells_finish(struct cells *cells, int w, int h, struct rect skip);
void damage_add(struct damage *damage, struct rect r);

// ---- masks: canvas_mask.c -----------------------------------------------------------------------
enum mask_kind { MASK_DISC, MASK_CORNERS, MASK_SHADOW, MASK_DASHES, MASK_LINE, MASK_ARC };
struct mask_key {
    int32_t kind;
    int32_t value[7]; // lengths in 1/MASK_UNIT px, turns in 1/MASK_TURN
};
// What the values are:
//   DISC, CORNERS  radius
//   SHADOW         radius, reach to either side of the edge
//   DASHES         radius, width, dashes a corner, length of a dash
//   LINE           x, y, dx, dy, width
//   ARC            x, y, radius, width, from, to (turns), caps
enum { MASK_UNIT = 64, MASK_TURN = 1 << 20, MASK_START_CAP = 1, MASK_END_CAP = 2 };
struct mask {
    struct mask *next;
    struct mask_key key;
    struct SDL_Texture *texture; // white, with the shape as alpha
    struct rect box;             // where it lies, from the shape's own origin
    uint64_t id, used;           // number of this mask; pass it was last drawn in
};
enum { MASK_BUCKETS = 256, MASK_BYTES_MOST = 8 << 20 };
struct masks {
    struct mask *buckets[MASK_BUCKETS];
    size_t bytes;
};
// The shape's coverage as white pixels, and where its box lies. Pure.
struct pixels mask_draw(const struct mask_key *key, struct rect *box);
// For the four kinds made of four corners: side of one corner, px. The mask is two by two of them.
int mask_corner(const struct mask_key *key);
const struct mask *mask_find(struct canvas *canvas,
                             const struct mask_key *key); // valid until the pass ends
void masks_tidy(
    struct canvas *canvas); // between passes: lets go of what was not drawn, if there is too much
void masks_forget(struct canvas *canvas); // all of them

// ---- pictures: canvas_picture.c -----------------------------------------------------------------
enum { PICTURE_VIEWS = 4 };
struct view { // a part of a picture at one size
    struct rect part;
    int w, h;
    bool flipped;
    struct SDL_Texture *texture;
    uint64_t used;
};
struct picture {
    struct canvas *canvas; // NULL after the canvas was destroyed
    struct picture *next, *before;
    struct pixels pixels; // owned
    bool opaque;
    uint64_t id;
    struct view views[PICTURE_VIEWS];
};
void pictures_forget(struct canvas *canvas); // their textures; they are made anew when drawn
void pictures_orphan(struct canvas *canvas); // the canvas goes, the pictures stay
void pictures_bury(struct canvas *canvas);   // frees those destroyed during the pass
// At its own size in panel px, wherever that is between design px: for text. `x`, `y` in panel px.
void canvas_stamp(struct canvas *canvas, const struct picture *picture, int x, int y, colour tint);

// ---- waiting: canvas_wait.c ---------------------------------------------------------------------
struct wait {
    int epoll;       // 0: not made yet
    bool gathered;   // what SDL has open is in it
    bool news;       // the socket that tells of new devices is, too
    uint64_t panels; // which touch panels SDL had open then
};
void wait_look(struct wait *wait); // before SDL reads: whether what it has open may change
int wait_fd(struct wait *wait);    // -1: there is nothing to wait for
void wait_close(struct wait *wait);

// ---- the pass: canvas.c -------------------------------------------------------------------------
enum command_kind { COMMAND_FILL, COMMAND_COPY, COMMAND_VIDEO };
struct command {
    enum command_kind kind;
    bool opaque;
    struct rect at;   // whole
    struct rect seen; // what the clip leaves of it
    colour ink;
    struct SDL_Texture *texture;
    struct rect from; // part of the texture
    uint64_t hash;
};

struct canvas {
    struct screen screen;
    struct cells cells;
    struct masks masks;
    struct picture *pictures, *buried;
    struct canvas_options options;
    bool lost; // there is no display: it is looked for again at retry_ms
    int64_t retry_ms;
    unsigned generation;
    uint64_t passes, serials; // `serials` numbers masks and pictures

    int w, h; // design px
    float scale, left, top;
    float shift; // of this pass, in `top`

    bool in_pass, stale; // stale: all must be presented
    colour background;
    struct rect clip;
    struct command *commands; // owned
    int count, room;

    struct video_picture video; // planes NULL: none
    uint64_t video_shown;       // serial on the screen
    struct canvas_counts counts;

    struct wait wait;
    bool off;             // the screen is switched off: nothing is presented
    int64_t touch_device; // with fingers on it; 0: none known
    int fingers;
};
float panel_x(const struct canvas *canvas, float x);
float panel_y(const struct canvas *canvas, float y);
void canvas_push_fill(struct canvas *canvas, struct rect at, colour ink);
// `id` stands for what is in the texture. `from` is as large as `at`, or one px wide or high and
// stretched.
void canvas_push_copy(struct canvas *canvas, struct SDL_Texture *texture, uint64_t id, bool opaque,
                      struct rect from, struct rect at, colour tint);
void canvas_refit(struct canvas *canvas); // size or renderer changed
uint64_t hash_mix(uint64_t hash, uint64_t value);
