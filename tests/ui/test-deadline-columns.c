/* The days of a deadline beside each other.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "domain/time/sr-instant.h"
#include "ui/queue/sr-deadline-columns.h"

/* The columns borrow its names, so it stays for as long as they do. */
static SrCalendar *calendar;

static void
make_calendar (void)
{
  SrWeek week = { 0 };
  SrException holiday = { .rank = SR_EXCEPTION_PUBLIC_HOLIDAY, .name = (char *) "国庆节" };
  const SrException *exceptions[] = { &holiday };
  g_autoptr (GError) error = NULL;

  holiday.day = sr_day_from_iso ("2026-10-01");
  for (guint day = 0; day < 5; day++)
    {
      week.n_intervals[day] = 2;
      week.intervals[day][0] = (SrInterval) { 9 * 3600, 12 * 3600 };
      week.intervals[day][1] = (SrInterval) { 13 * 3600 + 1800, 18 * 3600 };
    }
  calendar = sr_calendar_new ("Asia/Shanghai", &week, exceptions, G_N_ELEMENTS (exceptions),
                              &error);
  g_assert_no_error (error);
}

static gint64
at (const char *text)
{
  g_autoptr (GError) error = NULL;
  gint64 instant;

  sr_instant_parse (text, "Asia/Shanghai", &instant, &error);
  g_assert_no_error (error);

  return instant;
}

static SrRow *
make_clock (const char *started,
            const char *due)
{
  SrRow *clock = sr_row_new (&sr_clock_kind);

  sr_row_set_integer (clock, SR_COMMON_ID, 1);
  sr_row_set_integer (clock, SR_CLOCK_STARTED_AT, at (started));
  if (due != NULL)
    sr_row_set_integer (clock, SR_CLOCK_DUE_AT, at (due));

  return clock;
}

static void
add_interval (GPtrArray  *intervals,
              const char *from,
              const char *to)
{
  SrRow *interval = sr_row_new (&sr_clock_interval_kind);

  sr_row_set_integer (interval, SR_CLOCK_INTERVAL_CLOCK, 1);
  sr_row_set_integer (interval, SR_CLOCK_INTERVAL_FROM, at (from));
  if (to != NULL)
    sr_row_set_integer (interval, SR_CLOCK_INTERVAL_TO, at (to));
  g_ptr_array_add (intervals, interval);
}

static GPtrArray *
make_columns (const char *started,
              const char *due,
              const char *now,
              GPtrArray  *intervals)
{
  g_autoptr (SrRow) clock = make_clock (started, due);

  return sr_deadline_columns_new (clock, intervals, calendar, at (now));
}

static const SrDeadlineColumn *
column (GPtrArray *columns,
        guint      i)
{
  g_assert_cmpuint (i, <, columns->len);

  return g_ptr_array_index (columns, i);
}

static SrStretchKind
kind (GPtrArray *columns,
      guint      i,
      guint      j)
{
  g_assert_cmpuint (j, <, column (columns, i)->stretches->len);

  return g_array_index (column (columns, i)->stretches, SrStretch, j).kind;
}

static void
test_a_weekend_is_one_column (void)
{
  g_autoptr (GPtrArray) intervals = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_row_free);
  g_autoptr (GPtrArray) columns = NULL;

  add_interval (intervals, "2026-11-20 10:00", NULL);
  columns = make_columns ("2026-11-20 10:00", "2026-11-23 12:00", "2026-11-20 11:00", intervals);

  g_assert_cmpuint (columns->len, ==, 3);
  g_assert_false (column (columns, 0)->is_closed);
  g_assert_true (column (columns, 1)->is_closed);
  g_assert_cmpint (column (columns, 1)->to - column (columns, 1)->from, ==, 1);
  g_assert_false (column (columns, 2)->is_closed);
}

static void
test_what_is_used_ends_now_and_what_is_left_at_the_deadline (void)
{
  g_autoptr (GPtrArray) intervals = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_row_free);
  g_autoptr (GPtrArray) columns = NULL;

  add_interval (intervals, "2026-11-24 10:00", NULL);
  columns = make_columns ("2026-11-24 10:00", "2026-11-24 15:00", "2026-11-24 11:00", intervals);

  g_assert_cmpuint (columns->len, ==, 1);
  g_assert_cmpuint (column (columns, 0)->stretches->len, ==, 5);
  g_assert_cmpint (kind (columns, 0, 0), ==, SR_STRETCH_OUTSIDE);
  g_assert_cmpint (kind (columns, 0, 1), ==, SR_STRETCH_USED);
  g_assert_cmpint (kind (columns, 0, 2), ==, SR_STRETCH_LEFT);
  /* lunch is between them */
  g_assert_cmpint (kind (columns, 0, 3), ==, SR_STRETCH_LEFT);
  g_assert_cmpint (kind (columns, 0, 4), ==, SR_STRETCH_OUTSIDE);
}

static void
test_a_pause_is_neither_used_nor_left (void)
{
  g_autoptr (GPtrArray) intervals = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_row_free);
  g_autoptr (GPtrArray) columns = NULL;

  add_interval (intervals, "2026-11-24 09:00", "2026-11-24 10:00");
  columns = make_columns ("2026-11-24 09:00", NULL, "2026-11-24 11:00", intervals);

  g_assert_cmpint (kind (columns, 0, 0), ==, SR_STRETCH_USED);
  g_assert_cmpint (kind (columns, 0, 1), ==, SR_STRETCH_PAUSED);
  g_assert_cmpint (kind (columns, 0, 2), ==, SR_STRETCH_OUTSIDE);
}

static void
test_time_after_the_deadline_is_late (void)
{
  g_autoptr (GPtrArray) intervals = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_row_free);
  g_autoptr (GPtrArray) columns = NULL;

  add_interval (intervals, "2026-11-24 09:00", NULL);
  columns = make_columns ("2026-11-24 09:00", "2026-11-24 10:00", "2026-11-24 11:00", intervals);

  g_assert_cmpint (kind (columns, 0, 0), ==, SR_STRETCH_USED);
  g_assert_cmpint (kind (columns, 0, 1), ==, SR_STRETCH_LATE);
}

static void
test_a_holiday_says_its_name (void)
{
  g_autoptr (GPtrArray) intervals = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_row_free);
  g_autoptr (GPtrArray) columns = NULL;

  add_interval (intervals, "2026-09-30 10:00", NULL);
  columns = make_columns ("2026-09-30 10:00", "2026-10-02 12:00", "2026-09-30 11:00", intervals);

  g_assert_cmpuint (columns->len, ==, 3);
  g_assert_cmpstr (column (columns, 1)->name, ==, "国庆节");
}

static void
test_a_long_time_folds_in_the_middle (void)
{
  g_autoptr (GPtrArray) intervals = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_row_free);
  g_autoptr (GPtrArray) columns = NULL;

  add_interval (intervals, "2026-11-02 10:00", NULL);
  columns = make_columns ("2026-11-02 10:00", "2026-12-11 12:00", "2026-11-02 11:00", intervals);

  g_assert_cmpuint (columns->len, ==, SR_DEADLINE_MAX_COLUMNS);
  g_assert_true (column (columns, 4)->is_folded);
  g_assert_cmpint (column (columns, 0)->from, ==, sr_day_from_iso ("2026-11-02"));
  g_assert_cmpint (column (columns, 8)->to, ==, sr_day_from_iso ("2026-12-11"));
  /* No day is lost between the columns. */
  for (guint i = 1; i < columns->len; i++)
    g_assert_cmpint (column (columns, i)->from, ==, column (columns, i - 1)->to + 1);
}

static void
test_an_instant_has_its_place (void)
{
  g_autoptr (GPtrArray) intervals = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_row_free);
  g_autoptr (GPtrArray) columns = NULL;

  add_interval (intervals, "2026-11-23 10:00", NULL);
  columns = make_columns ("2026-11-23 10:00", "2026-11-24 12:00", "2026-11-23 11:00", intervals);

  g_assert_cmpfloat_with_epsilon (
    sr_deadline_columns_place (columns, at ("2026-11-23 09:00")), 0.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (
    sr_deadline_columns_place (columns, at ("2026-11-23 13:30")), 0.5, 1e-9);
  /* The night between two days is their common edge. */
  g_assert_cmpfloat_with_epsilon (
    sr_deadline_columns_place (columns, at ("2026-11-23 23:00")), 1.0, 1e-9);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  make_calendar ();

  g_test_add_func ("/ui/deadline-columns/a-weekend-is-one-column", test_a_weekend_is_one_column);
  g_test_add_func ("/ui/deadline-columns/what-is-used-ends-now-and-what-is-left-at-the-deadline",
                   test_what_is_used_ends_now_and_what_is_left_at_the_deadline);
  g_test_add_func ("/ui/deadline-columns/a-pause-is-neither-used-nor-left",
                   test_a_pause_is_neither_used_nor_left);
  g_test_add_func ("/ui/deadline-columns/time-after-the-deadline-is-late",
                   test_time_after_the_deadline_is_late);
  g_test_add_func ("/ui/deadline-columns/a-holiday-says-its-name", test_a_holiday_says_its_name);
  g_test_add_func ("/ui/deadline-columns/a-long-time-folds-in-the-middle",
                   test_a_long_time_folds_in_the_middle);
  g_test_add_func ("/ui/deadline-columns/an-instant-has-its-place", test_an_instant_has_its_place);

  status = g_test_run ();
  sr_calendar_unref (calendar);

  return status;
}
