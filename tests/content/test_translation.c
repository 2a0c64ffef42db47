// Translations: words may differ and nothing else, what is missing falls back, and a half-good
// checklist is off in that language.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "content_box.h"
#include "str.h"

static const char clinic[] = "languages: [en, es]\nemergency_number: 112\n";
static const char bend[] = "---\ntitle: Flexi\u00F3n\ntranslated_by: A. Tester\nsteps:\n"
                           "  - text: De pie\n  - text: Doble despacio\n    at: 1.5\n---\n";

static struct box spanish(void)
{
    struct box box = box_make();
    box_write(&box, "content/clinic.yaml", clinic);
    box_write(&box, "content/knees/stretches/bend.es.md", bend);
    box_write(&box, "content/knees/warning-signs.es.md", box_spanish_signs);
    box_write(&box, "videos/bend.es.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nDe pie.\n");
    return box;
}

// The mark that a warning about an old translation tells to write; NULL if there is none.
static char *mark_told(const struct box *box, char **line)
{
    struct library *library = box_load_installed(box, NULL);
    assert_no_errors(library);
    char *mark = NULL;
    for (size_t i = 0; i < library->problems.count; i++) {
        char *one = problem_line(&library->problems.list[i]);
        const char *at = strstr(one, "then write \"translates: ");
        if (at) {
            mark = str_copy_part(at + strlen("then write \"translates: "), 8);
            *line = str_copy(one);
        }
        free(one);
    }
    library_destroy(library);
    return mark;
}

static void an_old_translation_is_told(void **state)
{
    (void)state;
    static const char page[] = "content/knees/stretches/bend.md",
                      spanish_page[] = "content/knees/stretches/bend.es.md";
    struct box box = spanish();
    char *line = NULL;
    assert_null(mark_told(&box, &line)); // one that does not say it cannot be judged
    box_change(&box, spanish_page, "A. Tester\n", "A. Tester\ntranslates: new\n");
    char *mark = mark_told(&box, &line);
    assert_non_null(mark);
    char *told = str_format("knees/stretches/bend.es.md:4:13: warning: the words of bend.md have "
                            "changed since they were translated: have both read side by side, "
                            "then write \"translates: %s\"",
                            mark);
    assert_string_equal(line, told);
    char *says = str_format("translates: %s\n", mark);
    box_change(&box, spanish_page, "translates: new\n", says);
    assert_null(mark_told(&box, &line));
    box_change(&box, page, "hold: 30", "hold: 20"); // no word
    assert_null(mark_told(&box, &line));
    box_change(&box, page, "Bend slowly", "Bend very slowly");
    free(line);
    char *fresh = mark_told(&box, &line);
    assert_non_null(fresh);
    assert_string_not_equal(fresh, mark);
    free(fresh);
    free(says);
    free(told);
    free(mark);
    free(line);
    box_destroy(&box);
}

static void words_differ_and_numbers_stay(void **state)
{
    (void)state;
    struct box box = spanish();
    struct library *library = box_load_installed(&box, NULL);
    assert_no_errors(library);
    assert_problem(library, "knees/topic.es.md: warning: this page is not there: patients see "
                            "knees/topic.md untranslated");
    const struct topic *topic = library_topic(library, "knees", "es");
    assert_string_equal(topic->page.language, "en"); // not translated: the first language stands in
    assert_string_equal(topic->page.title, "Sore knees");
    const struct exercise *exercise = &topic->exercises[0];
    assert_string_equal(exercise->page.language, "es");
    assert_string_equal(exercise->page.title, "Flexi\u00F3n");
    assert_string_equal(exercise->page.reviewed_by, "A. Tester");
    assert_true(exercise->page.is_signed);
    assert_int_equal(exercise->hold_s, 30);
    assert_string_equal(exercise->video, "bend.webm");
    assert_string_equal(exercise->steps[0].text, "De pie");
    assert_true(exercise->steps[0].at == 0 && exercise->steps[1].at == 1.5);
    assert_string_equal(exercise->cues[0].text, "De pie.");
    const struct checklist *checklist = &topic->checklist;
    assert_int_equal(checklist->questions_count, 3); // in the order of the page itself
    assert_string_equal(checklist->questions[0].id, "chest");
    assert_string_equal(checklist->questions[0].any_of[0].words, "Dolor de pecho");
    assert_string_equal(checklist->questions[0].any_of[0].picture, "knees/pictures/chest.svg");
    assert_int_equal(checklist->questions[0].yes, TIER_EMERGENCY);
    assert_string_equal(checklist->questions[2].ask, "\u00BFVuelve?");
    assert_string_equal(checklist->cards[TIER_EMERGENCY].key_number, "112");
    assert_string_equal(topic->get_help.items[0], "Llame al 112.");
    const struct topic *english = library_topic(library, "knees", "en");
    assert_string_equal(english->exercises[0].page.title, "Knee bend");
    library_destroy(library);
    box_destroy(&box);
}

static void what_is_missing_falls_back_and_is_told(void **state)
{
    (void)state;
    struct box box = spanish();
    box_write(&box, "content/knees/stretches/bend.es.md",
              "---\ntranslated_by: A. Tester\nsteps:\n  - text: De pie\n---\n");
    struct library *library = box_load_installed(&box, NULL);
    assert_no_errors(library);
    assert_problem(library, "knees/stretches/bend.es.md:2:1: warning: \"title\" is not translated: "
                            "patients see it untranslated");
    assert_problem(library, "knees/stretches/bend.es.md:4:3: warning: part 2 of \"steps\" is not "
                            "translated: patients see it untranslated");
    const struct exercise *exercise = &library_topic(library, "knees", "es")->exercises[0];
    assert_string_equal(exercise->page.title, "Knee bend");
    assert_string_equal(exercise->steps[1].text, "Bend slowly");
    library_destroy(library);
    box_destroy(&box);
}

static void only_words_may_differ(void **state)
{
    (void)state;
    static const struct {
        const char *old, *new, *line;
    } mistakes[] = {
        {"steps:", "hold: 20\nsteps:",
         "knees/stretches/bend.es.md:4:7: error: \"hold\" differs from the page itself: a translation "
         "changes only words. Remove this line"},
        {"at: 1.5", "at: 2",
         "knees/stretches/bend.es.md:7:9: error: \"at\" differs from the page itself: a translation "
         "changes only words. Remove this line"},
        {"steps:", "reps: 20\nsteps:",
         "knees/stretches/bend.es.md:4:7: error: \"reps\" is not in the page itself: put it there first, "
         "or remove it here"},
        {"steps:", "hodl: 30\nsteps:",
         "knees/stretches/bend.es.md:4:1: error: \"hodl\" is not a known key. Did you mean \"hold\"?"},
        {"    at: 1.5\n", "  - text: Uno\n  - text: Dos\n",
         "knees/stretches/bend.es.md:7:5: error: this part of \"steps\" is not in the page itself: remove "
         "it, or correct its \"place\""},
    };
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        struct box box = spanish();
        box_change(&box, "content/knees/stretches/bend.es.md", mistakes[i].old, mistakes[i].new);
        struct library *library = box_load_installed(&box, NULL);
        assert_problem(library, mistakes[i].line);
        const struct exercise *exercise = &library_topic(library, "knees", "es")->exercises[0];
        assert_string_equal(exercise->page.language, "en");
        assert_int_equal(exercise->hold_s, 30);
        library_destroy(library);
        box_destroy(&box);
    }
}

static void what_is_never_advice_is_refused_in_each_language(void **state)
{
    (void)state;
    static const char *const words[] = {"agua tónica", "quinina", "كينين", "奎宁"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct box box = spanish();
        box_change(&box, "content/knees/stretches/bend.es.md", "De pie", words[i]);
        struct library *library = box_load_installed(&box, NULL);
        char *line =
            str_format("knees/stretches/bend.es.md:5:11: error: \"%s\" is never advice (it "
                       "can do serious harm): remove it",
                       words[i]);
        assert_problem(library, line);
        free(line);
        library_destroy(library);
        box_destroy(&box);
    }
}

static void a_tier_cannot_be_translated(void **state)
{
    (void)state;
    struct box box = spanish();
    struct library *good = box_load_installed(&box, NULL);
    box_change(&box, "content/knees/warning-signs.es.md", "    sign: Un chasquido\n",
               "    sign: Un chasquido\n    yes: book\n");
    struct library *library = box_load_installed(&box, NULL);
    assert_problem(library, "knees/warning-signs.es.md:20:10: error: \"yes\" differs from the page "
                            "itself: a translation changes only words. Remove this line");
    assert_int_equal(library_topic(library, "knees", "es")->checklist.questions_count, 0);
    assert_int_equal(library_topic(library, "knees", "en")->checklist.questions_count, 3);
    library_destroy(library);
    library = box_load_installed(&box, good);
    assert_string_equal(library_topic(library, "knees", "es")->checklist.questions[1].ask,
                        "\u00BFSon\u00F3?");
    library_destroy(library);
    library_destroy(good);
    box_destroy(&box);
}

static void an_unsigned_translation_is_off(void **state)
{
    (void)state;
    struct box box = spanish();
    box_change(&box, "content/knees/stretches/bend.es.md", "translated_by: A. Tester\n", "");
    box_change(&box, "content/knees/warning-signs.es.md", "translated_by: A. Tester\n", "");
    box_write(&box, "content/knees/questions/why.md",
              "---\ntitle: Why?\nreviewed_by: A. Tester\n---\nBecause.\n");
    box_write(&box, "content/knees/questions/why.es.md",
              "---\ntitle: ¿Por qué?\ntranslated_by: A. Tester\n---\nPorque.\n");
    struct library *library = box_load_installed(&box, NULL);
    assert_problem(library,
                   "knees/stretches/bend.es.md: error: nobody has signed this page, so it is "
                   "off: have it read and fill in \"translated_by\", or accept unsigned pages "
                   "in clinic.yaml");
    const struct topic *topic = library_topic(library, "knees", "es");
    assert_string_equal(topic->exercises[0].page.language, "en");
    assert_int_equal(topic->checklist.questions_count, 0);
    assert_non_null(topic->checklist_off);
    assert_int_equal(library_topic(library, "knees", "en")->checklist.questions_count, 3);
    assert_int_equal(library->clinic.languages_count, 2);
    library_destroy(library);
    // Not one page in it: the language itself is off.
    box_remove(&box, "content/knees/questions/why.es.md");
    library = box_load_installed(&box, NULL);
    assert_problem(library, "clinic.yaml: warning: no page may be shown in the language \"es\": "
                            "patients are not offered it");
    assert_int_equal(library->clinic.languages_count, 1);
    assert_string_equal(library_topic(library, "knees", "es")->page.language, "en");
    library_destroy(library);
    box_destroy(&box);
}

// Within Arabic the parts of a number would stand in the wrong order.
static void numbers_are_set_apart_in_a_right_to_left_language(void **state)
{
    (void)state;
    struct box box = spanish();
    box_write(&box, "content/clinic.yaml",
              "languages: [en, es, ar]\nemergency_number: 1-1-2\nphone: 555 0199\n");
    box_write(&box, "content/knees/warning-signs.ar.md", box_spanish_signs);
    box_change(&box, "content/knees/warning-signs.ar.md", "key: Visita", "key: \"{phone}\"");
    box_change(&box, "content/knees/warning-signs.es.md", "key: Visita", "key: \"{phone}\"");
    struct library *library = box_load_installed(&box, NULL);
    assert_no_errors(library);
    const struct topic *arabic = library_topic(library, "knees", "ar");
    assert_string_equal(arabic->checklist.cards[TIER_BOOK].key, "\u2066555 0199\u2069");
    assert_string_equal(arabic->get_help.items[0], "Llame al \u20661-1-2\u2069.");
    const struct topic *other = library_topic(library, "knees", "es");
    assert_string_equal(other->checklist.cards[TIER_BOOK].key, "555 0199");
    library_destroy(library);
    box_destroy(&box);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_differ_and_numbers_stay),
        cmocka_unit_test(an_old_translation_is_told),
        cmocka_unit_test(what_is_missing_falls_back_and_is_told),
        cmocka_unit_test(only_words_may_differ),
        cmocka_unit_test(what_is_never_advice_is_refused_in_each_language),
        cmocka_unit_test(a_tier_cannot_be_translated),
        cmocka_unit_test(an_unsigned_translation_is_off),
        cmocka_unit_test(numbers_are_set_apart_in_a_right_to_left_language),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
