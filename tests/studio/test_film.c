// What is drawn once, what a contact sheet shows, and that a film which fails leaves the old one.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "film.h"
#include "sheet.h"

// Rest to 0.4, hold 3.2 to 5.2, back at 8: mirrored about the middle of the hold, 4.2.
static const char mirrored[] =
    "loop: 8.0\n"
    "view: {target: [0, 0, 40], az: 0, el: -30, dist: 4.9, fov: 20}\n"
    "keys:\n"
    "- {t: 0, glow: 0, pelvis: [0, .02, .885],\n"
    "   leg: {ankle: [.335, -.02, .078], yaw: 52},\n"
    "   arm: {wrist: [.3, -.2, 1], elbow: [1, 0, 0], fingers: [0, 0, 1], palm: [0, -1, 0]}}\n"
    "- {t: .4}\n"
    "- {t: 3.2, glow: 1, pelvis: [0, .125, .565], tilt: [17, 0, 0]}\n"
    "- {t: 5.2}\n";

static char folder[] = "/tmp/studio-film-XXXXXX";

static void text_write(const char *name, const char *text, mode_t mode)
{
    char *path = str_format("%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    assert_int_equal(chmod(path, mode), 0);
    free(path);
}

static void exercise_make(struct exercise *exercise, const char *text)
{
    struct problems problems = {0};
    text_write("pose.yaml", text, 0644);
    char *path = str_format("%s/pose.yaml", folder);
    bool good = exercise_read(exercise, path, &problems);
    if (!good)
        print_message("%s", problems.text.text);
    assert_true(good);
    problems_destroy(&problems);
    free(path);
}

static int different_moments(const struct exercise *exercise)
{
    enum { MOST = 500 };
    static struct moment seen[MOST];
    int count = 0, frames = (int)(exercise->loop * EXERCISE_RATE + .5f);
    assert_true(frames < MOST);
    for (int i = 0; i < frames; i++) {
        struct moment moment = exercise_moment(exercise, (float)i / EXERCISE_RATE);
        int same = 0;
        while (same < count && memcmp(&seen[same], &moment, sizeof moment) != 0)
            same++;
        if (same == count)
            seen[count++] = moment;
    }
    return count;
}

static void test_way_back_is_drawn_once(void **state)
{
    (void)state;
    struct exercise exercise;
    exercise_make(&exercise, mirrored);
    assert_true(exercise.mirrored);
    float off = exercise.mirror > 4 ? exercise.mirror - 4.2f : exercise.mirror - .2f;
    assert_true(off < .01f && off > -.01f);
    int once = different_moments(&exercise);
    assert_in_range(once, 60, 100);
    exercise_destroy(&exercise);
    char *other =
        str_format("%s- {t: 7.0, glow: 0, pelvis: [0, .02, .885], tilt: [0, 0, 0]}\n", mirrored);
    exercise_make(&exercise, other);
    assert_false(exercise.mirrored);
    assert_true(different_moments(&exercise) > once);
    exercise_destroy(&exercise);
    free(other);
}

static void test_sheet_shows_rest_way_and_hold(void **state)
{
    (void)state;
    struct exercise exercise;
    float t[SHEET_MOMENTS];
    exercise_make(&exercise, mirrored);
    sheet_moments(&exercise, t);
    exercise_destroy(&exercise);
    assert_true(t[0] <= 0);
    assert_true(t[1] > 1 && t[1] < 2.6f);
    assert_true(t[2] > 4.1f && t[2] < 4.3f);
}

// The camera looks at the sky, so that a frame is cheap.
static bool make(const struct exercise *exercise)
{
    static struct body body;
    struct problems problems = {0};
    assert_true(body_read(&body, "videos/studio/bodies/bun.yaml", &problems));
    char *frames = str_format("%s/frames", folder);
    struct film film = {exercise, &body, frames, folder, 1, 1};
    bool good = film_make(&film);
    free(frames);
    return good;
}

static void expect_text(const char *name, const char *text)
{
    char *path = str_format("%s/%s", folder, name), is[32] = "";
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_non_null(fgets(is, sizeof is, file));
    fclose(file);
    assert_string_equal(is, text);
    free(path);
}

static void test_failed_film_leaves_the_old_one(void **state)
{
    (void)state;
    struct exercise exercise;
    exercise_make(&exercise, mirrored);
    exercise.loop = 2; // ends before the hold: enough frames to fail with
    signal(SIGPIPE, SIG_IGN);
    text_write("pose.webm", "good video", 0644);
    text_write("pose.jpg", "good poster", 0644);
    char *path = str_copy(getenv("PATH"));
    // The video is made, the poster is not.
    text_write("ffmpeg",
               "#!/bin/sh\nfor last; do :; done\ncat > \"$last\"\n"
               "case $last in *.jpg.part) exit 1;; esac\n",
               0755);
    char *with = str_format("%s:%s", folder, path);
    setenv("PATH", with, 1);
    assert_false(make(&exercise));
    expect_text("pose.webm", "good video");
    expect_text("pose.jpg", "good poster");
    char *part = str_format("%s/pose.webm.part", folder);
    assert_int_not_equal(access(part, F_OK), 0);
    // Now both are: then both are replaced, and no frame is left behind.
    text_write("ffmpeg", "#!/bin/sh\nfor last; do :; done\ncat > /dev/null\necho new > \"$last\"\n",
               0755);
    assert_true(make(&exercise));
    expect_text("pose.webm", "new\n");
    expect_text("pose.jpg", "new\n");
    char *frames = str_format("%s/frames/pose", folder);
    assert_int_not_equal(access(frames, F_OK), 0);
    setenv("PATH", path, 1);
    exercise_destroy(&exercise);
    free(frames);
    free(part);
    free(with);
    free(path);
}

static void expect_body(const char *text, const char *sentence)
{
    struct body body;
    struct problems problems = {0};
    text_write("body.yaml", text, 0644);
    char *path = str_format("%s/body.yaml", folder);
    assert_false(body_read(&body, path, &problems));
    if (!strstr(problems.text.text, sentence))
        print_message("expected: %s\nsaid: %s\n", sentence, problems.text.text);
    assert_non_null(strstr(problems.text.text, sentence));
    problems_destroy(&problems);
    free(path);
}

static void test_wrong_bodies_are_told(void **state)
{
    (void)state;
    expect_body("limb: 1\nwaste: 1.1\n",
                "body.yaml:2: \"waste\" is no name of a body; the nearest is \"waist\".");
    expect_body("belly: 3\n", "body.yaml:1: belly: 3 is outside 0 to 1; 1 works.");
    expect_body("skin: \"brown\"\n",
                "body.yaml:1: \"brown\" is no colour; six digits such as \"d9a181\" work.");
    expect_body("hair_style: curl\n",
                "body.yaml:1: \"curl\" is no style of hair; the nearest is \"curls\".");
}

static int folder_make(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int folder_remove(void **state)
{
    (void)state;
    char *command = str_format("rm -rf %s", folder);
    int status = system(command);
    free(command);
    return status;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_way_back_is_drawn_once),
        cmocka_unit_test(test_sheet_shows_rest_way_and_hold),
        cmocka_unit_test(test_failed_film_leaves_the_old_one),
        cmocka_unit_test(test_wrong_bodies_are_told),
    };
    return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
