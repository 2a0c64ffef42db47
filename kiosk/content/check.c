// Prints the problems of a content folder. Main thread, without a window.
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "library.h"
#include "str.h"

static int by_place(const void *a, const void *b)
{
    const struct problem *one = a, *two = b;
    int files = strcmp(one->file, two->file);
    if (files)
        return files;
    if (one->line != two->line)
        return one->line < two->line ? -1 : 1;
    if (one->column != two->column)
        return one->column < two->column ? -1 : 1;
    return strcmp(one->text, two->text);
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

int content_check(const char *content, const char *videos, FILE *out)
{
    struct library *library = library_load(
        &(struct library_options){.content = content, .videos = videos, .demonstration = true});
    struct problems *problems = &library->problems;
    if (problems->count)
        qsort(problems->list, problems->count, sizeof *problems->list, by_place);
    for (size_t i = 0; i < problems->count; i++) {
        char *line = problem_line(&problems->list[i]);
        fprintf(out, "%s\n", line);
        free(line);
    }
    size_t errors = problems_count(problems, SEVERITY_ERROR);
    size_t warnings = problems_count(problems, SEVERITY_WARNING);
    fprintf(out, "%zu topic%s, %zu error%s, %zu warning%s\n", library->topics_count,
            plural(library->topics_count), errors, plural(errors), warnings, plural(warnings));
    library_destroy(library);
    return errors > 0;
}
