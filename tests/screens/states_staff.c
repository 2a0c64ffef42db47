// The states of the staff screens. What they show stands here, not on this machine.
#include <stdio.h>
#include <string.h>

#include "fake_parts.h"
#include "staff.h"
#include "states.h"

static struct status status; // built anew by each state; its strings are literals

static struct staff *fresh(struct stage *stage)
{
    static struct staff staff;
    staff = (struct staff){.inside = true, .code = CODE_NEEDED, .status = &status};
    status = (struct status){
        .content = "0000000",
        .state = true,
        .published = true,
        .when = "2026-11-21 07:02",
        .sentence = "12 accepted, 0 refused",
        .generation = 7,
        .can_go_back = true,
        .disk_free = 41000000000,
        .disk_total = 64000000000,
        .disk_writes = true,
        .memory_free = 2900000000,
        .memory_total = 4000000000,
        .temperature_c = 48,
        .up_s = 6 * 86400,
    };
    stage->staff = &staff;
    stage->idle_left_ms = 108000;
    return &staff;
}

static void code(struct stage *stage)
{
    strcpy(fresh(stage)->typed, "13");
}

static void code_wrong(struct stage *stage)
{
    struct staff *staff = fresh(stage);
    staff->slip = SLIP_WRONG;
    staff->tries_left = 3;
}

static void code_locked(struct stage *stage)
{
    fresh(stage)->locked_until_ms = stage->now_ms + 45000;
}

static void code_choose(struct stage *stage)
{
    struct staff *staff = fresh(stage);
    staff->code = CODE_TO_CHOOSE;
    staff->slip = SLIP_TOO_EASY;
}

static void code_again(struct stage *stage)
{
    fresh(stage)->code = CODE_AGAIN;
}

// ---- the status ---------------------------------------------------------------------------------

static struct trouble some[] = {
    {"inner-thigh-cramps/stretches/butterfly-stretch.md:4:15",
     "“hold” must be a whole number of seconds, not “twenty”", true, SEEN_LAST_GOOD},
    {"inner-thigh-cramps/warning-signs.md:31:8",
     "“yes” must be emergency, same-day, book or self-care, not “urgnt”", true, SEEN_NOT},
    {"inner-thigh-cramps/relief.es.md", "not found: in Spanish, patients see this page in English",
     false, SEEN_AS_IT_IS},
    {"inner-thigh-cramps/stretches/side-lunge.md:3:1",
     "nobody has signed this page: have it read by a physiotherapist and fill in \"reviewed_by\"",
     false, SEEN_AS_IT_IS},
};

static void trouble(struct stage *stage)
{
    fresh(stage);
    status.troubles = some;
    status.troubles_count = sizeof some / sizeof *some;
}

static void good(struct stage *stage)
{
    fresh(stage);
}

static void many(struct stage *stage, size_t page)
{
    static struct trouble all[200];
    struct staff *staff = fresh(stage);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        all[i] = some[i * 4 / 200];
    all[1] = (struct trouble){
        "a-topic-with-a-name-that-somebody-made-very-long/strengthening/"
        "standing-hip-abduction-with-an-elastic-band-and-a-chair-for-balance.md:1234:56",
        "“steps” has a step of 96 letters, at most 28 fit on the screen: shorten it, or divide it into "
        "two steps, and leave out what the picture shows anyway",
        true, SEEN_LAST_GOOD};
    status.troubles = all;
    status.troubles_count = 200;
    staff->page = page;
    for (size_t i = 0; i <= page; i++)
        staff->page_from[i] = (uint32_t)(4 * i);
}

static void many_first(struct stage *stage)
{
    many(stage, 0);
}

static void many_later(struct stage *stage)
{
    many(stage, 12);
}

static void all_bad(struct stage *stage)
{
    trouble(stage);
    fake.printer = (struct printer_status){.problem = PROBLEM_PAPER};
    stage->staff->last_page =
        (struct printer_status){.phase = PRINTER_FAILED, .problem = PROBLEM_PAPER};
    stage->staff->news = NEWS_ASKED;
    status.disk_free = 120000000;
    status.temperature_c = 91;
    status.note = "Set 8 did not stay on the screen: the kiosk went back to set 7.";
    status.restarts = 3;
}

static void narrow_panel(struct stage *stage)
{
    static struct trouble narrow[] = {
        {"screen_width",
         "the picture is 300 mm wide: buttons and letters are drawn larger, and some are still smaller "
         "than a finger. From 476 mm on all is as it was made to be.",
         false, SEEN_AS_IT_IS},
    };
    fresh(stage);
    status.troubles = narrow;
    status.troubles_count = 1;
}

static void nothing_kept(struct stage *stage)
{
    fresh(stage);
    status = (struct status){
        .content = "0000000", .temperature_c = STATUS_NO_TEMPERATURE, .up_s = 3600, .restarts = -1};
}

static void not_yet(struct stage *stage)
{
    fresh(stage)->status = NULL;
}

// ---- what lies behind "More" --------------------------------------------------------------------

static void held(struct stage *stage)
{
    trouble(stage);
    status.held = true;
    status.sentence = "More than half of the pages would vanish: the set waits for staff.";
    status.note = "Set 8 did not stay on the screen: the kiosk went back to set 7.";
}

static void held_and_changed(struct stage *stage)
{
    held(stage);
    stage->staff->news = NEWS_CHANGED;
}

static void items(struct stage *stage)
{
    static struct status_item list[] = {
        {"inner-thigh-cramps", "Inner-thigh cramps", false},
        {"inner-thigh-cramps/stretches/butterfly-stretch.md", "Butterfly stretch", false},
        {"inner-thigh-cramps/stretches/chair-stretch.md", "Chair stretch", true},
        {"inner-thigh-cramps/strengthening/ball-squeeze.md", "Ball squeeze", false},
        {"inner-thigh-cramps/strengthening/wide-squat.md", "Wide squat", false},
        {"inner-thigh-cramps/learn/10-what.md", "What is it?", false},
        {"inner-thigh-cramps/learn/20-why.md", "Why it happens", false},
        {"inner-thigh-cramps/learn/30-feel.md", "What it feels like", true},
        {"inner-thigh-cramps/learn/40-prevention.md", "How to prevent it", false},
    };
    fresh(stage);
    status.items = list;
    status.items_count = sizeof list / sizeof *list;
}

static void reviews(struct stage *stage)
{
    static struct gap gaps[] = {{"es", 3, 41}, {"ar", 0, 41}};
    static struct review list[] = {
        {"inner-thigh-cramps/relief.md", "2026-11-01", true},
        {"inner-thigh-cramps/warning-signs.md", "2026-12-15", false},
    };
    fresh(stage);
    status.gaps = gaps;
    status.gaps_count = 2;
    status.reviews = list;
    status.reviews_count = 2;
}

static void months(struct stage *stage)
{
    fresh(stage);
    status.months[0] = (struct status_month){"unknown", {"<5", "<5", "<5", "<5"}};
    status.months[1] = (struct status_month){"2026-11", {"412", "260", "97", "31"}};
    status.months[2] = (struct status_month){"2026-10", {"380", "199", "<5", "12"}};
    status.months_count = 3;
}

static void stick(struct stage *stage, enum stick_state state)
{
    fresh(stage)->stick = (struct staff_stick){
        .state = state, .fresh = 3, .changed = 2, .removed = 1, .look_ms = INT64_MAX};
}

static void stick_found(struct stage *stage)
{
    stick(stage, STICK_FOUND);
}

static void stick_none(struct stage *stage)
{
    stick(stage, STICK_NONE);
}

static void stick_taking(struct stage *stage)
{
    stick(stage, STICK_TAKING);
}

static void stick_failed(struct stage *stage)
{
    stick(stage, STICK_FAILED);
}

static void stick_sure(struct stage *stage)
{
    stick(stage, STICK_FOUND);
    stage->staff->sure = STAFF_STICK_TAKE;
}

static void touched(struct stage *stage)
{
    struct staff *staff = fresh(stage);
    for (int i = 0; i < STAFF_TOUCH_COLUMNS; i++)
        staff->touched[0][i] = staff->touched[1][i] = true;
}

static void cleaning(struct stage *stage)
{
    fresh(stage);
}

static void sure(struct stage *stage)
{
    fresh(stage)->sure = STAFF_ROLL_BACK;
}

static void sure_restart(struct stage *stage)
{
    trouble(stage);
    stage->staff->sure = STAFF_RESTART;
}

const struct state states_staff[] = {
    {"staff-pin", "staff-pin", NULL, code},
    {"staff-pin-wrong", "staff-pin", NULL, code_wrong},
    {"staff-pin-locked", "staff-pin", NULL, code_locked},
    {"staff-pin-choose", "staff-pin", NULL, code_choose},
    {"staff-pin-again", "staff-pin", NULL, code_again},
    {"staff", "staff", NULL, trouble},
    {"staff-good", "staff", NULL, good},
    {"staff-many", "staff", NULL, many_first},
    {"staff-many-later", "staff", NULL, many_later},
    {"staff-all-bad", "staff", NULL, all_bad},
    {"staff-narrow-panel", "staff", NULL, narrow_panel},
    {"staff-nothing-kept", "staff", NULL, nothing_kept},
    {"staff-not-yet", "staff", NULL, not_yet},
    {"staff-sure-restart", "staff", "staff-sure", sure_restart},
    {"staff-more", "staff-more", NULL, held},
    {"staff-publishing", "staff-publishing", NULL, good},
    {"staff-publishing-held", "staff-publishing", NULL, held_and_changed},
    {"staff-publishing-sure", "staff-publishing", "staff-sure", sure},
    {"staff-publishing-none", "staff-publishing", NULL, nothing_kept},
    {"staff-items", "staff-items", NULL, items},
    {"staff-reviews", "staff-reviews", NULL, reviews},
    {"staff-reviews-none", "staff-reviews", NULL, good},
    {"staff-counts", "staff-counts", NULL, months},
    {"staff-counts-none", "staff-counts", NULL, good},
    {"staff-stick", "staff-stick", NULL, stick_found},
    {"staff-stick-none", "staff-stick", NULL, stick_none},
    {"staff-stick-taking", "staff-stick", NULL, stick_taking},
    {"staff-stick-failed", "staff-stick", NULL, stick_failed},
    {"staff-stick-sure", "staff-stick", "staff-sure", stick_sure},
    {"staff-touch", "staff-touch", NULL, touched},
    {"staff-clean", "staff-clean", NULL, cleaning},
};
const int states_staff_count = sizeof states_staff / sizeof *states_staff;
