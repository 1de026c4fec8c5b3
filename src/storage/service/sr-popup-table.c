/* What a notification server shows for whom.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-popup-table"

#include "config.h"

#include "storage/service/sr-popup-table.h"

/**
 * sr_shown_popup_free:
 * @self: (nullable) (transfer full):
 */
void
sr_shown_popup_free (SrShownPopup *self)
{
  if (self == NULL)
    return;

  g_free (self->key);
  g_free (self->server);
  g_free (self);
}

/**
 * sr_popup_table_load:
 * @staff: the id of a person
 *
 * Returns: (transfer full) (nullable) (element-type SrShownPopup): what was shown to the person and
 *   was not closed since, or %NULL with %SR_STORE_ERROR
 */
GPtrArray *
sr_popup_table_load (SrConnection  *connection,
                     gint64         staff,
                     GError       **error)
{
  g_autoptr (GPtrArray) popups = g_ptr_array_new_with_free_func ((GDestroyNotify)
                                                                 sr_shown_popup_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SrCursor) cursor =
    sr_connection_query (connection,
                         "SELECT key, server, server_id FROM popup WHERE staff = $1 ORDER BY key",
                         SR_PARAMETERS (SR_INT (staff)), error);

  if (cursor == NULL)
    return NULL;

  while (sr_cursor_next (cursor, &local_error))
    {
      SrShownPopup *popup = g_new0 (SrShownPopup, 1);

      popup->key = g_strdup (sr_cursor_text (cursor, 0));
      popup->server = g_strdup (sr_cursor_text (cursor, 1));
      popup->server_id = (guint32) sr_cursor_integer (cursor, 2);
      g_ptr_array_add (popups, popup);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&popups);
}

/**
 * sr_popup_table_save:
 * @staff: the id of a person
 * @key: what the popup is about; replaces what was kept of it
 * @server: the name of the server that shows it
 * @server_id: what the server calls it
 *
 * Returns: %TRUE if it is kept
 */
gboolean
sr_popup_table_save (SrConnection  *connection,
                     gint64         staff,
                     const char    *key,
                     const char    *server,
                     guint32        server_id,
                     GError       **error)
{
  return sr_connection_execute (connection,
                                "INSERT INTO popup (staff, key, server, server_id) "
                                "VALUES ($1, $2, $3, $4) "
                                "ON CONFLICT (staff, key) DO UPDATE SET server = $3, server_id = $4",
                                SR_PARAMETERS (SR_INT (staff), SR_STR (key), SR_STR (server),
                                               SR_INT (server_id)), error);
}

/**
 * sr_popup_table_remove:
 * @staff: the id of a person
 * @key: what the popup was about
 *
 * Returns: %TRUE if nothing is kept of it
 */
gboolean
sr_popup_table_remove (SrConnection  *connection,
                       gint64         staff,
                       const char    *key,
                       GError       **error)
{
  return sr_connection_execute (connection, "DELETE FROM popup WHERE staff = $1 AND key = $2",
                                SR_PARAMETERS (SR_INT (staff), SR_STR (key)), error);
}
