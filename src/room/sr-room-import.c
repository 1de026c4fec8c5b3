/* Official days from a file, into a calendar of the room.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-room"

#include "config.h"

#include "domain/time/sr-holidays.h"
#include "room/sr-room-private.h"

/**
 * Import:
 *
 * What is read into which calendar, and what came of it.
 */
typedef struct
{
  gint64     calendar;
  GFile     *file;
  gboolean   dry_run;
  GPtrArray *days;
  GPtrArray *deadlines;
} Import;

static void
import_free (Import *import)
{
  g_object_unref (import->file);
  g_clear_pointer (&import->days, g_ptr_array_unref);
  g_clear_pointer (&import->deadlines, g_ptr_array_unref);
  g_free (import);
}

static gboolean
import_days (SrRoom        *self,
             Import        *import,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autofree char *text = NULL;
  g_autofree char *name = g_file_get_basename (import->file);
  g_autoptr (GPtrArray) exceptions = NULL;
  gsize length = 0;

  if (!g_file_load_contents (import->file, cancellable, &text, &length, NULL, error))
    return FALSE;

  exceptions = sr_holidays_parse (text, (gssize) length, name, error);

  return exceptions != NULL &&
         sr_gate_import_exceptions (self->gate, import->calendar, exceptions, import->dry_run,
                                    &import->days, &import->deadlines, error);
}

static void
import_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  GError *error = NULL;

  SR_ASSERT_WORKER ();

  if (import_days (source, task_data, cancellable, &error))
    {
      g_task_set_check_cancellable (task, FALSE);
      g_task_return_boolean (task, TRUE);
    }
  else
    {
      g_task_return_error (task, error);
    }
}

/**
 * sr_room_import_exceptions_async:
 * @calendar: the id of a calendar
 * @file: a file that sr_holidays_parse() reads
 * @dry_run: %TRUE to only tell what would change
 * @cancellable: (nullable): stops it before it is stored
 * @callback: called on the main thread
 *
 * Reads the file on the writer's thread and puts its days into the calendar, all or none of them.
 */
void
sr_room_import_exceptions_async (SrRoom              *self,
                                 gint64               calendar,
                                 GFile               *file,
                                 gboolean             dry_run,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Import *import = g_new0 (Import, 1);

  import->calendar = calendar;
  import->file = g_object_ref (file);
  import->dry_run = dry_run;
  g_task_set_source_tag (task, sr_room_import_exceptions_async);
  g_task_set_task_data (task, import, (GDestroyNotify) import_free);
  sr_worker_run (self->writer, task, import_in_thread);
}

/**
 * sr_room_import_exceptions_finish:
 * @out_days: (out) (optional) (element-type utf8): a line for each day that differs
 * @out_deadlines: (out) (optional) (element-type utf8): a line for each deadline that moves
 *
 * Returns: %TRUE, or %FALSE with an error that names the line; then nothing is stored
 */
gboolean
sr_room_import_exceptions_finish (SrRoom        *self,
                                  GAsyncResult  *result,
                                  GPtrArray    **out_days,
                                  GPtrArray    **out_deadlines,
                                  GError       **error)
{
  Import *import = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  import = g_task_get_task_data (G_TASK (result));
  if (!import->dry_run)
    sr_room_look_for_news (self);
  if (out_days != NULL)
    *out_days = g_steal_pointer (&import->days);
  if (out_deadlines != NULL)
    *out_deadlines = g_steal_pointer (&import->deadlines);

  return TRUE;
}
