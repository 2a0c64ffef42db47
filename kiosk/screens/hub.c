// The topic's hub: what the patient may do. Only what the content holds is offered.
#include "screen.h"
#include "str.h"

enum { CARDS_MAX = 4 };

static void open_exercises(struct stage *stage, bool relief)
{
    stage->session->relief_wanted = relief;
    stage->session->play_all = false;
    if (!relief)
        stage->session->exercise = stage_playable(stage, 0);
    stage->go = !stage->session->before_seen ? "before" : relief ? "relief" : "exercise";
}

static void main_card(struct stage *stage, struct rect r)
{
    struct ui *ui = stage->ui;
    size_t count = 0;
    for (size_t i = stage_playable(stage, 0); i < stage_exercises(stage);
         i = stage_playable(stage, i + 1))
        count++;
    const char *number = stage_count(stage, "{n} short video.", "{n} short videos.", count);
    const char *line = stage_keep(stage, str_format("%s%s%s", number, words_gap(number),
                                                    stage_word(stage, "Watch now, do at home.")));
    struct card card = {
        .id = "exercises",
        .title = stage_word(stage, "Stretch and strengthen"),
        .line = count ? line : stage_word(stage, "No videos here yet. Ask the front desk."),
        .picture = stage_picture(stage, stage->topic->picture),
        .icon = "play",
        .play = count > 0,
        .enabled = count > 0,
    };
    if (!card.picture)
        card.picture = ""; // the tall card with a plain field
    if (ui_card(ui, card, r))
        open_exercises(stage, false);
}

static struct card check_card(struct stage *stage)
{
    const struct checklist *checklist = &stage->topic->checklist;
    bool on = checklist->questions_count > 0;
    return (struct card){
        .id = "check",
        .title = stage_word(stage, "Check for warning signs"),
        .line = on ? stage_count(stage, "{n} short question", "{n} short questions",
                                 checklist->questions_count)
                   : stage_word(stage, "Not ready. Ask the front desk."),
        .icon = "checklist",
        .enabled = on,
    };
}

static struct card relief_card(struct stage *stage)
{
    const struct relief *relief = &stage->topic->relief;
    return (struct card){
        .id = "relief",
        .title = relief->page.title,
        .line = stage_count(stage, "Help in {n} step", "Help in {n} steps", relief->steps_count),
        .icon = "bolt",
        .look = LOOK_SUN,
        .enabled = true,
    };
}

static struct card learn_card(struct stage *stage)
{
    return (struct card){
        .id = "learn",
        .title = stage->topic->learn[0].page.title,
        .line = stage_word(stage, "Causes and signs"),
        .icon = "learn",
        .enabled = true,
    };
}

static struct card print_card(struct stage *stage)
{
    bool works = stage->printer && printer_status(stage->printer).problem == PROBLEM_NONE;
    return (struct card){
        .id = "print",
        .title =
            stage_word(stage, works ? N_("Print a page to take home") : N_("Printer not working")),
        .line =
            stage_word(stage, works ? N_("Your steps and stretches") : N_("Ask the front desk.")),
        .icon = "print",
        .enabled = true,
    };
}

// Few cards may be high, so that none of the picture above them is lost to its crop.
static int row_height(int count)
{
    return count <= 2 ? 220 : 148;
}

// Cards beside (landscape) or below (portrait) the main one.
static struct rect card_place(const struct ui *ui, int i, int count)
{
    if (ui->portrait)
        return (struct rect){64, 1574 - (row_height(count) + 16) * (count - i) + 16, 952,
                             row_height(count)};
    if (count <= 2)
        return (struct rect){856, 224 + 358 * i, 1000, count == 1 ? 688 : 330};
    return (struct rect){856 + 516 * (i % 2), 224 + 358 * (i / 2),
                         i == 2 && count == 3 ? 1000 : 484, 330};
}

static void hub_frame(struct stage *stage)
{
    struct ui *ui = stage->ui;
    ui_begin(ui, "hub", ui->theme->bg);
    stage_top(stage, stage->topic->page.title, stage_word(stage, "What would you like to do?"));

    struct card cards[CARDS_MAX];
    const char *targets[CARDS_MAX];
    int count = 0;
    if (stage->topic->relief.steps_count) {
        cards[count] = relief_card(stage);
        targets[count++] = "relief";
    }
    cards[count] = check_card(stage);
    targets[count++] = "check";
    if (stage->topic->learn_count) {
        cards[count] = learn_card(stage);
        targets[count++] = "learn";
    }
    if (stage_printing_offered(stage) && stage->topic->prevention.items_count) {
        cards[count] = print_card(stage);
        targets[count++] = "handout";
    }
    main_card(stage, ui->portrait ? (struct rect){64, 216, 952,
                                                  1574 - 216 - (row_height(count) + 16) * count}
                                  : (struct rect){64, 224, 760, 688});
    for (int i = 0; i < count; i++) {
        if (ui_card(ui, cards[i], card_place(ui, i, count))) {
            stage->session->print_result = false;
            stage->session->learn_page = stage->session->list_page = 0;
            if (str_equal(targets[i], "relief"))
                open_exercises(stage, true);
            else
                stage->go = targets[i];
        }
    }
    struct button all = {0};
    size_t playable = 0;
    for (size_t i = stage_playable(stage, 0); i < stage_exercises(stage);
         i = stage_playable(stage, i + 1))
        playable++;
    if (playable > 1)
        all = (struct button){
            .id = "all",
            .words = stage_count(stage, "See {n} exercise", "See all {n} exercises", playable)};
    if (stage_bar(stage, stage->library->topics_count > 1 ? "home" : "attract", BAR_FINISH, all)) {
        stage->session->list_page = 0;
        stage->go = "exercises";
    }
}

const struct screen screen_hub = {
    .name = "hub", .frame = hub_frame, .exercise = true, .deaf_ms = 300};
