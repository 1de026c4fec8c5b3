/* A thread that does one thing after the other.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-worker"

#include "config.h"

#include <unistd.h>

#include "base/sr-worker.h"

/**
 * SrWorker:
 *
 * Threads of our own that take tasks from one queue. With one thread the tasks run strictly in the
 * order in which they were queued, which `g_task_run_in_thread()` does not promise.
 *
 * A worker may be given tasks from any thread. Whoever made it closes it before what the tasks use
 * goes away.
 */
struct _SrWorker
{
  GObject parent_instance;

  /* owned */
  GAsyncQueue *jobs;
  GPtrArray   *threads;  /* (element-type GThread) */

  /* state */
  gboolean     closed;
};

typedef struct
{
  GTask           *task;  /* owned; NULL tells a thread to end */
  GTaskThreadFunc  func;
} Job;

G_DEFINE_FINAL_TYPE (SrWorker, sr_worker, G_TYPE_OBJECT)

static gboolean
on_task_back_cb (gpointer user_data)
{
  return G_SOURCE_REMOVE;
}

/* The reference that the thread holds must not be the last one: the source object of the task would
 * be finalized on this thread. It goes home to the context of the task. */
static void
give_back_task (GTask *task)
{
  GMainContext *context = g_task_get_context (task);
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, g_task_get_priority (task));
  g_source_set_static_name (source, "[serviceroom] task of a worker");
  g_source_set_callback (source, on_task_back_cb, task, g_object_unref);
  g_source_attach (source, context);
}

static void
run_job (Job *job)
{
  GTask *task = job->task;

  /* What is cancelled before it began has changed nothing. */
  if (!g_task_get_check_cancellable (task) || !g_task_return_error_if_cancelled (task))
    job->func (task, g_task_get_source_object (task), g_task_get_task_data (task),
               g_task_get_cancellable (task));

  give_back_task (task);
}

static gpointer
run_jobs (gpointer user_data)
{
  GAsyncQueue *jobs = user_data;
  gboolean running = TRUE;

  while (running)
    {
      Job *job = g_async_queue_pop (jobs);

      running = job->task != NULL;
      if (running)
        run_job (job);
      g_free (job);
    }

  g_async_queue_unref (jobs);

  return NULL;
}

static void
queue_job (SrWorker        *self,
           GTask           *task,
           GTaskThreadFunc  func)
{
  Job *job = g_new0 (Job, 1);

  job->task = task;
  job->func = func;
  g_async_queue_push (self->jobs, job);
}

static void
sr_worker_finalize (GObject *object)
{
  SrWorker *self = SR_WORKER (object);

  sr_worker_close (self);
  g_ptr_array_unref (self->threads);
  g_async_queue_unref (self->jobs);

  G_OBJECT_CLASS (sr_worker_parent_class)->finalize (object);
}

static void
sr_worker_class_init (SrWorkerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sr_worker_finalize;
}

static void
sr_worker_init (SrWorker *self)
{
  self->jobs = g_async_queue_new ();
  self->threads = g_ptr_array_new ();
}

/**
 * sr_thread_is_main:
 *
 * Returns: %TRUE on the thread that entered main()
 */
gboolean
sr_thread_is_main (void)
{
  return gettid () == getpid ();
}

/**
 * sr_worker_new:
 * @name: what the threads are called; the system shows fifteen bytes of it
 * @n_threads: one for strict order, several for a pool
 *
 * Returns: (transfer full): a worker whose threads run and wait
 */
SrWorker *
sr_worker_new (const char *name,
               guint       n_threads)
{
  SrWorker *self = NULL;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (n_threads > 0, NULL);

  self = g_object_new (SR_TYPE_WORKER, NULL);
  for (guint i = 0; i < n_threads; i++)
    g_ptr_array_add (self->threads, g_thread_new (name, run_jobs, g_async_queue_ref (self->jobs)));

  return self;
}

/**
 * sr_worker_run:
 * @task: what is to be done; the worker holds a reference until it is done
 * @func: runs on a thread of the worker and must return by one of `g_task_return_*()`
 *
 * Queues @task. If it is cancelled before its turn, and the task checks its cancellable, @func is
 * not run. No task may be queued once the worker is closed.
 */
void
sr_worker_run (SrWorker        *self,
               GTask           *task,
               GTaskThreadFunc  func)
{
  g_return_if_fail (SR_IS_WORKER (self));
  g_return_if_fail (G_IS_TASK (task));
  g_return_if_fail (func != NULL);
  g_return_if_fail (!self->closed);

  queue_job (self, g_object_ref (task), func);
}

/**
 * sr_worker_close:
 *
 * Runs what is queued, then waits for the threads to end. Blocks; closing twice does nothing. Must
 * not be called from a thread of the worker itself.
 */
void
sr_worker_close (SrWorker *self)
{
  g_return_if_fail (SR_IS_WORKER (self));

  if (self->closed)
    return;

  self->closed = TRUE;
  for (guint i = 0; i < self->threads->len; i++)
    queue_job (self, NULL, NULL);
  for (guint i = 0; i < self->threads->len; i++)
    g_thread_join (g_ptr_array_index (self->threads, i));
  g_ptr_array_set_size (self->threads, 0);
}
