#pragma once
// What is known of each video in the videos folder: asked of the player child in the background, so
// that nothing has to be found out at a tap. Main thread only.

#include <stdbool.h>
#include <stddef.h>

#include "player.h"

struct reel;
struct reel *reel_open(struct player *player, const char *folder);
void reel_destroy(struct reel *reel); // accepts NULL

// What publishing found out beforehand.
struct reel_known {
    const char *name;
    struct media_info info;
};
// The videos are in `folder` from now on. `known` is sorted by name and stays the caller's, alive
// until the next call; of the names in it nothing is asked. NULL: nothing is known.
void reel_show(struct reel *reel, const char *folder, const struct reel_known *known, size_t count);

// Asks for `name` unless it is known and unchanged. The answer comes through reel_handle.
void reel_want(struct reel *reel, const char *name);
// Takes answers from the player. True if something became known.
bool reel_handle(struct reel *reel);
// Zeroed if not known (yet) or not playable.
struct media_info reel_info(const struct reel *reel, const char *name);
// English reason why it cannot be played; NULL if it can, or is not known.
const char *reel_problem(const struct reel *reel, const char *name);
// Opens it for the player; -1 if it cannot be read (logged).
int reel_open_video(const struct reel *reel, const char *name);
