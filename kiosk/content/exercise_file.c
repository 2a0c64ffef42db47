// Reads stretches/*.md and strengthening/*.md. Runs on the thread that loads the library.
#include "exercise_file.h"

#include <stdlib.h>
#include <string.h>

#include "captions.h"
#include "letters.h"
#include "str.h"
#include "video_length.h"
#include "words.h"

static const char seconds[] = "a whole number of seconds";
static const char position[] = "a place in the video in seconds, like 3.2";

#define STEP(member) FIELD_AT(struct step, member)
static const struct field step_fields[] = {
    {"text", FIELD_WORDS, FIELD_REQUIRED, STEP(text), .letters_most = 28},
    {"at", FIELD_SECONDS, 0, STEP(at), .unit = position, .most = 3600},
    {.kind = FIELD_END}};
static const struct step step_start = {.at = -1};
static const struct schema step_schema = {step_fields, sizeof(struct step), &step_start, NULL};

#define EXERCISE(member)      FIELD_AT(struct exercise, member)
#define EXERCISE_LIST(member) FIELD_LIST_AT(struct exercise, member)
static const struct field exercise_fields[] = {
    {NULL, FIELD_INLINE, 0, EXERCISE(page), .of = &page_schema},
    {"video", FIELD_FILE, 0, EXERCISE(video), .unit = "video"},
    {"hold", FIELD_WHOLE, 0, EXERCISE(hold_s), .unit = seconds, .most = 600},
    {"reps", FIELD_WHOLE, 0, EXERCISE(reps), .unit = "a whole number", .most = 100},
    {"sets", FIELD_WHOLE, 0, EXERCISE(sets), .unit = "a whole number", .least = 1, .most = 20},
    {"each_side", FIELD_YES_NO, 0, EXERCISE(each_side)},
    {"other_side", FIELD_TEXT, 0, EXERCISE(other_side_video)},
    {"hold_from", FIELD_SECONDS, 0, EXERCISE(hold_from), .unit = position, .most = 3600},
    {"hold_to", FIELD_SECONDS, 0, EXERCISE(hold_to), .unit = position, .most = 3600},
    {"rep_at", FIELD_SECONDS, 0, EXERCISE(rep_at), .unit = position, .most = 3600},
    {"how_often", FIELD_WORDS, FIELD_EMPTY, EXERCISE(how_often)},
    {"level", FIELD_WORDS, FIELD_EMPTY, EXERCISE(level)},
    {"easier", FIELD_ID, 0, EXERCISE(easier)},
    {"harder", FIELD_ID, 0, EXERCISE(harder)},
    {"feel_it_here", FIELD_WORDS, FIELD_EMPTY, EXERCISE(feel_it_here)},
    {"steps", FIELD_MAPS, FIELD_REQUIRED, EXERCISE_LIST(steps), .of = &step_schema, .least = 1,
     .most = 8},
    {"stop_if", FIELD_LINES, 0, EXERCISE_LIST(stop_if), .least = 1, .most = 6,
     .letters_most = STOP_LETTERS},
    {"precautions", FIELD_LINES, 0, EXERCISE_LIST(precautions), .least = 1, .most = 6,
     .letters_most = CARE_LETTERS},
    {NULL, FIELD_KEPT, 0, EXERCISE(poster)},
    {.kind = FIELD_END}};
static const struct exercise exercise_start = {
    .sets = 1, .hold_from = -1, .hold_to = -1, .rep_at = -1};
const struct schema exercise_schema = {exercise_fields, sizeof(struct exercise), &exercise_start,
                                       NULL};

static bool hold_good(const struct schema_reader *reader, const struct value *root,
                      const struct exercise *exercise)
{
    const struct value *from = value_get(root, "hold_from"), *to = value_get(root, "hold_to");
    if (!from != !to) {
        schema_tell(reader, from ? from : to, SEVERITY_ERROR,
                    "\"hold_from\" and \"hold_to\" belong together: add the other one");
        return false;
    }
    if (to && exercise->hold_to <= exercise->hold_from) {
        schema_tell(reader, to, SEVERITY_ERROR,
                    "\"hold_to\" must be later in the video than \"hold_from\"");
        return false;
    }
    if (to && !exercise->hold_s) {
        schema_tell(reader, from, SEVERITY_ERROR,
                    "\"hold\" is missing: say for how many seconds the patient holds still");
        return false;
    }
    if (exercise->hold_s && !to && value_get(root, "video"))
        schema_tell(
            reader, value_get(root, "hold"), SEVERITY_WARNING,
            "\"hold_from\" and \"hold_to\" are missing: the picture cannot rest during the hold");
    return true;
}

static bool steps_good(const struct schema_reader *reader, const struct value *root,
                       const struct exercise *exercise)
{
    double last = -1;
    for (size_t i = 0; i < exercise->steps_count; i++) {
        const struct value *at = value_get(value_item(value_get(root, "steps"), i), "at");
        if (at && exercise->steps[i].at <= last) {
            schema_tell(
                reader, at, SEVERITY_ERROR,
                "\"at\" must be later than in the step before: put the steps in the order of the "
                "video");
            return false;
        }
        last = at ? exercise->steps[i].at : last;
    }
    return true;
}

static bool verify(const struct schema_reader *reader, const struct value *root, const void *filled,
                   const void *context)
{
    (void)context;
    const struct exercise *exercise = filled;
    if (!value_get(root, "video"))
        schema_tell(reader, root, SEVERITY_WARNING,
                    "there is no \"video\" yet: until there is one, patients do not see this "
                    "exercise");
    bool good = hold_good(reader, root, exercise);
    good = steps_good(reader, root, exercise) && good;
    const struct value *reps = value_get(root, "rep_at"), *side = value_get(root, "other_side");
    if (reps && !exercise->reps) {
        schema_tell(reader, reps, SEVERITY_ERROR, "\"reps\" is missing: say how many times");
        good = false;
    }
    if (side && !str_equal(side->text, "mirror") && !schema_plain_name(side->text)) {
        schema_tell(reader, side, SEVERITY_ERROR,
                    "\"other_side\" must be mirror, or the plain file name of a video");
        good = false;
    }
    return good;
}

const struct page_kind exercise_kind_of_page = {.schema = &exercise_schema, .verify = verify};

// "wall-slide.webm" with ".jpg": "wall-slide.jpg".
static char *beside(const char *video, const char *ending)
{
    const char *dot = strrchr(video, '.');
    return str_format("%.*s%s", (int)(dot ? (size_t)(dot - video) : strlen(video)), video, ending);
}

static void settle_other_side(struct reading *reading, const char *topic, struct exercise *exercise)
{
    char *named = exercise->other_side_video;
    if (!named)
        return;
    bool mirror = str_equal(named, "mirror");
    exercise->other_side_video = mirror ? NULL : page_video(reading, topic, named);
    exercise->other_side = exercise->other_side_video ? OTHER_SIDE_VIDEO : OTHER_SIDE_MIRROR;
    free(named);
}

static void read_captions(struct reading *reading, struct exercise *exercise, double length)
{
    char *ending = str_format(".%s.vtt", exercise->page.language);
    char *name = beside(exercise->video, ending), *found = reading_file(reading->videos, name);
    // What was dropped beside the pages is named where it was dropped.
    char *shown = str_format("%s%s", strchr(name, '/') ? "" : "videos/", name);
    char *text = NULL;
    if (!found)
        problem_add(
            reading->problems, SEVERITY_WARNING, shown, 0, 0,
            "this video has no captions in this language: add this file, the sound is off in a "
            "waiting room");
    else if (reading_text(reading, reading->videos, found, shown, &text))
        captions_read(text, shown, length, reading->problems, &exercise->cues,
                      &exercise->cues_count);
    free(text);
    free(shown);
    free(found);
    free(name);
    free(ending);
}

// False, with an error at the mark, if `value` (may be NULL) is a place after the video's end.
static bool inside(struct reading *reading, const struct exercise_source *source, const char *key,
                   const struct value *value, double length)
{
    double at = value && value->text ? strtod(value->text, NULL) : 0;
    if (at <= length)
        return true;
    problem_add(
        reading->problems, SEVERITY_ERROR, source->shown, value->line, value->column,
        "\"%s\" is %s seconds, but the video ends after %.1f: choose a place inside the video", key,
        value->text, length);
    return false;
}

static bool marks_inside(struct reading *reading, const struct exercise_source *source,
                         double length)
{
    static const char *const keys[] = {"hold_from", "hold_to", "rep_at"};
    bool good = true;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        good = inside(reading, source, keys[i], value_get(source->root, keys[i]), length) && good;
    const struct value *steps = value_get(source->root, "steps");
    for (size_t i = 0; steps && i < steps->count; i++)
        good = inside(reading, source, "at", value_get(value_item(steps, i), "at"), length) && good;
    return good;
}

static void find_poster(struct reading *reading, struct exercise *exercise)
{
    char *name = beside(exercise->video, ".jpg");
    exercise->poster = reading_file(reading->videos, name);
    char *shown = str_format("videos/%s", name);
    if (!exercise->poster)
        problem_add(
            reading->problems, SEVERITY_WARNING, shown, 0, 0,
            "this video has no still: add this picture, or lists and the printed page show none");
    free(shown);
    free(name);
}

bool exercise_add_files(struct reading *reading, const struct exercise_source *source,
                        struct exercise *exercise)
{
    const struct value *side = value_get(source->root, "other_side");
    settle_other_side(reading, source->topic, exercise);
    if (!exercise->video)
        return true;
    if (side && !str_equal(side->text, "mirror") && exercise->other_side == OTHER_SIDE_MIRROR)
        problem_add(reading->problems, SEVERITY_WARNING, source->shown, side->line, side->column,
                    "there is no video \"%s\": add it, until then the first one is shown mirrored",
                    side->text);
    char *path = str_format("%s/%s", reading->videos, exercise->video);
    double length = video_length(path);
    free(path);
    find_poster(reading, exercise);
    read_captions(reading, exercise, length);
    return length < 0 || marks_inside(reading, source, length);
}

struct exercise exercise_dropped(const struct page *topic, const char *id, const char *video)
{
    struct exercise exercise = exercise_start;
    schema_copy(&page_schema, topic, &exercise.page); // who answers for the topic answers for it
    free(exercise.page.id);
    free(exercise.page.title);
    free(exercise.page.body);
    exercise.page.id = str_copy(id);
    exercise.page.title = str_copy(id);
    exercise.page.body = str_copy("");
    exercise.page.is_signed = topic->is_signed;
    exercise.video = str_copy(video);
    exercise.how_often = str_copy("");
    exercise.level = str_copy("");
    exercise.feel_it_here = str_copy("");
    return exercise;
}

void exercise_destroy(struct exercise *exercise)
{
    captions_destroy(exercise->cues, exercise->cues_count);
    schema_destroy(&exercise_schema, exercise);
}

static void add_count(struct strbuf *dose, const char *words, int count)
{
    char *number = str_format("%d", count);
    char *text = str_replace(words, "n", number);
    strbuf_format(dose, "%s%s", words_gap(dose->text), text);
    free(text);
    free(number);
}

char *exercise_dose(const struct exercise *exercise, const char *language)
{
    struct strbuf dose = {0};
    strbuf_add(&dose, "");
    unsigned long hold = (unsigned long)exercise->hold_s, sets = (unsigned long)exercise->sets;
    if (exercise->hold_s)
        add_count(&dose, trn(language, "Hold {n} second.", "Hold {n} seconds.", hold),
                  exercise->hold_s);
    if (exercise->reps)
        add_count(
            &dose,
            trn(language, "Do it {n} time.", "Do it {n} times.", (unsigned long)exercise->reps),
            exercise->reps);
    if (exercise->reps && exercise->sets > 1)
        add_count(&dose, trn(language, "{n} round.", "Rest, then go again: {n} rounds.", sets),
                  exercise->sets);
    else if (exercise->sets > 1)
        add_count(&dose, trn(language, "Do it {n} time.", "Do it {n} times.", sets),
                  exercise->sets);
    if (exercise->each_side)
        add_count(&dose, tr(language, "Each side."), 0);
    return dose.text;
}
