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

// How the words of a question are set. Whoever knows only half of a question may answer it wrong:
// its help gets smaller, and then its number goes, before a word is left out.
struct setting {
    enum type ask, help;
    bool numbered, large;
};
// The first four are for larger text alone: none of them is smaller than normal text ever is.
static const struct setting settings[] = {
    {TYPE_H2, TYPE_LARGE, true, true},      {TYPE_H2, TYPE_BODY, true, true},
    {TYPE_H3, TYPE_BODY, true, true},       {TYPE_H3, TYPE_SMALL, true, true},
    {TYPE_H2, TYPE_LARGE, true, false},     {TYPE_H2, TYPE_BODY, true, false},
    {TYPE_H3, TYPE_LARGE, true, false},     {TYPE_H3, TYPE_BODY, true, false},
    {TYPE_H3, TYPE_SMALL, true, false},     {TYPE_LABEL, TYPE_SMALL, true, false},
    {TYPE_LABEL, TYPE_SMALL, false, false},
};
enum { SETTINGS = sizeof settings / sizeof *settings, FIRST_NORMAL = 4, ANSWER_H = 120 };

static const struct question *question_of(const struct stage *stage, size_t n)
{
    return &stage->topic->checklist.questions[stage->topic->before_questions[n]];
}

// What it asks further; of a list of signs, which they are.
static const char *help_of(const struct question *question)
{
    return question->any_of_count ? question->sign : question->help;
}

static struct rect words_room(struct rect panel)
{
    return (struct rect){panel.x + 36, panel.y + 20, panel.w - 72, panel.h - 20 - ANSWER_H - 36};
}

// The words of question `n` from r.y down; only measured if not drawn. The height.
static int question_words(struct stage *stage, size_t n, const struct setting *setting,
                          struct rect r, bool draw)
{
    struct ui *ui = stage->ui;
    const struct question *question = question_of(stage, n);
    const char *help = help_of(question);
    const char *number = stage_words(stage, "Quick question {n} of {m}", n + 1,
                                     stage->topic->before_questions_count);
    bool large = ui->large;
    ui->large = large && setting->large;
    int numbered = setting->numbered ? ui_measure(ui, TYPE_SMALL_BOLD, number, r.w, 0).h : 0;
    int asked = ui_measure(ui, setting->ask, question->ask, r.w, 0).h;
    int helped = *help ? ui_measure(ui, setting->help, help, r.w, 0).h : 0;
    if (draw) {
        const struct theme *t = ui->theme;
        int end = r.y + r.h, y = r.y + numbered;
        if (numbered)
            ui_text(ui, TYPE_SMALL_BOLD, number, (struct rect){r.x, r.y, r.w, numbered},
                    ALIGN_START, t->ink2);
        ui_heading(ui, setting->ask, question->ask, (struct rect){r.x, y, r.w, asked}, ALIGN_START,
                   t->ink);
        ui_text(ui, setting->help, help, (struct rect){r.x, y + asked, r.w, end - y - asked},
                ALIGN_START, t->ink);
    }
    ui->large = large;
    return numbered + asked + helped;
}

// The first setting in which the words of each question fit into its panel: all are set alike.
static const struct setting *setting_for(struct stage *stage, const struct rect *panels)
{
    size_t count = stage->topic->before_questions_count, n = 0;
    const struct setting *setting = settings + (stage->ui->large ? 0 : FIRST_NORMAL),
                         *last = settings + SETTINGS - 1;
    while (n < count && setting < last) {
        struct rect room = words_room(panels[n]);
        if (question_words(stage, n, setting, room, false) <= room.h)
            n++;
        else
            setting++, n = 0;
    }
    return setting;
}

static void ask(struct stage *stage, size_t n, const struct setting *setting, struct rect r)
{
    struct ui *ui = stage->ui;
    const struct question *question = question_of(stage, n);
    enum answer *given = &stage->session->answers.given[stage->topic->before_questions[n]];
    ui_round(ui, r, RADIUS_CARD, ui->theme->panel);
    struct rect words = words_room(r);
    question_words(stage, n, setting, words, true);
    static const struct {
        const char *id, *words, *icon;
        enum answer answer;
    } choices[] = {{"yes", N_("Yes"), "check", ANSWER_YES}, {"no", N_("No"), "cross", ANSWER_NO}};
    int each = (words.w - 24) / 2;
    for (int i = 0; i < 2; i++) {
        const char *id = stage_keep(stage, str_format("%s-%s", question->id, choices[i].id));
        struct rect place = {words.x + (each + 24) * i, r.y + r.h - ANSWER_H - 24, each, ANSWER_H};
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
          ui->portrait ? (struct rect){64, 144, 952, 636} : (struct rect){64, 144, 800, 768});
    static const struct rect places[2][2] = {
        {{888, 144, 968, 376}, {888, 536, 968, 376}},
        {{64, 796, 952, 372}, {64, 1184, 952, 372}},
    };
    const struct rect *panels = places[ui->portrait];
    const struct setting *setting = setting_for(stage, panels);
    for (size_t i = 0; i < topic->before_questions_count; i++)
        ask(stage, i, setting, panels[i]);
    if (!topic->before_questions_count) {
        struct rect r = panels[0];
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
