#pragma once
// JSON that we write and read: the control socket, the status, the report of a publishing. Any
// thread, one at a time for one value.

#include <stdbool.h>
#include <stddef.h>

struct json;

// ---- reading: each accepts NULL and what has another type, and then gives the fallback
struct json *json_parse(const char *text); // NULL if it is no JSON
void json_destroy(struct json *json);      // the whole of it; accepts NULL
const struct json *json_get(const struct json *object, const char *name); // NULL if there is none
const char *json_text(const struct json *object, const char *name);       // NULL if it is no text
double json_number(const struct json *object, const char *name, double fallback);
bool json_is_number(const struct json *object, const char *name);
bool json_true(const struct json *object, const char *name);
size_t json_count(const struct json *array);
const struct json *json_at(const struct json *array, size_t index);

// ---- writing
struct json *json_object(void);
void json_add_text(struct json *object, const char *name, const char *text); // NULL becomes null
void json_add_number(struct json *object, const char *name, double number);
void json_add_bool(struct json *object, const char *name, bool value);
// A new, empty one inside; it belongs to the outer one.
struct json *json_add_object(struct json *object, const char *name);
struct json *json_add_array(struct json *object, const char *name);
struct json *json_append_object(struct json *array);
void json_add_copy(struct json *object, const char *name, const struct json *what); // NULL: null
void json_append_text(struct json *array, const char *text);
char *json_line(const struct json *json);     // on one line; the caller frees it
char *json_indented(const struct json *json); // indented, for people; the caller frees it
