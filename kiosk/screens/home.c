// Several topics: "Where does it hurt?" One card a topic, and one for those who are not sure.
#include "screen.h"
#include "str.h"

static size_t videos_of(const struct topic *topic)
{
    size_t count = 0;
    for (size_t i = 0; i < topic->exercises_count; i++)
        count += topic->exercises[i].video != NULL;
    return count;
}

static struct rect card_place(const struct ui *ui, int i)
{
    if (ui->portrait)
        return (struct rect){64 + 488 * (i % 2), 340 + 460 * (i / 2), 464, 436};
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
        struct card card = {
            .id = stage_keep(stage, str_format("topic-%s", topic->page.id)),
            .title = topic->page.title,
            .line = stage_count(stage, "{n} video", "{n} videos", videos_of(topic)),
            .picture = picture ? picture : "",
            .enabled = true,
        };
        if (ui_card(ui, card, card_place(ui, place++))) {
            stage_choose_topic(stage, topic->page.id);
            stage->go = "hub";
        }
    }
    struct card check = {
        .id = "check",
        .title = stage_word(stage, "Not sure? Check for warning signs"),
        .icon = "checklist",
        .sun = true,
        .enabled = stage->topic->checklist.questions_count > 0,
    };
    if (ui_card(ui, check, card_place(ui, place)))
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
