// What harms is missed nowhere: "When to get help" on paper names every sign of the check with what to
// do about it in the check's own tier, whom to ask and by when, in every language; and the checks of
// two topics ask for the same signs, because one of them runs before a patient has chosen.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "library.h"
#include "page_words.h"
#include "readability.h"
#include "str.h"

enum { WORDS_MOST = 4 };

// Written by hand: which words of the paper a patient knows the sign by. All of them have to be there.
static const struct sign_words {
    const char *sign, *words[WORDS_MOST];
} paper[] = {
    {"new.pe", {"chest pain?", "short of breath?", "coughing up blood?", "passed out?"}},
    {"new.stroke", {"face, arm or speech suddenly weak"}},
    {"new.cauda", {"numb between your legs?", "two weak legs?", "trouble with pee, poo or sex?"}},
    {"new.compartment", {"sudden terrible pain"}},
    {"new.cold-leg", {"cold, pale or blue leg?", "cannot move or feel?"}},
    {"new.fracture", {"got hurt, and cannot stand on that leg"}},
    {"new.tendon-tear", {"cannot stand on that leg or on your toes?"}},
    {"new.rhabdo", {"dark brown pee?"}},
    {"new.torsion", {"sudden testicle pain?"}},
    {"new.hernia", {"painful groin lump?"}},
    {"warn.dvt.swelling", {"one leg swollen"}},
    {"warn.dvt.warmth", {"warm"}},
    {"warn.dvt.redness", {"a different colour?"}},
    {"warn.dvt.dull-persistent", {"ache all day?"}},
    {"new.both-legs-sudden", {"both legs suddenly swollen?"}},
    {"cause.strain", {"a pull or pop?"}},
    {"warn.weakness", {"a weak,"}},
    {"warn.numbness", {"numb or twitching leg?"}},
    {"warn.foot-control", {"foot drag?"}},
    {"new.twitching", {"twitching"}},
    {"new.over-10-min", {"a cramp over 10 minutes"}},
    {"new.severe-now", {"or very bad now?"}},
    {"warn.systemic-illness", {"fever or ill?", "hot, sore joint?", "child who limps?"}},
    {"new.tetanus", {"dirty wound?"}},
    {"new.poison", {"poison?"}},
    {"new.fluid-loss", {"throw up", "diarrhea", "water pill?", "belly, arms or chest?"}},
    {"warn.persistent", {"no better after 2 weeks?"}},
    {"warn.frequent", {"keep coming back"}},
    {"warn.severe", {"were very bad?"}},
    {"warn.sleep", {"wake you"}},
    {"new.walking-cramp", {"cramps on walking?"}},
    {"new.both-legs", {"both legs swollen?"}},
    {"warn.new-medicine", {"new medicine?"}},
    {"warn.weight-loss", {"losing weight?"}},
    {"cause.pregnancy", {"pregnant?"}},
};
// The signs to book do not all wait alike, nor for the same person: who is named, and by when.
static const struct sign_wait {
    const char *sign, *who, *when;
} waits[] = {
    {"warn.persistent", "physio or doctor", "this week"},
    {"warn.frequent", "physio or doctor", "this week"},
    {"warn.severe", "physio or doctor", "this week"},
    {"warn.sleep", "physio or doctor", "this week"},
    {"new.walking-cramp", "a doctor", "in 1 or 2 days"},
    {"new.both-legs", "physio or doctor", "this week"},
    {"warn.new-medicine", "pharmacist or doctor", "in 1 or 2 days"},
    {"warn.weight-loss", "a doctor", "this week"},
    {"cause.pregnancy", "your midwife", ""},
};
// "Something worries me" is its own words: no line of paper can name it.
static const char unnamed[] = "warn.other-symptoms";

static struct library *library;

// "Chest pain? Passed out? Call 911.": what to do about the sign at `at` is what follows the questions,
// up to the next one. The caller frees it.
static char *action_after(const char *at)
{
    const char *from = at;
    bool asked = false;
    for (size_t length; (length = sentence_length(at)); at += length) {
        bool asks = memchr(at, '?', length);
        if (asks && asked)
            break;
        asked = asked || !asks;
        from = asks ? at + length : from;
    }
    return str_copy_part(from, (size_t)(at - from));
}

static enum tier action_tier(const char *action)
{
    return strstr(action, "Call 911.")           ? TIER_EMERGENCY
           : strstr(action, "Call a doctor or ") ? TIER_SAME_DAY
           : strstr(action, "week") || strstr(action, "1 or 2") ||
                   str_starts(action, "Tell your midwife.")
               ? TIER_BOOK
               : TIER_SELF_CARE;
}

static const struct sign_wait *wait_of(const char *sign)
{
    for (size_t i = 0; i < sizeof waits / sizeof *waits; i++)
        if (str_equal(waits[i].sign, sign))
            return &waits[i];
    return NULL;
}

// Whether a line names a sign by `words`, with what its tier and `wait` (may be NULL) ask for.
static bool named(char *const *lines, size_t count, enum tier tier, const char *words,
                  const struct sign_wait *wait)
{
    bool found = false;
    for (size_t i = 0; i < count && !found; i++) {
        const char *at = strcasestr(lines[i], words);
        char *action = at ? action_after(at) : NULL;
        found = action && action_tier(action) == tier &&
                (!wait || (strstr(action, wait->who) && strstr(action, wait->when)));
        free(action);
    }
    return found;
}

// How many words of one sign no line of its tier holds; a sign without a row counts as one.
static size_t unnamed_of(const char *sign, enum tier tier, char *const *lines, size_t count)
{
    for (size_t i = 0; i < sizeof paper / sizeof *paper; i++) {
        if (!str_equal(paper[i].sign, sign))
            continue;
        const struct sign_wait *wait = wait_of(sign);
        size_t missing = tier == TIER_BOOK && !wait;
        for (size_t j = 0; j < WORDS_MOST && paper[i].words[j]; j++)
            missing += !named(lines, count, tier, paper[i].words[j], wait);
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
        assert_int_equal(
            missing_on_paper(&topic_at(i)->checklist, help->items, help->items_count, true), 0);
    }
}

static void assert_missing(const char *line, const char *changed, size_t at)
{
    char *lines[16];
    const struct list_page *help = &topic_at(0)->get_help;
    memcpy(lines, help->items, help->items_count * sizeof *lines);
    lines[at] = str_copy(changed);
    if (!missing_on_paper(&topic_at(0)->checklist, lines, help->items_count, false))
        fail_msg("nothing is missing with \"%s\" instead of \"%s\"", changed, line);
    free(lines[at]);
}

// The control: without any one line, or with a wait, a person or a call in it changed, something is
// missing. The line for a clinic that is closed has no sign: it is held below.
static void a_line_that_goes_or_sinks_is_noticed(void **state)
{
    (void)state;
    static const char *const changes[][2] = {
        {"Call 911.", "Call a doctor or the clinic today."},
        {"Call a doctor or the clinic today.", "Tell your physio this week."},
        {"1 or 2 days", "a week"},
        {"pharmacist or doctor", "physio"},
        {"See a doctor this week.", "See a doctor."},
        {"Tell your midwife.", ""},
        {"physio or doctor this week", "physio or doctor"},
        {"No better after 2 weeks? ", ""}};
    const struct list_page *help = &topic_at(0)->get_help;
    assert_in_range(help->items_count, 4, 16);
    size_t changed = 0;
    for (size_t i = 0; i < help->items_count; i++) {
        const char *line = help->items[i];
        if (!str_starts(line, "Is the clinic closed?"))
            assert_missing(line, "", i);
        for (size_t c = 0; c < sizeof changes / sizeof *changes; c++) {
            const char *at = strstr(line, changes[c][0]);
            if (!at)
                continue;
            char *other = str_format("%.*s%s%s", (int)(at - line), line, changes[c][1],
                                     at + strlen(changes[c][0]));
            assert_missing(line, other, i);
            free(other);
            changed++;
        }
    }
    assert_true(changed >= sizeof changes / sizeof *changes);
}

// Whom to call stands where a call is meant, at home and when the clinic is closed too.
static void a_call_says_whom(void **state)
{
    (void)state;
    for (size_t i = 0; i < library->topics_count; i++) {
        const struct list_page *help = &topic_at(i)->get_help;
        size_t closed = 0, today = 0;
        for (size_t j = 0; j < help->items_count; j++) {
            const char *line = help->items[j];
            closed +=
                strstr(line, "closed? Call an out-of-hours doctor or go to urgent care today.") !=
                NULL;
            today += strstr(line, "Call a doctor or the clinic today.") != NULL;
            if (strstr(line, "Call "))
                assert_true(strstr(line, "Call 911.") || strstr(line, "doctor"));
        }
        assert_int_equal(closed, 1);
        assert_true(today > 0);
        const struct tier_card *cards = topic_at(i)->checklist.cards;
        assert_string_equal(cards[TIER_EMERGENCY].key_number, "911");
        assert_non_null(
            strstr(cards[TIER_SAME_DAY].steps[0].line, "Call the clinic or a doctor today"));
        assert_non_null(strstr(cards[TIER_BOOK].steps[0].line, "call the clinic"));
    }
}

// The card for what can wait a few days says to whom, and how long, as the paper does.
static void the_card_to_book_says_whom_and_when(void **state)
{
    (void)state;
    static const char *const said[] = {
        "New medicine? Ask a pharmacist or doctor in 1 or 2 days.",
        "Do not stop a medicine yourself.",
        "Cramps on walking? See a doctor in 1 or 2 days.",
        "Losing weight? See a doctor this week.",
        "Pregnant? Tell your midwife.",
        "Tell your physio today",
        "Say: “The screen says I need a check this week.”",
        "Do not skip it.",
    };
    for (size_t i = 0; i < library->topics_count; i++) {
        const struct tier_card *card = &topic_at(i)->checklist.cards[TIER_BOOK];
        char *words = str_format("%s %s", card->headline, card->line);
        for (size_t j = 0; j < card->steps_count; j++) {
            char *more = str_format("%s %s %s", words, card->steps[j].text, card->steps[j].line);
            free(words);
            words = more;
        }
        assert_null(strstr(words, "can wait"));
        for (size_t j = 0; j < sizeof said / sizeof *said; j++)
            if (!strstr(words, said[j]))
                fail_msg("the card to book of %s does not say \"%s\"", topic_at(i)->page.id,
                         said[j]);
        free(words);
    }
}

// Each line by itself at grade 6 at most; `check --reading` holds the whole at 5.
static void each_line_of_the_paper_is_easy(void **state)
{
    (void)state;
    const struct list_page *help = &topic_at(0)->get_help;
    for (size_t i = 0; i < help->items_count; i++) {
        struct readability line = {0};
        readability_add(&line, help->items[i]);
        if (readability_grade(&line) > 6)
            fail_msg("\"%s\" is grade %.1f", help->items[i], readability_grade(&line));
    }
}

static size_t count_of(const char *text, const char *words)
{
    size_t count = 0;
    for (; (text = strstr(text, words)); text += strlen(words))
        count++;
    return count;
}

// What a clinic fills in stands in the same line of each language's file.
static void every_language_names_the_numbers_where_english_does(void **state)
{
    (void)state;
    static const char *const names[] = {"{emergency_number}", "{phone}"};
    for (size_t t = 0; t < library->topics_count; t++)
        for (size_t l = 1; l < library->clinic.languages_count; l++) {
            const char *id = topic_at(t)->page.id, *language = library->clinic.languages[l];
            const char *parts[] = {"\n  same-day:", "\n  book:", "\n  self-care:", "\nget_help:"};
            char *own = NULL, *theirs = NULL;
            size_t bytes;
            char *path = str_format("content/%s/warning-signs.md", id);
            char *other = str_format("content/%s/warning-signs.%s.md", id, language);
            assert_true(file_read(path, 1 << 16, &own, &bytes));
            assert_true(file_read(other, 1 << 16, &theirs, &bytes));
            for (size_t p = 0; p < sizeof parts / sizeof *parts; p++)
                for (size_t n = 0; n < sizeof names / sizeof *names; n++)
                    assert_int_equal(count_of(strstr(own, parts[p]), names[n]),
                                     count_of(strstr(theirs, parts[p]), names[n]));
            free(own);
            free(theirs);
            free(path);
            free(other);
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
    } asked[] = {{"cannot-stand", "stand on your toes"},
                 {"one-leg", "both swell suddenly"},
                 {"too-long", "very bad now"},
                 {"sudden-pain", "This does not"},
                 {"unwell", "touch a poison"},
                 {"fluid-loss", "a new water pill"},
                 {"keeps-coming", "no better after 2 weeks"},
                 {"also", "both legs swollen"}};
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
        cmocka_unit_test(a_call_says_whom),
        cmocka_unit_test(the_card_to_book_says_whom_and_when),
        cmocka_unit_test(each_line_of_the_paper_is_easy),
        cmocka_unit_test(every_language_names_the_numbers_where_english_does),
        cmocka_unit_test(each_check_asks_for_the_signs_of_the_other),
        cmocka_unit_test(what_one_topic_asked_stands_in_the_other_too),
        cmocka_unit_test(very_bad_has_one_answer),
        cmocka_unit_test(the_calf_pages_agree_with_the_check),
        cmocka_unit_test(an_exercise_hides_no_words),
    };
    library = library_load(&(struct library_options){.content = "content",
                                                     .videos = "videos",
                                                     .clinic = BUILD_ROOT "/tests/clinic",
                                                     .demonstration = true});
    if (!library)
        return 1;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    library_destroy(library);
    return failed;
}
