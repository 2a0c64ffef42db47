// What cannot be read is not gone: closed folders, and a share that fails in the middle of a listing or
// of a look at a file, take nothing from the screen, and staff read where.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "publish_box.h"
#include "str.h"

#define WHY    "content/knees/questions/why.md"
#define FOLDER "content/knees/questions"
#define NOBODY 65534

// ---- a share that fails: this program's own doors to folders and files

static const char *fails_after; // a listing ends with an error behind this name; NULL: none does
static const char *fails_at;    // a look at this name fails; NULL: none does
static DIR *failing;

struct dirent *readdir(DIR *folder)
{
    static struct dirent *(*real)(DIR *);
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "readdir");
    if (failing && folder == failing) {
        failing = NULL;
        errno = EIO;
        return NULL;
    }
    struct dirent *entry = real(folder);
    if (entry && fails_after && str_equal(entry->d_name, fails_after))
        failing = folder;
    return entry;
}

int fstatat(int fd, const char *restrict name, struct stat *restrict info, int flags)
{
    static int (*real)(int, const char *, struct stat *, int);
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "fstatat");
    if (fails_at && str_equal(name, fails_at)) {
        errno = EIO;
        return -1;
    }
    return real(fd, name, info, flags);
}

// ---- as somebody for whom a folder can be closed

static int as_nobody(void **state)
{
    (void)state;
    return geteuid() == 0 ? seteuid(NOBODY) : 0;
}

static int as_before(void **state)
{
    (void)state;
    fails_after = fails_at = NULL;
    failing = NULL;
    return seteuid(getuid());
}

static struct staff with_question(void)
{
    struct staff staff = staff_make();
    box_write(&staff.box, WHY, "---\ntitle: Why?\n---\nBecause.\n");
    staff_publish(&staff, "9 accepted");
    return staff;
}

static void set_mode(const struct staff *staff, const char *folder, mode_t mode)
{
    char *path = str_format("%s/%s", staff->box.folder, folder);
    assert_int_equal(chmod(path, mode), 0);
    free(path);
}

static void a_closed_folder_keeps_what_was_in_it(void **state)
{
    (void)state;
    static const mode_t closed[] = {0644, 0600, 0200, 0000}; // the first two can be listed
    struct staff staff = with_question();
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++) {
        set_mode(&staff, FOLDER, closed[i]);
        staff_publish(&staff, "0 accepted, 1 refused: questions: this folder cannot be read: check "
                              "its permissions");
        assert_shown(&staff, WHY, "Because");
        set_mode(&staff, FOLDER, 0755);
        staff_publish(&staff, NULL);
        assert_shown(&staff, WHY, "Because");
    }
    // The whole topic, and the staff folder itself.
    set_mode(&staff, "content/knees", 0644);
    staff_publish(&staff, "0 accepted, 1 refused: knees: this folder cannot be read: check its "
                          "permissions");
    assert_shown(&staff, "content/knees/warning-signs.md", "emergency");
    set_mode(&staff, "content/knees", 0755);
    set_mode(&staff, "", 0644);
    assert_int_equal(staff_publish(&staff, NULL), REPORT_FAILED);
    assert_shown(&staff, WHY, "Because");
    set_mode(&staff, "", 0755);
    staff_destroy(&staff);
}

static void a_closed_folder_keeps_the_films_beside_the_pages(void **state)
{
    (void)state;
    struct staff staff = with_question();
    box_write(&staff.box, "content/knees/stretches/heel.mp4", "a film");
    staff_publish(&staff, "1 accepted");
    set_mode(&staff, "content/knees/stretches", 0644);
    staff_publish(&staff, "0 accepted, 1 refused: stretches: this folder cannot be read: check its "
                          "permissions");
    assert_shown(&staff, "content/knees/stretches/bend.md", "Knee bend");
    assert_shown(&staff, "videos/knees/stretches/heel.mp4", "a film");
    set_mode(&staff, "content/knees/stretches", 0755);
    staff_destroy(&staff);
}

static void a_listing_that_breaks_off_keeps_what_was_in_it(void **state)
{
    (void)state;
    struct staff staff = with_question();
    box_write(&staff.box, FOLDER "/how.md", "---\ntitle: How?\n---\nSo.\n");
    staff_publish(&staff, "1 accepted");
    static const char *const broken[] = {"why.md", "how.md"}; // whichever comes first
    for (size_t i = 0; i < 2; i++) {
        fails_after = broken[i];
        staff_publish(&staff, "0 accepted, 1 refused: questions: this folder cannot be read: check "
                              "its permissions");
        assert_shown(&staff, WHY, "Because");
        assert_shown(&staff, FOLDER "/how.md", "So");
    }
    fails_after = "content"; // the staff folder's own
    assert_int_equal(staff_publish(&staff, NULL), REPORT_FAILED);
    assert_shown(&staff, WHY, "Because");
    fails_after = NULL;
    box_remove(&staff.box, WHY);
    staff_publish(&staff, "0 accepted, 1 removed"); // what is gone goes
    staff_destroy(&staff);
}

static void a_look_that_fails_keeps_the_file(void **state)
{
    (void)state;
    struct staff staff = with_question();
    fails_at = "why.md";
    staff_publish(&staff, "0 accepted, 1 refused: why.md: this file cannot be read: check its "
                          "permissions and those of its folder");
    assert_shown(&staff, WHY, "Because");
    staff_destroy(&staff);
}

// Without publishing: an error stands in the place of each page, and so the old snapshot stays.
static void a_closed_folder_is_an_error_of_the_content(void **state)
{
    (void)state;
    struct staff staff = with_question();
    set_mode(&staff, FOLDER, 0644);
    struct library *library = box_load(&staff.box, NULL);
    assert_problem(library,
                   "knees/questions/why.md: error: this file cannot be read: Permission denied");
    library_destroy(library);
    set_mode(&staff, FOLDER, 0200);
    library = box_load(&staff.box, NULL);
    assert_problem(library, "knees/questions: error: this folder cannot be read: check its "
                            "permissions");
    library_destroy(library);
    set_mode(&staff, FOLDER, 0755);
    library = box_load(&staff.box, NULL);
    assert_no_errors(library);
    fails_after = "why.md";
    library_destroy(library);
    library = box_load(&staff.box, NULL);
    assert_problem(library, "knees/questions: error: this folder cannot be read: check its "
                            "permissions");
    library_destroy(library);
    staff_destroy(&staff);
}

#define UNREADABLE_TEST(name) cmocka_unit_test_setup_teardown(name, as_nobody, as_before)

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNREADABLE_TEST(a_closed_folder_keeps_what_was_in_it),
        UNREADABLE_TEST(a_closed_folder_keeps_the_films_beside_the_pages),
        UNREADABLE_TEST(a_listing_that_breaks_off_keeps_what_was_in_it),
        UNREADABLE_TEST(a_look_that_fails_keeps_the_file),
        UNREADABLE_TEST(a_closed_folder_is_an_error_of_the_content),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
