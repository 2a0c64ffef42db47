// Half a folder moved by mistake, or a share that shows half of itself, must not empty the screen.
#include "shrink.h"

#include "str.h"

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

char *shrink_reason(const struct manifest *old, const struct manifest *made)
{
    for (size_t i = 0; i < made->topics_count; i++) {
        const struct manifest_topic *before = manifest_topic(old, made->topics[i].id);
        if (before && before->check && !made->topics[i].check)
            return str_format("the warning signs of \"%s\" would vanish: the old set stays until "
                              "staff say that this is meant",
                              before->id);
    }
    size_t had = pages(old), has = pages(made);
    if (has * 2 < had)
        return str_format("%zu of %zu pages would vanish: the old set stays until staff say that "
                          "this is meant",
                          had - has, had);
    if (made->videos_count * 2 < old->videos_count)
        return str_format("%zu of %zu videos would vanish: the old set stays until staff say that "
                          "this is meant",
                          old->videos_count - made->videos_count, old->videos_count);
    if (checks(old) && !checks(made))
        return str_copy("all warning signs would vanish: the old set stays until staff say that "
                        "this is meant");
    return NULL;
}

char *shrink_accepted(const struct clinic *old, const struct clinic *made)
{
    for (size_t i = 0; i < made->languages_count; i++) {
        const char *language = made->languages[i];
        if (clinic_accepts(old, language) && !clinic_accepts(made, language))
            return str_format("clinic.yaml says no more who accepts unsigned pages in the language "
                              "\"%s\": they would go off; the old set stays until staff say that "
                              "this is meant",
                              language);
    }
    return NULL;
}
