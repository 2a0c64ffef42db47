// Makes videos. Worker threads take frame numbers from one counter and write finished frames beside
// each other; the thread that called draws the progress bar, then lets the frames be
// encoded and renames what came of it.
#include "film.h"

#include "encode.h"
#include "march.h"

#include <dirent.h>
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { FRAME_BYTES = FILM_WIDTH * FILM_HEIGHT * 3, PATH_ROOM = 512 };

struct crew {
    const struct film *film;
    const char *folder;
    uint64_t *name; // of every frame; frames that look the same have the same one
    int *distinct;  // the first frame of each name
    int frames, pictures;
    atomic_int next, done, made;
    atomic_bool failed;
    atomic_ullong cpu; // nanoseconds of all workers
};

uint64_t film_hash(uint64_t hash, const void *bytes, size_t count)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < count; i++)
        hash = (hash ^ at[i]) * 0x100000001b3u;
    return hash;
}

// Written beside and renamed: a frame that is there is whole.
static bool picture_write(const char *path, const unsigned char *rgb, int width, int height)
{
    char part[PATH_ROOM];
    snprintf(part, sizeof part, "%s.part", path);
    FILE *file = fopen(part, "wbe");
    if (!file) {
        fprintf(stderr, "%s: cannot be written: %s.\n", part, strerror(errno));
        return false;
    }
    size_t bytes = (size_t)width * (size_t)height * 3;
    bool good = fprintf(file, "P6\n%d %d\n255\n", width, height) > 0 &&
                fwrite(rgb, 1, bytes, file) == bytes;
    good = fclose(file) == 0 && good && rename(part, path) == 0;
    if (!good)
        fprintf(stderr, "%s: cannot be written: %s.\n", path, strerror(errno));
    return good;
}

bool film_still(const struct exercise *exercise, const struct body *body, float t, int width,
                int height, const char *path)
{
    struct figure *figure = mem_make(1, sizeof *figure);
    unsigned char *rgb = mem_make((size_t)width * (size_t)height, 3);
    figure_build(figure, body, exercise, t);
    march_render(figure, &exercise->view, width, height, rgb);
    bool good = picture_write(path, rgb, width, height);
    free(rgb);
    free(figure);
    return good;
}

static void frame_path(char path[PATH_ROOM], const struct crew *crew, int frame)
{
    snprintf(path, PATH_ROOM, "%s/%016llx.ppm", crew->folder,
             (unsigned long long)crew->name[frame]);
}

// A frame is named by all that it is made from, so that holds and the way back cost nothing and a
// frame of an earlier run is used again only if it is the same.
static void frames_name(struct crew *crew)
{
    const struct exercise *exercise = crew->film->exercise;
    crew->name = mem_make((size_t)crew->frames, sizeof *crew->name);
    crew->distinct = mem_make((size_t)crew->frames, sizeof *crew->distinct);
    for (int frame = 0; frame < crew->frames; frame++) {
        struct moment moment = exercise_moment(exercise, (float)frame / FILM_RATE);
        crew->name[frame] = film_hash(crew->film->mark, &moment, sizeof moment);
        int same = 0;
        while (crew->name[same] != crew->name[frame])
            same++;
        if (same == frame)
            crew->distinct[crew->pictures++] = frame;
    }
}

static uint64_t cpu_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static void *work(void *with)
{
    struct crew *crew = with;
    const struct film *film = crew->film;
    for (int next; !crew->failed && (next = atomic_fetch_add(&crew->next, 1)) < crew->pictures;) {
        char path[PATH_ROOM];
        int frame = crew->distinct[next];
        frame_path(path, crew, frame);
        if (access(path, R_OK) != 0) {
            uint64_t start = cpu_now();
            float t = (float)frame / FILM_RATE;
            if (!film_still(film->exercise, film->body, t, FILM_WIDTH, FILM_HEIGHT, path))
                crew->failed = true;
            atomic_fetch_add(&crew->cpu, cpu_now() - start);
            atomic_fetch_add(&crew->made, 1);
        }
        atomic_fetch_add(&crew->done, 1);
    }
    return NULL;
}

static void bar_draw(const struct crew *crew, double seconds)
{
    enum { WIDE = 30 };
    char bar[WIDE + 1];
    int done = crew->done, made = crew->made, full = done * WIDE / crew->pictures;
    for (int i = 0; i < WIDE; i++)
        bar[i] = i < full ? '#' : '.';
    bar[WIDE] = '\0';
    printf("\r%-24s [%s] %3d/%d pictures for %d frames", crew->film->exercise->name, bar, done,
           crew->pictures, crew->frames);
    if (made)
        printf("  %.2f CPU-s a frame, %.0f s left ", (double)crew->cpu / 1e9 / made,
               seconds / made * (crew->pictures - done));
    fflush(stdout);
}

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static bool frames_make(struct crew *crew)
{
    enum { THREADS_MAX = 64 };
    pthread_t thread[THREADS_MAX];
    int threads = crew->film->threads < THREADS_MAX ? crew->film->threads : THREADS_MAX,
        started = 0;
    double start = seconds_now();
    while (started < threads && pthread_create(&thread[started], NULL, work, crew) == 0)
        started++;
    if (!started)
        work(crew);
    while (started && crew->done < crew->pictures && !crew->failed) {
        bar_draw(crew, seconds_now() - start);
        usleep(250000);
    }
    for (int i = 0; i < started; i++)
        pthread_join(thread[i], NULL);
    bar_draw(crew, seconds_now() - start);
    printf("\n");
    return !crew->failed;
}

static bool frame_read(void *with, int frame, unsigned char *rgb)
{
    char path[PATH_ROOM];
    frame_path(path, with, frame);
    FILE *file = fopen(path, "rbe");
    int width = 0, height = 0;
    bool good = file && fscanf(file, "P6 %d %d 255", &width, &height) == 2 && fgetc(file) == '\n' &&
                width == FILM_WIDTH && height == FILM_HEIGHT &&
                fread(rgb, 1, FRAME_BYTES, file) == FRAME_BYTES;
    if (file)
        fclose(file);
    if (!good)
        fprintf(stderr, "%s: cannot be read.\n", path);
    return good;
}

static bool video_encode(struct crew *crew, const char *path)
{
    const struct encode encode = {FILM_WIDTH,   FILM_HEIGHT, FILM_RATE, 0,
                                  crew->frames, frame_read,  crew};
    return encode_video(&encode, path);
}

static bool poster_encode(struct crew *crew, const char *path)
{
    int frame = (int)(crew->film->exercise->poster * FILM_RATE + .5f);
    frame = frame < crew->frames ? frame : crew->frames - 1;
    const struct encode encode = {FILM_WIDTH, FILM_HEIGHT, FILM_RATE, frame,
                                  frame + 1,  frame_read,  crew};
    return encode_jpeg(&encode, path);
}

// All of the folder: frames of an earlier pose or program are of no more use either.
static void frames_remove(const struct crew *crew)
{
    char path[PATH_ROOM];
    DIR *folder = opendir(crew->folder);
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        if (str_ends(entry->d_name, ".ppm") || str_ends(entry->d_name, ".ppm.part")) {
            snprintf(path, sizeof path, "%s/%s", crew->folder, entry->d_name);
            unlink(path);
        }
    }
    if (folder)
        closedir(folder);
    rmdir(crew->folder);
}

bool film_make(const struct film *film)
{
    char folder[PATH_ROOM], video[PATH_ROOM], poster[PATH_ROOM], video_part[PATH_ROOM + 8],
        poster_part[PATH_ROOM + 8];
    const char *name = film->exercise->name;
    snprintf(folder, sizeof folder, "%s/%s", film->frames, name);
    snprintf(video, sizeof video, "%s/%s.webm", film->out, name);
    snprintf(poster, sizeof poster, "%s/%s.jpg", film->out, name);
    snprintf(video_part, sizeof video_part, "%s.part", video);
    snprintf(poster_part, sizeof poster_part, "%s.part", poster);
    if ((mkdir(film->frames, 0777) != 0 && errno != EEXIST) ||
        (mkdir(folder, 0777) != 0 && errno != EEXIST)) {
        fprintf(stderr, "%s: cannot be made: %s.\n", folder, strerror(errno));
        return false;
    }
    struct crew crew = {
        .film = film, .folder = folder, .frames = (int)(film->exercise->loop * FILM_RATE + .5f)};
    frames_name(&crew);
    bool good = frames_make(&crew) && video_encode(&crew, video_part) &&
                poster_encode(&crew, poster_part) && rename(video_part, video) == 0 &&
                rename(poster_part, poster) == 0;
    if (good)
        frames_remove(&crew);
    else {
        unlink(video_part);
        unlink(poster_part);
        fprintf(stderr, "%s: no video was made; what was there is unchanged.\n", name);
    }
    free(crew.name);
    free(crew.distinct);
    return good;
}
