// Reads the parameter file of a figure. What it leaves out is the first figure's. No threads.
#include "body.h"
#include "tree.h"

#include <stddef.h>
#include <stdlib.h>

struct number {
    const char *name;
    size_t offset;
    float usual, least, most;
};

static const struct number numbers[] = {
    {"hip", offsetof(struct body, hip), .088f, .07f, .11f},
    {"thigh", offsetof(struct body, thigh), .425f, .35f, .50f},
    {"shank", offsetof(struct body, shank), .42f, .34f, .50f},
    {"shoulder", offsetof(struct body, shoulder), .156f, .13f, .20f},
    {"upper_arm", offsetof(struct body, upper_arm), .285f, .24f, .34f},
    {"forearm", offsetof(struct body, forearm), .25f, .21f, .30f},
    {"lumbar", offsetof(struct body, lumbar), .10f, .08f, .12f},
    {"thorax", offsetof(struct body, thorax), .235f, .20f, .28f},
    {"neck", offsetof(struct body, neck), .505f, .45f, .58f},
    {"head", offsetof(struct body, head), .585f, .53f, .67f},
    {"trunk", offsetof(struct body, trunk), 1, .8f, 1.4f},
    {"waist", offsetof(struct body, waist), 1, .8f, 1.4f},
    {"hips", offsetof(struct body, hips), 1, .8f, 1.3f},
    {"chest", offsetof(struct body, chest), 1, 0, 1.5f},
    {"belly", offsetof(struct body, belly), 0, 0, 1},
    {"limb", offsetof(struct body, limb), 1, .8f, 1.35f},
    {"throat", offsetof(struct body, throat), 1, .8f, 1.5f},
    {"jaw", offsetof(struct body, jaw), 1, .8f, 1.4f},
    {"nose", offsetof(struct body, nose), 1, .7f, 1.5f},
    {"brow", offsetof(struct body, brow), 1, .5f, 2},
    {"smile", offsetof(struct body, smile), 1, 0, 2},
    {"age", offsetof(struct body, age), 0, 0, 1},
};
static const struct {
    const char *name;
    size_t offset;
    unsigned usual;
} colours[] = {
    {"skin", offsetof(struct body, skin), 0xD9A181},
    {"hair", offsetof(struct body, hair), 0x4A2F25},
    {"shirt", offsetof(struct body, shirt), 0x2E9C9A},
    {"shorts", offsetof(struct body, shorts), 0x2B3A55},
    {"stripe", offsetof(struct body, stripe), 0xE9F0ED},
};
static const char *const style_names[] = {"bun", "short", "curls"};
#define COUNT(list) ((int)(sizeof(list) / sizeof(list)[0]))
enum { NAMES = COUNT(numbers) + COUNT(colours) + 1 };

struct vec body_colour(unsigned hex)
{
    return vec(num_pow((float)(hex >> 16 & 255) / 255, 2.2f),
               num_pow((float)(hex >> 8 & 255) / 255, 2.2f),
               num_pow((float)(hex & 255) / 255, 2.2f));
}

static void colour_read(struct tree *tree, const struct node *node, struct vec *out,
                        struct problems *problems)
{
    char *end = NULL;
    unsigned long hex = node->text ? strtoul(node->text, &end, 16) : 0;
    if (!node->text || strlen(node->text) != 6 || *end)
        problems_add(problems, tree->path, node->line,
                     "\"%s\" is no colour; six digits such as \"d9a181\" work.",
                     node->text ? node->text : "[...]");
    else
        *out = body_colour((unsigned)hex);
}

static void parameters_read(struct tree *tree, struct body *body, struct problems *problems)
{
    const char *names[NAMES];
    int count = 0;
    names[count++] = "hair_style";
    for (int i = 0; i < COUNT(numbers); i++)
        names[count++] = numbers[i].name;
    for (int i = 0; i < COUNT(colours); i++)
        names[count++] = colours[i].name;
    for (int i = 0; i < tree->root.count; i++) {
        const struct node *node = &tree->root.child[i];
        int choice = node_choice(tree, node, node->key, "name of a body", names, count, problems);
        if (choice == 0) {
            int style = node_choice(tree, node, node->text, "style of hair", style_names,
                                    COUNT(style_names), problems);
            body->hair_style = style < 0 ? HAIR_BUN : (enum hair_style)style;
        } else if (choice > COUNT(numbers))
            colour_read(tree, node,
                        (struct vec *)((char *)body + colours[choice - COUNT(numbers) - 1].offset),
                        problems);
        else if (choice > 0) {
            const struct number *number = &numbers[choice - 1];
            node_number_in(tree, node, (float *)((char *)body + number->offset), number->least,
                           number->most, problems);
        }
    }
}

bool body_read(struct body *body, const char *path, struct problems *problems)
{
    *body = (struct body){0};
    for (int i = 0; i < COUNT(numbers); i++)
        *(float *)((char *)body + numbers[i].offset) = numbers[i].usual;
    for (int i = 0; i < COUNT(colours); i++)
        *(struct vec *)((char *)body + colours[i].offset) = body_colour(colours[i].usual);
    struct tree tree;
    int before = problems->count;
    if (tree_read(&tree, path, problems))
        parameters_read(&tree, body, problems);
    tree_destroy(&tree);
    return problems->count == before;
}
