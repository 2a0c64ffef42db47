// Every page of the content that ships, in every language of clinic.yaml and both text sizes, by
// the rules alone: no word of any question, exercise or learn page is cut, broken or laid over
// another.
//
// test_pages landscape|portrait [--language es] [--sheet FOLDER]
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "drawing.h"
#include "fake_parts.h"
#include "image.h"
#include "letters.h"
#include "rules.h"
#include "screen.h"
#include "str.h"
#include "words.h"

struct run {
    const char *language, *sheet; // only this language; a folder for pictures; or NULL
    struct drawing on;
    bool over_long; // some words are meant to have no room
    int drawn, breaches;
};

static void draw(struct run *run, const char *screen, const char *id)
{
    struct stage *stage = &run->on.stage;
    struct session *session = &run->on.session;
    run->on.ui.now_ms = stage->now_ms = 100000;
    stage->today = 1795219200; // 21 November 2026
    stage->topic = library_topic(run->on.library, session->topic, session->language);
    stage->clinic_topic =
        library_topic(run->on.library, session->topic, run->on.library->clinic.languages[0]);
    stage_dress(stage);
    stage->entered = !session->finished;
    for (int pass = 0; pass < 2; pass++) { // once to begin, once more as it then is
        screen_named(screen)->frame(stage);
        stage->entered = false;
        stage->go = NULL;
    }
    ui_end(&run->on.ui);
    stage_pass_done(stage);
    char *name = str_format("%s %s %s in %s%s, %s", session->topic, screen, id, session->language,
                            session->large ? ", larger" : "",
                            run->on.ui.portrait ? "portrait" : "landscape");
    run->breaches += rules_check(&run->on.ui, name, !run->over_long);
    if (run->sheet) {
        struct pixels pixels = canvas_grab(run->on.ui.canvas);
        char *path = str_format(
            "%s/%s-%s-%s-%s-%s%s.png", run->sheet, session->language, session->topic, screen, id,
            run->on.ui.portrait ? "portrait" : "landscape", session->large ? "-larger" : "");
        if (!image_save_png(path, &pixels))
            printf("%s cannot be written\n", path);
        free(path);
        pixels_destroy(&pixels);
    }
    free(name);
    if (screen_named(screen)->leave)
        screen_named(screen)->leave(stage);
    run->drawn++;
}

// Words that a page may not lose, nor any part of them, however little room there is.
static void must_stand(struct run *run, const char *words)
{
    const struct tree *tree = &run->on.ui.tree;
    if (!*words)
        return;
    for (size_t i = 0; i < tree->count; i++)
        if (str_equal(tree->items[i].name, words) && !tree->items[i].cut)
            return;
    printf("%s on %s, in %s%s: \"%s\" is left out or cut\n", tree->screen, run->on.session.topic,
           run->on.session.language, run->on.session.large ? ", larger" : "", words);
    run->breaches++;
}

static void each_paragraph(struct run *run, const char *body)
{
    char *text = str_copy(body);
    for (char *at = text, *end; at; at = end) {
        end = strstr(at, "\n\n");
        if (end) {
            *end = '\0';
            end += 2;
        }
        must_stand(run, at);
    }
    free(text);
}

static void fresh(struct run *run, const char *language, const struct topic *topic, bool large)
{
    fake = (struct fake_parts){0};
    run->on.session = (struct session){.large = large};
    snprintf(run->on.session.language, sizeof run->on.session.language, "%s", language);
    snprintf(run->on.session.topic, sizeof run->on.session.topic, "%s", topic->page.id);
}

// What to do stands as a whole: a step that loses its second line tells half of it.
static void steps_must_stand(struct run *run, const struct advice *steps, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        must_stand(run, steps[i].text);
        must_stand(run, steps[i].line);
    }
}

// Half a question is another one: what it asks further stands under it, whichever question staff
// chose.
static void draw_before(struct run *run, const char *language, struct topic *topic, bool large)
{
    const struct question *questions = topic->checklist.questions;
    fresh(run, language, topic, large);
    draw(run, "before", "");
    for (size_t i = 0; i < topic->before_count; i++)
        must_stand(run, topic->before[i].line);
    run->breaches += topic->before_questions_count == 0;
    for (size_t i = 0; i < topic->before_questions_count; i++) {
        must_stand(run, questions[topic->before_questions[i]].ask);
        must_stand(run, questions[topic->before_questions[i]].help);
    }
    size_t list = 0, chosen = topic->before_questions[0];
    while (!questions[list].any_of_count && list + 1 < topic->checklist.questions_count)
        list++;
    topic->before_questions[0] = list;
    struct note *note = &topic->before[topic->before_count - 1];
    char *
        line = note->line,
       longer[] =
           "Ask your physio first. Unsteady on your feet, or fell lately? Then do only the ones on a chair, slowly.";
    note->line = longer; // it gets smaller before it is dropped
    draw(run, "before", "list");
    must_stand(run, longer);
    note->line = line;
    must_stand(run, questions[list].sign);
    topic->before_questions[0] = chosen;
}

// An answer that is chosen is set as it was before: its words do not jump under the finger.
static void draw_chosen(struct run *run, const char *language, const struct topic *topic,
                        bool large)
{
    struct rect before = {0};
    for (int chosen = 0; chosen < 2; chosen++) {
        fresh(run, language, topic, large);
        run->on.session.answers.given[0] = chosen ? ANSWER_NOT_SURE : ANSWER_NONE;
        draw(run, "question", chosen ? "chosen" : "not chosen");
        const struct item *item = tree_find(&run->on.ui.tree, "not-sure");
        if (chosen && (before.w != item->words.w || before.h != item->words.h)) {
            printf("\"%s\" in %s%s is set anew when chosen\n", item->name, language,
                   large ? ", larger" : "");
            run->breaches++;
        }
        before = item->words;
    }
}

// What is promised of the page is true of it: who is sent to the desk carries a sign there.
static void draw_printed_results(struct run *run, const char *language, const struct topic *topic,
                                 bool large)
{
    static const char *const promises[TIERS] = {
        [TIER_BOOK] = "It does not show your name or your answers.",
        [TIER_SAME_DAY] = "It does not show your name. It tells staff which sign you have.",
        [TIER_EMERGENCY] = "It does not show your name. It tells staff which sign you have.",
    };
    for (enum tier tier = TIER_BOOK; tier < TIERS; tier++) {
        size_t i = 0;
        while (topic->checklist.questions[i].yes != tier)
            i++;
        fresh(run, language, topic, large);
        run->on.session.answers.given[i] = ANSWER_YES;
        run->on.session.print_result = true;
        draw(run, "handout", tier_name(tier));
        must_stand(run, tr(language, promises[tier]));
    }
}

static void draw_topic(struct run *run, const char *language, struct topic *topic, bool large)
{
    static const char *const plain[] = {"attract", "hub", "check", "relief", "exercises"};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        fresh(run, language, topic, large);
        draw(run, plain[i], "");
        if (str_equal(plain[i], "relief"))
            steps_must_stand(run, topic->relief.steps, topic->relief.steps_count);
    }
    draw_before(run, language, topic, large);
    for (size_t i = 0; i < topic->learn_count; i++) {
        fresh(run, language, topic, large);
        run->on.session.learn_page = i;
        draw(run, "learn", topic->learn[i].page.id);
        for (size_t k = 0; k < topic->learn[i].facts_count; k++)
            must_stand(run, topic->learn[i].facts[k].line);
    }
    for (size_t i = 0; i < topic->faqs_count; i++) {
        fresh(run, language, topic, large);
        run->on.session.list_page = i / 6;
        draw(run, "faqs", topic->faqs[i].page.id);
        must_stand(run, topic->faqs[i].page.title);
        fresh(run, language, topic, large);
        run->on.session.faq = i;
        draw(run, "faq", topic->faqs[i].page.id);
        must_stand(run, topic->faqs[i].page.title);
        each_paragraph(run, topic->faqs[i].page.body);
    }
    const struct checklist *checklist = &topic->checklist;
    for (size_t i = 0; i < checklist->questions_count; i++) {
        fresh(run, language, topic, large);
        run->on.session.question = i;
        draw(run, "question", checklist->questions[i].id);
        must_stand(run, checklist->questions[i].ask);
        must_stand(run, checklist->questions[i].help);
        fresh(run, language, topic, large);
        for (size_t k = 0; k < checklist->questions_count; k++)
            run->on.session.answers.given[k] = k == i ? ANSWER_YES : ANSWER_NO;
        draw(run, "result", checklist->questions[i].id);
        const struct tier_card *card = &checklist->cards[checklist->questions[i].yes];
        steps_must_stand(run, card->steps, card->steps_count);
    }
    draw_chosen(run, language, topic, large);
    draw_printed_results(run, language, topic, large);
    for (size_t i = 0; i < topic->exercises_count; i++) {
        for (int step = 0; step < 4; step++) { // what to take care of, two moments of it, its end
            fresh(run, language, topic, large);
            fake.player = PLAYER_PLAYING;
            fake.position_ms = step == 2 ? 4000 : 0;
            run->on.session.exercise = i;
            run->on.session.before_seen = true;
            run->on.session.care_seen[i] = step > 0;
            draw(run, "exercise", topic->exercises[i].page.id);
        }
    }
}

// Words of `letters` letters; the caller frees them.
static char *words_of(size_t letters)
{
    static const char some[] =
        "Stop when you feel a gentle pull, then rest for a moment and tell the staff about it. ";
    char *words = mem_make(letters + 1, 1);
    for (size_t i = 0; i < letters; i++)
        words[i] = some[i % (sizeof some - 1)];
    if (words[letters - 1] == ' ')
        words[letters - 1] = 's';
    return words;
}

// What is lost without a mark is lost for every test: it stands there, if only in part.
static void must_be_marked(struct run *run, const char *words)
{
    const struct tree *tree = &run->on.ui.tree;
    for (size_t i = 0; i < tree->count; i++)
        if (str_equal(tree->items[i].name, words) && tree->items[i].cut)
            return;
    printf("%s: words too long for it are lost, and nothing says so\n", tree->screen);
    run->breaches++;
}

// One field of a page with words of a length: as much as the content takes without a warning stands,
// and of more the tree says that it is cut.
static void draw_field(struct run *run, struct topic *topic, bool large, const char *screen,
                       char **field, size_t letters, bool stands)
{
    char *kept = *field;
    *field = words_of(letters);
    fresh(run, "en", topic, large);
    const struct checklist *checklist = &topic->checklist;
    for (size_t i = checklist->questions_count; i-- > 0;)
        if (checklist->questions[i].yes == TIER_EMERGENCY)
            run->on.session.answers.given[i] = ANSWER_YES;
    run->over_long = !stands;
    draw(run, screen, stands ? "full" : "over-long");
    run->over_long = false;
    (stands ? must_stand : must_be_marked)(run, *field);
    free(*field);
    *field = kept;
}

static void draw_limits(struct run *run, struct topic *topic, bool large)
{
    struct advice *step = &topic->checklist.cards[TIER_EMERGENCY].steps[2],
                  *relief = &topic->relief.steps[topic->relief.steps_count - 1];
    struct note *before = &topic->before[0], *fact = &topic->learn[0].facts[0];
    const struct {
        const char *screen;
        char **text, **line;
        size_t text_letters, line_letters;
    } pairs[] = {
        {"result", &step->text, &step->line, ADVICE_TEXT_LETTERS, ADVICE_LINE_LETTERS},
        {"relief", &relief->text, &relief->line, ADVICE_TEXT_LETTERS, ADVICE_LINE_LETTERS},
        {"before", &before->text, &before->line, BEFORE_TEXT_LETTERS, BEFORE_LINE_LETTERS},
        {"learn", &fact->text, &fact->line, FACT_TEXT_LETTERS, FACT_LINE_LETTERS},
    };
    enum { FAR_TOO_MANY = 900 };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        char *kept = *pairs[i].text;
        draw_field(run, topic, large, pairs[i].screen, pairs[i].text, FAR_TOO_MANY, false);
        *pairs[i].text = words_of(pairs[i].text_letters);
        draw_field(run, topic, large, pairs[i].screen, pairs[i].line, pairs[i].line_letters, true);
        draw_field(run, topic, large, pairs[i].screen, pairs[i].line, FAR_TOO_MANY, false);
        free(*pairs[i].text);
        *pairs[i].text = kept;
    }
    draw_field(run, topic, large, "relief", &topic->relief.warning, WARNING_LETTERS, true);
}

// Six stop rules and six precautions, as long as the content takes them: before the picture moves
// and, of the stop rules, when it is done.
static void draw_long_care(struct run *run, struct topic *topic, bool large)
{
    enum { LINES = 6 };
    struct exercise *exercise = &topic->exercises[0], kept = *exercise;
    char *stop[LINES], *care[LINES];
    for (int i = 0; i < LINES; i++) { // each its own
        stop[i] = words_of(STOP_LETTERS);
        care[i] = words_of(CARE_LETTERS);
        stop[i][0] = care[i][1] = (char)('A' + i);
    }
    exercise->stop_if = stop;
    exercise->precautions = care;
    exercise->stop_if_count = exercise->precautions_count = LINES;
    for (int ended = 0; ended < 2; ended++) {
        fresh(run, "en", topic, large);
        run->on.session.before_seen = true;
        run->on.session.care_seen[0] = ended;
        run->on.session.course_open = run->on.session.finished = ended;
        draw(run, "exercise", ended ? "long care, ended" : "long care");
        for (int i = 0; i < LINES; i++) {
            must_stand(run, stop[i]);
            if (!ended)
                must_stand(run, care[i]);
        }
    }
    *exercise = kept;
    for (int i = 0; i < LINES; i++) {
        free(stop[i]);
        free(care[i]);
    }
}

// A page whose video is still to come is judged with the video of another.
static void lend_videos(struct library *library)
{
    for (size_t l = 0; l < library->clinic.languages_count; l++)
        for (size_t t = 0; t < library->topics_count; t++)
            for (size_t i = 0; i < library->topics[l][t].exercises_count; i++) {
                struct exercise *exercise = &library->topics[l][t].exercises[i];
                if (!exercise->video)
                    exercise->video = str_copy("butterfly-stretch.webm");
            }
}

int main(int argc, char **argv)
{
    static struct run run; // large: the tree
    bool portrait = argc > 1 && str_equal(argv[1], "portrait");
    for (int i = 2; i + 1 < argc; i += 2) {
        if (str_equal(argv[i], "--language"))
            run.language = argv[i + 1];
        else if (str_equal(argv[i], "--sheet"))
            run.sheet = argv[i + 1];
    }
    if (!drawing_open(&run.on, portrait ? 1080 : 1920, portrait ? 1920 : 1080,
                      SOURCE_ROOT "/content", NULL)) {
        fputs("the pages cannot be drawn\n", stderr);
        return 1;
    }
    run.on.ui.portrait = portrait;
    run.on.ui.target = ui_target_for(0, portrait, &(bool){0});
    lend_videos(run.on.library);
    for (size_t l = 0; l < run.on.library->clinic.languages_count; l++) {
        const char *language = run.on.library->clinic.languages[l];
        if (run.language && !str_equal(run.language, language))
            continue;
        for (size_t t = 0; t < run.on.library->topics_count; t++)
            for (int large = 0; large < 2; large++)
                draw_topic(&run, language, &run.on.library->topics[l][t], large);
    }
    for (int large = 0; large < 2; large++) {
        draw_limits(&run, &run.on.library->topics[0][0], large);
        draw_long_care(&run, &run.on.library->topics[0][0], large);
    }
    printf("%d pages drawn, %d breaches\n", run.drawn, run.breaches);
    drawing_close(&run.on);
    return run.breaches || !run.drawn;
}
