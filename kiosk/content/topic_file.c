// The keys of topic.md and prevention.md. Any thread: tables only.
#include "topic_file.h"

#define NOTE(member) FIELD_AT(struct note, member)
static const struct field note_fields[] = {{FIELD_ID, "icon", FIELD_REQUIRED, NOTE(icon)},
                                           {FIELD_WORDS, "text", FIELD_REQUIRED, NOTE(text)},
                                           {FIELD_WORDS, "line", FIELD_EMPTY, NOTE(line)},
                                           {.kind = FIELD_END}};
static const struct schema note_schema = {note_fields, sizeof(struct note), NULL, NULL};

#define TOPIC(member)      FIELD_AT(struct topic_page, member)
#define TOPIC_LIST(member) FIELD_LIST_AT(struct topic_page, member)
static const struct field topic_fields[] = {
    {FIELD_INLINE, NULL, 0, TOPIC(page), .of = &page_schema},
    {FIELD_WORDS, "headline", FIELD_REQUIRED, TOPIC(headline)},
    {FIELD_WORDS, "summary", FIELD_EMPTY, TOPIC(summary)},
    {FIELD_FILE, "picture", 0, TOPIC(picture), .unit = "picture"},
    {FIELD_WHOLE, "order", 0, TOPIC(order), .unit = "a whole number", .most = 9999},
    {FIELD_IDS, "routine", 0, TOPIC_LIST(routine), .least = 1, .most = 6},
    {FIELD_MAPS, "before", FIELD_REQUIRED, TOPIC_LIST(before), .of = &note_schema, .least = 1,
     .most = 4},
    {FIELD_IDS, "before_questions", 0, TOPIC_LIST(before_questions), .least = 1, .most = 2},
    {FIELD_LINES, "stop_if", FIELD_REQUIRED, TOPIC_LIST(stop_if), .least = 1, .most = 6},
    {FIELD_LINES, "precautions", 0, TOPIC_LIST(precautions), .least = 1, .most = 6},
    {.kind = FIELD_END}};
const struct schema topic_page_schema = {topic_fields, sizeof(struct topic_page), NULL, NULL};

#define LIST(member)      FIELD_AT(struct list_page, member)
#define LIST_LIST(member) FIELD_LIST_AT(struct list_page, member)
static const struct field list_fields[] = {
    {FIELD_INLINE, NULL, 0, LIST(page), .of = &page_schema},
    {FIELD_LINES, "steps", FIELD_REQUIRED, LIST_LIST(items), .least = 1, .most = 16},
    {.kind = FIELD_END}};
const struct schema list_page_schema = {list_fields, sizeof(struct list_page), NULL, NULL};
