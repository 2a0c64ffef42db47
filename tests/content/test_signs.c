// What harms is missed nowhere: "When to get help" on paper names every sign of the check in a line
// of the check's own tier, and the checks of two topics ask for the same signs, because one of them
// runs before a patient has chosen.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "library.h"
#include "page_words.h"
#include "str.h"

enum { WORDS_MOST = 4 };

// Written by hand: which words of the paper a patient knows the sign by. All of them have to be there.
static const struct sign_words {
    const char *sign, *words[WORDS_MOST];
} paper[] = {
    {"new.pe", {"chest pain", "short breath", "coughing up blood", "pass out"}},
    {"new.stroke", {"face, arm or speech is suddenly weak"}},
    {"new.cauda", {"numb between your legs", "two weak legs", "trouble with pee, poo or sex"}},
    {"new.compartment", {"sudden terrible pain"}},
    {"new.cold-leg", {"cold, pale or blue leg", "cannot move or feel"}},
    {"new.fracture", {"got hurt and cannot stand on that leg"}},
    {"new.tendon-tear", {"cannot stand on that leg or on your toes"}},
    {"new.rhabdo", {"dark brown pee"}},
    {"new.torsion", {"sudden testicle pain"}},
    {"new.hernia", {"painful groin lump"}},
    {"warn.dvt.swelling", {"one leg is swollen"}},
    {"warn.dvt.warmth", {"warm"}},
    {"warn.dvt.redness", {"a different colour"}},
    {"warn.dvt.dull-persistent", {"aches all day"}},
    {"new.both-legs-sudden", {"both legs swell suddenly"}},
    {"cause.strain", {"a pull or pop"}},
    {"warn.weakness", {"is weak"}},
    {"warn.numbness", {"numb"}},
    {"warn.foot-control", {"foot drags"}},
    {"new.twitching", {"twitching"}},
    {"new.over-10-min", {"over 10 minutes"}},
    {"new.severe-now", {"very bad and will not ease"}},
    {"warn.systemic-illness", {"fever", "hot sore joint", "child who limps"}},
    {"new.tetanus", {"dirty wound"}},
    {"new.poison", {"poison"}},
    {"new.fluid-loss", {"throw up", "diarrhea", "water pill", "belly, arms or chest"}},
    {"warn.persistent", {"keep coming back"}},
    {"warn.frequent", {"keep coming back"}},
    {"warn.severe", {"were very bad"}},
    {"warn.sleep", {"wake you"}},
    {"new.walking-cramp", {"come on walking"}},
    {"new.both-legs", {"two swollen legs"}},
    {"warn.new-medicine", {"a new medicine"}},
    {"warn.weight-loss", {"weight loss"}},
    {"cause.pregnancy", {"pregnant"}},
};
// "Something worries me" is its own words: no line of paper can name it.
static const char unnamed[] = "warn.other-symptoms";

static struct library *library;

static enum tier line_tier(const char *line)
{
    return str_starts(line, "Call ")               ? TIER_EMERGENCY
           : str_starts(line, "Get seen today ")   ? TIER_SAME_DAY
           : str_starts(line, "Tell your physio ") ? TIER_BOOK
                                                   : TIER_SELF_CARE;
}

static bool named(char *const *lines, size_t count, enum tier tier, const char *words)
{
    for (size_t i = 0; i < count; i++)
        if (line_tier(lines[i]) == tier && strcasestr(lines[i], words))
            return true;
    return false;
}

// How many words of one sign no line of its tier holds; a sign without a row counts as one.
static size_t unnamed_of(const char *sign, enum tier tier, char *const *lines, size_t count)
{
    for (size_t i = 0; i < sizeof paper / sizeof *paper; i++) {
        if (!str_equal(paper[i].sign, sign))
            continue;
        size_t missing = 0;
        for (size_t j = 0; j < WORDS_MOST && paper[i].words[j]; j++)
            missing += !named(lines, count, tier, paper[i].words[j]);
        return missing;
    }
    return !str_equal(sign, unnamed);
}

static size_t missing_on_paper(const struct checklist *checklist, char *const *lines, size_t count,
                               bool tell)
{
    size_t missing = 0;
    for (size_t i = 0; i < checklist->questions_count; i++) {
        const struct question *question = &checklist->questions[i];
        for (size_t j = 0; j < question->signs_count; j++) {
            size_t here = unnamed_of(question->signs[j], question->yes, lines, count);
            if (here && tell)
                print_error("\"When to get help\" does not name %s of \"%s\" as the check does\n",
                            question->signs[j], question->id);
            missing += here;
        }
    }
    return missing;
}

static const struct topic *topic_at(size_t i)
{
    return &library->topics[0][i];
}

static void the_paper_names_each_sign_in_its_tier(void **state)
{
    (void)state;
    assert_true(library->topics_count >= 2);
    for (size_t i = 0; i < library->topics_count; i++) {
        const struct list_page *help = &topic_at(i)->get_help;
        for (size_t j = 0; j < help->items_count; j++)
            assert_int_not_equal(line_tier(help->items[j]), TIER_SELF_CARE);
        assert_int_equal(
            missing_on_paper(&topic_at(i)->checklist, help->items, help->items_count, true), 0);
    }
}

// The control: without any one line, or with it said one tier lower, something is missing.
static void a_line_that_goes_or_sinks_is_noticed(void **state)
{
    (void)state;
    const struct checklist *checklist = &topic_at(0)->checklist;
    const struct list_page *help = &topic_at(0)->get_help;
    char *lines[16];
    assert_in_range(help->items_count, 4, 16);
    for (size_t i = 0; i < help->items_count; i++) {
        memcpy(lines, help->items, help->items_count * sizeof *lines);
        lines[i] = (char[]){""};
        assert_true(missing_on_paper(checklist, lines, help->items_count, false) > 0);
        enum tier tier = line_tier(help->items[i]);
        lines[i] =
            str_format("%s%s", tier == TIER_EMERGENCY ? "Get seen today " : "Tell your physio ",
                       strchr(help->items[i], ' '));
        bool sinks = tier > TIER_BOOK;
        assert_int_equal(missing_on_paper(checklist, lines, help->items_count, false) > 0, sinks);
        free(lines[i]);
    }
}

// The tier that a check gives to a sign; TIERS if it does not ask.
static enum tier tier_of(const struct checklist *checklist, const char *sign)
{
    for (size_t i = 0; i < checklist->questions_count; i++)
        for (size_t j = 0; j < checklist->questions[i].signs_count; j++)
            if (str_equal(checklist->questions[i].signs[j], sign))
                return checklist->questions[i].yes;
    return TIERS;
}

static void each_check_asks_for_the_signs_of_the_other(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < library->topics_count; i++)
        for (size_t j = 0; j < library->topics_count; j++) {
            const struct checklist *one = &topic_at(i)->checklist, *two = &topic_at(j)->checklist;
            for (size_t k = 0; k < one->questions_count; k++)
                for (size_t s = 0; s < one->questions[k].signs_count; s++) {
                    const char *sign = one->questions[k].signs[s];
                    bool same = tier_of(two, sign) == one->questions[k].yes;
                    if (!same)
                        print_error("%s: the check of %s does not ask as that of %s\n", sign,
                                    topic_at(j)->page.id, topic_at(i)->page.id);
                    wrong += !same;
                }
        }
    assert_int_equal(wrong, 0);
}

// What one topic alone asked stands in both, in the question itself where signs are listed: in large
// print the help of such a question has no room on the screen.
static void what_one_topic_asked_stands_in_the_other_too(void **state)
{
    (void)state;
    static const struct {
        const char *id, *words;
    } asked[] = {{"cannot-stand", "stand on your toes"}, {"one-leg", "both swell suddenly"},
                 {"too-long", "very bad now"},           {"sudden-pain", "This does not"},
                 {"unwell", "touch a poison"},           {"fluid-loss", "a new water pill"},
                 {"keeps-coming", "both legs swollen"}};
    for (size_t i = 0; i < library->topics_count; i++)
        for (size_t k = 0; k < sizeof asked / sizeof *asked; k++) {
            const struct checklist *checklist = &topic_at(i)->checklist;
            bool found = false;
            for (size_t q = 0; q < checklist->questions_count; q++) {
                const struct question *question = &checklist->questions[q];
                const char *words = question->any_of_count ? question->ask : question->help;
                found = found ||
                        (str_equal(question->id, asked[k].id) && strstr(words, asked[k].words));
            }
            if (!found)
                fail_msg("%s: \"%s\" does not speak of \"%s\"", topic_at(i)->page.id, asked[k].id,
                         asked[k].words);
        }
}

struct phrase {
    const char *words;
    bool found;
};

static void look_for(void *context, const char *words)
{
    struct phrase *phrase = context;
    phrase->found = phrase->found || strstr(words, phrase->words);
}

static void look_in(void *context, const struct page_view *view)
{
    page_words(view, look_for, context);
}

static bool says(const struct topic *topic, const char *words)
{
    struct phrase phrase = {words, false};
    topic_pages(topic, look_in, &phrase);
    return phrase.found;
}

// Pain that is very bad now is of today wherever it is spoken of; what is over can wait.
static void very_bad_has_one_answer(void **state)
{
    (void)state;
    for (size_t i = 0; i < library->topics_count; i++) {
        const struct topic *topic = topic_at(i);
        assert_int_equal(tier_of(&topic->checklist, "new.severe-now"), TIER_SAME_DAY);
        assert_int_equal(tier_of(&topic->checklist, "warn.severe"), TIER_BOOK);
        assert_non_null(strstr(topic->relief.warning, "Very bad"));
        assert_non_null(strstr(topic->relief.warning, "front desk now"));
        assert_true(says(topic, "is very bad now, or if"));        // "When should I get help?"
        assert_true(says(topic, "or a very bad cramp now: tell")); // "Whom to see"
        assert_false(says(topic, "that are very bad"));
    }
}

// The same of what the calf's pages told in several ways.
static void the_calf_pages_agree_with_the_check(void **state)
{
    (void)state;
    const struct topic *topic = library_topic(library, "night-calf-cramps", "en");
    assert_non_null(topic);
    assert_true(says(topic, "A new water pill? Tell the front desk today."));
    assert_true(says(topic, "two swollen legs. Suddenly swollen? Be seen today."));
    assert_true(says(topic, "both legs are swollen. Suddenly swollen? Be seen today."));
    assert_true(says(topic, "Unsteady, or fell lately? Do the ones on a chair."));
    assert_false(says(topic, "or fell lately? Ask"));
    assert_false(says(topic, "operation, or fell lately"));
}

// Nothing an exercise says may stand where no screen and no paper shows it.
static void an_exercise_hides_no_words(void **state)
{
    (void)state;
    for (size_t l = 0; l < library->clinic.languages_count; l++)
        for (size_t t = 0; t < library->topics_count; t++)
            for (size_t i = 0; i < library->topics[l][t].exercises_count; i++) {
                const struct page *page = &library->topics[l][t].exercises[i].page;
                if (page->body && *page->body)
                    fail_msg("%s in %s: words below the second --- are shown nowhere: \"%s\"",
                             page->id, page->language, page->body);
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_paper_names_each_sign_in_its_tier),
        cmocka_unit_test(a_line_that_goes_or_sinks_is_noticed),
        cmocka_unit_test(each_check_asks_for_the_signs_of_the_other),
        cmocka_unit_test(what_one_topic_asked_stands_in_the_other_too),
        cmocka_unit_test(very_bad_has_one_answer),
        cmocka_unit_test(the_calf_pages_agree_with_the_check),
        cmocka_unit_test(an_exercise_hides_no_words),
    };
    library = library_load(
        &(struct library_options){.content = "content", .videos = "videos", .demonstration = true});
    if (!library)
        return 1;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    library_destroy(library);
    return failed;
}
