// The state folder: which generation is shown, what stands in for it, and what staff ask for.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "content_box.h"
#include "hash.h"
#include "manifest.h"
#include "store.h"
#include "str.h"

static const char text[] = "words";

static void make_generation(const struct box *box, int number)
{
    char *file = str_format("state/generation/%04d/content/a.md", number);
    box_write(box, file, text);
    free(file);
    char *state = str_format("%s/state", box->folder), *folder = store_path(state, number, "");
    char *whole = store_path(state, number, "content/a.md");
    struct manifest manifest = {.version = str_copy("12345678"), .tree = (uint64_t)number};
    struct manifest_file *made = manifest_add_file(&manifest, "content/a.md");
    made->size = strlen(text);
    assert_true(hash_file(whole, made->sha));
    assert_true(manifest_write(folder, &manifest));
    manifest_destroy(&manifest);
    free(whole);
    free(folder);
    free(state);
}

struct stand {
    struct box box;
    char *state;
};

static struct stand stand_make(int generations)
{
    struct stand stand = {.box = box_make()};
    stand.state = str_format("%s/state", stand.box.folder);
    assert_true(store_prepare(stand.state));
    for (int i = 1; i <= generations; i++)
        make_generation(&stand.box, i);
    if (generations)
        assert_true(store_point(stand.state, generations));
    return stand;
}

static void stand_destroy(struct stand *stand)
{
    free(stand->state);
    box_destroy(&stand->box);
}

static int shown(const struct stand *stand)
{
    struct store_set set = store_shown(stand->state, "installed", "installed-videos");
    int number = set.number;
    store_set_destroy(&set);
    return number;
}

static int started(const struct stand *stand, char **note)
{
    struct store_set set = store_start(stand->state, "installed", "installed-videos");
    int number = set.number;
    if (note)
        *note = str_copy(set.note);
    store_set_destroy(&set);
    return number;
}

static void the_current_one_is_shown(void **state)
{
    (void)state;
    struct stand stand = stand_make(3);
    assert_int_equal(shown(&stand), 3);
    assert_int_equal(store_next(stand.state), 4);
    struct store_set set = store_shown(stand.state, "installed", "installed-videos");
    assert_true(str_ends(set.content, "state/generation/0003/content"));
    assert_true(str_ends(set.videos, "state/generation/0003/videos"));
    assert_null(set.clinic);
    store_set_destroy(&set);
    stand_destroy(&stand);
}

static void a_broken_one_is_passed_over(void **state)
{
    (void)state;
    struct stand stand = stand_make(3);
    box_write(&stand.box, "state/generation/0003/content/a.md", "shorter than it was: no");
    assert_int_equal(shown(&stand), 2);
    box_change(&stand.box, "state/generation/0002/manifest", "version 1", "version 2");
    assert_int_equal(shown(&stand), 1);
    box_remove(&stand.box, "state/generation/0001/manifest");
    box_write(&stand.box, "state/clinic.yaml", "name: Last good\n");
    struct store_set set = store_shown(stand.state, "installed", "installed-videos");
    assert_int_equal(set.number, 0);
    assert_string_equal(set.content, "installed");
    assert_string_equal(set.clinic, stand.state); // it survives the fall-back
    store_set_destroy(&set);
    stand_destroy(&stand);
}

static void same_size_other_bytes_are_found(void **state)
{
    (void)state;
    struct stand stand = stand_make(1);
    char *folder = store_path(stand.state, 1, "");
    assert_true(manifest_true(folder));
    box_write(&stand.box, "state/generation/0001/content/a.md", "sword");
    assert_true(manifest_whole(folder));
    assert_false(manifest_true(folder));
    free(folder);
    stand_destroy(&stand);
}

static void three_starts_that_do_not_live_fall_back(void **state)
{
    (void)state;
    struct stand stand = stand_make(2);
    char *note = NULL;
    for (int i = 0; i < 3; i++)
        assert_int_equal(started(&stand, NULL), 2);
    assert_int_equal(started(&stand, &note), 1);
    assert_non_null(note);
    assert_non_null(strstr(note, "three starts with generation 0002; generation 0001 is shown"));
    free(note);
    assert_int_equal(store_current(stand.state), 1);
    for (int i = 0; i < 2; i++)
        assert_int_equal(started(&stand, NULL), 1);
    assert_int_equal(started(&stand, &note), 0); // the installed content, which is never given up
    assert_non_null(strstr(note, "the installed content"));
    free(note);
    for (int i = 0; i < 5; i++)
        assert_int_equal(started(&stand, NULL), 0);
    make_generation(&stand.box, 3);
    assert_true(store_point(stand.state, 3));
    assert_int_equal(started(&stand, NULL), 3);
    stand_destroy(&stand);
}

static void starts_that_live_do_not_count(void **state)
{
    (void)state;
    struct stand stand = stand_make(2);
    for (int i = 0; i < 8; i++) {
        assert_int_equal(started(&stand, NULL), 2);
        if (i % 2)
            store_lived(stand.state);
    }
    stand_destroy(&stand);
}

static void staff_roll_back(void **state)
{
    (void)state;
    struct stand stand = stand_make(2);
    assert_true(store_roll_back(stand.state));
    assert_int_equal(shown(&stand), 1);
    assert_int_equal(store_next(stand.state), 3);
    assert_false(store_roll_back(stand.state));
    stand_destroy(&stand);
}

static void three_are_kept(void **state)
{
    (void)state;
    struct stand stand = stand_make(6);
    store_adopted(stand.state, 1); // a long visit: it is still on the screen
    box_write(&stand.box, "state/generation/0007.new/content/b.md", "half");
    store_prune(stand.state);
    int numbers[8];
    size_t count = store_generations(stand.state, numbers, 8);
    assert_int_equal(count, 4);
    assert_int_equal(numbers[0], 6);
    assert_int_equal(numbers[2], 4);
    assert_int_equal(numbers[3], 1);
    char *half = str_format("%s/generation/0007.new", stand.state);
    assert_false(folder_exists(half));
    free(half);
    stand_destroy(&stand);
}

static void staff_hide_and_wish(void **state)
{
    (void)state;
    struct stand stand = stand_make(1);
    uint64_t before = store_stamp(stand.state);
    assert_true(store_hide(stand.state, "knees/stretches/bend.md", true));
    assert_true(store_hide(stand.state, "knees/learn/10-what.md", true));
    assert_true(store_hide(stand.state, "knees/stretches/bend.md", true));
    assert_int_not_equal(store_stamp(stand.state), before);
    struct names hidden = store_hidden(stand.state);
    assert_int_equal(hidden.count, 2);
    names_destroy(&hidden);
    assert_true(store_hide(stand.state, "knees/stretches/bend.md", false));
    hidden = store_hidden(stand.state);
    assert_int_equal(hidden.count, 1);
    assert_string_equal(hidden.list[0], "knees/learn/10-what.md");
    names_destroy(&hidden);
    assert_false(store_hide(stand.state, "two\nlines", true));
    uint64_t tree = 1;
    assert_int_equal(store_take_wishes(stand.state, &tree), 0);
    assert_true(store_ask(stand.state, STORE_WISH_SMALLER, UINT64_MAX - 1));
    assert_true(store_ask(stand.state, STORE_WISH_LOOK, 0));
    assert_int_equal(store_take_wishes(stand.state, &tree), STORE_WISH_LOOK | STORE_WISH_SMALLER);
    assert_true(tree == UINT64_MAX - 1);
    assert_int_equal(store_take_wishes(stand.state, &tree), 0);
    assert_true(tree == 0);
    stand_destroy(&stand);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_current_one_is_shown),
        cmocka_unit_test(a_broken_one_is_passed_over),
        cmocka_unit_test(same_size_other_bytes_are_found),
        cmocka_unit_test(three_starts_that_do_not_live_fall_back),
        cmocka_unit_test(starts_that_live_do_not_count),
        cmocka_unit_test(staff_roll_back),
        cmocka_unit_test(three_are_kept),
        cmocka_unit_test(staff_hide_and_wish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
