// Strings and memory. Any thread; nothing here has state.
#include "str.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *mem_make(size_t count, size_t size)
{
    void *memory = calloc(count ? count : 1, size);
    if (!memory)
        abort();
    return memory;
}

void *mem_grow(void *old, size_t count, size_t size)
{
    void *memory = reallocarray(old, count ? count : 1, size);
    if (!memory)
        abort();
    return memory;
}

void mem_wipe(void *memory, size_t bytes)
{
    explicit_bzero(memory, bytes);
}

char *str_copy(const char *text)
{
    return text ? str_copy_part(text, strlen(text)) : NULL;
}

char *str_copy_part(const char *text, size_t bytes)
{
    char *copy = mem_make(bytes + 1, 1);
    memcpy(copy, text, bytes);
    return copy;
}

__attribute__((format(printf, 1, 0))) static char *format_text(const char *format,
                                                               va_list arguments)
{
    char *text = NULL;
    if (vasprintf(&text, format, arguments) < 0)
        abort();
    return text;
}

char *str_format(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = format_text(format, arguments);
    va_end(arguments);
    return text;
}

bool str_equal(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

bool str_starts(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

bool str_ends(const char *text, const char *with)
{
    size_t length = strlen(text), tail = strlen(with);
    return length >= tail && memcmp(text + length - tail, with, tail) == 0;
}

char *str_trim(char *text)
{
    while (isspace((unsigned char)*text))
        text++;
    size_t length = strlen(text);
    while (length && isspace((unsigned char)text[length - 1]))
        text[--length] = 0;
    return text;
}

char *str_replace(const char *text, const char *name, const char *value)
{
    struct strbuf made = {0};
    strbuf_add(&made, "");
    size_t length = strlen(name);
    for (const char *open; (open = strchr(text, '{')); text = open + 1) {
        strbuf_add_part(&made, text, (size_t)(open - text));
        if (strncmp(open + 1, name, length) == 0 && open[1 + length] == '}') {
            strbuf_add(&made, value);
            open += 1 + length;
        } else {
            strbuf_add(&made, "{");
        }
    }
    strbuf_add(&made, text);
    return made.text;
}

// Bytes of the code point at `text` (1 to 4) and its value, or 0 if it is not UTF-8.
static size_t utf8_read(const unsigned char *text, size_t bytes, uint32_t *code)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t count = text[0] < 0x80             ? 1
                   : (text[0] & 0xE0) == 0xC0 ? 2
                   : (text[0] & 0xF0) == 0xE0 ? 3
                   : (text[0] & 0xF8) == 0xF0 ? 4
                                              : 0;
    if (!count || count > bytes)
        return 0;
    uint32_t value = count == 1 ? text[0] : text[0] & (0x7Fu >> count);
    for (size_t i = 1; i < count; i++) {
        if ((text[i] & 0xC0) != 0x80)
            return 0;
        value = value << 6 | (text[i] & 0x3Fu);
    }
    if (value < least[count] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        return 0;
    *code = value;
    return count;
}

uint32_t utf8_next(const char **at)
{
    if (!**at)
        return 0;
    uint32_t code = 0xFFFD;
    size_t count = utf8_read((const unsigned char *)*at, strnlen(*at, 4), &code);
    *at += count ? count : 1;
    return code;
}

size_t utf8_put(uint32_t code, char out[5])
{
    size_t count = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = count; i-- > 1; code >>= 6)
        out[i] = (char)(0x80 | (code & 0x3F));
    out[0] = (char)(lead[count] | code);
    out[count] = 0;
    return count;
}

size_t utf8_length(const char *text)
{
    size_t count = 0;
    while (utf8_next(&text))
        count++;
    return count;
}

size_t utf8_check(const char *text, size_t bytes)
{
    for (size_t at = 0; at < bytes;) {
        uint32_t code;
        size_t count = utf8_read((const unsigned char *)text + at, bytes - at, &code);
        if (!count || !code)
            return at;
        at += count;
    }
    return bytes;
}

void strbuf_add_part(struct strbuf *buffer, const char *text, size_t bytes)
{
    if (buffer->length + bytes + 1 > buffer->room) {
        buffer->room = (buffer->length + bytes + 1) * 2;
        buffer->text = mem_grow(buffer->text, buffer->room, 1);
    }
    memcpy(buffer->text + buffer->length, text, bytes);
    buffer->length += bytes;
    buffer->text[buffer->length] = 0;
}

void strbuf_add(struct strbuf *buffer, const char *text)
{
    strbuf_add_part(buffer, text, strlen(text));
}

void strbuf_format(struct strbuf *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = format_text(format, arguments);
    va_end(arguments);
    strbuf_add(buffer, text);
    free(text);
}

void strbuf_destroy(struct strbuf *buffer)
{
    free(buffer->text);
    *buffer = (struct strbuf){0};
}
