/* All SQL about duties and absences.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-roster-table"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "storage/service/sr-roster-table.h"
#include "storage/sr-table.h"

/* Both begin at from_at and are over at until_at; what is past is behind the index. */

/**
 * sr_roster_table_load_duties:
 * @from: an instant
 * @until: one after it
 *
 * Returns: (transfer full) (nullable) (element-type SrRow): the duties that touch [@from, @until), the
 *   first one first, or %NULL with %SR_STORE_ERROR
 */
GPtrArray *
sr_roster_table_load_duties (SrConnection  *connection,
                             gint64         from,
                             gint64         until,
                             GError       **error)
{
  return sr_table_select (connection, &sr_duty_kind,
                          " FROM duty WHERE active = 1 AND until_at > $1 AND from_at < $2 "
                          "ORDER BY from_at, id",
                          SR_PARAMETERS (SR_INT (from), SR_INT (until)), error);
}

/**
 * sr_roster_table_load_absences:
 * @from: an instant
 * @until: one after it
 *
 * Returns: (transfer full) (nullable) (element-type SrRow): the absences that touch [@from, @until),
 *   the first one first, or %NULL with %SR_STORE_ERROR
 */
GPtrArray *
sr_roster_table_load_absences (SrConnection  *connection,
                               gint64         from,
                               gint64         until,
                               GError       **error)
{
  return sr_table_select (connection, &sr_absence_kind,
                          " FROM absence WHERE active = 1 AND until_at > $1 AND from_at < $2 "
                          "ORDER BY from_at, id",
                          SR_PARAMETERS (SR_INT (from), SR_INT (until)), error);
}
