// What comes with a staff folder that was filled by other means than an editor: a list of hashes of
// every file, a first set with mistakes, names as a Mac writes them.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "manifest.h"
#include "publish_box.h"
#include "str.h"

#define WHY "content/knees/questions/why.md"

// As people make it in the folder: every file is listed, hidden ones and the list itself too.
static void write_sums(const struct staff *staff)
{
    char *command = str_format("cd '%s' && find . -type f -exec sha256sum {} + > list && "
                               "find . -name list -exec sha256sum {} + | "
                               "sed s/list/SHA256SUMS/ >> list && mv list SHA256SUMS",
                               staff->box.folder);
    assert_int_equal(system(command), 0);
    free(command);
}

static void a_list_may_name_itself_and_what_is_not_shown(void **state)
{
    (void)state;
    struct staff staff = staff_make();
    box_write(&staff.box, "SHA256SUMS", "the list of another day\n");
    box_write(&staff.box, "letter.txt", "Dear kiosk");
    box_write(&staff.box, "content/.DS_Store", "left behind");
    box_write(&staff.box, "content/knees/notes.psd", "a kind that is not shown");
    box_write(&staff.box, "content/knees/stretches/heel.mp4", "a film beside the pages");
    write_sums(&staff);
    assert_int_equal(staff_publish(&staff, "9 accepted"), REPORT_PUBLISHED);
    assert_shown(&staff, "videos/knees/stretches/heel.mp4", "a film");
    // Left behind, it says which way out there is.
    box_change(&staff.box, "content/knees/prevention.md", "Walk a little", "Walk a lot");
    assert_int_equal(staff_publish(&staff, "content/knees/prevention.md is not yet as SHA256SUMS "
                                           "says, and the old set stays: copy it again, or delete "
                                           "SHA256SUMS from the folder"),
                     REPORT_FAILED);
    box_remove(&staff.box, "SHA256SUMS");
    staff_publish(&staff, "1 accepted");
    // What is left out is held to the list as well: it may be a page that is still to get its name.
    write_sums(&staff);
    box_write(&staff.box, "content/knees/notes.psd", "a kind that is");
    assert_int_equal(staff_publish(&staff, NULL), REPORT_FAILED);
    staff_destroy(&staff);
}

static void a_first_set_with_a_broken_clinic_leaves_none_behind(void **state)
{
    (void)state;
    struct staff staff = staff_make();
    box_write(&staff.box, "content/clinic.yaml",
              "languages: [en]\nemergency_number: 112\npapr: a4\n");
    assert_int_equal(staff_publish(&staff, NULL), REPORT_PUBLISHED);
    char *path = str_format("%s/clinic.yaml", staff.state);
    assert_false(file_exists(path));
    box_change(&staff.box, "content/clinic.yaml", "papr", "paper");
    assert_int_equal(staff_publish(&staff, "1 accepted"), REPORT_PUBLISHED);
    assert_true(file_exists(path));
    free(path);
    staff_destroy(&staff);
}

// "Ü" and "é" as a Mac writes them into names, a letter and a mark, and as everybody else types them.
#define MAC_FILM   "U\u0308bung de\u0301butant"
#define TYPED_FILM "\u00DCbung d\u00E9butant"

static void a_name_as_a_mac_writes_it_meets_the_page_that_speaks_of_it(void **state)
{
    (void)state;
    static const char *const spoken[] = {TYPED_FILM, MAC_FILM};
    for (size_t i = 0; i < 2; i++) {
        struct staff staff = staff_make();
        box_write(&staff.box, "content/knees/stretches/" MAC_FILM ".mp4", "a film");
        box_write(&staff.box, "content/knees/stretches/" TYPED_FILM ".en.vtt",
                  "WEBVTT\n\n00:00.000 --> 00:01.000\nStand tall.\n");
        box_write(&staff.box, "content/knees/pictures/" MAC_FILM ".svg", "<svg/>");
        char *line = str_format("video: %s.mp4", spoken[i]);
        box_change(&staff.box, "content/knees/stretches/bend.md", "video: bend.webm", line);
        line[strlen(line) - strlen("mp4")] = 0;
        char *picture = str_format("any_of:\n      - Blood | %ssvg", line + strlen("video: "));
        box_change(&staff.box, "content/knees/warning-signs.md", "any_of:", picture);
        staff_publish(&staff, "11 accepted");
        struct store_set set = store_shown(staff.state, "", "");
        struct library *library =
            library_load(&(struct library_options){.content = set.content, .videos = set.videos});
        const struct topic *topic = library_topic(library, "knees", "en");
        assert_int_equal(topic->exercises_count, 1); // no second one without its page
        assert_string_equal(topic->exercises[0].video, "knees/stretches/" TYPED_FILM ".mp4");
        assert_string_equal(topic->exercises[0].poster, "knees/stretches/" TYPED_FILM ".jpg");
        assert_int_equal(topic->exercises[0].cues_count, 1);
        assert_no_errors(library);
        library_destroy(library);
        store_set_destroy(&set);
        free(picture);
        free(line);
        // It is the same to the list of hashes, and when it cannot be taken any more.
        write_sums(&staff);
        box_change(&staff.box, "content/knees/prevention.md", "Walk a little", "Walk daily");
        write_sums(&staff);
        staff_publish(&staff, "1 accepted");
        staff_destroy(&staff);
    }
}

// The film lies among the stretches, the page among the exercises for strength.
static void a_film_in_the_other_folder_is_not_shown_without_its_page(void **state)
{
    (void)state;
    struct staff staff = staff_make();
    box_write(&staff.box, "content/knees/stretches/Film.mp4", "a film");
    box_write(&staff.box, "content/knees/strengthening/lift.md",
              "---\ntitle: Lift\nreviewed_by: A. Tester\nvideo: Film.mp4\nsteps: [{text: Lift}]\n"
              "precautions: [Bad back? Ask first.]\n---\n");
    staff_publish(&staff, "10 accepted");
    struct store_set set = store_shown(staff.state, "", "");
    struct library *library =
        library_load(&(struct library_options){.content = set.content, .videos = set.videos});
    const struct topic *topic = library_topic(library, "knees", "en");
    assert_int_equal(topic->exercises_count, 2);
    assert_null(topic_exercise(topic, "Film"));
    assert_string_equal(topic_exercise(topic, "lift")->video, "knees/stretches/Film.mp4");
    library_destroy(library);
    store_set_destroy(&set);
    staff_destroy(&staff);
}

static void a_film_of_the_other_side_belongs_to_its_page(void **state)
{
    (void)state;
    static const struct {
        const char *right, *left, *found; // `found`: below videos
    } places[] = {
        {"content/knees/stretches/", "content/knees/stretches/", "knees/stretches/Left.mp4"},
        {"videos/", "content/knees/stretches/", "knees/stretches/Left.mp4"},
        {"content/knees/stretches/", "content/knees/strengthening/",
         "knees/strengthening/Left.mp4"},
        {"content/knees/stretches/", "videos/", "Left.mp4"},
    };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct staff staff = staff_make();
        char *right = str_format("%sRight.mp4", places[i].right);
        char *left = str_format("%sLeft.mp4", places[i].left);
        box_write(&staff.box, right, "a film");
        box_write(&staff.box, left, "another");
        box_change(&staff.box, "content/knees/stretches/bend.md", "video: bend.webm",
                   "video: Right.mp4\neach_side: yes\nother_side: Left.mp4");
        staff_publish(&staff, "10 accepted");
        struct store_set set = store_shown(staff.state, "", "");
        struct library *library =
            library_load(&(struct library_options){.content = set.content, .videos = set.videos});
        const struct topic *topic = library_topic(library, "knees", "en");
        assert_int_equal(topic->exercises_count, 1);
        assert_int_equal(topic->exercises[0].other_side, OTHER_SIDE_VIDEO);
        assert_string_equal(topic->exercises[0].other_side_video, places[i].found);
        library_destroy(library);
        store_set_destroy(&set);
        free(left);
        free(right);
        staff_destroy(&staff);
    }
}

static void one_name_in_two_forms_is_one_file(void **state)
{
    (void)state;
    static const char refused[] =
        "1 accepted, 1 refused: " TYPED_FILM ".mp4: another file has this "
        "name, written in another way: remove one of the two";
    struct staff staff = staff_make();
    box_write(&staff.box, "videos/" MAC_FILM ".mp4", "a film");
    staff_publish(&staff, "9 accepted");
    box_write(&staff.box, "videos/" TYPED_FILM ".mp4", "another");
    box_change(&staff.box, "content/knees/prevention.md", "Walk a little", "Walk daily");
    staff_publish(&staff, refused);
    assert_shown(&staff, "videos/" TYPED_FILM ".mp4", "a film");
    char *first = store_path(staff.state, 1, "");
    assert_true(manifest_true(first)); // a set is never written into, not even through a link
    free(first);
    box_remove(&staff.box, "videos/" MAC_FILM ".mp4");
    staff_publish(&staff, "1 accepted");
    assert_shown(&staff, "videos/" TYPED_FILM ".mp4", "another");
    staff_destroy(&staff);
}

static void a_second_ending_takes_no_page_away(void **state)
{
    (void)state;
    struct staff staff = staff_make();
    staff_publish(&staff, "8 accepted");
    staff_move(&staff, "content/knees/prevention.md", "content/knees/prevention.md.txt");
    staff_publish(&staff, NULL);
    assert_shown(&staff, "content/knees/prevention.md", "Walk a little");
    struct report report;
    assert_true(report_read(staff.state, &report));
    assert_int_equal(report.refused_count, 1);
    assert_true(report.refused[0].kept);
    report_destroy(&report);
    staff_destroy(&staff);
}

// As old programs and cameras write it. Of films and of pictures that pages name it stays.
static void an_ending_in_capitals_is_the_same_ending(void **state)
{
    (void)state;
    struct staff staff = staff_make();
    box_write(&staff.box, "videos/bend.jpg", "a still");
    staff_publish(&staff, "9 accepted");
    staff_move(&staff, "content/knees/stretches/bend.md", "content/knees/stretches/bend.MD");
    staff_move(&staff, "content/clinic.yaml", "content/clinic.YAML");
    staff_move(&staff, "videos/bend.en.vtt", "videos/bend.en.VTT");
    staff_move(&staff, "videos/bend.jpg", "videos/bend.JPG");
    assert_int_equal(staff_publish(&staff, NULL), REPORT_UNCHANGED);
    box_change(&staff.box, "content/knees/stretches/bend.MD", "Knee bend", "Deep bend");
    staff_publish(&staff, "1 accepted");
    // What is wrong with it: the last good one is found.
    char *long_text = mem_make(70 * 1024, 1);
    memset(long_text, 'x', 70 * 1024 - 1);
    box_write(&staff.box, "content/knees/stretches/bend.MD", long_text);
    free(long_text);
    box_write(&staff.box, "content/knees/stretches/Step.MOV", "a film");
    assert_int_equal(staff_publish(&staff, NULL), REPORT_PUBLISHED);
    box_write(&staff.box, "content/knees/stretches/step.md",
              "---\ntitle: Step\nreviewed_by: A. Tester\nvideo: Step.MOV\n"
              "steps: [{text: Step}]\n---\n");
    staff_publish(&staff, NULL);
    struct store_set set = store_shown(staff.state, "", "");
    struct library *library =
        library_load(&(struct library_options){.content = set.content, .videos = set.videos});
    const struct topic *topic = library_topic(library, "knees", "en");
    const struct exercise *bend = topic_exercise(topic, "bend");
    assert_string_equal(bend->page.title, "Deep bend");
    assert_int_equal(bend->cues_count, 1);
    assert_string_equal(bend->poster, "bend.jpg");
    assert_string_equal(library->clinic.emergency_number, "112");
    assert_string_equal(topic_exercise(topic, "step")->video, "knees/stretches/Step.MOV");
    library_destroy(library);
    store_set_destroy(&set);
    staff_destroy(&staff);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_may_name_itself_and_what_is_not_shown),
        cmocka_unit_test(a_name_as_a_mac_writes_it_meets_the_page_that_speaks_of_it),
        cmocka_unit_test(a_film_in_the_other_folder_is_not_shown_without_its_page),
        cmocka_unit_test(a_film_of_the_other_side_belongs_to_its_page),
        cmocka_unit_test(one_name_in_two_forms_is_one_file),
        cmocka_unit_test(a_second_ending_takes_no_page_away),
        cmocka_unit_test(an_ending_in_capitals_is_the_same_ending),
        cmocka_unit_test(a_first_set_with_a_broken_clinic_leaves_none_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
