// What "Load again" does where the folders are shown as they are: they are read at once, on another
// thread; a set that was published is left to its publisher.
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
    if (poll(&ready, 1, ms) == 1)
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
        cmocka_unit_test(a_published_set_is_its_publishers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
