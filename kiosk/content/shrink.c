// Half a folder moved by mistake, or a share that shows half of itself, must not empty the screen.
#include "shrink.h"

#include <stdlib.h>

#include "str.h"

#define UNTIL "the old set stays until staff say that this is meant"

static size_t pages(const struct manifest *manifest)
{
    size_t count = 0;
    for (size_t i = 0; i < manifest->topics_count; i++)
        count += manifest->topics[i].pages;
    return count;
}

static size_t checks(const struct manifest *manifest)
{
    size_t count = 0;
    for (size_t i = 0; i < manifest->topics_count; i++)
        count += manifest->topics[i].check;
    return count;
}

// ---- what is not there any more

// Something of the topic's folder is left.
static bool has_rest(const struct manifest *made, const char *id)
{
    bool rest = false;
    char *folder = str_format("content/%s/", id);
    for (size_t i = 0; i < made->files_count && !rest; i++)
        rest = str_starts(made->files[i].path, folder);
    free(folder);
    return rest;
}

static char *of_manifests(const struct manifest *old, const struct manifest *made)
{
    for (size_t i = 0; i < made->topics_count; i++) {
        const struct manifest_topic *before = manifest_topic(old, made->topics[i].id);
        if (before && before->check && !made->topics[i].check)
            return str_format("the warning signs of \"%s\" would vanish: " UNTIL, before->id);
    }
    // A folder that is removed whole is meant.
    for (size_t i = 0; i < old->topics_count; i++)
        if (!manifest_topic(made, old->topics[i].id) && has_rest(made, old->topics[i].id))
            return str_format("the topic \"%s\" would vanish, because its topic.md is missing or "
                              "renamed: " UNTIL,
                              old->topics[i].id);
    size_t had = pages(old), has = pages(made);
    if (has * 2 < had)
        return str_format("%zu of %zu pages would vanish: " UNTIL, had - has, had);
    if (made->videos_count * 2 < old->videos_count)
        return str_format("%zu of %zu videos would vanish: " UNTIL,
                          old->videos_count - made->videos_count, old->videos_count);
    if (checks(old) && !checks(made))
        return str_copy("all warning signs would vanish: " UNTIL);
    return NULL;
}

// ---- what nobody answers for any more

static bool check_on(const struct library *library, const char *id, const char *language)
{
    const struct topic *topic =
        clinic_offers(&library->clinic, language) ? library_topic(library, id, language) : NULL;
    return topic && topic->checklist.questions_count;
}

const char *shrink_check(const struct library *old, const struct library *made, const char *id)
{
    for (size_t i = 0; i < made->clinic.languages_count; i++) {
        const char *language = made->clinic.languages[i];
        if (!check_on(made, id, language) && (!old || check_on(old, id, language)))
            return language;
    }
    return NULL;
}

static char *of_acceptance(const struct clinic *old, const struct clinic *made)
{
    for (size_t i = 0; i < made->languages_count; i++) {
        const char *language = made->languages[i];
        if (clinic_accepts(old, language) && !clinic_accepts(made, language))
            return str_format("clinic.yaml says no more who accepts unsigned pages in the language "
                              "\"%s\": they would go off; " UNTIL,
                              language);
    }
    return NULL;
}

static char *of_acceptances(const struct draft *draft, const struct library *made)
{
    struct problems problems = {0};
    struct clinic old = {0};
    char *content = str_format("%s/content", draft->before);
    char *why = clinic_load(content, &old, &problems) ? of_acceptance(&old, &made->clinic) : NULL;
    clinic_destroy(&old);
    problems_destroy(&problems);
    free(content);
    return why;
}

static char *of_signature(const struct library *old, const struct library *made, const char *id)
{
    if (library_topic(old, id, "") && !library_topic(made, id, ""))
        return str_format(
            "the topic \"%s\" would go off, because nobody has signed its topic.md: " UNTIL, id);
    const char *language = shrink_check(old, made, id);
    return language
               ? str_format("the check for warning signs of \"%s\" would go off in the language "
                            "\"%s\", because nobody has signed it: " UNTIL,
                            id, language)
               : NULL;
}

static char *of_libraries(const struct draft *draft, const struct names *changed)
{
    struct library *made = draft_read(draft->folder, changed, false), *old = NULL;
    char *why = of_acceptances(draft, made);
    for (size_t i = 0; i < changed->count && !why; i++) {
        const char *id = changed->list[i];
        if (!shrink_check(NULL, made, id)) // so the topic is there too
            continue;
        if (!old)
            old = draft_read(draft->before, changed, false);
        why = of_signature(old, made, id);
    }
    library_destroy(made);
    library_destroy(old);
    return why;
}

char *shrink_reason(const struct draft *draft, const struct names *changed)
{
    char *why = of_manifests(&draft->old, &draft->made);
    return why ? why : of_libraries(draft, changed);
}
