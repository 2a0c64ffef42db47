// One small frame of every exercise, rendered again and compared with the hash in frames.txt: a
// picture that changed without being meant to, or that another compiler or processor draws
// otherwise, shows here.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "film.h"
#include "march.h"

enum { WIDTH = 128, HEIGHT = 72 };
#define DISTANCES 0xd333b756c475051cu

// How many pixels are redder than without the light of the working muscle.
static unsigned lit_pixels(struct figure *figure, const struct view *view, const unsigned char *rgb)
{
    enum { REDDER = 30 };
    static unsigned char plain[WIDTH * HEIGHT * 3];
    unsigned lit = 0;
    figure->glow[LEFT] = figure->glow[RIGHT] = 0;
    march_render(figure, view, WIDTH, HEIGHT, plain);
    for (int i = 0; i < WIDTH * HEIGHT * 3; i += 3)
        lit += (rgb[i] - rgb[i + 1]) - (plain[i] - plain[i + 1]) > REDDER;
    return lit;
}

static uint64_t frame_hash(const char *name, float t, unsigned *lit)
{
    static unsigned char rgb[WIDTH * HEIGHT * 3];
    static struct figure figure;
    struct exercise exercise;
    struct body body;
    struct problems problems = {0};
    char *path = str_format("videos/studio/exercises/%s.yaml", name);
    assert_true(exercise_read(&exercise, path, &problems));
    char *body_path = str_format("videos/studio/bodies/%s.yaml", exercise.body);
    assert_true(body_read(&body, body_path, &problems));
    figure_build(&figure, &body, &exercise, t);
    march_render(&figure, &exercise.view, WIDTH, HEIGHT, rgb);
    *lit = lit_pixels(&figure, &exercise.view, rgb);
    exercise_destroy(&exercise);
    problems_destroy(&problems);
    free(path);
    free(body_path);
    return film_hash(film_hash_start, rgb, sizeof rgb);
}

// frames.txt: an exercise, a moment in its hold, the hash. There the working muscle is lit, and at
// rest it is dark.
static void test_frames_are_as_committed(void **state)
{
    (void)state;
    FILE *file = fopen("tests/studio/frames.txt", "r");
    assert_non_null(file);
    char name[64];
    float t;
    unsigned long long expected;
    int frames = 0, wrong = 0;
    while (fscanf(file, "%63s %f %llx", name, &t, &expected) == 3) {
        unsigned lit, rest;
        uint64_t found = frame_hash(name, t, &lit);
        if (found != expected) {
            print_message("%s %g is %016llx, not %016llx\n", name, (double)t,
                          (unsigned long long)found, expected);
            wrong++;
        }
        frame_hash(name, 0, &rest);
        if (lit < 4 || rest > 0) {
            print_message("%s: %u pixels of muscle in the hold, %u at rest\n", name, lit, rest);
            wrong++;
        }
        frames++;
    }
    fclose(file);
    assert_true(frames >= 19);
    assert_int_equal(wrong, 0);
}

// Bytes of a picture hide a last bit; distances do not. Fused multiply-add, for one, shows here.
static void test_distances_have_the_same_bits(void **state)
{
    (void)state;
    static struct figure figure;
    struct exercise exercise;
    struct body body;
    struct problems problems = {0};
    assert_true(exercise_read(&exercise, "videos/studio/exercises/chair-stretch.yaml", &problems));
    assert_true(body_read(&body, "videos/studio/bodies/bun.yaml", &problems));
    figure_build(&figure, &body, &exercise, 2.2f);
    uint64_t hash = film_hash_start;
    for (int i = 0; i < 20000; i++) {
        struct vec p = vec((float)(i % 20) * .05f - .5f, (float)(i / 20 % 20) * .05f - .6f,
                           (float)(i / 400) * .03f);
        float d = field_nearest(&figure, GROUPS_ALL, p, .3f);
        hash = film_hash(hash, &d, sizeof d);
    }
    exercise_destroy(&exercise);
    if (hash != DISTANCES)
        print_message("the distances are %016llx\n", (unsigned long long)hash);
    assert_true(hash == DISTANCES);
}

// Against the C library, which is right to more digits than are needed here.
static void test_mathematics_is_right(void **state)
{
    (void)state;
    for (int i = -4000; i <= 4000; i++) {
        float x = (float)i * .01f;
        assert_true(fabs((double)num_sin(x) - sin((double)x)) < 2e-6);
        assert_true(fabs((double)num_cos(x) - cos((double)x)) < 2e-6);
        assert_true(fabs((double)num_exp(x) / exp((double)x) - 1) < 1e-6);
        assert_true(fabs((double)num_atan2(x, 1.7f) - atan2((double)x, (double)1.7f)) < 1e-6);
        assert_true(fabs((double)num_atan2(x, -.3f) - atan2((double)x, (double)-.3f)) < 1e-6);
        if (i > 0)
            assert_true(fabs((double)num_pow(x, .4545f) / pow((double)x, (double).4545f) - 1) <
                        1e-6);
        if (i >= -100 && i <= 100)
            assert_true(fabs((double)num_acos(x) - acos((double)x)) < 2e-6);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_frames_are_as_committed),
        cmocka_unit_test(test_distances_have_the_same_bits),
        cmocka_unit_test(test_mathematics_is_right),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
