// The shared ring of pictures. The kiosk's main thread takes, the child's display thread publishes;
// each side owns one slot and swaps it for the one in the exchange word.
#include "frames.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FRESH = 1u << 8, SEALS = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL };

struct frames_shared {
    _Atomic uint32_t exchange; // a slot, and FRESH until the kiosk has taken it
    _Atomic int64_t media_ms;
    struct frame_note notes[FRAMES_SLOTS];
    _Alignas(4096) uint8_t pixels[FRAMES_SLOTS][FRAMES_SLOT_BYTES];
};

static bool map(struct frames *frames)
{
    frames->shared =
        mmap(NULL, sizeof *frames->shared, PROT_READ | PROT_WRITE, MAP_SHARED, frames->fd, 0);
    if (frames->shared != MAP_FAILED)
        return true;
    frames->shared = NULL;
    return false;
}

bool frames_make(struct frames *frames)
{
    *frames = (struct frames){.fd = memfd_create("kiosk-frames", MFD_CLOEXEC | MFD_ALLOW_SEALING)};
    if (frames->fd >= 0 && ftruncate(frames->fd, sizeof(struct frames_shared)) == 0 &&
        fcntl(frames->fd, F_ADD_SEALS, SEALS) == 0 && map(frames)) {
        frames->own = 0;
        atomic_store(&frames->shared->exchange, 1);
        return true;
    }
    int reason = errno;
    frames_destroy(frames);
    errno = reason;
    return false;
}

bool frames_join(struct frames *frames, int fd)
{
    *frames = (struct frames){.fd = fd, .own = 2};
    struct stat about;
    if (fstat(fd, &about) == 0 && about.st_size == (off_t)sizeof(struct frames_shared) &&
        (fcntl(fd, F_GET_SEALS) & SEALS) == SEALS && map(frames))
        return true;
    frames_destroy(frames);
    return false;
}

void frames_destroy(struct frames *frames)
{
    if (frames->shared)
        munmap(frames->shared, sizeof *frames->shared);
    if (frames->fd >= 0)
        close(frames->fd);
    *frames = (struct frames){.fd = -1};
}

static int32_t pitch_for(int32_t w)
{
    return (w + FRAMES_PITCH_STEP - 1) / FRAMES_PITCH_STEP * FRAMES_PITCH_STEP;
}

bool frame_shape_valid(const struct frame_shape *shape)
{
    return shape->w >= 2 && shape->h >= 2 && shape->w <= FRAMES_SIDE_MAX &&
           shape->h <= FRAMES_SIDE_MAX && shape->w % 2 == 0 && shape->h % 2 == 0 &&
           shape->pitch == pitch_for(shape->w) &&
           (int64_t)shape->pitch * shape->h * 3 / 2 <= FRAMES_SLOT_BYTES;
}

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

static void fit(int64_t w, int64_t h, int box_w, int box_h, struct frame_shape *shape)
{
    bool wide = w * box_h >= h * box_w;
    int64_t fitted_w = wide ? box_w : (w * box_h + h / 2) / h;
    int64_t fitted_h = wide ? (h * box_w + w / 2) / w : box_h;
    shape->w = (int32_t)(fitted_w & ~INT64_C(1));
    shape->h = (int32_t)(fitted_h & ~INT64_C(1));
    shape->pitch = pitch_for(shape->w);
}

bool frame_fit(int w, int h, int pane_w, int pane_h, struct frame_shape *shape)
{
    *shape = (struct frame_shape){0};
    if (w <= 0 || h <= 0 || pane_w <= 0 || pane_h <= 0)
        return false;
    // A slot holds a full picture lying or standing: whichever of the two lets this one be larger.
    struct frame_shape lying = {0}, standing = {0};
    fit(w, h, smaller(pane_w, FRAMES_SIDE_MAX), smaller(pane_h, FRAMES_OTHER_MAX), &lying);
    fit(w, h, smaller(pane_w, FRAMES_OTHER_MAX), smaller(pane_h, FRAMES_SIDE_MAX), &standing);
    *shape = lying.w >= standing.w ? lying : standing;
    return frame_shape_valid(shape);
}

uint8_t *frames_draft(const struct frames *frames)
{
    assert(frames->own < FRAMES_SLOTS);
    return frames->shared->pixels[frames->own];
}

bool frames_publish(struct frames *frames, const struct frame_note *note)
{
    struct frame_note *out = &frames->shared->notes[frames->own];
    *out = *note;
    out->serial = ++frames->serial;
    uint32_t before = atomic_exchange(&frames->shared->exchange, frames->own | FRESH);
    frames->own = (before & ~(uint32_t)FRESH) % FRAMES_SLOTS;
    return !(before & FRESH);
}

static void mirror_row(uint8_t *row, int32_t bytes)
{
    uint8_t *left = row, *right = row + bytes;
    for (; right - left >= 16; left += 8) {
        uint64_t a, b;
        right -= 8;
        memcpy(&a, left, 8);
        memcpy(&b, right, 8);
        a = __builtin_bswap64(a);
        b = __builtin_bswap64(b);
        memcpy(left, &b, 8);
        memcpy(right, &a, 8);
    }
    while (right - left >= 2) {
        uint8_t kept = *left;
        *left++ = *--right;
        *right = kept;
    }
}

void frames_mirror(const struct frames *frames, const struct frame_shape *shape)
{
    uint8_t *row = frames_draft(frames);
    for (int32_t y = 0; y < shape->h; y++, row += shape->pitch)
        mirror_row(row, shape->w);
    for (int32_t y = 0; y < shape->h; y++, row += shape->pitch / 2) // half as many rows, two planes
        mirror_row(row, shape->w / 2);
}

enum frames_taken frames_take(struct frames *frames, uint32_t generation, struct frame_note *note)
{
    struct frames_shared *shared = frames->shared;
    if (!(atomic_load(&shared->exchange) & FRESH))
        return FRAMES_NONE;
    uint32_t slot = atomic_exchange(&shared->exchange, frames->own) & ~(uint32_t)FRESH;
    if (slot >= FRAMES_SLOTS || slot == frames->own)
        return FRAMES_BROKEN;
    frames->own = slot;
    // A copy, checked and used instead of the original: a bad child may write there at any time.
    memcpy(note, (const void *)&shared->notes[slot], sizeof *note);
    if (!frame_shape_valid(&note->shape))
        return FRAMES_BROKEN;
    return note->generation == generation ? FRAMES_NEW : FRAMES_STALE;
}

const uint8_t *frames_picture(const struct frames *frames)
{
    return frames->shared->pixels[frames->own];
}

void frames_set_time(struct frames *frames, int64_t media_ms)
{
    atomic_store(&frames->shared->media_ms, media_ms);
}

int64_t frames_time(const struct frames *frames)
{
    return atomic_load(&frames->shared->media_ms);
}
