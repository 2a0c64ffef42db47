// "Show my answers": each Yes and each Not sure, in pages where they are many, on a sheet that closes by
// itself.
#include "screen.h"
#include "str.h"

enum { CLOSES_AFTER_MS = 30000, ROWS_MAX = 4, PAGER_H = 104 };

static void answers_frame(struct stage *stage)
{
    struct ui *ui = stage->ui;
    const struct theme *t = ui->theme;
    const struct checklist *checklist = &stage->topic->checklist;
    const struct answers *answers = &stage->session->answers;
    size_t most = ui->large && !ui->portrait ? ROWS_MAX - 1 : ROWS_MAX; // as many as have room
    size_t told[CHECKLIST_QUESTIONS_MAX], count = 0, no = 0;
    for (size_t i = 0; i < checklist->questions_count; i++) {
        enum answer given = answers->given[i];
        no += given == ANSWER_NO;
        if (given == ANSWER_YES || given == ANSWER_NOT_SURE)
            told[count++] = i;
    }
    size_t pages = count ? (count + most - 1) / most : 1, *page = &stage->session->list_page;
    if (*page >= pages)
        *page = 0;
    size_t first = *page * most, rows = count < most ? count : most; // a page not full is as high
    ui_modal(ui, "answers");
    bool portrait = ui->portrait;
    int row = portrait && ui->large ? 204 : portrait || ui->large ? 158 : 132;
    int body = (rows ? (int)rows * row : 24) + 110;
    struct rect sheet = {portrait ? 40 : 260, 0, portrait ? 1000 : 1400,
                         64 + 100 + body + 136 + 72};
    sheet.y = portrait ? (640 + sheet.h > 1880 ? 1880 - sheet.h : 640) : (1080 - sheet.h) / 2;
    ui_shadow(ui, sheet, RADIUS_SHEET);
    ui_round(ui, sheet, RADIUS_SHEET, t->panel);
    int x = sheet.x + 72, w = sheet.w - 144, y = sheet.y + 52;
    ui_heading(ui, TYPE_H1, stage_word(stage, "Your answers"), (struct rect){x, y, w, 90},
               ALIGN_START, t->ink);
    y += 108;
    for (size_t i = 0; i < rows; i++, y += row) {
        if (first + i >= count)
            continue;
        size_t n = told[first + i];
        const struct question *question = &checklist->questions[n];
        // A list of signs is asked about as "any of these": its sign says which they were.
        bool yes = answers->given[n] == ANSWER_YES;
        int badge = row > 140 ? 96 : row - 32;
        ui_round(ui, (struct rect){x, y, badge, badge}, badge / 2, t->soft);
        ui_icon(ui, yes ? "check" : "question", x + badge / 4, y + badge / 4, badge / 2,
                t->badge_mark);
        int at = x + badge + 28;
        struct text_block ask = ui_text(
            ui, TYPE_BODY, question->any_of_count ? question->sign : question->ask,
            (struct rect){at, y, sheet.x + sheet.w - 72 - at, row - 56}, ALIGN_START, t->ink2);
        ui_text(ui, TYPE_H3, stage_word(stage, yes ? N_("Yes") : N_("Not sure")),
                (struct rect){at, y + ask.h, 600, row - ask.h}, ALIGN_START, t->ink);
    }
    const char *rest = count ? stage_count(stage, "You said no to the other one.",
                                           "You said no to the other {n}.", no)
                             : stage_count(stage, "You said no to the one question.",
                                           "You said no to all {n} questions.", no);
    if (pages > 1) {
        stage_pager(stage, stage_word(stage, "More ({n} of {m})"), pages,
                    (struct rect){x, y + 14, (w - (portrait ? 24 : 32)) / 2, PAGER_H});
        if (*page * most != first)
            stage->session->sheet_since_ms = stage->now_ms; // the next page has its time too
    } else if (no) {
        ui_text(ui, TYPE_BODY, rest, (struct rect){x, y, w, 96}, ALIGN_START, t->ink);
    }

    int by = sheet.y + sheet.h - 56 - 136, half = w * 45 / 100;
    struct button again = {
        .id = "sheet-again", .words = stage_word(stage, "Check again"), .icon = "checklist"};
    struct button hide = {
        .id = "hide", .words = stage_word(stage, "Hide my answers"), .look = LOOK_MAIN};
    if (ui_button(ui, again, (struct rect){x, by, half - 24, 136})) {
        size_t deciding;
        bool emergency = checklist_tier(checklist, answers, &deciding) == TIER_EMERGENCY;
        stage->session->question = emergency ? deciding : 0;
        stage->go = "question";
    }
    if (ui_button(ui, hide, (struct rect){x + half, by, w - half, 136}))
        stage->close_sheet = true;

    int64_t left = stage->session->sheet_since_ms + CLOSES_AFTER_MS - stage->now_ms;
    if (left <= 0)
        stage->close_sheet = true;
    else
        ui_wake_in(ui, (int)left);
}

const struct screen sheet_answers = {
    .name = "answers", .frame = answers_frame, .is_sheet = true, .slow_idle = true, .deaf_ms = 300};
