/* Prepared statements, kept by their text.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-sqlite-statement"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "storage/sqlite/sr-sqlite-error.h"
#include "storage/sqlite/sr-sqlite-statement.h"

/**
 * SrSqliteStatementCache:
 *
 * The statements that nobody uses at the moment, the one used last at the head. A statement that is
 * taken leaves the cache, so that nobody resets it under its user.
 */
struct _SrSqliteStatementCache
{
  /* borrowed */
  sqlite3    *database;

  /* owned */
  GHashTable *links;  /* (element-type utf8 GList): by text, into the queue */
  GQueue      queue;  /* (element-type SrSqliteStatement) */
};

static void
statement_free (SrSqliteStatement *self)
{
  if (self == NULL)
    return;

  sqlite3_finalize (self->handle);
  g_free (self->values);
  g_free (self->columns);
  g_free (self->places);
  g_free (self->sql);
  g_free (self);
}

static void
set_text_error (GError     **error,
                const char  *what,
                const char  *sql)
{
  g_set_error (error, SR_STORE_ERROR, SR_STORE_ERROR_FAILED,
               _("The program asked the room wrongly: %s (%.60s)"), what, sql);
}

static void
find_places (SrSqliteStatement *self)
{
  self->n_places = sqlite3_bind_parameter_count (self->handle);
  self->places = g_new0 (int, self->n_places);

  for (guint i = 0; i < self->n_places; i++)
    {
      char name[16];

      g_snprintf (name, sizeof name, "$%u", i + 1);
      self->places[i] = sqlite3_bind_parameter_index (self->handle, name);
    }
}

static SrValueType
get_declared_type (sqlite3_stmt *handle,
                   guint         column)
{
  const char *declared = sqlite3_column_decltype (handle, column);

  if (g_strcmp0 (declared, "TEXT") == 0)
    return SR_VALUE_TEXT;
  if (g_strcmp0 (declared, "INTEGER") == 0)
    return SR_VALUE_INTEGER;
  if (g_strcmp0 (declared, "BLOB") == 0)
    return SR_VALUE_BYTES;

  return SR_VALUE_NULL;
}

static void
find_columns (SrSqliteStatement *self)
{
  self->n_columns = sqlite3_column_count (self->handle);
  self->columns = g_new0 (SrValueType, self->n_columns);
  self->values = g_new0 (sqlite3_value *, self->n_columns);

  for (guint i = 0; i < self->n_columns; i++)
    self->columns[i] = get_declared_type (self->handle, i);
}

static SrSqliteStatement *
statement_prepare (sqlite3     *database,
                   const char  *sql,
                   GError     **error)
{
  SrSqliteStatement *self = NULL;
  sqlite3_stmt *handle = NULL;
  const char *rest = NULL;
  int result = sqlite3_prepare_v3 (database, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, &rest);

  if (result != SQLITE_OK)
    {
      sr_sqlite_set_error (error, database, result);
      return NULL;
    }

  if (handle == NULL || rest[strspn (rest, " \t\r\n")] != '\0')
    {
      set_text_error (error, handle == NULL ? "no statement" : "text after the statement", sql);
      sqlite3_finalize (handle);
      return NULL;
    }

  self = g_new0 (SrSqliteStatement, 1);
  self->sql = g_strdup (sql);
  self->handle = handle;
  find_places (self);
  find_columns (self);

  return self;
}

static int
bind_value (sqlite3_stmt  *handle,
            int            place,
            const SrValue *value)
{
  gconstpointer data = NULL;
  gsize size = 0;

  switch (value->type)
    {
    case SR_VALUE_INTEGER:
      return sqlite3_bind_int64 (handle, place, value->integer);
    case SR_VALUE_TEXT:
      return sqlite3_bind_text (handle, place, value->text, -1, SQLITE_TRANSIENT);
    case SR_VALUE_BYTES:
      data = g_bytes_get_data (value->bytes, &size);
      /* No bytes are not NULL. */
      return sqlite3_bind_blob64 (handle, place, data != NULL ? data : "", size, SQLITE_TRANSIENT);
    case SR_VALUE_NULL:
    default:
      return sqlite3_bind_null (handle, place);
    }
}

/**
 * sr_sqlite_statement_bind:
 * @parameters: (array length=n_parameters): copied by SQLite
 *
 * SQLite numbers parameters by their order of appearance, so that `$2` may be the first: they are
 * bound by name.
 *
 * Returns: %TRUE if each parameter has its value
 */
gboolean
sr_sqlite_statement_bind (SrSqliteStatement  *self,
                          const SrValue      *parameters,
                          guint               n_parameters,
                          GError            **error)
{
  if (n_parameters != self->n_places)
    {
      set_text_error (error, "another number of parameters", self->sql);
      return FALSE;
    }

  for (guint i = 0; i < n_parameters; i++)
    {
      int result = SQLITE_OK;

      if (self->places[i] == 0)
        {
          set_text_error (error, "a parameter that is not there", self->sql);
          return FALSE;
        }

      result = bind_value (self->handle, self->places[i], &parameters[i]);
      if (result != SQLITE_OK)
        {
          sr_sqlite_set_error (error, sqlite3_db_handle (self->handle), result);
          return FALSE;
        }
    }

  return TRUE;
}

/* Not what stands there, which is not fit to be shown, but where it stands: the table if it is one, and
 * the key of the row if that was asked for first. */
static void
set_column_error (SrSqliteStatement  *self,
                  guint               column,
                  GError            **error)
{
  const char *table = sqlite3_column_table_name (self->handle, column);
  g_autofree char *place = g_strdup_printf ("%s%s%s", table != NULL ? table : "",
                                            table != NULL ? "." : "",
                                            sqlite3_column_name (self->handle, column));
  g_autofree char *row = column > 0 && self->columns[0] == SR_VALUE_INTEGER
                           ? g_strdup_printf (", row %lld", sqlite3_column_int64 (self->handle, 0))
                           : g_strdup ("");
  g_autofree char *finding = g_strconcat (place, row, NULL);
  g_autofree char *shown = g_utf8_make_valid (finding, -1);

  g_set_error (error, SR_STORE_ERROR, SR_STORE_ERROR_CORRUPT,
               /* Translators: a column, as in “request.title, row 2” */
               _("The room file is damaged. Restore a backup. (%s cannot be read)"), shown);
}

/* A list reads a thousand texts for a page, most of them ASCII. A NUL is refused as well: nobody would
 * see what stands behind it. */
static gboolean
is_text (sqlite3_value *value)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
  const guint64 highs = G_GUINT64_CONSTANT (0x8080808080808080);
  const char *text = (const char *) sqlite3_value_text (value);
  gsize length = sqlite3_value_bytes (value);
  guint64 word = 0;

  if (text == NULL)
    return FALSE;

  for (; length >= sizeof word; text += sizeof word, length -= sizeof word)
    {
      memcpy (&word, text, sizeof word);
      if ((((word - ones) | word) & highs) != 0)
        break;
    }

  return g_utf8_validate (text, length, NULL);
}

static gboolean
may_be (sqlite3_value *value,
        SrValueType    declared)
{
  switch (sqlite3_value_type (value))
    {
    case SQLITE_NULL:
      return TRUE;
    case SQLITE_INTEGER:
      return declared == SR_VALUE_INTEGER || declared == SR_VALUE_NULL;
    case SQLITE_TEXT:
      return (declared == SR_VALUE_TEXT || declared == SR_VALUE_NULL) && is_text (value);
    case SQLITE_BLOB:
      return declared == SR_VALUE_BYTES;
    default:
      return FALSE;
    }
}

/**
 * sr_sqlite_statement_read_row:
 *
 * SQLite gives out whatever stands in the file. A damaged one, or one that somebody has made, may hold
 * bytes that are no text where all who read expect UTF-8, or something of another type than the
 * column has. This is the one place by which rows leave SQLite.
 *
 * Returns: %TRUE if each text is UTF-8 and each value is of the type of its column or NULL, else
 *   %FALSE with %SR_STORE_ERROR_CORRUPT
 */
gboolean
sr_sqlite_statement_read_row (SrSqliteStatement  *self,
                              GError            **error)
{
  for (guint i = 0; i < self->n_columns; i++)
    {
      self->values[i] = sqlite3_column_value (self->handle, i);
      if (!may_be (self->values[i], self->columns[i]))
        {
          set_column_error (self, i, error);
          return FALSE;
        }
    }

  return TRUE;
}

SrSqliteStatementCache *
sr_sqlite_statement_cache_new (sqlite3 *database)
{
  SrSqliteStatementCache *self = g_new0 (SrSqliteStatementCache, 1);

  self->database = database;
  self->links = g_hash_table_new (g_str_hash, g_str_equal);
  g_queue_init (&self->queue);

  return self;
}

/**
 * sr_sqlite_statement_cache_free:
 * @self: (nullable) (transfer full):
 *
 * Frees the statements that are not in use.
 */
void
sr_sqlite_statement_cache_free (SrSqliteStatementCache *self)
{
  if (self == NULL)
    return;

  g_queue_clear_full (&self->queue, (GDestroyNotify) statement_free);
  g_hash_table_unref (self->links);
  g_free (self);
}

/**
 * sr_sqlite_statement_cache_get_size:
 *
 * Returns: how many statements are kept; at most %SR_SQLITE_STATEMENT_CACHE_SIZE
 */
guint
sr_sqlite_statement_cache_get_size (SrSqliteStatementCache *self)
{
  return self->queue.length;
}

/**
 * sr_sqlite_statement_cache_take:
 * @sql: one statement and nothing after it
 *
 * Returns: (transfer full): a statement without values, to be given back
 */
SrSqliteStatement *
sr_sqlite_statement_cache_take (SrSqliteStatementCache  *self,
                                const char              *sql,
                                GError                 **error)
{
  GList *link = g_hash_table_lookup (self->links, sql);
  SrSqliteStatement *statement = NULL;

  if (link == NULL)
    return statement_prepare (self->database, sql, error);

  statement = link->data;
  g_hash_table_remove (self->links, statement->sql);
  g_queue_delete_link (&self->queue, link);

  return statement;
}

/**
 * sr_sqlite_statement_cache_give_back:
 * @statement: (transfer full):
 *
 * Ends the use of a statement: it holds no lock and no value any more.
 */
void
sr_sqlite_statement_cache_give_back (SrSqliteStatementCache *self,
                                     SrSqliteStatement      *statement)
{
  sqlite3_reset (statement->handle);
  sqlite3_clear_bindings (statement->handle);

  if (g_hash_table_contains (self->links, statement->sql))
    {
      statement_free (statement);
      return;
    }

  g_queue_push_head (&self->queue, statement);
  g_hash_table_insert (self->links, statement->sql, self->queue.head);

  if (self->queue.length > SR_SQLITE_STATEMENT_CACHE_SIZE)
    {
      SrSqliteStatement *oldest = g_queue_pop_tail (&self->queue);

      g_hash_table_remove (self->links, oldest->sql);
      statement_free (oldest);
    }
}
