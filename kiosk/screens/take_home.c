// The page to take home: its true preview, what stands on it, and the button that prints it.
#include <stdlib.h>

#include "page.h"
#include "screen.h"
#include "str.h"

enum { TOGGLES_MAX = 6 };

// One number for everything that changes the preview.
static uint64_t preview_key(const struct stage *stage)
{
    uint64_t key = 14695981039346656037u; // FNV-1a
    const struct session *session = stage->session;
#define MIX(value) key = (key ^ (uint64_t)(value)) * 1099511628211u
    for (size_t i = stage_playable(stage, 0); i < stage_exercises(stage);
         i = stage_playable(stage, i + 1))
        MIX(stage_on_page(stage, i));
    for (const char *c = session->language; *c; c++)
        MIX((unsigned char)*c);
    MIX(session->large);
    MIX(session->print_result);
    MIX(stage->ui->portrait);
    MIX(canvas_generation(stage->ui->canvas));
#undef MIX
    return key ? key : 1;
}

static void preview(struct stage *stage, struct rect room)
{
    struct ui *ui = stage->ui;
    struct session *session = stage->session;
    const struct picture *picture = pictures_get(ui->pictures, "preview");
    uint64_t key = preview_key(stage);
    if (key != session->preview_key || !picture) {
        struct handout_layout *layout = page_layout(stage);
        session->pages = handout_pages(layout);
        struct pixels pixels =
            handout_preview(layout, 0, (int)((float)room.w * canvas_scale(ui->canvas)));
        picture = pictures_put(ui->pictures, "preview", &pixels);
        pixels_destroy(&pixels);
        handout_layout_destroy(layout);
        session->preview_key = key;
    }
    if (!picture)
        return;
    int w, h;
    picture_size(picture, &w, &h);
    struct rect paper = {room.x, room.y, room.w, room.w * h / w};
    if (paper.h > room.h) { // A4 is higher than Letter: keep the whole sheet in sight
        paper.w = room.h * w / h;
        paper.h = room.h;
        paper.x += (room.w - paper.w) / 2;
    }
    ui_shadow(ui, paper, 8);
    ui_outline(ui, rect_inset(paper, -2), 8, 2, ui->theme->outline, 0xFFFFFFFF);
    canvas_picture(ui->canvas, picture, ui_place(ui, paper), 0xFFFFFFFF, false);
    tree_add(&ui->tree, ROLE_PICTURE, NULL, stage_word(stage, "Your page"), ui_place(ui, paper));
}

static struct rect toggle_place(const struct ui *ui, int i)
{
    return ui->portrait ? (struct rect){64 + 488 * (i % 2), 692 + 236 * (i / 2), 464, 216}
                        : (struct rect){792 + 544 * (i % 2), 322 + 154 * (i / 2), 520, 136};
}

// More than six exercises come in pages; the pager takes the place of the last row.
static void toggles(struct stage *stage)
{
    struct ui *ui = stage->ui;
    struct session *session = stage->session;
    size_t list[SESSION_EXERCISES_MAX], count = 0;
    for (size_t i = stage_playable(stage, 0); i < stage_exercises(stage);
         i = stage_playable(stage, i + 1))
        list[count++] = i;
    size_t each = count > TOGGLES_MAX ? TOGGLES_MAX - 2 : TOGGLES_MAX,
           pages = (count + each - 1) / each;
    if (session->list_page >= pages)
        session->list_page = 0;
    size_t from = session->list_page * each;
    for (size_t n = from; n < count && n < from + each; n++) {
        size_t i = list[n];
        const struct exercise *exercise = &stage->topic->exercises[i];
        bool on = stage_on_page(stage, i);
        const char *id = stage_keep(stage, str_format("put-%s", exercise->page.id));
        if (ui_toggle(ui, id, exercise->page.title, stage_poster(stage, exercise), on,
                      toggle_place(ui, (int)(n - from)))) {
            session->added[i] = !on;
            session->left_out[i] = on;
        }
    }
    struct rect back = toggle_place(ui, (int)each);
    back.h = 136;
    if (pages > 1)
        stage_pager(stage, stage_word(stage, "More ({n} of {m})"), pages, back);
}

// What a stranger may read of the patient on it: an urgent result names the sign that decided.
static const char *what_it_tells(const struct stage *stage)
{
    if (!stage->session->print_result)
        return stage_word(
            stage,
            "Your page also has tips for prevention and when to get help. It does not show your name.");
    bool urgent =
        checklist_tier(&stage->topic->checklist, &stage->session->answers, NULL) >= TIER_SAME_DAY;
    return stage_word(stage,
                      urgent ? N_("It does not show your name. It tells staff which sign you have.")
                             : N_("It does not show your name or your answers."));
}

static void words(struct stage *stage)
{
    struct ui *ui = stage->ui;
    const struct theme *t = ui->theme;
    bool portrait = ui->portrait, result = stage->session->print_result;
    int x = portrait ? 516 : 792, w = portrait ? 500 : 1064, y = portrait ? 150 : 52;
    struct text_block block = ui_heading(
        ui, TYPE_H1,
        stage_word(stage, result ? N_("Your page to show") : N_("Your page to take home")),
        (struct rect){x, y, w, portrait ? 170 : 84}, ALIGN_START, t->ink);
    y += block.h + 16;
    block = ui_text(ui, TYPE_LARGE,
                    stage_word(stage, result ? N_("Give it to the front desk, or keep it.")
                                             : N_("Tap the exercises you want on it.")),
                    (struct rect){x, y, w, 110}, ALIGN_START, t->ink2);
    size_t count = 0;
    for (size_t i = stage_playable(stage, 0); i < stage_exercises(stage);
         i = stage_playable(stage, i + 1))
        count += stage_on_page(stage, i);
    if (!result)
        ui_text(ui, TYPE_H3,
                stage_count(stage, "{n} exercise chosen", "{n} exercises chosen", count),
                portrait ? (struct rect){x, y + block.h + 24, w, 56} : (struct rect){x, 230, w, 56},
                ALIGN_START, t->ink);
    struct rect note =
        portrait ? (struct rect){136, 1420, 880, 160} : (struct rect){864, 802, 992, 110};
    if (result)
        note.y = portrait ? 760 : 330;
    ui_icon(ui, "info", note.x - 72, note.y + (note.h - 48) / 2, 48, t->ink2);
    ui_text_middle(ui, TYPE_LARGE, what_it_tells(stage), note, ALIGN_START, t->ink2);
}

static void print_now(struct stage *stage)
{
    struct handout_layout *layout = page_layout(stage);
    char *pdf = NULL;
    size_t bytes = 0;
    if (handout_pdf(layout, &pdf, &bytes))
        printer_print(stage->printer, pdf, bytes, handout_pages(layout),
                      stage->library->clinic.paper == PAPER_A4);
    handout_layout_destroy(layout);
    stage->print_again = false;
    stage->open_sheet = "printing";
}

// What will come out: pages of one sheet, or how many sheets.
static const char *print_words(struct stage *stage)
{
    unsigned long pages = (unsigned long)(stage->session->pages > 0 ? stage->session->pages : 1),
                  sheets = pages;
    if (stage_printing_offered(stage) && printer_status(stage->printer).both_sides)
        sheets = (pages + 1) / 2;
    if (sheets > 1)
        return stage_count(stage, "Print {n} sheet", "Print {n} sheets", sheets);
    return stage_count(stage, "Print {n} page", "Print {n} pages", pages);
}

static void take_home_frame(struct stage *stage)
{
    struct ui *ui = stage->ui;
    ui_begin(ui, "handout", ui->theme->bg);
    ui_fill(ui, ui->portrait ? (struct rect){0, 0, 1080, 654} : (struct rect){0, 0, 728, 936},
            ui->theme->sunken);
    preview(stage,
            ui->portrait ? (struct rect){64, 44, 400, 566} : (struct rect){64, 44, 600, 849});
    words(stage);
    if (!stage->session->print_result)
        toggles(stage);
    struct button print = {
        .id = "print", .words = print_words(stage), .icon = "print", .look = LOOK_MAIN};
    if (!stage_printing_offered(stage))
        print = (struct button){0};
    if (stage_bar(stage, stage->session->print_result ? "result" : "hub", BAR_FINISH, print) ||
        stage->print_again)
        print_now(stage);
}

static void take_home_leave(struct stage *stage)
{
    pictures_drop(stage->ui->pictures, "preview");
    stage->session->preview_key = 0;
}

const struct screen screen_handout = {.name = "handout",
                                      .frame = take_home_frame,
                                      .leave = take_home_leave,
                                      .exercise = true,
                                      .deaf_ms = 500};
