// clinic.yaml: read by a table, checked, and safe values for what it does not say. Any thread.
#include "clinic.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "day.h"
#include "hours.h"
#include "reading.h"
#include "schema.h"
#include "str.h"

#define CLINIC(member)      FIELD_AT(struct clinic, member)
#define CLINIC_LIST(member) FIELD_LIST_AT(struct clinic, member)

static const char *const papers[] = {"a4", "letter", NULL};
static const char *const motions[] = {"auto", "full", "reduced", NULL}; // as in enum clinic_motion
static const char *const rotations[] = {"0", "90", "180", "270", NULL};
static const char seconds[] = "a whole number of seconds";

static const struct field accepted_fields[] = {
    {"by", FIELD_TEXT, FIELD_REQUIRED, CLINIC(accepted_by)},
    {"on", FIELD_DATE, FIELD_REQUIRED, CLINIC(accepted_on)},
    {"languages", FIELD_IDS, FIELD_REQUIRED, CLINIC_LIST(accepted_languages)},
    {.kind = FIELD_END}};
static const struct schema accepted_schema = {accepted_fields, sizeof(struct clinic), NULL, NULL};

static const char *const days[] = {"sunday",   "monday", "tuesday", "wednesday",
                                   "thursday", "friday", "saturday"};
// Its struct is the clinic itself, as is that of `accepted`.
static const struct field hours_fields[] = {
    {"sunday", FIELD_TEXT, 0, CLINIC(hours[0])},   {"monday", FIELD_TEXT, 0, CLINIC(hours[1])},
    {"tuesday", FIELD_TEXT, 0, CLINIC(hours[2])},  {"wednesday", FIELD_TEXT, 0, CLINIC(hours[3])},
    {"thursday", FIELD_TEXT, 0, CLINIC(hours[4])}, {"friday", FIELD_TEXT, 0, CLINIC(hours[5])},
    {"saturday", FIELD_TEXT, 0, CLINIC(hours[6])}, {.kind = FIELD_END}};
static const struct schema hours_schema = {hours_fields, sizeof(struct clinic), NULL, NULL};

static const struct field clinic_fields[] = {
    {"name", FIELD_WORDS, FIELD_EMPTY, CLINIC(name)},
    {"phone", FIELD_WORDS, FIELD_EMPTY, CLINIC(phone)},
    {"address", FIELD_WORDS, FIELD_EMPTY, CLINIC(address)},
    {"logo", FIELD_FILE, 0, CLINIC(logo), .unit = "picture"},
    {"emergency_number", FIELD_TEXT, 0, CLINIC(emergency_number)},
    {"languages", FIELD_IDS, FIELD_REQUIRED, CLINIC_LIST(languages), .least = 1, .most = 12},
    {"paper", FIELD_CHOICE, 0, CLINIC(paper), .choices = papers},
    {"both_languages", FIELD_YES_NO, 0, CLINIC(both_languages)},
    {"idle", FIELD_WHOLE, 0, CLINIC(idle_s), .unit = seconds, .least = 20, .most = 3600},
    {"idle_in_check", FIELD_WHOLE, 0, CLINIC(idle_check_s), .unit = seconds, .least = 20,
     .most = 3600},
    {"idle_warning", FIELD_WHOLE, 0, CLINIC(idle_warning_s), .unit = seconds, .least = 20,
     .most = 600},
    {"motion", FIELD_CHOICE, 0, CLINIC(motion), .choices = motions},
    {"rotation", FIELD_CHOICE, 0, CLINIC(quarter_turns), .choices = rotations},
    {"display", FIELD_TEXT, 0, CLINIC(display)},
    {"screen_width", FIELD_WHOLE, 0, CLINIC(panel_width_mm),
     .unit = "a whole number of millimetres", .least = 100, .most = 3000},
    {"printer", FIELD_TEXT, 0, CLINIC(printer)},
    // Its struct is the clinic itself: the offsets above are the clinic's.
    {"accepted", FIELD_MAP, 0, 0, .of = &accepted_schema},
    {"hours", FIELD_MAP, 0, 0, .of = &hours_schema},
    {.kind = FIELD_END}};

static const struct clinic clinic_start = {
    .paper = PAPER_A4, .idle_s = 90, .idle_check_s = 120, .idle_warning_s = 30};
const struct schema clinic_schema = {clinic_fields, sizeof(struct clinic), &clinic_start, NULL};

bool clinic_language_code(const char *text)
{
    size_t letters = strspn(text, "abcdefghijklmnopqrstuvwxyz");
    if (letters < 2 || letters > 3)
        return false;
    return !text[letters] ||
           (text[letters] == '-' && strlen(text + letters + 1) >= 2 &&
            strlen(text + letters + 1) <= 4 && schema_plain_id(text + letters + 1));
}

struct clinic clinic_default(void)
{
    struct clinic clinic = clinic_start;
    clinic.name = str_copy("");
    clinic.phone = str_copy("");
    clinic.address = str_copy("");
    clinic.languages = mem_make(1, sizeof *clinic.languages);
    clinic.languages[clinic.languages_count++] = str_copy("en");
    return clinic;
}

static bool codes_good(const struct schema_reader *reader, const struct value *list)
{
    bool good = true;
    for (size_t i = 0; list && i < list->count; i++) {
        const struct value *code = &list->entries[i].value;
        if (!clinic_language_code(code->text)) {
            schema_tell(reader, code, SEVERITY_ERROR,
                        "\"%s\" is not a language code: write two small letters, like en or es",
                        code->text);
            good = false;
        }
        for (size_t j = 0; j < i; j++)
            if (str_equal(list->entries[j].value.text, code->text)) {
                schema_tell(reader, code, SEVERITY_ERROR, "\"%s\" stands in the list twice",
                            code->text);
                good = false;
            }
    }
    return good;
}

static bool number_good(const struct schema_reader *reader, const struct value *root)
{
    const struct value *number = value_get(root, "emergency_number");
    if (!number) {
        schema_tell(
            reader, root, SEVERITY_WARNING,
            "\"emergency_number\" is missing: cards say \"your local emergency number\". Add a "
            "line like emergency_number: 112");
        return true;
    }
    if (strspn(number->text, "0123456789 -") == strlen(number->text) &&
        strpbrk(number->text, "0123456789") && strlen(number->text) <= 12)
        return true;
    schema_tell(reader, number, SEVERITY_ERROR,
                "\"emergency_number\" must be a telephone number like 112, not \"%s\"",
                number->text);
    return false;
}

static bool hours_good(const struct schema_reader *reader, const struct value *hours)
{
    bool good = true;
    struct hours_day day;
    for (size_t i = 0; hours && i < sizeof days / sizeof *days; i++) {
        const struct value *said = value_get(hours, days[i]);
        if (!said || hours_read(said->text, &day))
            continue;
        schema_tell(reader, said, SEVERITY_ERROR,
                    "\"%s\" must be times like 8:00-18:00, or 8:00-12:00, 14:00-18:00, or the word "
                    "closed, not \"%s\"",
                    days[i], said->text);
        good = false;
    }
    return good;
}

// A name that was never filled in and a day that is not yet stand for nobody. The rest of the file
// goes on: the clinic's number must not hang on the machine's clock.
static void judge_acceptance(const struct schema_reader *reader, const struct value *accepted,
                             struct clinic *clinic)
{
    enum { DAY_S = 86400 }; // the machine may live in a time zone of its own
    const struct value *on = value_get(accepted, "on");
    time_t now = time(NULL);
    char today[DAY_LETTERS], last[DAY_LETTERS];
    day_of(now, today);
    day_of(now + DAY_S, last);
    bool valid = schema_person(reader, value_get(accepted, "by"));
    if (on && day_plausible(now) && strcmp(on->text, last) > 0) {
        schema_tell(reader, on, SEVERITY_ERROR,
                    "\"on\" is %s, and today is %s: write the day on which it was accepted",
                    on->text, today);
        valid = false;
    }
    if (valid)
        return;
    free(clinic->accepted_by);
    clinic->accepted_by = NULL;
}

static char *find_logo(void *context, const char *unit, const char *name)
{
    const struct reading *reading = context;
    (void)unit;
    return reading_file(reading->content, name);
}

bool clinic_read(struct reading *reading, struct clinic *clinic)
{
    static const char shown[] = "clinic.yaml";
    char *text = NULL;
    struct front_matter front = {0};
    struct clinic made = {0};
    struct schema_reader reader = {reading->problems, shown, NULL, find_logo, reading};
    bool parsed = reading_text(reading, reading->content, shown, shown, &text) &&
                  front_matter_parse_yaml(text, shown, reading->problems, &front);
    bool good = parsed && schema_fill(&clinic_schema, &reader, &front.root, &made);
    if (good) {
        const struct value *accepted = value_get(&front.root, "accepted");
        good = codes_good(&reader, value_get(&front.root, "languages"));
        good = codes_good(&reader, value_get(accepted, "languages")) && good;
        good = number_good(&reader, &front.root) && good;
        good = hours_good(&reader, value_get(&front.root, "hours")) && good;
        judge_acceptance(&reader, accepted, &made);
    }
    if (good && str_equal(made.printer, "none"))
        *made.printer = 0;
    if (good) {
        clinic_destroy(clinic);
        *clinic = made;
    } else if (made.name) {
        clinic_destroy(&made);
    }
    front_matter_destroy(&front);
    free(text);
    return good;
}

bool clinic_load(const char *folder, struct clinic *clinic, struct problems *problems)
{
    struct reading reading;
    reading_start(&reading, folder, folder, problems);
    return clinic_read(&reading, clinic);
}

bool clinic_offers(const struct clinic *clinic, const char *language)
{
    for (size_t i = 0; i < clinic->languages_count; i++)
        if (str_equal(clinic->languages[i], language))
            return true;
    return false;
}

bool clinic_accepts(const struct clinic *clinic, const char *language)
{
    size_t i = 0;
    while (i < clinic->accepted_languages_count &&
           !str_equal(clinic->accepted_languages[i], language))
        i++;
    return clinic->accepted_by && clinic->accepted_on && i < clinic->accepted_languages_count;
}

struct clinic clinic_copy(const struct clinic *clinic)
{
    struct clinic copy;
    schema_copy(&clinic_schema, clinic, &copy);
    return copy;
}

void clinic_destroy(struct clinic *clinic)
{
    schema_destroy(&clinic_schema, clinic);
}
