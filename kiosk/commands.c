// check and handout: the kiosk's parts without its screen.
#include "commands.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "file.h"
#include "handout_pdf.h"
#include "library.h"
#include "page.h"
#include "places.h"
#include "str.h"
#include "words.h"

enum { EXIT_GOOD = 0, EXIT_FAILED = 1, EXIT_MISUSE = 2 };

static int misuse(const char *why, const char *what)
{
    fprintf(stderr, "physio-kiosk: %s%s%s\n", why, what ? ": " : "", what ? what : "");
    return EXIT_MISUSE;
}

int command_check(int argc, char **argv)
{
    static const struct option options[] = {
        {"videos", required_argument, NULL, 'v'}, {"reading", no_argument, NULL, 'r'}, {0}};
    int (*look)(const char *, const char *, FILE *) = content_check;
    struct places places = places_find();
    const char *content = places.content, *videos = NULL;
    int code = EXIT_GOOD;
    opterr = 0;
    for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        if (c == 'v')
            videos = optarg;
        else if (c == 'r')
            look = content_check_reading;
        else
            code = misuse("check does not know this option", argv[optind - 1]);
    }
    if (!code && argc - optind > 1)
        code = misuse("check takes one folder", NULL);
    if (!code && argc - optind == 1)
        content = argv[optind];
    // The videos stand beside the content, unless said otherwise.
    char *beside = str_format("%s/../videos", content);
    if (!videos)
        videos = folder_exists(beside) ? beside : places.videos;
    if (!code && !folder_exists(content))
        code = misuse("there is no such folder", content);
    char *inside = str_format("%s/content", content);
    if (!code && folder_exists(inside))
        code =
            misuse("this is the whole staff folder, name the folder \"content\" inside it", inside);
    free(inside);
    if (!code && !folder_exists(videos))
        code = misuse("there is no such folder", videos);
    if (!code)
        code = look(content, videos, stdout);
    free(beside);
    places_destroy(&places);
    return code;
}

struct handout_arguments {
    const char *topic, *language, *paper, *output, *content, *videos;
    bool large, demonstration;
};

static int read_handout_arguments(int argc, char **argv, struct handout_arguments *a)
{
    static const struct option options[] = {
        {"language", required_argument, NULL, 'l'}, {"paper", required_argument, NULL, 'p'},
        {"large", no_argument, NULL, 'g'},          {"output", required_argument, NULL, 'o'},
        {"content", required_argument, NULL, 'c'},  {"videos", required_argument, NULL, 'v'},
        {"demo", no_argument, NULL, 'd'},           {0}};
    opterr = 0;
    for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        switch (c) {
        case 'l':
            a->language = optarg;
            break;
        case 'p':
            a->paper = optarg;
            break;
        case 'g':
            a->large = true;
            break;
        case 'o':
            a->output = optarg;
            break;
        case 'c':
            a->content = optarg;
            break;
        case 'v':
            a->videos = optarg;
            break;
        case 'd':
            a->demonstration = true;
            break;
        default:
            return misuse("handout does not know this option", argv[optind - 1]);
        }
    }
    if (argc - optind != 1)
        return misuse("handout takes one topic, the name of its folder", NULL);
    a->topic = argv[optind];
    if (!a->output)
        return misuse("handout needs --output FILE.pdf", NULL);
    if (a->paper && !str_equal(a->paper, "a4") && !str_equal(a->paper, "letter"))
        return misuse("--paper is a4 or letter, not", a->paper);
    if (!folder_exists(a->content))
        return misuse("there is no such folder", a->content);
    if (!folder_exists(a->videos))
        return misuse("there is no such folder", a->videos);
    return EXIT_GOOD;
}

static bool write_pdf(const struct handout_layout *layout, const char *path)
{
    char *pdf;
    size_t bytes;
    if (!handout_pdf(layout, &pdf, &bytes)) {
        fprintf(stderr, "physio-kiosk: the page could not be made\n");
        return false;
    }
    bool good = file_replace(path, pdf, bytes);
    if (!good)
        fprintf(stderr, "physio-kiosk: %s cannot be written: %s\n", path, strerror(errno));
    free(pdf);
    return good;
}

static int make_handout(const struct handout_arguments *a, const struct library *library)
{
    const char *language = a->language ? a->language : library->clinic.languages[0];
    const struct topic *topic = library_topic(library, a->topic, language);
    if (!topic)
        return misuse("there is no such topic", a->topic);
    const struct exercise **exercises = mem_make(topic->exercises_count, sizeof *exercises);
    size_t count = 0;
    for (size_t i = 0; i < topic->exercises_count; i++)
        if (topic->exercises[i].video) // one that cannot be watched is not one to take home
            exercises[count++] = &topic->exercises[i];
    char *date = page_date(language, time(NULL));
    struct handout_request request = {
        .kind = HANDOUT_TAKE_HOME,
        .library = library,
        .topic = topic,
        .language = language,
        .second =
            library->clinic.both_languages && !str_equal(language, library->clinic.languages[0])
                ? library_topic(library, a->topic, library->clinic.languages[0])
                : NULL,
        .exercises = exercises,
        .exercises_count = count,
        .paper = a->paper ? (str_equal(a->paper, "letter") ? PAPER_LETTER : PAPER_A4)
                          : library->clinic.paper,
        .large = a->large,
        .date = date,
    };
    struct handout handout = handout_make(&request);
    struct handout_layout *layout = handout_layout(&handout, page_still, library->videos);
    int code = write_pdf(layout, a->output) ? EXIT_GOOD : EXIT_FAILED;
    handout_layout_destroy(layout);
    handout_destroy(&handout);
    free(date);
    free(exercises);
    return code;
}

int command_handout(int argc, char **argv)
{
    struct places places = places_find();
    struct handout_arguments a = {.content = places.content, .videos = places.videos};
    int code = read_handout_arguments(argc, argv, &a);
    if (!code) {
        words_open(places.words);
        struct library_options options = {
            .content = a.content, .videos = a.videos, .demonstration = a.demonstration};
        struct library *library = library_load(&options);
        code = make_handout(&a, library);
        library_destroy(library);
    }
    places_destroy(&places);
    return code;
}
