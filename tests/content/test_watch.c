// The watch, with a clock of the test's own: no test sleeps, only events are waited for.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "clock.h"
#include "content_box.h"
#include "str.h"
#include "watch.h"

static struct box box;
static struct watch *watch;
static int64_t now;

static int open_watch(void **state)
{
    (void)state;
    box = box_make();
    const char *roots[] = {box.content, box.videos};
    watch = watch_open(roots, 2, 2000);
    now = clock_ms();
    return 0;
}

static int close_watch(void **state)
{
    (void)state;
    watch_destroy(watch);
    box_destroy(&box);
    return 0;
}

// True if the watch tells of a change once all is quiet.
static bool tells(void)
{
    struct pollfd wait = {.fd = watch_fd(watch), .events = POLLIN};
    assert_true(wait.fd >= 0);
    if (poll(&wait, 1, 0) != 1)
        return false;
    assert_false(watch_handle(watch, now)); // never at once
    assert_false(watch_handle(watch, now + 1999));
    assert_int_equal(watch_deadline_ms(watch), now + 2000);
    now += 2000;
    bool told = watch_handle(watch, now);
    assert_false(watch_handle(watch, now)); // never twice
    return told;
}

static void edits_are_told(void **state)
{
    (void)state;
    assert_false(watch_handle(watch, now));
    assert_false(watch_handle(watch, now + 2000));
    assert_false(tells());
    box_write(&box, "content/knees/new.md", "x");
    assert_true(tells());
    box_change(&box, "content/knees/topic.md", "Sore", "Sare"); // in place, the same size
    assert_true(tells());
    char *from = str_format("%s/knees/new.md", box.content),
         *to = str_format("%s/knees/old.md", box.content);
    assert_int_equal(rename(from, to), 0);
    free(from);
    free(to);
    assert_true(tells());
    box_remove(&box, "content/knees/old.md");
    assert_true(tells());
    box_write(&box, "videos/bend.webm", "another");
    assert_true(tells());
}

static void a_copier_that_keeps_the_time_is_seen(void **state)
{
    (void)state;
    char *path = str_format("%s/knees/topic.md", box.content);
    struct stat before;
    assert_int_equal(stat(path, &before), 0);
    box_change(&box, "content/knees/topic.md", "Sore", "Sare");
    struct timespec times[] = {before.st_atim, before.st_mtim};
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
    free(path);
    assert_true(tells());
}

static void new_folders_are_watched(void **state)
{
    (void)state;
    box_write(&box, "content/hips/stretches/turn.md",
              "x"); // a write right after the folder is made
    assert_true(tells());
    box_write(&box, "content/hips/stretches/turn.md", "xy");
    assert_true(tells());
}

static void a_copy_that_goes_on_is_waited_for(void **state)
{
    (void)state;
    char *path = str_format("%s/long.webm", box.videos);
    FILE *copy = fopen(path, "wb");
    assert_non_null(copy);
    assert_false(watch_handle(watch, now)); // made
    for (int i = 0; i < 3; i++) {
        fputs("more", copy);
        fflush(copy);
        now += 2000;
        assert_false(watch_handle(watch, now)); // no event, but it grew
    }
    now += 2000;
    assert_true(watch_handle(watch, now));
    fclose(copy);
    free(path);
}

static void passing_files_are_nothing(void **state)
{
    (void)state;
    box_write(&box, "content/knees/~$topic.md", "x"); // an editor's lock
    assert_false(tells());
}

static void a_silent_share_is_looked_at(void **state)
{
    (void)state;
    box_write(&box, "content/knees/new.md", "x");
    char waste[4096]; // what inotify would have said never comes
    FILE *events = fdopen(dup(watch_fd(watch)), "r");
    assert_non_null(events);
    while (fread(waste, 1, sizeof waste, events) > 0)
        ;
    fclose(events);
    int64_t look = watch_deadline_ms(watch);
    assert_true(look <= now + 30000);
    assert_false(watch_handle(watch, look - 1));
    assert_false(watch_handle(watch, look));
    assert_int_equal(watch_deadline_ms(watch), look + 2000);
    assert_true(watch_handle(watch, look + 2000));
    assert_int_equal(watch_deadline_ms(watch), look + 2000 + 30000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(edits_are_told, open_watch, close_watch),
        cmocka_unit_test_setup_teardown(a_copier_that_keeps_the_time_is_seen, open_watch,
                                        close_watch),
        cmocka_unit_test_setup_teardown(new_folders_are_watched, open_watch, close_watch),
        cmocka_unit_test_setup_teardown(a_copy_that_goes_on_is_waited_for, open_watch, close_watch),
        cmocka_unit_test_setup_teardown(passing_files_are_nothing, open_watch, close_watch),
        cmocka_unit_test_setup_teardown(a_silent_share_is_looked_at, open_watch, close_watch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
