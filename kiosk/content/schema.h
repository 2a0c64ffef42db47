#pragma once
// What a page may say, as tables: each key with its type, its limits and the place in a struct
// where its value goes. One table fills the struct, checks the page, copies the struct and frees
// it.

#include <stdbool.h>
#include <stddef.h>

#include "front_matter.h"

enum field_kind {
    FIELD_END,
    FIELD_WORDS,   // char *: words that people read; placeholders are filled in
    FIELD_ID,      // char *: letters a to z, digits, "-" and "."
    FIELD_FILE,    // char *: a plain file name that `find` knows
    FIELD_DATE,    // char *: 2027-05-01
    FIELD_TEXT,    // char *: as written
    FIELD_WHOLE,   // int
    FIELD_SECONDS, // double
    FIELD_YES_NO,  // bool
    FIELD_CHOICE,  // an enum: index into `choices`
    FIELD_LINES,   // char **: a list of words
    FIELD_IDS,     // char **: a list of ids
    FIELD_MAPS,    // array of structs: a list of maps
    FIELD_PAIRS,   // array of structs: a list of "one | two", the two fields of `of`
    FIELD_MAP,     // a struct inside the struct
    FIELD_INLINE,  // the same, but its keys stand beside the others
    FIELD_KEPT,    // char *: owned by the struct, not from a key
};

enum field_flag {
    FIELD_REQUIRED = 1,
    FIELD_EMPTY = 2, // "" instead of NULL when not said
    FIELD_OWN =
        4, // each translation says this for itself or leaves it out: not words, not compared
    FIELD_QUIET = 8, // a translation without these words is not incomplete
};

struct schema {
    const struct field *fields; // the last one is FIELD_END
    size_t size;                // of the struct
    const void *start;   // a struct with the values that stand where nothing is said; NULL: zeroed
    const char *same_by; // in a list of maps: the key that finds its translation; NULL: its place
};

struct field {
    const char *key;
    enum field_kind kind;
    unsigned flags;             // enum field_flag
    size_t at, count_at;        // offsets of the value and, for lists, of its count
    double least, most;         // numbers: the range; lists: how many; 0, 0: any
    const struct schema *of;    // MAPS, PAIRS, MAP, INLINE
    const char *const *choices; // CHOICE: ends in NULL
    const char *unit;           // WHOLE: "a whole number of seconds"; FILE: "picture" or "video"
    int words_most;             // WORDS: how many at most; 0: any
    int letters_most;           // WORDS: more gives a warning; 0: any
};

// For tables: where a member stands, and a list with its count beside it (`lines` and
// `lines_count`).
#define FIELD_AT(type, member) .at = offsetof(type, member)
#define FIELD_LIST_AT(type, member)                                                                \
    .at = offsetof(type, member), .count_at = offsetof(type, member##_count)

struct placeholder {
    const char *name, *value; // {name} becomes value
};

// How one page is read.
struct schema_reader {
    struct problems *problems;
    const char *file;
    const struct placeholder *placeholders; // ends with a NULL name; NULL: none are known
    // What to store for a file that a page names (the caller of `find` frees it), or NULL if there
    // is no such file. NULL: names are taken as they are.
    char *(*find)(void *context, const char *unit, const char *name);
    void *context;
};

// Fills `target`, which need not be initialised, and tells everything that is wrong with `map`.
// False if any of it is an error; the target is then zeroed.
__attribute__((warn_unused_result)) bool schema_fill(const struct schema *schema,
                                                     const struct schema_reader *reader,
                                                     const struct value *map, void *target);
void schema_destroy(const struct schema *schema, void *target); // leaves it zeroed
// `to` need not be initialised.
void schema_copy(const struct schema *schema, const void *from, void *to);

// Puts what `translation` leaves out in from `base` (both maps, both correct by themselves). Words
// may differ; anything else that differs is an error.
__attribute__((warn_unused_result)) bool schema_merge(const struct schema *schema,
                                                      const struct schema_reader *reader,
                                                      const struct value *base,
                                                      struct value *translation);

// Tells what is wrong with `value`, at its place. A value that schema_merge put in from the page
// itself is silent: it was told there.
__attribute__((format(printf, 4, 5))) void schema_tell(const struct schema_reader *reader,
                                                       const struct value *value,
                                                       enum severity severity, const char *format,
                                                       ...);
// For the files that carry a schema out, not for those that write one.
bool schema_is_list(enum field_kind kind);
// How many letters must be added, left out, changed or swapped to make `b` of `a`; 3 or more: too
// far.
size_t schema_distance(const char *a, const char *b);
bool schema_keys_known(const struct schema *schema, const struct schema_reader *reader,
                       const struct value *map);
char *schema_one_line(const char *text); // every run of white space one space; the caller frees it

bool schema_plain_name(const char *name); // a file name without folders, not hidden
bool schema_plain_id(const char *id);
// False, with an error added, if the value (NULL: not said) is no name but what stands in its place in
// KEYS.md.
bool schema_person(const struct schema_reader *reader, const struct value *value);
// True, with an error added, if `text` advises what must never be advised.
bool schema_refused_words(const struct schema_reader *reader, int line, int column,
                          const char *text);
