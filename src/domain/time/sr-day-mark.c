/* What a page of the year marks on a day.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-day-mark"

#include "config.h"

#include "domain/time/sr-day-mark.h"

/**
 * sr_day_mark_of:
 * @calendar: a calendar
 * @day: a day
 *
 * The rank that holds decides, and then whether anything of the day is left open: a closure of a part
 * takes hours away, and one that takes the last of them makes a day off. (domain.md 2.3)
 *
 * Returns: what is marked on it
 */
SrDayMark
sr_day_mark_of (SrCalendar *calendar,
                SrDay       day)
{
  const SrException *exception = sr_calendar_get_exception (calendar, day);

  if (exception == NULL)
    return SR_DAY_MARK_NONE;
  if (!sr_calendar_is_workday (calendar, day))
    return SR_DAY_MARK_OFF;

  return exception->rank == SR_EXCEPTION_MAKEUP_WORKDAY ? SR_DAY_MARK_ON : SR_DAY_MARK_HOURS;
}
