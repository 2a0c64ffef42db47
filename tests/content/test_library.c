// Whole folders: what ships is without error, what is broken is left out and told, what is unsigned
// is off.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "content_box.h"
#include "file.h"
#include "str.h"

#define BEND  "content/knees/stretches/bend.md"
#define SIGNS "content/knees/warning-signs.md"
#define TOPIC "content/knees/topic.md"

static void what_ships_is_without_error(void **state)
{
    (void)state;
    struct library *library = library_load(
        &(struct library_options){.content = "content", .videos = "videos", .demonstration = true});
    assert_no_errors(library);
    for (size_t i = 0; i < library->problems.count; i++)
        assert_true(str_starts(library->problems.list[i].text, "nobody has signed this page") ||
                    str_starts(library->problems.list[i].text, "there is no \"video\" yet") ||
                    str_starts(library->problems.list[i].text, "\"emergency_number\" is missing"));
    assert_null(library->clinic.emergency_number); // another country's would be dangerous
    const struct topic *topic = library_topic(library, "inner-thigh-cramps", "en");
    assert_non_null(topic);
    assert_string_equal(topic->picture, "inner-thigh-cramps/pictures/chair.svg");
    assert_int_equal(topic->before_count, 4);
    assert_int_equal(topic->before_questions_count, 2);
    assert_string_equal(topic->checklist.questions[topic->before_questions[0]].id, "pull-or-pop");
    assert_string_equal(topic->checklist.questions[topic->before_questions[1]].id, "one-leg");
    assert_int_equal(topic->routine_count, 6);
    assert_true(topic->prevention.items_count >= 6);
    assert_true(topic->get_help.items_count >= 4);
    const struct exercise *butterfly = topic_exercise(topic, "butterfly-stretch");
    assert_non_null(butterfly);
    assert_int_equal(butterfly->steps_count, 4);
    assert_int_equal(butterfly->stop_if_count, 4); // the topic's own
    assert_string_equal(butterfly->poster, "butterfly-stretch.jpg");
    assert_true(butterfly->cues_count == 4 && butterfly->cues[3].to == 8);
    char *dose = exercise_dose(butterfly, "en");
    assert_string_equal(dose, "Hold 30 seconds. Do it 3 times.");
    free(dose);
    const struct exercise *plie = topic_exercise(topic, "plie-squat");
    assert_int_equal(plie->kind, EXERCISE_STRENGTHEN);
    dose = exercise_dose(plie, "en");
    assert_string_equal(dose, "Do it 12 times. Rest, then go again: 3 rounds.");
    free(dose);
    assert_string_equal(topic->checklist.questions[0].any_of[1].picture,
                        "inner-thigh-cramps/pictures/sign-chest.svg");
    library_destroy(library);
}

static void a_box_is_good(void **state)
{
    (void)state;
    struct box box = box_make();
    struct library *library = box_load_installed(&box, NULL);
    assert_int_equal(library->problems.count, 0);
    const struct topic *topic = library_topic(library, "knees", "xx");
    assert_string_equal(topic->page.id, "knees");
    assert_string_equal(topic->page.body, "About knees.");
    assert_true(topic->page.is_signed);
    assert_null(topic->checklist_off);
    assert_null(library_topic(library, "hips", "en"));
    assert_null(topic_exercise(topic, "jump"));
    struct library *again = box_load_installed(&box, NULL);
    assert_string_equal(library->version, again->version);
    library_destroy(again);
    box_change(&box, BEND, "hold: 30", "hold: 31");
    again = box_load_installed(&box, NULL);
    assert_string_not_equal(library->version, again->version);
    library_destroy(again);
    library_destroy(library);
    box_destroy(&box);
}

// Each mistake: where, what it replaces, what it is, and what is said.
static const struct mistake {
    const char *file, *old, *new, *line;
} mistakes[] = {
    {BEND, "hold: 30", "hold: twenty",
     "knees/stretches/bend.md:5:7: error: \"hold\" must be a whole number of seconds, not \"twenty\""},
    {BEND, "hold: 30", "hold: 30.5",
     "knees/stretches/bend.md:5:7: error: \"hold\" must be a whole number of seconds, not \"30.5\""},
    {BEND, "hold: 30", "hold: -3",
     "knees/stretches/bend.md:5:7: error: \"hold\" must be a whole number of seconds, not \"-3\""},
    {BEND, "hold: 30", "hold: [30]",
     "knees/stretches/bend.md:5:7: error: \"hold\" must be one text, not a list or more keys"},
    {BEND, "hold: 30", "hold: 99999",
     "knees/stretches/bend.md:5:7: error: \"hold\" must be from 0 to 600, not 99999"},
    {BEND, "hold: 30", "hodl: 30",
     "knees/stretches/bend.md:5:1: error: \"hodl\" is not a known key. Did you mean \"hold\"?"},
    {BEND, "at: 1.5", "ta: 1.5",
     "knees/stretches/bend.md:13:5: error: \"ta\" is not a known key. Did you mean \"at\"?"},
    {BEND, "hold: 30", "colour: red",
     "knees/stretches/bend.md:5:1: error: \"colour\" is not a known key here: correct its spelling or "
     "remove the line"},
    {BEND, "hold: 30", "sets: 4",
     "knees/stretches/bend.md:6:1: error: \"sets\" is written twice (first in line 5): keep one of them"},
    {BEND, "title: Knee bend\n", "",
     "knees/stretches/bend.md:2:1: error: \"title\" is missing: add a line \"title: ...\""},
    {BEND, "title: Knee bend", "title:",
     "knees/stretches/bend.md:2:1: error: \"title\" is missing: add a line \"title: ...\""},
    {BEND, "hold_to: 3", "hold_to: 1",
     "knees/stretches/bend.md:8:10: error: \"hold_to\" must be later in the video than \"hold_from\""},
    {BEND, "hold_to: 3\n", "",
     "knees/stretches/bend.md:7:12: error: \"hold_from\" and \"hold_to\" belong together: add the other "
     "one"},
    {BEND, "at: 1.5", "at: 0",
     "knees/stretches/bend.md:13:9: error: \"at\" must be later than in the step before: put the steps "
     "in the order of the video"},
    {BEND, "sets: 3", "sets: 3\neach_side: true",
     "knees/stretches/bend.md:7:12: error: \"each_side\" must be yes or no, not \"true\""},
    {BEND, "sets: 3", "sets: 3\nrep_at: 2",
     "knees/stretches/bend.md:7:9: error: \"reps\" is missing: say how many times"},
    {BEND, "sets: 3", "sets: 3\nstop_if: Sharp pain",
     "knees/stretches/bend.md:7:10: error: \"stop_if\" must be a list: put each entry on a line of its "
     "own, beginning with \"- \""},
    {BEND, "video: bend.webm", "video: ../bend.webm",
     "knees/stretches/bend.md:4:8: error: \"video\" must be a plain file name, not \"../bend.webm\": put "
     "the video into its folder and write only its name"},
    {BEND, "video: bend.webm", "video: ..",
     "knees/stretches/bend.md:4:8: error: \"video\" must be a plain file name, not \"..\": put the video "
     "into its folder and write only its name"},
    {BEND, "Stand tall", "Call {number} now",
     "knees/stretches/bend.md:10:11: error: \"{number}\" is not filled in by the kiosk: use "
     "{emergency_number}, {phone} or {clinic}, or leave out the braces"},
    {BEND, "Stand tall", "Drink Tonic Water",
     "knees/stretches/bend.md:10:11: error: \"tonic water\" is never advice (it can do "
     "serious harm): remove it"},
    {BEND, "reviewed_by: A. Tester", "reviewed_by: A. Tester\nreview_by: next year",
     "knees/stretches/bend.md:4:12: error: \"review_by\" must be a date like 2027-05-31, not \"next "
     "year\""},
    {SIGNS, "yes: emergency", "yes: urgent",
     "knees/warning-signs.md:30:10: error: \"yes\" must be self-care, book, same-day or emergency, not "
     "\"urgent\""},
    {SIGNS, "    yes: emergency\n", "",
     "knees/warning-signs.md:23:5: error: \"yes\" is missing: add a line \"yes: ...\""},
    {SIGNS, "    not_sure: same-day\n", "",
     "knees/warning-signs.md:23:5: error: \"not_sure\" is missing: add a line \"not_sure: ...\""},
    {SIGNS, "not_sure: same-day", "not_sure: book",
     "knees/warning-signs.md:31:15: error: \"not_sure\" must be same-day or emergency where \"yes\" is "
     "an emergency, not \"book\""},
    {SIGNS, "id: again", "id: pop",
     "knees/warning-signs.md:38:9: error: \"pop\" is the id of an earlier question too (line 32): give "
     "each its own"},
    {SIGNS, "ask: Did it pop?",
     "ask: Did it one two three four five six seven eight nine ten eleven pop?",
     "knees/warning-signs.md:33:10: error: \"ask\" has 14 words: at most 12 fit. Shorten it"},
    {SIGNS, "Chest pain | chest.svg", "A very bad chest pain | chest.svg",
     "knees/warning-signs.md:26:9: error: \"any_of\" has 5 words: at most 3 fit. Shorten it"},
    {SIGNS, "  book:\n    headline: Mention it.\n    key: Visit\n    steps: [Tell your physio.]\n",
     "", "knees/warning-signs.md:5:3: error: \"book\" is missing: add a line \"book: ...\""},
    {TOPIC, "before_questions: [pop]", "before_questions: [plop]",
     "knees/topic.md:12:20: error: \"plop\" is not the id of a question in warning-signs.md: correct it"},
    {TOPIC, "stop_if:\n  - Sharp pain\n", "",
     "knees/topic.md:2:1: error: \"stop_if\" is missing: add a line \"stop_if: ...\""},
};

static void mistakes_are_told_and_left_out(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        const struct mistake *m = &mistakes[i];
        struct box box = box_make();
        box_change(&box, m->file, m->old, m->new);
        struct library *library = box_load(&box, NULL);
        assert_problem(library, m->line);
        const struct topic *topic = library_topic(library, "knees", "en");
        if (str_equal(m->file, TOPIC)) {
            assert_null(topic);
        } else if (str_equal(m->file, BEND)) {
            assert_int_equal(topic->exercises_count, 0);
            assert_int_equal(topic->checklist.questions_count, 3);
        } else {
            assert_int_equal(topic->checklist.questions_count, 0);
            assert_string_equal(
                topic->checklist_off,
                "warning-signs.md has an error: the check for warning signs is off.");
            assert_int_equal(topic->get_help.items_count, 0);
            assert_int_equal(topic->exercises_count, 1);
        }
        library_destroy(library);
        box_destroy(&box);
    }
}

static void small_faults_are_warnings(void **state)
{
    (void)state;
    struct box box = box_make();
    box_remove(&box, "videos/bend.webm");
    box_remove(&box, "content/knees/pictures/chest.svg");
    box_change(&box, BEND, "Stand tall", "Stand as tall as ever you can today");
    box_change(&box, BEND, "hold: 30", "hold: 030");
    box_change(&box, TOPIC, "headline:", "routine: [bend, jump, bend]\nheadline:");
    box_write(&box, "content/knees/stretches/jump.mp4", "x");
    box_write(&box, "content/knees/relieve.md", "x");
    box_write(&box, "content/hips/notes.txt", "x");
    box_write(&box, "content/knees/stretches/hop.md",
              "---\ntitle: Hop\nreviewed_by: A. Tester\nhold: 5\nsteps:\n  - text: Hop\n---\n");
    struct library *library = box_load(&box, NULL);
    assert_no_errors(library);
    assert_problem(library, "knees/stretches/hop.md:2:1: warning: there is no \"video\" yet: until "
                            "there is one, patients do not see this exercise");
    assert_problem(library,
                   "knees/stretches/bend.md:4:8: warning: the video \"bend.webm\" is not there: "
                   "copy it into its folder, or correct the name");
    assert_problem(library,
                   "knees/warning-signs.md:26:9: warning: the picture \"chest.svg\" is not "
                   "there: copy it into its folder, or correct the name");
    assert_problem(library,
                   "knees/stretches/bend.md:10:11: warning: \"text\" has 35 letters: at most 28 "
                   "fit. Shorten it");
    assert_problem(library,
                   "knees/topic.md:4:17: warning: \"jump\" is not an exercise that can be shown: "
                   "correct the name, or remove it from \"routine\"");
    assert_problem(library,
                   "knees/topic.md:4:23: warning: \"bend\" stands in \"routine\" twice: it is "
                   "done once");
    assert_problem(library,
                   "knees/stretches/jump.mp4: warning: a video is shown from here once the folder "
                   "is published; without publishing, put it into the videos folder");
    assert_problem(library,
                   "knees/relieve.md: warning: the kiosk does not know this name and does not "
                   "show it: compare it with content/KEYS.md");
    assert_problem(library,
                   "hips: warning: this folder has no topic.md and is not shown: add one, or "
                   "remove the folder");
    const struct topic *topic = library_topic(library, "knees", "en");
    assert_null(topic->exercises[0].video);
    assert_int_equal(topic->exercises[0].hold_s, 30); // not octal
    assert_int_equal(topic->routine_count, 1);
    assert_null(topic->checklist.questions[0].any_of[0].picture);
    library_destroy(library);
    box_destroy(&box);
}

static void wrong_encodings_are_named(void **state)
{
    (void)state;
    struct box box = box_make();
    box_change(&box, BEND, "Knee bend", "Knee b\xE9nd");
    struct library *library = box_load(&box, NULL);
    assert_problem(library,
                   "knees/stretches/bend.md:2:14: error: this file is not saved as UTF-8 (here "
                   "stands a \"\u00E9\" in Latin-1 or Windows-1252): save it again and choose "
                   "the encoding UTF-8");
    library_destroy(library);
    box_write_bytes(&box, BEND, "\xFF\xFE-\0-\0-\0\n\0", 10);
    library = box_load(&box, NULL);
    assert_problem(library,
                   "knees/stretches/bend.md: error: this file is saved as UTF-16 (\"Unicode\"): "
                   "save it again and choose the encoding UTF-8");
    library_destroy(library);
    box_write_bytes(&box, BEND, "---\ntitle: a\0b\n---\n", 19);
    library = box_load(&box, NULL);
    assert_problem(library,
                   "knees/stretches/bend.md:2:9: error: a zero byte stands here: the copy of this "
                   "file is incomplete. Copy it again");
    library_destroy(library);
    char torn[400] = "---\ntitle: a\n---\n"; // a stick that was pulled too early
    box_write_bytes(&box, BEND, torn, sizeof torn);
    library = box_load(&box, NULL);
    assert_problem(library,
                   "knees/stretches/bend.md:4:1: error: a zero byte stands here: the copy of this "
                   "file is incomplete. Copy it again");
    library_destroy(library);
    box_write_bytes(&box, BEND, "-\0-\0-\0\n\0a\0:\0", 12);
    library = box_load(&box, NULL);
    assert_problem(library,
                   "knees/stretches/bend.md: error: this file is saved as UTF-16 (\"Unicode\"): "
                   "save it again and choose the encoding UTF-8");
    library_destroy(library);
    box_write(&box, BEND, "---\ntitle: a\x1B[2J\n---\n");
    library = box_load(&box, NULL);
    assert_problem(library,
                   "knees/stretches/bend.md:2:9: error: an invisible control character (number "
                   "27) stands here: remove it");
    library_destroy(library);
    box_destroy(&box);
}

static void notepad_files_are_read(void **state)
{
    (void)state;
    struct box box = box_make();
    char *path = str_format("%s/%s", box.folder, BEND);
    char *text = NULL;
    assert_true(file_read(path, 1 << 16, &text, NULL));
    struct strbuf windows = {0};
    strbuf_add(&windows, "\xEF\xBB\xBF");
    for (const char *at = text; *at; at++)
        strbuf_add_part(&windows, *at == '\n' ? "\r\n" : at, *at == '\n' ? 2 : 1);
    box_write(&box, BEND, windows.text);
    struct library *library = box_load(&box, NULL);
    assert_int_equal(library->problems.count, 0);
    assert_string_equal(library->topics[0][0].exercises[0].page.title, "Knee bend");
    library_destroy(library);
    box_change(&box, BEND, "hold: 30", "hold: x"); // lines are counted as the editor counts them
    library = box_load(&box, NULL);
    assert_problem(library,
                   "knees/stretches/bend.md:5:7: error: \"hold\" must be a whole number of "
                   "seconds, not \"x\"");
    library_destroy(library);
    strbuf_destroy(&windows);
    free(text);
    free(path);
    box_destroy(&box);
}

static void huge_and_strange_files_are_refused(void **state)
{
    (void)state;
    struct box box = box_make();
    struct strbuf big = {0};
    strbuf_add(&big, "---\ntitle: ");
    while (big.length < 65 * 1024)
        strbuf_add(&big, "longer ");
    box_write(&box, BEND, big.text);
    strbuf_destroy(&big);
    box_write(&box, "content/knees/stretches/Bend Two.md", "---\n---\n");
    box_write(&box, "content/knees/stretches/bend.spanish.md", "---\n---\n");
    box_write(&box, "content/knees/stretches/lost.es.md", "---\n---\n");
    struct library *library = box_load(&box, NULL);
    assert_problem(library,
                   "knees/stretches/bend.md: error: this file is larger than 64 KB: shorten it, "
                   "or divide it into several pages");
    assert_problem(library,
                   "knees/stretches/Bend Two.md: error: rename this file: only small letters a "
                   "to z, digits and \"-\" may stand in the name of a page");
    assert_problem(library,
                   "knees/stretches/bend.spanish.md: error: \"spanish\" is not a language code: "
                   "name the file like bend.md or bend.es.md");
    assert_problem(library,
                   "knees/stretches/lost.es.md: error: there is no page \"lost.md\" that this "
                   "could be the translation of: correct the name, or remove this one too");
    library_destroy(library);
    box_destroy(&box);
}

static void nobodys_pages_are_off(void **state)
{
    (void)state;
    struct box box = box_make();
    box_change(&box, BEND, "reviewed_by: A. Tester", "reviewed_by:");
    box_change(&box, SIGNS, "reviewed_by: A. Tester", "reviewed_by:");
    struct library *library = box_load_installed(&box, NULL);
    assert_problem(library,
                   "knees/stretches/bend.md: error: nobody has signed this page, so it is off: "
                   "have it read and fill in \"reviewed_by\", or accept unsigned pages in "
                   "clinic.yaml");
    const struct topic *topic = library_topic(library, "knees", "en");
    assert_int_equal(topic->exercises_count, 0);
    assert_int_equal(topic->checklist.questions_count, 0);
    assert_string_equal(topic->checklist_off,
                        "Nobody has signed warning-signs.md: the check for warning signs is off.");
    library_destroy(library);
    library = box_load(&box, NULL); // a demonstration shows them
    topic = library_topic(library, "knees", "en");
    assert_no_errors(library);
    assert_int_equal(topic->exercises_count, 1);
    assert_false(topic->exercises[0].page.is_signed);
    library_destroy(library);
    box_change(&box, "content/clinic.yaml",
               "name:", "accepted: {by: A. Tester, on: 2026-01-01, languages: [es]}\nname:");
    library = box_load_installed(&box, NULL); // accepted, but in another language
    assert_int_equal(library_topic(library, "knees", "en")->exercises_count, 0);
    library_destroy(library);
    box_change(&box, "content/clinic.yaml", "[es]", "[en]");
    library = box_load_installed(&box, NULL);
    assert_no_errors(library);
    assert_int_equal(library_topic(library, "knees", "en")->exercises_count, 1);
    assert_int_equal(library_topic(library, "knees", "en")->checklist.questions_count, 3);
    library_destroy(library);
    box_destroy(&box);
}

static void a_broken_checklist_keeps_the_last_good_one(void **state)
{
    (void)state;
    struct box box = box_make();
    struct library *good = box_load_installed(&box, NULL);
    box_change(&box, SIGNS, "yes: emergency", "yes: urgent");
    struct library *broken = box_load_installed(&box, good);
    library_destroy(good);
    assert_problem(broken, "knees/warning-signs.md:30:10: error: \"yes\" must be self-care, book, "
                           "same-day or emergency, not \"urgent\"");
    const struct topic *topic = library_topic(broken, "knees", "en");
    assert_int_equal(topic->checklist.questions_count, 3);
    assert_int_equal(topic->checklist.questions[0].yes, TIER_EMERGENCY);
    assert_string_equal(topic->checklist.questions[0].any_of[0].picture,
                        "knees/pictures/chest.svg");
    assert_string_equal(topic->checklist.cards[TIER_EMERGENCY].steps[0].line, "They call.");
    assert_string_equal(topic->get_help.items[0], "Call 112 for chest pain.");
    assert_int_equal(topic->before_questions[0], 1);
    assert_null(topic->checklist_off);
    library_destroy(broken);
    box_destroy(&box);
}

static void a_signature_taken_back_counts(void **state)
{
    (void)state;
    struct box box = box_make();
    struct library *good = box_load_installed(&box, NULL);
    box_change(&box, SIGNS, "reviewed_by: A. Tester", "reviewed_by:");
    struct library *library = box_load_installed(&box, good);
    assert_int_equal(library_topic(library, "knees", "en")->checklist.questions_count, 0);
    library_destroy(library);
    box_remove(&box, SIGNS);
    library = box_load_installed(&box, good);
    assert_problem(library,
                   "knees/warning-signs.md: error: this file is missing: without it the check "
                   "for warning signs is off");
    assert_string_equal(library_topic(library, "knees", "en")->checklist_off,
                        "There is no warning-signs.md: the check for warning signs is off.");
    library_destroy(library);
    library_destroy(good);
    box_destroy(&box);
}

static void empty_folders_are_told(void **state)
{
    (void)state;
    struct library *library = library_load(
        &(struct library_options){.content = "/nonexistent", .videos = "/nonexistent"});
    assert_int_equal(library->topics_count, 0);
    assert_problem(library,
                   ".: error: the content folder /nonexistent cannot be read: check its name "
                   "and its permissions");
    assert_problem(library,
                   ".: error: there is no topic that can be shown: add a folder with a topic.md");
    library_destroy(library);
    library_destroy(NULL);
}

static void check_prints_by_place(void **state)
{
    (void)state;
    struct box box = box_make();
    box_change(&box, SIGNS, "yes: emergency", "yes: urgent");
    box_change(&box, BEND, "hold: 30", "hold: x");
    box_change(&box, BEND, "Knee bend", "Knee {bend}");
    char *text = NULL;
    size_t bytes = 0;
    FILE *out = open_memstream(&text, &bytes);
    assert_int_equal(content_check(box.content, box.videos, out), 1);
    fclose(out);
    assert_string_equal(
        text,
        "knees/stretches/bend.md:2:8: error: \"{bend}\" is not filled in by the kiosk: use "
        "{emergency_number}, {phone} or {clinic}, or leave out the braces\n"
        "knees/stretches/bend.md:5:7: error: \"hold\" must be a whole number of seconds, not \"x\"\n"
        "knees/warning-signs.md:30:10: error: \"yes\" must be self-care, book, same-day or emergency, "
        "not \"urgent\"\n"
        "1 topic, 3 errors, 0 warnings\n");
    free(text);
    out = open_memstream(&text, &bytes);
    assert_int_equal(content_check("content", "videos", out), 0);
    fclose(out);
    assert_non_null(strstr(text, "\n2 topics, 0 errors, "));
    free(text);
    box_destroy(&box);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_ships_is_without_error),
        cmocka_unit_test(a_box_is_good),
        cmocka_unit_test(mistakes_are_told_and_left_out),
        cmocka_unit_test(small_faults_are_warnings),
        cmocka_unit_test(wrong_encodings_are_named),
        cmocka_unit_test(notepad_files_are_read),
        cmocka_unit_test(huge_and_strange_files_are_refused),
        cmocka_unit_test(nobodys_pages_are_off),
        cmocka_unit_test(a_broken_checklist_keeps_the_last_good_one),
        cmocka_unit_test(a_signature_taken_back_counts),
        cmocka_unit_test(empty_folders_are_told),
        cmocka_unit_test(check_prints_by_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
