#pragma once
// A YAML file as a tree that knows its lines, with readers that say what is wrong and what would
// work.

#include "exercise.h"

enum node_kind { NODE_TEXT, NODE_LIST, NODE_MAP };

struct node {
    enum node_kind kind;
    int line;
    char *text;         // of a text, else NULL
    char *key;          // of a map's child, else NULL
    struct node *child; // `count` of a list or map
    int count;
};

struct tree {
    const char *path; // the caller's
    struct node root;
};

__attribute__((warn_unused_result)) bool tree_read(struct tree *tree, const char *path,
                                                   struct problems *problems);
void tree_destroy(struct tree *tree);

const struct node *node_find(const struct node *map, const char *key); // NULL if it is not there

// Exactly `count` numbers from a list, or one from a text. False with a problem.
bool node_numbers(const struct tree *tree, const struct node *node, float *out, int count,
                  struct problems *problems);

// One number from a text, not outside of two others. False with a problem.
bool node_number_in(const struct tree *tree, const struct node *node, float *out, float least,
                    float most, struct problems *problems);

// Which of the `count` names a word is, or -1 with a problem that names the nearest one.
int node_choice(const struct tree *tree, const struct node *node, const char *word,
                const char *what, const char *const *names, int count, struct problems *problems);
