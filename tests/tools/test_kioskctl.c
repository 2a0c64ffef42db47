// kioskctl against a socket of our own: what it sends, what it prints, and how it ends.

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

static char folder[] = "/tmp/kioskctl-XXXXXX";
static char path[sizeof folder + 8];

// A kiosk that answers each request with it and then `answer`, or hangs up if that is NULL, in a
// process of its own. It listens only after a while, as a kiosk that is still starting does.
static pid_t kiosk_start(const char *answer)
{
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid > 0)
        return pid;
    usleep(100000);
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    strcpy(address.sun_path, path);
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0 ||
        listen(listener, 1) != 0)
        _exit(1);
    FILE *client = fdopen(accept(listener, NULL, NULL), "r+");
    char line[256];
    while (client && fgets(line, sizeof line, client) && answer) {
        line[strcspn(line, "\n")] = '\0';
        fprintf(client, "{\"asked\":%s,%s\n", line, answer);
        fflush(client);
    }
    _exit(0);
}

// Runs kioskctl; `printed` takes what it wrote. Returns its exit code.
static int run(const char *options, const char *answer, const char *requests, char printed[512])
{
    char command[512];
    snprintf(command, sizeof command, "%s %s %s %s 2>/dev/null", KIOSKCTL, options, path, requests);
    pid_t kiosk = kiosk_start(answer);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    printed[fread(printed, 1, 511, pipe)] = '\0';
    int status = pclose(pipe);
    assert_int_equal(waitpid(kiosk, NULL, 0), kiosk);
    unlink(path);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void prints_each_answer(void **state)
{
    (void)state;
    char printed[512];
    int code = run("", "\"ok\":true}", "'{\"do\":\"tree\"}' '[2]'", printed);
    assert_int_equal(code, 0);
    assert_string_equal(printed,
                        "{\"asked\":{\"do\":\"tree\"},\"ok\":true}\n{\"asked\":[2],\"ok\":true}\n");
}

static void stops_at_an_error(void **state)
{
    (void)state;
    char printed[512];
    assert_int_equal(run("", "\"error\":\"no\"}", "'1' '2'", printed), 1);
    assert_string_equal(printed, "{\"asked\":1,\"error\":\"no\"}\n");
}

static void gives_a_member(void **state)
{
    (void)state;
    char printed[512];
    const char *answer = "\"ms\":21.5,\"renderer\":\"surface software\"}";
    assert_int_equal(run("--get ms", answer, "'{}'", printed), 0);
    assert_string_equal(printed, "21.5\n");
    assert_int_equal(run("--get renderer", answer, "'{}'", printed), 0);
    assert_string_equal(printed, "surface software\n");
    assert_int_equal(run("--get other", answer, "'{}'", printed), 1);
    assert_string_equal(printed, "");
}

static void refuses_what_is_no_answer(void **state)
{
    (void)state;
    char printed[512];
    assert_int_equal(run("", "cut short", "'{}'", printed), 2);
    assert_int_equal(run("", NULL, "'{}'", printed), 2);
    assert_string_equal(printed, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prints_each_answer),
        cmocka_unit_test(stops_at_an_error),
        cmocka_unit_test(gives_a_member),
        cmocka_unit_test(refuses_what_is_no_answer),
    };
    if (!mkdtemp(folder))
        return 1;
    snprintf(path, sizeof path, "%s/socket", folder);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    rmdir(folder);
    return failed;
}
