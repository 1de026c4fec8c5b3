/* What the room says of itself: a few words by key.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-room-table"

#include "config.h"

#include "storage/sr-room-table.h"

/**
 * sr_room_table_get:
 * @key: for instance %SR_ROOM_UUID
 * @out_value: (out) (nullable) (transfer full): its value, %NULL if there is none
 *
 * Returns: %TRUE if the room could be asked
 */
gboolean
sr_room_table_get (SrConnection  *connection,
                   const char    *key,
                   char         **out_value,
                   GError       **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SrCursor) cursor = sr_connection_query (connection,
                                                     "SELECT value FROM room WHERE key = $1",
                                                     SR_PARAMETERS (SR_STR (key)), error);

  if (cursor == NULL)
    return FALSE;

  *out_value = NULL;
  if (sr_cursor_next (cursor, &local_error))
    *out_value = g_strdup (sr_cursor_text (cursor, 0));

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

/**
 * sr_room_table_set:
 * @key: for instance %SR_ROOM_UUID
 * @value: what it says from now on
 *
 * Returns: %TRUE if it is written
 */
gboolean
sr_room_table_set (SrConnection  *connection,
                   const char    *key,
                   const char    *value,
                   GError       **error)
{
  return sr_connection_execute (connection,
                                "INSERT INTO room (key, value) VALUES ($1, $2) "
                                "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                                SR_PARAMETERS (SR_STR (key), SR_STR (value)), error);
}

/**
 * sr_room_table_remove:
 * @key: a key that says nothing from now on
 *
 * Returns: %TRUE if it is gone
 */
gboolean
sr_room_table_remove (SrConnection  *connection,
                      const char    *key,
                      GError       **error)
{
  return sr_connection_execute (connection, "DELETE FROM room WHERE key = $1",
                                SR_PARAMETERS (SR_STR (key)), error);
}
