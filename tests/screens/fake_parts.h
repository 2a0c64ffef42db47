#pragma once
// A player and a printer that do as the test says: linked in place of the real ones.

#include "player.h"
#include "printer.h"

struct fake_parts {
    enum player_state player;
    int64_t position_ms;
    struct printer_status printer;
    int cancels; // asked of the printer
    int plays;   // how often a video was handed to the player
};
extern struct fake_parts fake;

// The picture that the player shows from now on, scaled to the pane asked for. Not owned; NULL:
// grey.
struct pixels;
void fake_show(const struct pixels *picture);
void fake_next_picture(void); // the same picture again, as if it were the next one of the video
