/* SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service-fixture.h"

#define assert_outcome(room, kind, expected) \
  assert_text (fixture_clock ((room), (kind)), SR_CLOCK_OUTCOME, (expected))
#define assert_clock_state(room, kind, expected) \
  assert_text (fixture_clock ((room), (kind)), SR_CLOCK_STATE, (expected))

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

static gint64
remaining (Fixture    *room,
           const char *kind)
{
  return sr_clock_row_remaining (fixture_clock (room, kind), &room->setting, room->now);
}

/* Makes the target of a priority one of working days. */
static void
set_workdays (Fixture    *room,
              const char *priority,
              gint64      workdays)
{
  SrRow *target = (SrRow *) sr_setting_find_target (&room->setting, "resolution", 0, priority);

  sr_row_set_null (target, SR_TARGET_SECONDS);
  sr_row_set_integer (target, SR_TARGET_WORKDAYS, workdays);
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
test_the_grace_survives_a_pause (void)
{
  g_autoptr (Fixture) room = worked_vector ();

  fixture_at (room, "2026-05-06 10:30");
  fixture_do (room, "prioritise", "priority", "P2");
  fixture_wait (room, "2026-05-07 09:00");
  fixture_at (room, "2026-05-07 09:00");
  fixture_do (room, "resume");

  assert_due (room, "resolution", "2026-05-07 10:52:30");
}

static void
test_a_reopened_request_has_half_its_target (void)
{
  g_autoptr (Fixture) room = worked_vector ();

  fixture_at (room, "2026-05-06 16:00");
  fixture_resolve (room);
  g_assert_cmpint (sr_row_get_integer (fixture_clock (room, "resolution"), SR_CLOCK_ELAPSED), ==,
                   HOURS (13.5));
  assert_outcome (room, "resolution", "met");

  fixture_at (room, "2026-05-09 09:15");
  fixture_reopen (room);
  g_assert_cmpint (remaining (room, "resolution"), ==, HOURS (7.5));
  assert_due (room, "resolution", "2026-05-11 09:15");
}

static void
test_a_reopened_request_has_what_was_left_if_that_is_more (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-05-06 09:00");

  fixture_receive (room, "P3");
  fixture_work (room);
  fixture_at (room, "2026-05-06 10:00");
  fixture_resolve (room);
  fixture_at (room, "2026-05-08 10:00");
  fixture_reopen (room);

  g_assert_cmpint (remaining (room, "resolution"), ==, HOURS (14));
}

static void
test_every_cycle_before_counts_when_it_is_reopened_again (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-05-06 09:00");

  fixture_receive (room, "P3");
  fixture_work (room);
  fixture_at (room, "2026-05-06 12:00");
  fixture_resolve (room);
  fixture_at (room, "2026-05-07 09:00");
  fixture_reopen (room);
  fixture_do (room, "start");
  fixture_at (room, "2026-05-07 11:00");
  fixture_resolve (room);
  fixture_at (room, "2026-05-08 09:00");
  fixture_reopen (room);

  g_assert_cmpint (sr_row_get_integer (fixture_clock (room, "resolution"), SR_CLOCK_CYCLE), ==, 3);
  g_assert_cmpint (remaining (room, "resolution"), ==, HOURS (10));
}

static void
test_three_weeks_resolved_are_no_breach_when_it_is_reopened (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-01 09:00");
  g_autoptr (SrRow) first = NULL;

  fixture_set_parameter (room, "reopen_workdays", "30");
  fixture_receive (room, "P3");
  fixture_work (room);
  fixture_at (room, "2026-07-01 11:00");
  fixture_resolve (room);
  first = sr_row_copy (fixture_clock (room, "resolution"));

  fixture_at (room, "2026-07-22 11:00");
  fixture_reopen (room);
  g_assert_cmpint (remaining (room, "resolution"), ==, HOURS (13));
  g_assert_true (sr_row_equal (first, fixture_clock_of (room, "resolution", 1)));
}

static void
test_a_priority_changed_twice_in_a_pause_leaves_the_time_used (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  fixture_work (room);
  fixture_at (room, "2026-07-06 11:00");
  fixture_wait (room, "2026-07-13 09:00");
  fixture_at (room, "2026-07-08 10:00");
  fixture_do (room, "prioritise", "priority", "P2");
  fixture_at (room, "2026-07-09 10:00");
  fixture_do (room, "prioritise", "priority", "P3");
  g_assert_cmpint (fixture_elapsed (room, "resolution"), ==, HOURS (2));

  fixture_at (room, "2026-07-13 09:00");
  fixture_do (room, "resume");
  g_assert_cmpint (fixture_elapsed (room, "resolution"), ==, HOURS (2));
  g_assert_cmpint (remaining (room, "resolution"), ==, HOURS (13));
}

static void
test_a_pause_over_a_weekend_moves_a_target_of_days_by_working_time_alone (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-17 10:00");

  set_workdays (room, "P3", 1);
  fixture_receive (room, "P3");
  fixture_work (room);
  assert_due (room, "resolution", "2026-07-20 18:00");

  fixture_at (room, "2026-07-17 18:00");
  fixture_wait (room, "2026-07-20 09:00");
  fixture_at (room, "2026-07-20 09:00");
  fixture_do (room, "resume");
  assert_due (room, "resolution", "2026-07-20 18:00");
}

static void
test_a_target_of_days_ends_at_the_closing_of_the_last_day (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-02-13 11:00");

  fixture_do (room, "receive", "customer", "#800", "channel", "phone", "type",
              "consultation.procedure", "title", "Which form is it");

  assert_due (room, "resolution", "2026-02-25 18:00");
  g_assert_cmpint (sr_row_get_integer (fixture_clock (room, "resolution"),
                                       SR_CLOCK_TARGET_WORKDAYS), ==, 3);
}

static void
test_a_paused_clock_has_no_deadline_and_cannot_be_overdue (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  fixture_work (room);
  fixture_wait (room, "2026-09-01 09:00");
  fixture_at (room, "2026-08-31 09:00");

  g_assert_true (sr_row_is_null (fixture_clock (room, "resolution"), SR_CLOCK_DUE_AT));
  g_assert_cmpint (remaining (room, "resolution"), ==, HOURS (15));
}

static void
test_resolving_writes_down_every_outcome (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  fixture_work (room);
  fixture_at (room, "2026-07-10 09:00");
  fixture_resolve (room);

  assert_outcome (room, "accept", "met");
  assert_outcome (room, "first_response", "missed");
  assert_outcome (room, "resolution", "missed");
  g_assert_false (sr_row_is_null (fixture_clock (room, "resolution"), SR_CLOCK_JUDGED_BY));
  g_assert_true (sr_row_is_null (room->request, SR_REQUEST_DUE_AT));
}

static void
test_a_stop_at_the_deadline_itself_is_in_time (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  fixture_work (room);
  fixture_at (room, "2026-07-07 18:00");
  fixture_resolve (room);
  assert_outcome (room, "resolution", "met");

  fixture_at (room, "2026-07-08 09:00");
  fixture_reopen (room);
  fixture_do (room, "start");
  fixture_at (room, "2026-07-08 18:00:01");
  fixture_resolve (room);
  assert_outcome (room, "resolution", "missed");
}

static void
test_late_keying_does_not_shorten_the_clock_of_the_customer (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 11:00");

  fixture_do (room, "receive", "customer", "#800", "channel", "mail", "type", "technical.network",
              "title", "No network", "priority", "P3", "received_at", "2026-07-06 09:00");

  assert_due (room, "first_response", "2026-07-06 14:30");
  g_assert_cmpint (fixture_elapsed (room, "first_response"), ==, HOURS (2));
}

static void
test_only_a_contact_that_reached_the_customer_is_a_first_response (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  fixture_work (room);
  fixture_do (room, "note", "note.text", "Looked at it");
  fixture_do (room, "contact", "contact.direction", "in", "contact.medium", "call",
              "contact.reached", "true", "contact.summary", "Asks again");
  fixture_do (room, "contact", "contact.direction", "out", "contact.medium", "call",
              "contact.reached", "false", "contact.summary", "Nobody there");
  assert_clock_state (room, "first_response", "running");

  fixture_reach (room);
  assert_outcome (room, "first_response", "met");
}

static void
test_a_contact_keyed_in_late_counts_from_when_it_was (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  fixture_at (room, "2026-07-06 16:00");
  fixture_do (room, "contact", "contact.direction", "out", "contact.medium", "call",
              "contact.reached", "true", "contact.summary", "Told", "contact.at",
              "2026-07-06 10:00");

  assert_outcome (room, "first_response", "met");
  g_assert_cmpint (sr_row_get_integer (fixture_clock (room, "first_response"), SR_CLOCK_ELAPSED),
                   ==, HOURS (1));
}

static void
test_first_response_is_not_paused (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  fixture_work (room);
  fixture_wait (room, "2026-07-07 09:00");

  assert_clock_state (room, "first_response", "running");
  assert_clock_state (room, "resolution", "paused");
}

static void
test_the_accept_clock_runs_from_assignment_to_acceptance (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  g_assert_null (fixture_clock (room, "accept"));
  fixture_at (room, "2026-07-06 10:00");
  fixture_do (room, "assign", "owner", "#903");
  assert_due (room, "accept", "2026-07-06 12:00");
  fixture_at (room, "2026-07-06 11:00");
  fixture_do (room, "accept");

  assert_outcome (room, "accept", "met");
}

static void
test_a_new_owner_leaves_the_clocks_of_the_customer (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");
  g_autoptr (SrRow) resolution = NULL;
  g_autoptr (SrRow) response = NULL;

  fixture_receive (room, "P3");
  fixture_work (room);
  resolution = sr_row_copy (fixture_clock (room, "resolution"));
  response = sr_row_copy (fixture_clock (room, "first_response"));
  fixture_at (room, "2026-07-06 11:00");
  fixture_do (room, "assign", "owner", "#902");

  g_assert_true (sr_row_equal (resolution, fixture_clock (room, "resolution")));
  g_assert_true (sr_row_equal (response, fixture_clock (room, "first_response")));
  assert_clock_state (room, "accept", "running");
  assert_due (room, "accept", "2026-07-06 14:30");
}

static void
test_an_acceptance_that_is_late_stays_missed_when_it_is_assigned_anew (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");
  gint64 first;

  fixture_receive (room, "P3");
  fixture_do (room, "assign", "owner", "#902");
  first = sr_row_get_id (fixture_clock (room, "accept"));
  fixture_at (room, "2026-07-06 16:00");
  fixture_do (room, "assign", "owner", "#903");

  for (guint i = 0; i < room->children->len; i++)
    {
      const SrRow *child = g_ptr_array_index (room->children, i);

      if (sr_row_get_id (child) == first)
        assert_text (child, SR_CLOCK_OUTCOME, "missed");
    }
  assert_due (room, "accept", "2026-07-06 18:00");
}

static void
test_an_acceptance_assigned_anew_in_time_has_no_outcome (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");
  guint n_cancelled = 0;

  fixture_receive (room, "P3");
  fixture_do (room, "assign", "owner", "#902");
  fixture_at (room, "2026-07-06 10:00");
  fixture_do (room, "assign", "owner", "#903");

  for (guint i = 0; i < room->children->len; i++)
    {
      const SrRow *child = g_ptr_array_index (room->children, i);

      if (sr_row_get_kind (child) == &sr_clock_kind &&
          sr_row_is (child, SR_CLOCK_STATE, "cancelled"))
        {
          n_cancelled++;
          g_assert_true (sr_row_is_null (child, SR_CLOCK_OUTCOME));
        }
    }
  g_assert_cmpuint (n_cancelled, ==, 1);
}

static void
test_a_promise_is_kept_by_a_contact_in_time (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  fixture_do (room, "promise", "promised_at", "2026-07-06 17:00");
  assert_due (room, "promise", "2026-07-06 17:00");
  fixture_at (room, "2026-07-06 16:59");
  fixture_reach (room);

  assert_outcome (room, "promise", "met");
}

static void
test_a_promise_is_broken_by_a_contact_too_late (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  fixture_do (room, "promise", "promised_at", "2026-07-06 11:00");
  fixture_at (room, "2026-07-06 11:01");
  fixture_reach (room);

  assert_outcome (room, "promise", "missed");
}

static void
test_a_new_promise_judges_the_one_before_first (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");
  gint64 first;

  fixture_receive (room, "P3");
  fixture_do (room, "promise", "promised_at", "2026-07-06 11:00");
  first = sr_row_get_id (fixture_clock (room, "promise"));
  fixture_at (room, "2026-07-06 14:00");
  fixture_do (room, "promise", "promised_at", "2026-07-06 17:00");

  for (guint i = 0; i < room->children->len; i++)
    {
      const SrRow *child = g_ptr_array_index (room->children, i);

      if (sr_row_get_id (child) == first)
        assert_text (child, SR_CLOCK_OUTCOME, "missed");
    }
  assert_clock_state (room, "promise", "running");
  assert_due (room, "promise", "2026-07-06 17:00");
}

static void
test_a_promise_replaced_before_it_was_due_is_not_broken (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");
  gint64 first;

  fixture_receive (room, "P3");
  fixture_do (room, "promise", "promised_at", "2026-07-06 11:00");
  first = sr_row_get_id (fixture_clock (room, "promise"));
  fixture_at (room, "2026-07-06 10:30");
  fixture_do (room, "promise", "promised_at", "2026-07-06 17:00");

  for (guint i = 0; i < room->children->len; i++)
    {
      const SrRow *child = g_ptr_array_index (room->children, i);

      if (sr_row_get_id (child) == first)
        assert_text (child, SR_CLOCK_OUTCOME, "met");
    }
}

static void
test_a_promise_outside_the_opening_hours_is_kept_to_the_second (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  fixture_do (room, "promise", "promised_at", "2026-07-06 12:45");
  fixture_work (room);
  fixture_wait (room, "2026-07-07 09:00");

  assert_clock_state (room, "promise", "running");
  assert_due (room, "promise", "2026-07-06 12:45");
}

static void
test_a_contact_before_the_promise_does_not_keep_it (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  fixture_at (room, "2026-07-06 10:00");
  fixture_do (room, "promise", "promised_at", "2026-07-06 17:00");
  fixture_do (room, "contact", "contact.direction", "out", "contact.medium", "call",
              "contact.reached", "true", "contact.summary", "Told", "contact.at",
              "2026-07-06 09:30");

  assert_clock_state (room, "promise", "running");
}

static void
test_the_next_update_is_not_armed_before_the_first_response (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  fixture_work (room);
  g_assert_null (fixture_clock (room, "next_update"));
  assert_clock_state (room, "first_response", "running");

  fixture_reach (room);
  assert_clock_state (room, "next_update", "running");
}

static void
test_the_next_update_runs_from_contact_to_contact_and_pauses (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");
  gint64 first;

  fixture_receive (room, "P2");
  fixture_work (room);
  fixture_reach (room);
  assert_due (room, "next_update", "2026-07-06 14:30");
  first = sr_row_get_id (fixture_clock (room, "next_update"));
  fixture_at (room, "2026-07-06 10:00");
  fixture_wait (room, "2026-07-07 09:00");
  assert_clock_state (room, "next_update", "paused");

  fixture_reach (room);
  g_assert_cmpint (sr_row_get_id (fixture_clock (room, "next_update")), !=, first);
  assert_clock_state (room, "next_update", "paused");
  fixture_at (room, "2026-07-07 09:00");
  fixture_do (room, "resume");
  assert_due (room, "next_update", "2026-07-07 14:30");
}

static void
test_a_resumption_that_comes_late_begins_no_clock_before_its_time (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P2");
  fixture_work (room);
  fixture_wait (room, "2026-07-06 09:30");
  fixture_at (room, "2026-07-06 10:00");
  fixture_reach (room);
  fixture_at (room, "2026-07-06 09:30");
  fixture_do (room, "resume");

  assert_due (room, "next_update", "2026-07-06 15:30");
  assert_due (room, "resolution", "2026-07-07 09:30");
}

static void
test_support_has_its_own_clock_and_the_one_of_the_customer_runs (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  fixture_work (room);
  fixture_do (room, "support", "hand-off.to_team", "#911", "hand-off.reason", "Power is out");
  assert_due (room, "ola", "2026-07-06 18:00");
  g_assert_cmpint (sr_row_get_integer (fixture_clock (room, "ola"), SR_CLOCK_HAND_OFF), ==,
                   sr_row_get_id (fixture_last (room, &sr_hand_off_kind)));
  assert_clock_state (room, "resolution", "running");

  fixture_at (room, "2026-07-06 11:00");
  fixture_do (room, "support_done", "hand-off.result", "Power is back");
  assert_outcome (room, "ola", "met");
  assert_clock_state (room, "resolution", "running");
}

static void
test_each_hand_off_has_a_clock_of_its_own (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");
  gint64 first;

  fixture_receive (room, "P3");
  fixture_work (room);
  fixture_do (room, "support", "hand-off.to_team", "#911", "hand-off.reason", "Power is out");
  first = sr_row_get_id (fixture_clock (room, "ola"));
  fixture_do (room, "support_done", "hand-off.result", "Power is back");
  fixture_at (room, "2026-07-07 09:00");
  fixture_do (room, "support", "hand-off.to_team", "#911", "hand-off.reason", "Out again");

  g_assert_cmpint (sr_row_get_id (fixture_clock (room, "ola")), !=, first);
  assert_due (room, "ola", "2026-07-07 18:00");
}

static void
test_the_highest_priority_is_resolved_in_real_time (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 17:00");

  fixture_receive (room, "P1");

  assert_due (room, "resolution", "2026-07-06 21:00");
}

static void
test_an_emergency_counts_real_time_and_never_pauses (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 17:50");

  fixture_do (room, "receive", "customer", "#800", "channel", "phone", "type", "repair.water",
              "title", "Water in the server room", "emergency", "true");
  assert_text (room->request, SR_REQUEST_PRIORITY, "P1");
  assert_due (room, "accept", "2026-07-06 18:05");
  assert_due (room, "resolution", "2026-07-06 21:50");

  fixture_work (room);
  fixture_wait (room, "2026-07-07 09:00");
  assert_clock_state (room, "resolution", "running");
  assert_due (room, "resolution", "2026-07-06 21:50");
  assert_instant (room->setting.calendar,
                  sr_row_get_integer (room->request, SR_REQUEST_DUE_AT), "2026-07-06 18:20");
}

static void
test_an_emergency_counts_real_time_also_where_the_target_does_not (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 17:00");
  SrRow *target = (SrRow *) sr_setting_find_target (&room->setting, "resolution", 0, "P1");

  sr_row_set_text (target, SR_TARGET_TIME_BASIS, "working");
  fixture_do (room, "receive", "customer", "#800", "channel", "phone", "type", "repair.water",
              "title", "Water in the server room", "emergency", "true");

  assert_due (room, "resolution", "2026-07-06 21:00");
}

static void
test_an_emergency_has_no_target_of_days (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 17:00");

  fixture_do (room, "receive", "customer", "#800", "channel", "phone", "type",
              "complaint.quality", "title", "The lift is stuck", "emergency", "true");

  assert_due (room, "resolution", "2026-07-06 21:00");
}

static void
test_a_request_that_becomes_an_emergency_keeps_the_time_used (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 17:00");

  fixture_receive (room, "P3");
  fixture_at (room, "2026-07-07 09:00");
  fixture_do (room, "mark_emergency");

  g_assert_cmpint (fixture_elapsed (room, "resolution"), ==, HOURS (1));
  assert_due (room, "resolution", "2026-07-07 12:00");
  assert_due (room, "accept", "2026-07-07 09:15");
}

static void
test_an_emergency_waits_no_more_once_it_is_marked (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  fixture_work (room);
  fixture_at (room, "2026-07-06 10:00");
  fixture_wait (room, "2026-07-08 09:00");
  fixture_at (room, "2026-07-06 11:00");
  fixture_do (room, "mark_emergency");

  assert_clock_state (room, "resolution", "running");
  assert_due (room, "resolution", "2026-07-06 14:00");
}

static void
ask_and_approve (Fixture    *room,
                 const char *until)
{
  fixture_do (room, "extend", "extension_until", until, "extension_reason", "Part is on its way");
  fixture_reach (room);
  fixture_as (room, MANAGER_CHEN, SR_ROLE_MANAGER | SR_ROLE_HANDLER);
  fixture_do (room, "approve_extension");
}

static void
test_an_extension_keeps_the_deadline_before_it (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");
  const SrRow *clock;

  fixture_receive (room, "P3");
  fixture_work (room);
  fixture_at (room, "2026-07-07 10:00");
  ask_and_approve (room, "2026-07-09 12:00");
  assert_due (room, "resolution", "2026-07-09 12:00");
  assert_instant (room->setting.calendar,
                  sr_row_get_integer (fixture_clock (room, "resolution"),
                                      SR_CLOCK_ORIGINAL_DUE_AT), "2026-07-07 18:00");

  fixture_at (room, "2026-07-08 10:00");
  fixture_resolve (room);
  clock = fixture_clock (room, "resolution");
  assert_text (clock, SR_CLOCK_OUTCOME, "met");
  assert_text (clock, SR_CLOCK_ORIGINAL_OUTCOME, "missed");
}

static void
test_a_pause_after_the_deadline_before_extensions_does_not_move_that (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  fixture_work (room);
  ask_and_approve (room, "2026-07-09 12:00");
  fixture_at (room, "2026-07-08 11:00");
  fixture_wait (room, "2026-07-09 09:00");
  fixture_at (room, "2026-07-09 09:00");
  fixture_do (room, "resume");

  assert_instant (room->setting.calendar,
                  sr_row_get_integer (fixture_clock (room, "resolution"),
                                      SR_CLOCK_ORIGINAL_DUE_AT), "2026-07-07 18:00");
  assert_due (room, "resolution", "2026-07-10 10:00");
}

static void
test_an_outcome_is_never_written_again (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");
  g_autoptr (SrRow) response = NULL;

  fixture_receive (room, "P3");
  fixture_work (room);
  fixture_at (room, "2026-07-06 14:00");
  fixture_reach (room);
  response = sr_row_copy (fixture_clock (room, "first_response"));
  fixture_do (room, "prioritise", "priority", "P1");
  fixture_reach (room);
  fixture_resolve (room);

  g_assert_true (sr_row_equal (response, fixture_clock (room, "first_response")));
}

static void
test_a_withdrawal_does_not_wash_away_a_breach (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P2");
  fixture_at (room, "2026-07-06 10:30");
  fixture_do (room, "cancel", "withdrawal", "Said so on the phone");

  assert_outcome (room, "first_response", "missed");
  assert_clock_state (room, "resolution", "cancelled");
  g_assert_true (sr_row_is_null (fixture_clock (room, "resolution"), SR_CLOCK_OUTCOME));
}

static SrCalendar *
calendar_with (const char      *day,
               SrExceptionRank  rank,
               const char      *hours)
{
  g_autoptr (GPtrArray) exceptions = fixture_china_days ();
  SrWeek week = fixture_office_week ();

  fixture_add_exception (exceptions, day, day, rank, hours);

  return fixture_calendar ("Asia/Shanghai", &week, exceptions);
}

static void
change_calendar (Fixture    *room,
                 SrCalendar *calendar)
{
  SrSituation situation = { 0 };
  g_autoptr (GPtrArray) changes =
    g_ptr_array_new_with_free_func ((GDestroyNotify) sr_change_free);
  SrRow *after = sr_row_copy (room->request);

  fixture_set_calendar (room, calendar);
  situation.subject = room->request;
  situation.children = room->children;
  situation.now = room->now;
  situation.roles = SR_ROLE_ROOM;
  situation.setting = &room->setting;
  g_ptr_array_add (changes, sr_change_new (room->request, after));
  g_assert_true (sr_request_clocks_update (&situation, room->request, after,
                                           SR_CLOCK_CAUSE_CALENDAR, changes, NULL));
  fixture_commit (room, g_steal_pointer (&changes));
}

static void
test_a_closure_moves_the_deadlines_of_running_clocks (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-16 17:00");

  fixture_receive (room, "P3");
  assert_due (room, "resolution", "2026-07-20 17:00");
  change_calendar (room, calendar_with ("2026-07-17", SR_EXCEPTION_CLOSURE, "13:30-18:00"));

  assert_due (room, "resolution", "2026-07-21 14:00");
  g_assert_cmpint (sr_row_get_integer (fixture_clock (room, "resolution"),
                                       SR_CLOCK_CALENDAR_VERSION), ==, 2);
}

static void
test_a_closure_leaves_what_is_stopped_paused_or_promised (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-16 09:00");
  g_autoptr (SrRow) response = NULL;
  g_autoptr (SrRow) resolution = NULL;
  g_autoptr (SrRow) promise = NULL;

  fixture_receive (room, "P3");
  fixture_work (room);
  fixture_reach (room);
  fixture_do (room, "promise", "promised_at", "2026-07-17 15:00");
  fixture_wait (room, "2026-07-20 09:00");
  response = sr_row_copy (fixture_clock (room, "first_response"));
  resolution = sr_row_copy (fixture_clock (room, "resolution"));
  promise = sr_row_copy (fixture_clock (room, "promise"));
  change_calendar (room, calendar_with ("2026-07-17", SR_EXCEPTION_CLOSURE, ""));

  g_assert_true (sr_row_equal (response, fixture_clock (room, "first_response")));
  g_assert_true (sr_row_equal (resolution, fixture_clock (room, "resolution")));
  g_assert_true (sr_row_equal (promise, fixture_clock (room, "promise")));
}

static void
test_a_deadline_of_days_stays_a_closing_time_on_a_new_calendar (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-16 10:00");

  set_workdays (room, "P3", 2);
  fixture_receive (room, "P3");
  assert_due (room, "resolution", "2026-07-20 18:00");
  change_calendar (room, calendar_with ("2026-07-17", SR_EXCEPTION_CLOSURE, "13:30-18:00"));
  assert_due (room, "resolution", "2026-07-20 18:00");
  change_calendar (room, calendar_with ("2026-07-17", SR_EXCEPTION_CLOSURE, ""));
  assert_due (room, "resolution", "2026-07-21 18:00");
}

static void
test_longer_hours_bring_no_deadline_nearer_than_the_grace (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-16 17:00");
  SrWeek week = { 0 };

  for (int weekday = 0; weekday < 7; weekday++)
    fixture_set_day (&week, weekday, "00:00-24:00");
  fixture_receive (room, "P3");
  fixture_at (room, "2026-07-17 07:00");
  change_calendar (room, fixture_calendar ("Asia/Shanghai", &week, NULL));

  assert_due (room, "resolution", "2026-07-17 10:45");
}

static void
test_a_deadline_that_has_passed_is_not_moved_by_a_calendar (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-16 09:00");

  fixture_receive (room, "P2");
  fixture_at (room, "2026-07-17 11:00");
  change_calendar (room, calendar_with ("2026-07-16", SR_EXCEPTION_CLOSURE, ""));

  assert_due (room, "resolution", "2026-07-16 18:00");
}

static void
test_a_request_is_due_when_its_first_clock_is (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  assert_text (room->request, SR_REQUEST_DUE_CLOCK, "first_response");
  fixture_do (room, "assign", "owner", "#903");
  assert_text (room->request, SR_REQUEST_DUE_CLOCK, "accept");
  assert_instant (room->setting.calendar,
                  sr_row_get_integer (room->request, SR_REQUEST_DUE_AT), "2026-07-06 11:00");
}

static void
test_a_waiting_request_is_due_at_the_opening_at_which_it_goes_on (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  fixture_work (room);
  fixture_wait (room, "2026-07-11 10:00");

  assert_instant (room->setting.calendar,
                  sr_row_get_integer (room->request, SR_REQUEST_DUE_AT), "2026-07-13 09:00");
  g_assert_true (sr_row_is_null (room->request, SR_REQUEST_DUE_CLOCK));
}

static void
test_a_waiting_request_says_what_is_left_until_it_goes_on (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  fixture_work (room);
  g_assert_true (sr_row_is_null (room->request, SR_REQUEST_DUE_LEFT));

  fixture_at (room, "2026-07-06 11:00");
  fixture_wait (room, "2026-07-07 09:00");
  g_assert_cmpint (sr_row_get_integer (room->request, SR_REQUEST_DUE_LEFT), ==, HOURS (13));

  fixture_at (room, "2026-07-07 09:00");
  fixture_do (room, "resume");
  g_assert_true (sr_row_is_null (room->request, SR_REQUEST_DUE_LEFT));
}

static void
test_the_paused_clock_that_is_the_nearest_to_its_end_says_what_is_left (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");
  gint64 least;

  fixture_receive (room, "P2");
  fixture_work (room);
  fixture_reach (room);
  fixture_at (room, "2026-07-06 11:00");
  least = MIN (remaining (room, "next_update"), remaining (room, "resolution"));
  g_assert_cmpint (remaining (room, "next_update"), !=, remaining (room, "resolution"));

  fixture_wait (room, "2026-07-07 09:00");
  g_assert_cmpint (sr_row_get_integer (room->request, SR_REQUEST_DUE_LEFT), ==, least);
}

static void
test_a_forecast_is_the_deadline_that_comes (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-04-30 16:00");
  gint64 type = sr_row_get_id (fixture_find (room, &sr_service_type_kind, "technical.computer"));
  gint64 forecast = sr_request_clocks_forecast (&room->setting, "resolution", type, "P2", FALSE,
                                                room->now);

  fixture_receive (room, "P2");
  g_assert_cmpint (forecast, ==, sr_row_get_integer (fixture_clock (room, "resolution"),
                                                     SR_CLOCK_DUE_AT));
  g_assert_cmpint (sr_request_clocks_forecast (&room->setting, "answer", type, "P2", FALSE,
                                               room->now), ==, 0);
}

static void
test_another_type_brings_its_own_target (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  fixture_at (room, "2026-07-06 11:00");
  fixture_do (room, "reclassify", "type", "complaint.delay");

  assert_due (room, "resolution", "2026-07-23 18:00");
}

static void
test_a_clock_that_its_stretches_do_not_explain_is_found (void)
{
  g_autoptr (Fixture) room = worked_vector ();
  g_autoptr (GPtrArray) intervals = g_ptr_array_new ();
  g_autoptr (SrRow) clock = sr_row_copy (fixture_clock (room, "resolution"));
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < room->children->len; i++)
    {
      SrRow *child = g_ptr_array_index (room->children, i);

      if (sr_row_get_kind (child) == &sr_clock_interval_kind &&
          sr_row_get_integer (child, SR_CLOCK_INTERVAL_CLOCK) == sr_row_get_id (clock))
        g_ptr_array_add (intervals, child);
    }
  g_assert_cmpuint (intervals->len, ==, 2);
  g_assert_true (sr_clock_row_verify (clock, intervals, NULL));

  sr_row_set_integer (clock, SR_CLOCK_ELAPSED, sr_row_get_integer (clock, SR_CLOCK_ELAPSED) + 1);
  g_assert_false (sr_clock_row_verify (clock, intervals, &error));
  g_assert_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID);
  sr_row_set_integer (clock, SR_CLOCK_ELAPSED, sr_row_get_integer (clock, SR_CLOCK_ELAPSED) - 1);

  sr_row_set_integer (clock, SR_CLOCK_RUNNING_SINCE, room->now + 1);
  g_assert_false (sr_clock_row_verify (clock, intervals, NULL));
}

/* A list that would be too long to read as calls. */
static const struct
{
  const char *name;
  void      (*run) (void);
} tests[] = {
#define TEST(name) { "/service/clocks/" #name, test_##name }
  TEST (a_pause_moves_the_deadline_by_its_working_time),
  TEST (a_higher_priority_leaves_the_grace),
  TEST (the_grace_survives_a_pause),
  TEST (a_reopened_request_has_half_its_target),
  TEST (a_reopened_request_has_what_was_left_if_that_is_more),
  TEST (every_cycle_before_counts_when_it_is_reopened_again),
  TEST (three_weeks_resolved_are_no_breach_when_it_is_reopened),
  TEST (a_priority_changed_twice_in_a_pause_leaves_the_time_used),
  TEST (a_pause_over_a_weekend_moves_a_target_of_days_by_working_time_alone),
  TEST (a_target_of_days_ends_at_the_closing_of_the_last_day),
  TEST (a_paused_clock_has_no_deadline_and_cannot_be_overdue),
  TEST (resolving_writes_down_every_outcome),
  TEST (a_stop_at_the_deadline_itself_is_in_time),
  TEST (late_keying_does_not_shorten_the_clock_of_the_customer),
  TEST (only_a_contact_that_reached_the_customer_is_a_first_response),
  TEST (a_contact_keyed_in_late_counts_from_when_it_was),
  TEST (first_response_is_not_paused),
  TEST (the_accept_clock_runs_from_assignment_to_acceptance),
  TEST (a_new_owner_leaves_the_clocks_of_the_customer),
  TEST (an_acceptance_that_is_late_stays_missed_when_it_is_assigned_anew),
  TEST (an_acceptance_assigned_anew_in_time_has_no_outcome),
  TEST (a_promise_is_kept_by_a_contact_in_time),
  TEST (a_promise_is_broken_by_a_contact_too_late),
  TEST (a_new_promise_judges_the_one_before_first),
  TEST (a_promise_replaced_before_it_was_due_is_not_broken),
  TEST (a_promise_outside_the_opening_hours_is_kept_to_the_second),
  TEST (a_contact_before_the_promise_does_not_keep_it),
  TEST (the_next_update_is_not_armed_before_the_first_response),
  TEST (the_next_update_runs_from_contact_to_contact_and_pauses),
  TEST (a_resumption_that_comes_late_begins_no_clock_before_its_time),
  TEST (support_has_its_own_clock_and_the_one_of_the_customer_runs),
  TEST (each_hand_off_has_a_clock_of_its_own),
  TEST (the_highest_priority_is_resolved_in_real_time),
  TEST (an_emergency_counts_real_time_and_never_pauses),
  TEST (an_emergency_counts_real_time_also_where_the_target_does_not),
  TEST (an_emergency_has_no_target_of_days),
  TEST (a_request_that_becomes_an_emergency_keeps_the_time_used),
  TEST (an_emergency_waits_no_more_once_it_is_marked),
  TEST (an_extension_keeps_the_deadline_before_it),
  TEST (a_pause_after_the_deadline_before_extensions_does_not_move_that),
  TEST (an_outcome_is_never_written_again),
  TEST (a_withdrawal_does_not_wash_away_a_breach),
  TEST (a_closure_moves_the_deadlines_of_running_clocks),
  TEST (a_closure_leaves_what_is_stopped_paused_or_promised),
  TEST (a_deadline_of_days_stays_a_closing_time_on_a_new_calendar),
  TEST (longer_hours_bring_no_deadline_nearer_than_the_grace),
  TEST (a_deadline_that_has_passed_is_not_moved_by_a_calendar),
  TEST (a_request_is_due_when_its_first_clock_is),
  TEST (a_waiting_request_is_due_at_the_opening_at_which_it_goes_on),
  TEST (a_waiting_request_says_what_is_left_until_it_goes_on),
  TEST (the_paused_clock_that_is_the_nearest_to_its_end_says_what_is_left),
  TEST (a_forecast_is_the_deadline_that_comes),
  TEST (another_type_brings_its_own_target),
  TEST (a_clock_that_its_stretches_do_not_explain_is_found),
#undef TEST
};

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strdelimit (g_strdup (tests[i].name), "_", '-');

      g_test_add_func (path, tests[i].run);
    }

  return g_test_run ();
}
