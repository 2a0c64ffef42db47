// The touch test, whose fields cover the whole screen, and half a minute in which the screen can be
// wiped because no touch counts. Main thread.
#include "staff.h"
#include "str.h"

static struct rect field(const struct ui *ui, int column, int row)
{
    int w = ui_w(ui) / STAFF_TOUCH_COLUMNS, h = ui_h(ui) / STAFF_TOUCH_ROWS;
    return (struct rect){column * w, row * h, w, h};
}

// The field under the finger. Places are those of the panel: nothing is mirrored here.
static void note_touch(struct stage *stage)
{
    const struct pointer *pointer = &stage->ui->pointer;
    if (!str_equal(pointer->pressed, "touch") && !str_equal(pointer->tapped, "touch"))
        return; // a short tap is over before it was ever seen pressed
    for (int row = 0; row < STAFF_TOUCH_ROWS; row++)
        for (int column = 0; column < STAFF_TOUCH_COLUMNS; column++)
            if (rect_holds(field(stage->ui, column, row), pointer->x, pointer->y))
                stage->staff->touched[row][column] = true;
}

static void staff_touch_frame(struct stage *stage)
{
    struct ui *ui = stage->ui;
    const struct theme *t = ui->theme;
    bool(*touched)[STAFF_TOUCH_COLUMNS] = stage->staff->touched;
    ui_begin(ui, "staff-touch", t->bg);
    ui_area(ui, "touch", stage_word(stage, "Touch every field once"),
            (struct rect){0, 0, ui_w(ui), ui_h(ui)});
    note_touch(stage);
    // The panel stands on whole fields; those need no touch.
    struct rect box =
        ui->portrait ? (struct rect){135, 640, 810, 640} : (struct rect){480, 360, 960, 360};
    unsigned long left = 0;
    for (int row = 0; row < STAFF_TOUCH_ROWS; row++) {
        for (int column = 0; column < STAFF_TOUCH_COLUMNS; column++) {
            bool done = touched[row][column];
            if (rect_overlaps(field(ui, column, row), box))
                continue;
            struct rect r = rect_inset(ui_place(ui, field(ui, column, row)), 3);
            ui_outline(ui, r, 12, 3, t->outline, done ? t->primary : t->surface);
            left += !done;
        }
    }
    ui_shadow(ui, rect_inset(box, 6), RADIUS_SHEET);
    ui_round(ui, rect_inset(box, 6), RADIUS_SHEET, t->panel);
    int x = box.x + 48, w = box.w - 96;
    const char *title = left ? stage_count(stage, "{n} field to touch", "{n} fields to touch", left)
                             : stage_word(stage, "The whole screen feels touches.");
    struct text_block block =
        ui_heading(ui, TYPE_H2, title, (struct rect){x, box.y + 32, w, 110}, ALIGN_CENTRE, t->ink);
    ui_text(ui, TYPE_SMALL, stage_word(stage, "Touch every field round this panel once."),
            (struct rect){x, box.y + 32 + block.h + 4, w, 100}, ALIGN_CENTRE, t->ink2);
    struct button done = {
        .id = "done", .words = stage_word(stage, "Done"), .icon = "check", .look = LOOK_MAIN};
    if (ui_button(ui, done, (struct rect){x, box.y + box.h - 48 - 112, w, 112}))
        stage->go = "staff";
}

static void staff_clean_frame(struct stage *stage)
{
    struct ui *ui = stage->ui;
    const struct theme *t = ui->theme;
    struct staff *staff = stage->staff;
    ui_begin(ui, "staff-clean", t->pine);
    if (stage->entered || !staff->clean_until_ms)
        staff->clean_until_ms = stage->now_ms + STAFF_CLEAN_MS;
    int64_t left = staff->clean_until_ms - stage->now_ms;
    if (left <= 0) {
        staff->clean_until_ms = 0;
        stage->go = "staff";
        return;
    }
    ui_wake_in(ui, (int)(left % 1000) + 1);
    int y = ui->portrait ? 620 : 300, x = MARGIN, w = ui_w(ui) - 2 * MARGIN;
    ui_icon(ui, "drop", ui_w(ui) / 2 - 72, y - 200, 144, t->sun);
    struct text_block block =
        ui_heading(ui, TYPE_QUESTION, stage_word(stage, "Clean the screen now"),
                   (struct rect){x, y, w, 200}, ALIGN_CENTRE, t->on_pine);
    y += block.h + 40;
    block = ui_text(ui, TYPE_H2,
                    stage_count(stage, "Touches count again in {n} second.",
                                "Touches count again in {n} seconds.",
                                (unsigned long)((left + 999) / 1000)),
                    (struct rect){x, y, w, 140}, ALIGN_CENTRE, t->on_pine);
    y += block.h + 24;
    ui_text(ui, TYPE_LARGE,
            stage_word(stage, "Use a soft cloth that is a little damp. Do not spray."),
            (struct rect){x, y, w, 140}, ALIGN_CENTRE, t->on_pine2);
}

const struct screen screen_staff_touch = {
    .name = "staff-touch", .frame = staff_touch_frame, .closes_s = STAFF_CLOSES_S, .deaf_ms = 300};
const struct screen screen_staff_clean = {
    .name = "staff-clean", .frame = staff_clean_frame, .closes_s = STAFF_CLOSES_S, .deaf_ms = 300};
