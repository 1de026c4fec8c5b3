/* A civil day, counted.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-day"

#include "config.h"

#include "domain/time/sr-day.h"

/* The Gregorian calendar repeats after 400 years, which are 146,097 days. Within these, years are
 * counted from March, so that the leap day is the last day of its year and needs no case of its
 * own. The shift puts 1970-01-01 at day 0. */
#define DAYS_PER_ERA 146097
#define YEARS_PER_ERA 400
#define DAYS_FROM_MARCH_0_TO_1970 719468

#define FIRST_YEAR 1
#define LAST_YEAR 9999

static int
get_month_length (int year,
                  int month)
{
  static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  gboolean is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

  return lengths[month - 1] + (month == 2 && is_leap ? 1 : 0);
}

static gboolean
read_digits (const char *text,
             guint       n_digits,
             int        *value)
{
  *value = 0;
  for (guint i = 0; i < n_digits; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      *value = *value * 10 + (text[i] - '0');
    }

  return TRUE;
}

/**
 * sr_day_new:
 * @year: 1 to 9999
 * @month: 1 to 12
 * @day: 1 to the length of the month
 *
 * Returns: the day, or %SR_DAY_INVALID when there is no such day
 */
SrDay
sr_day_new (int year,
            int month,
            int day)
{
  int era;
  int year_of_era;
  int day_of_year;
  int day_of_era;

  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 ||
      day < 1 || day > get_month_length (year, month))
    return SR_DAY_INVALID;

  if (month <= 2)
    year--;
  era = year / YEARS_PER_ERA;
  year_of_era = year - era * YEARS_PER_ERA;
  day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

  return era * DAYS_PER_ERA + day_of_era - DAYS_FROM_MARCH_0_TO_1970;
}

/**
 * sr_day_from_iso:
 * @iso: (nullable): text
 *
 * Reads `2026-02-13` and nothing else: no spaces, no short months, no time of day.
 *
 * Returns: the day, or %SR_DAY_INVALID when @iso is not such a date or there is no such day
 */
SrDay
sr_day_from_iso (const char *iso)
{
  int year;
  int month;
  int day;

  if (iso == NULL ||
      !read_digits (iso, 4, &year) || iso[4] != '-' ||
      !read_digits (iso + 5, 2, &month) || iso[7] != '-' ||
      !read_digits (iso + 8, 2, &day) || iso[10] != '\0')
    return SR_DAY_INVALID;

  return sr_day_new (year, month, day);
}

/**
 * sr_day_to_iso:
 * @day: a day of the years 1 to 9999
 *
 * Returns: (transfer full): the day as `2026-02-13`
 */
char *
sr_day_to_iso (SrDay day)
{
  int year;
  int month;
  int month_day;

  sr_day_get_ymd (day, &year, &month, &month_day);
  return g_strdup_printf ("%04d-%02d-%02d", year, month, month_day);
}

/**
 * sr_day_get_ymd:
 * @day: a day
 * @year: (out) (optional): its year
 * @month: (out) (optional): its month, 1 to 12
 * @month_day: (out) (optional): its day of the month, 1 to 31
 */
void
sr_day_get_ymd (SrDay  day,
                int   *year,
                int   *month,
                int   *month_day)
{
  gint64 shifted = (gint64) day + DAYS_FROM_MARCH_0_TO_1970;
  gint64 era = (shifted >= 0 ? shifted : shifted - (DAYS_PER_ERA - 1)) / DAYS_PER_ERA;
  int day_of_era = (int) (shifted - era * DAYS_PER_ERA);
  int n_leap_days = day_of_era / 1460 - day_of_era / 36524 + day_of_era / 146096;
  int year_of_era = (day_of_era - n_leap_days) / 365;
  int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int month_from_march = (5 * day_of_year + 2) / 153;
  int month_from_january = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;

  if (year != NULL)
    *year = (int) (year_of_era + era * YEARS_PER_ERA) + (month_from_january <= 2 ? 1 : 0);
  if (month != NULL)
    *month = month_from_january;
  if (month_day != NULL)
    *month_day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
}

/**
 * sr_day_get_weekday:
 * @day: a day
 *
 * Returns: 0 for Monday to 6 for Sunday
 */
int
sr_day_get_weekday (SrDay day)
{
  /* 1970-01-01 was a Thursday. */
  int weekday = (int) (((gint64) day + 3) % 7);

  return weekday < 0 ? weekday + 7 : weekday;
}
