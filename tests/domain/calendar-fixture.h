/* Calendars and instants that the tests of the working-time engine share.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/time/sr-calendar.h"
#include "domain/time/sr-instant.h"

G_BEGIN_DECLS

#define HOURS(n) ((gint64) ((n) * 3600))

void        fixture_set_day         (SrWeek      *week,
                                     int          weekday,
                                     const char  *hours);
guint       fixture_read_intervals  (const char  *hours,
                                     SrInterval   intervals[SR_DAY_MAX_INTERVALS]);
void        fixture_add_exception   (GPtrArray   *exceptions,
                                     const char  *from,
                                     const char  *to,
                                     SrExceptionRank rank,
                                     const char  *hours);
GPtrArray  *fixture_no_days         (void);
GPtrArray  *fixture_china_days      (void);
SrWeek      fixture_office_week     (void);
SrCalendar *fixture_china           (void);
SrCalendar *fixture_calendar        (const char  *zone_id,
                                     const SrWeek *week,
                                     GPtrArray   *exceptions);
gint64      fixture_instant         (SrCalendar  *calendar,
                                     const char  *text);

#define assert_instant(calendar, instant, expected) \
  G_STMT_START { \
    g_autofree char *shown_ = sr_instant_to_iso ((instant), sr_calendar_get_zone (calendar)); \
    g_autofree char *wanted_ = sr_instant_to_iso (fixture_instant ((calendar), (expected)), \
                                                  sr_calendar_get_zone (calendar)); \
    g_assert_cmpstr (shown_, ==, wanted_); \
  } G_STMT_END

#define assert_day(day, expected) \
  G_STMT_START { \
    g_autofree char *shown_ = sr_day_to_iso (day); \
    g_assert_cmpstr (shown_, ==, (expected)); \
  } G_STMT_END

G_END_DECLS
