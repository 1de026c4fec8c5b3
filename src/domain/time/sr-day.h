/* A civil day, counted.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SrDay:
 *
 * A day of the proleptic Gregorian calendar as the number of days since 1970-01-01. It has no zone
 * and no time of day; days are counted with plain arithmetic, never by adding 86,400 seconds.
 */
typedef gint32 SrDay;

#define SR_DAY_INVALID G_MININT32

SrDay  sr_day_new          (int         year,
                            int         month,
                            int         day);
SrDay  sr_day_from_iso     (const char *iso);
char  *sr_day_to_iso       (SrDay       day);
void   sr_day_get_ymd      (SrDay       day,
                            int        *year,
                            int        *month,
                            int        *month_day);
/* 0 is Monday, 6 is Sunday. */
int    sr_day_get_weekday  (SrDay       day);

G_END_DECLS
