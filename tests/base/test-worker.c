/* SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/sr-worker.h"

#define N_TASKS 200

typedef struct
{
  GMutex  mutex;
  GCond   cond;
  GArray *order;      /* of int */
  guint   n_returned;
  guint   n_inside;
  gboolean is_open;   /* the gate that some tasks wait at */
} Diary;

static Diary *
diary_new (void)
{
  Diary *diary = g_new0 (Diary, 1);

  g_mutex_init (&diary->mutex);
  g_cond_init (&diary->cond);
  diary->order = g_array_new (FALSE, FALSE, sizeof (int));

  return diary;
}

static void
diary_free (Diary *diary)
{
  g_mutex_clear (&diary->mutex);
  g_cond_clear (&diary->cond);
  g_array_unref (diary->order);
  g_free (diary);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Diary, diary_free)

static Diary *the_diary;

static void
write_down (GTask        *task,
            gpointer      source_object,
            gpointer      task_data,
            GCancellable *cancellable)
{
  int number = GPOINTER_TO_INT (task_data);

  SR_ASSERT_WORKER ();
  g_mutex_lock (&the_diary->mutex);
  g_array_append_val (the_diary->order, number);
  g_mutex_unlock (&the_diary->mutex);
  g_task_return_int (task, number);
}

static void
wait_at_gate (GTask        *task,
              gpointer      source_object,
              gpointer      task_data,
              GCancellable *cancellable)
{
  g_mutex_lock (&the_diary->mutex);
  the_diary->n_inside++;
  g_cond_broadcast (&the_diary->cond);
  while (!the_diary->is_open)
    g_cond_wait (&the_diary->cond, &the_diary->mutex);
  g_mutex_unlock (&the_diary->mutex);
  g_task_return_int (task, 0);
}

static void
open_gate (void)
{
  g_mutex_lock (&the_diary->mutex);
  the_diary->is_open = TRUE;
  g_cond_broadcast (&the_diary->cond);
  g_mutex_unlock (&the_diary->mutex);
}

static void
wait_until_inside (guint n_inside)
{
  g_mutex_lock (&the_diary->mutex);
  while (the_diary->n_inside < n_inside)
    g_cond_wait (&the_diary->cond, &the_diary->mutex);
  g_mutex_unlock (&the_diary->mutex);
}

static void
on_returned_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  GError **error = user_data;

  SR_ASSERT_MAIN ();
  g_task_propagate_int (G_TASK (result), error);
  the_diary->n_returned++;
}

static void
run (SrWorker        *worker,
     int              number,
     GTaskThreadFunc  func)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_returned_cb, NULL);

  g_task_set_task_data (task, GINT_TO_POINTER (number), NULL);
  sr_worker_run (worker, task, func);
}

static void
iterate_until_returned (guint n_returned)
{
  while (the_diary->n_returned < n_returned)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_tasks_of_one_thread_run_in_the_order_in_which_they_were_queued (void)
{
  g_autoptr (Diary) diary = the_diary = diary_new ();
  g_autoptr (SrWorker) worker = sr_worker_new ("order", 1);

  for (int i = 0; i < N_TASKS; i++)
    run (worker, i, write_down);
  iterate_until_returned (N_TASKS);

  g_assert_cmpuint (diary->order->len, ==, N_TASKS);
  for (int i = 0; i < N_TASKS; i++)
    g_assert_cmpint (g_array_index (diary->order, int, i), ==, i);
}

static void
test_several_threads_run_tasks_at_the_same_time (void)
{
  g_autoptr (Diary) diary = the_diary = diary_new ();
  g_autoptr (SrWorker) worker = sr_worker_new ("pool", 3);

  for (int i = 0; i < 3; i++)
    run (worker, i, wait_at_gate);
  /* None of them ends before all three are inside. */
  wait_until_inside (3);
  open_gate ();
  iterate_until_returned (3);
  g_assert_cmpuint (diary->n_inside, ==, 3);
}

static void
test_closing_runs_what_is_queued (void)
{
  g_autoptr (Diary) diary = the_diary = diary_new ();
  g_autoptr (SrWorker) worker = sr_worker_new ("close", 1);

  for (int i = 0; i < N_TASKS; i++)
    run (worker, i, write_down);
  sr_worker_close (worker);
  g_assert_cmpuint (diary->order->len, ==, N_TASKS);
  sr_worker_close (worker);
  iterate_until_returned (N_TASKS);
}

static void
queue_behind_gate (SrWorker      *worker,
                   gboolean       checks,
                   GError       **error)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, on_returned_cb, error);

  run (worker, 0, wait_at_gate);
  wait_until_inside (1);
  g_task_set_check_cancellable (task, checks);
  g_task_set_task_data (task, GINT_TO_POINTER (7), NULL);
  sr_worker_run (worker, task, write_down);
  g_cancellable_cancel (cancellable);
  open_gate ();
  iterate_until_returned (2);
}

static void
test_a_task_cancelled_before_its_turn_is_not_run (void)
{
  g_autoptr (Diary) diary = the_diary = diary_new ();
  g_autoptr (SrWorker) worker = sr_worker_new ("cancel", 1);
  g_autoptr (GError) error = NULL;

  queue_behind_gate (worker, TRUE, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (diary->order->len, ==, 0);
}

static void
test_a_task_that_cannot_be_cancelled_is_run (void)
{
  g_autoptr (Diary) diary = the_diary = diary_new ();
  g_autoptr (SrWorker) worker = sr_worker_new ("cancel", 1);
  g_autoptr (GError) error = NULL;

  queue_behind_gate (worker, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (diary->order->len, ==, 1);
}

static void
on_source_gone_cb (gpointer  user_data,
                   GObject  *where_the_object_was)
{
  gboolean *was_main = user_data;

  *was_main = sr_thread_is_main ();
}

static void
test_what_a_task_belongs_to_is_let_go_on_its_own_thread (void)
{
  g_autoptr (Diary) diary = the_diary = diary_new ();
  g_autoptr (SrWorker) worker = sr_worker_new ("home", 1);

  for (int i = 0; i < N_TASKS; i++)
    {
      GObject *source = g_object_new (G_TYPE_OBJECT, NULL);
      GTask *task = g_task_new (source, NULL, on_returned_cb, NULL);
      gboolean was_main = FALSE;

      g_object_weak_ref (source, on_source_gone_cb, &was_main);
      g_object_unref (source);
      sr_worker_run (worker, task, write_down);
      g_object_unref (task);

      while (!was_main)
        g_main_context_iteration (NULL, TRUE);
    }
  g_assert_cmpuint (diary->order->len, ==, N_TASKS);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/worker/tasks-of-one-thread-run-in-the-order-in-which-they-were-queued",
                   test_tasks_of_one_thread_run_in_the_order_in_which_they_were_queued);
  g_test_add_func ("/base/worker/several-threads-run-tasks-at-the-same-time",
                   test_several_threads_run_tasks_at_the_same_time);
  g_test_add_func ("/base/worker/closing-runs-what-is-queued",
                   test_closing_runs_what_is_queued);
  g_test_add_func ("/base/worker/a-task-cancelled-before-its-turn-is-not-run",
                   test_a_task_cancelled_before_its_turn_is_not_run);
  g_test_add_func ("/base/worker/a-task-that-cannot-be-cancelled-is-run",
                   test_a_task_that_cannot_be_cancelled_is_run);
  g_test_add_func ("/base/worker/what-a-task-belongs-to-is-let-go-on-its-own-thread",
                   test_what_a_task_belongs_to_is_let_go_on_its_own_thread);

  return g_test_run ();
}
