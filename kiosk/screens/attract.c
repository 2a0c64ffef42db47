// The first screen: what this is, one large button, languages. Several topics take turns in the
// headline. Nothing on it moves but the whole by a few px a minute, against burn-in.
#include <math.h>

#include "screen.h"
#include "str.h"
#include "words.h"

enum { HEADLINE_MS = 8000, OTHERS_MAX = 6, ROWS_MOST = 2 };
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

// The other languages of the clinic, one beside the other, in as few rows as they need.
struct others {
    const char *language[OTHERS_MAX];
    struct rect place[OTHERS_MAX]; // from the start of the first row
    int count, rows, row;          // row: px
    enum type type;
};

static const char *invitation(const char *language)
{
    return tr(language, "Tap to start");
}

static void flow(struct ui *ui, struct others *others, enum type type, int w)
{
    enum { GAP = 40 };
    int x = 0;
    others->type = type;
    others->rows = 1;
    for (int i = 0; i < others->count; i++) {
        int own = ui_measure(ui, type, invitation(others->language[i]), w, others->row).w + 1;
        if (own < ui->target)
            own = ui->target;
        if (x > 0 && x + own > w) {
            x = 0;
            others->rows++;
        }
        others->place[i] = (struct rect){x, (others->rows - 1) * others->row, own, others->row};
        x += own + GAP;
    }
}

static struct others others_of(const struct stage *stage, int w)
{
    const struct clinic *clinic = &stage->library->clinic;
    struct others others = {.row = stage->ui->target}; // a small panel has larger targets
    for (size_t i = 0; i < clinic->languages_count && others.count < OTHERS_MAX; i++)
        if (!str_equal(clinic->languages[i], stage->session->language))
            others.language[others.count++] = clinic->languages[i];
    flow(stage->ui, &others, TYPE_LABEL, w);
    if (others.rows > ROWS_MOST)
        flow(stage->ui, &others, TYPE_SMALL_BOLD, w);
    while (others.rows > ROWS_MOST) { // the others are offered on every screen after this one
        others.count--;
        flow(stage->ui, &others, TYPE_SMALL_BOLD, w);
    }
    return others;
}

// "Tap to start" in the other languages: each starts in its own.
static void languages(struct stage *stage, const struct others *others, int x, int y)
{
    struct ui *ui = stage->ui;
    for (int i = 0; i < others->count; i++) {
        const char *language = others->language[i], *words = invitation(language);
        struct rect r = others->place[i];
        r.x += x, r.y += y;
        const char *id = stage_keep(stage, str_format("start-%s", language));
        if (ui_area(ui, id, words, r)) {
            stage->go = stage_start(stage);
            stage_set_language(stage, language);
        }
        ui_label(ui, &ui->tree.items[ui->tree.count - 1], others->type, words, r, ALIGN_START, true,
                 ui->theme->on_pine);
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

    struct others others = others_of(stage, portrait ? 936 : 780);
    int up = portrait ? (others.rows - 1) * others.row : 0; // the rest makes room for further rows
    struct rect ring = portrait ? (struct rect){88 + up / 2, 552, 904 - up, 904 - up}
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

    struct rect button =
        portrait ? (struct rect){72, 1500 - up, 936, 196} : (struct rect){96, 608, 640, 184};
    button.x += dx, button.y += dy;
    if (open) {
        start_button(ui, whole, start, button);
        languages(stage, &others, side + dx, (portrait ? 1708 - up : 800) + dy);
    }

    int foot = (portrait ? 1832 : 1000) + dy;
    if (!portrait && 800 + others.rows * others.row > 1000)
        side = ring.x - dx; // they reach down to it: it stands under the dial
    ui_icon(ui, "speech", side + dx, foot + 4, 36, t->on_pine2);
    ui_text(ui, TYPE_LABEL, stage_word(stage, "We will still call your name."),
            (struct rect){side + dx + 54, foot, 800, 52}, ALIGN_START, t->on_pine2);
}

const struct screen screen_attract = {.name = "attract", .frame = attract_frame, .deaf_ms = 300};
