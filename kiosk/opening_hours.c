// Opening hours against the clock. Pure; main thread.
#include "opening_hours.h"

#include "day.h"
#include "hours.h"

bool opening_closed(const struct clinic *clinic, time_t now)
{
    struct tm local;
    struct hours_day day;
    if (!day_plausible(now) || !localtime_r(&now, &local))
        return false;
    const char *said = clinic->hours[local.tm_wday];
    return said && hours_read(said, &day) && !hours_open(&day, local.tm_hour * 60 + local.tm_min);
}
