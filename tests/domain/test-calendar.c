/* The rules of the working-time engine, one by one.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "calendar-fixture.h"

/* Office hours with the given exceptions on 2026-07-15, a Wednesday. */
static SrCalendar *
office_with (const char      *hours,
             SrExceptionRank  rank,
             SrExceptionRank  other_rank)
{
  g_autoptr (GPtrArray) exceptions = fixture_no_days ();
  SrWeek week = fixture_office_week ();

  if (rank != SR_EXCEPTION_NONE)
    fixture_add_exception (exceptions, "2026-07-15", "2026-07-15", rank, hours);
  if (other_rank != SR_EXCEPTION_NONE)
    fixture_add_exception (exceptions, "2026-07-15", "2026-07-15", other_rank,
                           other_rank == SR_EXCEPTION_SPECIAL_HOURS ? "06:00-07:00" : "");

  return fixture_calendar ("Asia/Shanghai", &week, exceptions);
}

static gint64
get_day_length (SrCalendar *calendar,
                const char *iso)
{
  SrDay day = sr_day_from_iso (iso);

  return sr_calendar_between (calendar, sr_calendar_instant_at (calendar, day, 0),
                              sr_calendar_instant_at (calendar, day, 86400));
}

static void
test_intervals_are_open_at_their_start_and_closed_at_their_end (void)
{
  g_autoptr (SrCalendar) china = fixture_china ();

  g_assert_false (sr_calendar_is_open (china, fixture_instant (china, "2026-07-15 08:59:59")));
  g_assert_true (sr_calendar_is_open (china, fixture_instant (china, "2026-07-15 09:00")));
  g_assert_true (sr_calendar_is_open (china, fixture_instant (china, "2026-07-15 11:59:59")));
  g_assert_false (sr_calendar_is_open (china, fixture_instant (china, "2026-07-15 12:00")));
  g_assert_false (sr_calendar_is_open (china, fixture_instant (china, "2026-07-18 10:00")));
}

static void
test_the_next_opening_skips_breaks_nights_and_holidays (void)
{
  g_autoptr (SrCalendar) china = fixture_china ();
  static const char * const openings[][2] = {
    { "2026-07-15 10:17:23", "2026-07-15 10:17:23" },
    { "2026-07-15 12:00", "2026-07-15 13:30" },
    { "2026-07-15 18:00", "2026-07-16 09:00" },
    { "2026-09-30 18:00", "2026-10-08 09:00" },
    { "2025-12-31 18:00", "2026-01-04 09:00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (openings); i++)
    assert_instant (china,
                    sr_calendar_next_open (china, fixture_instant (china, openings[i][0])),
                    openings[i][1]);
}

static void
test_nothing_is_added_at_an_end_and_snaps_outside_of_hours (void)
{
  g_autoptr (SrCalendar) china = fixture_china ();
  static const char * const cases[][2] = {
    { "2026-07-15 10:00", "2026-07-15 10:00" },
    { "2026-07-15 09:00", "2026-07-15 09:00" },
    { "2026-07-15 18:00", "2026-07-15 18:00" },
    { "2026-07-15 18:00:01", "2026-07-16 09:00" },
    { "2026-07-18 10:00", "2026-07-20 09:00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_instant (china, sr_calendar_add (china, fixture_instant (china, cases[i][0]), 0),
                    cases[i][1]);
}

static void
test_subtracting_stops_at_an_opening (void)
{
  g_autoptr (SrCalendar) china = fixture_china ();
  gint64 evening = fixture_instant (china, "2026-07-15 18:00");

  assert_instant (china, sr_calendar_subtract (china, evening, HOURS (4.5)), "2026-07-15 13:30");
  assert_instant (china, sr_calendar_subtract (china, evening, HOURS (7.5)), "2026-07-15 09:00");
  assert_instant (china, sr_calendar_subtract (china, evening, HOURS (7.5) + 1),
                  "2026-07-14 17:59:59");
  assert_instant (china, sr_calendar_subtract (china, evening + 3600, 0), "2026-07-15 18:00");
  assert_instant (china,
                  sr_calendar_subtract (china, fixture_instant (china, "2026-10-08 10:00"),
                                        HOURS (2)),
                  "2026-09-30 17:00");
}

static void
test_a_night_shift_is_one_stretch_over_midnight (void)
{
  SrWeek week = { 0 };
  g_autoptr (SrCalendar) calendar = NULL;
  gint64 start;

  fixture_set_day (&week, 4, "22:00-24:00");
  fixture_set_day (&week, 5, "00:00-06:00");
  calendar = fixture_calendar ("Asia/Shanghai", &week, NULL);
  start = fixture_instant (calendar, "2026-07-17 23:00");

  assert_instant (calendar, sr_calendar_add (calendar, start, HOURS (1)), "2026-07-18 00:00");
  assert_instant (calendar, sr_calendar_add (calendar, start, HOURS (3)), "2026-07-18 02:00");
  g_assert_true (sr_calendar_is_open (calendar, fixture_instant (calendar, "2026-07-18 00:00")));
  assert_instant (calendar, sr_calendar_add (calendar, start, HOURS (8)), "2026-07-24 23:00");
}

static void
test_a_closing_at_the_end_of_the_year_belongs_to_the_year (void)
{
  g_autoptr (SrCalendar) calendar = sr_calendar_new_always ("America/New_York", NULL);
  gint64 eve = fixture_instant (calendar, "2026-12-31 23:00");

  assert_instant (calendar, sr_calendar_add (calendar, eve, HOURS (1)), "2027-01-01 00:00");
  assert_instant (calendar, sr_calendar_closing (calendar, sr_day_from_iso ("2026-12-31")),
                  "2027-01-01 00:00");
  assert_instant (calendar, sr_calendar_add (calendar, eve + 3600, 0), "2027-01-01 00:00");
}

static void
test_a_week_of_one_day_is_enough (void)
{
  SrWeek week = { 0 };
  g_autoptr (SrCalendar) calendar = NULL;

  fixture_set_day (&week, 2, "10:00-11:00");
  calendar = fixture_calendar ("Asia/Shanghai", &week, NULL);

  assert_instant (calendar,
                  sr_calendar_add (calendar, fixture_instant (calendar, "2026-07-16 00:00"),
                                   HOURS (2.5)),
                  "2026-08-05 10:30");
  assert_day (sr_calendar_add_workdays (calendar, sr_day_from_iso ("2026-07-15"), 3),
              "2026-08-05");
}

/* Closure before special hours before make-up workday before holiday before the week. */
static void
test_the_first_rank_of_a_day_wins (void)
{
  static const struct
  {
    SrExceptionRank  rank;
    SrExceptionRank  other_rank;
    const char      *hours;
    gint64           length;
  } cases[] = {
    { SR_EXCEPTION_NONE, SR_EXCEPTION_NONE, "", 27000 },
    { SR_EXCEPTION_PUBLIC_HOLIDAY, SR_EXCEPTION_NONE, "", 0 },
    { SR_EXCEPTION_MAKEUP_WORKDAY, SR_EXCEPTION_PUBLIC_HOLIDAY, "", 27000 },
    { SR_EXCEPTION_PUBLIC_HOLIDAY, SR_EXCEPTION_MAKEUP_WORKDAY, "", 27000 },
    { SR_EXCEPTION_PUBLIC_HOLIDAY, SR_EXCEPTION_SPECIAL_HOURS, "", 3600 },
    { SR_EXCEPTION_MAKEUP_WORKDAY, SR_EXCEPTION_SPECIAL_HOURS, "", 3600 },
    { SR_EXCEPTION_CLOSURE, SR_EXCEPTION_SPECIAL_HOURS, "", 0 },
    { SR_EXCEPTION_CLOSURE, SR_EXCEPTION_MAKEUP_WORKDAY, "", 0 },
    { SR_EXCEPTION_CLOSURE, SR_EXCEPTION_SPECIAL_HOURS, "06:30-12:00", 1800 },
    { SR_EXCEPTION_CLOSURE, SR_EXCEPTION_MAKEUP_WORKDAY, "10:00-11:00 15:00-16:00", 19800 },
    { SR_EXCEPTION_CLOSURE, SR_EXCEPTION_PUBLIC_HOLIDAY, "10:00-11:00", 0 },
    { SR_EXCEPTION_CLOSURE, SR_EXCEPTION_NONE, "11:00-14:00", 21600 },
    { SR_EXCEPTION_SPECIAL_HOURS, SR_EXCEPTION_NONE, "00:00-24:00", 86400 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SrCalendar) calendar = office_with (cases[i].hours, cases[i].rank,
                                                     cases[i].other_rank);
      const SrException *exception = sr_calendar_get_exception (calendar,
                                                                sr_day_from_iso ("2026-07-15"));

      g_assert_cmpint (get_day_length (calendar, "2026-07-15"), ==, cases[i].length);
      g_assert_cmpint (sr_calendar_is_workday (calendar, sr_day_from_iso ("2026-07-15")), ==,
                       cases[i].length > 0);
      g_assert_cmpint (exception != NULL ? exception->rank : SR_EXCEPTION_NONE, ==,
                       MIN (cases[i].rank, cases[i].other_rank));
    }
}

static void
test_a_make_up_workday_follows_the_weekday_it_names (void)
{
  SrException exception = {
    .rank = SR_EXCEPTION_MAKEUP_WORKDAY,
    .template_weekday = 4
  };
  const SrException *exceptions[] = { &exception };
  SrWeek week = fixture_office_week ();
  g_autoptr (SrCalendar) calendar = NULL;

  exception.day = sr_day_from_iso ("2026-07-18");
  fixture_set_day (&week, 4, "09:00-12:00");
  calendar = sr_calendar_new ("Asia/Shanghai", &week, exceptions, 1, NULL);

  g_assert_cmpint (get_day_length (calendar, "2026-07-18"), ==, HOURS (3));
}

static void
test_of_two_alike_the_later_holds_and_closures_add_up (void)
{
  g_autoptr (GPtrArray) exceptions = fixture_no_days ();
  SrWeek week = fixture_office_week ();
  g_autoptr (SrCalendar) calendar = NULL;

  fixture_add_exception (exceptions, "2026-07-15", "2026-07-15", SR_EXCEPTION_SPECIAL_HOURS,
                         "09:00-10:00");
  fixture_add_exception (exceptions, "2026-07-15", "2026-07-15", SR_EXCEPTION_SPECIAL_HOURS,
                         "09:00-17:00");
  fixture_add_exception (exceptions, "2026-07-15", "2026-07-15", SR_EXCEPTION_CLOSURE,
                         "12:00-13:00");
  fixture_add_exception (exceptions, "2026-07-15", "2026-07-15", SR_EXCEPTION_CLOSURE,
                         "12:30-14:00");
  calendar = fixture_calendar ("Asia/Shanghai", &week, exceptions);

  g_assert_cmpint (get_day_length (calendar, "2026-07-15"), ==, HOURS (6));
}

static void
test_a_deadline_in_working_days_is_the_closing_of_the_last (void)
{
  g_autoptr (SrCalendar) china = fixture_china ();
  gint64 friday = fixture_instant (china, "2026-07-17 17:00");
  gint64 saturday = fixture_instant (china, "2026-07-18 11:00");

  assert_instant (china, sr_calendar_add_workdays_to_closing (china, friday, 1),
                  "2026-07-20 18:00");
  assert_instant (china, sr_calendar_add_workdays_to_closing (china, saturday, 1),
                  "2026-07-20 18:00");
  assert_instant (china, sr_calendar_add_workdays_to_closing (china, friday, 0),
                  "2026-07-17 18:00");
  assert_instant (china, sr_calendar_add_workdays_to_closing (china, saturday, 0),
                  "2026-07-20 18:00");
  assert_instant (china, sr_calendar_closing (china, sr_day_from_iso ("2026-10-01")),
                  "2026-10-08 18:00");
}

static void
test_an_opening_in_the_gap_moves_to_its_end (void)
{
  SrWeek week = { 0 };
  g_autoptr (SrCalendar) calendar = NULL;

  fixture_set_day (&week, 6, "02:15-02:45 02:50-05:00");
  calendar = fixture_calendar ("America/New_York", &week, NULL);

  assert_instant (calendar,
                  sr_calendar_next_open (calendar, fixture_instant (calendar, "2026-03-08 00:00")),
                  "2026-03-08 03:00");
  g_assert_cmpint (get_day_length (calendar, "2026-03-08"), ==, HOURS (2));
  g_assert_cmpint (get_day_length (calendar, "2026-03-15"), ==, HOURS (2) + 2400);
}

static void
test_an_ambiguous_time_is_taken_the_first_time (void)
{
  SrWeek week = { 0 };
  g_autoptr (SrCalendar) calendar = NULL;

  fixture_set_day (&week, 6, "00:30-01:30 01:45-03:00");
  calendar = fixture_calendar ("America/New_York", &week, NULL);

  /* 00:30 to the first 01:30; the first 01:45 to 03:00, an hour longer than the clock says. */
  g_assert_cmpint (get_day_length (calendar, "2026-11-01"), ==, HOURS (1) + HOURS (2.25));
  g_assert_false (sr_calendar_is_open (calendar,
                                       fixture_instant (calendar, "2026-11-01T01:35-04:00")));
  g_assert_true (sr_calendar_is_open (calendar,
                                      fixture_instant (calendar, "2026-11-01T01:35-05:00")));
}

static void
test_days_have_23_24_or_25_hours (void)
{
  g_autoptr (SrCalendar) calendar = sr_calendar_new_always ("America/New_York", NULL);

  g_assert_cmpint (get_day_length (calendar, "2026-03-08"), ==, HOURS (23));
  g_assert_cmpint (get_day_length (calendar, "2026-03-09"), ==, HOURS (24));
  g_assert_cmpint (get_day_length (calendar, "2026-11-01"), ==, HOURS (25));
}

static void
test_a_day_that_a_zone_left_out_is_no_working_day (void)
{
  g_autoptr (SrCalendar) calendar = sr_calendar_new_always ("Pacific/Apia", NULL);

  g_assert_false (sr_calendar_is_workday (calendar, sr_day_from_iso ("2011-12-30")));
  assert_day (sr_calendar_add_workdays (calendar, sr_day_from_iso ("2011-12-29"), 1),
              "2011-12-31");
}

static void
test_real_time_runs_at_every_second (void)
{
  g_autoptr (SrCalendar) calendar = sr_calendar_new_always ("America/New_York", NULL);

  for (gint64 start = 100000; start < G_GINT64_CONSTANT (4000000000); start += 98765432)
    {
      g_assert_true (sr_calendar_is_open (calendar, start));
      g_assert_cmpint (sr_calendar_add (calendar, start, 12345678), ==, start + 12345678);
      g_assert_cmpint (sr_calendar_subtract (calendar, start, 54321), ==, start - 54321);
    }
}

static void
test_a_year_without_notice_is_provisional (void)
{
  g_autoptr (SrCalendar) china = fixture_china ();
  SrWeek week = fixture_office_week ();
  g_autoptr (SrCalendar) plain = fixture_calendar ("Asia/Shanghai", &week, NULL);

  g_assert_false (sr_calendar_is_provisional (china, fixture_instant (china, "2026-12-31 23:59")));
  g_assert_true (sr_calendar_is_provisional (china, fixture_instant (china, "2027-01-01 00:00")));
  g_assert_true (sr_calendar_is_provisional (china, fixture_instant (china, "2031-06-01 10:00")));
  g_assert_false (sr_calendar_is_provisional (china, fixture_instant (china, "2023-06-01 10:00")));
  g_assert_false (sr_calendar_is_provisional (plain, fixture_instant (plain, "2027-06-01 10:00")));
}

static void
test_a_december_day_of_the_next_notice_makes_no_year_known (void)
{
  g_autoptr (GPtrArray) exceptions = fixture_china_days ();
  SrWeek week = fixture_office_week ();
  g_autoptr (SrCalendar) calendar = NULL;

  fixture_add_exception (exceptions, "2027-12-31", "2027-12-31", SR_EXCEPTION_PUBLIC_HOLIDAY, "");
  fixture_add_exception (exceptions, "2027-02-14", "2027-02-14", SR_EXCEPTION_MAKEUP_WORKDAY, "");
  calendar = fixture_calendar ("Asia/Shanghai", &week, exceptions);

  g_assert_true (sr_calendar_is_provisional (calendar,
                                             fixture_instant (calendar, "2027-06-01 10:00")));
}

static void
test_a_year_without_notice_keeps_the_days_that_the_law_fixes (void)
{
  g_autoptr (SrCalendar) china = fixture_china ();
  const char *off[] = {
    "2027-01-01", "2027-10-01", "2028-05-01", "2028-05-02", "2029-10-01", "2029-10-02",
    "2029-10-03"
  };
  const char *open[] = { "2027-01-04", "2028-05-03", "2029-10-04", "2027-09-24" };

  for (guint i = 0; i < G_N_ELEMENTS (off); i++)
    {
      const SrException *exception = sr_calendar_get_exception (china, sr_day_from_iso (off[i]));

      g_assert_false (sr_calendar_is_workday (china, sr_day_from_iso (off[i])));
      g_assert_nonnull (exception);
      g_assert_cmpint (exception->rank, ==, SR_EXCEPTION_PUBLIC_HOLIDAY);
    }
  for (guint i = 0; i < G_N_ELEMENTS (open); i++)
    g_assert_true (sr_calendar_is_workday (china, sr_day_from_iso (open[i])));

  /* Before the first notice nothing is known to have been kept. */
  g_assert_true (sr_calendar_is_workday (china, sr_day_from_iso ("2020-10-01")));
}

static void
test_fixed_days_are_only_carried_on_where_they_were_kept (void)
{
  g_autoptr (GPtrArray) exceptions = fixture_no_days ();
  SrWeek week = fixture_office_week ();
  g_autoptr (SrCalendar) calendar = NULL;

  fixture_add_exception (exceptions, "2026-01-01", "2026-01-01", SR_EXCEPTION_PUBLIC_HOLIDAY, "");
  fixture_add_exception (exceptions, "2026-07-03", "2026-07-03", SR_EXCEPTION_PUBLIC_HOLIDAY, "");
  calendar = fixture_calendar ("America/New_York", &week, exceptions);

  g_assert_false (sr_calendar_is_workday (calendar, sr_day_from_iso ("2027-01-01")));
  g_assert_true (sr_calendar_is_workday (calendar, sr_day_from_iso ("2027-10-01")));
  g_assert_true (sr_calendar_is_workday (calendar, sr_day_from_iso ("2028-05-01")));
}

static void
test_an_explanation_lists_what_was_used_and_what_was_closed (void)
{
  g_autoptr (SrCalendar) china = fixture_china ();
  g_autoptr (GArray) steps =
    sr_calendar_explain (china, fixture_instant (china, "2026-02-13 17:00"), HOURS (9));
  const SrExplainStep *step = &g_array_index (steps, SrExplainStep, 0);

  /* Friday's last hour, both halves of the make-up Saturday, nine days off, half an hour. */
  g_assert_cmpuint (steps->len, ==, 1 + 2 + 9 + 1);

  assert_day (step[0].day, "2026-02-13");
  g_assert_cmpint (step[0].rank, ==, SR_EXCEPTION_NONE);
  g_assert_cmpint (step[0].used, ==, HOURS (1));
  g_assert_cmpint (step[0].remaining, ==, HOURS (8));

  assert_day (step[1].day, "2026-02-14");
  g_assert_cmpint (step[1].rank, ==, SR_EXCEPTION_MAKEUP_WORKDAY);
  assert_instant (china, step[1].from, "2026-02-14 09:00");
  assert_instant (china, step[1].to, "2026-02-14 12:00");
  g_assert_cmpint (step[2].used, ==, HOURS (4.5));

  for (int i = 3; i < 12; i++)
    {
      g_assert_cmpint (step[i].rank, ==, SR_EXCEPTION_PUBLIC_HOLIDAY);
      g_assert_cmpint (step[i].from, ==, 0);
      g_assert_cmpint (step[i].used, ==, 0);
      g_assert_cmpint (step[i].remaining, ==, HOURS (0.5));
      g_assert_false (step[i].provisional);
    }

  assert_instant (china, step[12].to, "2026-02-24 09:30");
  g_assert_cmpint (step[12].remaining, ==, 0);
}

static void
test_an_explanation_says_what_is_provisional (void)
{
  g_autoptr (SrCalendar) china = fixture_china ();
  g_autoptr (GArray) steps =
    sr_calendar_explain (china, fixture_instant (china, "2026-12-31 17:00"), HOURS (2));

  g_assert_cmpuint (steps->len, ==, 5);
  g_assert_false (g_array_index (steps, SrExplainStep, 0).provisional);
  for (guint i = 1; i < steps->len; i++)
    g_assert_true (g_array_index (steps, SrExplainStep, i).provisional);
  g_assert_cmpint (g_array_index (steps, SrExplainStep, 1).rank, ==, SR_EXCEPTION_PUBLIC_HOLIDAY);
}

static void
test_an_endless_explanation_ends (void)
{
  SrWeek week = { 0 };
  g_autoptr (SrCalendar) never = fixture_calendar ("Asia/Shanghai", &week, NULL);
  g_autoptr (GArray) steps = sr_calendar_explain (never, 0, 1);
  g_autoptr (GArray) nothing = sr_calendar_explain (never, 0, 0);

  g_assert_cmpuint (steps->len, <=, 10001);
  g_assert_cmpint (g_array_index (steps, SrExplainStep, steps->len - 1).remaining, ==, 1);
  g_assert_cmpuint (nothing->len, ==, 0);
}

static void
test_a_calendar_that_never_opens_says_so (void)
{
  SrWeek week = { 0 };
  g_autoptr (SrCalendar) never = fixture_calendar ("Asia/Shanghai", &week, NULL);

  g_assert_false (sr_calendar_is_open (never, 0));
  g_assert_cmpint (sr_calendar_next_open (never, 0), ==, G_MAXINT64);
  g_assert_cmpint (sr_calendar_add (never, 0, 0), ==, G_MAXINT64);
  g_assert_cmpint (sr_calendar_add (never, 0, 1), ==, G_MAXINT64);
  g_assert_cmpint (sr_calendar_subtract (never, 0, 0), ==, G_MININT64);
  g_assert_cmpint (sr_calendar_subtract (never, 0, 1), ==, G_MININT64);
  g_assert_cmpint (sr_calendar_between (never, G_MININT64, G_MAXINT64), ==, 0);
  g_assert_cmpint (sr_calendar_add_workdays (never, 0, 1), ==, SR_DAY_INVALID);
  g_assert_cmpint (sr_calendar_closing (never, 0), ==, G_MAXINT64);
  g_assert_cmpint (sr_calendar_add_workdays_to_closing (never, 0, 5), ==, G_MAXINT64);
}

static void
test_absurd_input_is_clamped_and_never_overflows (void)
{
  g_autoptr (SrCalendar) china = fixture_china ();
  g_autoptr (SrCalendar) always = sr_calendar_new_always ("America/New_York", NULL);
  SrCalendar *calendars[] = { china, always };
  const gint64 instants[] = {
    G_MININT64, G_MININT64 + 1, -G_GINT64_CONSTANT (99999999999999), -1, 0,
    G_GINT64_CONSTANT (253402300799), G_GINT64_CONSTANT (99999999999999), G_MAXINT64 - 1, G_MAXINT64
  };
  const SrDay days[] = { G_MININT32, -1, 0, 20000, 2932896, 2932897, G_MAXINT32 };

  for (guint i = 0; i < G_N_ELEMENTS (calendars); i++)
    {
      SrCalendar *calendar = calendars[i];

      for (guint j = 0; j < G_N_ELEMENTS (instants); j++)
        {
          gint64 instant = instants[j];

          sr_calendar_is_open (calendar, instant);
          sr_calendar_is_provisional (calendar, instant);
          g_assert_cmpint (sr_calendar_next_open (calendar, instant), >=, instant);
          g_assert_cmpint (sr_calendar_add (calendar, instant, 1), >=, instant);
          g_assert_cmpint (sr_calendar_add (calendar, instant, G_MAXINT64), ==, G_MAXINT64);
          g_assert_cmpint (sr_calendar_subtract (calendar, instant, 1), <=, instant);
          g_assert_cmpint (sr_calendar_subtract (calendar, instant, G_MAXINT64), ==, G_MININT64);
          for (guint k = 0; k < G_N_ELEMENTS (instants); k++)
            g_assert_cmpint (sr_calendar_between (calendar, instant, instants[k]), ==,
                             -sr_calendar_between (calendar, instants[k], instant));
        }

      for (guint j = 0; j < G_N_ELEMENTS (days); j++)
        {
          gint64 from[SR_DAY_MAX_INTERVALS * 2];
          gint64 to[SR_DAY_MAX_INTERVALS * 2];

          sr_calendar_is_workday (calendar, days[j]);
          sr_calendar_add_workdays (calendar, days[j], G_MAXUINT);
          sr_calendar_closing (calendar, days[j]);
          sr_calendar_get_exception (calendar, days[j]);
          sr_calendar_get_intervals (calendar, days[j], from, to);
          for (guint k = 0; k < G_N_ELEMENTS (days); k++)
            g_assert_cmpint (sr_calendar_workdays (calendar, days[j], days[k]), ==,
                             -sr_calendar_workdays (calendar, days[k], days[j]));
        }
    }

  g_assert_cmpint (sr_calendar_between (always, G_MININT64, G_MAXINT64), ==,
                   (gint64) (2932896 + 1) * 86400);
}

static void
assert_refused (const char        *zone_id,
                const SrWeek      *week,
                const SrException *exception,
                SrTimeError        code)
{
  g_autoptr (GError) error = NULL;
  SrCalendar *calendar = sr_calendar_new (zone_id, week, &exception, exception != NULL ? 1 : 0,
                                          &error);

  g_assert_null (calendar);
  g_assert_error (error, SR_TIME_ERROR, (int) code);
}

static void
test_what_makes_no_sense_is_refused (void)
{
  const SrWeek good = fixture_office_week ();
  SrWeek week = good;
  SrException exception = { .day = 20000 };

  assert_refused ("Asia/Nowhere", &good, NULL, SR_TIME_ERROR_ZONE);
  assert_refused (NULL, &good, NULL, SR_TIME_ERROR_ZONE);

  week.intervals[0][1].from = week.intervals[0][0].to - 1;
  assert_refused ("Asia/Shanghai", &week, NULL, SR_TIME_ERROR_INTERVAL);
  week = good;
  week.intervals[3][1].to = 86401;
  assert_refused ("Asia/Shanghai", &week, NULL, SR_TIME_ERROR_INTERVAL);
  week = good;
  week.intervals[3][1].to = week.intervals[3][1].from;
  assert_refused ("Asia/Shanghai", &week, NULL, SR_TIME_ERROR_INTERVAL);
  week = good;
  week.n_intervals[6] = SR_DAY_MAX_INTERVALS + 1;
  assert_refused ("Asia/Shanghai", &week, NULL, SR_TIME_ERROR_INTERVAL);

  exception.day = -1;
  assert_refused ("Asia/Shanghai", &good, &exception, SR_TIME_ERROR_RANGE);
  exception.day = SR_DAY_INVALID;
  assert_refused ("Asia/Shanghai", &good, &exception, SR_TIME_ERROR_RANGE);
  exception.day = 20000;
  exception.rank = SR_EXCEPTION_NONE;
  assert_refused ("Asia/Shanghai", &good, &exception, SR_TIME_ERROR_RANGE);
  exception.rank = SR_EXCEPTION_MAKEUP_WORKDAY;
  exception.template_weekday = 7;
  assert_refused ("Asia/Shanghai", &good, &exception, SR_TIME_ERROR_RANGE);
  exception.rank = SR_EXCEPTION_CLOSURE;
  exception.n_intervals = 1;
  assert_refused ("Asia/Shanghai", &good, &exception, SR_TIME_ERROR_INTERVAL);
}

static void
test_a_calendar_keeps_its_own_copy (void)
{
  SrWeek week = fixture_office_week ();
  SrException *exception = g_new0 (SrException, 1);
  const SrException *exceptions[] = { exception };
  g_autoptr (SrCalendar) calendar = NULL;
  const SrException *kept;

  exception->day = sr_day_from_iso ("2026-07-15");
  exception->rank = SR_EXCEPTION_CLOSURE;
  exception->name = g_strdup ("Stocktaking");
  calendar = sr_calendar_new ("Asia/Shanghai", &week, exceptions, 1, NULL);
  sr_exception_free (exception);

  kept = sr_calendar_get_exception (calendar, sr_day_from_iso ("2026-07-15"));
  g_assert_cmpstr (kept->name, ==, "Stocktaking");
  g_assert_null (sr_calendar_get_exception (calendar, sr_day_from_iso ("2026-07-16")));
  g_assert_cmpstr (sr_calendar_get_zone (calendar), ==, "Asia/Shanghai");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add_func ("/domain/time/calendar/" name, func)
  ADD ("intervals-are-open-at-their-start-and-closed-at-their-end",
       test_intervals_are_open_at_their_start_and_closed_at_their_end);
  ADD ("the-next-opening-skips-breaks-nights-and-holidays",
       test_the_next_opening_skips_breaks_nights_and_holidays);
  ADD ("nothing-is-added-at-an-end-and-snaps-outside-of-hours",
       test_nothing_is_added_at_an_end_and_snaps_outside_of_hours);
  ADD ("subtracting-stops-at-an-opening", test_subtracting_stops_at_an_opening);
  ADD ("a-night-shift-is-one-stretch-over-midnight",
       test_a_night_shift_is_one_stretch_over_midnight);
  ADD ("a-closing-at-the-end-of-the-year-belongs-to-the-year",
       test_a_closing_at_the_end_of_the_year_belongs_to_the_year);
  ADD ("a-week-of-one-day-is-enough", test_a_week_of_one_day_is_enough);
  ADD ("the-first-rank-of-a-day-wins", test_the_first_rank_of_a_day_wins);
  ADD ("a-make-up-workday-follows-the-weekday-it-names",
       test_a_make_up_workday_follows_the_weekday_it_names);
  ADD ("of-two-alike-the-later-holds-and-closures-add-up",
       test_of_two_alike_the_later_holds_and_closures_add_up);
  ADD ("a-deadline-in-working-days-is-the-closing-of-the-last",
       test_a_deadline_in_working_days_is_the_closing_of_the_last);
  ADD ("an-opening-in-the-gap-moves-to-its-end", test_an_opening_in_the_gap_moves_to_its_end);
  ADD ("an-ambiguous-time-is-taken-the-first-time",
       test_an_ambiguous_time_is_taken_the_first_time);
  ADD ("days-have-23-24-or-25-hours", test_days_have_23_24_or_25_hours);
  ADD ("a-day-that-a-zone-left-out-is-no-working-day",
       test_a_day_that_a_zone_left_out_is_no_working_day);
  ADD ("real-time-runs-at-every-second", test_real_time_runs_at_every_second);
  ADD ("a-year-without-notice-is-provisional", test_a_year_without_notice_is_provisional);
  ADD ("a-december-day-of-the-next-notice-makes-no-year-known",
       test_a_december_day_of_the_next_notice_makes_no_year_known);
  ADD ("a-year-without-notice-keeps-the-days-that-the-law-fixes",
       test_a_year_without_notice_keeps_the_days_that_the_law_fixes);
  ADD ("fixed-days-are-only-carried-on-where-they-were-kept",
       test_fixed_days_are_only_carried_on_where_they_were_kept);
  ADD ("an-explanation-lists-what-was-used-and-what-was-closed",
       test_an_explanation_lists_what_was_used_and_what_was_closed);
  ADD ("an-explanation-says-what-is-provisional", test_an_explanation_says_what_is_provisional);
  ADD ("an-endless-explanation-ends", test_an_endless_explanation_ends);
  ADD ("a-calendar-that-never-opens-says-so", test_a_calendar_that_never_opens_says_so);
  ADD ("absurd-input-is-clamped-and-never-overflows",
       test_absurd_input_is_clamped_and_never_overflows);
  ADD ("what-makes-no-sense-is-refused", test_what_makes_no_sense_is_refused);
  ADD ("a-calendar-keeps-its-own-copy", test_a_calendar_keeps_its_own_copy);
#undef ADD

  return g_test_run ();
}
