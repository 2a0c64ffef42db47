// The machine's calendar. Any thread.
#include "day.h"

enum { PLAUSIBLE_YEARS = 10 };

// KIOSK_BUILT is the day of the build, "2026-11-28".
bool day_plausible(time_t now)
{
    struct tm built = {0};
    if (!strptime(KIOSK_BUILT, "%Y-%m-%d", &built))
        return false;
    time_t from = timegm(&built);
    built.tm_year += PLAUSIBLE_YEARS;
    return now >= from && now < timegm(&built);
}

void day_of(time_t when, char day[DAY_LETTERS])
{
    struct tm local;
    if (!localtime_r(&when, &local) || !strftime(day, DAY_LETTERS, "%Y-%m-%d", &local))
        day[0] = 0;
}
