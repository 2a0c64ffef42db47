// What is a playable video and what is not, by probing and by playing; and the player's self-test.
#include "clips.h"
#include "stage.h"
#include "str.h"

#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

enum { FPS = 25, COUNT = 50, LIMIT_MS = 60000 };

static const struct {
    const char *name;
    int w, h, seconds;
} good[] = {
    {"last.mp4", 320, 180, 2},  {"first.mp4", 320, 180, 2},    {"vp8.webm", 320, 180, 2},
    {"vp9.webm", 320, 180, 2},  {"h264.mkv", 320, 180, 2},     {"hevc.mp4", 320, 180, 2},
    {"mpeg4.avi", 320, 180, 2}, {"av1.webm", 320, 180, 2},     {"turned.mp4", 180, 320, 2},
    {"slow.mp4", 320, 180, 6},  {"squeezed.mp4", 320, 240, 2}, {"pieces.mp4", 320, 180, 2},
    {"sound.mp4", 320, 180, 2}, {"tenbit.mp4", 320, 180, 2},
};

static const struct {
    const char *name, *says; // part of the sentence
} bad[] = {
    {"half-first.mp4", "incomplete"},
    {"half.webm", "incomplete"},
    {"half.mkv", "incomplete"},
    {"half-last.mp4", "incomplete"}, // its table of contents was at the end
    {"noise.mp4", "not a video"},
    {"font.mp4", "not a video"},
    {"picture.mp4", "not a video"},
    {"photo.mp4", "not a video"},
    {"text.mp4", "not a video"},
    {"list.m3u", "not a video"}, // names a good video, which must not be followed
    {"empty.mp4", "empty"},
    {"only-sound.mp4", "no picture"},
    {"only-sound.mkv", "no picture"},
};

enum { GOOD = sizeof good / sizeof *good, BAD = sizeof bad / sizeof *bad };

static void find_font(const char *folder, char *path, size_t room)
{
    DIR *list = opendir(folder);
    for (struct dirent *entry; list && !*path && (entry = readdir(list));) {
        char *inside = str_format("%s/%s", folder, entry->d_name);
        if (entry->d_type == DT_DIR && entry->d_name[0] != '.')
            find_font(inside, path, room);
        else if (str_ends(inside, ".ttf") || str_ends(inside, ".otf"))
            snprintf(path, room, "%s", inside);
        free(inside);
    }
    if (list)
        closedir(list);
}

static void make_bad_clips(void)
{
    clip_make("long-first.mp4", 320, 180, FPS, 250,
              "-c:v libx264 -preset veryfast -movflags faststart");
    clip_make("long.webm", 320, 180, FPS, 250, "-c:v libvpx -deadline realtime -cpu-used 8");
    clip_make("long.mkv", 320, 180, FPS, 250, "-c:v libx264 -preset veryfast");
    clip_cut("half-first.mp4", "long-first.mp4", 50);
    clip_cut("half.webm", "long.webm", 50);
    clip_cut("half.mkv", "long.mkv", 50);
    clip_cut("half-last.mp4", "last.mp4", 50);
    static uint8_t noise[200000];
    for (unsigned i = 0, seed = 1; i < sizeof noise; i++)
        noise[i] = (uint8_t)((seed = seed * 1103515245 + 12345) >> 16);
    clip_write("noise.mp4", noise, sizeof noise);
    char font[512] = "";
    find_font("/usr/share/fonts", font, sizeof font);
    assert_true(*font);
    char *copy = str_format("cp '%s' '%s'", font, clip_path("font.mp4"));
    assert_int_equal(system(copy), 0);
    free(copy);
    clip_copy("still.png", "last.mp4", "-frames:v 1");
    clip_copy("still.jpg", "last.mp4", "-frames:v 1");
    clip_cut("picture.mp4", "still.png", 100);
    clip_cut("photo.mp4", "still.jpg", 100);
    clip_write("text.mp4", "Bend your knees slowly.\n", 24);
    char *list = str_format("#EXTM3U\nfile://%s\n", clip_path("last.mp4"));
    clip_write("list.m3u", list, (unsigned)strlen(list));
    free(list);
    clip_write("empty.mp4", "", 0);
    clip_copy("only-sound.mp4", "sound.mp4", "-vn -c:a copy");
    clip_copy("only-sound.mkv", "sound.mp4", "-vn -c:a copy");
}

static int make_clips(void **state)
{
    clip_make("last.mp4", 320, 180, FPS, COUNT, "-c:v libx264 -preset veryfast");
    clip_copy("first.mp4", "last.mp4", "-c copy -movflags faststart");
    clip_make("vp8.webm", 320, 180, FPS, COUNT, "-c:v libvpx -deadline realtime -cpu-used 8");
    clip_make("vp9.webm", 320, 180, FPS, COUNT, "-c:v libvpx-vp9 -deadline realtime -cpu-used 8");
    clip_copy("h264.mkv", "last.mp4", "-c copy");
    clip_make("hevc.mp4", 320, 180, FPS, COUNT,
              "-c:v libx265 -preset ultrafast -x265-params log-level=error -tag:v hvc1");
    clip_make("mpeg4.avi", 320, 180, FPS, COUNT, "-c:v mpeg4 -q:v 3");
    clip_make("av1.webm", 320, 180, FPS, COUNT, "-c:v libaom-av1 -usage realtime -cpu-used 8");
    clip_make("lying.mp4", 180, 320, FPS, COUNT, "-c:v libx264 -preset veryfast -vf transpose=1");
    clip_copy("turned.mp4", "lying.mp4", "-c copy -metadata:s:v rotate=90");
    clip_make("slow.mp4", 320, 180, 1, 6, "-c:v libx264 -preset veryfast");
    clip_make("squeezed.mp4", 240, 240, FPS, COUNT, "-c:v libx264 -preset veryfast -vf setsar=4/3");
    clip_copy("pieces.mp4", "last.mp4", "-c copy -movflags frag_keyframe+empty_moov");
    clip_copy("sound.mp4", "last.mp4",
              "-f lavfi -i sine=frequency=440:duration=2 -c:v copy -c:a aac -shortest");
    clip_copy("tenbit.mp4", "last.mp4", "-c:v libx264 -preset veryfast -pix_fmt yuv420p10le");
    make_bad_clips();
    *state = stage_open(0);
    return 0;
}

static int destroy(void **state)
{
    player_destroy(*state);
    return 0;
}

struct answer {
    int token;
    bool playable;
    struct media_info info;
    char problem[200];
};

static struct answer next_answer(struct player *player)
{
    struct answer answer;
    for (int waited = 0; waited < LIMIT_MS; waited += 50) {
        const char *problem;
        if (player_take_probe(player, &answer.token, &answer.playable, &answer.info, &problem)) {
            snprintf(answer.problem, sizeof answer.problem, "%s", problem);
            return answer;
        }
        stage_turn(player, 50);
    }
    fail_msg("no answer to a probe");
    return answer;
}

// Who asks for the publisher believes no single "no": on a busy machine the last pictures may come late.
static struct answer asked_again(struct player *player, struct answer answer, const char *clip)
{
    for (int tries = 1; !answer.playable && tries < 3; tries++) {
        player_probe(player, clip_open(clip), answer.token);
        answer = next_answer(player);
    }
    return answer;
}

static void test_probe_good(void **state)
{
    struct player *player = *state;
    for (int i = 0; i < GOOD; i++)
        player_probe(player, clip_open(good[i].name), i);
    struct answer first[GOOD];
    for (int i = 0; i < GOOD; i++)
        first[i] = next_answer(player);
    for (int i = 0; i < GOOD; i++) {
        assert_int_equal(first[i].token, i); // in the order asked
        struct answer answer = asked_again(player, first[i], good[i].name);
        print_message("%s: %s%dx%d, %d ms\n", good[answer.token].name, answer.problem,
                      answer.info.w, answer.info.h, (int)answer.info.duration_ms);
        assert_true(answer.playable);
        assert_string_equal(answer.problem, "");
        assert_int_equal(answer.info.w, good[i].w);
        assert_int_equal(answer.info.h, good[i].h);
        if (strcmp(good[i].name, "pieces.mp4") != 0 || answer.info.duration_ms)
            assert_in_range(answer.info.duration_ms, good[i].seconds * 1000 - 100,
                            good[i].seconds * 1000 + 100);
    }
    assert_int_equal(player_stats(player).replaced, 0);
}

static void test_probe_bad(void **state)
{
    struct player *player = *state;
    for (int i = 0; i < BAD; i++)
        player_probe(player, clip_open(bad[i].name), i);
    player_probe(player, open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC), BAD);
    for (int i = 0; i < BAD; i++) {
        struct answer answer = next_answer(player);
        print_message("%s: %s\n", bad[i].name, answer.problem);
        assert_int_equal(answer.token, i);
        assert_false(answer.playable);
        assert_non_null(strstr(answer.problem, bad[i].says));
    }
    struct answer answer = next_answer(player);
    assert_false(answer.playable);
    assert_string_equal(answer.problem, "this is not a file");
    assert_int_equal(player_stats(player).replaced, 0);
}

static void test_play_good(void **state)
{
    struct player *player = *state;
    for (int i = 0; i < GOOD; i++) {
        stage_play(player, good[i].name, 0, false);
        assert_true(stage_until(player, stage_shows, LIMIT_MS));
        assert_true(clip_number(player_frame(player), false) >= 0);
    }
    player_stop(player);
}

// A slow video is not a hang, and comes to its end.
static void test_play_slow(void **state)
{
    (void)state;
    struct player *player = stage_open(1500);
    stage_play(player, "slow.mp4", 0, false);
    assert_true(stage_until(player, stage_over, LIMIT_MS));
    assert_int_equal(player_state(player), PLAYER_ENDED);
    assert_true(clip_number(player_frame(player), false) >= 4); // libvlc 3 drops the very last one
    assert_int_equal(player_stats(player).replaced, 0);
    player_destroy(player);
}

static void test_play_bad(void **state)
{
    struct player *player = *state;
    for (int i = 0; i < BAD; i++) {
        int64_t start = strncmp(bad[i].name, "half", 4) == 0 ? 3000 : 0; // to get there sooner
        stage_play(player, bad[i].name, start, false);
        assert_true(stage_until(player, stage_over, LIMIT_MS));
        print_message("%s: %s\n", bad[i].name, player_problem(player));
        assert_int_equal(player_state(player), PLAYER_FAILED);
        assert_true(strlen(player_problem(player)) > 10);
    }
    assert_int_equal(player_stats(player).replaced, 0); // bad files cost no child
    stage_play(player, "last.mp4", 0, false);           // and nothing of them is left
    assert_true(stage_until(player, stage_shows, LIMIT_MS));
    assert_string_equal(player_problem(player), "");
    player_stop(player);
}

// A video that is asked for comes first; the probe is asked again after it.
static void test_video_before_probe(void **state)
{
    struct player *player = *state;
    player_probe(player, clip_open("slow.mp4"), 7);
    stage_for(player, 300);
    stage_play(player, "last.mp4", 0, false);
    assert_true(stage_until(player, stage_shows, LIMIT_MS));
    assert_true(stage_until(player, stage_ended, LIMIT_MS));
    struct answer answer = next_answer(player);
    assert_int_equal(answer.token, 7);
    assert_true(asked_again(player, answer, "slow.mp4").playable);
}

static void test_probe_from_outside(void **state)
{
    (void)state;
    struct media_info info;
    char problem[200];
    bool playable = false;
    for (int tries = 0; !playable && tries < 3; tries++)
        playable = player_probe_file(PLAYER_PROGRAM, clip_path("turned.mp4"), &info, problem,
                                     sizeof problem);
    assert_true(playable);
    assert_int_equal(info.w, 180);
    assert_int_equal(info.h, 320);
    assert_in_range(info.duration_ms, 1900, 2100);
    assert_false(
        player_probe_file(PLAYER_PROGRAM, clip_path("noise.mp4"), &info, problem, sizeof problem));
    assert_string_equal(problem, "the file is not a video");
    assert_false(player_probe_file(PLAYER_PROGRAM, "/", &info, problem, sizeof problem));
    assert_string_equal(problem, "this is not a file");
    assert_false(
        player_probe_file(PLAYER_PROGRAM, clip_path("none.mp4"), &info, problem, sizeof problem));
    assert_non_null(strstr(problem, "No such file"));
    assert_false(player_probe_file("/nonexistent-player", clip_path("last.mp4"), &info, problem,
                                   sizeof problem));
    assert_non_null(strstr(problem, "does not start"));
}

static int exit_status(const char *arguments)
{
    char *command = str_format("%s %s >/dev/null 2>&1", PLAYER_PROGRAM, arguments);
    int status = system(command);
    free(command);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void test_exit_status(void **state)
{
    (void)state;
    char *file = str_format("--probe %s", clip_path("last.mp4"));
    int good_one = 1;
    for (int tries = 0; good_one == 1 && tries < 3; tries++)
        good_one = exit_status(file);
    assert_int_equal(good_one, 0);
    free(file);
    file = str_format("--probe %s", clip_path("noise.mp4"));
    assert_int_equal(exit_status(file), 1);
    free(file);
    assert_int_equal(exit_status("--probe"), 2);
    assert_int_equal(exit_status("--unknown"), 2);
    assert_int_equal(exit_status(""), 2);
    assert_int_equal(exit_status("--child 3 4 x 5"), 2);
}

static void test_confinement(void **state)
{
    (void)state;
    char *command = str_format("%s --self-test %s", PLAYER_PROGRAM, clip_path("last.mp4"));
    FILE *pipe = popen(command, "re");
    assert_non_null(pipe);
    char line[256];
    int refused = 0, works = 0;
    while (fgets(line, sizeof line, pipe)) {
        print_message("%s", line);
        assert_null(strstr(line, "ALLOWED"));
        refused += str_starts(line, "refused  seccomp");
        works += str_starts(line, "works");
    }
    assert_int_equal(pclose(pipe), 0);
    assert_true(refused >= 10);
    assert_int_equal(works, 1);
    free(command);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_probe_good),         cmocka_unit_test(test_probe_bad),
        cmocka_unit_test(test_play_good),          cmocka_unit_test(test_play_slow),
        cmocka_unit_test(test_play_bad),           cmocka_unit_test(test_video_before_probe),
        cmocka_unit_test(test_probe_from_outside), cmocka_unit_test(test_exit_status),
        cmocka_unit_test(test_confinement),
    };
    return cmocka_run_group_tests_name("player_files", tests, make_clips, destroy);
}
