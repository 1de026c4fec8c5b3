/* A copy of a SQLite file while it is in use.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-sqlite-backup"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "storage/sqlite/sr-sqlite-backup.h"
#include "storage/sqlite/sr-sqlite-check.h"
#include "storage/sqlite/sr-sqlite-error.h"

#define MILLISECONDS_BETWEEN_TRIES 50
#define TRIES                      100

static void
set_system_error (GError     **error,
                  const char  *path,
                  int          system_error)
{
  g_autofree char *name = g_filename_display_name (path);
  gboolean is_full = system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG;

  g_set_error (error, SR_STORE_ERROR,
               is_full ? SR_STORE_ERROR_NO_SPACE : SR_STORE_ERROR_UNAVAILABLE,
               _("“%s” cannot be written: %s"), name, g_strerror (system_error));
}

static gboolean
sync_path (const char  *path,
           GError     **error)
{
  int descriptor = open (path, O_RDONLY | O_CLOEXEC);
  gboolean synced = descriptor >= 0 && fsync (descriptor) == 0;
  int system_error = errno;

  if (descriptor >= 0)
    close (descriptor);
  if (!synced)
    set_system_error (error, path, system_error);

  return synced;
}

static gboolean
is_same_file (const char *a,
              const char *b)
{
  GStatBuf a_status;
  GStatBuf b_status;

  return g_stat (a, &a_status) == 0 && g_stat (b, &b_status) == 0 &&
         a_status.st_dev == b_status.st_dev && a_status.st_ino == b_status.st_ino;
}

/* To put another file in the place of a room that is open would give it a foreign log. As long as
 * somebody has a room open there is a log, though it may be empty. */
static gboolean
check_target (SrSqliteConnection  *source,
              const char          *path,
              GError             **error)
{
  const char *room = sqlite3_db_filename (sr_sqlite_connection_get_handle (source), "main");
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);

  if (!is_same_file (room, path) && !g_file_test (log, G_FILE_TEST_EXISTS))
    return TRUE;

  g_set_error (error, SR_STORE_ERROR, SR_STORE_ERROR_BUSY,
               _("“%s” is a room in use. Choose another name for the backup."), name);

  return FALSE;
}

/* In one step: in write-ahead mode that is one read transaction, which holds up no writer and which
 * no writer makes begin again. */
static gboolean
copy_pages (SrSqliteConnection  *source,
            SrSqliteConnection  *target,
            GError             **error)
{
  sqlite3 *handle = sr_sqlite_connection_get_handle (target);
  sqlite3_backup *backup = sqlite3_backup_init (handle, "main",
                                                sr_sqlite_connection_get_handle (source), "main");
  int result = backup != NULL ? SQLITE_BUSY : sqlite3_errcode (handle);

  for (guint i = 0; i < TRIES && (result == SQLITE_BUSY || result == SQLITE_LOCKED); i++)
    {
      if (i > 0)
        sqlite3_sleep (MILLISECONDS_BETWEEN_TRIES);
      result = sqlite3_backup_step (backup, -1);
    }
  if (backup != NULL)
    sqlite3_backup_finish (backup);

  if (result != SQLITE_DONE)
    sr_sqlite_set_error (error, handle, result);

  return result == SQLITE_DONE;
}

static gboolean
copy_to (SrSqliteConnection  *source,
         const char          *path,
         GError             **error)
{
  g_autoptr (SrConnection) target = sr_sqlite_connection_new (path, SR_SQLITE_ACCESS_WRITE, error);

  return target != NULL && copy_pages (source, SR_SQLITE_CONNECTION (target), error);
}

/* A backup is one file that can be read from a read-only disc: no write-ahead log. */
static gboolean
finish_copy (const char  *path,
             GError     **error)
{
  g_autoptr (SrConnection) copy = sr_sqlite_connection_new (path, SR_SQLITE_ACCESS_WRITE, error);

  return copy != NULL &&
         sr_sqlite_connection_run_script (SR_SQLITE_CONNECTION (copy),
                                          "PRAGMA journal_mode = DELETE", error) &&
         sr_sqlite_check (SR_SQLITE_CONNECTION (copy), error);
}

static gboolean
put_in_place (const char  *temporary,
              const char  *path,
              GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (!sync_path (temporary, error))
    return FALSE;

  if (g_rename (temporary, path) != 0)
    {
      set_system_error (error, path, errno);
      return FALSE;
    }

  return sync_path (folder, error);
}

static void
remove_copy (const char *path)
{
  static const char * const endings[] = { "", "-journal", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);

      g_unlink (name);
    }
}

/**
 * sr_sqlite_backup:
 * @source: copied as it stands at this instant; others may write meanwhile
 * @path: gets its name only when the copy is good; what stood there is gone then
 *
 * Returns: %TRUE if the copy is whole, verified and on the disk
 */
gboolean
sr_sqlite_backup (SrSqliteConnection  *source,
                  const char          *path,
                  GError             **error)
{
  g_autofree char *temporary = g_strconcat (path, ".XXXXXX", NULL);
  int descriptor = -1;

  if (!check_target (source, path, error))
    return FALSE;

  descriptor = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);
  if (descriptor < 0)
    {
      set_system_error (error, path, errno);
      return FALSE;
    }
  close (descriptor);

  if (!copy_to (source, temporary, error) ||
      !finish_copy (temporary, error) ||
      !put_in_place (temporary, path, error))
    {
      remove_copy (temporary);
      return FALSE;
    }

  return TRUE;
}

/**
 * sr_sqlite_restore:
 * @target: may write; its room changes at once or not at all, also for others who have it open
 * @path: a room, which is only read
 *
 * Returns: %TRUE if the target now holds what @path holds
 */
gboolean
sr_sqlite_restore (SrSqliteConnection  *target,
                   const char          *path,
                   GError             **error)
{
  g_autoptr (SrConnection) source = sr_sqlite_connection_new (path, SR_SQLITE_ACCESS_QUERY, error);

  return source != NULL && copy_pages (SR_SQLITE_CONNECTION (source), target, error);
}
