// Prints the problems of a content folder, or how hard its pages are to read. Main thread, without
// a window.
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "checklist_file.h"
#include "library.h"
#include "page_words.h"
#include "readability.h"
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

// Calls `hear` for each text of a page, or of a part of it.
typedef void part_words(const struct page_view *view,
                        void (*hear)(void *context, const char *words), void *context);

struct reading_check {
    FILE *out;
    struct readability part;
    int limit;
    bool too_hard; // any part so far
};

static void count_words(void *context, const char *words)
{
    struct reading_check *check = context;
    readability_add(&check->part, words);
}

static void print_hard_sentences(void *context, const char *words)
{
    const struct reading_check *check = context;
    for (size_t length; (length = sentence_length(words)); words += length) {
        char *copy = str_copy_part(words, length);
        char *sentence = str_trim(copy);
        struct readability alone = {0};
        readability_add(&alone, sentence);
        if (readability_grade(&alone) > check->limit)
            fprintf(check->out, "    %s (grade %.1f)\n", sentence, readability_grade(&alone));
        free(copy);
    }
}

static void check_part(struct reading_check *check, const struct page_view *view, const char *name,
                       part_words *words)
{
    check->part = (struct readability){0};
    words(view, count_words, check);
    double grade = readability_grade(&check->part);
    fprintf(check->out, "%s%s: grade %.1f, SMOG %.1f, %zu words", view->file, name, grade,
            readability_smog(&check->part), check->part.words);
    if (grade > check->limit) {
        check->too_hard = true;
        fprintf(check->out, " is above %d. Shorten:\n", check->limit);
        words(view, print_hard_sentences, check);
    } else {
        fputc('\n', check->out);
    }
}

static void get_help_words(const struct page_view *view,
                           void (*hear)(void *context, const char *words), void *context)
{
    const struct checklist_page *page = view->whole;
    for (size_t i = 0; i < page->get_help_count; i++)
        hear(context, page->get_help[i]);
}

static void check_page(void *context, const struct page_view *view)
{
    struct reading_check *check = context;
    if (!str_equal(view->page->language, "en"))
        return;
    check->limit = view->warning_signs ? 5 : 6;
    check_part(check, view, "", page_words);
    // The box on paper is read by itself, at home: the short questions must not make it look easy.
    if (view->warning_signs)
        check_part(check, view, " (get_help)", get_help_words);
}

int content_check_reading(const char *content, const char *videos, FILE *out)
{
    struct library *library = library_load(
        &(struct library_options){.content = content, .videos = videos, .demonstration = true});
    struct reading_check check = {.out = out};
    for (size_t i = 0; i < library->topics_count; i++)
        topic_pages(library_topic(library, library->topics[0][i].page.id, "en"), check_page,
                    &check);
    library_destroy(library);
    return check.too_hard;
}
