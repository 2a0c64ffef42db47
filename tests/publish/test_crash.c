// The publisher is ended at every single call that changes the disk, in each way a disk can lose what
// was not synced: afterwards there is the whole old set or the whole new one, never a mixture, never
// nothing. The same with a full disk, and with files that change while they are copied. Controls leave
// out each sync, and overwrite in place: then it must be found broken.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clinic.h"
#include "disk.h"
#include "manifest.h"
#include "power_cut.h"
#include "publish_box.h"
#include "str.h"

#define BEND       "content/knees/stretches/bend.md"
#define PREVENTION "content/knees/prevention.md"

enum { CALLS_MOST = 2000 };

static void copy_tree(const char *from, const char *to)
{
    disk_remove_tree(to);
    char *command = str_format("cp -a '%s' '%s'", from, to);
    assert_int_equal(system(command), 0);
    free(command);
}

// A staff folder with an edit of two files and the clinic's name, a new video and a lost page; and a
// state folder in which four sets were published before, so that old ones are removed too.
static struct staff edited(int sets)
{
    struct staff staff = staff_make();
    box_write(&staff.box, "content/knees/questions/why.md", "---\ntitle: Why?\n---\nBecause.\n");
    char *phone = NULL;
    for (int i = 0; i < sets; i++) {
        phone =
            str_format("name: Test clinic\nlanguages: [en]\nemergency_number: 112\nphone: %d\n", i);
        box_write(&staff.box, "content/clinic.yaml", phone);
        free(phone);
        staff_publish(&staff, NULL);
    }
    box_change(&staff.box, BEND, "Knee bend", "New bend");
    box_change(&staff.box, PREVENTION, "Walk a little", "New walks");
    box_change(&staff.box, "content/clinic.yaml", "Test clinic", "New clinic");
    box_write(&staff.box, "videos/new.mp4", "a new video");
    box_remove(&staff.box, "content/knees/questions/why.md");
    return staff;
}

// What a start after the power came back finds: 1 the old set, 2 the new one, 0 neither (and `why`).
static int found(const struct staff *staff, bool first, const char **why)
{
    *why = "";
    struct store_set set = store_shown(staff->state, "", "");
    char *folder = store_path(staff->state, set.number, "");
    char *bend = staff_shown(staff, BEND), *walk = staff_shown(staff, PREVENTION);
    char *video = staff_shown(staff, "videos/new.mp4"),
         *page = staff_shown(staff, "content/knees/questions/why.md");
    bool new_bend = bend && strstr(bend, "New bend"), new_walk = walk && strstr(walk, "New walks");
    int which = 0;
    if (!set.number)
        which = first ? 1 : 0;
    else if (!manifest_true(folder))
        *why = "a file is not as it was";
    else if (new_bend && new_walk && video && !page)
        which = 2;
    else if (bend && walk && !new_bend && !new_walk && !video && page)
        which = 1;
    if (!which && !**why)
        *why = set.number ? "a mixture" : "nothing";
    struct report report;
    char *path = str_format("%s/report.json", staff->state);
    if (which && file_exists(path) && !report_read(staff->state, &report)) {
        which = 0;
        *why = "report.json is broken";
    } else if (which && file_exists(path)) {
        report_destroy(&report);
    }
    free(path);
    path = str_format("%s/clinic.yaml", staff->state);
    struct clinic clinic = {0};
    struct problems problems = {0};
    if (which && file_exists(path) && !clinic_load(staff->state, &clinic, &problems)) {
        which = 0;
        *why = "clinic.yaml is broken";
    }
    if (clinic.name)
        clinic_destroy(&clinic);
    problems_destroy(&problems);
    free(path);
    free(page);
    free(video);
    free(walk);
    free(bend);
    free(folder);
    store_set_destroy(&set);
    return which;
}

static void bad_publish(struct staff *staff)
{
    char *path = store_path(staff->state, store_current(staff->state), BEND);
    char *own = str_format("%s/" BEND, staff->box.folder), *text = NULL;
    assert_true(file_read(own, 4096, &text, NULL));
    int fd = disk_create(path); // over the file that patients see
    assert_true(disk_write(fd, path, text, strlen(text)) && disk_sync(fd, path));
    close(fd);
    free(text);
    free(own);
    free(path);
}

struct run {
    struct staff *staff;
    const char *before; // the state folder as it was
    bool first, plain_overwrite;
    int calls, syncs, cuts, broken; // found out
    const char *why;
};

// One publishing with the power as it is asked for, in a process of its own. True if it was cut.
static bool one(struct run *run, struct power *power)
{
    if (run->first)
        disk_remove_tree(run->staff->state);
    else
        copy_tree(run->before, run->staff->state);
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t pid = fork();
    if (pid == 0) {
        power_on(power);
        struct report report;
        struct publish_options options = staff_options(run->staff);
        if (run->plain_overwrite)
            bad_publish(run->staff);
        else
            publish(&options, &report);
        power_cut_now(power);
        int told[] = {power->calls, power->syncs};
        _exit(write(ends[1], told, sizeof told) == sizeof told ? 0 : 1);
    }
    int status, told[2] = {0};
    close(ends[1]);
    ssize_t got = read(ends[0], told, sizeof told);
    close(ends[0]);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    bool cut = WEXITSTATUS(status) == POWER_EXIT;
    assert_true(cut || (WEXITSTATUS(status) == 0 && got == sizeof told));
    if (!cut) {
        run->calls = told[0];
        run->syncs = told[1];
    }
    return cut;
}

static void judge(struct run *run, const struct power *power, bool cut)
{
    const char *why = "";
    int which = found(run->staff, run->first, &why);
    run->cuts++;
    if (which && (cut || which == 2))
        return;
    run->broken++;
    run->why = which ? "the old one, though the new one was said to be there" : why;
    if (!power->deaf_to && !run->plain_overwrite)
        print_error("call %d, cut %d: %s\n", power->at, power->cut, run->why);
}

// Every call in turn, and the end; in every way. `deaf_to`: without these syncs.
static void all_cuts(struct run *run, unsigned deaf_to)
{
    for (int cut = 0; cut < CUTS; cut++) {
        struct power power = {.state = run->staff->state, .cut = cut, .deaf_to = deaf_to};
        bool was_cut = one(run, &power);
        judge(run, &power, was_cut);
        for (int at = 1; at <= run->calls; at++) {
            if (deaf_to && run->broken)
                return;
            power = (struct power){
                .state = run->staff->state, .cut = cut, .at = at, .deaf_to = deaf_to};
            was_cut = one(run, &power);
            assert_true(was_cut);
            judge(run, &power, was_cut);
            if (deaf_to || run->plain_overwrite || at % 4)
                continue;
            // And the next publishing puts all in order.
            staff_publish(run->staff, NULL);
            const char *why;
            assert_int_equal(found(run->staff, false, &why), 2);
        }
    }
}

static char *before_of(const struct staff *staff)
{
    char *before = str_format("%s-before", staff->state);
    copy_tree(staff->state, before);
    return before;
}

static void done_with(struct staff *staff, char *before)
{
    char *attic = str_format("%s.attic", staff->state);
    disk_remove_tree(attic);
    free(attic);
    if (before)
        disk_remove_tree(before);
    free(before);
    staff_destroy(staff);
}

static void the_power_goes_at_every_call(void **state)
{
    (void)state;
    struct staff staff = edited(4);
    char *before = before_of(&staff);
    struct run run = {.staff = &staff, .before = before};
    all_cuts(&run, 0);
    print_message("%d calls, %d of them syncs; %d cuts\n", run.calls, run.syncs, run.cuts);
    assert_int_equal(run.broken, 0);
    assert_true(run.calls > 40);
    done_with(&staff, before);
}

static void the_power_goes_in_the_first_publishing(void **state)
{
    (void)state;
    struct staff staff = edited(0);
    struct run run = {.staff = &staff, .first = true};
    all_cuts(&run, 0);
    assert_int_equal(run.broken, 0);
    done_with(&staff, NULL);
}

// In their order: 1 the state folder (not new here), 2 and 3 clinic.yaml and its name, 4 the whole set,
// 5 its name, 6 the name of `current`, 7 and 8 report.json and its name. The last one stands in for 6,
// and an old clinic.yaml or report is no harm; all others are needed.
static void each_sync_is_needed(void **state)
{
    (void)state;
    static const struct {
        unsigned left_out;
        bool needed;
    } cases[] = {{1 << 2, true}, {1 << 4, true},  {1 << 5, true}, {1 << 6 | 1 << 8, true},
                 {1 << 7, true}, {1 << 1, false}, {1 << 3, false}};
    struct staff staff = edited(4);
    char *before = before_of(&staff);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct run run = {.staff = &staff, .before = before};
        all_cuts(&run, cases[i].left_out);
        if ((run.broken > 0) != cases[i].needed)
            fail_msg("without syncs %x: %s", cases[i].left_out,
                     run.broken ? run.why : "nothing is lost");
        assert_int_equal(run.broken ? 8 : run.syncs, 8);
    }
    done_with(&staff, before);
}

static void a_plain_overwrite_is_found(void **state)
{
    (void)state;
    struct staff staff = edited(1);
    char *before = before_of(&staff);
    struct run run = {.staff = &staff, .before = before, .plain_overwrite = true};
    all_cuts(&run, 0);
    assert_true(run.broken > 0);
    done_with(&staff, before);
}

static void a_full_disk_at_every_call(void **state)
{
    (void)state;
    struct staff staff = edited(4);
    char *before = before_of(&staff);
    struct publish_options options = staff_options(&staff);
    int calls = CALLS_MOST, refused = 0;
    for (int i = 1; i <= calls; i++)
        for (int for_good = 0; for_good < 2; for_good++) {
            copy_tree(before, staff.state);
            struct power power = {
                .state = staff.state, .fail_from = i, .fail_to = for_good ? CALLS_MOST : i};
            struct report report;
            const char *why;
            power_on(&power);
            assert_int_equal(publish(&options, &report), PUBLISH_DONE);
            power_off();
            if (i == 1 && !for_good)
                calls = CALLS_MOST;
            bool published = report.outcome == REPORT_PUBLISHED;
            refused += !published;
            int which = found(&staff, false, &why);
            if (!which || (published && which != 2))
                fail_msg("call %d fails%s: %s", i, for_good ? " and all after it" : "", why);
            if (report.outcome == REPORT_FAILED)
                assert_non_null(report.why);
            report_destroy(&report);
            staff_publish(&staff, NULL);
            assert_int_equal(found(&staff, false, &why), 2);
            if (!for_good && power.calls < i)
                calls = i; // that was beyond the last one
        }
    assert_true(refused > 20);
    done_with(&staff, before);
}

// ---- files that change while they are copied

struct meddling {
    struct staff *staff;
    int at, way;
    bool done;
};

static void meddle(void *context, int call)
{
    struct meddling *m = context;
    if (call != m->at)
        return;
    m->done = true;
    char *path = str_format("%s/" BEND, m->staff->box.folder), *other = str_format("%s.tmp", path);
    char *text = NULL;
    assert_true(file_read(path, 4096, &text, NULL));
    char *longer = str_format("%sMore words at the end.\n", text);
    FILE *file;
    if (m->way == 0 || m->way == 1) { // saved in place; appended to
        file = fopen(path, m->way ? "a" : "w");
        fputs(m->way ? "More words at the end.\n" : longer, file);
        fclose(file);
    } else if (m->way == 2) { // an editor that renames
        file = fopen(other, "w");
        fputs(longer, file);
        fclose(file);
        assert_int_equal(rename(other, path), 0);
    } else {
        assert_int_equal(unlink(path), 0);
    }
    free(longer);
    free(text);
    free(other);
    free(path);
}

static void files_change_while_they_are_copied(void **state)
{
    (void)state;
    int again = 0;
    for (int way = 0; way < 4; way++)
        for (int at = 1, last = 60; at <= last; at++) {
            struct staff staff = edited(0);
            struct publish_options options = staff_options(&staff);
            struct meddling meddling = {&staff, at, way, false};
            struct power power = {.state = staff.state, .moment = meddle, .context = &meddling};
            struct report report;
            power_on(&power);
            for (enum publish_end end = PUBLISH_AGAIN; end == PUBLISH_AGAIN;) {
                end = publish(&options, &report);
                again += end == PUBLISH_AGAIN;
                report_destroy(&report);
                meddling.at = 0;
            }
            power_off();
            last = power.calls < last ? power.calls : last;
            staff_publish(&staff, NULL); // what came later is another publishing
            assert_shown(&staff, PREVENTION, "New walks");
            assert_shown(&staff, BEND, way == 3 && meddling.done ? NULL : "New bend");
            if (way < 3 && meddling.done)
                assert_shown(&staff, BEND, "More words at the end.");
            staff_destroy(&staff);
        }
    assert_true(again >= 3);
}

int main(void)
{
    if (access("/dev/shm", W_OK) == 0)
        setenv("TMPDIR", "/dev/shm", 1); // some 600 copies of a state folder
    disk_set_guard(
        &(struct disk_guard){.syncs_itself = true}); // the tests' own disk need not be waited for
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_power_goes_at_every_call),
        cmocka_unit_test(the_power_goes_in_the_first_publishing),
        cmocka_unit_test(each_sync_is_needed),
        cmocka_unit_test(a_plain_overwrite_is_found),
        cmocka_unit_test(a_full_disk_at_every_call),
        cmocka_unit_test(files_change_while_they_are_copied),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
