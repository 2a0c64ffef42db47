// The first screen: what this is, one large button, languages. Several topics take turns in the
// headline. Nothing on it moves but the whole by a few px a minute, against burn-in.
#include <math.h>

#include "screen.h"
#include "str.h"
#include "words.h"

enum { HEADLINE_MS = 8000 };
enum { SHIFT_EVERY_MS = 60000 }; // seen with the beat of a still screen: no wakeup of its own

static void dial(struct ui *ui, float x, float y, float radius)
{
    colour line = ui->theme->pine_line;
    canvas_arc(ui->canvas, x, y, radius, 4, 0, 1, line);
    for (int i = 0; i < 100; i++) {
        float turn = (float)i / 100 * 6.2831853f, dx = sinf(turn), dy = -cosf(turn);
        float length = i % 5 == 0 ? 22 : 12, from = radius + 18;
        canvas_line(ui->canvas, x + dx * from, y + dy * from, x + dx * (from + length),
                    y + dy * (from + length), 4, line);
    }
}

// Drawn by hand: its target is the whole screen, whose item `item` is.
static void start_button(struct ui *ui, struct item *item, const char *words, struct rect r)
{
    const struct theme *t = ui->theme;
    bool pressed = str_equal(ui->pointer.pressed, "start");
    colour ink = pressed ? t->on_press : t->on_sun;
    if (pressed)
        r.y += 2;
    ui_round(ui, r, 48, pressed ? t->press : t->sun);
    struct text_style style = {WEIGHT_HEAVY, 72, 1.2f, 1};
    struct text_block block = text_measure(ui->text, words, style, r.w - 200);
    while ((block.cut || block.h > r.h) && style.size > 36) {
        style.size -= 4;
        block = text_measure(ui->text, words, style, r.w - 200);
    }
    int icon = 96, gap = 40, x = r.x + (r.w - icon - gap - block.w) / 2;
    ui_icon(ui, "tap", x, r.y + (r.h - icon) / 2, icon, ink);
    struct rect at = ui_place(
        ui, (struct rect){x + icon + gap, r.y + (r.h - block.h) / 2, block.w + 1, block.h});
    text_draw(ui->text, words, style, at, ALIGN_START, ink);
    item->words = at;
    item->cut = block.cut;
}

// Of the clinic's languages, those that are not the screen's own.
static int others(const struct stage *stage)
{
    int count = 0;
    for (size_t i = 0; i < stage->library->clinic.languages_count; i++)
        count += !str_equal(stage->library->clinic.languages[i], stage->session->language);
    return count;
}

// A small panel has larger targets.
static int language_row(const struct ui *ui)
{
    return ui->target > 96 ? ui->target : 96;
}

// "Tap to start" in the other languages: each starts in its own.
static void languages(struct stage *stage, int x, int y, int w)
{
    struct ui *ui = stage->ui;
    const struct clinic *clinic = &stage->library->clinic;
    int column = 0, columns = ui->portrait || others(stage) > 4 ? 3 : 2, each = w / columns;
    int row = language_row(ui);
    for (size_t i = 0; i < clinic->languages_count && column < 6; i++) {
        const char *language = clinic->languages[i];
        const char *words = tr(language, "Tap to start");
        if (str_equal(language, stage->session->language))
            continue;
        struct rect r = {x + column % columns * each, y + column / columns * row, each - 12, row};
        const char *id = stage_keep(stage, str_format("start-%s", language));
        if (ui_area(ui, id, words, r)) {
            stage->go = stage_start(stage);
            stage_set_language(stage, language);
        }
        ui_label(ui, &ui->tree.items[ui->tree.count - 1], TYPE_LABEL, words, r, ALIGN_START, true,
                 ui->theme->on_pine);
        column++;
    }
}

// The topic whose turn it is; NULL if there is no content.
static const struct topic *topic_now(struct stage *stage)
{
    const struct library *library = stage->library;
    if (library->topics_count < 2)
        return stage->topic;
    size_t turn = (size_t)(stage->now_ms / HEADLINE_MS) % library->topics_count;
    ui_wake_in(stage->ui, (int)(HEADLINE_MS - stage->now_ms % HEADLINE_MS));
    return library_topic(library, library->topics[0][turn].page.id, stage->session->language);
}

static void attract_frame(struct stage *stage)
{
    struct ui *ui = stage->ui;
    const struct theme *t = ui->theme;
    static const int shifts[][2] = {{0, 0}, {4, 2},  {8, 4},  {4, 6},
                                    {0, 8}, {-4, 4}, {-8, 0}, {-4, -4}};
    const int *shift = shifts[stage->now_ms / SHIFT_EVERY_MS % 8];
    ui_begin(ui, "attract", t->pine);
    bool portrait = ui->portrait;
    int dx = shift[0], dy = shift[1];

    const char *start = stage_word(stage, "Tap to start");
    // Without content there is nothing to start: the front desk is the way.
    bool open = stage->topic != NULL;
    if (open && ui_area(ui, "start", start, (struct rect){0, 0, ui_w(ui), ui_h(ui)}))
        stage->go = stage_start(stage);
    struct item *whole = &ui->tree.items[0];

    const struct topic *topic = topic_now(stage);
    const char *headline = topic ? topic->headline : stage_word(stage, "Welcome");
    const char *summary = topic ? topic->summary : stage_word(stage, "Please ask the front desk.");
    int side = portrait ? 72 : 96;
    struct rect head = {side + dx, (portrait ? 84 : 72) + dy, portrait ? 936 : 780,
                        portrait ? 370 : 350};
    ui_heading(ui, TYPE_ATTRACT, headline, head, ALIGN_START, t->on_pine);
    struct rect line = {side + dx, (portrait ? 470 : 436) + dy, portrait ? 936 : 720,
                        portrait ? 120 : 136};
    ui_text(ui, TYPE_SUMMARY, summary, line, ALIGN_START, t->on_pine);

    int second_row = portrait && others(stage) > 3 ? language_row(ui) : 0; // the rest moves up
    struct rect ring =
        portrait ? (struct rect){88 + second_row / 2, 552, 904 - second_row, 904 - second_row}
                 : (struct rect){914, 94, 888, 888};
    ring.x += dx, ring.y += dy;
    struct rect place = ui_place(ui, ring);
    dial(ui, (float)place.x + (float)place.w / 2, (float)place.y + (float)place.h / 2,
         (float)ring.w / 2 - 8);
    struct rect around = rect_inset(ring, -ring.w * 45 / 1000); // the feet stand outside the dial
    around.y += ring.w / 90;
    const struct picture *figure =
        pictures_file(ui->pictures, stage_asset(stage, "figures", "attract.svg"), around.w,
                      around.h, (struct corners){0});
    if (figure)
        canvas_picture(ui->canvas, figure, ui_place(ui, around), 0xFFFFFFFF, false);

    struct rect button = portrait ? (struct rect){72, 1500 - second_row, 936, 196}
                                  : (struct rect){96, 608, 640, 184};
    button.x += dx, button.y += dy;
    if (open) {
        start_button(ui, whole, start, button);
        languages(stage, side + dx, (portrait ? 1708 - second_row : 800) + dy,
                  portrait ? 936 : 720);
    }

    int foot = (portrait ? 1832 : 1000) + dy;
    if (!portrait && language_row(ui) > 96)
        side = ring.x - dx; // two rows of languages reach down to it: it stands under the dial
    ui_icon(ui, "speech", side + dx, foot + 4, 36, t->on_pine2);
    ui_text(ui, TYPE_LABEL, stage_word(stage, "We will still call your name."),
            (struct rect){side + dx + 54, foot, 800, 52}, ALIGN_START, t->on_pine2);
}

const struct screen screen_attract = {.name = "attract", .frame = attract_frame, .deaf_ms = 300};
