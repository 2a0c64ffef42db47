// The child dies, hangs, does not start or talks nonsense: the kiosk stays alive, the video goes on
// where it was or one sentence stands there, and nothing leaks.
#include "clips.h"
#include "clock.h"
#include "stage.h"
#include "str.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { FPS = 25, FRAME_MS = 1000 / FPS, LIMIT_MS = 30000, TIMES = 25, SHORT_HANG_MS = 1500 };

static uint64_t serial_before; // for the condition below
static int64_t position_before;

static bool new_picture(struct player *player)
{
    const struct player_frame *frame = player_frame(player);
    return frame && frame->serial > serial_before;
}

static bool went_on(struct player *player)
{
    return new_picture(player) && player_position_ms(player) > position_before + 300;
}

static int other_pid;

static bool other_child(struct player *player)
{
    int pid = player_stats(player).pid;
    return pid && pid != other_pid;
}

static void await_going_on(struct player *player)
{
    serial_before = player_frame(player) ? player_frame(player)->serial : 0;
    position_before = player_position_ms(player);
    assert_true(stage_until(player, went_on, LIMIT_MS));
}

// Strikes the child in mid-video and looks at the first picture of the next one.
static void strike(struct player *player, int signal)
{
    await_going_on(player);
    other_pid = player_stats(player).pid;
    assert_int_equal(kill(other_pid, signal), 0);
    assert_true(stage_until(player, other_child, LIMIT_MS));
    assert_non_null(player_frame(player)); // the last picture stays on the screen meanwhile
    int before = clip_number(player_frame(player), false);
    assert_true(before >= 0);
    serial_before = player_frame(player)->serial;
    assert_true(stage_until(player, new_picture, LIMIT_MS));
    int after = clip_number(player_frame(player), false);
    assert_in_range(after + 3, before, before + 3 + 10); // a few back for libvlc's reordering
    assert_int_equal(player_state(player), PLAYER_PLAYING);
}

static long resident_kb(void)
{
    long total = 0, resident = 0;
    FILE *file = fopen("/proc/self/statm", "re");
    assert_int_equal(fscanf(file, "%ld %ld", &total, &resident), 2);
    fclose(file);
    return resident * (sysconf(_SC_PAGESIZE) / 1024);
}

static int children(void)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
    FILE *file = fopen(path, "re");
    int count = 0, pid;
    while (file && fscanf(file, "%d", &pid) == 1)
        count++;
    if (file)
        fclose(file);
    return count;
}

static void strike_often(int hang_ms, int signal)
{
    struct player *player = stage_open(hang_ms);
    stage_play(player, "long.mp4", 0, false);
    strike(player, signal);
    stage_for(player, 300);
    int descriptors = open_descriptors();
    long memory_kb = resident_kb();
    int64_t began = clock_ms();
    for (int i = 1; i < TIMES; i++)
        strike(player, signal);
    print_message("struck %d times, %d ms each\n", TIMES, (int)(clock_ms() - began) / (TIMES - 1));
    stage_for(player, 300);
    assert_true(player_stats(player).replaced >= TIMES);
    assert_int_equal(open_descriptors(), descriptors);
    assert_int_equal(children(), 1);
    assert_true(resident_kb() < memory_kb + 8 * 1024);
    player_destroy(player);
    assert_int_equal(children(), 0);
}

static void test_killed_often(void **state)
{
    (void)state;
    strike_often(0, SIGKILL);
}

static void test_stopped_often(void **state)
{
    (void)state;
    strike_often(SHORT_HANG_MS, SIGSTOP);
}

static bool is_ready(struct player *player)
{
    (void)player;
    return false;
}

static void test_first_play_after_a_death(void **state)
{
    (void)state;
    struct player *player = stage_open(0);
    (void)stage_until(player, is_ready, 1500);
    kill(player_stats(player).pid, SIGKILL);
    stage_play(player, "long.mp4", 0, false); // nobody has noticed yet
    assert_true(stage_until(player, stage_shows, LIMIT_MS));
    player_stop(player);
    kill(player_stats(player).pid, SIGKILL);
    stage_for(player, 300); // noticed
    stage_play(player, "long.mp4", 0, false);
    assert_true(stage_until(player, stage_shows, LIMIT_MS));
    player_destroy(player);
}

static void test_stopped_while_idle(void **state)
{
    (void)state;
    struct player *player = stage_open(SHORT_HANG_MS);
    stage_for(player, 1500);
    kill(player_stats(player).pid, SIGSTOP);
    stage_play(player, "long.mp4", 2000, false);
    assert_true(stage_until(player, stage_shows, LIMIT_MS));
    assert_int_equal(player_stats(player).replaced, 1);
    player_destroy(player);
}

static void test_killed_while_paused(void **state)
{
    (void)state;
    struct player *player = stage_open(0);
    stage_play(player, "long.mp4", 1000, false);
    await_going_on(player);
    player_pause(player, true);
    stage_for(player, 500);
    int before = clip_number(player_frame(player), false);
    serial_before = player_frame(player)->serial;
    kill(player_stats(player).pid, SIGKILL);
    assert_true(stage_until(player, new_picture, LIMIT_MS));
    stage_for(player, 500);
    assert_int_equal(player_state(player), PLAYER_PAUSED);
    assert_in_range(clip_number(player_frame(player), false) + 4, before, before + 8);
    player_pause(player, false);
    await_going_on(player);
    player_destroy(player);
}

// A video that costs one child after another is given up, and the next one plays.
static void test_video_that_kills(void **state)
{
    (void)state;
    struct player *player = stage_open(0);
    stage_play(player, "long.mp4", 0, false);
    serial_before = 0;
    for (int i = 0; i < 3; i++) {
        assert_int_equal(player_state(player) == PLAYER_FAILED, false);
        assert_true(stage_until(player, new_picture, LIMIT_MS));
        serial_before = player_frame(player)->serial;
        other_pid = player_stats(player).pid;
        kill(other_pid, SIGKILL);
        assert_true(stage_until(player, other_child, LIMIT_MS));
        if (player_frame(player))
            serial_before = player_frame(player)->serial;
    }
    assert_int_equal(player_state(player), PLAYER_FAILED);
    assert_string_equal(player_problem(player), "this video crashes or hangs the decoder");
    stage_play(player, "long.mp4", 0, false);
    assert_true(stage_until(player, stage_shows, LIMIT_MS));
    player_destroy(player);
}

static void test_file_that_kills_a_probe(void **state)
{
    (void)state;
    struct player *player = stage_open(0);
    stage_for(player, 1500);
    player_probe(player, clip_open("long.mp4"), 1);
    player_probe(player, clip_open("long.mp4"), 2);
    int token;
    bool playable;
    struct media_info info;
    const char *problem;
    int kills = 0;
    for (;;) {
        stage_for(player, 600); // well into the probe, which takes more than a second
        if (player_take_probe(player, &token, &playable, &info, &problem))
            break;
        assert_true(++kills < 10);
        other_pid = player_stats(player).pid;
        kill(other_pid, SIGKILL); // counts only for a child that had been asked by then
        assert_true(stage_until(player, other_child, LIMIT_MS));
    }
    assert_true(kills >= 2);
    assert_int_equal(token, 1);
    assert_false(playable);
    assert_string_equal(problem, "the decoder crashed or hung on this file");
    int waited = 0;
    while (!player_take_probe(player, &token, &playable, &info, &problem) && waited++ < 600)
        stage_turn(player, 50);
    assert_int_equal(token, 2); // the one behind it is not to blame
    assert_true(playable);
    player_destroy(player);
}

static struct player *open_program(const char *program)
{
    return player_open(&(struct player_options){.program = program});
}

static void test_program_missing(void **state)
{
    (void)state;
    int before = open_descriptors();
    struct player *player = open_program("/nonexistent-player");
    assert_int_equal(player_fd(player), -1);
    stage_play(player, "long.mp4", 0, false);
    assert_int_equal(player_state(player), PLAYER_FAILED);
    assert_string_equal(player_problem(player), "the player program does not start");
    assert_null(player_frame(player));
    assert_true(player_deadline_ms(player) >
                clock_ms() + 1000); // tried again, but not all the time
    player_destroy(player);
    assert_int_equal(open_descriptors(), before);
}

static void test_program_that_ends_at_once(void **state)
{
    (void)state;
    struct player *player = open_program("/bin/false");
    stage_play(player, "long.mp4", 0, false);
    assert_true(stage_until(player, stage_failed, LIMIT_MS));
    assert_string_equal(player_problem(player), "the player program does not start");
    int64_t began = clock_ms();
    stage_for(player, 3000);
    // 200, 400, 800, 1600 ms... between the tries
    assert_true(player_stats(player).replaced <= 3 + (clock_ms() - began) / 400);
    while (player_stats(player).pid) // until it has ended once more
        stage_turn(player, 50);
    assert_true(player_deadline_ms(player) > clock_ms()); // a pause is waited for, not spun through
    player_destroy(player);
    assert_int_equal(children(), 0);
}

static void test_program_that_talks_nonsense(void **state)
{
    (void)state;
    static const char script[] = "#!/bin/sh\nprintf nonsense >&3\nsleep 20\n";
    clip_write("nonsense", script, sizeof script - 1);
    assert_int_equal(chmod(clip_path("nonsense"), 0755), 0);
    struct player *player = open_program(clip_path("nonsense"));
    stage_play(player, "long.mp4", 0, false);
    assert_true(stage_until(player, stage_failed, LIMIT_MS));
    assert_true(player_stats(player).replaced >= 1);
    player_destroy(player);
    assert_int_equal(children(), 0);
}

static bool running(int pid)
{
    char path[40], state = 0;
    snprintf(path, sizeof path, "/proc/%d/stat", pid);
    FILE *file = fopen(path, "re");
    if (!file)
        return false;
    bool known = fscanf(file, "%*d (%*[^)]) %c", &state) == 1;
    fclose(file);
    return known && state != 'Z' && state != 'X';
}

static void test_kiosk_dies(void **state)
{
    (void)state;
    int ends[2], pid = 0;
    assert_int_equal(pipe(ends), 0);
    pid_t kiosk = fork();
    if (kiosk == 0) {
        struct player *player = stage_open(0);
        stage_play(player, "long.mp4", 0, false);
        (void)stage_until(player, stage_shows, LIMIT_MS);
        pid = player_stats(player).pid;
        if (write(ends[1], &pid, sizeof pid) != sizeof pid)
            _exit(1);
        stage_for(player, LIMIT_MS);
        _exit(0);
    }
    assert_int_equal(read(ends[0], &pid, sizeof pid), sizeof pid);
    assert_true(running(pid));
    kill(pid, SIGSTOP); // so that it cannot see for itself that the socket has closed
    kill(kiosk, SIGKILL);
    waitpid(kiosk, NULL, 0);
    for (int i = 0; i < 500 && running(pid); i++)
        usleep(10000);
    assert_false(running(pid));
    close(ends[0]);
    close(ends[1]);
}

static int make_clips(void **state)
{
    (void)state;
    clip_make("long.mp4", 320, 180, FPS, 2500, "-c:v libx264 -preset ultrafast -g 50");
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_killed_often),
        cmocka_unit_test(test_stopped_often),
        cmocka_unit_test(test_first_play_after_a_death),
        cmocka_unit_test(test_stopped_while_idle),
        cmocka_unit_test(test_killed_while_paused),
        cmocka_unit_test(test_video_that_kills),
        cmocka_unit_test(test_file_that_kills_a_probe),
        cmocka_unit_test(test_program_missing),
        cmocka_unit_test(test_program_that_ends_at_once),
        cmocka_unit_test(test_program_that_talks_nonsense),
        cmocka_unit_test(test_kiosk_dies),
    };
    return cmocka_run_group_tests_name("player_faults", tests, make_clips, NULL);
}
