// Markdown to plain paragraphs, by cmark (the only file that knows it). Any thread.
#include "markdown.h"

#include <cmark.h>
#include <string.h>

#include "str.h"

static bool paragraph_type(cmark_node_type type)
{
    return type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING ||
           type == CMARK_NODE_CODE_BLOCK;
}

static void add_leaf(struct strbuf *made, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE:
    case CMARK_NODE_CODE_BLOCK:
        strbuf_add(made, cmark_node_get_literal(node));
        break;
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
        strbuf_add(made, " ");
        break;
    default:
        break;
    }
}

char *markdown_plain(const char *text, const char *file, int line, struct problems *problems)
{
    struct strbuf made = {0};
    strbuf_add(&made, "");
    cmark_node *document = cmark_parse_document(text, strlen(text), CMARK_OPT_DEFAULT);
    cmark_iter *iter = cmark_iter_new(document);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        cmark_node_type type = cmark_node_get_type(node);
        if (event != CMARK_EVENT_ENTER)
            continue;
        if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE)
            problem_add(problems, SEVERITY_WARNING, file,
                        line + cmark_node_get_start_line(node) - 1,
                        cmark_node_get_start_column(node),
                        "HTML is left out: write plain words or Markdown");
        if (paragraph_type(type) && made.length)
            strbuf_add(&made, "\n\n");
        add_leaf(&made, node);
    }
    cmark_iter_free(iter);
    cmark_node_free(document);
    return made.text;
}
