// Answers become a tier. Pure: no file, no clock, no memory of its own. Any thread.
#include "checklist.h"

#include <assert.h>

#include "str.h"

static const char *const tier_names[TIERS + 1] = {"self-care", "book", "same-day", "emergency",
                                                  NULL};

const char *tier_name(enum tier tier)
{
    return tier_names[tier];
}

static enum tier tier_of(const struct question *question, enum answer answer)
{
    switch (answer) {
    case ANSWER_YES:
        return question->yes;
    case ANSWER_NOT_SURE:
        return question->not_sure;
    case ANSWER_NO:
    case ANSWER_NONE:
        return TIER_SELF_CARE;
    }
    return TIER_EMERGENCY; // no answer that is known: the safe side
}

enum tier checklist_tier(const struct checklist *checklist, const struct answers *answers,
                         size_t *deciding)
{
    assert(checklist->questions_count <= CHECKLIST_QUESTIONS_MAX);
    enum tier highest = TIER_SELF_CARE;
    size_t decided = checklist->questions_count;
    for (size_t i = 0; i < checklist->questions_count; i++) {
        enum tier tier = tier_of(&checklist->questions[i], answers->given[i]);
        if (tier > highest) {
            highest = tier;
            decided = i;
        }
    }
    if (deciding)
        *deciding = decided;
    return highest;
}

bool checklist_done(const struct checklist *checklist, const struct answers *answers)
{
    if (checklist->questions_count == 0)
        return false;
    if (checklist_tier(checklist, answers, NULL) == TIER_EMERGENCY)
        return true;
    for (size_t i = 0; i < checklist->questions_count; i++)
        if (answers->given[i] == ANSWER_NONE)
            return false;
    return true;
}

bool checklist_forbids_exercise(const struct checklist *checklist, const struct answers *answers)
{
    return checklist_tier(checklist, answers, NULL) >= TIER_SAME_DAY;
}

void answers_wipe(struct answers *answers)
{
    mem_wipe(answers, sizeof *answers);
}
