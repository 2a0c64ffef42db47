// Front matter: what is accepted, and what staff are told about each usual mistake, word for word.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "front_matter.h"
#include "markdown.h"
#include "str.h"

static void is_refused(const char *text, const char *line)
{
    struct problems problems = {0};
    struct front_matter front;
    bool good = front_matter_parse(text, "p.md", &problems, &front);
    if (good)
        print_error("accepted: %s\n", text);
    assert_false(good);
    assert_int_equal(problems.count, 1);
    char *told = problem_line(&problems.list[0]);
    assert_string_equal(told, line);
    free(told);
    assert_null(front.body);
    assert_int_equal(front.root.count, 0);
    problems_destroy(&problems);
}

static void a_page_is_read(void **state)
{
    (void)state;
    struct problems problems = {0};
    struct front_matter front;
    assert_true(front_matter_parse(
        "---\ntitle: Kn\u00E9e bend # a note\nlines:\n  - one\n  - \"two: #2\" # a note\n"
        "maps:\n- text: a\n  at: 1.5\nempty:\n---\n\nBody.\n",
        "p.md", &problems, &front));
    assert_int_equal(problems.count, 0);
    // What follows is told by whoever knows what the key is for.
    assert_string_equal(value_get(&front.root, "title")->text, "Kn\u00E9e bend");
    assert_true(value_get(&front.root, "title")->cut);
    const struct value *lines = value_get(&front.root, "lines");
    assert_string_equal(value_item(lines, 1)->text, "two: #2");
    assert_false(value_item(lines, 0)->cut || value_item(lines, 1)->cut);
    const struct value *at = value_get(value_item(value_get(&front.root, "maps"), 0), "at");
    assert_string_equal(at->text, "1.5");
    assert_int_equal(at->line, 8);
    assert_int_equal(at->column, 7);
    assert_null(value_get(&front.root, "empty"));
    assert_null(value_item(value_get(&front.root, "lines"), 2));
    assert_string_equal(front.body, "\nBody.\n");
    assert_int_equal(front.body_line, 11);
    front_matter_destroy(&front);
}

static void columns_count_letters(void **state)
{
    (void)state;
    is_refused(
        "---\ntitle: caf\xC3\xA9: two\n---\n",
        "p.md:2:12: error: a second \":\" stands in this line: put the whole value in quotes, "
        "like key: \"one: two\"");
}

static void dashes_are_asked_for(void **state)
{
    (void)state;
    static const char missing[] =
        "p.md:1:1: error: the page must begin with a line of three dashes "
        "(\"---\"), then its keys, then three dashes again";
    is_refused("title: x\n", missing);
    is_refused("", missing);
    is_refused("---\ntitle: x\n",
               "p.md:1:1: error: the block that begins here has no end: add a line of "
               "three dashes (\"---\") after its last key");
    is_refused("---\n---\n",
               "p.md:2:1: error: write \"key: value\" lines here, one below the other");
    is_refused("---\njust words\n---\n",
               "p.md:2:1: error: write \"key: value\" lines here, one below the other");
}

static void usual_mistakes_are_explained(void **state)
{
    (void)state;
    is_refused("---\nsteps:\n\t- one\n---\n",
               "p.md:3:1: error: a tab stands before the first word: use spaces to indent");
    is_refused(
        "---\ntitle: \"Knee bend\nvideo: x.webm\n---\n",
        "p.md:2:8: error: the quote that opens here is not closed: add one at the end of the "
        "value");
    is_refused(
        "---\ntitle: \"Knee bend\nvideo: \"x.webm\"\n---\n",
        "p.md:2:8: error: the quote that opens here is not closed in the same line: add one at "
        "the end of the value");
    is_refused(
        "---\ntitle: 'Don't stop'\n---\n",
        "p.md:2:13: error: words follow the closing quote: put the whole value between one pair "
        "of double quotes");
    is_refused(
        "---\ntitle: Stop: now\n---\n",
        "p.md:2:12: error: a second \":\" stands in this line: put the whole value in quotes, "
        "like key: \"one: two\"");
    is_refused(
        "---\ntitle: Knee\n  hold: 30\n---\n",
        "p.md:3:7: error: this line is indented differently from the lines it belongs to: start "
        "it under the first letter of the line above");
    is_refused("---\ntitle: Knee\nhold 30\nsets: 3\n---\n",
               "p.md:3:1: error: a \":\" is missing in this line: write \"key: value\"");
    is_refused("---\nhold: 30\nsets: 3\nhold: 20\n---\n",
               "p.md:4:1: error: \"hold\" is written twice (first in line 2): keep one of them");
    is_refused(
        "---\nlist: [one, two\nsets: 3\n---\n",
        "p.md:2:7: error: the bracket that opens here is not closed: close it, or put the value "
        "in quotes");
    is_refused(
        "---\ntitle: @home\n---\n",
        "p.md:2:8: error: a value cannot begin with this sign: put the whole value in quotes");
    is_refused(
        "---\ntitle: \"C:\\qideos\"\n---\n",
        "p.md:2:8: error: a \"\\\" inside double quotes has a meaning of its own: write \"/\" or "
        "leave it out");
}

static void clever_yaml_is_refused(void **state)
{
    (void)state;
    static const char text[] =
        "error: a value cannot begin with \"*\", \"&\" or \"!\": put the whole "
        "value in quotes";
    static const struct {
        const char *page, *at;
    } pages[] = {{"---\ntitle: &a Knee\n---\n", "p.md:2:8: "},
                 {"---\na: &a x\nb: *a\n---\n", "p.md:2:4: "},
                 {"---\ntitle: *important*\n---\n", "p.md:2:8: "},
                 {"---\ntitle: *a\n---\n", "p.md:2:8: "},
                 {"---\ntitle: !!int 3\n---\n", "p.md:2:8: "},
                 {"---\nlist: &l [*l]\n---\n", "p.md:2:7: "},
                 {"---\n&k title: x\n---\n", "p.md:2:1: "}};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        char *line = str_format("%s%s", pages[i].at, text);
        is_refused(pages[i].page, line);
        free(line);
    }
    is_refused("---\n? [a]\n: b\n---\n",
               "p.md:2:3: error: a key must be one plain word before a \":\"");
    is_refused("---\na: x\n...\nb: y\n---\n",
               "p.md:4:1: error: the block of keys ends above this line: remove what follows");
}

static void depth_has_an_end(void **state)
{
    (void)state;
    struct problems problems = {0};
    struct front_matter front;
    assert_true(front_matter_parse("---\na:\n- b:\n  - four\n---\n", "p.md", &problems, &front));
    front_matter_destroy(&front);
    is_refused("---\na:\n- b:\n  - - five\n---\n",
               "p.md:4:5: error: lists and keys are nested too deep "
               "here: at most four levels are read");
    struct strbuf many = {0};
    strbuf_add(&many, "---\na: ");
    for (int i = 0; i < 20000; i++)
        strbuf_add(&many, "[");
    strbuf_add(&many, "\n---\n");
    is_refused(many.text, "p.md:2:7: error: lists and keys are nested too deep here: at most four "
                          "levels are read");
    strbuf_destroy(&many);
}

static void markdown_becomes_paragraphs(void **state)
{
    (void)state;
    struct problems problems = {0};
    char *plain = markdown_plain("# Head\n\nOne *two*\nthree &amp; [four](x).\n\n- a\n- b\n\n"
                                 "<script>x</script>\n\nwith <b>bold</b> words\n",
                                 "p.md", 7, &problems);
    assert_string_equal(plain, "Head\n\nOne two three & four.\n\na\n\nb\n\nwith bold words");
    free(plain);
    assert_int_equal(problems.count, 3);
    char *line = problem_line(&problems.list[0]);
    assert_string_equal(line,
                        "p.md:15:1: warning: HTML is left out: write plain words or Markdown");
    free(line);
    problems_destroy(&problems);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_is_read),
        cmocka_unit_test(columns_count_letters),
        cmocka_unit_test(dashes_are_asked_for),
        cmocka_unit_test(usual_mistakes_are_explained),
        cmocka_unit_test(clever_yaml_is_refused),
        cmocka_unit_test(depth_has_an_end),
        cmocka_unit_test(markdown_becomes_paragraphs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
