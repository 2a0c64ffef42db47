// "Are you still there?": the warning before the session is cleared.
#include "screen.h"
#include "str.h"

static void idle_frame(struct stage *stage)
{
    struct ui *ui = stage->ui;
    const struct theme *t = ui->theme;
    ui_modal(ui, "idle");
    bool portrait = ui->portrait;
    struct rect sheet =
        portrait ? (struct rect){64, 640, 952, 1080} : (struct rect){340, 180, 1240, 700};
    ui_shadow(ui, sheet, RADIUS_SHEET);
    ui_round(ui, sheet, RADIUS_SHEET, t->panel);
    int seconds = stage->library->clinic.idle_warning_s;
    int left = (int)((stage->idle_left_ms + 999) / 1000);
    const char *number = stage_keep(stage, str_format("%d", left > 0 ? left : 0));
    float part = (float)stage->idle_left_ms / ((float)seconds * 1000);
    struct rect ring = portrait
                           ? (struct rect){sheet.x + (sheet.w - 360) / 2, sheet.y + 176, 360, 360}
                           : (struct rect){sheet.x + 84, sheet.y + (sheet.h - 368) / 2, 368, 368};
    ui_ring(ui, ring, part, seconds, number,
            stage_count(stage, "second", "seconds", (unsigned long)left));
    ui_wake_ring(ui, (double)stage->idle_left_ms / 1000);

    int x = portrait ? sheet.x + 64 : sheet.x + 512,
        w = portrait ? sheet.w - 128 : sheet.x + sheet.w - 64 - x;
    enum align align = portrait ? ALIGN_CENTRE : ALIGN_START;
    ui_heading(ui, TYPE_H1, stage_word(stage, "Are you still there?"),
               (struct rect){x, sheet.y + (portrait ? 56 : 44), w, 90}, align, t->ink);
    const char *first = stage_word(stage, "If not, this screen will start again.");
    const char *second = stage_word(stage, "Your answers will be cleared.");
    ui_text(ui, TYPE_LARGE, stage_keep(stage, str_format("%s\n%s", first, second)),
            (struct rect){x, portrait ? sheet.y + 572 : sheet.y + 136, w, portrait ? 130 : 200},
            align, t->ink2);
    int y = portrait ? sheet.y + 716 : sheet.y + 356;
    struct button stay = {.id = "stay",
                          .words = stage_word(stage, "Yes, keep going"),
                          .look = LOOK_MAIN,
                          .type = TYPE_H2};
    struct button go = {.id = "finished", .words = stage_word(stage, "No, I am finished")};
    if (ui_button(ui, stay, (struct rect){x, y, w, 148}))
        stage->stay = true;
    if (ui_button(ui, go, (struct rect){x, y + 148 + 24, w, 116}))
        stage->finish = true;
}

const struct screen sheet_idle = {
    .name = "idle", .frame = idle_frame, .is_sheet = true, .deaf_ms = 500};
