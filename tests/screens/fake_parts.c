// Stand-ins for the player and the printer: no child, no thread, no time.
#include "fake_parts.h"

#include <unistd.h>

struct fake_parts fake;
static uint8_t grey[1152 * 648 * 3 / 2 + 1080 * 64];
static struct player_frame frame;

void player_play(struct player *player, const struct player_request *request)
{
    (void)player;
    close(request->fd);
    frame = (struct player_frame){grey, request->w & ~1, request->h & ~1, (request->w + 63) & ~63, true, 0, 1};
    for (size_t i = 0; i < sizeof grey; i++)
        grey[i] = 128;
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
    frame = (struct player_frame){0};
}

enum player_state player_state(const struct player *player)
{
    (void)player;
    return fake.player;
}

const struct player_frame *player_frame(struct player *player)
{
    (void)player;
    return frame.planes && fake.player != PLAYER_OPENING && fake.player != PLAYER_FAILED ? &frame : NULL;
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

bool player_take_probe(struct player *player, int *token, bool *playable, struct media_info *info, const char **problem)
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
}

const char *printer_problem_code(enum printer_problem problem)
{
    (void)problem;
    return "PRN-03";
}
