// "Before you start": notes, and the two questions that decide whether a video may follow. Asked
// once a session. A Yes leads to the card that its content names.
#include "screen.h"
#include "str.h"

static void notes(struct stage *stage, struct rect r)
{
    struct ui *ui = stage->ui;
    const struct theme *t = ui->theme;
    const struct topic *topic = stage->topic;
    ui_round(ui, r, RADIUS_CARD, t->panel);
    int row = topic->before_count ? (r.h - 24) / (int)topic->before_count : 0;
    for (size_t i = 0; i < topic->before_count; i++) {
        const struct note *note = &topic->before[i];
        bool stop = i == 0; // the first note is the stop rule
        struct rect at = {r.x + 40, r.y + 12 + row * (int)i, r.w - 68, row};
        ui_note(ui, note->icon, note->text, note->line, at,
                stop ? t->tier_soft[TIER_SAME_DAY] : t->soft,
                stop ? t->tier[TIER_SAME_DAY] : t->badge_mark);
    }
}

static void ask(struct stage *stage, size_t n, struct rect r)
{
    struct ui *ui = stage->ui;
    const struct theme *t = ui->theme;
    size_t index = stage->topic->before_questions[n];
    const struct question *question = &stage->topic->checklist.questions[index];
    enum answer *given = &stage->session->answers.given[index];
    ui_round(ui, r, RADIUS_CARD, t->panel);
    int x = r.x + 40, w = r.w - 80;
    struct text_block count = ui_text(ui, TYPE_LABEL,
                                      stage_words(stage, "Quick question {n} of {m}", n + 1,
                                                  stage->topic->before_questions_count),
                                      (struct rect){x, r.y + 28, w, 48}, ALIGN_START, t->ink2);
    ui_heading(ui, TYPE_H2, question->ask,
               (struct rect){x, r.y + 32 + count.h, w, r.h - 32 - count.h - 120 - 36}, ALIGN_START,
               t->ink);
    static const struct {
        const char *id, *words, *icon;
        enum answer answer;
    } choices[] = {{"yes", N_("Yes"), "check", ANSWER_YES}, {"no", N_("No"), "cross", ANSWER_NO}};
    int each = (w - 24) / 2;
    for (int i = 0; i < 2; i++) {
        const char *id = stage_keep(stage, str_format("%s-%s", question->id, choices[i].id));
        struct rect place = {x + (each + 24) * i, r.y + r.h - 120 - 32, each, 120};
        if (ui_small_answer(ui, id, stage_word(stage, choices[i].words), choices[i].icon,
                            *given == choices[i].answer, place))
            *given = choices[i].answer;
    }
}

static bool all_answered(const struct stage *stage)
{
    const struct topic *topic = stage->topic;
    for (size_t i = 0; i < topic->before_questions_count; i++)
        if (stage->session->answers.given[topic->before_questions[i]] == ANSWER_NONE)
            return false;
    // Without a checklist nobody can ask, and unanswered is never safe.
    return topic->before_questions_count > 0;
}

static bool any_sign(const struct stage *stage)
{
    for (size_t i = 0; i < stage->topic->before_questions_count; i++)
        if (stage->session->answers.given[stage->topic->before_questions[i]] != ANSWER_NO)
            return true;
    return false;
}

static void before_frame(struct stage *stage)
{
    struct ui *ui = stage->ui;
    const struct topic *topic = stage->topic;
    ui_begin(ui, "before", ui->theme->bg);
    stage_top(stage, stage_word(stage, "Before you start"), NULL);
    notes(stage,
          ui->portrait ? (struct rect){64, 164, 952, 636} : (struct rect){64, 176, 816, 736});
    static const struct rect panels[2][2] = {
        {{912, 176, 944, 360}, {912, 552, 944, 360}},
        {{64, 824, 952, 352}, {64, 1200, 952, 352}},
    };
    for (size_t i = 0; i < topic->before_questions_count; i++)
        ask(stage, i, panels[ui->portrait][i]);
    if (!topic->before_questions_count) {
        struct rect r = panels[ui->portrait][0];
        ui_round(ui, r, RADIUS_CARD, ui->theme->panel);
        ui_text_middle(
            ui, TYPE_H2,
            stage_word(
                stage,
                "The check for warning signs is not ready. Please ask the front desk before you try an exercise."),
            rect_inset(r, 40), ALIGN_START, ui->theme->ink);
    }
    bool ready = all_answered(stage);
    struct button start = {
        .id = "start",
        .words = stage_word(stage, "Start"),
        .icon = "play",
        .look = ready ? LOOK_MAIN : LOOK_NOT_READY,
        .hint = ready                                ? NULL
                : topic->before_questions_count == 2 ? stage_word(stage, "answer both first")
                : topic->before_questions_count      ? stage_word(stage, "answer first")
                                                     : NULL};
    if (stage_bar(stage, "hub", BAR_HOME, start)) {
        stage->session->before_seen = true;
        stage->go = any_sign(stage)                 ? "result"
                    : stage->session->relief_wanted ? "relief"
                                                    : "exercise";
    }
}

const struct screen screen_before = {
    .name = "before", .frame = before_frame, .exercise = true, .slow_idle = true, .deaf_ms = 300};
