// "About ...": a few pages of at most four facts each, chosen by name or one after the other.
#include "screen.h"
#include "str.h"

enum { FACTS_MAX = 4, NAMES_MAX = 4 };

static void facts(struct stage *stage, const struct learn_page *page, struct rect r)
{
    struct ui *ui = stage->ui;
    const struct theme *t = ui->theme;
    bool summary = *page->summary && !ui->large;
    int y = r.y + 28;
    y += ui_heading(ui, TYPE_H2, page->page.title, (struct rect){r.x + 48, y, r.w - 96, 70},
                    ALIGN_START, t->ink)
             .h +
         8;
    int count = page->facts_count < FACTS_MAX ? (int)page->facts_count : FACTS_MAX;
    int foot = summary ? 84 : 16, row = count ? (r.y + r.h - foot - y) / count : 0;
    int most = ui->portrait ? 210 : 168; // facts stand together
    if (row > most)
        row = most;
    for (int i = 0; i < count; i++) {
        const struct note *fact = &page->facts[i];
        ui_note(ui, fact->icon, fact->text, fact->line,
                (struct rect){r.x + 48, y + row * i, r.w - 88, row}, t->soft, t->badge_mark);
    }
    if (!summary)
        return;
    struct rect band = {r.x, r.y + r.h - 84, r.w, 84};
    ui_rule(ui, band.x + 48, band.y, band.w - 96);
    ui_text_middle(ui, TYPE_LABEL, page->summary,
                   (struct rect){band.x + 48, band.y + 2, band.w - 88, 82}, ALIGN_START, t->ink);
}

// The pages by name. With more than four, those round the one shown.
static void names(struct stage *stage, size_t now)
{
    struct ui *ui = stage->ui;
    const struct topic *topic = stage->topic;
    size_t first = 0;
    if (topic->learn_count > NAMES_MAX && now > 1)
        first = now - 1 < topic->learn_count - NAMES_MAX ? now - 1 : topic->learn_count - NAMES_MAX;
    for (size_t i = first; i < topic->learn_count && i < first + NAMES_MAX; i++) {
        int n = (int)(i - first);
        struct rect r = ui->portrait
                            ? (struct rect){64 + 488 * (n % 2), 1300 + 142 * (n / 2), 464, 124}
                            : (struct rect){64, 388 + 132 * n, 456, 112};
        struct button b = {
            .id = stage_keep(stage, str_format("page-%s", topic->learn[i].page.id)),
            .words = topic->learn[i].page.title,
            .icon = i == now ? "next" : NULL,
            .look = i == now ? LOOK_MAIN : LOOK_PLAIN,
        };
        if (ui_button(ui, b, r))
            stage->session->learn_page = i;
    }
}

static void learn_frame(struct stage *stage)
{
    struct ui *ui = stage->ui;
    const struct topic *topic = stage->topic;
    ui_begin(ui, "learn", ui->theme->bg);
    if (!topic->learn_count) {
        stage->go = "hub";
        return;
    }
    size_t now = stage->session->learn_page % topic->learn_count;
    const struct learn_page *page = &topic->learn[now];
    stage_top(stage, topic->page.title, NULL);
    const char *picture = ui->large ? NULL : stage_picture(stage, page->picture);
    struct rect panel =
        ui->portrait ? (struct rect){64, 164, 952, 1110} : (struct rect){552, 200, 1304, 708};
    ui_round(ui, panel, RADIUS_CARD, ui->theme->panel);
    if (picture && ui->portrait) {
        ui_picture(ui, picture, NULL, (struct rect){panel.x, panel.y, panel.w, 360},
                   (struct corners){RADIUS_CARD, true, false});
        panel.y += 360;
        panel.h -= 360;
    } else if (picture) {
        panel.w -= 400;
        ui_picture(ui, picture, NULL, (struct rect){panel.x + panel.w, panel.y, 400, panel.h},
                   (struct corners){0});
        canvas_corners(ui->canvas, ui_place(ui, (struct rect){552, 200, 1304, 708}), RADIUS_CARD,
                       ui->theme->bg, true, true);
    }
    facts(stage, page, panel);
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
        stage->session->learn_page = (now + 1) % topic->learn_count;
}

const struct screen screen_learn = {.name = "learn", .frame = learn_frame, .deaf_ms = 300};
