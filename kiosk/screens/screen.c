// The table of screens and the one rule about closed ones. Main thread.
#include "screen.h"

#include "str.h"

static const struct screen *const screens[] = {
    &screen_attract,
    &screen_home,
    &screen_learn,
    &screen_relief,
    &screen_exercises,
    &screen_faqs,
    &screen_faq,
    &screen_hub,
    &screen_before,
    &screen_exercise,
    &screen_check,
    &screen_question,
    &screen_result,
    &screen_handout,
    &sheet_answers,
    &sheet_printing,
    &sheet_idle,
    &sheet_settings,
    &sheet_ask_staff,
    &screen_staff_pin,
    &screen_staff,
    &screen_staff_more,
    &screen_staff_publishing,
    &screen_staff_items,
    &screen_staff_reviews,
    &screen_staff_counts,
    &screen_staff_touch,
    &screen_staff_clean,
    &screen_staff_stick,
    &sheet_staff_sure,
};

const struct screen *screen_named(const char *name)
{
    for (size_t i = 0; i < sizeof screens / sizeof *screens; i++)
        if (str_equal(screens[i]->name, name))
            return screens[i];
    return NULL;
}

const struct screen *screen_route(const struct stage *stage, const char *name)
{
    const struct screen *wanted = screen_named(name);
    if (wanted == &screen_hub && !stage->session->topic_chosen)
        wanted = screen_named(stage_start(stage)); // nobody chose the first topic
    if (!wanted || !stage->topic ||
        !checklist_forbids_exercise(&stage->topic->checklist, &stage->session->answers))
        return wanted;
    // The page of the result itself may be printed; the page with exercises may not.
    bool closed = wanted->exercise && !(wanted == &screen_handout && stage->session->print_result);
    return closed ? &screen_result : wanted;
}
