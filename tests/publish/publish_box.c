// A staff folder and a state folder of a test's own.
#include "publish_box.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "disk.h"
#include "str.h"

struct staff staff_make(void)
{
    struct staff staff = {.box = box_make()};
    box_remove(&staff.box, "videos/bend.jpg"); // the publisher makes it
    staff.state = str_format("%s-state", staff.box.folder);
    return staff;
}

void staff_destroy(struct staff *staff)
{
    disk_remove_tree(staff->state);
    free(staff->state);
    box_destroy(&staff->box);
}

static char *answer(void *context, struct publish_video *videos, size_t count)
{
    struct staff *staff = context;
    for (size_t i = 0; i < count; i++) {
        staff->videos_asked++;
        videos[i].playable = !staff->unplayable || !strstr(videos[i].path, staff->unplayable);
        videos[i].w = 1280;
        videos[i].h = 720;
        videos[i].duration_ms = 8000;
        if (!videos[i].playable)
            videos[i].problem = str_copy("the file is incomplete");
        if (videos[i].want_still && videos[i].playable) {
            videos[i].still = str_copy("a still");
            videos[i].still_bytes = strlen("a still");
        }
    }
    return NULL;
}

struct publish_options staff_options(struct staff *staff)
{
    return (struct publish_options){.state = staff->state,
                                    .staff = staff->box.folder,
                                    .check_videos = answer,
                                    .context = staff};
}

static enum report_outcome publish_with(const struct publish_options *options, const char *sentence)
{
    struct report report;
    assert_int_equal(publish(options, &report), PUBLISH_DONE);
    char *said = report_sentence(&report);
    if (sentence)
        assert_string_equal(said, sentence);
    free(said);
    enum report_outcome outcome = report.outcome;
    report_destroy(&report);
    return outcome;
}

void staff_move(const struct staff *staff, const char *from, const char *to)
{
    char *old = str_format("%s/%s", staff->box.folder, from);
    char *new = str_format("%s/%s", staff->box.folder, to);
    assert_int_equal(rename(old, new), 0);
    free(new);
    free(old);
}

enum report_outcome staff_publish(struct staff *staff, const char *sentence)
{
    struct publish_options options = staff_options(staff);
    return publish_with(&options, sentence);
}

enum report_outcome staff_publish_smaller(struct staff *staff)
{
    struct publish_options options = staff_options(staff);
    options.accept_smaller = true;
    return publish_with(&options, NULL);
}

char *staff_shown(const struct staff *staff, const char *file)
{
    struct store_set set = store_shown(staff->state, "", "");
    char *path = store_path(staff->state, set.number, file), *text = NULL;
    if (!file_read(path, 1 << 20, &text, NULL))
        text = NULL;
    free(path);
    store_set_destroy(&set);
    return text;
}

void assert_shown(const struct staff *staff, const char *file, const char *part)
{
    char *text = staff_shown(staff, file);
    if (!part) {
        assert_null(text);
        return;
    }
    assert_non_null(text);
    if (!strstr(text, part))
        fail_msg("%s holds: %s", file, text);
    free(text);
}
