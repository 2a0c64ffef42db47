#pragma once
// What is shown, loaded and watched: the current set of the state folder, or without one the folders
// themselves. Everything that may block runs on a thread of its own; main thread calls these.

#include <stdbool.h>
#include <stdint.h>

#include "library.h"
#include "reel.h"

struct loader_options {
    const char *content, *videos; // shown without a state, and when no set in it is whole
    const char *state;            // NULL: none
    bool demonstration;
};

// A snapshot with what goes with it. Owned by whoever took it; never changed.
struct load {
    struct library *library;
    struct reel_known *known; // of its videos, sorted by name; NULL: they must be asked about
    size_t known_count;
    int number; // of the generation; 0: none
    bool whole; // false: only the first topics, so that the first screen comes soon
};

struct loader;
// Loads what the first screen needs, in this thread, and counts the start. Never NULL.
struct loader *loader_open(const struct loader_options *options, struct load **first);
void loader_begin(struct loader *loader); // watches from here on, and loads what is missing
void loader_destroy(
    struct loader *loader); // accepts NULL; a proper end counts as a start that lived

// For poll: -1 where there is none.
enum { LOADER_FDS = 3 };
void loader_fds(const struct loader *loader, int fds[LOADER_FDS]);
bool loader_changing(const struct loader *loader); // a change of a folder waits to become quiet
int64_t loader_deadline_ms(const struct loader *loader);
void loader_handle(struct loader *loader, int64_t now_ms);
// Looks at once, as staff ask for; without a state only, because with one the publisher is asked.
void loader_look(struct loader *loader);
// True if a newer load waits to be taken.
bool loader_ready(const struct loader *loader);
// Takes it; `shown` is the one it is to replace, and is freed in the background. NULL if the new one
// is worse: then `shown` stays (logged).
struct load *loader_adopt(struct loader *loader, struct load *shown);
// Ends the life of the load that was shown last, after loader_destroy.
void load_destroy(struct load *load); // accepts NULL
