// Films that staff take away, rename or misspell: an exercise goes with its page, never by a slip.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "publish_box.h"
#include "str.h"

#define BEND "content/knees/stretches/bend.md"
#define GONE                                                                                       \
    "this video is gone or has another name, and knees/stretches/bend.md needs it: put it back, "  \
    "write its new name into the page, or delete the page too"

static struct staff published(void)
{
    struct staff staff = staff_make();
    assert_int_equal(staff_publish(&staff, "8 accepted"), REPORT_PUBLISHED);
    return staff;
}

// The topic as patients see it. The caller destroys the library.
static struct library *load(const struct staff *staff, const struct topic **topic)
{
    struct store_set set = store_shown(staff->state, "", "");
    struct library *library =
        library_load(&(struct library_options){.content = set.content, .videos = set.videos});
    store_set_destroy(&set);
    *topic = library_topic(library, "knees", "en");
    assert_non_null(*topic);
    return library;
}

// `video` NULL: patients do not see the exercise.
static void assert_plays(const struct staff *staff, const char *id, const char *video)
{
    const struct topic *topic;
    struct library *library = load(staff, &topic);
    const struct exercise *exercise = topic_exercise(topic, id);
    if (video) {
        assert_non_null(exercise);
        assert_string_equal(exercise->video, video);
        assert_non_null(exercise->poster);
    } else {
        assert_null(exercise);
    }
    library_destroy(library);
}

static void a_film_that_is_gone_stays_while_its_page_does(void **state)
{
    (void)state;
    struct staff staff = published();
    box_remove(&staff.box, "videos/bend.webm");
    box_remove(&staff.box, "videos/bend.en.vtt");
    staff_publish(&staff, "0 accepted, 1 refused: bend.webm: " GONE);
    assert_plays(&staff, "bend", "bend.webm");
    assert_shown(&staff, "videos/bend.en.vtt", "Stand tall");
    struct report report;
    assert_true(report_read(staff.state, &report));
    assert_string_equal(report.refused[0].file, "videos/bend.webm");
    assert_true(report.refused[0].kept);
    report_destroy(&report);
    // Under another name it is another one; the page goes on with the one it had, and its words are
    // taken.
    box_write(&staff.box, "videos/bend (1).webm", "a film");
    box_change(&staff.box, BEND, "Knee bend", "Deep bend");
    assert_int_equal(staff_publish(&staff, "2 accepted, 1 refused: bend.webm: " GONE),
                     REPORT_PUBLISHED);
    assert_plays(&staff, "bend", "bend.webm");
    assert_shown(&staff, BEND, "Deep bend");
    box_change(&staff.box, BEND, "video: bend.webm", "video: bend (1).webm");
    assert_int_equal(staff_publish(&staff, "1 accepted"), REPORT_PUBLISHED);
    assert_plays(&staff, "bend", "bend (1).webm");
    assert_shown(&staff, "videos/bend.webm", NULL);
    staff_destroy(&staff);
}

static void a_film_goes_with_its_page(void **state)
{
    (void)state;
    struct staff staff = published();
    box_write(&staff.box, "content/knees/stretches/lunge.mp4", "a film");
    box_write(&staff.box, "content/knees/stretches/lunge.md",
              "---\ntitle: Lunge\nreviewed_by: A. Tester\nvideo: lunge.mp4\n"
              "steps: [{text: Lunge}]\n---\n");
    box_write(&staff.box, "content/knees/stretches/Alone.mp4", "a film");
    staff_publish(&staff, "3 accepted");
    assert_plays(&staff, "lunge", "knees/stretches/lunge.mp4");
    box_remove(&staff.box, "content/knees/stretches/lunge.mp4");
    box_remove(&staff.box, "content/knees/stretches/Alone.mp4"); // no page speaks of it
    staff_publish(&staff, "0 accepted, 1 removed, 1 refused: lunge.mp4: this video is gone or has "
                          "another name, and knees/stretches/lunge.md needs it: put it back, write "
                          "its new name into the page, or delete the page too");
    assert_plays(&staff, "lunge", "knees/stretches/lunge.mp4");
    assert_plays(&staff, "Alone", NULL);
    box_remove(&staff.box, "content/knees/stretches/lunge.md");
    staff_publish(&staff, "0 accepted, 1 removed");
    assert_plays(&staff, "lunge", NULL);
    assert_shown(&staff, "videos/knees/stretches/lunge.mp4", NULL);
    staff_destroy(&staff);
}

static void a_misspelt_film_keeps_the_old_page(void **state)
{
    (void)state;
    struct staff staff = published();
    box_change(&staff.box, BEND, "video: bend.webm", "video: Bend.webm");
    staff_publish(&staff, "0 accepted, 1 refused: bend.md line 4: the video \"Bend.webm\" is not "
                          "there: copy it into its folder, or correct the name");
    assert_plays(&staff, "bend", "bend.webm");
    box_change(&staff.box, BEND, "video: Bend.webm\n", "");
    staff_publish(&staff, "0 accepted, 1 refused: bend.md line 2: the line \"video:\" is gone: put "
                          "it back, or delete the page if patients shall not see this exercise any "
                          "more");
    assert_plays(&staff, "bend", "bend.webm");
    box_change(&staff.box, BEND, "title: Knee bend", "title: Deep bend\nvideo: bend.webm");
    assert_int_equal(staff_publish(&staff, "1 accepted"), REPORT_PUBLISHED);
    // A page that is new does not take a film away that was shown without one.
    box_write(&staff.box, "content/knees/stretches/lunge.mp4", "a film");
    staff_publish(&staff, "1 accepted");
    box_write(&staff.box, "content/knees/stretches/lunge.md",
              "---\ntitle: Lunge\nreviewed_by: A. Tester\nvideo: lung.mp4\n"
              "steps: [{text: Lunge}]\n---\n");
    staff_publish(&staff, "0 accepted, 1 refused: lunge.md line 4: the video \"lung.mp4\" is not "
                          "there: copy it into its folder, or correct the name");
    assert_plays(&staff, "lunge", "knees/stretches/lunge.mp4");
    staff_destroy(&staff);
}

static void a_page_that_waits_for_its_film_is_taken(void **state)
{
    (void)state;
    struct staff staff = published();
    box_write(&staff.box, "content/knees/stretches/lunge.md",
              "---\ntitle: Lunge\nreviewed_by: A. Tester\nvideo: lunge.mp4\n"
              "steps: [{text: Lunge}]\n---\n");
    assert_int_equal(staff_publish(&staff, "1 accepted"), REPORT_PUBLISHED);
    box_change(&staff.box, "content/knees/stretches/lunge.md", "text: Lunge", "text: Kneel");
    assert_int_equal(staff_publish(&staff, "1 accepted"), REPORT_PUBLISHED);
    const struct topic *topic;
    struct library *library = load(&staff, &topic);
    assert_null(topic_exercise(topic, "lunge")->video);
    bool told = false; // that they do not see it
    for (size_t i = 0; i < library->problems.count; i++)
        if (strstr(library->problems.list[i].text, "\"lunge.mp4\" is not there"))
            told = problem_hides(&library->problems.list[i]);
    assert_true(told);
    library_destroy(library);
    staff_destroy(&staff);
}

// Two captions, made worse in each of the ways that programs and half copies do.
static void captions_that_are_not_understood_replace_none(void **state)
{
    (void)state;
#define FIRST "WEBVTT\n\n00:00.000 --> 00:01.000\nStand tall.\n\n"
    static const char lost[] = "no caption of this file is understood, or it is empty: copy it "
                               "again, or write it like the file of another video";
    static const char file[] = "videos/bend.en.vtt",
                      good[] = FIRST "00:02.000 --> 00:03.000\nBend.\n";
    const struct {
        const char *text, *told;
        int line;
    } worse[] = {
        {"", lost, 0},
        {"hello", lost, 0},
        {"WEBVTT\n\n00:00.0", lost, 0},
        {FIRST "00:02.000 --> 0",
         "this time is not understood and its caption is left out: write it "
         "like 00:01.500 --> 00:04.000",
         6},
        {FIRST "00:02.0",
         "the file ends here in the middle of a caption, which is left out: copy it again", 6},
        {FIRST "00:02.000 --> 00:03.000\n",
         "this caption has no words and is left out: write them "
         "below its times",
         6},
    };
    struct staff staff = published();
    box_write(&staff.box, file, good);
    staff_publish(&staff, "1 accepted");
    for (size_t i = 0; i < sizeof worse / sizeof *worse; i++) {
        box_write(&staff.box, file, worse[i].text);
        assert_int_equal(staff_publish(&staff, NULL), REPORT_UNCHANGED);
        assert_shown(&staff, file, good);
        struct report report;
        assert_true(report_read(staff.state, &report));
        assert_int_equal(report.refused_count, 1);
        assert_string_equal(report.refused[0].file, file);
        assert_string_equal(report.refused[0].text, worse[i].told);
        assert_int_equal(report.refused[0].line, worse[i].line);
        assert_true(report.refused[0].kept);
        report_destroy(&report);
    }
    box_write(&staff.box, file, FIRST); // fewer, and whole
    assert_int_equal(staff_publish(&staff, "1 accepted"), REPORT_PUBLISHED);
    // New ones may have a fault: they are better than none.
    box_write(&staff.box, "videos/bend.es.vtt", FIRST "00:02.000 --> 0\n");
    assert_int_equal(staff_publish(&staff, "1 accepted"), REPORT_PUBLISHED);
    staff_destroy(&staff);
#undef FIRST
}

static void assert_told(const struct staff *staff, const char *file, const char *text)
{
    struct report report;
    bool told = false;
    assert_true(report_read(staff->state, &report));
    for (size_t i = 0; i < report.warnings_count; i++) {
        const struct report_line *line = &report.warnings[i];
        told = told || (str_equal(line->file, file) && str_equal(line->text, text));
        if (str_equal(line->file, file) && !told)
            print_error("%s\n", line->text);
    }
    assert_true(told);
    report_destroy(&report);
}

#define STRETCHES "content/knees/stretches/"
static void a_film_that_nobody_sees_is_told(void **state)
{
    (void)state;
    struct staff staff = published();
    box_write(&staff.box, STRETCHES "bend.mp4", "a better film");
    box_write(&staff.box, STRETCHES "Step up.mov", "a film");
    box_write(&staff.box, STRETCHES "Step up.mp4", "as MP4");
    box_write(&staff.box, "content/knees/strengthening/Step up.mp4", "another film");
    box_write(&staff.box, STRETCHES "lunge.md",
              "---\ntitle: Lunge\nreviewed_by: A. Tester\nsteps: [{text: Lunge}]\n---\n");
    box_write(&staff.box, STRETCHES "lunge.mp4", "a film");
    staff_publish(&staff, "6 accepted");
    assert_told(
        &staff, "knees/stretches/bend.mp4",
        "this video is not shown: a page shows \"bend.webm\". Write this name into that page, "
        "or remove one of the two");
    assert_told(&staff, "knees/stretches/Step up.mov",
                "this video is not shown: \"Step up.mp4\" is. Remove one of the two");
    assert_told(&staff, "knees/strengthening/Step up.mp4",
                "this video is not shown: another exercise of this topic has the same file name. "
                "Rename one of them");
    assert_told(&staff, "knees/stretches/lunge.mp4",
                "this video is not shown: the page lunge.md beside it does not name it. Write "
                "\"video: lunge.mp4\" into the page, or rename the video");
    assert_plays(&staff, "bend", "bend.webm");
    assert_plays(&staff, "Step up", "knees/stretches/Step up.mp4");
    box_write(&staff.box, STRETCHES "bend.webm", "a newer film");
    staff_publish(&staff, "1 accepted");
    assert_told(
        &staff, "knees/stretches/bend.webm",
        "this video is not shown: another one in \"videos\" has this name. Remove it, or rename "
        "this one and write its new name into the page");
    box_write(&staff.box, "videos/heel.mp4", "a film");
    box_write(&staff.box, "videos/toe.mp4", "a film");
    box_change(&staff.box, STRETCHES "bend.md", "hold: 30", "hold: thirty\nother_side: toe.mp4");
    staff_publish(&staff, NULL);
    assert_told(
        &staff, "videos/heel.mp4",
        "this video is not shown: no page names it. Write \"video: heel.mp4\" into the page of "
        "an exercise, or copy it into \"stretches\" or \"strengthening\" of a topic");
    struct report report; // and before what can wait
    assert_true(report_read(staff.state, &report));
    size_t first = 0;
    for (size_t i = 0; !str_starts(report.warnings[i].text, "this video has no text yet"); i++)
        first += str_starts(report.warnings[i].text, "this video is not shown");
    assert_int_equal(first, 6 + 1); // toe.mp4: the page that names it is refused
    report_destroy(&report);
    staff_destroy(&staff);
}

static void films_beyond_the_most_are_told(void **state)
{
    (void)state;
    struct staff staff = published();
    for (int i = 1; i <= 65; i++) { // and one with a page
        char *file = str_format(STRETCHES "Film %02d.mp4", i);
        box_write(&staff.box, file, "a film");
        free(file);
    }
    staff_publish(&staff, "65 accepted");
    static const char most[] =
        "this video is not shown: a topic shows at most 64 exercises. Remove what is not needed";
    assert_told(&staff, "knees/stretches/Film 64.mp4", most);
    assert_told(&staff, "knees/stretches/Film 65.mp4", most);
    assert_plays(&staff, "Film 63", "knees/stretches/Film 63.mp4");
    assert_plays(&staff, "Film 64", NULL);
    staff_destroy(&staff);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_film_that_is_gone_stays_while_its_page_does),
        cmocka_unit_test(a_film_goes_with_its_page),
        cmocka_unit_test(a_misspelt_film_keeps_the_old_page),
        cmocka_unit_test(a_page_that_waits_for_its_film_is_taken),
        cmocka_unit_test(a_film_that_nobody_sees_is_told),
        cmocka_unit_test(films_beyond_the_most_are_told),
        cmocka_unit_test(captions_that_are_not_understood_replace_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
