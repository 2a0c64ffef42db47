// Preloaded by the test of power cuts: a disk that is never told to keep anything.
#include <stddef.h>
#include <sys/types.h>

int fsync(int fd)
{
    (void)fd;
    return 0;
}

int fdatasync(int fd)
{
    (void)fd;
    return 0;
}

int syncfs(int fd)
{
    (void)fd;
    return 0;
}

void sync(void)
{
}

int msync(void *at, size_t bytes, int flags)
{
    (void)at;
    (void)bytes;
    (void)flags;
    return 0;
}
