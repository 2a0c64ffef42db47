// What the checklist says: one frame for all four tiers, told apart by a strip of colour; an urgent
// one names its sign, small, for staff. Every word comes from the content.
#include "screen.h"
#include "str.h"
#include "words.h"

static const char *const shapes[TIERS] = {"okcircle", "calendar", "bell", "octagon"};
enum { KEY_ICON = 112, KEY_TOP = 36 };
static const char *const key_icons[TIERS] = {"okcircle", "calendar", "hold", "phone"};

static void strip(struct stage *stage, enum tier tier)
{
    struct ui *ui = stage->ui;
    colour fill = ui->theme->tier[tier];
    if (ui->portrait) {
        ui_fill(ui, (struct rect){0, 0, 1080, 208}, fill);
        ui_icon(ui, shapes[tier], 56, 32, 144, ui->theme->on_tier);
    } else {
        ui_fill(ui, (struct rect){0, 0, 232, 936}, fill);
        ui_icon(ui, shapes[tier], 44, 56, 144, ui->theme->on_tier);
    }
}

// Further words of the key panel; several of them are a list of what to look out for, each with its
// cross.
static void key_lines(struct stage *stage, const struct tier_card *card, struct rect r)
{
    struct ui *ui = stage->ui;
    colour ink = ui->theme->ink;
    int count = (int)card->key_lines_count, row = r.h / count;
    for (int i = 0; i < count; i++) {
        int y = r.y + row * i;
        ui_icon(ui, "cross", r.x, y + (row - 44) / 2, 44, ink);
        ui_text_middle(ui, TYPE_H3, card->key_lines[i], (struct rect){r.x + 64, y, r.w - 64, row},
                       ALIGN_START, ink);
    }
}

// One further line: the key leads to it, and it is what matters.
static void key_pair(struct stage *stage, enum tier tier, const struct tier_card *card,
                     struct rect r)
{
    struct ui *ui = stage->ui;
    const struct theme *t = ui->theme;
    bool beside = ui->portrait;
    int pad = 48, x = r.x + pad + (beside ? KEY_ICON + 48 : 0),
        top = beside ? 24 : KEY_TOP + KEY_ICON + 16;
    ui_icon(ui, key_icons[tier], r.x + pad, beside ? r.y + (r.h - KEY_ICON) / 2 : r.y + KEY_TOP,
            KEY_ICON, t->tier[tier]);
    struct rect room = {x, r.y + top, r.x + r.w - pad - x, r.h - top - 24};
    struct text_block head = ui_measure(ui, TYPE_H2, card->key, room.w, room.h / 2);
    struct text_block main =
        ui_measure(ui, TYPE_TIER, card->key_lines[0], room.w, room.h - head.h - 8);
    int y = room.y + (room.h - head.h - 8 - main.h) / 2;
    ui_text(ui, TYPE_H2, card->key, (struct rect){room.x, y, room.w, head.h}, ALIGN_START, t->ink);
    ui_text(ui, TYPE_TIER, card->key_lines[0],
            (struct rect){room.x, y + head.h + 8, room.w, main.h}, ALIGN_START, t->tier[tier]);
}

// The key panel: what matters most, in the tier's colour.
static void key(struct stage *stage, enum tier tier, const struct tier_card *card, struct rect r)
{
    struct ui *ui = stage->ui;
    const struct theme *t = ui->theme;
    bool number = *card->key_number, portrait = ui->portrait;
    int pad = 48, icon = KEY_ICON;
    ui_round(ui, r, RADIUS_CARD, t->tier_soft[tier]);
    if (card->key_lines_count == 1) {
        key_pair(stage, tier, card, r);
        return;
    }
    if (card->key_lines_count) {
        int top = portrait ? 16 : 40;
        struct text_block head =
            ui_text(ui, TYPE_H2, card->key, (struct rect){r.x + pad, r.y + top, r.w - 2 * pad, 120},
                    ALIGN_START, t->tier[tier]);
        int y = r.y + top + head.h + (portrait ? 4 : 24);
        key_lines(stage, card,
                  (struct rect){r.x + pad, y, r.w - 2 * pad, r.y + r.h - (portrait ? 12 : 40) - y});
        return;
    }
    if (portrait)
        ui_icon(ui, key_icons[tier], r.x + pad, r.y + (r.h - icon) / 2, icon, t->tier[tier]);
    else
        ui_icon(ui, key_icons[tier], r.x + pad - 4, r.y + KEY_TOP, icon, t->tier[tier]);
    int x = r.x + pad + icon + (portrait ? 48 : 24), w = r.x + r.w - pad - x;
    if (!number) {
        ui_text_middle(ui, TYPE_TIER, card->key,
                       portrait ? (struct rect){x, r.y + 8, w, r.h - 16}
                                : (struct rect){r.x + pad, r.y + 150, r.w - 2 * pad, r.h - 174},
                       ALIGN_START, t->tier[tier]);
    } else if (portrait) {
        struct text_block head = ui_measure(ui, TYPE_ANSWER, card->key, w / 3, r.h);
        ui_text_middle(ui, TYPE_ANSWER, card->key, (struct rect){x, r.y, head.w + 1, r.h},
                       ALIGN_START, t->ink);
        x += head.w + 40;
        ui_text_middle(ui, TYPE_TIER_NUMBER, card->key_number,
                       (struct rect){x, r.y, r.x + r.w - 24 - x, r.h}, ALIGN_START, t->tier[tier]);
    } else {
        ui_text_middle(ui, TYPE_ANSWER, card->key, (struct rect){x, r.y + 34, w, 108}, ALIGN_START,
                       t->ink);
        ui_text_middle(ui, TYPE_TIER_NUMBER, card->key_number,
                       (struct rect){r.x + pad, r.y + 150, r.w - 2 * pad, r.h - 170}, ALIGN_START,
                       t->tier[tier]);
    }
}

static void steps(struct stage *stage, const struct tier_card *card, struct rect r)
{
    int count = (int)card->steps_count, row = count ? r.h / count : 0;
    for (int i = 0; i < count; i++)
        ui_step(stage->ui, i + 1, card->steps[i].text, card->steps[i].line,
                (struct rect){r.x, r.y + row * i, r.w, row}, TYPE_LARGE, false);
}

// The sign that decided and what staff do, in the clinic's own language.
static void staff_line(struct stage *stage, enum tier tier, size_t deciding, struct rect r)
{
    const struct checklist *theirs = &stage->clinic_topic->checklist;
    const char *language = stage->library->clinic.languages[0];
    const char *sign = deciding < theirs->questions_count ? theirs->questions[deciding].sign : "";
    const char *staff = stage_keep(stage, str_format("%s. %s", sign, theirs->cards[tier].staff));
    struct ui *ui = stage->ui;
    bool mirrored = ui->mirrored;
    stage_write_in(stage, language); // in its direction too
    if (ui->mirrored != mirrored)
        r.x = ui_w(ui) - r.x - r.w;
    ui_staff_line(ui, tr(language, "For staff:"), staff, r);
    stage_write_in(stage, stage->session->language);
}

static void result_frame(struct stage *stage)
{
    struct ui *ui = stage->ui;
    struct session *session = stage->session;
    const struct checklist *checklist = &stage->topic->checklist;
    size_t deciding;
    enum tier tier = checklist_tier(checklist, &session->answers, &deciding);
    const struct tier_card *card = &checklist->cards[tier];
    bool urgent = tier >= TIER_SAME_DAY, portrait = ui->portrait;
    ui_begin(ui, "result", ui->theme->bg);
    // What is not answered is never safe: without all answers there is no "no warning signs".
    if (!checklist->questions_count ||
        (tier == TIER_SELF_CARE && !checklist_done(checklist, &session->answers))) {
        stage->go = checklist->questions_count ? "check" : "hub";
        return;
    }
    strip(stage, tier);
    struct rect head =
        portrait ? (struct rect){64, 240, 952, 236} : (struct rect){296, 44, 1560, 112};
    struct text_block block =
        ui_heading(ui, TYPE_TIER, card->headline, head, ALIGN_START, ui->theme->ink);
    ui_text(ui, portrait ? TYPE_H2 : TYPE_LARGE, card->line,
            portrait ? (struct rect){64, 240 + block.h + 6, 952, 60}
                     : (struct rect){298, 44 + block.h, 1558, 64},
            ALIGN_START, ui->theme->ink2);
    key(stage, tier, card,
        portrait ? (struct rect){64, 550, 952, 250}
                 : (struct rect){296, 232, 520, urgent ? 440 : 520});
    steps(stage, card,
          portrait ? (struct rect){64, 836, 952, urgent ? 496 : 590}
                   : (struct rect){864, 232, 992, urgent ? 440 : 530});
    if (urgent)
        staff_line(stage, tier, deciding,
                   portrait ? (struct rect){64, 1340, 952, 104}
                            : (struct rect){296, ui->large ? 678 : 684, 1560, ui->large ? 98 : 84});

    if (urgent) // Back leads to the answer that decided, for whoever did not mean it
        session->question = deciding;
    struct button show = {
        .id = "show-answers",
        .icon = "eye",
        .words = stage_word(stage, portrait ? N_("Show answers") : N_("Show my answers"))};
    struct button again = {
        .id = "check-again",
        .icon = "checklist",
        .words = stage_word(stage, portrait ? N_("Check again") : N_("Check my answers again"))};
    if (ui_button(ui, show,
                  portrait ? (struct rect){64, 1456, 464, 116}
                           : (struct rect){296, 784, 764, 120})) {
        stage->session->list_page = 0;
        stage->open_sheet = "answers";
    }
    if (ui_button(ui, again,
                  portrait ? (struct rect){552, 1456, 464, 116}
                           : (struct rect){1092, 784, 764, 120})) {
        if (tier != TIER_EMERGENCY) // that one would end the check at any answer before its own
            session->question = 0;
        stage->go = "question";
    }
    struct button main = {.id = "main", .look = LOOK_MAIN};
    bool printing = stage_printing_offered(stage);
    if (tier == TIER_SELF_CARE) {
        main.words = stage_word(stage, "See the exercises");
        main.icon = "play";
    } else if (printing) {
        main.words = stage_word(stage, urgent ? N_("Print for the desk") : N_("Print this page"));
        main.icon = "print";
    } else {
        main.id = NULL;
    }
    if (stage_bar(stage, urgent ? "question" : "hub", BAR_FINISH, main)) {
        session->print_result = tier != TIER_SELF_CARE;
        stage->go = tier == TIER_SELF_CARE ? "hub" : "handout";
    }
}

const struct screen screen_result = {
    .name = "result", .frame = result_frame, .slow_idle = true, .deaf_ms = 500};
