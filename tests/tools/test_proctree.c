// proctree on a small tree whose use is known.

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { MEMORY_KB = 20 * 1024, BURN_MS = 200, WAITS = 50 };

static pid_t child;

static void burn(long ms)
{
    struct timespec used;
    do
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    while (used.tv_sec * 1000 + used.tv_nsec / 1000000 < ms);
}

// A child that burns, whose own child holds memory and waits often, and whose other child burnt and
// is gone.
static int tree_start(void **state)
{
    (void)state;
    int ready[2];
    if (pipe(ready) != 0)
        return -1;
    child = fork();
    if (child == 0) {
        pid_t gone = fork();
        if (gone == 0) {
            burn(BURN_MS);
            _exit(0);
        }
        waitpid(gone, NULL, 0);
        if (fork() == 0) {
            volatile char *memory = malloc(MEMORY_KB * 1024);
            for (size_t i = 0; memory && i < MEMORY_KB * 1024; i += 1024)
                memory[i] = 1;
            for (int i = 0; i < WAITS; i++)
                nanosleep(&(struct timespec){.tv_nsec = 100000}, NULL);
            _exit(memory && write(ready[1], "", 1) == 1 ? pause() : 1);
        }
        burn(BURN_MS);
        pause();
        _exit(0);
    }
    char byte;
    if (child < 0 || read(ready[0], &byte, 1) != 1)
        return -1;
    // The child itself may still be burning: give it as long as it needs, by its own clock.
    clockid_t clock;
    struct timespec used = {0};
    while (clock_getcpuclockid(child, &clock) == 0 && used.tv_nsec / 1000000 < BURN_MS)
        clock_gettime(clock, &used);
    return 0;
}

static FILE *run(const char *option)
{
    char command[256];
    snprintf(command, sizeof command, "%s %s %d", PROCTREE, option, (int)child);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    return pipe;
}

static void adds_up_the_tree(void **state)
{
    (void)state;
    int cpu_ms, pss_kb, switches, processes, threads;
    FILE *pipe = run("");
    assert_int_equal(
        fscanf(pipe, "%d %d %d %d %d", &cpu_ms, &pss_kb, &switches, &processes, &threads), 5);
    assert_int_equal(pclose(pipe), 0);
    assert_int_equal(processes, 2);
    assert_int_equal(threads, 2);
    assert_in_range(cpu_ms, 2 * BURN_MS - 40,
                    2 * BURN_MS + 600); // ticks of 10 ms, and a slow machine
    assert_in_range(pss_kb, MEMORY_KB, MEMORY_KB + 20 * 1024);
    assert_in_range(switches, WAITS, WAITS + 100);
}

static int tree_end(void **state)
{
    (void)state;
    int ended = 0;
    FILE *pipe = run("--pids");
    for (int pid; fscanf(pipe, "%d", &pid) == 1;)
        ended += kill(pid, SIGKILL) == 0;
    pclose(pipe);
    waitpid(child, NULL, 0);
    return ended == 2 ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(adds_up_the_tree)};
    return cmocka_run_group_tests(tests, tree_start, tree_end);
}
