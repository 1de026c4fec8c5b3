/* Brings a SQLite file to the schema of this program.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-sqlite-schema"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "storage/schema/sr-schema.h"
#include "storage/service/sr-search-table.h"
#include "storage/sqlite/sr-sqlite-backup.h"
#include "storage/sqlite/sr-sqlite-error.h"
#include "storage/sqlite/sr-sqlite-file.h"
#include "storage/sqlite/sr-sqlite-schema.h"
#include "storage/sr-room-table.h"

/**
 * sr_sqlite_schema_get:
 * @out_schema: (out): the number of the schema, 0 for an empty file
 */
gboolean
sr_sqlite_schema_get (SrSqliteConnection  *connection,
                      guint               *out_schema,
                      GError             **error)
{
  gint64 schema = 0;

  if (!sr_connection_get_integer (SR_CONNECTION (connection), "PRAGMA user_version",
                                  SR_NO_PARAMETERS, 0, &schema, error))
    return FALSE;

  *out_schema = schema;

  return TRUE;
}

static gboolean
take_step (SrSqliteConnection  *connection,
           const char          *folder,
           guint                step,
           GError             **error)
{
  g_autoptr (GBytes) script = sr_schema_get_step (folder, step);
  g_autofree char *mark = g_strdup_printf ("PRAGMA user_version = %u", step);

  if (!sr_sqlite_connection_run_script (connection, g_bytes_get_data (script, NULL), error) ||
      !sr_sqlite_connection_run_script (connection, mark, error) ||
      !sr_search_table_index_stale (SR_CONNECTION (connection), error))
    {
      g_prefix_error (error, _("The schema of the room could not be brought to %u: "), step);
      return FALSE;
    }

  return TRUE;
}

static gboolean
fill_empty (SrSqliteConnection  *connection,
            const char          *folder,
            GError             **error)
{
  g_autofree char *mark = g_strdup_printf ("PRAGMA application_id = %d", SR_SQLITE_APPLICATION_ID);
  g_autofree char *uuid = g_uuid_string_random ();
  guint latest = sr_schema_get_latest (folder);
  gint64 n_objects = 0;

  if (!sr_connection_get_integer (SR_CONNECTION (connection), "SELECT COUNT(*) FROM sqlite_schema",
                                  SR_NO_PARAMETERS, 0, &n_objects, error))
    return FALSE;

  if (n_objects > 0)
    {
      sr_sqlite_set_error (error, NULL, SQLITE_NOTADB);
      return FALSE;
    }

  for (guint step = 1; step <= latest; step++)
    {
      if (!take_step (connection, folder, step, error))
        return FALSE;
    }

  return sr_room_table_set (SR_CONNECTION (connection), SR_ROOM_UUID, uuid, error) &&
         sr_sqlite_connection_run_script (connection, mark, error);
}

gboolean
sr_sqlite_schema_create (SrSqliteConnection  *connection,
                         const char          *folder,
                         gboolean            *out_is_new,
                         GError             **error)
{
  guint schema = 0;

  *out_is_new = FALSE;
  if (!sr_connection_begin (SR_CONNECTION (connection), TRUE, error))
    return FALSE;

  if (!sr_sqlite_schema_get (connection, &schema, error) ||
      (schema == 0 && !fill_empty (connection, folder, error)))
    {
      sr_connection_rollback (SR_CONNECTION (connection));
      return FALSE;
    }

  if (!sr_connection_commit (SR_CONNECTION (connection), error))
    return FALSE;

  *out_is_new = schema == 0;

  return TRUE;
}

/* "room.db.backup-v1"; a backup that is there already is kept. */
static char *
choose_backup_name (SrSqliteConnection *connection,
                    guint               schema)
{
  const char *path = sqlite3_db_filename (sr_sqlite_connection_get_handle (connection), "main");
  char *name = g_strdup_printf ("%s.backup-v%u", path, schema);

  for (guint i = 2; g_file_test (name, G_FILE_TEST_EXISTS); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s.backup-v%u-%u", path, schema, i);
    }

  return name;
}

static gboolean
upgrade_by_one (SrSqliteConnection  *connection,
                const char          *folder,
                guint               *schema,
                GError             **error)
{
  guint step = *schema + 1;

  if (!sr_connection_begin (SR_CONNECTION (connection), TRUE, error))
    return FALSE;

  /* Another program may have come first. */
  if (!sr_sqlite_schema_get (connection, schema, error) ||
      (*schema == step - 1 && !take_step (connection, folder, step, error)))
    {
      sr_connection_rollback (SR_CONNECTION (connection));
      return FALSE;
    }

  *schema = MAX (*schema, step);

  return sr_connection_commit (SR_CONNECTION (connection), error);
}

gboolean
sr_sqlite_schema_upgrade (SrSqliteConnection  *connection,
                          const char          *folder,
                          GError             **error)
{
  g_autofree char *backup = NULL;
  guint latest = sr_schema_get_latest (folder);
  guint schema = 0;
  gboolean has_changed = FALSE;

  if (!sr_sqlite_schema_get (connection, &schema, error))
    return FALSE;

  if (schema >= latest)
    return TRUE;

  backup = choose_backup_name (connection, schema);
  if (!sr_sqlite_backup (connection, backup, error))
    {
      g_prefix_error (error, _("The room must be backed up before its schema is changed: "));
      return FALSE;
    }

  while (schema < latest)
    {
      if (!upgrade_by_one (connection, folder, &schema, error))
        {
          /* Without a change there is nothing to go back to. */
          if (!has_changed)
            g_unlink (backup);
          return FALSE;
        }
      has_changed = TRUE;
    }

  return TRUE;
}
