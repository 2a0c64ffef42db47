// From contacts to taps. Main thread.
#include "pointer.h"

#include <stdlib.h>
#include <string.h>

static bool contact_known(const struct pointer *pointer, int64_t contact)
{
    for (int i = 0; i < pointer->contacts_count; i++)
        if (pointer->contacts[i] == contact)
            return true;
    return false;
}

static void drop(struct pointer *pointer, int i)
{
    int last = --pointer->contacts_count;
    pointer->contacts[i] = pointer->contacts[last];
    pointer->heard_ms[i] = pointer->heard_ms[last];
}

static void contact_gone(struct pointer *pointer, int64_t contact)
{
    for (int i = 0; i < pointer->contacts_count; i++)
        if (pointer->contacts[i] == contact)
            drop(pointer, i--);
}

static bool silent(const struct pointer *pointer, int i, int64_t now_ms)
{
    return now_ms - pointer->heard_ms[i] > POINTER_SILENT_MS;
}

// Contacts whose release was lost on its way (a panel that was reset, events that overflowed): they
// would make every finger after them a second one.
static void forget_silent(struct pointer *pointer, int64_t now_ms)
{
    for (int i = 0; i < pointer->contacts_count; i++)
        if (silent(pointer, i, now_ms))
            drop(pointer, i--);
    if (!pointer->contacts_count)
        pointer->palm = false;
}

static bool release(struct pointer *pointer, int64_t now_ms)
{
    if (!pointer->pressed[0])
        return false;
    memcpy(pointer->released, pointer->pressed, sizeof pointer->released);
    pointer->released_ms = now_ms;
    pointer->pressed[0] = 0;
    return true;
}

static bool down(struct pointer *pointer, const struct tree *tree, const struct input *input,
                 int64_t now_ms)
{
    forget_silent(pointer, now_ms);
    contact_gone(pointer, input->contact); // seen twice: its release was lost, it starts afresh
    if (pointer->contacts_count == POINTER_CONTACTS_MAX)
        return false;
    pointer->heard_ms[pointer->contacts_count] = now_ms;
    pointer->contacts[pointer->contacts_count++] = input->contact;
    if (pointer->contacts_count >= 3)
        pointer->palm = true;
    if (pointer->palm)
        return release(pointer, now_ms);
    if (pointer->contacts_count > 1)
        return false;
    // What a contact pressed that was dropped since, this one must not tap.
    bool let_go = release(pointer, now_ms);
    pointer->first = input->contact;
    pointer->x = input->x;
    pointer->y = input->y;
    const struct item *item = tree_hit(tree, input->x, input->y, POINTER_REACH);
    bool deaf = now_ms < pointer->deaf_until_ms;
    bool again = item && strcmp(item->id, pointer->last) == 0 &&
                 now_ms - pointer->last_ms < POINTER_AGAIN_MS;
    if (!item || deaf || again)
        return let_go;
    memcpy(pointer->pressed, item->id, sizeof pointer->pressed);
    return true;
}

static bool up(struct pointer *pointer, const struct input *input, int64_t now_ms)
{
    bool counts = contact_known(pointer, input->contact) && input->contact == pointer->first;
    contact_gone(pointer, input->contact);
    if (!pointer->contacts_count)
        pointer->palm = false;
    if (!counts || !pointer->pressed[0])
        return false;
    memcpy(pointer->tapped, pointer->pressed, sizeof pointer->tapped);
    memcpy(pointer->last, pointer->pressed, sizeof pointer->last);
    pointer->last_ms = now_ms;
    return release(pointer, now_ms);
}

bool pointer_input(struct pointer *pointer, const struct tree *tree, const struct input *input,
                   int64_t now_ms)
{
    switch (input->kind) {
    case INPUT_DOWN:
        return down(pointer, tree, input, now_ms);
    case INPUT_MOVE:
        for (int i = 0; i < pointer->contacts_count; i++)
            if (pointer->contacts[i] == input->contact)
                pointer->heard_ms[i] = now_ms;
        if (pointer->pressed[0] && input->contact == pointer->first &&
            (abs(input->x - pointer->x) > POINTER_DRIFT ||
             abs(input->y - pointer->y) > POINTER_DRIFT))
            return release(pointer, now_ms);
        return false;
    case INPUT_UP:
        return up(pointer, input, now_ms);
    case INPUT_CANCEL:
        pointer->contacts_count = 0;
        pointer->palm = false;
        return release(pointer, now_ms);
    case INPUT_QUIT:
    case INPUT_REDRAW:
        break;
    }
    return false;
}

void pointer_new_screen(struct pointer *pointer, int64_t now_ms, int deaf_ms)
{
    pointer->pressed[0] = pointer->tapped[0] = pointer->last[0] = 0;
    pointer->released_ms = 0;
    pointer->deaf_until_ms = now_ms + deaf_ms;
}

void pointer_pass_done(struct pointer *pointer)
{
    pointer->tapped[0] = 0;
}

bool pointer_touching(const struct pointer *pointer, int64_t now_ms)
{
    for (int i = 0; i < pointer->contacts_count; i++)
        if (!silent(pointer, i, now_ms))
            return true;
    return false;
}
