#pragma once
// Runs a player as the kiosk's main loop would, for the tests.

#include <stdbool.h>
#include <stdint.h>

#include "player.h"

// One turn: waits for the player's socket or deadline, at most `ms`. True if there was news.
bool stage_turn(struct player *player, int ms);
// Turns until `done` says so. False if that took longer than `limit_ms`.
bool stage_until(struct player *player, bool (*done)(struct player *), int limit_ms);
void stage_for(struct player *player, int ms);

// Conditions for stage_until.
bool stage_shows(struct player *player); // a picture of the video
bool stage_over(struct player *player);  // ended or failed
bool stage_ended(struct player *player);
bool stage_failed(struct player *player);

struct player *stage_open(int hang_ms);
// Plays a clip of the clips folder in a 640x360 pane, shape not told.
void stage_play(struct player *player, const char *clip, int64_t start_ms, bool paused);
int open_descriptors(void);
