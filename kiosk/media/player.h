#pragma once
// The player child seen from here: it owns libvlc, decodes into shared memory and may die at any
// time. Nothing in this file waits for it. Main thread only.

#include <stdbool.h>
#include <stdint.h>

struct player; // the child, its socket, the shared ring, what is asked of it now

struct media_info {
    int w, h;            // px as seen: after rotation, aspect made square
    int64_t duration_ms; // 0 if not known
};

// One I420 picture in the shared ring. Valid until the next call of a function that is not const.
struct player_frame {
    // Y, then U, then V, contiguous: ready for SDL_ConvertPixels with SDL_PIXELFORMAT_IYUV
    const uint8_t *planes;
    int w, h;            // px, both even
    int pitch;           // bytes a row of Y: w rounded up to 64; U and V have pitch/2
    bool bt709;          // else BT.601
    int64_t position_ms; // of the video
    uint64_t serial;     // counts up with every frame, never 0
};

enum player_state {
    PLAYER_IDLE,    // nothing asked for
    PLAYER_OPENING, // asked for, no frame yet
    PLAYER_PLAYING,
    PLAYER_PAUSED,
    PLAYER_ENDED,  // the last frame stays
    PLAYER_FAILED, // this video cannot be played: player_problem says why
};

struct player_options {
    const char *program; // path of physio-kiosk-player
    int memory_limit_mb; // 0 = 1024 (RLIMIT_AS); an idle child past 400 MB resident is replaced
    int hang_ms;         // 0 = 3000: no frame and no advancing time for so long is a hang
};

// Starts the child. Never fails for good: a child that cannot be started is tried again, with
// growing pauses, and every video fails with its sentence meanwhile.
struct player *player_open(const struct player_options *options);
void player_destroy(struct player *player); // accepts NULL; ends the child

// For poll. Changes when the child is replaced; -1 while there is none.
int player_fd(const struct player *player);
// When player_handle wants to be called next, by clock_ms; INT64_MAX if never.
int64_t player_deadline_ms(const struct player *player);
// Takes messages and looks at deadlines. True if a new frame or a new state is there.
bool player_handle(struct player *player);

struct player_request {
    int fd;   // the media file; taken over and kept until the next request, for a next child too
    int w, h; // px of the pane on the screen; the picture comes fitted inside, never larger
    int64_t start_ms;
    bool mirror;            // left and right swapped, for the other side
    bool paused;            // show the first frame and wait
    struct media_info info; // from player_probe; zeroed: the child finds out itself, in some 50 ms
};
void player_play(struct player *player, const struct player_request *request);
void player_pause(struct player *player, bool paused);
// Plays on from there unless paused; after the end starts again. The last frame stays until the
// next.
void player_seek(struct player *player, int64_t to_ms);
void player_stop(struct player *player); // forgets the video; the child goes quiet

enum player_state player_state(const struct player *player);
const char *player_problem(const struct player *player); // for staff and log; "" if none
// Newest frame, or NULL before the first. The same frame again until there is a newer one.
const struct player_frame *player_frame(struct player *player);
int64_t player_position_ms(const struct player *player); // of the newest frame, else of the start

enum {
    PLAYER_START_LIMIT_MS = 10000, // from starting a child to its first word
    PLAYER_PROBE_LIMIT_MS = 60000, // from asking one about a file to its answer
    PLAYER_PROBE_CHILDREN = 2,     // lost on a file: then the file is to blame
    // An answer takes no longer than this, though every child hangs, if they start at all.
    PLAYER_ANSWER_MS = PLAYER_PROBE_CHILDREN * (PLAYER_START_LIMIT_MS + PLAYER_PROBE_LIMIT_MS),
};
// Asks the child whether a file is a playable video; the answer comes later, by player_take_probe.
// `fd` is taken over. Done when no video plays, in the order asked. `token` is handed back.
void player_probe(struct player *player, int fd, int token);
// True if an answer was there: *playable, *info, *problem (English; lives until the next call).
bool player_take_probe(struct player *player, int *token, bool *playable, struct media_info *info,
                       const char **problem);

struct player_stats {
    uint64_t frames_shown;   // since player_open
    uint64_t frames_dropped; // published and overwritten before we took them
    int first_frame_ms;      // from player_play to the first frame taken, newest video; -1 before
    int replaced;            // children replaced so far
    int pid;                 // of the child, 0 if none
};
struct player_stats player_stats(const struct player *player);

// Blocking, for the command line and tests: runs `program --probe`. `problem` (a buffer) receives
// the reason when false.
__attribute__((warn_unused_result)) bool player_probe_file(const char *program, const char *path,
                                                           struct media_info *info, char *problem,
                                                           int problem_bytes);
