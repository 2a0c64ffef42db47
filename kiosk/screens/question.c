// One question of the checklist. The tap shows the chosen answer for a moment and then moves on; an
// emergency answer ends the check at once.
#include "screen.h"
#include "str.h"

enum {
    SHOW_CHOSEN_MS = 250,
    DOTS_MAX = 8,
    HELP_LINE = 76, // px that the pictures make room, where larger help has a line of its own
};

static bool help_below(const struct ui *ui, const struct question *question)
{
    return ui->large && question->any_of_count && *question->help;
}

// `end`: where the picture beside it begins, or the edge of the page.
static void progress(struct stage *stage, size_t at, size_t count, int end)
{
    struct ui *ui = stage->ui;
    const struct theme *t = ui->theme;
    const char *words = stage_words(stage, "Question {n} of {m}", at + 1, count);
    if (count <= DOTS_MAX && !ui->portrait) {
        ui_pips(ui, 64, 56, 60, 32, (int)count, (int)at, true);
        int x = 64 + (int)count * 92 + 8;
        ui_text_middle(ui, TYPE_BUTTON, words, (struct rect){x, 56, end - x, 60}, ALIGN_START,
                       t->ink);
        return;
    }
    ui_text(ui, TYPE_BUTTON, words, (struct rect){64, 52, 800, 56}, ALIGN_START, t->ink);
    if (count <= DOTS_MAX) {
        ui_pips(ui, 64, 112, 56, 32, (int)count, (int)at, true);
        return;
    }
    struct rect bar = {64, 118, end - 64, 28};
    ui_progress(ui, bar, (int)at, (int)count);
    tree_add(&ui->tree, ROLE_PROGRESS, NULL, words, ui_place(ui, bar));
}

// Several like signs, as pictures with words: panels, not buttons.
static void signs(struct stage *stage, const struct question *question)
{
    struct ui *ui = stage->ui;
    const struct theme *t = ui->theme;
    int room = help_below(ui, question) ? HELP_LINE : 0;
    for (size_t i = 0; i < question->any_of_count && i < 4; i++) {
        int high = 302 - room / 2;
        struct rect r = ui->portrait
                            ? (struct rect){64 + 488 * (int)(i % 2),
                                            440 + room + (high + 20) * (int)(i / 2), 464, high}
                            : (struct rect){64 + 456 * (int)i, 302 + room, 424, 322 - room};
        const struct sign_picture *sign = &question->any_of[i];
        ui_round(ui, r, RADIUS_CARD, t->panel);
        if (!sign->picture) { // its words are all there is: they are as large as an answer
            ui_text_middle(ui, TYPE_ANSWER, sign->words, rect_inset(r, 24), ALIGN_CENTRE, t->ink);
            continue;
        }
        int foot = ui->large ? 108 : 82;
        struct rect picture = {r.x, r.y, r.w, r.h - foot};
        ui_picture(ui, stage_picture(stage, sign->picture), NULL, picture,
                   (struct corners){RADIUS_CARD, true, false});
        ui_text_middle(ui, TYPE_LABEL, sign->words,
                       (struct rect){r.x + 16, r.y + r.h - foot + 2, r.w - 32, foot - 6},
                       ALIGN_CENTRE, t->ink);
    }
}

static void words(struct stage *stage, const struct question *question)
{
    struct ui *ui = stage->ui;
    const struct theme *t = ui->theme;
    bool list = question->any_of_count > 0, below = help_below(ui, question);
    struct rect ask, help;
    if (below && !ui->portrait) {
        ask = (struct rect){64, 166, 1792, 92};
        help = (struct rect){64, 0, 1792, 104};
    } else if (list && !ui->portrait) {
        ask = (struct rect){64, 178, 1240, 100};
        help = (struct rect){1330, 190, 526, 90};
    } else if (list) {
        ask = (struct rect){64, 190, 952, 176};
        help = (struct rect){64, 370, 952, below ? 64 + HELP_LINE : 64};
    } else if (ui->portrait) {
        ask = (struct rect){64, 684, 952, question->picture ? 260 : 400};
        help = (struct rect){64, 0, 952, 150};
    } else {
        ask = (struct rect){64, 200, question->picture ? 1240 : 1792, 280};
        help = (struct rect){64, 0, question->picture ? 1240 : 1500, 140};
    }
    struct text_block block = ui_measure(ui, TYPE_QUESTION, question->ask, ask.w, ask.h);
    bool alone = !question->picture || !ui->portrait;
    if (!list && alone) { // question and help stand together in the middle of their room
        struct text_block second = ui_measure(ui, TYPE_LARGE, question->help, help.w, help.h);
        int room = (ui->portrait ? 1084 : 632) - 150;
        ask.y = 150 + (room - block.h - second.h - 20) / 2;
    }
    if (!list)
        help.y = ask.y + block.h + 20;
    else if (ui->portrait || below)
        help.y = ask.y + block.h + 12;
    ui_heading(ui, TYPE_QUESTION, question->ask, (struct rect){ask.x, ask.y, ask.w, block.h},
               ALIGN_START, t->ink);
    if (*question->help)
        ui_text(ui, TYPE_LARGE, question->help, help,
                list && !ui->portrait && !below ? ALIGN_END : ALIGN_START, t->ink2);
}

static void move_on(struct stage *stage)
{
    struct session *session = stage->session;
    const struct checklist *checklist = &stage->topic->checklist;
    const struct answers *answers = &session->answers;
    session->moved_on_ms = 0;
    bool emergency = checklist_tier(checklist, answers, NULL) == TIER_EMERGENCY;
    bool last = session->question + 1 >= checklist->questions_count;
    if (emergency || (last && checklist_done(checklist, answers))) {
        stage->go = "result";
        return;
    }
    session->question++;
    if (last)
        for (session->question = 0; answers->given[session->question] != ANSWER_NONE;)
            session->question++;
    stage->go =
        "question"; // a new screen, though the same: touches wait, what was pressed is let go
}

static void question_frame(struct stage *stage)
{
    struct ui *ui = stage->ui;
    struct session *session = stage->session;
    const struct checklist *checklist = &stage->topic->checklist;
    ui_begin(ui, "question", ui->theme->bg);
    if (!checklist->questions_count) { // it went off while the patient was here
        stage->go = "hub";
        return;
    }
    if (session->question >= checklist->questions_count)
        session->question = 0;
    const struct question *question = &checklist->questions[session->question];
    enum answer *given = &session->answers.given[session->question];
    bool beside = question->picture && !question->any_of_count && !ui->portrait;
    progress(stage, session->question, checklist->questions_count,
             beside ? 1304 : ui_w(ui) - MARGIN);
    words(stage, question);
    if (question->any_of_count)
        signs(stage, question);
    else if (question->picture)
        ui_picture(ui, stage_picture(stage, question->picture), NULL,
                   ui->portrait ? (struct rect){64, 182, 952, 460}
                                : (struct rect){1368, 56, 488, 564},
                   (struct corners){RADIUS_CARD, true, true});

    static const struct {
        const char *id, *words, *icon;
        enum answer answer;
    } choices[] = {{"yes", N_("Yes"), "check", ANSWER_YES},
                   {"no", N_("No"), "cross", ANSWER_NO},
                   {"not-sure", N_("Not sure"), "question", ANSWER_NOT_SURE}};
    for (int i = 0; i < 3; i++) {
        struct rect r = ui->portrait ? (struct rect){64, 1108 + 208 * i, 952, 184}
                                     : (struct rect){64 + 608 * i, 656, 576, 248};
        bool tapped = ui_answer(ui, choices[i].id, stage_word(stage, choices[i].words),
                                choices[i].icon, *given == choices[i].answer, r);
        if (tapped && !session->moved_on_ms) {
            *given = choices[i].answer;
            session->moved_on_ms = stage->now_ms + SHOW_CHOSEN_MS;
            ui_wake_in(ui, 0);
        }
    }
    bool first = session->question == 0;
    if (stage_bar(stage, "question", BAR_HOME, (struct button){0}) || stage->go) {
        bool back = stage->go && str_equal(stage->go, "question");
        session->moved_on_ms = 0;
        if (back && first)
            stage->go = "check";
        else if (back)
            session->question--;
        return;
    }
    if (session->moved_on_ms && stage->now_ms >= session->moved_on_ms)
        move_on(stage);
    else if (session->moved_on_ms)
        ui_wake_in(ui, (int)(session->moved_on_ms - stage->now_ms));
}

const struct screen screen_question = {
    .name = "question", .frame = question_frame, .slow_idle = true, .deaf_ms = 300};
