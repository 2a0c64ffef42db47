// JSON by cJSON, which no other file knows. Memory that is out aborts, as everywhere.
#include "json.h"

#include <cjson/cJSON.h>
#include <stdlib.h>

static cJSON *in(const struct json *json)
{
    return (cJSON *)json;
}

static struct json *made(cJSON *item)
{
    if (!item)
        abort();
    return (struct json *)item;
}

struct json *json_parse(const char *text)
{
    return text ? (struct json *)cJSON_Parse(text) : NULL;
}

void json_destroy(struct json *json)
{
    cJSON_Delete(in(json));
}

const struct json *json_get(const struct json *object, const char *name)
{
    return (const struct json *)cJSON_GetObjectItemCaseSensitive(in(object), name);
}

const char *json_text(const struct json *object, const char *name)
{
    return cJSON_GetStringValue(in(json_get(object, name)));
}

bool json_is_number(const struct json *object, const char *name)
{
    return cJSON_IsNumber(in(json_get(object, name)));
}

double json_number(const struct json *object, const char *name, double fallback)
{
    return json_is_number(object, name) ? in(json_get(object, name))->valuedouble : fallback;
}

bool json_true(const struct json *object, const char *name)
{
    return cJSON_IsTrue(in(json_get(object, name)));
}

size_t json_count(const struct json *array)
{
    return cJSON_IsArray(in(array)) ? (size_t)cJSON_GetArraySize(in(array)) : 0;
}

const struct json *json_at(const struct json *array, size_t index)
{
    return index < json_count(array)
               ? (const struct json *)cJSON_GetArrayItem(in(array), (int)index)
               : NULL;
}

struct json *json_object(void)
{
    return made(cJSON_CreateObject());
}

void json_add_text(struct json *object, const char *name, const char *text)
{
    made(text ? cJSON_AddStringToObject(in(object), name, text)
              : cJSON_AddNullToObject(in(object), name));
}

void json_add_number(struct json *object, const char *name, double number)
{
    made(cJSON_AddNumberToObject(in(object), name, number));
}

void json_add_bool(struct json *object, const char *name, bool value)
{
    made(cJSON_AddBoolToObject(in(object), name, value));
}

struct json *json_add_object(struct json *object, const char *name)
{
    return made(cJSON_AddObjectToObject(in(object), name));
}

struct json *json_add_array(struct json *object, const char *name)
{
    return made(cJSON_AddArrayToObject(in(object), name));
}

struct json *json_append_object(struct json *array)
{
    struct json *object = json_object();
    cJSON_AddItemToArray(in(array), in(object));
    return object;
}

void json_append_text(struct json *array, const char *text)
{
    cJSON_AddItemToArray(in(array), in(made(cJSON_CreateString(text))));
}

void json_add_copy(struct json *object, const char *name, const struct json *what)
{
    struct json *copy = made(what ? cJSON_Duplicate(in(what), true) : cJSON_CreateNull());
    cJSON_AddItemToObject(in(object), name, in(copy));
}

static char *printed(char *text)
{
    if (!text)
        abort();
    return text;
}

char *json_line(const struct json *json)
{
    return printed(cJSON_PrintUnformatted(in(json)));
}

char *json_indented(const struct json *json)
{
    return printed(cJSON_Print(in(json)));
}
