// The player child's cage: limits, Landlock, seccomp. Runs once, on the only thread.
#include "confine.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

static bool limit(int resource, rlim_t value)
{
    return setrlimit(resource, &(struct rlimit){.rlim_cur = value, .rlim_max = value}) == 0;
}

bool confine_limits(int parent, int memory_mb)
{
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0)
        return false;
    if (parent && getppid() != parent) { // it died before the line above
        errno = ESRCH;
        return false;
    }
    if (CONFINE_LIMITS_MEMORY && !limit(RLIMIT_AS, (rlim_t)memory_mb << 20))
        return false;
    return limit(RLIMIT_CORE, 0) && limit(RLIMIT_NOFILE, 64);
}

enum confine_files confine_files(void)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return CONFINE_FILES_FAILED;
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1)
        return CONFINE_FILES_UNKNOWN;
    struct landlock_ruleset_attr all = {.handled_access_fs = LANDLOCK_ACCESS_FS_MAKE_SYM * 2 - 1};
#ifdef LANDLOCK_ACCESS_FS_REFER
    if (version >= 2)
        all.handled_access_fs |= LANDLOCK_ACCESS_FS_REFER;
#endif
#ifdef LANDLOCK_ACCESS_FS_TRUNCATE
    if (version >= 3)
        all.handled_access_fs |= LANDLOCK_ACCESS_FS_TRUNCATE;
#endif
    long ruleset = syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
    if (ruleset < 0)
        return CONFINE_FILES_FAILED;
    long answer = syscall(SYS_landlock_restrict_self, (int)ruleset, 0); // no rule: nothing allowed
    close((int)ruleset);
    return answer == 0 ? CONFINE_FILES_DONE : CONFINE_FILES_FAILED;
}

// Without arguments looked at. Found by watching every kind of clip of the tests play.
static const int allowed[] = {
    // memory and threads
    SCMP_SYS(mmap),
    SCMP_SYS(munmap),
    SCMP_SYS(mprotect),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(brk),
    SCMP_SYS(futex),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(rseq),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(gettid),
    SCMP_SYS(getpid),
    SCMP_SYS(membarrier),
    SCMP_SYS(sched_getparam),
    SCMP_SYS(sched_getscheduler),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(restart_syscall),
    // time and waiting
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_getres),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(nanosleep),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(eventfd2),
    SCMP_SYS(pipe2),
    // descriptors that are open or were handed over
    SCMP_SYS(read),
    SCMP_SYS(pread64),
    SCMP_SYS(readv),
    SCMP_SYS(preadv),
    SCMP_SYS(write),
    SCMP_SYS(writev),
    SCMP_SYS(lseek),
    SCMP_SYS(fstat),
    SCMP_SYS(fstatfs),
    SCMP_SYS(fadvise64),
    SCMP_SYS(close),
    SCMP_SYS(recvmsg),
    SCMP_SYS(sendmsg),
    SCMP_SYS(getrandom),
    SCMP_SYS(sysinfo),
    SCMP_SYS(uname),
    SCMP_SYS(getuid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getegid),
};

static const int fcntl_commands[] = {F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC};

static struct scmp_arg_cmp argument(unsigned place, enum scmp_compare how, uint64_t a, uint64_t b)
{
    return (struct scmp_arg_cmp){.arg = place, .op = how, .datum_a = a, .datum_b = b};
}

static struct scmp_arg_cmp equals(unsigned place, uint64_t value)
{
    return argument(place, SCMP_CMP_EQ, value, 0);
}

static struct scmp_arg_cmp has_flag(unsigned place, uint64_t flag)
{
    return argument(place, SCMP_CMP_MASKED_EQ, flag, flag);
}

// Calls that are harmless only with the right arguments.
static int add_looked_at(scmp_filter_ctx filter)
{
    int failed = 0;
    for (size_t i = 0; i < sizeof fcntl_commands / sizeof *fcntl_commands; i++)
        failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1,
                                   equals(1, (uint64_t)fcntl_commands[i]));
    // fstat by its newer name; with a path it would tell sizes and dates, no more
    failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(newfstatat), 1,
                               has_flag(3, AT_EMPTY_PATH));
    // a thread, not a process
    failed |=
        seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1, has_flag(0, CLONE_THREAD));
    // its flags are in memory, out of reach: the C library then takes clone
    failed |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
    failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prctl), 1, equals(0, PR_SET_NAME));
    // reading a limit of its own, not changing one
    failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 2, equals(0, 0),
                               equals(2, 0));
    // abort() of a failed assertion
    failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                               equals(0, (uint64_t)getpid()));
    return failed;
}

bool confine_calls(void)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (!filter)
        return false;
    int failed = seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1);
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
        failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0);
    failed |= add_looked_at(filter);
    if (!failed)
        failed = seccomp_load(filter);
    seccomp_release(filter);
    errno = failed ? EINVAL : 0;
    return !failed;
}
