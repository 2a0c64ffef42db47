// The staff folder becomes a generation: what is good is taken, what is bad is refused with its
// sentence, and nothing of the last good state is lost.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hash.h"
#include "manifest.h"
#include "publish_box.h"
#include "str.h"

#define BEND  "content/knees/stretches/bend.md"
#define SIGNS "content/knees/warning-signs.md"
#define TOPIC "content/knees/topic.md"

static struct staff published(void)
{
    struct staff staff = staff_make();
    assert_int_equal(staff_publish(&staff, "8 accepted"), REPORT_PUBLISHED);
    return staff;
}

static void the_first_set(void **state)
{
    (void)state;
    struct staff staff = published();
    assert_int_equal(store_current(staff.state), 1);
    assert_shown(&staff, BEND, "Knee bend");
    assert_shown(&staff, "videos/bend.jpg", "a still");
    char *folder = store_path(staff.state, 1, "");
    assert_true(manifest_true(folder));
    struct manifest manifest;
    assert_true(manifest_read(folder, &manifest));
    assert_int_equal(manifest_video(&manifest, "bend.webm")->duration_ms, 8000);
    assert_int_equal(manifest.topics_count, 1);
    assert_true(manifest.topics[0].check);
    manifest_destroy(&manifest);
    free(folder);
    assert_int_equal(staff_publish(&staff, "nothing has changed"), REPORT_UNCHANGED);
    assert_int_equal(store_current(staff.state), 1);
    struct report report;
    assert_true(report_read(staff.state, &report));
    assert_int_equal(report.outcome, REPORT_PUBLISHED); // the last one that did something
    assert_int_equal(report.accepted, 8);
    report_destroy(&report);
    staff_destroy(&staff);
}

static void one_edit_copies_one_file(void **state)
{
    (void)state;
    struct staff staff = published();
    staff.videos_asked = 0;
    box_change(&staff.box, BEND, "Knee bend", "Deep knee bend");
    assert_int_equal(staff_publish(&staff, "1 accepted"), REPORT_PUBLISHED);
    assert_int_equal(staff.videos_asked, 0);
    assert_shown(&staff, BEND, "Deep knee bend");
    assert_shown(&staff, "videos/bend.jpg", "a still");
    char *old = store_path(staff.state, 1, TOPIC), *new = store_path(staff.state, 2, TOPIC);
    char *own = str_format("%s/%s", staff.box.folder, TOPIC);
    struct stat a, b, c;
    assert_int_equal(stat(old, &a) | stat(new, &b) | stat(own, &c), 0);
    assert_int_equal(a.st_ino, b.st_ino);     // linked from the generation before
    assert_int_not_equal(b.st_ino, c.st_ino); // never from the staff folder
    free(own);
    free(new);
    free(old);
    staff_destroy(&staff);
}

static void a_broken_page_keeps_its_last_good_version(void **state)
{
    (void)state;
    struct staff staff = published();
    box_change(&staff.box, BEND, "hold: 30", "hold: twenty");
    box_change(&staff.box, "content/knees/prevention.md", "Walk a little", "Walk a lot");
    staff_publish(&staff, "1 accepted, 1 refused: bend.md line 5: \"hold\" must be a whole number "
                          "of seconds, not \"twenty\"");
    assert_shown(&staff, BEND, "hold: 30");
    assert_shown(&staff, "content/knees/prevention.md", "Walk a lot");
    struct report report;
    assert_true(report_read(staff.state, &report));
    assert_true(report.refused_count == 1 && report.refused[0].kept && report.refused[0].line == 5);
    assert_string_equal(report.refused[0].file, "knees/stretches/bend.md");
    report_destroy(&report);
    // Still broken: said again with the next edit. Mended: taken.
    box_change(&staff.box, "content/knees/prevention.md", "Walk a lot", "Walk daily");
    staff_publish(&staff, "1 accepted, 1 refused: bend.md line 5: \"hold\" must be a whole number "
                          "of seconds, not \"twenty\"");
    box_change(&staff.box, BEND, "hold: twenty", "hold: 20");
    staff_publish(&staff, "1 accepted");
    assert_shown(&staff, BEND, "hold: 20");
    staff_destroy(&staff);
}

static void a_new_broken_page_is_left_out(void **state)
{
    (void)state;
    struct staff staff = published();
    box_write(&staff.box, "content/knees/stretches/new.md", "---\ntitle: New\n---\n");
    struct report report;
    struct publish_options options = staff_options(&staff);
    publish(&options, &report);
    assert_int_equal(report.refused_count, 1);
    assert_false(report.refused[0].kept);
    assert_string_equal(report.refused[0].file, "knees/stretches/new.md");
    report_destroy(&report);
    staff_destroy(&staff);
}

static void broken_warning_signs_keep_the_last_good_ones(void **state)
{
    (void)state;
    struct staff staff = published();
    box_change(&staff.box, SIGNS, "yes: emergency", "yes: perhaps");
    staff_publish(&staff, NULL);
    assert_shown(&staff, SIGNS, "yes: emergency");
    // A question that topic.md names goes: no single page is broken, the topic is.
    box_change(&staff.box, SIGNS, "yes: perhaps", "yes: emergency");
    box_change(&staff.box, SIGNS, "id: pop", "id: popped");
    staff_publish(&staff, NULL);
    assert_shown(&staff, SIGNS, "id: pop\n");
    staff_destroy(&staff);
}

static void a_broken_clinic_keeps_the_last_good_one(void **state)
{
    (void)state;
    struct staff staff = published();
    box_write(&staff.box, "content/clinic.yaml", "name: [\n");
    staff_publish(&staff, NULL);
    assert_shown(&staff, "content/clinic.yaml", "emergency_number: 112");
    box_remove(&staff.box, "content/clinic.yaml");
    staff_publish(&staff, NULL);
    assert_shown(&staff, "content/clinic.yaml", "emergency_number: 112");
    char *path = str_format("%s/clinic.yaml", staff.state), *text = NULL;
    assert_true(file_read(path, 4096, &text, NULL));
    assert_non_null(strstr(text, "emergency_number: 112"));
    free(text);
    free(path);
    // No set is whole any more: the installed content is shown, with the clinic's own number.
    path = store_path(staff.state, store_current(staff.state), "manifest");
    assert_int_equal(unlink(path), 0);
    free(path);
    path = store_path(staff.state, 1, "manifest");
    unlink(path);
    free(path);
    box_write(&staff.box, "content/clinic.yaml", "languages: [en]\nemergency_number: 999\n");
    struct store_set set = store_shown(staff.state, staff.box.content, staff.box.videos);
    assert_int_equal(set.number, 0);
    struct library *library = library_load(&(struct library_options){
        .content = set.content, .videos = set.videos, .clinic = set.clinic});
    assert_string_equal(library->clinic.emergency_number, "112");
    library_destroy(library);
    store_set_destroy(&set);
    staff_destroy(&staff);
}

static void a_folder_that_cannot_be_read_keeps_what_was_in_it(void **state)
{
    (void)state;
    struct staff staff = staff_make();
    box_write(&staff.box, "content/knees/questions/why.md", "---\ntitle: Why?\n---\nBecause.\n");
    staff_publish(&staff, "9 accepted");
    box_remove(&staff.box, "content/knees/questions/why.md");
    box_remove(&staff.box, "content/knees/questions");
    char *path = str_format("%s/content/knees/questions", staff.box.folder);
    assert_int_equal(symlink("/etc", path), 0); // for root no folder is closed; a link is, to all
    staff_publish(&staff,
                  "0 accepted, 1 refused: questions: this is a link: copy the file itself here");
    assert_shown(&staff, "content/knees/questions/why.md", "Because");
    assert_int_equal(unlink(path), 0);
    staff_publish(&staff, "0 accepted, 1 removed");
    assert_shown(&staff, "content/knees/questions/why.md", NULL);
    free(path);
    staff_destroy(&staff);
}

static void a_bad_video_is_refused(void **state)
{
    (void)state;
    struct staff staff = published();
    staff.unplayable = "knee.mp4";
    box_write(&staff.box, "videos/knee.mp4", "half of it");
    box_write(&staff.box, "videos/good.mp4", "all of it");
    staff_publish(&staff, "1 accepted, 1 refused: knee.mp4: the file is incomplete");
    assert_shown(&staff, "videos/good.mp4", "all of it");
    assert_shown(&staff, "videos/knee.mp4", NULL);
    // The same file is not looked at again, but spoken of.
    staff.videos_asked = 0;
    box_change(&staff.box, BEND, "Knee bend", "Deep knee bend");
    staff_publish(&staff, "1 accepted, 1 refused: knee.mp4: the file is incomplete");
    assert_int_equal(staff.videos_asked, 0);
    // A good one is overwritten by a bad one.
    staff.unplayable = "good.mp4";
    box_write(&staff.box, "videos/good.mp4", "a part");
    box_write(&staff.box, "videos/knee.mp4", "the whole of it");
    staff_publish(&staff, "1 accepted, 1 refused: good.mp4: the file is incomplete");
    assert_shown(&staff, "videos/good.mp4", "all of it");
    assert_shown(&staff, "videos/good.jpg", "a still"); // and its still with it
    assert_shown(&staff, "videos/knee.mp4", "the whole of it");
    box_change(&staff.box, BEND, "Deep knee bend", "Knee bend"); // while it is refused still
    staff_publish(&staff, "1 accepted, 1 refused: good.mp4: the file is incomplete");
    assert_shown(&staff, "videos/good.jpg", "a still");
    staff.unplayable = NULL;
    box_write(&staff.box, "videos/good.mp4", "all of it");
    staff_publish(&staff, NULL);
    assert_shown(&staff, "videos/good.jpg", "a still");
    staff_destroy(&staff);
}

// The smallest header that tells a length: an MP4 of so many seconds.
static void write_mp4(const struct staff *staff, const char *file, unsigned char seconds)
{
    char bytes[] = "\0\0\0\020ftypisom\0\0\2\0\0\0\0\164moov\0\0\0\154mvhd"
                   "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0\0";
    enum { FTYP = 16, MOOV = 116 };
    char whole[FTYP + MOOV] = {0};
    memcpy(whole, bytes, sizeof bytes - 1);
    whole[FTYP + 8 + 8 + 19] = (char)seconds;
    box_write_bytes(&staff->box, file, whole, sizeof whole);
}

static void a_video_too_short_for_its_page_is_refused(void **state)
{
    (void)state;
    struct staff staff = staff_make();
    write_mp4(&staff, "videos/bend.mp4", 8);
    box_change(&staff.box, BEND, "video: bend.webm", "video: bend.mp4");
    assert_int_equal(staff_publish(&staff, "9 accepted"), REPORT_PUBLISHED);
    char *good = staff_shown(&staff, "videos/bend.mp4");
    write_mp4(&staff, "videos/bend.mp4", 2); // the page's hold ends at 3 seconds
    staff_publish(&staff,
                  "0 accepted, 1 refused: bend.mp4: a page that uses this video names a place "
                  "behind its end: correct the page, or copy a longer video");
    struct library *library = library_load(&(struct library_options){
        .content = staff.box.content, .videos = staff.box.videos, .demonstration = true});
    assert_null(topic_exercise(library_topic(library, "knees", "en"), "bend")); // as it was sent
    library_destroy(library);
    struct store_set set = store_shown(staff.state, "", "");
    library = library_load(&(struct library_options){.content = set.content, .videos = set.videos});
    assert_non_null(topic_exercise(library_topic(library, "knees", "en"), "bend"));
    library_destroy(library);
    store_set_destroy(&set);
    free(good);
    staff_destroy(&staff);
}

static struct library *load(const struct staff *staff, const struct names *hidden)
{
    struct store_set set = store_shown(staff->state, "", "");
    struct library *library = library_load(
        &(struct library_options){.content = set.content, .videos = set.videos, .hidden = hidden});
    store_set_destroy(&set);
    return library;
}

static void a_dropped_video_is_an_exercise(void **state)
{
    (void)state;
    static const char *const names[] = {"Knee bend & stretch", "Genou plié", "تمرين الركبة",
                                        "🦵 up", "knee.slow"};
    struct staff staff = published();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *file = str_format("content/knees/strengthening/%s.mp4", names[i]);
        box_write(&staff.box, file, names[i]);
        free(file);
    }
    staff_publish(&staff, "5 accepted");
    struct library *library = load(&staff, NULL);
    assert_no_errors(library);
    const struct topic *topic = library_topic(library, "knees", "en");
    assert_int_equal(topic->exercises_count, 6);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct exercise *exercise = topic_exercise(topic, names[i]);
        assert_non_null(exercise);
        assert_string_equal(exercise->page.title, names[i]);
        assert_int_equal(exercise->kind, EXERCISE_STRENGTHEN);
        assert_string_equal(exercise->stop_if[0], "Sharp pain");
        assert_string_equal(exercise->precautions[0], "New knee? Ask first.");
        assert_true(exercise->page.is_signed); // by whoever answers for the topic
        assert_true(!exercise->hold_s && !exercise->reps && exercise->sets == 1);
        char *video = str_format("knees/strengthening/%s.mp4", names[i]);
        char *poster = str_format("knees/strengthening/%s.jpg", names[i]);
        assert_string_equal(exercise->video, video);
        assert_string_equal(exercise->poster, poster);
        free(poster);
        free(video);
    }
    assert_problem(library, "knees/strengthening/Knee bend & stretch.mp4: warning: this video has "
                            "no text yet: patients see its file name. Write a page beside it that "
                            "says \"video: Knee bend & stretch.mp4\"");
    library_destroy(library);
    // A page whose name is refused does not take its video away.
    box_write(&staff.box, "content/knees/strengthening/Knee bend & stretch.md",
              "---\ntitle: Knee bend\nvideo: Knee bend & stretch.mp4\n---\n");
    staff_publish(&staff, "0 accepted, 1 refused: Knee bend & stretch.md: rename this file: only "
                          "small letters a to z, digits and \"-\" may stand in the name of a page");
    library = load(&staff, NULL);
    assert_non_null(topic_exercise(library_topic(library, "knees", "en"), "Knee bend & stretch"));
    library_destroy(library);
    box_remove(&staff.box, "content/knees/strengthening/Knee bend & stretch.md");
    // Its page comes later.
    box_change(&staff.box, BEND, "video: bend.webm", "video: Genou plié.mp4");
    staff_publish(&staff, "1 accepted");
    library = load(&staff, NULL);
    topic = library_topic(library, "knees", "en");
    assert_int_equal(topic->exercises_count, 5);
    assert_string_equal(topic_exercise(topic, "bend")->video, "knees/strengthening/Genou plié.mp4");
    library_destroy(library);
    staff_destroy(&staff);
}

static void a_page_that_is_broken_does_not_let_its_video_go_alone(void **state)
{
    (void)state;
    struct staff staff = published();
    box_write(&staff.box, "content/knees/stretches/lunge.md", "---\ntitle: Lunge\n---\n");
    box_write(&staff.box, "content/knees/stretches/lunge.mp4", "a video");
    staff_publish(&staff, NULL);
    struct library *library = load(&staff, NULL);
    assert_null(topic_exercise(library_topic(library, "knees", "en"), "lunge"));
    library_destroy(library);
    staff_destroy(&staff);
}

static void what_staff_hide_is_not_shown(void **state)
{
    (void)state;
    struct staff staff = published();
    assert_true(store_hide(staff.state, "knees/stretches/bend.md", true));
    struct names hidden = store_hidden(staff.state);
    struct library *library = load(&staff, &hidden);
    assert_int_equal(library_topic(library, "knees", "en")->exercises_count, 0);
    assert_problem(library, "knees/stretches/bend.md: warning: staff have hidden this on the staff "
                            "screen: patients do not see it");
    library_destroy(library);
    names_destroy(&hidden);
    staff_destroy(&staff);
}

static void shrinking_is_asked_first(void **state)
{
    (void)state;
    struct staff staff = published();
    box_remove(&staff.box, SIGNS);
    assert_int_equal(staff_publish(&staff, "the warning signs of \"knees\" would vanish: the old "
                                           "set stays until staff say that this is meant"),
                     REPORT_HELD);
    assert_shown(&staff, SIGNS, "emergency");
    assert_int_equal(staff_publish(&staff, NULL), REPORT_HELD); // said again, not made again
    assert_int_equal(staff_publish_smaller(&staff), REPORT_PUBLISHED);
    assert_shown(&staff, SIGNS, NULL);
    staff_destroy(&staff);

    staff = published();
    for (int i = 0; i < 4; i++) {
        char *file = str_format("content/knees/questions/%d.md", i);
        box_write(&staff.box, file, "---\ntitle: Why?\n---\nBecause.\n");
        free(file);
    }
    assert_int_equal(staff_publish(&staff, "4 accepted"), REPORT_PUBLISHED);
    box_remove(&staff.box, "content/knees/questions/0.md");
    assert_int_equal(staff_publish(&staff, "0 accepted, 1 removed"), REPORT_PUBLISHED);
    for (int i = 1; i < 4; i++) {
        char *file = str_format("content/knees/questions/%d.md", i);
        box_remove(&staff.box, file);
        free(file);
    }
    box_remove(&staff.box, "content/knees/prevention.md");
    assert_int_equal(staff_publish(&staff, NULL), REPORT_HELD);
    staff_destroy(&staff);
}

static void who_accepts_is_not_lost_unasked(void **state)
{
    (void)state;
    struct staff staff = published();
    char *clinic = staff_shown(&staff, "content/clinic.yaml");
    char *accepts = str_format("%saccepted: {by: \"A. Tester, physio\", on: 2026-11-01, "
                               "languages: [en]}\n",
                               clinic);
    box_write(&staff.box, "content/clinic.yaml", accepts);
    char *pattern = str_format("%saccepted: {by: \"Full name, role\", on: 2026-11-01, "
                               "languages: [en]}\n",
                               clinic);
    box_write(&staff.box, "content/clinic.yaml", pattern);
    staff_publish(&staff,
                  "0 accepted, 1 refused: clinic.yaml line 4: \"Full name, role\" is nobody's "
                  "name: write who answers for it, with full name and role");
    assert_shown(&staff, "content/clinic.yaml", "emergency_number");
    free(pattern);
    box_write(&staff.box, "content/clinic.yaml", accepts);
    assert_int_equal(staff_publish(&staff, "1 accepted"), REPORT_PUBLISHED);
    box_write(&staff.box, "content/clinic.yaml", clinic);
    assert_int_equal(staff_publish(&staff, "clinic.yaml says no more who accepts unsigned pages in "
                                           "the language \"en\": they would go off; the old set "
                                           "stays until staff say that this is meant"),
                     REPORT_HELD);
    assert_shown(&staff, "content/clinic.yaml", "accepted");
    assert_int_equal(staff_publish_smaller(&staff), REPORT_PUBLISHED);
    assert_shown(&staff, "content/clinic.yaml", "name");
    free(accepts);
    free(clinic);
    staff_destroy(&staff);
}

static void a_page_saved_as_something_else_is_named(void **state)
{
    (void)state;
    struct staff staff = published();
    box_write(&staff.box, "content/knees/stretches/heel.md.txt", "---\ntitle: Heel\n---\n");
    staff_publish(&staff, "0 accepted, 1 refused: heel.md.txt: rename this file to \"heel.md\"");
    box_remove(&staff.box, "content/knees/stretches/heel.md.txt");
    box_write(&staff.box, "content/knees/stretches/heel.txt", "---\ntitle: Heel\n---\n");
    staff_publish(&staff, "0 accepted, 1 refused: heel.txt: this is no page yet: save it as plain "
                          "text under a name that ends in \".md\"");
    staff_destroy(&staff);
}

static void a_roll_back_stays(void **state)
{
    (void)state;
    struct staff staff = published();
    box_change(&staff.box, BEND, "Knee bend", "Wrong bend");
    staff_publish(&staff, "1 accepted");
    assert_true(store_roll_back(staff.state));
    assert_shown(&staff, BEND, "title: Knee bend");
    assert_int_equal(staff_publish(&staff, NULL), REPORT_UNCHANGED);
    assert_shown(&staff, BEND, "title: Knee bend");
    box_change(&staff.box, BEND, "Wrong bend", "Right bend");
    staff_publish(&staff, "1 accepted");
    assert_int_equal(store_current(staff.state), 3);
    assert_shown(&staff, BEND, "Right bend");
    staff_destroy(&staff);
}

static void sums_count_for_more_than_quiet(void **state)
{
    (void)state;
    struct staff staff = published();
    box_write(&staff.box, "content/knees/questions/why.md", "---\ntitle: Why?\n---\nBecause.\n");
    char sha[65], *path = str_format("%s/content/knees/questions/why.md", staff.box.folder);
    assert_true(hash_file(path, sha));
    char *sums = str_format("%s  ./content/knees/questions/why.md\n", sha);
    box_write(&staff.box, "SHA256SUMS", sums);
    box_write(&staff.box, "content/knees/questions/why.md", "---\ntitle: Why?\n---\nBec");
    assert_int_equal(staff_publish(&staff,
                                   "content/knees/questions/why.md is not yet as SHA256SUMS says, "
                                   "and the old set stays: copy it again, or delete SHA256SUMS "
                                   "from the folder"),
                     REPORT_FAILED);
    assert_shown(&staff, "content/knees/questions/why.md", NULL);
    box_write(&staff.box, "content/knees/questions/why.md", "---\ntitle: Why?\n---\nBecause.\n");
    assert_int_equal(staff_publish(&staff, "1 accepted"), REPORT_PUBLISHED);
    free(sums);
    free(path);
    staff_destroy(&staff);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_set),
        cmocka_unit_test(one_edit_copies_one_file),
        cmocka_unit_test(a_broken_page_keeps_its_last_good_version),
        cmocka_unit_test(a_new_broken_page_is_left_out),
        cmocka_unit_test(broken_warning_signs_keep_the_last_good_ones),
        cmocka_unit_test(a_broken_clinic_keeps_the_last_good_one),
        cmocka_unit_test(a_folder_that_cannot_be_read_keeps_what_was_in_it),
        cmocka_unit_test(a_bad_video_is_refused),
        cmocka_unit_test(a_video_too_short_for_its_page_is_refused),
        cmocka_unit_test(a_dropped_video_is_an_exercise),
        cmocka_unit_test(a_page_that_is_broken_does_not_let_its_video_go_alone),
        cmocka_unit_test(what_staff_hide_is_not_shown),
        cmocka_unit_test(shrinking_is_asked_first),
        cmocka_unit_test(who_accepts_is_not_lost_unasked),
        cmocka_unit_test(a_page_saved_as_something_else_is_named),
        cmocka_unit_test(a_roll_back_stays),
        cmocka_unit_test(sums_count_for_more_than_quiet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
