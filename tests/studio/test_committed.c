// The committed videos are what the sources make: of each one frame is drawn anew, in full size,
// and laid beside the one in the video; its poster is laid beside the frame it was taken from.
// Takes two seconds a video.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "film.h"
#include "march.h"

enum {
    BYTES = FILM_WIDTH * FILM_HEIGHT * 3,
    OFF = 16,       // of 255, over nine pixels: VP9 and JPEG stay below 13
    OFF_PIXELS = 40 // a knee that moved by 5 mm is 1200
};

static unsigned char drawn[BYTES], seen[BYTES], poster[BYTES];

static void picture_read(unsigned char *rgb, const char *path, float t)
{
    char *seek = t > 0 ? str_format("-ss %.3f", (double)t) : str_copy("");
    char *command = str_format("ffmpeg -v error %s -i %s -frames:v 1 -f rawvideo -pix_fmt rgb24 "
                               "-vf scale=flags=accurate_rnd+full_chroma_int -",
                               seek, path);
    FILE *pipe = popen(command, "re");
    assert_non_null(pipe);
    size_t got = fread(rgb, 1, BYTES, pipe);
    assert_int_equal(pclose(pipe), 0);
    if (got != BYTES)
        fail_msg("%s: no frame at %.2f s", path, (double)t);
    free(command);
    free(seek);
}

static bool is_off(const unsigned char *a, const unsigned char *b, int at, int colour)
{
    int sum = 0;
    for (int y = -1; y <= 1; y++)
        for (int x = -1; x <= 1; x++) {
            int i = (at + y * FILM_WIDTH + x) * 3 + colour;
            sum += a[i] - b[i];
        }
    return abs(sum) > OFF * 9;
}

static int pixels_off(const unsigned char *a, const unsigned char *b)
{
    int off = 0;
    for (int y = 1; y < FILM_HEIGHT - 1; y++)
        for (int x = 1; x < FILM_WIDTH - 1; x++) {
            int at = y * FILM_WIDTH + x;
            off += is_off(a, b, at, 0) || is_off(a, b, at, 1) || is_off(a, b, at, 2);
        }
    return off;
}

static void frame_draw(const struct exercise *exercise, float t)
{
    static struct figure figure;
    struct body body;
    struct problems problems = {0};
    char *path = str_format("videos/studio/bodies/%s.yaml", exercise->body);
    assert_true(body_read(&body, path, &problems));
    figure_build(&figure, &body, exercise, t);
    march_render(&figure, &exercise->view, FILM_WIDTH, FILM_HEIGHT, drawn);
    free(path);
}

// How many videos or posters are not as they should be.
static int wrong_of(const char *name, float t)
{
    struct exercise exercise;
    struct problems problems = {0};
    char *path = str_format("videos/studio/exercises/%s.yaml", name),
         *video = str_format("videos/%s.webm", name), *still = str_format("videos/%s.jpg", name);
    assert_true(exercise_read(&exercise, path, &problems));
    frame_draw(&exercise, t);
    picture_read(seen, video, t);
    int off = pixels_off(drawn, seen);
    picture_read(seen, video, exercise.poster);
    picture_read(poster, still, 0);
    int poster_off = pixels_off(poster, seen);
    if (off > OFF_PIXELS)
        print_message("%s: %d pixels are not what the sources draw; make it anew\n", video, off);
    if (poster_off > OFF_PIXELS)
        print_message("%s: %d pixels are not those of the video\n", still, poster_off);
    exercise_destroy(&exercise);
    free(path);
    free(video);
    free(still);
    return (off > OFF_PIXELS) + (poster_off > OFF_PIXELS);
}

// frames.txt says a moment in the hold of each.
static void test_videos_are_what_the_sources_make(void **state)
{
    (void)state;
    FILE *file = fopen("tests/studio/frames.txt", "r");
    assert_non_null(file);
    char name[64];
    float t;
    int videos = 0, wrong = 0;
    while (fscanf(file, "%63s %f %*s", name, &t) == 2) {
        wrong += wrong_of(name, t);
        videos++;
    }
    fclose(file);
    assert_true(videos >= 19);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_videos_are_what_the_sources_make)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
