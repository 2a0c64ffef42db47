// Unicode's composed form by GLib. The only room that includes it. Any thread.
#include "composed.h"

#include <glib.h>

#include "str.h"

char *text_composed(const char *text)
{
    const unsigned char *at = (const unsigned char *)text;
    while (*at && *at < 0xCC) // below U+0300 nothing is in two forms
        at++;
    char *made = *at ? g_utf8_normalize(text, -1, G_NORMALIZE_NFC) : NULL;
    char *copy = str_copy(made ? made : text);
    g_free(made);
    return copy;
}
