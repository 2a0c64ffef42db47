// Several topics: "Where does it hurt?" One card a topic, and one for those who are not sure.
#include "screen.h"
#include "str.h"

static unsigned long videos_of(const struct topic *topic)
{
    unsigned long count = 0;
    for (size_t i = 0; i < topic->exercises_count; i++)
        count += topic->exercises[i].video != NULL;
    return count;
}

// In portrait the button that pages takes some of the cards' height.
static struct rect card_place(const struct ui *ui, int i, bool paged)
{
    int high = paged ? 388 : 436, top = paged ? 352 : 340;
    if (ui->portrait)
        return (struct rect){64 + 488 * (i % 2), top + (high + 24) * (i / 2), 464, high};
    return (struct rect){64 + 608 * (i % 3), 224 + 356 * (i / 3), 576, 332};
}

static void home_frame(struct stage *stage)
{
    struct ui *ui = stage->ui;
    const struct library *library = stage->library;
    ui_begin(ui, "home", ui->theme->bg);
    stage_top(stage, stage_word(stage, "Where does it hurt?"),
              stage_word(stage, "Tap the part of your body."));
    enum { SHOWN = 5 };
    size_t pages = (library->topics_count + SHOWN - 1) / SHOWN,
           page = stage->session->list_page % pages;
    int place = 0;
    for (size_t i = page * SHOWN; i < library->topics_count && place < SHOWN; i++) {
        const struct topic *topic =
            library_topic(library, library->topics[0][i].page.id, stage->session->language);
        const char *picture = stage_picture(stage, topic->picture);
        unsigned long videos = videos_of(topic);
        struct card card = {
            .id = stage_keep(stage, str_format("topic-%s", topic->page.id)),
            .title = topic->page.title,
            .line = videos ? stage_count(stage, "{n} video", "{n} videos", videos) : NULL,
            .picture = picture ? picture : "",
            .enabled = true,
        };
        if (ui_card(ui, card, card_place(ui, place++, pages > 1))) {
            stage_choose_topic(stage, topic->page.id);
            stage->go = "hub";
        }
    }
    bool on = stage->topic->checklist.questions_count > 0;
    struct card check = {
        .id = "check",
        .title = stage_word(stage, "Not sure? Check for warning signs"),
        .icon = "checklist",
        .look = LOOK_SUNSOFT,
        .line = on ? NULL : stage_word(stage, "Not ready. Ask the front desk."),
        .enabled = on,
    };
    if (ui_card(ui, check, card_place(ui, place, pages > 1)))
        stage->go = "check";
    struct button more = {0};
    if (pages > 1)
        more = (struct button){.id = "more",
                               .icon = "next",
                               .icon_after = true,
                               .words = stage_words(stage, "More ({n} of {m})", page + 1, pages)};
    if (stage_bar(stage, "attract", BAR_FINISH, more))
        stage->session->list_page = page + 1;
}

const struct screen screen_home = {
    .name = "home", .frame = home_frame, .exercise = true, .deaf_ms = 300};
