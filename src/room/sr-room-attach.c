/* Files that are taken into the room.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-room"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "room/sr-room-private.h"
#include "storage/service/sr-content-table.h"
#include "storage/sr-store-error.h"

#define CHUNK_SIZE (256 * 1024)

/**
 * Attaching:
 *
 * A file on its way into the room. It is read in two steps: to a copy on this machine, by a thread
 * that does nothing else, then from there by the writer. A file on a slow disk, or on one that
 * answers no more, keeps nobody else from writing.
 */
typedef struct
{
  GFile                 *file;
  gint64                 request;
  GFileProgressCallback  progress;   /* on the main thread */
  gpointer               progress_data;

  /* after the first step */
  GFileIOStream         *copy;
  char                  *name;
  char                  *media_type;
} Attaching;

static void
attaching_free (Attaching *self)
{
  g_object_unref (self->file);
  g_clear_object (&self->copy);
  g_free (self->name);
  g_free (self->media_type);
  g_free (self);
}

/* One message of the reading thread to the main thread. */
typedef struct
{
  GTask   *task;
  goffset  done;
  goffset  total;
} Progress;

static void
progress_free (gpointer data)
{
  Progress *progress = data;

  g_object_unref (progress->task);
  g_free (progress);
}

static gboolean
tell_progress_cb (gpointer data)
{
  Progress *progress = data;
  Attaching *self = g_task_get_task_data (progress->task);

  if (!g_task_get_completed (progress->task))
    self->progress (progress->done, progress->total, self->progress_data);

  return G_SOURCE_REMOVE;
}

static void
tell_progress (GTask   *task,
               goffset  done,
               goffset  total)
{
  Attaching *self = g_task_get_task_data (task);
  Progress *progress = NULL;

  if (self->progress == NULL)
    return;

  progress = g_new0 (Progress, 1);
  progress->task = g_object_ref (task);
  progress->done = done;
  progress->total = total;
  g_idle_add_full (G_PRIORITY_DEFAULT, tell_progress_cb, progress, progress_free);
}

/* What cannot be read to an end is not begun with. */
static gboolean
check_type (GFileInfo  *info,
            GError    **error)
{
  const char *name = g_file_info_get_display_name (info);

  switch (g_file_info_get_file_type (info))
    {
    case G_FILE_TYPE_REGULAR:
      return TRUE;

    case G_FILE_TYPE_DIRECTORY:
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY,
                   _("“%s” is a folder. Attach its files, or pack it into one file first."), name);
      return FALSE;

    default:
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE,
                   _("“%s” is no file that can be read to its end."), name);
      return FALSE;
    }
}

static gboolean
copy_stream (GTask          *task,
             GInputStream   *from,
             GOutputStream  *to,
             goffset         total,
             GCancellable   *cancellable,
             GError        **error)
{
  g_autofree guchar *buffer = g_malloc (CHUNK_SIZE);
  goffset done = 0;
  gsize n_read = CHUNK_SIZE;

  while (n_read == CHUNK_SIZE)
    {
      if (!g_input_stream_read_all (from, buffer, CHUNK_SIZE, &n_read, cancellable, error) ||
          !g_output_stream_write_all (to, buffer, n_read, NULL, cancellable, error))
        return FALSE;

      done += (goffset) n_read;
      if (done > SR_CONTENT_MAX_SIZE)
        {
          g_set_error (error, SR_STORE_ERROR, SR_STORE_ERROR_CONSTRAINT,
                       _("The file is larger than %d MiB, the most that a room keeps."),
                       (int) (SR_CONTENT_MAX_SIZE / (1024 * 1024)));
          return FALSE;
        }
      tell_progress (task, done, MAX (total, done));
    }

  return TRUE;
}

static gboolean
read_file (GTask         *task,
           Attaching     *self,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr (GFileInfo) info = g_file_query_info (self->file,
                                                  G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME ","
                                                  G_FILE_ATTRIBUTE_STANDARD_CONTENT_TYPE ","
                                                  G_FILE_ATTRIBUTE_STANDARD_SIZE ","
                                                  G_FILE_ATTRIBUTE_STANDARD_TYPE,
                                                  G_FILE_QUERY_INFO_NONE, cancellable, error);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GFile) copy = NULL;
  const char *content_type;

  if (info == NULL || !check_type (info, error))
    return FALSE;

  stream = g_file_read (self->file, cancellable, error);
  if (stream == NULL)
    return FALSE;

  copy = g_file_new_tmp ("serviceroom-XXXXXX", &self->copy, error);
  if (copy == NULL)
    return FALSE;
  /* It lasts as long as it is open, also when the program is killed. */
  g_file_delete (copy, NULL, NULL);

  content_type = g_file_info_get_content_type (info);
  self->name = g_strdup (g_file_info_get_display_name (info));
  self->media_type = content_type != NULL ? g_content_type_get_mime_type (content_type) : NULL;

  return copy_stream (task, G_INPUT_STREAM (stream),
                      g_io_stream_get_output_stream (G_IO_STREAM (self->copy)),
                      g_file_info_get_size (info), cancellable, error) &&
         g_seekable_seek (G_SEEKABLE (self->copy), 0, G_SEEK_SET, cancellable, error);
}

static void
read_in_thread (GTask        *reading,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GTask *task = task_data;
  GError *error = NULL;

  SR_ASSERT_WORKER ();

  if (read_file (task, g_task_get_task_data (task), cancellable, &error))
    g_task_return_boolean (reading, TRUE);
  else
    g_task_return_error (reading, error);
}

static void
store_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  SrRoom *self = source;
  Attaching *attaching = task_data;
  GError *error = NULL;
  SrOutcome *outcome;

  SR_ASSERT_WORKER ();

  outcome = sr_gate_attach (self->gate, attaching->request, attaching->name,
                            attaching->media_type != NULL ? attaching->media_type
                                                          : "application/octet-stream",
                            g_io_stream_get_input_stream (G_IO_STREAM (attaching->copy)),
                            cancellable, &error);
  if (outcome == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  sr_outcome_free (outcome);
  g_task_set_check_cancellable (task, FALSE);
  g_task_return_boolean (task, TRUE);
}

static void
on_read_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  SrRoom *self = SR_ROOM (source);
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    sr_room_run (self, self->writer, task, store_in_thread);
  else
    g_task_return_error (task, error);
}

/**
 * sr_room_attach_async:
 * @request: the id of a request
 * @file: what shall be attached; read whole
 * @progress: (nullable) (scope notified): told on the main thread how much of the file is read;
 *   not after @callback
 * @cancellable: (nullable): stops it before it is stored
 * @callback: called on the main thread
 *
 * The file is read beside the writer: whoever writes meanwhile does not wait for it.
 */
void
sr_room_attach_async (SrRoom                *self,
                      gint64                 request,
                      GFile                 *file,
                      GFileProgressCallback  progress,
                      gpointer               progress_data,
                      GCancellable          *cancellable,
                      GAsyncReadyCallback    callback,
                      gpointer               user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GTask) reading = g_task_new (self, cancellable, on_read_cb, g_object_ref (task));
  Attaching *attaching = g_new0 (Attaching, 1);

  attaching->file = g_object_ref (file);
  attaching->request = request;
  attaching->progress = progress;
  attaching->progress_data = progress_data;

  g_task_set_source_tag (task, sr_room_attach_async);
  g_task_set_task_data (task, attaching, (GDestroyNotify) attaching_free);
  g_task_set_source_tag (reading, sr_room_attach_async);
  g_task_set_task_data (reading, g_object_ref (task), g_object_unref);
  sr_room_run (self, self->files, reading, read_in_thread);
}

/**
 * sr_room_attach_finish:
 *
 * Returns: %TRUE, or %FALSE with an error of the rules, the storage or the file
 */
gboolean
sr_room_attach_finish (SrRoom        *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  sr_room_look_for_news (self);

  return TRUE;
}
