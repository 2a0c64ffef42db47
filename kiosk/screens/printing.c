// While a page prints, and when it cannot: each fault in plain words and with a code for staff. It
// says "nothing will come out later" only where no page was sent, or once the printer's queue has
// confirmed that the job is over.
#include <stdlib.h>

#include "screen.h"
#include "str.h"

#define WHEN_IT_WORKS                                                                              \
    N_("Nothing will come out later. Your page is safe: tap ‘Try again’ when it works.")

// What a patient reads of each, and what a page that was given up waits for.
static const struct {
    const char *title, *icon, *given_up;
} problems[] = {
    [PROBLEM_NO_QUEUE] = {N_("There is no printer yet"), "print",
                          N_("Nothing will come out. The front desk can help you.")},
    [PROBLEM_OFF] =
        {N_("The printer is off"), "power",
         N_("Nothing will come out later. Your page is safe: tap ‘Try again’ when it is on.")},
    [PROBLEM_PAPER] =
        {N_("The printer is out of paper"), "paper",
         N_("Nothing will come out later. Your page is safe: tap ‘Try again’ when there is paper.")},
    [PROBLEM_JAM] =
        {N_("The printer is stuck"), "warn",
         N_("Nothing will come out later. Your page is safe: tap ‘Try again’ when staff have freed it.")},
    [PROBLEM_COVER] =
        {N_("The printer lid is open"), "warn",
         N_("Nothing will come out later. Your page is safe: tap ‘Try again’ when the lid is closed.")},
    [PROBLEM_INK] =
        {N_("The printer is out of ink"), "drop",
         N_("Nothing will come out later. Your page is safe: tap ‘Try again’ when it has new ink.")},
    [PROBLEM_PAUSED] = {N_("The printer is paused"), "pause", WHEN_IT_WORKS},
    [PROBLEM_SERVICE] = {N_("The printer cannot be reached"), "print", WHEN_IT_WORKS},
    [PROBLEM_OTHER] = {N_("Something went wrong with the printer"), "print", WHEN_IT_WORKS},
    [PROBLEM_STUCK_JOB] = {N_("The printer did not answer"), "question",
                           N_("Your page may still come out. Please ask staff to look.")},
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

// What becomes of the page, and the code that staff know it by.
static const char *outcome(struct stage *stage, bool waiting, enum printer_problem problem)
{
    const char *what = waiting ? N_("Your page waits for a minute. Then it is cancelled.")
                               : problems[problem].given_up;
    char *code =
        str_replace(stage_word(stage, "For staff: {code}."), "code", printer_problem_code(problem));
    const char *text = stage_keep(stage, str_format("%s %s", stage_word(stage, what), code));
    free(code);
    return text;
}

static void problem_buttons(struct stage *stage, bool waiting, bool can_try, struct rect row)
{
    struct ui *ui = stage->ui;
    int half = row.w * 42 / 100;
    struct rect first = {row.x, row.y, half, row.h},
                second = {row.x + half + 24, row.y, row.w - half - 24, row.h};
    struct button stop = {.id = "stop", .words = stage_word(stage, "Stop")};
    struct button not_now = {.id = "not-now", .words = stage_word(stage, "Not now")};
    struct button close = {
        .id = "done", .words = stage_word(stage, "Done"), .icon = "check", .look = LOOK_MAIN};
    struct button again = {.id = "try-again",
                           .words = stage_word(stage, "Try again"),
                           .icon = "reload",
                           .look = LOOK_MAIN};
    if (waiting) {
        if (ui_button(ui, stop, first))
            printer_cancel(stage->printer);
    } else if (!can_try) {
        if (ui_button(ui, close, first))
            stage->close_sheet = true;
    } else {
        if (ui_button(ui, not_now, first))
            stage->close_sheet = true;
        if (ui_button(ui, again, second))
            stage->print_again = true;
    }
}

static void problem(struct stage *stage, struct printer_status status)
{
    struct ui *ui = stage->ui;
    const struct theme *t = ui->theme;
    struct rect sheet = sheet_place(ui);
    bool waiting = status.phase == PRINTER_WAITING;
    enum printer_problem which = status.problem ? status.problem : PROBLEM_OTHER;
    int x = sheet.x + 72, w = sheet.w - 144, y = sheet.y + 64;
    ui_outline(ui, (struct rect){x, y, 168, 168}, RADIUS_BADGE, 4, t->tier[TIER_SAME_DAY],
               t->tier_soft[TIER_SAME_DAY]);
    ui_icon(ui, problems[which].icon, x + 36, y + 36, 96, t->tier[TIER_SAME_DAY]);
    int side = x + 208, side_w = sheet.x + sheet.w - 48 - side;
    struct text_block block = ui_heading(ui, TYPE_H1, stage_word(stage, problems[which].title),
                                         (struct rect){side, y, side_w, 160}, ALIGN_START, t->ink);
    struct text_block tell =
        ui_text(ui, TYPE_LARGE, stage_word(stage, "Please tell the front desk."),
                (struct rect){side, y + block.h + 8, side_w, 100}, ALIGN_START, t->ink);
    int below = block.h + 8 + tell.h, by = sheet.y + sheet.h - 64 - 136;
    y += (below > 168 ? below : 168) + 32;
    ui_text(ui, TYPE_LARGE, outcome(stage, waiting, which), (struct rect){x, y, w, by - 24 - y},
            ALIGN_START, t->ink2);
    problem_buttons(stage, waiting, which != PROBLEM_NO_QUEUE, (struct rect){x, by, w, 136});
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
