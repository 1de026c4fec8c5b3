/* All SQL about reminders.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-reminder-table"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "storage/service/sr-reminder-table.h"
#include "storage/sr-table.h"

/* As in the partial indexes of schema-3.sql. */
#define OPEN "state IN ('waiting', 'shown', 'snoozed')"

/**
 * sr_reminder_table_load_open:
 * @staff: the id of a person; 0 for everybody
 *
 * Returns: (transfer full) (nullable) (element-type SrRow): what is neither acknowledged nor
 *   withdrawn, the oldest first, or %NULL with %SR_STORE_ERROR
 */
GPtrArray *
sr_reminder_table_load_open (SrConnection  *connection,
                             gint64         staff,
                             GError       **error)
{
  if (staff == 0)
    return sr_table_select (connection, &sr_reminder_kind,
                            " FROM reminder WHERE " OPEN " ORDER BY raised_at, id",
                            SR_NO_PARAMETERS, error);

  return sr_table_select (connection, &sr_reminder_kind,
                          " FROM reminder WHERE staff = $1 AND " OPEN " ORDER BY raised_at, id",
                          SR_PARAMETERS (SR_INT (staff)), error);
}

/**
 * sr_reminder_table_load_of:
 * @kind: a kind of record, by name
 * @subject: the id of such a record
 *
 * Returns: (transfer full) (nullable) (element-type SrRow): what is neither acknowledged nor
 *   withdrawn of it, or %NULL with %SR_STORE_ERROR
 */
GPtrArray *
sr_reminder_table_load_of (SrConnection  *connection,
                           const char    *kind,
                           gint64         subject,
                           GError       **error)
{
  return sr_table_select (connection, &sr_reminder_kind,
                          " FROM reminder WHERE subject_kind = $1 AND subject = $2 AND " OPEN
                          " ORDER BY id",
                          SR_PARAMETERS (SR_STR (kind), SR_INT (subject)), error);
}

/**
 * sr_reminder_table_load_ended:
 * @staff: the id of a person; 0 for everybody
 * @limit: how many at most
 *
 * Returns: (transfer full) (nullable) (element-type SrRow): what was acknowledged or withdrawn, the
 *   latest first, or %NULL with %SR_STORE_ERROR
 */
GPtrArray *
sr_reminder_table_load_ended (SrConnection  *connection,
                              gint64         staff,
                              guint          limit,
                              GError       **error)
{
  if (staff == 0)
    return sr_table_select (connection, &sr_reminder_kind,
                            " FROM reminder WHERE ended_at IS NOT NULL ORDER BY id DESC LIMIT $1",
                            SR_PARAMETERS (SR_INT (limit)), error);

  return sr_table_select (connection, &sr_reminder_kind,
                          " FROM reminder WHERE staff = $1 AND ended_at IS NOT NULL "
                          "ORDER BY raised_at DESC, id DESC LIMIT $2",
                          SR_PARAMETERS (SR_INT (staff), SR_INT (limit)), error);
}

/**
 * sr_reminder_table_get_last:
 * @out_last: (out): the id of the last reminder; 0 if there is none
 *
 * Returns: %TRUE, or %FALSE with %SR_STORE_ERROR
 */
gboolean
sr_reminder_table_get_last (SrConnection  *connection,
                            gint64        *out_last,
                            GError       **error)
{
  return sr_connection_get_integer (connection, "SELECT max(id) FROM reminder", SR_NO_PARAMETERS, 0,
                                    out_last, error);
}

/**
 * sr_reminder_table_load_after:
 * @id: the id of a reminder, or 0
 *
 * Returns: (transfer full) (nullable) (element-type SrRow): the reminders that were made after it, in
 *   the order of the instants at which they were due, or %NULL with %SR_STORE_ERROR
 */
GPtrArray *
sr_reminder_table_load_after (SrConnection  *connection,
                              gint64         id,
                              GError       **error)
{
  return sr_table_select (connection, &sr_reminder_kind,
                          " FROM reminder WHERE id > $1 ORDER BY raised_at, id",
                          SR_PARAMETERS (SR_INT (id)), error);
}

/**
 * sr_reminder_table_find_raised:
 * @clock: the id of a clock
 * @out_arm: (out): the latest arm under which anything was raised; 0 if nothing was
 * @out_level: (out): the highest level under it
 * @out_due_at: (out): the latest deadline under it
 *
 * Returns: %TRUE, or %FALSE with %SR_STORE_ERROR
 */
gboolean
sr_reminder_table_find_raised (SrConnection  *connection,
                               gint64         clock,
                               gint64        *out_arm,
                               gint64        *out_level,
                               gint64        *out_due_at,
                               GError       **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SrCursor) cursor =
    sr_connection_query (connection,
                         "SELECT arm, max(level), max(due_at) FROM reminder "
                         "WHERE clock = $1 AND clock_kind <> 'pause' "
                         "GROUP BY arm ORDER BY arm DESC LIMIT 1",
                         SR_PARAMETERS (SR_INT (clock)), error);

  *out_arm = 0;
  if (cursor == NULL)
    return FALSE;

  if (sr_cursor_next (cursor, &local_error))
    {
      *out_arm = sr_cursor_integer (cursor, 0);
      *out_level = sr_cursor_integer (cursor, 1);
      *out_due_at = sr_cursor_integer (cursor, 2);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

/**
 * sr_reminder_table_list_shown:
 * @staff: the id of a person
 * @since: an instant
 *
 * Returns: (transfer full) (nullable) (element-type gint64): when popups were shown to the person
 *   after @since, one for each popup that was no emergency, the earliest first; or %NULL with
 *   %SR_STORE_ERROR
 */
GArray *
sr_reminder_table_list_shown (SrConnection  *connection,
                              gint64         staff,
                              gint64         since,
                              GError       **error)
{
  return sr_connection_list_integers (connection,
                                      "SELECT shown_at FROM reminder WHERE staff = $1 "
                                      "AND shown_at > $2 AND shown_as = 'single' "
                                      "AND emergency = 0 "
                                      "UNION ALL SELECT DISTINCT shown_at FROM reminder "
                                      "WHERE staff = $1 AND shown_at > $2 "
                                      "AND shown_as <> 'single' ORDER BY 1",
                                      SR_PARAMETERS (SR_INT (staff), SR_INT (since)), error);
}
