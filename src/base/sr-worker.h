/* A thread that does one thing after the other.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SR_TYPE_WORKER (sr_worker_get_type ())
G_DECLARE_FINAL_TYPE (SrWorker, sr_worker, SR, WORKER, GObject)

#define SR_ASSERT_MAIN() g_assert (sr_thread_is_main ())
#define SR_ASSERT_WORKER() g_assert (!sr_thread_is_main ())

/* The thread that entered main(). */
gboolean  sr_thread_is_main (void);

/* With one thread: strict order. With several: a pool. */
SrWorker *sr_worker_new     (const char      *name,
                             guint            n_threads);
/* Queues the task; @func runs on a thread of the worker and returns by g_task_return_*(). */
void      sr_worker_run     (SrWorker        *self,
                             GTask           *task,
                             GTaskThreadFunc  func);
/* Runs what is queued, then joins. No task may be queued after. */
void      sr_worker_close   (SrWorker        *self);

G_END_DECLS
