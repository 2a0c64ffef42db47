// The staff's lists: the last publishing, what can be hidden, reviews and languages, counts. Main
// thread.
#include <stdio.h>
#include <stdlib.h>

#include "staff.h"
#include "str.h"

// ---- the last publishing ------------------------------------------------------------------------

static struct staff_row publishing_row(struct stage *stage, size_t index)
{
    const struct status *status = stage->staff->status;
    struct staff_row rows[4];
    size_t count = 0;
    if (!status->state)
        return (struct staff_row){TONE_WARNING, stage_word(stage, "There is no state folder."),
                                  stage_word(stage, "The kiosk shows its folders directly.")};
    if (status->published)
        rows[count++] =
            (struct staff_row){status->held || status->refused ? TONE_WARNING : TONE_GOOD,
                               status->when ? status->when : "?", status->sentence};
    else
        rows[count++] =
            (struct staff_row){TONE_PLAIN, stage_word(stage, "Nothing was published yet."),
                               stage_word(stage, "The kiosk shows the content that came with it.")};
    char number[16];
    snprintf(number, sizeof number, "%d", status->generation);
    const char *set =
        status->generation
            ? stage_keep(stage,
                         str_replace(stage_word(stage, "Set {number} is shown."), "number", number))
            : stage_word(stage, "The content that came with the kiosk is shown.");
    rows[count++] = (struct staff_row){
        TONE_PLAIN, set,
        status->can_go_back ? stage_word(stage, "The set before it is kept.") : NULL};
    if (status->note)
        rows[count++] = (struct staff_row){
            TONE_WARNING, stage_word(stage, "The kiosk went back by itself."), status->note};
    return rows[index < count ? index : 0];
}

static void staff_publishing_frame(struct stage *stage)
{
    const struct status *status = stage->staff->status;
    staff_top(stage, "staff-publishing", stage_word(stage, "Publishing"), false);
    struct button more[3];
    size_t count = 0;
    more[count++] = (struct button){// always there: no button may stand where another one stood
                                    .id = "release",
                                    .words = stage_word(stage, "Take it over"),
                                    .icon = "check",
                                    .look = status && status->held ? LOOK_PLAIN : LOOK_NOT_READY};
    more[count++] =
        (struct button){.id = "look", .words = stage_word(stage, "Look again"), .icon = "reload"};
    more[count++] =
        (struct button){.id = "roll-back",
                        .words = stage_word(stage, "Go back one"),
                        .icon = "replay",
                        .look = status && status->can_go_back ? LOOK_PLAIN : LOOK_NOT_READY};
    if (status) {
        struct staff_list list = {
            .title = stage_word(stage, "What the last publishing did"),
            .foot = staff_news_line(stage),
            .count = status->state ? 2 + (status->note != NULL) : 1,
            .row = publishing_row,
        };
        staff_list(stage, &list, staff_body(stage->ui));
    }
    const char *tapped =
        staff_bar_back(stage, "staff-more", more, status && status->state ? count : 0);
    if (str_equal(tapped, "look"))
        stage->staff->ask = STAFF_LOAD_AGAIN;
    else if (str_equal(tapped, "roll-back"))
        staff_ask_sure(stage, STAFF_ROLL_BACK);
    else if (str_equal(tapped, "release") && status->held)
        staff_ask_sure(stage, STAFF_RELEASE);
}

// ---- hide or show -------------------------------------------------------------------------------

static void staff_items_frame(struct stage *stage)
{
    struct ui *ui = stage->ui;
    struct staff *staff = stage->staff;
    const struct status *status = staff->status;
    staff_top(stage, "staff-items", stage_word(stage, "Hide or show"), false);
    int columns = ui->portrait ? 1 : 2, rows = ui->portrait ? 6 : 3, high = 140, gap = 20;
    size_t shown = (size_t)(columns * rows), count = status ? status->items_count : 0;
    size_t pages = (count + shown - 1) / shown, page = pages ? staff->page % pages : 0;
    int w = (ui_w(ui) - 2 * MARGIN - (columns - 1) * 32) / columns;
    const char *news = staff_news_line(stage);
    ui_text(ui, TYPE_SMALL,
            news ? news : stage_word(stage, "What has no tick is hidden from patients."),
            (struct rect){MARGIN, ui->portrait ? 240 : 176, ui_w(ui) - 2 * MARGIN, 96}, ALIGN_START,
            ui->theme->ink2);
    int top = ui->portrait ? 600 : 336;
    for (size_t i = page * shown; i < count && i < (page + 1) * shown; i++) {
        const struct status_item *item = &status->items[i];
        int at = (int)(i - page * shown);
        struct rect r = {MARGIN + at % columns * (w + 32), top + at / columns * (high + gap), w,
                         high};
        char id[TREE_ID_MAX];
        snprintf(id, sizeof id, "item-%zu", i);
        if (!ui_toggle(ui, id, item->title, NULL, !item->hidden, r) || !status->state)
            continue;
        staff->ask = item->hidden ? STAFF_SHOW : STAFF_HIDE;
        snprintf(staff->item, sizeof staff->item, "%s", item->path);
    }
    struct button more = {.id = "list-later",
                          .words = stage_words(stage, "More ({n} of {m})", page + 1, pages),
                          .icon = "next"};
    const char *tapped = staff_bar_back(stage, "staff-more", &more, pages > 1);
    if (str_equal(tapped, "list-later"))
        staff->page = page + 1;
}

// ---- reviews and languages ----------------------------------------------------------------------

static struct staff_row review_row(struct stage *stage, size_t index)
{
    const struct status *status = stage->staff->status;
    if (index < status->gaps_count) {
        const struct gap *gap = &status->gaps[index];
        const char *words =
            gap->missing
                ? stage_words(stage, "{n} of {m} pages stand in the clinic’s language instead.",
                              gap->missing, gap->of)
                : stage_word(stage, "Every page is translated.");
        return (struct staff_row){gap->missing ? TONE_WARNING : TONE_GOOD,
                                  stage_language_name(gap->language), words};
    }
    const struct review *review = &status->reviews[index - status->gaps_count];
    const char *words = review->past ? stage_word(stage, "Its review was due on {date}.")
                                     : stage_word(stage, "Its review is due on {date}.");
    return (struct staff_row){review->past ? TONE_WARNING : TONE_PLAIN, review->where,
                              stage_keep(stage, str_replace(words, "date", review->date))};
}

static void staff_reviews_frame(struct stage *stage)
{
    const struct status *status = stage->staff->status;
    staff_top(stage, "staff-reviews", stage_word(stage, "Reviews and languages"), false);
    if (status) {
        struct staff_list list = {
            .title = stage_word(stage, "Translations and reviews due"),
            .empty = stage_word(stage, "One language, and no review is due."),
            .count = status->gaps_count + status->reviews_count,
            .row = review_row,
        };
        staff_list(stage, &list, staff_body(stage->ui));
    }
    staff_bar_back(stage, "staff-more", NULL, 0);
}

// ---- counts -------------------------------------------------------------------------------------

static struct staff_row month_row(struct stage *stage, size_t index)
{
    const struct status_month *month = &stage->staff->status->months[index];
    static const char *const names[] = {"plays", "finished", "checks", "prints"};
    char *words = str_copy(stage_word(
        stage, "{plays} videos played, {finished} to the end. {checks} checks. {prints} pages."));
    for (int n = 0; n < 4; n++) {
        char *filled = str_replace(words, names[n], month->shown[n]);
        free(words);
        words = filled;
    }
    bool known = month->name[0] == '2';
    return (struct staff_row){TONE_PLAIN,
                              known ? month->name : stage_word(stage, "While the clock was wrong"),
                              stage_keep(stage, words)};
}

static void staff_counts_frame(struct stage *stage)
{
    const struct status *status = stage->staff->status;
    staff_top(stage, "staff-counts", stage_word(stage, "Counts"), false);
    if (status) {
        struct staff_list list = {
            .title = stage_word(stage, "Used, by month"),
            .foot = stage_word(stage, "Fewer than five stand as <5."),
            .empty = status->state ? stage_word(stage, "Nothing was counted yet.")
                                   : stage_word(stage, "Nothing is kept: no state folder"),
            .count = status->months_count,
            .row = month_row,
        };
        staff_list(stage, &list, staff_body(stage->ui));
    }
    staff_bar_back(stage, "staff-more", NULL, 0);
}

#define STAFF_SCREEN(title, function)                                                              \
    {                                                                                              \
        .name = title, .frame = function, .closes_s = STAFF_CLOSES_S, .deaf_ms = 300               \
    }

const struct screen screen_staff_publishing =
    STAFF_SCREEN("staff-publishing", staff_publishing_frame);
const struct screen screen_staff_items = STAFF_SCREEN("staff-items", staff_items_frame);
const struct screen screen_staff_reviews = STAFF_SCREEN("staff-reviews", staff_reviews_frame);
const struct screen screen_staff_counts = STAFF_SCREEN("staff-counts", staff_counts_frame);
