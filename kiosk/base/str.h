#pragma once
// Strings: all are UTF-8 and end in NUL. Functions that return char * give memory the caller frees.
// Running out of memory aborts: the service manager starts the kiosk again.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

void *mem_make(size_t count, size_t size);            // zeroed; aborts when memory is out
void *mem_grow(void *old, size_t count, size_t size); // like realloc; aborts when memory is out
void mem_wipe(void *memory, size_t bytes);            // zeroes, and no compiler leaves it out

char *str_copy(const char *text); // NULL gives NULL
char *str_copy_part(const char *text, size_t bytes);
__attribute__((format(printf, 1, 2))) char *str_format(const char *format, ...);
bool str_equal(const char *a, const char *b); // NULL equals only NULL
bool str_starts(const char *text, const char *with);
bool str_ends(const char *text, const char *with);
char *str_trim(char *text); // in place: returns the first non-space, cuts trailing space

// Every `{name}` in `text` becomes `value`.
char *str_replace(const char *text, const char *name, const char *value);

// Reads one code point at *at and moves *at past it. Broken bytes give 0xFFFD and move by one. 0 at
// the end.
uint32_t utf8_next(const char **at);
size_t utf8_put(uint32_t code, char out[5]); // bytes written without the NUL it adds
size_t utf8_length(const char *text);        // code points
// Offset of the first byte that is not UTF-8 (overlong, surrogate, cut short or NUL), or `bytes` if
// all is well.
size_t utf8_check(const char *text, size_t bytes);

// A string that grows. Zeroed is empty; `text` is NULL until something is added.
struct strbuf {
    char *text;
    size_t length, room;
};
void strbuf_add(struct strbuf *buffer, const char *text);
void strbuf_add_part(struct strbuf *buffer, const char *text, size_t bytes);
__attribute__((format(printf, 2, 3))) void strbuf_format(struct strbuf *buffer, const char *format,
                                                         ...);
void strbuf_destroy(struct strbuf *buffer);
