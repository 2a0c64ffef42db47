#pragma once
// One thread that does what may block (a slow hash, a disk, a folder to read) so that the screen
// never waits for it. Jobs are done one after the other, in the order they were given.

struct worker;
struct worker *worker_open(void);           // never NULL
void worker_destroy(struct worker *worker); // does what is still queued, then joins; accepts NULL

// `work` runs on the worker's thread, `done` afterwards on the thread that calls worker_handle (or
// worker_destroy). Each gets `job`, which `done` frees; between the two nobody else may touch it.
void worker_do(struct worker *worker, void (*work)(void *job), void (*done)(void *job), void *job);

int worker_fd(const struct worker *worker); // readable when a job is finished
void worker_handle(struct worker *worker);  // calls `done` for each finished one
