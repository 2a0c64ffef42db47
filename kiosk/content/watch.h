#pragma once
// Notices that somebody edited a folder. Hints only: the caller loads again and compares.

#include <stdbool.h>
#include <stdint.h>

struct watch; // inotify on every folder below the roots, and a look at names, sizes and times every
              // 30 s for shares that send no events

// Never NULL; without inotify only the look every 30 s is left. Main thread.
struct watch *watch_open(const char *const *roots, int roots_count, int quiet_ms);
void watch_destroy(struct watch *watch);

// Readable when there is something to handle; -1 if inotify is not to be had.
int watch_fd(const struct watch *watch);
// Takes what has come and looks at the clock. True once the tree has been different and then quiet
// for quiet_ms.
bool watch_handle(struct watch *watch, int64_t now_ms);
// When watch_handle wants to be called next, in clock_ms time.
bool watch_changing(const struct watch *watch); // a change waits to become quiet
int64_t watch_deadline_ms(const struct watch *watch);
