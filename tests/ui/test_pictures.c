// What the cache of pictures keeps: no more than its share of memory, and nothing of a file that may
// have changed.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "canvas.h"
#include "image.h"
#include "memory_display.h"
#include "pictures.h"
#include "str.h"

enum { ALL_MOST = 256 << 20 };

static struct canvas *canvas;
static struct pictures *pictures;

static int set_up(void **state)
{
    (void)state;
    canvas = canvas_open(
        &(struct canvas_options){.w = 1920, .h = 1080, .way = CANVAS_SURFACE, .title = "pictures"});
    pictures = canvas ? pictures_open(canvas, "/nowhere") : NULL;
    return pictures ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    pictures_destroy(pictures);
    canvas_destroy(canvas);
    return 0;
}

static struct pixels plain(int w, int h, uint32_t argb)
{
    struct pixels pixels = pixels_make(w, h);
    for (int i = 0; i < w * h; i++)
        pixels.argb[i] = argb;
    return pixels;
}

static void what_was_used_longest_ago_goes(void **state)
{
    (void)state;
    enum { MANY = 40 }; // of 16 MB
    struct pixels large = plain(1920, 1080, 0xFF204060);
    for (int i = 0; i < MANY; i++) {
        char *name = str_format("number %d", i);
        assert_non_null(pictures_put(pictures, name, &large));
        assert_non_null(pictures_get(pictures, "number 0")); // in use all the time
        assert_true(pictures_bytes(pictures) <= ALL_MOST);
        free(name);
    }
    assert_true(pictures_bytes(pictures) > ALL_MOST / 2); // it does keep some
    assert_null(pictures_get(pictures, "number 1"));
    assert_non_null(pictures_get(pictures, "number 39"));
    pixels_destroy(&large);
}

static void forgotten_files_are_read_anew(void **state)
{
    (void)state;
    char path[] = "/tmp/kiosk-picture-XXXXXX.png";
    int fd = mkstemps(path, 4);
    assert_true(fd >= 0 && close(fd) == 0);
    static const struct corners none;
    struct pixels picture = plain(40, 30, 0xFFFFFFFF);
    assert_null(pictures_file(pictures, path, 40, 30, none)); // empty as yet
    assert_true(image_save_png(path, &picture));
    assert_null(pictures_file(pictures, path, 40, 30, none)); // it is not tried in each pass
    pictures_forget_files(pictures);
    assert_non_null(pictures_file(pictures, path, 40, 30, none));
    assert_true(pictures_bytes(pictures) > 0);
    pictures_forget_files(pictures);
    assert_int_equal(pictures_bytes(pictures), 0);
    unlink(path);
    pixels_destroy(&picture);
}

#define PICTURES(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PICTURES(what_was_used_longest_ago_goes),
        PICTURES(forgotten_files_are_read_anew),
    };
    return cmocka_run_group_tests(tests, memory_display, NULL);
}
