// The canvas in a real X window, both ways to the screen. Needs a display: CTest starts a virtual
// one.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include <SDL.h>

#include "canvas.h"
#include "str.h"
#include "text.h"

static const colour PAPER = 0xFFE9F0ED, INK = 0xFF102A2B;
static uint8_t planes[640 * 360 * 3 / 2];

static struct canvas *canvas_on(enum canvas_way way, int w, int h)
{
    struct canvas_options options = {
        .w = w, .h = h, .way = way, .title = "test", .show_cursor = true};
    struct canvas *canvas = canvas_open(&options);
    assert_non_null(canvas);
    return canvas;
}

static void picture_draw(struct canvas *canvas, struct text *text, bool sheet)
{
    static uint32_t dots[60 * 40];
    for (uint32_t i = 0; i < 60 * 40; i++)
        dots[i] = i * 2654435761u;
    struct picture *picture = picture_make(canvas, &(struct pixels){60, 40, dots});
    canvas_begin(canvas, PAPER);
    canvas_shadow(canvas, (struct rect){700, 100, 500, 300}, 32, 0x28102A2B);
    canvas_round(canvas, (struct rect){700, 100, 500, 300}, 32, INK);
    canvas_round(canvas, (struct rect){703, 103, 494, 294}, 29, 0xFFFFFFFF);
    canvas_dashed(canvas, (struct rect){700, 500, 300, 104}, 24, 3, INK);
    canvas_arc(canvas, 1500, 300, 140, 30, 0, 0.7f, 0xFF0A4D4A);
    canvas_line(canvas, 1200, 500, 1300, 700, 5, INK);
    canvas_picture(canvas, picture, (struct rect){100, 500, 240, 160}, 0xFFFFFFFF, true);
    canvas_picture(canvas, picture, (struct rect){400, 500, 60, 40}, 0x80F4B942, false);
    struct text_style style = {WEIGHT_HEAVY, 46, 1.16f, 0};
    text_draw(text, "Hold still اثبت 10", style, (struct rect){720, 120, 460, 0}, ALIGN_START, INK);
    canvas_video(canvas, (struct rect){0, 0, 640, 360});
    canvas_corners(canvas, (struct rect){0, 0, 640, 360}, 24, PAPER, true, true);
    if (sheet) {
        canvas_rect(canvas, (struct rect){0, 0, 1920, 1080}, 0xB8061C1D);
        canvas_round(canvas, (struct rect){300, 200, 800, 400}, 40, 0xFFFFFFFF);
    }
    canvas_end(canvas);
    picture_destroy(picture);
}

static struct video_picture video_make(uint64_t serial, bool bt709)
{
    for (int y = 0; y < 360; y++)
        for (int x = 0; x < 640; x++)
            planes[y * 640 + x] = (uint8_t)(16 + (x / 8 + y / 8) % 200);
    memset(planes + 640 * 360, 90, 320 * 180);
    memset(planes + 640 * 360 + 320 * 180, 200, 320 * 180);
    return (struct video_picture){planes, 640, 360, 640, bt709, serial};
}

static void assert_alike(struct canvas *one, struct canvas *two)
{
    struct pixels a = canvas_grab(one), b = canvas_grab(two);
    assert_int_equal(a.w * a.h, b.w * b.h);
    int far = 0;
    for (int i = 0; i < a.w * a.h; i++) {
        for (int shift = 0; shift < 24; shift += 8) {
            int away = abs((int)(a.argb[i] >> shift & 0xFF) - (int)(b.argb[i] >> shift & 0xFF));
            // where the brightness of the video steps, GL blends the colour planes between px
            if (away > 6)
                fail_msg("%d,%d: %08X and %08X", i % a.w, i / a.w, a.argb[i], b.argb[i]);
            far += away > 2;
        }
    }
    assert_true(far < a.w * a.h / 20);
    pixels_destroy(&a);
    pixels_destroy(&b);
}

static void both_ways_draw_the_same(void **state)
{
    (void)state;
    struct canvas *ways[2];
    struct text *texts[2];
    for (int i = 0; i < 2; i++) {
        ways[i] = canvas_on(i ? CANVAS_GPU : CANVAS_SURFACE, 1920, 1080);
        texts[i] = text_open(ways[i]);
        assert_non_null(texts[i]);
    }
    assert_true(str_starts(canvas_renderer(ways[0]), "surface"));
    assert_true(str_starts(canvas_renderer(ways[1]), "gpu"));
    for (int pass = 0; pass < 4; pass++) { // with and without a sheet, both standards of colour
        struct video_picture video = video_make((uint64_t)pass + 1, pass >= 2);
        for (int i = 0; i < 2; i++) {
            canvas_set_video(ways[i], &video);
            picture_draw(ways[i], texts[i], pass % 2);
        }
        assert_alike(ways[0], ways[1]);
    }
    for (int i = 0; i < 2; i++) {
        text_destroy(texts[i]);
        canvas_destroy(ways[i]);
    }
}

static void video_colours_are_right(void **state)
{
    (void)state;
    static const uint8_t reds[2][3] = {{81, 90, 240}, {63, 102, 240}}; // BT.601, BT.709
    for (int way = CANVAS_GPU; way <= CANVAS_SURFACE; way++) {
        struct canvas *canvas = canvas_on((enum canvas_way)way, 1280, 720);
        for (int hd = 0; hd < 2; hd++) {
            memset(planes, reds[hd][0], 640 * 360);
            memset(planes + 640 * 360, reds[hd][1], 320 * 180);
            memset(planes + 640 * 360 + 320 * 180, reds[hd][2], 320 * 180);
            struct video_picture video = {planes, 640, 360, 640, hd, (uint64_t)hd + 1};
            canvas_set_video(canvas, &video);
            canvas_begin(canvas, PAPER);
            canvas_video(canvas, (struct rect){0, 0, 1920, 1080});
            canvas_end(canvas);
            struct pixels shot = canvas_grab(canvas);
            uint32_t red = shot.argb[360 * 1280 + 640];
            assert_true((red >> 16 & 0xFF) >= 251 && (red >> 8 & 0xFF) <= 4 && (red & 0xFF) <= 4);
            assert_int_equal(shot.argb[10], 0xFF000000);
            pixels_destroy(&shot);
        }
        canvas_destroy(canvas);
    }
}

static void auto_takes_the_surface_where_there_is_no_gpu(void **state)
{
    (void)state;
    struct canvas *canvas = canvas_on(CANVAS_AUTO, 640, 360);
    const char *name = canvas_renderer(canvas);
    // a virtual display has no GPU behind it; on a real one a hardware renderer would be as right
    assert_true(strcmp(name, "surface software") == 0 ||
                (str_starts(name, "gpu") && !strstr(name, "llvmpipe")));
    canvas_destroy(canvas);
}

// Waits on the canvas's own descriptor, as the main loop does, until `kind` comes or ten seconds
// are over.
static bool await_input(struct canvas *canvas, enum input_kind kind)
{
    for (int round = 0; round < 100; round++) {
        for (struct input input; canvas_poll(canvas, &input);)
            if (input.kind == kind)
                return true;
        struct pollfd wait = {canvas_fd(canvas), POLLIN, 0};
        poll(&wait, 1, 100);
    }
    return false;
}

static void a_new_size_is_drawn_anew(void **state)
{
    (void)state;
    for (int way = CANVAS_GPU; way <= CANVAS_SURFACE; way++) {
        struct canvas *canvas = canvas_on((enum canvas_way)way, 960, 540);
        struct text *text = text_open(canvas);
        assert_true(canvas_fd(canvas) >= 0);
        struct video_picture video = video_make(1, false);
        canvas_set_video(canvas, &video);
        picture_draw(canvas, text, false);
        unsigned generation = canvas_generation(canvas);
        SDL_Window *window = SDL_GetWindowFromID(1);
        for (Uint32 id = 2; !window && id < 50; id++) // whichever number SDL has come to
            window = SDL_GetWindowFromID(id);
        assert_non_null(window);
        SDL_SetWindowSize(window, 540, 960);
        assert_true(await_input(canvas, INPUT_REDRAW));
        assert_int_not_equal(canvas_generation(canvas), generation);
        assert_true(canvas_portrait(canvas));
        picture_draw(canvas, text, false);
        struct pixels shot = canvas_grab(canvas);
        assert_int_equal(shot.w, 540);
        assert_int_equal(shot.h, 960);
        assert_int_equal(shot.argb[959 * 540 + 539], PAPER);
        pixels_destroy(&shot);
        text_destroy(text);
        canvas_destroy(canvas);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_ways_draw_the_same),
        cmocka_unit_test(video_colours_are_right),
        cmocka_unit_test(auto_takes_the_surface_where_there_is_no_gpu),
        cmocka_unit_test(a_new_size_is_drawn_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
