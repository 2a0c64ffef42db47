// The staff's USB stick: what it would change, taken over only when asked, and the report and
// counts written to it only when asked. Main thread; units of their own touch the stick.
#include "staff.h"
#include "str.h"
#include "words.h"

static const char *const sentences[] = {
    [STICK_NOT_ASKED] = N_("Looking for a stick."),
    [STICK_ASKED] = N_("Looking for a stick."),
    [STICK_SILENT] = N_("Nobody answers: this kiosk was set up without sticks."),
    [STICK_NONE] = N_("There is no stick. Plug one in, and tap “Look again”."),
    [STICK_NOTHING] = N_("The stick has no folder “physio-kiosk” with content or videos in it."),
    [STICK_SAME] = N_("What is on the stick is here already."),
    [STICK_FOUND] = N_("This is what it would change."),
    [STICK_FULL] = N_("It does not fit on the disk."),
    [STICK_NAMES] = N_("A file name on the stick has a line break in it. Rename the file."),
    [STICK_MANY] = N_("The stick’s folder holds too many files."),
    [STICK_TAKING] = N_("Copying. Leave the stick where it is."),
    [STICK_TAKEN] = N_("Copied. You may unplug the stick. “Publishing” tells what comes of it."),
    [STICK_WRITING] = N_("Writing. Leave the stick where it is."),
    [STICK_WRITTEN] = N_("Written. You may unplug the stick."),
    [STICK_FAILED] = N_("That failed. The stick or a file on it cannot be read or written."),
};

static bool waits(enum stick_state state)
{
    return state == STICK_ASKED || state == STICK_TAKING || state == STICK_WRITING;
}

static enum tone tone_of(enum stick_state state)
{
    switch (state) {
    case STICK_SAME:
    case STICK_TAKEN:
    case STICK_WRITTEN:
        return TONE_GOOD;
    case STICK_FULL:
    case STICK_NAMES:
    case STICK_MANY:
    case STICK_FAILED:
        return TONE_ERROR;
    case STICK_SILENT:
    case STICK_NOTHING:
        return TONE_WARNING;
    default:
        return TONE_PLAIN;
    }
}

static struct staff_row stick_row(struct stage *stage, size_t index)
{
    (void)index;
    const struct staff_stick *stick = &stage->staff->stick;
    const char *line = NULL;
    bool counted = stick->state == STICK_FOUND || stick->state == STICK_TAKEN ||
                   stick->state == STICK_TAKING || stick->state == STICK_FULL;
    if (counted) {
        const char *fresh = stage_count(stage, "{n} new", "{n} new", stick->fresh);
        const char *changed = stage_count(stage, "{n} changed", "{n} changed", stick->changed);
        const char *removed = stage_count(stage, "{n} removed", "{n} removed", stick->removed);
        line = stage_both(stage, fresh, stage_both(stage, changed, removed));
    }
    return (struct staff_row){tone_of(stick->state), stage_word(stage, sentences[stick->state]),
                              line};
}

static void staff_stick_frame(struct stage *stage)
{
    struct staff *staff = stage->staff;
    staff_top(stage, "staff-stick", stage_word(stage, "USB stick"), false);
    enum stick_state state = staff->stick.state;
    if (state == STICK_NOT_ASKED)
        staff->ask = STAFF_STICK_LOOK;
    bool listens = waits(state) || state == STICK_SILENT; // a slow machine may still answer
    if (listens && stage->now_ms >= staff->stick.look_ms)
        staff->ask = STAFF_STICK_POLL;
    if (listens)
        ui_wake_in(stage->ui, 500);
    struct staff_list list = {
        .title = stage_word(stage, "The folder “physio-kiosk” on a stick"),
        .foot = stage_word(stage, "The stick itself changes only when you tap “Write the report”."),
        .count = 1,
        .row = stick_row,
    };
    staff_list(stage, &list, staff_body(stage->ui));
    enum look ready = waits(state) ? LOOK_NOT_READY : LOOK_PLAIN;
    struct button more[] = {
        {.id = "look", .words = stage_word(stage, "Look again"), .icon = "reload", .look = ready},
        {.id = "write", .words = stage_word(stage, "Write the report"), .look = ready},
        {.id = "take",
         .words = stage_word(stage, "Take it over"),
         .icon = "check",
         .look = state == STICK_FOUND ? LOOK_PLAIN : LOOK_NOT_READY},
    };
    const char *tapped = staff_bar_back(stage, "staff-more", more, 3);
    if (str_equal(tapped, "look"))
        staff->ask = STAFF_STICK_LOOK;
    else if (str_equal(tapped, "write"))
        staff_ask_sure(stage, STAFF_STICK_WRITE);
    else if (str_equal(tapped, "take"))
        staff_ask_sure(stage, STAFF_STICK_TAKE);
}

const struct screen screen_staff_stick = {
    .name = "staff-stick", .frame = staff_stick_frame, .closes_s = STAFF_CLOSES_S, .deaf_ms = 300};
