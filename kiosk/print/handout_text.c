// A handout as plain text, for the tests' golden files, and days as words. Any thread.
#include <stdio.h>
#include <stdlib.h>

#include "handout.h"
#include "str.h"
#include "words.h"

char *handout_day(const char *language, int year, int month, int day)
{
    static const char *const months[] = {N_("January"), N_("February"), N_("March"),
                                         N_("April"),   N_("May"),      N_("June"),
                                         N_("July"),    N_("August"),   N_("September"),
                                         N_("October"), N_("November"), N_("December")};
    char days[16], years[16];
    snprintf(days, sizeof days, "%d", day);
    snprintf(years, sizeof years, "%d", year);
    char *a = str_replace(tr(language, "{day} {month} {year}"), "day", days);
    char *b = str_replace(a, "month", tr(language, months[(month + 11) % 12]));
    char *words = str_replace(b, "year", years);
    free(a);
    free(b);
    return words;
}

static void add_plain(struct strbuf *text, const char *before, const char *line)
{
    strbuf_add(text, before);
    for (const char *c = line; *c; c++)
        strbuf_add_part(text, *c == '\t' ? " " : c, 1);
    strbuf_add(text, "\n");
}

static void add_block(struct strbuf *text, const struct block *block)
{
    static const char *const names[] = {
        [BLOCK_TITLE] = "title",     [BLOCK_MARK] = "mark",
        [BLOCK_HEADING] = "heading", [BLOCK_PARAGRAPH] = "paragraph",
        [BLOCK_TICK] = "tick",       [BLOCK_EXERCISE] = "exercise",
        [BLOCK_DIARY] = "diary",     [BLOCK_NOTES] = "notes",
        [BLOCK_BOX] = "box",         [BLOCK_KEY] = "key",
        [BLOCK_STEP] = "step",       [BLOCK_STAFF] = "staff",
        [BLOCK_FOOTER] = "footer",
    };
    strbuf_format(text, "%s %s: ", names[block->kind], block->language);
    add_plain(text, "", block->text);
    if (block->side)
        add_plain(text, "    side: ", block->side);
    if (block->picture)
        add_plain(text, "    picture: ", block->picture);
    for (size_t line = 0; line < block->lines_count; line++)
        add_plain(text, "    ", block->lines[line]);
    if (block->second) {
        strbuf_add(text, "  second ");
        add_block(text, block->second);
    }
}

char *handout_text(const struct handout *handout)
{
    struct strbuf text = {0};
    strbuf_add(&text, "");
    for (size_t i = 0; i < handout->count; i++)
        add_block(&text, &handout->blocks[i]);
    return text.text;
}
