// Picture files: turned, scaled, refused.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "file.h"
#include "image.h"
#include "image_head.h"
#include "str.h"

static char *folder;

static int folder_make(void **state)
{
    (void)state;
    folder = str_copy("/tmp/kiosk-image-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int folder_destroy(void **state)
{
    (void)state;
    char *command = str_format("rm -rf '%s'", folder);
    int failed = system(command);
    free(command);
    free(folder);
    return failed;
}

static char *write_file(const char *name, const void *bytes, size_t count)
{
    char *path = str_format("%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, count, file), count);
    fclose(file);
    return path;
}

static bool load_bytes(const char *name, const void *bytes, size_t count)
{
    char *path = write_file(name, bytes, count);
    struct pixels pixels;
    bool loaded = image_load(path, &pixels);
    if (loaded)
        pixels_destroy(&pixels);
    free(path);
    return loaded;
}

static void a_png_goes_round(void **state)
{
    (void)state;
    struct pixels made = pixels_make(37, 19), read;
    for (int i = 0; i < 37 * 19; i++)
        made.argb[i] = (uint32_t)i * 2654435761u;
    char *path = str_format("%s/round.png", folder);
    assert_true(image_save_png(path, &made));
    assert_true(image_load(path, &read));
    assert_int_equal(read.w, 37);
    assert_int_equal(read.h, 19);
    for (int i = 0; i < 37 * 19; i++)
        if (made.argb[i] >> 24)
            assert_int_equal(read.argb[i], made.argb[i]);
    assert_false(image_save_png("/nowhere/at/all.png", &made));
    pixels_destroy(&made);
    pixels_destroy(&read);
    free(path);
}

// A JPEG's first bytes: EXIF with an orientation in either byte order, then the frame's size.
static size_t jpeg_bytes(unsigned char *out, bool little, int orientation, int w, int h)
{
    unsigned char o = (unsigned char)orientation;
    const unsigned char big_tiff[] = {'M',  'M', 0, 42, 0, 0, 0, 8, 0, 1, 1,
                                      0x12, 0,   3, 0,  0, 0, 1, 0, o, 0, 0};
    const unsigned char small_tiff[] = {'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12,
                                        1,   3,   0,  1, 0, 0, 0, o, 0, 0, 0};
    const unsigned char head[] = {0xFF, 0xD8, 0xFF, 0xE1, 0, 2 + 6 + 22, 'E', 'x', 'i', 'f', 0, 0};
    const unsigned char frame[] = {0xFF,
                                   0xC0,
                                   0,
                                   17,
                                   8,
                                   (unsigned char)(h >> 8),
                                   (unsigned char)h,
                                   (unsigned char)(w >> 8),
                                   (unsigned char)w};
    memcpy(out, head, sizeof head);
    memcpy(out + sizeof head, little ? small_tiff : big_tiff, 22);
    memcpy(out + sizeof head + 22, frame, sizeof frame);
    return sizeof head + 22 + sizeof frame;
}

static void heads_are_read_without_decoding(void **state)
{
    (void)state;
    unsigned char bytes[128] = {0};
    struct image_head head;
    for (int little = 0; little < 2; little++) {
        for (int orientation = 1; orientation <= 8; orientation++) {
            size_t count = jpeg_bytes(bytes, little, orientation, 4000, 3000);
            assert_true(image_head_read(bytes, count, &head));
            assert_int_equal(head.w, 4000);
            assert_int_equal(head.h, 3000);
            assert_int_equal(head.orientation, orientation);
            for (size_t cut = 0; cut < count - 4;
                 cut++) // cut anywhere it is refused, never read past
                assert_false(image_head_read(bytes, cut, &head));
        }
    }
    assert_true(image_head_read(
        (const unsigned char *)"RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0\x7F\x07\0\x37\x04\0", 30,
        &head));
    assert_int_equal(head.w, 1920);
    assert_int_equal(head.h, 1080);
    srand(3);
    for (int i = 0; i < 20000; i++) { // noise after each signature
        for (size_t k = 0; k < sizeof bytes; k++)
            bytes[k] = (unsigned char)(rand() % 4 ? rand() % 32 : rand());
        static const char *const starts[] = {"\xFF\xD8\xFF\xE1", "\x89PNG\r\n\x1a\n", "RIFF",
                                             "\xFF\xD8"};
        memcpy(bytes, starts[i % 4], strlen(starts[i % 4]));
        unsigned char *exact = mem_make(sizeof bytes, 1); // so that a sanitizer sees its end
        memcpy(exact, bytes, sizeof bytes);
        if (image_head_read(exact, sizeof bytes, &head))
            assert_true(head.w > 0 && head.h > 0 && head.orientation >= 1 && head.orientation <= 8);
        free(exact);
    }
}

// 2 x 1 px, red then blue, turned by each orientation: made with a real encoder, then given an EXIF
// block.
static void a_phone_picture_stands_upright(void **state)
{
    (void)state;
    struct pixels wide = pixels_make(64, 32);
    for (int i = 0; i < 64 * 32; i++)
        wide.argb[i] = i % 64 < 32 ? 0xFFFF0000 : 0xFF0000FF;
    char *png = str_format("%s/wide.png", folder);
    assert_true(image_save_png(png, &wide));
    char *command =
        str_format("ffmpeg -v error -y -i '%s' -q:v 2 -update 1 '%s/plain.jpg'", png, folder);
    assert_int_equal(system(command), 0);
    free(command);
    char *plain = str_format("%s/plain.jpg", folder);
    FILE *file = fopen(plain, "rb");
    static unsigned char jpeg[100000], turned[100100];
    size_t count = fread(jpeg, 1, sizeof jpeg, file);
    fclose(file);
    static const struct { // where red stands in the upright picture
        int w, x, y;
    } wanted[9] = {{0},        {64, 5, 5}, {64, 60, 5}, {64, 60, 5}, {64, 5, 5},
                   {32, 5, 5}, {32, 5, 5}, {32, 5, 60}, {32, 5, 60}};
    for (int orientation = 1; orientation <= 8; orientation++) {
        unsigned char head[128];
        size_t exif = jpeg_bytes(head, false, orientation, 64, 32) - 9;
        memcpy(turned, head, exif);
        memcpy(turned + exif, jpeg + 2, count - 2);
        char *path = write_file("turned.jpg", turned, exif + count - 2);
        struct pixels read;
        assert_true(image_load(path, &read));
        assert_int_equal(read.w, wanted[orientation].w);
        uint32_t red = read.argb[wanted[orientation].y * read.w + wanted[orientation].x];
        uint32_t blue = read.argb[(read.h - 1 - wanted[orientation].y) * read.w + read.w - 1 -
                                  wanted[orientation].x];
        assert_true((red >> 16 & 0xFF) > 200 && (red & 0xFF) < 60);
        assert_true((blue & 0xFF) > 200 && (blue >> 16 & 0xFF) < 60);
        pixels_destroy(&read);
        free(path);
    }
    pixels_destroy(&wide);
    free(png);
    free(plain);
}

static void hostile_files_are_refused(void **state)
{
    (void)state;
    unsigned char bomb[64] =
        "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x9C\x40\0\0\x9C\x40\x08\x06"; // 40,000 x 40,000
    assert_false(load_bytes("bomb.png", bomb, sizeof bomb));
    // a sound file of 41 megapixels that takes a few KB on the disk
    char *command =
        str_format("ffmpeg -v error -y -f lavfi -i color=black:s=16000x2600 -frames:v 1 "
                   "-pix_fmt monob -update 1 '%s/flat.png'",
                   folder);
    assert_int_equal(system(command), 0);
    char *flat = str_format("%s/flat.png", folder);
    struct pixels pixels;
    assert_false(image_load(flat, &pixels));
    free(command);
    free(flat);
    assert_false(load_bytes("empty.png", "", 0));
    assert_false(load_bytes("text.png", "this is not a picture", 21));
    assert_false(load_bytes("cut.png", bomb, 20));
    char *large = mem_make(9 << 20, 1);
    memcpy(large, bomb, sizeof bomb);
    assert_false(load_bytes("large.png", large, 9 << 20));
    free(large);
    assert_false(image_load("/dev/zero", &pixels));
    assert_false(image_load(folder, &pixels));
    assert_false(image_load("/nowhere.png", &pixels));
}

// ---- files that were cut off while they were copied: a decoder shows half of them

static unsigned char *read_bytes(const char *path, size_t *count)
{
    char *text;
    assert_true(file_read(path, 8 << 20, &text, count));
    return (unsigned char *)text;
}

// Whole, whole with something behind it, and not whole wherever it is cut.
static void assert_cut_is_seen(const unsigned char *bytes, size_t count)
{
    assert_true(image_whole(bytes, count));
    unsigned char *longer = mem_make(count + 5000, 1);
    memcpy(longer, bytes, count);
    assert_true(image_whole(longer, count + 5000));
    free(longer);
    for (size_t cut = 0; cut < count; cut += count < 4000 ? 1 : 37) {
        unsigned char *exact = mem_make(cut + 1, 1); // so that a sanitizer sees its end
        memcpy(exact, bytes, cut);
        if (image_whole(exact, cut))
            fail_msg("cut to %zu of %zu bytes it counts as whole", cut, count);
        free(exact);
    }
    assert_false(image_whole(bytes, count - 1));
}

static void a_picture_that_is_cut_off_is_refused(void **state)
{
    (void)state;
    size_t count;
    unsigned char *jpeg = read_bytes("videos/butterfly-stretch.jpg", &count);
    assert_cut_is_seen(jpeg, count);
    assert_true(load_bytes("whole.JPG", jpeg, count));
    assert_false(load_bytes("half.jpg", jpeg, 12000));
    // A small whole picture inside its head, as cameras write it.
    enum { SMALL = 1000 };
    unsigned char *nested = mem_make(count + 6 + SMALL, 1);
    memcpy(nested, "\xFF\xD8\xFF\xE2\x03\xEA", 6);
    memcpy(nested + 6, "\xFF\xD8\xFF\xD9", 4);
    memcpy(nested + 6 + SMALL - 2, "\xFF\xD9", 2);
    memcpy(nested + 6 + SMALL, jpeg + 2, count - 2);
    assert_cut_is_seen(nested, count + 4 + SMALL);
    free(nested);
    free(jpeg);
    struct pixels made = pixels_make(37, 19);
    char *path = str_format("%s/whole.png", folder);
    assert_true(image_save_png(path, &made));
    unsigned char *png = read_bytes(path, &count);
    assert_cut_is_seen(png, count);
    free(png);
    free(path);
    pixels_destroy(&made);
    static const unsigned char webp[28] = "RIFF\x14\0\0\0WEBPVP8X";
    assert_cut_is_seen(webp, sizeof webp);
    assert_false(image_whole((const unsigned char *)"this is not a picture", 21));
}

static bool load_svg(const char *svg, int w, int h, struct pixels *pixels)
{
    char *path = write_file("one.svg", svg, strlen(svg));
    bool loaded = image_load_for(path, w, h, pixels);
    free(path);
    return loaded;
}

static void an_svg_covers_its_place(void **state)
{
    (void)state;
    struct pixels pixels;
    assert_true(load_svg("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 48 24'>"
                         "<rect width='24' height='24' fill='#f00'/></svg>",
                         100, 100, &pixels));
    assert_in_range(pixels.w, 199, 201);
    assert_in_range(pixels.h, 100, 101);
    assert_int_equal(pixels.argb[50 * pixels.w + 50], 0xFFFF0000);
    assert_int_equal(pixels.argb[50 * pixels.w + 150] >> 24, 0);
    pixels_destroy(&pixels);
    assert_true(image_load_for("assets/icons/play.svg", 44, 44, &pixels));
    assert_int_equal(pixels.w, 44);
    pixels_destroy(&pixels);
    char *capitals = write_file("LOGO.SVG", "<svg width='2' height='2'/>", 27);
    assert_true(image_load_for(capitals, 44, 44, &pixels));
    pixels_destroy(&pixels);
    free(capitals);
    assert_false(load_svg("<svg width='1' height='100000'/>", 1000, 1000, &pixels));
    assert_false(load_svg("<svg width='nan' height='-3'/>", 100, 100, &pixels));
    assert_false(load_svg("<svg width='1e30' height='1e-30'/>", 100, 100, &pixels));
    assert_false(
        load_svg("<svg viewBox='0 0 48 24'><rect width='24' height='24'/>", 9, 9, &pixels));
    assert_false(load_svg("<svg/>", 100, 100, &pixels));
    assert_false(load_svg("not at all", 100, 100, &pixels));
    assert_false(load_svg("", 100, 100, &pixels));
    assert_false(load_svg("<svg viewBox='0 0 10 10'/>", 0, 100, &pixels));
}

static void scaling_keeps_colours_and_averages(void **state)
{
    (void)state;
    struct pixels board = pixels_make(300, 200);
    for (int i = 0; i < 300 * 200; i++)
        board.argb[i] = (i % 300 + i / 300) % 2 ? 0xFFFFFFFF : 0xFF000000;
    image_fit(&board, 400, 400);
    assert_int_equal(board.w, 300); // never up
    image_fit(&board, 60, 60);
    assert_int_equal(board.w, 60);
    assert_int_equal(board.h, 40);
    for (int i = 0; i < 60 * 40; i++)
        assert_in_range(board.argb[i] & 0xFF, 120, 135);
    pixels_destroy(&board);
    // what is behind a transparent px does not shine through
    struct pixels edge = pixels_make(4, 1);
    edge.argb[0] = edge.argb[1] = 0xFF00FF00;
    edge.argb[2] = edge.argb[3] = 0x00FF0000;
    struct pixels half = image_scaled(&edge, (struct rect){0, 0, 4, 1}, 2, 1, true);
    assert_int_equal(half.argb[1] & 0xFFFFFF, 0x00FF00);
    assert_true(half.argb[1] >> 24 > half.argb[0] >> 24);
    pixels_destroy(&half);
    half = image_scaled(&edge, (struct rect){0, 0, 2, 1}, 900, 3, false); // up
    for (int i = 0; i < 2700; i++)
        assert_int_equal(half.argb[i], 0xFF00FF00);
    pixels_destroy(&half);
    pixels_destroy(&edge);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_png_goes_round),
        cmocka_unit_test(heads_are_read_without_decoding),
        cmocka_unit_test(a_phone_picture_stands_upright),
        cmocka_unit_test(hostile_files_are_refused),
        cmocka_unit_test(a_picture_that_is_cut_off_is_refused),
        cmocka_unit_test(an_svg_covers_its_place),
        cmocka_unit_test(scaling_keeps_colours_and_averages),
    };
    return cmocka_run_group_tests(tests, folder_make, folder_destroy);
}
