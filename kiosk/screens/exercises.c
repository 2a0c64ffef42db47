// All exercises, stretching on one side and strengthening on the other, three rows a page.
#include "reel.h"
#include "screen.h"
#include "str.h"

enum { ROWS = 3, COLUMNS = 2 };

// Rows of one page. With a pager below them two fit across: a row must reach down to where an arm
// does.
static size_t rows_of(bool paged)
{
    return paged ? ROWS - 1 : ROWS;
}

// Indexes of the exercises of one kind that have a video.
struct column {
    size_t list[SESSION_EXERCISES_MAX], count;
};

static void sort_in(const struct stage *stage, struct column columns[COLUMNS])
{
    for (size_t i = stage_playable(stage, 0); i < stage_exercises(stage);
         i = stage_playable(stage, i + 1)) {
        struct column *column = &columns[stage->topic->exercises[i].kind == EXERCISE_STRENGTHEN];
        column->list[column->count++] = i;
    }
}

// "Easy, 2 minutes": as long as the whole course takes.
static const char *effort(struct stage *stage, const struct exercise *exercise)
{
    struct media_info info = reel_info(stage->reel, exercise->video);
    long pass_ms = (long)info.duration_ms, sides = exercise->each_side ? 2 : 1;
    long passes = exercise->reps > 1 ? exercise->reps : 1;
    long set_s = passes * pass_ms / 1000 + (exercise->hold_from >= 0 ? exercise->hold_s : 0);
    unsigned long minutes = (unsigned long)((set_s * exercise->sets * sides + 59) / 60);
    if (!minutes)
        return exercise->level;
    const char *time = stage_count(stage, "{n} minute", "{n} minutes", minutes);
    return *exercise->level ? stage_keep(stage, str_format("%s, %s", exercise->level, time)) : time;
}

static struct rect row_place(const struct ui *ui, int column, int row)
{
    if (ui->portrait) {
        int high = 400;
        return (struct rect){64 + 488 * column, 340 + (high + 18) * row, 464, high};
    }
    int high = 206;
    return (struct rect){64 + 912 * column, 250 + (high + 18) * row, 880, high};
}

static void head(struct stage *stage, int column, const char *title, const char *line)
{
    struct ui *ui = stage->ui;
    if (ui->large)
        line = NULL; // the second line is the first to go
    int x = ui->portrait ? 64 + 488 * column : 64 + 912 * column;
    if (ui->portrait) {
        ui_heading(ui, TYPE_H2, title, (struct rect){x, 212, 464, 62}, ALIGN_START, ui->theme->ink);
        ui_text(ui, TYPE_SMALL, line, (struct rect){x, 272, 464, 60}, ALIGN_START, ui->theme->ink2);
        return;
    }
    struct text_block block =
        ui_heading(ui, TYPE_H2, title, (struct rect){x, 176, 400, 66}, ALIGN_START, ui->theme->ink);
    ui_text_middle(ui, TYPE_BODY, line, (struct rect){x + block.w + 20, 176, 860 - block.w, 62},
                   ALIGN_START, ui->theme->ink2);
}

// True if it was tapped.
static bool exercise_row(struct stage *stage, size_t index, struct rect r)
{
    const struct exercise *exercise = &stage->topic->exercises[index];
    const char *poster = stage_poster(stage, exercise);
    struct card card = {
        .id = stage_keep(stage, str_format("play-%s", exercise->page.id)),
        .title = exercise->page.title,
        .line = effort(stage, exercise),
        .picture = poster ? poster : "",
        .play = true,
        .enabled = true,
    };
    return ui_card(stage->ui, card, r);
}

static void pager(struct stage *stage, size_t page, size_t pages)
{
    struct ui *ui = stage->ui;
    struct rect back =
        ui->portrait ? (struct rect){64, 1200, 464, 136} : (struct rect){64, 728, 880, 136};
    struct rect on = back;
    on.x += ui->portrait ? 488 : 912;
    struct button before = {.id = "page-back",
                            .words = stage_word(stage, "Page before"),
                            .icon = "back",
                            .look = page ? LOOK_PLAIN : LOOK_NOT_READY};
    struct button more = {.id = "page-on",
                          .words =
                              stage_words(stage, "More exercises ({n} of {m})", page + 1, pages),
                          .icon = "next",
                          .icon_after = true,
                          .look = page + 1 < pages ? LOOK_PLAIN : LOOK_NOT_READY};
    if (ui_button(ui, before, back))
        stage->session->list_page = page - 1;
    if (ui_button(ui, more, on))
        stage->session->list_page = page + 1;
}

static void exercises_frame(struct stage *stage)
{
    struct ui *ui = stage->ui;
    struct session *session = stage->session;
    ui_begin(ui, "exercises", ui->theme->bg);
    stage_top(stage, stage_word(stage, "Choose an exercise"), NULL);
    struct column columns[COLUMNS] = {0};
    sort_in(stage, columns);
    size_t longest = columns[0].count > columns[1].count ? columns[0].count : columns[1].count;
    bool paged = longest > ROWS;
    size_t rows = rows_of(paged), pages = longest ? (longest + rows - 1) / rows : 1;
    size_t page = session->list_page < pages ? session->list_page : 0;
    head(stage, 0, stage_word(stage, "Stretch"),
         stage_word(stage, "Hold still. Feel a gentle pull."));
    head(stage, 1, stage_word(stage, "Strengthen"), stage_word(stage, "Make the muscle work."));
    const char *to = session->before_seen ? "exercise" : "before";
    for (int column = 0; column < COLUMNS; column++) {
        for (int row = 0; row < (int)rows; row++) {
            size_t at = page * rows + (size_t)row;
            if (at >= columns[column].count)
                break;
            if (exercise_row(stage, columns[column].list[at], row_place(ui, column, row))) {
                session->exercise = columns[column].list[at];
                session->play_all = session->relief_wanted = false;
                stage->go = to;
            }
        }
    }
    if (paged)
        pager(stage, page, pages);
    size_t everyday = 0;
    for (size_t i = stage_playable(stage, 0); i < stage->topic->routine_count;
         i = stage_playable(stage, i + 1))
        everyday++;
    struct button all = {0};
    if (everyday > 1)
        all = (struct button){.id = "play-all",
                              .words = stage_count(stage, "Play {n}", "Play all {n}", everyday),
                              .icon = "play",
                              .look = LOOK_MAIN};
    if (stage_bar(stage, "hub", BAR_HOME, all)) {
        session->play_all = true;
        session->relief_wanted = false;
        session->exercise = stage_playable(stage, 0);
        stage->go = to;
    }
}

const struct screen screen_exercises = {
    .name = "exercises", .frame = exercises_frame, .exercise = true, .deaf_ms = 300};
