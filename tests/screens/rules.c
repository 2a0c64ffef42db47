// The rules, over the tree of one pass.
#include "rules.h"

#include <stdio.h>
#include <string.h>

enum {
    NAME_LONG = 90,      // bytes: the designed state of a longer name is an ellipsis
    LOW_LANDSCAPE = 360, // the top third tells, the bottom two thirds do
    LOW_PORTRAIT = 640,
};

static int breach(const char *where, const struct item *item, const char *what)
{
    printf("%s: %s \"%s\" (%d,%d %dx%d) %s\n", where, role_name(item->role), item->name,
           item->place.x, item->place.y, item->place.w, item->place.h, what);
    return 1;
}

static bool whole_screen(const struct ui *ui, struct rect r)
{
    return r.w == ui_w(ui) && r.h == ui_h(ui);
}

static int check_target(const struct ui *ui, const char *where, const struct item *item)
{
    struct rect r = item->place;
    int low = ui->portrait ? LOW_PORTRAIT : LOW_LANDSCAPE, found = 0;
    if (r.w < ui->target || r.h < ui->target)
        found += breach(where, item, "is smaller than a finger");
    if (r.y + r.h - low < TARGET_PX)
        found += breach(where, item, "is out of reach in the top third");
    if (!item->name[0])
        found += breach(where, item, "has no words");
    if (!item->id[0])
        found += breach(where, item, "has no id");
    return found;
}

static int check_words(const struct ui *ui, const char *where, const struct item *item,
                       bool words_fit)
{
    struct rect screen = {0, 0, ui_w(ui), ui_h(ui)};
    int found = 0;
    if (words_fit && item->broken)
        found += breach(where, item, "has a word that is broken inside");
    if (words_fit && item->cut && strlen(item->name) < NAME_LONG)
        found += breach(where, item, "is cut");
    if (!rect_empty(item->words) && !rect_covers(screen, item->words))
        found += breach(where, item, "runs off the screen");
    if (role_taps(item->role) && !rect_empty(item->words) &&
        !rect_covers(rect_inset(item->place, -3), item->words))
        found += breach(where, item, "has words outside its edge");
    return found;
}

// Two items may not lie over each other, but for what is meant to: the whole screen, words within
// their own control.
static int check_apart(const struct ui *ui, const char *where, const struct item *a,
                       const struct item *b)
{
    bool both_tap = role_taps(a->role) && role_taps(b->role);
    if (whole_screen(ui, a->place) || whole_screen(ui, b->place))
        return 0;
    if (both_tap && rect_overlaps(a->place, b->place) && strcmp(a->id, "video") != 0 &&
        strcmp(b->id, "video") != 0)
        return breach(where, a, b->name);
    const struct item *words = role_taps(a->role) ? b : a, *control = role_taps(a->role) ? a : b;
    if (role_taps(control->role) && !role_taps(words->role) && strcmp(control->id, "video") != 0 &&
        rect_overlaps(rect_inset(words->words, 4), control->place)) {
        printf("%s: the words \"%s\" lie over the control \"%s\"\n", where, words->name,
               control->name);
        return 1;
    }
    struct rect words_a = rect_inset(a->words, 4), words_b = rect_inset(b->words, 4);
    if (!rect_empty(words_a) && !rect_empty(words_b) && rect_overlaps(words_a, words_b)) {
        printf("%s: the words \"%s\" lie over \"%s\"\n", where, a->name, b->name);
        return 1;
    }
    return 0;
}

int rules_check(const struct ui *ui, const char *where, bool words_fit)
{
    const struct tree *tree = &ui->tree;
    int found = 0;
    if (tree->count >= TREE_ITEMS_MAX) {
        printf("%s: more items than the tree holds\n", where);
        found++;
    }
    for (size_t i = tree->live; i < tree->count; i++) {
        const struct item *item = &tree->items[i];
        found += check_words(ui, where, item, words_fit);
        if (role_taps(item->role))
            found += check_target(ui, where, item);
        for (size_t j = tree->live; j < i; j++)
            found += words_fit ? check_apart(ui, where, item, &tree->items[j]) : 0;
    }
    return found;
}
