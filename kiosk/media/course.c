// Sets, sides, reps and holds of one exercise, driven by the picture that is on the screen. The
// ring and the words follow this; the player does what it orders. Pure.
#include "course.h"

static const double BACK_S = 0.5; // a jump back further than that is one, not an unsteady clock
static const double SHORT_OF_S = 0.05; // what begins with the end of a hold is not yet said in it
enum { START_LIMIT_MS = 2000 };        // a pass that ends so late without a picture was a pass

static bool has_hold(const struct course_plan *plan)
{
    return plan->hold_s > 0 && plan->hold_from >= 0 && plan->hold_from < plan->duration_s;
}

static void begin_pass(struct course *course, int64_t now_ms)
{
    course->phase = COURSE_MOVE;
    course->hold_left_s = course->plan.hold_s;
    course->rest_left_s = 0;
    course->resting_picture = course->counted_this_pass = course->held_this_pass = false;
    course->awaiting_start = true;
    course->pass_ms = now_ms;
}

void course_start(struct course *course, const struct course_plan *plan, int64_t now_ms)
{
    *course = (struct course){.plan = *plan, .set = 1, .side = 1, .last_ms = now_ms};
    struct course_plan *own = &course->plan;
    if (own->sets < 1)
        own->sets = 1;
    if (own->sides != 2)
        own->sides = 1;
    if (own->hold_to < own->hold_from)
        own->hold_to = own->hold_from;
    if (own->hold_to > own->duration_s)
        own->hold_to = own->duration_s;
    if (own->hold_s < 0)
        own->hold_s = 0;
    begin_pass(course, now_ms);
    course->awaiting_start = false;
}

// After a set: on to the other side, or to the next set on the first side again.
static enum course_order begin_next(struct course *course, int64_t now_ms)
{
    bool other_side = course->plan.sides == 2;
    if (other_side && course->side == 1) {
        course->side = 2;
    } else {
        course->side = 1;
        course->set++;
    }
    course->reps = 0;
    begin_pass(course, now_ms);
    return other_side ? ORDER_OTHER_SIDE : ORDER_AGAIN;
}

static enum course_order finish_set(struct course *course, int64_t now_ms)
{
    const struct course_plan *plan = &course->plan;
    if (course->set >= plan->sets && course->side >= plan->sides) {
        course->phase = COURSE_DONE;
        return ORDER_STOP;
    }
    if (plan->rest_s <= 0)
        return begin_next(course, now_ms);
    course->phase = COURSE_REST;
    course->rest_left_s = plan->rest_s;
    return ORDER_NONE;
}

static void count_rep(struct course *course)
{
    if (course->counted_this_pass)
        return;
    course->counted_this_pass = true;
    course->reps++;
}

static enum course_order finish_pass(struct course *course, int64_t now_ms)
{
    count_rep(course); // the mark was missed, lies past the end, or there is none
    if (course->reps >= course->plan.reps)
        return finish_set(course, now_ms);
    begin_pass(course, now_ms);
    return ORDER_AGAIN;
}

static enum course_order move(struct course *course, double position_s, bool ended, int64_t now_ms)
{
    const struct course_plan *plan = &course->plan;
    // Whoever goes back to before the hold does it again; a rep is not counted twice.
    if (position_s < course->last_position_s - BACK_S && position_s < plan->hold_from)
        course->held_this_pass = false;
    if (plan->rep_at >= 0 && position_s >= plan->rep_at)
        count_rep(course);
    if (has_hold(plan) && !course->held_this_pass && (position_s >= plan->hold_from || ended)) {
        course->phase = COURSE_HOLD;
        course->held_this_pass = true;
        course->hold_left_s = plan->hold_s;
        return ORDER_NONE;
    }
    return ended ? finish_pass(course, now_ms) : ORDER_NONE;
}

static enum course_order hold(struct course *course, double position_s, bool ended, int64_t now_ms)
{
    const struct course_plan *plan = &course->plan;
    if (course->hold_left_s > 0) {
        bool arrived = position_s >= plan->hold_to || ended;
        if (!arrived || course->resting_picture)
            return ORDER_NONE;
        course->resting_picture = true;
        return ended ? ORDER_NONE : ORDER_PAUSE; // what has ended rests anyway
    }
    bool rested = course->resting_picture;
    course->phase = COURSE_MOVE;
    course->hold_left_s = plan->hold_s;
    course->resting_picture = false;
    if (ended)
        return finish_pass(course, now_ms);
    if (rested)
        return ORDER_RESUME;
    if (position_s >= plan->hold_to)
        return ORDER_NONE;
    course->seek_s = plan->hold_to;
    return ORDER_SEEK;
}

// True while the old picture stands for a pass that has been ordered and not begun.
static bool still_before(struct course *course, double position_s, bool ended, int64_t now_ms)
{
    if (!course->awaiting_start)
        return false;
    bool back = position_s < course->last_position_s || position_s <= 0;
    bool late = ended && now_ms - course->pass_ms > START_LIMIT_MS;
    course->awaiting_start = !back && !late;
    return course->awaiting_start;
}

enum course_order course_advance(struct course *course, double position_s, bool ended,
                                 int64_t now_ms)
{
    double passed_s = now_ms > course->last_ms ? (double)(now_ms - course->last_ms) / 1000 : 0;
    course->last_ms = now_ms;
    if (course->paused || course->phase == COURSE_DONE ||
        still_before(course, position_s, ended, now_ms))
        return ORDER_NONE;

    enum course_order order = ORDER_NONE;
    if (course->phase == COURSE_REST) {
        course->rest_left_s -= passed_s;
        if (course->rest_left_s <= 0)
            order = begin_next(course, now_ms);
    } else {
        if (course->phase == COURSE_HOLD)
            course->hold_left_s =
                passed_s < course->hold_left_s ? course->hold_left_s - passed_s : 0;
        else
            order = move(course, position_s, ended, now_ms);
        if (course->phase == COURSE_HOLD)
            order = hold(course, position_s, ended, now_ms);
    }
    course->last_position_s = position_s;
    return order;
}

void course_pause(struct course *course, bool paused, int64_t now_ms)
{
    if (course->paused && !paused)
        course->last_ms = now_ms; // what passed meanwhile does not count
    course->paused = paused;
}

bool course_picture_rests(const struct course *course)
{
    return course->paused || course->resting_picture || course->phase == COURSE_REST ||
           course->phase == COURSE_DONE;
}

double course_words_s(const struct course *course, double position_s)
{
    const struct course_plan *plan = &course->plan;
    if (course->phase != COURSE_HOLD)
        return position_s;
    double last_s = plan->hold_to - SHORT_OF_S; // of a hold at a point: that point
    if (position_s > last_s)
        position_s = last_s;
    return position_s < plan->hold_from ? plan->hold_from : position_s;
}

bool course_other_side_next(const struct course *course)
{
    return course->phase == COURSE_REST && course->plan.sides == 2;
}
