// Reads warning-signs.md. Any error in it means that none of it is used: half a list of warning
// signs is worse than the front desk. Runs on the thread that loads the library.
#include "checklist_file.h"

#include <string.h>

#include "letters.h"
#include "str.h"

static const char *const tiers[] = {"self-care", "book", "same-day", "emergency", NULL};

#define PICTURE(member) FIELD_AT(struct sign_picture, member)
static const struct field picture_fields[] = {
    {"any_of", FIELD_WORDS, 0, PICTURE(words), .words_most = 3},
    {"any_of", FIELD_FILE, 0, PICTURE(picture), .unit = "picture"},
    {.kind = FIELD_END}};
static const struct schema picture_schema = {picture_fields, sizeof(struct sign_picture), NULL,
                                             NULL};

#define QUESTION(member)      FIELD_AT(struct question, member)
#define QUESTION_LIST(member) FIELD_LIST_AT(struct question, member)
static const struct field question_fields[] = {
    {"id", FIELD_ID, FIELD_REQUIRED, QUESTION(id)},
    {"ask", FIELD_WORDS, FIELD_REQUIRED, QUESTION(ask), .words_most = 12},
    {"help", FIELD_WORDS, FIELD_EMPTY, QUESTION(help), .words_most = 18},
    {"picture", FIELD_FILE, 0, QUESTION(picture), .unit = "picture"},
    {"any_of", FIELD_PAIRS, 0, QUESTION_LIST(any_of), .of = &picture_schema, .least = 2, .most = 4},
    {"sign", FIELD_WORDS, FIELD_REQUIRED, QUESTION(sign)},
    {"signs", FIELD_IDS, FIELD_REQUIRED, QUESTION_LIST(signs)},
    {"yes", FIELD_CHOICE, FIELD_REQUIRED, QUESTION(yes), .choices = tiers},
    {"not_sure", FIELD_CHOICE, FIELD_REQUIRED, QUESTION(not_sure), .choices = tiers},
    {.kind = FIELD_END}};
static const struct schema question_schema = {question_fields, sizeof(struct question), NULL, "id"};

#define ADVICE(member) FIELD_AT(struct advice, member)
static const struct field advice_fields[] = {
    {"steps", FIELD_WORDS, 0, ADVICE(text), .letters_most = ADVICE_TEXT_LETTERS},
    {"steps", FIELD_WORDS, FIELD_EMPTY, ADVICE(line), .letters_most = ADVICE_LINE_LETTERS},
    {.kind = FIELD_END}};
const struct schema advice_schema = {advice_fields, sizeof(struct advice), NULL, NULL};

#define CARD(member)      FIELD_AT(struct tier_card, member)
#define CARD_LIST(member) FIELD_LIST_AT(struct tier_card, member)
static const struct field card_fields[] = {
    {"headline", FIELD_WORDS, FIELD_REQUIRED, CARD(headline)},
    {"line", FIELD_WORDS, FIELD_EMPTY, CARD(line)},
    {"key", FIELD_WORDS, FIELD_REQUIRED, CARD(key)},
    {"key_number", FIELD_WORDS, FIELD_EMPTY | FIELD_QUIET, CARD(key_number)},
    {"key_lines", FIELD_LINES, 0, CARD_LIST(key_lines), .least = 1, .most = 3},
    {"steps", FIELD_PAIRS, FIELD_REQUIRED, CARD_LIST(steps), .of = &advice_schema, .least = 1,
     .most = 3},
    {"staff", FIELD_WORDS, FIELD_EMPTY, CARD(staff)},
    {.kind = FIELD_END}};
static const struct schema card_schema = {card_fields, sizeof(struct tier_card), NULL, NULL};

static const struct field cards_fields[] = {
    {"emergency", FIELD_MAP, FIELD_REQUIRED, .at = TIER_EMERGENCY * sizeof(struct tier_card),
     .of = &card_schema},
    {"same-day", FIELD_MAP, FIELD_REQUIRED, .at = TIER_SAME_DAY * sizeof(struct tier_card),
     .of = &card_schema},
    {"book", FIELD_MAP, FIELD_REQUIRED, .at = TIER_BOOK * sizeof(struct tier_card),
     .of = &card_schema},
    {"self-care", FIELD_MAP, FIELD_REQUIRED, .at = TIER_SELF_CARE * sizeof(struct tier_card),
     .of = &card_schema},
    {.kind = FIELD_END}};
static const struct schema cards_schema = {cards_fields, TIERS * sizeof(struct tier_card), NULL,
                                           NULL};

#define SIGNS(member)      FIELD_AT(struct checklist_page, member)
#define SIGNS_LIST(member) FIELD_LIST_AT(struct checklist_page, member)
static const struct field page_fields[] = {
    {NULL, FIELD_INLINE, 0, SIGNS(page), .of = &page_schema},
    {NULL, FIELD_KEPT, 0, SIGNS(checklist.title)},
    {"cards", FIELD_MAP, FIELD_REQUIRED, SIGNS(checklist.cards), .of = &cards_schema},
    {"questions", FIELD_MAPS, FIELD_REQUIRED, SIGNS_LIST(checklist.questions),
     .of = &question_schema, .least = 1, .most = CHECKLIST_QUESTIONS_MAX},
    {"get_help", FIELD_LINES, FIELD_REQUIRED, SIGNS_LIST(get_help), .least = 1, .most = 10},
    {.kind = FIELD_END}};
const struct schema checklist_page_schema = {page_fields, sizeof(struct checklist_page), NULL,
                                             NULL};

static bool ids_differ(const struct schema_reader *reader, const struct value *questions,
                       const struct checklist *checklist)
{
    bool good = true;
    for (size_t i = 0; i < checklist->questions_count; i++)
        for (size_t j = 0; j < i; j++) {
            if (!str_equal(checklist->questions[i].id, checklist->questions[j].id))
                continue;
            const struct value *id = value_get(value_item(questions, i), "id");
            schema_tell(reader, id, SEVERITY_ERROR,
                        "\"%s\" is the id of an earlier question too (line %d): give each its own",
                        checklist->questions[i].id, questions->entries[j].line);
            good = false;
        }
    return good;
}

// The rules that no single key can keep.
static bool verify(const struct schema_reader *reader, const struct value *root, const void *filled,
                   const void *context)
{
    (void)context;
    const struct checklist *checklist = &((const struct checklist_page *)filled)->checklist;
    const struct value *questions = value_get(root, "questions");
    bool good = ids_differ(reader, questions, checklist);
    for (size_t i = 0; i < checklist->questions_count; i++) {
        const struct question *question = &checklist->questions[i];
        const struct value *item = value_item(questions, i);
        if (question->yes == TIER_EMERGENCY && question->not_sure < TIER_SAME_DAY) {
            schema_tell(
                reader, value_get(item, "not_sure"), SEVERITY_ERROR,
                "\"not_sure\" must be same-day or emergency where \"yes\" is an emergency, not "
                "\"%s\"",
                tier_name(question->not_sure));
            good = false;
        }
        if (i && question->yes > checklist->questions[i - 1].yes)
            schema_tell(
                reader, value_get(item, "yes"), SEVERITY_WARNING,
                "this question is more urgent than the one before it: ask the urgent ones first");
    }
    return good;
}

const struct page_kind checklist_page_kind = {.schema = &checklist_page_schema, .verify = verify};
