/* A room in a SQLite file.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-sqlite-database"

#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "storage/schema/sr-schema.h"
#include "storage/sqlite/sr-sqlite-backup.h"
#include "storage/sqlite/sr-sqlite-check.h"
#include "storage/sqlite/sr-sqlite-connection.h"
#include "storage/sqlite/sr-sqlite-database.h"
#include "storage/sqlite/sr-sqlite-error.h"
#include "storage/sqlite/sr-sqlite-file.h"
#include "storage/sqlite/sr-sqlite-schema.h"
#include "storage/sqlite/sr-sqlite-watcher.h"

struct _SrSqliteDatabase
{
  SrDatabase parent_instance;

  /* owned */
  char            *path;
  char            *schema;   /* the folder of resources */
  SrConnection    *opening;  /* (nullable): made by the opening, given out as the writer */
  SrSqliteWatcher *watcher;  /* (nullable) */

  /* state */
  gboolean         is_readonly;
};

G_DEFINE_FINAL_TYPE (SrSqliteDatabase, sr_sqlite_database, SR_TYPE_DATABASE)

/* The last connection that is closed moves the log into the file, unless it is told not to. */
static void
keep_log (SrConnection *connection,
          gboolean      keeps)
{
  sqlite3_db_config (sr_sqlite_connection_get_handle (SR_SQLITE_CONNECTION (connection)),
                     SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keeps, NULL);
}

static SrConnection *
sr_sqlite_database_connect (SrDatabase  *database,
                            gboolean     writes,
                            GError     **error)
{
  SrSqliteDatabase *self = SR_SQLITE_DATABASE (database);
  SrConnection *connection = NULL;

  if (writes && self->opening != NULL)
    return g_steal_pointer (&self->opening);

  connection = sr_sqlite_connection_new (self->path,
                                         writes ? SR_SQLITE_ACCESS_WRITE : SR_SQLITE_ACCESS_QUERY,
                                         error);
  if (connection != NULL && self->is_readonly)
    keep_log (connection, sr_sqlite_file_has_log (self->path));

  return connection;
}

static void
sr_sqlite_database_watch (SrDatabase *database)
{
  SrSqliteDatabase *self = SR_SQLITE_DATABASE (database);

  if (self->watcher != NULL)
    return;

  self->watcher = sr_sqlite_watcher_new (self->path);
  g_signal_connect_object (self->watcher, "changed", G_CALLBACK (sr_database_emit_changed), self,
                           G_CONNECT_SWAPPED);
}

static gboolean
sr_sqlite_database_backup (SrDatabase  *database,
                           const char  *path,
                           GError     **error)
{
  g_autoptr (SrConnection) source = sr_database_connect (database, FALSE, error);

  return source != NULL && sr_sqlite_backup (SR_SQLITE_CONNECTION (source), path, error);
}

static gboolean
sr_sqlite_database_restore (SrDatabase    *database,
                            SrConnection  *writer,
                            const char    *path,
                            GError       **error)
{
  return sr_sqlite_restore (SR_SQLITE_CONNECTION (writer), path, error);
}

static gboolean
sr_sqlite_database_begin_bulk (SrDatabase    *database,
                               SrConnection  *writer,
                               GError       **error)
{
  /* The journal in memory has only what a transaction changes of the pages before it: little, where
   * almost all is new. */
  return sr_sqlite_connection_run_script (SR_SQLITE_CONNECTION (writer),
                                          "PRAGMA journal_mode = MEMORY;"
                                          "PRAGMA synchronous = OFF;"
                                          "PRAGMA foreign_keys = OFF;"
                                          "PRAGMA cache_size = -262144;", error);
}

static gboolean
flush_file (const char  *path,
            GError     **error)
{
  int descriptor = g_open (path, O_RDWR | O_CLOEXEC, 0);
  gboolean is_flushed = descriptor >= 0 && fsync (descriptor) == 0;

  if (!is_flushed)
    sr_sqlite_set_error (error, NULL, SQLITE_IOERR_FSYNC);
  if (descriptor >= 0)
    close (descriptor);

  return is_flushed;
}

static gboolean
sr_sqlite_database_end_bulk (SrDatabase    *database,
                             SrConnection  *writer,
                             GError       **error)
{
  SrSqliteDatabase *self = SR_SQLITE_DATABASE (database);

  /* First the file as it is: from then on the log makes durable what is written. */
  return flush_file (self->path, error) &&
         sr_sqlite_connection_run_script (SR_SQLITE_CONNECTION (writer),
                                          "PRAGMA cache_size = -2000;"
                                          "PRAGMA foreign_keys = ON;"
                                          "PRAGMA synchronous = FULL;", error) &&
         sr_sqlite_connection_enter_wal (SR_SQLITE_CONNECTION (writer), error);
}

static gboolean
sr_sqlite_database_check (SrDatabase  *database,
                          GError     **error)
{
  SrSqliteDatabase *self = SR_SQLITE_DATABASE (database);
  g_autoptr (SrConnection) connection = sr_database_connect (database, FALSE, error);

  return connection != NULL &&
         sr_sqlite_check (SR_SQLITE_CONNECTION (connection), error) &&
         sr_sqlite_check_schema (SR_SQLITE_CONNECTION (connection), self->schema, error) &&
         sr_sqlite_check_search (SR_SQLITE_CONNECTION (connection), error);
}

static void
sr_sqlite_database_close (SrDatabase *database)
{
  SrSqliteDatabase *self = SR_SQLITE_DATABASE (database);

  if (self->watcher != NULL)
    sr_sqlite_watcher_close (self->watcher);
  g_clear_object (&self->watcher);
  g_clear_object (&self->opening);
}

static void
sr_sqlite_database_finalize (GObject *object)
{
  SrSqliteDatabase *self = SR_SQLITE_DATABASE (object);

  sr_sqlite_database_close (SR_DATABASE (self));
  g_free (self->path);
  g_free (self->schema);

  G_OBJECT_CLASS (sr_sqlite_database_parent_class)->finalize (object);
}

static void
sr_sqlite_database_class_init (SrSqliteDatabaseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  SrDatabaseClass *database_class = SR_DATABASE_CLASS (klass);

  object_class->finalize = sr_sqlite_database_finalize;
  database_class->connect = sr_sqlite_database_connect;
  database_class->watch = sr_sqlite_database_watch;
  database_class->backup = sr_sqlite_database_backup;
  database_class->restore = sr_sqlite_database_restore;
  database_class->begin_bulk = sr_sqlite_database_begin_bulk;
  database_class->end_bulk = sr_sqlite_database_end_bulk;
  database_class->check = sr_sqlite_database_check;
  database_class->close = sr_sqlite_database_close;
}

static void
sr_sqlite_database_init (SrSqliteDatabase *self)
{
}

static gboolean
check_may_create (const char        *path,
                  SrSqliteFile       file,
                  SrStoreOpenFlags   flags,
                  GError           **error)
{
  g_autofree char *name = g_filename_display_name (path);

  if ((flags & SR_STORE_OPEN_CREATE) != 0 && (flags & SR_STORE_OPEN_READONLY) == 0)
    return TRUE;

  if (file == SR_SQLITE_FILE_EMPTY)
    g_set_error (error, SR_STORE_ERROR, SR_STORE_ERROR_NOT_A_ROOM,
                 _("“%s” is empty. Make a room in it with “serviceroomctl init”."), name);
  else
    g_set_error (error, SR_STORE_ERROR, SR_STORE_ERROR_NOT_FOUND,
                 _("There is no room at “%s”. Make one with “serviceroomctl init”."), name);

  return FALSE;
}

/* A room holds names and phones: nobody but its owner reads it unless the owner says so. */
static void
make_private_file (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int descriptor = -1;

  g_mkdir_with_parents (folder, 0700);
  descriptor = g_open (path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  if (descriptor >= 0)
    close (descriptor);
}

/* The header was looked at already; a log may hold a later one. */
static gboolean
check_schema (SrSqliteDatabase  *self,
              guint              latest,
              GError           **error)
{
  g_autofree char *name = g_filename_display_name (self->path);
  gint64 application = 0;
  guint schema = 0;

  if (!sr_connection_get_integer (self->opening, "PRAGMA application_id", SR_NO_PARAMETERS, 0,
                                  &application, error) ||
      !sr_sqlite_schema_get (SR_SQLITE_CONNECTION (self->opening), &schema, error))
    return FALSE;

  if (application != SR_SQLITE_APPLICATION_ID || schema == 0)
    {
      sr_sqlite_set_error (error, NULL, SQLITE_NOTADB);
      return FALSE;
    }

  if (schema > latest)
    {
      sr_sqlite_file_set_newer_error (self->path, schema, latest, error);
      return FALSE;
    }

  if (schema < latest && self->is_readonly)
    {
      g_set_error (error, SR_STORE_ERROR, SR_STORE_ERROR_UNAVAILABLE,
                   _("“%s” was made by an older version of Service Room. Open it once for writing, "
                     "which brings it up to date."), name);
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_room (SrSqliteDatabase  *self,
            guint              latest,
            GError           **error)
{
  /* A file that is refused is left with its log as it was. */
  keep_log (self->opening, sr_sqlite_file_has_log (self->path));
  if (!check_schema (self, latest, error) ||
      !sr_sqlite_check_quick (SR_SQLITE_CONNECTION (self->opening), error))
    return FALSE;

  keep_log (self->opening, self->is_readonly && sr_sqlite_file_has_log (self->path));

  return TRUE;
}

static gboolean
open_room (SrSqliteDatabase  *self,
           const char        *schema,
           GError           **error)
{
  self->opening = sr_sqlite_connection_new (self->path,
                                            self->is_readonly ? SR_SQLITE_ACCESS_QUERY
                                                              : SR_SQLITE_ACCESS_WRITE, error);
  if (self->opening == NULL || !check_room (self, sr_schema_get_latest (schema), error))
    return FALSE;

  if (self->is_readonly)
    {
      g_clear_object (&self->opening);
      return TRUE;
    }

  return sr_sqlite_connection_enter_wal (SR_SQLITE_CONNECTION (self->opening), error) &&
         sr_sqlite_schema_upgrade (SR_SQLITE_CONNECTION (self->opening), schema, error);
}

static gboolean
create_room (SrSqliteDatabase  *self,
             const char        *schema,
             gboolean          *out_is_new,
             GError           **error)
{
  make_private_file (self->path);
  self->opening = sr_sqlite_connection_new (self->path, SR_SQLITE_ACCESS_CREATE, error);

  /* Before it enters write-ahead mode: until the one transaction is over the file has no bytes, and
   * whoever is killed in it leaves a file in which the next one can make the room. */
  return self->opening != NULL &&
         sr_sqlite_schema_create (SR_SQLITE_CONNECTION (self->opening), schema, out_is_new, error) &&
         check_room (self, sr_schema_get_latest (schema), error) &&
         sr_sqlite_connection_enter_wal (SR_SQLITE_CONNECTION (self->opening), error);
}

/* What SQLite says does not name the file. */
static void
name_file (const char  *path,
           GError     **error)
{
  g_autofree char *name = g_filename_display_name (path);

  if (error != NULL && *error != NULL && strstr ((*error)->message, name) == NULL)
    g_prefix_error (error, "“%s”: ", name);
}

/* SQLite lays aside 80 KiB for the few pages of a RETURNING, and 64 KiB for what a statement might
 * have to take back, and gives them back to the system with every row that is written. Small pieces
 * as they are needed are enough, and spare a third of the time of an import. Only before SQLite is
 * first used; later it refuses, and all goes on as slowly as before. */
static void
prepare_sqlite (void)
{
  static gsize is_prepared = 0;

  if (g_once_init_enter (&is_prepared))
    {
      sqlite3_config (SQLITE_CONFIG_PAGECACHE, NULL, 0, 0);
      sqlite3_config (SQLITE_CONFIG_STMTJRNL_SPILL, -1);
      g_once_init_leave (&is_prepared, 1);
    }
}

/**
 * sr_sqlite_database_open:
 * @path: in the encoding of file names
 * @schema: the folder of resources with the steps of the schema
 * @out_is_new: (out): %TRUE if the room was made by this call
 *
 * Nothing is written to a file before all checks are passed, not even a log beside it is left.
 *
 * Returns: (transfer full): the database; errors as [ctor@Sr.Store.open] says
 */
SrDatabase *
sr_sqlite_database_open (const char        *path,
                         SrStoreOpenFlags   flags,
                         const char        *schema,
                         gboolean          *out_is_new,
                         GError           **error)
{
  g_autoptr (SrSqliteDatabase) self = NULL;
  SrSqliteFile file = SR_SQLITE_FILE_MISSING;
  gboolean opened = FALSE;

  g_return_val_if_fail (path != NULL, NULL);

  prepare_sqlite ();
  *out_is_new = FALSE;
  if (!sr_sqlite_file_check_file_system (path, error) ||
      !sr_sqlite_file_examine (path, sr_schema_get_latest (schema), &file, error))
    return NULL;

  self = g_object_new (SR_TYPE_SQLITE_DATABASE, NULL);
  self->path = g_strdup (path);
  self->schema = g_strdup (schema);
  self->is_readonly = (flags & SR_STORE_OPEN_READONLY) != 0;

  if (file == SR_SQLITE_FILE_ROOM)
    opened = open_room (self, schema, error);
  else
    opened = check_may_create (path, file, flags, error) &&
             create_room (self, schema, out_is_new, error);

  if (!opened)
    name_file (path, error);

  return opened ? SR_DATABASE (g_steal_pointer (&self)) : NULL;
}
