// The studio's command: lint, still, sheet, make.
#include "film.h"
#include "lint.h"
#include "march.h"
#include "sheet.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char help[] =
    "usage: studio lint [-v] POSE...                      checks poses; -v prints every measure\n"
    "       studio still POSE SECONDS OUT.ppm [WIDTH]     one frame\n"
    "       studio hash POSE SECONDS WIDTH                the hash of one frame\n"
    "       studio make [-j THREADS] [-o FOLDER] [-t FOLDER] POSE...\n"
    "                                                     videos and posters into FOLDER (here), frames into -t\n"
    "       studio sheet -o FOLDER POSE...                every exercise at rest, on its way, in its hold: sheet.jpg\n"
    "POSE is a file of exercises/; the body it names is looked for in ../bodies/ beside it.\n";

struct scene {
    struct exercise exercise;
    struct body body;
    bool whole; // both files could be read
};

static bool scene_read(struct scene *scene, const char *path, bool lint)
{
    struct problems problems = {0};
    bool good = exercise_read(&scene->exercise, path, &problems);
    char *body = exercise_body_path(&scene->exercise);
    scene->whole = good && body_read(&scene->body, body, &problems);
    free(body);
    if (scene->whole && lint)
        lint_exercise(&scene->exercise, &scene->body, &problems);
    if (problems.count)
        fputs(problems.text.text, stderr);
    good = problems.count == 0;
    problems_destroy(&problems);
    return good;
}

static int lint(int count, char **paths)
{
    int bad = 0;
    bool print = count && str_equal(paths[0], "-v");
    for (int i = print; i < count; i++) {
        struct scene scene;
        bad += !scene_read(&scene, paths[i], true);
        if (print && scene.whole)
            lint_print(&scene.exercise, &scene.body);
        exercise_destroy(&scene.exercise);
    }
    return bad ? EXIT_FAILURE : EXIT_SUCCESS;
}

static int still(int count, char **words)
{
    struct scene scene;
    int width = count > 3 ? atoi(words[3]) : FILM_WIDTH;
    bool good = width >= 16 && width <= 7680 && scene_read(&scene, words[0], false);
    if (good)
        good = film_still(&scene.exercise, &scene.body, strtof(words[1], NULL), width,
                          width * 9 / 16, words[2]);
    exercise_destroy(&scene.exercise);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}

static int hash(char **words)
{
    struct scene scene;
    int width = atoi(words[2]), height = width * 9 / 16;
    bool good = width >= 16 && width <= 7680 && scene_read(&scene, words[0], false);
    if (good) {
        size_t bytes = (size_t)width * (size_t)height * 3;
        unsigned char *rgb = mem_make(bytes, 1);
        struct figure *figure = mem_make(1, sizeof *figure);
        figure_build(figure, &scene.body, &scene.exercise, strtof(words[1], NULL));
        march_render(figure, &scene.exercise.view, width, height, rgb);
        printf("%016llx\n", (unsigned long long)film_hash(film_hash_start, rgb, bytes));
        free(figure);
        free(rgb);
    }
    exercise_destroy(&scene.exercise);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}

static uint64_t file_hash(uint64_t hash_so_far, const char *path)
{
    unsigned char block[4096];
    FILE *file = fopen(path, "rbe");
    for (size_t got; file && (got = fread(block, 1, sizeof block, file)) > 0;)
        hash_so_far = film_hash(hash_so_far, block, got);
    if (file)
        fclose(file);
    return hash_so_far;
}

// All that a frame is made from but the moment. Plain numbers without gaps, so that their bytes can
// be hashed.
static uint64_t scene_mark(const struct scene *scene)
{
    const struct exercise *exercise = &scene->exercise;
    uint64_t mark = file_hash(film_hash_start, "/proc/self/exe");
    mark = film_hash(mark, &scene->body, sizeof scene->body);
    mark = film_hash(mark, &exercise->view, sizeof exercise->view);
    mark = film_hash(mark, exercise->prop, sizeof exercise->prop);
    mark = film_hash(mark, exercise->holder, sizeof exercise->holder);
    mark = film_hash(mark, &exercise->muscle, sizeof exercise->muscle);
    mark = film_hash(mark, exercise->aimed, sizeof exercise->aimed);
    return film_hash(mark, exercise->poled, sizeof exercise->poled);
}

static int make(int count, char **words)
{
    struct film film = {
        .frames = "studio-frames", .out = ".", .threads = (int)sysconf(_SC_NPROCESSORS_ONLN)};
    int at = 0, bad = 0;
    for (; at + 1 < count && words[at][0] == '-'; at += 2) {
        if (str_equal(words[at], "-j"))
            film.threads = atoi(words[at + 1]);
        else if (str_equal(words[at], "-o"))
            film.out = words[at + 1];
        else if (str_equal(words[at], "-t"))
            film.frames = words[at + 1];
        else {
            fputs(help, stderr);
            return EXIT_FAILURE;
        }
    }
    signal(SIGPIPE, SIG_IGN);
    for (; at < count; at++) {
        struct scene scene;
        if (scene_read(&scene, words[at], true)) {
            film.exercise = &scene.exercise;
            film.body = &scene.body;
            film.mark = scene_mark(&scene);
            bad += !film_make(&film);
        } else
            bad++;
        exercise_destroy(&scene.exercise);
    }
    return bad ? EXIT_FAILURE : EXIT_SUCCESS;
}

static int sheet(int count, char **words)
{
    if (count < 3 || !str_equal(words[0], "-o")) {
        fputs(help, stderr);
        return EXIT_FAILURE;
    }
    struct sheet_page page;
    int bad = 0;
    sheet_begin(&page, count - 2);
    for (int at = 2; at < count; at++) {
        struct scene scene;
        if (scene_read(&scene, words[at], false)) {
            sheet_add(&page, &scene.exercise, &scene.body);
            printf("row %d, strip %d: %s\n", (page.places - 1) / SHEET_ACROSS + 1,
                   (page.places - 1) % SHEET_ACROSS + 1, scene.exercise.name);
            fflush(stdout);
        } else
            bad++;
        exercise_destroy(&scene.exercise);
    }
    char *path = str_format("%s/sheet.jpg", words[1]);
    signal(SIGPIPE, SIG_IGN);
    bad += !sheet_end(&page, path);
    free(path);
    return bad ? EXIT_FAILURE : EXIT_SUCCESS;
}

int main(int count, char **words)
{
    if (count > 2 && str_equal(words[1], "lint"))
        return lint(count - 2, words + 2);
    if (count > 4 && str_equal(words[1], "still"))
        return still(count - 2, words + 2);
    if (count == 5 && str_equal(words[1], "hash"))
        return hash(words + 2);
    if (count > 2 && str_equal(words[1], "sheet"))
        return sheet(count - 2, words + 2);
    if (count > 2 && str_equal(words[1], "make"))
        return make(count - 2, words + 2);
    fputs(help, stderr);
    return EXIT_FAILURE;
}
