// One question that people ask, and its answer.
#include <stdlib.h>
#include <string.h>

#include "screen.h"
#include "str.h"

enum { GAP = 24, LINE_W = 1180 }; // no line longer than the eye finds its way back from

// The paragraphs of an answer, one under the other; only measured if not drawn. The height.
static int paragraphs(struct ui *ui, const char *body, enum type type, struct rect r, bool draw)
{
    char *text = str_copy(body), *rest = text;
    int y = r.y;
    while (rest) {
        char *end = strstr(rest, "\n\n"), *words = rest;
        rest = end ? end + 2 : NULL;
        if (end)
            *end = '\0';
        struct rect at = {r.x, y, r.w, 0};
        y += draw ? ui_text(ui, type, words, at, ALIGN_START, ui->theme->ink).h
                  : ui_measure(ui, type, words, r.w, 0).h;
        y += rest ? GAP : 0;
    }
    free(text);
    return y - r.y;
}

static void answer(struct stage *stage, const struct faq *faq, struct rect r)
{
    static const enum type types[] = {TYPE_LARGE, TYPE_BODY, TYPE_SMALL};
    struct ui *ui = stage->ui;
    int x = r.x + 56, y = r.y + 40, w = r.w - 112 < LINE_W || ui->large ? r.w - 112 : LINE_W;
    y += ui_text(ui, TYPE_LABEL,
                 stage_words(stage, "Question {n} of {m}", stage->session->faq + 1,
                             stage->topic->faqs_count),
                 (struct rect){x, y, w, 60}, ALIGN_START, ui->theme->ink2)
             .h +
         8;
    y += ui_heading(ui, TYPE_H2, faq->page.title, (struct rect){x, y, w, 190}, ALIGN_START,
                    ui->theme->ink)
             .h +
         GAP;
    struct rect room = {x, y, w, r.y + r.h - 32 - y};
    size_t type = 0, last = sizeof types / sizeof *types - 1;
    while (type < last && paragraphs(ui, faq->page.body, types[type], room, false) > room.h)
        type++;
    paragraphs(ui, faq->page.body, types[type], room, true);
}

static void faq_frame(struct stage *stage)
{
    struct ui *ui = stage->ui;
    struct session *session = stage->session;
    const struct topic *topic = stage->topic;
    ui_begin(ui, "faq", ui->theme->bg);
    if (session->faq >= topic->faqs_count) {
        stage->go = "faqs";
        return;
    }
    if (session->faq < SESSION_PAGES_MAX)
        session->faq_seen[session->faq] = true;
    stage_top(stage, stage_word(stage, "Common questions"), NULL);
    const char *picture = ui->large ? NULL : stage_picture(stage, topic->picture);
    struct rect panel =
        ui->portrait ? (struct rect){64, 164, 952, 1396} : (struct rect){64, 176, 1792, 732};
    answer(stage, &topic->faqs[session->faq],
           stage_panel(stage, picture, topic->picture_name, panel));
    bool more = session->faq + 1 < topic->faqs_count;
    struct button next = {.id = "next-question",
                          .words = stage_word(stage, "Next question"),
                          .icon = "next",
                          .icon_after = true,
                          .look = LOOK_MAIN};
    if (!more)
        next = (struct button){
            .id = "next-question", .words = stage_word(stage, "All questions"), .icon = "question"};
    if (stage_bar(stage, "faqs", BAR_HOME, next)) {
        session->faq += more;
        stage->go = more ? NULL : "faqs";
    }
}

const struct screen screen_faq = {
    .name = "faq", .frame = faq_frame, .exercise = true, .deaf_ms = 300};
