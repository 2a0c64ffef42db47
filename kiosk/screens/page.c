// The page to print, from what the patient chose. Main thread.
#include "page.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "image.h"
#include "screen.h"
#include "str.h"
#include "words.h"

bool page_still(void *context, const char *picture, struct pixels *still)
{
    *still = (struct pixels){0};
    char *path = str_format("%s/%s", (const char *)context, picture);
    bool good = image_load(path, still);
    free(path);
    return good;
}

char *page_date(const char *language, time_t now)
{
    struct tm today;
    if (!localtime_r(&now, &today) || today.tm_year + 1900 < 2026)
        return NULL;
    return handout_day(language, (today.tm_year + 1900) % 10000, today.tm_mon + 1, today.tm_mday);
}

// The clinic's own words below the patient's, where clinic.yaml wants them.
static const struct topic *page_second(const struct stage *stage)
{
    const struct clinic *clinic = &stage->library->clinic;
    bool wanted =
        clinic->both_languages && !str_equal(stage->session->language, clinic->languages[0]);
    return wanted ? stage->clinic_topic : NULL;
}

struct handout_layout *page_layout(struct stage *stage)
{
    struct session *session = stage->session;
    const struct exercise *chosen[SESSION_EXERCISES_MAX];
    size_t count = 0;
    for (size_t i = stage_playable(stage, 0); i < stage_exercises(stage);
         i = stage_playable(stage, i + 1))
        if (stage_on_page(stage, i))
            chosen[count++] = &stage->topic->exercises[i];
    size_t deciding;
    enum tier tier = checklist_tier(&stage->topic->checklist, &session->answers, &deciding);
    const struct checklist *theirs = &stage->clinic_topic->checklist;
    char *date = page_date(session->language, stage->today);
    struct handout_request request = {
        .kind = session->print_result ? HANDOUT_RESULT : HANDOUT_TAKE_HOME,
        .library = stage->library,
        .topic = stage->topic,
        .language = session->language,
        .second = page_second(stage),
        .exercises = chosen,
        .exercises_count = count,
        .tier = tier,
        .deciding = deciding < theirs->questions_count ? &theirs->questions[deciding] : NULL,
        .paper = stage->library->clinic.paper,
        .large = session->large,
        .date = date,
    };
    struct handout handout = handout_make(&request);
    struct handout_layout *layout = handout_layout(&handout, page_still, stage->library->videos);
    handout_destroy(&handout);
    free(date);
    return layout;
}
