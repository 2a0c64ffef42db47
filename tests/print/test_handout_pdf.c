// The page as it comes out: the PDF is read and rendered by poppler, which knows nothing of how it
// was made, and compared with the preview.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "file.h"
#include "handout_pdf.h"
#include "sample.h"
#include "str.h"

enum { DPI = 100, CELL = 10 };

static struct sample sample;
static char folder[] = "/tmp/kiosk-page.XXXXXX";
static const struct exercise *chosen[SAMPLE_EXERCISES];

static int begin(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int end(void **state)
{
    (void)state;
    char *command = str_format("rm -rf '%s'", folder);
    int status = system(command);
    free(command);
    return status;
}

static int set_up(void **state)
{
    (void)state;
    sample_make(&sample);
    for (size_t i = 0; i < SAMPLE_EXERCISES; i++)
        chosen[i] = &sample.english.exercises[i % sample.english.exercises_count];
    return 0;
}

// What a command says, with `folder` as its working folder. The caller frees it.
static char *said(const char *command)
{
    char *line = str_format("cd '%s' && %s", folder, command);
    FILE *pipe = popen(line, "r");
    assert_non_null(pipe);
    struct strbuf text = {0};
    strbuf_add(&text, "");
    char part[4096];
    for (size_t got; (got = fread(part, 1, sizeof part, pipe)) > 0;)
        strbuf_add_part(&text, part, got);
    int status = pclose(pipe);
    if (status != 0)
        fail_msg("%s: status %d", line, status);
    free(line);
    return text.text;
}

// A dark picture with a light middle, half of it transparent.
static bool find_still(void *context, const char *picture, struct still *still)
{
    (void)context, (void)picture;
    still->pixels = pixels_make(160, 90);
    for (int i = 0; i < 160 * 90; i++)
        still->pixels.argb[i] = i % 160 > 40 && i % 160 < 120 ? 0xffd0d0d0 : 0x80000000;
    return true;
}

struct made {
    struct handout_layout *layout;
    char *pdf;
    size_t bytes;
};

static struct made make(const struct handout_request *request, still_find *find, void *context)
{
    struct made made;
    struct handout handout = handout_make(request);
    made.layout = handout_layout(&handout, find, context);
    handout_destroy(&handout); // the layout stands by itself
    assert_true(handout_pdf(made.layout, &made.pdf, &made.bytes));
    char *path = str_format("%s/page.pdf", folder);
    assert_true(file_replace(path, made.pdf, made.bytes));
    free(path);
    return made;
}

static void made_destroy(struct made *made)
{
    handout_layout_destroy(made->layout);
    free(made->pdf);
}

static struct handout_request take_home(const struct topic *topic, size_t exercises)
{
    return (struct handout_request){.library = &sample.library,
                                    .topic = topic,
                                    .language = topic->page.language,
                                    .exercises = chosen,
                                    .exercises_count = exercises,
                                    .date = "21 November 2026"};
}

// The words stand in the text in this order.
static void assert_order(const char *text, const char *const *words, size_t count)
{
    const char *from = text;
    for (size_t i = 0; i < count; i++) {
        const char *found = strstr(from, words[i]);
        if (!found)
            fail_msg("\"%s\" is missing or out of order in:\n%s", words[i], text);
        from = found + strlen(words[i]);
    }
}

static size_t occurrences(const char *text, const char *word)
{
    size_t count = 0;
    for (; (text = strstr(text, word)); text += strlen(word))
        count++;
    return count;
}

struct grey {
    int w, h;
    unsigned char *dark; // 0 white to 255 black
};

// One page of the PDF as poppler draws it.
static struct grey render(int page)
{
    char *command = str_format("pdftoppm -gray -r %d -f %d -l %d -singlefile page.pdf page && "
                               "echo done",
                               DPI, page + 1, page + 1);
    free(said(command));
    free(command);
    char *path = str_format("%s/page.pgm", folder), *file;
    size_t bytes;
    assert_true(file_read(path, 1 << 24, &file, &bytes));
    free(path);
    struct grey grey;
    int head = 0;
    assert_int_equal(sscanf(file, "P5 %d %d 255%n", &grey.w, &grey.h, &head), 2);
    size_t count = (size_t)grey.w * (size_t)grey.h;
    assert_true(bytes == (size_t)head + 1 + count);
    grey.dark = mem_make(count, 1);
    for (size_t i = 0; i < count; i++)
        grey.dark[i] = (unsigned char)(255 - (unsigned char)file[(size_t)head + 1 + i]);
    free(file);
    return grey;
}

static struct grey preview(const struct handout_layout *layout, int page, int width)
{
    struct pixels pixels = handout_preview(layout, page, width);
    struct grey grey = {pixels.w, pixels.h, mem_make((size_t)pixels.w * (size_t)pixels.h, 1)};
    for (int i = 0; i < pixels.w * pixels.h; i++) {
        uint32_t c = pixels.argb[i];
        assert_int_equal(c >> 24, 255);
        grey.dark[i] =
            (unsigned char)(255 - ((c >> 16 & 255) * 3 + (c >> 8 & 255) * 6 + (c & 255)) / 10);
    }
    pixels_destroy(&pixels);
    return grey;
}

// Mean darkness of a rectangle, cut to the picture.
static double darkness(const struct grey *grey, int x, int y, int w, int h)
{
    long sum = 0, count = 0;
    for (int row = y < 0 ? 0 : y; row < y + h && row < grey->h; row++)
        for (int column = x < 0 ? 0 : x; column < x + w && column < grey->w; column++, count++)
            sum += grey->dark[row * grey->w + column];
    return count ? (double)sum / (double)count : 0;
}

static void assert_white_margins(const struct grey *grey)
{
    int margin = 45 * DPI / 72, foot = 30 * DPI / 72;
    assert_true(darkness(grey, 0, 0, margin, grey->h) == 0);
    assert_true(darkness(grey, grey->w - margin, 0, margin, grey->h) == 0);
    assert_true(darkness(grey, 0, 0, grey->w, margin) == 0);
    assert_true(darkness(grey, 0, grey->h - foot, grey->w, foot) == 0);
}

// How far the ink of a cell on paper is from the preview's, which may stand one pixel beside it.
static double difference(const struct grey *paper, const struct grey *screen, int x, int y)
{
    double least = 255, ink = darkness(paper, x, y, CELL, CELL);
    for (int dy = -1; dy <= 1; dy++)
        for (int dx = -1; dx <= 1; dx++) {
            double off = ink - darkness(screen, x + dx, y + dy, CELL, CELL);
            least = off < 0 ? (-off < least ? -off : least) : (off < least ? off : least);
        }
    return least;
}

// Cell by cell both have the same ink: a letter missing on one side would empty a cell there.
static void assert_preview_is_paper(const struct handout_layout *layout)
{
    for (int page = 0; page < handout_pages(layout); page++) {
        struct grey paper = render(page);
        struct grey screen = preview(layout, page, paper.w);
        assert_true(abs(paper.h - screen.h) <= 1);
        assert_white_margins(&paper);
        for (int y = 0; y < paper.h; y += CELL)
            for (int x = 0; x < paper.w; x += CELL)
                if (difference(&paper, &screen, x, y) > 25)
                    fail_msg("page %d: preview and paper differ at %d,%d", page + 1, x, y);
        free(paper.dark);
        free(screen.dark);
    }
}

// Every word that the PDF holds as text is also drawn.
static void assert_words_have_ink(int page)
{
    struct grey paper = render(page);
    char *command = str_format("pdftotext -bbox -f %d -l %d page.pdf -", page + 1, page + 1);
    char *boxes = said(command);
    size_t words = 0;
    for (char *at = boxes; (at = strstr(at, "<word ")); at++, words++) {
        double left, top, right, bottom;
        assert_int_equal(sscanf(at, "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"",
                                &left, &top, &right, &bottom),
                         4);
        double scale = DPI / 72.0;
        double dark =
            darkness(&paper, (int)(left * scale), (int)(top * scale),
                     (int)((right - left) * scale) + 1, (int)((bottom - top) * scale) + 1);
        if (dark < 5)
            fail_msg("nothing is drawn for: %.80s", at);
    }
    assert_true(words >= 5);
    free(boxes);
    free(command);
    free(paper.dark);
}

static void stands_on_one_a4_page(void **state)
{
    (void)state;
    struct handout_request request = take_home(&sample.english, 3);
    struct made made = make(&request, find_still, NULL);
    assert_int_equal(handout_pages(made.layout), 1);

    char *info = said("pdfinfo page.pdf");
    assert_non_null(strstr(info, "Pages:           1\n"));
    assert_non_null(strstr(info, "595.276 x 841.89 pts (A4)"));
    free(info);

    static const char *const words[] = {
        "Inner-thigh cramps", "21 November 2026", "To help stop cramps", "Drink water",
        "Your exercises",     "Take care:",       "Chair stretch",       "Feel it here:",
        "Stop if:",           "Butterfly",        "Pillow squeeze",      "When to get help",
        "Call 911",           "Your clinic",      "Content 3f2a91"};
    char *text = said("pdftotext page.pdf -");
    assert_order(text, words, sizeof words / sizeof *words);
    assert_null(strstr(text, "1 of 1"));
    free(text);

    assert_words_have_ink(0);
    assert_preview_is_paper(made.layout);
    made_destroy(&made);
}

static void breaks_between_exercises_only(void **state)
{
    (void)state;
    for (size_t i = 0; i < SAMPLE_EXERCISES; i++)
        chosen[i] =
            &sample.english.exercises[i % 2 ? 2 : 0]; // they share no stop-if: each has its own
    struct handout_request request = take_home(&sample.english, SAMPLE_EXERCISES);
    request.large = true;
    request.paper = PAPER_LETTER;
    struct made made = make(&request, find_still, NULL);
    int pages = handout_pages(made.layout);
    assert_in_range(pages, 3, 5);

    char *info = said("pdfinfo page.pdf");
    assert_non_null(strstr(info, "612 x 792 pts (letter)"));
    free(info);
    size_t exercises = 0;
    for (int page = 0; page < pages; page++) {
        char *command = str_format("pdftotext -f %d -l %d page.pdf -", page + 1, page + 1);
        char *number = str_format("%d of %d", page + 1, pages), *text = said(command);
        size_t names = occurrences(text, "Chair stretch") + occurrences(text, "Pillow squeeze");
        assert_int_equal(names, occurrences(text, "Stop if:"));
        assert_int_equal(names, occurrences(text, "Once a"));
        assert_non_null(strstr(text, number));
        assert_non_null(strstr(text, "Your clinic"));
        exercises += names;
        free(text);
        free(number);
        free(command);
        assert_words_have_ink(page);
    }
    assert_int_equal(exercises, SAMPLE_EXERCISES);
    assert_preview_is_paper(made.layout);
    made_destroy(&made);
}

static void mirrors_arabic(void **state)
{
    (void)state;
    chosen[0] = &sample.arabic.exercises[0];
    struct handout_request request = take_home(&sample.arabic, 1);
    struct made made = make(&request, find_still, NULL);
    char *text = said("pdftotext page.pdf -");
    assert_non_null(strstr(text, "911")); // not 119
    assert_non_null(strstr(text, "21 November 2026"));
    free(text);
    assert_preview_is_paper(made.layout);

    // Tick boxes and the still stand at the right edge of the column.
    struct grey page = render(0);
    int edge = 48 * DPI / 72, strip = 12 * DPI / 72, top = 150 * DPI / 72, h = 200 * DPI / 72;
    assert_true(darkness(&page, page.w - edge - strip, top, strip, h) > 10);
    assert_true(darkness(&page, edge, top, strip, h) == 0);
    free(page.dark);
    made_destroy(&made);
}

static void draws_chinese_and_hindi(void **state)
{
    (void)state;
    static char *tips[] = {
        "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里",
        "喝水。每天拉伸3次。"};
    sample.english.prevention.items = tips;
    sample.english.prevention.items_count = 2;
    sample.english.prevention.page.language = "zh";
    sample.english.prevention.page.title = "预防抽筋";
    sample.english.get_help.page.language = "hi";
    sample.english.get_help.page.title = "मदद कब लें";
    struct handout_request request = take_home(&sample.english, 0);
    struct made made = make(&request, NULL, NULL);
    char *fonts = said("pdffonts page.pdf");
    assert_non_null(strstr(fonts, "NotoSansCJK"));
    assert_non_null(strstr(fonts, "NotoSansDevanagari"));
    free(fonts);
    assert_words_have_ink(0);
    assert_preview_is_paper(made.layout);
    made_destroy(&made);
}

static void breaks_words_that_are_too_long(void **state)
{
    (void)state;
    char word[400];
    memset(word, 'w', sizeof word - 1);
    word[sizeof word - 1] = 0;
    sample.english.page.title = word;
    sample.english.get_help.page.title = word;
    sample.english.exercises[0].page.title = word;
    sample.library.clinic.name = word;
    struct handout_request request = take_home(&sample.english, 1);
    request.large = true;
    struct made made = make(&request, find_still, NULL);
    assert_preview_is_paper(made.layout); // its margins are white
    made_destroy(&made);
    sample.english.exercises[0].page.title = "Chair stretch";
}

static void fits_absurdly_long_words_on_paper(void **state)
{
    (void)state;
    char *flood = mem_make(20001, 1);
    for (size_t i = 0; i < 20000; i++)
        flood[i] = i % 7 == 6 ? ' ' : 'm';
    static char *items[1];
    items[0] = flood;
    sample.english.get_help.items = items;
    sample.english.get_help.items_count = 1;
    struct handout_request request = take_home(&sample.english, 0);
    struct made made = make(&request, NULL, NULL);
    assert_int_equal(handout_pages(made.layout), 2);
    struct grey page = render(1);
    assert_white_margins(&page);
    free(page.dark);
    free(flood);
    made_destroy(&made);
}

static bool find_jpeg(void *context, const char *picture, struct still *still)
{
    (void)context;
    char *path = str_format("%s/still.jpg", folder);
    bool found = file_read(path, 1 << 20, &still->jpeg, &still->jpeg_bytes);
    free(path);
    struct still plain = {0};
    if (found && find_still(NULL, picture, &plain))
        still->pixels = plain.pixels;
    return found;
}

static void passes_jpegs_through_untouched(void **state)
{
    (void)state;
    struct handout_request request = take_home(&sample.english, 1);
    struct made made = make(&request, find_still, NULL);
    made_destroy(&made);
    free(said("pdftoppm -jpeg -scale-to-x 160 -scale-to-y 90 -singlefile page.pdf still && echo"));

    struct still still = {0};
    assert_true(find_jpeg(NULL, "", &still));
    made = make(&request, find_jpeg, NULL);
    assert_non_null(memmem(made.pdf, made.bytes, still.jpeg, still.jpeg_bytes));
    char *images = said("pdfimages -list page.pdf");
    assert_non_null(strstr(images, " jpeg "));
    free(images);
    pixels_destroy(&still.pixels);
    free(still.jpeg);
    made_destroy(&made);
}

static bool find_nothing(void *context, const char *picture, struct still *still)
{
    (void)context, (void)picture, (void)still;
    return false;
}

static void does_without_stills(void **state)
{
    (void)state;
    struct handout_request request = take_home(&sample.english, 3);
    struct made made = make(&request, find_nothing, NULL);
    assert_words_have_ink(0);
    assert_preview_is_paper(made.layout);
    made_destroy(&made);
}

static void prints_a_result_for_the_desk(void **state)
{
    (void)state;
    struct question sign = {.sign = "Chest pain or short of breath"};
    struct handout_request request = take_home(&sample.spanish, 0);
    request.kind = HANDOUT_RESULT;
    request.tier = TIER_EMERGENCY;
    request.deciding = &sign;
    struct made made = make(&request, find_still, NULL);
    static const char *const words[] = {"Pida ayuda", "Llame al", "911", "recepción",
                                        "For staff: Chest pain or short of breath. Call 911 now."};
    char *text = said("pdftotext page.pdf -");
    assert_order(text, words, sizeof words / sizeof *words);
    free(text);
    assert_words_have_ink(0);
    assert_preview_is_paper(made.layout);
    made_destroy(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(stands_on_one_a4_page, set_up),
        cmocka_unit_test_setup(breaks_between_exercises_only, set_up),
        cmocka_unit_test_setup(mirrors_arabic, set_up),
        cmocka_unit_test_setup(draws_chinese_and_hindi, set_up),
        cmocka_unit_test_setup(breaks_words_that_are_too_long, set_up),
        cmocka_unit_test_setup(fits_absurdly_long_words_on_paper, set_up),
        cmocka_unit_test_setup(passes_jpegs_through_untouched, set_up),
        cmocka_unit_test_setup(does_without_stills, set_up),
        cmocka_unit_test_setup(prints_a_result_for_the_desk, set_up),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
