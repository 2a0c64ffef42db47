// Stands in for the content floor's two functions that the page uses. Weak, so that the real ones
// win.
#include <string.h>

#include "library.h"
#include "str.h"

__attribute__((weak)) char *exercise_dose(const struct exercise *exercise, const char *language)
{
    (void)language;
    struct strbuf dose = {0};
    strbuf_format(&dose, "Hold %d seconds. Do it %d times.", exercise->hold_s, exercise->reps);
    if (exercise->sets > 1)
        strbuf_format(&dose, " %d sets.", exercise->sets);
    return dose.text;
}

__attribute__((weak)) const struct topic *library_topic(const struct library *library,
                                                        const char *topic_id, const char *language)
{
    for (size_t row = 0; row < library->clinic.languages_count; row++)
        for (size_t i = 0; i < library->topics_count; i++)
            if (str_equal(library->clinic.languages[row], language) &&
                str_equal(library->topics[row][i].page.id, topic_id))
                return &library->topics[row][i];
    return NULL;
}
