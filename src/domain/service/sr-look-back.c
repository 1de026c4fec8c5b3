/* Looking back at what a person did, at the begin of a day.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-look-back"

#include "config.h"

#include "domain/service/sr-look-back.h"

static SrDay
find_last_workday (SrCalendar *calendar,
                   SrDay       today)
{
  gint64 start = sr_calendar_instant_at (calendar, today, 0);
  gint64 worked = sr_calendar_subtract (calendar, start, 1);

  return worked == G_MININT64 ? today - 1 : sr_calendar_day_of (calendar, worked);
}

/**
 * sr_look_back_find_day:
 * @calendar: the room's
 * @today: the present day
 * @last_step: the last instant before the present day at which the person did anything, in seconds in
 *   UTC; %SR_LOOK_BACK_NEVER if there is none
 *
 * The last working day: on a Monday that is Friday, after a holiday the day before it. What was done on
 * a weekend in between comes with it. Who did nothing since then, being away, sees the day of the last
 * step instead.
 *
 * Returns: the day from which on it is looked back at
 */
SrDay
sr_look_back_find_day (SrCalendar *calendar,
                       SrDay       today,
                       gint64      last_step)
{
  SrDay workday = find_last_workday (calendar, today);

  if (last_step == SR_LOOK_BACK_NEVER)
    return workday;

  return MIN (workday, sr_calendar_day_of (calendar, last_step));
}
