// Fonts by fontconfig, the only room that includes it. Main thread.
#define LOG_TAG "text"
#include "text_fonts.h"

#include <stdio.h>
#include <stdlib.h>

#include <fontconfig/fontconfig.h>

#include "log.h"
#include "str.h"

struct fonts {
    FcConfig *config;
};

struct fonts *fonts_open(void)
{
    FcConfig *config = FcInitLoadConfigAndFonts();
    if (!config) {
        log_error("fontconfig does not start: no text can be drawn");
        return NULL;
    }
    struct fonts *fonts = mem_make(1, sizeof *fonts);
    fonts->config = config;
    return fonts;
}

void fonts_close(struct fonts *fonts)
{
    if (!fonts)
        return;
    FcConfigDestroy(fonts->config);
    free(fonts);
}

// What all our fonts have in common. The caller destroys it.
static FcPattern *pattern_make(int weight)
{
    FcPattern *pattern = FcPatternCreate();
    if (!pattern)
        abort();
    FcPatternAddInteger(pattern, FC_WEIGHT, FcWeightFromOpenType(weight));
    FcPatternAddInteger(pattern, FC_SLANT, FC_SLANT_ROMAN);
    FcPatternAddInteger(pattern, FC_WIDTH, FC_WIDTH_NORMAL);
    FcPatternAddBool(pattern, FC_SCALABLE, FcTrue);
    FcPatternAddBool(pattern, FC_COLOR, FcFalse);
    return pattern;
}

static bool pattern_file(const FcPattern *match, struct font_file *file)
{
    FcChar8 *path = NULL;
    int index = 0;
    FcBool colours = FcFalse, scalable = FcFalse;
    FcPatternGetBool(match, FC_COLOR, 0, &colours);
    FcPatternGetBool(match, FC_SCALABLE, 0, &scalable);
    FcPatternGetInteger(match, FC_INDEX, 0, &index);
    if (colours || !scalable || FcPatternGetString(match, FC_FILE, 0, &path) != FcResultMatch)
        return false;
    file->index = index & 0xFFFF; // the upper half names an instance of a variable font
    int length = snprintf(file->path, sizeof file->path, "%s", (const char *)path);
    return length > 0 && (size_t)length < sizeof file->path;
}

static FcPattern *pattern_match(const struct fonts *fonts, FcPattern *pattern)
{
    FcResult result;
    FcConfigSubstitute(fonts->config, pattern, FcMatchPattern);
    FcDefaultSubstitute(pattern);
    return FcFontMatch(fonts->config, pattern, &result);
}

// fontconfig always finds something: whether it is what was asked for shows in its families.
static bool pattern_is(const FcPattern *match, const char *family)
{
    FcChar8 *name;
    for (int i = 0; FcPatternGetString(match, FC_FAMILY, i, &name) == FcResultMatch; i++)
        if (FcStrCmpIgnoreCase(name, (const FcChar8 *)family) == 0)
            return true;
    return false;
}

bool fonts_family(const struct fonts *fonts, const char *family, int weight, struct font_file *file)
{
    FcPattern *pattern = pattern_make(weight);
    FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)family);
    FcPattern *match = pattern_match(fonts, pattern);
    bool found = match && pattern_is(match, family) && pattern_file(match, file);
    if (match)
        FcPatternDestroy(match);
    FcPatternDestroy(pattern);
    return found;
}

bool fonts_covering(const struct fonts *fonts, uint32_t code, int weight, struct font_file *file)
{
    FcPattern *pattern = pattern_make(weight);
    FcCharSet *wanted = FcCharSetCreate();
    if (!wanted)
        abort();
    FcCharSetAddChar(wanted, code);
    FcPatternAddCharSet(pattern, FC_CHARSET, wanted);
    FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)"Noto Sans");
    FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)"sans-serif");
    FcPattern *match = pattern_match(fonts, pattern);
    FcCharSet *covered = NULL;
    bool found = match && FcPatternGetCharSet(match, FC_CHARSET, 0, &covered) == FcResultMatch &&
                 FcCharSetHasChar(covered, code) && pattern_file(match, file);
    if (match)
        FcPatternDestroy(match);
    FcPatternDestroy(pattern);
    FcCharSetDestroy(wanted);
    return found;
}
