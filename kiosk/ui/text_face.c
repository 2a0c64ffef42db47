// Fonts by SDL_ttf, the only room that includes it. Lato draws what it has; Noto Sans Arabic, Noto
// Sans CJK and Noto Sans follow; for anything else fontconfig is asked once per block of code
// points. Main thread.
#define LOG_TAG "text"
#include "text_face.h"

#include <stdlib.h>
#include <string.h>

#include <SDL_ttf.h>

#include "log.h"
#include "str.h"
#include "text_fonts.h"

enum { FACES_MOST = 96, SIZES_MOST = 24, WEIGHTS = 4, FAMILIES = 9 };

struct face {
    struct font_file file;
    struct {
        int px;
        unsigned used;
        TTF_Font *font;
    } sizes[SIZES_MOST];
    int count;
    bool broken; // the file cannot be opened: said once
};

struct block { // 128 code points that fontconfig was asked about
    uint32_t number;
    enum weight weight;
    int face;
};

struct faces {
    struct fonts *fonts;
    struct face list[FACES_MOST];
    int count;
    int families[FAMILIES][WEIGHTS]; // 0: not looked for yet, else face + 2
    struct block blocks[FACES_MOST];
    int blocks_count;
    unsigned clock;
};

enum family {
    FAMILY_LATO,
    FAMILY_ARABIC,
    FAMILY_HANS,
    FAMILY_HANT,
    FAMILY_JAPANESE,
    FAMILY_KOREAN,
    FAMILY_NOTO,
    FAMILY_DEJAVU,
    FAMILY_NONE,
};

static const char *const family_names[] = {
    [FAMILY_LATO] = "Lato",
    [FAMILY_ARABIC] = "Noto Sans Arabic",
    [FAMILY_HANS] = "Noto Sans CJK SC",
    [FAMILY_HANT] = "Noto Sans CJK TC",
    [FAMILY_JAPANESE] = "Noto Sans CJK JP",
    [FAMILY_KOREAN] = "Noto Sans CJK KR",
    [FAMILY_NOTO] = "Noto Sans",
    [FAMILY_DEJAVU] = "DejaVu Sans",
};

static const int weight_numbers[WEIGHTS] = {500, 700, 800, 900};

static int face_add(struct faces *faces, const struct font_file *file)
{
    for (int i = 0; i < faces->count; i++)
        if (faces->list[i].file.index == file->index &&
            str_equal(faces->list[i].file.path, file->path))
            return i;
    if (faces->count == FACES_MOST)
        return FACE_NONE;
    faces->list[faces->count].file = *file;
    return faces->count++;
}

static int family_face(struct faces *faces, enum family family, enum weight weight)
{
    int *known = &faces->families[family][weight];
    if (!*known) {
        struct font_file file;
        int face = FACE_NONE;
        if (fonts_family(faces->fonts, family_names[family], weight_numbers[weight], &file))
            face = face_add(faces, &file);
        else if (family != FAMILY_DEJAVU)
            log_warning("the font %s is not installed, another stands in", family_names[family]);
        *known = face + 2;
    }
    return *known - 2;
}

// The font every line is laid out by.
static int main_face(struct faces *faces, enum weight weight)
{
    static const enum family order[] = {FAMILY_LATO, FAMILY_NOTO, FAMILY_DEJAVU};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        int face = family_face(faces, order[i], weight);
        if (face != FACE_NONE)
            return face;
    }
    struct font_file file;
    return fonts_covering(faces->fonts, 'A', weight_numbers[weight], &file) ? face_add(faces, &file)
                                                                            : FACE_NONE;
}

struct faces *faces_open(void)
{
    struct fonts *fonts = fonts_open();
    if (!fonts)
        return NULL;
    struct faces *faces = mem_make(1, sizeof *faces);
    faces->fonts = fonts;
    if (TTF_Init() != 0 || main_face(faces, WEIGHT_MEDIUM) == FACE_NONE) {
        log_error("there is no font to write with");
        faces_close(faces);
        return NULL;
    }
    return faces;
}

void faces_forget(struct faces *faces)
{
    for (int i = 0; i < faces->count; i++) {
        for (int k = 0; k < faces->list[i].count; k++)
            TTF_CloseFont(faces->list[i].sizes[k].font);
        memset(faces->list[i].sizes, 0, sizeof faces->list[i].sizes);
        faces->list[i].count = 0;
    }
}

void faces_close(struct faces *faces)
{
    if (!faces)
        return;
    faces_forget(faces);
    fonts_close(faces->fonts);
    free(faces);
    if (TTF_WasInit())
        TTF_Quit();
}

static TTF_Font *face_font(struct faces *faces, int index, int px)
{
    struct face *face = &faces->list[index];
    int oldest = 0;
    for (int i = 0; i < face->count; i++) {
        if (face->sizes[i].px == px) {
            face->sizes[i].used = ++faces->clock;
            return face->sizes[i].font;
        }
        if (face->sizes[i].used < face->sizes[oldest].used)
            oldest = i;
    }
    if (face->broken)
        return NULL;
    TTF_Font *font = TTF_OpenFontIndex(face->file.path, px, face->file.index);
    if (!font) {
        log_warning("the font %s cannot be opened: %s", face->file.path, TTF_GetError());
        face->broken = true;
        return NULL;
    }
    TTF_SetFontHinting(font, TTF_HINTING_LIGHT_SUBPIXEL);
    int place = face->count < SIZES_MOST ? face->count++ : oldest;
    if (place == oldest && face->sizes[place].font)
        TTF_CloseFont(face->sizes[place].font);
    face->sizes[place].px = px;
    face->sizes[place].used = ++faces->clock;
    face->sizes[place].font = font;
    return font;
}

bool faces_has(struct faces *faces, int index, uint32_t code)
{
    struct face *face = &faces->list[index];
    TTF_Font *font = face->count ? face->sizes[0].font : face_font(faces, index, 32);
    return font && TTF_GlyphIsProvided32(font, code);
}

static enum family family_of_han(const char *language)
{
    if (str_starts(language, "ja"))
        return FAMILY_JAPANESE;
    if (str_starts(language, "ko"))
        return FAMILY_KOREAN;
    bool traditional = str_starts(language, "zh-TW") || str_starts(language, "zh-HK") ||
                       str_starts(language, "zh-Hant") || str_starts(language, "zh_TW");
    return traditional ? FAMILY_HANT : FAMILY_HANS;
}

// Fonts that are worth opening for this code point, best first.
static void families_for(uint32_t code, const char *language, enum family order[5])
{
    int count = 0;
    if (code < 0x590 || (code >= 0x1E00 && code < 0x2E00))
        order[count++] = FAMILY_LATO;
    if ((code >= 0x600 && code < 0x900) || (code >= 0xFB50 && code < 0xFF00))
        order[count++] = FAMILY_ARABIC;
    if ((code >= 0x2E80 && code < 0xA000) || (code >= 0xAC00 && code < 0xD7B0) || code >= 0xF900)
        order[count++] = family_of_han(language);
    if (code < 0x3000)
        order[count++] = FAMILY_NOTO;
    order[count] = FAMILY_NONE;
}

static int block_face(struct faces *faces, uint32_t code, enum weight weight)
{
    for (int i = 0; i < faces->blocks_count; i++)
        if (faces->blocks[i].number == code >> 7 && faces->blocks[i].weight == weight)
            return faces->blocks[i].face;
    if (faces->blocks_count == FACES_MOST)
        return FACE_NONE;
    struct font_file file;
    int face = FACE_NONE;
    if (fonts_covering(faces->fonts, code, weight_numbers[weight], &file))
        face = face_add(faces, &file);
    faces->blocks[faces->blocks_count++] = (struct block){code >> 7, weight, face};
    return face;
}

int faces_find(struct faces *faces, uint32_t code, enum weight weight, const char *language)
{
    enum family order[5];
    families_for(code, language, order);
    for (int i = 0; order[i] != FAMILY_NONE; i++) {
        int face = family_face(faces, order[i], weight);
        if (face != FACE_NONE && faces_has(faces, face, code))
            return face;
    }
    int face = block_face(faces, code, weight);
    return face != FACE_NONE && faces_has(faces, face, code) ? face : FACE_NONE;
}

// The font made ready, and the piece as SDL_ttf wants it. The caller frees the text.
static TTF_Font *piece_ready(struct faces *faces, const struct piece *piece, char **utf8)
{
    TTF_Font *font = face_font(faces, piece->face, piece->px);
    if (!font || piece->count <= 0)
        return NULL;
    TTF_SetFontDirection(font, piece->rtl ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
    TTF_SetFontScriptName(font, piece->script);
    struct strbuf text = {0};
    for (int i = 0; i < piece->count; i++) {
        char code[5];
        strbuf_add_part(&text, code, utf8_put(piece->codes[i], code));
    }
    *utf8 = text.text;
    return font;
}

int piece_width(struct faces *faces, const struct piece *piece)
{
    char *utf8 = NULL;
    TTF_Font *font = piece_ready(faces, piece, &utf8);
    int w = 0;
    if (font && TTF_SizeUTF8(font, utf8, &w, NULL) != 0)
        w = 0;
    free(utf8);
    return w;
}

// SDL_ttf makes the surface taller for letters that stand above the font's ascent, and does not say
// by how much.
static int overshoot(TTF_Font *font, const struct piece *piece)
{
    int most = TTF_FontAscent(font);
    for (int i = 0; i < piece->count; i++) {
        int top = 0;
        if (TTF_GlyphMetrics32(font, piece->codes[i], NULL, NULL, NULL, &top, NULL) == 0 &&
            top > most)
            most = top;
    }
    return most - TTF_FontAscent(font);
}

struct pixels piece_draw(struct faces *faces, const struct piece *piece, int *baseline)
{
    char *utf8 = NULL;
    TTF_Font *font = piece_ready(faces, piece, &utf8);
    SDL_Surface *surface =
        font ? TTF_RenderUTF8_Blended(font, utf8, (SDL_Color){255, 255, 255, 255}) : NULL;
    free(utf8);
    struct pixels pixels = {0};
    if (surface && surface->w > 0 && surface->h > 0 && surface->w <= 16384 && surface->h <= 16384) {
        *baseline = TTF_FontAscent(font);
        if (surface->h > TTF_FontHeight(font))
            *baseline += overshoot(font, piece);
        pixels = pixels_make(surface->w, surface->h);
        for (int y = 0; y < surface->h; y++) // Blended surfaces are ARGB8888
            memcpy(pixels.argb + (size_t)y * (size_t)pixels.w,
                   (const char *)surface->pixels + (ptrdiff_t)y * surface->pitch,
                   (size_t)pixels.w * 4);
    }
    SDL_FreeSurface(surface);
    return pixels;
}

void faces_metrics(struct faces *faces, enum weight weight, int px, int *ascent, int *descent)
{
    int face = main_face(faces, weight);
    TTF_Font *font = face == FACE_NONE ? NULL : face_font(faces, face, px);
    *ascent = font ? TTF_FontAscent(font) : px;
    *descent = font ? -TTF_FontDescent(font) : px / 4;
}
