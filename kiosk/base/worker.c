// A queue, a thread and an eventfd. The caller's thread and the worker's meet only under the lock.
#include "worker.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "str.h"

struct task {
    void (*work)(void *job), (*done)(void *job);
    void *job;
    struct task *next;
};

struct queue {
    struct task *first, **end;
};

struct worker {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t more;
    struct queue waiting, finished;
    bool stop;
    int event;
};

static void put(struct queue *queue, struct task *task)
{
    task->next = NULL;
    *queue->end = task;
    queue->end = &task->next;
}

static struct task *take(struct queue *queue)
{
    struct task *task = queue->first;
    if (task && !(queue->first = task->next))
        queue->end = &queue->first;
    return task;
}

static void *work(void *argument)
{
    struct worker *worker = argument;
    pthread_mutex_lock(&worker->lock);
    for (;;) {
        struct task *task = take(&worker->waiting);
        if (task) {
            pthread_mutex_unlock(&worker->lock);
            task->work(task->job);
            pthread_mutex_lock(&worker->lock);
            put(&worker->finished, task);
            eventfd_write(worker->event, 1);
        } else if (worker->stop) {
            break;
        } else {
            pthread_cond_wait(&worker->more, &worker->lock);
        }
    }
    pthread_mutex_unlock(&worker->lock);
    return NULL;
}

struct worker *worker_open(void)
{
    struct worker *worker = mem_make(1, sizeof *worker);
    worker->waiting.end = &worker->waiting.first;
    worker->finished.end = &worker->finished.first;
    pthread_mutex_init(&worker->lock, NULL);
    pthread_cond_init(&worker->more, NULL);
    worker->event = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (worker->event < 0 || pthread_create(&worker->thread, NULL, work, worker) != 0)
        abort(); // nothing is left to run on: the service manager starts the kiosk again
    return worker;
}

void worker_do(struct worker *worker, void (*what)(void *job), void (*done)(void *job), void *job)
{
    struct task *task = mem_make(1, sizeof *task);
    *task = (struct task){.work = what, .done = done, .job = job};
    pthread_mutex_lock(&worker->lock);
    put(&worker->waiting, task);
    pthread_cond_signal(&worker->more);
    pthread_mutex_unlock(&worker->lock);
}

int worker_fd(const struct worker *worker)
{
    return worker->event;
}

void worker_handle(struct worker *worker)
{
    eventfd_t count;
    eventfd_read(worker->event, &count);
    for (;;) {
        pthread_mutex_lock(&worker->lock);
        struct task *task = take(&worker->finished);
        pthread_mutex_unlock(&worker->lock);
        if (!task)
            return;
        task->done(task->job);
        free(task);
    }
}

void worker_destroy(struct worker *worker)
{
    if (!worker)
        return;
    pthread_mutex_lock(&worker->lock);
    worker->stop = true;
    pthread_cond_signal(&worker->more);
    pthread_mutex_unlock(&worker->lock);
    pthread_join(worker->thread, NULL);
    worker_handle(worker);
    close(worker->event);
    pthread_cond_destroy(&worker->more);
    pthread_mutex_destroy(&worker->lock);
    free(worker);
}
