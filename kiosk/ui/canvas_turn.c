// A panel that hangs turned: where things of the picture lie in the window, and back. Pure.
#include "canvas_inside.h"

struct rect turn_rect(int turn, int w, int h, struct rect r)
{
    switch (turn & 3) {
    case 1:
        return (struct rect){h ? h - r.y - r.h : 0, r.x, r.h, r.w};
    case 2:
        return (struct rect){w ? w - r.x - r.w : 0, h ? h - r.y - r.h : 0, r.w, r.h};
    case 3:
        return (struct rect){r.y, w ? w - r.x - r.w : 0, r.h, r.w};
    default:
        return r;
    }
}

void turn_touch(int turn, float *x, float *y)
{
    float window_x = *x, window_y = *y;
    switch (turn & 3) {
    case 1:
        *x = window_y;
        *y = 1 - window_x;
        break;
    case 2:
        *x = 1 - window_x;
        *y = 1 - window_y;
        break;
    case 3:
        *x = 1 - window_y;
        *y = window_x;
        break;
    }
}

// In squares, so that neither the rows read nor the rows written fall out of the cache.
void turn_copy(int turn, int w, int h, struct rect r, const uint32_t *picture, int picture_stride,
               uint32_t *window, int window_stride)
{
    enum { SQUARE = 32 };
    struct rect origin = turn_rect(turn, w, h, (struct rect){0, 0, 1, 1});
    struct rect right = turn_rect(turn, w, h, (struct rect){1, 0, 1, 1});
    struct rect down = turn_rect(turn, w, h, (struct rect){0, 1, 1, 1});
    long step_x = (right.y - origin.y) * (long)window_stride + right.x - origin.x;
    long step_y = (down.y - origin.y) * (long)window_stride + down.x - origin.x;
    uint32_t *start = window + origin.y * (long)window_stride + origin.x;
    for (int top = r.y; top < r.y + r.h; top += SQUARE) {
        for (int left = r.x; left < r.x + r.w; left += SQUARE) {
            struct rect square = rect_common((struct rect){left, top, SQUARE, SQUARE}, r);
            for (int y = square.y; y < square.y + square.h; y++)
                for (int x = square.x; x < square.x + square.w; x++)
                    start[x * step_x + y * step_y] = picture[y * (long)picture_stride + x];
        }
    }
}
