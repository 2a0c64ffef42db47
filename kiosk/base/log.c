// Log lines for people and for journald. Any thread: one mutex keeps lines whole.
#include "log.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static enum log_level shown = LOG_LEVEL_INFO; // written before threads start
static char last_line[512];                   // guarded by lock
static unsigned repeats;                      // guarded by lock

void log_set_level(enum log_level level)
{
    shown = level;
}

static void put(enum log_level level, const char *line)
{
    static const char *const names[] = {"error", "warning", "info", "debug"};
    static const char *const journal[] = {"<3>", "<4>", "<6>", "<7>"};
    if (getenv("JOURNAL_STREAM"))
        fprintf(stderr, "%s%s\n", journal[level], line);
    else
        fprintf(stderr, "%s: %s\n", names[level], line);
}

void log_write(enum log_level level, const char *tag, const char *format, ...)
{
    if (level > shown)
        return;
    char text[480];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    for (char *c = text; *c; c++)
        if ((unsigned char)*c < ' ')
            *c = ' '; // a file name with a newline must not forge a second line

    char line[sizeof last_line];
    snprintf(line, sizeof line, "%s: %s", tag, text);
    pthread_mutex_lock(&lock);
    if (strcmp(line, last_line) == 0) {
        repeats++;
    } else {
        if (repeats) {
            char note[64];
            snprintf(note, sizeof note, "the last line came %u more times", repeats);
            put(LOG_LEVEL_INFO, note);
        }
        repeats = 0;
        memcpy(last_line, line, sizeof last_line);
        put(level, line);
    }
    pthread_mutex_unlock(&lock);
}
