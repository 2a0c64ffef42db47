#pragma once
// Takes from the player child what a decoder that has been taken over could misuse. Each step is
// for ever. Call while the process has one thread, in this order; the self-test looks in between.

#include <stdbool.h>

// The address sanitizer alone reserves terabytes, so its builds go without the memory limit.
#if defined(__SANITIZE_ADDRESS__)
enum { CONFINE_LIMITS_MEMORY = false };
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
enum { CONFINE_LIMITS_MEMORY = false };
#else
enum { CONFINE_LIMITS_MEMORY = true };
#endif
#else
enum { CONFINE_LIMITS_MEMORY = true };
#endif

// Dies with the parent (`parent` is its pid, 0: whoever it is), no core dump, at most
// `memory_mb` of address space. False leaves errno.
__attribute__((warn_unused_result)) bool confine_limits(int parent, int memory_mb);

enum confine_files {
    CONFINE_FILES_DONE,
    CONFINE_FILES_UNKNOWN, // this kernel has no Landlock, or has it switched off
    CONFINE_FILES_FAILED,
};
// Landlock: no file of any kind may be opened from here on.
enum confine_files confine_files(void);

// seccomp: only the calls that decoding needs. No open, no socket, no exec, no new process. False
// leaves errno.
__attribute__((warn_unused_result)) bool confine_calls(void);
