// Direction of text by FriBidi, the only room that includes it. Pure; any thread.
#include "text_bidi.h"

#include <stdlib.h>
#include <string.h>

#include <fribidi.h>

#include "str.h"

_Static_assert(sizeof(FriBidiLevel) == sizeof(signed char), "levels are passed through");
_Static_assert(sizeof(FriBidiChar) == sizeof(uint32_t), "code points are passed through");

// The language decides, not a paragraph's first letter; but words without any letter of that
// direction keep their own.
static FriBidiParType direction_of(const uint32_t *codes, const FriBidiCharType *types, int count,
                                   bool rtl_default)
{
    bool rightward = false, leftward = false;
    for (int i = 0; i < count; i++) {
        bool letter = FRIBIDI_IS_STRONG(types[i]) && codes[i] != 0x200E && codes[i] != 0x200F;
        leftward |= letter && FRIBIDI_IS_RTL(types[i]);
        rightward |= letter && !FRIBIDI_IS_RTL(types[i]);
    }
    bool rtl = rtl_default ? leftward || !rightward : leftward && !rightward;
    return rtl ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
}

bool bidi_levels(const uint32_t *codes, int count, bool rtl_default, signed char *levels)
{
    if (count <= 0)
        return rtl_default;
    FriBidiCharType *types = mem_make((size_t)count, sizeof *types);
    FriBidiBracketType *brackets = mem_make((size_t)count, sizeof *brackets);
    fribidi_get_bidi_types(codes, count, types);
    FriBidiParType base = direction_of(codes, types, count, rtl_default);
    fribidi_get_bracket_types(codes, count, types, brackets);
    if (!fribidi_get_par_embedding_levels_ex(types, brackets, count, &base, levels))
        abort(); // it fails only when memory is out
    free(types);
    free(brackets);
    return FRIBIDI_IS_RTL(base);
}

int bidi_runs(const signed char *levels, int count, struct bidi_run *runs)
{
    int found = 0, highest = 0;
    for (int i = 0; i < count; i++) {
        highest = levels[i] > highest ? levels[i] : highest;
        if (i > 0 && levels[i] == levels[i - 1])
            runs[found - 1].count++;
        else
            runs[found++] = (struct bidi_run){i, 1, levels[i] & 1};
    }
    // from the highest level down, every stretch of runs at or above it is turned round
    for (int level = highest; level > 0; level--) {
        for (int first = 0; first < found; first++) {
            int end = first;
            while (end < found && levels[runs[end].start] >= level)
                end++;
            for (int a = first, b = end - 1; a < b; a++, b--) {
                struct bidi_run kept = runs[a];
                runs[a] = runs[b];
                runs[b] = kept;
            }
            first = end > first ? end : first;
        }
    }
    return found;
}

bool bidi_mark(uint32_t code)
{
    return fribidi_get_bidi_type(code) == FRIBIDI_TYPE_NSM;
}
