// Plays one video for the kiosk. Seeking, replaying and waking up are all the same thing: stop and
// play from a position, which is quicker and surer in libvlc 3 than its own seeking.
#include "show.h"

#include "clock.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    NO_PICTURE_MS = 3000,   // with libvlc's time running
    OPEN_LIMIT_MS = 5000,   // in any case
    SLEEP_AFTER_MS = 60000, // a paused libvlc wakes 13 times a second
    NEAR_END_MS = 300,
};

static bool fail(struct show *show, struct wire_report *report, const char *reason)
{
    decoder_stop(show->decoder);
    show->phase = SHOW_OVER;
    *report = (struct wire_report){.kind = WIRE_FAILED, .generation = show->command.generation};
    snprintf(report->text, sizeof report->text, "%s", reason);
    return true;
}

static void enter(struct show *show, enum show_phase phase)
{
    show->phase = phase;
    show->since_ms = clock_ms();
}

static bool play(struct show *show, int64_t at_ms, bool unseen, struct wire_report *report)
{
    show->at_ms = at_ms;
    struct decoder_order order = {
        .fd = show->fd,
        .start_ms = at_ms,
        .shape = show->shape,
        .mirror = show->command.mirror,
        .only_first = show->command.paused,
        .only_count = unseen,
        .generation = show->command.generation,
        .frames = show->frames,
        .woke = show->woke,
        .context = show->context,
    };
    enter(show, unseen ? SHOW_LEARNING : SHOW_OPENING);
    return !decoder_play(show->decoder, &order) &&
           fail(show, report, "the video cannot be read from its beginning");
}

static bool play_fitted(struct show *show, struct wire_report *report)
{
    const struct wire_command *asked = &show->command;
    if (!frame_fit(asked->video_w, asked->video_h, asked->pane_w, asked->pane_h, &show->shape))
        return fail(show, report, "the video has no shape that fits the screen");
    return play(show, asked->start_ms > 0 ? asked->start_ms : 0, false, report);
}

bool show_begin(struct show *show, const struct wire_command *command, int fd,
                struct wire_report *report)
{
    show_stop(show);
    show->command = *command;
    show->fd = fd;
    struct stat about;
    if (fstat(fd, &about) != 0 || !S_ISREG(about.st_mode))
        return fail(show, report, "this is not a file");
    if (command->video_w > 0 && command->video_h > 0)
        return play_fitted(show, report);
    show->shape = (struct frame_shape){.w = 64, .h = 64, .pitch = 64};
    return play(show, 0, true, report);
}

static bool learn(struct show *show, struct wire_report *report)
{
    struct decoder_tracks tracks = decoder_tracks(show->decoder);
    if (tracks.w == 0)
        return fail(show, report, "the file holds no picture that can be read");
    show->command.video_w = tracks.w;
    show->command.video_h = tracks.h;
    show->command.duration_ms = tracks.duration_ms;
    return play_fitted(show, report);
}

bool show_pause(struct show *show, bool paused, struct wire_report *report)
{
    bool before = show->command.paused;
    show->command.paused = paused;
    switch (show->phase) {
    case SHOW_OPENING: // one that was opened for a single picture shows no second one
        return before && !paused && play(show, show->at_ms, false, report);
    case SHOW_PLAYING:
        if (paused) {
            decoder_pause(show->decoder, true);
            enter(show, SHOW_RESTING);
        }
        return false;
    case SHOW_RESTING:
        if (!paused) {
            decoder_pause(show->decoder, false);
            enter(show, SHOW_PLAYING);
        }
        return false;
    case SHOW_ASLEEP:
        return !paused && play(show, show->at_ms, false, report);
    default:
        return false;
    }
}

void show_stop(struct show *show)
{
    decoder_stop(show->decoder);
    if (show->fd >= 0)
        close(show->fd);
    show->fd = -1;
    enter(show, SHOW_IDLE);
}

// False for what libvlc plays on to the promised end with its last picture; the probe knows that
// one.
static bool ends_short(int64_t end_ms, int64_t duration_ms)
{
    int64_t allowance =
        duration_ms / 10 > 2500 ? duration_ms / 10 : 2500; // the last picture's stay
    return end_ms + allowance < duration_ms;
}

static bool finish(struct show *show, const struct decoder_status *status,
                   struct wire_report *report)
{
    int64_t duration_ms = show->command.duration_ms;
    bool from_near_end = show->at_ms > 0 && (!duration_ms || show->at_ms + 2000 >= duration_ms);
    if (status->pictures == 0 && !from_near_end)
        return fail(show, report, "the file ends without a picture that can be decoded");
    if (status->pictures && ends_short(status->position_ms, duration_ms))
        return fail(show, report, "the video ends well before its time: the file is incomplete");
    decoder_stop(show->decoder);
    show->phase = SHOW_OVER;
    *report = (struct wire_report){.kind = WIRE_ENDED, .generation = show->command.generation};
    return true;
}

static void fall_asleep(struct show *show, const struct decoder_status *status)
{
    decoder_stop(show->decoder);
    show->at_ms = status->shown_ms;
    enter(show, SHOW_ASLEEP);
}

// While no picture has come yet.
static bool await(struct show *show, const struct decoder_status *status, int64_t waited_ms,
                  struct wire_report *report)
{
    bool blind = status->libvlc_ms > show->at_ms + 500;
    if (!status->pictures && (waited_ms > OPEN_LIMIT_MS || (blind && waited_ms > NO_PICTURE_MS)))
        return fail(show, report, "the video shows no picture though its time runs");
    if (show->phase == SHOW_LEARNING)
        return (status->pictures || status->ended) && learn(show, report);
    if (status->pictures && show->command.paused)
        fall_asleep(show, status);
    else if (status->pictures)
        enter(show, SHOW_PLAYING);
    return false;
}

bool show_step(struct show *show, struct wire_report *report)
{
    if (show_wait_ms(show) < 0)
        return false;
    struct decoder_status status = decoder_look(show->decoder);
    frames_set_time(show->frames, status.libvlc_ms);
    int64_t waited_ms = clock_ms() - show->since_ms;
    enum show_phase before = show->phase;
    if (before == SHOW_LEARNING || before == SHOW_OPENING) {
        if (await(show, &status, waited_ms, report))
            return true;
    } else if (before == SHOW_RESTING && waited_ms > SLEEP_AFTER_MS) {
        fall_asleep(show, &status);
    }
    bool running = show->phase != SHOW_ASLEEP && before != SHOW_LEARNING;
    return running && status.ended && finish(show, &status, report);
}

int show_wait_ms(const struct show *show)
{
    switch (show->phase) {
    case SHOW_LEARNING:
    case SHOW_OPENING:
        return 5;
    case SHOW_PLAYING: {
        struct decoder_status status = decoder_look(show->decoder);
        bool near = show->command.duration_ms - status.position_ms < NEAR_END_MS;
        return near ? 10 : 100; // a loop begins again without a gap to be seen
    }
    case SHOW_RESTING:
        return 1000;
    default:
        return -1;
    }
}
