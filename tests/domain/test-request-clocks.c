/* SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service-fixture.h"

/* The worked vectors of domain.md 2.4: P3, 15 h, waiting from 04-30 11:00 to 05-06 09:30. */
static Fixture *
worked_vector (void)
{
  Fixture *room = fixture_new ("2026-04-29 10:00");

  fixture_receive (room, "P3");
  fixture_work (room);
  fixture_at (room, "2026-04-30 11:00");
  fixture_wait (room, "2026-05-06 09:30");
  fixture_at (room, "2026-05-06 09:30");
  fixture_do (room, "resume");

  return room;
}

static void
test_a_pause_moves_the_deadline_by_its_working_time (void)
{
  g_autoptr (Fixture) room = worked_vector ();

  assert_due (room, "resolution", "2026-05-06 17:30");
  g_assert_cmpint (fixture_elapsed (room, "resolution"), ==, HOURS (8.5));
}

static void
test_a_higher_priority_leaves_the_grace (void)
{
  g_autoptr (Fixture) room = worked_vector ();

  fixture_at (room, "2026-05-06 10:30");
  g_assert_cmpint (fixture_elapsed (room, "resolution"), ==, HOURS (9.5));
  fixture_do (room, "prioritise", "priority", "P2");

  assert_due (room, "resolution", "2026-05-06 13:52:30");
}

static void
test_a_reopened_request_has_half_its_target (void)
{
  g_autoptr (Fixture) room = worked_vector ();

  fixture_at (room, "2026-05-06 16:00");
  fixture_resolve (room);
  g_assert_cmpint (sr_row_get_integer (fixture_clock (room, "resolution"), SR_CLOCK_ELAPSED), ==,
                   HOURS (13.5));
  assert_text (fixture_clock (room, "resolution"), SR_CLOCK_OUTCOME, "met");

  fixture_at (room, "2026-05-09 09:15");
  fixture_reopen (room);
  g_assert_cmpint (sr_clock_row_remaining (fixture_clock (room, "resolution"), &room->setting,
                                           room->now), ==, HOURS (7.5));
  assert_due (room, "resolution", "2026-05-11 09:15");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/service/clocks/a-pause-moves-the-deadline-by-its-working-time",
                   test_a_pause_moves_the_deadline_by_its_working_time);
  g_test_add_func ("/service/clocks/a-higher-priority-leaves-the-grace",
                   test_a_higher_priority_leaves_the_grace);
  g_test_add_func ("/service/clocks/a-reopened-request-has-half-its-target",
                   test_a_reopened_request_has_half_its_target);

  return g_test_run ();
}
