// libvlc plays one descriptor into the shared ring. Main thread of the child; the functions named
// on_* run in libvlc's display thread, and share what `lock` guards. No libvlc call is made from
// them or while the lock is held: libvlc would wait for itself.
#include "decoder.h"

#include "clock.h"
#include "plugins.h"
#include "str.h"

#include <assert.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <vlc/vlc.h>

enum {
    FORCED_EARLY_MS = 10,   // libvlc shows the first picture that much before its time
    REPEATS_AFTER_MS = 300, // a paused libvlc goes on for so long, then only repeats itself
    ANCHOR_AGREES_MS = 10,
    RESUME_MS = 500,     // so long after a resume a paused libvlc has not heard of it yet
    STAY_MOST_MS = 1000, // the last picture stays as long as the one before it, at most this
    LAST_WAIT_MS = 200,  // for it, once asked for
};

struct decoder {
    libvlc_instance_t *libvlc;     // owned
    libvlc_media_player_t *player; // owned
    struct decoder_order order;    // written only while nothing plays

    pthread_mutex_t lock;
    // guarded by lock
    uint32_t pictures;
    bool live; // between play and stop
    bool paused;
    int64_t anchor_ms;      // clock_ms() when the start of the video was due; moves with each pause
    int64_t told_anchor_ms; // the anchor as libvlc's last word has it
    int64_t paused_ms;      // clock_ms() of the pause
    int64_t shown_ms;       // position of the picture published last
    int64_t shown_at_ms;    // clock_ms() when it was shown
    int64_t stay_ms;        // how long the picture before it stayed
    int64_t resumed_ms;     // clock_ms() of the last resume
    struct {                // the last picture, which libvlc keeps back
        int64_t due_ms;     // clock_ms() when it is due; 0 until libvlc is at its end
        int64_t asked_ms;   // clock_ms() when libvlc was asked for it, 0 before
        int64_t stay_ms;
        uint32_t number; // it is the picture with this number, from 1
    } last;
};

static void on_time(const libvlc_event_t *event, void *opaque);

static const char *const options[] = {
    "--quiet",
    "--no-video-title-show",
    "--no-spu",
    "--no-osd",
    "--no-stats",
    "--no-lua",
    "--no-metadata-network-access",
    "--no-audio",
    "--aout=none",
    "--text-renderer=none", // or each play looks for a thousand font files
    "--no-sub-autodetect-file",
    "--swscale-mode=0",
    "--avcodec-hw=none",
    "--avcodec-threads=4", // each thread costs address space, which is limited
};

struct decoder *decoder_open(const char **problem)
{
    if (!plugins_load(libvlc_get_version, problem))
        return NULL;
    struct decoder *decoder = mem_make(1, sizeof *decoder);
    pthread_mutex_init(&decoder->lock, NULL);
    decoder->libvlc = libvlc_new(sizeof options / sizeof *options, options);
    decoder->player = decoder->libvlc ? libvlc_media_player_new(decoder->libvlc) : NULL;
    if (decoder->player &&
        libvlc_event_attach(libvlc_media_player_event_manager(decoder->player),
                            libvlc_MediaPlayerTimeChanged, on_time, decoder) == 0)
        return decoder;
    *problem = "libvlc does not start";
    decoder_close(decoder);
    return NULL;
}

void decoder_close(struct decoder *decoder)
{
    if (!decoder)
        return;
    if (decoder->player) {
        libvlc_media_player_stop(decoder->player);
        libvlc_media_player_release(decoder->player);
    }
    if (decoder->libvlc)
        libvlc_release(decoder->libvlc);
    pthread_mutex_destroy(&decoder->lock);
    free(decoder);
}

static void note_picture_track(struct decoder_tracks *tracks, const libvlc_video_track_t *video)
{
    int64_t w = video->i_width, h = video->i_height;
    if (video->i_sar_num && video->i_sar_den)
        w = w * video->i_sar_num / video->i_sar_den;
    if (w < 1 || h < 1 || w > 16384 || h > 16384)
        return;
    bool lying = video->i_orientation >= libvlc_video_orient_left_top;
    tracks->w = (int)(lying ? h : w);
    tracks->h = (int)(lying ? w : h);
}

struct decoder_tracks decoder_tracks(struct decoder *decoder)
{
    struct decoder_tracks tracks = {0};
    libvlc_media_t *media = libvlc_media_player_get_media(decoder->player);
    if (!media)
        return tracks;
    libvlc_media_track_t **list = NULL;
    unsigned count = libvlc_media_tracks_get(media, &list);
    for (unsigned i = 0; i < count; i++)
        if (list[i]->i_type == libvlc_track_video && tracks.w == 0)
            note_picture_track(&tracks, list[i]->video);
    tracks.any = count > 0;
    if (count)
        libvlc_media_tracks_release(list, count);
    int64_t duration = libvlc_media_get_duration(media);
    tracks.duration_ms = duration > 0 ? duration : 0;
    libvlc_media_release(media);
    return tracks;
}

// Runs up to three times a play, so it only answers. It is offered the coded size (1920x1090 of a
// 1920x1080 video), the wrong way round if the phone was; the right one is in the order.
static unsigned on_format(void **opaque, char *chroma, unsigned *w, unsigned *h, unsigned *pitches,
                          unsigned *lines)
{
    struct decoder *decoder = *opaque;
    // The pictures of graphics hardware (VA-API, VDPAU) are offered first, whatever --avcodec-hw
    // says. Refusing spares libvlc some hundred tries at a way from there to I420.
    if (memcmp(chroma, "VA", 2) == 0 || memcmp(chroma, "VD", 2) == 0)
        return 0;
    struct frame_shape *shape = &decoder->order.shape;
    unsigned larger = *w > *h ? *w : *h, smaller = *w > *h ? *h : *w;
    shape->bt709 = larger > 1024 || smaller > 576; // what is not marked is HD by its size
    memcpy(chroma, "I420", 4);
    *w = (unsigned)shape->w;
    *h = (unsigned)shape->h;
    pitches[0] = (unsigned)shape->pitch;
    pitches[1] = pitches[2] = (unsigned)shape->pitch / 2;
    lines[0] = (unsigned)shape->h;
    lines[1] = lines[2] = (unsigned)shape->h / 2;
    return 1;
}

static void *on_lock(void *opaque, void **planes)
{
    struct decoder *decoder = opaque;
    const struct frame_shape *shape = &decoder->order.shape;
    uint8_t *draft = frames_draft(decoder->order.frames);
    size_t luma = (size_t)shape->pitch * (size_t)shape->h;
    planes[0] = draft;
    planes[1] = draft + luma;
    planes[2] = draft + luma + luma / 4;
    return NULL;
}

static void on_unlock(void *opaque, void *picture, void *const *planes)
{
    (void)picture;
    (void)planes;
    struct decoder *decoder = opaque;
    if (decoder->order.mirror) // here, not in on_display, which must be on time
        frames_mirror(decoder->order.frames, &decoder->order.shape);
}

// lock held
static int64_t position_at(const struct decoder *decoder, int64_t now)
{
    int64_t position = (decoder->paused ? decoder->paused_ms : now) - decoder->anchor_ms;
    return position > decoder->order.start_ms ? position : decoder->order.start_ms;
}

// libvlc 3 tells no time of a picture, but it shows each one when it is due: the clock tells. False
// if the picture is only a repeat.
static bool date_picture(struct decoder *decoder)
{
    int64_t now = clock_ms();
    bool wanted = true;
    pthread_mutex_lock(&decoder->lock);
    if (decoder->pictures == 0)
        decoder->anchor_ms = now + FORCED_EARLY_MS - decoder->order.start_ms;
    else if (decoder->order.only_first)
        wanted = false;
    else if (decoder->last.due_ms && decoder->pictures + 1 != decoder->last.number)
        wanted = false;
    else if (decoder->paused && now - decoder->paused_ms > REPEATS_AFTER_MS)
        wanted = false;
    if (wanted) {
        decoder->stay_ms = decoder->pictures++ ? now - decoder->shown_at_ms : 0;
        decoder->shown_at_ms = now;
        decoder->shown_ms = position_at(decoder, now);
    }
    pthread_mutex_unlock(&decoder->lock);
    return wanted;
}

// Two to four times a second libvlc says what time of the media it is, right to the millisecond at
// this moment (get_time, asked later, is up to half a second old). The guess made at the first
// picture can be wrong by a picture or two, when libvlc dropped the true first one. At the end of a
// file, when nothing is left to read, it says nonsense that changes each time: so two must agree.
static void on_time(const libvlc_event_t *event, void *opaque)
{
    struct decoder *decoder = opaque;
    int64_t anchor_ms = clock_ms() - event->u.media_player_time_changed.new_time;
    pthread_mutex_lock(&decoder->lock);
    bool agreed = llabs(anchor_ms - decoder->told_anchor_ms) <= ANCHOR_AGREES_MS;
    decoder->told_anchor_ms = anchor_ms;
    if (agreed && decoder->live && decoder->pictures > 0 && !decoder->paused)
        decoder->anchor_ms = anchor_ms;
    pthread_mutex_unlock(&decoder->lock);
}

static void on_display(void *opaque, void *picture)
{
    (void)picture;
    struct decoder *decoder = opaque;
    const struct decoder_order *order = &decoder->order;
    if (!date_picture(decoder) || order->only_count)
        return;
    struct frame_note note = {
        .shape = order->shape, .generation = order->generation, .position_ms = decoder->shown_ms};
    if (frames_publish(order->frames, &note) && order->woke)
        order->woke(order->context);
}

bool decoder_play(struct decoder *decoder, const struct decoder_order *order)
{
    assert(order->frames && frame_shape_valid(&order->shape));
    decoder_stop(decoder);
    decoder->order = *order;
    decoder->pictures = 0;
    decoder->paused = false;
    decoder->resumed_ms = 0;
    decoder->last.due_ms = decoder->last.asked_ms = decoder->last.number = 0;
    decoder->live = true;
    // libvlc duplicates the descriptor, and both share one offset: without the lseek a second play
    // starts at the end.
    libvlc_media_t *media =
        lseek(order->fd, 0, SEEK_SET) == 0 ? libvlc_media_new_fd(decoder->libvlc, order->fd) : NULL;
    if (!media)
        return false;
    char start[48];
    snprintf(start, sizeof start, ":start-time=%lld.%03d", (long long)(order->start_ms / 1000),
             (int)(order->start_ms % 1000));
    libvlc_media_add_option(media, start);
    libvlc_media_add_option(media, ":play-and-pause"); // see at_end
    libvlc_video_set_callbacks(decoder->player, on_lock, on_unlock, on_display, decoder);
    libvlc_video_set_format_callbacks(decoder->player, on_format, NULL);
    libvlc_media_player_set_media(decoder->player, media);
    libvlc_media_release(media);
    return libvlc_media_player_play(decoder->player) == 0;
}

void decoder_pause(struct decoder *decoder, bool paused)
{
    libvlc_media_player_set_pause(decoder->player, paused);
    int64_t now = clock_ms();
    pthread_mutex_lock(&decoder->lock);
    if (paused && !decoder->paused)
        decoder->paused_ms = now;
    else if (!paused && decoder->paused) {
        decoder->anchor_ms += now - decoder->paused_ms;
        decoder->resumed_ms = now;
    }
    decoder->paused = paused;
    pthread_mutex_unlock(&decoder->lock);
}

void decoder_stop(struct decoder *decoder)
{
    pthread_mutex_lock(&decoder->lock);
    decoder->live = false;
    pthread_mutex_unlock(&decoder->lock);
    libvlc_media_player_stop(decoder->player);
}

// Lock held. True when libvlc, which has come to its end, is to be asked for its last picture.
static bool last_is_due(struct decoder *decoder, int64_t now)
{
    if (!decoder->last.due_ms) {
        decoder->last.stay_ms = decoder->stay_ms < STAY_MOST_MS ? decoder->stay_ms : STAY_MOST_MS;
        decoder->last.due_ms = decoder->shown_at_ms + decoder->last.stay_ms;
    }
    if (decoder->last.asked_ms || now < decoder->last.due_ms)
        return false;
    decoder->last.asked_ms = now;
    decoder->last.number = decoder->pictures + 1;
    return true;
}

// Lock held.
static bool last_has_stayed(const struct decoder *decoder, int64_t now)
{
    bool came = decoder->pictures == decoder->last.number;
    return decoder->last.asked_ms &&
           now - decoder->last.asked_ms >= decoder->last.stay_ms + (came ? 0 : LAST_WAIT_MS);
}

// libvlc 3 ends a video while its last picture still waits to be shown, and throws that away. So it
// is told to pause at the end instead, then asked for one more picture when that is due, and the
// end is called when that has stayed as long as others.
static bool at_end(struct decoder *decoder)
{
    int64_t now = clock_ms();
    pthread_mutex_lock(&decoder->lock);
    bool ends = !decoder->paused && now - decoder->resumed_ms >= RESUME_MS,
         any = decoder->pictures > 0;
    bool ask = ends && any && last_is_due(decoder, now);
    bool over = ends && (!any || last_has_stayed(decoder, now));
    pthread_mutex_unlock(&decoder->lock);
    if (ask)
        libvlc_media_player_next_frame(decoder->player);
    return over;
}

struct decoder_status decoder_look(struct decoder *decoder)
{
    libvlc_state_t state = libvlc_media_player_get_state(decoder->player);
    bool ended = state == libvlc_Ended || state == libvlc_Error ||
                 (state == libvlc_Paused && at_end(decoder));
    int64_t libvlc_ms = libvlc_media_player_get_time(decoder->player);
    int64_t now = clock_ms();
    pthread_mutex_lock(&decoder->lock);
    struct decoder_status status = {
        .ended = ended,
        .pictures = decoder->pictures,
        .position_ms = decoder->pictures ? position_at(decoder, now) : decoder->order.start_ms,
        .shown_ms = decoder->pictures ? decoder->shown_ms : decoder->order.start_ms,
        .libvlc_ms = libvlc_ms,
    };
    pthread_mutex_unlock(&decoder->lock);
    return status;
}
