// Counts sentences, words and syllables of English. Syllables follow spelling: groups of vowels,
// less the silent ones, more where two vowels are spoken apart; words that spelling betrays stand
// in a table. Pure: any thread.
#include "readability.h"

#include <ctype.h>
#include <math.h>
#include <string.h>
#include <strings.h>

enum { WORD_MOST = 40 };

static bool is_vowel(char letter)
{
    return letter && strchr("aeiouy", letter);
}

// Words whose spelling misleads the rules, each with its syllables.
static const struct {
    const char *word;
    int count;
} special[] = {
    {"area", 3},      {"client", 2},     {"being", 2},     {"business", 2},   {"clothes", 1},
    {"create", 2},    {"diet", 2},       {"doing", 2},     {"dairy", 2},      {"diarrhoea", 4},
    {"diarrhea", 4},  {"every", 2},      {"everyone", 3},  {"everything", 3}, {"evening", 2},
    {"fluid", 2},     {"going", 2},      {"idea", 3},      {"ideas", 3},      {"maybe", 2},
    {"people", 2},    {"physio", 3},     {"poem", 2},      {"quiet", 2},      {"science", 2},
    {"sometimes", 2}, {"someone", 2},    {"something", 2}, {"somewhere", 2},  {"society", 4},
    {"video", 3},     {"videos", 3},     {"usual", 3},     {"usually", 4},    {"various", 3},
    {"gradual", 3},   {"gradually", 4},  {"situation", 4}, {"whole", 1},      {"react", 2},
    {"ibuprofen", 4}, {"pharmacist", 3}, {"sideways", 2},  {"lifestyle", 2},  {"baseline", 2},
};

// What is added for two vowels that are spoken apart: radio, but not nation.
static int apart(const char *word)
{
    static const struct {
        const char *vowels, *joined_after;
    } pairs[] = {{"io", "tscgx"}, {"ia", "tscg"}, {"iu", ""},  {"eo", "g"},
                 {"ua", "gq"},    {"yi", ""},     {"uou", ""}, {"yo", ""}};
    int more = 0;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        for (const char *at = word; (at = strstr(at, pairs[i].vowels)); at++)
            more += at > word && !strchr(pairs[i].joined_after, at[-1]);
    return more;
}

static bool ends(const char *word, size_t length, const char *with)
{
    size_t part = strlen(with);
    return length > part && strcmp(word + length - part, with) == 0;
}

// An "e" before one of these endings is silent after a consonant: movement, safely, careful.
static int silent_inside(const char *word, size_t length)
{
    static const char *const endings[] = {"ment", "ments", "ly", "ful", "less", "ness"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t stem = length - strlen(endings[i]);
        if (ends(word, length, endings[i]) && stem > 2 && word[stem - 1] == 'e' &&
            !is_vowel(word[stem - 2]))
            return 1;
    }
    return 0;
}

static int silent_end(const char *word, size_t length)
{
    if (length < 3)
        return 0;
    char before = word[length - 2], last = word[length - 1];
    bool spoken_l = before == 'l' && !is_vowel(word[length - 3]); // muscle
    if (last == 'e')
        return !is_vowel(before) && !spoken_l;
    if (length < 4 || before != 'e' || is_vowel(word[length - 3]))
        return 0;
    char stem = word[length - 3];
    if (last == 'd')
        return stem != 't' && stem != 'd';
    bool hiss =
        strchr("sxzcg", stem) || (stem == 'h' && strchr("cs", word[length - 4])); // places, washes
    return last == 's' && !hiss && !(stem == 'l' && !is_vowel(word[length - 4]));
}

int word_syllables(const char *word, size_t bytes)
{
    char lower[WORD_MOST + 1];
    size_t length = 0;
    int digits = 0;
    for (size_t i = 0; i < bytes && length < WORD_MOST; i++) {
        digits += isdigit((unsigned char)word[i]) != 0;
        if (isalpha((unsigned char)word[i]))
            lower[length++] = (char)tolower((unsigned char)word[i]);
    }
    lower[length] = 0;
    for (size_t i = 0; i < sizeof special / sizeof *special; i++)
        if (strcmp(lower, special[i].word) == 0)
            return special[i].count;
    int count = digits;
    for (size_t i = 0; i < length; i++) {
        bool vowel = is_vowel(lower[i]) && (i || lower[i] != 'y');
        count += vowel && (i == 0 || !is_vowel(lower[i - 1]) || (i == 1 && lower[0] == 'y'));
    }
    count += apart(lower) - silent_end(lower, length) - silent_inside(lower, length);
    return count < 1 ? 1 : count;
}

static bool word_byte(char byte)
{
    // Apostrophes, ASCII and not, stay inside a word; other bytes past ASCII do no harm there.
    return isalnum((unsigned char)byte) || byte == '\'' || (unsigned char)byte >= 0x80;
}

static size_t closing_mark(const char *at)
{
    static const char *const marks[] = {"\"", "'", ")", "\u201D", "\u2019"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strncmp(at, marks[i], strlen(marks[i])) == 0)
            return strlen(marks[i]);
    return 0;
}

size_t sentence_length(const char *text)
{
    for (const char *at = text; *at; at++) {
        const char *end = at + 1;
        if (at[0] == '\n' && at[1] == '\n')
            return (size_t)(at - text) + strspn(at, "\n ");
        if (!strchr(".?!", *at))
            continue;
        for (size_t mark; (mark = closing_mark(end));)
            end += mark;
        if (!*end || isspace((unsigned char)*end))
            return (size_t)(end - text) + strspn(end, " \n");
    }
    return strlen(text);
}

static struct readability count_words(const char *text, size_t bytes)
{
    struct readability found = {.sentences = 1};
    for (size_t i = 0; i < bytes;) {
        size_t from = i;
        bool spoken = false;
        for (; i < bytes && word_byte(text[i]); i++)
            spoken = spoken || isalnum((unsigned char)text[i]);
        if (spoken) {
            int syllables = word_syllables(text + from, i - from);
            found.words++;
            found.syllables += (size_t)syllables;
            found.long_words += syllables >= 3;
        }
        i += i == from || i < bytes;
    }
    return found;
}

void readability_add(struct readability *readability, const char *text)
{
    for (size_t length; (length = sentence_length(text)); text += length) {
        struct readability found = count_words(text, length);
        bool label = found.words < 4 && strcspn(text, ".?!") >= length;
        if (!found.words || label)
            continue;
        readability->sentences += found.sentences;
        readability->words += found.words;
        readability->syllables += found.syllables;
        readability->long_words += found.long_words;
    }
}

double readability_grade(const struct readability *readability)
{
    if (!readability->sentences || !readability->words)
        return 0;
    double words = (double)readability->words;
    double grade = 0.39 * words / (double)readability->sentences +
                   11.8 * (double)readability->syllables / words - 15.59;
    return grade > 0 ? grade : 0;
}

double readability_smog(const struct readability *readability)
{
    if (!readability->sentences)
        return 0;
    return 3.1291 +
           1.0430 * sqrt((double)readability->long_words * 30 / (double)readability->sentences);
}
