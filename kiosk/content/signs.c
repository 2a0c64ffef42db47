// signs.md: the table that a reviewer reads, held against the questions that decide. Runs on the
// thread that loads the library.
#include <stdlib.h>
#include <string.h>

#include "checklist_file.h"
#include "file.h"
#include "str.h"

struct row {
    char *sign, *question, *tier; // inside the line
};

// Splits "| a | b | c |" in place. False for anything else, the heading and the rule below it.
static bool take_row(char *line, struct row *row)
{
    char *cells[3];
    char *at = str_trim(line);
    if (*at != '|')
        return false;
    for (size_t i = 0; i < 3; i++) {
        char *begin = at + 1;
        at = strchr(begin, '|');
        if (!at)
            return false;
        *at = 0;
        cells[i] = str_trim(begin);
    }
    *row = (struct row){cells[0], cells[1], cells[2]};
    return strspn(row->sign, "-: ") != strlen(row->sign) && !str_equal(row->sign, "sign");
}

static const struct question *asks_for(const struct checklist *checklist, const char *sign)
{
    for (size_t i = 0; i < checklist->questions_count; i++)
        for (size_t j = 0; j < checklist->questions[i].signs_count; j++)
            if (str_equal(checklist->questions[i].signs[j], sign))
                return &checklist->questions[i];
    return NULL;
}

static void check_row(struct reading *reading, const char *shown, int line, const struct row *row,
                      const struct checklist *checklist)
{
    const struct question *question = asks_for(checklist, row->sign);
    if (!question)
        problem_add(
            reading->problems, SEVERITY_WARNING, shown, line, 1,
            "no question of warning-signs.md asks for the sign \"%s\": name it in the \"signs\" of "
            "one, or remove this line",
            row->sign);
    else if (!str_equal(question->id, row->question))
        problem_add(reading->problems, SEVERITY_WARNING, shown, line, 1,
                    "the question \"%s\" asks for the sign \"%s\", not \"%s\": correct this line",
                    question->id, row->sign, row->question);
    else if (!str_equal(tier_name(question->yes), row->tier))
        problem_add(reading->problems, SEVERITY_WARNING, shown, line, 1,
                    "the sign \"%s\" is %s in warning-signs.md, not \"%s\": correct this line",
                    row->sign, tier_name(question->yes), row->tier);
}

static void check_question(struct reading *reading, const char *shown,
                           const struct question *question, char *const *seen, size_t seen_count)
{
    for (size_t i = 0; i < question->signs_count; i++) {
        bool found = false;
        for (size_t j = 0; j < seen_count && !found; j++)
            found = str_equal(seen[j], question->signs[i]);
        if (!found)
            problem_add(reading->problems, SEVERITY_WARNING, shown, 0, 0,
                        "the table has no line for the sign \"%s\" of the question \"%s\": add one",
                        question->signs[i], question->id);
    }
}

void signs_check(struct reading *reading, const char *topic, const struct checklist *checklist)
{
    char *shown = str_format("%s/signs.md", topic);
    char *path = str_format("%s/%s", reading->content, shown);
    char *text = NULL, **seen = NULL;
    size_t seen_count = 0;
    if (!file_exists(path) || !reading_text(reading, reading->content, shown, shown, &text))
        goto out;
    int line = 1;
    for (char *at = text, *end; *at; at = end, line++) {
        end = at + strcspn(at, "\n");
        if (*end)
            *end++ = 0;
        struct row row;
        if (!take_row(at, &row))
            continue;
        check_row(reading, shown, line, &row, checklist);
        seen = mem_grow(seen, seen_count + 1, sizeof *seen);
        seen[seen_count++] = row.sign;
    }
    for (size_t i = 0; i < checklist->questions_count; i++)
        check_question(reading, shown, &checklist->questions[i], seen, seen_count);
out:
    free(seen);
    free(text);
    free(path);
    free(shown);
}
