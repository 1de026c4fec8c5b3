/* Calendars and instants that the tests of the working-time engine share.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "calendar-fixture.h"

#include <stdio.h>


/* Mainland China as its State Council's notices have it, typed here a second time so that a fault
 * in the shipped files or in their reader shows. */
static const struct
{
  const char      *from;
  const char      *to;
  SrExceptionRank  rank;
} china_days[] = {
  { "2024-01-01", "2024-01-01", SR_EXCEPTION_PUBLIC_HOLIDAY },
  { "2024-02-04", "2024-02-04", SR_EXCEPTION_MAKEUP_WORKDAY },
  { "2024-02-10", "2024-02-17", SR_EXCEPTION_PUBLIC_HOLIDAY },
  { "2024-02-18", "2024-02-18", SR_EXCEPTION_MAKEUP_WORKDAY },
  { "2024-04-04", "2024-04-06", SR_EXCEPTION_PUBLIC_HOLIDAY },
  { "2024-04-07", "2024-04-07", SR_EXCEPTION_MAKEUP_WORKDAY },
  { "2024-04-28", "2024-04-28", SR_EXCEPTION_MAKEUP_WORKDAY },
  { "2024-05-01", "2024-05-05", SR_EXCEPTION_PUBLIC_HOLIDAY },
  { "2024-05-11", "2024-05-11", SR_EXCEPTION_MAKEUP_WORKDAY },
  { "2024-06-10", "2024-06-10", SR_EXCEPTION_PUBLIC_HOLIDAY },
  { "2024-09-14", "2024-09-14", SR_EXCEPTION_MAKEUP_WORKDAY },
  { "2024-09-15", "2024-09-17", SR_EXCEPTION_PUBLIC_HOLIDAY },
  { "2024-09-29", "2024-09-29", SR_EXCEPTION_MAKEUP_WORKDAY },
  { "2024-10-01", "2024-10-07", SR_EXCEPTION_PUBLIC_HOLIDAY },
  { "2024-10-12", "2024-10-12", SR_EXCEPTION_MAKEUP_WORKDAY },
  { "2025-01-01", "2025-01-01", SR_EXCEPTION_PUBLIC_HOLIDAY },
  { "2025-01-26", "2025-01-26", SR_EXCEPTION_MAKEUP_WORKDAY },
  { "2025-01-28", "2025-02-04", SR_EXCEPTION_PUBLIC_HOLIDAY },
  { "2025-02-08", "2025-02-08", SR_EXCEPTION_MAKEUP_WORKDAY },
  { "2025-04-04", "2025-04-06", SR_EXCEPTION_PUBLIC_HOLIDAY },
  { "2025-04-27", "2025-04-27", SR_EXCEPTION_MAKEUP_WORKDAY },
  { "2025-05-01", "2025-05-05", SR_EXCEPTION_PUBLIC_HOLIDAY },
  { "2025-05-31", "2025-06-02", SR_EXCEPTION_PUBLIC_HOLIDAY },
  { "2025-09-28", "2025-09-28", SR_EXCEPTION_MAKEUP_WORKDAY },
  { "2025-10-01", "2025-10-08", SR_EXCEPTION_PUBLIC_HOLIDAY },
  { "2025-10-11", "2025-10-11", SR_EXCEPTION_MAKEUP_WORKDAY },
  { "2026-01-01", "2026-01-03", SR_EXCEPTION_PUBLIC_HOLIDAY },
  { "2026-01-04", "2026-01-04", SR_EXCEPTION_MAKEUP_WORKDAY },
  { "2026-02-14", "2026-02-14", SR_EXCEPTION_MAKEUP_WORKDAY },
  { "2026-02-15", "2026-02-23", SR_EXCEPTION_PUBLIC_HOLIDAY },
  { "2026-02-28", "2026-02-28", SR_EXCEPTION_MAKEUP_WORKDAY },
  { "2026-04-04", "2026-04-06", SR_EXCEPTION_PUBLIC_HOLIDAY },
  { "2026-05-01", "2026-05-05", SR_EXCEPTION_PUBLIC_HOLIDAY },
  { "2026-05-09", "2026-05-09", SR_EXCEPTION_MAKEUP_WORKDAY },
  { "2026-06-19", "2026-06-21", SR_EXCEPTION_PUBLIC_HOLIDAY },
  { "2026-09-20", "2026-09-20", SR_EXCEPTION_MAKEUP_WORKDAY },
  { "2026-09-25", "2026-09-27", SR_EXCEPTION_PUBLIC_HOLIDAY },
  { "2026-10-01", "2026-10-07", SR_EXCEPTION_PUBLIC_HOLIDAY },
  { "2026-10-10", "2026-10-10", SR_EXCEPTION_MAKEUP_WORKDAY },
};

/* Reads "09:00-12:00 13:30-18:00"; the empty text is a closed day. */
guint
fixture_read_intervals (const char *hours,
                        SrInterval  intervals[SR_DAY_MAX_INTERVALS])
{
  g_auto (GStrv) parts = g_strsplit (hours, " ", -1);
  guint n_intervals = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      guint32 from_hour;
      guint32 from_minute;
      guint32 to_hour;
      guint32 to_minute;

      if (*parts[i] == '\0')
        continue;
      g_assert_cmpint (sscanf (parts[i], "%u:%u-%u:%u", &from_hour, &from_minute, &to_hour,
                               &to_minute), ==, 4);
      g_assert_cmpuint (n_intervals, <, SR_DAY_MAX_INTERVALS);
      intervals[n_intervals].from = from_hour * 3600 + from_minute * 60;
      intervals[n_intervals].to = to_hour * 3600 + to_minute * 60;
      n_intervals++;
    }

  return n_intervals;
}

void
fixture_set_day (SrWeek     *week,
                 int         weekday,
                 const char *hours)
{
  week->n_intervals[weekday] = fixture_read_intervals (hours, week->intervals[weekday]);
}

/* Adds the same exception for every day from @from to @to, both included. */
void
fixture_add_exception (GPtrArray       *exceptions,
                       const char      *from,
                       const char      *to,
                       SrExceptionRank  rank,
                       const char      *hours)
{
  SrDay last = sr_day_from_iso (to);

  for (SrDay day = sr_day_from_iso (from); day <= last; day++)
    {
      SrException exception = { .day = day, .rank = rank };

      exception.n_intervals = fixture_read_intervals (hours, exception.intervals);
      g_ptr_array_add (exceptions, sr_exception_copy (&exception));
    }
}

GPtrArray *
fixture_no_days (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) sr_exception_free);
}

/* The official days of 2024 to 2026. */
GPtrArray *
fixture_china_days (void)
{
  GPtrArray *exceptions = fixture_no_days ();

  for (guint i = 0; i < G_N_ELEMENTS (china_days); i++)
    fixture_add_exception (exceptions, china_days[i].from, china_days[i].to, china_days[i].rank,
                           "");

  return exceptions;
}

/* Monday to Friday, with a break at noon: the week of the golden vectors. */
SrWeek
fixture_office_week (void)
{
  SrWeek week = { 0 };

  for (int weekday = 0; weekday < 5; weekday++)
    fixture_set_day (&week, weekday, "09:00-12:00 13:30-18:00");

  return week;
}

SrCalendar *
fixture_calendar (const char   *zone_id,
                  const SrWeek *week,
                  GPtrArray    *exceptions)
{
  g_autoptr (GError) error = NULL;
  SrCalendar *calendar =
    sr_calendar_new (zone_id, week,
                     exceptions != NULL ? (const SrException *const *) exceptions->pdata : NULL,
                     exceptions != NULL ? exceptions->len : 0, &error);

  g_assert_no_error (error);
  g_assert_nonnull (calendar);

  return calendar;
}

/* The calendar of the golden vectors. */
SrCalendar *
fixture_china (void)
{
  g_autoptr (GPtrArray) exceptions = fixture_china_days ();
  SrWeek week = fixture_office_week ();

  return fixture_calendar ("Asia/Shanghai", &week, exceptions);
}

gint64
fixture_instant (SrCalendar *calendar,
                 const char *text)
{
  g_autoptr (GError) error = NULL;
  gint64 instant = 0;

  sr_instant_parse (text, sr_calendar_get_zone (calendar), &instant, &error);
  g_assert_no_error (error);

  return instant;
}
