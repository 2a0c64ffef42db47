// Chooses what stands on the page, in which order and in whose words. No layout and no library: the
// same blocks are drawn by handout_pdf.c and compared as text by the tests. Any thread.
#include "handout.h"

#include <stdlib.h>
#include <string.h>

#include "str.h"
#include "words.h"

static struct block *block_add(struct handout *page, enum block_kind kind, const char *language,
                               const char *text)
{
    page->blocks = mem_grow(page->blocks, page->count + 1, sizeof *page->blocks);
    struct block *block = &page->blocks[page->count++];
    *block = (struct block){.kind = kind, .language = language, .text = str_copy(text ? text : "")};
    return block;
}

// Takes over `line`; an empty one is dropped.
static void line_add(struct block *block, char *line)
{
    if (!line || !*line) {
        free(line);
        return;
    }
    block->lines = mem_grow(block->lines, block->lines_count + 1, sizeof *block->lines);
    block->lines[block->lines_count++] = line;
}

static bool ends_sentence(const char *text)
{
    static const char *const marks[] = {".", "?", "!", "؟", "。", "।"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_ends(text, marks[i]))
            return true;
    return false;
}

// "Stop if:\tsharp pain; a numb leg". NULL if the list is empty. The caller frees it.
static char *list_line(const char *label, const char *language, char *const *items, size_t count)
{
    if (!count)
        return NULL;
    struct strbuf line = {0};
    strbuf_format(&line, "%s\t", label);
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            strbuf_add(&line, ends_sentence(items[i - 1]) ? " " : tr(language, "; "));
        strbuf_add(&line, items[i]);
    }
    return line.text;
}

static char *stop_if_line(const struct exercise *exercise)
{
    const char *language = exercise->page.language;
    return list_line(tr(language, "Stop if:"), language, exercise->stop_if,
                     exercise->stop_if_count);
}

static char *precautions_line(const struct exercise *exercise)
{
    const char *language = exercise->page.language;
    return list_line(tr(language, "Take care:"), language, exercise->precautions,
                     exercise->precautions_count);
}

// The words that every chosen exercise shares, said once for all of them. NULL if they differ or if
// there is only one exercise: then they stand with each exercise.
static char *shared_line(const struct handout_request *request,
                         char *(*line_of)(const struct exercise *))
{
    if (request->exercises_count < 2)
        return NULL;
    char *shared = line_of(request->exercises[0]);
    for (size_t i = 1; shared && i < request->exercises_count; i++) {
        char *line = line_of(request->exercises[i]);
        if (!str_equal(shared, line)) {
            free(shared);
            shared = NULL;
        }
        free(line);
    }
    return shared;
}

// "Hold 30 seconds. Do it 3 times. Once a day."
static char *dose_line(const struct exercise *exercise)
{
    char *dose = exercise_dose(exercise, exercise->page.language);
    const char *often = exercise->how_often ? exercise->how_often : "";
    char *line = str_format("%s%s%s", dose, *dose && *often ? " " : "", often);
    free(dose);
    return line;
}

static void add_exercise(struct handout *page, const struct exercise *exercise, bool stop_if,
                         bool precautions)
{
    const char *language = exercise->page.language;
    struct block *block = block_add(page, BLOCK_EXERCISE, language, exercise->page.title);
    block->picture = str_copy(exercise->poster);
    line_add(block, dose_line(exercise));
    if (exercise->feel_it_here && *exercise->feel_it_here)
        line_add(block,
                 str_format("%s\t%s", tr(language, "Feel it here:"), exercise->feel_it_here));
    if (stop_if)
        line_add(block, stop_if_line(exercise));
    if (precautions)
        line_add(block, precautions_line(exercise));
}

static void add_exercises(struct handout *page, const struct handout_request *request)
{
    if (!request->exercises_count)
        return;
    block_add(page, BLOCK_HEADING, request->language, tr(request->language, "Your exercises"));
    char *stop_if = shared_line(request, stop_if_line);
    char *precautions = shared_line(request, precautions_line);
    const char *language = request->exercises[0]->page.language;
    if (stop_if)
        block_add(page, BLOCK_PARAGRAPH, language, stop_if);
    if (precautions)
        block_add(page, BLOCK_PARAGRAPH, language, precautions);
    for (size_t i = 0; i < request->exercises_count; i++)
        add_exercise(page, request->exercises[i], !stop_if, !precautions);
    free(stop_if);
    free(precautions);
}

static void add_title(struct handout *page, const struct handout_request *request,
                      const char *language, const char *text)
{
    struct block *title = block_add(page, BLOCK_TITLE, language, text);
    title->side = str_copy(request->date);
    if (request->library->demonstration)
        block_add(page, BLOCK_MARK, request->language,
                  tr(request->language, "Demonstration: nobody has signed these words yet."));
}

static void add_take_home(struct handout *page, const struct handout_request *request)
{
    const struct topic *topic = request->topic;
    add_title(page, request, topic->page.language, topic->page.title);

    const struct list_page *prevention = &topic->prevention;
    if (prevention->items_count)
        block_add(page, BLOCK_HEADING, prevention->page.language, prevention->page.title);
    for (size_t i = 0; i < prevention->items_count; i++)
        block_add(page, BLOCK_TICK, prevention->page.language, prevention->items[i]);

    add_exercises(page, request);

    const struct list_page *help = &topic->get_help;
    if (!help->items_count)
        return;
    struct block *box = block_add(page, BLOCK_BOX, help->page.language,
                                  tr(help->page.language, "When to get help"));
    for (size_t i = 0; i < help->items_count; i++)
        line_add(box, str_copy(help->items[i]));
}

// "For staff: Chest pain. Call 911 now." in the clinic's own language, whatever the patient reads.
static void add_staff_line(struct handout *page, const struct handout_request *request)
{
    const char *language = request->library->clinic.languages[0];
    const struct topic *topic = library_topic(request->library, request->topic->page.id, language);
    const char *action = topic ? topic->checklist.cards[request->tier].staff : NULL;
    const char *sign = request->deciding ? request->deciding->sign : NULL;
    struct strbuf text = {0};
    strbuf_format(&text, "%s\t", tr(language, "For staff:"));
    if (sign && *sign)
        strbuf_format(&text, "%s%s ", sign, ends_sentence(sign) ? "" : ".");
    strbuf_add(&text, action ? action : "");
    block_add(page, BLOCK_STAFF, language, text.text);
    strbuf_destroy(&text);
}

static void add_result(struct handout *page, const struct handout_request *request)
{
    const struct topic *topic = request->topic;
    const struct tier_card *card = &topic->checklist.cards[request->tier];
    const char *language = topic->checklist_page.language;
    add_title(page, request, language, card->headline);
    if (card->line && *card->line)
        block_add(page, BLOCK_PARAGRAPH, language, card->line);

    struct block *key = block_add(page, BLOCK_KEY, language, card->key);
    if (card->key_number && *card->key_number)
        key->side = str_copy(card->key_number);
    for (size_t i = 0; i < card->key_lines_count; i++)
        line_add(key, str_copy(card->key_lines[i]));

    for (size_t i = 0; i < card->steps_count; i++) {
        struct block *step = block_add(page, BLOCK_STEP, language, card->steps[i].text);
        step->side = str_format("%zu", i + 1);
        line_add(step, str_copy(card->steps[i].line));
    }
    if (request->tier == TIER_EMERGENCY || request->tier == TIER_SAME_DAY)
        add_staff_line(page, request);
}

static void add_footer(struct handout *page, const struct handout_request *request)
{
    const struct clinic *clinic = &request->library->clinic;
    const char *parts[] = {clinic->name, clinic->phone, clinic->address};
    struct strbuf text = {0};
    strbuf_add(&text, "");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i] && *parts[i])
            strbuf_format(&text, "%s%s", text.length ? " · " : "", parts[i]);
    struct block *footer = block_add(page, BLOCK_FOOTER, request->language, text.text);
    if (request->library->version)
        footer->side = str_replace(tr(request->language, "Content {version}"), "version",
                                   request->library->version);
    strbuf_destroy(&text);
}

struct handout handout_make(const struct handout_request *request)
{
    struct handout page = {
        .paper = request->paper, .large = request->large, .language = request->language};
    if (request->kind == HANDOUT_RESULT)
        add_result(&page, request);
    else
        add_take_home(&page, request);
    add_footer(&page, request);
    return page;
}

void handout_destroy(struct handout *handout)
{
    for (size_t i = 0; i < handout->count; i++) {
        struct block *block = &handout->blocks[i];
        for (size_t line = 0; line < block->lines_count; line++)
            free(block->lines[line]);
        free(block->lines);
        free(block->text);
        free(block->side);
        free(block->picture);
    }
    free(handout->blocks);
    *handout = (struct handout){0};
}

static void add_plain(struct strbuf *text, const char *before, const char *line)
{
    strbuf_add(text, before);
    for (const char *c = line; *c; c++)
        strbuf_add_part(text, *c == '\t' ? " " : c, 1);
    strbuf_add(text, "\n");
}

char *handout_text(const struct handout *handout)
{
    static const char *const names[] = {
        [BLOCK_TITLE] = "title",     [BLOCK_MARK] = "mark",
        [BLOCK_HEADING] = "heading", [BLOCK_PARAGRAPH] = "paragraph",
        [BLOCK_TICK] = "tick",       [BLOCK_EXERCISE] = "exercise",
        [BLOCK_BOX] = "box",         [BLOCK_KEY] = "key",
        [BLOCK_STEP] = "step",       [BLOCK_STAFF] = "staff",
        [BLOCK_FOOTER] = "footer",
    };
    struct strbuf text = {0};
    strbuf_add(&text, "");
    for (size_t i = 0; i < handout->count; i++) {
        const struct block *block = &handout->blocks[i];
        strbuf_format(&text, "%s %s: ", names[block->kind], block->language);
        add_plain(&text, "", block->text);
        if (block->side)
            add_plain(&text, "    side: ", block->side);
        if (block->picture)
            add_plain(&text, "    picture: ", block->picture);
        for (size_t line = 0; line < block->lines_count; line++)
            add_plain(&text, "    ", block->lines[line]);
    }
    return text.text;
}
