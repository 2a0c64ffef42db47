// A film on which the decoder hangs is refused by itself and the others go their way; only a player that
// never answers stops the publishing. The player and the clock are the test's own.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "clock.h"
#include "image.h"
#include "player.h"
#include "str.h"
#include "video_check.h"

// Answers a film as late as it may: with "good" at once, with "hangs" never in time, with "mute" never.
struct player {
    const char *program;
    int64_t asked_ms; // 0: nothing is asked
};

static int64_t now;

int64_t clock_ms(void)
{
    return now;
}

struct player *player_open(const struct player_options *options)
{
    struct player *player = mem_make(1, sizeof *player);
    player->program = options->program;
    return player;
}

void player_destroy(struct player *player)
{
    free(player);
}

int player_fd(const struct player *player)
{
    (void)player;
    return -1;
}

int64_t player_deadline_ms(const struct player *player)
{
    (void)player;
    return now; // no real time goes by
}

bool player_handle(struct player *player)
{
    (void)player;
    now += 500;
    return false;
}

void player_probe(struct player *player, int fd, int token)
{
    (void)token;
    close(fd);
    player->asked_ms = now;
}

bool player_take_probe(struct player *player, int *token, bool *playable, struct media_info *info,
                       const char **problem)
{
    bool hangs = str_equal(player->program, "hangs");
    if (!player->asked_ms || str_equal(player->program, "mute") ||
        (hangs && now < player->asked_ms + PLAYER_ANSWER_MS))
        return false;
    player->asked_ms = 0;
    *token = 0;
    *playable = !hangs;
    *info = (struct media_info){640, 360, 5000};
    *problem = hangs ? "the decoder crashed or hung on this file" : "";
    return true;
}

// No still is asked for here.
void player_play(struct player *player, const struct player_request *request)
{
    (void)player;
    (void)request;
    fail();
}

void player_stop(struct player *player)
{
    (void)player;
    fail();
}

enum player_state player_state(const struct player *player)
{
    (void)player;
    return PLAYER_IDLE;
}

const struct player_frame *player_frame(struct player *player)
{
    (void)player;
    return NULL;
}

bool image_jpeg(const struct image_video *video, char **jpeg, size_t *bytes)
{
    (void)video;
    (void)jpeg;
    (void)bytes;
    return false;
}

enum { FILMS = 6 };
static struct publish_video films[FILMS];

static char *checked_by(const char *program)
{
    now = 1000;
    for (int i = 0; i < FILMS; i++)
        films[i] = (struct publish_video){.path = (char *)"README.md"};
    return video_check(program, films, FILMS, NULL);
}

static void films_that_play_are_told_so(void **state)
{
    (void)state;
    assert_null(checked_by("good"));
    for (int i = 0; i < FILMS; i++) {
        assert_true(films[i].playable);
        assert_null(films[i].problem);
        assert_int_equal(films[i].w, 640);
    }
}

static void films_that_hang_the_decoder_are_refused_by_themselves(void **state)
{
    (void)state;
    assert_null(checked_by("hangs"));
    for (int i = 0; i < FILMS; i++) {
        assert_false(films[i].playable);
        assert_string_equal(films[i].problem, "the decoder crashed or hung on this file");
        free(films[i].problem);
    }
}

static void a_player_that_never_answers_is_told(void **state)
{
    (void)state;
    char *failed = checked_by("mute");
    assert_string_equal(failed, "the player gives no answer, so that no video can be checked: "
                                "is VLC's plug-in package installed?");
    free(failed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(films_that_play_are_told_so),
        cmocka_unit_test(films_that_hang_the_decoder_are_refused_by_themselves),
        cmocka_unit_test(a_player_that_never_answers_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
