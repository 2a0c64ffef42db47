// The monthly totals: what they add up to, what they hide, and that a kill at any call that changes
// the disk leaves the old totals or the new ones.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "counts.h"
#include "disk.h"
#include "file.h"
#include "str.h"

// ---- the disk: a child ends at the call whose turn it is ----------------------------------------

static int calls_left;

static bool its_turn(void *context, const struct disk_step *step)
{
    (void)context;
    (void)step;
    if (calls_left-- == 0)
        _exit(42);
    return true;
}

// ---- a folder -----------------------------------------------------------------------------------

static char folder[64];
static const time_t november = 1795219200 + 43210; // 21 November 2026, at some time of day

static char *file_path(void)
{
    return str_format("%s/counts.csv", folder);
}

static int make_folder(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/kiosk-counts.XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    char *path = file_path(), *draft = str_format("%s.tmp", path);
    unlink(path);
    unlink(draft);
    free(path);
    free(draft);
    return rmdir(folder);
}

static void expect_csv(const char *wanted)
{
    struct counts counts = counts_read(folder);
    char *csv = counts_csv(&counts);
    assert_string_equal(csv, wanted);
    free(csv);
    counts_destroy(&counts);
}

static void totals_add_up_by_month(void **state)
{
    (void)state;
    expect_csv("month,plays,finished,checks,prints\n");
    assert_true(counts_add(folder, november, (unsigned[COUNTS]){3, 2, 1, 0}));
    expect_csv("month,plays,finished,checks,prints\n2026-11,<5,<5,<5,<5\n");
    assert_true(counts_add(folder, november, (unsigned[COUNTS]){9, 3, 3, 0}));
    assert_true(counts_add(folder, november + 30 * 86400, (unsigned[COUNTS]){70, 5, 4, 6}));
    expect_csv("month,plays,finished,checks,prints\n2026-11,12,5,<5,<5\n2026-12,70,5,<5,6\n");
}

static void a_clock_that_cannot_be_right_counts_apart(void **state)
{
    (void)state;
    static const time_t wrong[] = {0, 1000000000, 1767225599 /* the end of 2025 */, 4102444800};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_true(counts_add(folder, wrong[i], (unsigned[COUNTS]){2, 0, 0, 0}));
    assert_true(counts_add(folder, november, (unsigned[COUNTS]){5, 0, 0, 0}));
    expect_csv("month,plays,finished,checks,prints\n2026-11,5,<5,<5,<5\nunknown,8,<5,<5,<5\n");
}

// The file itself says no more than the month either.
static void the_file_tells_no_time_of_day(void **state)
{
    (void)state;
    assert_true(counts_add(folder, november, (unsigned[COUNTS]){1, 1, 1, 1}));
    char *path = file_path();
    struct stat info;
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mtime, 1793491200); // 1 November 2026
    assert_int_equal(info.st_atime, 1793491200);
    assert_int_equal(info.st_mode & 0777, 0600);
    free(path);
}

static void lines_that_somebody_broke_are_left_out(void **state)
{
    (void)state;
    static const char text[] = "month,plays,finished,checks,prints\n2026-10,7,7,7,7\n2026-11,many\n"
                               ",,,,\n2026-11,8,8,8,8,8\n../../etc,9,9,9,9\nunknown,6,6,6,6\n";
    char *path = file_path();
    assert_true(file_replace(path, text, sizeof text - 1));
    free(path);
    expect_csv("month,plays,finished,checks,prints\n2026-10,7,7,7,7\nunknown,6,6,6,6\n");
}

// True if the child got through.
static bool add_and_end_at(int call)
{
    pid_t child = fork();
    if (child == 0) {
        struct disk_guard guard = {.before = its_turn};
        calls_left = call;
        disk_set_guard(&guard);
        bool good = counts_add(folder, november, (unsigned[COUNTS]){10, 10, 10, 10});
        _exit(good && calls_left >= 0 ? 0 : 1);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && (WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == 42));
    return WEXITSTATUS(status) == 0;
}

static void a_kill_at_any_call_leaves_the_old_or_the_new(void **state)
{
    (void)state;
    unsigned long had = 10;
    assert_true(counts_add(folder, november, (unsigned[COUNTS]){10, 10, 10, 10}));
    bool through = false;
    int call = 0, olds = 0, news = 0;
    for (; !through && call < 50; call++) {
        through = add_and_end_at(call);
        struct counts counts = counts_read(folder);
        assert_int_equal(counts.count, 1);
        unsigned long has = counts.months[0].totals[COUNT_PLAYS];
        for (int i = 0; i < COUNTS; i++)
            assert_int_equal(counts.months[0].totals[i], has);
        assert_true(has == had || has == had + 10);
        assert_true(!through || has == had + 10);
        olds += has == had;
        news += has == had + 10;
        had = has;
        counts_destroy(&counts);
    }
    assert_true(through);
    printf("%d calls: the old totals after %d of them, the new ones after %d\n", call - 1, olds,
           news - 1);
    assert_true(olds >= 4 && news >= 2); // create, write, sync, rename; then the folder
}

static void a_file_that_cannot_be_read_is_left_as_it_is(void **state)
{
    (void)state;
    char *path = file_path();
    assert_true(counts_add(folder, november, (unsigned[COUNTS]){7, 7, 7, 7}));
    FILE *file = fopen(path, "a");
    assert_non_null(file);
    for (int i = 0; i < 1 << 20; i++)
        fputc('x', file);
    assert_int_equal(fclose(file), 0);
    assert_false(counts_add(folder, november, (unsigned[COUNTS]){1, 1, 1, 1}));
    struct stat info;
    assert_int_equal(stat(path, &info), 0);
    assert_true(info.st_size > 1 << 20);
    free(path);
}

static void a_folder_that_cannot_be_written_is_said(void **state)
{
    (void)state;
    assert_false(counts_add("/tmp/kiosk-counts-there-is-no-such-folder", november,
                            (unsigned[COUNTS]){1, 1, 1, 1}));
}

// ---- a visit ------------------------------------------------------------------------------------

static void a_visit_is_counted_by_what_begins(void **state)
{
    (void)state;
    struct tally tally = {0};
    tally_look(&tally, (struct seen){.asking = true});
    for (int i = 0; i < 3; i++)
        tally_look(&tally, (struct seen){.at_result = true});
    tally_look(&tally, (struct seen){0});
    tally_look(&tally, (struct seen){.at_result = true}); // back to the result
    tally_look(&tally, (struct seen){.asking = true});
    tally_look(&tally, (struct seen){.at_result = true}); // "Check my answers again"
    for (int i = 0; i < 2; i++) {
        tally_look(&tally, (struct seen){.playing = true});
        tally_look(&tally, (struct seen){.playing = true});
        tally_look(&tally, (struct seen){.playing = true, .finished = i == 1});
        tally_look(&tally, (struct seen){0});
    }
    tally_look(&tally, (struct seen){.printed = true});
    tally_look(&tally, (struct seen){.printed = true});
    unsigned more[COUNTS];
    assert_true(tally_take(&tally, more));
    assert_int_equal(more[COUNT_PLAYS], 2);
    assert_int_equal(more[COUNT_FINISHED], 1);
    assert_int_equal(more[COUNT_CHECKS], 1);
    assert_int_equal(more[COUNT_PRINTS], 1);
    tally_look(&tally, (struct seen){.printed = true}); // the printer still says so
    assert_false(tally_take(&tally, more));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(totals_add_up_by_month, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(a_clock_that_cannot_be_right_counts_apart, make_folder,
                                        remove_folder),
        cmocka_unit_test_setup_teardown(the_file_tells_no_time_of_day, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(lines_that_somebody_broke_are_left_out, make_folder,
                                        remove_folder),
        cmocka_unit_test_setup_teardown(a_kill_at_any_call_leaves_the_old_or_the_new, make_folder,
                                        remove_folder),
        cmocka_unit_test_setup_teardown(a_file_that_cannot_be_read_is_left_as_it_is, make_folder,
                                        remove_folder),
        cmocka_unit_test(a_folder_that_cannot_be_written_is_said),
        cmocka_unit_test(a_visit_is_counted_by_what_begins),
    };
    return cmocka_run_group_tests_name("counts", tests, NULL, NULL);
}
