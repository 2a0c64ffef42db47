// Pictures with a number in them: one row of 14 blocks across the upper half, the first white, the
// last black, twelve bits between; the lower half is grey. Turned or mirrored pictures do not read.
#include "clips.h"

#include "player.h"
#include "str.h"

#include <assert.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BLOCKS = 14, WHITE = 225, BLACK = 25, GREY = 125 };

static char folder[64];

static void remove_folder(void)
{
    char command[96];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    if (system(command) != 0)
        fprintf(stderr, "%s stays behind\n", folder);
}

const char *clips_folder(void)
{
    if (!*folder) {
        strcpy(folder, "/tmp/kiosk-clips-XXXXXX");
        assert(mkdtemp(folder));
        atexit(remove_folder);
    }
    return folder;
}

const char *clip_path(const char *name)
{
    static char paths[4][160];
    static unsigned next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", clips_folder(), name);
    return path;
}

static void draw(uint8_t *luma, int w, int h, int number)
{
    memset(luma, GREY, (size_t)w * (size_t)h);
    for (int x = 0; x < w; x++) {
        int block = x * BLOCKS / w;
        bool white = block == 0 || (block < BLOCKS - 1 && (number >> (block - 1) & 1));
        luma[x] = white ? WHITE : BLACK;
    }
    for (int y = 1; y < h / 2; y++)
        memcpy(luma + (size_t)y * (size_t)w, luma, (size_t)w);
}

static void run(const char *command)
{
    if (system(command) != 0) {
        fprintf(stderr, "failed: %s\n", command);
        abort();
    }
}

void clip_make(const char *name, int w, int h, int fps, int count, const char *arguments)
{
    char *command =
        str_format("ffmpeg -v error -y -f rawvideo -pix_fmt yuv420p -s %dx%d -r %d -i - "
                   "%s -pix_fmt yuv420p '%s'",
                   w, h, fps, arguments, clip_path(name));
    FILE *pipe = popen(command, "we");
    assert(pipe);
    size_t luma = (size_t)w * (size_t)h;
    uint8_t *picture = mem_make(luma * 3 / 2, 1);
    memset(picture, 128, luma * 3 / 2);
    for (int i = 0; i < count; i++) {
        draw(picture, w, h, i);
        assert(fwrite(picture, luma * 3 / 2, 1, pipe) == 1);
    }
    free(picture);
    assert(pclose(pipe) == 0);
    free(command);
}

void clip_copy(const char *name, const char *from, const char *arguments)
{
    char *command = str_format("ffmpeg -v error -y -i '%s' %s '%s'", clip_path(from), arguments,
                               clip_path(name));
    run(command);
    free(command);
}

void clip_cut(const char *name, const char *from, int percent)
{
    char *command = str_format("head -c $(( $(stat -c %%s '%s') * %d / 100 )) '%s' > '%s'",
                               clip_path(from), percent, clip_path(from), clip_path(name));
    run(command);
    free(command);
}

void clip_write(const char *name, const void *bytes, unsigned count)
{
    FILE *file = fopen(clip_path(name), "we");
    assert(file);
    assert(fwrite(bytes, 1, count, file) == count);
    assert(fclose(file) == 0);
}

int clip_open(const char *name)
{
    int fd = open(clip_path(name), O_RDONLY | O_CLOEXEC);
    assert(fd >= 0);
    return fd;
}

static int luma_at(const struct player_frame *frame, int x, int y)
{
    return frame->planes[y * frame->pitch + x];
}

int clip_number(const struct player_frame *frame, bool mirrored)
{
    int number = 0;
    for (int block = 0; block < BLOCKS; block++) {
        int x = (2 * block + 1) * frame->w / (2 * BLOCKS);
        int value = luma_at(frame, mirrored ? frame->w - 1 - x : x, frame->h / 4);
        if (value > 80 && value < 170)
            return -1;
        bool white = value >= 170;
        if ((block == 0 && !white) || (block == BLOCKS - 1 && white))
            return -1;
        if (block > 0 && block < BLOCKS - 1 && white)
            number |= 1 << (block - 1);
    }
    int below = luma_at(frame, frame->w / 2, frame->h * 3 / 4);
    return below > 100 && below < 150 ? number : -1;
}
