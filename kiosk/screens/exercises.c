// All exercises: stretching on one side and strengthening on the other, or, where they are more than
// three rows of each, page by page, one kind after the other.
#include "reel.h"
#include "screen.h"
#include "str.h"

enum { ROWS = 3, COLUMNS = 2 };

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
    return *exercise->level ? stage_both(stage, exercise->level, time) : time;
}

// With a pager below them fewer rows fit: each must reach down to where an arm does.
static int rows_of(const struct ui *ui, bool paged)
{
    return paged && !ui->portrait ? ROWS - 1 : ROWS;
}

static struct rect row_place(const struct ui *ui, int column, int row, bool paged)
{
    int high = !ui->portrait ? 206 : paged ? 330 : 400, top = paged ? 408 : 340;
    if (ui->portrait)
        return (struct rect){64 + 488 * column, top + (high + 14 + 4 * !paged) * row, 464, high};
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

// Where the list leads: all that a tap on an exercise sets.
static void choose(struct stage *stage, size_t exercise, bool play_all)
{
    struct session *session = stage->session;
    session->exercise = exercise;
    session->play_all = play_all;
    session->relief_wanted = false;
    stage->go = session->before_seen ? "exercise" : "before";
}

static void kind_head(struct stage *stage, int column, bool strengthen)
{
    if (strengthen)
        head(stage, column, stage_word(stage, "Strengthen"),
             stage_word(stage, "Make the muscle work."));
    else
        head(stage, column, stage_word(stage, "Stretch"),
             stage_word(stage, "Hold still. Feel a gentle pull."));
}

// Both kinds side by side; a kind that the topic has not got leaves no gap.
static void side_by_side(struct stage *stage, const struct column columns[COLUMNS])
{
    int at = 0;
    for (int kind = 0; kind < COLUMNS; kind++) {
        const struct column *column = &columns[kind];
        if (!column->count)
            continue;
        kind_head(stage, at, kind);
        for (int row = 0; row < (int)column->count; row++)
            if (exercise_row(stage, column->list[row], row_place(stage->ui, at, row, false)))
                choose(stage, column->list[row], false);
        at++;
    }
}

static void page_by_page(struct stage *stage, const struct column columns[COLUMNS])
{
    struct ui *ui = stage->ui;
    struct session *session = stage->session;
    size_t each = (size_t)rows_of(ui, true) * COLUMNS;
    size_t first = (columns[0].count + each - 1) / each,
           pages = first + (columns[1].count + each - 1) / each;
    if (session->list_page >= pages)
        session->list_page = 0;
    bool strengthen = session->list_page >= first;
    const struct column *column = &columns[strengthen];
    size_t from = (session->list_page - (strengthen ? first : 0)) * each;
    kind_head(stage, 0, strengthen);
    for (size_t i = from; i < column->count && i < from + each; i++) {
        int n = (int)(i - from);
        struct rect place = row_place(ui, n % COLUMNS, n / COLUMNS, true);
        if (exercise_row(stage, column->list[i], place))
            choose(stage, column->list[i], false);
    }
    stage_pager(stage, stage_word(stage, "More exercises ({n} of {m})"), pages,
                ui->portrait ? (struct rect){64, 1442, 464, 136}
                             : (struct rect){64, 728, 880, 136});
}

static void exercises_frame(struct stage *stage)
{
    struct ui *ui = stage->ui;
    ui_begin(ui, "exercises", ui->theme->bg);
    stage_top(stage, stage_word(stage, "Choose an exercise"), NULL);
    struct column columns[COLUMNS] = {0};
    sort_in(stage, columns);
    if (columns[0].count > ROWS || columns[1].count > ROWS)
        page_by_page(stage, columns);
    else
        side_by_side(stage, columns);
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
    if (stage_bar(stage, "hub", BAR_HOME, all))
        choose(stage, stage_playable(stage, 0), true);
}

const struct screen screen_exercises = {
    .name = "exercises", .frame = exercises_frame, .exercise = true, .deaf_ms = 300};
