// clinic.yaml: safe values, what is read, what is refused, and that the last good one stays.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "content_box.h"
#include "day.h"
#include "str.h"

static void all_is_read(void **state)
{
    (void)state;
    struct box box = box_make();
    box_write(&box, "content/clinic.yaml",
              "name: \"St. Mary: West\"\nphone: 01 23\nemergency_number: 999  # ours\n"
              "languages: [es, en] # two\nprinter: none # yet\n"
              "paper: letter\nidle: 040\nidle_in_check: 50\nidle_warning: 25\nscreen_width: 531\n"
              "logo: logo.svg\naccepted:\n  by: A. Tester\n  on: 2026-02-28\n"
              "  languages: [es]\n");
    box_write(&box, "content/logo.svg", "<svg/>");
    struct problems problems = {0};
    struct clinic clinic = clinic_default();
    assert_true(clinic_load(box.content, &clinic, &problems));
    assert_int_equal(problems.count, 0);
    struct clinic copy = clinic_copy(&clinic);
    clinic_destroy(&clinic);
    assert_string_equal(copy.name, "St. Mary: West");
    assert_string_equal(copy.address, "");
    assert_string_equal(copy.emergency_number, "999");
    assert_int_equal(copy.languages_count, 2);
    assert_string_equal(copy.languages[0], "es");
    assert_int_equal(copy.paper, PAPER_LETTER);
    assert_int_equal(copy.idle_s, 40); // not octal
    assert_int_equal(copy.idle_check_s, 50);
    assert_int_equal(copy.idle_warning_s, 25);
    assert_int_equal(copy.panel_width_mm, 531);
    assert_string_equal(copy.printer, "");
    assert_string_equal(copy.logo, "logo.svg");
    assert_string_equal(copy.accepted_by, "A. Tester");
    assert_string_equal(copy.accepted_languages[0], "es");
    clinic_destroy(&copy);
    clinic_destroy(&copy);
    box_destroy(&box);
}

static void little_is_enough(void **state)
{
    (void)state;
    struct box box = box_make();
    box_write(&box, "content/clinic.yaml", "languages: [en]\n");
    struct problems problems = {0};
    struct clinic clinic = {0};
    assert_true(clinic_load(box.content, &clinic, &problems));
    assert_int_equal(problems.count, 1); // no emergency number
    assert_int_equal(clinic.idle_s, 90);
    assert_null(clinic.printer);
    assert_null(clinic.emergency_number);
    clinic_destroy(&clinic);
    problems_destroy(&problems);
    box_destroy(&box);
}

static void mistakes_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *text, *line;
    } mistakes[] = {
        {"languages: [english]\nemergency_number: 1\n",
         "clinic.yaml:1:13: error: \"english\" is not a language code: write two small letters, like en "
         "or es"},
        {"languages: [en, en]\nemergency_number: 1\n",
         "clinic.yaml:1:17: error: \"en\" stands in the list twice"},
        {"languages: []\n",
         "clinic.yaml:1:12: error: \"languages\" must have from 1 to 12 lines, not 0"},
        {"languages: [en]\nemergency_number: none yet\n",
         "clinic.yaml:2:19: error: \"emergency_number\" must be a telephone number like 112, not \"none "
         "yet\""},
        {"languages: [en]\nemergency_number: --\n",
         "clinic.yaml:2:19: error: \"emergency_number\" must be a telephone number like 112, not "
         "\"--\""},
        {"languages: [en]\npaper: A5\n",
         "clinic.yaml:2:8: error: \"paper\" must be a4 or letter, not \"A5\""},
        {"languages: [en]\nidle: 0x20\n",
         "clinic.yaml:2:7: error: \"idle\" must be a whole number of seconds, not \"0x20\""},
        {"languages: [en]\nidle: 1\n",
         "clinic.yaml:2:7: error: \"idle\" must be from 20 to 3600, not 1"},
        {"languages: [en]\naccepted: me\n",
         "clinic.yaml:2:11: error: \"accepted\" must be followed by indented \"key: value\" lines"},
        {"languages: [en]\naccepted: {by: A, on: 2026-13-01, languages: [en]}\n",
         "clinic.yaml:2:23: error: \"on\" must be a date like 2027-05-31, not \"2026-13-01\""},
        {"languages: [en]\naccepted: {by: \"Full name, role\", on: 2026-11-01, languages: [en]}\n",
         "clinic.yaml:2:16: error: \"Full name, role\" is nobody's name: write who answers for it, "
         "with full name and role"},
        {"languages: [en]\naccepted: {by: Anna Lee, physio, on: 2026-11-01, languages: [en]}\n",
         "clinic.yaml:2:26: error: \"physio\" belongs to the words before it, but a comma ended them: "
         "put them all between straight quotes, like by: \"Full name, role\""},
        {"languages: [en]\naccepted: {by: \u201CAnna Lee, physio\u201D, on: 2026-11-01}\n",
         "clinic.yaml:2:27: error: \"physio\u201D\" belongs to the words before it, but a comma ended "
         "them: put them all between straight quotes, like by: \"Full name, role\""},
        {"phone: 1\n",
         "clinic.yaml:1:1: error: \"languages\" is missing: add a line \"languages: ...\""},
    };
    struct box box = box_make();
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        box_write(&box, "content/clinic.yaml", mistakes[i].text);
        struct library *library = box_load(&box, NULL);
        assert_problem(library, mistakes[i].line);
        assert_string_equal(library->clinic.languages[0], "en");
        library_destroy(library);
    }
    box_destroy(&box);
}

// The words of the pattern and a day to come stand for nobody, and cost nothing else of the file.
static void only_somebody_answers_for_pages(void **state)
{
    (void)state;
    char today[DAY_LETTERS], later[DAY_LETTERS];
    day_of(time(NULL), today);
    day_of(time(NULL) + 3 * 86400, later);
    const struct {
        const char *by, *on;
        bool good;
    } rows[] = {{"A. Tester, physio", today, true},
                {"A. Tester, physio", later, false},
                {"Full name, role", today, false},
                {"full name", today, false}};
    struct box box = box_make();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *text = str_format("languages: [en]\nemergency_number: 112\n"
                                "accepted: {by: \"%s\", on: %s, languages: [en]}\n",
                                rows[i].by, rows[i].on);
        box_write(&box, "content/clinic.yaml", text);
        struct problems problems = {0};
        struct clinic clinic = {0};
        assert_true(clinic_load(box.content, &clinic, &problems));
        assert_int_equal(clinic_accepts(&clinic, "en"), rows[i].good);
        assert_int_equal(problems_count(&problems, SEVERITY_ERROR), !rows[i].good);
        assert_string_equal(clinic.emergency_number, "112");
        clinic_destroy(&clinic);
        problems_destroy(&problems);
        free(text);
    }
    box_destroy(&box);
}

static void the_last_good_one_stays(void **state)
{
    (void)state;
    struct box box = box_make();
    struct library *good = box_load(&box, NULL);
    box_change(&box, "content/clinic.yaml", "name:", "nmae:");
    struct library *broken = box_load(&box, good);
    assert_problem(broken,
                   "clinic.yaml:1:1: error: \"nmae\" is not a known key. Did you mean \"name\"?");
    assert_string_equal(broken->clinic.name, "Test clinic");
    library_destroy(broken);
    box_remove(&box, "content/clinic.yaml");
    broken = box_load(&box, good);
    assert_problem(broken, "clinic.yaml: error: this file is missing, or it has another name");
    assert_string_equal(broken->clinic.emergency_number, "112");
    library_destroy(broken);
    broken = box_load(&box, NULL);
    assert_null(broken->clinic.emergency_number);
    assert_int_equal(broken->topics_count, 1);
    const struct tier_card *card = &broken->topics[0][0].checklist.cards[TIER_EMERGENCY];
    assert_string_equal(card->key, "Call your local emergency number");
    assert_string_equal(card->key_number, "");
    assert_string_equal(broken->topics[0][0].get_help.items[0],
                        "Call your local emergency number for chest pain.");
    library_destroy(broken);
    library_destroy(good);
    box_destroy(&box);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_is_read),
        cmocka_unit_test(little_is_enough),
        cmocka_unit_test(mistakes_are_told),
        cmocka_unit_test(only_somebody_answers_for_pages),
        cmocka_unit_test(the_last_good_one_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
