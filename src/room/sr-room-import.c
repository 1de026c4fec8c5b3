/* Other days for a calendar of the room: from a file, from the program, and what they would do.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-room"

#include "config.h"

#include "domain/time/sr-holidays.h"
#include "room/sr-room-private.h"
#include "room/sr-shipped-days.h"

/**
 * Import:
 *
 * What is read into which calendar, or done to it, and what comes of it.
 */
typedef struct
{
  gint64            calendar;
  GFile            *file;      /* NULL for the days that the program ships */
  gboolean          dry_run;
  GPtrArray        *acts;
  SrCalendarEffect *effect;
} Import;

static void
import_free (Import *import)
{
  g_clear_object (&import->file);
  g_clear_pointer (&import->acts, g_ptr_array_unref);
  g_clear_pointer (&import->effect, sr_calendar_effect_free);
  g_free (import);
}

/* (transfer full) (nullable): the days */
static GPtrArray *
read_days (GFile         *file,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;
  gsize length = 0;

  if (file == NULL)
    return sr_shipped_days_load (error);

  if (!g_file_load_contents (file, cancellable, &text, &length, NULL, error))
    return NULL;

  name = g_file_get_basename (file);

  return sr_holidays_parse (text, (gssize) length, name, error);
}

static void
answer (GTask    *task,
        gboolean  done,
        GError   *error)
{
  if (done)
    {
      g_task_set_check_cancellable (task, FALSE);
      g_task_return_boolean (task, TRUE);
    }
  else
    {
      g_task_return_error (task, error);
    }
}

static void
import_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  SrRoom *self = source;
  Import *import = task_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) exceptions = NULL;

  SR_ASSERT_WORKER ();

  exceptions = read_days (import->file, cancellable, &error);
  answer (task,
          exceptions != NULL &&
          sr_gate_import_exceptions (self->gate, import->calendar, exceptions, import->dry_run,
                                     cancellable, &import->effect, &error),
          error);
}

/**
 * sr_room_import_exceptions_async:
 * @calendar: the id of a calendar
 * @file: (nullable): a file that sr_holidays_parse() reads; %NULL for the days that the program ships
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
  import->file = file != NULL ? g_object_ref (file) : NULL;
  import->dry_run = dry_run;
  g_task_set_source_tag (task, sr_room_import_exceptions_async);
  g_task_set_task_data (task, import, (GDestroyNotify) import_free);
  sr_worker_run (self->writer, task, import_in_thread);
}

/**
 * sr_room_import_exceptions_finish:
 *
 * Returns: (transfer full) (nullable): what changes, or %NULL with an error that names the line; then
 *   nothing is stored
 */
SrCalendarEffect *
sr_room_import_exceptions_finish (SrRoom        *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  Import *import = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  import = g_task_get_task_data (G_TASK (result));
  if (!import->dry_run)
    sr_room_look_for_news (self);

  return g_steal_pointer (&import->effect);
}

static void
rehearse_in_thread (GTask        *task,
                    gpointer      source,
                    gpointer      task_data,
                    GCancellable *cancellable)
{
  SrRoom *self = source;
  Import *import = task_data;
  GError *error = NULL;

  SR_ASSERT_WORKER ();

  import->effect = sr_gate_rehearse (self->gate, import->acts, cancellable, &error);
  answer (task, import->effect != NULL, error);
}

/**
 * sr_room_rehearse_async:
 * @acts: (transfer full) (element-type SrAct): acts on days or hours of a calendar
 * @cancellable: (nullable): stops it
 * @callback: called on the main thread
 *
 * What the acts would do to the running deadlines; nothing is stored.
 */
void
sr_room_rehearse_async (SrRoom              *self,
                        GPtrArray           *acts,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Import *import = g_new0 (Import, 1);

  import->acts = acts;
  import->dry_run = TRUE;
  g_task_set_source_tag (task, sr_room_rehearse_async);
  g_task_set_task_data (task, import, (GDestroyNotify) import_free);
  sr_worker_run (self->writer, task, rehearse_in_thread);
}

/**
 * sr_room_rehearse_finish:
 *
 * Returns: (transfer full) (nullable): what would change, or %NULL with the error of who may not do it
 */
SrCalendarEffect *
sr_room_rehearse_finish (SrRoom        *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  return sr_room_import_exceptions_finish (self, result, error);
}
