// Words to systemd. Main thread.
#include "notify.h"

#include <stdlib.h>
#include <systemd/sd-daemon.h>

void notify_ready(void)
{
    sd_notify(0, "READY=1");
}

void notify_starting(int seconds)
{
    sd_notifyf(0, "EXTEND_TIMEOUT_USEC=%d", seconds * 1000000);
}

bool notify_manager(void)
{
    return getenv("NOTIFY_SOCKET");
}

void notify_alive(void)
{
    sd_notify(0, "WATCHDOG=1");
}
