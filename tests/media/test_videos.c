// Every exercise's video as the clinic will see it: played by the real player from the first frame
// to the last. Its format, length and number of frames are right, the working muscle is lit in the
// hold and dark at rest, and what page and captions say about its seconds lies inside it. Takes as
// long as the videos are; two are played at a time.
#include "library.h"
#include "stage.h"
#include "str.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
    WIDTH = 1280,
    HEIGHT = 720,
    RATE = 25,
    BYTES_MAX = 3000000,
    FRAME_MS = 1000 / RATE,
    EARLY_MS = 15,         // a picture's time is read off the clock
    LIMIT_MS = 90000,      // for one video on a busy machine
    LIT_LEAST = 60,        // pixels of 640x360: the smallest patch that is still seen across a room
    LETTERS_A_SECOND = 25, // of English; what subtitles of films allow at most is 20 to 25
    AT_ONCE = 2
};

static const double LASTS_ON_S = .2001; // a caption of the hold, past its end

// What ffprobe says about a file.
struct stream {
    char codec[16], space[16];
    int w, h, rate, frames;
    long bytes;
};

static struct stream stream_of(const char *path)
{
    struct stream s = {0};
    char *command =
        str_format("ffprobe -v error -count_packets -select_streams v:0 -show_entries "
                   "stream=codec_name,width,height,color_space,r_frame_rate,nb_read_packets "
                   "-show_entries format=size -of default=nokey=1:noprint_wrappers=1 '%s'",
                   path);
    FILE *pipe = popen(command, "re");
    free(command);
    assert_non_null(pipe);
    int read = fscanf(pipe, "%15s %d %d %15s %d/1 %d %ld", s.codec, &s.w, &s.h, s.space, &s.rate,
                      &s.frames, &s.bytes);
    assert_int_equal(pclose(pipe), 0);
    if (read != 7)
        fail_msg("ffprobe told %d of 7 things about %s", read, path);
    return s;
}

// Red as only the lit muscle is: no skin, no cloth. BT.709, limited range.
static bool is_lit(const struct player_frame *frame, int x, int y)
{
    const uint8_t *u = frame->planes + (size_t)frame->pitch * (size_t)frame->h,
                  *v = u + (size_t)(frame->pitch / 2) * (size_t)(frame->h / 2);
    int half = (y / 2) * (frame->pitch / 2) + x / 2;
    float luma = 1.164f * (float)(frame->planes[y * frame->pitch + x] - 16),
          blue = (float)(u[half] - 128), red = (float)(v[half] - 128);
    float r = luma + 1.793f * red, g = luma - .213f * blue - .533f * red;
    return r > 110 && r - g > 82;
}

static int lit_pixels(const struct player_frame *frame)
{
    int lit = 0;
    for (int y = 0; y < frame->h; y++)
        for (int x = 0; x < frame->w; x++)
            lit += is_lit(frame, x, y);
    return lit;
}

// One video that is being played, and what was seen of it.
struct showing {
    const struct exercise *exercise;
    struct player *player;
    uint64_t serial;
    int64_t first_ms, last_ms;
    int frames, lit_first, lit_hold, lit_most; // least of the hold, most of all
};

static void show(struct showing *showing, const struct exercise *exercise)
{
    char *path = str_format("videos/%s", exercise->video);
    *showing = (struct showing){
        .exercise = exercise, .player = stage_open(LIMIT_MS), .lit_hold = INT32_MAX};
    player_play(showing->player, &(struct player_request){
                                     .fd = open(path, O_RDONLY | O_CLOEXEC), .w = 640, .h = 360});
    free(path);
}

static void look(struct showing *showing)
{
    const struct player_frame *frame = player_frame(showing->player);
    if (!frame || frame->serial == showing->serial)
        return;
    int lit = lit_pixels(frame);
    double at = (double)frame->position_ms / 1000;
    if (!showing->frames) {
        showing->first_ms = frame->position_ms;
        showing->lit_first = lit;
    }
    assert_true(frame->bt709);
    if (at >= showing->exercise->hold_from && at <= showing->exercise->hold_to &&
        lit < showing->lit_hold)
        showing->lit_hold = lit;
    if (lit > showing->lit_most)
        showing->lit_most = lit;
    showing->serial = frame->serial;
    showing->last_ms = frame->position_ms;
    showing->frames++;
}

static int wrong;

static void must(bool good, const struct exercise *exercise, const char *what)
{
    if (!good) {
        print_message("%s: %s\n", exercise->page.id, what);
        wrong++;
    }
}

// What is wrong with how it was played, or NULL.
static const char *fault_of(const struct showing *s, int frames)
{
    if (player_state(s->player) != PLAYER_ENDED)
        return "it did not play to its end";
    if (s->first_ms != 0)
        return "its first frame was not shown";
    if (s->last_ms < (frames - 1) * FRAME_MS - EARLY_MS)
        return "its last frame was not shown";
    return s->frames > frames / 2 ? NULL : "fewer than half of its frames were shown";
}

static void judge_play(const struct showing *s, int frames)
{
    const struct exercise *e = s->exercise;
    int lit = e->hold_from >= 0 ? s->lit_hold : s->lit_most;
    print_message("%-24s %3d of %3d frames seen to %lld ms, lit %d at rest, %d at work\n",
                  e->page.id, s->frames, frames, (long long)s->last_ms, s->lit_first, lit);
    const char *fault = fault_of(s, frames);
    must(!fault, e, fault);
    must(s->lit_first * 4 < LIT_LEAST, e, "the muscle is lit at rest");
    must(lit >= LIT_LEAST && lit < INT32_MAX, e, "the muscle is not lit when it works");
}

// The picture rests where the hold ends: what begins there is told for all of the rest, and what says
// hold still must not be told while the figure comes back.
static void judge_hold(const struct exercise *e)
{
    for (size_t i = 0; i < e->steps_count; i++)
        must(e->steps[i].at <= e->hold_from || e->steps[i].at > e->hold_to, e,
             "a step begins within the hold or at its end");
    for (size_t i = 0; i < e->cues_count; i++) {
        double from = e->cues[i].from;
        bool of_hold = from >= e->hold_from && from <= e->hold_to;
        must(from <= e->hold_from || from > e->hold_to, e,
             "a caption begins within the hold or at its end");
        must(!of_hold || e->cues[i].to <= e->hold_to + LASTS_ON_S, e,
             "the caption of the hold stays while the figure comes back");
    }
}

static void judge_file(const struct exercise *e, const struct stream *s)
{
    double seconds = (double)s->frames / RATE;
    must(str_equal(s->codec, "vp9") && str_equal(s->space, "bt709"), e, "it is not VP9 in BT.709");
    must(s->w == WIDTH && s->h == HEIGHT && s->rate == RATE, e,
         "it is not 1280x720 at 25 a second");
    must(s->bytes < BYTES_MAX, e, "it is larger than 3 MB");
    must(s->frames >= 5 * RATE && s->frames <= 10 * RATE, e, "it does not last 5 to 10 seconds");
    must(e->hold_to < seconds, e, "its hold lies outside");
    must(e->hold_s == 0 || e->hold_from > 0, e, "its page does not say where the hold is");
    if (e->hold_from >= 0)
        judge_hold(e);
    must(e->rep_at < seconds, e, "its rep is counted after its end");
    must(!e->each_side || e->other_side != OTHER_SIDE_NONE, e, "there is no other side");
    must(e->poster != NULL, e, "it has no poster");
    must(e->cues_count == e->steps_count, e, "it has not a caption for each step");
    for (size_t i = 0; i < e->steps_count; i++)
        must(e->steps[i].at >= 0 && e->steps[i].at < seconds, e, "a step lies outside");
    for (size_t i = 0; i < e->cues_count; i++) {
        double stays = e->cues[i].to - e->cues[i].from;
        must(stays > .999, e, "a caption stays for less than a second");
        must((double)strlen(e->cues[i].text) <= stays * LETTERS_A_SECOND + .01, e,
             "a caption is longer than can be read in its time");
    }
    if (e->cues_count) {
        double end = e->cues[e->cues_count - 1].to - seconds;
        must(end < .001 && end > -.001, e, "its captions do not end with it");
    }
}

static void play_together(struct showing *showing, int count)
{
    bool over = false;
    for (int ms = 0; !over && ms < LIMIT_MS; ms += 5) {
        over = true;
        for (int i = 0; i < count; i++) {
            stage_turn(showing[i].player, 5);
            look(&showing[i]);
            over = over && stage_over(showing[i].player);
        }
    }
    // The end is told before the last picture has been taken over.
    for (int i = 0; i < count; i++) {
        stage_for(showing[i].player, 100);
        look(&showing[i]);
    }
}

// On a busy machine pictures come late, and one may overtake another before it is taken: a fault counts
// only when it is seen three times.
static void play_again(struct showing *showing, int frames)
{
    const char *fault;
    for (int again = 0; again < 2 && (fault = fault_of(showing, frames)); again++) {
        print_message("%s: %s, first at %lld ms; once more\n", showing->exercise->page.id, fault,
                      (long long)showing->first_ms);
        player_destroy(showing->player);
        show(showing, showing->exercise);
        play_together(showing, 1);
    }
}

static void every_video_is_as_it_should_be(void **state)
{
    (void)state;
    struct library *library = library_load(
        &(struct library_options){.content = "content", .videos = "videos", .demonstration = true});
    struct showing showing[AT_ONCE];
    struct stream stream[AT_ONCE];
    int videos = 0, waiting = 0;
    for (size_t t = 0; t < library->topics_count; t++) {
        const struct topic *topic = &library->topics[0][t];
        for (size_t i = 0; i < topic->exercises_count; i++) {
            const struct exercise *exercise = &topic->exercises[i];
            bool last = t + 1 == library->topics_count && i + 1 == topic->exercises_count;
            if (exercise->video) {
                char *path = str_format("videos/%s", exercise->video);
                stream[waiting] = stream_of(path);
                free(path);
                judge_file(exercise, &stream[waiting]);
                show(&showing[waiting++], exercise);
                videos++;
            }
            if (waiting < AT_ONCE && !last)
                continue;
            play_together(showing, waiting);
            for (; waiting; waiting--) {
                play_again(&showing[waiting - 1], stream[waiting - 1].frames);
                judge_play(&showing[waiting - 1], stream[waiting - 1].frames);
                player_destroy(showing[waiting - 1].player);
            }
        }
    }
    library_destroy(library);
    assert_int_equal(wrong, 0);
    assert_true(videos >= VIDEOS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_video_is_as_it_should_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
