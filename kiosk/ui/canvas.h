#pragma once
// The window, and what is drawn in it. Callers describe the whole screen in every pass, in design
// px; only what differs from the pass before is drawn and presented. Main thread only.

#include <stdbool.h>
#include <stdint.h>

#include "geom.h"
#include "pixels.h"

typedef uint32_t colour; // 0xAARRGGBB

enum canvas_way {
    CANVAS_AUTO,    // a GPU if there is a real one, else the surface
    CANVAS_GPU,     // SDL_Renderer, accelerated; the driver converts the video
    CANVAS_SURFACE, // software renderer on the window's surface; the video is converted straight
                    // into it
};

struct canvas_options {
    int w, h; // window size in px; 0: the whole display, without a border
    enum canvas_way way;
    const char *title;   // must live as long as the canvas
    bool show_cursor;    // on a desktop; never on a kiosk
    int turn;            // quarter turns clockwise by which the picture is turned in the window
    const char *display; // by its name or number ("HDMI-1", "2"); NULL: the first
};

struct canvas;
// NULL if there is no display to be had (logged). The caller may try again later.
struct canvas *canvas_open(const struct canvas_options *options);
void canvas_destroy(struct canvas *canvas); // accepts NULL
// Another turn from now on; nothing happens if it is the same.
void canvas_turn(struct canvas *canvas, int quarter_turns);

// Asks the window manager, where there is one, for the whole display. After the first picture,
// because SDL waits 0.1 s for an answer where there is none. Nothing happens to a canvas opened
// with a size.
void canvas_fill_display(struct canvas *canvas);

// The design space that fits this window: 1920x1080 for a window at least as wide as high, else
// 1080x1920. It is scaled as one and centred; what is left over has the background's colour.
int canvas_width(const struct canvas *canvas);
int canvas_height(const struct canvas *canvas);
bool canvas_portrait(const struct canvas *canvas);
float canvas_scale(const struct canvas *canvas); // panel px per design px
struct rect canvas_to_panel(const struct canvas *canvas, struct rect design); // px in the window
int canvas_panel_mm(
    const struct canvas *canvas); // width of the display in mm by its own word; 0 if unknown
const char *
canvas_renderer(const struct canvas *canvas); // "surface software", "gpu opengl", for log and stats

// ---- pictures -----------------------------------------------------------------------------------
// A picture is drawn at any size, resampled once for each; sharpest at its own. It outlives a lost
// renderer: a changed canvas_generation only means that the scale may be another, so that what was
// made for the panel's px is best made anew.
struct picture;
struct picture *picture_make(struct canvas *canvas,
                             const struct pixels *pixels); // copies the pixels
// Accepts NULL. In the middle of a pass what was drawn of it still shows; also after its canvas was
// destroyed.
void picture_destroy(struct picture *picture);
void picture_size(const struct picture *picture, int *w, int *h); // px
unsigned canvas_generation(const struct canvas *canvas);

// ---- one pass -----------------------------------------------------------------------------------
// A pass that was begun and not ended is forgotten.
void canvas_begin(struct canvas *canvas, colour background);
void canvas_rect(struct canvas *canvas, struct rect r, colour fill);
void canvas_round(struct canvas *canvas, struct rect r, int radius,
                  colour fill); // radius h/2 makes a pill or a disc
void canvas_dashed(struct canvas *canvas, struct rect r, int radius, int width,
                   colour edge); // a dashed outline
void canvas_shadow(struct canvas *canvas, struct rect r, int radius,
                   colour ink); // soft, falls y+10, fades within 36 px; its middle is left out,
                                // something opaque stands there
void canvas_line(struct canvas *canvas, float x0, float y0, float x1, float y1, float width,
                 colour ink); // round ends; without length: a disc, at any place between px
// Part of a ring, clockwise; turns from 12 o'clock, 0 to 1; round ends. Drawn in pieces, so that
// when only its end moves only the piece at the end is drawn again.
void canvas_arc(struct canvas *canvas, float x, float y, float radius, float width, float from,
                float to, colour ink);
// `tint` multiplies the picture (white leaves it). Flipped: left is right.
void canvas_picture(struct canvas *canvas, const struct picture *picture, struct rect to,
                    colour tint, bool flipped);
// The four corners outside a rounded rectangle, in the colour that lies behind it.
void canvas_corners(struct canvas *canvas, struct rect r, int radius, colour behind, bool top,
                    bool bottom);
// Where the picture of the video stands. It is drawn at its own size in panel px, centred in `r` on
// black.
void canvas_video(struct canvas *canvas, struct rect r);
// Everything drawn until canvas_unclip is cut to `r`.
void canvas_clip(struct canvas *canvas, struct rect r);
void canvas_unclip(struct canvas *canvas);
// Everything from here to the end of the pass is drawn `dy` lower: for a sheet that rises.
void canvas_shift(struct canvas *canvas, int dy);
// Keeps what is on the screen now, to fade from: until canvas_show says 1, what reaches the screen is
// a mixture of that and of what is drawn.
void canvas_keep(struct canvas *canvas);
// How much of what is drawn shows in the next canvas_end: 0 to 1, which forgets what was kept.
void canvas_show(struct canvas *canvas, float part);
// Draws and presents what changed since the pass before. True if anything did and reached the screen.
bool canvas_end(struct canvas *canvas);
// Presents the picture as it is once more (for the watchdog). False if it could not; true where the
// screen is off, or lost and looked for.
bool canvas_present(struct canvas *canvas);

// Switches the screen off and on where nobody else is its master; elsewhere it turns black. While it is
// off nothing is presented; what was drawn stands there when it is on again. Input goes on.
void canvas_power(struct canvas *canvas, bool on);
bool canvas_is_off(const struct canvas *canvas);

// ---- the video's picture ------------------------------------------------------------------------
struct video_picture {
    const uint8_t
        *planes; // I420, contiguous planes; must stay valid until another picture, or none, is set
    int w, h, pitch;
    bool bt709;
    uint64_t serial; // a new serial means a new picture
};
void canvas_set_video(struct canvas *canvas,
                      const struct video_picture *picture); // NULL: none (black)

// ---- input --------------------------------------------------------------------------------------
enum input_kind {
    INPUT_DOWN,
    INPUT_MOVE,
    INPUT_UP,     // design px; `contact` says which finger, 0 is the mouse
    INPUT_CANCEL, // contacts went away without lifting (device gone, window lost); `contact` is
                  // INPUT_EVERY_CONTACT
    INPUT_QUIT,   // somebody closed the window
    INPUT_REDRAW, // size or renderer changed: make a new pass
};
enum { INPUT_EVERY_CONTACT = -1 };
struct input {
    enum input_kind kind;
    int x, y;
    int64_t contact;
};
// The next event, or false when there is none. Finger events are taken as fingers only, never a
// second time as mouse.
bool canvas_poll(struct canvas *canvas, struct input *input);
// For poll(): readable when events may be there; -1 when the platform offers none (poll every 16 ms
// then).
int canvas_fd(struct canvas *canvas);

// The picture as it is on the screen now, in panel px and upright. Owned by the caller.
struct pixels canvas_grab(struct canvas *canvas);

struct canvas_counts {
    uint64_t presents; // times something reached the screen
    uint64_t panel_px; // px presented in all
};
struct canvas_counts canvas_counts(const struct canvas *canvas);
