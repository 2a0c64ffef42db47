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

// What the publisher leaves out is in no set: only its report speaks of it.
static void what_was_left_out_stands_before_old_warnings(void **unused)
{
    (void)unused;
    struct box box = box_make();
    char *state = str_format("%s/state", box.folder);
    box_write(&box, "content/knees/films/bend.md", "---\ntitle: Bend\n---\n");
    box_write(&box, "content/knees/film.mp4", "a film");
    box_write(&box, "content/knees/stretches/Bend.wmv", "a film");
    struct publish_options options = {.state = state, .staff = box.folder};
    struct report report;
    assert_int_equal(publish(&options, &report), PUBLISH_DONE);
    report_destroy(&report);
    struct status *status = status_make();
    status_add_trouble(status, str_copy("old.md"), "a warning of long ago", false, SEEN_AS_IT_IS);
    status_of_machine(status, state, NULL);
    assert_int_equal(status->troubles_count, 4);
    assert_string_equal(status->troubles[0].where, "knees/stretches/Bend.wmv");
    assert_true(status->troubles[0].error);
    assert_string_equal(status->troubles[1].where, "knees/film.mp4");
    assert_string_equal(status->troubles[2].where, "knees/films");
    for (size_t i = 1; i < 3; i++)
        assert_true(!status->troubles[i].error && status->troubles[i].seen == SEEN_NOT);
    assert_string_equal(status->troubles[3].where, "old.md");
    status_destroy(status);
    free(state);
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

static const char *title_of(const struct status *status, const char *path)
{
    const char *title = NULL;
    for (size_t i = 0; i < status->items_count; i++)
        if (str_equal(status->items[i].path, path)) {
            assert_null(title);
            title = status->items[i].title;
        }
    return title;
}

// What is hidden goes from the list of what is shown, and is named as before among what is hidden.
static void assert_hiding_names(const struct box *box, const struct status *all)
{
    for (size_t i = 0; i < all->items_count; i++) {
        const char *path = all->items[i].path;
        struct names hidden = {&all->items[i].path, 1};
        struct status *rest = status_with(box, &hidden);
        assert_null(title_of(rest, path));
        assert_true(store_hide(box->folder, path, true));
        status_of_machine(rest, box->folder, NULL);
        assert_string_equal(title_of(rest, path), all->items[i].title);
        assert_true(rest->items[rest->items_count - 1].hidden);
        assert_true(store_hide(box->folder, path, false));
        status_destroy(rest);
    }
}

static void what_is_hidden_keeps_its_name(void **unused)
{
    (void)unused;
    struct box box = box_make();
    box_write(&box, "videos/knees/strengthening/Slow film.mov", "a film without a page");
    struct status *all = status_with(&box, NULL);
    assert_string_equal(title_of(all, "knees/stretches/bend.md"), "Knee bend");
    assert_hiding_names(&box, all);
    status_destroy(all);
    // In the clinic's own language, and with several topics.
    box_write(&box, "content/clinic.yaml", "languages: [es, en]\nemergency_number: 112\n");
    box_write(&box, "content/knees/stretches/bend.es.md", "---\ntitle: Flexi\u00F3n\n---\n");
    box_write(
        &box, "content/hips/topic.md",
        "---\ntitle: Hips\nheadline: Hips?\nbefore:\n  - icon: hand\n    text: Stop.\nstop_if: [Pain]\n---\n");
    all = status_with(&box, NULL);
    assert_string_equal(title_of(all, "hips"), "Hips");
    assert_string_equal(title_of(all, "knees/stretches/bend.md"), "Sore knees: Flexi\u00F3n");
    assert_string_equal(title_of(all, "knees/strengthening/Slow film.md"), "Sore knees: Slow film");
    assert_hiding_names(&box, all);
    status_destroy(all);
    box_destroy(&box);
}

// The exit code is what a machine asks for: a set that was not taken wants looking after.
static void what_was_not_taken_wants_looking_after(void **unused)
{
    (void)unused;
    static const struct {
        enum report_outcome outcome;
        bool refused;
        int code;
    } cases[] = {{REPORT_PUBLISHED, false, 0}, {REPORT_UNCHANGED, false, 0},
                 {REPORT_PUBLISHED, true, 1},  {REPORT_UNCHANGED, true, 1},
                 {REPORT_FAILED, false, 1},    {REPORT_HELD, false, 1}};
    struct box box = box_make();
    struct status *status = status_make();
    struct status_kiosk kiosk = {.pid = getpid(), .version = "1", .printer = "ready"};
    assert_true(status_write(status, &kiosk, box.folder));
    status_destroy(status);
    FILE *out = fopen("/dev/null", "w");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct report report = {.outcome = cases[i].outcome, .why = str_copy("so")};
        if (cases[i].refused)
            report_refuse(&report, "knees/topic.md", 1, "a mistake", true);
        assert_true(report_write(box.folder, &report));
        report_destroy(&report);
        assert_int_equal(status_print(box.folder, box.folder, i % 2, out), cases[i].code);
    }
    fclose(out);
    box_destroy(&box);
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
        cmocka_unit_test(what_was_left_out_stands_before_old_warnings),
        cmocka_unit_test(the_set_is_the_one_that_is_shown),
        cmocka_unit_test(the_last_change_stands_first_and_once),
        cmocka_unit_test(what_can_be_hidden_goes_when_it_is),
        cmocka_unit_test(what_is_hidden_keeps_its_name),
        cmocka_unit_test(what_was_not_taken_wants_looking_after),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
