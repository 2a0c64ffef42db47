// A line, from left to right: runs by direction, pieces by font and script. Signs that all scripts
// share stay with the letters before them, so that a font does not change in mid-word. Main thread.
#include "text_line.h"

#include <stdlib.h>
#include <string.h>

#include "str.h"
#include "text_bidi.h"
#include "text_codes.h"

struct sign { // what draws a code point
    uint32_t code;
    int face;
    const char *script;
};

struct pieces {
    uint32_t *codes;    // owned; the pieces point into it
    struct piece *list; // owned
    int count;
};

// Digits are Lato's in every script: they stay equally wide.
static bool sign_shared(uint32_t code)
{
    return !code_script(code) && !(code >= '0' && code <= '9');
}

static int signs_find(struct faces *faces, const uint32_t *codes, int count,
                      struct line_style style, struct sign *signs)
{
    int made = 0;
    for (int i = 0; i < count; i++) {
        uint32_t code = codes[i];
        const struct sign *before = made ? &signs[made - 1] : NULL;
        bool joiner = code == 0x200C || code == 0x200D;
        if (code_invisible(code) && !(joiner && before && faces_has(faces, before->face, code)))
            continue;
        struct sign sign = {code, FACE_NONE, code_script(code)};
        if (sign_shared(code) || bidi_mark(code)) {
            // at the start the letters to come decide
            for (int k = i + 1; !before && k < count && sign.face == FACE_NONE; k++)
                if (!sign_shared(codes[k]))
                    sign.face = faces_find(faces, codes[k], style.weight, style.language);
            if (before)
                sign.face = before->face;
            if (sign.face != FACE_NONE && !faces_has(faces, sign.face, code))
                sign.face = FACE_NONE;
        }
        if (sign.face == FACE_NONE)
            sign.face = faces_find(faces, code, style.weight, style.language);
        if (!sign.script && before && before->face == sign.face)
            sign.script = before->script;
        if (sign.face != FACE_NONE) // what no font has is left out
            signs[made++] = sign;
    }
    // a run that begins with shared signs takes the script of its first letter
    const char *script = "Latn";
    for (int i = made; i-- > 0;) {
        script = signs[i].script ? signs[i].script : script;
        signs[i].script = script;
    }
    return made;
}

static struct pieces pieces_make(struct faces *faces, const uint32_t *codes,
                                 const signed char *levels, int count, struct line_style style)
{
    size_t room = count > 0 ? (size_t)count : 1;
    struct pieces pieces = {mem_make(room, sizeof *pieces.codes),
                            mem_make(room, sizeof *pieces.list), 0};
    struct bidi_run *runs = mem_make(room, sizeof *runs);
    struct sign *signs = mem_make(room, sizeof *signs);
    uint32_t *next = pieces.codes;
    int runs_count = bidi_runs(levels, count, runs);
    for (int r = 0; r < runs_count; r++) {
        int made = signs_find(faces, codes + runs[r].start, runs[r].count, style, signs);
        // inside a run that reads right to left the last piece stands first
        int first = pieces.count;
        for (int i = 0; i < made; i++) {
            struct piece *last = pieces.count > first ? &pieces.list[pieces.count - 1] : NULL;
            if (!last || last->face != signs[i].face ||
                strcmp(last->script, signs[i].script) != 0) {
                last = &pieces.list[pieces.count++];
                *last =
                    (struct piece){next, 0, signs[i].face, style.px, runs[r].rtl, signs[i].script};
            }
            last->count++;
            *next++ = signs[i].code;
        }
        for (int a = first, b = pieces.count - 1; runs[r].rtl && a < b; a++, b--) {
            struct piece kept = pieces.list[a];
            pieces.list[a] = pieces.list[b];
            pieces.list[b] = kept;
        }
    }
    free(runs);
    free(signs);
    return pieces;
}

static void pieces_free(struct pieces *pieces)
{
    free(pieces->codes);
    free(pieces->list);
}

int line_width(struct faces *faces, const uint32_t *codes, const signed char *levels, int count,
               struct line_style style)
{
    struct pieces pieces = pieces_make(faces, codes, levels, count, style);
    int w = 0;
    for (int i = 0; i < pieces.count; i++)
        w += piece_width(faces, &pieces.list[i]);
    pieces_free(&pieces);
    return w;
}

// Where letters of two pieces meet the darker wins.
static void pixels_lay(struct pixels *onto, const struct pixels *piece, int left, int top)
{
    for (int y = 0; y < piece->h; y++) {
        for (int x = 0; x < piece->w && left + x < onto->w; x++) {
            uint32_t *to = &onto->argb[(size_t)(top + y) * (size_t)onto->w + (size_t)(left + x)];
            uint32_t from = piece->argb[(size_t)y * (size_t)piece->w + (size_t)x] | 0xFFFFFF;
            *to = from > *to ? from : *to;
        }
    }
}

struct pixels line_draw(struct faces *faces, const uint32_t *codes, const signed char *levels,
                        int count, struct line_style style, int *baseline)
{
    struct pieces pieces = pieces_make(faces, codes, levels, count, style);
    size_t room = pieces.count ? (size_t)pieces.count : 1;
    struct pixels *drawn = mem_make(room, sizeof *drawn);
    int *above = mem_make(room, sizeof *above);
    int w = 0, up = 0, down = 0;
    for (int i = 0; i < pieces.count; i++) {
        drawn[i] = piece_draw(faces, &pieces.list[i], &above[i]);
        w += drawn[i].w;
        up = above[i] > up ? above[i] : up;
        down = drawn[i].h - above[i] > down ? drawn[i].h - above[i] : down;
    }
    struct pixels line = {0};
    if (w > 0 && up + down > 0) {
        line = pixels_make(w < 16384 ? w : 16384, up + down);
        for (int i = 0, left = 0; i < pieces.count; left += drawn[i].w, i++)
            pixels_lay(&line, &drawn[i], left, up - above[i]);
    }
    for (int i = 0; i < pieces.count; i++)
        pixels_destroy(&drawn[i]);
    free(drawn);
    free(above);
    pieces_free(&pieces);
    *baseline = up;
    return line;
}
