#pragma once
// topic.md, and the pages of words beside it: prevention.md, relief.md, learn/*.md, questions/*.md.

#include "library.h"
#include "page_file.h"

struct topic_page {
    struct page page;
    char *headline, *summary, *picture, *picture_name;
    int order;
    char **routine, **before_questions, **stop_if, **precautions;
    size_t routine_count, before_questions_count, stop_if_count, precautions_count;
    struct note *before;
    size_t before_count;
};

extern const struct schema topic_page_schema, list_page_schema, learn_page_schema, relief_schema,
    faq_schema;

// What no single key of relief.md can tell: a counted hold needs the words of its card.
page_verify relief_good;
