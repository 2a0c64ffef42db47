// Interface words by gettext. Any thread after words_open.
#include "words.h"

#include <libintl.h>
#include <locale.h>
#include <stdlib.h>

#include "str.h"

static char *folder_of_words; // set once by words_open

void words_open(const char *folder)
{
    // gettext translates nothing in the plain C locale, and LANGUAGE names the folder under which
    // it looks: a fixed one, because the language is chosen by the domain instead.
    setenv("LANGUAGE", "kiosk", 1);
    setlocale(LC_ALL, "C.UTF-8");
    free(folder_of_words);
    folder_of_words = realpath(folder, NULL);
}

static const char *domain(const char *language)
{
    // Binding again to the same folder is a look-up in a short list.
    if (folder_of_words)
        bindtextdomain(language, folder_of_words);
    bind_textdomain_codeset(language, "UTF-8");
    return language;
}

const char *tr(const char *language, const char *english)
{
    return dgettext(domain(language), english);
}

const char *trn(const char *language, const char *one, const char *many, unsigned long count)
{
    return dngettext(domain(language), one, many, count);
}

bool words_right_to_left(const char *language)
{
    static const char *const codes[] = {"ar", "he", "fa", "ur"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (str_starts(language, codes[i]))
            return true;
    return false;
}

const char *words_gap(const char *before)
{
    static const char *const wide[] = {"。", "？", "！", "：", "；"};
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (str_ends(before, wide[i]))
            return "";
    return *before ? " " : "";
}

char *words_apart(const char *language, const char *value)
{
    // a left-to-right isolate and its end; languages that read that way need none
    return words_right_to_left(language) ? str_format("\u2066%s\u2069", value) : str_copy(value);
}
