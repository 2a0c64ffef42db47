// "Kiosk status": what is wrong and what patients see of it, and how the machine does. Main thread.
#include <stdlib.h>

#include "page.h"
#include "staff.h"
#include "str.h"
#include "words.h"

static const char *const printer_words[] = {
    [PROBLEM_NONE] = N_("Ready"),
    [PROBLEM_NO_QUEUE] = N_("Not set up"),
    [PROBLEM_OFF] = N_("Switched off"),
    [PROBLEM_PAPER] = N_("Out of paper"),
    [PROBLEM_JAM] = N_("Paper is stuck"),
    [PROBLEM_COVER] = N_("A lid is open"),
    [PROBLEM_INK] = N_("Out of ink"),
    [PROBLEM_PAUSED] = N_("Paused"),
    [PROBLEM_SERVICE] = N_("Print service is down"),
    [PROBLEM_OTHER] = N_("Not working"),
    [PROBLEM_STUCK_JOB] = N_("Does not answer"),
};

// ---- what is wrong ------------------------------------------------------------------------------

static struct staff_row trouble_row(struct stage *stage, size_t index)
{
    const struct trouble *trouble = &stage->staff->status->troubles[index];
    const char *kind = trouble->error ? stage_word(stage, "Error:") : stage_word(stage, "Warning:");
    const char *seen = "";
    if (trouble->seen == SEEN_NOT)
        seen = stage_word(stage, "Patients do not see it.");
    else if (trouble->seen == SEEN_LAST_GOOD)
        seen = stage_word(stage, "Patients see the version before it.");
    bool ended = str_ends(trouble->what, ".");
    return (struct staff_row){
        .tone = trouble->error ? TONE_ERROR : TONE_WARNING,
        .head = trouble->where,
        .text = stage_keep(stage,
                           str_format("%s %s%s %s", kind, trouble->what, ended ? "" : ".", seen)),
    };
}

static const char *how_many(struct stage *stage, const struct status *status)
{
    const char *errors = stage_count(stage, "{n} error", "{n} errors", status_errors(status));
    const char *warnings =
        stage_count(stage, "{n} warning", "{n} warnings", status_warnings(status));
    return stage_both(stage, errors, warnings);
}

static const char *taken_over(struct stage *stage, const struct status *status)
{
    if (!status->state || !status->published)
        return NULL;
    return stage_keep(stage, str_replace(stage_word(stage, "Last publishing: {when}"), "when",
                                         status->when ? status->when : "?"));
}

// ---- the tiles ----------------------------------------------------------------------------------

struct tile {
    const char *icon, *title, *value, *line;
    bool good;
};

static void draw_tile(struct ui *ui, const struct tile *tile, struct rect r)
{
    const struct theme *t = ui->theme;
    colour mark = tile->good ? t->badge_mark : t->tier[TIER_SAME_DAY];
    if (tile->good)
        ui_round(ui, r, RADIUS_CARD, t->panel);
    else
        ui_outline(ui, r, RADIUS_CARD, 4, t->tier[TIER_SAME_DAY], t->tier_soft[TIER_SAME_DAY]);
    int badge = ui->portrait ? 88 : 104;
    ui_badge(ui, tile->icon, (struct rect){r.x + 28, r.y + (r.h - badge) / 2, badge, badge},
             badge / 2, tile->good ? t->soft : t->surface, mark);
    int x = r.x + badge + 52, w = r.w - badge - 72, room = r.h - 20;
    struct text_block title = ui_measure(ui, TYPE_LABEL, tile->title, w - 56, room);
    struct text_block value = ui_measure(ui, TYPE_SMALL_BOLD, tile->value, w, room - title.h);
    struct text_block line = {0};
    bool third = tile->line && *tile->line;
    if (third) {
        line = ui_measure(ui, TYPE_SMALL, tile->line, w, room - title.h - value.h);
        third = !line.cut && line.h <= room - title.h - value.h;
    }
    int y = r.y + (r.h - title.h - value.h - (third ? line.h : 0)) / 2;
    ui_text(ui, TYPE_LABEL, tile->title, (struct rect){x, y, w - 56, title.h}, ALIGN_START, t->ink);
    ui_icon(ui, tile->good ? "check" : "warn", x + title.w + 16, y + title.h / 2 - 18, 36,
            tile->good ? t->tier[TIER_SELF_CARE] : mark);
    y += title.h;
    ui_text(ui, TYPE_SMALL_BOLD, tile->value, (struct rect){x, y, w, value.h}, ALIGN_START, t->ink);
    if (third)
        ui_text(ui, TYPE_SMALL, tile->line, (struct rect){x, y + value.h, w, line.h}, ALIGN_START,
                tile->good ? t->ink2 : t->ink);
}

static struct tile printer_tile(struct stage *stage)
{
    struct tile tile = {"print", stage_word(stage, "Printer"),
                        stage_word(stage, "None, as set in clinic.yaml"), NULL, true};
    if (!stage_printing_offered(stage))
        return tile;
    struct printer_status now = printer_status(stage->printer), last = stage->staff->last_page;
    tile.good = now.problem == PROBLEM_NONE;
    tile.value = stage_word(stage, printer_words[now.problem]);
    if (last.phase == PRINTER_DONE)
        tile.line = stage_word(stage, "The last page came out");
    else if (last.phase == PRINTER_FAILED)
        tile.line = stage_keep(stage, str_replace(stage_word(stage, "The last page failed: {code}"),
                                                  "code", printer_problem_code(last.problem)));
    else if (!tile.good)
        tile.line = printer_problem_code(now.problem);
    return tile;
}

static const char *sizes(struct stage *stage, const char *words, int64_t free_bytes, int64_t total)
{
    char *a = str_format("%.1f GB", (double)free_bytes / 1e9);
    char *b = str_format("%.1f GB", (double)total / 1e9);
    char *half = str_replace(words, "free", a);
    const char *whole = stage_keep(stage, str_replace(half, "total", b));
    free(half);
    free(a);
    free(b);
    return whole;
}

static struct tile disk_tile(struct stage *stage, const struct status *status)
{
    enum { LITTLE_MB = 500 };
    bool low = status->disk_total && status->disk_free < (int64_t)LITTLE_MB * 1000000;
    bool cannot = status->state && !status->disk_writes;
    struct tile tile = {"disk", stage_word(stage, "Disk"), stage_word(stage, "Not known"), NULL,
                        !low && !cannot};
    if (status->disk_total)
        tile.value = sizes(stage, stage_word(stage, "{free} free of {total}"), status->disk_free,
                           status->disk_total);
    if (cannot)
        tile.line = stage_word(stage, "It cannot be written");
    else if (!status->state)
        tile.line = stage_word(stage, "Nothing is kept: no state folder");
    else
        tile.line = stage_word(stage, "Writing works");
    return tile;
}

static const char *up_line(struct stage *stage, const struct status *status)
{
    unsigned long hours = (unsigned long)(status->up_s / 3600);
    const char *up = hours < 48 ? stage_count(stage, "Up {n} hour", "Up {n} hours", hours)
                                : stage_count(stage, "Up {n} day", "Up {n} days", hours / 24);
    if (status->restarts < 0)
        return up;
    const char *restarts =
        stage_count(stage, "{n} restart", "{n} restarts", (unsigned long)status->restarts);
    return stage_both(stage, up, restarts);
}

static struct tile version_tile(struct stage *stage, const struct status *status)
{
    char *words =
        str_replace(stage_word(stage, "{version}, content {content}"), "version", KIOSK_VERSION);
    struct tile tile = {"info", stage_word(stage, "Version"),
                        stage_keep(stage, str_replace(words, "content", status->content)),
                        up_line(stage, status), !status->note};
    free(words);
    return tile;
}

static struct tile machine_tile(struct stage *stage, const struct status *status)
{
    enum { HOT_C = 85 };
    bool hot = status->temperature_c >= HOT_C;
    struct tile tile = {"sliders", stage_word(stage, "Memory"), stage_word(stage, "Not known"),
                        NULL, !hot};
    if (status->memory_total)
        tile.value = sizes(stage, stage_word(stage, "{free} free of {total}"), status->memory_free,
                           status->memory_total);
    char *degrees = str_format("%d °C", status->temperature_c);
    tile.line = status->temperature_c == STATUS_NO_TEMPERATURE
                    ? stage_word(stage, "Temperature: not known")
                    : stage_keep(stage, str_replace(stage_word(stage, "Temperature: {degrees}"),
                                                    "degrees", degrees));
    free(degrees);
    return tile;
}

static void tiles(struct stage *stage, const struct status *status)
{
    struct ui *ui = stage->ui;
    const struct tile all[] = {printer_tile(stage), disk_tile(stage, status),
                               version_tile(stage, status), machine_tile(stage, status)};
    for (int i = 0; i < 4; i++) {
        struct rect r = ui->portrait ? (struct rect){64 + i % 2 * 488, 1280 + i / 2 * 228, 464, 204}
                                     : (struct rect){1264, 176 + i * 188, 592, 172};
        draw_tile(ui, &all[i], r);
    }
}

// ---- the test page ------------------------------------------------------------------------------

// The clinic's name, the date, and a line in each language: what a page of a patient needs.
static void print_test_page(struct stage *stage)
{
    const struct clinic *clinic = &stage->library->clinic;
    const char *language = stage->session->language;
    char *date = page_date(language, stage->today),
         *title = str_copy(stage_word(stage, "Test page"));
    char *works = str_copy(stage_word(stage, "If you can read every line, the printer works."));
    struct block *blocks = mem_make(clinic->languages_count + 3, sizeof *blocks);
    size_t count = 0;
    blocks[count++] =
        (struct block){.kind = BLOCK_TITLE, .text = title, .side = date, .language = language};
    blocks[count++] = (struct block){.kind = BLOCK_PARAGRAPH, .text = works, .language = language};
    for (size_t i = 0; i < clinic->languages_count; i++)
        blocks[count++] = (struct block){.kind = BLOCK_TICK,
                                         .text = (char *)tr(clinic->languages[i], "Tap to start"),
                                         .language = clinic->languages[i]};
    blocks[count++] = (struct block){.kind = BLOCK_FOOTER,
                                     .text = clinic->name,
                                     .side = stage->library->version,
                                     .language = language};
    struct handout page = {
        .blocks = blocks, .count = count, .paper = clinic->paper, .language = language};
    struct handout_layout *layout = handout_layout(&page, page_still, stage->library->videos);
    char *pdf = NULL;
    size_t bytes = 0;
    if (handout_pdf(layout, &pdf, &bytes))
        printer_print(stage->printer, pdf, bytes, handout_pages(layout), clinic->paper == PAPER_A4);
    handout_layout_destroy(layout);
    free(blocks);
    free(date);
    free(title);
    free(works);
    stage->print_again = false;
    stage->open_sheet = "printing";
}

// ---- the screen ---------------------------------------------------------------------------------

static void bar(struct stage *stage)
{
    bool printing = stage_printing_offered(stage);
    struct button more = {.id = "more", .words = stage_word(stage, "More"), .icon = "plus"};
    struct button all[4] = {
        {.id = "close", .words = stage_word(stage, "Close"), .icon = "cross", .look = LOOK_MAIN},
        {.id = "load", .words = stage_word(stage, "Load again"), .icon = "reload"},
        {.id = "test-page",
         .words = stage_word(stage, "Test page"),
         .icon = "print",
         .look = printing ? LOOK_PLAIN : LOOK_NOT_READY},
        more,
    };
    const char *tapped = staff_bar(stage, all, 4);
    if (str_equal(tapped, "close"))
        stage->finish = true;
    else if (str_equal(tapped, "load"))
        stage->staff->ask = STAFF_LOAD_AGAIN;
    else if (str_equal(tapped, "test-page"))
        stage->print_again = true;
    else if (str_equal(tapped, "more"))
        stage->go = "staff-more";
}

// The disk and the machine are asked off this thread, which takes a moment, or longer with a bad disk.
static void not_yet(struct ui *ui, struct stage *stage)
{
    struct rect body = staff_body(ui);
    struct rect panel = {body.x, body.y, body.w, ui->portrait ? 360 : 280};
    ui_round(ui, panel, RADIUS_CARD, ui->theme->panel);
    ui_note(ui, "hold", stage_word(stage, "Looking at this kiosk now"),
            stage_word(stage,
                       "This takes a few seconds. A disk that does not answer can make it longer."),
            rect_inset(panel, 48), ui->theme->soft, ui->theme->badge_mark);
}

static void staff_frame(struct stage *stage)
{
    struct ui *ui = stage->ui;
    const struct status *status = stage->staff->status;
    staff_top(stage, "staff", stage_word(stage, "Kiosk status"), true);
    if (status) {
        const char *news = staff_news_line(stage);
        struct staff_list list = {
            .title = stage_word(stage, "Content"),
            .side = how_many(stage, status),
            .foot = news ? news : taken_over(stage, status),
            .empty = stage_word(stage, "Nothing is wrong with the content."),
            .count = status->troubles_count,
            .row = trouble_row,
        };
        struct rect body = staff_body(ui);
        struct rect panel = ui->portrait ? (struct rect){body.x, body.y, body.w, 1000}
                                         : (struct rect){body.x, body.y, 1168, body.h};
        staff_list(stage, &list, panel);
        tiles(stage, status);
    } else {
        not_yet(ui, stage);
    }
    bar(stage);
    if (stage->print_again)
        print_test_page(stage);
}

const struct screen screen_staff = {
    .name = "staff", .frame = staff_frame, .closes_s = STAFF_CLOSES_S, .deaf_ms = 300};
