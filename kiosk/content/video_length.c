// Reads the length that a WebM (Matroska) or MP4 file says of itself. Any thread.
#include "video_length.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { ELEMENTS_MAX = 4096 }; // looked at before giving up

static uint64_t big_endian(const uint8_t *bytes, size_t count)
{
    uint64_t number = 0;
    for (size_t i = 0; i < count; i++)
        number = number << 8 | bytes[i];
    return number;
}

// A Matroska number that says its own length in its first byte. `marked` keeps that bit, as ids do.
static bool take_number(FILE *file, bool marked, uint64_t *number)
{
    uint8_t bytes[8];
    int first = fgetc(file);
    if (first <= 0)
        return false;
    size_t more = 0;
    while (!(first & 0x80 >> more))
        more++;
    bytes[0] = (uint8_t)(marked ? first : first & ~(0x80 >> more));
    if (fread(bytes + 1, 1, more, file) != more)
        return false;
    *number = big_endian(bytes, more + 1);
    return true;
}

static double float_of(const uint8_t *bytes, size_t count)
{
    uint64_t bits = big_endian(bytes, count);
    if (count == 4) {
        uint32_t half = (uint32_t)bits;
        float number;
        memcpy(&number, &half, sizeof number);
        return (double)number;
    }
    double number;
    memcpy(&number, &bits, sizeof number);
    return number;
}

// The segment and its information are entered; all else is stepped over.
static double webm_length(FILE *file)
{
    enum { SEGMENT = 0x18538067, INFO = 0x1549A966, SCALE = 0x2AD7B1, DURATION = 0x4489 };
    double scale = 1e6, duration = -1; // nanoseconds a tick
    uint64_t id, size;
    for (int i = 0; i < ELEMENTS_MAX && duration < 0; i++) {
        if (!take_number(file, true, &id) || !take_number(file, false, &size))
            break;
        uint8_t bytes[8];
        if (id == SEGMENT || id == INFO)
            continue;
        if ((id == SCALE || id == DURATION) && size > 0 && size <= sizeof bytes) {
            if (fread(bytes, 1, size, file) != size)
                break;
            if (id == SCALE)
                scale = (double)big_endian(bytes, size);
            else if (size == 4 || size == 8)
                duration = float_of(bytes, size);
        } else if (size > INT32_MAX || fseek(file, (long)size, SEEK_CUR) != 0) {
            break;
        }
    }
    return duration > 0 && scale > 0 ? duration * scale / 1e9 : -1;
}

static double movie_header(const uint8_t *head, size_t count)
{
    bool wide = head[0] == 1;
    if (count < 32)
        return -1;
    double ticks = (double)big_endian(head + (wide ? 20 : 12), 4);
    double duration = (double)big_endian(head + (wide ? 24 : 16), wide ? 8 : 4);
    return ticks > 0 ? duration / ticks : -1;
}

// "moov" is entered, "mvhd" is what is looked for; it may stand at the end of the file.
static double mp4_length(FILE *file)
{
    uint8_t head[32];
    for (int i = 0; i < ELEMENTS_MAX && fread(head, 1, 8, file) == 8; i++) {
        uint64_t size = big_endian(head, 4), used = 8;
        bool movie = memcmp(head + 4, "moov", 4) == 0, found = memcmp(head + 4, "mvhd", 4) == 0;
        if (size == 1) {
            if (fread(head, 1, 8, file) != 8)
                return -1;
            size = big_endian(head, 8);
            used = 16;
        }
        if (found)
            return movie_header(head, fread(head, 1, sizeof head, file));
        if (movie)
            continue;
        if (size < used || size > INT64_MAX / 2 ||
            fseeko(file, (off_t)(size - used), SEEK_CUR) != 0)
            return -1;
    }
    return -1;
}

double video_length(const char *path)
{
    FILE *file = fopen(path, "rbe");
    if (!file)
        return -1;
    uint8_t head[8];
    double length = -1;
    bool read = fread(head, 1, sizeof head, file) == sizeof head && fseek(file, 0, SEEK_SET) == 0;
    if (read && big_endian(head, 4) == 0x1A45DFA3)
        length = webm_length(file);
    else if (read && memcmp(head + 4, "ftyp", 4) == 0)
        length = mp4_length(file);
    fclose(file);
    return length;
}
