// "About: ...": pages of at most four facts each, chosen by name or one after the other, and the
// way to the questions that people ask.
#include "screen.h"
#include "str.h"

enum { FACTS_MAX = 4, SLOTS = 4, TOP = 20, HEAD = 62, FOOT = 84 };

static bool with_summary(const struct ui *ui, const struct learn_page *page)
{
    return *page->summary && !ui->large;
}

// Where the i-th fact stands, below a heading of one line.
static struct rect fact_place(const struct ui *ui, const struct learn_page *page, struct rect r,
                              int i)
{
    int count = page->facts_count < FACTS_MAX ? (int)page->facts_count : FACTS_MAX;
    int top = r.y + TOP + HEAD, foot = with_summary(ui, page) ? FOOT : 16;
    int row = count ? (r.y + r.h - foot - top) / count : 0;
    int most = ui->portrait ? 210 : 168; // facts stand together
    if (row > most)
        row = most;
    return (struct rect){r.x + 48, top + row * i, r.w - 88, row};
}

static void facts(struct stage *stage, const struct learn_page *page, struct rect r)
{
    struct ui *ui = stage->ui;
    const struct theme *t = ui->theme;
    struct rect head = {r.x + 48, r.y + TOP, r.w - 96, HEAD - 4};
    if (ui->portrait) { // in landscape it stands above the names
        const char *words = stage_words(stage, "Page {n} of {m}", stage->session->learn_page + 1,
                                        stage->topic->learn_count);
        int w = ui_measure(ui, TYPE_LABEL, words, 400, 48).w;
        ui_text_middle(ui, TYPE_LABEL, words,
                       (struct rect){head.x + head.w - w - 1, head.y, w + 1, 54}, ALIGN_START,
                       t->ink2);
        head.w -= w + 24;
    }
    ui_heading(ui, TYPE_H2, page->page.title, head, ALIGN_START, t->ink);
    for (int i = 0; i < (int)page->facts_count && i < FACTS_MAX; i++) {
        const struct note *fact = &page->facts[i];
        ui_note(ui, fact->icon, fact->text, fact->line, fact_place(ui, page, r, i), t->soft,
                t->badge_mark);
    }
    if (!with_summary(ui, page))
        return;
    struct rect band = {r.x, r.y + r.h - FOOT, r.w, FOOT};
    ui_rule(ui, band.x + 48, band.y, band.w - 96);
    ui_text_middle(ui, TYPE_LABEL, page->summary,
                   (struct rect){band.x + 48, band.y + 2, band.w - 88, band.h - 2}, ALIGN_START,
                   t->ink);
}

// The page's own picture, or else the topic's figure if the facts leave it the room.
static const char *figure(struct stage *stage, const struct learn_page *page, struct rect panel)
{
    struct ui *ui = stage->ui;
    if (ui->large)
        return NULL;
    if (page->picture || !stage->topic->picture)
        return stage_picture(stage, page->picture);
    struct rect rest = panel;
    if (ui->portrait)
        rest.y += STAGE_FIGURE_H, rest.h -= STAGE_FIGURE_H;
    else
        rest.w -= STAGE_FIGURE_W;
    struct text_block band = ui_measure(ui, TYPE_LABEL, page->summary, rest.w - 88, FOOT - 2);
    if (band.cut || band.h > FOOT - 2)
        return NULL;
    for (int i = 0; i < (int)page->facts_count && i < FACTS_MAX; i++)
        if (!ui_note_fits(ui, page->facts[i].text, page->facts[i].line,
                          fact_place(ui, page, rest, i)))
            return NULL;
    return stage_picture(stage, stage->topic->picture);
}

static struct rect slot_place(const struct ui *ui, int n)
{
    if (ui->portrait)
        return (struct rect){64 + 488 * (n % 2), 1300 + 142 * (n / 2), 464, 124};
    return (struct rect){64, 388 + 132 * n, 456, 112};
}

// The pages by name, and the questions in the last slot. Where they are more than the slots, those
// round the one shown.
static void names(struct stage *stage, size_t now)
{
    struct ui *ui = stage->ui;
    const struct topic *topic = stage->topic;
    struct session *session = stage->session;
    size_t slots = topic->faqs_count ? SLOTS - 1 : SLOTS, first = 0;
    if (topic->learn_count > slots && now > 1)
        first = now - 1 < topic->learn_count - slots ? now - 1 : topic->learn_count - slots;
    for (size_t i = first; i < topic->learn_count && i < first + slots; i++) {
        bool seen = i < SESSION_PAGES_MAX && session->learn_seen[i];
        struct button b = {
            .id = stage_keep(stage, str_format("page-%s", topic->learn[i].page.id)),
            .words = topic->learn[i].page.title,
            .icon = i == now ? "next"
                    : seen   ? "check"
                             : NULL,
            .look = i == now ? LOOK_MAIN : LOOK_PLAIN,
        };
        if (ui_button(ui, b, slot_place(ui, (int)(i - first))))
            session->learn_page = i;
    }
    struct button questions = {
        .id = "faqs", .words = stage_word(stage, "Common questions"), .icon = "question"};
    if (topic->faqs_count && ui_button(ui, questions, slot_place(ui, SLOTS - 1))) {
        session->list_page = 0;
        stage->go = "faqs";
    }
}

static void learn_frame(struct stage *stage)
{
    struct ui *ui = stage->ui;
    const struct topic *topic = stage->topic;
    struct session *session = stage->session;
    ui_begin(ui, "learn", ui->theme->bg);
    if (!topic->learn_count) {
        stage->go = "hub";
        return;
    }
    size_t now = session->learn_page = session->learn_page % topic->learn_count;
    if (now < SESSION_PAGES_MAX)
        session->learn_seen[now] = true;
    const struct learn_page *page = &topic->learn[now];
    // A title keeps its capital: behind a colon, as nobody knows whether it is a name.
    char *title = str_replace(stage_word(stage, "About: {name}"), "name", topic->page.title);
    stage_top(stage, stage_keep(stage, title), NULL);
    struct rect panel =
        ui->portrait ? (struct rect){64, 164, 952, 1110} : (struct rect){552, 176, 1304, 736};
    const char *legend = page->picture ? "" : topic->picture_name;
    facts(stage, page, stage_panel(stage, figure(stage, page, panel), legend, panel));
    if (!ui->portrait)
        ui_text(ui, TYPE_LABEL, stage_words(stage, "Page {n} of {m}", now + 1, topic->learn_count),
                (struct rect){64, 324, 456, 56}, ALIGN_START, ui->theme->ink2);
    names(stage, now);
    struct button next = {.id = "next-page",
                          .words = stage_word(stage, "Next page"),
                          .icon = "next",
                          .icon_after = true,
                          .look = LOOK_MAIN};
    if (now + 1 == topic->learn_count)
        next = (struct button){
            .id = "next-page", .words = stage_word(stage, "First page"), .icon = "replay"};
    if (stage_bar(stage, "hub", BAR_HOME, topic->learn_count > 1 ? next : (struct button){0}))
        session->learn_page = (now + 1) % topic->learn_count;
}

const struct screen screen_learn = {.name = "learn", .frame = learn_frame, .deaf_ms = 300};
