// A long press in the corner. Main thread.
#include "corner.h"

static bool within(const struct input *input, int w)
{
    return input->x >= w - CORNER_PX && input->x <= w && input->y >= 0 && input->y < CORNER_PX;
}

void corner_input(struct corner *corner, const struct input *input, int w, bool alone,
                  int64_t now_ms)
{
    bool ours = corner->held && input->contact == corner->contact;
    switch (input->kind) {
    case INPUT_DOWN:
        *corner = (struct corner){
            .held = alone && within(input, w), .contact = input->contact, .since_ms = now_ms};
        break;
    case INPUT_MOVE:
        if (ours && !within(input, w))
            corner->held = false;
        break;
    case INPUT_UP:
        if (ours)
            corner->held = false;
        break;
    case INPUT_CANCEL:
        corner->held = false;
        break;
    case INPUT_QUIT:
    case INPUT_REDRAW:
        break;
    }
}

int64_t corner_due_ms(const struct corner *corner)
{
    return corner->held ? corner->since_ms + CORNER_HOLD_MS : INT64_MAX;
}

bool corner_opens(struct corner *corner, int64_t now_ms)
{
    bool opens = now_ms >= corner_due_ms(corner);
    if (opens)
        corner->held = false;
    return opens;
}
