// Reads warning-signs.md. Any error in it means that none of it is used: half a list of warning
// signs is worse than the front desk. Runs on the thread that loads the library.
#include "checklist_file.h"

#include <string.h>

#include "str.h"

static const char *const tiers[] = {"self-care", "book", "same-day", "emergency", NULL};

#define PICTURE(member) FIELD_AT(struct sign_picture, member)
static const struct field picture_fields[] = {
    {FIELD_WORDS, "any_of", 0, PICTURE(words), .words_most = 3},
    {FIELD_FILE, "any_of", 0, PICTURE(picture), .unit = "picture"},
    {.kind = FIELD_END}};
static const struct schema picture_schema = {picture_fields, sizeof(struct sign_picture), NULL,
                                             NULL};

#define QUESTION(member)      FIELD_AT(struct question, member)
#define QUESTION_LIST(member) FIELD_LIST_AT(struct question, member)
static const struct field question_fields[] = {
    {FIELD_ID, "id", FIELD_REQUIRED, QUESTION(id)},
    {FIELD_WORDS, "ask", FIELD_REQUIRED, QUESTION(ask), .words_most = 12},
    {FIELD_WORDS, "help", FIELD_EMPTY, QUESTION(help), .words_most = 18},
    {FIELD_FILE, "picture", 0, QUESTION(picture), .unit = "picture"},
    {FIELD_PAIRS, "any_of", 0, QUESTION_LIST(any_of), .of = &picture_schema, .least = 2, .most = 4},
    {FIELD_WORDS, "sign", FIELD_REQUIRED, QUESTION(sign)},
    {FIELD_IDS, "signs", FIELD_REQUIRED, QUESTION_LIST(signs)},
    {FIELD_CHOICE, "yes", FIELD_REQUIRED, QUESTION(yes), .choices = tiers},
    {FIELD_CHOICE, "not_sure", FIELD_REQUIRED, QUESTION(not_sure), .choices = tiers},
    {.kind = FIELD_END}};
static const struct schema question_schema = {question_fields, sizeof(struct question), NULL, "id"};

#define ADVICE(member) FIELD_AT(struct advice, member)
static const struct field advice_fields[] = {{FIELD_WORDS, "steps", 0, ADVICE(text)},
                                             {FIELD_WORDS, "steps", FIELD_EMPTY, ADVICE(line)},
                                             {.kind = FIELD_END}};
static const struct schema advice_schema = {advice_fields, sizeof(struct advice), NULL, NULL};

#define CARD(member)      FIELD_AT(struct tier_card, member)
#define CARD_LIST(member) FIELD_LIST_AT(struct tier_card, member)
static const struct field card_fields[] = {
    {FIELD_WORDS, "headline", FIELD_REQUIRED, CARD(headline)},
    {FIELD_WORDS, "line", FIELD_EMPTY, CARD(line)},
    {FIELD_WORDS, "key", FIELD_REQUIRED, CARD(key)},
    {FIELD_WORDS, "key_number", FIELD_EMPTY | FIELD_QUIET, CARD(key_number)},
    {FIELD_LINES, "key_lines", FIELD_EMPTY, CARD_LIST(key_lines), .most = 3},
    {FIELD_PAIRS, "steps", FIELD_REQUIRED, CARD_LIST(steps), .of = &advice_schema, .least = 1,
     .most = 3},
    {FIELD_WORDS, "staff", FIELD_EMPTY, CARD(staff)},
    {.kind = FIELD_END}};
static const struct schema card_schema = {card_fields, sizeof(struct tier_card), NULL, NULL};

static const struct field cards_fields[] = {
    {FIELD_MAP, "emergency", FIELD_REQUIRED, .at = TIER_EMERGENCY * sizeof(struct tier_card),
     .of = &card_schema},
    {FIELD_MAP, "same-day", FIELD_REQUIRED, .at = TIER_SAME_DAY * sizeof(struct tier_card),
     .of = &card_schema},
    {FIELD_MAP, "book", FIELD_REQUIRED, .at = TIER_BOOK * sizeof(struct tier_card),
     .of = &card_schema},
    {FIELD_MAP, "self-care", FIELD_REQUIRED, .at = TIER_SELF_CARE * sizeof(struct tier_card),
     .of = &card_schema},
    {.kind = FIELD_END}};
static const struct schema cards_schema = {cards_fields, TIERS * sizeof(struct tier_card), NULL,
                                           NULL};

#define SIGNS(member)      FIELD_AT(struct checklist_page, member)
#define SIGNS_LIST(member) FIELD_LIST_AT(struct checklist_page, member)
static const struct field page_fields[] = {
    {FIELD_INLINE, NULL, 0, SIGNS(page), .of = &page_schema},
    {FIELD_KEPT, NULL, 0, SIGNS(checklist.title)},
    {FIELD_MAP, "cards", FIELD_REQUIRED, SIGNS(checklist.cards), .of = &cards_schema},
    {FIELD_MAPS, "questions", FIELD_REQUIRED, SIGNS_LIST(checklist.questions),
     .of = &question_schema, .least = 1, .most = CHECKLIST_QUESTIONS_MAX},
    {FIELD_LINES, "get_help", FIELD_REQUIRED, SIGNS_LIST(get_help), .least = 1, .most = 8},
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

const struct page_kind checklist_page_kind = {&checklist_page_schema, verify, NULL};
