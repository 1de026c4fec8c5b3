/* All SQL about what time itself moves.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-clock-table"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "storage/service/sr-clock-table.h"
#include "storage/service/sr-request-states.h"
#include "storage/sr-table.h"

/**
 * sr_clock_table_next_resume:
 * @out_next: (out): seconds in UTC, %G_MAXINT64 if nothing is paused until an instant
 *
 * Returns: %TRUE, or %FALSE with %SR_STORE_ERROR
 */
gboolean
sr_clock_table_next_resume (SrConnection  *connection,
                            gint64        *out_next,
                            GError       **error)
{
  return sr_connection_get_integer (connection,
                                    "SELECT min(waiting_until) FROM request "
                                    "WHERE state IN (" SR_STATES_PAUSED ")",
                                    SR_NO_PARAMETERS, G_MAXINT64, out_next, error);
}

/**
 * sr_clock_table_running_on:
 * @calendar: the id of a calendar
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the ids of the requests that have a
 *   running clock on it, or %NULL with %SR_STORE_ERROR
 */
GArray *
sr_clock_table_running_on (SrConnection  *connection,
                           gint64         calendar,
                           GError       **error)
{
  return sr_connection_list_integers (connection,
                                      "SELECT DISTINCT request FROM clock "
                                      "WHERE state = 'running' AND calendar = $1 ORDER BY request",
                                      SR_PARAMETERS (SR_INT (calendar)), error);
}

/* Those that the targets of a policy decide, and only those of the first run of a request: what a
 * reopened one was allowed was a part of its target. */
#define JUDGED \
  " JOIN clock c ON c.request = r.id AND c.state = 'stopped' AND c.outcome IS NOT NULL" \
  " AND c.cycle = 1 AND c.kind IN ('accept', 'first_response', 'resolution')" \
  " LEFT JOIN clock_interval i ON i.clock = c.id "

static SrJudgedClock *
read_judged (SrCursor *cursor,
             guint     column)
{
  SrJudgedClock *self = g_new0 (SrJudgedClock, 1);

  self->clock = sr_table_read_row (cursor, &sr_clock_kind, 0);
  self->intervals = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_row_free);
  self->request = sr_cursor_integer (cursor, column);
  self->number = g_strdup (sr_cursor_text (cursor, column + 1));
  self->type = sr_cursor_integer (cursor, column + 2);
  self->priority = g_strdup (sr_cursor_text (cursor, column + 3));
  self->emergency = sr_cursor_integer (cursor, column + 4) != 0;

  return self;
}

/* One line for each stretch; those of a clock stand together. */
static gboolean
tell_each (SrConnection       *connection,
           const char         *which,
           gint64              from,
           gint64              until,
           SrJudgedClockFunc   func,
           gpointer            user_data,
           GError            **error)
{
  const guint clock_fields = sr_clock_kind.n_fields;
  const guint interval_fields = sr_clock_interval_kind.n_fields;
  g_autofree char *sql =
    g_strdup_printf ("SELECT %s, %s, r.id, r.number, r.type, r.priority, r.emergency FROM request r"
                     JUDGED "%s",
                     sr_table_get_columns (&sr_clock_kind, "c."),
                     sr_table_get_columns (&sr_clock_interval_kind, "i."), which);
  g_autoptr (SrJudgedClock) judged = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SrCursor) cursor =
    sr_connection_query (connection, sql, SR_PARAMETERS (SR_INT (from), SR_INT (until)), error);

  if (cursor == NULL)
    return FALSE;

  while (sr_cursor_next (cursor, &local_error))
    {
      if (judged == NULL || sr_row_get_id (judged->clock) != sr_cursor_integer (cursor, 0))
        {
          if (judged != NULL)
            func (judged, user_data);
          g_clear_pointer (&judged, sr_judged_clock_free);
          judged = read_judged (cursor, clock_fields + interval_fields);
        }
      if (!sr_cursor_is_null (cursor, clock_fields))
        g_ptr_array_add (judged->intervals,
                         sr_table_read_row (cursor, &sr_clock_interval_kind, clock_fields));
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (judged != NULL)
    func (judged, user_data);

  return TRUE;
}

/**
 * sr_clock_table_tell_judged:
 * @from: an instant
 * @until: one after it
 * @func: (scope call): is given each clock; what it is given lives as long as the call
 *
 * The clocks with an outcome of the requests that were closed in [@from, @until), or resolved in it and
 * not closed yet. One after the other: there may be a million.
 *
 * Returns: %TRUE, or %FALSE with %SR_STORE_ERROR
 */
gboolean
sr_clock_table_tell_judged (SrConnection       *connection,
                            gint64              from,
                            gint64              until,
                            SrJudgedClockFunc   func,
                            gpointer            user_data,
                            GError            **error)
{
  return tell_each (connection,
                    "WHERE r.state IN (" SR_STATES_CLOSED ") AND r.closed_at >= $1 "
                    "AND r.closed_at < $2 ORDER BY r.closed_at, r.id, c.id, i.id",
                    from, until, func, user_data, error) &&
         tell_each (connection,
                    "WHERE r.state IN (" SR_STATES_RESOLVED ") AND r.resolved_at >= $1 "
                    "AND r.resolved_at < $2 ORDER BY r.resolved_at, r.id, c.id, i.id",
                    from, until, func, user_data, error);
}
