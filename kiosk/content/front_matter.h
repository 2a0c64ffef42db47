#pragma once
// The block of YAML at the top of a page, as a small tree that knows where each word stands. What a
// page may say is schema.h's part.
//
// Only a small, safe part of YAML is accepted: texts, lists and keys, at most four levels deep; no
// anchors, aliases, tags or keys that are not plain words. Every value is a text until a schema
// reads it.

#include <stdbool.h>
#include <stddef.h>

#include "problem.h"

enum value_kind { VALUE_TEXT, VALUE_LIST, VALUE_MAP };

struct value {
    enum value_kind kind;
    int line, column;      // from 1; column in code points
    char *text;            // of VALUE_TEXT; "" where nothing is written
    bool cut;              // of VALUE_TEXT: a "#" follows in its line, and YAML skips the rest
    struct entry *entries; // of lists and maps
    size_t count;
};

struct entry {
    char *key; // NULL in a list
    int line, column;
    struct value value;
};

struct front_matter {
    struct value root; // VALUE_MAP
    char *body;        // what stands below the block, "" if nothing does
    int body_line;     // the line of its first character
};

enum { FRONT_MATTER_DEPTH = 4 };

// `text` is UTF-8 with LF line ends (see reading.h); `file` is how problems call it. False with at
// least one error added; *made is then zeroed. Free with front_matter_destroy.
__attribute__((warn_unused_result)) bool front_matter_parse(const char *text, const char *file,
                                                            struct problems *problems,
                                                            struct front_matter *made);
// The same for a file that is YAML from its first line to its last (clinic.yaml): no body.
__attribute__((warn_unused_result)) bool front_matter_parse_yaml(const char *text, const char *file,
                                                                 struct problems *problems,
                                                                 struct front_matter *made);
void front_matter_destroy(struct front_matter *front); // accepts zeroed

// NULL if `map` is NULL, is no map, or has no such key. A key without a value counts as not there.
const struct value *value_get(const struct value *map, const char *key);
// NULL if `list` is NULL or shorter.
const struct value *value_item(const struct value *list, size_t index);
bool value_empty(const struct value *value); // a key was written without a value
struct value value_copy(const struct value *value);
void value_destroy(struct value *value); // accepts zeroed
