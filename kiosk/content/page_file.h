#pragma once
// One page and its translations: read, checked, and filled into a struct for any language, falling
// back where a translation is missing.

#include <stdbool.h>

#include "library.h"
#include "reading.h"
#include "schema.h"

extern const struct schema page_schema; // struct page: FIELD_INLINE in each page's own table

enum page_state {
    PAGE_MISSING,  // no such file
    PAGE_BROKEN,   // it has an error
    PAGE_UNSIGNED, // nobody answers for it
    PAGE_SHOWN,
};

// What must hold between the keys of a page that is correct key by key. Tells what is wrong; false
// if it is an error.
typedef bool page_verify(const struct schema_reader *reader, const struct value *root,
                         const void *filled, const void *context);

struct page_kind {
    const struct schema *schema; // of a struct whose first member is a struct page
    page_verify *verify;         // NULL: nothing more to check
    const void *context;         // for verify
    bool body_required;          // the words below the front matter are the page: an answer
};

struct page_variant {
    char *language;
    struct front_matter front; // complete: a translation holds the page's own values too
    char *body;                // plain paragraphs
    enum page_state state;
};

struct page_file {
    char *topic; // folder of the topic
    char *id;
    const struct schema *schema;
    struct page_variant *variants; // the page itself first
    size_t count;
};

// Reads FOLDER/ID.md and FOLDER/ID.LANGUAGE.md for each language of the clinic. FOLDER is below the
// content folder and starts with the topic's. True if the page itself is without error (signed or
// not). Free with page_file_close either way.
bool page_file_open(struct reading *reading, const char *folder, const char *id,
                    const char *own_language, const struct page_kind *kind, struct page_file *file);
// Where the video that a page of the topic names lies below the videos folder, NULL if it is not there. The
// caller frees it.
char *page_video(const struct reading *reading, const char *topic, const char *name);
void page_file_close(struct page_file *file);
// What the page at CONTENT/SHOWN says at `key`, whatever else is wrong with it or though it is hidden; NULL:
// nothing. The caller frees it.
char *page_file_word(const char *content, const char *shown, const char *key);

enum page_state page_file_state(const struct page_file *file, const char *language);
// Fills `target` (which need not be initialised) in `language`, else in the clinic's first
// language, else as the page itself. False, with the target zeroed, if none of them may be shown.
__attribute__((warn_unused_result)) bool page_file_fill(struct reading *reading,
                                                        const struct page_file *file,
                                                        const char *language, void *target);
