// The words under the pictures are the words of the page: one caption for each step, from the
// moment the step is said to last, beginning with its sentence. Looks at every exercise of the
// content folder that has English captions.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "captions.h"
#include "file.h"
#include "library.h"
#include "str.h"

// What is wrong with the captions `text` of an exercise; NULL if nothing is.
static const char *wrong_with(const struct exercise *exercise, const char *text)
{
    struct problems problems = {0};
    struct cue *cues;
    size_t count;
    const char *wrong = NULL;
    captions_read(text, exercise->page.id, -1, &problems, &cues, &count);
    if (problems.count)
        wrong = "it does not read without a warning";
    else if (count != exercise->steps_count)
        wrong = "there are not as many captions as steps";
    for (size_t i = 0; !wrong && i < count; i++) {
        const struct step *step = &exercise->steps[i];
        size_t length = strlen(step->text);
        for (char *c = cues[i].text; *c; c++)
            *c = *c == '\n' ? ' ' : *c;
        if (fabs(cues[i].from - step->at) > .0005)
            wrong = "a caption does not begin where its step does";
        else if (i && fabs(cues[i].from - cues[i - 1].to) > .0005)
            wrong = "there is a gap between two captions";
        else if (strncmp(cues[i].text, step->text, length) != 0 || cues[i].text[length] != '.')
            wrong = "a caption does not begin with its step";
    }
    captions_destroy(cues, count);
    problems_destroy(&problems);
    return wrong;
}

static char *captions_of(const struct exercise *exercise)
{
    char *path = str_format("videos/%s.en.vtt", exercise->page.id), *text = NULL;
    if (!file_exists(path) || !file_read(path, 64 * 1024, &text, NULL))
        text = NULL;
    free(path);
    return text;
}

static void captions_say_the_steps(void **state)
{
    (void)state;
    struct library *library = library_load(
        &(struct library_options){.content = "content", .videos = "videos", .demonstration = true});
    int looked = 0, wrong = 0;
    for (size_t t = 0; t < library->topics_count; t++) {
        const struct topic *topic = &library->topics[0][t];
        for (size_t i = 0; i < topic->exercises_count; i++) {
            const struct exercise *exercise = &topic->exercises[i];
            char *text = captions_of(exercise);
            const char *said = text ? wrong_with(exercise, text) : "there are no captions";
            if (said && (text || exercise->video)) {
                print_message("%s: %s\n", exercise->page.id, said);
                wrong++;
            }
            looked += text != NULL;
            free(text);
        }
    }
    library_destroy(library);
    assert_int_equal(wrong, 0);
    assert_true(looked >= 15);
}

// The look itself finds what it is there to find.
static void other_captions_are_found(void **state)
{
    (void)state;
    struct step steps[] = {{"Sit tall", 0}, {"Lean forward", 1.5}};
    struct exercise exercise = {.page = {.id = "chair"}, .steps = steps, .steps_count = 2};
    static const struct {
        const char *text, *wrong;
    } cases[] = {
        {"Sit tall.\n\n00:01.500 --> 00:04.000\nLean forward.\nKeep long.", NULL},
        {"Sit tall.", "there are not as many captions as steps"},
        {"Sit tall.\n\n00:01.500 --> 00:04.000\nLean back.",
         "a caption does not begin with its step"},
        {"Sit tall.\n\n00:01.600 --> 00:04.000\nLean forward.",
         "a caption does not begin where its step does"},
        {"Sit tall, as tall as ever you can.\n\n00:01.500 --> 00:04.000\nLean forward.",
         "it does not read without a warning"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *text = str_format("WEBVTT\n\n00:00.000 --> 00:01.500\n%s\n", cases[i].text);
        const char *said = wrong_with(&exercise, text);
        assert_true(cases[i].wrong ? said && str_equal(said, cases[i].wrong) : !said);
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(captions_say_the_steps),
        cmocka_unit_test(other_captions_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
