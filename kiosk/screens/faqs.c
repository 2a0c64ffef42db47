// The questions that people ask: a list, page by page. A tap leads to the answer.
#include "screen.h"
#include "str.h"

enum { ROWS = 3, COLUMNS = 2, EACH = ROWS * COLUMNS };

static struct rect place_of(const struct ui *ui, int n)
{
    int column = n % COLUMNS, row = n / COLUMNS;
    if (ui->portrait)
        return (struct rect){64 + 488 * column, 340 + 418 * row, 464, 400};
    return (struct rect){64 + 912 * column, 250 + 224 * row, 880, 206};
}

static void faqs_frame(struct stage *stage)
{
    struct ui *ui = stage->ui;
    struct session *session = stage->session;
    const struct topic *topic = stage->topic;
    ui_begin(ui, "faqs", ui->theme->bg);
    if (!topic->faqs_count) {
        stage->go = "hub";
        return;
    }
    stage_top(stage, stage_word(stage, "Common questions"), NULL);
    ui_text(ui, TYPE_LARGE, stage_word(stage, "Tap a question to read the answer."),
            ui->portrait ? (struct rect){64, 236, 952, 80} : (struct rect){64, 172, 1792, 64},
            ALIGN_START, ui->theme->ink2);
    size_t pages = (topic->faqs_count + EACH - 1) / EACH, page = session->list_page % pages;
    for (size_t i = page * EACH; i < topic->faqs_count && i < (page + 1) * EACH; i++) {
        bool seen = i < SESSION_PAGES_MAX && session->faq_seen[i];
        struct card card = {
            .id = stage_keep(stage, str_format("faq-%s", topic->faqs[i].page.id)),
            .title = topic->faqs[i].page.title,
            .icon = seen ? "check" : "question",
            .enabled = true,
        };
        if (ui_card(ui, card, place_of(ui, (int)(i - page * EACH)))) {
            session->faq = i;
            stage->go = "faq";
        }
    }
    struct button more = {0};
    if (pages > 1)
        more = (struct button){
            .id = "more",
            .icon = "next",
            .icon_after = true,
            .words = stage_words(stage, "More questions ({n} of {m})", page + 1, pages)};
    if (stage_bar(stage, topic->learn_count ? "learn" : "hub", BAR_HOME, more))
        session->list_page = (page + 1) % pages;
}

// Answers name stretches and exercises: closed where these are.
const struct screen screen_faqs = {
    .name = "faqs", .frame = faqs_frame, .exercise = true, .deaf_ms = 300};
