// The list of what is wrong with the content. Belongs to one thread at a time.
#include "problem.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "str.h"

void problem_add(struct problems *problems, enum severity severity, const char *file, int line,
                 int column, const char *format, ...)
{
    char *text = NULL;
    va_list arguments;
    va_start(arguments, format);
    if (vasprintf(&text, format, arguments) < 0)
        abort();
    va_end(arguments);
    problems->list = mem_grow(problems->list, problems->count + 1, sizeof *problems->list);
    problems->list[problems->count++] =
        (struct problem){str_copy(file), line, column, severity, text};
}

bool problem_is_signature(const struct problem *problem)
{
    return str_starts(problem->text, "nobody has signed this page");
}

bool problem_hides(const struct problem *problem)
{
    return problem->severity == SEVERITY_ERROR || str_starts(problem->text, "the video \"") ||
           str_starts(problem->text, "there is no \"video\" yet") ||
           str_starts(problem->text, "this video is not shown");
}

size_t problems_count(const struct problems *problems, enum severity severity)
{
    size_t count = 0;
    for (size_t i = 0; i < problems->count; i++)
        count += problems->list[i].severity == severity;
    return count;
}

char *problem_line(const struct problem *problem)
{
    const char *kind = problem->severity == SEVERITY_ERROR ? "error" : "warning";
    if (problem->line)
        return str_format("%s:%d:%d: %s: %s", problem->file, problem->line, problem->column, kind,
                          problem->text);
    return str_format("%s: %s: %s", problem->file, kind, problem->text);
}

void problems_destroy(struct problems *problems)
{
    for (size_t i = 0; i < problems->count; i++) {
        free(problems->list[i].file);
        free(problems->list[i].text);
    }
    free(problems->list);
    *problems = (struct problems){0};
}
