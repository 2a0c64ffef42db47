// The checklist's opening: who may see this, what "not sure" means, how answers are cleared.
#include "screen.h"
#include "str.h"

static void note(struct stage *stage, struct rect r, const char *icon, const char *text,
                 const char *line, bool main)
{
    struct ui *ui = stage->ui;
    const struct theme *t = ui->theme;
    int badge = main ? 112 : 92;
    struct rect mark = {r.x + 48 + (112 - badge) / 2, r.y + (r.h - badge) / 2, badge, badge};
    ui_badge(ui, icon, mark, badge * 6 / 10, main ? t->sunsoft : t->soft,
             main ? t->on_sunsoft : t->badge_mark);
    int x = r.x + 48 + 112 + 36, w = r.x + r.w - 32 - x;
    enum type head = main ? TYPE_H2 : TYPE_H3;
    struct text_block first = ui_measure(ui, head, text, w, r.h / 2);
    struct text_block second = ui_measure(ui, main ? TYPE_LABEL : TYPE_BODY, line, w, r.h / 2);
    int y = r.y + (r.h - first.h - second.h - 4) / 2;
    ui_text(ui, head, text, (struct rect){x, y, w, first.h}, ALIGN_START, t->ink);
    ui_text(ui, main ? TYPE_LABEL : TYPE_BODY, line, (struct rect){x, y + first.h + 4, w, second.h},
            ALIGN_START, main ? t->ink : t->ink2);
}

static void check_frame(struct stage *stage)
{
    struct ui *ui = stage->ui;
    const struct checklist *checklist = &stage->topic->checklist;
    ui_begin(ui, "check", ui->theme->bg);
    size_t count = checklist->questions_count;
    const char *number = stage_count(stage, "{n} short question.", "{n} short questions.", count);
    // About ten seconds a question, rounded up: 8 questions are about 2 minutes.
    const char *minutes =
        stage_count(stage, "About {n} minute.", "About {n} minutes.", (count * 12 + 59) / 60);
    stage_top(stage,
              checklist->title ? checklist->title : stage_word(stage, "Check for warning signs"),
              stage_keep(stage, str_format("%s%s%s", number, words_gap(number), minutes)));

    struct rect panel =
        ui->portrait ? (struct rect){64, 224, 952, 760} : (struct rect){64, 224, 1040, 688};
    ui_round(ui, panel, RADIUS_CARD, ui->theme->panel);
    int row = (panel.h - 32) / 3;
    struct rect r = {panel.x, panel.y + 16, panel.w, row};
    note(stage, r, "eye", stage_word(stage, "Others may see this screen."),
         stage_word(stage, "Staff can ask you instead."), true);
    r.y += row;
    note(stage, r, "question", stage_word(stage, "“Not sure” is a good answer."),
         stage_word(stage, "We would rather check than miss it."), false);
    r.y += row;
    note(stage, r, "finish", stage_word(stage, "Tap “Finish” when you are done."),
         stage_word(stage, "It clears all your answers."), false);

    struct button start = {.id = "start",
                           .words = stage_word(stage, "Start"),
                           .icon = "checklist",
                           .look = LOOK_MAIN,
                           .type = TYPE_QUESTION};
    if (ui_button(ui, start,
                  ui->portrait ? (struct rect){64, 1024, 952, 368}
                               : (struct rect){1136, 224, 720, 356})) {
        stage->session->question = 0;
        stage->go = "question";
    }
    struct card staff = {.id = "ask-staff",
                         .title = stage_word(stage, "Ask staff"),
                         .line = stage_word(stage, "They ask, you answer."),
                         .icon = "staff",
                         .enabled = true};
    if (ui_card(ui, staff,
                ui->portrait ? (struct rect){64, 1424, 952, 296}
                             : (struct rect){1136, 612, 720, 300}))
        stage->open_sheet = "ask-staff";
    stage_bar(stage, "hub", BAR_HOME, (struct button){0});
}

const struct screen screen_check = {
    .name = "check", .frame = check_frame, .slow_idle = true, .deaf_ms = 300};

static void ask_staff_frame(struct stage *stage)
{
    struct ui *ui = stage->ui;
    ui_modal(ui, "ask-staff");
    struct rect sheet =
        ui->portrait ? (struct rect){64, 640, 952, 760} : (struct rect){410, 240, 1100, 600};
    ui_shadow(ui, sheet, RADIUS_SHEET);
    ui_round(ui, sheet, RADIUS_SHEET, ui->theme->panel);
    int x = sheet.x + 64, w = sheet.w - 128;
    struct text_block head =
        ui_heading(ui, TYPE_H1, stage_word(stage, "Go to the front desk"),
                   (struct rect){x, sheet.y + 56, w, 170}, ALIGN_START, ui->theme->ink);
    ui_text(
        ui, TYPE_LARGE,
        stage_word(
            stage,
            "Say: “Please ask me the warning signs.” Cannot walk? Ask someone near you. This screen keeps nothing."),
        (struct rect){x, sheet.y + 56 + head.h + 24, w, ui->portrait ? 340 : 230}, ALIGN_START,
        ui->theme->ink);
    struct button done = {
        .id = "done", .words = stage_word(stage, "Done"), .icon = "check", .look = LOOK_MAIN};
    if (ui_button(ui, done, (struct rect){x, sheet.y + sheet.h - 56 - 128, w, 128}))
        stage->close_sheet = true;
}

const struct screen sheet_ask_staff = {.name = "ask-staff",
                                       .frame = ask_staff_frame,
                                       .is_sheet = true,
                                       .slow_idle = true,
                                       .deaf_ms = 300};
