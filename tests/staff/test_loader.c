// What "Load again" does where the folders are shown as they are: they are read at once, on another
// thread, and not shown if they are worse; a set that was published is left to its publisher.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <poll.h>

#include "clock.h"
#include "content_box.h"
#include "loader.h"
#include "str.h"

enum { ENOUGH_MS = 5000 };

// Whether a newer load comes. The loader has not begun: it notices nothing by itself.
static bool comes(struct loader *loader, int ms)
{
    int fds[LOADER_FDS];
    loader_fds(loader, fds);
    struct pollfd ready = {.fd = fds[0], .events = POLLIN};
    int64_t end = clock_ms() + ms;
    while (!loader_ready(loader) && clock_ms() < end)
        if (poll(&ready, 1, (int)(end - clock_ms())) == 1) // other work of its thread ends too
            loader_handle(loader, clock_ms());
    return loader_ready(loader);
}

static void staff_load_again(void **unused)
{
    (void)unused;
    struct box box = box_make();
    struct loader_options options = {
        .content = box.content, .videos = box.videos, .demonstration = true};
    struct load *first;
    struct loader *loader = loader_open(&options, &first);
    box_change(&box, "content/knees/topic.md", "title: Sore knees", "title: Stiff knees");
    assert_false(comes(loader, 100)); // the control: nobody asked
    loader_look(loader);
    assert_true(comes(loader, ENOUGH_MS));
    struct load *again = loader_adopt(loader, first);
    assert_non_null(again);
    assert_string_equal(again->library->topics[0][0].page.title, "Stiff knees");
    loader_destroy(loader);
    load_destroy(again);
    box_destroy(&box);
}

static const char *title(const struct load *load)
{
    return load->library->topics[0][0].page.title;
}

static void what_changes_while_it_is_read_is_read_again(void **unused)
{
    (void)unused;
    struct box box = box_make();
    struct loader_options options = {
        .content = box.content, .videos = box.videos, .demonstration = true};
    struct load *shown;
    struct loader *loader = loader_open(&options, &shown);
    loader_look(loader);
    box_change(&box, "content/knees/topic.md", "title: Sore knees", "title: Stiff knees");
    loader_look(loader); // the first look may have read the old title: nobody has heard of its end
    assert_true(comes(loader, ENOUGH_MS));
    shown = loader_adopt(loader, shown);
    assert_true(comes(loader, ENOUGH_MS));
    shown = loader_adopt(loader, shown);
    assert_string_equal(title(shown), "Stiff knees");
    assert_false(comes(loader, 100)); // and that is all
    loader_destroy(loader);
    load_destroy(shown);
    box_destroy(&box);
}

static void more_mistakes_than_before_are_not_shown(void **unused)
{
    (void)unused;
    struct box box = box_make();
    struct loader_options options = {
        .content = box.content, .videos = box.videos, .demonstration = true};
    box_change(&box, "content/knees/stretches/bend.md", "hold: 30", "hold: x");
    struct load *shown;
    struct loader *loader = loader_open(&options, &shown);
    box_change(&box, "content/knees/topic.md", "title: Sore knees", "title: Stiff knees");
    loader_look(loader);
    assert_true(comes(loader, ENOUGH_MS));
    shown = loader_adopt(loader, shown); // one mistake, as before
    assert_non_null(shown);
    assert_string_equal(title(shown), "Stiff knees");

    box_write(&box, "content/knees/stretches/lean.md", "---\nhold: y\n---\n");
    loader_look(loader);
    assert_true(comes(loader, ENOUGH_MS));
    assert_null(loader_adopt(loader, shown));
    assert_string_equal(title(shown), "Stiff knees");
    loader_destroy(loader);
    load_destroy(shown);
    box_destroy(&box);
}

static void a_published_set_is_its_publishers(void **unused)
{
    (void)unused;
    struct box box = box_make();
    struct loader_options options = {.content = box.content,
                                     .videos = box.videos,
                                     .state = box.folder, // without a set: the folders are shown
                                     .demonstration = true};
    struct load *first;
    struct loader *loader = loader_open(&options, &first);
    loader_look(loader);
    assert_false(comes(loader, 100));
    loader_destroy(loader);
    load_destroy(first);
    box_destroy(&box);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(staff_load_again),
        cmocka_unit_test(what_changes_while_it_is_read_is_read_again),
        cmocka_unit_test(more_mistakes_than_before_are_not_shown),
        cmocka_unit_test(a_published_set_is_its_publishers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
