// What a process and all its descendants have used, read from /proc in one pass, for the bench.
//
// proctree PID         one line: cpu_ms pss_kb switches processes threads
// proctree --pids PID  the process ids, children before their parents, one a line: for kill
//
// cpu_ms counts finished children too, as far as their parents waited for them. pss_kb is
// proportional memory: a page that n processes share counts 1/n in each. switches are voluntary: a
// thread that waited and woke. Exit: 0, 1 no such process, 2 misuse.

#include <ctype.h>
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PROCESSES_MAX = 65536 };

struct process {
    int pid, parent;
    unsigned long long ticks;
};

static struct process processes[PROCESSES_MAX];
static int count;

// Only names made of digits are processes or threads.
static int number_of(const struct dirent *entry)
{
    return isdigit((unsigned char)entry->d_name[0]) ? atoi(entry->d_name) : 0;
}

static bool read_stat(struct process *process)
{
    char path[64], line[1024];
    snprintf(path, sizeof path, "/proc/%d/stat", process->pid);
    FILE *file = fopen(path, "r");
    if (!file)
        return false; // it ended meanwhile
    bool good = fgets(line, sizeof line, file) != NULL;
    fclose(file);
    // The name in the middle may hold blanks and parentheses: the fields begin after the last one.
    char *fields = good ? strrchr(line, ')') : NULL;
    unsigned long long own_user, own_system, waited_user, waited_system;
    if (!fields ||
        sscanf(fields, ") %*c %d %*d %*d %*d %*d %*u %*u %*u %*u %*u %llu %llu %llu %llu",
               &process->parent, &own_user, &own_system, &waited_user, &waited_system) != 5)
        return false;
    process->ticks = own_user + own_system + waited_user + waited_system;
    return true;
}

static void read_processes(void)
{
    DIR *folder = opendir("/proc");
    if (!folder)
        return;
    for (struct dirent *entry; count < PROCESSES_MAX && (entry = readdir(folder));) {
        processes[count] = (struct process){.pid = number_of(entry)};
        if (processes[count].pid > 0 && read_stat(&processes[count]))
            count++;
    }
    closedir(folder);
}

// The sum of the lines of `path` that start with `key`; 0 where it cannot be read.
static unsigned long long read_key(const char *path, const char *key)
{
    FILE *file = fopen(path, "r");
    char line[256];
    unsigned long long sum = 0;
    while (file && fgets(line, sizeof line, file))
        if (strncmp(line, key, strlen(key)) == 0)
            sum += strtoull(line + strlen(key), NULL, 10);
    if (file)
        fclose(file);
    return sum;
}

struct usage {
    unsigned long long ticks, pss_kb, switches;
    int processes, threads;
};

static void add_threads(int pid, struct usage *usage)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/task", pid);
    DIR *folder = opendir(path);
    if (!folder)
        return;
    for (struct dirent *entry; (entry = readdir(folder));) {
        int thread = number_of(entry);
        if (thread == 0)
            continue;
        char status[96];
        snprintf(status, sizeof status, "/proc/%d/task/%d/status", pid, thread);
        usage->switches += read_key(status, "voluntary_ctxt_switches:");
        usage->threads++;
    }
    closedir(folder);
}

// Adds up the tree below and including `process`; prints ids instead if `pids`.
static void walk(const struct process *process, bool pids, struct usage *usage)
{
    for (int i = 0; i < count; i++)
        if (processes[i].parent == process->pid)
            walk(&processes[i], pids, usage);
    if (pids) {
        printf("%d\n", process->pid);
        return;
    }
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/smaps_rollup", process->pid);
    usage->pss_kb += read_key(path, "Pss:");
    usage->ticks += process->ticks;
    usage->processes++;
    add_threads(process->pid, usage);
}

int main(int argc, char **argv)
{
    bool pids = argc == 3 && strcmp(argv[1], "--pids") == 0;
    int pid = argc == 2 || pids ? atoi(argv[argc - 1]) : 0;
    if (pid <= 0) {
        fputs("Usage: proctree [--pids] PID\n", stderr);
        return 2;
    }
    read_processes();
    for (int i = 0; i < count; i++) {
        if (processes[i].pid != pid)
            continue;
        struct usage usage = {0};
        walk(&processes[i], pids, &usage);
        if (!pids)
            printf("%llu %llu %llu %d %d\n",
                   usage.ticks * 1000 / (unsigned long long)sysconf(_SC_CLK_TCK), usage.pss_kb,
                   usage.switches, usage.processes, usage.threads);
        return 0;
    }
    fprintf(stderr, "proctree: there is no process %d\n", pid);
    return 1;
}
