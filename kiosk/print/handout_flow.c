// Page breaks: greedy, from top to bottom, keeping a heading with what it heads. Any thread.
#include "handout_flow.h"

// Height of the piece at `slot` together with those that it must not be parted from.
static double kept_height(const struct slot *slot, const struct slot *end)
{
    double height = slot->height;
    for (; slot->keep && slot + 1 < end; slot++)
        height += slot[1].before + slot[1].height;
    return height;
}

int flow_pages(struct slot *slots, size_t count, double top, double bottom)
{
    const double room = bottom - top;
    int page = 0;
    double y = top;
    for (struct slot *slot = slots; slot < slots + count; slot++) {
        // A piece taller than a page (only absurd content makes one) is made smaller, never cut
        // off.
        slot->scale = slot->height > room ? room / slot->height : 1;
        double height = slot->height * slot->scale;
        double kept = kept_height(slot, slots + count);
        if (kept > room)
            kept = height; // the chain fits no page: parting it is all that is left
        double before = y > top ? slot->before : 0;
        if (y > top && y + before + kept > bottom + 0.01) {
            page++;
            y = top;
            before = 0;
        }
        slot->page = page;
        slot->y = slot->foot && y > top ? bottom - height : y + before;
        y = slot->y + height;
    }
    return page + 1;
}
