// Reads YAML through libyaml into a tree with line numbers. The only room that knows libyaml. No
// threads.
#include "tree.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <yaml.h>

enum { DEPTH_MAX = 8 };

void problems_add(struct problems *problems, const char *file, int line, const char *format, ...)
{
    char sentence[400];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    if (line > 0)
        strbuf_format(&problems->text, "%s:%d: %s\n", file, line, sentence);
    else
        strbuf_format(&problems->text, "%s: %s\n", file, sentence);
    problems->count++;
}

void problems_destroy(struct problems *problems)
{
    strbuf_destroy(&problems->text);
    *problems = (struct problems){0};
}

static void node_destroy(struct node *node)
{
    for (int i = 0; i < node->count; i++)
        node_destroy(&node->child[i]);
    free(node->child);
    free(node->text);
    free(node->key);
    *node = (struct node){0};
}

void tree_destroy(struct tree *tree)
{
    node_destroy(&tree->root);
}

// Copies one node and all below it. False when it is deeper than any of our files: an alias may
// point at its parent.
static bool node_copy(struct node *out, yaml_document_t *document, int index, int depth)
{
    const yaml_node_t *from = yaml_document_get_node(document, index);
    out->line = (int)from->start_mark.line + 1;
    if (depth > DEPTH_MAX)
        return false;
    if (from->type == YAML_SCALAR_NODE) {
        out->kind = NODE_TEXT;
        out->text = str_copy((const char *)from->data.scalar.value);
        return true;
    }
    bool map = from->type == YAML_MAPPING_NODE;
    out->kind = map ? NODE_MAP : NODE_LIST;
    size_t count = map ? (size_t)(from->data.mapping.pairs.top - from->data.mapping.pairs.start)
                       : (size_t)(from->data.sequence.items.top - from->data.sequence.items.start);
    out->child = count ? mem_make(count, sizeof *out->child) : NULL;
    for (size_t i = 0; i < count; i++) {
        struct node *child = &out->child[out->count++];
        if (!map) {
            if (!node_copy(child, document, from->data.sequence.items.start[i], depth + 1))
                return false;
            continue;
        }
        const yaml_node_pair_t *pair = &from->data.mapping.pairs.start[i];
        if (!node_copy(child, document, pair->value, depth + 1))
            return false;
        const yaml_node_t *key = yaml_document_get_node(document, pair->key);
        child->key =
            str_copy(key->type == YAML_SCALAR_NODE ? (const char *)key->data.scalar.value : "?");
        child->line = (int)key->start_mark.line + 1;
    }
    return true;
}

static bool document_copy(struct tree *tree, yaml_parser_t *parser, struct problems *problems)
{
    yaml_document_t document;
    if (!yaml_parser_load(parser, &document)) {
        problems_add(problems, tree->path, (int)parser->problem_mark.line + 1,
                     "this is not YAML: %s.",
                     parser->problem ? parser->problem : "it cannot be read");
        return false;
    }
    bool good = yaml_document_get_root_node(&document) != NULL;
    if (!good)
        problems_add(problems, tree->path, 1, "the file is empty.");
    else if (!node_copy(&tree->root, &document, 1, 0)) {
        problems_add(problems, tree->path, tree->root.line, "lists inside lists go deeper than %d.",
                     DEPTH_MAX);
        good = false;
    } else if (tree->root.kind != NODE_MAP) {
        problems_add(problems, tree->path, tree->root.line,
                     "the file starts with no name and colon, such as \"loop: 6.0\".");
        good = false;
    }
    yaml_document_delete(&document);
    return good;
}

bool tree_read(struct tree *tree, const char *path, struct problems *problems)
{
    *tree = (struct tree){.path = path};
    FILE *file = fopen(path, "rbe");
    if (!file) {
        problems_add(problems, path, 0, "cannot be opened: %s.", strerror(errno));
        return false;
    }
    yaml_parser_t parser;
    bool good = yaml_parser_initialize(&parser);
    if (good) {
        yaml_parser_set_input_file(&parser, file);
        good = document_copy(tree, &parser, problems);
        yaml_parser_delete(&parser);
    }
    fclose(file);
    return good;
}

const struct node *node_find(const struct node *map, const char *key)
{
    for (int i = 0; map->kind == NODE_MAP && i < map->count; i++) {
        if (str_equal(map->child[i].key, key))
            return &map->child[i];
    }
    return NULL;
}

static bool text_number(const struct tree *tree, const struct node *node, float *out,
                        struct problems *problems)
{
    char *end = NULL;
    float value = node->text ? strtof(node->text, &end) : 0;
    if (!node->text || end == node->text || *end || !(fabsf(value) < 1e4f)) {
        problems_add(problems, tree->path, node->line,
                     "\"%s\" is not a number; write one such as 0.25.",
                     node->text ? node->text : "[...]");
        return false;
    }
    *out = value;
    return true;
}

bool node_numbers(const struct tree *tree, const struct node *node, float *out, int count,
                  struct problems *problems)
{
    if (count == 1)
        return text_number(tree, node, out, problems);
    if (node->kind != NODE_LIST || node->count != count) {
        problems_add(problems, tree->path, node->line, "%s needs %d numbers, such as %s.",
                     node->key ? node->key : "this", count,
                     count == 3   ? "[0, 0.1, -0.2]"
                     : count == 2 ? "[0, 0.1]"
                                  : "[1, 2, 3, 4]");
        return false;
    }
    for (int i = 0; i < count; i++) {
        if (!text_number(tree, &node->child[i], &out[i], problems))
            return false;
    }
    return true;
}

bool node_number_in(const struct tree *tree, const struct node *node, float *out, float least,
                    float most, struct problems *problems)
{
    if (!text_number(tree, node, out, problems))
        return false;
    if (*out >= least && *out <= most)
        return true;
    problems_add(problems, tree->path, node->line, "%s: %g is outside %g to %g; %g works.",
                 node->key, (double)*out, (double)least, (double)most,
                 (double)num_clamp(*out, least, most));
    return false;
}

// How many letters must be added, left out or exchanged to make one word of the other.
static int words_apart(const char *a, const char *b)
{
    int row[33];
    size_t length = strlen(b);
    if (length > 32 || strlen(a) > 32)
        return 99;
    for (size_t j = 0; j <= length; j++)
        row[j] = (int)j;
    for (size_t i = 1; a[i - 1]; i++) {
        int corner = row[0];
        row[0] = (int)i;
        for (size_t j = 1; j <= length; j++) {
            int above = row[j], change = corner + (a[i - 1] != b[j - 1]);
            int least = above < row[j - 1] ? above : row[j - 1];
            row[j] = change < least + 1 ? change : least + 1;
            corner = above;
        }
    }
    return row[length];
}

int node_choice(const struct tree *tree, const struct node *node, const char *word,
                const char *what, const char *const *names, int count, struct problems *problems)
{
    int nearest = 0, apart = 100;
    for (int i = 0; word && i < count; i++) {
        int now = words_apart(word, names[i]);
        if (now == 0)
            return i;
        if (now < apart) {
            apart = now;
            nearest = i;
        }
    }
    problems_add(problems, tree->path, node->line, "\"%s\" is no %s; the nearest is \"%s\".",
                 word ? word : "[...]", what, names[nearest]);
    return -1;
}
