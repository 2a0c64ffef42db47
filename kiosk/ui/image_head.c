// Sizes and turns from the first bytes of picture files, so that a hostile file is refused before a
// decoder sees it. Every read is checked against the end. Pure; any thread.
#include "image_head.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct span {
    const unsigned char *at;
    size_t left;
    bool little;
};

static uint32_t number(struct span span, size_t offset, size_t bytes)
{
    uint32_t value = 0;
    if (offset > span.left || bytes > span.left - offset)
        return 0;
    for (size_t i = 0; i < bytes; i++)
        value = value << 8 | span.at[offset + (span.little ? bytes - 1 - i : i)];
    return value;
}

static struct span skip(struct span span, size_t bytes)
{
    bytes = bytes < span.left ? bytes : span.left;
    return (struct span){span.at + bytes, span.left - bytes, span.little};
}

static bool begins(struct span span, size_t offset, const char *with, size_t bytes)
{
    return offset <= span.left && bytes <= span.left - offset &&
           memcmp(span.at + offset, with, bytes) == 0;
}

// The TIFF inside an EXIF block: one directory of 12-byte entries; tag 0x112 is the orientation.
static int exif_orientation(struct span tiff)
{
    tiff.little = begins(tiff, 0, "II*\0", 4);
    if (!tiff.little && !begins(tiff, 0, "MM\0*", 4))
        return 1;
    struct span directory = skip(tiff, number(tiff, 4, 4));
    uint32_t entries = number(directory, 0, 2);
    for (uint32_t i = 0; i < entries && 2 + (size_t)i * 12 < directory.left; i++) {
        struct span entry = skip(directory, 2 + (size_t)i * 12);
        uint32_t value = number(entry, 8, 2);
        if (number(entry, 0, 2) == 0x112 && value >= 1 && value <= 8)
            return (int)value;
    }
    return 1;
}

static bool jpeg_head(struct span file, struct image_head *head)
{
    for (struct span at = skip(file, 2); at.left >= 4;) {
        if (at.at[0] != 0xFF)
            return false;
        unsigned marker = at.at[1];
        if (marker == 0xFF) { // padding
            at = skip(at, 1);
            continue;
        }
        uint32_t length = number(at, 2, 2);
        if (length < 2)
            return false;
        if (marker == 0xE1 && begins(at, 4, "Exif\0\0", 6)) {
            struct span exif = skip(at, 10);
            if (exif.left > length)
                exif.left = length;
            head->orientation = exif_orientation(exif);
        }
        if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 &&
            marker != 0xCC) {
            head->h = (int)number(at, 5, 2);
            head->w = (int)number(at, 7, 2);
            return true;
        }
        at = skip(at, 2 + (size_t)length);
    }
    return false;
}

static bool webp_head(struct span file, struct image_head *head)
{
    struct span chunk = skip(file, 12), body = skip(chunk, 8);
    body.little = true;
    if (begins(chunk, 0, "VP8X", 4)) {
        head->w = (int)number(body, 4, 3) + 1;
        head->h = (int)number(body, 7, 3) + 1;
    } else if (begins(chunk, 0, "VP8L", 4)) {
        uint32_t bits = number(body, 1, 4);
        head->w = (int)(bits & 0x3FFF) + 1;
        head->h = (int)(bits >> 14 & 0x3FFF) + 1;
    } else if (begins(chunk, 0, "VP8 ", 4)) {
        head->w = (int)(number(body, 6, 2) & 0x3FFF);
        head->h = (int)(number(body, 8, 2) & 0x3FFF);
    }
    return true;
}

bool image_head_read(const unsigned char *bytes, size_t count, struct image_head *head)
{
    struct span file = {bytes, count, false};
    *head = (struct image_head){.orientation = 1};
    bool known = false;
    if (begins(file, 0, "\x89PNG\r\n\x1a\n", 8)) {
        uint32_t w = number(file, 16, 4), h = number(file, 20, 4);
        head->w = w <= INT32_MAX ? (int)w : 0;
        head->h = h <= INT32_MAX ? (int)h : 0;
        known = true;
    } else if (begins(file, 0, "\xFF\xD8", 2)) {
        known = jpeg_head(file, head);
    } else if (begins(file, 0, "RIFF", 4) && begins(file, 8, "WEBP", 4)) {
        known = webp_head(file, head);
    }
    return known && head->w > 0 && head->h > 0;
}

// ---- whether the end is there: a decoder shows half a picture and says nothing

// From mark to mark; between them are the coded pixels, in which FF is followed by 0 or a restart. What
// cameras write behind the end does not matter.
static bool jpeg_whole(struct span at)
{
    while (at.left >= 2) {
        unsigned marker = at.at[0] == 0xFF ? at.at[1] : 0;
        if (marker == 0xD9)
            return true;
        bool segment = marker > 1 && marker != 0xFF && (marker < 0xD0 || marker > 0xD8);
        at = skip(at, segment ? 2 + (size_t)number(at, 2, 2) : 1);
    }
    return false;
}

static bool png_whole(struct span file)
{
    enum { CHUNK = 12 }; // its length, its name and its sum
    for (struct span at = skip(file, 8); at.left >= CHUNK;
         at = skip(at, CHUNK + (size_t)number(at, 0, 4)))
        if (begins(at, 4, "IEND", 4))
            return true;
    return false;
}

bool image_whole(const unsigned char *bytes, size_t count)
{
    struct span file = {bytes, count, false};
    if (begins(file, 0, "\xFF\xD8", 2))
        return jpeg_whole(file);
    if (begins(file, 0, "\x89PNG\r\n\x1a\n", 8))
        return png_whole(file);
    struct span riff = {bytes, count, true};
    return begins(file, 0, "RIFF", 4) && count >= 8 && number(riff, 4, 4) <= count - 8;
}

// The number in NAME="..." of a tag; 0 if it is not there or a share of something else.
static float svg_number(const char *tag, const char *end, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = tag; (at = strstr(at, name)) && at < end; at += length) {
        const char *value = at + length;
        if (!isspace((unsigned char)at[-1]) || *value++ != '=' || (*value != '"' && *value != '\''))
            continue;
        char *rest;
        float number = strtof(value + 1, &rest);
        return *rest == '%' ? 0 : number;
    }
    return 0;
}

bool image_svg_size(const char *text, float *w, float *h)
{
    const char *tag = strstr(text, "<svg");
    const char *end = tag ? strchr(tag, '>') : NULL;
    if (!end || (end[-1] != '/' && !strstr(end, "</svg")))
        return false;
    *w = svg_number(tag, end, "width");
    *h = svg_number(tag, end, "height");
    const char *box = strstr(tag, "viewBox=");
    if ((!(*w > 0) || !(*h > 0)) && box && box < end) {
        char *at = (char *)box + strlen("viewBox=") + 1;
        float values[4] = {0};
        for (int i = 0; i < 4; i++) {
            while (*at == ',' || isspace((unsigned char)*at))
                at++;
            values[i] = strtof(at, &at);
        }
        *w = values[2];
        *h = values[3];
    }
    return *w > 0 && *h > 0;
}
