// content/KEYS.md tells each key that a page may have, and of each line of clinic.yaml what may stand
// there and what holds where it is empty: compared with the tables that the program reads pages by.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "checklist_file.h"
#include "clinic.h"
#include "exercise_file.h"
#include "file.h"
#include "schema.h"
#include "str.h"
#include "topic_file.h"

static char *words;

// The keys of `schema` and of all below it that TEXT does not name between backquotes.
static int unnamed(const char *text, const struct schema *schema)
{
    int count = 0;
    for (const struct field *field = schema->fields; field->kind != FIELD_END; field++) {
        if (field->key) {
            char *word = str_format("`%s`", field->key);
            bool there = strstr(text, word);
            if (!there && text == words)
                print_error("content/KEYS.md does not speak of %s\n", word);
            count += !there;
            free(word);
        }
        if (field->of)
            count += unnamed(text, field->of);
    }
    return count;
}

// The row of a table that begins with KEY; NULL if there is none. The caller frees it.
static char *row_of(const char *text, const char *key)
{
    char *start = str_format("\n| `%s` |", key);
    const char *at = strstr(text, start);
    free(start);
    return at ? str_copy_part(at + 1, strcspn(at + 1, "\n")) : NULL;
}

static bool says(const char *row, const char *what)
{
    bool there = strstr(row, what);
    if (!there)
        print_error("content/KEYS.md does not say \"%s\" in: %s\n", what, row);
    return there;
}

static bool says_limits(const char *row, const struct field *field)
{
    bool good = true;
    if (field->most > 0) {
        char *range = str_format("%g to %g", field->least, field->most);
        good = says(row, range);
        free(range);
    }
    for (const char *const *choice = field->choices; choice && *choice; choice++) {
        char *word = str_format("`%s`", *choice);
        good = says(row, word) && good;
        free(word);
    }
    return good && (field->kind != FIELD_YES_NO || says(row, "`yes`"));
}

static bool says_default(const char *row, const struct field *field)
{
    int value = 0;
    if (field->kind == FIELD_WHOLE)
        memcpy(&value, (const char *)clinic_schema.start + field->at, sizeof value);
    char *rule = value ? str_format("Empty: %d ", value) : str_copy("");
    bool good = says(row, rule);
    free(rule);
    return good;
}

static void every_key_is_told(void **state)
{
    (void)state;
    const struct schema *const pages[] = {
        &clinic_schema, &topic_page_schema, &list_page_schema, &learn_page_schema,
        &relief_schema, &faq_schema,        &exercise_schema,  &checklist_page_schema,
    };
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        assert_int_equal(unnamed(words, pages[i]), 0);
}

static void the_clinics_lines_say_what_may_stand_there(void **state)
{
    (void)state;
    for (const struct field *field = clinic_schema.fields; field->kind != FIELD_END; field++) {
        char *row = row_of(words, field->key);
        if (!row)
            fail_msg("content/KEYS.md has no row for %s", field->key);
        assert_true(says_limits(row, field));
        assert_true(says_default(row, field));
        if (!str_equal(field->key, "hours")) { // has a room of its own
            char *example = str_format("`%s: ", field->key);
            assert_true(says(row, example));
            free(example);
        }
        free(row);
    }
}

static void the_help_on_paper_says_its_limit(void **state)
{
    (void)state;
    static const char *const counts[] = {"eight", "nine", "ten", "eleven", "twelve"};
    const struct field *field = checklist_page_schema.fields;
    while (field->kind != FIELD_END && !(field->key && str_equal(field->key, "get_help")))
        field++;
    assert_in_range(field->most, 8, 12);
    char *limit = str_format("\none to %s lines.", counts[(int)field->most - 8]);
    assert_true(says(words, limit));
    free(limit);
}

static void a_missing_key_is_seen(void **state)
{
    (void)state;
    for (const struct field *field = clinic_schema.fields; field->kind != FIELD_END; field++) {
        char *word = str_format("`%s`", field->key), *less = str_copy(words);
        for (char *at = less; (at = strstr(at, word));)
            *at = ' ';
        assert_true(unnamed(less, &clinic_schema) > 0);
        free(less);
        free(word);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_is_told),
        cmocka_unit_test(the_clinics_lines_say_what_may_stand_there),
        cmocka_unit_test(the_help_on_paper_says_its_limit),
        cmocka_unit_test(a_missing_key_is_seen),
    };
    if (!file_read("content/KEYS.md", 64 * 1024, &words, NULL))
        return 1;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    free(words);
    return failed;
}
