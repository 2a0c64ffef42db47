// Draws the parts that screens are made of, to be looked at beside the design: components OUT.png
// [W H [gpu]]
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "canvas.h"
#include "image.h"
#include "str.h"
#include "text.h"

static const colour BG = 0xFFE9F0ED, SURFACE = 0xFFFFFFFF, SUNKEN = 0xFFD9E5E0, SOFT = 0xFFCFE5DE,
                    OUTLINE = 0xFF4F6B69, INK = 0xFF102A2B, INK2 = 0xFF2F4A4A, PRIMARY = 0xFF0A4D4A,
                    PRESS = 0xFF06312F, SUN = 0xFFF4B942, HAIR = 0xFFBFD0CA;

struct demo {
    struct canvas *canvas;
    struct text *text;
};

static void words(struct demo *demo, int x, int y, int w, const char *text, enum weight weight,
                  int size, enum align align, colour ink)
{
    struct text_style style = {weight, size, 1.2f, 0};
    text_draw(demo->text, text, style, (struct rect){x, y, w, 0}, align, ink);
}

static void icon(struct demo *demo, const char *name, struct rect r, colour ink)
{
    char *path = str_format("assets/%s.svg", name);
    struct rect at = canvas_to_panel(demo->canvas, r);
    struct pixels pixels;
    if (image_load_for(path, at.w, at.h, &pixels)) {
        struct picture *picture = picture_make(demo->canvas, &pixels);
        canvas_picture(demo->canvas, picture, r, ink, false);
        picture_destroy(picture); // drawn all the same at the end of the pass
        pixels_destroy(&pixels);
    }
    free(path);
}

static void outlined(struct demo *demo, struct rect r, int radius, int width, colour edge,
                     colour fill)
{
    canvas_round(demo->canvas, r, radius, edge);
    canvas_round(demo->canvas, rect_inset(r, width), radius - width, fill);
}

static void button(struct demo *demo, int x, const char *head, const char *name, const char *label,
                   int state)
{
    struct rect r = {x, 260 + (state == 2 ? 2 : 0), 336, 112};
    words(demo, x, 214, 336, head, WEIGHT_BOLD, 28, ALIGN_START, INK2);
    colour ink = state == 1 || state == 3 ? INK : state == 4 ? INK2 : SURFACE;
    if (state == 0 || state == 2)
        canvas_round(demo->canvas, r, 24, state ? PRESS : PRIMARY);
    else if (state == 4) {
        canvas_round(demo->canvas, r, 24, 0xFFD5DFDB);
        canvas_dashed(demo->canvas, r, 24, 3, OUTLINE);
    } else
        outlined(demo, r, 24, state == 3 ? 6 : 3, state == 3 ? PRIMARY : OUTLINE,
                 state == 3 ? SOFT : SURFACE);
    icon(demo, name, (struct rect){x + 100, r.y + 34, 44, 44}, ink);
    words(demo, x + 158, r.y + 34, 170, label, WEIGHT_HEAVY, 36, ALIGN_START, ink);
}

static void ring(struct demo *demo, float x, float y, float share)
{
    struct canvas *canvas = demo->canvas;
    float outer = 184, radius = 140;
    for (int i = 0; i < 30; i++) {
        float turn = (float)i / 30 * 6.2831853f, length = i % 5 ? 10 : 16;
        canvas_line(canvas, x + (outer - length) * sinf(turn), y - (outer - length) * cosf(turn),
                    x + outer * sinf(turn), y - outer * cosf(turn), i % 5 ? 3 : 4, INK);
    }
    canvas_arc(canvas, x, y, radius, 30, 0, 1, SUNKEN);
    canvas_arc(canvas, x, y, radius, 30, 0, share, PRIMARY);
    float dx = x + radius * sinf(share * 6.2831853f), dy = y - radius * cosf(share * 6.2831853f);
    canvas_line(canvas, dx, dy, dx, dy, 46, INK);
    canvas_line(canvas, dx, dy, dx, dy, 38, SUN);
    words(demo, (int)x - 150, (int)y - 90, 300, "18", WEIGHT_BLACK, 133, ALIGN_CENTRE, INK);
    words(demo, (int)x - 150, (int)y + 52, 300, "seconds", WEIGHT_HEAVY, 32, ALIGN_CENTRE, INK);
}

static void dot(struct demo *demo, int x, const char *label, colour edge, colour fill, colour ink)
{
    struct rect r = {x, 596, 60, 60};
    outlined(demo, r, 30, 4, edge, fill);
    if (label)
        words(demo, x, 608, 60, label, WEIGHT_BLACK, 30, ALIGN_CENTRE, ink);
    else
        icon(demo, "icons/check", (struct rect){x + 12, 608, 36, 36}, ink);
}

static void card(struct demo *demo)
{
    struct rect r = {64, 456, 700, 206};
    words(demo, 64, 412, 500, "Tappable card", WEIGHT_BOLD, 28, ALIGN_START, INK2);
    canvas_shadow(demo->canvas, r, 32, 0x26102A2B);
    outlined(demo, r, 32, 3, OUTLINE, SURFACE);
    struct rect poster = {67, 459, 366, 200};
    canvas_rect(demo->canvas, poster, 0xFFF3E7CC);
    canvas_clip(demo->canvas, poster);
    icon(demo, "figures/slide", (struct rect){100, 459, 300, 200}, SURFACE);
    canvas_unclip(demo->canvas);
    canvas_round(demo->canvas, (struct rect){0, 0, 0, 0}, 3, INK);
    words(demo, 462, 512, 280, "Leg slide", WEIGHT_HEAVY, 38, ALIGN_START, INK);
    words(demo, 462, 558, 280, "Medium", WEIGHT_MEDIUM, 32, ALIGN_START, INK2);
}

static void draw(struct demo *demo)
{
    static const struct {
        const char *name, *label;
        colour fill;
    } levels[] = {{"icons/octagon", "Emergency", 0xFF9B1C2E},
                  {"icons/bell", "Same day", 0xFF7A4100},
                  {"icons/calendar", "Book", 0xFF1F4E79},
                  {"icons/okcircle", "Self-care", 0xFF1C5B3A}};
    words(demo, 64, 52, 800, "Parts", WEIGHT_BLACK, 68, ALIGN_START, INK);
    words(demo, 64, 140, 1200, "Flat fills, one outline weight, one shadow.", WEIGHT_MEDIUM, 36,
          ALIGN_START, INK2);
    static const char *const heads[] = {"Main action", "Other action", "Pressed", "Chosen",
                                        "Not ready"};
    for (int i = 0; i < 5; i++)
        button(demo, 64 + 364 * i, heads[i], i == 3 ? "icons/check" : "icons/play",
               i == 3 ? "Chosen" : "Start", i);
    card(demo);
    words(demo, 792, 412, 500, "Panel: no outline, do not tap", WEIGHT_BOLD, 28, ALIGN_START, INK2);
    canvas_round(demo->canvas, (struct rect){792, 456, 640, 122}, 32, SURFACE);
    canvas_round(demo->canvas, (struct rect){828, 485, 64, 64}, 32, PRIMARY);
    words(demo, 828, 496, 64, "1", WEIGHT_BLACK, 34, ALIGN_CENTRE, SURFACE);
    words(demo, 924, 470, 500, "Stop and sit down.", WEIGHT_HEAVY, 38, ALIGN_START, INK);
    words(demo, 924, 516, 500, "Hold on to something firm.", WEIGHT_MEDIUM, 32, ALIGN_START, INK2);
    dot(demo, 792, NULL, PRIMARY, PRIMARY, SURFACE);
    dot(demo, 864, "2", INK, SUN, INK);
    dot(demo, 936, "3", OUTLINE, SURFACE, INK2);
    canvas_round(demo->canvas, (struct rect){1040, 598, 130, 56}, 28, SOFT);
    words(demo, 1105, 610, 60, "Tag", WEIGHT_HEAVY, 28, ALIGN_START, INK);
    ring(demo, 1660, 622, 0.6f);
    for (int i = 0; i < 4; i++) {
        struct rect r = {64 + 364 * i, 752, 336, 112};
        canvas_round(demo->canvas, r, 24, levels[i].fill);
        icon(demo, levels[i].name, (struct rect){r.x + 26, 778, 60, 60}, SURFACE);
        words(demo, r.x + 106, 786, 230, levels[i].label, WEIGHT_HEAVY, 32, ALIGN_START, SURFACE);
    }
    outlined(demo, (struct rect){64, 892, 96, 88}, 16, 2, HAIR, BG);
    words(demo, 180, 892, 500, "ارفع رجلك 10 مرات خلال 30 ثانية", WEIGHT_BOLD, 32, ALIGN_START,
          INK);
    words(demo, 180, 940, 500, "大腿内侧抽筋，请坐下。Hold 30 s", WEIGHT_MEDIUM, 32, ALIGN_START,
          INK);
    words(demo, 700, 892, 560, "Čauky Ắầ λόγος щи हिन्दी ไทย עברית", WEIGHT_MEDIUM, 32, ALIGN_START,
          INK);
    words(demo, 700, 940, 560, "Is one leg swollen, warm or a different colour? Look at both.",
          WEIGHT_MEDIUM, 32, ALIGN_START, INK);
    text_set_language(demo->text, "en", false, true);
    words(demo, 64, 1000, 900, "Stop if it hurts. A gentle pull is fine: 10 times.", WEIGHT_HEAVY,
          32, ALIGN_START, INK);
}

int main(int count, char **arguments)
{
    if (count < 2)
        return 2;
    struct canvas_options options = {
        .w = 1920, .h = 1080, .way = CANVAS_SURFACE, .title = "components", .show_cursor = true};
    if (count >= 4) {
        options.w = atoi(arguments[2]);
        options.h = atoi(arguments[3]);
    }
    if (count >= 5)
        options.way = CANVAS_GPU;
    struct demo demo = {.canvas = canvas_open(&options)};
    demo.text = demo.canvas ? text_open(demo.canvas) : NULL;
    if (!demo.text)
        return 1;
    canvas_begin(demo.canvas, BG);
    draw(&demo);
    canvas_end(demo.canvas);
    struct pixels shot = canvas_grab(demo.canvas);
    bool saved = image_save_png(arguments[1], &shot);
    pixels_destroy(&shot);
    text_destroy(demo.text);
    canvas_destroy(demo.canvas);
    return saved ? 0 : 1;
}
