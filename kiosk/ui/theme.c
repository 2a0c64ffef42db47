// Colours and sizes. Pure data.
#include "theme.h"

#include <stddef.h>

#define SOLID(rgb) (0xFF000000u | (rgb))

const struct theme theme_light = {
    .bg = SOLID(0xE9F0ED),
    .surface = SOLID(0xFFFFFF),
    .panel = SOLID(0xFFFFFF),
    .sunken = SOLID(0xD9E5E0),
    .soft = SOLID(0xCFE5DE),
    .hair = SOLID(0xBFD0CA),
    .outline = SOLID(0x4F6B69),
    .ink = SOLID(0x102A2B),
    .ink2 = SOLID(0x2F4A4A),
    .primary = SOLID(0x0A4D4A),
    .on_primary = SOLID(0xFFFFFF),
    .press = SOLID(0x06312F),
    .on_press = SOLID(0xFFFFFF),
    .sun = SOLID(0xF4B942),
    .on_sun = SOLID(0x102A2B),
    .sunsoft = SOLID(0xFBE7B8),
    .on_sunsoft = SOLID(0x102A2B),
    .pine = SOLID(0x0A3B3C),
    .on_pine = SOLID(0xFFFFFF),
    .on_pine2 = SOLID(0xCFE5DE),
    .pine_line = SOLID(0x1D5E5F),
    .disabled = SOLID(0xD5DFDB),
    .tier = {SOLID(0x1B5637), SOLID(0x1F4D78), SOLID(0x743E00), SOLID(0x8F1A2A)},
    .tier_soft = {SOLID(0xDAEDE1), SOLID(0xDCE8F4), SOLID(0xF7E6CC), SOLID(0xF8DFE1)},
    .on_tier = SOLID(0xFFFFFF),
    .scrim = 0xB8061C1D,
    .badge_mark = SOLID(0x0A4D4A),
    .edge = 3,
    .chosen_edge = 6,
    .shadows = true,
};

const struct theme theme_dark = {
    .bg = SOLID(0x000000),
    .surface = SOLID(0x000000),
    .panel = SOLID(0x1E1E1E),
    .sunken = SOLID(0x2A2A2A),
    .soft = SOLID(0x1E1E1E),
    .hair = SOLID(0xFFFFFF),
    .outline = SOLID(0xFFFFFF),
    .ink = SOLID(0xFFFFFF),
    .ink2 = SOLID(0xFFFFFF),
    .primary = SOLID(0xFFD84A),
    .on_primary = SOLID(0x000000),
    .press = SOLID(0xFFFFFF),
    .on_press = SOLID(0x000000),
    .sun = SOLID(0xFFD84A),
    .on_sun = SOLID(0x000000),
    .sunsoft = SOLID(0x3A3000),
    .on_sunsoft = SOLID(0xFFFFFF),
    .pine = SOLID(0x000000),
    .on_pine = SOLID(0xFFFFFF),
    .on_pine2 = SOLID(0xFFFFFF),
    .pine_line = SOLID(0x5A5A5A),
    .disabled = SOLID(0x2A2A2A),
    .tier = {SOLID(0xA5EDBB), SOLID(0x9CD3FF), SOLID(0xFFC46B), SOLID(0xFFA8A8)},
    .tier_soft = {SOLID(0x2A2A2A), SOLID(0x2A2A2A), SOLID(0x2A2A2A), SOLID(0x2A2A2A)},
    .on_tier = SOLID(0x000000),
    .scrim = 0xDB000000,
    .badge_mark = SOLID(0xFFD84A),
    .edge = 4,
    .chosen_edge = 8,
    .shadows = false,
};

// Sizes in design px: landscape, portrait, landscape larger, portrait larger.
static const struct {
    enum weight weight;
    short size[4];
    float line_height;
} types[TYPES] = {
    [TYPE_ATTRACT] = {WEIGHT_BLACK, {172, 188, 172, 188}, 0.94f},
    [TYPE_SUMMARY] = {WEIGHT_MEDIUM, {46, 46, 54, 54}, 1.28f},
    [TYPE_TIER] = {WEIGHT_BLACK, {96, 108, 96, 108}, 1.04f},
    [TYPE_TIER_NUMBER] = {WEIGHT_BLACK, {212, 200, 212, 200}, 1.15f},
    [TYPE_QUESTION] = {WEIGHT_BLACK, {84, 80, 92, 88}, 1.06f},
    [TYPE_H1] = {WEIGHT_BLACK, {68, 68, 76, 76}, 1.10f},
    [TYPE_PLAYER] = {WEIGHT_HEAVY, {56, 56, 56, 60}, 1.16f},
    [TYPE_H2] = {WEIGHT_HEAVY, {46, 46, 54, 54}, 1.16f},
    [TYPE_H3] = {WEIGHT_HEAVY, {38, 38, 48, 48}, 1.18f},
    [TYPE_BUTTON] = {WEIGHT_HEAVY, {36, 36, 42, 42}, 1.32f},
    [TYPE_LARGE] = {WEIGHT_MEDIUM, {36, 36, 46, 46}, 1.32f},
    [TYPE_BODY] = {WEIGHT_MEDIUM, {32, 32, 42, 42}, 1.34f},
    [TYPE_LABEL] = {WEIGHT_BOLD, {32, 32, 36, 36}, 1.34f},
    [TYPE_CAPTION] = {WEIGHT_BOLD, {40, 40, 46, 46}, 1.14f},
    [TYPE_ANSWER] = {WEIGHT_HEAVY, {66, 66, 76, 76}, 1.20f},
    [TYPE_SMALL] = {WEIGHT_MEDIUM, {28, 28, 36, 36}, 1.30f},
    [TYPE_SMALL_BOLD] = {WEIGHT_BOLD, {28, 28, 36, 36}, 1.30f},
};

struct text_style theme_type(enum type type, bool portrait, bool large)
{
    return (struct text_style){types[type].weight, types[type].size[portrait + 2 * large],
                               types[type].line_height, 0};
}

bool theme_step_down(struct text_style *style, bool large)
{
    static const short steps[] = {172, 144, 120, 96, 84, 76, 68, 60, 54, 46, 42, 38, 36, 32, 28};
    int least = large ? 36 : 28;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        if (steps[i] < style->size && steps[i] >= least) {
            style->size = steps[i];
            if (style->line_height < 1.1f)
                style->line_height = 1.1f; // display sizes sit tighter than text may
            return true;
        }
    }
    return false;
}
