/* One connection to a database, whichever it is.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-connection"

#include "config.h"

#include "storage/sr-connection.h"

/**
 * SrConnection:
 *
 * Runs statements and reads their rows. What the tables of `storage` know of a database is this
 * class and the portable dialect; what differs stands in the subclasses.
 *
 * A connection belongs to one thread at a time and has at most one transaction, not nested.
 */
G_DEFINE_ABSTRACT_TYPE (SrConnection, sr_connection, G_TYPE_OBJECT)

static void
sr_connection_class_init (SrConnectionClass *klass)
{
}

static void
sr_connection_init (SrConnection *self)
{
}

/**
 * sr_connection_query:
 * @sql: one statement of the portable dialect, nothing after it
 * @parameters: (array length=n_parameters) (nullable): the value of $1, $2, ...: every one that the
 *   statement names and no other
 *
 * Runs the statement; what it changes is changed when this returns. The rows are read from the
 * cursor, which the caller closes as soon as it is done with it.
 *
 * Returns: (transfer full): the rows, %NULL with an error of %SR_STORE_ERROR or
 *   %G_IO_ERROR_CANCELLED
 */
SrCursor *
sr_connection_query (SrConnection   *self,
                     const char     *sql,
                     const SrValue  *parameters,
                     guint           n_parameters,
                     GError        **error)
{
  g_return_val_if_fail (SR_IS_CONNECTION (self), NULL);
  g_return_val_if_fail (sql != NULL, NULL);
  g_return_val_if_fail (parameters != NULL || n_parameters == 0, NULL);

  return SR_CONNECTION_GET_CLASS (self)->query (self, sql, parameters, n_parameters, error);
}

/**
 * sr_connection_execute:
 *
 * Runs a statement whose rows nobody reads; see [method@Sr.Connection.query].
 *
 * Returns: %TRUE if it ran to its end
 */
gboolean
sr_connection_execute (SrConnection   *self,
                       const char     *sql,
                       const SrValue  *parameters,
                       guint           n_parameters,
                       GError        **error)
{
  g_autoptr (SrCursor) cursor = sr_connection_query (self, sql, parameters, n_parameters, error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return FALSE;

  while (sr_cursor_next (cursor, &local_error))
    ;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

/**
 * sr_connection_get_integer:
 * @fallback: what a missing row or a NULL counts as
 * @out_integer: (out): the first column of the first row
 *
 * Returns: %TRUE if the statement ran
 */
gboolean
sr_connection_get_integer (SrConnection   *self,
                           const char     *sql,
                           const SrValue  *parameters,
                           guint           n_parameters,
                           gint64          fallback,
                           gint64         *out_integer,
                           GError        **error)
{
  g_autoptr (SrCursor) cursor = sr_connection_query (self, sql, parameters, n_parameters, error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return FALSE;

  *out_integer = fallback;
  if (sr_cursor_next (cursor, &local_error))
    {
      if (!sr_cursor_is_null (cursor, 0))
        *out_integer = sr_cursor_integer (cursor, 0);
      /* A statement that writes outside of a transaction is committed at its end. */
      sr_cursor_next (cursor, &local_error);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

/**
 * sr_connection_list_integers:
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the first column of every row, in order,
 *   or %NULL with %SR_STORE_ERROR
 */
GArray *
sr_connection_list_integers (SrConnection   *self,
                             const char     *sql,
                             const SrValue  *parameters,
                             guint           n_parameters,
                             GError        **error)
{
  g_autoptr (SrCursor) cursor = sr_connection_query (self, sql, parameters, n_parameters, error);
  g_autoptr (GArray) integers = NULL;
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return NULL;

  integers = g_array_new (FALSE, FALSE, sizeof (gint64));
  while (sr_cursor_next (cursor, &local_error))
    {
      gint64 integer = sr_cursor_integer (cursor, 0);

      g_array_append_val (integers, integer);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&integers);
}

/**
 * sr_connection_begin:
 * @writes: %TRUE takes the lock for writing at once, so that nothing is read that another writer
 *   changes before this one writes
 *
 * Opens a transaction: all that is read in it is of one instant. Errors: %SR_STORE_ERROR_BUSY if
 * another program writes for longer than the connection waits.
 *
 * Returns: %TRUE if the transaction is open
 */
gboolean
sr_connection_begin (SrConnection  *self,
                     gboolean       writes,
                     GError       **error)
{
  g_return_val_if_fail (SR_IS_CONNECTION (self), FALSE);

  return SR_CONNECTION_GET_CLASS (self)->begin (self, writes, error);
}

/**
 * sr_connection_commit:
 *
 * Ends the transaction and makes it durable. If that fails the transaction is rolled back: there
 * is none open after, either way. A cancellable does not stop it.
 *
 * Returns: %TRUE if all of it is stored, %FALSE if nothing is
 */
gboolean
sr_connection_commit (SrConnection  *self,
                      GError       **error)
{
  g_return_val_if_fail (SR_IS_CONNECTION (self), FALSE);

  if (!SR_CONNECTION_GET_CLASS (self)->commit (self, error))
    {
      SR_CONNECTION_GET_CLASS (self)->rollback (self);
      return FALSE;
    }

  return TRUE;
}

/**
 * sr_connection_rollback:
 *
 * Ends the transaction; nothing of it is stored. Does nothing if none is open.
 */
void
sr_connection_rollback (SrConnection *self)
{
  g_return_if_fail (SR_IS_CONNECTION (self));

  SR_CONNECTION_GET_CLASS (self)->rollback (self);
}

/**
 * sr_connection_set_cancellable:
 * @cancellable: (nullable): stops the statements from now on; %NULL for none
 *
 * A statement that is stopped fails with %G_IO_ERROR_CANCELLED, and a transaction in which it wrote
 * can only be rolled back.
 */
void
sr_connection_set_cancellable (SrConnection *self,
                               GCancellable *cancellable)
{
  g_return_if_fail (SR_IS_CONNECTION (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  SR_CONNECTION_GET_CLASS (self)->set_cancellable (self, cancellable);
}

/**
 * sr_cursor_next:
 *
 * Goes to the next row, the first one at first.
 *
 * Returns: %TRUE if there is one; %FALSE without @error if there is none left
 */
gboolean
sr_cursor_next (SrCursor  *cursor,
                GError   **error)
{
  g_return_val_if_fail (cursor != NULL, FALSE);

  return cursor->next (cursor, error);
}

/**
 * sr_cursor_is_null:
 * @column: from 0
 *
 * Returns: %TRUE if the row has NULL there
 */
gboolean
sr_cursor_is_null (SrCursor *cursor,
                   guint     column)
{
  g_return_val_if_fail (cursor != NULL, TRUE);

  return cursor->type (cursor, column) == SR_VALUE_NULL;
}

/**
 * sr_cursor_integer:
 * @column: from 0
 *
 * Returns: the integer, 0 for NULL
 */
gint64
sr_cursor_integer (SrCursor *cursor,
                   guint     column)
{
  g_return_val_if_fail (cursor != NULL, 0);

  return cursor->integer (cursor, column);
}

/**
 * sr_cursor_text:
 * @column: from 0
 *
 * Returns: (transfer none) (nullable): the text, valid until the next row; %NULL for NULL
 */
const char *
sr_cursor_text (SrCursor *cursor,
                guint     column)
{
  g_return_val_if_fail (cursor != NULL, NULL);

  return cursor->text (cursor, column);
}

/**
 * sr_cursor_bytes:
 * @column: from 0
 *
 * Returns: (transfer full): the bytes, empty for NULL
 */
GBytes *
sr_cursor_bytes (SrCursor *cursor,
                 guint     column)
{
  g_return_val_if_fail (cursor != NULL, NULL);

  return cursor->bytes (cursor, column);
}

/**
 * sr_cursor_value:
 * @column: from 0
 * @out_value: (out caller-allocates): a value without content; clear it after
 */
void
sr_cursor_value (SrCursor *cursor,
                 guint     column,
                 SrValue  *out_value)
{
  g_return_if_fail (cursor != NULL);
  g_return_if_fail (out_value != NULL);

  cursor->value (cursor, column, out_value);
}

/**
 * sr_cursor_close:
 * @cursor: (nullable) (transfer full):
 *
 * Ends the use of the rows and frees what they hold.
 */
void
sr_cursor_close (SrCursor *cursor)
{
  if (cursor != NULL)
    cursor->close (cursor);
}
