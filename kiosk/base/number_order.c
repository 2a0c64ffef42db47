// Where a number inside Arabic needs the left-to-right mark. Any thread.
#include "number_order.h"

#include <stdbool.h>
#include <string.h>

#include "str.h"

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool latin(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// From the number at `at`: the end of its digits, with what joins them ("3.5", "10-15",
// "2026-11-21"): they keep their order as one, or not at all.
static const char *number_end(const char *at)
{
    while (digit(*at) || (*at && strchr(".,:-/", *at) && digit(at[1])))
        at++;
    return at;
}

// What may stand between a number and what belongs to it.
static bool belongs(const char *after)
{
    if (latin(*after) || *after == '%')
        return true;
    size_t gap = strspn(after, " ()+");
    return gap && (digit(after[gap]) || latin(after[gap]));
}

char *numbers_in_order(const char *words)
{
    static const char mark[] = "\xE2\x80\x8E";
    struct strbuf made = {0};
    strbuf_add(&made, "");
    bool kept = false; // inside something that the mark or a Latin letter already keeps in order
    for (const char *at = words; *at;) {
        bool plus = *at == '+' && digit(at[1]);
        if (digit(*at) || plus) {
            const char *end = number_end(at + plus);
            if (!kept && (plus || belongs(end)))
                strbuf_add(&made, mark);
            kept = kept || plus || belongs(end);
            strbuf_add_part(&made, at, (size_t)(end - at));
            at = end;
            continue;
        }
        kept = latin(*at) || (kept && *at && strchr(" ()%", *at));
        strbuf_add_part(&made, at++, 1);
    }
    return made.text;
}
