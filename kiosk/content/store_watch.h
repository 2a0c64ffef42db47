#pragma once
// Notices that something in the state folder was replaced: what is shown, what is hidden, a wish.

#include <stdbool.h>

struct store_watch;
struct store_watch *store_watch_open(const char *state); // never NULL
void store_watch_destroy(struct store_watch *watch);     // accepts NULL, as do the next two
int store_watch_fd(const struct store_watch *watch);     // -1: inotify is not to be had
bool store_watch_handle(struct store_watch *watch);      // takes what has come: true if any
