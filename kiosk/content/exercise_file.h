#pragma once
// One exercise page, its video's poster and its captions.

#include "library.h"
#include "page_file.h"

extern const struct schema exercise_schema; // struct exercise without its cues
extern const struct page_kind exercise_kind_of_page;

// The page that an exercise was filled from; root is NULL for a video without one.
struct exercise_source {
    const char *topic; // folder of the topic
    const char *shown; // its file in problems
    const struct value *root;
};
// What the videos folder knows beside the page: poster and captions in the page's language. What is
// wrong there is told in `problems`. False if a mark of the page lies past the end of its video.
__attribute__((warn_unused_result)) bool exercise_add_files(struct reading *reading,
                                                            const struct exercise_source *source,
                                                            struct exercise *exercise);
// A video that staff dropped into the topic without a page: its file name is its title. `video` is
// below the videos folder.
struct exercise exercise_dropped(const struct page *topic, const char *id, const char *video);
void exercise_destroy(struct exercise *exercise); // accepts zeroed
