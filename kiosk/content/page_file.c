// A page in all its languages. Everything wrong is told once, while opening; filling is silent.
// Runs on the thread that loads the library.
#include "page_file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "day.h"
#include "file.h"
#include "markdown.h"
#include "source_mark.h"
#include "str.h"
#include "words.h"

#define PAGE(member)      FIELD_AT(struct page, member)
#define PAGE_LIST(member) FIELD_LIST_AT(struct page, member)

static const struct field page_fields[] = {
    {"title", FIELD_WORDS, FIELD_REQUIRED, PAGE(title)},
    {"reviewed_by", FIELD_TEXT, FIELD_OWN, PAGE(reviewed_by)},
    {"review_by", FIELD_DATE, FIELD_OWN, PAGE(review_by)},
    {"translated_by", FIELD_TEXT, FIELD_OWN, PAGE(translated_by)},
    {"translates", FIELD_ID, FIELD_OWN, PAGE(translates)},
    {"covers", FIELD_IDS, 0, PAGE_LIST(covers)},
    {"sources", FIELD_LINES, FIELD_QUIET, PAGE_LIST(sources)},
    {NULL, FIELD_KEPT, 0, PAGE(id)},
    {NULL, FIELD_KEPT, 0, PAGE(language)},
    {NULL, FIELD_KEPT, FIELD_EMPTY, PAGE(body)},
    {.kind = FIELD_END}};
const struct schema page_schema = {page_fields, sizeof(struct page), NULL, NULL};

struct finder {
    const struct reading *reading;
    const char *topic;
};

static char *in_folder(const char *root, const char *topic, const char *folder, const char *name)
{
    char *path = str_format("%s/%s/%s", topic, folder, name), *found = reading_file(root, path);
    free(path);
    return found;
}

char *page_video(const struct reading *reading, const char *topic, const char *name)
{
    char *found = reading_file(reading->videos, name);
    // Dropped beside the topic's pages, publishing has put it into a folder of its own.
    static const char *const beside[] = {"stretches", "strengthening"};
    for (size_t i = 0; !found && i < sizeof beside / sizeof *beside; i++)
        found = in_folder(reading->videos, topic, beside[i], name);
    return found;
}

static char *find_file(void *context, const char *unit, const char *name)
{
    const struct finder *finder = context;
    const struct reading *reading = finder->reading;
    return str_equal(unit, "video") ? page_video(reading, finder->topic, name)
                                    : in_folder(reading->content, finder->topic, "pictures", name);
}

struct filling {
    struct finder finder;
    char *number, *phone; // owned
    struct placeholder placeholders[4];
    struct schema_reader reader;
};

static void filling_start(struct filling *filling, const struct reading *reading, const char *topic,
                          const char *language, const char *shown, struct problems *problems)
{
    const struct clinic *clinic = reading->clinic;
    char *number = clinic->emergency_number ? words_apart(language, clinic->emergency_number)
                                            : str_copy(tr(language, "your local emergency number"));
    char *phone = *clinic->phone ? words_apart(language, clinic->phone)
                                 : str_copy(tr(language, "the clinic"));
    const char *name = *clinic->name ? clinic->name : tr(language, "the clinic");
    *filling = (struct filling){
        .finder = {reading, topic},
        .number = number,
        .phone = phone,
        .placeholders = {
            {"emergency_number", number}, {"phone", phone}, {"clinic", name}, {NULL, NULL}}};
    filling->reader =
        (struct schema_reader){problems, shown, filling->placeholders, find_file, &filling->finder};
}

static void filling_end(struct filling *filling)
{
    free(filling->number);
    free(filling->phone);
}

static bool signature_good(const struct schema_reader *reader, const struct value *root)
{
    bool reviewed = schema_person(reader, value_get(root, "reviewed_by"));
    return schema_person(reader, value_get(root, "translated_by")) && reviewed;
}

static void judge_signature(struct reading *reading, const char *shown, const struct page *page,
                            bool translation, struct page_variant *variant)
{
    bool is_signed = page->reviewed_by && (!translation || page->translated_by);
    bool allowed = reading->demonstration || clinic_accepts(reading->clinic, variant->language);
    variant->state = is_signed || allowed ? PAGE_SHOWN : PAGE_UNSIGNED;
    if (!is_signed)
        problem_add(
            reading->problems, allowed ? SEVERITY_WARNING : SEVERITY_ERROR, shown, 0, 0,
            allowed ? "nobody has signed this page: have it read by a physiotherapist and fill in "
                      "\"%s\""
                    : "nobody has signed this page, so it is off: have it read and fill in "
                      "\"%s\", or accept unsigned pages in clinic.yaml",
            translation && page->reviewed_by ? "translated_by" : "reviewed_by");
    const struct value *until = value_get(&variant->front.root, "review_by");
    char today[DAY_LETTERS];
    day_of(time(NULL), today);
    if (page->review_by && strcmp(page->review_by, today) < 0)
        problem_add(
            reading->problems, SEVERITY_WARNING, shown, until ? until->line : 0,
            until ? until->column : 0,
            "this page should have been read again by %s: have it checked and set \"review_by\"",
            page->review_by);
}

// A translation that says of which words it was made is told when they are others now.
static void judge_age(struct reading *reading, const char *shown, const struct page_file *file,
                      const struct page *page, const struct value *root)
{
    char now[SOURCE_MARK + 1];
    const struct page_variant *own = &file->variants[0];
    const struct value *place = value_get(root, "translates");
    source_mark(file->schema, &own->front.root, own->body, now);
    if (place && !str_equal(page->translates, now))
        problem_add(reading->problems, SEVERITY_WARNING, shown, place->line, place->column,
                    "the words of %s.md have changed since they were translated: have both read "
                    "side by side, then write \"translates: %s\"",
                    file->id, now);
}

// A translation is signed if its page is; only the translator's name is its own.
static void inherit_signature(const struct value *root, struct page *page)
{
    const struct value *by = value_get(root, "reviewed_by"), *until = value_get(root, "review_by");
    if (!page->reviewed_by && by)
        page->reviewed_by = str_copy(by->text);
    if (!page->review_by && until)
        page->review_by = str_copy(until->text);
}

static void check_variant(struct reading *reading, const struct page_kind *kind,
                          const struct page_file *file, struct page_variant *variant,
                          const char *shown)
{
    bool translation = file->count > 0;
    struct filling filling;
    filling_start(&filling, reading, file->topic, variant->language, shown, reading->problems);
    struct page *page = mem_make(1, kind->schema->size);
    bool good = !translation || schema_merge(kind->schema, &filling.reader,
                                             &file->variants[0].front.root, &variant->front.root);
    good = schema_fill(kind->schema, &filling.reader, &variant->front.root, page) && good;
    if (good && !translation && kind->verify)
        good = kind->verify(&filling.reader, &variant->front.root, page, kind->context);
    good = signature_good(&filling.reader, &variant->front.root) && good;
    if (kind->body_required && !*variant->body) {
        problem_add(reading->problems, SEVERITY_ERROR, shown, 0, 0,
                    "the answer is missing: write it below the second line of \"---\"");
        good = false;
    }
    good =
        !schema_refused_words(&filling.reader, variant->front.body_line, 1, variant->body) && good;
    if (good) {
        if (translation) {
            inherit_signature(&file->variants[0].front.root, page);
            judge_age(reading, shown, file, page, &variant->front.root);
        }
        judge_signature(reading, shown, page, translation, variant);
    }
    filling_end(&filling);
    schema_destroy(kind->schema, page);
    free(page);
}

static void add_variant(struct reading *reading, const struct page_kind *kind,
                        struct page_file *file, const char *language, const char *shown)
{
    struct page_variant variant = {.language = str_copy(language), .state = PAGE_BROKEN};
    char *text = NULL;
    if (reading_text(reading, reading->content, shown, shown, &text) &&
        front_matter_parse(text, shown, reading->problems, &variant.front)) {
        variant.body =
            markdown_plain(variant.front.body, shown, variant.front.body_line, reading->problems);
        if (file->count && !*variant.body && file->variants[0].body) {
            free(variant.body);
            variant.body = str_copy(file->variants[0].body);
        }
        check_variant(reading, kind, file, &variant, shown);
    }
    free(text);
    file->variants = mem_grow(file->variants, file->count + 1, sizeof *file->variants);
    file->variants[file->count++] = variant;
}

// One that cannot be looked at counts as there: reading it tells why.
static bool exists(const struct reading *reading, const char *shown)
{
    char *path = str_format("%s/%s", reading->content, shown);
    errno = 0;
    bool there = file_exists(path) || (errno && errno != ENOENT && errno != ENOTDIR);
    free(path);
    return there;
}

bool page_file_open(struct reading *reading, const char *folder, const char *id,
                    const char *own_language, const struct page_kind *kind, struct page_file *file)
{
    *file = (struct page_file){.topic = str_copy_part(folder, strcspn(folder, "/")),
                               .id = str_copy(id),
                               .schema = kind->schema};
    char *shown = str_format("%s/%s.md", folder, id);
    bool there = exists(reading, shown) && !reading_hidden(reading, shown);
    if (there)
        add_variant(reading, kind, file, own_language, shown);
    free(shown);
    if (!there || file->variants[0].state == PAGE_BROKEN)
        return false;
    const struct clinic *clinic = reading->clinic;
    for (size_t i = 0; i < clinic->languages_count; i++) {
        if (str_equal(clinic->languages[i], own_language))
            continue;
        shown = str_format("%s/%s.%s.md", folder, id, clinic->languages[i]);
        if (exists(reading, shown))
            add_variant(reading, kind, file, clinic->languages[i], shown);
        else
            problem_add(reading->problems, SEVERITY_WARNING, shown, 0, 0,
                        "this page is not there: patients see %s/%s.md untranslated", folder, id);
        free(shown);
    }
    return true;
}

char *page_file_word(const char *content, const char *shown, const char *key)
{
    struct problems told_elsewhere = {0};
    struct reading reading;
    struct front_matter front = {0};
    char *text = NULL, *word = NULL;
    reading_start(&reading, content, content, &told_elsewhere);
    if (reading_text(&reading, content, shown, shown, &text) &&
        front_matter_parse(text, shown, &told_elsewhere, &front)) {
        const struct value *value = value_get(&front.root, key);
        word = value ? str_copy(value->text) : NULL;
        front_matter_destroy(&front);
    }
    free(text);
    problems_destroy(&told_elsewhere);
    return word;
}

void page_file_close(struct page_file *file)
{
    for (size_t i = 0; i < file->count; i++) {
        front_matter_destroy(&file->variants[i].front);
        free(file->variants[i].body);
        free(file->variants[i].language);
    }
    free(file->variants);
    free(file->topic);
    free(file->id);
    *file = (struct page_file){0};
}

static const struct page_variant *variant_of(const struct page_file *file, const char *language)
{
    for (size_t i = 0; i < file->count; i++)
        if (str_equal(file->variants[i].language, language))
            return &file->variants[i];
    return NULL;
}

enum page_state page_file_state(const struct page_file *file, const char *language)
{
    const struct page_variant *variant = variant_of(file, language);
    return variant ? variant->state : PAGE_MISSING;
}

bool page_file_fill(struct reading *reading, const struct page_file *file, const char *language,
                    void *target)
{
    const char *tries[] = {language, reading->clinic->languages[0],
                           file->count ? file->variants[0].language : language};
    const struct page_variant *variant = NULL;
    for (size_t i = 0; i < sizeof tries / sizeof *tries && !variant; i++)
        if (page_file_state(file, tries[i]) == PAGE_SHOWN)
            variant = variant_of(file, tries[i]);
    memset(target, 0, file->schema->size);
    if (!variant)
        return false;
    struct problems told_before = {0};
    struct filling filling;
    filling_start(&filling, reading, file->topic, variant->language, file->id, &told_before);
    bool good = schema_fill(file->schema, &filling.reader, &variant->front.root, target);
    filling_end(&filling);
    problems_destroy(&told_before);
    if (!good)
        return false;
    struct page *page = target;
    bool translation = variant != &file->variants[0];
    if (translation)
        inherit_signature(&file->variants[0].front.root, page);
    page->id = str_copy(file->id);
    page->language = str_copy(variant->language);
    free(page->body);
    page->body = str_copy(variant->body);
    page->is_signed = page->reviewed_by && (!translation || page->translated_by);
    return true;
}
