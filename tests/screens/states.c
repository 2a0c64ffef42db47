// The states, by name. Each starts from a fresh session.
#include "states.h"

#include <string.h>

#include "fake_parts.h"

static void answer_all(struct stage *stage, enum answer answer)
{
    for (size_t i = 0; i < stage->topic->checklist.questions_count; i++)
        stage->session->answers.given[i] = answer;
}

static void answer_tier(struct stage *stage, enum tier tier)
{
    answer_all(stage, ANSWER_NO);
    const struct checklist *checklist = &stage->topic->checklist;
    for (size_t i = 0; i < checklist->questions_count; i++) {
        if (checklist->questions[i].yes == tier) {
            stage->session->answers.given[i] = ANSWER_YES;
            return;
        }
    }
}

static void before_answered(struct stage *stage)
{
    for (size_t i = 0; i < stage->topic->before_questions_count; i++)
        stage->session->answers.given[stage->topic->before_questions[i]] = ANSWER_NO;
}

static void playing(struct stage *stage, size_t exercise, int64_t position_ms)
{
    stage->session->exercise = exercise;
    stage->session->before_seen = stage->session->care_seen[exercise] = true;
    fake.player = PLAYER_PLAYING;
    fake.position_ms = position_ms;
}

static void opening(struct stage *stage)
{
    playing(stage, 0, 0);
    fake.player = PLAYER_OPENING;
}

static void ready_since(struct stage *stage, int64_t ms)
{
    stage->session->before_seen = true;
    screen_named("exercise")->frame(stage);
    stage->entered = false;
    stage->session->ready_since_ms = stage->now_ms - ms;
}

static void ready(struct stage *stage)
{
    ready_since(stage, 2400);
}

static void ready_waits(struct stage *stage)
{
    ready_since(stage, 2400);
    stage->session->waiting = true;
}

// The one with the most to take care of.
static void ready_long(struct stage *stage)
{
    const struct topic *topic = stage->topic;
    for (size_t i = 0; i < stage_exercises(stage); i++)
        if (topic->exercises[i].precautions_count >
            topic->exercises[stage->session->exercise].precautions_count)
            stage->session->exercise = i;
    ready(stage);
}

static void hold(struct stage *stage)
{
    playing(stage, 0, 4000);
}

static void reps(struct stage *stage)
{
    playing(stage, 1, 2500);
}

static void failed(struct stage *stage)
{
    playing(stage, 0, 0);
    fake.player = PLAYER_FAILED;
}

static void no_words(struct stage *stage)
{
    hold(stage);
    stage->session->words_off = true;
}

// In the middle of the course, as if it had been played up to here.
static struct course *under_way(struct stage *stage)
{
    struct session *session = stage->session;
    hold(stage);
    screen_named("exercise")->frame(stage);
    stage->entered = false;
    session->course.last_ms = stage->now_ms;
    return &session->course;
}

static void rest(struct stage *stage)
{
    struct course *course = under_way(stage);
    course->phase = COURSE_REST;
    course->set = 1;
    course->rest_left_s = 3.4;
}

static void paused(struct stage *stage)
{
    struct course *course = under_way(stage);
    course->phase = COURSE_HOLD;
    course->set = 2;
    course->hold_left_s = 17.6;
    course_pause(course, true, stage->now_ms);
    stage->session->paused = true;
}

static void counted_hold(struct stage *stage)
{
    stage->session->hold_since_ms =
        stage->now_ms - (stage->now_ms > 12000 ? 12000 : stage->now_ms / 2);
}

static void last_page(struct stage *stage)
{
    stage->session->learn_page = stage->topic->learn_count - 1;
}

static void some_pages_read(struct stage *stage)
{
    stage->session->learn_page = 2;
    stage->session->learn_seen[0] = stage->session->learn_seen[1] = true;
}

static void some_answers_read(struct stage *stage)
{
    stage->session->faq_seen[0] = stage->session->faq_seen[3] = true;
}

static void last_questions(struct stage *stage)
{
    stage->session->list_page = (stage->topic->faqs_count - 1) / 6;
}

static void longest_answer(struct stage *stage)
{
    const struct topic *topic = stage->topic;
    for (size_t i = 0; i < topic->faqs_count; i++)
        if (strlen(topic->faqs[i].page.body) > strlen(topic->faqs[stage->session->faq].page.body))
            stage->session->faq = i;
}

static void last_answer(struct stage *stage)
{
    stage->session->faq = stage->topic->faqs_count - 1;
}

static void end_more(struct stage *stage)
{
    hold(stage);
    stage->session->course_open = stage->session->finished = true;
    stage->entered = false;
}

static void end_all(struct stage *stage)
{
    end_more(stage);
    stage->session->play_all = true;
    stage->session->finished_ms = stage->now_ms - 600;
}

static void end_last(struct stage *stage)
{
    end_more(stage);
    size_t count = stage_exercises(stage);
    for (size_t i = stage_playable(stage, 0); i < count; i = stage_playable(stage, i + 1))
        stage->session->exercise = i;
}

static void second_question(struct stage *stage)
{
    stage->session->question = 1;
    stage->session->answers.given[0] = ANSWER_NO;
}

static void chosen(struct stage *stage)
{
    second_question(stage);
    stage->session->answers.given[1] = ANSWER_NOT_SURE;
}

static void picture_list(struct stage *stage)
{
    for (size_t i = 0; i < stage->topic->checklist.questions_count; i++)
        if (stage->topic->checklist.questions[i].any_of_count)
            stage->session->question = i;
}

static void emergency(struct stage *stage)
{
    answer_tier(stage, TIER_EMERGENCY);
}

static void same_day(struct stage *stage)
{
    answer_tier(stage, TIER_SAME_DAY);
}

static void book(struct stage *stage)
{
    answer_tier(stage, TIER_BOOK);
}

static void self_care(struct stage *stage)
{
    answer_all(stage, ANSWER_NO);
}

static void many_answers(struct stage *stage)
{
    answer_all(stage, ANSWER_YES);
    stage->session->sheet_since_ms = stage->now_ms;
}

static void some_answers(struct stage *stage)
{
    answer_tier(stage, TIER_SAME_DAY);
    stage->session->answers.given[stage->topic->checklist.questions_count - 1] = ANSWER_NOT_SURE;
    stage->session->sheet_since_ms = stage->now_ms;
}

static void all_chosen(struct stage *stage)
{
    for (size_t i = 0; i < stage->topic->exercises_count; i++)
        stage->session->added[i] = true;
}

static void result_page(struct stage *stage)
{
    answer_tier(stage, TIER_EMERGENCY);
    stage->session->print_result = true;
}

// The printer says so.
#define PRINTER(name, phase, problem)                                                              \
    static void name(struct stage *stage)                                                          \
    {                                                                                              \
        (void)stage;                                                                               \
        fake.printer = (struct printer_status){phase, problem, 1, false};                          \
    }

PRINTER(hub_printer_off, PRINTER_IDLE, PROBLEM_OFF)
PRINTER(print_sending, PRINTER_SENDING, PROBLEM_NONE)
PRINTER(print_printing, PRINTER_PRINTING, PROBLEM_NONE)
PRINTER(print_done, PRINTER_DONE, PROBLEM_NONE)
PRINTER(print_stopped, PRINTER_CANCELLED, PROBLEM_NONE)
PRINTER(print_waits, PRINTER_WAITING, PROBLEM_JAM)
PRINTER(print_waits_for_paper, PRINTER_WAITING, PROBLEM_PAPER)
PRINTER(print_no_printer, PRINTER_FAILED, PROBLEM_NO_QUEUE)
PRINTER(print_off, PRINTER_FAILED, PROBLEM_OFF)
PRINTER(print_no_paper, PRINTER_FAILED, PROBLEM_PAPER)
PRINTER(print_jam, PRINTER_FAILED, PROBLEM_JAM)
PRINTER(print_lid_open, PRINTER_FAILED, PROBLEM_COVER)
PRINTER(print_no_ink, PRINTER_FAILED, PROBLEM_INK)
PRINTER(print_paused, PRINTER_FAILED, PROBLEM_PAUSED)
PRINTER(print_no_service, PRINTER_FAILED, PROBLEM_SERVICE)
PRINTER(print_broken, PRINTER_FAILED, PROBLEM_OTHER)
PRINTER(print_stuck, PRINTER_FAILED, PROBLEM_STUCK_JOB)

static void warned(struct stage *stage)
{
    hold(stage);
    stage->idle_left_ms = 21000;
}

// A clinic of as many languages as the first screen has room for, some of them with long words.
static void many_languages(struct stage *stage)
{
    static char *const languages[] = {"en", "es", "ar", "zh", "en-XA", "ar-XB", "fr"};
    enum { COUNT = sizeof languages / sizeof *languages };
    static struct topic *topics[COUNT];
    static struct library lent;
    lent = *stage->library;
    for (size_t i = 0; i < COUNT; i++)
        topics[i] = lent.topics[i < lent.clinic.languages_count ? i : 0];
    lent.topics = topics;
    lent.clinic.languages = (char **)languages;
    lent.clinic.languages_count = COUNT;
    stage->library = &lent;
}

const struct state states[] = {
    {"attract", "attract", NULL, NULL},
    {"attract-languages", "attract", NULL, many_languages},
    {"hub", "hub", NULL, NULL},
    {"hub-printer-off", "hub", NULL, hub_printer_off},
    {"before", "before", NULL, NULL},
    {"before-answered", "before", NULL, before_answered},
    {"exercise-ready", "exercise", NULL, ready},
    {"exercise-ready-waits", "exercise", NULL, ready_waits},
    {"exercise-ready-long", "exercise", NULL, ready_long},
    {"exercise-opening", "exercise", NULL, opening},
    {"exercise-hold", "exercise", NULL, hold},
    {"exercise-reps", "exercise", NULL, reps},
    {"exercise-failed", "exercise", NULL, failed},
    {"exercise-no-words", "exercise", NULL, no_words},
    {"exercise-rest", "exercise", NULL, rest},
    {"exercise-paused", "exercise", NULL, paused},
    {"exercise-end", "exercise", NULL, end_more},
    {"exercise-end-all", "exercise", NULL, end_all},
    {"exercise-end-last", "exercise", NULL, end_last},
    {"exercises", "exercises", NULL, NULL},
    {"learn", "learn", NULL, NULL},
    {"learn-last", "learn", NULL, last_page},
    {"learn-read", "learn", NULL, some_pages_read},
    {"faqs", "faqs", NULL, some_answers_read},
    {"faqs-last", "faqs", NULL, last_questions},
    {"faq", "faq", NULL, NULL},
    {"faq-longest", "faq", NULL, longest_answer},
    {"faq-last", "faq", NULL, last_answer},
    {"relief", "relief", NULL, NULL},
    {"relief-hold", "relief", NULL, counted_hold},
    {"check", "check", NULL, NULL},
    {"ask-staff", "check", "ask-staff", NULL},
    {"question", "question", NULL, second_question},
    {"question-chosen", "question", NULL, chosen},
    {"question-list", "question", NULL, picture_list},
    {"result-emergency", "result", NULL, emergency},
    {"result-same-day", "result", NULL, same_day},
    {"result-book", "result", NULL, book},
    {"result-self-care", "result", NULL, self_care},
    {"answers", "result", "answers", some_answers},
    {"answers-many", "result", "answers", many_answers},
    {"handout", "handout", NULL, NULL},
    {"handout-chosen", "handout", NULL, all_chosen},
    {"handout-result", "handout", NULL, result_page},
    {"print-sending", "handout", "printing", print_sending},
    {"print-printing", "handout", "printing", print_printing},
    {"print-done", "handout", "printing", print_done},
    {"print-stopped", "handout", "printing", print_stopped},
    {"print-waits", "handout", "printing", print_waits},
    {"print-waits-for-paper", "handout", "printing", print_waits_for_paper},
    {"print-no-printer", "handout", "printing", print_no_printer},
    {"print-off", "handout", "printing", print_off},
    {"print-no-paper", "handout", "printing", print_no_paper},
    {"print-jam", "handout", "printing", print_jam},
    {"print-lid-open", "handout", "printing", print_lid_open},
    {"print-no-ink", "handout", "printing", print_no_ink},
    {"print-paused", "handout", "printing", print_paused},
    {"print-no-service", "handout", "printing", print_no_service},
    {"print-broken", "handout", "printing", print_broken},
    {"print-stuck", "handout", "printing", print_stuck},
    {"idle", "exercise", "idle", warned},
    {"settings", "hub", "settings", NULL},
    {"settings-languages", "hub", "settings", many_languages},
};
const int states_count = sizeof states / sizeof *states;
