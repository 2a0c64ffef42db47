#pragma once
// topic.md and the pages of one step list (prevention.md).

#include "library.h"
#include "page_file.h"

struct topic_page {
    struct page page;
    char *headline, *summary, *picture;
    int order;
    char **routine, **before_questions, **stop_if, **precautions;
    size_t routine_count, before_questions_count, stop_if_count, precautions_count;
    struct note *before;
    size_t before_count;
};

extern const struct schema topic_page_schema, list_page_schema;
