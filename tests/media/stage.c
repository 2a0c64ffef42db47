#include "stage.h"

#include "clips.h"
#include "clock.h"

#include <dirent.h>
#include <poll.h>
#include <stddef.h>

bool stage_turn(struct player *player, int ms)
{
    int64_t left = player_deadline_ms(player) - clock_ms();
    if (left < 0)
        left = 0;
    struct pollfd wait = {.fd = player_fd(player), .events = POLLIN};
    poll(&wait, 1, left < ms ? (int)left : ms);
    return player_handle(player);
}

bool stage_until(struct player *player, bool (*done)(struct player *), int limit_ms)
{
    for (int64_t limit = clock_ms() + limit_ms; clock_ms() < limit; stage_turn(player, 50))
        if (done(player))
            return true;
    return done(player);
}

static bool never(struct player *player)
{
    (void)player;
    return false;
}

void stage_for(struct player *player, int ms)
{
    (void)stage_until(player, never, ms);
}

bool stage_shows(struct player *player)
{
    return player_frame(player) != NULL;
}

bool stage_over(struct player *player)
{
    return stage_ended(player) || stage_failed(player);
}

bool stage_ended(struct player *player)
{
    return player_state(player) == PLAYER_ENDED;
}

bool stage_failed(struct player *player)
{
    return player_state(player) == PLAYER_FAILED;
}

struct player *stage_open(int hang_ms)
{
    return player_open(&(struct player_options){.program = PLAYER_PROGRAM, .hang_ms = hang_ms});
}

void stage_play(struct player *player, const char *clip, int64_t start_ms, bool paused)
{
    player_play(
        player,
        &(struct player_request){
            .fd = clip_open(clip), .w = 640, .h = 360, .start_ms = start_ms, .paused = paused});
}

int open_descriptors(void)
{
    DIR *folder = opendir("/proc/self/fd");
    int count = 0;
    while (readdir(folder))
        count++;
    closedir(folder);
    return count;
}
