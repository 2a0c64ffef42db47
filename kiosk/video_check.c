// Hands each video to a player child that is free: first it is probed, then shown still for its
// picture. The publisher's only thread.
#define LOG_TAG "publish"
#include "video_check.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "file.h"
#include "image.h"
#include "log.h"
#include "player.h"
#include "str.h"

enum {
    PLAYERS = 4,
    TRIES = 3,
    ANSWER_MS = PLAYER_ANSWER_MS + 10000, // a film that hangs the decoder has its answer before
    STILL_MS = 8000,
    LOOK_MS = 100,
    STILL_W = 1280,
    STILL_H = 720
};

struct examiner {
    struct player *player;
    struct publish_video *video; // NULL: free
    bool still;                  // it waits for the picture
    int tries;
    int64_t since_ms;
};

static void show_still(struct examiner *examiner)
{
    struct publish_video *video = examiner->video;
    int fd = file_open(video->path);
    if (fd < 0) {
        examiner->video = NULL;
        return;
    }
    struct player_request request = {
        .fd = fd,
        .w = STILL_W,
        .h = STILL_H,
        .start_ms = video->duration_ms * 35 / 100,
        .paused = true,
        .info = {video->w, video->h, video->duration_ms},
    };
    player_play(examiner->player, &request);
    examiner->still = true;
    examiner->since_ms = clock_ms();
}

// On a machine that is busy a good video can look bad, once: a refusal counts when it is repeated.
static bool ask(struct examiner *examiner)
{
    int fd = file_open(examiner->video->path);
    if (fd < 0)
        return false;
    examiner->tries++;
    examiner->since_ms = clock_ms();
    player_probe(examiner->player, fd, 0);
    return true;
}

static void take_probe(struct examiner *examiner)
{
    bool playable;
    int token;
    struct media_info info;
    const char *problem;
    if (!player_take_probe(examiner->player, &token, &playable, &info, &problem))
        return;
    struct publish_video *video = examiner->video;
    video->playable = playable;
    video->w = info.w;
    video->h = info.h;
    video->duration_ms = info.duration_ms;
    free(video->problem);
    video->problem = playable ? NULL : str_copy(problem);
    if (playable && video->want_still)
        show_still(examiner);
    else if (playable || examiner->tries == TRIES || !ask(examiner))
        examiner->video = NULL;
}

static void take_still(struct examiner *examiner)
{
    struct publish_video *video = examiner->video;
    enum player_state state = player_state(examiner->player);
    const struct player_frame *frame =
        state == PLAYER_OPENING ? NULL : player_frame(examiner->player);
    if (frame) {
        struct image_video picture = {frame->planes, frame->w, frame->h, frame->pitch,
                                      frame->bt709};
        if (!image_jpeg(&picture, &video->still, &video->still_bytes))
            video->still = NULL;
    } else if (state != PLAYER_FAILED && clock_ms() - examiner->since_ms < STILL_MS) {
        return;
    }
    player_stop(examiner->player);
    examiner->still = false;
    examiner->video = NULL;
}

static bool begin(struct examiner *examiner, struct publish_video *video)
{
    examiner->video = video;
    examiner->still = false;
    examiner->tries = 0;
    if (ask(examiner))
        return true;
    video->problem = str_format("it cannot be opened: %s", strerror(errno));
    examiner->video = NULL;
    return false;
}

static void wait_for(struct examiner *examiners, int players)
{
    struct pollfd fds[PLAYERS];
    int64_t now = clock_ms(), until = now + LOOK_MS;
    for (int i = 0; i < players; i++) {
        fds[i] = (struct pollfd){.fd = player_fd(examiners[i].player), .events = POLLIN};
        if (player_deadline_ms(examiners[i].player) < until)
            until = player_deadline_ms(examiners[i].player);
    }
    poll(fds, (nfds_t)players, until > now ? (int)(until - now) : 0);
    for (int i = 0; i < players; i++)
        player_handle(examiners[i].player);
}

char *video_check(const char *program, struct publish_video *videos, size_t count,
                  void (*progress)(size_t done, size_t total))
{
    struct examiner examiners[PLAYERS] = {0};
    size_t next = 0, busy = 0, told = 0;
    char *failed = NULL;
    int players = count < PLAYERS ? (int)count : PLAYERS;
    for (int i = 0; i < players; i++)
        examiners[i].player = player_open(&(struct player_options){.program = program});
    do {
        busy = 0;
        for (int i = 0; i < players && !failed; i++) {
            struct examiner *examiner = &examiners[i];
            if (examiner->video && examiner->still)
                take_still(examiner);
            else if (examiner->video)
                take_probe(examiner);
            while (!examiner->video && next < count && !begin(examiner, &videos[next++]))
                continue;
            busy += examiner->video != NULL;
            if (examiner->video && clock_ms() - examiner->since_ms > ANSWER_MS)
                failed = str_copy("the player gives no answer, so that no video can be checked: "
                                  "is VLC's plug-in package installed?");
        }
        if (progress && told != next - busy)
            progress(told = next - busy, count);
        if (busy && !failed)
            wait_for(examiners, players);
    } while (busy && !failed);
    for (int i = 0; i < players; i++)
        player_destroy(examiners[i].player);
    return failed;
}
