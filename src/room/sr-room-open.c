/* Opening a room off the main thread, and closing it.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-room"

#include "config.h"

#include "room/sr-room-private.h"
#include "storage/sr-event-table.h"

/**
 * Opening:
 *
 * What a room is opened with.
 */
typedef struct
{
  char             *location;
  char             *login;
  SrStoreOpenFlags  flags;
} Opening;

static void
opening_free (Opening *opening)
{
  g_free (opening->location);
  g_free (opening->login);
  g_free (opening);
}

static gboolean
open_in_thread (SrRoom         *self,
                const Opening  *opening,
                GError        **error)
{
  g_autofree char *hash = NULL;

  self->store = sr_store_open (opening->location, opening->flags, error);
  if (self->store == NULL)
    return FALSE;

  self->gate = sr_gate_new (self->store, self->clock);
  if ((opening->flags & SR_STORE_OPEN_CREATE) &&
      !sr_gate_init (self->gate, opening->login, g_get_real_name (), error))
    return FALSE;

  if (!sr_gate_sign_in (self->gate, opening->login, error))
    return FALSE;

  self->staff = sr_row_get_id (sr_gate_get_staff (self->gate));
  self->configuration = sr_configuration_ref (sr_gate_get_configuration (self->gate, NULL));

  return sr_event_table_get_head (sr_gate_get_connection (self->gate), &self->sequence, &hash,
                                  error);
}

static void
open_task_in_thread (GTask        *task,
                     gpointer      source,
                     gpointer      task_data,
                     GCancellable *cancellable)
{
  SrRoom *self = source;
  GError *error = NULL;

  SR_ASSERT_WORKER ();

  if (open_in_thread (self, task_data, &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  g_clear_pointer (&self->gate, sr_gate_free);
  if (self->store != NULL)
    sr_store_close (self->store);
  g_task_return_error (task, error);
}

/**
 * sr_room_open_async:
 * @location: a path or URI
 * @flags: whether a room is made if there is none
 * @clock: what "now" is
 * @login: who works in it
 * @cancellable: (nullable):
 * @callback: called on the main thread
 *
 * Opens a room off the main thread. With %SR_STORE_OPEN_CREATE a new room gets what a new room starts
 * with, and @login becomes its first manager.
 */
void
sr_room_open_async (const char          *location,
                    SrStoreOpenFlags     flags,
                    SrClock             *clock,
                    const char          *login,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  g_autoptr (SrRoom) self = g_object_new (SR_TYPE_ROOM, NULL);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Opening *opening = g_new0 (Opening, 1);

  opening->location = g_strdup (location);
  opening->login = g_strdup (login);
  opening->flags = flags;

  self->clock = g_object_ref (clock);
  self->writer = sr_worker_new ("sr-writer", 1);
  self->readers = sr_worker_new ("sr-reader", 2);
  self->files = sr_worker_new ("sr-files", 1);

  g_task_set_source_tag (task, sr_room_open_async);
  g_task_set_task_data (task, opening, (GDestroyNotify) opening_free);
  sr_worker_run (self->writer, task, open_task_in_thread);
}

/* Another wall clock: what was due then may be due now, or not yet. */
static void
look_anew (SrRoom *self)
{
  self->next_tick = 0;
  self->shown_minute = 0;
  sr_room_look_at_clock (self);
}

/**
 * sr_room_open_finish:
 *
 * Returns: (transfer full) (nullable): the room, or %NULL with an error whose message is a sentence
 *   for people
 */
SrRoom *
sr_room_open_finish (GAsyncResult  *result,
                     GError       **error)
{
  SrRoom *self;

  g_return_val_if_fail (G_IS_TASK (result), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  self = g_object_ref (g_task_get_source_object (G_TASK (result)));
  self->shown_minute = sr_clock_now (self->clock) / 60;
  self->wake = sr_wake_new (self->clock);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (sr_room_look_for_news), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->wake, "due", G_CALLBACK (sr_room_look_at_clock), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->wake, "shaken", G_CALLBACK (look_anew), self, G_CONNECT_SWAPPED);
  sr_store_watch (self->store);
  sr_room_look_at_clock (self);

  return self;
}

/**
 * sr_room_close:
 *
 * Waits until every act that was given is stored, then closes the store and ends the threads. For the
 * end of a program; whatever is asked of the room after is answered by %SR_STORE_ERROR_UNAVAILABLE.
 */
void
sr_room_close (SrRoom *self)
{
  g_return_if_fail (SR_IS_ROOM (self));

  if (self->closed)
    return;

  self->closed = TRUE;
  g_clear_handle_id (&self->retry_id, g_source_remove);
  g_clear_object (&self->wake);

  if (self->files != NULL)
    sr_worker_close (self->files);
  if (self->writer != NULL)
    sr_worker_close (self->writer);
  if (self->readers != NULL)
    sr_worker_close (self->readers);
  g_clear_object (&self->writer);
  g_clear_object (&self->readers);
  g_clear_object (&self->files);

  /* Its thread has ended. */
  g_clear_pointer (&self->gate, sr_gate_free);
  if (self->store != NULL)
    sr_store_close (self->store);
}
