/* All SQL about what time itself moves.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/service/sr-replay.h"
#include "storage/sr-connection.h"

G_BEGIN_DECLS

/* The next instant at which a paused request goes on, G_MAXINT64 if there is none. */
gboolean  sr_clock_table_next_resume (SrConnection  *connection,
                                      gint64        *out_next,
                                      GError       **error);
/* The requests that have a running clock on the calendar: ids (gint64). */
GArray   *sr_clock_table_running_on  (SrConnection  *connection,
                                      gint64         calendar,
                                      GError       **error);

typedef void (*SrJudgedClockFunc) (const SrJudgedClock *judged,
                                   gpointer             user_data);

/* What came of the clocks of requests that ended in a period. */
gboolean  sr_clock_table_tell_judged (SrConnection       *connection,
                                      gint64              from,
                                      gint64              until,
                                      SrJudgedClockFunc   func,
                                      gpointer            user_data,
                                      GError            **error);

G_END_DECLS
