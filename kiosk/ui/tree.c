// The list of what is on the screen. Main thread.
#include "tree.h"

#include <stdlib.h>
#include <string.h>

#include "str.h"

void tree_destroy(struct tree *tree)
{
    for (size_t i = 0; i < tree->count; i++) {
        free(tree->items[i].name);
        free(tree->items[i].line);
    }
    tree->count = 0;
}

void tree_begin(struct tree *tree, const char *screen)
{
    tree_destroy(tree);
    tree->screen = screen;
    tree->sheet = NULL;
    tree->live = 0;
}

void tree_modal(struct tree *tree, const char *sheet)
{
    tree->sheet = sheet;
    tree->live = tree->count;
}

struct item *tree_add(struct tree *tree, enum role role, const char *id, const char *name,
                      struct rect place)
{
    if (tree->count == TREE_ITEMS_MAX) {
        free(tree->items[--tree->count].name);
        free(tree->items[tree->count].line);
    }
    struct item *item = &tree->items[tree->count++];
    *item = (struct item){
        .role = role, .name = str_copy(name ? name : ""), .place = place, .enabled = true};
    if (id && strlen(id) < sizeof item->id) // never a part of it: it could be that of another one
        strcpy(item->id, id);
    return item;
}

bool role_taps(enum role role)
{
    return role == ROLE_BUTTON || role == ROLE_ANSWER || role == ROLE_SWITCH;
}

const char *role_name(enum role role)
{
    static const char *const names[] = {
        [ROLE_BUTTON] = "button",   [ROLE_ANSWER] = "answer", [ROLE_SWITCH] = "switch",
        [ROLE_HEADING] = "heading", [ROLE_TEXT] = "text",     [ROLE_PICTURE] = "picture",
        [ROLE_VIDEO] = "video",     [ROLE_TIMER] = "timer",   [ROLE_PROGRESS] = "progress",
        [ROLE_SHEET] = "sheet",
    };
    return names[role];
}

const struct item *tree_hit(const struct tree *tree, int x, int y, int reach)
{
    const struct item *near = NULL;
    for (size_t i = tree->count; i-- > tree->live;) {
        const struct item *item = &tree->items[i];
        if (!role_taps(item->role) || !item->enabled)
            continue;
        if (rect_holds(item->place, x, y))
            return item; // a direct hit beats the margin of a neighbour
        if (!near && rect_holds(rect_inset(item->place, -reach), x, y))
            near = item;
    }
    return near;
}

const struct item *tree_find(const struct tree *tree, const char *name)
{
    const struct item *by_id = NULL;
    for (size_t i = tree->live; i < tree->count; i++) {
        const struct item *item = &tree->items[i];
        if (!role_taps(item->role))
            continue;
        if (str_equal(item->name, name))
            return item;
        if (str_equal(item->id, name))
            by_id = item;
    }
    return by_id;
}
