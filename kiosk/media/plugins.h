#pragma once
// Loads libvlc's plug-ins beforehand, so that a confined process need not open a file to get them.

#include <stdbool.h>

// `inside` is any function of libvlc: the plug-ins lie beside the library that it is in. The list
// in plugins.c is also the list of what may ever touch a video: a plug-in that is not on it cannot
// be loaded later. False if one that every video needs is missing: `problem` says which.
__attribute__((warn_unused_result)) bool plugins_load(const char *(*inside)(void),
                                                      const char **problem);
