// All else that staff can do, one card each; and the sheet that asks before something is done that
// patients notice. Main thread.
#include "staff.h"
#include "str.h"
#include "words.h"

enum { CARDS = 8 };

static struct rect card_place(const struct ui *ui, int i)
{
    return ui->portrait ? (struct rect){64 + i % 2 * 488, 432 + i / 2 * 328, 464, 308}
                        : (struct rect){64 + i % 4 * 456, 192 + i / 4 * 368, 424, 340};
}

static const struct {
    const char *id, *icon, *title, *line;
} entries[CARDS] = {
    {"staff-publishing", "paper", N_("Publishing"), N_("Last publishing, go back one")},
    {"staff-items", "eye", N_("Hide or show"), N_("Exercises and pages")},
    {"staff-reviews", "calendar", N_("Reviews and languages"), N_("What is due, what is missing")},
    {"staff-counts", "learn", N_("Counts"), N_("By month, without names")},
    {"staff-stick", "disk", N_("USB stick"), N_("New content, report")},
    {"staff-clean", "drop", N_("Clean the screen"), N_("Touches rest for 30 seconds")},
    {"staff-touch", "hand", N_("Test touch"), N_("Touch every field once")},
    {"restart", "power", N_("Restart"), N_("The screen is dark for a moment")},
};

static void staff_more_frame(struct stage *stage)
{
    staff_top(stage, "staff-more", stage_word(stage, "More for staff"), false);
    const struct status *status = stage->staff->status;
    for (int i = 0; i < CARDS; i++) {
        bool waits = status && status->held && str_equal(entries[i].id, "staff-publishing");
        struct card card = {
            .id = entries[i].id,
            .icon = entries[i].icon,
            .title = stage_word(stage, entries[i].title),
            .line = waits ? stage_word(stage, "Something waits for you")
                          : stage_word(stage, entries[i].line),
            .look = waits ? LOOK_SUNSOFT : LOOK_PLAIN,
            .enabled = true,
        };
        if (!ui_card(stage->ui, card, card_place(stage->ui, i)))
            continue;
        if (str_equal(card.id, "restart"))
            staff_ask_sure(stage, STAFF_RESTART);
        else
            stage->go = card.id;
    }
    staff_bar_back(stage, "staff", NULL, 0);
}

// ---- are you sure? ------------------------------------------------------------------------------

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
