/* The years whose official days a room waits for, and when it says so.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-missing-days"

#include "config.h"

#include "domain/time/sr-missing-days.h"

/* domain.md 2.3: the notice of a year comes out from October to December of the one before. Each is told
 * at the first opening of its month. */
static const struct
{
  int level;
  int years;  /* from the year that is missing */
  int month;
} rungs[] = {
  { 1, -1, 12 },
  { 2, 0,  1 },
};

/**
 * sr_missing_days_is_missing:
 * @calendar: a calendar
 * @year: a year
 *
 * Returns: whether the official days of the year are not in the calendar; of one that has none of any
 *   year none are missing
 */
gboolean
sr_missing_days_is_missing (SrCalendar *calendar,
                            int         year)
{
  return sr_calendar_is_provisional (calendar, sr_calendar_instant_at (
                                                 calendar, sr_day_new (year, 7, 1), 0));
}

static gint64
get_instant (SrCalendar *calendar,
             int         year,
             guint       rung)
{
  SrDay first = sr_day_new (year + rungs[rung].years, rungs[rung].month, 1);

  return sr_calendar_next_open (calendar, sr_calendar_instant_at (calendar, first, 0));
}

/**
 * sr_missing_days_look:
 * @calendar: the calendar of the room
 * @now: seconds in UTC
 * @found: (out caller-allocated) (array fixed-size=2): gets the years that are missing, each with the
 *   highest level that it has come to
 * @out_next: (out): when the next level of any of them is come to; %G_MAXINT64 for never
 *
 * From the first opening of December on the next year is missed, and the present one always.
 *
 * Returns: how many there are in @found
 */
guint
sr_missing_days_look (SrCalendar    *calendar,
                      gint64         now,
                      SrMissingDays  found[SR_MISSING_DAYS_MAX],
                      gint64        *out_next)
{
  guint n_found = 0;
  int present;

  sr_day_get_ymd (sr_calendar_day_of (calendar, now), &present, NULL, NULL);
  *out_next = G_MAXINT64;

  /* That of the year after the next cannot be due yet, but may be what comes next. */
  for (int year = present; year <= present + 2; year++)
    {
      gboolean is_due = FALSE;

      if (!sr_missing_days_is_missing (calendar, year))
        continue;

      for (guint i = 0; i < G_N_ELEMENTS (rungs); i++)
        {
          gint64 at = get_instant (calendar, year, i);

          if (at > now)
            {
              *out_next = MIN (*out_next, at);
              continue;
            }

          found[n_found] = (SrMissingDays) {
            .year = year,
            .level = rungs[i].level,
            .at = at,
            .begins_at = sr_calendar_instant_at (calendar, sr_day_new (year, 1, 1), 0),
          };
          is_due = TRUE;
        }
      n_found += is_due;
    }

  return n_found;
}
