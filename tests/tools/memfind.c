// How often a row of bytes stands in what a process may write to: its heap, stacks and data. For the
// test that nothing of a patient is left.
//
// memfind PID HEX   one line: the count
//
// Its own copy of what it looks for is in another process. Exit: 0, 1 no such process or not allowed,
// 2 misuse.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WANTED_MAX = 1024, CHUNK = 1 << 20 };

static unsigned char wanted[WANTED_MAX], chunk[CHUNK + WANTED_MAX];

static size_t read_hex(const char *text)
{
    size_t count = strlen(text) / 2;
    if (strlen(text) % 2 || !count || count > WANTED_MAX)
        return 0;
    for (size_t i = 0; i < count; i++) {
        unsigned byte;
        if (sscanf(text + 2 * i, "%2x", &byte) != 1)
            return 0;
        wanted[i] = (unsigned char)byte;
    }
    return count;
}

static long count_in(const unsigned char *bytes, size_t have, size_t length)
{
    long found = 0;
    const unsigned char *at = bytes, *end = bytes + have;
    while (at < end && (at = memmem(at, (size_t)(end - at), wanted, length))) {
        found++;
        at++;
    }
    return found;
}

// Chunks overlap by one byte less than what is looked for: nothing is missed or counted twice.
static long count_from(FILE *memory, unsigned long from, unsigned long to, size_t length)
{
    long found = 0;
    size_t kept = 0;
    if (fseek(memory, (long)from, SEEK_SET) != 0)
        return 0;
    while (from < to) {
        size_t want = to - from < CHUNK ? (size_t)(to - from) : CHUNK;
        size_t got = fread(chunk + kept, 1, want, memory);
        if (!got)
            break; // a part that cannot be read holds no answers
        found += count_in(chunk, kept + got, length);
        size_t have = kept + got;
        kept = have < length - 1 ? have : length - 1;
        memmove(chunk, chunk + have - kept, kept);
        from += got;
    }
    return found;
}

int main(int argc, char **argv)
{
    size_t length = argc == 3 ? read_hex(argv[2]) : 0;
    if (!length) {
        fputs("memfind PID HEX\n", stderr);
        return 2;
    }
    char path[64], line[512], rights[8];
    unsigned long from, to;
    snprintf(path, sizeof path, "/proc/%.20s/maps", argv[1]);
    FILE *maps = fopen(path, "re");
    snprintf(path, sizeof path, "/proc/%.20s/mem", argv[1]);
    FILE *memory = fopen(path, "re");
    if (!maps || !memory) {
        perror("memfind");
        return 1;
    }
    long found = 0;
    while (fgets(line, sizeof line, maps))
        if (sscanf(line, "%lx-%lx %7s", &from, &to, rights) == 3 && rights[1] == 'w')
            found += count_from(memory, from, to, length);
    printf("%ld\n", found);
    fclose(maps);
    fclose(memory);
    return 0;
}
