// The keys of topic.md and of the pages of words beside it. Any thread: nothing here has state.
#include "topic_file.h"

#include "checklist_file.h"
#include "letters.h"

#define NOTE(member) FIELD_AT(struct note, member)
// A note: the same keys, and as many letters as have room where it stands.
#define NOTE_FIELDS(text_most, line_most)                                                          \
    {                                                                                              \
        {"icon", FIELD_ID, FIELD_REQUIRED, NOTE(icon)},                                            \
            {"text", FIELD_WORDS, FIELD_REQUIRED, NOTE(text), .letters_most = (text_most)},        \
            {"line", FIELD_WORDS, FIELD_EMPTY, NOTE(line), .letters_most = (line_most)},           \
            {.kind = FIELD_END},                                                                   \
    }
static const struct field before_fields[] = NOTE_FIELDS(BEFORE_TEXT_LETTERS, BEFORE_LINE_LETTERS);
static const struct field fact_fields[] = NOTE_FIELDS(FACT_TEXT_LETTERS, FACT_LINE_LETTERS);
static const struct schema before_schema = {before_fields, sizeof(struct note), NULL, NULL};
static const struct schema fact_schema = {fact_fields, sizeof(struct note), NULL, NULL};

#define TOPIC(member)      FIELD_AT(struct topic_page, member)
#define TOPIC_LIST(member) FIELD_LIST_AT(struct topic_page, member)
static const struct field topic_fields[] = {
    {NULL, FIELD_INLINE, 0, TOPIC(page), .of = &page_schema},
    {"headline", FIELD_WORDS, FIELD_REQUIRED, TOPIC(headline)},
    {"summary", FIELD_WORDS, FIELD_EMPTY, TOPIC(summary)},
    {"picture", FIELD_FILE, 0, TOPIC(picture), .unit = "picture"},
    {"picture_name", FIELD_WORDS, FIELD_EMPTY, TOPIC(picture_name)},
    {"order", FIELD_WHOLE, 0, TOPIC(order), .unit = "a whole number", .most = 9999},
    {"routine", FIELD_IDS, 0, TOPIC_LIST(routine), .least = 1, .most = 6},
    {"before", FIELD_MAPS, FIELD_REQUIRED, TOPIC_LIST(before), .of = &before_schema, .least = 1,
     .most = 4},
    {"before_questions", FIELD_IDS, 0, TOPIC_LIST(before_questions), .least = 1, .most = 2},
    {"stop_if", FIELD_LINES, FIELD_REQUIRED, TOPIC_LIST(stop_if), .least = 1, .most = 6,
     .letters_most = STOP_LETTERS},
    {"precautions", FIELD_LINES, 0, TOPIC_LIST(precautions), .least = 1, .most = 6,
     .letters_most = CARE_LETTERS},
    {.kind = FIELD_END}};
const struct schema topic_page_schema = {topic_fields, sizeof(struct topic_page), NULL, NULL};

#define LIST(member)      FIELD_AT(struct list_page, member)
#define LIST_LIST(member) FIELD_LIST_AT(struct list_page, member)
static const struct field list_fields[] = {
    {NULL, FIELD_INLINE, 0, LIST(page), .of = &page_schema},
    {"steps", FIELD_LINES, FIELD_REQUIRED, LIST_LIST(items), .least = 1, .most = 16},
    {.kind = FIELD_END}};
const struct schema list_page_schema = {list_fields, sizeof(struct list_page), NULL, NULL};

#define LEARN(member)      FIELD_AT(struct learn_page, member)
#define LEARN_LIST(member) FIELD_LIST_AT(struct learn_page, member)
static const struct field learn_fields[] = {
    {NULL, FIELD_INLINE, 0, LEARN(page), .of = &page_schema},
    {"icon", FIELD_ID, FIELD_REQUIRED, LEARN(icon)},
    {"picture", FIELD_FILE, 0, LEARN(picture), .unit = "picture"},
    {"facts", FIELD_MAPS, FIELD_REQUIRED, LEARN_LIST(facts), .of = &fact_schema, .least = 1,
     .most = 4},
    {"summary", FIELD_WORDS, FIELD_EMPTY, LEARN(summary)},
    {.kind = FIELD_END}};
const struct schema learn_page_schema = {learn_fields, sizeof(struct learn_page), NULL, NULL};

#define RELIEF(member)      FIELD_AT(struct relief, member)
#define RELIEF_LIST(member) FIELD_LIST_AT(struct relief, member)
static const struct field relief_fields[] = {
    {NULL, FIELD_INLINE, 0, RELIEF(page), .of = &page_schema},
    {"line", FIELD_WORDS, FIELD_EMPTY, RELIEF(line)},
    {"picture", FIELD_FILE, 0, RELIEF(picture), .unit = "picture"},
    {"steps", FIELD_PAIRS, FIELD_REQUIRED, RELIEF_LIST(steps), .of = &advice_schema, .least = 1,
     .most = 4},
    {"hold", FIELD_WHOLE, 0, RELIEF(hold_s), .unit = "a whole number of seconds", .most = 600},
    {"hold_line", FIELD_WORDS, FIELD_EMPTY, RELIEF(hold_line)},
    {"warning", FIELD_WORDS, FIELD_REQUIRED, RELIEF(warning), .letters_most = WARNING_LETTERS},
    {.kind = FIELD_END}};
const struct schema relief_schema = {relief_fields, sizeof(struct relief), NULL, NULL};

bool relief_good(const struct schema_reader *reader, const struct value *root, const void *filled,
                 const void *context)
{
    (void)context;
    const struct relief *relief = filled;
    if (relief->hold_s && !*relief->hold_line) {
        schema_tell(reader, value_get(root, "hold"), SEVERITY_ERROR,
                    "\"hold_line\" is missing: say what the kiosk counts");
        return false;
    }
    return true;
}

static const struct field faq_fields[] = {
    {NULL, FIELD_INLINE, 0, FIELD_AT(struct faq, page), .of = &page_schema}, {.kind = FIELD_END}};
const struct schema faq_schema = {faq_fields, sizeof(struct faq), NULL, NULL};
