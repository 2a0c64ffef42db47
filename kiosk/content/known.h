#pragma once
// What is known of the staff folder as it stands now, by its fingerprint (`tree`: see scan.h): that it
// was made into a set, that staff were told of it, that it waits for them. Publisher only.

#include <stdbool.h>
#include <stdint.h>

// The newest set was made of this very folder, and is current and whole, or is not wanted (`left`).
bool known_set(const char *state, uint64_t tree, bool *left);
// The last report says how this very folder became a set, and of no trouble since.
bool known_told(const char *state, uint64_t tree);
// Why this very folder is held; NULL if it is not. The caller frees it.
char *known_held(const char *state, uint64_t tree);
void known_hold(const char *state, uint64_t tree, const char *why); // until it is another one
void known_release(const char *state);
