// "Kiosk status": what is wrong, and what staff can do about it. Main thread.
#include "staff.h"

static void staff_frame(struct stage *stage)
{
    struct ui *ui = stage->ui;
    ui_begin(ui, "staff", ui->theme->bg);
    ui_heading(ui, TYPE_H1, stage_word(stage, "Kiosk status"),
               (struct rect){MARGIN, 56, ui_w(ui) - 2 * MARGIN, 84}, ALIGN_START, ui->theme->ink);
    struct button close = {
        .id = "close", .words = stage_word(stage, "Close"), .icon = "cross", .look = LOOK_MAIN};
    if (ui_button(ui, close, (struct rect){64, ui_h(ui) - 123, 236, 104}))
        stage->finish = true;
}

const struct screen screen_staff = {
    .name = "staff", .frame = staff_frame, .closes_s = STAFF_CLOSES_S, .deaf_ms = 300};
