/* What working time costs, beside what GLib takes to add seconds to a date.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "domain/time/sr-holidays.h"

#define N_ROUNDS 15
#define N_CALLS 20000
#define FIRST_YEAR 2007
#define LAST_YEAR 2026

/* Working seconds of an hour, of 21 days and of ten years of 250 days of 7.5 hours. */
static const struct
{
  const char *name;
  gint64      seconds;
} spans[] = {
  { "hour",     3600 },
  { "month",    21 * 27000 },
  { "10 years", (gint64) 10 * 250 * 27000 },
};

/* Each call has its own start, as the calls of a queue have. */
static gint64 starts[N_CALLS];
static gint64 ends[N_CALLS];
static GDateTime *dates[N_CALLS];

/* Keeps the compiler from leaving out what is measured. */
static volatile gint64 sink;

typedef void (*Work) (SrCalendar *calendar,
                      gint64      seconds);

static void
add (SrCalendar *calendar,
     gint64      seconds)
{
  for (guint i = 0; i < N_CALLS; i++)
    sink += sr_calendar_add (calendar, starts[i], seconds);
}

static void
between (SrCalendar *calendar,
         gint64      seconds)
{
  for (guint i = 0; i < N_CALLS; i++)
    sink += sr_calendar_between (calendar, starts[i], ends[i]);
}

static void
add_with_glib (SrCalendar *calendar,
               gint64      seconds)
{
  for (guint i = 0; i < N_CALLS; i++)
    {
      g_autoptr (GDateTime) end = g_date_time_add_seconds (dates[i], (double) seconds);

      sink += g_date_time_get_second (end);
    }
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  const double *first = a;
  const double *second = b;

  return *first < *second ? -1 : *first > *second;
}

/* The median of the rounds, in nanoseconds per call. */
static double
measure (Work        work,
         SrCalendar *calendar,
         gint64      seconds)
{
  double times[N_ROUNDS];

  work (calendar, seconds);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr (GTimer) timer = g_timer_new ();

      work (calendar, seconds);
      times[i] = g_timer_elapsed (timer, NULL) * 1e9 / N_CALLS;
    }
  qsort (times, N_ROUNDS, sizeof times[0], compare_times);

  return times[N_ROUNDS / 2];
}

static GPtrArray *
load_days (void)
{
  const char *data_dir = g_getenv ("SR_DATA_DIR");
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (int year = FIRST_YEAR; year <= LAST_YEAR; year++)
    {
      g_autofree char *name = g_strdup_printf ("%d.json", year);
      g_autofree char *path = g_build_filename (data_dir != NULL ? data_dir : "data", "holidays",
                                                "cn", name, NULL);
      g_autofree char *text = NULL;
      g_autoptr (GError) error = NULL;
      GPtrArray *list = NULL;

      if (g_file_get_contents (path, &text, NULL, &error))
        list = sr_holidays_parse_json (text, -1, name, &error);
      if (list == NULL)
        g_error ("%s (set SR_DATA_DIR to the data folder)", error->message);
      g_ptr_array_add (lists, list);
    }

  return sr_holidays_merge (lists);
}

static SrCalendar *
build_calendar (GPtrArray *days)
{
  g_autoptr (GError) error = NULL;
  SrCalendar *calendar = NULL;
  SrWeek week = { 0 };

  for (guint i = 0; i < 5; i++)
    {
      week.n_intervals[i] = 2;
      week.intervals[i][0] = (SrInterval) { 9 * 3600, 12 * 3600 };
      week.intervals[i][1] = (SrInterval) { 13 * 3600 + 1800, 18 * 3600 };
    }

  calendar = sr_calendar_new ("Asia/Shanghai", &week, (const SrException *const *) days->pdata,
                              days->len, &error);
  g_assert_no_error (error);

  return calendar;
}

static void
pick_starts (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");
  gint64 from = (gint64) sr_day_new (2007, 1, 1) * 86400;

  for (guint i = 0; i < N_CALLS; i++)
    {
      g_autoptr (GDateTime) utc = NULL;

      starts[i] = from + g_rand_int_range (rand, 0, 9 * 365 * 86400);
      utc = g_date_time_new_from_unix_utc (starts[i]);
      dates[i] = g_date_time_to_timezone (utc, zone);
    }
}

/* The first question of a process: the calendar and all years in between are built. */
static double
measure_first (GPtrArray *days)
{
  double times[N_ROUNDS];

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr (GTimer) timer = g_timer_new ();
      g_autoptr (SrCalendar) calendar = build_calendar (days);

      sink += sr_calendar_add (calendar, starts[0], spans[2].seconds);
      times[i] = g_timer_elapsed (timer, NULL) * 1e6;
    }
  qsort (times, N_ROUNDS, sizeof times[0], compare_times);

  return times[N_ROUNDS / 2];
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GPtrArray) days = load_days ();
  g_autoptr (SrCalendar) calendar = build_calendar (days);

  pick_starts ();

  printf ("Working time, mainland China 2007 to 2026, %d calls, median of %d rounds\n\n",
          N_CALLS, N_ROUNDS);
  printf ("%-9s %12s %12s %26s %8s %8s\n", "span", "add ns", "between ns",
          "g_date_time_add_seconds ns", "add", "between");

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      double floor_time = measure (add_with_glib, calendar, spans[i].seconds);
      double add_time;
      double between_time;

      for (guint j = 0; j < N_CALLS; j++)
        ends[j] = sr_calendar_add (calendar, starts[j], spans[i].seconds);
      add_time = measure (add, calendar, spans[i].seconds);
      between_time = measure (between, calendar, spans[i].seconds);

      printf ("%-9s %12.1f %12.1f %26.1f %7.2fx %7.2fx\n", spans[i].name, add_time, between_time,
              floor_time, add_time / floor_time, between_time / floor_time);
    }

  printf ("\nA new calendar and its first question over 10 years: %.0f microseconds\n",
          measure_first (days));

  for (guint i = 0; i < N_CALLS; i++)
    g_date_time_unref (dates[i]);

  return EXIT_SUCCESS;
}
