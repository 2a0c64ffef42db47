// Trouble that is over: the report says so, a set that lost a file is made again. And two publishers
// at once do not make trouble.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "publish_box.h"
#include "str.h"

#define BEND  "content/knees/stretches/bend.md"
#define SIGNS "content/knees/warning-signs.md"

static struct staff published(void)
{
    struct staff staff = staff_make();
    assert_int_equal(staff_publish(&staff, "8 accepted"), REPORT_PUBLISHED);
    return staff;
}

// What staff read: of the report that lies there.
static void assert_told(const struct staff *staff, enum report_outcome outcome,
                        const char *sentence)
{
    struct report report;
    assert_true(report_read(staff->state, &report));
    char *said = report_sentence(&report);
    assert_string_equal(said, sentence);
    assert_int_equal(report.outcome, outcome);
    free(said);
    report_destroy(&report);
}

static void a_refused_file_that_is_gone_is_not_spoken_of(void **state)
{
    (void)state;
    struct staff staff = published();
    box_write(&staff.box, "content/knees/notes.txt", "buy milk");
    assert_int_equal(staff_publish(&staff, NULL), REPORT_UNCHANGED);
    struct report report;
    assert_true(report_read(staff.state, &report));
    assert_int_equal(report.refused_count, 1);
    report_destroy(&report);
    box_remove(&staff.box, "content/knees/notes.txt");
    staff_publish(&staff, "nothing has changed");
    assert_told(&staff, REPORT_UNCHANGED, "nothing has changed");
    staff_destroy(&staff);
}

static void a_folder_that_is_back_is_not_missed(void **state)
{
    (void)state;
    struct staff staff = staff_make();
    box_write(&staff.box, "content/knees/stretches/new.md", "---\ntitle: New\n---\n");
    struct report report;
    struct publish_options options = staff_options(&staff);
    publish(&options, &report);
    assert_int_equal(report.refused_count, 1);
    report_destroy(&report);
    char *away = str_format("%s-away", staff.box.folder);
    assert_int_equal(rename(staff.box.folder, away), 0);
    assert_int_equal(staff_publish(&staff, NULL), REPORT_FAILED);
    assert_int_equal(rename(away, staff.box.folder), 0);
    assert_int_equal(staff_publish(&staff, NULL), REPORT_UNCHANGED);
    assert_true(report_read(staff.state, &report));
    assert_int_equal(report.outcome, REPORT_UNCHANGED);
    assert_int_equal(report.refused_count, 1); // what the set itself lacks
    report_destroy(&report);
    // Nor if the newest set is one that staff rolled back: it is not made again for that.
    box_change(&staff.box, BEND, "Knee bend", "Wrong bend");
    assert_int_equal(staff_publish(&staff, NULL), REPORT_PUBLISHED);
    assert_true(store_roll_back(staff.state));
    assert_int_equal(rename(staff.box.folder, away), 0);
    assert_int_equal(staff_publish(&staff, NULL), REPORT_FAILED);
    assert_int_equal(rename(away, staff.box.folder), 0);
    assert_int_equal(staff_publish(&staff, "nothing has changed"), REPORT_UNCHANGED);
    assert_told(&staff, REPORT_UNCHANGED, "nothing has changed");
    assert_int_equal(store_current(staff.state), 1);
    free(away);
    staff_destroy(&staff);
}

static void what_was_put_back_waits_for_nobody(void **state)
{
    (void)state;
    struct staff staff = published();
    staff_move(&staff, SIGNS, "signs.md");
    assert_int_equal(staff_publish(&staff, NULL), REPORT_HELD);
    staff_move(&staff, "signs.md", SIGNS);
    assert_int_equal(staff_publish(&staff, "nothing has changed"), REPORT_UNCHANGED);
    assert_told(&staff, REPORT_UNCHANGED, "nothing has changed");
    char *held = str_format("%s/held", staff.state);
    assert_false(file_exists(held));
    free(held);
    staff_destroy(&staff);
}

static void a_damaged_set_is_made_again(void **state)
{
    (void)state;
    struct staff staff = published();
    box_change(&staff.box, BEND, "Knee bend", "Deep knee bend");
    staff_publish(&staff, "1 accepted");
    char *path = store_path(staff.state, 2, BEND);
    assert_int_equal(unlink(path), 0);
    assert_shown(&staff, BEND, "title: Knee bend"); // the one before stands in
    assert_int_equal(staff_publish(&staff, "1 accepted"), REPORT_PUBLISHED);
    assert_int_equal(store_current(staff.state), 3);
    assert_shown(&staff, BEND, "Deep knee bend");
    staff_publish(&staff, "nothing has changed");
    free(path);
    // One that staff do not want is left as it lies.
    assert_true(store_roll_back(staff.state));
    path = store_path(staff.state, 3, BEND);
    assert_int_equal(unlink(path), 0);
    staff_publish(&staff, "nothing has changed");
    assert_int_equal(store_current(staff.state), 1);
    free(path);
    staff_destroy(&staff);
}

static void one_publisher_at_a_time(void **state)
{
    (void)state;
    struct staff staff = published();
    box_change(&staff.box, BEND, "Knee bend", "Deep knee bend");
    int turn = store_lock(staff.state, "publishing"); // another one works
    assert_true(turn >= 0);
    pid_t child = fork();
    if (child == 0) {
        close(turn);
        struct report report;
        struct publish_options options = staff_options(&staff);
        publish(&options, &report);
        _exit(report.outcome == REPORT_PUBLISHED ? 0 : 1);
    }
    struct timespec while_it_waits = {.tv_nsec = 300 * 1000 * 1000};
    nanosleep(&while_it_waits, NULL);
    int status = -1;
    assert_int_equal(waitpid(child, &status, WNOHANG), 0);
    assert_int_equal(store_current(staff.state), 1);
    char *draft = str_format("%s/generation/0002.new", staff.state);
    assert_false(folder_exists(draft));
    close(turn);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_int_equal(store_current(staff.state), 2);
    free(draft);
    staff_destroy(&staff);
}

// Notepad adds ".txt" by itself: what is shown stays until the name is right again.
static void what_only_lacks_its_name_stays(void **state)
{
    (void)state;
    static const struct {
        const char *file, *renamed, *told;
    } rows[] = {
        {"content/clinic.yaml", "content/clinic.yaml.txt",
         "clinic.yaml.txt: rename this file to \"clinic.yaml\""},
        {"content/clinic.yaml", "content/clinic.yml",
         "clinic.yml: rename this file to \"clinic.yaml\""},
        {"content/clinic.yaml", "content/Clinic.yaml",
         "Clinic.yaml: rename this file to \"clinic.yaml\""},
        {"content/clinic.yaml", "content/clinic.old",
         "clinic.yaml: this file is missing, or it has another name"},
        {BEND, "content/knees/Stretches", "Stretches: rename this folder to \"stretches\""},
        {BEND, BEND ".txt", "bend.md.txt: rename this file to \"bend.md\""},
        {"videos/bend.en.vtt", "videos/bend.en.vtt.TXT",
         "bend.en.vtt.TXT: rename this file to \"bend.en.vtt\""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct staff staff = published();
        char *before = staff_shown(&staff, rows[i].file);
        bool folder = str_ends(rows[i].renamed, "Stretches");
        staff_move(&staff, folder ? "content/knees/stretches" : rows[i].file, rows[i].renamed);
        struct report report;
        struct publish_options options = staff_options(&staff);
        assert_int_equal(publish(&options, &report), PUBLISH_DONE);
        char *said = report_sentence(&report);
        if (!strstr(said, rows[i].told))
            fail_msg("%s", said);
        assert_int_equal(report.removed, 0);
        for (size_t j = 0; j < report.refused_count; j++)
            if (!str_equal(report.refused[j].file, "clinic.yml") &&
                !str_equal(report.refused[j].file, "Clinic.yaml"))
                assert_true(report.refused[j].kept);
        assert_shown(&staff, rows[i].file, before);
        free(said);
        free(before);
        report_destroy(&report);
        staff_destroy(&staff);
    }
}

// A file that never was shown has no version before it, though its topic is kept.
static void what_was_never_shown_was_not_kept(void **state)
{
    (void)state;
    struct staff staff = staff_make();
    box_write(&staff.box, "content/clinic.yaml", "languages: [en, es]\nemergency_number: 112\n");
    staff_publish(&staff, "8 accepted");
    box_write(&staff.box, "content/knees/warning-signs.es.md", "---\ntitle: Nada\ncards: x\n---\n");
    box_change(&staff.box, SIGNS, "id: again", "id: again\n    yes: nonsense");
    struct report report;
    struct publish_options options = staff_options(&staff);
    assert_int_equal(publish(&options, &report), PUBLISH_DONE);
    bool seen = false;
    for (size_t i = 0; i < report.refused_count; i++) {
        bool new_one = str_equal(report.refused[i].file, "knees/warning-signs.es.md");
        seen = seen || new_one;
        assert_int_equal(report.refused[i].kept, !new_one);
    }
    assert_true(seen);
    report_destroy(&report);
    staff_destroy(&staff);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_refused_file_that_is_gone_is_not_spoken_of),
        cmocka_unit_test(a_folder_that_is_back_is_not_missed),
        cmocka_unit_test(what_was_put_back_waits_for_nobody),
        cmocka_unit_test(a_damaged_set_is_made_again),
        cmocka_unit_test(one_publisher_at_a_time),
        cmocka_unit_test(what_only_lacks_its_name_stays),
        cmocka_unit_test(what_was_never_shown_was_not_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
