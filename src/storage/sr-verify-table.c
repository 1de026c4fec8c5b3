/* What a verification asks of the tables as a whole.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-verify-table"

#include "config.h"

#include "storage/service/sr-request-states.h"
#include "storage/sr-verify-table.h"

/**
 * sr_verify_table_count:
 * @kind: a kind of record
 * @out_count: (out): how many records the room has of it
 *
 * Returns: %TRUE, or %FALSE with %SR_STORE_ERROR
 */
gboolean
sr_verify_table_count (SrConnection        *connection,
                       const SrRecordKind  *kind,
                       gint64              *out_count,
                       GError             **error)
{
  /* The name is a constant of the program. */
  g_autofree char *sql = g_strconcat ("SELECT count(*) FROM ", kind->table, NULL);

  return sr_connection_get_integer (connection, sql, SR_NO_PARAMETERS, 0, out_count, error);
}

/**
 * sr_verify_table_find_hole:
 * @kind: a kind that has a number series
 * @out_year: (out): the first year with a hole, 0 if there is none
 *
 * Numbers of a year start at 1, have no holes, and end just before the counter of the series. Each year
 * that has numbers has a counter.
 *
 * Returns: %TRUE, or %FALSE with %SR_STORE_ERROR
 */
gboolean
sr_verify_table_find_hole (SrConnection        *connection,
                           const SrRecordKind  *kind,
                           gint64              *out_year,
                           GError             **error)
{
  g_autofree char *sql = NULL;

  g_return_val_if_fail (kind->series != NULL, FALSE);

  sql = g_strconcat ("SELECT min(year) FROM (SELECT year FROM "
                     "(SELECT number_year AS year, count(*) AS n, max(number_serial) AS last FROM ",
                     kind->table,
                     " GROUP BY number_year UNION ALL "
                     "SELECT year, 1 - next, 1 - next FROM number_series WHERE series = $1) AS told "
                     "GROUP BY year HAVING sum(n) <> 0 OR sum(last) <> 0) AS holes", NULL);

  return sr_connection_get_integer (connection, sql, SR_PARAMETERS (SR_STR (kind->series)), 0,
                                    out_year, error);
}

/**
 * sr_verify_table_find_miscount:
 * @out_state: (out) (nullable) (transfer full): the first state, by its spelling, whose counter is not
 *   how many requests are in it, or that no request can be in
 *
 * Returns: %TRUE, or %FALSE with %SR_STORE_ERROR
 */
gboolean
sr_verify_table_find_miscount (SrConnection  *connection,
                               char         **out_state,
                               GError       **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SrCursor) cursor = NULL;

  *out_state = NULL;
  cursor = sr_connection_query (connection,
                                "SELECT state FROM "
                                "(SELECT state, COUNT(*) AS n FROM request GROUP BY state "
                                "UNION ALL SELECT state, -n FROM request_count) AS counted "
                                "GROUP BY state HAVING SUM(n) <> 0 OR state NOT IN ("
                                SR_STATES_ACTIVE ", " SR_STATES_RESOLVED ", " SR_STATES_CLOSED ") "
                                "ORDER BY state LIMIT 1",
                                SR_NO_PARAMETERS, error);
  if (cursor == NULL)
    return FALSE;

  if (sr_cursor_next (cursor, &local_error))
    *out_state = g_strdup (sr_cursor_text (cursor, 0));

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}
