/* What the person who signed in is to be shown by the desktop, and what it shows.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-room"

#include "config.h"

#include "room/sr-room-question.h"

static gpointer
ask_popups (SrConnection  *reader,
            SrQuestion    *question,
            GError       **error)
{
  return sr_popup_state_load (reader, question->record, question->now, error);
}

/**
 * sr_room_load_popups_async:
 * @callback: called on the main thread
 *
 * What decides which reminders of the person pop up now.
 */
void
sr_room_load_popups_async (SrRoom              *self,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  SrQuestion *question = sr_question_new (self, ask_popups, (GDestroyNotify) sr_popup_state_free);

  question->record = self->staff;
  sr_question_ask (self, question, sr_room_load_popups_async, cancellable, callback, user_data);
}

/**
 * sr_room_load_popups_finish:
 *
 * Returns: (transfer full) (nullable): what decides, or %NULL with an error
 */
SrPopupState *
sr_room_load_popups_finish (SrRoom        *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  return sr_question_finish (self, result, error);
}

/**
 * Shown:
 *
 * A popup of the desktop on its way into the room.
 */
typedef struct
{
  gint64   staff;
  char    *key;
  char    *server;
  guint32  server_id;
} Shown;

static void
shown_free (Shown *shown)
{
  g_free (shown->key);
  g_free (shown->server);
  g_free (shown);
}

static void
keep_popup_in_thread (GTask        *task,
                      gpointer      source,
                      gpointer      task_data,
                      GCancellable *cancellable)
{
  SrRoom *self = source;
  Shown *shown = task_data;
  SrConnection *connection = sr_gate_get_connection (self->gate);
  GError *error = NULL;
  gboolean kept;

  SR_ASSERT_WORKER ();

  if (shown->server_id != 0)
    kept = sr_popup_table_save (connection, shown->staff, shown->key, shown->server,
                                shown->server_id, &error);
  else
    kept = sr_popup_table_remove (connection, shown->staff, shown->key, &error);

  if (kept)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * sr_room_keep_popup_async:
 * @key: what the popup is about
 * @server: (nullable): the name of the notification server; needed with an id
 * @server_id: what the server calls it; 0: it is closed, and nothing of it is kept
 * @callback: (nullable): called on the main thread
 */
void
sr_room_keep_popup_async (SrRoom              *self,
                          const char          *key,
                          const char          *server,
                          guint32              server_id,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  Shown *shown = g_new0 (Shown, 1);

  shown->staff = self->staff;
  shown->key = g_strdup (key);
  shown->server = g_strdup (server);
  shown->server_id = server_id;

  g_task_set_source_tag (task, sr_room_keep_popup_async);
  g_task_set_task_data (task, shown, (GDestroyNotify) shown_free);
  sr_room_run (self, self->writer, task, keep_popup_in_thread);
}

/**
 * sr_room_keep_popup_finish:
 *
 * Returns: %TRUE, or %FALSE with %SR_STORE_ERROR
 */
gboolean
sr_room_keep_popup_finish (SrRoom        *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
