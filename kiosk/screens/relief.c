// Help for somebody who has it right now: few steps, and a hold that the kiosk counts.
#include <math.h>
#include <stdio.h>

#include "screen.h"
#include "str.h"

// The counted hold: the picture gives way to the dial while it runs.
static void hold(struct stage *stage, struct rect r)
{
    struct ui *ui = stage->ui;
    const struct theme *t = ui->theme;
    const struct relief *relief = &stage->topic->relief;
    struct session *session = stage->session;
    int foot = ui->portrait ? 176 : 248;
    struct rect top = {r.x, r.y, r.w, r.h - foot}, bottom = {r.x, r.y + r.h - foot, r.w, foot};
    double left = relief->hold_s - (double)(stage->now_ms - session->hold_since_ms) / 1000;
    bool running = session->hold_since_ms && left > 0, done = session->hold_since_ms && left <= 0;
    ui_round(ui, r, RADIUS_CARD, t->pine);
    if (running) {
        char number[12];
        snprintf(number, sizeof number, "%d", (int)ceil(left));
        ui_round(ui, top, RADIUS_CARD, t->panel);
        ui_fill(ui, (struct rect){top.x, top.y + top.h - RADIUS_CARD, top.w, RADIUS_CARD},
                t->panel);
        int size = top.h - 40 < 392 ? top.h - 40 : 392;
        ui_ring(ui,
                (struct rect){top.x + (top.w - size) / 2, top.y + (top.h - size) / 2, size, size},
                (float)(left / relief->hold_s), relief->hold_s, number,
                stage_count(stage, "second", "seconds", (unsigned long)ceil(left)));
        ui_wake_ring(ui, left);
    } else {
        ui_picture(ui, stage_picture(stage, relief->picture), NULL, top,
                   (struct corners){RADIUS_CARD, true, false});
    }
    struct rect button = {bottom.x + bottom.w - 32 - 240, bottom.y + (foot - 140) / 2, 240, 140};
    const char *words =
        done ? stage_word(stage, "Well done. Still sore? Do it again.") : relief->hold_line;
    if (relief->hold_s <= 0)
        words = relief->line;
    ui_text_middle(
        ui, TYPE_H3, words,
        (struct rect){bottom.x + 48, bottom.y + 8, button.x - 24 - bottom.x - 48, foot - 16},
        ALIGN_START, t->on_pine);
    if (relief->hold_s <= 0)
        return;
    struct button start = {.id = "hold",
                           .words = stage_word(stage, running ? N_("Stop")
                                                      : done  ? N_("Again")
                                                              : N_("Start")),
                           .icon = running ? "pause" : "play",
                           .look = LOOK_SUN};
    if (ui_button(ui, start, button))
        session->hold_since_ms = running ? 0 : stage->now_ms;
}

static void steps(struct stage *stage, struct rect r)
{
    struct ui *ui = stage->ui;
    const struct relief *relief = &stage->topic->relief;
    int count = (int)relief->steps_count, gap = 12,
        row = count ? (r.h - gap * (count - 1)) / count : 0;
    for (int i = 0; i < count; i++) {
        struct rect at = {r.x, r.y + (row + gap) * i, r.w, row};
        ui_round(ui, at, RADIUS_CARD, ui->theme->panel);
        at.x += 36;
        at.w -= 60;
        ui_step(ui, i + 1, relief->steps[i].text, relief->steps[i].line, at, TYPE_BODY, true);
    }
}

static void relief_frame(struct stage *stage)
{
    struct ui *ui = stage->ui;
    const struct theme *t = ui->theme;
    const struct relief *relief = &stage->topic->relief;
    ui_begin(ui, "relief", t->bg);
    if (!relief->steps_count) {
        stage->go = "hub";
        return;
    }
    stage_top(stage, relief->page.title, relief->line);
    bool portrait = ui->portrait;
    hold(stage, portrait ? (struct rect){64, 216, 952, 660} : (struct rect){64, 224, 720, 688});
    steps(stage, portrait ? (struct rect){64, 900, 952, 512} : (struct rect){816, 224, 1040, 534});
    struct rect band =
        portrait ? (struct rect){64, 1430, 952, 140} : (struct rect){816, 776, 1040, 136};
    ui_round(ui, band, RADIUS_CARD, t->tier[TIER_SAME_DAY]);
    ui_icon(ui, "bell", band.x + 36, band.y + (band.h - 68) / 2, 68, t->on_tier);
    ui_text_middle(ui, TYPE_H3, relief->warning,
                   (struct rect){band.x + 132, band.y + 4, band.w - 156, band.h - 8}, ALIGN_START,
                   t->on_tier);
    struct button check = {0};
    if (stage->topic->checklist.questions_count)
        check = (struct button){.id = "check",
                                .words = stage_word(stage, "Check for warning signs"),
                                .icon = "checklist"};
    if (stage_bar(stage, "hub", BAR_HOME, check))
        stage->go = "check";
}

static void relief_leave(struct stage *stage)
{
    stage->session->hold_since_ms = 0;
}

const struct screen screen_relief = {.name = "relief",
                                     .frame = relief_frame,
                                     .leave = relief_leave,
                                     .exercise = true,
                                     .slow_idle = true,
                                     .deaf_ms = 300};
