#pragma once
// One line per event on standard error, with journald's level prefix when a journal reads it.
// Any thread may log. Never log what a patient answered or chose.

#include <stdbool.h>

enum log_level { LOG_LEVEL_ERROR, LOG_LEVEL_WARNING, LOG_LEVEL_INFO, LOG_LEVEL_DEBUG };

// Each .c file says `#define LOG_TAG "player"` before including this header.
#ifndef LOG_TAG
#define LOG_TAG "kiosk"
#endif

#define log_error(...)   log_write(LOG_LEVEL_ERROR, LOG_TAG, __VA_ARGS__)
#define log_warning(...) log_write(LOG_LEVEL_WARNING, LOG_TAG, __VA_ARGS__)
#define log_info(...)    log_write(LOG_LEVEL_INFO, LOG_TAG, __VA_ARGS__)
#define log_debug(...)   log_write(LOG_LEVEL_DEBUG, LOG_TAG, __VA_ARGS__)

// Shows nothing less urgent than `level`. The default is LOG_LEVEL_INFO. Call before any thread
// starts.
void log_set_level(enum log_level level);

// A line equal to the one before it is counted, not repeated, so that a fault that recurs each
// frame cannot fill a disk; the count is written with the next different line.
__attribute__((format(printf, 3, 4))) void log_write(enum log_level level, const char *tag,
                                                     const char *format, ...);
