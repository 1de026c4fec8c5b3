/* What holds for every calendar, tried on very many.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "calendar-fixture.h"
#include "naive-calendar.h"

#define SEED 20260213

/* Zones that never change, that change by an hour, by half an hour, at midnight, a minute after it,
 * one that left out a whole day, and one that had summer time long ago. */
static const char * const zones[] = {
  "Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo",
  "America/St_Johns", "Pacific/Apia", "Europe/London", "Asia/Kathmandu", "UTC"
};

/* A calendar and its parts, for those who would build another from them. */
typedef struct
{
  const char *zone_id;
  SrWeek      week;
  GPtrArray  *exceptions;
  SrCalendar *calendar;
} Sample;

static gboolean
is_short (void)
{
  return g_getenv ("SR_TEST_SHORT") != NULL;
}

/* A time of day: mostly a full quarter, at times any second. */
static guint32
pick_second (GRand *rand)
{
  if (g_rand_int_range (rand, 0, 5) == 0)
    return (guint32) g_rand_int_range (rand, 0, 86401);

  return (guint32) g_rand_int_range (rand, 0, 97) * 900;
}

static int
compare_seconds (gconstpointer a,
                 gconstpointer b)
{
  const guint32 *first = a;
  const guint32 *second = b;

  return *first < *second ? -1 : *first > *second;
}

/* At most four intervals, some of which may touch. */
static guint
pick_intervals (GRand      *rand,
                SrInterval  intervals[SR_DAY_MAX_INTERVALS])
{
  guint n_wanted = (guint) g_rand_int_range (rand, 1, 5);
  guint n_intervals = 0;
  guint32 seconds[8];

  if (g_rand_int_range (rand, 0, 8) == 0)
    {
      intervals[0].from = 0;
      intervals[0].to = 86400;
      return 1;
    }

  for (guint i = 0; i < n_wanted * 2; i++)
    seconds[i] = pick_second (rand);
  qsort (seconds, n_wanted * 2, sizeof seconds[0], compare_seconds);

  for (guint i = 0; i < n_wanted; i++)
    {
      if (seconds[2 * i] == seconds[2 * i + 1])
        continue;
      intervals[n_intervals].from = seconds[2 * i];
      intervals[n_intervals].to = seconds[2 * i + 1];
      n_intervals++;
    }

  return n_intervals;
}

static void
pick_exception (GRand     *rand,
                GPtrArray *exceptions,
                SrDay      first,
                SrDay      last)
{
  SrException exception = {
    .day = g_rand_int_range (rand, first, last + 1),
    .rank = (SrExceptionRank) g_rand_int_range (rand, 0, SR_EXCEPTION_NONE),
    .template_weekday = g_rand_int_range (rand, 0, 7),
  };

  if (exception.rank == SR_EXCEPTION_SPECIAL_HOURS ||
      (exception.rank == SR_EXCEPTION_CLOSURE && g_rand_boolean (rand)))
    exception.n_intervals = pick_intervals (rand, exception.intervals);

  g_ptr_array_add (exceptions, sr_exception_copy (&exception));
}

/* A week of one to seven days, and exceptions of all ranks from @first to @last, several of them on
 * the same days. */
static void
sample_init (Sample *sample,
             GRand  *rand,
             SrDay   first,
             SrDay   last,
             int     n_exceptions)
{
  int n_days = g_rand_int_range (rand, 0, 3) == 0 ? 1 : g_rand_int_range (rand, 1, 8);
  g_autoptr (GError) error = NULL;

  sample->zone_id = zones[g_rand_int_range (rand, 0, G_N_ELEMENTS (zones))];
  sample->week = (SrWeek) { 0 };
  for (int i = 0; i < n_days; i++)
    {
      int weekday = g_rand_int_range (rand, 0, 7);

      sample->week.n_intervals[weekday] = pick_intervals (rand, sample->week.intervals[weekday]);
    }

  sample->exceptions = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_exception_free);
  for (int i = 0; i < n_exceptions; i++)
    pick_exception (rand, sample->exceptions, first, last);

  sample->calendar = sr_calendar_new (sample->zone_id, &sample->week,
                                      (const SrException *const *) sample->exceptions->pdata,
                                      sample->exceptions->len, &error);

  /* Several closures of one day can cut it into too many pieces: once more, with fewer. */
  if (g_error_matches (error, SR_TIME_ERROR, SR_TIME_ERROR_INTERVAL))
    {
      g_ptr_array_unref (sample->exceptions);
      sample_init (sample, rand, first, last, n_exceptions / 2);
      return;
    }

  g_assert_no_error (error);
}

static void
sample_clear (Sample *sample)
{
  g_ptr_array_unref (sample->exceptions);
  sr_calendar_unref (sample->calendar);
}

static gint64
pick_instant (GRand  *rand,
              gint64  from,
              gint64  to)
{
  return from + (gint64) ((double) (to - from) * g_rand_double (rand));
}

static gint64
pick_budget (GRand *rand)
{
  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      return g_rand_int_range (rand, 0, 10);
    case 1:
      return g_rand_int_range (rand, 0, 200) * 900;
    case 2:
      return g_rand_int_range (rand, 0, 3000000);
    default:
      return g_rand_int_range (rand, 0, 40 * 3600);
    }
}

static void
check_inverse (SrCalendar *calendar,
               gint64      start,
               gint64      seconds)
{
  gint64 end = sr_calendar_add (calendar, start, seconds);
  gint64 back;

  if (end == G_MAXINT64)
    {
      g_assert_cmpint (sr_calendar_between (calendar, start, end), <, MAX (seconds, 1));
      return;
    }

  g_assert_cmpint (end, >=, start);
  g_assert_cmpint (sr_calendar_between (calendar, start, end), ==, seconds);
  g_assert_cmpint (sr_calendar_between (calendar, end, start), ==, -seconds);

  /* The end is the first such instant, and no instant between two intervals. */
  if (seconds > 0)
    g_assert_true (sr_calendar_is_open (calendar, end - 1));

  back = sr_calendar_subtract (calendar, end, seconds);
  g_assert_cmpint (back, >=, start);
  g_assert_cmpint (sr_calendar_between (calendar, back, end), ==, seconds);
  if (seconds > 0)
    {
      g_assert_true (sr_calendar_is_open (calendar, back));
      g_assert_cmpint (back, ==, sr_calendar_next_open (calendar, start));
    }
}

static void
test_between_is_the_inverse_of_add (void)
{
  const int n_calendars = is_short () ? 50 : 1000;
  const int n_pairs = 1000;
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  SrDay first = sr_day_new (1985, 1, 1);
  SrDay last = sr_day_new (2040, 12, 31);

  for (int i = 0; i < n_calendars; i++)
    {
      SrDay middle = g_rand_int_range (rand, first, last);
      Sample sample;
      gint64 from = ((gint64) middle - 500) * 86400;
      gint64 to = ((gint64) middle + 500) * 86400;

      sample_init (&sample, rand, middle - 500, middle + 600, g_rand_int_range (rand, 0, 200));
      for (int j = 0; j < n_pairs; j++)
        check_inverse (sample.calendar, pick_instant (rand, from, to), pick_budget (rand));
      sample_clear (&sample);
    }
}

/* The interesting instants are the seams. */
static void
test_seams_of_intervals_hold_to_the_second (void)
{
  const int n_calendars = is_short () ? 20 : 200;
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED + 1);

  for (int i = 0; i < n_calendars; i++)
    {
      SrDay first = g_rand_int_range (rand, sr_day_new (1986, 1, 1), sr_day_new (2036, 1, 1));
      Sample sample;

      sample_init (&sample, rand, first, first + 60, 40);
      for (SrDay day = first; day < first + 60; day++)
        {
          gint64 from[SR_DAY_MAX_INTERVALS * 2];
          gint64 to[SR_DAY_MAX_INTERVALS * 2];
          guint n = sr_calendar_get_intervals (sample.calendar, day, from, to);

          for (guint j = 0; j < n; j++)
            {
              g_assert_true (sr_calendar_is_open (sample.calendar, from[j]));
              g_assert_true (sr_calendar_is_open (sample.calendar, to[j] - 1));
              g_assert_cmpint (sr_calendar_add (sample.calendar, from[j], to[j] - from[j]), ==,
                               to[j]);
              g_assert_cmpint (sr_calendar_subtract (sample.calendar, to[j], to[j] - from[j]), ==,
                               from[j]);
              g_assert_cmpint (sr_calendar_add (sample.calendar, to[j], 0), ==, to[j]);
              for (int shift = -1; shift <= 1; shift++)
                {
                  check_inverse (sample.calendar, from[j] + shift, to[j] - from[j] + shift);
                  check_inverse (sample.calendar, to[j] + shift, 1);
                }
            }
        }
      sample_clear (&sample);
    }
}

/* A start within days of a change of the clocks, if the zone has any. */
static gint64
pick_near_change (GRand      *rand,
                  const char *zone_id)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zone_id);
  gint64 start = pick_instant (rand, G_GINT64_CONSTANT (500000000), G_GINT64_CONSTANT (2000000000));
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, start);

  for (gint64 instant = start; instant < start + 250 * 86400; instant += 86400)
    {
      if (g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, instant) != interval)
        return instant - g_rand_int_range (rand, 0, 3 * 86400);
    }

  return start;
}

static void
test_a_naive_calendar_that_looks_at_every_second_agrees (void)
{
  const int n_cases = is_short () ? 40 : 400;
  const gint64 reach = 8 * 86400;
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED + 2);
  int n_compared = 0;

  while (n_compared < n_cases)
    {
      Sample sample;
      g_autoptr (NaiveCalendar) naive = NULL;
      gint64 start;
      gint64 end = 0;
      gint64 back = 0;
      gint64 seconds;
      SrDay first;

      /* The zone is picked with the calendar, the exceptions around the change of the clocks. */
      sample_init (&sample, rand, 0, 0, 0);
      start = pick_near_change (rand, sample.zone_id);
      first = sr_calendar_day_of (sample.calendar, start);
      for (int i = 0; i < 12; i++)
        pick_exception (rand, sample.exceptions, first, first + 14);
      sr_calendar_unref (sample.calendar);
      sample.calendar = sr_calendar_new (sample.zone_id, &sample.week,
                                         (const SrException *const *) sample.exceptions->pdata,
                                         sample.exceptions->len, NULL);

      if (sample.calendar == NULL)
        {
          g_ptr_array_unref (sample.exceptions);
          continue;
        }

      naive = naive_calendar_new (sample.zone_id, &sample.week, sample.exceptions);
      seconds = g_rand_int_range (rand, 1, 60 * 3600);

      if (naive_calendar_add (naive, start, seconds, start + reach, &end))
        {
          g_assert_cmpint (sr_calendar_add (sample.calendar, start, seconds), ==, end);
          g_assert_true (naive_calendar_subtract (naive, end, seconds, start, &back));
          g_assert_cmpint (sr_calendar_subtract (sample.calendar, end, seconds), ==, back);
          n_compared++;
        }
      else
        g_assert_cmpint (sr_calendar_add (sample.calendar, start, seconds), >, start + reach);

      end = start + g_rand_int_range (rand, 0, (int) reach);
      g_assert_cmpint (sr_calendar_between (sample.calendar, start, end), ==,
                       naive_calendar_between (naive, start, end));
      sample_clear (&sample);
    }
}

static void
test_an_explanation_comes_to_the_same_end_as_add (void)
{
  const int n_cases = is_short () ? 200 : 5000;
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED + 3);

  for (int i = 0; i < n_cases; i++)
    {
      SrDay first = g_rand_int_range (rand, sr_day_new (1986, 1, 1), sr_day_new (2036, 1, 1));
      gint64 start = pick_instant (rand, (gint64) first * 86400, ((gint64) first + 60) * 86400);
      gint64 seconds = 1 + pick_budget (rand) % (100 * 3600);
      g_autoptr (GArray) steps = NULL;
      const SrExplainStep *last;
      Sample sample;
      gint64 used = 0;
      gint64 end;

      sample_init (&sample, rand, first, first + 90, 60);
      end = sr_calendar_add (sample.calendar, start, seconds);
      if (end == G_MAXINT64)
        {
          sample_clear (&sample);
          continue;
        }
      steps = sr_calendar_explain (sample.calendar, start, seconds);

      g_assert_cmpuint (steps->len, >, 0);
      for (guint j = 0; j < steps->len; j++)
        {
          const SrExplainStep *step = &g_array_index (steps, SrExplainStep, j);

          g_assert_cmpint (step->used, ==, step->to - step->from);
          g_assert_cmpint (step->used, ==,
                           sr_calendar_between (sample.calendar, step->from, step->to));
          used += step->used;
          g_assert_cmpint (step->remaining, ==, seconds - used);
          if (step->used > 0)
            g_assert_cmpint (step->from, >=, start);
          if (j > 0)
            g_assert_cmpint (step->day, >=, step[-1].day);
        }

      last = &g_array_index (steps, SrExplainStep, steps->len - 1);
      g_assert_cmpint (last->to, ==, end);
      g_assert_cmpint (last->remaining, ==, 0);
      sample_clear (&sample);
    }
}

static void
test_counting_working_days_is_the_inverse_of_adding_them (void)
{
  const int n_cases = is_short () ? 2000 : 50000;
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED + 4);
  SrDay first = sr_day_new (2020, 1, 1);
  Sample sample;

  sample_init (&sample, rand, first, first + 1500, 300);
  for (int i = 0; i < n_cases; i++)
    {
      SrDay day = g_rand_int_range (rand, first - 400, first + 1500);
      guint n = (guint) g_rand_int_range (rand, 1, 400);
      SrDay end = sr_calendar_add_workdays (sample.calendar, day, n);

      if (i % 1000 == 0)
        {
          sample_clear (&sample);
          sample_init (&sample, rand, first, first + 1500, 300);
          continue;
        }
      if (end == SR_DAY_INVALID)
        continue;

      g_assert_true (sr_calendar_is_workday (sample.calendar, end));
      g_assert_cmpint (sr_calendar_workdays (sample.calendar, day, end), ==, (int) n);
      g_assert_cmpint (sr_calendar_workdays (sample.calendar, end, day), ==, -(int) n);
    }
  sample_clear (&sample);
}

/* Asks a calendar of its own the questions that many ask the shared one at once. */
typedef struct
{
  SrCalendar *shared;
  SrCalendar *own;
  guint32     seed;
} Asker;

static gpointer
ask (gpointer data)
{
  Asker *asker = data;
  g_autoptr (GRand) rand = g_rand_new_with_seed (asker->seed);

  for (int i = 0; i < 3000; i++)
    {
      gint64 start = pick_instant (rand, 0, G_GINT64_CONSTANT (4000000000));
      gint64 seconds = g_rand_int_range (rand, 0, 20000000);
      gint64 end = sr_calendar_add (asker->shared, start, seconds);

      g_assert_cmpint (end, ==, sr_calendar_add (asker->own, start, seconds));
      g_assert_cmpint (sr_calendar_between (asker->shared, start, end), ==, seconds);
      g_assert_cmpint (sr_calendar_workdays (asker->shared, 0, (SrDay) (start / 86400)), ==,
                       sr_calendar_workdays (asker->own, 0, (SrDay) (start / 86400)));
    }

  return NULL;
}

static void
test_threads_share_a_calendar (void)
{
  for (int round = 0; round < 5; round++)
    {
      g_autoptr (SrCalendar) shared = fixture_china ();
      Asker askers[8];
      GThread *threads[G_N_ELEMENTS (askers)];

      for (guint i = 0; i < G_N_ELEMENTS (askers); i++)
        {
          askers[i].shared = sr_calendar_ref (shared);
          askers[i].own = fixture_china ();
          askers[i].seed = (guint32) round * 100 + i / 2;
        }
      for (guint i = 0; i < G_N_ELEMENTS (askers); i++)
        threads[i] = g_thread_new ("asker", ask, &askers[i]);
      for (guint i = 0; i < G_N_ELEMENTS (askers); i++)
        {
          g_thread_join (threads[i]);
          sr_calendar_unref (askers[i].shared);
          sr_calendar_unref (askers[i].own);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/time/properties/between-is-the-inverse-of-add",
                   test_between_is_the_inverse_of_add);
  g_test_add_func ("/domain/time/properties/seams-of-intervals-hold-to-the-second",
                   test_seams_of_intervals_hold_to_the_second);
  g_test_add_func ("/domain/time/properties/a-naive-calendar-that-looks-at-every-second-agrees",
                   test_a_naive_calendar_that_looks_at_every_second_agrees);
  g_test_add_func ("/domain/time/properties/an-explanation-comes-to-the-same-end-as-add",
                   test_an_explanation_comes_to_the_same_end_as_add);
  g_test_add_func ("/domain/time/properties/counting-working-days-is-the-inverse-of-adding-them",
                   test_counting_working_days_is_the_inverse_of_adding_them);
  g_test_add_func ("/domain/time/properties/threads-share-a-calendar",
                   test_threads_share_a_calendar);

  return g_test_run ();
}
