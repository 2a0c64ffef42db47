// Opening hours of one day, read the way people write them. Pure; any thread.
#include "hours.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static void skip_space(const char **at)
{
    while (isspace((unsigned char)**at))
        (*at)++;
}

static bool skip_word(const char **at, const char *word)
{
    skip_space(at);
    if (strncasecmp(*at, word, strlen(word)) != 0)
        return false;
    *at += strlen(word);
    return true;
}

// At most two digits; -1 if there is none.
static int number(const char **at)
{
    int value = -1, digits = 0;
    for (skip_space(at); isdigit((unsigned char)**at) && digits < 2; digits++, (*at)++)
        value = (value < 0 ? 0 : value * 10) + **at - '0';
    return isdigit((unsigned char)**at) ? -1 : value;
}

// "8", "08:30", "8.30", "8h30", "6 pm": minutes since midnight, or -1.
static int time_of_day(const char **at)
{
    int hour = number(at), minute = 0;
    if (hour < 0)
        return -1;
    if ((**at == ':' || **at == '.' || **at == 'h') && isdigit((unsigned char)(*at)[1])) {
        (*at)++;
        minute = number(at);
    }
    bool morning = skip_word(at, "am"), evening = !morning && skip_word(at, "pm");
    if ((morning || evening) && (hour < 1 || hour > 12))
        return -1;
    if (morning || evening)
        hour = hour % 12 + (evening ? 12 : 0);
    int time = hour * 60 + minute;
    return minute < 0 || minute > 59 || time > HOURS_DAY_MINUTES ? -1 : time;
}

static bool skip_dash(const char **at)
{
    return skip_word(at, "-") || skip_word(at, "\xe2\x80\x93") || skip_word(at, "to");
}

static bool whole(const char *text, const char *word)
{
    if (!skip_word(&text, word))
        return false;
    skip_space(&text);
    return !*text;
}

bool hours_read(const char *text, struct hours_day *day)
{
    *day = (struct hours_day){0};
    if (whole(text, "closed"))
        return true;
    if (whole(text, "open")) {
        *day = (struct hours_day){.to = {HOURS_DAY_MINUTES}, .spans = 1};
        return true;
    }
    do {
        if (day->spans == HOURS_SPANS_MOST)
            return false;
        int from = time_of_day(&text);
        int to = from >= 0 && skip_dash(&text) ? time_of_day(&text) : -1;
        if (to <= from || from < 0)
            return false;
        day->from[day->spans] = from;
        day->to[day->spans++] = to;
    } while (skip_word(&text, ",") || skip_word(&text, "and"));
    skip_space(&text);
    return !*text;
}

bool hours_open(const struct hours_day *day, int minute)
{
    for (size_t i = 0; i < day->spans; i++)
        if (minute >= day->from[i] && minute < day->to[i])
            return true;
    return false;
}
