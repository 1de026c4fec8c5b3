/* All SQL about what time itself moves.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-clock-table"

#include "config.h"

#include "storage/service/sr-clock-table.h"
#include "storage/service/sr-request-states.h"

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
