/* SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service-fixture.h"

#define FRONT (SR_ROLE_DESK | SR_ROLE_HANDLER | SR_ROLE_MANAGER)

/* The arrows of domain.md 2.4, typed here a second time. */
static const struct
{
  const char *from;
  const char *action;
  const char *to;
} arrows[] = {
  { "registered",       "answer",         "resolved" },
  { "registered",       "transfer",       "transferred" },
  { "registered",       "assign",         "assigned" },
  { "transferred",      "assign",         "assigned" },
  { "returned",         "assign",         "assigned" },
  { "reopened",         "assign",         "assigned" },
  { "assigned",         "assign",         "assigned" },
  { "accepted",         "assign",         "assigned" },
  { "in_progress",      "assign",         "assigned" },
  { "supporting",       "assign",         "supporting" },
  { "waiting_customer", "assign",         "waiting_customer" },
  { "waiting_parts",    "assign",         "waiting_parts" },
  { "scheduled_visit",  "assign",         "scheduled_visit" },
  { "assigned",         "accept",         "accepted" },
  { "accepted",         "start",          "in_progress" },
  { "reopened",         "start",          "in_progress" },
  { "in_progress",      "wait_customer",  "waiting_customer" },
  { "in_progress",      "wait_parts",     "waiting_parts" },
  { "in_progress",      "schedule_visit", "scheduled_visit" },
  { "waiting_customer", "resume",         "in_progress" },
  { "waiting_parts",    "resume",         "in_progress" },
  { "scheduled_visit",  "resume",         "in_progress" },
  { "in_progress",      "support",        "supporting" },
  { "supporting",       "support_done",   "in_progress" },
  { "accepted",         "return",         "returned" },
  { "in_progress",      "return",         "returned" },
  { "in_progress",      "resolve",        "resolved" },
  { "resolved",         "follow_up",      "follow_up" },
  { "resolved",         "close",          "closed" },
  { "follow_up",        "close",          "closed" },
  { "resolved",         "reopen",         "reopened" },
  { "follow_up",        "reopen",         "reopened" },
};

/* From every state that is open or paused. */
static const struct
{
  const char *action;
  const char *to;
} ways_out[] = {
  { "cancel",    "cancelled" },
  { "duplicate", "duplicate" },
  { "merge",     "duplicate" },
  { "void",      "voided" },
};

static const char *
find_arrow (const char *from,
            const char *action)
{
  char category = sr_request_state_category (from);

  for (guint i = 0; i < G_N_ELEMENTS (arrows); i++)
    {
      if (g_str_equal (arrows[i].from, from) && g_str_equal (arrows[i].action, action))
        return arrows[i].to;
    }

  for (guint i = 0; i < G_N_ELEMENTS (ways_out); i++)
    {
      if (g_str_equal (ways_out[i].action, action) && (category == 'O' || category == 'P') &&
          !g_str_equal (from, "draft"))
        return ways_out[i].to;
    }

  return NULL;
}

static void
test_the_table_has_exactly_the_arrows_of_the_life_of_a_request (void)
{
  for (guint i = 0; sr_request_states[i].value != NULL; i++)
    {
      const char *state = sr_request_states[i].value;

      for (const SrAction *action = sr_actions_of (&sr_request_kind); action->name != NULL;
           action++)
        {
          const char *to = NULL;

          if (sr_action_makes (action) || action->to == NULL)
            continue;
          if (g_strv_contains (action->from, state))
            to = g_strv_contains (action->stays, state) ? state : action->to;
          g_test_message ("%s %s", state, action->name);
          g_assert_cmpstr (to, ==, find_arrow (state, action->name));
        }
    }
}

static void
test_every_action_says_all_that_a_button_needs (void)
{
  for (const SrAction *action = sr_actions_of (&sr_request_kind); action->name != NULL; action++)
    {
      gboolean has_form = action->needs_reason || action->inputs[0].field != NULL;

      g_test_message ("%s", action->name);
      g_assert_cmpint (has_form, ==, g_str_has_suffix (action->label, "…"));
      g_assert_nonnull (action->clause);
      g_assert_cmpint (action->roles, !=, 0);
      g_assert_true (sr_action_find (&sr_request_kind, action->name) == action);
      for (const SrActionInput *input = action->inputs; input->field != NULL; input++)
        g_assert_nonnull (sr_action_input_field (&sr_request_kind, input, NULL));
    }
}

static void
test_a_new_request_is_registered_with_a_priority_of_the_matrix (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_do (room, "receive", "customer", "#800", "channel", "visit", "type", "repair.water",
              "title", "The tap drips", "impact", "3", "urgency", "2");

  assert_state (room, "registered");
  assert_text (room->request, SR_REQUEST_PRIORITY, "P2");
  g_assert_cmpint (sr_row_get_integer (room->request, SR_REQUEST_CYCLE), ==, 1);
  g_assert_cmpint (sr_row_get_integer (room->request, SR_REQUEST_REGISTERED_BY), ==,
                   MANAGER_ZHAO);
  g_assert_cmpint (sr_row_get_integer (room->request, SR_REQUEST_RECEIVED_AT), ==, room->now);
}

static void
test_a_request_that_says_nothing_of_its_weight_is_a_normal_one (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_do (room, "receive", "customer", "#800", "channel", "visit", "type", "repair.water",
              "title", "The tap drips");

  assert_text (room->request, SR_REQUEST_PRIORITY, "P3");
}

static void
test_an_emergency_has_the_highest_priority_whatever_is_given (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_do (room, "receive", "customer", "#800", "channel", "phone", "type", "repair.power",
              "title", "Smoke", "priority", "P4", "emergency", "true");

  assert_text (room->request, SR_REQUEST_PRIORITY, "P1");
}

static void
test_a_request_given_to_somebody_at_once_waits_to_be_accepted (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_do (room, "receive", "customer", "#800", "channel", "phone", "type", "repair.power",
              "title", "No light", "team", "#911");

  assert_state (room, "assigned");
  assert_text (fixture_clock (room, "accept"), SR_CLOCK_STATE, "running");
  g_assert_cmpint (sr_row_get_integer (room->request, SR_REQUEST_ASSIGNED_AT), ==, room->now);
}

static void
test_a_request_is_not_received_in_the_future (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_refuses (room, SR_DOMAIN_ERROR_GUARD, "receive", "customer", "#800", "channel", "phone",
                   "type", "repair.power", "title", "No light", "received_at",
                   "2026-07-06 09:01");
}

static void
test_what_is_needed_and_not_given_is_named (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");
  g_autoptr (GError) error = NULL;

  g_assert_false (fixture_try (room, &error, "receive", "customer", "#800", "channel", "phone",
                               "type", "repair.power", NULL));
  g_assert_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_MISSING);
  g_assert_nonnull (strstr (error->message, "Subject"));
  g_assert_nonnull (strstr (error->message, "New Request”"));
}

static void
test_a_field_that_the_action_does_not_take_is_named_with_those_it_takes (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");
  g_autoptr (GError) error = NULL;

  fixture_receive (room, "P3");
  g_assert_false (fixture_try (room, &error, "assign", "state", "closed", NULL));
  g_assert_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "state"));
  g_assert_nonnull (strstr (error->message, "owner, team"));
}

static void
test_a_reference_to_nothing_is_refused_by_name (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");
  g_autoptr (GError) error = NULL;

  fixture_receive (room, "P3");
  g_assert_false (fixture_try (room, &error, "reclassify", "type", "no such type", NULL));
  g_assert_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "no such type"));
}

static void
test_an_empty_text_clears_what_may_be_empty_and_nothing_else (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  fixture_do (room, "edit", "place", "Room 301");
  fixture_do (room, "edit", "place", "");
  g_assert_true (sr_row_is_null (room->request, SR_REQUEST_PLACE));

  fixture_refuses (room, SR_DOMAIN_ERROR_MISSING, "edit", "title", " ");
}

static void
test_a_role_that_has_no_right_is_told_which_has (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");
  g_autoptr (GError) error = NULL;

  fixture_receive (room, "P3");
  fixture_do (room, "assign", "owner", "#901");
  fixture_as (room, DESK_LI, SR_ROLE_DESK | SR_ROLE_AUDITOR);
  g_assert_false (fixture_is_possible (room, "accept", &error));
  g_assert_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_RIGHT);
  g_assert_nonnull (strstr (error->message, "Handler, Manager"));

  fixture_as (room, DESK_LI, SR_ROLE_AUDITOR);
  fixture_refuses (room, SR_DOMAIN_ERROR_RIGHT, "note", "note.text", "Seen");
}

static void
test_a_state_that_does_not_allow_it_is_told_which_do (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");
  g_autoptr (GError) error = NULL;

  fixture_receive (room, "P3");
  g_assert_false (fixture_is_possible (room, "start", &error));
  g_assert_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_STATE);
  g_assert_nonnull (strstr (error->message, "Registered"));
  g_assert_nonnull (strstr (error->message, "Accepted, Reopened"));
}

static void
test_a_request_is_not_received_twice (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  g_assert_false (fixture_is_possible (room, "receive", NULL));
}

static void
test_what_must_still_be_given_does_not_stop_a_button (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  g_assert_true (fixture_is_possible (room, "answer", NULL));
  g_assert_true (fixture_is_possible (room, "assign", NULL));
  g_assert_true (fixture_is_possible (room, "cancel", NULL));
}

static void
test_an_answer_on_the_spot_is_a_contact_and_a_first_response (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");
  const SrRow *contact;

  fixture_receive (room, "P3");
  fixture_at (room, "2026-07-06 09:05");
  fixture_do (room, "answer", "solution", "The form is on the second floor", "resolution_code",
              "answered");
  contact = fixture_last (room, &sr_contact_kind);

  assert_state (room, "resolved");
  g_assert_cmpint (sr_row_get_integer (room->request, SR_REQUEST_ANSWERED_ON_SPOT), ==, 1);
  assert_text (contact, SR_CONTACT_SUMMARY, "The form is on the second floor");
  assert_text (contact, SR_CONTACT_DIRECTION, "out");
  assert_text (contact, SR_CONTACT_MEDIUM, "call");
  assert_text (fixture_clock (room, "first_response"), SR_CLOCK_OUTCOME, "met");
  assert_text (fixture_clock (room, "resolution"), SR_CLOCK_OUTCOME, "met");
}

static void
test_a_solution_has_a_least_length (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  fixture_refuses (room, SR_DOMAIN_ERROR_GUARD, "answer", "solution", "已处理", "resolution_code",
                   "answered");
  fixture_set_parameter (room, "solution_min_chars", "3");
  fixture_do (room, "answer", "solution", "已处理", "resolution_code", "answered");
}

static void
test_a_transfer_needs_a_team_and_a_reason (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  fixture_refuses (room, SR_DOMAIN_ERROR_MISSING, "transfer", "team", "#911");
  room->reason = "Theirs to answer";
  fixture_refuses (room, SR_DOMAIN_ERROR_MISSING, "transfer");
  fixture_do (room, "transfer", "team", "#911", "promised_at", "2026-07-06 17:00");

  assert_state (room, "transferred");
  assert_due (room, "promise", "2026-07-06 17:00");
}

static void
test_somebody_must_be_named_to_assign (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  fixture_refuses (room, SR_DOMAIN_ERROR_MISSING, "assign");
}

static void
test_another_team_takes_it_from_the_owner (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  fixture_work (room);
  fixture_do (room, "assign", "team", "#911");

  assert_state (room, "assigned");
  g_assert_true (sr_row_is_null (room->request, SR_REQUEST_OWNER));
  g_assert_true (sr_row_is_null (room->request, SR_REQUEST_ACCEPTED_AT));
}

static void
test_what_waits_goes_on_waiting_with_its_new_owner (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  fixture_work (room);
  fixture_wait (room, "2026-07-07 09:00");
  fixture_do (room, "assign", "owner", "#902");

  assert_state (room, "waiting_customer");
  g_assert_cmpint (sr_row_get_integer (room->request, SR_REQUEST_OWNER), ==, HANDLER_WANG);
}

static void
test_only_who_it_is_assigned_to_accepts_it (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  fixture_do (room, "assign", "owner", "#901");
  fixture_as (room, HANDLER_WANG, SR_ROLE_HANDLER);
  fixture_refuses (room, SR_DOMAIN_ERROR_GUARD, "accept");

  fixture_as (room, DESK_LI, SR_ROLE_HANDLER);
  fixture_do (room, "accept");
}

static void
test_who_accepts_for_the_team_becomes_the_owner (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  fixture_do (room, "assign", "team", "#911");
  fixture_as (room, HANDLER_WANG, SR_ROLE_HANDLER);
  fixture_refuses (room, SR_DOMAIN_ERROR_GUARD, "accept");

  room->staff_team = OTHER_TEAM;
  fixture_do (room, "accept");
  g_assert_cmpint (sr_row_get_integer (room->request, SR_REQUEST_OWNER), ==, HANDLER_WANG);
}

static void
test_a_request_is_returned_within_a_working_day_and_with_a_reason (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-02-13 16:00");

  fixture_receive (room, "P4");
  fixture_work (room);
  fixture_refuses (room, SR_DOMAIN_ERROR_MISSING, "return");

  room->reason = "Not our building";
  fixture_at (room, "2026-02-24 09:00");
  fixture_refuses (room, SR_DOMAIN_ERROR_GUARD, "return");
  fixture_at (room, "2026-02-14 18:00");
  fixture_do (room, "return");
  assert_state (room, "returned");
  g_assert_true (sr_row_is_null (room->request, SR_REQUEST_OWNER));
}

static void
test_waiting_says_for_what_and_until_when (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  fixture_work (room);
  fixture_refuses (room, SR_DOMAIN_ERROR_MISSING, "wait_parts", "waiting_until",
                   "2026-07-08 09:00");
  fixture_refuses (room, SR_DOMAIN_ERROR_MISSING, "wait_parts", "waiting_for", "Toner");
  fixture_refuses (room, SR_DOMAIN_ERROR_GUARD, "wait_parts", "waiting_for", "Toner",
                   "waiting_until", "2026-07-06 09:00");
  fixture_do (room, "wait_parts", "waiting_for", "Toner", "waiting_until", "2026-07-08 09:00");
  assert_text (room->request, SR_REQUEST_WAITING_REASON, "parts");
}

static void
test_the_room_itself_resumes_and_the_wait_is_forgotten (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  fixture_work (room);
  fixture_do (room, "schedule_visit", "waiting_for", "Room 301, the key is at the gate",
              "waiting_until", "2026-07-08 09:00", "waiting_reason", "customer_access");
  assert_text (room->request, SR_REQUEST_WAITING_REASON, "customer_access");
  fixture_at (room, "2026-07-08 09:00");
  fixture_as (room, 0, SR_ROLE_ROOM);
  fixture_do (room, "resume");

  assert_state (room, "in_progress");
  g_assert_true (sr_row_is_null (room->request, SR_REQUEST_WAITING_FOR));
  g_assert_true (sr_row_is_null (room->request, SR_REQUEST_WAITING_UNTIL));
}

static void
test_the_room_itself_does_nothing_else_of_its_own (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  fixture_as (room, 0, SR_ROLE_ROOM);
  fixture_refuses (room, SR_DOMAIN_ERROR_RIGHT, "note", "note.text", "Seen");
}

static void
test_an_emergency_waits_only_when_a_manager_says_so (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  fixture_work (room);
  fixture_do (room, "mark_emergency");
  fixture_as (room, HANDLER_WANG, SR_ROLE_HANDLER);
  fixture_refuses (room, SR_DOMAIN_ERROR_GUARD, "wait_parts", "waiting_for", "A pump",
                   "waiting_until", "2026-07-07 09:00");

  fixture_as (room, MANAGER_CHEN, SR_ROLE_MANAGER);
  fixture_do (room, "wait_parts", "waiting_for", "A pump", "waiting_until", "2026-07-07 09:00");
}

static void
test_support_is_accepted_once_and_by_the_team_that_was_asked (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  fixture_work (room);
  fixture_do (room, "support", "hand-off.to_team", "#911", "hand-off.reason", "Power is out");
  fixture_as (room, HANDLER_WANG, SR_ROLE_HANDLER);
  fixture_refuses (room, SR_DOMAIN_ERROR_GUARD, "support_accept");
  room->staff_team = OTHER_TEAM;
  fixture_do (room, "support_accept");
  fixture_refuses (room, SR_DOMAIN_ERROR_GUARD, "support_accept");

  assert_state (room, "supporting");
  g_assert_cmpint (sr_row_get_integer (fixture_last (room, &sr_hand_off_kind),
                                       SR_HAND_OFF_ACCEPTED_BY), ==, HANDLER_WANG);
}

static void
test_nothing_is_resolved_while_support_is_open (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");
  g_autoptr (GError) error = NULL;

  fixture_receive (room, "P3");
  fixture_work (room);
  fixture_reach (room);
  fixture_do (room, "support", "hand-off.to_team", "#911", "hand-off.reason", "Power is out");
  sr_row_set_text (room->request, SR_REQUEST_STATE, "in_progress");

  g_assert_false (fixture_is_possible (room, "resolve", &error));
  g_assert_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_GUARD);
}

static void
test_nothing_is_resolved_before_the_customer_was_reached (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  fixture_work (room);
  fixture_refuses (room, SR_DOMAIN_ERROR_GUARD, "resolve", "solution", "The cable is replaced",
                   "resolution_code", "replaced", "cause_code", "wear");
  fixture_reach (room);
  g_assert_true (fixture_is_possible (room, "resolve", NULL));
}

static const char *
next_of (Fixture *room)
{
  SrSituation situation = { 0 };
  const SrAction *next = NULL;

  situation.subject = room->request;
  situation.children = room->children;
  situation.staff = room->staff;
  situation.staff_team = room->staff_team;
  situation.roles = room->roles;
  situation.now = room->now;
  situation.setting = &room->setting;
  next = sr_action_find_next (&sr_request_kind, &situation);

  return next != NULL ? next->name : NULL;
}

static void
test_work_goes_on_with_the_call_that_must_precede_its_end (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-15 10:00");

  fixture_receive (room, "P3");
  fixture_work (room);
  g_assert_cmpstr (next_of (room), ==, "contact");
  fixture_reach (room);
  g_assert_cmpstr (next_of (room), ==, "resolve");
  /* Who may not resolve is not sent to prepare it. */
  fixture_as (room, DESK_LI, SR_ROLE_DESK);
  g_assert_cmpstr (next_of (room), ==, "assign");
}

static void
test_nothing_is_resolved_without_solution_code_and_cause (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  fixture_work (room);
  fixture_reach (room);
  fixture_refuses (room, SR_DOMAIN_ERROR_MISSING, "resolve", "resolution_code", "replaced", "cause_code",
                   "wear");
  fixture_refuses (room, SR_DOMAIN_ERROR_MISSING, "resolve", "solution", "The cable is replaced",
                   "cause_code", "wear");
  fixture_refuses (room, SR_DOMAIN_ERROR_MISSING, "resolve", "solution", "The cable is replaced",
                   "resolution_code", "replaced");
  fixture_refuses (room, SR_DOMAIN_ERROR_GUARD, "resolve", "solution", "Ok", "resolution_code",
                   "replaced", "cause_code", "wear");
}

static void
test_nothing_is_resolved_before_its_parts (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  fixture_work (room);
  fixture_reach (room);
  room->open_children = 2;
  g_assert_false (fixture_is_possible (room, "resolve", NULL));
  room->open_children = 0;
  g_assert_true (fixture_is_possible (room, "resolve", NULL));
}

/* The list of what is closed is in the order of this instant: none is without. */
static void
assert_ended (Fixture    *room,
              const char *state)
{
  assert_state (room, state);
  g_assert_cmpint (sr_row_get_integer (room->request, SR_REQUEST_CLOSED_AT), ==, room->now);
}

static void
test_closing_without_a_follow_up_needs_its_reason (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  fixture_work (room);
  fixture_resolve (room);
  fixture_refuses (room, SR_DOMAIN_ERROR_MISSING, "close");
  fixture_refuses (room, SR_DOMAIN_ERROR_MISSING, "close", "follow_up", "exempt");
  fixture_do (room, "close", "follow_up", "exempt", "follow_up_reason", "Does not want calls");

  assert_ended (room, "closed");
}

static void
test_closing_needs_a_reply_or_the_reason_for_none (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  fixture_work (room);
  fixture_resolve (room);
  fixture_do (room, "follow_up");
  g_ptr_array_set_size (room->children, 0);
  fixture_refuses (room, SR_DOMAIN_ERROR_GUARD, "close", "follow_up", "done");

  room->reason = "The number is not in service any more";
  fixture_do (room, "close", "follow_up", "done");
}

static void
test_a_reopened_request_begins_a_cycle_without_the_solution_before (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  fixture_work (room);
  fixture_resolve (room);
  fixture_refuses (room, SR_DOMAIN_ERROR_MISSING, "reopen");
  fixture_reopen (room);

  assert_state (room, "reopened");
  g_assert_cmpint (sr_row_get_integer (room->request, SR_REQUEST_CYCLE), ==, 2);
  g_assert_true (sr_row_is_null (room->request, SR_REQUEST_SOLUTION));
  g_assert_true (sr_row_is_null (room->request, SR_REQUEST_RESOLUTION));
  g_assert_true (sr_row_is_null (room->request, SR_REQUEST_CAUSE));
  g_assert_true (sr_row_is_null (room->request, SR_REQUEST_RESOLVED_AT));
}

static void
test_a_request_is_reopened_within_five_working_days (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-04-29 10:00");

  fixture_receive (room, "P3");
  fixture_work (room);
  fixture_resolve (room);
  room->reason = "It fails again";
  fixture_at (room, "2026-05-11 09:00");
  fixture_refuses (room, SR_DOMAIN_ERROR_GUARD, "reopen");
  fixture_at (room, "2026-05-09 18:00");
  fixture_do (room, "reopen");
}

static void
test_a_promise_lies_ahead (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  fixture_refuses (room, SR_DOMAIN_ERROR_GUARD, "promise", "promised_at", "2026-07-06 09:00");
}

static void
test_a_promise_later_than_the_deadline_has_a_reason (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_refuses (room, SR_DOMAIN_ERROR_GUARD, "receive", "customer", "#800", "channel",
                   "phone", "type", "technical.network", "title", "No network", "priority", "P2",
                   "promised_at", "2026-07-07 09:00");
  fixture_receive (room, "P2");
  fixture_refuses (room, SR_DOMAIN_ERROR_GUARD, "promise", "promised_at", "2026-07-07 09:00");
  fixture_do (room, "promise", "promised_at", "2026-07-07 09:00", "promise_reason",
              "The part comes tomorrow");
  fixture_do (room, "promise", "promised_at", "2026-07-06 17:00");
  g_assert_true (sr_row_is_null (room->request, SR_REQUEST_PROMISE_REASON));
}

static void
test_another_impact_gives_the_priority_of_the_matrix (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  fixture_refuses (room, SR_DOMAIN_ERROR_MISSING, "prioritise");
  fixture_do (room, "prioritise", "impact", "3");
  assert_text (room->request, SR_REQUEST_PRIORITY, "P2");
  fixture_do (room, "prioritise", "urgency", "3", "priority", "P4");
  assert_text (room->request, SR_REQUEST_PRIORITY, "P4");
}

static void
test_only_a_manager_lowers_a_priority_near_the_deadline (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P2");
  fixture_as (room, DESK_LI, SR_ROLE_DESK);
  fixture_at (room, "2026-07-06 16:07:30");
  fixture_refuses (room, SR_DOMAIN_ERROR_GUARD, "prioritise", "priority", "P3");
  fixture_do (room, "prioritise", "priority", "P1");

  fixture_as (room, MANAGER_ZHAO, SR_ROLE_MANAGER);
  fixture_do (room, "prioritise", "priority", "P3");
}

static void
test_anybody_lowers_a_priority_in_good_time (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P2");
  fixture_as (room, DESK_LI, SR_ROLE_DESK);
  fixture_at (room, "2026-07-06 16:07:29");
  fixture_do (room, "prioritise", "priority", "P3");
}

static void
test_the_priority_of_an_emergency_stays (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P3");
  fixture_do (room, "mark_emergency");
  g_assert_false (fixture_is_possible (room, "prioritise", NULL));
  g_assert_false (fixture_is_possible (room, "mark_emergency", NULL));
}

static void
test_an_extension_is_asked_for_before_the_deadline_has_passed (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P2");
  fixture_work (room);
  fixture_refuses (room, SR_DOMAIN_ERROR_GUARD, "extend", "extension_until", "2026-07-06 17:00",
                   "extension_reason", "Earlier than now");
  fixture_at (room, "2026-07-07 09:00");
  fixture_refuses (room, SR_DOMAIN_ERROR_GUARD, "extend", "extension_until", "2026-07-08 17:00",
                   "extension_reason", "Part is on its way");
}

static void
test_an_extension_is_approved_by_another_once_the_customer_knows (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P2");
  fixture_work (room);
  fixture_reach (room);
  g_assert_false (fixture_is_possible (room, "approve_extension", NULL));
  fixture_at (room, "2026-07-06 10:00");
  fixture_do (room, "extend", "extension_until", "2026-07-08 17:00", "extension_reason",
              "Part is on its way");
  fixture_refuses (room, SR_DOMAIN_ERROR_GUARD, "extend", "extension_until", "2026-07-09 17:00",
                   "extension_reason", "Part is on its way");
  fixture_refuses (room, SR_DOMAIN_ERROR_DUTIES, "approve_extension");

  fixture_as (room, MANAGER_CHEN, FRONT);
  fixture_refuses (room, SR_DOMAIN_ERROR_GUARD, "approve_extension");
  fixture_reach (room);
  fixture_do (room, "approve_extension");
  g_assert_cmpint (sr_row_get_integer (room->request, SR_REQUEST_EXTENSIONS), ==, 1);
  g_assert_cmpint (sr_row_get_integer (room->request, SR_REQUEST_APPROVER), ==, MANAGER_CHEN);
  g_assert_true (sr_row_is_null (room->request, SR_REQUEST_EXTENSION_UNTIL));
}

static void
test_a_request_is_extended_so_often_and_no_more (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_set_parameter (room, "extension_max", "1");
  fixture_receive (room, "P2");
  fixture_work (room);
  fixture_do (room, "extend", "extension_until", "2026-07-08 17:00", "extension_reason",
              "Part is on its way");
  fixture_reach (room);
  fixture_as (room, MANAGER_CHEN, FRONT);
  fixture_do (room, "approve_extension");
  g_assert_false (fixture_is_possible (room, "extend", NULL));
}

static void
test_a_refused_extension_may_be_asked_for_anew (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P2");
  fixture_work (room);
  fixture_do (room, "extend", "extension_until", "2026-07-08 17:00", "extension_reason",
              "Part is on its way");
  room->reason = "There is a part in the store";
  fixture_do (room, "refuse_extension");

  g_assert_true (fixture_is_possible (room, "extend", NULL));
  g_assert_cmpint (sr_row_get_integer (room->request, SR_REQUEST_EXTENSIONS), ==, 0);
}

static void
test_a_withdrawal_has_its_evidence (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P2");
  fixture_refuses (room, SR_DOMAIN_ERROR_MISSING, "cancel");
  fixture_do (room, "cancel", "withdrawal", "Mail of this morning");
  assert_ended (room, "cancelled");
}

static void
set_related (Fixture    *room,
             gint64      id,
             const char *state)
{
  g_clear_pointer (&room->related, sr_row_free);
  room->related = sr_row_copy (room->request);
  sr_row_set_integer (room->related, SR_COMMON_ID, id);
  sr_row_set_text (room->related, SR_REQUEST_STATE, state);
}

static void
test_a_duplicate_names_another_request_that_is_open (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P2");
  fixture_refuses (room, SR_DOMAIN_ERROR_NOT_FOUND, "duplicate", "duplicate_of", "#4");
  set_related (room, sr_row_get_id (room->request), "registered");
  fixture_refuses (room, SR_DOMAIN_ERROR_GUARD, "duplicate", "duplicate_of", "#4");
  set_related (room, 4, "closed");
  fixture_refuses (room, SR_DOMAIN_ERROR_GUARD, "duplicate", "duplicate_of", "#4");
  set_related (room, 4, "waiting_parts");
  sr_row_set_integer (room->related, SR_REQUEST_MERGED_INTO, 5);
  fixture_refuses (room, SR_DOMAIN_ERROR_GUARD, "duplicate", "duplicate_of", "#4");

  set_related (room, 4, "waiting_parts");
  fixture_do (room, "duplicate", "duplicate_of", "#4");
  assert_ended (room, "duplicate");
}

static void
test_a_merged_request_says_into_which (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P2");
  set_related (room, 4, "in_progress");
  fixture_do (room, "merge", "duplicate_of", "#4");

  assert_ended (room, "duplicate");
  g_assert_cmpint (sr_row_get_integer (room->request, SR_REQUEST_MERGED_INTO), ==, 4);
}

static void
test_who_registered_a_request_does_not_void_it (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P2");
  room->reason = "Entered twice";
  fixture_refuses (room, SR_DOMAIN_ERROR_DUTIES, "void");
  fixture_as (room, DESK_LI, SR_ROLE_DESK);
  fixture_refuses (room, SR_DOMAIN_ERROR_RIGHT, "void");
  fixture_as (room, MANAGER_CHEN, SR_ROLE_MANAGER);
  fixture_do (room, "void");

  assert_ended (room, "voided");
  g_assert_cmpint (sr_row_get_integer (room->request, SR_REQUEST_APPROVER), ==, MANAGER_CHEN);
}

static void
test_a_contact_lies_between_receipt_and_now (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  fixture_receive (room, "P2");
  fixture_at (room, "2026-07-06 10:00");
  fixture_refuses (room, SR_DOMAIN_ERROR_GUARD, "contact", "contact.direction", "out",
                   "contact.medium", "call", "contact.reached", "true", "contact.summary", "Told",
                   "contact.at", "2026-07-06 10:01");
  fixture_refuses (room, SR_DOMAIN_ERROR_GUARD, "contact", "contact.direction", "out",
                   "contact.medium", "call", "contact.reached", "true", "contact.summary", "Told",
                   "contact.at", "2026-07-06 08:59");
}

static void
test_an_attachment_has_the_hash_of_its_content (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "x", -1);

  fixture_receive (room, "P2");
  fixture_refuses (room, SR_DOMAIN_ERROR_INVALID, "attach", "attachment.name", "photo.png",
                   "attachment.media_type", "image/png", "attachment.size", "1",
                   "attachment.sha256", "../../x");
  fixture_do (room, "attach", "attachment.name", "photo.png", "attachment.media_type",
              "image/png", "attachment.size", "1", "attachment.sha256", hash);
  assert_text (fixture_last (room, &sr_attachment_kind), SR_ATTACHMENT_SHA256, hash);
}

static void
replay (Fixture *room)
{
  room->from_source = TRUE;
  fixture_as (room, 0, SR_ROLE_ROOM);
  fixture_receive (room, "P3");
}

static void
assert_absent (Fixture    *room,
               const char *name)
{
  g_auto (GStrv) absent = sr_row_get_list (room->request, SR_REQUEST_ABSENT);

  g_test_message ("%s", name);
  g_assert_true (g_strv_contains ((const char *const *) absent, name));
}

static void
test_what_a_log_does_not_hold_is_noted_as_absent_and_not_invented (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  replay (room);
  fixture_do (room, "assign", "team", "#911");
  fixture_do (room, "accept");
  fixture_do (room, "start");
  fixture_do (room, "resolve");
  assert_absent (room, "solution");
  assert_absent (room, "resolution_code");
  assert_absent (room, "cause_code");
  assert_absent (room, "contact");
  assert_state (room, "resolved");
  g_assert_true (sr_row_is_null (room->request, SR_REQUEST_SOLUTION));
  g_assert_cmpuint (fixture_count (room, &sr_contact_kind), ==, 0);

  fixture_do (room, "close");
  assert_absent (room, "follow_up");
  assert_state (room, "closed");
}

static void
test_a_log_holds_what_no_record_can_be_without (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  room->from_source = TRUE;
  fixture_as (room, 0, SR_ROLE_ROOM);
  fixture_refuses (room, SR_DOMAIN_ERROR_MISSING, "receive", "customer", "#800", "channel",
                   "phone", "type", "repair.power");
}

static void
test_a_log_keeps_the_order_of_the_states (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  replay (room);
  fixture_refuses (room, SR_DOMAIN_ERROR_STATE, "resolve");
  fixture_refuses (room, SR_DOMAIN_ERROR_STATE, "close");
}

static void
test_a_log_makes_no_claim_about_the_first_response (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  replay (room);
  g_assert_null (fixture_clock (room, "first_response"));
  assert_absent (room, "first_response");
  g_assert_nonnull (fixture_clock (room, "resolution"));
}

static void
test_a_wait_of_a_log_may_have_no_end (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  replay (room);
  fixture_do (room, "assign", "team", "#911");
  fixture_do (room, "accept");
  fixture_do (room, "start");
  fixture_do (room, "wait_customer");

  assert_state (room, "waiting_customer");
  assert_absent (room, "waiting_until");
  assert_absent (room, "waiting_for");
  g_assert_true (sr_row_is_null (room->request, SR_REQUEST_DUE_AT));
}

/* A list that would be too long to read as calls. */
static const struct
{
  const char *name;
  void      (*run) (void);
} tests[] = {
#define TEST(name) { "/service/actions/" #name, test_##name }
  TEST (the_table_has_exactly_the_arrows_of_the_life_of_a_request),
  TEST (every_action_says_all_that_a_button_needs),
  TEST (a_new_request_is_registered_with_a_priority_of_the_matrix),
  TEST (a_request_that_says_nothing_of_its_weight_is_a_normal_one),
  TEST (an_emergency_has_the_highest_priority_whatever_is_given),
  TEST (a_request_given_to_somebody_at_once_waits_to_be_accepted),
  TEST (a_request_is_not_received_in_the_future),
  TEST (what_is_needed_and_not_given_is_named),
  TEST (a_field_that_the_action_does_not_take_is_named_with_those_it_takes),
  TEST (a_reference_to_nothing_is_refused_by_name),
  TEST (an_empty_text_clears_what_may_be_empty_and_nothing_else),
  TEST (a_role_that_has_no_right_is_told_which_has),
  TEST (a_state_that_does_not_allow_it_is_told_which_do),
  TEST (a_request_is_not_received_twice),
  TEST (what_must_still_be_given_does_not_stop_a_button),
  TEST (an_answer_on_the_spot_is_a_contact_and_a_first_response),
  TEST (a_solution_has_a_least_length),
  TEST (a_transfer_needs_a_team_and_a_reason),
  TEST (somebody_must_be_named_to_assign),
  TEST (another_team_takes_it_from_the_owner),
  TEST (what_waits_goes_on_waiting_with_its_new_owner),
  TEST (only_who_it_is_assigned_to_accepts_it),
  TEST (who_accepts_for_the_team_becomes_the_owner),
  TEST (a_request_is_returned_within_a_working_day_and_with_a_reason),
  TEST (waiting_says_for_what_and_until_when),
  TEST (the_room_itself_resumes_and_the_wait_is_forgotten),
  TEST (the_room_itself_does_nothing_else_of_its_own),
  TEST (an_emergency_waits_only_when_a_manager_says_so),
  TEST (support_is_accepted_once_and_by_the_team_that_was_asked),
  TEST (nothing_is_resolved_while_support_is_open),
  TEST (nothing_is_resolved_before_the_customer_was_reached),
  TEST (work_goes_on_with_the_call_that_must_precede_its_end),
  TEST (nothing_is_resolved_without_solution_code_and_cause),
  TEST (nothing_is_resolved_before_its_parts),
  TEST (closing_without_a_follow_up_needs_its_reason),
  TEST (closing_needs_a_reply_or_the_reason_for_none),
  TEST (a_reopened_request_begins_a_cycle_without_the_solution_before),
  TEST (a_request_is_reopened_within_five_working_days),
  TEST (a_promise_lies_ahead),
  TEST (a_promise_later_than_the_deadline_has_a_reason),
  TEST (another_impact_gives_the_priority_of_the_matrix),
  TEST (only_a_manager_lowers_a_priority_near_the_deadline),
  TEST (anybody_lowers_a_priority_in_good_time),
  TEST (the_priority_of_an_emergency_stays),
  TEST (an_extension_is_asked_for_before_the_deadline_has_passed),
  TEST (an_extension_is_approved_by_another_once_the_customer_knows),
  TEST (a_request_is_extended_so_often_and_no_more),
  TEST (a_refused_extension_may_be_asked_for_anew),
  TEST (a_withdrawal_has_its_evidence),
  TEST (a_duplicate_names_another_request_that_is_open),
  TEST (a_merged_request_says_into_which),
  TEST (who_registered_a_request_does_not_void_it),
  TEST (a_contact_lies_between_receipt_and_now),
  TEST (an_attachment_has_the_hash_of_its_content),
  TEST (what_a_log_does_not_hold_is_noted_as_absent_and_not_invented),
  TEST (a_log_holds_what_no_record_can_be_without),
  TEST (a_log_keeps_the_order_of_the_states),
  TEST (a_log_makes_no_claim_about_the_first_response),
  TEST (a_wait_of_a_log_may_have_no_end),
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
