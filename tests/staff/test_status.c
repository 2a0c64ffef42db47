// What staff read first: what the last change met, then errors, then warnings; pages that nobody
// signed are one line a language, and nothing stands there twice.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <unistd.h>

#include "content_box.h"
#include "publish.h"
#include "report.h"
#include "status.h"
#include "store.h"
#include "str.h"

#define BEND "content/knees/stretches/bend.md"

static const struct trouble *trouble_of(const struct status *status, const char *where)
{
    const struct trouble *found = NULL;
    for (size_t i = 0; i < status->troubles_count; i++)
        if (str_equal(status->troubles[i].where, where)) {
            assert_null(found);
            found = &status->troubles[i];
        }
    return found;
}

static void unsigned_pages_are_one_line(void **unused)
{
    (void)unused;
    struct box box = box_make();
    static const char *const questions[] = {"a", "b", "c"};
    for (size_t i = 0; i < 3; i++) {
        char *file = str_format("content/knees/questions/%s.md", questions[i]);
        box_write(&box, file, "---\ntitle: Why?\n---\nBecause.\n");
        free(file);
    }
    struct library *library = box_load(&box, NULL);
    struct status *status = status_make();
    status_of_content(status, library, 0);
    const struct trouble *line = trouble_of(status, "*.md");
    assert_non_null(line);
    assert_true(str_starts(line->what, "3 pages are signed by nobody"));
    assert_false(line->error);
    for (size_t i = 0; i < status->troubles_count; i++)
        assert_false(str_starts(status->troubles[i].what, "nobody has signed"));
    status_destroy(status);
    library_destroy(library);

    library = box_load_installed(&box, NULL); // there they are off
    status = status_make();
    status_of_content(status, library, 0);
    line = trouble_of(status, "*.md");
    assert_true(line && line->error && line->seen == SEEN_NOT);
    assert_true(str_starts(line->what, "3 pages are off"));
    status_destroy(status);
    library_destroy(library);
    box_destroy(&box);
}

static void the_last_change_stands_first_and_once(void **unused)
{
    (void)unused;
    struct box box = box_make();
    box_change(&box, BEND, "hold: 30", "hold: x");
    struct library *library = box_load(&box, NULL);
    struct status *status = status_make();
    status_add_trouble(status, str_copy("old.md"), "an error of long ago", true, SEEN_NOT);
    status_of_content(status, library, 0);
    size_t before = status->troubles_count;
    static const char same[] = "\"hold\" must be a whole number of seconds, not \"x\"";
    assert_non_null(trouble_of(status, "knees/stretches/bend.md:5:7"));
    assert_null(trouble_of(status, "*.md")); // not a page that nobody signed

    struct report report = {.outcome = REPORT_HELD, .why = str_copy("much would vanish")};
    report_refuse(&report, "knees/stretches/bend.md", 5, same, true);
    assert_true(report_write(box.folder, &report));
    report_destroy(&report);
    status_of_machine(status, box.folder, NULL);
    assert_int_equal(status->troubles_count, before + 1); // the held set came, the error moved
    assert_string_equal(status->troubles[0].what, "much would vanish");
    assert_string_equal(status->troubles[1].what, same);
    assert_int_equal(status->troubles[1].seen, SEEN_LAST_GOOD);
    assert_string_equal(status->troubles[2].where, "old.md");
    assert_null(trouble_of(status, "knees/stretches/bend.md:5:7"));
    assert_true(status->held && status->refused);
    status_destroy(status);
    library_destroy(library);
    box_destroy(&box);
}

static void the_set_is_the_one_that_is_shown(void **unused)
{
    (void)unused;
    struct box box = box_make();
    char *state = str_format("%s/state", box.folder), *file = store_path(state, 2, BEND);
    struct publish_options options = {.state = state, .staff = box.folder};
    for (int number = 1; number <= 2; number++) {
        struct report report;
        box_change(&box, BEND, "title: ", "title: Slow ");
        assert_int_equal(publish(&options, &report), PUBLISH_DONE);
        assert_int_equal(report.generation, number);
        report_destroy(&report);
    }
    for (int shown = 2; shown >= 1; shown--) {
        struct status *status = status_make();
        status_of_machine(status, state, NULL);
        assert_int_equal(status->generation, shown);
        assert_int_equal(status->can_go_back, shown == 2);
        status_destroy(status);
        if (shown == 2)
            assert_int_equal(unlink(file), 0); // damaged: the one before stands in
    }
    free(file);
    free(state);
    box_destroy(&box);
}

static struct status *status_with(const struct box *box, const struct names *hidden)
{
    struct library *library = library_load(&(struct library_options){
        .content = box->content, .videos = box->videos, .hidden = hidden, .demonstration = true});
    struct status *status = status_make();
    status_of_content(status, library, 0);
    library_destroy(library);
    return status;
}

// Each name of the list takes away what stands under it, and nothing comes in its place.
static void what_can_be_hidden_goes_when_it_is(void **unused)
{
    (void)unused;
    struct box box = box_make();
    box_write(&box, "videos/knees/stretches/knee-bend.webm", "a film without a page");
    box_write(&box, "videos/knees/strengthening/Slow film.mov", "another");
    box_change(&box, BEND, "video: bend.webm", "video: Bend film.mp4");
    box_write(&box, "videos/knees/stretches/Bend film.mp4", "the film of a page");
    box_write(
        &box, "content/knees/learn/why.md",
        "---\ntitle: Why\nicon: muscle\nfacts:\n  - icon: muscle\n    text: So.\n    line: It is.\n---\n");
    struct status *all = status_with(&box, NULL);
    assert_int_equal(all->items_count, 4);
    for (size_t i = 0; i < all->items_count; i++) {
        struct names hidden = {&all->items[i].path, 1};
        struct status *rest = status_with(&box, &hidden);
        assert_int_equal(rest->items_count, all->items_count - 1);
        for (size_t j = 0; j < rest->items_count; j++)
            assert_string_not_equal(rest->items[j].path, all->items[i].path);
        status_destroy(rest);
    }
    status_destroy(all);
    // A page with an error keeps its film back too, whatever the film is called.
    box_change(&box, BEND, "hold: 30", "hold: x");
    struct status *rest = status_with(&box, NULL);
    assert_int_equal(rest->items_count, 3);
    status_destroy(rest);
    box_destroy(&box);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unsigned_pages_are_one_line),
        cmocka_unit_test(the_set_is_the_one_that_is_shown),
        cmocka_unit_test(the_last_change_stands_first_and_once),
        cmocka_unit_test(what_can_be_hidden_goes_when_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
