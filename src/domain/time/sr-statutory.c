/* The public holidays that the law of mainland China names.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-statutory"

#include "config.h"

#include "domain/time/sr-statutory.h"

/* The notice of a year mixes two kinds of day off: those that the law grants, which cost an
 * employer 300 % of the pay, and weekends and swapped days around them, which cost 200 %. The
 * notices do not say which is which; the Regulation on Public Holidays for National Annual
 * Festivals and Memorial Days, article 2, does. */

typedef enum
{
  NEW_YEAR,
  SPRING_FESTIVAL,
  QINGMING,
  LABOUR_DAY,
  DRAGON_BOAT,
  MID_AUTUMN,
  NATIONAL_DAY
} Festival;

typedef struct
{
  int month;
  int day;
} MonthDay;

/* What the law grants, in the versions of 1999, 2007, 2013 and 2024: @n_days days beginning @first
 * days after the feast. A row holds from its year until a later row of the same feast. */
static const struct
{
  Festival festival;
  int      year;
  int      first;
  int      n_days;
} grants[] = {
  { NEW_YEAR,        2000,  0, 1 },
  { SPRING_FESTIVAL, 2000,  0, 3 },
  { SPRING_FESTIVAL, 2008, -1, 3 },
  { SPRING_FESTIVAL, 2014,  0, 3 },
  { SPRING_FESTIVAL, 2025, -1, 4 },
  { QINGMING,        2008,  0, 1 },
  { LABOUR_DAY,      2000,  0, 3 },
  { LABOUR_DAY,      2008,  0, 1 },
  { LABOUR_DAY,      2025,  0, 2 },
  { DRAGON_BOAT,     2008,  0, 1 },
  { MID_AUTUMN,      2008,  0, 1 },
  { NATIONAL_DAY,    2000,  0, 3 },
};

/* The feasts that follow the moon or the sun. After the last year their days off count as swapped
 * ones until the table is carried on. */
static const struct
{
  int      year;
  MonthDay spring_festival;
  MonthDay qingming;
  MonthDay dragon_boat;
  MonthDay mid_autumn;
} movable_feasts[] = {
  { 2007, { 2, 18 }, { 4, 5 }, { 6, 19 }, {  9, 25 } },
  { 2008, { 2,  7 }, { 4, 4 }, { 6,  8 }, {  9, 14 } },
  { 2009, { 1, 26 }, { 4, 4 }, { 5, 28 }, { 10,  3 } },
  { 2010, { 2, 14 }, { 4, 5 }, { 6, 16 }, {  9, 22 } },
  { 2011, { 2,  3 }, { 4, 5 }, { 6,  6 }, {  9, 12 } },
  { 2012, { 1, 23 }, { 4, 4 }, { 6, 23 }, {  9, 30 } },
  { 2013, { 2, 10 }, { 4, 4 }, { 6, 12 }, {  9, 19 } },
  { 2014, { 1, 31 }, { 4, 5 }, { 6,  2 }, {  9,  8 } },
  { 2015, { 2, 19 }, { 4, 5 }, { 6, 20 }, {  9, 27 } },
  { 2016, { 2,  8 }, { 4, 4 }, { 6,  9 }, {  9, 15 } },
  { 2017, { 1, 28 }, { 4, 4 }, { 5, 30 }, { 10,  4 } },
  { 2018, { 2, 16 }, { 4, 5 }, { 6, 18 }, {  9, 24 } },
  { 2019, { 2,  5 }, { 4, 5 }, { 6,  7 }, {  9, 13 } },
  { 2020, { 1, 25 }, { 4, 4 }, { 6, 25 }, { 10,  1 } },
  { 2021, { 2, 12 }, { 4, 4 }, { 6, 14 }, {  9, 21 } },
  { 2022, { 2,  1 }, { 4, 5 }, { 6,  3 }, {  9, 10 } },
  { 2023, { 1, 22 }, { 4, 5 }, { 6, 22 }, {  9, 29 } },
  { 2024, { 2, 10 }, { 4, 4 }, { 6, 10 }, {  9, 17 } },
  { 2025, { 1, 29 }, { 4, 4 }, { 5, 31 }, { 10,  6 } },
  { 2026, { 2, 17 }, { 4, 5 }, { 6, 19 }, {  9, 25 } },
  { 2027, { 2,  6 }, { 4, 5 }, { 6,  9 }, {  9, 15 } },
  { 2028, { 1, 26 }, { 4, 4 }, { 5, 28 }, { 10,  3 } },
  { 2029, { 2, 13 }, { 4, 4 }, { 6, 16 }, {  9, 22 } },
  { 2030, { 2,  3 }, { 4, 5 }, { 6,  5 }, {  9, 12 } },
};

static gboolean
is_movable (Festival festival)
{
  return festival != NEW_YEAR && festival != LABOUR_DAY && festival != NATIONAL_DAY;
}

static SrDay
find_movable_feast (Festival festival,
                    int      year)
{
  for (guint i = 0; i < G_N_ELEMENTS (movable_feasts); i++)
    {
      const MonthDay *feast;

      if (movable_feasts[i].year != year)
        continue;

      if (festival == SPRING_FESTIVAL)
        feast = &movable_feasts[i].spring_festival;
      else if (festival == QINGMING)
        feast = &movable_feasts[i].qingming;
      else if (festival == DRAGON_BOAT)
        feast = &movable_feasts[i].dragon_boat;
      else
        feast = &movable_feasts[i].mid_autumn;

      return sr_day_new (year, feast->month, feast->day);
    }

  return SR_DAY_INVALID;
}

static SrDay
find_feast (Festival festival,
            int      year)
{
  switch (festival)
    {
    case NEW_YEAR:
      return sr_day_new (year, 1, 1);

    case LABOUR_DAY:
      return sr_day_new (year, 5, 1);

    case NATIONAL_DAY:
      return sr_day_new (year, 10, 1);

    case SPRING_FESTIVAL:
    case QINGMING:
    case DRAGON_BOAT:
    case MID_AUTUMN:
    default:
      return find_movable_feast (festival, year);
    }
}

/* Whether a later row takes the place of this one by @year. */
static gboolean
is_superseded (guint row,
               int   year)
{
  return row + 1 < G_N_ELEMENTS (grants) &&
         grants[row + 1].festival == grants[row].festival &&
         grants[row + 1].year <= year;
}

static gboolean
is_granted (SrDay    day,
            gboolean only_fixed)
{
  int year;

  sr_day_get_ymd (day, &year, NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (grants); i++)
    {
      SrDay feast;

      if (grants[i].year > year || is_superseded (i, year) ||
          (only_fixed && is_movable (grants[i].festival)))
        continue;

      feast = find_feast (grants[i].festival, year);
      if (feast != SR_DAY_INVALID &&
          day >= feast + grants[i].first && day < feast + grants[i].first + grants[i].n_days)
        return TRUE;
    }

  return FALSE;
}

/**
 * sr_statutory_is_holiday:
 * @day: a day
 *
 * Feasts that move are known from 2007 to 2030. Where two feasts fall on one day the law grants a
 * further day without naming it; it is not counted here.
 *
 * Returns: whether the law itself makes @day a holiday, whatever the notice of its year swaps
 */
gboolean
sr_statutory_is_holiday (SrDay day)
{
  return is_granted (day, FALSE);
}

/**
 * sr_statutory_is_fixed:
 * @day: a day
 *
 * Returns: whether @day is a holiday that the law fixes to its date: 1 January, 1 and 2 May, 1 to 3
 *   October. These are certain before the notice of the year has come out.
 */
gboolean
sr_statutory_is_fixed (SrDay day)
{
  return is_granted (day, TRUE);
}
