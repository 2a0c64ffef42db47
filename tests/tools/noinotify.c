// Preloaded by a test: a share that sends no events, as most network shares.
#include <errno.h>

int inotify_init1(int flags);

int inotify_init1(int flags)
{
    (void)flags;
    errno = ENOSYS;
    return -1;
}
