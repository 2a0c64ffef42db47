// The states of the staff screens. What they show stands here, not on this machine.
#include <stdio.h>
#include <string.h>

#include "staff.h"
#include "states.h"

static struct staff *fresh(struct stage *stage)
{
    static struct staff staff;
    staff = (struct staff){.inside = true, .code = CODE_NEEDED};
    stage->staff = &staff;
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

const struct state states_staff[] = {
    {"staff-pin", "staff-pin", NULL, code},
    {"staff-pin-wrong", "staff-pin", NULL, code_wrong},
    {"staff-pin-locked", "staff-pin", NULL, code_locked},
    {"staff-pin-choose", "staff-pin", NULL, code_choose},
    {"staff-pin-again", "staff-pin", NULL, code_again},
};
const int states_staff_count = sizeof states_staff / sizeof *states_staff;
