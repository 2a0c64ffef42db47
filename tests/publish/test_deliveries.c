// What comes with a staff folder that was filled by other means than an editor: a list of hashes of
// every file, a first set with mistakes, names as a Mac writes them.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_may_name_itself_and_what_is_not_shown),
        cmocka_unit_test(a_first_set_with_a_broken_clinic_leaves_none_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
