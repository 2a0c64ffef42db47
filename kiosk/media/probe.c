// Tells a playable video from all that libvlc plays without complaint: fonts, noise, sound, half a
// file. It must show a picture at the beginning, and show one and end near where the file promises.
#include "probe.h"

#include "clock.h"

#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PANE = 320, LOOK_EVERY_MS = 5, PICTURE_LIMIT_MS = 3000, PLAY_LIMIT_MS = 10000 };

struct probe {
    struct decoder *decoder;
    struct decoder_order order;
    bool (*busy)(void *);
    void *context;
    bool interrupted;
    struct decoder_status status; // of the piece played last
};

// Plays from start_ms until `pictures` were shown or the end came. False if neither did.
static bool play_piece(struct probe *probe, int64_t start_ms, uint32_t pictures, int64_t limit_ms)
{
    probe->order.start_ms = start_ms;
    probe->status = (struct decoder_status){0};
    if (!decoder_play(probe->decoder, &probe->order))
        return false;
    bool done = false;
    int64_t began = clock_ms();
    while (!done && !probe->interrupted && clock_ms() - began < limit_ms) {
        poll(NULL, 0, LOOK_EVERY_MS);
        probe->interrupted = probe->busy && probe->busy(probe->context);
        probe->status = decoder_look(probe->decoder);
        done = probe->status.ended || probe->status.pictures >= pictures;
        bool blind = probe->status.pictures == 0 && probe->status.libvlc_ms > start_ms + 500;
        if (blind && clock_ms() - began > PICTURE_LIMIT_MS)
            break;
    }
    decoder_stop(probe->decoder);
    return done;
}

// An MP4 or MOV whose index stands at its end is no video to anybody before all of it has come.
static bool film_begun(int fd)
{
    char head[8];
    return pread(fd, head, sizeof head, 0) == (ssize_t)sizeof head &&
           memcmp(head + 4, "ftyp", 4) == 0;
}

static const char *check_beginning(struct probe *probe, struct decoder_tracks *tracks)
{
    // Any shape will do: the right one is not known yet.
    probe->order.shape = (struct frame_shape){.w = PANE, .h = PANE, .pitch = PANE};
    bool done = play_piece(probe, 0, 2, PLAY_LIMIT_MS);
    *tracks = decoder_tracks(probe->decoder);
    if (!tracks->any)
        return film_begun(probe->order.fd) ? "the file is incomplete: its index has not come yet"
                                           : "the file is not a video";
    if (!frame_fit(tracks->w, tracks->h, PANE, PANE, &probe->order.shape))
        return "the file has no picture";
    if (done)
        return probe->status.pictures ? "" : "the file ends without a picture that can be decoded";
    return probe->status.pictures ? "the video stands still after its first picture"
                                  : "the video shows no picture though its time runs";
}

// A file that was cut off has no picture near its end, whatever else libvlc makes of it: some play
// on to the promised end with the last picture they have.
static const char *check_end(struct probe *probe, int64_t duration_ms)
{
    static const int tails_ms[] = {1000, 2500}; // the last picture may stay for a second or two
    for (int i = 0; i < 2; i++) {
        int64_t most = duration_ms * (5 + i) / 10;
        int64_t start = duration_ms - (most < tails_ms[i] ? most : tails_ms[i]);
        if (!play_piece(probe, start, UINT32_MAX, duration_ms - start + PLAY_LIMIT_MS))
            return "the video does not come to an end";
        if (probe->status.pictures || probe->interrupted)
            return "";
    }
    return "the video ends well before its time: the file is incomplete";
}

static const char *check_file(int fd)
{
    struct stat about;
    if (fstat(fd, &about) != 0 || !S_ISREG(about.st_mode))
        return "this is not a file";
    return about.st_size > 0 ? "" : "the file is empty";
}

bool probe_run(struct decoder *decoder, struct frames *frames, int fd, struct probe_result *result,
               bool (*busy)(void *), void *context)
{
    struct probe probe = {.decoder = decoder, .busy = busy, .context = context};
    probe.order = (struct decoder_order){.fd = fd, .frames = frames, .only_count = true};
    struct decoder_tracks tracks = {0};
    const char *problem = check_file(fd);
    if (!*problem)
        problem = check_beginning(&probe, &tracks);
    if (!*problem && !probe.interrupted && tracks.duration_ms > 0)
        problem = check_end(&probe, tracks.duration_ms);
    *result = (struct probe_result){.playable = !*problem,
                                    .w = tracks.w,
                                    .h = tracks.h,
                                    .duration_ms = tracks.duration_ms,
                                    .problem = problem};
    return !probe.interrupted;
}
