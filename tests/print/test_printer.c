// The printer against a real cupsd and a real IPP printer: runs inside with_printer.sh. What counts
// is what the printer printed, never what CUPS says of the job.
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "clock.h"
#include "file.h"
#include "handout_pdf.h"
#include "printer.h"
#include "printer_device.h"
#include "sample.h"
#include "str.h"

// Long enough for a slow machine; nothing passes by being slow.
enum { PATIENCE_MS = 30000 };

static void play(const char *words)
{
    char *command = str_format("\"$KIOSK_TEST_PRINTER\" %s", words);
    int status = system(command);
    free(command);
    assert_int_equal(status, 0);
}

static void shell(const char *command)
{
    assert_int_equal(system(command), 0);
}

static size_t printed_files(void)
{
    struct names names;
    assert_true(names_read(getenv("KIOSK_TEST_SPOOL"), &names));
    size_t count = names.count;
    names_destroy(&names);
    return count;
}

static void empty_spool(void)
{
    shell("rm -f \"$KIOSK_TEST_SPOOL\"/*");
}

static struct printer *open_printer(const char *queue, int give_up_s)
{
    return printer_open(&(struct printer_options){.queue = queue,
                                                  .title = "Kiosk page",
                                                  .give_up_s = give_up_s,
                                                  .give_up_paper_s = give_up_s});
}

static void send_page(struct printer *printer)
{
    static struct sample sample;
    sample_make(&sample);
    const struct exercise *chosen[] = {&sample.english.exercises[0]};
    struct handout handout = handout_make(&(struct handout_request){.library = &sample.library,
                                                                    .topic = &sample.english,
                                                                    .language = "en",
                                                                    .exercises = chosen,
                                                                    .exercises_count = 1});
    struct handout_layout *layout = handout_layout(&handout, NULL, NULL);
    char *pdf;
    size_t bytes;
    assert_true(handout_pdf(layout, &pdf, &bytes));
    int pages = handout_pages(layout);
    handout_layout_destroy(layout);
    handout_destroy(&handout);
    printer_print(printer, pdf, bytes, pages, true);
    assert_int_equal(printer_status(printer).phase, PRINTER_SENDING);
}

// Takes statuses until one has this phase; fails when time runs out. The last one is returned.
static struct printer_status wait_for(struct printer *printer, enum printer_phase phase)
{
    int64_t end = clock_ms() + PATIENCE_MS;
    while (clock_ms() < end) {
        if (printer_status(printer).phase == phase)
            return printer_status(printer);
        struct pollfd fd = {.fd = printer_fd(printer), .events = POLLIN};
        if (poll(&fd, 1, 500) == 1)
            printer_handle(printer);
    }
    fail_msg("phase %d did not come: it is %d, %s", phase, printer_status(printer).phase,
             printer_problem_code(printer_status(printer).problem));
    return printer_status(printer);
}

static void assert_fails(struct printer *printer, enum printer_problem problem)
{
    struct printer_status status = wait_for(printer, PRINTER_FAILED);
    assert_string_equal(printer_problem_code(status.problem), printer_problem_code(problem));
}

static void assert_nothing_printed(void)
{
    play("drain");
    assert_int_equal(printed_files(), 0);
}

// The printer hears that a page was given up a moment after the queue does: a fault that is mended
// in between lets the page out, on any printer.
static void mend_once_given_up(void)
{
    play("drain");
    play("mend");
}

// After a fault is mended: another page prints, and it is the only one. Jobs print in order, so
// whatever was left of the one before would have come out with it.
static void assert_nothing_comes_later(void)
{
    assert_nothing_printed();
    struct printer *printer = open_printer("kiosk", 0);
    send_page(printer);
    assert_int_equal(wait_for(printer, PRINTER_DONE).problem, PROBLEM_NONE);
    printer_destroy(printer);
    play("drain");
    assert_int_equal(printed_files(), 1);
}

static int set_up(void **state)
{
    empty_spool();
    *state = open_printer("kiosk", 0);
    return 0;
}

// Gives a page up soon, but not before a slow machine has seen the fault.
static int set_up_hasty(void **state)
{
    empty_spool();
    *state = open_printer("kiosk", 6);
    return 0;
}

static int tear_down(void **state)
{
    printer_destroy(*state);
    mend_once_given_up();
    return 0;
}

static void prints_the_page(void **state)
{
    struct printer *printer = *state;
    send_page(printer);
    struct printer_status status = wait_for(printer, PRINTER_DONE);
    assert_int_equal(status.problem, PROBLEM_NONE);
    assert_int_equal(status.pages, 1);
    assert_int_equal(printed_files(), 1);
    shell("pdftotext \"$KIOSK_TEST_SPOOL\"/*.pdf - | tr '\\n' ' ' | "
          "grep -q 'Inner-thigh cramps.*Drink water.*Chair stretch.*When to get help'");
    // The job's name, which any queue listing shows, says nothing of the page.
    shell("ls \"$KIOSK_TEST_SPOOL\" | grep -qx '[0-9]*-kiosk_page.pdf'");
    shell("pdffonts \"$KIOSK_TEST_SPOOL\"/*.pdf | grep -q Lato");
}

static void prints_to_the_default_queue(void **state)
{
    (void)state;
    empty_spool();
    struct printer *printer = open_printer(NULL, 0);
    send_page(printer);
    wait_for(printer, PRINTER_DONE);
    assert_int_equal(printed_files(), 1);
    printer_destroy(printer);
}

static void takes_one_page_at_a_time(void **state)
{
    struct printer *printer = *state;
    send_page(printer);
    printer_print(printer, str_copy("%PDF-1.4 not a page"), 19, 7, true);
    assert_int_equal(wait_for(printer, PRINTER_DONE).pages, 1);
    play("drain");
    assert_int_equal(printed_files(), 1);
}

static void says_that_there_is_no_such_queue(void **state)
{
    (void)state;
    struct printer *printer = open_printer("nowhere", 0);
    send_page(printer);
    assert_fails(printer, PROBLEM_NO_QUEUE);
    printer_ask(printer);
    assert_int_equal(wait_for(printer, PRINTER_IDLE).problem, PROBLEM_NO_QUEUE);
    printer_destroy(printer);
}

static void says_that_the_service_is_down(void **state)
{
    struct printer *printer = *state;
    play("service-off");
    send_page(printer);
    assert_fails(printer, PROBLEM_SERVICE);
    printer_ask(printer);
    assert_int_equal(wait_for(printer, PRINTER_IDLE).problem, PROBLEM_SERVICE);
    play("service-on");
    assert_nothing_printed();
}

static void says_that_the_service_hangs(void **state)
{
    struct printer *printer = *state;
    play("service-hang");
    int64_t start = clock_ms();
    send_page(printer);
    assert_true(clock_ms() - start < 1000); // the caller never waits: laying the page out is all
    assert_fails(printer, PROBLEM_SERVICE);
    play("service-wake");
    assert_nothing_printed();
}

static void ends_in_time_while_the_service_hangs(void **state)
{
    (void)state;
    empty_spool();
    play("fault media-empty-error");
    struct printer *printer = open_printer("kiosk", 0);
    send_page(printer);
    wait_for(printer, PRINTER_WAITING);
    play("service-hang");
    int64_t start = clock_ms();
    printer_destroy(printer);
    int64_t took = clock_ms() - start;
    play("service-wake");
    assert_in_range(took, 0, 5500);

    // What could not be cancelled then is cancelled by the next start.
    printer = open_printer("kiosk", 0);
    mend_once_given_up();
    assert_nothing_comes_later();
    printer_destroy(printer);
}

static void says_that_the_queue_is_paused(void **state)
{
    struct printer *printer = *state;
    shell("cupsdisable kiosk");
    send_page(printer);
    assert_fails(printer, PROBLEM_PAUSED);
    shell("cupsenable kiosk");
    assert_nothing_printed();
}

static void says_that_the_queue_was_paused_meanwhile(void **state)
{
    struct printer *printer = *state;
    play("fault media-empty-error");
    send_page(printer);
    wait_for(printer, PRINTER_WAITING);
    shell("cupsdisable kiosk");
    assert_fails(printer, PROBLEM_PAUSED);
    mend_once_given_up();
    shell("cupsenable kiosk");
    assert_nothing_comes_later();
}

static void says_that_the_queue_rejects(void **state)
{
    struct printer *printer = *state;
    shell("cupsreject kiosk");
    send_page(printer);
    assert_fails(printer, PROBLEM_PAUSED);
    shell("cupsaccept kiosk");
    assert_nothing_printed();
}

static void gives_up_with(struct printer *printer, const char *fault, enum printer_problem problem)
{
    char *words = str_format("fault %s", fault);
    play(words);
    free(words);
    send_page(printer);
    assert_int_equal(wait_for(printer, PRINTER_WAITING).problem, problem);
    assert_fails(printer, problem);
    mend_once_given_up();
    assert_nothing_comes_later();
}

static void says_that_paper_is_out(void **state)
{
    gives_up_with(*state, "media-empty-error", PROBLEM_PAPER);
}

static void says_that_paper_is_jammed(void **state)
{
    gives_up_with(*state, "media-jam-error", PROBLEM_JAM);
}

static void prints_when_paper_is_refilled(void **state)
{
    struct printer *printer = *state;
    play("fault media-empty-error");
    send_page(printer);
    assert_int_equal(wait_for(printer, PRINTER_WAITING).problem, PROBLEM_PAPER);
    assert_int_equal(printed_files(), 0);
    play("mend");
    wait_for(printer, PRINTER_DONE);
    assert_int_equal(printed_files(), 1);
}

static void says_that_the_printer_is_off(void **state)
{
    struct printer *printer = *state;
    play("off");
    send_page(printer);
    assert_int_equal(wait_for(printer, PRINTER_WAITING).problem, PROBLEM_OFF);
    assert_fails(printer, PROBLEM_OFF);
    play("on");
    assert_nothing_comes_later();
}

static void stops_when_asked(void **state)
{
    struct printer *printer = *state;
    play("fault media-empty-error");
    send_page(printer);
    wait_for(printer, PRINTER_WAITING);
    printer_cancel(printer);
    assert_int_equal(wait_for(printer, PRINTER_CANCELLED).problem, PROBLEM_NONE);
    mend_once_given_up();
    assert_nothing_printed();
}

static void says_that_a_job_is_stuck(void **state)
{
    struct printer *printer = *state;
    play("fault media-empty-error");
    send_page(printer);
    wait_for(printer, PRINTER_WAITING);
    play("service-hang");
    printer_cancel(printer);
    assert_fails(printer, PROBLEM_STUCK_JOB);
    send_page(printer); // this one cannot be sent, and the one before may still come out
    assert_fails(printer, PROBLEM_STUCK_JOB);
    play("service-wake");
    // It is tried again, before another page if not earlier.
    printer_ask(printer);
    struct printer_status ready = wait_for(printer, PRINTER_IDLE);
    assert_int_equal(ready.problem, PROBLEM_NONE);
    assert_true(ready.both_sides); // as the test's printer says of itself
    mend_once_given_up();
    assert_nothing_comes_later();
}

static void cancels_what_is_left_from_before(void **state)
{
    (void)state;
    empty_spool();
    shell("cupsdisable kiosk");
    shell("echo old | lp -s -d kiosk -t 'Kiosk page' && echo other | lp -s -d kiosk -t Letter");
    struct printer *printer = open_printer("kiosk", 0);
    printer_ask(printer);
    wait_for(printer, PRINTER_IDLE);
    shell("[ $(lpstat -o | wc -l) = 1 ]"); // that of somebody else stays
    shell("cancel -a -x kiosk; cupsenable kiosk");
    assert_nothing_printed();
    printer_destroy(printer);
}

// The unit that asks the printer, in a process of its own: answers so many questions, and ends.
static pid_t unit_answers(int questions)
{
    char *path = str_format("%s/unit.sock", getenv("KIOSK_TEST_FOLDER"));
    setenv("KIOSK_PRINTER_SOCKET", path, 1);
    unlink(path);
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    free(path);
    int listening = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(listening, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(listen(listening, 4), 0);
    pid_t unit = fork();
    if (unit == 0) {
        alarm(2 * PATIENCE_MS / 1000); // where the test fails, nobody asks it any more
        for (; questions; questions--) {
            int asked = accept(listening, NULL, NULL);
            if (fork() == 0) {
                dup2(asked, STDIN_FILENO);
                enum printer_problem problem = device_ask(NULL);
                dprintf(asked, "%s\n", problem ? printer_problem_code(problem) : "ready");
                _exit(0);
            }
            close(asked);
            wait(NULL);
        }
        _exit(0);
    }
    close(listening);
    return unit;
}

static void assert_hears(struct printer *printer, enum printer_problem problem)
{
    printer_ask(printer);
    int64_t end = clock_ms() + PATIENCE_MS;
    do {
        struct pollfd fd = {.fd = printer_fd(printer), .events = POLLIN};
        if (poll(&fd, 1, 500) == 1)
            printer_handle(printer);
        if (printer_status(printer).phase == PRINTER_IDLE &&
            printer_status(printer).problem == problem)
            return;
    } while (clock_ms() < end);
    fail_msg("the printer says \"%s\", not \"%s\"",
             printer_problem_code(printer_status(printer).problem), printer_problem_code(problem));
}

static void hears_from_an_idle_printer(void **state)
{
    struct printer *printer = *state;
    pid_t unit = unit_answers(4);
    play("trays 25 0"); // one of two is empty: it prints
    assert_hears(printer, PROBLEM_NONE);
    play("trays 0 0");
    assert_hears(printer, PROBLEM_PAPER);
    play("off");
    assert_hears(printer, PROBLEM_OFF);
    play("on"); // and with it the trays are full
    assert_hears(printer, PROBLEM_NONE);
    assert_int_equal(waitpid(unit, NULL, 0), unit);
    play("trays 0 0");
    assert_hears(printer, PROBLEM_NONE); // without the unit nobody knows of it
    play("off");
    play("on");
    unsetenv("KIOSK_PRINTER_SOCKET");
}

static void codes_are_as_on_the_screens(void **state)
{
    (void)state;
    assert_string_equal(printer_problem_code(PROBLEM_NONE), "");
    assert_string_equal(printer_problem_code(PROBLEM_PAPER), "PRN-03");
    assert_string_equal(printer_problem_code(PROBLEM_STUCK_JOB), "PRN-10");
}

#define WITH_PRINTER(name)       cmocka_unit_test_setup_teardown(name, set_up, tear_down)
#define WITH_HASTY_PRINTER(name) cmocka_unit_test_setup_teardown(name, set_up_hasty, tear_down)

int main(void)
{
    if (!getenv("KIOSK_TEST_PRINTER")) {
        fputs("test_printer: run it as tests/print/with_printer.sh test_printer\n", stderr);
        return 1;
    }
    const struct CMUnitTest tests[] = {
        WITH_PRINTER(prints_the_page),
        cmocka_unit_test(prints_to_the_default_queue),
        WITH_PRINTER(takes_one_page_at_a_time),
        cmocka_unit_test(says_that_there_is_no_such_queue),
        WITH_PRINTER(says_that_the_service_is_down),
        WITH_PRINTER(says_that_the_service_hangs),
        WITH_PRINTER(says_that_the_queue_is_paused),
        WITH_PRINTER(says_that_the_queue_was_paused_meanwhile),
        WITH_PRINTER(says_that_the_queue_rejects),
        WITH_HASTY_PRINTER(says_that_paper_is_out),
        WITH_HASTY_PRINTER(says_that_paper_is_jammed),
        WITH_PRINTER(prints_when_paper_is_refilled),
        WITH_HASTY_PRINTER(says_that_the_printer_is_off),
        WITH_PRINTER(hears_from_an_idle_printer),
        WITH_PRINTER(stops_when_asked),
        WITH_PRINTER(says_that_a_job_is_stuck),
        cmocka_unit_test(cancels_what_is_left_from_before),
        cmocka_unit_test(ends_in_time_while_the_service_hangs),
        cmocka_unit_test(codes_are_as_on_the_screens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
