// The pages that are only words: what it is and why, help right now, questions and answers. And names in
// the letters of a Mac.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "content_box.h"
#include "str.h"

#define BEND     "content/knees/stretches/bend.md"
#define SIGNS    "content/knees/warning-signs.md"
#define LEARN    "content/knees/learn/"
#define RELIEF   "content/knees/relief.md"
#define QUESTION "content/knees/questions/bad.md"

static void pages_of_words_are_read(void **state)
{
    (void)state;
    struct box box = box_make();
    box_write(&box, LEARN "20-why.md",
              "---\ntitle: Why?\nreviewed_by: A. Tester\nicon: info\nfacts:\n"
              "  - icon: drop\n    text: One.\n    line: Two.\n  - icon: moon\n    text: Three.\n"
              "summary: All.\n---\n");
    box_write(&box, LEARN "10-what.md",
              "---\ntitle: What?\nreviewed_by: A. Tester\nicon: question\nfacts:\n"
              "  - icon: drop\n    text: Knees.\n---\n");
    box_write(&box, RELIEF,
              "---\ntitle: Now?\nreviewed_by: A. Tester\nline: Soon over.\npicture: chest.svg\n"
              "steps:\n  - Sit. | Hold on.\n  - Wait.\nhold: 30\nhold_line: We count.\n"
              "warning: \"Bad? Call {emergency_number}.\"\n---\n");
    box_write(
        &box, QUESTION,
        "---\ntitle: Is it bad?\nreviewed_by: A. Tester\n---\nMost times *not*.\n\nAsk us.\n");
    struct library *library = box_load_installed(&box, NULL);
    assert_int_equal(library->problems.count, 0);
    const struct topic *topic = library_topic(library, "knees", "en");
    assert_int_equal(topic->learn_count, 2);
    assert_string_equal(topic->learn[0].page.id, "10-what");
    assert_string_equal(topic->learn[0].summary, "");
    assert_string_equal(topic->learn[1].page.title, "Why?");
    assert_string_equal(topic->learn[1].icon, "info");
    assert_int_equal(topic->learn[1].facts_count, 2);
    assert_string_equal(topic->learn[1].facts[0].line, "Two.");
    assert_string_equal(topic->learn[1].facts[1].line, "");
    assert_int_equal(topic->relief.steps_count, 2);
    assert_string_equal(topic->relief.steps[0].line, "Hold on.");
    assert_string_equal(topic->relief.picture, "knees/pictures/chest.svg");
    assert_int_equal(topic->relief.hold_s, 30);
    assert_string_equal(topic->relief.warning, "Bad? Call 112.");
    assert_int_equal(topic->faqs_count, 1);
    assert_string_equal(topic->faqs[0].page.body, "Most times not.\n\nAsk us.");
    library_destroy(library);
    box_destroy(&box);
}

static void translated_pages_of_words_fall_back(void **state)
{
    (void)state;
    struct box box = box_make();
    box_change(&box, "content/clinic.yaml", "[en]", "[en, es]");
    box_write(&box, LEARN "10-what.md",
              "---\ntitle: What?\nreviewed_by: A. Tester\nicon: question\nfacts:\n"
              "  - icon: drop\n    text: Knees.\n---\n");
    box_write(&box, QUESTION, "---\ntitle: Is it bad?\nreviewed_by: A. Tester\n---\nNo.\n");
    box_write(&box, "content/knees/questions/bad.es.md",
              "---\ntitle: ¿Es grave?\ntranslated_by: B. Tester\n---\nNo, casi nunca.\n");
    struct library *library = box_load_installed(&box, NULL);
    const struct topic *topic = library_topic(library, "knees", "es");
    assert_string_equal(topic->learn[0].page.language, "en");
    assert_string_equal(topic->faqs[0].page.language, "es");
    assert_string_equal(topic->faqs[0].page.title, "¿Es grave?");
    assert_string_equal(topic->faqs[0].page.body, "No, casi nunca.");
    library_destroy(library);
    box_destroy(&box);
}

static void mistakes_in_pages_of_words_leave_the_page_out(void **state)
{
    (void)state;
    struct box box = box_make();
    box_write(&box, LEARN "10-what.md",
              "---\ntitle: What?\nreviewed_by: A. Tester\nicon: info\nfacts: [a]\n---\n");
    box_write(&box, LEARN "notes.txt", "x");
    box_write(&box, RELIEF,
              "---\ntitle: Now?\nreviewed_by: A. Tester\nsteps:\n  - Wait.\nhold: 30\n"
              "warning: Bad? Tell us.\n---\n");
    box_write(&box, QUESTION, "---\ntitle: Is it bad?\nreviewed_by: A. Tester\n---\n");
    struct library *library = box_load(&box, NULL);
    assert_problem(library, "knees/learn/10-what.md:5:9: error: each part of \"facts\" must be "
                            "\"key: value\" lines, the first one after \"- \"");
    assert_problem(library,
                   "knees/learn/notes.txt: warning: this is not a page (.md): videos belong into "
                   "the videos folder, pictures into \"pictures\"");
    assert_problem(library, "knees/relief.md:6:7: error: \"hold_line\" is missing: say what the "
                            "kiosk counts");
    assert_problem(library, "knees/questions/bad.md: error: the answer is missing: write it below "
                            "the second line of \"---\"");
    const struct topic *topic = library_topic(library, "knees", "en");
    assert_int_equal(topic->learn_count, 0);
    assert_int_equal(topic->relief.steps_count, 0);
    assert_int_equal(topic->faqs_count, 0);
    library_destroy(library);
    box_destroy(&box);
}

// As a Mac writes "ü" into names and, with some editors, into the page: a letter and a mark.
static void names_as_a_mac_writes_them_are_found(void **state)
{
    (void)state;
    static const char *const spoken[] = {"hu\u0308fte", "h\u00FCfte"};
    for (size_t i = 0; i < 2; i++) {
        struct box box = box_make();
        box_write(&box, "videos/knees/stretches/hu\u0308fte.webm", "a film");
        box_write(&box, "videos/knees/stretches/hu\u0308fte.jpg", "a still");
        box_write(&box, "videos/knees/stretches/h\u00FCfte.en.vtt",
                  "WEBVTT\n\n00:00.000 --> 00:01.000\nStand tall.\n");
        box_write(&box, "content/knees/pictures/hu\u0308fte.svg", "<svg/>");
        char *video = str_format("video: %s.webm", spoken[i]);
        char *picture = str_format("any_of:\n      - Blood | %s.svg", spoken[i]);
        box_change(&box, BEND, "video: bend.webm", video);
        box_change(&box, SIGNS, "any_of:", picture);
        struct library *library = box_load(&box, NULL);
        const struct topic *topic = library_topic(library, "knees", "en");
        assert_int_equal(topic->exercises_count, 1); // not once more without its page
        assert_string_equal(topic->exercises[0].video, "knees/stretches/hu\u0308fte.webm");
        assert_string_equal(topic->exercises[0].poster, "knees/stretches/hu\u0308fte.jpg");
        assert_int_equal(topic->exercises[0].cues_count, 1);
        for (size_t j = 0; j < library->problems.count; j++)
            assert_null(strstr(library->problems.list[j].text, "is not there: copy it"));
        library_destroy(library);
        free(picture);
        free(video);
        box_destroy(&box);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_of_words_are_read),
        cmocka_unit_test(translated_pages_of_words_fall_back),
        cmocka_unit_test(mistakes_in_pages_of_words_leave_the_page_out),
        cmocka_unit_test(names_as_a_mac_writes_them_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
