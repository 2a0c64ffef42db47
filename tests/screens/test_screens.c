// Draws every state of every screen in every combination of text size, colours and language
// (English, pseudo-translated, mirrored) and checks it: by rules.h, and against the approved
// pictures of the plain combination.
//
// test_screens landscape|portrait [--approve] [--sheet FOLDER] [--size WxH] [--hostile CONTENT]
//   --approve  takes what is drawn now as the approved pictures: look at every one first
//   --sheet    writes every picture at half size into FOLDER
//   --size     on another panel: the rules alone, in English
//   --hostile  another content folder, in English: nothing may crash or leave the screen
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fake_parts.h"
#include "image.h"
#include "reel.h"
#include "rules.h"
#include "states.h"
#include "str.h"
#include "words.h"

enum { APPROVED_SHARE = 6, DIFFERENT = 24, DIFFERENT_PX_MAX = 20 };

static const char *const languages[] = {"en", "en-XA", "ar-XB"};

struct run {
    bool portrait, approve;
    const char *sheet;   // folder or NULL
    const char *hostile; // content folder or NULL
    int w, h;            // px of the panel
    bool compared;       // with the approved pictures
    struct ui ui;
    struct stage stage;
    struct session session;
    struct library *library;
    struct pixels still; // what the video shows
    int drawn, breaches;
};

static char *combination(const struct run *run, const struct state *state)
{
    const struct session *s = &run->session;
    return str_format("%s-%s%s%s%s%s", state->name, run->portrait ? "portrait" : "landscape",
                      s->dark ? "-dark" : "", s->large ? "-larger" : "",
                      strcmp(s->language, "en") == 0 ? "" : "-",
                      strcmp(s->language, "en") == 0 ? "" : s->language);
}

static struct pixels quarter(const struct pixels *pixels, int share)
{
    return image_scaled(pixels, (struct rect){0, 0, pixels->w, pixels->h}, pixels->w / share,
                        pixels->h / share, false);
}

static bool differs(uint32_t a, uint32_t b)
{
    for (int shift = 0; shift < 24; shift += 8)
        if (abs((int)(a >> shift & 255) - (int)(b >> shift & 255)) > DIFFERENT)
            return true;
    return false;
}

// How many px of the two differ; all of them if the sizes do.
static int difference(const struct pixels *a, const struct pixels *b)
{
    if (a->w != b->w || a->h != b->h)
        return a->w * a->h;
    int count = 0;
    for (int i = 0; i < a->w * a->h; i++)
        count += differs(a->argb[i], b->argb[i]);
    return count;
}

static void compare(struct run *run, const char *name, const struct pixels *drawn)
{
    struct pixels small = quarter(drawn, APPROVED_SHARE), approved = {0};
    char *path = str_format("%s/tests/screens/approved/%s.png", SOURCE_ROOT, name);
    if (run->approve) {
        if (!image_save_png(path, &small)) {
            printf("%s cannot be written\n", path);
            run->breaches++;
        }
    } else if (!image_load(path, &approved)) {
        printf("%s: there is no approved picture; look at it and run test_screens with --approve\n",
               name);
        run->breaches++;
    } else if (difference(&small, &approved) > DIFFERENT_PX_MAX) {
        char *actual = str_format("%s/tests/screens/%s-differs.png", BUILD_ROOT, name);
        printf("%s: differs from the approved picture in %d px; see %s\n", name,
               difference(&small, &approved), actual);
        if (!image_save_png(actual, drawn))
            printf("(which cannot be written)\n");
        free(actual);
        run->breaches++;
    }
    pixels_destroy(&small);
    pixels_destroy(&approved);
    free(path);
}

static void write_sheet(const struct run *run, const char *name, const struct pixels *drawn)
{
    struct pixels half = quarter(drawn, 2);
    char *path = str_format("%s/%s.png", run->sheet, name);
    if (!image_save_png(path, &half))
        printf("%s cannot be written\n", path);
    free(path);
    pixels_destroy(&half);
}

static void set_stage(struct run *run)
{
    struct session *session = &run->session;
    bool mirrored = strcmp(session->language, "ar-XB") == 0,
         pseudo = strcmp(session->language, "en-XA") == 0;
    run->ui.language = session->language;
    run->ui.mirrored = mirrored;
    run->ui.large = session->large;
    run->ui.portrait = run->portrait;
    run->ui.theme = session->dark ? &theme_dark : &theme_light;
    run->ui.now_ms = run->stage.now_ms = 100000;
    run->stage.today = 1795219200; // 21 November 2026
    run->stage.topic = run->stage.clinic_topic =
        library_topic(run->library, run->library->topics[0][0].page.id, session->language);
    text_set_language(run->ui.text, session->language, mirrored, pseudo);
}

static void draw(struct run *run, const struct state *state)
{
    struct stage *stage = &run->stage;
    fake = (struct fake_parts){0};
    set_stage(run);
    stage->entered = true;
    stage->sheet = NULL; // the sheet would hold the exercise before it began
    if (state->set_up)
        state->set_up(stage);
    const struct screen *screen = screen_named(state->screen);
    screen->frame(stage); // once to begin, once more as it then is
    stage->entered = false;
    stage->go = NULL;
    screen->frame(stage);
    if (state->sheet) {
        stage->sheet = state->sheet;
        screen_named(state->sheet)->frame(stage);
    }
    ui_end(&run->ui);
    stage_pass_done(stage);
    char *name = combination(run, state);
    if (!run->hostile && (stage->go || strcmp(run->ui.tree.screen, state->screen) != 0)) {
        printf("%s: leads away to \"%s\"\n", name, stage->go ? stage->go : "?");
        run->breaches++;
    }
    stage->go = NULL;
    run->breaches += rules_check(&run->ui, name, !run->hostile);
    struct pixels pixels = canvas_grab(run->ui.canvas);
    bool plain =
        !run->session.dark && !run->session.large && strcmp(run->session.language, "en") == 0;
    bool odd =
        run->session.dark && run->session.large && strcmp(run->session.language, "ar-XB") == 0;
    if (run->compared && (plain || odd))
        compare(run, name, &pixels);
    if (run->sheet)
        write_sheet(run, name, &pixels);
    pixels_destroy(&pixels);
    free(name);
    if (screen->leave)
        screen->leave(stage);
    run->drawn++;
}

static void draw_all(struct run *run)
{
    size_t count = run->compared ? sizeof languages / sizeof *languages : 1;
    for (size_t language = 0; language < count; language++) {
        for (int look = 0; look < 4; look++) {
            for (int i = 0; i < states_count; i++) {
                run->session = (struct session){.large = look & 1, .dark = look & 2};
                snprintf(run->session.language, sizeof run->session.language, "%s",
                         languages[language]);
                draw(run, &states[i]);
            }
        }
    }
}

static bool open_all(struct run *run)
{
    struct canvas_options options = {
        .w = run->w, .h = run->h, .way = CANVAS_SURFACE, .title = "screens"};
    run->ui.canvas = canvas_open(&options);
    run->ui.text = run->ui.canvas ? text_open(run->ui.canvas) : NULL;
    if (!run->ui.text)
        return false;
    run->ui.pictures = pictures_open(run->ui.canvas, SOURCE_ROOT "/assets/icons");
    struct library_options content = {.content =
                                          run->hostile ? run->hostile : SOURCE_ROOT "/content",
                                      .videos = SOURCE_ROOT "/videos",
                                      .demonstration = true};
    run->library = library_load(&content);
    // It stands on the page, and changes with every word of the content.
    memset(run->library->version, '0', strlen(run->library->version));
    run->stage = (struct stage){
        .ui = &run->ui,
        .session = &run->session,
        .library = run->library,
        .printer = (struct printer *)&fake, // never looked into
        .reel = reel_open(NULL, run->library->videos),
        .assets = SOURCE_ROOT "/assets",
    };
    if (!run->library->topics_count)
        return false;
    if (!image_load(SOURCE_ROOT "/videos/butterfly-stretch.jpg", &run->still))
        return false;
    fake_show(&run->still);
    return true;
}

static void close_all(struct run *run)
{
    tree_destroy(&run->ui.tree);
    reel_destroy(run->stage.reel);
    pictures_destroy(run->ui.pictures);
    text_destroy(run->ui.text);
    canvas_destroy(run->ui.canvas);
    library_destroy(run->library);
    pixels_destroy(&run->still);
}

int main(int argc, char **argv)
{
    static struct run run; // large: the tree
    if (argc < 2) {
        fputs("test_screens landscape|portrait [--approve] [--sheet FOLDER]\n", stderr);
        return 2;
    }
    run.portrait = strcmp(argv[1], "portrait") == 0;
    run.w = run.portrait ? 1080 : 1920;
    run.h = run.portrait ? 1920 : 1080;
    run.compared = true;
    for (int i = 2; i < argc; i++) {
        if (strcmp(argv[i], "--approve") == 0)
            run.approve = true;
        else if (strcmp(argv[i], "--sheet") == 0 && i + 1 < argc)
            run.sheet = argv[++i];
        else if (strcmp(argv[i], "--hostile") == 0 && i + 1 < argc)
            run.hostile = argv[++i], run.compared = false;
        else if (strcmp(argv[i], "--size") == 0 && i + 1 < argc &&
                 sscanf(argv[i + 1], "%dx%d", &run.w, &run.h) == 2)
            i++, run.compared = false;
    }
    words_open(BUILD_ROOT "/assets/locale");
    if (!open_all(&run)) {
        fputs("the screens cannot be drawn\n", stderr);
        return 1;
    }
    draw_all(&run);
    close_all(&run);
    printf("%d screens drawn, %d breaches\n", run.drawn, run.breaches);
    return run.breaches || !run.drawn;
}
