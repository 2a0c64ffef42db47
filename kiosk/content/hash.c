// SHA-256 by nettle. The only room that includes it. Any thread.
#include "hash.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <nettle/sha2.h>

#include "file.h"
#include "str.h"

enum { PIECE = 256 * 1024 };

struct hash {
    struct sha256_ctx context;
};

struct hash *hash_start(void)
{
    struct hash *hash = mem_make(1, sizeof *hash);
    sha256_init(&hash->context);
    return hash;
}

void hash_add(struct hash *hash, const void *bytes, size_t count)
{
    sha256_update(&hash->context, count, bytes);
}

void hash_end(struct hash *hash, char letters[65])
{
    unsigned char digest[SHA256_DIGEST_SIZE];
    sha256_digest(&hash->context, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++)
        snprintf(letters + 2 * i, 3, "%02x", digest[i]);
    free(hash);
}

bool hash_open_file(int fd, char letters[65])
{
    if (fd < 0)
        return false;
    struct hash *hash = hash_start();
    char *piece = mem_make(1, PIECE);
    ssize_t got;
    while ((got = read(fd, piece, PIECE)) > 0)
        hash_add(hash, piece, (size_t)got);
    hash_end(hash, letters);
    free(piece);
    close(fd);
    return got == 0;
}

bool hash_file(const char *path, char letters[65])
{
    return hash_open_file(file_open(path), letters);
}
