/* Taking back what was just done, from a window.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-room"

#include "config.h"

#include "room/sr-room-private.h"

static void
undo_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  SrRoom *self = source;
  GArray *sequences = task_data;
  GError *error = NULL;
  GPtrArray *outcomes;

  SR_ASSERT_WORKER ();

  outcomes = sr_gate_undo (self->gate, (gconstpointer) sequences->data, sequences->len,
                           &error);
  if (outcomes == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, outcomes, (GDestroyNotify) g_ptr_array_unref);
}

/**
 * sr_room_undo_async:
 * @sequences: (transfer full) (element-type gint64): the events of outcomes that are undoable
 * @callback: called on the main thread
 *
 * Takes all of them back in one transaction, or none.
 */
void
sr_room_undo_async (SrRoom              *self,
                    GArray              *sequences,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SR_IS_ROOM (self));
  g_return_if_fail (sequences != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, sr_room_undo_async);
  g_task_set_task_data (task, sequences, (GDestroyNotify) g_array_unref);
  sr_room_run (self, self->writer, task, undo_in_thread);
}

/**
 * sr_room_undo_finish:
 *
 * Returns: (transfer full) (nullable) (element-type SrOutcome): one for each event, the last event
 *   first; or %NULL with %SR_DOMAIN_ERROR, a whole sentence, or %SR_STORE_ERROR
 */
GPtrArray *
sr_room_undo_finish (SrRoom        *self,
                     GAsyncResult  *result,
                     GError       **error)
{
  GPtrArray *outcomes;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  outcomes = g_task_propagate_pointer (G_TASK (result), error);
  if (outcomes != NULL)
    sr_room_look_for_news (self);

  return outcomes;
}
