/* Reading and writing records of any kind, by their declaration.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-table"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "storage/sr-store-error.h"
#include "storage/sr-table.h"

/* The first field of a kind is its key: "id", and "sequence" of an event. */
#define KEY 0

/* So many records are asked for with one statement. */
#define MANY 50

typedef enum
{
  SQL_LOAD,
  SQL_LOAD_ALL,
  SQL_LOAD_AFTER,
  SQL_LOAD_CHILDREN,
  SQL_LOAD_MANY,
  SQL_LOAD_CHILDREN_OF,
  SQL_FIND,
  SQL_INSERT,         /* the database gives the key */
  SQL_INSERT_WITH_KEY,
  SQL_UPDATE,
  N_SQL
} Sql;

typedef struct
{
  char       *sql[N_SQL];  /* (nullable): made when first asked for */
  GHashTable *columns;     /* (element-type utf8 utf8): the lists of columns by their prefix */
} KindSql;

/* Shared by the threads of all connections; what is in it stays. */
static GMutex mutex;
static GHashTable *kinds_sql;

static KindSql *
get_kind_sql (const SrRecordKind *kind)
{
  KindSql *kind_sql = NULL;

  if (kinds_sql == NULL)
    kinds_sql = g_hash_table_new (NULL, NULL);

  kind_sql = g_hash_table_lookup (kinds_sql, kind);
  if (kind_sql == NULL)
    {
      kind_sql = g_new0 (KindSql, 1);
      kind_sql->columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_hash_table_insert (kinds_sql, (gpointer) kind, kind_sql);
    }

  return kind_sql;
}

static char *
make_columns (const SrRecordKind *kind,
              const char         *prefix,
              guint               first)
{
  GString *columns = g_string_new (NULL);

  for (guint i = first; i < kind->n_fields; i++)
    g_string_append_printf (columns, "%s%s%s", i > first ? ", " : "", prefix, kind->fields[i].name);

  return g_string_free (columns, FALSE);
}

static char *
make_insert (const SrRecordKind *kind,
             guint               first)
{
  g_autofree char *columns = make_columns (kind, "", first);
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "INSERT INTO %s (%s) VALUES (", kind->table, columns);
  for (guint i = first; i < kind->n_fields; i++)
    g_string_append_printf (sql, "%s$%u", i > first ? ", " : "", i - first + 1);
  g_string_append_c (sql, ')');
  /* It costs SQLite a table of its own, so only where the key is not known. */
  if (first > KEY)
    g_string_append_printf (sql, " RETURNING %s", kind->fields[KEY].name);

  return g_string_free (sql, FALSE);
}

/* $1 is the key, as in the row; the revision that is expected comes after the last field. */
static char *
make_update (const SrRecordKind *kind)
{
  const char *key = kind->fields[KEY].name;
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "UPDATE %s SET ", kind->table);
  for (guint i = 1; i < kind->n_fields; i++)
    g_string_append_printf (sql, "%s%s = $%u", i > 1 ? ", " : "", kind->fields[i].name, i + 1);
  g_string_append_printf (sql, " WHERE %s = $1 AND revision = $%u RETURNING %s", key,
                          kind->n_fields + 1, key);

  return g_string_free (sql, FALSE);
}

/* The records with one of so many values in a column. */
static char *
make_many (const SrRecordKind *kind,
           const char         *column)
{
  g_autofree char *columns = make_columns (kind, "", 0);
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "SELECT %s FROM %s WHERE %s IN (", columns, kind->table, column);
  for (guint i = 1; i <= MANY; i++)
    g_string_append_printf (sql, "%s$%u", i > 1 ? ", " : "", i);
  g_string_append_printf (sql, ") ORDER BY %s", kind->fields[KEY].name);

  return g_string_free (sql, FALSE);
}

static char *
make_sql (const SrRecordKind *kind,
          Sql                 which)
{
  g_autofree char *columns = make_columns (kind, "", 0);
  const char *key = kind->fields[KEY].name;

  switch (which)
    {
    case SQL_LOAD:
      return g_strdup_printf ("SELECT %s FROM %s WHERE %s = $1", columns, kind->table, key);
    case SQL_LOAD_ALL:
      return g_strdup_printf ("SELECT %s FROM %s ORDER BY %s", columns, kind->table, key);
    case SQL_LOAD_AFTER:
      return g_strdup_printf ("SELECT %s FROM %s WHERE %s > $1 ORDER BY %s LIMIT $2", columns,
                              kind->table, key, key);
    case SQL_LOAD_CHILDREN:
      return g_strdup_printf ("SELECT %s FROM %s WHERE %s = $1 ORDER BY %s", columns, kind->table,
                              kind->parent, key);
    case SQL_LOAD_MANY:
      return make_many (kind, key);
    case SQL_LOAD_CHILDREN_OF:
      return make_many (kind, kind->parent);
    case SQL_FIND:
      return g_strdup_printf ("SELECT %s FROM %s WHERE %s = $1 LIMIT 2", key, kind->table,
                              kind->fields[sr_record_kind_get_identity (kind)].name);
    case SQL_INSERT:
      return make_insert (kind, KEY + 1);
    case SQL_INSERT_WITH_KEY:
      return make_insert (kind, KEY);
    case SQL_UPDATE:
      return make_update (kind);
    case N_SQL:
    default:
      g_assert_not_reached ();
    }
}

static const char *
get_sql (const SrRecordKind *kind,
         Sql                 which)
{
  KindSql *kind_sql = NULL;
  const char *sql = NULL;

  g_mutex_lock (&mutex);
  kind_sql = get_kind_sql (kind);
  if (kind_sql->sql[which] == NULL)
    kind_sql->sql[which] = make_sql (kind, which);
  sql = kind_sql->sql[which];
  g_mutex_unlock (&mutex);

  return sql;
}

static GPtrArray *
read_rows (SrConnection       *connection,
           const SrRecordKind *kind,
           const char         *sql,
           const SrValue      *parameters,
           guint               n_parameters,
           GError            **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_row_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SrCursor) cursor = sr_connection_query (connection, sql, parameters, n_parameters,
                                                     error);

  if (cursor == NULL)
    return NULL;

  while (sr_cursor_next (cursor, &local_error))
    g_ptr_array_add (rows, sr_table_read_row (cursor, kind, 0));

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&rows);
}

/**
 * sr_table_load:
 * @id: the key of the record
 *
 * Returns: (transfer full) (nullable): the record, %NULL without @error if there is none
 */
SrRow *
sr_table_load (SrConnection        *connection,
               const SrRecordKind  *kind,
               gint64               id,
               GError             **error)
{
  g_autoptr (GPtrArray) rows = read_rows (connection, kind, get_sql (kind, SQL_LOAD),
                                          SR_PARAMETERS (SR_INT (id)), error);

  return rows != NULL && rows->len > 0 ? g_ptr_array_steal_index (rows, 0) : NULL;
}

/**
 * sr_table_load_all:
 *
 * For kinds of which there are few.
 *
 * Returns: (transfer full) (element-type SrRow): all of them, in order of their ids
 */
GPtrArray *
sr_table_load_all (SrConnection        *connection,
                   const SrRecordKind  *kind,
                   GError             **error)
{
  return read_rows (connection, kind, get_sql (kind, SQL_LOAD_ALL), SR_NO_PARAMETERS, error);
}

/**
 * sr_table_load_after:
 * @after: a key; 0 for the first page
 * @limit: how many at most, 1 or more
 *
 * For kinds of which there may be many.
 *
 * Returns: (transfer full) (element-type SrRow): those that come after it, in order of their ids
 */
GPtrArray *
sr_table_load_after (SrConnection        *connection,
                     const SrRecordKind  *kind,
                     gint64               after,
                     guint                limit,
                     GError             **error)
{
  return read_rows (connection, kind, get_sql (kind, SQL_LOAD_AFTER),
                    SR_PARAMETERS (SR_INT (after), SR_INT (limit)), error);
}

/**
 * sr_table_load_children:
 * @kind: a kind with a parent
 * @parent: the id of the parent
 *
 * Returns: (transfer full) (element-type SrRow): its children of this kind, in order of their ids
 */
GPtrArray *
sr_table_load_children (SrConnection        *connection,
                        const SrRecordKind  *kind,
                        gint64               parent,
                        GError             **error)
{
  g_return_val_if_fail (kind->parent != NULL, NULL);

  return read_rows (connection, kind, get_sql (kind, SQL_LOAD_CHILDREN),
                    SR_PARAMETERS (SR_INT (parent)), error);
}

/* The last value fills up a statement that has room for more. */
static GPtrArray *
load_many (SrConnection        *connection,
           const SrRecordKind  *kind,
           Sql                  which,
           const gint64        *values,
           guint                n_values,
           GError             **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_row_free);

  for (guint start = 0; start < n_values; start += MANY)
    {
      SrValue parameters[MANY];
      g_autoptr (GPtrArray) rows = NULL;

      for (guint i = 0; i < MANY; i++)
        parameters[i] = SR_INT (values[MIN (start + i, n_values - 1)]);

      rows = read_rows (connection, kind, get_sql (kind, which), parameters, MANY, error);
      if (rows == NULL)
        return NULL;
      g_ptr_array_extend_and_steal (all, g_steal_pointer (&rows));
    }

  return g_steal_pointer (&all);
}

/**
 * sr_table_load_many:
 * @ids: ids of records of the kind, none twice
 * @n_ids: how many
 *
 * Returns: (transfer full) (element-type SrRow): those that are there
 */
GPtrArray *
sr_table_load_many (SrConnection        *connection,
                    const SrRecordKind  *kind,
                    const gint64        *ids,
                    guint                n_ids,
                    GError             **error)
{
  return load_many (connection, kind, SQL_LOAD_MANY, ids, n_ids, error);
}

/**
 * sr_table_load_children_of:
 * @kind: a kind with a parent
 * @parents: ids of parents, none twice
 * @n_parents: how many
 *
 * Returns: (transfer full) (element-type SrRow): the children of this kind of any of them, those
 *   of one parent in order of their ids
 */
GPtrArray *
sr_table_load_children_of (SrConnection        *connection,
                           const SrRecordKind  *kind,
                           const gint64        *parents,
                           guint                n_parents,
                           GError             **error)
{
  g_return_val_if_fail (kind->parent != NULL, NULL);

  return load_many (connection, kind, SQL_LOAD_CHILDREN_OF, parents, n_parents, error);
}

/**
 * sr_table_find:
 * @kind: a kind with a field that names it
 * @identity: the exact text of that field
 * @out_id: (out): the id of the record; 0 if there is none, or more than one
 *
 * Returns: %TRUE if the room could be asked
 */
gboolean
sr_table_find (SrConnection        *connection,
               const SrRecordKind  *kind,
               const char          *identity,
               gint64              *out_id,
               GError             **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SrCursor) cursor = NULL;

  g_return_val_if_fail (sr_record_kind_get_identity (kind) >= 0, FALSE);

  cursor = sr_connection_query (connection, get_sql (kind, SQL_FIND),
                                SR_PARAMETERS (SR_STR (identity)), error);
  if (cursor == NULL)
    return FALSE;

  *out_id = 0;
  if (sr_cursor_next (cursor, &local_error))
    {
      *out_id = sr_cursor_integer (cursor, 0);
      if (sr_cursor_next (cursor, &local_error))
        *out_id = 0;
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

/* The values from @first on, borrowed, with room for one more. */
static SrValue *
borrow_values (const SrRow *row,
               guint        first)
{
  guint n_values = sr_row_get_kind (row)->n_fields - first;
  SrValue *values = g_new0 (SrValue, n_values + 1);

  for (guint i = 0; i < n_values; i++)
    values[i] = *sr_row_get (row, first + i);

  return values;
}

/**
 * sr_table_insert:
 * @row: a row whose key is NULL or 0 is given one
 *
 * Returns: %TRUE if the record is in the room; errors: %SR_STORE_ERROR_CONSTRAINT
 */
gboolean
sr_table_insert (SrConnection  *connection,
                 SrRow         *row,
                 GError       **error)
{
  const SrRecordKind *kind = sr_row_get_kind (row);
  gboolean has_key = sr_row_get_integer (row, KEY) != 0;
  guint first = has_key ? KEY : KEY + 1;
  g_autofree SrValue *values = borrow_values (row, first);
  gint64 key = 0;

  if (has_key)
    return sr_connection_execute (connection, get_sql (kind, SQL_INSERT_WITH_KEY), values,
                                  kind->n_fields, error);

  if (!sr_connection_get_integer (connection, get_sql (kind, SQL_INSERT), values,
                                  kind->n_fields - first, 0, &key, error))
    return FALSE;

  sr_row_set_integer (row, KEY, key);

  return TRUE;
}

static void
set_conflict_error (const SrRow  *row,
                    GError      **error)
{
  g_autofree char *name = g_strdup_printf ("%s %" G_GINT64_FORMAT, sr_row_get_kind (row)->name,
                                           sr_row_get_id (row));

  g_set_error (error, SR_STORE_ERROR, SR_STORE_ERROR_CONFLICT,
               _("Somebody else has changed this record meanwhile (%s)."), name);
}

/**
 * sr_table_update:
 * @row: the record as it is to be, its revision included
 * @expected_revision: the revision that it was read with
 *
 * Returns: %TRUE if it is written; errors: %SR_STORE_ERROR_CONFLICT if the stored revision is
 *   another, or the record is not there
 */
gboolean
sr_table_update (SrConnection  *connection,
                 const SrRow   *row,
                 gint64         expected_revision,
                 GError       **error)
{
  const SrRecordKind *kind = sr_row_get_kind (row);
  g_autofree SrValue *values = borrow_values (row, KEY);
  gint64 key = 0;

  values[kind->n_fields] = SR_INT (expected_revision);
  if (!sr_connection_get_integer (connection, get_sql (kind, SQL_UPDATE), values,
                                  kind->n_fields + 1, 0, &key, error))
    return FALSE;

  if (key == 0)
    {
      set_conflict_error (row, error);
      return FALSE;
    }

  return TRUE;
}

/**
 * sr_table_read_row:
 * @column: where the first field of the kind stands; the others follow in their order
 *
 * Returns: (transfer full): the record of the cursor's row
 */
SrRow *
sr_table_read_row (SrCursor           *cursor,
                   const SrRecordKind *kind,
                   guint               column)
{
  SrRow *row = sr_row_new (kind);

  for (guint i = 0; i < kind->n_fields; i++)
    {
      SrValue value;

      cursor->value (cursor, column + i, &value);
      if (value.type != SR_VALUE_NULL)
        sr_row_take (row, i, &value);
    }

  return row;
}

/**
 * sr_table_get_columns:
 * @prefix: what stands before each name, "r." or ""
 *
 * Returns: (transfer none): the columns of the kind in the order of its fields, kept for ever
 */
const char *
sr_table_get_columns (const SrRecordKind *kind,
                      const char         *prefix)
{
  GHashTable *lists = NULL;
  char *columns = NULL;

  g_mutex_lock (&mutex);
  lists = get_kind_sql (kind)->columns;
  columns = g_hash_table_lookup (lists, prefix);
  if (columns == NULL)
    {
      columns = make_columns (kind, prefix, 0);
      g_hash_table_insert (lists, g_strdup (prefix), columns);
    }
  g_mutex_unlock (&mutex);

  return columns;
}

/**
 * sr_table_select:
 * @kind: a kind of record
 * @rest: what follows the columns in the statement, " FROM link WHERE request = $1"; a constant of the
 *   program
 * @parameters: (array length=n_parameters): the values of $1, $2, ...
 * @n_parameters: how many
 *
 * Returns: (transfer full) (nullable) (element-type SrRow): the rows, or %NULL with %SR_STORE_ERROR
 */
GPtrArray *
sr_table_select (SrConnection        *connection,
                 const SrRecordKind  *kind,
                 const char          *rest,
                 const SrValue       *parameters,
                 guint                n_parameters,
                 GError             **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_row_free);
  g_autoptr (GError) local_error = NULL;
  g_autofree char *sql = g_strconcat ("SELECT ", sr_table_get_columns (kind, ""), rest, NULL);
  g_autoptr (SrCursor) cursor = sr_connection_query (connection, sql, parameters, n_parameters,
                                                     error);

  if (cursor == NULL)
    return NULL;

  while (sr_cursor_next (cursor, &local_error))
    g_ptr_array_add (rows, sr_table_read_row (cursor, kind, 0));

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&rows);
}
