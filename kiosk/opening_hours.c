// Opening hours against the clock. Pure; main thread.
#include "opening_hours.h"

#include <stdlib.h>

#include "hours.h"

enum { PLAUSIBLE_YEARS = 10 };

// KIOSK_BUILT is the day of the build, "2026-11-28".
static bool plausible(time_t now)
{
    struct tm built = {0};
    if (!strptime(KIOSK_BUILT, "%Y-%m-%d", &built))
        return false;
    time_t from = timegm(&built);
    built.tm_year += PLAUSIBLE_YEARS;
    return now >= from && now < timegm(&built);
}

bool opening_closed(const struct clinic *clinic, time_t now)
{
    struct tm local;
    struct hours_day day;
    if (!plausible(now) || !localtime_r(&now, &local))
        return false;
    const char *said = clinic->hours[local.tm_wday];
    return said && hours_read(said, &day) && !hours_open(&day, local.tm_hour * 60 + local.tm_min);
}
