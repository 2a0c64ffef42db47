#pragma once
// What stands in one generation: every file with its hash and what it was copied from, what the player
// said of each video, the topics in their order. Written once, when a generation is complete; its last
// line is a hash over all the others.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SHA_LETTERS = 64 };

// What tells that a file of the staff folder is still the one it was. Zeroed: it is not known.
struct origin {
    uint64_t size, inode;
    int64_t changed_ns, status_ns; // mtime and ctime
};
bool origin_equal(const struct origin *a, const struct origin *b); // zeroed ones equal nothing

struct manifest_file {
    char *path; // below the generation: "content/knees/topic.md"
    char sha[SHA_LETTERS + 1];
    uint64_t size;
    struct origin origin; // zeroed: made here, or kept though the staff folder has another one
};

struct manifest_video {
    char *path; // below videos/
    int w, h;   // px as seen
    int64_t duration_ms;
};

struct manifest_topic {
    char *id;
    int order;
    size_t pages; // that patients can see in it
    bool check;   // it has a check for warning signs
};

// A file of the staff folder that is not in the generation, and why.
struct manifest_refusal {
    char *path, *reason;
    struct origin origin;
};

struct manifest {
    char *version;                 // of the content, as printed on the page
    uint64_t tree;                 // fingerprint of the staff folder: see scan.h
    struct manifest_topic *topics; // in the order of the screen
    size_t topics_count;
    struct manifest_file *files; // sorted by path
    size_t files_count;
    struct manifest_video *videos; // sorted by path
    size_t videos_count;
    struct manifest_refusal *refusals; // sorted by path
    size_t refusals_count;
};

// FOLDER is that of a generation. False if there is none that is whole.
__attribute__((warn_unused_result)) bool manifest_read(const char *folder,
                                                       struct manifest *manifest);
void manifest_destroy(struct manifest *manifest); // accepts zeroed
// Every file that it names is there in its size. Costs a look at each, reads none.
bool manifest_stands(const char *folder, const struct manifest *manifest);
// True if the manifest is whole and every file is there in its size.
bool manifest_whole(const char *folder);
// The same, and every file has its hash: reads everything.
bool manifest_true(const char *folder);
// Sorts the lists and writes FOLDER/manifest; syncing is the caller's. False leaves errno.
__attribute__((warn_unused_result)) bool manifest_write(const char *folder,
                                                        struct manifest *manifest);

const struct manifest_file *manifest_file(const struct manifest *manifest, const char *path);
const struct manifest_video *manifest_video(const struct manifest *manifest, const char *path);
const struct manifest_topic *manifest_topic(const struct manifest *manifest, const char *id);
const struct manifest_refusal *manifest_refusal(const struct manifest *manifest, const char *path);

// A new entry in its place in a list that is sorted.
struct manifest_file *manifest_insert_file(struct manifest *manifest, const char *path);
// A new entry at the end of its list; the list is sorted again by manifest_write or manifest_sort.
struct manifest_file *manifest_add_file(struct manifest *manifest, const char *path);
struct manifest_topic *manifest_add_topic(struct manifest *manifest, const char *id);
struct manifest_video *manifest_add_video(struct manifest *manifest, const char *path);
struct manifest_refusal *manifest_add_refusal(struct manifest *manifest, const char *path,
                                              const char *reason);
void manifest_sort(struct manifest *manifest);
