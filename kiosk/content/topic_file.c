// The keys of topic.md and prevention.md. Any thread: tables only.
#include "topic_file.h"

#define NOTE(member) FIELD_AT(struct note, member)
static const struct field note_fields[] = {{"icon", FIELD_ID, FIELD_REQUIRED, NOTE(icon)},
                                           {"text", FIELD_WORDS, FIELD_REQUIRED, NOTE(text)},
                                           {"line", FIELD_WORDS, FIELD_EMPTY, NOTE(line)},
                                           {.kind = FIELD_END}};
static const struct schema note_schema = {note_fields, sizeof(struct note), NULL, NULL};

#define TOPIC(member)      FIELD_AT(struct topic_page, member)
#define TOPIC_LIST(member) FIELD_LIST_AT(struct topic_page, member)
static const struct field topic_fields[] = {
    {NULL, FIELD_INLINE, 0, TOPIC(page), .of = &page_schema},
    {"headline", FIELD_WORDS, FIELD_REQUIRED, TOPIC(headline)},
    {"summary", FIELD_WORDS, FIELD_EMPTY, TOPIC(summary)},
    {"picture", FIELD_FILE, 0, TOPIC(picture), .unit = "picture"},
    {"order", FIELD_WHOLE, 0, TOPIC(order), .unit = "a whole number", .most = 9999},
    {"routine", FIELD_IDS, 0, TOPIC_LIST(routine), .least = 1, .most = 6},
    {"before", FIELD_MAPS, FIELD_REQUIRED, TOPIC_LIST(before), .of = &note_schema, .least = 1,
     .most = 4},
    {"before_questions", FIELD_IDS, 0, TOPIC_LIST(before_questions), .least = 1, .most = 2},
    {"stop_if", FIELD_LINES, FIELD_REQUIRED, TOPIC_LIST(stop_if), .least = 1, .most = 6},
    {"precautions", FIELD_LINES, 0, TOPIC_LIST(precautions), .least = 1, .most = 6},
    {.kind = FIELD_END}};
const struct schema topic_page_schema = {topic_fields, sizeof(struct topic_page), NULL, NULL};

#define LIST(member)      FIELD_AT(struct list_page, member)
#define LIST_LIST(member) FIELD_LIST_AT(struct list_page, member)
static const struct field list_fields[] = {
    {NULL, FIELD_INLINE, 0, LIST(page), .of = &page_schema},
    {"steps", FIELD_LINES, FIELD_REQUIRED, LIST_LIST(items), .least = 1, .most = 16},
    {.kind = FIELD_END}};
const struct schema list_page_schema = {list_fields, sizeof(struct list_page), NULL, NULL};
