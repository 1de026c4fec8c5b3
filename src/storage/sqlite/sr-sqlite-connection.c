/* One connection to a SQLite file.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-sqlite-connection"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "storage/sqlite/sr-sqlite-connection.h"
#include "storage/sqlite/sr-sqlite-error.h"
#include "storage/sqlite/sr-sqlite-statement.h"

#define BUSY_MILLISECONDS 5000
#define MILLISECONDS_BETWEEN_TRIES 20
#define STEPS_BETWEEN_CHECKS 1000

/**
 * SrSqliteConnection:
 *
 * Statements are prepared once and kept by their text. A statement that is in use is not in the
 * cache: the same text asked for meanwhile is prepared anew. Its use ends when its cursor is
 * closed, not when the text is asked for again: a statement that is stepped and not reset holds
 * back every checkpoint.
 *
 * A cancellable is asked every thousand steps of SQLite's machine.
 */
struct _SrSqliteConnection
{
  SrConnection parent_instance;

  /* owned */
  sqlite3                *handle;
  SrSqliteStatementCache *cache;
  GCancellable           *cancellable;  /* (nullable) */
};

typedef struct
{
  SrCursor            parent;
  SrSqliteConnection *connection;  /* owned */
  SrSqliteStatement  *statement;   /* owned; goes back to the cache */
  int                 result;      /* of the step that sr_cursor_next() has yet to tell */
  gboolean            is_told;
} Cursor;

G_DEFINE_FINAL_TYPE (SrSqliteConnection, sr_sqlite_connection, SR_TYPE_CONNECTION)

static sqlite3_value *
cursor_get_value (SrCursor *cursor,
                  guint     column)
{
  const SrSqliteStatement *statement = ((Cursor *) cursor)->statement;

  g_assert (column < statement->n_columns);

  return statement->values[column];
}

static gboolean
cursor_next (SrCursor  *base,
             GError   **error)
{
  Cursor *cursor = (Cursor *) base;

  if (cursor->is_told && cursor->result == SQLITE_ROW)
    cursor->result = sqlite3_step (cursor->statement->handle);
  cursor->is_told = TRUE;

  if (cursor->result == SQLITE_ROW)
    return sr_sqlite_statement_read_row (cursor->statement, error);

  if (cursor->result != SQLITE_DONE)
    sr_sqlite_set_error (error, cursor->connection->handle, cursor->result);

  return FALSE;
}

static SrValueType
get_type (int type)
{
  switch (type)
    {
    case SQLITE_INTEGER:
      return SR_VALUE_INTEGER;
    case SQLITE_TEXT:
      return SR_VALUE_TEXT;
    case SQLITE_BLOB:
      return SR_VALUE_BYTES;
    default:
      return SR_VALUE_NULL;
    }
}

static SrValueType
cursor_type (SrCursor *cursor,
             guint     column)
{
  return get_type (sqlite3_value_type (cursor_get_value (cursor, column)));
}

static gint64
cursor_integer (SrCursor *cursor,
                guint     column)
{
  return sqlite3_value_int64 (cursor_get_value (cursor, column));
}

static const char *
cursor_text (SrCursor *cursor,
             guint     column)
{
  return (const char *) sqlite3_value_text (cursor_get_value (cursor, column));
}

static GBytes *
cursor_bytes (SrCursor *cursor,
              guint     column)
{
  sqlite3_value *value = cursor_get_value (cursor, column);
  const void *data = sqlite3_value_blob (value);

  return g_bytes_new (data, sqlite3_value_bytes (value));
}

static void
cursor_value (SrCursor *cursor,
              guint     column,
              SrValue  *out_value)
{
  sqlite3_value *value = cursor_get_value (cursor, column);

  out_value->type = get_type (sqlite3_value_type (value));
  switch (out_value->type)
    {
    case SR_VALUE_INTEGER:
      out_value->integer = sqlite3_value_int64 (value);
      break;
    case SR_VALUE_TEXT:
      out_value->text = g_strdup ((const char *) sqlite3_value_text (value));
      break;
    case SR_VALUE_BYTES:
      out_value->bytes = cursor_bytes (cursor, column);
      break;
    case SR_VALUE_NULL:
    default:
      out_value->integer = 0;
      break;
    }
}

static void
cursor_close (SrCursor *base)
{
  Cursor *cursor = (Cursor *) base;

  sr_sqlite_statement_cache_give_back (cursor->connection->cache, cursor->statement);
  g_object_unref (cursor->connection);
  g_free (cursor);
}

static const SrCursor cursor_functions = {
  cursor_next, cursor_type, cursor_integer, cursor_text, cursor_bytes, cursor_value,
  cursor_close
};

static int
on_progress_cb (void *user_data)
{
  return g_cancellable_is_cancelled (user_data);
}

static void
watch_cancellable (SrSqliteConnection *self)
{
  if (self->cancellable != NULL)
    sqlite3_progress_handler (self->handle, STEPS_BETWEEN_CHECKS, on_progress_cb,
                              self->cancellable);
  else
    sqlite3_progress_handler (self->handle, 0, NULL, NULL);
}

static SrCursor *
sr_sqlite_connection_query (SrConnection   *connection,
                            const char     *sql,
                            const SrValue  *parameters,
                            guint           n_parameters,
                            GError        **error)
{
  SrSqliteConnection *self = SR_SQLITE_CONNECTION (connection);
  SrSqliteStatement *statement = NULL;
  Cursor *cursor = NULL;
  int result = SQLITE_OK;

  if (g_cancellable_is_cancelled (self->cancellable))
    {
      sr_sqlite_set_error (error, NULL, SQLITE_INTERRUPT);
      return NULL;
    }

  statement = sr_sqlite_statement_cache_take (self->cache, sql, error);
  if (statement == NULL)
    return NULL;

  if (!sr_sqlite_statement_bind (statement, parameters, n_parameters, error))
    {
      sr_sqlite_statement_cache_give_back (self->cache, statement);
      return NULL;
    }

  result = sqlite3_step (statement->handle);
  if (result != SQLITE_ROW && result != SQLITE_DONE)
    {
      sr_sqlite_set_error (error, self->handle, result);
      sr_sqlite_statement_cache_give_back (self->cache, statement);
      return NULL;
    }

  cursor = g_new0 (Cursor, 1);
  cursor->parent = cursor_functions;
  cursor->connection = g_object_ref (self);
  cursor->statement = statement;
  cursor->result = result;

  return &cursor->parent;
}

static gboolean
run_uncancelled (SrSqliteConnection  *self,
                 const char          *sql,
                 GError             **error)
{
  int result = SQLITE_OK;

  sqlite3_progress_handler (self->handle, 0, NULL, NULL);
  result = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);
  if (result != SQLITE_OK)
    sr_sqlite_set_error (error, self->handle, result);
  watch_cancellable (self);

  return result == SQLITE_OK;
}

static gboolean
sr_sqlite_connection_begin (SrConnection  *connection,
                            gboolean       writes,
                            GError       **error)
{
  SrSqliteConnection *self = SR_SQLITE_CONNECTION (connection);

  return run_uncancelled (self, writes ? "BEGIN IMMEDIATE" : "BEGIN", error);
}

static gboolean
sr_sqlite_connection_commit (SrConnection  *connection,
                             GError       **error)
{
  return run_uncancelled (SR_SQLITE_CONNECTION (connection), "COMMIT", error);
}

static void
sr_sqlite_connection_rollback (SrConnection *connection)
{
  SrSqliteConnection *self = SR_SQLITE_CONNECTION (connection);

  /* SQLite has already rolled back by itself after a full disk or an interrupt. */
  if (!sqlite3_get_autocommit (self->handle))
    run_uncancelled (self, "ROLLBACK", NULL);
}

static void
sr_sqlite_connection_set_cancellable (SrConnection *connection,
                                      GCancellable *cancellable)
{
  SrSqliteConnection *self = SR_SQLITE_CONNECTION (connection);

  g_set_object (&self->cancellable, cancellable);
  watch_cancellable (self);
}

static void
sr_sqlite_connection_finalize (GObject *object)
{
  SrSqliteConnection *self = SR_SQLITE_CONNECTION (object);

  g_clear_pointer (&self->cache, sr_sqlite_statement_cache_free);
  sqlite3_close (self->handle);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (sr_sqlite_connection_parent_class)->finalize (object);
}

static void
sr_sqlite_connection_class_init (SrSqliteConnectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  SrConnectionClass *connection_class = SR_CONNECTION_CLASS (klass);

  object_class->finalize = sr_sqlite_connection_finalize;
  connection_class->query = sr_sqlite_connection_query;
  connection_class->begin = sr_sqlite_connection_begin;
  connection_class->commit = sr_sqlite_connection_commit;
  connection_class->rollback = sr_sqlite_connection_rollback;
  connection_class->set_cancellable = sr_sqlite_connection_set_cancellable;
}

static void
sr_sqlite_connection_init (SrSqliteConnection *self)
{
}

static gboolean
configure (SrSqliteConnection  *self,
           SrSqliteAccess       access,
           GError             **error)
{
  int has_foreign_keys = 0;
  /* Requests end some days after they came, so a scan in the order of their ends goes back and forth. In
   * twice the memory that SQLite takes by itself it asks the system for half as many pages. */
  const char *settings = access == SR_SQLITE_ACCESS_QUERY
                           ? "PRAGMA synchronous = FULL; PRAGMA query_only = ON; "
                             "PRAGMA cache_size = -4000"
                           : "PRAGMA synchronous = FULL";

  sqlite3_extended_result_codes (self->handle, TRUE);
  sr_sqlite_connection_set_busy_timeout (self, BUSY_MILLISECONDS);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, &has_foreign_keys);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  if (!has_foreign_keys)
    {
      g_set_error_literal (error, SR_STORE_ERROR, SR_STORE_ERROR_UNAVAILABLE,
                           _("This build of SQLite has no foreign keys, which a room needs."));
      return FALSE;
    }

  return run_uncancelled (self, settings, error);
}

/**
 * sr_sqlite_connection_new:
 * @path: in the encoding of file names
 *
 * Opens the file. It is not read yet: what is wrong with its content shows at the first statement.
 *
 * Returns: (transfer full): the connection
 */
SrConnection *
sr_sqlite_connection_new (const char      *path,
                          SrSqliteAccess   access,
                          GError         **error)
{
  g_autoptr (SrSqliteConnection) self = NULL;
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
  int result = SQLITE_OK;

  g_return_val_if_fail (path != NULL, NULL);

  if (access == SR_SQLITE_ACCESS_CREATE)
    flags |= SQLITE_OPEN_CREATE;

  self = g_object_new (SR_TYPE_SQLITE_CONNECTION, NULL);
  result = sqlite3_open_v2 (path, &self->handle, flags, NULL);
  if (result != SQLITE_OK)
    {
      sr_sqlite_set_error (error, self->handle, result);
      return NULL;
    }

  self->cache = sr_sqlite_statement_cache_new (self->handle);
  if (!configure (self, access, error))
    return NULL;

  return SR_CONNECTION (g_steal_pointer (&self));
}

/**
 * sr_sqlite_connection_get_handle:
 *
 * Returns: (transfer none): SQLite's own connection, for what only SQLite has
 */
sqlite3 *
sr_sqlite_connection_get_handle (SrSqliteConnection *self)
{
  g_return_val_if_fail (SR_IS_SQLITE_CONNECTION (self), NULL);

  return self->handle;
}

/**
 * sr_sqlite_connection_set_busy_timeout:
 * @milliseconds: how long a statement waits for another program, 5000 at first
 */
void
sr_sqlite_connection_set_busy_timeout (SrSqliteConnection *self,
                                       int                 milliseconds)
{
  g_return_if_fail (SR_IS_SQLITE_CONNECTION (self));

  sqlite3_busy_timeout (self->handle, milliseconds);
}

/**
 * sr_sqlite_connection_run_script:
 * @script: statements, each ended by a semicolon
 *
 * Runs statements until one fails.
 *
 * Returns: %TRUE if all ran
 */
gboolean
sr_sqlite_connection_run_script (SrSqliteConnection  *self,
                                 const char          *script,
                                 GError             **error)
{
  g_return_val_if_fail (SR_IS_SQLITE_CONNECTION (self), FALSE);

  return run_uncancelled (self, script, error);
}

/**
 * sr_sqlite_connection_get_pragma:
 * @sql: a PRAGMA statement
 *
 * Returns: (transfer full) (nullable): the first column of its first row; %NULL without an error if
 *   it gives none
 */
char *
sr_sqlite_connection_get_pragma (SrSqliteConnection  *self,
                                 const char          *sql,
                                 GError             **error)
{
  g_autoptr (SrCursor) cursor = NULL;

  g_return_val_if_fail (SR_IS_SQLITE_CONNECTION (self), NULL);

  cursor = sr_connection_query (SR_CONNECTION (self), sql, SR_NO_PARAMETERS, error);
  if (cursor == NULL || !sr_cursor_next (cursor, error))
    return NULL;

  return g_strdup (sr_cursor_text (cursor, 0));
}

/* SQLite does not wait by itself for the lock that the change of the mode needs. */
static char *
ask_for_wal (SrSqliteConnection  *self,
             GError             **error)
{
  gint64 until = g_get_monotonic_time () + BUSY_MILLISECONDS * G_TIME_SPAN_MILLISECOND;
  g_autoptr (GError) local_error = NULL;
  char *mode = NULL;

  do
    {
      if (local_error != NULL)
        sqlite3_sleep (MILLISECONDS_BETWEEN_TRIES);
      g_clear_error (&local_error);
      mode = sr_sqlite_connection_get_pragma (self, "PRAGMA journal_mode = WAL", &local_error);
    }
  while (g_error_matches (local_error, SR_STORE_ERROR, SR_STORE_ERROR_BUSY) &&
         g_get_monotonic_time () < until);

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return mode;
}

/**
 * sr_sqlite_connection_enter_wal:
 *
 * Returns: %TRUE if the file is in write-ahead mode
 */
gboolean
sr_sqlite_connection_enter_wal (SrSqliteConnection  *self,
                                GError             **error)
{
  g_autofree char *mode = ask_for_wal (self, error);

  if (mode == NULL)
    return FALSE;

  if (!g_str_equal (mode, "wal"))
    {
      g_set_error_literal (error, SR_STORE_ERROR, SR_STORE_ERROR_UNAVAILABLE,
                           _("The room cannot be kept here: its folder does not allow a "
                             "write-ahead log. Use a local disk."));
      return FALSE;
    }

  return TRUE;
}
