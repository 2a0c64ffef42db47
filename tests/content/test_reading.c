// How hard the English pages are to read: the counting, on words and sentences of known length.
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
#include "readability.h"
#include "str.h"

static const struct {
    const char *word;
    int syllables;
} words[] = {
    {"a", 1},           {"cramp", 1},     {"cramps", 1},    {"muscle", 2},
    {"muscles", 2},     {"thigh", 1},     {"the", 1},       {"gentle", 2},
    {"gently", 2},      {"stretch", 1},   {"stretches", 2}, {"exercise", 3},
    {"exercises", 4},   {"water", 2},     {"tired", 1},     {"needed", 2},
    {"walked", 1},      {"started", 2},   {"emergency", 4}, {"medicine", 3},
    {"movement", 2},    {"careful", 2},   {"safely", 2},    {"people", 2},
    {"nation", 2},      {"special", 2},   {"radio", 3},     {"pregnant", 2},
    {"hospital", 3},    {"numb", 1},      {"tingling", 2},  {"yes", 1},
    {"you", 1},         {"your", 1},      {"eye", 1},       {"trying", 2},
    {"physio", 3},      {"potassium", 4}, {"magnesium", 4}, {"calcium", 3},
    {"times", 1},       {"places", 2},    {"breathe", 1},   {"breathing", 2},
    {"over", 2},        {"once", 1},      {"minutes", 2},   {"pharmacist", 3},
    {"doctor", 2},      {"fluid", 2},     {"kidney", 2},    {"adductors", 3},
    {"paracetamol", 5}, {"ibuprofen", 4}, {"area", 3},      {"don't", 1},
    {"911", 3},         {"", 1},          {"rhythm", 1},    {"quiet", 2},
    {"guard", 1},       {"friend", 1},    {"piece", 1},     {"region", 2},
    {"surgeon", 2},     {"swollen", 2},   {"colour", 2},    {"hours", 1},
    {"because", 2},     {"little", 2},
};

static void syllables_of_known_words(void **state)
{
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        int have = word_syllables(words[i].word, strlen(words[i].word));
        if (have != words[i].syllables)
            print_error("%s: %d, not %d\n", words[i].word, words[i].syllables, have);
        wrong += have != words[i].syllables;
    }
    assert_int_equal(wrong, 0);
}

static void sentences_are_divided(void **state)
{
    (void)state;
    assert_int_equal(sentence_length(""), 0);
    assert_int_equal(sentence_length("Sit. Stand."), 5);
    assert_int_equal(sentence_length("Hold 2.5 kg. Rest."), 13);
    assert_int_equal(sentence_length("Say “I need help.” Then wait."), 23);
    assert_int_equal(sentence_length("One line\n\nAnother"), 10);
    assert_int_equal(sentence_length("No mark"), 7);
}

static void the_formulas_give_the_known_grade(void **state)
{
    (void)state;
    struct readability r = {0};
    assert_true(readability_grade(&r) == 0 && readability_smog(&r) == 0);
    readability_add(&r, "Level");          // a label is no sentence
    readability_add(&r, "Both legs weak"); // nor is this
    assert_int_equal(r.sentences, 0);
    readability_add(&r, "The medicine is in the other room. Sit down on the chair slowly");
    assert_int_equal(r.sentences, 2);
    assert_int_equal(r.words, 13);
    assert_int_equal(r.syllables, 17);
    assert_int_equal(r.long_words, 1);
    // 0.39 * 13 / 2 + 11.8 * 17 / 13 - 15.59, and 3.1291 + 1.043 * sqrt(15)
    assert_float_equal(readability_grade(&r), 2.3758, 0.0005);
    assert_float_equal(readability_smog(&r), 7.1686, 0.0005);
    struct readability hard = {0};
    readability_add(&hard, "Persistent neuromuscular dysfunction necessitates multidisciplinary "
                           "rehabilitation interventions.");
    assert_true(readability_grade(&hard) > 20);
}

static char *read_all(const struct box *box, int code)
{
    char *text = NULL;
    size_t bytes = 0;
    FILE *out = open_memstream(&text, &bytes);
    assert_int_equal(
        content_check_reading(box ? box->content : "content", box ? box->videos : "videos", out),
        code);
    fclose(out);
    return text;
}

static void every_page_that_ships_is_easy(void **state)
{
    (void)state;
    char *text = read_all(NULL, 0);
    assert_non_null(strstr(text, "inner-thigh-cramps/topic.md: grade "));
    assert_non_null(strstr(text, "inner-thigh-cramps/learn/10-what-is-it.md: grade "));
    assert_non_null(strstr(text, "inner-thigh-cramps/relief.md: grade "));
    assert_non_null(strstr(text, "inner-thigh-cramps/stretches/butterfly-stretch.md: grade "));
    assert_non_null(strstr(text, "inner-thigh-cramps/strengthening/plie-squat.md: grade "));
    assert_non_null(strstr(text, "inner-thigh-cramps/prevention.md: grade "));
    assert_non_null(strstr(text, "inner-thigh-cramps/questions/"));
    assert_non_null(strstr(text, "inner-thigh-cramps/warning-signs.md: grade "));
    assert_non_null(strstr(text, "inner-thigh-cramps/warning-signs.md (get_help): grade "));
    free(text);
}

#define EIGHT(words) words words words words words words words words
#define MIDDLING     "Get help today if it happens to you or anyone near you and it will not stop. "

static void a_hard_page_is_told_with_its_sentences(void **state)
{
    (void)state;
    struct box box = box_make();
    box_change(&box, "content/knees/prevention.md", "Walk a little each day.",
               "Regularly participate in physiotherapeutic activities. Walk.");
    char *text = read_all(&box, 1);
    assert_non_null(strstr(text, "knees/prevention.md: grade "));
    assert_non_null(strstr(text, " is above 6. Shorten:\n"));
    assert_non_null(
        strstr(text, "    Regularly participate in physiotherapeutic activities. (grade "));
    assert_null(strstr(text, "    Walk."));
    free(text);
    box_change(&box, "content/knees/prevention.md", "Regularly participate in physiotherapeutic",
               "Do our");
    // Between 5 and 6: easy enough for any other page, not for warning signs.
    box_change(&box, "content/knees/warning-signs.md", "Call {emergency_number} for chest pain.",
               EIGHT(EIGHT(EIGHT(MIDDLING))));
    box_write(&box, "content/knees/prevention.md",
              "---\ntitle: Knees\nreviewed_by: A. Tester\nsteps:\n  - " MIDDLING "\n---\n");
    text = read_all(&box, 1);
    assert_null(strstr(text, " is above 6"));
    assert_non_null(strstr(text, " is above 5. Shorten:\n"));
    free(text);
    box_destroy(&box);
}

// The many short questions beside it do not hide a hard box on paper.
static void get_help_is_measured_by_itself(void **state)
{
    (void)state;
    struct box box = box_make();
    box_change(&box, "content/knees/warning-signs.md", "Call {emergency_number} for chest pain.",
               MIDDLING);
    char *text = read_all(&box, 1);
    const char *page = strstr(text, "knees/warning-signs.md: grade ");
    const char *part = strstr(text, "knees/warning-signs.md (get_help): grade ");
    assert_non_null(page);
    assert_non_null(part);
    const char *told = strstr(text, " is above 5. Shorten:\n    Get help today if ");
    assert_true(told && told > part && !strstr(told + 1, " is above "));
    free(text);
    box_destroy(&box);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(syllables_of_known_words),
        cmocka_unit_test(sentences_are_divided),
        cmocka_unit_test(the_formulas_give_the_known_grade),
        cmocka_unit_test(every_page_that_ships_is_easy),
        cmocka_unit_test(a_hard_page_is_told_with_its_sentences),
        cmocka_unit_test(get_help_is_measured_by_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
