// The states that only content with several topics has: see the script `several`.
#include <stdio.h>
#include <string.h>

#include "fake_parts.h"
#include "states.h"

static void take(struct stage *stage, const char *topic)
{
    snprintf(stage->session->topic, sizeof stage->session->topic, "%s", topic);
    stage->topic = library_topic(stage->library, topic, stage->session->language);
    stage->clinic_topic = library_topic(stage->library, topic, stage->library->clinic.languages[0]);
}

static void more_topics(struct stage *stage)
{
    stage->session->list_page = 1;
}

static void no_picture(struct stage *stage)
{
    take(stage, "neck");
}

static void one_exercise(struct stage *stage)
{
    take(stage, "shoulder");
}

static void one_exercise_plays(struct stage *stage)
{
    take(stage, "shoulder");
    stage->session->before_seen = stage->session->care_seen[stage->session->exercise] = true;
    fake.player = PLAYER_PLAYING;
    fake.position_ms = 4000;
}

static void twenty(struct stage *stage)
{
    take(stage, "back");
}

static void twenty_more(struct stage *stage)
{
    take(stage, "back");
    stage->session->list_page = 1;
}

static void no_video(struct stage *stage)
{
    take(stage, "knee");
}

static void long_title(struct stage *stage)
{
    take(stage, "blades");
}

// The exercise whose title is as long.
static void long_name_ready(struct stage *stage)
{
    take(stage, "blades");
    for (size_t i = 0; i < stage_exercises(stage); i++)
        if (strlen(stage->topic->exercises[i].page.title) > 100)
            stage->session->exercise = i;
}

static void long_name(struct stage *stage)
{
    long_name_ready(stage);
    stage->session->care_seen[stage->session->exercise] = true;
    fake.player = PLAYER_PLAYING;
    fake.position_ms = 4000;
}

static void long_name_ended(struct stage *stage)
{
    long_name(stage);
    stage->session->course_open = stage->session->finished = true;
    stage->entered = false;
}

static void few_cards(struct stage *stage)
{
    take(stage, "ankle");
}

const struct state states_several[] = {
    {"several-attract", "attract", NULL, NULL},
    {"several-topics", "home", NULL, NULL},
    {"several-topics-more", "home", NULL, more_topics},
    {"several-hub-no-picture", "hub", NULL, no_picture},
    {"several-hub-one", "hub", NULL, one_exercise},
    {"several-hub-no-video", "hub", NULL, no_video},
    {"several-hub-long", "hub", NULL, long_title},
    {"several-hub-few", "hub", NULL, few_cards},
    {"several-list-one", "exercises", NULL, one_exercise},
    {"several-list-twenty", "exercises", NULL, twenty},
    {"several-list-twenty-more", "exercises", NULL, twenty_more},
    {"several-list-long", "exercises", NULL, long_title},
    {"several-exercise-one", "exercise", NULL, one_exercise_plays},
    {"several-ready-long", "exercise", NULL, long_name_ready},
    {"several-exercise-long", "exercise", NULL, long_name},
    {"several-exercise-long-end", "exercise", NULL, long_name_ended},
    {"several-learn-long", "learn", NULL, long_title},
    {"several-handout-one", "handout", NULL, one_exercise},
    {"several-handout-twenty", "handout", NULL, twenty},
    {"several-handout-twenty-more", "handout", NULL, twenty_more},
    {"several-handout-long", "handout", NULL, long_title},
};
const int states_several_count = sizeof states_several / sizeof *states_several;
