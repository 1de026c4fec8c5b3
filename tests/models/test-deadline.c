/* A deadline that explains itself, day by day.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domain/service/sr-what-if.h"
#include "models/sr-due.h"
#include "service-fixture.h"

static GPtrArray *
explain (Fixture    *room,
         const char *kind)
{
  return sr_deadline_explain (fixture_clock (room, kind), room->children, &room->setting, room->now);
}

static const SrDeadlineLine *
line_at (GPtrArray *lines,
         guint      index)
{
  g_assert_cmpuint (index, <, lines->len);

  return g_ptr_array_index (lines, index);
}

static const SrDeadlineLine *
last_line (GPtrArray *lines)
{
  return line_at (lines, lines->len - 1);
}

static gint64
sum_of (GPtrArray *lines,
        gboolean   past_only)
{
  gint64 sum = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const SrDeadlineLine *line = g_ptr_array_index (lines, i);

      if (line->is_past || !past_only)
        sum += line->used;
    }

  return sum;
}

/* What is past is the time used, and all of it with what is left at the end is what was allowed. */
static void
assert_adds_up (Fixture    *room,
                const char *kind)
{
  g_autoptr (GPtrArray) lines = explain (room, kind);
  const SrRow *clock = fixture_clock (room, kind);
  gint64 elapsed = sr_clock_row_elapsed (clock, &room->setting, room->now);
  gint64 remaining = sr_clock_row_remaining (clock, &room->setting, room->now);

  g_assert_cmpint (sum_of (lines, TRUE), ==, elapsed);
  g_assert_cmpint (sum_of (lines, FALSE) + last_line (lines)->remaining, ==, elapsed + remaining);
  if (sr_row_get_integer (clock, SR_CLOCK_DUE_AT) > room->now)
    g_assert_cmpint (last_line (lines)->remaining, ==, 0);
  else
    g_assert_cmpint (last_line (lines)->remaining, ==, remaining);
}

/* The worked picture: 37.5 h from 30 September 10:00, paused 8 October 11:00 to 9 October 14:00. */
static Fixture *
worked_picture (void)
{
  Fixture *room = fixture_new ("2026-09-30 10:00");

  fixture_receive (room, "P4");
  fixture_work (room);
  fixture_at (room, "2026-10-08 11:00");
  fixture_wait (room, "2026-10-09 14:00");
  fixture_at (room, "2026-10-09 14:00");
  fixture_do (room, "resume");
  fixture_at (room, "2026-10-09 15:30");

  return room;
}

static void
test_the_worked_picture (void)
{
  static const struct
  {
    const char *from;
    const char *to;
    const char *rule;
    const char *hours;
    double      used;
    double      remaining;
    gboolean    is_past;
    gboolean    is_closed;
  } expected[] = {
    { "2026-09-30", "2026-09-30", "Started", "10:00–18:00", 6.5, 31, TRUE, FALSE },
    { "2026-10-01", "2026-10-07", "Public holiday", "—", 0, 31, TRUE, TRUE },
    { "2026-10-08", "2026-10-08", "Workday, paused at 11:00", "09:00–11:00", 2, 29, TRUE, FALSE },
    { "2026-10-09", "2026-10-09", "Paused until 14:00", "14:00–15:30", 1.5, 27.5, TRUE, FALSE },
    { "2026-10-09", "2026-10-09", "From now", "15:30–18:00", 2.5, 25, FALSE, FALSE },
    { "2026-10-10", "2026-10-10", "Make-up workday", "09:00–18:00", 7.5, 17.5, FALSE, FALSE },
    { "2026-10-11", "2026-10-11", "Day off", "—", 0, 17.5, FALSE, TRUE },
    { "2026-10-12", "2026-10-12", "Workday", "09:00–18:00", 7.5, 10, FALSE, FALSE },
    { "2026-10-13", "2026-10-13", "Workday", "09:00–18:00", 7.5, 2.5, FALSE, FALSE },
    { "2026-10-14", "2026-10-14", "Workday", "09:00–11:30", 2.5, 0, FALSE, FALSE },
  };
  g_autoptr (Fixture) room = worked_picture ();
  g_autoptr (GPtrArray) lines = explain (room, "resolution");

  assert_due (room, "resolution", "2026-10-14 11:30");
  g_assert_cmpuint (lines->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const SrDeadlineLine *line = line_at (lines, i);

      assert_day (line->from, expected[i].from);
      assert_day (line->to, expected[i].to);
      g_assert_cmpstr (line->rule, ==, expected[i].rule);
      g_assert_cmpstr (line->hours, ==, expected[i].hours);
      g_assert_cmpint (line->used, ==, HOURS (expected[i].used));
      g_assert_cmpint (line->remaining, ==, HOURS (expected[i].remaining));
      g_assert_cmpint (line->is_past, ==, expected[i].is_past);
      g_assert_cmpint (line->is_closed, ==, expected[i].is_closed);
      g_assert_false (line->is_pause);
    }
  g_assert_cmpint (sum_of (lines, TRUE), ==, HOURS (10));
  assert_adds_up (room, "resolution");
}

static void
test_a_pause_that_lasts_is_told_until_now (void)
{
  g_autoptr (Fixture) room = worked_picture ();
  g_autoptr (GPtrArray) lines = NULL;

  fixture_wait (room, "2026-10-20 10:00");
  fixture_at (room, "2026-10-13 10:00");
  lines = explain (room, "resolution");

  g_assert_true (last_line (lines)->is_pause);
  assert_day (last_line (lines)->from, "2026-10-12");
  assert_day (last_line (lines)->to, "2026-10-13");
  g_assert_cmpint (last_line (lines)->remaining, ==, HOURS (27.5));
  assert_adds_up (room, "resolution");
}

static void
test_what_is_overdue_goes_below_nothing (void)
{
  g_autoptr (Fixture) room = worked_picture ();
  g_autoptr (GPtrArray) lines = NULL;

  fixture_at (room, "2026-10-15 10:00");
  lines = explain (room, "resolution");

  assert_day (last_line (lines)->from, "2026-10-15");
  g_assert_cmpint (last_line (lines)->remaining, ==, -HOURS (6));
  assert_adds_up (room, "resolution");
}

static void
test_what_is_stopped_is_told_to_its_end_and_is_no_pause (void)
{
  g_autoptr (Fixture) room = worked_picture ();
  g_autoptr (GPtrArray) lines = NULL;

  fixture_resolve (room);
  fixture_at (room, "2026-10-20 10:00");
  lines = explain (room, "resolution");

  assert_day (last_line (lines)->from, "2026-10-09");
  g_assert_cmpstr (last_line (lines)->rule, ==, "Paused until 14:00");
  g_assert_cmpstr (last_line (lines)->hours, ==, "14:00–15:30");
  assert_adds_up (room, "resolution");
}

static void
test_who_stops_at_noon_does_not_pause (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-14 16:00");
  g_autoptr (GPtrArray) lines = NULL;

  fixture_receive (room, "P3");
  fixture_work (room);
  fixture_at (room, "2026-07-15 10:00");
  fixture_resolve (room);
  fixture_at (room, "2026-07-15 11:00");
  lines = explain (room, "resolution");

  g_assert_cmpstr (last_line (lines)->rule, ==, "Workday");
  assert_adds_up (room, "resolution");
}

static void
test_a_target_of_days_is_told_in_its_working_seconds (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-15 10:00");
  SrRow *target = (SrRow *) sr_setting_find_target (&room->setting, "resolution", 0, "P3");
  g_autoptr (GPtrArray) lines = NULL;

  sr_row_set_null (target, SR_TARGET_SECONDS);
  sr_row_set_integer (target, SR_TARGET_WORKDAYS, 3);
  fixture_receive (room, "P3");
  assert_due (room, "resolution", "2026-07-20 18:00");
  lines = explain (room, "resolution");

  /* Wednesday from 10:00, then Thursday, Friday and Monday. */
  g_assert_cmpuint (lines->len, ==, 5);
  g_assert_cmpint (line_at (lines, 0)->used, ==, HOURS (6.5));
  g_assert_cmpint (line_at (lines, 0)->remaining, ==, HOURS (22.5));
  g_assert_cmpint (last_line (lines)->remaining, ==, 0);
  assert_adds_up (room, "resolution");
}

static void
test_a_weekend_is_one_line (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-17 16:00");
  g_autoptr (GPtrArray) lines = NULL;

  fixture_receive (room, "P3");
  lines = explain (room, "resolution");
  g_assert_true (line_at (lines, 1)->is_closed);
  assert_day (line_at (lines, 1)->from, "2026-07-18");
  assert_day (line_at (lines, 1)->to, "2026-07-19");
}

static void
test_what_comes_after_closing_starts_the_next_day (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-15 20:00");
  g_autoptr (GPtrArray) lines = NULL;

  fixture_receive (room, "P3");
  lines = explain (room, "resolution");
  assert_day (line_at (lines, 0)->from, "2026-07-16");
  assert_adds_up (room, "resolution");
}

static void
test_a_changed_priority_is_no_pause (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-15 09:00");
  g_autoptr (GPtrArray) lines = NULL;

  fixture_receive (room, "P3");
  fixture_work (room);
  fixture_at (room, "2026-07-15 11:00");
  /* From working to real time: another stretch begins. */
  fixture_do (room, "prioritise", "priority", "P1");
  fixture_at (room, "2026-07-15 11:30");
  lines = explain (room, "resolution");

  for (guint i = 0; i < lines->len; i++)
    g_assert_null (strstr (line_at (lines, i)->rule, "aused"));
  assert_adds_up (room, "resolution");
}

static void
test_an_extension_is_part_of_what_is_left (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-15 09:00");

  fixture_receive (room, "P3");
  fixture_work (room);
  fixture_at (room, "2026-07-15 11:00");
  fixture_reach (room);
  fixture_do (room, "extend", "extension_until", "2026-07-20 18:00", "extension_reason", "Parts");
  fixture_as (room, MANAGER_CHEN, SR_ROLE_MANAGER);
  fixture_do (room, "approve_extension");
  assert_due (room, "resolution", "2026-07-20 18:00");
  assert_adds_up (room, "resolution");
}

static void
test_a_reopened_request_is_told_from_its_reopening (void)
{
  g_autoptr (Fixture) room = worked_picture ();
  g_autoptr (GPtrArray) lines = NULL;

  fixture_resolve (room);
  fixture_at (room, "2026-10-12 10:00");
  fixture_reopen (room);
  fixture_at (room, "2026-10-12 15:00");
  lines = explain (room, "resolution");
  assert_day (line_at (lines, 0)->from, "2026-10-12");
  assert_adds_up (room, "resolution");
}

static void
test_what_lasts_for_years_ends_with_one_line (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-15 09:00");
  g_autoptr (GPtrArray) lines = NULL;

  fixture_receive (room, "P4");
  fixture_do (room, "promise", "promised_at", "2029-07-15 09:00", "promise_reason", "Replacement");
  lines = explain (room, "promise");

  g_assert_cmpuint (lines->len, <, 500);
  g_assert_cmpstr (last_line (lines)->rule, ==, "…");
  assert_day (last_line (lines)->to, "2029-07-15");
  g_assert_cmpint (last_line (lines)->remaining, ==, 0);
  assert_adds_up (room, "promise");
}

static SrSituation
situation_of (Fixture *room)
{
  SrSituation situation = { 0 };

  situation.subject = room->request;
  situation.children = room->children;
  situation.staff = room->staff;
  situation.roles = room->roles;
  situation.now = room->now;
  situation.setting = &room->setting;

  return situation;
}

static void
assert_moved (Fixture    *room,
              gint64      due,
              const char *expected)
{
  assert_instant (room->setting.calendar, due, expected);
}

/* The figures of the worked picture, which were counted by hand. */
static void
test_the_worked_picture_says_where_the_deadline_would_go (void)
{
  g_autoptr (Fixture) room = worked_picture ();
  const SrRow *clock = fixture_clock (room, "resolution");
  SrSituation situation = situation_of (room);
  gint64 monday = sr_calendar_instant_at (room->setting.calendar,
                                          sr_day_new (2026, 10, 12), 9 * 3600);

  assert_moved (room, sr_what_if_paused (&situation, clock, monday), "2026-10-15 15:30");
  assert_moved (room, sr_what_if_priority (&situation, clock, "P3"), "2026-10-10 11:30");
  g_assert_cmpint (sr_what_if_priority (&situation, clock, "P4"), ==, 0);
  /* Nothing was done by asking. */
  assert_due (room, "resolution", "2026-10-14 11:30");
}

static void
test_what_would_happen_is_what_then_happens (void)
{
  g_autoptr (Fixture) room = worked_picture ();
  SrSituation situation = situation_of (room);
  gint64 until = sr_calendar_instant_at (room->setting.calendar,
                                         sr_day_new (2026, 10, 13), 10 * 3600);
  gint64 paused = sr_what_if_paused (&situation, fixture_clock (room, "resolution"), until);
  gint64 raised = 0;

  fixture_wait (room, "2026-10-13 10:00");
  fixture_at (room, "2026-10-13 10:00");
  fixture_do (room, "resume");
  g_assert_cmpint (sr_row_get_integer (fixture_clock (room, "resolution"), SR_CLOCK_DUE_AT), ==,
                   paused);

  situation = situation_of (room);
  raised = sr_what_if_priority (&situation, fixture_clock (room, "resolution"), "P2");
  fixture_do (room, "prioritise", "priority", "P2");
  g_assert_cmpint (sr_row_get_integer (fixture_clock (room, "resolution"), SR_CLOCK_DUE_AT), ==,
                   raised);
}

static void
test_waiting_does_not_move_a_promise (void)
{
  g_autoptr (Fixture) room = worked_picture ();
  SrSituation situation = { 0 };

  fixture_do (room, "promise", "promised_at", "2026-10-09 16:00");
  situation = situation_of (room);
  g_assert_cmpint (sr_what_if_paused (&situation, fixture_clock (room, "promise"),
                                      room->now + 86400), ==, 0);
  g_assert_cmpint (sr_what_if_priority (&situation, fixture_clock (room, "promise"), "P2"), ==, 0);
}

#define TEST(path, test) g_test_add_func ("/models/deadline/" path, test)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  TEST ("the-worked-picture", test_the_worked_picture);
  TEST ("a-pause-that-lasts-is-told-until-now", test_a_pause_that_lasts_is_told_until_now);
  TEST ("what-is-overdue-goes-below-nothing", test_what_is_overdue_goes_below_nothing);
  TEST ("what-is-stopped-is-told-to-its-end-and-is-no-pause",
        test_what_is_stopped_is_told_to_its_end_and_is_no_pause);
  TEST ("who-stops-at-noon-does-not-pause", test_who_stops_at_noon_does_not_pause);
  TEST ("a-target-of-days-is-told-in-its-working-seconds",
        test_a_target_of_days_is_told_in_its_working_seconds);
  TEST ("a-weekend-is-one-line", test_a_weekend_is_one_line);
  TEST ("what-comes-after-closing-starts-the-next-day",
        test_what_comes_after_closing_starts_the_next_day);
  TEST ("a-changed-priority-is-no-pause", test_a_changed_priority_is_no_pause);
  TEST ("an-extension-is-part-of-what-is-left", test_an_extension_is_part_of_what_is_left);
  TEST ("a-reopened-request-is-told-from-its-reopening",
        test_a_reopened_request_is_told_from_its_reopening);
  TEST ("what-lasts-for-years-ends-with-one-line", test_what_lasts_for_years_ends_with_one_line);
  TEST ("the-worked-picture-says-where-the-deadline-would-go",
        test_the_worked_picture_says_where_the_deadline_would_go);
  TEST ("what-would-happen-is-what-then-happens", test_what_would_happen_is_what_then_happens);
  TEST ("waiting-does-not-move-a-promise", test_waiting_does_not_move_a_promise);

  return g_test_run ();
}
