// Language, text size, colours. Changes apply at once and are forgotten with the session.
#include "screen.h"
#include "str.h"

enum { CHOICE = 112, GAP = 20, HEAD = 100, HEAD_SMALL = 60 };
enum { FIRST_ROW = 360 + 96 - CHOICE }; // from there on a choice is in reach

static void group(struct stage *stage, const char *icon, const char *words, int x, int y)
{
    struct ui *ui = stage->ui;
    ui_icon(ui, icon, x, y + 6, 40, ui->theme->ink);
    ui_text_middle(ui, TYPE_LABEL, words, (struct rect){x + 56, y, 600, 52}, ALIGN_START,
                   ui->theme->ink);
}

static bool choice(struct stage *stage, struct button button, bool chosen, struct rect r)
{
    button.at_start = true;
    button.look = chosen ? LOOK_CHOSEN : LOOK_PLAIN;
    return ui_button(stage->ui, button, r);
}

// The size and the colours are shown as well as named.
static void sizes(struct stage *stage, int x, int y, int w)
{
    struct session *session = stage->session;
    struct button normal = {
        .id = "text-normal", .words = stage_word(stage, "Normal"), .icon = "aa", .icon_px = 48};
    struct button larger = {
        .id = "text-larger", .words = stage_word(stage, "Larger"), .icon = "aa", .icon_px = 72};
    if (choice(stage, normal, !session->large, (struct rect){x, y, w, CHOICE}))
        session->large = false;
    if (choice(stage, larger, session->large, (struct rect){x + w + GAP, y, w, CHOICE}))
        session->large = true;
}

static void colours(struct stage *stage, int x, int y, int w)
{
    struct session *session = stage->session;
    struct button light = {.id = "colours-normal",
                           .words = stage_word(stage, "Light"),
                           .icon_px = 48,
                           .swatch = theme_light.surface,
                           .swatch_edge = theme_light.ink};
    struct button dark = {.id = "colours-dark",
                          .words = stage_word(stage, "Dark"),
                          .icon_px = 48,
                          .swatch = theme_dark.surface,
                          .swatch_edge = theme_dark.primary};
    if (choice(stage, light, !session->dark, (struct rect){x, y, w, CHOICE}))
        session->dark = false;
    if (choice(stage, dark, session->dark, (struct rect){x + w + GAP, y, w, CHOICE}))
        session->dark = true;
}

static void settings_frame(struct stage *stage)
{
    struct ui *ui = stage->ui;
    struct session *session = stage->session;
    const struct clinic *clinic = &stage->library->clinic;
    ui_modal(ui, "settings");
    bool portrait = ui->portrait;
    int columns = portrait                                                      ? 2
                  : clinic->languages_count == 4 || clinic->languages_count > 6 ? 4
                                                                                : 3;
    int rows = ((int)clinic->languages_count + columns - 1) / columns;
    if (rows > 3)
        rows = 3;
    int foot = portrait ? 128 : 112, high = 48 + HEAD + rows * (CHOICE + GAP) +
                                            (portrait ? 2 : 1) * (HEAD_SMALL + CHOICE + GAP) +
                                            HEAD_SMALL + foot + 48;
    struct rect sheet = portrait ? (struct rect){40, 1880 - high, 1000, high}
                                 : (struct rect){160, (1080 - high) / 2, 1600, high};
    int above = 48 + HEAD + HEAD_SMALL;
    if (!portrait && sheet.y + above < FIRST_ROW)
        sheet.y = FIRST_ROW - above;
    ui_shadow(ui, sheet, RADIUS_SHEET);
    ui_round(ui, sheet, RADIUS_SHEET, ui->theme->panel);
    int x = sheet.x + 64, w = sheet.w - 128, y = sheet.y + 48;
    ui_heading(ui, TYPE_H1, stage_word(stage, "Language and text"), (struct rect){x, y, w, 90},
               ALIGN_START, ui->theme->ink);
    y += HEAD;
    group(stage, "globe", stage_word(stage, "Language"), x, y);
    y += HEAD_SMALL;
    int each = (w - GAP * (columns - 1)) / columns;
    for (size_t i = 0; i < clinic->languages_count && (int)i < rows * columns; i++) {
        const char *language = clinic->languages[i];
        struct rect r = {x + (int)i % columns * (each + GAP), y + (int)i / columns * (CHOICE + GAP),
                         each, CHOICE};
        struct button button = {.id = stage_keep(stage, str_format("language-%s", language)),
                                .words = stage_language_name(language)};
        if (choice(stage, button, str_equal(language, session->language), r))
            stage_set_language(stage, language);
    }
    y += rows * (CHOICE + GAP);
    int half = portrait ? w : (w - 48) / 2, pair = (half - GAP) / 2;
    group(stage, "aa", stage_word(stage, "Text size"), x, y);
    sizes(stage, x, y + HEAD_SMALL, pair);
    int cx = portrait ? x : x + half + 48;
    if (portrait)
        y += HEAD_SMALL + CHOICE + GAP;
    group(stage, "contrast", stage_word(stage, "Colours"), cx, y);
    colours(stage, cx, y + HEAD_SMALL, pair);
    struct rect done = {portrait ? x : x + w - 520, sheet.y + sheet.h - 48 - foot,
                        portrait ? w : 520, foot};
    if (!portrait)
        ui_text_middle(ui, TYPE_BODY, stage_word(stage, "The screen changes as you tap."),
                       (struct rect){x, done.y, 900, done.h}, ALIGN_START, ui->theme->ink2);
    struct button close = {
        .id = "done", .words = stage_word(stage, "Done"), .icon = "check", .look = LOOK_MAIN};
    if (ui_button(ui, close, done))
        stage->close_sheet = true;
}

const struct screen sheet_settings = {
    .name = "settings", .frame = settings_frame, .is_sheet = true, .deaf_ms = 300};
