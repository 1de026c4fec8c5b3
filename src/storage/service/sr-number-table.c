/* The running numbers of the series.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-number-table"

#include "config.h"

#include "storage/service/sr-request-table.h"

/**
 * sr_number_table_take:
 * @series: the prefix of a kind's numbers
 * @year: each year begins at 1
 * @out_serial: (out): the number
 *
 * Takes the next number. Inside the transaction that inserts the record: if that is rolled back the
 * number was never taken, so that a series has no gaps.
 *
 * Returns: %TRUE if the number is taken
 */
gboolean
sr_number_table_take (SrConnection  *connection,
                      const char    *series,
                      int            year,
                      gint64        *out_serial,
                      GError       **error)
{
  return sr_connection_get_integer (connection,
                                    "INSERT INTO number_series (series, year, next) "
                                    "VALUES ($1, $2, 2) ON CONFLICT (series, year) "
                                    "DO UPDATE SET next = number_series.next + 1 "
                                    "RETURNING next - 1",
                                    SR_PARAMETERS (SR_STR (series), SR_INT (year)), 0, out_serial,
                                    error);
}

/**
 * sr_number_table_set:
 * @series: the prefix of a kind's numbers
 * @year: each year begins at 1
 * @next: the number that comes next
 *
 * For who has inserted all records of the year before it with numbers of their own.
 *
 * Returns: %TRUE if the series goes on there
 */
gboolean
sr_number_table_set (SrConnection  *connection,
                     const char    *series,
                     int            year,
                     gint64         next,
                     GError       **error)
{
  return sr_connection_execute (connection,
                                "INSERT INTO number_series (series, year, next) "
                                "VALUES ($1, $2, $3) ON CONFLICT (series, year) "
                                "DO UPDATE SET next = excluded.next",
                                SR_PARAMETERS (SR_STR (series), SR_INT (year), SR_INT (next)),
                                error);
}
