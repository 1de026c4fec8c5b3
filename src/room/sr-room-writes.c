/* What the writer does beside acts: drafts, files, copies.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-room"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "room/sr-room-private.h"
#include "storage/service/sr-draft-table.h"

/**
 * Draft:
 *
 * What was typed so far into a form.
 */
typedef struct
{
  gint64  staff;
  char   *form;
  char   *body;
  gint64  now;
} Draft;

static void
draft_free (Draft *draft)
{
  g_free (draft->form);
  g_free (draft->body);
  g_free (draft);
}

static void
save_draft_in_thread (GTask        *task,
                      gpointer      source,
                      gpointer      task_data,
                      GCancellable *cancellable)
{
  SrRoom *self = source;
  Draft *draft = task_data;
  SrConnection *connection = sr_gate_get_connection (self->gate);
  GError *error = NULL;
  gboolean saved;

  SR_ASSERT_WORKER ();

  if (draft->body != NULL)
    saved = sr_draft_table_save (connection, draft->staff, draft->form, draft->body, draft->now,
                                 &error);
  else
    saved = sr_draft_table_delete (connection, draft->staff, draft->form, &error);

  if (saved)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * sr_room_save_draft_async:
 * @form: the name of a form
 * @body: (nullable): what was typed, in a form of its own; %NULL drops what was saved
 * @callback: (nullable): called on the main thread
 */
void
sr_room_save_draft_async (SrRoom              *self,
                          const char          *form,
                          const char          *body,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  Draft *draft = g_new0 (Draft, 1);

  draft->staff = self->staff;
  draft->form = g_strdup (form);
  draft->body = g_strdup (body);
  draft->now = sr_room_get_now (self);

  g_task_set_source_tag (task, sr_room_save_draft_async);
  g_task_set_task_data (task, draft, (GDestroyNotify) draft_free);
  sr_room_run (self, self->writer, task, save_draft_in_thread);
}

/**
 * sr_room_save_draft_finish:
 *
 * Returns: %TRUE, or %FALSE with %SR_STORE_ERROR
 */
gboolean
sr_room_save_draft_finish (SrRoom        *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * FileJob:
 *
 * A file that is read into the room or written from it.
 */
typedef struct
{
  GFile  *file;
  gint64  request;
} FileJob;

static void
file_job_free (FileJob *job)
{
  g_object_unref (job->file);
  g_free (job);
}

static void
backup_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  SrRoom *self = source;
  FileJob *job = task_data;
  GError *error = NULL;

  SR_ASSERT_WORKER ();

  if (sr_store_backup (self->store, g_file_peek_path (job->file), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
run_file_job (SrRoom              *self,
              GFile               *file,
              gint64               request,
              GTaskThreadFunc      func,
              gpointer             source_tag,
              GCancellable        *cancellable,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  FileJob *job = g_new0 (FileJob, 1);

  job->file = g_object_ref (file);
  job->request = request;

  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, job, (GDestroyNotify) file_job_free);
  sr_room_run (self, self->writer, task, func);
}

/**
 * sr_room_backup_async:
 * @file: where the copy goes, a local file
 * @cancellable: (nullable):
 * @callback: called on the main thread
 *
 * Makes a consistent copy of the room while it is in use; it gets its name once it is verified.
 */
void
sr_room_backup_async (SrRoom              *self,
                      GFile               *file,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  run_file_job (self, file, 0, backup_in_thread, sr_room_backup_async, cancellable, callback,
                user_data);
}

/**
 * sr_room_backup_finish:
 *
 * Returns: %TRUE, or %FALSE with an error of the storage or the file
 */
gboolean
sr_room_backup_finish (SrRoom        *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
