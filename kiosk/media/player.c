// The kiosk's side of the player child: what is asked for, what the child has made of it, and what
// to do when it dies, hangs or grows. Whatever happens to a child, what was asked for stays here
// and is told to the next one. Main thread; nothing here waits.
#define LOG_TAG "player"
#include "player.h"

#include "child.h"
#include "clock.h"
#include "log.h"
#include "probes.h"
#include "str.h"
#include "wire.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    FIRST_LIMIT_MS = 5000, // besides hang_ms: the child itself gives a file up before that
    REAP_MS = 50,
    GROWN_KB = 400 * 1024,
    STRIKES = 3, // children lost at one place of one video
    SAME_PLACE_MS = 250,
};

struct player {
    char *program; // owned
    int memory_limit_mb, hang_ms;

    struct child child;
    struct player_request request; // fd owned, -1 if none
    uint32_t generation;           // of the request; counts every play, seek and stop
    enum player_state state;
    char problem[200];
    bool command_taken, picture_came; // for this generation
    int64_t asked_ms, alive_ms; // clock: the last command that must be answered; last sign of life
    int64_t media_ms;           // the child's clock of the media as last seen
    int64_t at_ms;              // of the video: where a new child goes on
    int64_t lost_at_ms;         // of the video: where the last child was lost, -1
    int strikes;

    struct frames shown; // ring of a lost child whose picture is still on the screen
    bool has_frame;
    struct player_frame frame;
    uint32_t child_serial; // of the newest picture of this child
    int64_t play_ms;       // clock of player_play, for the stats
    struct player_stats stats;

    struct probes probes;
    int64_t probe_asked_ms;
    char probe_problem[200]; // handed out by player_take_probe
};

static bool active(const struct player *player)
{
    return player->state == PLAYER_OPENING || player->state == PLAYER_PLAYING ||
           player->state == PLAYER_PAUSED;
}

static void send_command(struct player *player, const struct wire_command *command, int fd)
{
    if (player->child.pid == 0 || player->child.lost)
        return; // the next child is told
    if (wire_send(player->child.socket, command, sizeof *command, fd) != WIRE_OK)
        player->child.lost = "it takes no command";
}

static void expect_answer(struct player *player)
{
    player->asked_ms = player->alive_ms = clock_ms();
    player->command_taken = player->picture_came = false;
}

static void send_play(struct player *player)
{
    const struct player_request *request = &player->request;
    struct wire_command command = {
        .kind = WIRE_PLAY,
        .generation = player->generation,
        .start_ms = player->at_ms,
        .duration_ms = request->info.duration_ms,
        .pane_w = request->w,
        .pane_h = request->h,
        .video_w = request->info.w,
        .video_h = request->info.h,
        .mirror = request->mirror,
        .paused = request->paused,
    };
    expect_answer(player);
    send_command(player, &command, request->fd);
}

static void fail(struct player *player, const char *sentence)
{
    player->state = PLAYER_FAILED;
    snprintf(player->problem, sizeof player->problem, "%s", sentence);
    log_warning("a video cannot be played: %s", sentence);
}

static void start_child(struct player *player)
{
    player->child_serial = 0;
    player->media_ms = 0;
    if (!child_start(&player->child, player->program, player->memory_limit_mb)) {
        if (active(player))
            fail(player, "the player program does not start");
        return;
    }
    player->stats.replaced = player->child.starts - 1;
    if (active(player))
        send_play(player); // waits in the socket until the child is ready
}

// A video that costs one child after another at the same place is given up.
static void count_strike(struct player *player)
{
    bool same_place =
        player->lost_at_ms >= 0 && player->at_ms <= player->lost_at_ms + SAME_PLACE_MS;
    player->strikes = same_place ? player->strikes + 1 : 1;
    player->lost_at_ms = player->at_ms;
    if (player->strikes >= STRIKES)
        fail(player, "this video crashes or hangs the decoder");
}

static void end_child(struct player *player)
{
    bool was_ready = player->child.ready;
    bool shows = player->has_frame && player->shown.shared == NULL;
    child_end(&player->child, shows ? &player->shown : NULL);
    probes_lost(&player->probes);
    if (active(player) && was_ready)
        count_strike(player);
    else if (active(player) && player->child.failures > 1)
        fail(player, "the player program does not start");
}

// Brings the child to what it should be; at most one is started in one call.
static void mend(struct player *player)
{
    if (player->child.lost && player->child.pid)
        end_child(player);
    if (!player->child.pid && clock_ms() >= player->child.start_at_ms)
        start_child(player);
}

struct player *player_open(const struct player_options *options)
{
    struct player *player = mem_make(1, sizeof *player);
    player->program = str_copy(options->program);
    player->memory_limit_mb = options->memory_limit_mb ? options->memory_limit_mb : 1024;
    player->hang_ms = options->hang_ms ? options->hang_ms : 3000;
    child_init(&player->child);
    player->shown.fd = -1;
    player->request.fd = -1;
    player->stats.first_frame_ms = -1;
    player->generation = 1;
    start_child(player);
    return player;
}

void player_destroy(struct player *player)
{
    if (!player)
        return;
    child_destroy(&player->child);
    frames_destroy(&player->shown);
    probes_destroy(&player->probes);
    if (player->request.fd >= 0)
        close(player->request.fd);
    free(player->program);
    free(player);
}

int player_fd(const struct player *player)
{
    return player->child.socket;
}

// When the child counts as hanging, if nothing comes from it until then.
static int64_t patience_ends_ms(const struct player *player)
{
    if (!player->child.ready)
        return player->child.started_ms + PLAYER_START_LIMIT_MS;
    int64_t limit = INT64_MAX;
    if (player->probes.asked)
        limit = player->probe_asked_ms + PLAYER_PROBE_LIMIT_MS;
    if (!active(player))
        return limit;
    // Its word alone proves only that its main thread lives, so it counts only for reading a
    // command.
    if (!player->command_taken)
        return player->asked_ms + player->hang_ms;
    if (!player->picture_came)
        return player->asked_ms + player->hang_ms + FIRST_LIMIT_MS;
    if (player->state == PLAYER_PLAYING)
        return player->alive_ms + player->hang_ms;
    return limit;
}

int64_t player_deadline_ms(const struct player *player)
{
    if (player->child.lost && player->child.pid) // one that was ended waits for its next start
        return 0;
    int64_t deadline = player->child.pid ? patience_ends_ms(player) : player->child.start_at_ms;
    if (child_unreaped(&player->child)) {
        int64_t soon = clock_ms() + REAP_MS;
        deadline = soon < deadline ? soon : deadline;
    }
    return deadline;
}

static void check_size(struct player *player)
{
    if (child_resident_kb(&player->child) > GROWN_KB)
        player->child.lost = "it has grown too large";
}

static bool note_answer(struct player *player, const struct wire_report *report)
{
    if (!player->probes.asked || player->probes.jobs[0].token != report->token)
        return false;
    player->child.proved = true;
    struct probe_answer answer = {.token = report->token,
                                  .playable = report->playable,
                                  .w = report->video_w,
                                  .h = report->video_h,
                                  .duration_ms = report->duration_ms};
    if (answer.w < 1 || answer.h < 1 || answer.duration_ms < 0)
        answer.playable = false;
    memcpy(answer.problem, report->text, sizeof answer.problem);
    probes_answer(&player->probes, &answer);
    check_size(player);
    return true;
}

// Reports are words of a process that decodes anybody's files: nothing in them is believed further
// than it can do harm, and text is made printable.
static void tame(struct wire_report *report)
{
    report->text[sizeof report->text - 1] = '\0';
    for (char *c = report->text; *c; c++)
        if (*c < ' ' || *c > '~')
            *c = '?';
}

static bool note_report(struct player *player, struct wire_report *report)
{
    tame(report);
    bool current = report->generation == player->generation && active(player);
    switch (report->kind) {
    case WIRE_READY:
        player->child.ready = true;
        player->child.cannot_start = false;
        player->asked_ms = clock_ms(); // what waited for the child counts from here
        log_info("the player child %d is ready: %s", (int)player->child.pid, report->text);
        return false;
    case WIRE_TAKEN:
        player->command_taken = player->command_taken || current;
        return false;
    case WIRE_ENDED:
        if (current) {
            player->state = PLAYER_ENDED;
            check_size(player);
        }
        return current;
    case WIRE_FAILED:
        if (current) {
            fail(player, report->text);
            check_size(player);
        }
        return current;
    case WIRE_PROBED:
        return note_answer(player, report);
    case WIRE_ABANDONED:
        player->probes.asked = false;
        return false;
    default:
        return false; // WIRE_FRAME: the ring is looked at after every message
    }
}

static void show_picture(struct player *player, const struct frame_note *note)
{
    player->frame = (struct player_frame){
        .planes = frames_picture(&player->child.frames),
        .w = note->shape.w,
        .h = note->shape.h,
        .pitch = note->shape.pitch,
        .bt709 = note->shape.bt709,
        .position_ms = note->position_ms,
        .serial = player->frame.serial + 1,
    };
}

static void note_frame(struct player *player, const struct frame_note *note)
{
    int64_t now = clock_ms();
    frames_destroy(&player->shown);
    if (note->serial - player->child_serial > 1 && player->child_serial)
        player->stats.frames_dropped += note->serial - player->child_serial - 1;
    player->child_serial = note->serial;
    player->stats.frames_shown++;
    if (player->stats.first_frame_ms < 0)
        player->stats.first_frame_ms = (int)(now - player->play_ms);
    player->has_frame = player->picture_came = player->child.proved = true;
    player->alive_ms = now;
    player->at_ms = note->position_ms;
    if (player->state == PLAYER_OPENING)
        player->state = player->request.paused ? PLAYER_PAUSED : PLAYER_PLAYING;
    show_picture(player, note);
}

static bool take_frame(struct player *player)
{
    struct frame_note note;
    switch (frames_take(&player->child.frames, player->generation, &note)) {
    case FRAMES_NEW:
        if (player->request.fd < 0)
            return false;
        note_frame(player, &note);
        return true;
    case FRAMES_STALE:
        // From before a seek: not news, but the slot of the picture on the screen went back for it.
        if (player->has_frame && player->shown.shared == NULL)
            show_picture(player, &note);
        return false;
    case FRAMES_BROKEN:
        player->child.lost = "it wrote nonsense into the shared memory";
        return false;
    default:
        return false;
    }
}

static void watch_patience(struct player *player)
{
    int64_t now = clock_ms();
    int64_t media_ms = frames_time(&player->child.frames);
    if (media_ms != player->media_ms) {
        player->media_ms = media_ms;
        player->alive_ms = now;
    }
    if (!player->child.lost && now >= patience_ends_ms(player))
        player->child.lost = player->child.ready ? "it hangs" : "it does not get ready";
}

static void send_probe(struct player *player)
{
    struct probes *probes = &player->probes;
    if (!player->child.ready || active(player) || probes->asked || probes->job_count == 0)
        return;
    probes->asked = true;
    player->probe_asked_ms = clock_ms();
    send_command(player, &(struct wire_command){.kind = WIRE_PROBE, .token = probes->jobs[0].token},
                 probes->jobs[0].fd);
}

bool player_handle(struct player *player)
{
    bool changed = false;
    enum player_state before = player->state;
    child_reap(&player->child);
    if (player->child.pid && !player->child.lost) {
        struct wire_report report;
        enum wire_result got;
        while ((got = wire_receive(player->child.socket, &report, sizeof report, NULL)) == WIRE_OK)
            changed = note_report(player, &report) || changed;
        if (got == WIRE_GONE && !player->child.lost)
            player->child.lost = "it died";
        changed = take_frame(player) || changed;
        watch_patience(player);
    }
    mend(player);
    send_probe(player);
    return changed || player->state != before;
}

static void forget_video(struct player *player)
{
    if (player->request.fd >= 0)
        close(player->request.fd);
    player->request = (struct player_request){.fd = -1};
    player->has_frame = false;
    frames_destroy(&player->shown);
    player->problem[0] = '\0';
    player->generation++;
    player->strikes = 0;
    player->lost_at_ms = -1;
}

void player_play(struct player *player, const struct player_request *request)
{
    forget_video(player);
    player->request = *request;
    player->at_ms = request->start_ms;
    player->play_ms = clock_ms();
    player->stats.first_frame_ms = -1;
    player->state = PLAYER_OPENING;
    if (player->child.cannot_start && !player->child.pid) {
        fail(player, "the player program does not start");
        return;
    }
    send_play(player);
    mend(player);
}

void player_pause(struct player *player, bool paused)
{
    if (player->request.paused == paused || (!active(player) && player->state != PLAYER_ENDED))
        return;
    player->request.paused = paused;
    if (player->state == PLAYER_ENDED) // a seek may play it once more, and then as it is wished now
        return;
    if (player->state != PLAYER_OPENING)
        player->state = paused ? PLAYER_PAUSED : PLAYER_PLAYING;
    player->alive_ms = clock_ms();
    send_command(player,
                 &(struct wire_command){
                     .kind = WIRE_PAUSE, .generation = player->generation, .paused = paused},
                 -1);
    mend(player);
}

void player_seek(struct player *player, int64_t to_ms)
{
    if (!active(player) && player->state != PLAYER_ENDED)
        return;
    player->generation++;
    player->at_ms = to_ms > 0 ? to_ms : 0;
    player->lost_at_ms = -1;
    if (player->state == PLAYER_ENDED)
        player->state = player->request.paused ? PLAYER_PAUSED : PLAYER_PLAYING;
    send_play(player);
    mend(player);
}

void player_stop(struct player *player)
{
    if (player->state == PLAYER_IDLE)
        return;
    forget_video(player);
    player->state = PLAYER_IDLE;
    send_command(player,
                 &(struct wire_command){.kind = WIRE_STOP, .generation = player->generation}, -1);
    if (!player->child.lost)
        check_size(player);
    mend(player);
}

enum player_state player_state(const struct player *player)
{
    return player->state;
}

const char *player_problem(const struct player *player)
{
    return player->problem;
}

const struct player_frame *player_frame(struct player *player)
{
    return player->has_frame ? &player->frame : NULL;
}

int64_t player_position_ms(const struct player *player)
{
    return player->has_frame ? player->frame.position_ms : player->at_ms;
}

void player_probe(struct player *player, int fd, int token)
{
    probes_add(&player->probes, fd, token);
    send_probe(player);
}

bool player_take_probe(struct player *player, int *token, bool *playable, struct media_info *info,
                       const char **problem)
{
    struct probe_answer answer;
    if (!probes_take(&player->probes, &answer))
        return false;
    *token = answer.token;
    *playable = answer.playable;
    *info = (struct media_info){.w = answer.w, .h = answer.h, .duration_ms = answer.duration_ms};
    snprintf(player->probe_problem, sizeof player->probe_problem, "%s", answer.problem);
    *problem = player->probe_problem;
    return true;
}

struct player_stats player_stats(const struct player *player)
{
    struct player_stats stats = player->stats;
    stats.pid = player->child.pid;
    return stats;
}
