/* The years whose official days a room waits for, and when it says so.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/time/sr-calendar.h"

G_BEGIN_DECLS

/* This year and the next. */
#define SR_MISSING_DAYS_MAX 2

/**
 * SrMissingDays:
 * @year: the year whose official days are not in the calendar
 * @level: how urgent it is, as the level of a rung
 * @at: when that level was come to, in seconds in UTC
 * @begins_at: when the year begins
 */
typedef struct
{
  int    year;
  int    level;
  gint64 at;
  gint64 begins_at;
} SrMissingDays;

/* What is to be told at @now, the earlier year first; returns how many. *out_next: when there is more
 * to tell, G_MAXINT64 for never. */
guint    sr_missing_days_look       (SrCalendar    *calendar,
                                     gint64         now,
                                     SrMissingDays  found[SR_MISSING_DAYS_MAX],
                                     gint64        *out_next);
gboolean sr_missing_days_is_missing (SrCalendar    *calendar,
                                     int            year);

G_END_DECLS
