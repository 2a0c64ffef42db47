// All else that staff can do, one card each; and the sheet that asks before something is done that
// patients notice. Main thread.
#include "staff.h"
#include "str.h"

enum { CARDS = 8 };

static struct rect card_place(const struct ui *ui, int i)
{
    return ui->portrait ? (struct rect){64 + i % 2 * 488, 432 + i / 2 * 328, 464, 308}
                        : (struct rect){64 + i % 4 * 456, 192 + i / 4 * 368, 424, 340};
}

static void staff_more_frame(struct stage *stage)
{
    struct ui *ui = stage->ui;
    staff_top(stage, "staff-more", stage_word(stage, "More for staff"), false);
    const struct status *status = stage->staff->status;
    bool held = status && status->held;
    const struct card cards[CARDS] = {
        {.id = "staff-publishing",
         .title = stage_word(stage, "Publishing"),
         .line = held ? stage_word(stage, "Something waits for you")
                      : stage_word(stage, "Last publishing, go back one"),
         .icon = "paper",
         .look = held ? LOOK_SUNSOFT : LOOK_PLAIN},
        {.id = "staff-items",
         .title = stage_word(stage, "Hide or show"),
         .line = stage_word(stage, "Exercises and pages"),
         .icon = "eye"},
        {.id = "staff-reviews",
         .title = stage_word(stage, "Reviews and languages"),
         .line = stage_word(stage, "What is due, what is missing"),
         .icon = "calendar"},
        {.id = "staff-counts",
         .title = stage_word(stage, "Counts"),
         .line = stage_word(stage, "By month, without names"),
         .icon = "learn"},
        {.id = "staff-stick",
         .title = stage_word(stage, "USB stick"),
         .line = stage_word(stage, "New content, report"),
         .icon = "disk"},
        {.id = "staff-clean",
         .title = stage_word(stage, "Clean the screen"),
         .line = stage_word(stage, "Touches rest for 30 seconds"),
         .icon = "drop"},
        {.id = "staff-touch",
         .title = stage_word(stage, "Test touch"),
         .line = stage_word(stage, "Touch every field once"),
         .icon = "hand"},
        {.id = "restart",
         .title = stage_word(stage, "Restart"),
         .line = stage_word(stage, "The screen is dark for a moment"),
         .icon = "power"},
    };
    for (int i = 0; i < CARDS; i++) {
        struct card card = cards[i];
        card.enabled = true;
        if (!ui_card(ui, card, card_place(ui, i)))
            continue;
        if (str_equal(card.id, "restart"))
            staff_ask_sure(stage, STAFF_RESTART);
        else
            stage->go = card.id;
    }
    staff_bar_back(stage, "staff", NULL, 0);
}

// ---- are you sure?
// ---------------------------------------------------------------------------------

static const struct {
    enum staff_ask ask;
    const char *icon, *title, *line, *yes;
} questions[] = {
    {STAFF_RESTART, "power", N_("Restart the kiosk?"),
     N_("The screen is dark for a moment, then the first screen comes back."), N_("Restart")},
    {STAFF_ROLL_BACK, "replay", N_("Go back to the content before?"),
     N_("Patients see it until something changes in the staff folder."), N_("Go back")},
    {STAFF_RELEASE, "warn", N_("Take over what waits?"),
     N_("Much of what patients see now is missing in it."), N_("Take it over")},
    {STAFF_STICK_TAKE, "disk", N_("Take over the stick’s content?"),
     N_("It replaces the staff folder. Then it is checked like every other change."),
     N_("Take it over")},
    {STAFF_STICK_WRITE, "disk", N_("Write to the stick?"),
     N_("The report and the counts go into its folder physio-kiosk. Nothing else is written."),
     N_("Write")},
};

static void staff_sure_frame(struct stage *stage)
{
    struct ui *ui = stage->ui;
    const struct theme *t = ui->theme;
    struct staff *staff = stage->staff;
    size_t i = 0;
    while (i + 1 < sizeof questions / sizeof *questions && questions[i].ask != staff->sure)
        i++;
    ui_modal(ui, "staff-sure");
    struct rect sheet =
        ui->portrait ? (struct rect){64, 640, 952, 760} : (struct rect){400, 240, 1120, 600};
    ui_shadow(ui, sheet, RADIUS_SHEET);
    ui_round(ui, sheet, RADIUS_SHEET, t->panel);
    int x = sheet.x + 64, w = sheet.w - 128, y = sheet.y + 56;
    ui_icon(ui, questions[i].icon, x, y, 72, t->ink);
    struct text_block block =
        ui_heading(ui, TYPE_H1, stage_word(stage, questions[i].title),
                   (struct rect){x + 100, y - 4, w - 100, 180}, ALIGN_START, t->ink);
    y += (block.h > 72 ? block.h : 72) + 24;
    ui_text(ui, TYPE_LARGE, stage_word(stage, questions[i].line),
            (struct rect){x, y, w, sheet.y + sheet.h - 64 - 136 - 24 - y}, ALIGN_START, t->ink2);
    int by = sheet.y + sheet.h - 64 - 136, half = w * 42 / 100;
    struct button no = {.id = "no", .words = stage_word(stage, "No")};
    struct button yes = {
        .id = "yes", .words = stage_word(stage, questions[i].yes), .look = LOOK_MAIN};
    if (ui_button(ui, no, (struct rect){x, by, half, 136}))
        stage->close_sheet = true;
    if (ui_button(ui, yes, (struct rect){x + half + 24, by, w - half - 24, 136})) {
        staff->ask = staff->sure;
        stage->close_sheet = true;
    }
}

const struct screen screen_staff_more = {
    .name = "staff-more", .frame = staff_more_frame, .closes_s = STAFF_CLOSES_S, .deaf_ms = 300};
const struct screen sheet_staff_sure = {
    .name = "staff-sure", .frame = staff_sure_frame, .is_sheet = true, .deaf_ms = 300};
