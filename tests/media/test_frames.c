// The ring against a child that lies, shapes, mirroring, and the socket's packets.
#include "frames.h"
#include "wire.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

struct pair {
    struct frames kiosk, child;
};

static const struct frame_note good = {
    .shape = {.w = 640, .h = 360, .pitch = 640}, .generation = 5, .position_ms = 1234};

static int make_pair(void **state)
{
    static struct pair pair;
    assert_true(frames_make(&pair.kiosk));
    int fd = fcntl(pair.kiosk.fd, F_DUPFD_CLOEXEC, 0);
    assert_true(frames_join(&pair.child, fd));
    *state = &pair;
    return 0;
}

static int destroy_pair(void **state)
{
    struct pair *pair = *state;
    frames_destroy(&pair->kiosk);
    frames_destroy(&pair->child);
    return 0;
}

static void test_newest_wins(void **state)
{
    struct pair *pair = *state;
    struct frame_note note;
    assert_int_equal(frames_take(&pair->kiosk, 5, &note), FRAMES_NONE);
    frames_draft(&pair->child)[0] = 1;
    assert_true(frames_publish(&pair->child, &good)); // nothing waited: the kiosk must be told
    frames_draft(&pair->child)[0] = 2;
    assert_false(frames_publish(&pair->child, &good));
    assert_int_equal(frames_take(&pair->kiosk, 5, &note), FRAMES_NEW);
    assert_int_equal(frames_picture(&pair->kiosk)[0], 2);
    assert_int_equal(note.serial, 2);
    assert_int_equal(note.position_ms, 1234);
    assert_int_equal(frames_take(&pair->kiosk, 5, &note), FRAMES_NONE);
    assert_int_equal(frames_picture(&pair->kiosk)[0], 2); // stays
    assert_true(frames_publish(&pair->child, &good));
}

// Whatever is published and taken, the two sides and the waiting slot are three different ones.
static void test_slots_never_meet(void **state)
{
    struct pair *pair = *state;
    struct frame_note note;
    for (unsigned i = 0; i < 1000; i++) {
        if (i * 7919 % 5 < 3)
            (void)frames_publish(&pair->child, &good);
        else
            (void)frames_take(&pair->kiosk, 5, &note);
        assert_int_not_equal(pair->child.own, pair->kiosk.own);
        assert_true(pair->child.own < FRAMES_SLOTS && pair->kiosk.own < FRAMES_SLOTS);
    }
}

static void test_other_generation(void **state)
{
    struct pair *pair = *state;
    struct frame_note note;
    (void)frames_publish(&pair->child, &good);
    assert_int_equal(frames_take(&pair->kiosk, 6, &note), FRAMES_STALE);
    assert_true(frames_publish(&pair->child, &good)); // and the ring goes on
    assert_int_equal(frames_take(&pair->kiosk, 5, &note), FRAMES_NEW);
}

static void test_wrong_slot(void **state)
{
    struct pair *pair = *state;
    struct frame_note note;
    // A child that publishes a slot it does not own: the kiosk's.
    pair->child.own = pair->kiosk.own;
    (void)frames_publish(&pair->child, &good);
    assert_int_equal(frames_take(&pair->kiosk, 5, &note), FRAMES_BROKEN);
}

static void test_no_slot(void **state)
{
    struct pair *pair = *state;
    struct frame_note note;
    _Atomic uint32_t *exchange = (_Atomic uint32_t *)(void *)pair->child.shared; // its first word
    (void)frames_publish(&pair->child, &good);
    *exchange |= 7; // still fresh
    assert_int_equal(frames_take(&pair->kiosk, 5, &note), FRAMES_BROKEN);
    assert_true(pair->kiosk.own < FRAMES_SLOTS);
    *exchange = UINT32_MAX;
    assert_int_equal(frames_take(&pair->kiosk, 5, &note), FRAMES_BROKEN);
}

static void test_wrong_shape(void **state)
{
    static const struct frame_shape bad[] = {
        {0, 0, 0, 0},
        {640, 0, 640, 0},
        {-640, 360, 640, 0},
        {640, -360, 640, 0},
        {641, 360, 704, 0},
        {640, 361, 640, 0},
        {640, 360, 641, 0},
        {640, 360, 704, 0},
        {640, 360, 0, 0},
        {1920, 1920, 1920, 0},
        {1922, 1080, 1984, 0},
        {4096, 2, 4096, 0},
        {640, 360, -640, 0},
        {2, 1922, 64, 0},
        {INT32_MAX - 1, 2, INT32_MIN, 0},
        {2, INT32_MAX - 1, 64, 0},
    };
    struct pair *pair = *state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct frame_note note = good;
        note.shape = bad[i];
        (void)frames_publish(&pair->child, &note);
        assert_int_equal(frames_take(&pair->kiosk, 5, &note), FRAMES_BROKEN);
    }
    static const struct frame_shape largest[] = {{1920, 1080, 1920, 0}, {1080, 1920, 1088, 0}};
    for (int i = 0; i < 2; i++) {
        struct frame_note note = good;
        note.shape = largest[i];
        (void)frames_publish(&pair->child, &note);
        assert_int_equal(frames_take(&pair->kiosk, 5, &note), FRAMES_NEW);
    }
}

// A child that could make the memory shorter could end the kiosk by a bus error.
static void test_memory_keeps_its_size(void **state)
{
    struct pair *pair = *state;
    assert_int_not_equal(ftruncate(pair->child.fd, 4096), 0);
    assert_int_not_equal(ftruncate(pair->child.fd, (off_t)1 << 30), 0);
    struct frames other;
    int small = memfd_create("small", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    assert_false(frames_join(&other, small)); // closes it
    struct stat about;
    assert_int_equal(fstat(pair->child.fd, &about), 0);
    int unsealed = memfd_create("unsealed", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    assert_int_equal(ftruncate(unsealed, about.st_size), 0);
    assert_false(frames_join(&other, unsealed));
}

static void test_mirror(void **state)
{
    struct pair *pair = *state;
    static const int widths[] = {2, 14, 16, 30, 64, 100, 640, 1918};
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        int w = widths[i], h = 4, pitch = (w + 63) / 64 * 64;
        struct frame_shape shape = {.w = w, .h = h, .pitch = pitch};
        uint8_t *picture = frames_draft(&pair->child);
        for (int at = 0; at < pitch * h * 3 / 2; at++)
            picture[at] = (uint8_t)(at * 31 + at / 256);
        uint8_t before[1920 * 6];
        memcpy(before, picture, (size_t)(pitch * h * 3 / 2));
        frames_mirror(&pair->child, &shape);
        for (int y = 0; y < h; y++)
            for (int x = 0; x < w; x++)
                assert_int_equal(picture[y * pitch + x], before[y * pitch + w - 1 - x]);
        for (int y = 0; y < h; y++) // two rows of U, two of V
            for (int x = 0; x < w / 2; x++)
                assert_int_equal(picture[pitch * h + y * pitch / 2 + x],
                                 before[pitch * h + y * pitch / 2 + w / 2 - 1 - x]);
        frames_mirror(&pair->child, &shape);
        assert_memory_equal(picture, before, (size_t)(pitch * h * 3 / 2));
    }
}

static void test_fit(void **state)
{
    (void)state;
    static const struct {
        int w, h, pane_w, pane_h, out_w, out_h;
    } cases[] = {
        {1280, 720, 1152, 648, 1152, 648},
        {1280, 720, 1080, 608, 1080, 608},
        {320, 180, 1152, 648, 1152, 648},
        {1080, 1920, 1152, 648, 364, 648},
        {1080, 1920, 1080, 1920, 1080, 1920},
        {1920, 1080, 3840, 2160, 1920, 1080},
        {2160, 3840, 2160, 3840, 1080, 1920},
        {4, 3, 640, 640, 640, 480},
        {1280, 720, 1151, 647, 1150, 646},
        {16384, 2, 1920, 1080, 0, 0},
        {1280, 720, 1, 1, 0, 0},
        {0, 720, 640, 480, 0, 0},
        {1280, 720, -5, 480, 0, 0},
        {16384, 16384, 1920, 1920, 1088, 1088},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct frame_shape shape;
        bool fits = frame_fit(cases[i].w, cases[i].h, cases[i].pane_w, cases[i].pane_h, &shape);
        assert_int_equal(fits, cases[i].out_w > 0);
        if (!fits)
            continue;
        assert_true(frame_shape_valid(&shape));
        assert_true(shape.w <= cases[i].pane_w && shape.h <= cases[i].pane_h);
        assert_in_range(shape.w, cases[i].out_w - 2, cases[i].out_w + 2);
        assert_in_range(shape.h, cases[i].out_h - 2, cases[i].out_h + 2);
    }
}

static void test_packets(void **state)
{
    (void)state;
    int pair[2], fd = -1;
    assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair), 0);
    struct wire_command sent = {.kind = WIRE_PLAY, .start_ms = 77}, got;
    assert_int_equal(wire_receive(pair[1], &got, sizeof got, &fd), WIRE_EMPTY);
    assert_int_equal(wire_send(pair[0], &sent, sizeof sent, pair[0]), WIRE_OK);
    assert_int_equal(wire_receive(pair[1], &got, sizeof got, &fd), WIRE_OK);
    assert_memory_equal(&sent, &got, sizeof sent);
    assert_true(fd >= 0 && fcntl(fd, F_GETFD) == FD_CLOEXEC);
    close(fd);
    // A descriptor that nobody asked for, a packet too short, one too long.
    assert_int_equal(wire_send(pair[0], &sent, sizeof sent, pair[0]), WIRE_OK);
    int next = dup(0);
    close(next);
    assert_int_equal(wire_receive(pair[1], &got, sizeof got, NULL), WIRE_GONE);
    int after = dup(0);
    assert_int_equal(after, next); // none came in
    close(after);
    assert_int_equal(wire_send(pair[0], &sent, 5, -1), WIRE_OK);
    assert_int_equal(wire_receive(pair[1], &got, sizeof got, &fd), WIRE_GONE);
    uint8_t large[sizeof sent + 1] = {0};
    assert_int_equal(wire_send(pair[0], large, sizeof large, -1), WIRE_OK);
    assert_int_equal(wire_receive(pair[1], &got, sizeof got, &fd), WIRE_GONE);
    // A queue that nobody reads fills up and never blocks.
    enum wire_result result = WIRE_OK;
    for (int i = 0; i < 100000 && result == WIRE_OK; i++)
        result = wire_send(pair[0], &sent, sizeof sent, -1);
    assert_int_equal(result, WIRE_EMPTY);
    close(pair[1]);
    assert_int_equal(wire_send(pair[0], &sent, sizeof sent, -1), WIRE_GONE);
    close(pair[0]);
}

#define WITH_PAIR(test) cmocka_unit_test_setup_teardown(test, make_pair, destroy_pair)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PAIR(test_newest_wins),
        WITH_PAIR(test_slots_never_meet),
        WITH_PAIR(test_other_generation),
        WITH_PAIR(test_wrong_slot),
        WITH_PAIR(test_no_slot),
        WITH_PAIR(test_wrong_shape),
        WITH_PAIR(test_memory_keeps_its_size),
        WITH_PAIR(test_mirror),
        cmocka_unit_test(test_fit),
        cmocka_unit_test(test_packets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
