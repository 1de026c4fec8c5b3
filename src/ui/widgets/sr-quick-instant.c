/* Instants that people say as a word: today 17:00, tomorrow morning, next opening.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-quick-instant"

#include "config.h"

#include "ui/widgets/sr-quick-instant.h"

#define NOON (12 * 3600)
#define EVENING (17 * 3600)

/* Open until then, so that the closing time itself counts. */
static gboolean
is_open_until (SrCalendar *calendar,
               gint64      instant)
{
  return sr_calendar_is_open (calendar, instant - 1);
}

/**
 * sr_quick_instant_now:
 *
 * Returns: @now
 */
gint64
sr_quick_instant_now (SrCalendar *calendar,
                      gint64      now)
{
  return now;
}

/**
 * sr_quick_instant_in_an_hour:
 *
 * Returns: an hour from @now by the clock on the wall, whether the room is open or not
 */
gint64
sr_quick_instant_in_an_hour (SrCalendar *calendar,
                             gint64      now)
{
  return now + 3600;
}

/**
 * sr_quick_instant_this_evening:
 *
 * Returns: today 17:00; 0 if it is past or the room is closed then
 */
gint64
sr_quick_instant_this_evening (SrCalendar *calendar,
                               gint64      now)
{
  SrDay today = sr_calendar_day_of (calendar, now);
  gint64 instant = sr_calendar_instant_at (calendar, today, EVENING);

  return instant > now && is_open_until (calendar, instant) ? instant : 0;
}

/**
 * sr_quick_instant_tomorrow_morning:
 *
 * Returns: noon of the next working day: what "tomorrow morning" allows at the latest
 */
gint64
sr_quick_instant_tomorrow_morning (SrCalendar *calendar,
                                   gint64      now)
{
  SrDay day = sr_calendar_add_workdays (calendar, sr_calendar_day_of (calendar, now), 1);

  return sr_calendar_instant_at (calendar, day, NOON);
}

/**
 * sr_quick_instant_next_opening:
 *
 * Returns: when the room opens next; while it is open, on its next working day
 */
gint64
sr_quick_instant_next_opening (SrCalendar *calendar,
                               gint64      now)
{
  gint64 from[SR_DAY_MAX_INTERVALS * 2];
  gint64 to[SR_DAY_MAX_INTERVALS * 2];
  SrDay today = sr_calendar_day_of (calendar, now);
  SrDay day = sr_calendar_is_workday (calendar, today)
              ? today : sr_calendar_add_workdays (calendar, today, 1);

  if (sr_calendar_get_intervals (calendar, day, from, to) > 0 && from[0] > now)
    return from[0];

  day = sr_calendar_add_workdays (calendar, today, 1);
  return sr_calendar_get_intervals (calendar, day, from, to) > 0 ? from[0] : 0;
}

/**
 * sr_quick_instant_after_the_break:
 *
 * Returns: when the room goes on today after it has closed in between; 0 if it does not
 */
gint64
sr_quick_instant_after_the_break (SrCalendar *calendar,
                                  gint64      now)
{
  gint64 from[SR_DAY_MAX_INTERVALS * 2];
  gint64 to[SR_DAY_MAX_INTERVALS * 2];
  guint n = sr_calendar_get_intervals (calendar, sr_calendar_day_of (calendar, now), from, to);

  for (guint i = 1; i < n; i++)
    {
      if (from[i] > now && from[0] <= now)
        return from[i];
    }

  return 0;
}

/**
 * sr_quick_instant_in_three_days:
 *
 * Returns: the closing time of the third working day after today
 */
gint64
sr_quick_instant_in_three_days (SrCalendar *calendar,
                                gint64      now)
{
  return sr_calendar_add_workdays_to_closing (calendar, now, 3);
}
