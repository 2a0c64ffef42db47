// What must not go off the screen unasked: the check for warning signs in any language, a topic, what
// somebody answers for.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "publish_box.h"
#include "str.h"

#define SIGNS   "content/knees/warning-signs.md"
#define SPANISH "content/knees/warning-signs.es.md"
#define TOPIC   "content/knees/topic.md"
#define UNTIL   ": the old set stays until staff say that this is meant"

// A set in two languages that is shown.
static struct staff published(void)
{
    struct staff staff = staff_make();
    box_write(&staff.box, "content/clinic.yaml", "languages: [en, es]\nemergency_number: 112\n");
    box_write(&staff.box, SPANISH, box_spanish_signs);
    assert_int_equal(staff_publish(&staff, "9 accepted"), REPORT_PUBLISHED);
    return staff;
}

// How many questions the check of the set that is shown has, as the kiosk reads it; -1: no such topic.
static int asked(const struct staff *staff, const char *id, const char *language)
{
    struct store_set set = store_shown(staff->state, "", "");
    struct library *library =
        library_load(&(struct library_options){.content = set.content, .videos = set.videos});
    const struct topic *topic = library_topic(library, id, language);
    int count = topic ? (int)topic->checklist.questions_count : -1;
    library_destroy(library);
    store_set_destroy(&set);
    return count;
}

static void an_english_edit_keeps_the_check_in_every_language(void **state)
{
    (void)state;
    struct staff staff = published();
    box_change(&staff.box, SIGNS, "id: again", "id: returns");
    assert_int_equal(staff_publish(&staff, NULL), REPORT_UNCHANGED);
    assert_shown(&staff, SIGNS, "id: again");
    assert_int_equal(asked(&staff, "knees", "en"), 3);
    assert_int_equal(asked(&staff, "knees", "es"), 3);
    struct report report;
    assert_true(report_read(staff.state, &report));
    assert_int_equal(report.refused_count, 2);
    assert_string_equal(report.refused[0].file, "knees/warning-signs.es.md");
    assert_string_equal(report.refused[1].file, "knees");
    assert_string_equal(report.refused[1].text, "the check for warning signs would be off in the "
                                                "language \"es\": the last good one stays");
    assert_true(report.refused[0].kept && report.refused[1].kept);
    report_destroy(&report);
    // The same in the other language: taken.
    box_change(&staff.box, SPANISH, "id: again", "id: returns");
    staff_publish(&staff, "2 accepted");
    assert_shown(&staff, SIGNS, "id: returns");
    assert_int_equal(asked(&staff, "knees", "es"), 3);
    // A language that is not offered any more has no say.
    box_change(&staff.box, "content/clinic.yaml", "[en, es]", "[en]");
    box_change(&staff.box, SIGNS, "id: returns", "id: again");
    staff_publish(&staff, "2 accepted");
    assert_int_equal(asked(&staff, "knees", "en"), 3);
    // Nor has one that is new, though nobody has signed it yet.
    box_change(&staff.box, SPANISH, "translated_by: A. Tester", "translated_by:");
    box_change(&staff.box, SPANISH, "id: returns", "id: again");
    box_change(&staff.box, "content/clinic.yaml", "[en]", "[en, es]");
    staff_publish(&staff, "2 accepted");
    assert_int_equal(asked(&staff, "knees", "en"), 3);
    staff_destroy(&staff);
}

static void many_checks_are_kept_at_once(void **state)
{
    (void)state;
    enum { MANY = 9 };
    struct staff staff = published();
    char *topic = staff_shown(&staff, TOPIC), *signs = staff_shown(&staff, SIGNS);
    static const char *const parts[] = {"topic.md", "warning-signs.md", "warning-signs.es.md",
                                        "pictures/chest.svg"};
    const char *texts[] = {topic, signs, box_spanish_signs, "<svg/>"};
    for (int i = 0; i < MANY; i++)
        for (size_t part = 0; part < sizeof parts / sizeof *parts; part++) {
            char *file = str_format("content/knees-%d/%s", i, parts[part]);
            char *title = str_format("title: Sore knees %d", i);
            box_write(&staff.box, file, texts[part]);
            if (part == 0)
                box_change(&staff.box, file, "title: Sore knees", title);
            free(title);
            free(file);
        }
    staff_publish(&staff, "36 accepted");
    for (int i = 0; i < MANY; i++) {
        char *file = str_format("content/knees-%d/warning-signs.md", i);
        box_change(&staff.box, file, "id: again", "id: returns");
        free(file);
    }
    assert_int_equal(staff_publish(&staff, NULL), REPORT_UNCHANGED); // not held: each is kept
    for (int i = 0; i < MANY; i++) {
        char *id = str_format("knees-%d", i);
        assert_int_equal(asked(&staff, id, "es"), 3);
        free(id);
    }
    free(signs);
    free(topic);
    staff_destroy(&staff);
}

static void hold(struct staff *staff, const char *file, const char *old, const char *new,
                 const char *sentence)
{
    box_change(&staff->box, file, old, new);
    assert_int_equal(staff_publish(staff, sentence), REPORT_HELD);
    assert_int_equal(asked(staff, "knees", "en"), 3);
    assert_int_equal(asked(staff, "knees", "es"), 3);
    box_change(&staff->box, file, new, old);
    staff_publish(staff, NULL);
}

static void a_signature_is_not_lost_unasked(void **state)
{
    (void)state;
    struct staff staff = published();
    hold(&staff, TOPIC, "reviewed_by: A. Tester", "reviewed_by:",
         "the topic \"knees\" would go off, because nobody has signed its topic.md" UNTIL);
    hold(&staff, SIGNS, "reviewed_by: A. Tester", "reviewed_by:",
         "the check for warning signs of \"knees\" would go off in the language \"en\", because "
         "nobody has signed it" UNTIL);
    hold(&staff, SPANISH, "translated_by: A. Tester", "translated_by:",
         "the check for warning signs of \"knees\" would go off in the language \"es\", because "
         "nobody has signed it" UNTIL);
    // It is meant.
    box_change(&staff.box, SIGNS, "reviewed_by: A. Tester", "reviewed_by:");
    assert_int_equal(staff_publish(&staff, NULL), REPORT_HELD);
    assert_int_equal(staff_publish_smaller(&staff), REPORT_PUBLISHED);
    assert_int_equal(asked(&staff, "knees", "en"), 0);
    // What was off already holds nothing up.
    box_change(&staff.box, SIGNS, "ask: Did it pop?", "ask: Did it crack?");
    staff_publish(&staff, "1 accepted");
    staff_destroy(&staff);
}

static void only_what_was_held_is_taken_over(void **state)
{
    (void)state;
    struct staff staff = published();
    struct publish_options options = staff_options(&staff);
    box_remove(&staff.box, "content/knees/prevention.md");
    box_remove(&staff.box, "content/knees/stretches/bend.md");
    assert_int_equal(staff_publish(&staff, "2 of 3 pages would vanish" UNTIL), REPORT_HELD);
    struct report report;
    assert_true(report_read(staff.state, &report));
    options.accept_held = report.tree; // staff say yes to what they have read
    report_destroy(&report);
    box_remove(&staff.box, SIGNS);
    assert_int_equal(publish(&options, &report), PUBLISH_DONE);
    assert_int_equal(report.outcome, REPORT_HELD);
    assert_string_equal(report.why, "the warning signs of \"knees\" would vanish" UNTIL);
    report_destroy(&report);
    assert_int_equal(asked(&staff, "knees", "es"), 3);
    // Held by now, and still not what they have read.
    assert_int_equal(publish(&options, &report), PUBLISH_DONE);
    assert_int_equal(report.outcome, REPORT_HELD);
    options.accept_held = report.tree;
    report_destroy(&report);
    assert_int_equal(publish(&options, &report), PUBLISH_DONE);
    assert_int_equal(report.outcome, REPORT_PUBLISHED);
    report_destroy(&report);
    assert_int_equal(asked(&staff, "knees", "es"), 0);
    staff_destroy(&staff);
}

static void a_topic_does_not_vanish_by_a_name(void **state)
{
    (void)state;
    struct staff staff = published();
    char *topic = staff_shown(&staff, TOPIC);
    box_write(&staff.box, "content/hips/topic.md", topic);
    box_write(&staff.box, "content/hips/prevention.md",
              "---\ntitle: Help\nreviewed_by: A. Tester\nsteps: [Walk.]\n---\n");
    box_change(&staff.box, "content/hips/topic.md", "before_questions: [pop]\n", "");
    box_change(&staff.box, "content/hips/topic.md", "Sore knees", "Sore hips");
    staff_publish(&staff, NULL);
    assert_int_equal(store_current(staff.state), 2);
    box_remove(&staff.box, TOPIC);
    box_write(&staff.box, "content/knees/Topic.md", topic);
    assert_int_equal(staff_publish(&staff, "the topic \"knees\" would vanish, because its topic.md "
                                           "is missing or renamed" UNTIL),
                     REPORT_HELD);
    assert_int_equal(asked(&staff, "knees", "en"), 3);
    box_write(&staff.box, TOPIC, topic);
    box_remove(&staff.box, "content/knees/Topic.md");
    staff_publish(&staff, NULL);
    // A folder that goes whole is meant.
    box_remove(&staff.box, "content/hips/topic.md");
    box_remove(&staff.box, "content/hips/prevention.md");
    assert_int_equal(staff_publish(&staff, "0 accepted, 2 removed"), REPORT_PUBLISHED);
    assert_int_equal(asked(&staff, "hips", "en"), -1);
    free(topic);
    staff_destroy(&staff);
}

static void copy_topic(const struct staff *staff, const char *to)
{
    char *command = str_format("cp -r '%s/content/knees' '%s/content/%s'", staff->box.folder,
                               staff->box.folder, to);
    assert_int_equal(system(command), 0);
    free(command);
}

static void a_copy_made_to_be_safe_is_not_shown(void **state)
{
    (void)state;
#define TOO                                                                                        \
    ", is called \"Sore knees\" too: give this one a title of its own, or move the copy out "      \
    "of the folder \"content\""
    struct staff staff = published();
    box_write(&staff.box, "content/knees/stretches/Lunge.mp4", "a film");
    staff_publish(&staff, "1 accepted");
    copy_topic(&staff, "a - Copy");
    box_change(&staff.box, "content/knees/prevention.md", "Walk a little", "Walk daily");
    assert_int_equal(staff_publish(&staff, "1 accepted, 1 refused: a - Copy: another topic, in the "
                                           "folder \"knees\"" TOO),
                     REPORT_PUBLISHED);
    assert_int_equal(asked(&staff, "knees", "es"), 3);
    assert_int_equal(asked(&staff, "a - Copy", "en"), -1);
    assert_shown(&staff, "videos/a - Copy/stretches/Lunge.mp4", NULL);
    struct store_set set = store_shown(staff.state, "", "");
    struct library *library =
        library_load(&(struct library_options){.content = set.content, .videos = set.videos});
    for (size_t i = 0; i < library->problems.count; i++)
        assert_false(str_starts(library->problems.list[i].file, "a - Copy"));
    library_destroy(library);
    store_set_destroy(&set);
    // With a title of its own it is a topic, and may not take the other's later.
    box_change(&staff.box, "content/a - Copy/topic.md", "title: Sore knees", "title: Sore hips");
    assert_int_equal(staff_publish(&staff, NULL), REPORT_PUBLISHED);
    assert_int_equal(asked(&staff, "a - Copy", "en"), 3);
    box_change(&staff.box, "content/a - Copy/topic.md", "title: Sore hips", "title: sore Knees");
    assert_int_equal(staff_publish(&staff, "0 accepted, 1 refused: topic.md: another topic, in the "
                                           "folder \"knees\"" TOO),
                     REPORT_UNCHANGED);
    assert_shown(&staff, "content/a - Copy/topic.md", "Sore hips");
    staff_destroy(&staff);
    // In a first set the plainer name is the topic.
    staff = staff_make();
    copy_topic(&staff, "Copy of knees");
    staff_publish(&staff, "8 accepted, 1 refused: Copy of knees: another topic, in the folder "
                          "\"knees\"" TOO);
    assert_int_equal(asked(&staff, "knees", "en"), 3);
    staff_destroy(&staff);
#undef TOO
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_english_edit_keeps_the_check_in_every_language),
        cmocka_unit_test(many_checks_are_kept_at_once),
        cmocka_unit_test(a_signature_is_not_lost_unasked),
        cmocka_unit_test(only_what_was_held_is_taken_over),
        cmocka_unit_test(a_topic_does_not_vanish_by_a_name),
        cmocka_unit_test(a_copy_made_to_be_safe_is_not_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
