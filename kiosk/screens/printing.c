// While a page prints, and when it cannot: each fault in plain words and with a code for staff. It
// says "nothing will come out later" only once the printer's queue has confirmed it.
#include <stdlib.h>

#include "screen.h"
#include "str.h"

static const struct {
    const char *title, *icon;
} problems[] = {
    [PROBLEM_NONE] = {N_("Something went wrong with the printer"), "print"},
    [PROBLEM_NO_QUEUE] = {N_("There is no printer yet"), "print"},
    [PROBLEM_OFF] = {N_("The printer is off"), "power"},
    [PROBLEM_PAPER] = {N_("The printer is out of paper"), "paper"},
    [PROBLEM_JAM] = {N_("The printer is stuck"), "print"},
    [PROBLEM_COVER] = {N_("The printer lid is open"), "print"},
    [PROBLEM_INK] = {N_("The printer is out of ink"), "drop"},
    [PROBLEM_PAUSED] = {N_("The printer is paused"), "pause"},
    [PROBLEM_SERVICE] = {N_("Something went wrong with the printer"), "print"},
    [PROBLEM_OTHER] = {N_("Something went wrong with the printer"), "print"},
    [PROBLEM_STUCK_JOB] = {N_("The printer did not answer"), "print"},
};

static struct rect sheet_place(const struct ui *ui)
{
    return ui->portrait ? (struct rect){64, 640, 952, 860} : (struct rect){350, 130, 1220, 740};
}

static void sheet_face(struct stage *stage)
{
    struct ui *ui = stage->ui;
    ui_modal(ui, "printing");
    ui_shadow(ui, sheet_place(ui), RADIUS_SHEET);
    ui_round(ui, sheet_place(ui), RADIUS_SHEET, ui->theme->panel);
}

// The printer itself, drawn from the parts there are.
static void printer_picture(struct ui *ui, int x, int y)
{
    const struct theme *t = ui->theme;
    ui_outline(ui, (struct rect){x + 52, y, 170, 170}, 8, 8, t->ink, t->panel);
    ui_round(ui, (struct rect){x, y + 80, 274, 130}, 28, t->primary);
    ui_round(ui, (struct rect){x + 222, y + 106, 26, 26}, 13, t->sun);
    ui_outline(ui, (struct rect){x + 52, y + 164, 170, 184}, 8, 8, t->ink, t->panel);
    for (int i = 0; i < 3; i++)
        ui_round(ui, (struct rect){x + 90, y + 216 + 36 * i, i == 2 ? 64 : 96, 8}, 4, t->ink);
}

// Under way, done, or stopped.
static void progress(struct stage *stage, struct printer_status status)
{
    struct ui *ui = stage->ui;
    const struct theme *t = ui->theme;
    struct rect sheet = sheet_place(ui);
    int x = ui->portrait ? sheet.x + 64 : sheet.x + 440, w = sheet.x + sheet.w - 64 - x,
        y = sheet.y + 64;
    if (ui->portrait)
        y = sheet.y + 48;
    else
        printer_picture(ui, sheet.x + 84, sheet.y + 190);
    bool done = status.phase == PRINTER_DONE, stopped = status.phase == PRINTER_CANCELLED;
    const char *title = stage_word(stage, done      ? N_("Your page is printed")
                                          : stopped ? N_("Printing stopped")
                                                    : N_("Printing your page"));
    struct text_block block =
        ui_heading(ui, TYPE_H1, title, (struct rect){x, y, w, 160}, ALIGN_START, t->ink);
    y += block.h + 16;
    const char *line =
        stage_word(stage, stopped ? N_("Nothing will come out later.")
                                  : N_("Take it from the printer under this screen."));
    block = ui_text(ui, TYPE_LARGE, line, (struct rect){x, y, w, 110}, ALIGN_START, t->ink2);
    y += block.h + 36;
    if (!stopped) {
        float part = done ? 1 : status.phase == PRINTER_PRINTING ? 0.66f : 0.25f;
        ui_bar(ui, (struct rect){x, y, w, 32}, part);
        ui_text(ui, TYPE_LABEL,
                stage_word(stage, done ? N_("Ready")
                                  : status.phase == PRINTER_PRINTING
                                      ? N_("Almost ready")
                                      : N_("Sending it to the printer")),
                (struct rect){x, y + 48, w, 56}, ALIGN_START, t->ink);
    }
    struct rect place = {x, sheet.y + sheet.h - 64 - 116, ui->portrait ? w : 340, 116};
    struct button stop = {.id = "stop", .words = stage_word(stage, "Stop")};
    struct button close = {
        .id = "done", .words = stage_word(stage, "Done"), .icon = "check", .look = LOOK_MAIN};
    if (done || stopped) {
        if (ui_button(ui, close, place))
            stage->close_sheet = true;
    } else if (ui_button(ui, stop, place)) {
        printer_cancel(stage->printer);
    }
}

static void problem(struct stage *stage, struct printer_status status)
{
    struct ui *ui = stage->ui;
    const struct theme *t = ui->theme;
    struct rect sheet = sheet_place(ui);
    bool waiting = status.phase == PRINTER_WAITING, stuck = status.problem == PROBLEM_STUCK_JOB;
    int x = sheet.x + 72, w = sheet.w - 144, y = sheet.y + 64;
    ui_outline(ui, (struct rect){x, y, 168, 168}, RADIUS_BADGE, 4, t->tier[TIER_SAME_DAY],
               t->tier_soft[TIER_SAME_DAY]);
    ui_icon(ui, problems[status.problem].icon, x + 36, y + 36, 96, t->tier[TIER_SAME_DAY]);
    int side = x + 208, side_w = sheet.x + sheet.w - 48 - side;
    struct text_block block =
        ui_heading(ui, TYPE_H1, stage_word(stage, problems[status.problem].title),
                   (struct rect){side, y, side_w, 160}, ALIGN_START, t->ink);
    struct text_block tell =
        ui_text(ui, TYPE_LARGE, stage_word(stage, "Please tell the front desk."),
                (struct rect){side, y + block.h + 8, side_w, 100}, ALIGN_START, t->ink);
    int below = block.h + 8 + tell.h;
    const char *what =
        waiting ? stage_word(stage, "Your page waits for a minute. Then it is cancelled.")
        : stuck ? stage_word(stage, "Your page may still come out. Please ask staff to look.")
        : status.problem == PROBLEM_PAPER
            ? stage_word(
                  stage,
                  "Nothing will come out later. Your page is safe: tap ‘Try again’ when there is paper.")
            : stage_word(
                  stage,
                  "Nothing will come out later. Your page is safe: tap ‘Try again’ when it works.");
    char *code = str_replace(stage_word(stage, "For staff: {code}."), "code",
                             printer_problem_code(status.problem));
    const char *text = stage_keep(stage, str_format("%s %s", what, code));
    free(code);
    ui_text(ui, TYPE_BODY, text, (struct rect){x, y + (below > 168 ? below : 168) + 32, w, 250},
            ALIGN_START, t->ink2);

    int by = sheet.y + sheet.h - 64 - 136, half = w * 42 / 100;
    if (waiting) {
        if (ui_button(ui, (struct button){.id = "stop", .words = stage_word(stage, "Stop")},
                      (struct rect){x, by, half, 136}))
            printer_cancel(stage->printer);
        return;
    }
    if (ui_button(ui, (struct button){.id = "not-now", .words = stage_word(stage, "Not now")},
                  (struct rect){x, by, half, 136}))
        stage->close_sheet = true;
    struct button again = {.id = "try-again",
                           .words = stage_word(stage, "Try again"),
                           .icon = "reload",
                           .look = LOOK_MAIN};
    if (ui_button(ui, again, (struct rect){x + half + 24, by, w - half - 24, 136}))
        stage->print_again = true;
}

static void printing_frame(struct stage *stage)
{
    struct printer_status status = printer_status(stage->printer);
    sheet_face(stage);
    bool failed = status.phase == PRINTER_FAILED || status.phase == PRINTER_WAITING ||
                  status.phase == PRINTER_IDLE;
    if (failed)
        problem(stage, status);
    else
        progress(stage, status);
}

const struct screen sheet_printing = {
    .name = "printing", .frame = printing_frame, .is_sheet = true, .deaf_ms = 500};
