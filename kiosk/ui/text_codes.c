// Cleaning strings, places where lines may end, scripts, and the pseudo-language. Pure; any thread.
#include "text_codes.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "str.h"

struct range {
    uint32_t first, last;
};

static bool within(uint32_t code, const struct range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (code >= ranges[i].first && code <= ranges[i].last)
            return true;
    return false;
}

#define WITHIN(code, ranges) within(code, ranges, sizeof(ranges) / sizeof *(ranges))

bool code_space(uint32_t code)
{
    return code == ' ' || code == 0x3000 || (code >= 0x2000 && code <= 0x200A && code != 0x2007);
}

bool code_invisible(uint32_t code)
{
    static const struct range ranges[] = {{0x200B, 0x200F}, {0x2060, 0x2060}, {0x2066, 0x2069}};
    return WITHIN(code, ranges);
}

// Joiners shape letters, marks and isolates steer direction: these stay. Overrides are left out,
// since a string that turns round what follows it is a mistake or worse.
static bool code_dropped(uint32_t code)
{
    static const struct range ranges[] = {
        {0, 0x1F},        {0x7F, 0x9F},      {0xAD, 0xAD},     {0x34F, 0x34F},   {0x115F, 0x1160},
        {0x180B, 0x180F}, {0x200B, 0x200B},  {0x2028, 0x202E}, {0x2061, 0x2065}, {0x206A, 0x206F},
        {0x3164, 0x3164}, {0xFE00, 0xFE0F},  {0xFEFF, 0xFEFF}, {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFFB},
        {0xFFFE, 0xFFFF}, {0xE0000, 0xE0FFF}};
    return WITHIN(code, ranges);
}

// Latin letters as accented look-alikes that Lato has.
static uint32_t pseudo_letter(uint32_t code)
{
    static const uint32_t small[] = {0xE1,  0x180, 0xE7,  0x10F, 0xE9,  0x192, 0x11D, 0x125, 0xED,
                                     0x135, 0x137, 0x13C, 'm',   0xF1,  0xF3,  0xFE,  'q',   0x155,
                                     0x161, 0x165, 0xFA,  'v',   0x175, 'x',   0xFD,  0x17E};
    static const uint32_t large[] = {0xC1,  'B',   0xC7,  0x10E, 0xC9,  'F',  0x11C, 0x124, 0xCD,
                                     0x134, 0x136, 0x13B, 'M',   0xD1,  0xD3, 'P',   'Q',   0x154,
                                     0x160, 0x164, 0xDA,  'V',   0x174, 'X',  0xDD,  0x17D};
    if (code >= 'a' && code <= 'z')
        return small[code - 'a'];
    return code >= 'A' && code <= 'Z' ? large[code - 'A'] : 0;
}

// One more than fits is taken, to know that there was more.
static void codes_add(struct codes *codes, uint32_t code)
{
    if (codes->count <= CODES_MOST)
        codes->list[codes->count++] = code;
}

// A word is made 40 % longer by saying vowels twice and, when that is not enough, its last letter.
static void codes_add_pseudo(struct codes *codes, uint32_t code, uint32_t next, int *owed)
{
    uint32_t letter = pseudo_letter(code);
    codes_add(codes, letter ? letter : code);
    if (!letter)
        return;
    *owed += 40;
    bool vowel = memchr("aeiouyAEIOUY", (int)code, 12) != NULL;
    for (; *owed >= 50 && (vowel || !pseudo_letter(next)); *owed -= 100)
        codes_add(codes, code >= 'a' ? letter : pseudo_letter(code + 'a' - 'A'));
}

struct codes codes_read(const char *utf8, bool pseudo)
{
    struct codes codes = {mem_make(CODES_MOST + 1, sizeof *codes.list), 0};
    int owed = 0;
    uint32_t next = utf8_next(&utf8);
    for (uint32_t code; (code = next) && codes.count <= CODES_MOST;) {
        next = utf8_next(&utf8);
        if (code == '\n')
            codes_add(&codes, code);
        else if (code == '\t' || code == 0x2028 || code == 0x2029)
            codes_add(&codes, ' ');
        else if (code_dropped(code))
            continue;
        else if (pseudo)
            codes_add_pseudo(&codes, code, next, &owed);
        else
            codes_add(&codes, code);
    }
    if (codes.count > CODES_MOST) {
        codes.count = CODES_MOST;
        codes.list[CODES_MOST - 1] = 0x2026;
    }
    codes.list = mem_grow(codes.list, (size_t)codes.count, sizeof *codes.list);
    return codes;
}

void codes_free(struct codes *codes)
{
    free(codes->list);
    *codes = (struct codes){0};
}

// Scripts written without spaces whose every sign may begin a line. Korean has spaces.
static bool ideograph(uint32_t code)
{
    static const struct range ranges[] = {
        {0x2E80, 0x2FDF}, {0x3001, 0x30FF}, {0x3100, 0x312F}, {0x31A0, 0x31FF}, {0x3200, 0x4DBF},
        {0x4E00, 0x9FFF}, {0xF900, 0xFAFF}, {0xFE30, 0xFE4F}, {0xFF00, 0xFF60}, {0x20000, 0x3FFFF}};
    return WITHIN(code, ranges);
}

static bool code_in(uint32_t code, const char *list)
{
    for (uint32_t one; (one = utf8_next(&list));)
        if (one == code)
            return true;
    return false;
}

static bool closing(uint32_t code)
{
    return code_in(
        code,
        "!%),.:;?]}»’”…、。々〉》」』】〕〗ぁぃぅぇぉっゃゅょァィゥェォッャュョー·・！％），．：；？］｝～");
}

static bool opening(uint32_t code)
{
    return code_in(code, "([{«‘“〈《「『【〔〖（［｛");
}

static bool digit(uint32_t code)
{
    return code >= '0' && code <= '9';
}

enum line_end codes_end(const struct codes *codes, int i)
{
    uint32_t code = codes->list[i], next = i + 1 < codes->count ? codes->list[i + 1] : 0;
    if (code == '\n')
        return END_MUST;
    bool mark = next == 0x200E || next == 0x200F; // of direction: it stays with what follows it
    if (!next || next == '\n' || code_space(next) || (code_invisible(next) && !mark))
        return END_NEVER;
    if (mark && !code_space(code))
        return END_NEVER;
    if (code_space(code))
        return END_MAY;
    if (closing(next) || opening(code))
        return END_NEVER;
    if (ideograph(code) || ideograph(next))
        return END_MAY;
    bool after = i > 0 && !code_space(codes->list[i - 1]);
    return after && !digit(next) && code_in(code, "-/‐–—") ? END_MAY : END_NEVER;
}

bool codes_sentence(const struct codes *codes, int start, int end)
{
    while (end > start && (closing(codes->list[end - 1]) || code_invisible(codes->list[end - 1])) &&
           !code_in(codes->list[end - 1], ".?!。？！؟"))
        end--;
    return end > start + 1 && code_in(codes->list[end - 1], ".?!。？！؟");
}

const char *code_script(uint32_t code)
{
    static const struct {
        struct range range;
        const char *tag;
    } scripts[] = {
        {{'A', 'Z'}, "Latn"},       {{'a', 'z'}, "Latn"},       {{0xC0, 0x24F}, "Latn"},
        {{0x370, 0x3FF}, "Grek"},   {{0x400, 0x52F}, "Cyrl"},   {{0x531, 0x58F}, "Armn"},
        {{0x591, 0x5F4}, "Hebr"},   {{0x610, 0x6FF}, "Arab"},   {{0x750, 0x77F}, "Arab"},
        {{0x8A0, 0x8FF}, "Arab"},   {{0x900, 0x97F}, "Deva"},   {{0x980, 0x9FF}, "Beng"},
        {{0xA00, 0xA7F}, "Guru"},   {{0xA80, 0xAFF}, "Gujr"},   {{0xB00, 0xB7F}, "Orya"},
        {{0xB80, 0xBFF}, "Taml"},   {{0xC00, 0xC7F}, "Telu"},   {{0xC80, 0xCFF}, "Knda"},
        {{0xD00, 0xD7F}, "Mlym"},   {{0xD80, 0xDFF}, "Sinh"},   {{0xE00, 0xE7F}, "Thai"},
        {{0xE80, 0xEFF}, "Laoo"},   {{0xF00, 0xFFF}, "Tibt"},   {{0x1000, 0x109F}, "Mymr"},
        {{0x10A0, 0x10FF}, "Geor"}, {{0x1100, 0x11FF}, "Hang"}, {{0x1200, 0x139F}, "Ethi"},
        {{0x1780, 0x17FF}, "Khmr"}, {{0x1E00, 0x1EFF}, "Latn"}, {{0x1F00, 0x1FFF}, "Grek"},
        {{0x3041, 0x309F}, "Hira"}, {{0x30A0, 0x30FF}, "Kana"}, {{0x3105, 0x312F}, "Bopo"},
        {{0x3400, 0x9FFF}, "Hani"}, {{0xAC00, 0xD7A3}, "Hang"}, {{0xF900, 0xFAFF}, "Hani"},
        {{0xFB50, 0xFDFF}, "Arab"}, {{0xFE70, 0xFEFC}, "Arab"}, {{0x20000, 0x3FFFF}, "Hani"},
    };
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
        if (code >= scripts[i].range.first && code <= scripts[i].range.last)
            return scripts[i].tag;
    return NULL;
}

float codes_line_height(const struct codes *codes)
{
    float height = 0;
    for (int i = 0; i < codes->count; i++) {
        const char *script = code_script(codes->list[i]);
        if (script && strcmp(script, "Arab") == 0)
            return 1.30f;
        if (script && strcmp(script, "Hani") == 0)
            height = 1.12f;
    }
    return height;
}
