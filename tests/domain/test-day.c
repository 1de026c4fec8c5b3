/* SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domain/time/sr-day.h"

static void
test_every_day_of_four_centuries_follows_the_day_before (void)
{
  SrDay day = sr_day_new (1900, 1, 1);
  int weekday = sr_day_get_weekday (day);
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, G_DATE_JANUARY, 1900);

  while (g_date_get_year (&date) < 2300)
    {
      int year;
      int month;
      int month_day;

      sr_day_get_ymd (day, &year, &month, &month_day);
      g_assert_cmpint (year, ==, g_date_get_year (&date));
      g_assert_cmpint (month, ==, (int) g_date_get_month (&date));
      g_assert_cmpint (month_day, ==, g_date_get_day (&date));
      g_assert_cmpint (sr_day_new (year, month, month_day), ==, day);
      g_assert_cmpint (sr_day_get_weekday (day), ==, weekday);
      g_assert_cmpint (weekday, ==, (int) g_date_get_weekday (&date) - 1);

      day++;
      weekday = (weekday + 1) % 7;
      g_date_add_days (&date, 1);
    }
}

static void
test_days_are_counted_from_1970 (void)
{
  g_assert_cmpint (sr_day_new (1970, 1, 1), ==, 0);
  g_assert_cmpint (sr_day_new (1969, 12, 31), ==, -1);
  g_assert_cmpint (sr_day_new (2000, 3, 1), ==, 11017);
  g_assert_cmpint (sr_day_get_weekday (0), ==, 3);
  g_assert_cmpint (sr_day_get_weekday (-1), ==, 2);
}

static void
test_there_is_no_30_february (void)
{
  g_assert_cmpint (sr_day_new (2026, 2, 29), ==, SR_DAY_INVALID);
  g_assert_cmpint (sr_day_new (1900, 2, 29), ==, SR_DAY_INVALID);
  g_assert_cmpint (sr_day_new (2000, 2, 29), !=, SR_DAY_INVALID);
  g_assert_cmpint (sr_day_new (2026, 0, 1), ==, SR_DAY_INVALID);
  g_assert_cmpint (sr_day_new (2026, 13, 1), ==, SR_DAY_INVALID);
  g_assert_cmpint (sr_day_new (2026, 4, 31), ==, SR_DAY_INVALID);
  g_assert_cmpint (sr_day_new (0, 1, 1), ==, SR_DAY_INVALID);
  g_assert_cmpint (sr_day_new (10000, 1, 1), ==, SR_DAY_INVALID);
}

static void
test_a_date_reads_back_as_it_was_written (void)
{
  const char *dates[] = { "0001-01-01", "1970-01-01", "2024-02-29", "2026-02-13", "9999-12-31" };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *iso = sr_day_to_iso (sr_day_from_iso (dates[i]));

      g_assert_cmpstr (iso, ==, dates[i]);
    }
}

static void
test_only_an_iso_date_is_a_date (void)
{
  const char *texts[] = {
    NULL, "", "2", "2026", "2026-", "2026-2-13", "2026-02-1", "2026-02-133", "2026/02/13",
    "20260213", " 2026-02-13", "2026-02-13 ", "2026-02-13T00:00", "-026-02-13", "+026-02-13",
    "2026-13-01", "2026-02-30", "２０２６-02-13"
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpint (sr_day_from_iso (texts[i]), ==, SR_DAY_INVALID);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/time/day/every-day-of-four-centuries-follows-the-day-before",
                   test_every_day_of_four_centuries_follows_the_day_before);
  g_test_add_func ("/domain/time/day/days-are-counted-from-1970", test_days_are_counted_from_1970);
  g_test_add_func ("/domain/time/day/there-is-no-30-february", test_there_is_no_30_february);
  g_test_add_func ("/domain/time/day/a-date-reads-back-as-it-was-written",
                   test_a_date_reads_back_as_it_was_written);
  g_test_add_func ("/domain/time/day/only-an-iso-date-is-a-date", test_only_an_iso_date_is_a_date);

  return g_test_run ();
}
