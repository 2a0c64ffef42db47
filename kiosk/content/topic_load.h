#pragma once
// One topic folder becomes one struct topic per language.

#include <stdbool.h>

#include "library.h"
#include "reading.h"

// Fills made[0] to made[languages_count - 1], one for each language of the clinic. False if the
// topic cannot be shown; what is wrong has been told and `made` is zeroed. `last_good` may be NULL.
__attribute__((warn_unused_result)) bool topic_load(struct reading *reading, const char *id,
                                                    const struct library *last_good,
                                                    struct topic *made);
void topic_destroy(struct topic *topic); // accepts zeroed
