#pragma once
// What the scan knows by a name alone.

#include <stdbool.h>

// In large letters or small. `endings` ends with NULL.
bool scan_name_ends(const char *name, const char *const *endings);
// Folders that mean something: "", "videos", "content", "content/TOPIC" and the ones below a topic.
bool scan_folder_known(const char *path);
// Why a file or folder of this name cannot be taken, or NULL.
const char *scan_name_fault(const char *name);
// The name that was meant where Notepad added ".txt" to it, or a folder's is written with capitals; else
// NULL. The caller frees it.
char *scan_meant(const char *path);
