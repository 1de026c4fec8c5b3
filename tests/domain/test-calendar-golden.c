/* The golden vectors of the working-time rules, and the cases worked by hand.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "calendar-fixture.h"

typedef struct
{
  const char *name;
  const char *start;
  gint64      seconds;
  const char *end;
} AddVector;

static const AddVector add_vectors[] = {
  { "a-make-up-saturday-counts-as-a-working-day",
    "2026-02-13 17:00", 2 * 3600, "2026-02-14 10:00" },
  { "the-spring-festival-is-skipped",
    "2026-02-14 17:30", 3600, "2026-02-24 09:30" },
  { "a-start-at-closing-time-counts-from-the-next-opening",
    "2026-02-14 18:00", 1800, "2026-02-24 09:30" },
  { "a-budget-that-ends-with-an-interval-ends-at-its-closing",
    "2026-02-10 09:00", 135000, "2026-02-14 18:00" },
  { "the-break-of-a-make-up-saturday-is-kept",
    "2026-02-28 11:30", 3600, "2026-02-28 14:00" },
  { "a-start-at-lunch-counts-from-the-afternoon",
    "2026-07-15 12:10", 3600, "2026-07-15 14:30" },
  { "labour-day-is-skipped",
    "2026-04-30 16:00", 8 * 3600, "2026-05-06 16:30" },
  { "a-make-up-saturday-after-labour-day-is-used",
    "2026-05-08 17:00", 4 * 3600, "2026-05-09 12:00" },
  { "a-make-up-sunday-counts-as-a-working-day",
    "2026-09-19 10:00", 4 * 3600, "2026-09-20 14:30" },
  { "the-national-day-week-is-skipped",
    "2026-09-30 17:59", 4 * 3600, "2026-10-08 14:29" },
  { "the-dragon-boat-festival-is-skipped",
    "2026-06-18 18:00", 900, "2026-06-22 09:15" },
  { "a-whole-day-ends-at-closing-time",
    "2026-07-15 09:00", 27000, "2026-07-15 18:00" },
  { "a-second-more-than-a-day-is-a-second-into-the-next",
    "2026-07-15 09:00", 27001, "2026-07-16 09:00:01" },
  { "half-of-15-hours", "2026-09-18 16:00", 15 * 1800, "2026-09-20 16:00" },
  { "75-per-cent-of-15-hours", "2026-09-18 16:00", 15 * 2700, "2026-09-21 10:45" },
  { "90-per-cent-of-15-hours", "2026-09-18 16:00", 15 * 3240, "2026-09-21 14:30" },
  { "all-of-15-hours", "2026-09-18 16:00", 15 * 3600, "2026-09-21 16:00" },
  { "resumed-after-labour-day-with-6-and-a-half-hours-left",
    "2026-05-06 09:30", 23400, "2026-05-06 17:30" },
  { "a-quarter-of-grace-after-a-raised-priority",
    "2026-05-06 10:30", 6750, "2026-05-06 13:52:30" },
  { "reopened-on-a-make-up-saturday",
    "2026-05-09 09:15", 27000, "2026-05-11 09:15" },
};

typedef struct
{
  const char *name;
  const char *from;
  const char *to;
  gint64      seconds;
} BetweenVector;

static const BetweenVector between_vectors[] = {
  { "over-the-spring-festival", "2026-02-13 17:00", "2026-02-25 10:00", 17 * 3600 },
  { "over-a-make-up-sunday", "2026-09-18 16:00", "2026-09-21 10:00", 37800 },
  { "over-the-national-day-week", "2026-09-30 09:00", "2026-10-10 18:00", 30 * 3600 },
  { "from-the-29th-of-april-to-the-30th", "2026-04-29 10:00", "2026-04-30 11:00", 30600 },
};

typedef struct
{
  const char *name;
  const char *day;
  guint       n;
  const char *end;
} WorkdayVector;

static const WorkdayVector workday_vectors[] = {
  { "three-from-the-day-before-a-make-up-saturday", "2026-02-13", 3, "2026-02-25" },
  { "three-from-a-make-up-saturday", "2026-02-14", 3, "2026-02-26" },
  { "one-from-friday-is-a-make-up-sunday", "2026-09-18", 1, "2026-09-20" },
  { "five-over-labour-day", "2026-04-29", 5, "2026-05-09" },
  { "thirteen-over-the-national-day-week", "2026-09-29", 13, "2026-10-22" },
};

/* Working days by month, from January: weekdays less days off plus make-up days. */
static const struct
{
  int year;
  int months[12];
  int sum;
} month_vectors[] = {
  { 2024, { 22, 18, 21, 22, 21, 19, 23, 22, 21, 19, 21, 22 }, 251 },
  { 2025, { 19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23 }, 248 },
  { 2026, { 21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23 }, 248 },
};

static void
test_add (gconstpointer data)
{
  const AddVector *vector = data;
  g_autoptr (SrCalendar) china = fixture_china ();
  gint64 start = fixture_instant (china, vector->start);
  gint64 end = sr_calendar_add (china, start, vector->seconds);

  assert_instant (china, end, vector->end);
  g_assert_cmpint (sr_calendar_between (china, start, end), ==, vector->seconds);
}

static void
test_between (gconstpointer data)
{
  const BetweenVector *vector = data;
  g_autoptr (SrCalendar) china = fixture_china ();
  gint64 from = fixture_instant (china, vector->from);
  gint64 to = fixture_instant (china, vector->to);

  g_assert_cmpint (sr_calendar_between (china, from, to), ==, vector->seconds);
  g_assert_cmpint (sr_calendar_between (china, to, from), ==, -vector->seconds);
}

static void
test_workdays (gconstpointer data)
{
  const WorkdayVector *vector = data;
  g_autoptr (SrCalendar) china = fixture_china ();
  SrDay day = sr_day_from_iso (vector->day);
  SrDay end = sr_calendar_add_workdays (china, day, vector->n);
  g_autofree char *closing = g_strdup_printf ("%s 18:00", vector->end);
  g_autofree char *start = g_strdup_printf ("%s 10:17", vector->day);

  assert_day (end, vector->end);
  g_assert_cmpint (sr_calendar_workdays (china, day, end), ==, (int) vector->n);
  g_assert_cmpint (sr_calendar_workdays (china, end, day), ==, -(int) vector->n);
  assert_instant (china,
                  sr_calendar_add_workdays_to_closing (china, fixture_instant (china, start),
                                                       vector->n),
                  closing);
}

static void
test_months (void)
{
  g_autoptr (SrCalendar) china = fixture_china ();

  for (guint i = 0; i < G_N_ELEMENTS (month_vectors); i++)
    {
      int year = month_vectors[i].year;

      for (int month = 1; month <= 12; month++)
        {
          SrDay first = sr_day_new (year, month, 1);
          SrDay next = sr_day_new (month < 12 ? year : year + 1, month < 12 ? month + 1 : 1, 1);

          g_assert_cmpint (sr_calendar_workdays (china, first - 1, next - 1), ==,
                           month_vectors[i].months[month - 1]);
        }

      g_assert_cmpint (sr_calendar_workdays (china, sr_day_new (year - 1, 12, 31),
                                             sr_day_new (year, 12, 31)), ==,
                       month_vectors[i].sum);
    }
}

static void
test_new_york_keeps_its_hours_over_the_change_to_summer_time (void)
{
  SrWeek week = { 0 };
  g_autoptr (SrCalendar) calendar = NULL;

  for (int weekday = 0; weekday < 5; weekday++)
    fixture_set_day (&week, weekday, "09:00-17:00");
  calendar = fixture_calendar ("America/New_York", &week, NULL);

  assert_instant (calendar,
                  sr_calendar_add (calendar, fixture_instant (calendar, "2026-03-06 16:00"),
                                   HOURS (2)),
                  "2026-03-09T10:00:00-04:00");
}

static void
test_a_sunday_without_its_second_hour_is_23_hours_long (void)
{
  SrWeek week = { 0 };
  g_autoptr (SrCalendar) calendar = NULL;
  SrDay sunday = sr_day_from_iso ("2026-03-08");

  fixture_set_day (&week, 6, "00:00-24:00");
  calendar = fixture_calendar ("America/New_York", &week, NULL);

  assert_instant (calendar,
                  sr_calendar_add (calendar, fixture_instant (calendar, "2026-03-08 01:30"),
                                   HOURS (1)),
                  "2026-03-08 03:30");
  g_assert_cmpint (sr_calendar_between (calendar, sr_calendar_instant_at (calendar, sunday, 0),
                                        sr_calendar_instant_at (calendar, sunday + 1, 0)), ==,
                   HOURS (23));
}

static void
test_a_part_day_closure_moves_the_deadline (void)
{
  g_autoptr (GPtrArray) exceptions = fixture_china_days ();
  SrWeek week = fixture_office_week ();
  g_autoptr (SrCalendar) before = NULL;
  g_autoptr (SrCalendar) after = NULL;
  gint64 start;

  before = fixture_calendar ("Asia/Shanghai", &week, exceptions);
  fixture_add_exception (exceptions, "2026-07-17", "2026-07-17", SR_EXCEPTION_CLOSURE,
                         "13:30-18:00");
  after = fixture_calendar ("Asia/Shanghai", &week, exceptions);

  start = fixture_instant (before, "2026-07-16 17:00");

  assert_instant (before, sr_calendar_add (before, start, HOURS (15)), "2026-07-20 17:00");
  assert_instant (after, sr_calendar_add (after, start, HOURS (15)), "2026-07-21 14:00");
}

/* Adding 86,400 seconds to a late evening before summer time ends shows the same day again. */
static void
test_days_are_counted_and_not_walked_in_seconds (void)
{
  SrWeek week = { 0 };
  g_autoptr (SrCalendar) calendar = NULL;
  gint64 evening;
  SrDay day;

  fixture_set_day (&week, 0, "09:00-17:00");
  calendar = fixture_calendar ("America/New_York", &week, NULL);
  evening = fixture_instant (calendar, "2026-10-31 23:30");
  day = sr_calendar_day_of (calendar, evening);

  assert_instant (calendar, evening + 2 * 86400, "2026-11-02 22:30");
  assert_instant (calendar, sr_calendar_instant_at (calendar, day + 2, 23 * 3600 + 1800),
                  "2026-11-02 23:30");
  assert_day (sr_calendar_add_workdays (calendar, day, 1), "2026-11-02");
}

/* A target of 37.5 hours, received on 30 September at 10:00, waiting for the customer from 8
 * October 11:00 to 9 October 14:00; it is 9 October, 15:30. */
static void
test_a_paused_request_is_due_when_what_is_left_is_used (void)
{
  g_autoptr (SrCalendar) china = fixture_china ();
  gint64 received = fixture_instant (china, "2026-09-30 10:00");
  gint64 paused = fixture_instant (china, "2026-10-08 11:00");
  gint64 resumed = fixture_instant (china, "2026-10-09 14:00");
  gint64 now = fixture_instant (china, "2026-10-09 15:30");
  gint64 used = sr_calendar_between (china, received, paused) +
                sr_calendar_between (china, resumed, now);
  gint64 left = HOURS (37.5) - used;

  g_assert_cmpint (used, ==, HOURS (10));
  g_assert_cmpint (sr_calendar_between (china, paused, resumed), ==, HOURS (9));
  g_assert_cmpint (left, ==, HOURS (27.5));
  assert_instant (china, sr_calendar_add (china, now, left), "2026-10-14 11:30");

  /* What if it is paused until Monday; what if the target were 15 hours? */
  assert_instant (china,
                  sr_calendar_add (china, fixture_instant (china, "2026-10-12 09:00"), left),
                  "2026-10-15 15:30");
  assert_instant (china, sr_calendar_add (china, now, HOURS (15) - used), "2026-10-10 11:30");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (add_vectors); i++)
    {
      g_autofree char *path = g_strdup_printf ("/domain/time/golden/add/%s", add_vectors[i].name);

      g_test_add_data_func (path, &add_vectors[i], test_add);
    }

  for (guint i = 0; i < G_N_ELEMENTS (between_vectors); i++)
    {
      g_autofree char *path = g_strdup_printf ("/domain/time/golden/between/%s",
                                               between_vectors[i].name);

      g_test_add_data_func (path, &between_vectors[i], test_between);
    }

  for (guint i = 0; i < G_N_ELEMENTS (workday_vectors); i++)
    {
      g_autofree char *path = g_strdup_printf ("/domain/time/golden/workdays/%s",
                                               workday_vectors[i].name);

      g_test_add_data_func (path, &workday_vectors[i], test_workdays);
    }

  g_test_add_func ("/domain/time/golden/working-days-of-each-month-2024-to-2026", test_months);
  g_test_add_func ("/domain/time/golden/new-york-keeps-its-hours-over-the-change-to-summer-time",
                   test_new_york_keeps_its_hours_over_the_change_to_summer_time);
  g_test_add_func ("/domain/time/golden/a-sunday-without-its-second-hour-is-23-hours-long",
                   test_a_sunday_without_its_second_hour_is_23_hours_long);
  g_test_add_func ("/domain/time/golden/a-part-day-closure-moves-the-deadline",
                   test_a_part_day_closure_moves_the_deadline);
  g_test_add_func ("/domain/time/golden/days-are-counted-and-not-walked-in-seconds",
                   test_days_are_counted_and_not_walked_in_seconds);
  g_test_add_func ("/domain/time/golden/a-paused-request-is-due-when-what-is-left-is-used",
                   test_a_paused_request_is_due_when_what_is_left_is_used);

  return g_test_run ();
}
