/* All SQL about alarms: when the next rung of a clock is due.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/service/sr-alarm.h"
#include "storage/sr-connection.h"

G_BEGIN_DECLS

/* The room's key that says that the alarms of its clocks are still to be made. */
#define SR_ROOM_ALARMS_STALE "alarms_stale"

/* *out_found is FALSE if the clock has none. */
gboolean  sr_alarm_table_load     (SrConnection   *connection,
                                   gint64          clock,
                                   SrAlarm        *out_alarm,
                                   gboolean       *out_found,
                                   GError        **error);
gboolean  sr_alarm_table_save     (SrConnection   *connection,
                                   const SrAlarm  *alarm,
                                   GError        **error);
gboolean  sr_alarm_table_remove   (SrConnection   *connection,
                                   gint64          clock,
                                   GError        **error);
/* The nearest instant at which one is due, G_MAXINT64 if there is none. */
gboolean  sr_alarm_table_next     (SrConnection   *connection,
                                   gint64         *out_next,
                                   GError        **error);
/* The clocks whose alarm is due by then (gint64), the earliest first, at most so many. */
GArray   *sr_alarm_table_list_due (SrConnection   *connection,
                                   gint64          until,
                                   guint           limit,
                                   GError        **error);
/* The clocks that run or are paused and have no alarm (gint64). */
GArray   *sr_alarm_table_list_unarmed (SrConnection *connection,
                                       GError      **error);

G_END_DECLS
