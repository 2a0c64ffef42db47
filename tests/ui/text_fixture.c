// Opens what the tests of text draw with.
#include "text_fixture.h"

#include <stdlib.h>

#include "canvas_inside.h"
#include "str.h"

int fixture_make(void **state)
{
    struct fixture *fixture = mem_make(1, sizeof *fixture);
    struct canvas_options options = {
        .w = 1920, .h = 1080, .way = CANVAS_SURFACE, .title = "test", .show_cursor = true};
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    fixture->canvas = canvas_open(&options);
    fixture->text = fixture->canvas ? text_open(fixture->canvas) : NULL;
    *state = fixture;
    return fixture->text ? 0 : -1;
}

int fixture_destroy(void **state)
{
    struct fixture *fixture = *state;
    text_destroy(fixture->text);
    canvas_destroy(fixture->canvas);
    free(fixture);
    return 0;
}

int ink_between(struct canvas *canvas, int from, int to)
{
    struct pixels shot = canvas_grab(canvas);
    int found = 0;
    for (int x = from; x < to; x++)
        for (int y = 0; y < 100; y++)
            if (shot.argb[y * shot.w + x] != 0xFFFFFFFF) {
                found++;
                break;
            }
    pixels_destroy(&shot);
    return found;
}

void draw_one(struct fixture *fixture, const char *utf8, struct rect r, enum align align)
{
    canvas_begin(fixture->canvas, 0xFFFFFFFF);
    text_draw(fixture->text, utf8, BODY, r, align, 0xFF000000);
    canvas_end(fixture->canvas);
}
