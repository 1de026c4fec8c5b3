/* What a page of the year marks on a day.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/time/sr-calendar.h"

G_BEGIN_DECLS

/**
 * SrDayMark:
 * @SR_DAY_MARK_NONE: as the week says
 * @SR_DAY_MARK_OFF: nobody works although, or because, an exception says so: the 休 of a Chinese
 *   calendar, which weekends within a holiday have too
 * @SR_DAY_MARK_ON: a make-up workday, its 班
 * @SR_DAY_MARK_HOURS: worked at hours of its own, or closed for a part of the day
 */
typedef enum
{
  SR_DAY_MARK_NONE,
  SR_DAY_MARK_OFF,
  SR_DAY_MARK_ON,
  SR_DAY_MARK_HOURS
} SrDayMark;

SrDayMark sr_day_mark_of (SrCalendar *calendar,
                          SrDay       day);

G_END_DECLS
