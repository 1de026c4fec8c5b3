/* Whether the desktop starts the program that shows popups.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-autostart"

#include "config.h"

#include "ui/notify/sr-autostart.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "base/sr-worker.h"

/* What the desktop starts stands in the file of the same name that is nearest to the person: their own
 * folder, then those of the machine. The Desktop Application Autostart Specification says how it is
 * read; a file that is hidden takes away what another would start. */

#define FILE_NAME APP_ID ".desktop"

static char *
make_own_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "autostart", FILE_NAME, NULL);
}

/* FALSE with no error where there is no such file. */
static gboolean
read_file (const char  *path,
           int         *out_starts,
           GError     **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) local_error = NULL;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &local_error))
    {
      if (!g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        g_propagate_prefixed_error (error, g_steal_pointer (&local_error), "%s: ", path);

      return FALSE;
    }

  *out_starts = !g_key_file_get_boolean (file, G_KEY_FILE_DESKTOP_GROUP,
                                         G_KEY_FILE_DESKTOP_KEY_HIDDEN, NULL);
  /* What some desktops write where the person switches it off there. */
  if (g_key_file_has_key (file, G_KEY_FILE_DESKTOP_GROUP, "X-GNOME-Autostart-enabled", NULL) &&
      !g_key_file_get_boolean (file, G_KEY_FILE_DESKTOP_GROUP, "X-GNOME-Autostart-enabled", NULL))
    *out_starts = FALSE;

  return TRUE;
}

static void
load_on_worker (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  const char *const *folders = g_get_system_config_dirs ();
  g_autofree char *own = make_own_path ();
  g_autoptr (GError) error = NULL;
  int starts = FALSE;
  gboolean found = read_file (own, &starts, &error);

  for (guint i = 0; !found && error == NULL && folders[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (folders[i], "autostart", FILE_NAME, NULL);

      found = read_file (path, &starts, &error);
    }

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_int (task, starts);
}

static void
save_on_worker (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  gboolean starts = GPOINTER_TO_INT (task_data);
  g_autofree char *path = make_own_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;

  g_key_file_set_string (file, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_TYPE,
                         G_KEY_FILE_DESKTOP_TYPE_APPLICATION);
  g_key_file_set_string (file, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_NAME,
                         "Service Room");
  g_key_file_set_string (file, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_TRY_EXEC,
                         BINDIR "/serviceroom");
  g_key_file_set_string (file, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_EXEC,
                         BINDIR "/serviceroom --gapplication-service");
  g_key_file_set_string (file, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_ICON, APP_ID);
  g_key_file_set_boolean (file, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_HIDDEN, !starts);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    g_task_return_new_error (task, G_FILE_ERROR, (int) g_file_error_from_errno (errno), "%s: %s",
                             folder, g_strerror (errno));
  else if (!g_key_file_save_to_file (file, path, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * sr_autostart_load_async:
 * @callback: called on the main thread
 *
 * Asks whether the desktop starts the program when the person signs in to it.
 */
void
sr_autostart_load_async (GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  SR_ASSERT_MAIN ();
  g_task_set_source_tag (task, sr_autostart_load_async);
  g_task_run_in_thread (task, load_on_worker);
}

/**
 * sr_autostart_load_finish:
 *
 * Returns: 1 if it does, 0 if it does not, -1 with an error of the files
 */
int
sr_autostart_load_finish (GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), -1);

  return (int) g_task_propagate_int (G_TASK (result), error);
}

/**
 * sr_autostart_save_async:
 * @starts: whether it is to be started when the person signs in to the desktop
 * @callback: called on the main thread
 *
 * Writes the person's own file, which stands before that of the machine.
 */
void
sr_autostart_save_async (gboolean            starts,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  SR_ASSERT_MAIN ();
  g_task_set_source_tag (task, sr_autostart_save_async);
  g_task_set_task_data (task, GINT_TO_POINTER (starts), NULL);
  g_task_run_in_thread (task, save_on_worker);
}

/**
 * sr_autostart_save_finish:
 *
 * Returns: %TRUE if it is written, %FALSE with an error of the file
 */
gboolean
sr_autostart_save_finish (GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
