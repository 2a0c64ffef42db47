// Language, text size, colours. Changes apply at once and are forgotten with the session.
#include "screen.h"
#include "str.h"

static void group(struct stage *stage, const char *icon, const char *words, int x, int y)
{
    struct ui *ui = stage->ui;
    ui_icon(ui, icon, x, y + 6, 40, ui->theme->ink);
    ui_text_middle(ui, TYPE_LABEL, words, (struct rect){x + 56, y, 600, 52}, ALIGN_START,
                   ui->theme->ink);
}

static bool choice(struct stage *stage, const char *id, const char *words, const char *icon,
                   bool chosen, struct rect r)
{
    return ui_button(stage->ui,
                     (struct button){.id = id,
                                     .words = words,
                                     .icon = icon,
                                     .look = chosen ? LOOK_CHOSEN : LOOK_PLAIN},
                     r);
}

static void settings_frame(struct stage *stage)
{
    struct ui *ui = stage->ui;
    struct session *session = stage->session;
    const struct clinic *clinic = &stage->library->clinic;
    ui_modal(ui, "settings");
    bool portrait = ui->portrait;
    int columns = portrait ? 2 : clinic->languages_count > 3 ? 4 : 3;
    int rows = ((int)clinic->languages_count + columns - 1) / columns;
    if (rows > 3)
        rows = 3;
    int high = 56 + 100 + 60 + rows * 132 + 60 + 132 + (portrait ? 60 + 132 : 0) + 128 + 56;
    struct rect sheet = portrait ? (struct rect){40, 1880 - high, 1000, high}
                                 : (struct rect){160, (1080 - high) / 2, 1600, high};
    ui_shadow(ui, sheet, RADIUS_SHEET);
    ui_round(ui, sheet, RADIUS_SHEET, ui->theme->panel);
    int x = sheet.x + 64, w = sheet.w - 128, y = sheet.y + 48;
    ui_heading(ui, TYPE_H1, stage_word(stage, "Language and text"), (struct rect){x, y, w, 90},
               ALIGN_START, ui->theme->ink);
    y += 100;
    group(stage, "globe", stage_word(stage, "Language"), x, y);
    y += 60;
    int each = (w - 24 * (columns - 1)) / columns;
    for (size_t i = 0; i < clinic->languages_count && (int)i < rows * columns; i++) {
        const char *language = clinic->languages[i];
        struct rect r = {x + (int)i % columns * (each + 24), y + (int)i / columns * 132, each, 112};
        const char *id = stage_keep(stage, str_format("language-%s", language));
        if (choice(stage, id, stage_language_name(language), NULL,
                   str_equal(language, session->language), r))
            stage_set_language(stage, language);
    }
    y += rows * 132;
    int half = portrait ? w : (w - 48) / 2, pair = (half - 24) / 2;
    group(stage, "aa", stage_word(stage, "Text size"), x, y);
    if (choice(stage, "text-normal", stage_word(stage, "Normal"), "aa", !session->large,
               (struct rect){x, y + 60, pair, 112}))
        session->large = false;
    if (choice(stage, "text-larger", stage_word(stage, "Larger"), "aa", session->large,
               (struct rect){x + pair + 24, y + 60, pair, 112}))
        session->large = true;
    int cx = portrait ? x : x + half + 48, cy = portrait ? y + 192 : y;
    group(stage, "contrast", stage_word(stage, "Colours"), cx, cy);
    if (choice(stage, "colours-normal", stage_word(stage, "Light"), "contrast", !session->dark,
               (struct rect){cx, cy + 60, pair, 112}))
        session->dark = false;
    if (choice(stage, "colours-dark", stage_word(stage, "Dark"), "contrast", session->dark,
               (struct rect){cx + pair + 24, cy + 60, pair, 112}))
        session->dark = true;
    struct rect done = portrait
                           ? (struct rect){x, sheet.y + sheet.h - 56 - 128, w, 128}
                           : (struct rect){x + w - 520, sheet.y + sheet.h - 48 - 112, 520, 112};
    if (!portrait)
        ui_text_middle(ui, TYPE_BODY, stage_word(stage, "The screen changes as you tap."),
                       (struct rect){x, done.y, 900, done.h}, ALIGN_START, ui->theme->ink2);
    if (ui_button(ui,
                  (struct button){.id = "done",
                                  .words = stage_word(stage, "Done"),
                                  .icon = "check",
                                  .look = LOOK_MAIN},
                  done))
        stage->close_sheet = true;
}

const struct screen sheet_settings = {
    .name = "settings", .frame = settings_frame, .is_sheet = true, .deaf_ms = 300};
