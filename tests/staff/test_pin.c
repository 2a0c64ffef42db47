// The staff code: what it accepts, that it is kept hashed and readable by nobody else, and that
// five wrong tries lock it, also across a restart.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "file.h"
#include "pin.h"
#include "staff.h"
#include "str.h"

static char folder[] = "/tmp/kiosk-pin.XXXXXX";

static char *path_of(const char *name)
{
    return str_format("%s/%s", folder, name);
}

static int make_folder(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/kiosk-pin.XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    chmod(folder, 0700);
    static const char *const names[] = {"pin", "pin.tries", "pin.tmp", "pin.tries.tmp"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *path = path_of(names[i]);
        unlink(path);
        free(path);
    }
    return rmdir(folder);
}

static void only_four_digits_that_are_no_pattern_are_good(void **state)
{
    (void)state;
    static const char *const good[] = {"1357", "0912", "9981", "1123"};
    static const char *const bad[] = {"",     "123",  "12345", "12a4", "0000", "7777",
                                      "1234", "6789", "9876",  "3210", " 123", "１２３４"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(staff_code_good(good[i]));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(staff_code_good(bad[i]));
}

static void it_is_kept_hashed_and_for_the_kiosk_alone(void **state)
{
    (void)state;
    struct pin pin = pin_open(folder, 0);
    assert_int_equal(pin_try(&pin, "1357", 0), PIN_NONE);
    assert_true(pin_choose(&pin, "1357"));
    pin_close(&pin);
    char *path = path_of("pin"), *text = NULL;
    assert_true(file_read(path, 4096, &text, NULL));
    assert_true(str_starts(text, "$y$"));
    assert_null(strstr(text, "1357"));
    struct stat info;
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
    free(text);
    free(path);
    pin = pin_open(folder, 0);
    assert_int_equal(pin_try(&pin, "1358", 0), PIN_WRONG);
    assert_int_equal(pin_try(&pin, "1357", 0), PIN_RIGHT);
    pin_close(&pin);
}

static void two_kiosks_with_one_code_have_two_hashes(void **state)
{
    (void)state;
    struct pin a = pin_open(NULL, 0), b = pin_open(NULL, 0);
    assert_true(pin_choose(&a, "1357") && pin_choose(&b, "1357"));
    assert_string_not_equal(a.hash, b.hash);
    pin_close(&a);
    pin_close(&b);
}

static void five_wrong_tries_lock_for_a_minute(void **state)
{
    (void)state;
    struct pin pin = pin_open(folder, 0);
    assert_true(pin_choose(&pin, "1357"));
    for (int i = 1; i < PIN_TRIES; i++)
        assert_int_equal(pin_try(&pin, "2468", 1000), PIN_WRONG);
    assert_int_equal(pin_try(&pin, "2468", 1000), PIN_LOCKED);
    assert_int_equal(pin_try(&pin, "1357", 1000 + PIN_LOCK_MS - 1), PIN_LOCKED);
    assert_int_equal(pin_try(&pin, "2468", 1000 + PIN_LOCK_MS), PIN_WRONG);
    assert_int_equal(pin_try(&pin, "1357", 1000 + PIN_LOCK_MS), PIN_RIGHT);
    pin_close(&pin);
}

static void a_restart_neither_unlocks_nor_gives_tries(void **state)
{
    (void)state;
    struct pin pin = pin_open(folder, 0);
    assert_true(pin_choose(&pin, "1357"));
    pin_close(&pin);
    for (int i = 1; i < PIN_TRIES; i++) { // one try a start
        pin = pin_open(folder, 0);
        assert_int_equal(pin_try(&pin, "2468", 0), PIN_WRONG);
        pin_close(&pin);
    }
    pin = pin_open(folder, 0);
    assert_int_equal(pin_try(&pin, "2468", 0), PIN_LOCKED);
    pin_close(&pin);
    pin = pin_open(folder, 500); // the clock began anew
    assert_int_equal(pin_try(&pin, "1357", 500 + PIN_LOCK_MS - 1), PIN_LOCKED);
    assert_int_equal(pin_try(&pin, "1357", 500 + PIN_LOCK_MS), PIN_RIGHT);
    pin_close(&pin);
    pin = pin_open(folder, 0);
    assert_int_equal(pin_try(&pin, "1357", 0), PIN_RIGHT);
    pin_close(&pin);
}

// The count is on the disk before the answer is known.
static void a_try_counts_before_its_answer(void **state)
{
    (void)state;
    struct pin pin = pin_open(folder, 0);
    assert_true(pin_choose(&pin, "1357"));
    assert_int_equal(pin_try(&pin, "2468", 0), PIN_WRONG);
    char *path = path_of("pin.tries"), *text = NULL;
    assert_true(file_read(path, 64, &text, NULL));
    assert_string_equal(text, "1\n");
    free(text);
    assert_true(file_replace(path, "99", 2)); // nonsense counts as full
    free(path);
    pin_close(&pin);
    pin = pin_open(folder, 0);
    assert_int_equal(pin_try(&pin, "1357", 0), PIN_LOCKED);
    pin_close(&pin);
}

static void a_code_chosen_elsewhere_is_taken_over(void **state)
{
    (void)state;
    struct pin kiosk = pin_open(folder, 0), command = pin_open(folder, 0);
    assert_true(pin_choose(&kiosk, "1357"));
    assert_true(pin_choose(&command, "8642"));
    pin_refresh(&kiosk);
    assert_int_equal(pin_try(&kiosk, "1357", 0), PIN_WRONG);
    assert_int_equal(pin_try(&kiosk, "8642", 0), PIN_RIGHT);
    pin_close(&kiosk);
    pin_close(&command);
}

static void a_damaged_file_lets_nobody_in(void **state)
{
    (void)state;
    static const char *const damaged[] = {"1357\n", "$y$\n", "*0\n", "$1$\n", "x"};
    char *path = path_of("pin");
    for (size_t i = 0; i < sizeof damaged / sizeof *damaged; i++) {
        assert_true(file_replace(path, damaged[i], strlen(damaged[i])));
        struct pin pin = pin_open(folder, 0);
        assert_int_not_equal(pin_try(&pin, "1357", 1000000), PIN_RIGHT);
        assert_int_not_equal(pin_try(&pin, "", 1000000), PIN_RIGHT);
        pin_close(&pin);
        char *tries = path_of("pin.tries");
        unlink(tries);
        free(tries);
    }
    free(path);
}

static void a_file_that_cannot_be_read_is_not_no_code(void **state)
{
    (void)state;
    char *path = path_of("pin");
    for (int i = 0; i < 3; i++) {
        struct pin running = pin_open(folder, 0);
        assert_int_equal(pin_try(&running, "1357", 0), PIN_NONE);
        assert_true(pin_choose(&running, "1357"));
        static char large[8192];
        memset(large, 'x', sizeof large);
        if (i == 0)
            assert_true(unlink(path) == 0 && mkdir(path, 0700) == 0);
        else
            assert_true(file_replace(path, large, i == 1 ? sizeof large : 0));
        pin_refresh(&running);
        assert_int_equal(pin_try(&running, "1357", 0), PIN_RIGHT); // it knows the code still
        pin_close(&running);
        struct pin started = pin_open(folder, 0);
        assert_int_equal(pin_try(&started, "1357", 0),
                         PIN_WRONG); // not PIN_NONE: nobody may choose one
        pin_close(&started);
        assert_int_equal(remove(path), 0);
        char *tries = path_of("pin.tries");
        unlink(tries);
        free(tries);
    }
    free(path);
}

static void a_code_that_cannot_be_kept_is_not_chosen(void **state)
{
    (void)state;
    struct pin pin = pin_open("/tmp/kiosk-pin-there-is-no-such-folder", 0);
    assert_false(pin_choose(&pin, "1357"));
    assert_int_equal(pin_try(&pin, "1357", 0), PIN_NONE);
    pin_close(&pin);
}

// This thread's own work, whatever else the machine does.
static double work_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void a_try_takes_its_time_but_not_long(void **state)
{
    (void)state;
    struct pin pin = pin_open(NULL, 0);
    assert_true(pin_choose(&pin, "1357"));
    double least = 1e9;
    for (int i = 0; i < 5; i++) {
        double began = work_ms();
        assert_int_equal(pin_try(&pin, "1357", 0), PIN_RIGHT);
        double took = work_ms() - began;
        least = took < least ? took : least;
    }
    printf("one try: %.1f ms\n", least);
    assert_true(least >= 1 && least <= 100);
    pin_close(&pin);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_four_digits_that_are_no_pattern_are_good),
        cmocka_unit_test_setup_teardown(it_is_kept_hashed_and_for_the_kiosk_alone, make_folder,
                                        remove_folder),
        cmocka_unit_test(two_kiosks_with_one_code_have_two_hashes),
        cmocka_unit_test_setup_teardown(five_wrong_tries_lock_for_a_minute, make_folder,
                                        remove_folder),
        cmocka_unit_test_setup_teardown(a_restart_neither_unlocks_nor_gives_tries, make_folder,
                                        remove_folder),
        cmocka_unit_test_setup_teardown(a_try_counts_before_its_answer, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(a_code_chosen_elsewhere_is_taken_over, make_folder,
                                        remove_folder),
        cmocka_unit_test_setup_teardown(a_damaged_file_lets_nobody_in, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(a_file_that_cannot_be_read_is_not_no_code, make_folder,
                                        remove_folder),
        cmocka_unit_test(a_code_that_cannot_be_kept_is_not_chosen),
        cmocka_unit_test(a_try_takes_its_time_but_not_long),
    };
    return cmocka_run_group_tests_name("pin", tests, NULL, NULL);
}
