// What moves: how long, from what to what, and that it ends.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "canvas.h"
#include "canvas_inside.h"
#include "clock.h"
#include "memory_display.h"
#include "ui.h"

static const colour BLACK = 0xFF000000, WHITE = 0xFFFFFFFF, RED = 0xFFC80000;

static void a_fade_and_a_rise_take_their_time_and_end(void **state)
{
    (void)state;
    struct motion motion = {0};
    assert_true(motion_start(&motion, false));
    assert_true(motion_part(&motion, 5000) == 0); // until its first picture was shown
    motion.since_ms = 5000;
    assert_true(motion_part(&motion, 5080) == 0.5f);
    assert_int_equal(motion_rise(&motion, 5080), 0);
    assert_true(motion_part(&motion, 5160) == 1);
    assert_true(motion_start(&motion, true));
    assert_int_equal(motion_rise(&motion, 6000), 24);
    motion.since_ms = 6000;
    assert_int_equal(motion_rise(&motion, 6090), 6);
    assert_int_equal(motion_rise(&motion, 6180), 0);
    assert_true(motion_part(&motion, 6180) == 1);
    motion.still = true;
    assert_false(motion_start(&motion, true));
    assert_true(motion_part(&motion, 7000) == 1);
    assert_int_equal(motion_rise(&motion, 7000), 0);
}

static void frames_that_come_late_are_counted(void **state)
{
    (void)state;
    struct motion motion = {0};
    motion_frame(&motion, true, true, 1000); // the first follows nothing
    motion_frame(&motion, true, true, 1017);
    motion_frame(&motion, true, true, 1045); // late, but within the next frame
    assert_int_equal(motion.dropped, 0);
    motion_frame(&motion, true, false, 1095); // 50 ms: two did not come
    assert_int_equal(motion.dropped, 2);
    motion_frame(&motion, false, false, 9000); // a still screen is not late
    motion_frame(&motion, true, true, 12000);
    assert_int_equal(motion.dropped, 2);
    assert_int_equal(motion.frames, 5);
}

static void mixtures_are_exact_at_both_ends(void **state)
{
    (void)state;
    uint32_t from[] = {BLACK, WHITE, 0xFF123456, RED}, to[] = {WHITE, BLACK, 0xFF654321, RED},
             out[4];
    fade_mix(out, from, to, 4, 0);
    assert_memory_equal(out, from, sizeof out);
    fade_mix(out, from, to, 4, 256);
    assert_memory_equal(out, to, sizeof out);
    fade_mix(out, from, to, 4, 128);
    assert_int_equal(out[0], 0xFF7F7F7F);
    assert_int_equal(out[3], RED);
}

static uint32_t pixel(struct canvas *canvas, int x, int y)
{
    struct pixels shot = canvas_grab(canvas);
    uint32_t argb = shot.argb[y * shot.w + x];
    pixels_destroy(&shot);
    return argb;
}

static bool draw(struct canvas *canvas, float part, colour paper, int dy)
{
    canvas_begin(canvas, paper);
    canvas_shift(canvas, dy);
    canvas_rect(canvas, (struct rect){100, 100, 100, 100}, RED);
    canvas_show(canvas, part);
    return canvas_end(canvas);
}

static void one_picture_fades_into_the_next(void **state)
{
    (void)state;
    struct canvas *canvas = canvas_open(&(struct canvas_options){
        .w = 1920, .h = 1080, .way = CANVAS_SURFACE, .title = "test", .show_cursor = true});
    assert_non_null(canvas);
    draw(canvas, 1, BLACK, 0);
    canvas_keep(canvas);
    assert_true(draw(canvas, 0, WHITE, 0));
    assert_int_equal(pixel(canvas, 10, 10), BLACK);
    draw(canvas, 0.5f, WHITE, 0); // nothing is drawn anew, and yet it is another mixture
    assert_int_equal(pixel(canvas, 10, 10), 0xFF7F7F7F);
    assert_int_equal(pixel(canvas, 150, 150), RED);
    draw(canvas, 0.5f, WHITE, 40); // what rises is drawn afresh, not on the mixture
    assert_int_equal(pixel(canvas, 150, 230), 0xFF640000);
    assert_int_equal(pixel(canvas, 150, 110), 0xFFE37F7F);
    canvas_keep(canvas); // changed its mind: from the mixture to what is drawn
    draw(canvas, 0, WHITE, 0);
    assert_int_equal(pixel(canvas, 10, 10), 0xFF7F7F7F);
    draw(canvas, 1, WHITE, 0);
    assert_int_equal(pixel(canvas, 10, 10), WHITE);
    assert_int_equal(pixel(canvas, 150, 110), RED);
    assert_int_equal(pixel(canvas, 150, 230), WHITE);
    assert_false(draw(canvas, 1, WHITE, 0)); // over: a still screen is still again
    canvas_destroy(canvas);
}

// A button under a finger: dark at once, gone in 120 ms, and then nothing wants another pass.
static void the_mark_of_a_finger_comes_at_once_and_goes(void **state)
{
    (void)state;
    struct canvas *canvas = canvas_open(&(struct canvas_options){
        .w = 1920, .h = 1080, .way = CANVAS_SURFACE, .title = "test", .show_cursor = true});
    static struct ui ui; // large: the tree
    ui = (struct ui){.canvas = canvas, .text = text_open(canvas), .theme = &theme_light};
    ui.pictures = pictures_open(canvas, SOURCE_ROOT "/assets/icons");
    struct button button = {.id = "b", .words = ""};
    uint32_t seen[4];
    for (int i = 0; i < 4; i++) {
        ui.now_ms = 1000 + (i == 2 ? 60 : i == 3 ? 130 : 0);
        strcpy(ui.pointer.pressed, i == 1 ? "b" : "");
        strcpy(ui.pointer.released, "b");
        ui.pointer.released_ms = i >= 2 ? 1000 : 0;
        ui_begin(&ui, "test", 0xFFE9F0ED);
        ui_button(&ui, button, (struct rect){100, 100, 200, 104});
        ui_end(&ui);
        seen[i] = pixel(canvas, 120, 180);
        assert_int_equal(ui.wake_ms != INT64_MAX, i == 2);
    }
    assert_int_equal(seen[0], theme_light.surface);
    assert_int_equal(seen[1], theme_light.press);
    assert_int_equal(seen[3], seen[0]);
    assert_true((seen[2] & 255) > (seen[1] & 255) && (seen[2] & 255) < (seen[0] & 255));
    ui.motion.still = true; // reduced: gone at once
    ui.now_ms = 1010;
    ui_begin(&ui, "test", 0xFFE9F0ED);
    ui_button(&ui, button, (struct rect){100, 100, 200, 104});
    ui_end(&ui);
    assert_int_equal(pixel(canvas, 120, 180), theme_light.surface);
    tree_destroy(&ui.tree);
    pictures_destroy(ui.pictures);
    text_destroy(ui.text);
    canvas_destroy(canvas);
}

// Pixels that differ between two passes of a ring a few ms apart.
static int ring_steps(struct ui *ui, float from, float to)
{
    struct pixels shots[2];
    float parts[2] = {from, to};
    for (int i = 0; i < 2; i++) {
        ui_begin(ui, "test", WHITE);
        ui_ring(ui, (struct rect){100, 100, 368, 368}, parts[i], 30, "20", NULL);
        ui_end(ui);
        shots[i] = canvas_grab(ui->canvas);
    }
    int count = 0;
    for (int i = 0; i < shots[0].w * shots[0].h; i++)
        count += shots[0].argb[i] != shots[1].argb[i];
    pixels_destroy(&shots[0]);
    pixels_destroy(&shots[1]);
    return count;
}

static void a_ring_moves_smoothly_or_from_second_to_second(void **state)
{
    (void)state;
    struct canvas *canvas = canvas_open(&(struct canvas_options){
        .w = 1920, .h = 1080, .way = CANVAS_SURFACE, .title = "test", .show_cursor = true});
    static struct ui ui;
    ui = (struct ui){.canvas = canvas, .text = text_open(canvas), .theme = &theme_light};
    assert_true(ring_steps(&ui, 0.660f, 0.659f) > 0);
    ui_wake_ring(&ui, 19.75);
    assert_int_equal(ui.wake_ms, ui.now_ms + MOTION_SLOW_FRAME_MS);
    ui.motion.still = true;
    ui.wake_ms = INT64_MAX;
    assert_int_equal(ring_steps(&ui, 0.660f, 0.650f), 0); // 19.8 and 19.5 s: both show 20
    assert_true(ring_steps(&ui, 0.660f, 0.630f) > 0);     // 18.9 s shows 19
    ui_wake_ring(&ui, 19.75);
    assert_int_equal(ui.wake_ms, ui.now_ms + 751);
    tree_destroy(&ui.tree);
    text_destroy(ui.text);
    canvas_destroy(canvas);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fade_and_a_rise_take_their_time_and_end),
        cmocka_unit_test(frames_that_come_late_are_counted),
        cmocka_unit_test(mixtures_are_exact_at_both_ends),
        cmocka_unit_test(one_picture_fades_into_the_next),
        cmocka_unit_test(the_mark_of_a_finger_comes_at_once_and_goes),
        cmocka_unit_test(a_ring_moves_smoothly_or_from_second_to_second),
    };
    return cmocka_run_group_tests(tests, memory_display, NULL);
}
