/* What a person is typing and has not registered yet.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-draft-table"

#include "config.h"

#include "storage/service/sr-draft-table.h"

/**
 * sr_draft_table_load:
 * @staff: the id of the person
 * @kind: the name of the kind of record that is to become of it
 * @out_body: (out) (nullable) (transfer full): what was saved, %NULL if nothing was
 *
 * Returns: %TRUE if the room could be asked
 */
gboolean
sr_draft_table_load (SrConnection  *connection,
                     gint64         staff,
                     const char    *kind,
                     char         **out_body,
                     GError       **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SrCursor) cursor = sr_connection_query (connection,
                                                     "SELECT body FROM draft "
                                                     "WHERE staff = $1 AND kind = $2",
                                                     SR_PARAMETERS (SR_INT (staff), SR_STR (kind)),
                                                     error);

  if (cursor == NULL)
    return FALSE;

  *out_body = NULL;
  if (sr_cursor_next (cursor, &local_error))
    *out_body = g_strdup (sr_cursor_text (cursor, 0));

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

/**
 * sr_draft_table_save:
 * @body: text of the caller's own form; replaces what was saved before
 * @now: the instant of the saving
 *
 * Returns: %TRUE if it is saved
 */
gboolean
sr_draft_table_save (SrConnection  *connection,
                     gint64         staff,
                     const char    *kind,
                     const char    *body,
                     gint64         now,
                     GError       **error)
{
  return sr_connection_execute (connection,
                                "INSERT INTO draft (staff, kind, body, updated_at) "
                                "VALUES ($1, $2, $3, $4) ON CONFLICT (staff, kind) "
                                "DO UPDATE SET body = excluded.body, "
                                "updated_at = excluded.updated_at",
                                SR_PARAMETERS (SR_INT (staff), SR_STR (kind), SR_STR (body),
                                               SR_INT (now)), error);
}

/**
 * sr_draft_table_delete:
 *
 * Returns: %TRUE if there is none any more
 */
gboolean
sr_draft_table_delete (SrConnection  *connection,
                       gint64         staff,
                       const char    *kind,
                       GError       **error)
{
  return sr_connection_execute (connection, "DELETE FROM draft WHERE staff = $1 AND kind = $2",
                                SR_PARAMETERS (SR_INT (staff), SR_STR (kind)), error);
}
