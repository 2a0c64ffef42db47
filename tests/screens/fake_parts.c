// Stand-ins for the player and the printer: no child, no thread, no time.
#include "fake_parts.h"

#include <unistd.h>

#include "image.h"

struct fake_parts fake;
static uint8_t planes[3840 * 2176 * 3 / 2];
static struct player_frame frame;
static const struct pixels *shown;

void fake_show(const struct pixels *picture)
{
    shown = picture;
}

void fake_next_picture(void)
{
    frame.serial++;
}

static uint8_t limited(double value)
{
    return (uint8_t)(value < 16 ? 16 : value > 240 ? 240 : value + 0.5);
}

// BT.709, limited range, one colour for each 2 x 2 px.
static void fill(const struct pixels *from)
{
    int w = from->w & ~1, h = from->h & ~1, pitch = (w + 63) & ~63;
    uint8_t *u = planes + pitch * h, *v = u + pitch / 2 * (h / 2);
    for (int y = 0; y < h; y++) {
        for (int x = 0; x < w; x++) {
            uint32_t px = from->argb[y * from->w + x];
            double r = px >> 16 & 255, g = px >> 8 & 255, b = px & 255;
            planes[y * pitch + x] = limited(16 + 0.1826 * r + 0.6142 * g + 0.0620 * b);
            if (!(x & 1) && !(y & 1)) {
                u[y / 2 * (pitch / 2) + x / 2] =
                    limited(128 - 0.1006 * r - 0.3386 * g + 0.4392 * b);
                v[y / 2 * (pitch / 2) + x / 2] =
                    limited(128 + 0.4392 * r - 0.3989 * g - 0.0403 * b);
            }
        }
    }
    frame = (struct player_frame){planes, w, h, pitch, true, 0, frame.serial + 1};
}

void player_play(struct player *player, const struct player_request *request)
{
    (void)player;
    fake.plays++;
    close(request->fd);
    struct pixels scaled = shown ? image_scaled(shown, (struct rect){0, 0, shown->w, shown->h},
                                                request->w, request->h, request->mirror)
                                 : pixels_make(request->w, request->h);
    fill(&scaled);
    pixels_destroy(&scaled);
}

void player_pause(struct player *player, bool paused)
{
    (void)player;
    (void)paused;
}

void player_seek(struct player *player, int64_t to_ms)
{
    (void)player;
    (void)to_ms;
}

void player_stop(struct player *player)
{
    (void)player;
    frame.planes = NULL;
}

enum player_state player_state(const struct player *player)
{
    (void)player;
    return fake.player;
}

const struct player_frame *player_frame(struct player *player)
{
    (void)player;
    return frame.planes && fake.player != PLAYER_OPENING && fake.player != PLAYER_FAILED ? &frame
                                                                                         : NULL;
}

int64_t player_position_ms(const struct player *player)
{
    (void)player;
    return fake.position_ms;
}

void player_probe(struct player *player, int fd, int token)
{
    (void)player;
    (void)token;
    close(fd);
}

bool player_take_probe(struct player *player, int *token, bool *playable, struct media_info *info,
                       const char **problem)
{
    (void)player, (void)token, (void)playable, (void)info, (void)problem;
    return false;
}

struct printer_status printer_status(const struct printer *printer)
{
    (void)printer;
    return fake.printer;
}

void printer_print(struct printer *printer, char *pdf, size_t bytes, int pages, bool a4)
{
    (void)printer, (void)pdf, (void)bytes, (void)pages, (void)a4;
}

void printer_cancel(struct printer *printer)
{
    (void)printer;
    fake.cancels++;
}

void printer_ask(struct printer *printer)
{
    (void)printer;
}
