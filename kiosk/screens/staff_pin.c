// The staff code: asked for, or chosen where there is none yet. What is typed shows as dots only.
// Main thread; whether it is right is found out elsewhere.
#include <stdio.h>
#include <string.h>

#include "staff.h"
#include "str.h"

bool staff_locked(const struct stage *stage)
{
    return stage->now_ms < stage->staff->locked_until_ms;
}

bool staff_code_good(const char *digits)
{
    if (strlen(digits) != STAFF_CODE_DIGITS || strspn(digits, "0123456789") != STAFF_CODE_DIGITS)
        return false;
    bool same_digit = true, up = true, down = true;
    for (int i = 1; i < STAFF_CODE_DIGITS; i++) {
        same_digit = same_digit && digits[i] == digits[i - 1];
        up = up && digits[i] == digits[i - 1] + 1;
        down = down && digits[i] == digits[i - 1] - 1;
    }
    return !same_digit && !up && !down;
}

static const char *title(const struct stage *stage)
{
    switch (stage->staff->code) {
    case CODE_TO_CHOOSE:
        return stage_word(stage, "Choose a staff code");
    case CODE_AGAIN:
        return stage_word(stage, "Type it once more");
    case CODE_UNKNOWN:
    case CODE_NEEDED:
    case CODE_CHECKING:
        break;
    }
    return stage_word(stage, "Staff only");
}

static const char *slip_line(struct stage *stage)
{
    const struct staff *staff = stage->staff;
    switch (staff->slip) {
    case SLIP_WRONG:
        return stage_count(stage, "That code is wrong. {n} try is left.",
                           "That code is wrong. {n} tries are left.",
                           (unsigned long)staff->tries_left);
    case SLIP_NOT_SAME:
        return stage_word(stage, "The two were not the same. Choose a code again.");
    case SLIP_TOO_EASY:
        return stage_word(stage, "That one is too easy to guess. Choose another one.");
    case SLIP_NOT_KEPT:
        return stage_word(stage, "The code could not be saved. The disk may be full.");
    case SLIP_NONE:
        break;
    }
    return NULL;
}

static const char *line(struct stage *stage)
{
    const struct staff *staff = stage->staff;
    const char *slip = slip_line(stage);
    if (staff_locked(stage)) {
        int64_t left = (staff->locked_until_ms - stage->now_ms + 999) / 1000;
        ui_wake_in(stage->ui, 1000);
        return stage_count(stage, "Too many wrong codes. Wait {n} second.",
                           "Too many wrong codes. Wait {n} seconds.", (unsigned long)left);
    }
    if (slip)
        return slip;
    if (staff->code == CODE_TO_CHOOSE)
        return stage_word(stage, "Type four numbers. Staff will need them here.");
    if (staff->code == CODE_AGAIN)
        return stage_word(stage, "Then write it down for your colleagues.");
    return stage_word(stage, "Type the 4-number code.");
}

static void words(struct stage *stage)
{
    struct ui *ui = stage->ui;
    const struct theme *t = ui->theme;
    bool portrait = ui->portrait;
    int x = portrait ? 64 : 160, y = portrait ? 96 : 376, w = portrait ? 952 : 800;
    ui_icon(ui, "lock", x, y, 96, t->sun);
    y += 120;
    struct text_block block =
        ui_heading(ui, TYPE_H1, title(stage), (struct rect){x, y, w, 170}, ALIGN_START, t->on_pine);
    y += block.h + 24;
    block =
        ui_text(ui, TYPE_LARGE, line(stage), (struct rect){x, y, w, 180}, ALIGN_START, t->on_pine);
    y += block.h;
    ui_text(ui, TYPE_LARGE, stage_word(stage, "Not staff? Tap ‘Close’."),
            (struct rect){x, y, w, 110}, ALIGN_START, t->on_pine);
}

static void dots(struct stage *stage)
{
    struct ui *ui = stage->ui;
    int size = 56, step = 96, count = (int)strlen(stage->staff->typed);
    int x = (ui->portrait ? 540 : 1418) - (3 * step + size) / 2, y = ui->portrait ? 700 : 268;
    for (int i = 0; i < STAFF_CODE_DIGITS; i++) {
        struct rect dot = {x + i * step, y, size, size};
        colour fill = i < count ? ui->theme->on_pine : ui->theme->pine;
        ui_outline(ui, dot, size / 2, 5, ui->theme->on_pine, fill);
    }
}

static struct rect key_place(const struct ui *ui, int column, int row)
{
    return ui->portrait ? (struct rect){64 + column * 328, 840 + row * 208, 296, 176}
                        : (struct rect){1080 + column * 232, 376 + row * 164, 212, 144};
}

static void complete(struct staff *staff)
{
    if (staff->code == CODE_NEEDED) {
        staff->code = CODE_CHECKING;
        staff->ask = STAFF_TRY_CODE;
    } else if (staff->code == CODE_TO_CHOOSE && !staff_code_good(staff->typed)) {
        mem_wipe(staff->typed, sizeof staff->typed);
        staff->slip = SLIP_TOO_EASY;
    } else if (staff->code == CODE_TO_CHOOSE) {
        memcpy(staff->first, staff->typed, sizeof staff->first);
        mem_wipe(staff->typed, sizeof staff->typed);
        staff->code = CODE_AGAIN;
    } else if (staff->code == CODE_AGAIN && str_equal(staff->first, staff->typed)) {
        staff->code = CODE_CHECKING;
        staff->ask = STAFF_CHOOSE_CODE;
    } else if (staff->code == CODE_AGAIN) {
        mem_wipe(staff->typed, sizeof staff->typed);
        staff->code = CODE_TO_CHOOSE;
        staff->slip = SLIP_NOT_SAME;
    }
}

static void type(struct staff *staff, int digit)
{
    size_t count = strlen(staff->typed);
    if (count >= STAFF_CODE_DIGITS)
        return;
    staff->typed[count] = (char)('0' + digit);
    staff->slip = SLIP_NONE;
    if (count + 1 == STAFF_CODE_DIGITS)
        complete(staff);
}

static void keys(struct stage *stage)
{
    struct ui *ui = stage->ui;
    struct staff *staff = stage->staff;
    bool ready =
        !staff_locked(stage) && staff->code != CODE_CHECKING && staff->code != CODE_UNKNOWN;
    for (int digit = 0; digit <= 9; digit++) {
        char id[8], words[4];
        snprintf(id, sizeof id, "key-%d", digit);
        snprintf(words, sizeof words, "%d", digit);
        int at = digit ? digit - 1 : 10, column = at % 3;
        if (ui->mirrored)
            column = 2 - column; // numbers stand as on every telephone
        struct button key = {.id = id, .words = words, .type = TYPE_H1};
        if (ui_button(ui, key, key_place(ui, column, at / 3)) && ready)
            type(staff, digit);
    }
    struct button undo = {.id = "undo", .words = stage_word(stage, "Undo"), .look = LOOK_ON_PINE};
    struct button close = {
        .id = "close", .words = stage_word(stage, "Close"), .look = LOOK_ON_PINE};
    size_t count = strlen(staff->typed);
    if (ui_button(ui, undo, key_place(ui, 2, 3)) && count && ready)
        staff->typed[count - 1] = 0;
    if (ui_button(ui, close, key_place(ui, 0, 3)))
        stage->finish = true;
}

static void staff_pin_frame(struct stage *stage)
{
    struct ui *ui = stage->ui;
    ui_begin(ui, "staff-pin", ui->theme->pine);
    words(stage);
    dots(stage);
    keys(stage);
}

const struct screen screen_staff_pin = {
    .name = "staff-pin", .frame = staff_pin_frame, .closes_s = STAFF_CODE_CLOSES_S, .deaf_ms = 300};
