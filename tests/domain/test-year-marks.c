/* What the page of a year marks, how much of it is worked, and when it is missing.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "calendar-fixture.h"
#include "domain/time/sr-day-mark.h"
#include "domain/time/sr-missing-days.h"

static SrDayMark
mark (SrCalendar *calendar,
      const char *iso)
{
  return sr_day_mark_of (calendar, sr_day_from_iso (iso));
}

static void
test_every_rank_has_its_mark (void)
{
  g_autoptr (GPtrArray) days = fixture_china_days ();
  const SrWeek week = fixture_office_week ();
  g_autoptr (SrCalendar) calendar = NULL;

  fixture_add_exception (days, "2026-07-13", "2026-07-13", SR_EXCEPTION_CLOSURE, "");
  fixture_add_exception (days, "2026-07-14", "2026-07-14", SR_EXCEPTION_CLOSURE, "13:30-18:00");
  fixture_add_exception (days, "2026-07-15", "2026-07-15", SR_EXCEPTION_CLOSURE, "00:00-24:00");
  fixture_add_exception (days, "2026-07-18", "2026-07-18", SR_EXCEPTION_SPECIAL_HOURS,
                         "10:00-12:00");
  fixture_add_exception (days, "2026-09-20", "2026-09-20", SR_EXCEPTION_CLOSURE, "");
  calendar = fixture_calendar ("Asia/Shanghai", &week, days);

  g_assert_cmpint (mark (calendar, "2026-07-10"), ==, SR_DAY_MARK_NONE);
  g_assert_cmpint (mark (calendar, "2026-07-11"), ==, SR_DAY_MARK_NONE);
  g_assert_cmpint (mark (calendar, "2026-07-13"), ==, SR_DAY_MARK_OFF);
  g_assert_cmpint (mark (calendar, "2026-07-14"), ==, SR_DAY_MARK_HOURS);
  g_assert_cmpint (mark (calendar, "2026-07-15"), ==, SR_DAY_MARK_OFF);
  g_assert_cmpint (mark (calendar, "2026-07-18"), ==, SR_DAY_MARK_HOURS);
  g_assert_cmpint (mark (calendar, "2026-10-01"), ==, SR_DAY_MARK_OFF);
  /* A Saturday within a holiday is marked; the next one is an ordinary one. */
  g_assert_cmpint (mark (calendar, "2026-10-03"), ==, SR_DAY_MARK_OFF);
  g_assert_cmpint (mark (calendar, "2026-10-10"), ==, SR_DAY_MARK_ON);
  /* What closes the room closes a make-up workday too. */
  g_assert_cmpint (mark (calendar, "2026-09-20"), ==, SR_DAY_MARK_OFF);
  /* The law fixes it before the notice. */
  g_assert_cmpint (mark (calendar, "2027-10-01"), ==, SR_DAY_MARK_OFF);
  g_assert_cmpint (mark (calendar, "2027-10-08"), ==, SR_DAY_MARK_NONE);
}

static void
test_the_years_have_their_working_days (void)
{
  g_autoptr (SrCalendar) calendar = fixture_china ();
  static const int workdays[] = { 251, 248, 248 };

  for (guint i = 0; i < G_N_ELEMENTS (workdays); i++)
    {
      int year = 2024 + (int) i;

      g_assert_cmpint (sr_calendar_workdays (calendar, sr_day_new (year - 1, 12, 31),
                                             sr_day_new (year, 12, 31)), ==, workdays[i]);
    }
  g_assert_cmpint (sr_calendar_workdays (calendar, sr_day_new (2026, 9, 30),
                                         sr_day_new (2026, 10, 31)), ==, 18);
}

static void
test_a_year_is_missed_from_december_on (void)
{
  g_autoptr (SrCalendar) calendar = fixture_china ();
  SrMissingDays found[SR_MISSING_DAYS_MAX];
  gint64 next = 0;

  g_assert_true (sr_missing_days_is_missing (calendar, 2027));
  g_assert_false (sr_missing_days_is_missing (calendar, 2026));

  g_assert_cmpuint (sr_missing_days_look (calendar, fixture_instant (calendar, "2026-11-27 12:00"),
                                          found, &next), ==, 0);
  assert_instant (calendar, next, "2026-12-01 09:00");

  g_assert_cmpuint (sr_missing_days_look (calendar, next, found, &next), ==, 1);
  g_assert_cmpint (found[0].year, ==, 2027);
  g_assert_cmpint (found[0].level, ==, 1);
  assert_instant (calendar, found[0].begins_at, "2027-01-01 00:00");
  /* The first of January is off by law. */
  assert_instant (calendar, next, "2027-01-04 09:00");

  /* The year itself always, and the next one too. */
  g_assert_cmpuint (sr_missing_days_look (calendar, fixture_instant (calendar, "2027-06-01 12:00"),
                                          found, &next), ==, 1);
  g_assert_cmpint (found[0].level, ==, 2);
  g_assert_cmpuint (sr_missing_days_look (calendar, fixture_instant (calendar, "2027-12-01 09:00"),
                                          found, &next), ==, 2);
  g_assert_cmpint (found[0].year, ==, 2027);
  g_assert_cmpint (found[1].year, ==, 2028);
}

static void
test_a_calendar_without_official_days_misses_none (void)
{
  const SrWeek week = fixture_office_week ();
  g_autoptr (GPtrArray) none = fixture_no_days ();
  g_autoptr (SrCalendar) calendar = fixture_calendar ("Asia/Shanghai", &week, none);
  SrMissingDays found[SR_MISSING_DAYS_MAX];
  gint64 next = 0;

  g_assert_cmpuint (sr_missing_days_look (calendar, fixture_instant (calendar, "2026-12-15 12:00"),
                                          found, &next), ==, 0);
  g_assert_cmpint (next, ==, G_MAXINT64);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/year-marks/every-rank-has-its-mark", test_every_rank_has_its_mark);
  g_test_add_func ("/domain/year-marks/the-years-have-their-working-days",
                   test_the_years_have_their_working_days);
  g_test_add_func ("/domain/missing-days/a-year-is-missed-from-december-on",
                   test_a_year_is_missed_from_december_on);
  g_test_add_func ("/domain/missing-days/a-calendar-without-official-days-misses-none",
                   test_a_calendar_without_official_days_misses_none);

  return g_test_run ();
}
