// Chooses what stands on the page, in which order and in whose words. No layout and no library: the
// same blocks are drawn by handout_pdf.c and compared as text by the tests. Any thread.
#include "handout.h"

#include <stdio.h>
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
    static const char *const marks[] = {".", "?", "!", "؟", "。", "？", "！", "।"};
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
            strbuf_add(&line,
                       ends_sentence(items[i - 1]) ? words_gap(items[i - 1]) : tr(language, "; "));
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
    char *line = str_format("%s%s%s", dose, *often ? words_gap(dose) : "", often);
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
        block->side = str_format("%s\t%s", tr(language, "Feel it here:"), exercise->feel_it_here);
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

// What the patient writes on: boxes for four weeks, if there are exercises to do, and room for
// notes.
static void add_diary(struct handout *page, const struct handout_request *request)
{
    static const char *const days[DIARY_DAYS] = {N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
                                                 N_("Fri"), N_("Sat"), N_("Sun")};
    const char *language = request->language;
    const char *notes = tr(language, "Notes from your physio");
    if (!request->exercises_count) {
        block_add(page, BLOCK_NOTES, language, notes);
        return;
    }
    struct block *diary =
        block_add(page, BLOCK_DIARY, language, tr(language, "Tick each day you did them"));
    diary->side = str_copy(notes);
    for (size_t i = 0; i < DIARY_DAYS; i++)
        line_add(diary, str_copy(tr(language, days[i])));
    for (int week = 1; week <= DIARY_WEEKS; week++) {
        char number[8];
        snprintf(number, sizeof number, "%d", week);
        line_add(diary, str_replace(tr(language, "Week {n}"), "n", number));
    }
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
    add_diary(page, request);

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

static const char *sooner(const char *day, const char *other)
{
    return !day || (other && strcmp(other, day) < 0) ? other : day;
}

// The first day by which a page that stands here must be read again: "2027-05-31". NULL if none
// says. A result stands on the checklist alone, which says when to get help at home too.
static const char *earliest_review(const struct handout_request *request)
{
    const struct topic *topic = request->topic;
    const char *day = topic->checklist_page.review_by;
    if (request->kind == HANDOUT_RESULT)
        return day;
    day = sooner(day, topic->page.review_by);
    day = sooner(day, topic->prevention.page.review_by);
    for (size_t i = 0; i < request->exercises_count; i++)
        day = sooner(day, request->exercises[i]->page.review_by);
    return day;
}

static void add_footer(struct handout *page, const struct handout_request *request)
{
    const struct clinic *clinic = &request->library->clinic;
    const char *parts[] = {clinic->name, clinic->phone, clinic->address};
    struct strbuf text = {0};
    strbuf_add(&text, "");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!parts[i] || !*parts[i])
            continue;
        char *part = words_apart(request->language, parts[i]);
        strbuf_format(&text, "%s%s", text.length ? " · " : "", part);
        free(part);
    }
    struct block *footer = block_add(page, BLOCK_FOOTER, request->language, text.text);
    if (request->library->version) {
        char *version = words_apart(request->language, request->library->version);
        footer->side = str_replace(tr(request->language, "Content {version}"), "version", version);
        free(version);
    }
    int year, month, day;
    const char *review = earliest_review(request);
    if (footer->side && review && sscanf(review, "%d-%d-%d", &year, &month, &day) == 3) {
        char *date = handout_day(request->language, year, month, day);
        char *until = str_replace(tr(request->language, "valid until {date}"), "date", date);
        char *both = str_format("%s · %s", footer->side, until);
        free(footer->side);
        free(until);
        free(date);
        footer->side = both;
    }
    strbuf_destroy(&text);
}

static struct handout make_one(const struct handout_request *request)
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

static void block_destroy(struct block *block)
{
    for (size_t line = 0; line < block->lines_count; line++)
        free(block->lines[line]);
    free(block->lines);
    free(block->text);
    free(block->side);
    free(block->picture);
    if (block->second)
        block_destroy(block->second);
    free(block->second);
}

// Both were made by the same rules from the same pages: block stands beside block. Where a
// translation has grown apart (it shares other words), what matches is still said twice.
static void join(struct handout *page, struct handout *second)
{
    for (size_t i = 0, j = 0; i < page->count; i++) {
        struct block *block = &page->blocks[i];
        size_t same = j;
        while (same < second->count && second->blocks[same].kind != block->kind)
            same++;
        bool useful = block->kind != BLOCK_FOOTER && block->kind != BLOCK_MARK;
        if (same == second->count)
            continue;
        j = same + 1;
        if (!useful || str_equal(block->language, second->blocks[same].language))
            continue;
        block->second = mem_make(1, sizeof *block->second);
        *block->second = second->blocks[same];
        second->blocks[same] = (struct block){.kind = block->kind};
    }
}

struct handout handout_make(const struct handout_request *request)
{
    struct handout page = make_one(request);
    if (!request->second)
        return page;
    const struct exercise **theirs = mem_make(request->exercises_count, sizeof *theirs);
    struct handout_request again = *request;
    again.topic = request->second;
    again.language = request->second->page.language;
    again.second = NULL;
    again.exercises = theirs;
    bool all = true;
    for (size_t i = 0; i < request->exercises_count; i++) {
        theirs[i] = topic_exercise(request->second, request->exercises[i]->page.id);
        all = all && theirs[i];
    }
    if (all) {
        struct handout second = make_one(&again);
        join(&page, &second);
        handout_destroy(&second);
    }
    free(theirs);
    return page;
}

void handout_destroy(struct handout *handout)
{
    for (size_t i = 0; i < handout->count; i++)
        block_destroy(&handout->blocks[i]);
    free(handout->blocks);
    *handout = (struct handout){0};
}
