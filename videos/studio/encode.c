// Feeds pictures to ffmpeg. One child at a time, by the thread that called.
#include "encode.h"

#include "str.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

// Starts ffmpeg with pictures on its standard input; *pipe_out is where they go.
static pid_t encoder_start(char *const *arguments, int *pipe_out)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return -1;
    pid_t pid = fork();
    if (pid == 0) {
        dup2(ends[0], STDIN_FILENO);
        execvp(arguments[0], arguments);
        _exit(127);
    }
    close(ends[0]);
    *pipe_out = ends[1];
    if (pid < 0)
        close(ends[1]);
    return pid;
}

static bool send_all(int to, const unsigned char *bytes, size_t count)
{
    for (size_t sent = 0; sent < count;) {
        ssize_t now = write(to, bytes + sent, count - sent);
        if (now > 0)
            sent += (size_t)now;
        else if (errno != EINTR)
            return false;
    }
    return true;
}

static bool encode(const struct encode *encode, char *const *arguments)
{
    int to = -1, status = 1;
    pid_t pid = encoder_start(arguments, &to);
    if (pid < 0) {
        fprintf(stderr, "%s cannot be started: %s.\n", arguments[0], strerror(errno));
        return false;
    }
    size_t count = (size_t)encode->width * (size_t)encode->height * 3;
    unsigned char *bytes = mem_make(count, 1);
    bool good = true;
    for (int number = encode->first; good && number < encode->end; number++)
        good = encode->picture(encode->with, number, bytes) && send_all(to, bytes, count);
    free(bytes);
    close(to);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        continue;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
        fprintf(stderr, "%s is not installed.\n", arguments[0]);
    return good && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

// Raw pictures come in; `out` says what becomes of them. Both are words with one space between.
static bool encode_words(const struct encode *e, const char *out, const char *path)
{
    enum { WORDS_MAX = 48 };
    char *words = str_format("ffmpeg -v error -y -f rawvideo -pix_fmt rgb24 -s %dx%d -r %d -i - %s",
                             e->width, e->height, e->rate, out);
    char *argument[WORDS_MAX + 2], *rest = NULL;
    int count = 0;
    for (char *word = strtok_r(words, " ", &rest); word && count < WORDS_MAX;
         word = strtok_r(NULL, " ", &rest))
        argument[count++] = word;
    char *target = str_copy(path);
    argument[count] = target;
    argument[count + 1] = NULL;
    bool good = encode(e, argument);
    free(target);
    free(words);
    return good;
}

bool encode_video(const struct encode *e, const char *path)
{
    // The matrix is told twice: once to convert by, once to write into the file.
    return encode_words(e,
                        "-vf scale=out_color_matrix=bt709:out_range=tv:flags=accurate_rnd+"
                        "full_chroma_int+full_chroma_inp+bicubic,format=yuv420p "
                        "-c:v libvpx-vp9 -crf 22 -b:v 0 -deadline good -cpu-used 2 -row-mt 1 -g 50 "
                        "-colorspace bt709 -color_primaries bt709 -color_trc bt709 -color_range tv "
                        "-fflags +bitexact -f webm",
                        path);
}

bool encode_jpeg(const struct encode *e, const char *path)
{
    return encode_words(e, "-vf format=yuvj420p -frames:v 1 -q:v 3 -f mjpeg", path);
}
