#pragma once
// SHA-256, for telling that bytes are the ones they should be.

#include <stdbool.h>
#include <stddef.h>

struct hash;
struct hash *hash_start(void);
void hash_add(struct hash *hash, const void *bytes, size_t count);
void hash_end(struct hash *hash, char letters[65]); // frees it
// What the descriptor still holds; closes it. -1 is false.
__attribute__((warn_unused_result)) bool hash_open_file(int fd, char letters[65]);
__attribute__((warn_unused_result)) bool hash_file(const char *path, char letters[65]);
