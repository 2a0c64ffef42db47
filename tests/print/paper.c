// A page as it comes out: poppler, which knows nothing of how it was made, reads and renders the
// PDF.
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
#include "paper.h"
#include "str.h"

enum { CELL = 10, FINE = 2 };
enum { DIFFERS = 20 }; // of 255, as the mean of a cell: a letter alone gives 28 and more

char paper_folder[] = "/tmp/kiosk-page.XXXXXX";

int paper_begin(void **state)
{
    (void)state;
    return mkdtemp(paper_folder) ? 0 : -1;
}

int paper_end(void **state)
{
    (void)state;
    char *command = str_format("rm -rf '%s'", paper_folder);
    int status = system(command);
    free(command);
    return status;
}

// What a command says, with `paper_folder` as its working folder. The caller frees it.
char *paper_said(const char *command)
{
    char *line = str_format("cd '%s' && %s", paper_folder, command);
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
bool paper_still(void *context, const char *picture, struct pixels *still)
{
    (void)context, (void)picture;
    *still = pixels_make(160, 90);
    for (int i = 0; i < 160 * 90; i++)
        still->argb[i] = i % 160 > 40 && i % 160 < 120 ? 0xffd0d0d0 : 0x80000000;
    return true;
}

struct print paper_make(const struct handout_request *request, still_find *find, void *context)
{
    struct print made;
    struct handout handout = handout_make(request);
    made.layout = handout_layout(&handout, find, context);
    handout_destroy(&handout); // the layout stands by itself
    assert_true(handout_pdf(made.layout, &made.pdf, &made.bytes));
    char *path = str_format("%s/page.pdf", paper_folder);
    assert_true(file_replace(path, made.pdf, made.bytes));
    free(path);
    return made;
}

void paper_destroy(struct print *made)
{
    handout_layout_destroy(made->layout);
    free(made->pdf);
}

// The words stand in the text in this order.
void paper_order(const char *text, const char *const *words, size_t count)
{
    const char *from = text;
    for (size_t i = 0; i < count; i++) {
        const char *found = strstr(from, words[i]);
        if (!found)
            fail_msg("\"%s\" is missing or out of order in:\n%s", words[i], text);
        from = found + strlen(words[i]);
    }
}

// One page of the PDF as poppler draws it.
static struct grey render(int page, int dpi)
{
    char *command = str_format("pdftoppm -gray -r %d -f %d -l %d -singlefile page.pdf page && "
                               "echo done",
                               dpi, page + 1, page + 1);
    free(paper_said(command));
    free(command);
    char *path = str_format("%s/page.pgm", paper_folder), *file;
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

struct grey paper_render(int page)
{
    return render(page, DPI);
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

// FINE x FINE pixels become one. Both sides are drawn so much larger first, because poppler and an
// image have each large letter on a whole pixel, not where it stands on paper.
static void shrink(struct grey *grey)
{
    struct grey made = {grey->w / FINE, grey->h / FINE, NULL};
    made.dark = mem_make((size_t)made.w * (size_t)made.h, 1);
    for (int y = 0; y < made.h; y++)
        for (int x = 0; x < made.w; x++) {
            unsigned sum = 0;
            for (int i = 0; i < FINE * FINE; i++)
                sum += grey->dark[(y * FINE + i / FINE) * grey->w + x * FINE + i % FINE];
            made.dark[y * made.w + x] = (unsigned char)(sum / (FINE * FINE));
        }
    free(grey->dark);
    *grey = made;
}

// Mean darkness of a rectangle, cut to the picture.
double paper_darkness(const struct grey *grey, int x, int y, int w, int h)
{
    long sum = 0, count = 0;
    for (int row = y < 0 ? 0 : y; row < y + h && row < grey->h; row++)
        for (int column = x < 0 ? 0 : x; column < x + w && column < grey->w; column++, count++)
            sum += grey->dark[row * grey->w + column];
    return count ? (double)sum / (double)count : 0;
}

void paper_white_margins(const struct grey *grey)
{
    // Less one pixel: the arms of a Y reach a hair beyond its place.
    int margin = 34 * DPI / 72 - 1, foot = 25 * DPI / 72;
    assert_true(paper_darkness(grey, 0, 0, margin, grey->h) == 0);
    assert_true(paper_darkness(grey, grey->w - margin, 0, margin, grey->h) == 0);
    assert_true(paper_darkness(grey, 0, 0, grey->w, margin) == 0);
    assert_true(paper_darkness(grey, 0, grey->h - foot, grey->w, foot) == 0);
}

// How far the ink of a cell on paper is from the preview's, which may stand one pixel beside it.
static double difference(const struct grey *paper, const struct grey *screen, int x, int y)
{
    double least = 255, ink = paper_darkness(paper, x, y, CELL, CELL);
    for (int dy = -1; dy <= 1; dy++)
        for (int dx = -1; dx <= 1; dx++) {
            double off = ink - paper_darkness(screen, x + dx, y + dy, CELL, CELL);
            least = off < 0 ? (-off < least ? -off : least) : (off < least ? off : least);
        }
    return least;
}

// Cell by cell both have the same ink: a letter missing on one side would empty a cell there.
void paper_is_preview(const struct print *made)
{
    for (int page = 0; page < handout_pages(made->layout); page++) {
        struct grey paper = render(page, DPI * FINE);
        struct grey screen = preview(made->layout, page, paper.w);
        shrink(&paper);
        shrink(&screen);
        assert_true(abs(paper.h - screen.h) <= 1);
        paper_white_margins(&paper);
        for (int y = 0; y < paper.h; y += CELL)
            for (int x = 0; x < paper.w; x += CELL)
                if (difference(&paper, &screen, x, y) > DIFFERS)
                    fail_msg("page %d: preview and paper differ at %d,%d", page + 1, x, y);
        free(paper.dark);
        free(screen.dark);
    }
}

// Every word that the PDF holds as text is also drawn.
void paper_words_have_ink(int page)
{
    struct grey paper = paper_render(page);
    char *command = str_format("pdftotext -bbox -f %d -l %d page.pdf -", page + 1, page + 1);
    char *boxes = paper_said(command);
    size_t words = 0;
    for (char *at = boxes; (at = strstr(at, "<word ")); at++, words++) {
        double left, top, right, bottom;
        assert_int_equal(sscanf(at, "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"",
                                &left, &top, &right, &bottom),
                         4);
        if (right <= left)
            continue; // a sign that poppler tells apart from the letter on which it stands
        double scale = DPI / 72.0;
        double dark =
            paper_darkness(&paper, (int)(left * scale), (int)(top * scale),
                           (int)((right - left) * scale) + 1, (int)((bottom - top) * scale) + 1);
        if (dark < 5)
            fail_msg("nothing is drawn for: %.80s", at);
    }
    assert_true(words >= 5);
    free(boxes);
    free(command);
    free(paper.dark);
}
