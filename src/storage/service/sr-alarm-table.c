/* All SQL about alarms: when the next rung of a clock is due.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-alarm-table"

#include "config.h"

#include "storage/service/sr-alarm-table.h"

/**
 * sr_alarm_table_load:
 * @clock: the id of a clock
 * @out_alarm: (out): its alarm, if it has one
 * @out_found: (out): whether it has one
 *
 * Returns: %TRUE, or %FALSE with %SR_STORE_ERROR
 */
gboolean
sr_alarm_table_load (SrConnection  *connection,
                     gint64         clock,
                     SrAlarm       *out_alarm,
                     gboolean      *out_found,
                     GError       **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SrCursor) cursor =
    sr_connection_query (connection,
                         "SELECT arm, level, due_at, next_at FROM alarm WHERE clock = $1",
                         SR_PARAMETERS (SR_INT (clock)), error);

  if (cursor == NULL)
    return FALSE;

  *out_found = sr_cursor_next (cursor, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (*out_found)
    {
      out_alarm->clock = clock;
      out_alarm->arm = sr_cursor_integer (cursor, 0);
      out_alarm->level = sr_cursor_integer (cursor, 1);
      out_alarm->due_at = sr_cursor_integer (cursor, 2);
      out_alarm->next_at = sr_cursor_is_null (cursor, 3) ? G_MAXINT64
                                                         : sr_cursor_integer (cursor, 3);
    }

  return TRUE;
}

/**
 * sr_alarm_table_save:
 * @alarm: the alarm of a clock; replaces the one that it had
 *
 * Returns: %TRUE, or %FALSE with %SR_STORE_ERROR
 */
gboolean
sr_alarm_table_save (SrConnection   *connection,
                     const SrAlarm  *alarm,
                     GError        **error)
{
  SrValue next = { SR_VALUE_NULL };

  if (alarm->next_at != G_MAXINT64)
    next = SR_INT (alarm->next_at);

  return sr_connection_execute (connection,
                                "INSERT INTO alarm (clock, arm, level, due_at, next_at) "
                                "VALUES ($1, $2, $3, $4, $5) "
                                "ON CONFLICT (clock) DO UPDATE SET arm = $2, level = $3, "
                                "due_at = $4, next_at = $5",
                                SR_PARAMETERS (SR_INT (alarm->clock), SR_INT (alarm->arm),
                                               SR_INT (alarm->level), SR_INT (alarm->due_at),
                                               next), error);
}

/**
 * sr_alarm_table_remove:
 * @clock: the id of a clock that has stopped
 *
 * Returns: %TRUE, or %FALSE with %SR_STORE_ERROR
 */
gboolean
sr_alarm_table_remove (SrConnection  *connection,
                       gint64         clock,
                       GError       **error)
{
  return sr_connection_execute (connection, "DELETE FROM alarm WHERE clock = $1",
                                SR_PARAMETERS (SR_INT (clock)), error);
}

/**
 * sr_alarm_table_next:
 * @out_next: (out): seconds in UTC, %G_MAXINT64 if no alarm is set
 *
 * Returns: %TRUE, or %FALSE with %SR_STORE_ERROR
 */
gboolean
sr_alarm_table_next (SrConnection  *connection,
                     gint64        *out_next,
                     GError       **error)
{
  return sr_connection_get_integer (connection,
                                    "SELECT min(next_at) FROM alarm WHERE next_at IS NOT NULL",
                                    SR_NO_PARAMETERS, G_MAXINT64, out_next, error);
}

/**
 * sr_alarm_table_list_due:
 * @until: an instant
 * @limit: how many at most
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the clocks whose alarm is due by then,
 *   the earliest first, or %NULL with %SR_STORE_ERROR
 */
GArray *
sr_alarm_table_list_due (SrConnection  *connection,
                         gint64         until,
                         guint          limit,
                         GError       **error)
{
  return sr_connection_list_integers (connection,
                                      "SELECT clock FROM alarm "
                                      "WHERE next_at IS NOT NULL AND next_at <= $1 "
                                      "ORDER BY next_at, clock LIMIT $2",
                                      SR_PARAMETERS (SR_INT (until), SR_INT (limit)), error);
}

/**
 * sr_alarm_table_list_unarmed:
 *
 * Returns: (transfer full) (nullable) (element-type gint64): clocks that run or are paused and have
 *   no alarm, or %NULL with %SR_STORE_ERROR
 */
GArray *
sr_alarm_table_list_unarmed (SrConnection  *connection,
                             GError       **error)
{
  return sr_connection_list_integers (connection,
                                      "SELECT c.id FROM clock c "
                                      "WHERE c.state IN ('running', 'paused') AND NOT EXISTS "
                                      "(SELECT 1 FROM alarm a WHERE a.clock = c.id) "
                                      "ORDER BY c.id",
                                      SR_NO_PARAMETERS, error);
}
