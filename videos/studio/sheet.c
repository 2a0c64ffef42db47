// Draws contact sheets: small frames, side by side, one strip an exercise. One thread.
#include "sheet.h"

#include "encode.h"
#include "march.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { PAGE_WIDTH = SHEET_ACROSS * SHEET_MOMENTS * SHEET_WIDTH };

static float shine(const struct exercise *exercise, float t)
{
    struct pose pose = exercise_pose(exercise, t);
    return num_max(pose.value[CHANNEL_GLOW], pose.value[CHANNEL_GLOW + 1]);
}

static float pose_apart(const struct pose *a, const struct pose *b)
{
    float sum = 0;
    for (int i = 0; i < CHANNELS; i++)
        sum += num_square(a->value[i] - b->value[i]);
    return sum;
}

void sheet_moments(const struct exercise *exercise, float t[SHEET_MOMENTS])
{
    int frames = (int)(exercise->loop * EXERCISE_RATE + .5f), first = 0, last = 0;
    float most = 0;
    for (int i = 0; i < frames; i++) {
        float here = shine(exercise, (float)i / EXERCISE_RATE);
        if (here > most + .001f) {
            most = here;
            first = last = i;
        } else if (here > most - .001f && last == i - 1)
            last = i;
    }
    t[0] = 0;
    t[2] = (float)(first + last) * .5f / EXERCISE_RATE;
    struct pose rest = exercise_pose(exercise, 0), hold = exercise_pose(exercise, t[2]);
    float least = 1e9f;
    for (int i = 0; i <= first; i++) {
        struct pose pose = exercise_pose(exercise, (float)i / EXERCISE_RATE);
        float off = fabsf(pose_apart(&pose, &rest) - pose_apart(&pose, &hold));
        if (off < least) {
            least = off;
            t[1] = (float)i / EXERCISE_RATE;
        }
    }
}

void sheet_begin(struct sheet_page *page, int exercises)
{
    *page = (struct sheet_page){.rows = (exercises + SHEET_ACROSS - 1) / SHEET_ACROSS};
    size_t bytes = (size_t)page->rows * SHEET_HEIGHT * PAGE_WIDTH * 3;
    page->rgb = mem_make(bytes, 1);
    memset(page->rgb, 0xff, bytes);
}

void sheet_add(struct sheet_page *page, const struct exercise *exercise, const struct body *body)
{
    static unsigned char small[SHEET_WIDTH * SHEET_HEIGHT * 3];
    struct figure *figure = mem_make(1, sizeof *figure);
    float t[SHEET_MOMENTS];
    sheet_moments(exercise, t);
    int top = page->places / SHEET_ACROSS * SHEET_HEIGHT,
        left = page->places % SHEET_ACROSS * SHEET_MOMENTS;
    for (int i = 0; i < SHEET_MOMENTS; i++) {
        figure_build(figure, body, exercise, t[i]);
        march_render(figure, &exercise->view, SHEET_WIDTH, SHEET_HEIGHT, small);
        for (int y = 0; y < SHEET_HEIGHT; y++)
            memcpy(
                &page->rgb[((size_t)(top + y) * PAGE_WIDTH + (size_t)(left + i) * SHEET_WIDTH) * 3],
                &small[(size_t)y * SHEET_WIDTH * 3], (size_t)SHEET_WIDTH * 3);
    }
    free(figure);
    page->places++;
}

static bool page_read(void *with, int number, unsigned char *rgb)
{
    const struct sheet_page *page = with;
    memcpy(rgb, page->rgb, (size_t)page->rows * SHEET_HEIGHT * PAGE_WIDTH * 3);
    return number == 0;
}

bool sheet_end(struct sheet_page *page, const char *path)
{
    page->rows =
        (page->places + SHEET_ACROSS - 1) / SHEET_ACROSS; // some exercises may have been unusable
    const struct encode encode = {PAGE_WIDTH, page->rows * SHEET_HEIGHT, 1, 0, 1, page_read, page};
    char *part = str_format("%s.part", path);
    bool good = page->rows && encode_jpeg(&encode, part) && rename(part, path) == 0;
    if (!good) {
        fprintf(stderr, "%s: was not written; what was there is unchanged.\n", path);
        unlink(part);
    }
    free(part);
    free(page->rgb);
    return good;
}
