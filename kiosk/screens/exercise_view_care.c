// Lists of what to take care of and when to stop: as large as all of it fits. Main thread.
#include "exercise_view.h"

enum { ICON = 40, INDENT = 56, LISTS_GAP = 24 };

// From the largest down; the first are for larger text alone. No word becomes smaller in larger
// text than it is in normal text.
static const struct way {
    enum type head, line;
    int gap;
    bool large;
} ways[] = {{TYPE_H3, TYPE_LARGE, 12, true},  {TYPE_H3, TYPE_BODY, 6, true},
            {TYPE_H3, TYPE_LARGE, 12, false}, {TYPE_H3, TYPE_LARGE, 2, false},
            {TYPE_H3, TYPE_BODY, 6, false},   {TYPE_LABEL, TYPE_SMALL, 2, false}};
enum { WAYS = sizeof ways / sizeof *ways, FIRST_NORMAL = 2 };
_Static_assert((int)WAYS == (int)EXERCISE_CARE_NOT, "one more than the last");

static int line_from(struct ui *ui, const struct care_list *list, const struct way *way,
                     const char *words, struct rect r, bool draw)
{
    const struct theme *t = ui->theme;
    int h = ui_measure(ui, way->line, words, r.w, 0).h;
    if (!draw)
        return h;
    if (h > r.h) { // nothing of it has room: the tree tells of it, and the loading has
        tree_add(&ui->tree, ROLE_TEXT, NULL, words, (struct rect){0})->cut = true;
        return h;
    }
    ui_icon(ui, list->icon, r.x - INDENT, r.y + (way->line == TYPE_SMALL ? -2 : 2), ICON,
            list->mark);
    ui_text(ui, way->line, words, r, ALIGN_START, t->ink);
    return h;
}

// One list from r.y down; only measured if not drawn. The height.
static int list_from(struct ui *ui, const struct care_list *list, const struct way *way,
                     struct rect r, bool draw)
{
    int y = r.y, bottom = r.y + r.h;
    if (draw)
        ui_heading(ui, way->head, list->head, (struct rect){r.x, y, r.w, 0}, ALIGN_START,
                   ui->theme->ink);
    y += ui_measure(ui, way->head, list->head, r.w, 0).h;
    for (size_t i = 0; i < list->count; i++) {
        y += way->gap;
        struct rect line = {r.x + INDENT, y, r.w - INDENT, bottom - y};
        y += line_from(ui, list, way, list->lines[i], line, draw);
    }
    return y - r.y;
}

static int lists_from(struct ui *ui, const struct care_list *lists, size_t count,
                      const struct way *way, struct rect r, bool draw)
{
    bool large = ui->large;
    ui->large = way->large;
    int used = 0;
    for (size_t i = 0; i < count; i++)
        if (lists[i].count) {
            used += used ? LISTS_GAP : 0;
            struct rect rest = {r.x, r.y + used, r.w, r.h - used};
            used += list_from(ui, &lists[i], way, rest, draw);
        }
    ui->large = large;
    return used;
}

int exercise_care_way(struct ui *ui, const struct care_list *lists, size_t count, struct rect r)
{
    int way = ui->large ? 0 : FIRST_NORMAL;
    while (way < WAYS && lists_from(ui, lists, count, &ways[way], r, false) > r.h)
        way++;
    return way;
}

void exercise_care(struct ui *ui, const struct care_list *lists, size_t count, int way,
                   struct rect r)
{
    lists_from(ui, lists, count, &ways[way < WAYS ? way : WAYS - 1], r, true);
}
