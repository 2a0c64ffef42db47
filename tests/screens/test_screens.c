// Draws every state of every screen in every combination of text size, colours and language
// (those of the content, pseudo-translated, mirrored) and checks it: by rules.h, by contrast, by the
// list of controls, and against the approved pictures of two combinations.
//
// test_screens landscape|portrait [OPTION...]
//   --approve          takes what is drawn now as approved: look at every picture first
//   --sheet FOLDER     writes every picture at half size
//   --contact FOLDER   writes one contact sheet a combination
//   --size WxH         on another panel: the rules alone, in English
//   --panel MM         on a panel whose picture is so wide: the rules alone
//   --several CONTENT  the states of content with several topics
//   --staff            the states of the staff screens
//   --only NAME        the states whose names begin so
//   --cost yes         prints what each screen costs to draw instead (for the bench)
//   --hostile CONTENT  another content folder, in English: nothing may crash or leave the screen
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "contact.h"
#include "contrast.h"
#include "controls.h"
#include "cost.h"
#include "drawing.h"
#include "fake_parts.h"
#include "image.h"
#include "rules.h"
#include "states.h"
#include "str.h"

enum { APPROVED_SHARE = 6, DIFFERENT = 24, DIFFERENT_PX_MAX = 20 };

struct run {
    bool portrait, approve, staff;
    const char *sheet;   // folder or NULL
    const char *contact; // folder or NULL
    const char *several; // content folder or NULL
    const char *hostile; // content folder or NULL
    const char *only;    // NULL: all
    const struct state *states;
    int states_count;
    int w, h;      // px of the panel
    int panel_mm;  // its width; 0: not told
    bool compared; // with what was approved
    bool cost;     // only that is asked for
    struct controls *controls;
    struct contact sheet_of_all;
    struct drawing on;
    struct pixels still;              // what the video shows
    bool told[PROBLEM_STUCK_JOB + 1]; // faults of the printer that were on a screen
    int drawn, breaches;
};

static char *combination(const struct run *run, const struct state *state)
{
    const struct session *s = &run->on.session;
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
    bool wide_enough;
    run->on.ui.target = ui_target_for(run->panel_mm, run->portrait, &wide_enough);
    run->on.ui.portrait = run->portrait;
    run->on.ui.now_ms = run->on.stage.now_ms = 100000;
    run->on.stage.today = 1795219200;        // 21 November 2026
    run->on.stage.library = run->on.library; // a state may have lent its own
    const char *topic = run->on.library->topics[0][0].page.id;
    run->on.stage.topic = library_topic(run->on.library, topic, run->on.session.language);
    run->on.stage.clinic_topic =
        library_topic(run->on.library, topic, run->on.library->clinic.languages[0]);
    stage_dress(&run->on.stage);
}

static void judge(struct run *run, const struct state *state, const char *name,
                  const struct pixels *drawn)
{
    const struct session *s = &run->on.session;
    run->breaches += rules_check(&run->on.ui, name, !run->hostile);
    if (!run->hostile)
        run->breaches += contrast_check(&run->on.ui, drawn, name);
    if (!run->compared)
        return;
    bool plain = !s->dark && !s->large && strcmp(s->language, "en") == 0;
    bool odd = s->dark && s->large && strcmp(s->language, "ar-XB") == 0;
    if (plain || !run->approve)
        run->breaches +=
            controls_check(run->controls, state->name, &run->on.ui, name, run->approve);
    if (plain || odd)
        compare(run, name, drawn);
}

static void cost(struct run *run, const struct state *state)
{
    struct stage *stage = &run->on.stage;
    const struct screen *screen = screen_named(state->screen);
    fake = (struct fake_parts){0};
    run->on.session = (struct session){.language = "en"};
    set_stage(run);
    stage->entered = true;
    if (state->set_up)
        state->set_up(stage);
    cost_print(stage, state->name, screen, state->sheet ? screen_named(state->sheet) : NULL);
    if (screen->leave)
        screen->leave(stage);
    run->drawn++;
}

static void draw(struct run *run, const struct state *state)
{
    struct stage *stage = &run->on.stage;
    fake = (struct fake_parts){0};
    set_stage(run);
    stage->entered = true;
    stage->sheet = NULL; // the sheet would hold the exercise before it began
    if (state->set_up)
        state->set_up(stage);
    if (fake.printer.phase == PRINTER_FAILED)
        run->told[fake.printer.problem] = true;
    const struct screen *screen = screen_named(state->screen);
    screen->frame(stage); // once to begin, once more as it then is
    stage->entered = false;
    stage->go = NULL;
    screen->frame(stage);
    if (state->sheet) {
        stage->sheet = state->sheet;
        screen_named(state->sheet)->frame(stage);
    }
    ui_end(&run->on.ui);
    stage_pass_done(stage);
    char *name = combination(run, state);
    if (!run->hostile && (stage->go || strcmp(run->on.ui.tree.screen, state->screen) != 0)) {
        printf("%s: leads away to \"%s\"\n", name, stage->go ? stage->go : "?");
        run->breaches++;
    }
    stage->go = NULL;
    struct pixels pixels = canvas_grab(run->on.ui.canvas);
    judge(run, state, name, &pixels);
    if (run->sheet)
        write_sheet(run, name, &pixels);
    if (run->contact)
        contact_add(&run->sheet_of_all, &pixels);
    pixels_destroy(&pixels);
    free(name);
    if (screen->leave)
        screen->leave(stage);
    run->drawn++;
}

static const char *group_of(const struct run *run)
{
    return run->several ? "several-" : run->staff ? "staff-" : "";
}

// All states in one combination.
static void draw_combination(struct run *run, const char *language, bool large, bool dark)
{
    if (run->contact)
        run->sheet_of_all = contact_start(run->states_count, run->w, run->h);
    for (int i = 0; i < run->states_count; i++) {
        if (run->only && !str_starts(run->states[i].name, run->only))
            continue;
        run->on.session = (struct session){.large = large, .dark = dark};
        snprintf(run->on.session.language, sizeof run->on.session.language, "%s", language);
        draw(run, &run->states[i]);
    }
    if (!run->contact)
        return;
    char *path = str_format("%s/%s%s-%s%s%s.png", run->contact, group_of(run),
                            run->portrait ? "portrait" : "landscape", language, dark ? "-dark" : "",
                            large ? "-larger" : "");
    if (!contact_save(&run->sheet_of_all, path))
        printf("%s cannot be written\n", path);
    free(path);
}

static void draw_all(struct run *run)
{
    static const char *const pseudo[] = {"en-XA", "ar-XB"};
    const struct clinic *clinic = &run->on.library->clinic;
    bool every = run->compared || run->panel_mm;
    size_t own = every ? clinic->languages_count : 1, made_up = every ? 2 : 0;
    for (size_t i = 0; i < own + made_up; i++) {
        const char *language = i < own ? clinic->languages[i] : pseudo[i - own];
        for (int look = 0; look < 4; look++)
            // On a small panel text begins larger; a real language is mirrored in the others.
            if (look == 3 || (strcmp(language, "ar-XB") != 0 && ((look & 1) || !run->panel_mm)))
                draw_combination(run, language, look & 1, look & 2);
    }
}

// Whatever the printer can report has a state among those of the patients' screens.
static void check_printer(struct run *run)
{
    for (int problem = PROBLEM_NO_QUEUE; problem <= PROBLEM_STUCK_JOB; problem++) {
        if (!run->told[problem]) {
            printf("%s is told on no screen\n", printer_problem_code(problem));
            run->breaches++;
        }
    }
}

static bool open_all(struct run *run)
{
    const char *folder = run->hostile   ? run->hostile
                         : run->several ? run->several
                                        : SOURCE_ROOT "/content";
    const char *clinic = run->hostile || run->several ? NULL : BUILD_ROOT "/tests/clinic";
    if (!drawing_open(&run->on, run->w, run->h, folder, clinic) ||
        !image_load(SOURCE_ROOT "/videos/butterfly-stretch.jpg", &run->still))
        return false;
    // It stands on the page, and changes with every word of the content.
    memset(run->on.library->version, '0', strlen(run->on.library->version));
    fake_show(&run->still);
    return true;
}

static void close_all(struct run *run)
{
    drawing_close(&run->on);
    pixels_destroy(&run->still);
}

static bool read_options(struct run *run, int argc, char **argv)
{
    for (int i = 2; i < argc; i++) {
        const char *value = i + 1 < argc ? argv[i + 1] : NULL;
        if (strcmp(argv[i], "--approve") == 0) {
            run->approve = true;
            continue;
        }
        if (strcmp(argv[i], "--staff") == 0) {
            run->staff = true;
            continue;
        }
        i++;
        if (!value)
            return false;
        else if (strcmp(argv[i - 1], "--sheet") == 0)
            run->sheet = value;
        else if (strcmp(argv[i - 1], "--contact") == 0)
            run->contact = value;
        else if (strcmp(argv[i - 1], "--several") == 0)
            run->several = value;
        else if (strcmp(argv[i - 1], "--only") == 0)
            run->only = value;
        else if (strcmp(argv[i - 1], "--cost") == 0)
            run->cost = true, run->compared = false;
        else if (strcmp(argv[i - 1], "--hostile") == 0)
            run->hostile = value, run->compared = false;
        else if (strcmp(argv[i - 1], "--panel") == 0)
            run->panel_mm = atoi(value), run->compared = false;
        else if (strcmp(argv[i - 1], "--size") == 0 &&
                 sscanf(value, "%dx%d", &run->w, &run->h) == 2)
            run->compared = false;
        else
            return false;
    }
    return true;
}

int main(int argc, char **argv)
{
    static struct run run; // large: the tree
    run.portrait = argc > 1 && strcmp(argv[1], "portrait") == 0;
    run.w = run.portrait ? 1080 : 1920;
    run.h = run.portrait ? 1920 : 1080;
    run.compared = true;
    if (argc < 2 || !read_options(&run, argc, argv)) {
        fputs("test_screens landscape|portrait [OPTION...]: see the top of its source\n", stderr);
        return 2;
    }
    run.states = run.several ? states_several : run.staff ? states_staff : states;
    run.states_count = run.several ? states_several_count
                       : run.staff ? states_staff_count
                                   : states_count;
    if (!open_all(&run)) {
        fputs("the screens cannot be drawn\n", stderr);
        return 1;
    }
    char *list = str_format("%s/tests/screens/approved/%scontrols-%s.txt", SOURCE_ROOT,
                            group_of(&run), run.portrait ? "portrait" : "landscape");
    run.controls = controls_open(list);
    free(list);
    if (run.cost)
        printf(
            "%-26s %7s %7s %7s %7s  ms: first picture, still, press, press and a video picture\n",
            run.portrait ? "portrait" : "landscape", "first", "still", "press", "video");
    for (int i = 0; run.cost && i < run.states_count; i++)
        cost(&run, &run.states[i]);
    if (!run.cost)
        draw_all(&run);
    if (run.compared && run.states == states && !run.only)
        check_printer(&run);
    if (!controls_close(run.controls, run.approve && run.compared && !run.only))
        puts("the list of controls cannot be written");
    close_all(&run);
    printf("%d screens drawn, %d breaches\n", run.drawn, run.breaches);
    return run.breaches || !run.drawn;
}
