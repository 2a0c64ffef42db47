// What every screen shares: words, what of the topic can be shown, heading, bar. Main thread.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen.h"
#include "str.h"
#include "words.h"

_Static_assert((int)SESSION_NAME_MAX > (int)CONTENT_NAME_MAX, "a topic's name is kept whole");
_Static_assert((int)TREE_ID_MAX > CONTENT_NAME_MAX + (int)sizeof "-not-sure", "and a control's id");

const char *stage_keep(struct stage *stage, char *text)
{
    stage->scraps = mem_grow(stage->scraps, stage->scraps_count + 1, sizeof *stage->scraps);
    stage->scraps[stage->scraps_count++] = text;
    return text;
}

void stage_pass_done(struct stage *stage)
{
    for (size_t i = 0; i < stage->scraps_count; i++)
        free(stage->scraps[i]);
    free(stage->scraps);
    stage->scraps = NULL;
    stage->scraps_count = 0;
}

void stage_write_in(struct stage *stage, const char *language)
{
    struct ui *ui = stage->ui;
    ui->language = language;
    ui->mirrored = words_right_to_left(language);
    text_set_language(ui->text, language, ui->mirrored,
                      str_equal(stage->session->language, "en-XA"));
}

void stage_dress(struct stage *stage)
{
    struct ui *ui = stage->ui;
    const struct session *session = stage->session;
    stage_write_in(stage, session->language);
    ui->large = session->large;
    ui->theme = session->dark ? &theme_dark : &theme_light;
    enum clinic_motion motion = stage->library->clinic.motion;
    ui->motion.still =
        motion == CLINIC_MOTION_REDUCED || (motion == CLINIC_MOTION_AUTO && session->dark);
}

void stage_set_language(struct stage *stage, const char *language)
{
    snprintf(stage->session->language, sizeof stage->session->language, "%s", language);
}

const char *stage_word(const struct stage *stage, const char *english)
{
    return tr(stage->session->language, english);
}

static char *with_number(const char *text, const char *name, unsigned long n)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%lu", n);
    return str_replace(text, name, digits);
}

const char *stage_count(struct stage *stage, const char *one, const char *many, unsigned long n)
{
    return stage_keep(stage, with_number(trn(stage->session->language, one, many, n), "n", n));
}

const char *stage_both(struct stage *stage, const char *first, const char *second)
{
    char *half = str_replace(stage_word(stage, "{first}, {second}"), "first", first);
    const char *both = stage_keep(stage, str_replace(half, "second", second));
    free(half);
    return both;
}

static const char *numbered(struct stage *stage, const char *words, unsigned long n,
                            unsigned long m)
{
    char *half = with_number(words, "n", n);
    char *text = with_number(half, "m", m);
    free(half);
    return stage_keep(stage, text);
}

const char *stage_words(struct stage *stage, const char *english, unsigned long n, unsigned long m)
{
    return numbered(stage, stage_word(stage, english), n, m);
}

const char *stage_asset(struct stage *stage, const char *folder, const char *name)
{
    return stage_keep(stage, str_format("%s/%s/%s", stage->assets, folder, name));
}

const char *stage_poster(struct stage *stage, const struct exercise *exercise)
{
    if (!exercise->poster)
        return NULL;
    return stage_keep(stage, str_format("%s/%s", stage->library->videos, exercise->poster));
}

const char *stage_picture(struct stage *stage, const char *picture)
{
    return picture ? stage_keep(stage, str_format("%s/%s", stage->library->folder, picture)) : NULL;
}

const struct exercise *stage_exercise(const struct stage *stage)
{
    return &stage->topic->exercises[stage->session->exercise];
}

size_t stage_playable(const struct stage *stage, size_t from)
{
    size_t count = stage_exercises(stage);
    while (from < count && !stage->topic->exercises[from].video)
        from++;
    return from < count ? from : count;
}

size_t stage_exercises(const struct stage *stage)
{
    size_t count = stage->topic ? stage->topic->exercises_count : 0;
    return count < SESSION_EXERCISES_MAX ? count : SESSION_EXERCISES_MAX;
}

bool stage_on_page(const struct stage *stage, size_t exercise)
{
    const struct session *session = stage->session;
    return session->added[exercise] || (session->watched[exercise] && !session->left_out[exercise]);
}

bool stage_printing_offered(const struct stage *stage)
{
    return stage->printer && !str_equal(stage->library->clinic.printer, "");
}

const char *stage_start(const struct stage *stage)
{
    return stage->library->topics_count > 1 ? "home" : "hub";
}

void stage_choose_topic(struct stage *stage, const char *topic_id)
{
    struct session *session = stage->session;
    if (stage->topic && checklist_forbids_exercise(&stage->topic->checklist, &session->answers))
        return; // a grave answer is about the patient, not about a topic
    session->topic_chosen = true;
    if (str_equal(session->topic, topic_id))
        return;
    // Answers are numbered by the questions of their topic: they mean nothing in another one.
    struct session fresh = {.topic_chosen = true,
                            .large = session->large,
                            .dark = session->dark,
                            .words_off = session->words_off};
    memcpy(fresh.language, session->language, sizeof fresh.language);
    snprintf(fresh.topic, sizeof fresh.topic, "%s", topic_id);
    mem_wipe(session, sizeof *session);
    *session = fresh;
}

void stage_top(struct stage *stage, const char *title, const char *line)
{
    struct ui *ui = stage->ui;
    const struct theme *t = ui->theme;
    int w = ui->portrait ? ui_w(ui) - 2 * MARGIN : 1300;
    struct text_block block =
        ui_heading(ui, TYPE_H1, title, (struct rect){MARGIN, 52, w, 84}, ALIGN_START, t->ink);
    if (line)
        ui_text(ui, TYPE_LARGE, line,
                (struct rect){MARGIN, 52 + block.h + 10, ui_w(ui) - 2 * MARGIN, 64}, ALIGN_START,
                t->ink2);
    if (ui->portrait)
        return;
    const char *calling = stage_word(stage, "We will still call your name");
    struct text_block note = ui_measure(ui, TYPE_SMALL_BOLD, calling, 400, 100);
    int x = ui_w(ui) - MARGIN - note.w;
    ui_icon(ui, "speech", x - 50, 74, 36, t->ink2);
    ui_text_middle(ui, TYPE_SMALL_BOLD, calling, (struct rect){x, 42, note.w + 1, 100}, ALIGN_START,
                   t->ink2);
}

// What the figure's stripe marks, on a dark chip in the corner of the figure.
static void legend(struct ui *ui, const char *name, struct rect figure)
{
    const struct theme *t = ui->theme;
    enum { DOT = 22, PAD = 20, HIGH = 56 };
    if (!*name)
        return;
    int room = figure.w - 48 - DOT - 12 - 2 * PAD;
    struct text_block block = ui_measure(ui, TYPE_SMALL_BOLD, name, room, 2 * HIGH);
    int w = block.w + DOT + 12 + 2 * PAD, h = block.h + 16 > HIGH ? block.h + 16 : HIGH;
    int y = ui->portrait ? figure.y + 24 : figure.y + figure.h - 24 - h; // off the face
    struct rect chip = {figure.x + figure.w - 24 - w, y, w, h};
    ui_round(ui, chip, 16, t->pine);
    ui_round(ui, (struct rect){chip.x + PAD, chip.y + (h - DOT) / 2, DOT, DOT}, DOT / 2, t->sun);
    ui_text_middle(ui, TYPE_SMALL_BOLD, name,
                   (struct rect){chip.x + PAD + DOT + 12, chip.y, block.w + 1, h}, ALIGN_START,
                   t->on_pine);
}

struct rect stage_panel(struct stage *stage, const char *picture, const char *name,
                        struct rect panel)
{
    struct ui *ui = stage->ui;
    ui_round(ui, panel, RADIUS_CARD, ui->theme->panel);
    if (!picture)
        return panel;
    struct rect figure = panel, rest = panel;
    if (ui->portrait) {
        figure.h = STAGE_FIGURE_H;
        rest.y += STAGE_FIGURE_H;
        rest.h -= STAGE_FIGURE_H;
        ui_picture(ui, picture, NULL, figure, (struct corners){RADIUS_CARD, true, false});
    } else {
        rest.w -= STAGE_FIGURE_W;
        figure.x += rest.w;
        figure.w = STAGE_FIGURE_W;
        ui_picture(ui, picture, NULL, figure, (struct corners){0});
        canvas_corners(ui->canvas, ui_place(ui, panel), RADIUS_CARD, ui->theme->bg, true, true);
    }
    legend(ui, name, figure);
    return rest;
}

void stage_pager(struct stage *stage, const char *more, size_t pages, struct rect back)
{
    struct ui *ui = stage->ui;
    size_t *page = &stage->session->list_page;
    struct rect on = back;
    on.x += back.w + (ui->portrait ? 24 : 32);
    struct button before = {.id = "page-back",
                            .words = stage_word(stage, "Page before"),
                            .icon = "back",
                            .look = *page ? LOOK_PLAIN : LOOK_NOT_READY};
    struct button after = {.id = "page-on",
                           .words = numbered(stage, more, *page + 1, pages),
                           .icon = "next",
                           .icon_after = true,
                           .look = *page + 1 < pages ? LOOK_PLAIN : LOOK_NOT_READY};
    bool go_back = ui_button(ui, before, back), go_on = ui_button(ui, after, on);
    *page = go_back ? *page - 1 : go_on ? *page + 1 : *page;
}

const char *stage_language_name(const char *language)
{
    static const struct {
        const char *code, *name;
    } names[] = {
        {"en", "English"},    {"es", "Español"}, {"fr", "Français"},   {"ar", "العربية"},
        {"vi", "Tiếng Việt"}, {"hi", "हिन्दी"},   {"zh", "中文"},       {"de", "Deutsch"},
        {"pt", "Português"},  {"pl", "Polski"},  {"uk", "Українська"}, {"ru", "Русский"},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_equal(names[i].code, language))
            return names[i].name;
    return language;
}

bool stage_bar(struct stage *stage, const char *back, enum bar_home home, struct button action)
{
    struct ui *ui = stage->ui;
    bool portrait = ui->portrait, tapped = false;
    int top = portrait ? 1752 : 936;
    ui_fill(ui, (struct rect){0, top, ui_w(ui), ui_h(ui) - top}, ui->theme->surface);
    ui_rule(ui, 0, top, ui_w(ui));
    static const struct rect places[2][4] = {
        {{64, 957, 184, 104}, {264, 957, 201, 104}, {1351, 957, 216, 104}, {1583, 957, 273, 104}},
        {{64, 1769, 226, 136}, {306, 1769, 226, 136}, {548, 1769, 226, 136}, {790, 1769, 226, 136}},
    };
    const struct rect *at = places[portrait];
    struct button b = {.stacked = portrait, .type = TYPE_LABEL};

    b.id = "back", b.words = stage_word(stage, "Back"), b.icon = "back";
    if (ui_button(ui, b, at[0]))
        stage->go = back;
    if (home == BAR_FINISH) {
        b.id = "finish", b.words = stage_word(stage, "Finish"), b.icon = "finish";
        stage->finish = ui_button(ui, b, at[1]) || stage->finish;
    } else {
        b.id = "home", b.words = stage_word(stage, "Home"), b.icon = "home";
        if (ui_button(ui, b, at[1]))
            stage->go = "hub";
    }
    b.id = "language", b.words = stage_language_name(stage->session->language), b.icon = "globe";
    if (ui_button(ui, b, at[2]))
        stage->open_sheet = "settings";
    b.id = "text", b.icon = "aa";
    b.words = portrait                ? stage_word(stage, "Text")
              : stage->session->large ? stage_word(stage, "Text size")
                                      : stage_word(stage, "Bigger text");
    if (ui_button(ui, b, at[3]))
        stage->open_sheet = "settings";

    if (action.id) {
        struct rect centre =
            portrait ? (struct rect){64, 1592, 952, 128} : (struct rect){648, 957, 520, 104};
        tapped = ui_button(ui, action, centre);
    }
    if (stage->demonstration) {
        const char *mark = stage_word(stage, "Demonstration");
        struct text_block block = ui_measure(ui, TYPE_SMALL_BOLD, mark, 400, 48);
        struct rect chip = {ui_w(ui) - 32 - block.w - 36, 0, block.w + 36, 48};
        ui_fill(ui, chip, ui->theme->sunsoft);
        ui_text_middle(ui, TYPE_SMALL_BOLD, mark, chip, ALIGN_CENTRE, ui->theme->on_sunsoft);
    }
    return tapped;
}
