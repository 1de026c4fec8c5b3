/* Who is reminded of what, when, and when no more.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "domain/records/sr-kinds.h"
#include "domain/time/sr-instant.h"
#include "room-fixture.h"
#include "storage/service/sr-reminder-table.h"
#include "storage/sr-table.h"

/* The room is open from 09:00 to 12:00 and from 13:30 to 18:00, and it is Wednesday, 15 July, 09:00.
 * A request of normal priority has 4 h to be accepted, 4 h to a first response and 15 h to be resolved.
 */
#define MINUTE 60
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

#define AT(day, hour, minute) \
  (FIXTURE_NOW + (gint64) ((day) - 15) * DAY + ((hour) - 9) * HOUR + (minute) * MINUTE)

#define ADD(path, test) \
  g_test_add (path, RoomFixture, NULL, room_fixture_set_up, test, room_fixture_tear_down)

static const char *
get_login (RoomFixture *self,
           gint64       staff)
{
  g_autoptr (GError) error = NULL;
  SrConfiguration *configuration = sr_gate_get_configuration (self->gate, &error);

  g_assert_no_error (error);

  return sr_row_get_text (sr_configuration_find (configuration, &sr_staff_kind, staff),
                          SR_STAFF_LOGIN);
}

static gint64
get_staff (RoomFixture *self,
           const char  *login)
{
  g_autoptr (GError) error = NULL;
  SrConfiguration *configuration = sr_gate_get_configuration (self->gate, &error);

  g_assert_no_error (error);

  return sr_row_get_id (sr_configuration_find_text (configuration, &sr_staff_kind, login));
}

/* A line for each: when, of which clock and level, for whom, and what became of it. */
static char *
describe (RoomFixture *self,
          GPtrArray   *reminders)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < reminders->len; i++)
    {
      const SrRow *row = g_ptr_array_index (reminders, i);
      g_autofree char *at = sr_instant_to_iso (sr_row_get_integer (row, SR_REMINDER_RAISED_AT),
                                               "Asia/Shanghai");

      at[16] = '\0';
      g_string_append_printf (text, "%s %s %d %s %s %s\n", at + 8,
                              sr_row_get_text (row, SR_REMINDER_CLOCK_KIND),
                              (int) sr_row_get_integer (row, SR_REMINDER_LEVEL),
                              get_login (self, sr_row_get_integer (row, SR_REMINDER_STAFF)),
                              sr_row_get_text (row, SR_REMINDER_FORM),
                              sr_row_get_text (row, SR_REMINDER_STATE));
    }

  return g_string_free (text, FALSE);
}

static void
assert_reminders (RoomFixture *self,
                  const char  *clock,
                  const char  *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all =
    sr_reminder_table_load_after (sr_gate_get_connection (self->gate), 0, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  for (guint i = all->len; clock != NULL && i > 0; i--)
    {
      if (!sr_row_is (g_ptr_array_index (all, i - 1), SR_REMINDER_CLOCK_KIND, clock))
        g_ptr_array_remove_index (all, i - 1);
    }

  text = describe (self, all);
  g_assert_cmpstr (text, ==, expected);
}

static gint64
tick (RoomFixture *self)
{
  g_autoptr (GError) error = NULL;
  gint64 next = 0;

  sr_gate_tick (self->gate, &next, &error);
  g_assert_no_error (error);

  return next;
}

/* As a program that runs all the time. */
static void
live_until (RoomFixture *self,
            gint64       until)
{
  gint64 next = tick (self);

  while (next <= until)
    {
      sr_clock_set (self->clock, next);
      next = tick (self);
    }

  sr_clock_set (self->clock, until);
}

/* As one that was off meanwhile. */
static void
wake_at (RoomFixture *self,
         gint64       at)
{
  sr_clock_set (self->clock, at);
  tick (self);
}

static void
act (RoomFixture *self,
     const char  *login,
     gint64       request,
     const char  *action,
     const char  *field,
     const char  *text)
{
  sr_outcome_free (room_fixture_act (self, login, request, action, field, text, NULL));
}

static void
change (RoomFixture        *self,
        const SrRecordKind *kind,
        gint64              record,
        const char         *action,
        ...)
{
  g_autoptr (GError) error = NULL;
  SrAct *change = sr_act_new (kind, record, action);
  const char *field;
  va_list arguments;

  va_start (arguments, action);
  while ((field = va_arg (arguments, const char *)) != NULL)
    sr_act_set (change, field, va_arg (arguments, const char *));
  va_end (arguments);

  sr_gate_sign_in (self->gate, "li.na", &error);
  g_assert_no_error (error);
  sr_outcome_free (sr_gate_act_one (self->gate, change, &error));
  g_assert_no_error (error);
}

/* Assigned to wang.wei, whose team he.jing leads. */
static gint64
receive (RoomFixture *self)
{
  gint64 request = room_fixture_receive (self, "307 会议室空调漏水");

  change (self, &sr_team_kind, 0, "create", "name", "班组", "lead", "he.jing", NULL);
  change (self, &sr_staff_kind, get_staff (self, "wang.wei"), "edit", "team", "班组", NULL);
  act (self, "he.jing", request, "assign", "owner", "wang.wei");

  return request;
}

static void
start (RoomFixture *self,
       gint64       request)
{
  act (self, "wang.wei", request, "accept", NULL, NULL);
  act (self, "wang.wei", request, "start", NULL, NULL);
}

static void
reach (RoomFixture *self,
       gint64       request)
{
  sr_outcome_free (room_fixture_act (self, "wang.wei", request, "contact", "contact.medium", "call",
                                     "contact.direction", "out", "contact.reached", "yes",
                                     "contact.summary", "说明进展", NULL));
}

#define FIRST_RESPONSE_UNTIL_BREACH(state) \
  "15T11:00 first_response 0 wang.wei badge " state "\n" \
  "15T12:00 first_response 1 wang.wei popup " state "\n" \
  "15T14:06 first_response 2 wang.wei popup " state "\n" \
  "15T14:06 first_response 2 he.jing popup " state "\n" \
  "15T14:30 first_response 3 wang.wei critical " state "\n" \
  "15T14:30 first_response 3 he.jing critical " state "\n"

static void
test_the_ladder_climbs_from_the_owner_to_the_managers (RoomFixture   *self,
                                                       gconstpointer  data)
{
  start (self, receive (self));
  live_until (self, AT (23, 9, 0));
  assert_reminders (self, "first_response",
                    "15T11:00 first_response 0 wang.wei badge waiting\n"
                    "15T12:00 first_response 1 wang.wei popup waiting\n"
                    "15T14:06 first_response 2 wang.wei popup waiting\n"
                    "15T14:06 first_response 2 he.jing popup waiting\n"
                    "15T14:30 first_response 3 wang.wei critical waiting\n"
                    "15T14:30 first_response 3 he.jing critical waiting\n"
                    "16T18:00 first_response 4 li.na popup waiting\n"
                    "22T18:00 first_response 5 li.na badge waiting\n");
  room_fixture_verify (self);
}

static void
test_a_rung_is_raised_once (RoomFixture   *self,
                            gconstpointer  data)
{
  start (self, receive (self));
  wake_at (self, AT (15, 12, 0));
  tick (self);
  room_fixture_reopen (self);
  tick (self);

  /* and what was passed by meanwhile is no news */
  assert_reminders (self, "first_response", "15T12:00 first_response 1 wang.wei popup waiting\n");
}

static void
test_two_programs_raise_it_once (RoomFixture   *self,
                                 gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  SrStore *store;
  SrGate *other;
  gint64 next = 0;

  start (self, receive (self));
  sr_clock_set (self->clock, AT (15, 12, 0));

  store = sr_store_open (self->path, SR_STORE_OPEN_EXISTING, &error);
  g_assert_no_error (error);
  other = sr_gate_new (store, self->clock);
  sr_gate_tick (other, &next, &error);
  g_assert_no_error (error);
  tick (self);
  assert_reminders (self, "first_response", "15T12:00 first_response 1 wang.wei popup waiting\n");

  sr_gate_free (other);
  sr_store_close (store);
  g_object_unref (store);
}

static void
test_a_deadline_that_is_met_withdraws_its_reminders (RoomFixture   *self,
                                                     gconstpointer  data)
{
  gint64 request = receive (self);

  start (self, request);
  live_until (self, AT (15, 15, 0));
  assert_reminders (self, "first_response", FIRST_RESPONSE_UNTIL_BREACH ("waiting"));

  reach (self, request);
  assert_reminders (self, "first_response", FIRST_RESPONSE_UNTIL_BREACH ("withdrawn"));

  /* and there is nothing more to say */
  live_until (self, AT (23, 9, 0));
  assert_reminders (self, "first_response", FIRST_RESPONSE_UNTIL_BREACH ("withdrawn"));
  room_fixture_verify (self);
}

static void
test_a_pause_withdraws_them_and_arms_anew_what_is_still_to_come (RoomFixture   *self,
                                                                 gconstpointer  data)
{
  gint64 request = receive (self);

  start (self, request);
  reach (self, request);
  live_until (self, AT (16, 15, 0));
  assert_reminders (self, "resolution",
                    "15T18:00 resolution 0 wang.wei badge waiting\n"
                    "16T14:15 resolution 1 wang.wei popup waiting\n");

  sr_outcome_free (room_fixture_act (self, "wang.wei", request, "wait_parts", "waiting_for", "灯珠",
                                     "waiting_until", "2026-07-17 10:00", NULL));
  assert_reminders (self, "resolution",
                    "15T18:00 resolution 0 wang.wei badge withdrawn\n"
                    "16T14:15 resolution 1 wang.wei popup withdrawn\n");

  /* 12 h are used of 15: of the rungs only those after them speak again. */
  live_until (self, AT (17, 18, 0));
  assert_reminders (self, "resolution",
                    "15T18:00 resolution 0 wang.wei badge withdrawn\n"
                    "16T14:15 resolution 1 wang.wei popup withdrawn\n"
                    "17T11:30 resolution 2 wang.wei popup waiting\n"
                    "17T11:30 resolution 2 he.jing popup waiting\n"
                    "17T14:30 resolution 3 wang.wei critical waiting\n"
                    "17T14:30 resolution 3 he.jing critical waiting\n");
  assert_reminders (self, "pause", "17T10:00 pause 1 wang.wei popup waiting\n");
  room_fixture_verify (self);
}

static void
test_the_end_of_a_pause_is_told_until_something_is_done (RoomFixture   *self,
                                                         gconstpointer  data)
{
  gint64 request = receive (self);

  start (self, request);
  reach (self, request);
  sr_outcome_free (room_fixture_act (self, "wang.wei", request, "wait_parts", "waiting_for", "灯珠",
                                     "waiting_until", "2026-07-16 10:00", NULL));
  live_until (self, AT (16, 10, 0));
  assert_reminders (self, "pause", "16T10:00 pause 1 wang.wei popup waiting\n");

  sr_outcome_free (room_fixture_act (self, "wang.wei", request, "wait_parts", "waiting_for", "灯珠",
                                     "waiting_until", "2026-07-16 11:00", NULL));
  live_until (self, AT (16, 11, 0));
  assert_reminders (self, "pause",
                    "16T10:00 pause 1 wang.wei popup withdrawn\n"
                    "16T11:00 pause 1 wang.wei popup waiting\n");
}

static void
test_an_earlier_deadline_is_told_at_once_and_no_level_twice (RoomFixture   *self,
                                                             gconstpointer  data)
{
  gint64 request = receive (self);

  start (self, request);
  reach (self, request);
  live_until (self, AT (16, 9, 30));
  assert_reminders (self, "resolution", "15T18:00 resolution 0 wang.wei badge waiting\n");

  /* 8 h are used; of 7.5 h a quarter is the grace. */
  act (self, "he.jing", request, "prioritise", "priority", "P2");
  tick (self);
  assert_reminders (self, "resolution",
                    "15T18:00 resolution 0 wang.wei badge waiting\n"
                    "16T09:30 resolution 1 wang.wei popup waiting\n");
}

static void
test_a_later_deadline_arms_the_rungs_that_it_has_not_come_to (RoomFixture   *self,
                                                              gconstpointer  data)
{
  gint64 request = receive (self);

  start (self, request);
  reach (self, request);
  live_until (self, AT (16, 15, 0));

  /* 12 h of 37.5 are a third. */
  act (self, "li.na", request, "prioritise", "priority", "P4");
  live_until (self, AT (20, 18, 0));
  assert_reminders (self, "resolution",
                    "15T18:00 resolution 0 wang.wei badge withdrawn\n"
                    "16T14:15 resolution 1 wang.wei popup withdrawn\n"
                    "17T14:15 resolution 0 wang.wei badge waiting\n"
                    "20T16:07 resolution 1 wang.wei popup waiting\n");
}

static void
test_who_is_away_is_stood_in_for (RoomFixture   *self,
                                  gconstpointer  data)
{
  gint64 request = receive (self);

  start (self, request);
  change (self, &sr_absence_kind, 0, "create", "staff", "wang.wei", "deputy", "li.na",
          "from_at", "2026-07-15 11:30", "until_at", "2026-07-15 13:30", NULL);
  live_until (self, AT (15, 14, 10));
  assert_reminders (self, "first_response",
                    "15T11:00 first_response 0 wang.wei badge waiting\n"
                    "15T12:00 first_response 1 li.na popup waiting\n"
                    "15T14:06 first_response 2 wang.wei popup waiting\n"
                    "15T14:06 first_response 2 he.jing popup waiting\n");
}

static void
test_without_a_deputy_the_lead_hears_of_it (RoomFixture   *self,
                                            gconstpointer  data)
{
  gint64 request = receive (self);

  start (self, request);
  change (self, &sr_absence_kind, 0, "create", "staff", "wang.wei",
          "from_at", "2026-07-15 11:30", "until_at", "2026-07-15 13:30", NULL);
  wake_at (self, AT (15, 12, 0));
  assert_reminders (self, "first_response", "15T12:00 first_response 1 he.jing popup waiting\n");
}

static void
test_what_nobody_owns_is_for_those_on_duty (RoomFixture   *self,
                                            gconstpointer  data)
{
  room_fixture_receive (self, "门禁卡刷不开");
  change (self, &sr_duty_kind, 0, "create", "staff", "he.jing",
          "from_at", "2026-07-15 09:00", "until_at", "2026-07-15 18:00", NULL);
  wake_at (self, AT (15, 12, 0));
  assert_reminders (self, "first_response", "15T12:00 first_response 1 he.jing popup waiting\n");
}

static void
test_who_does_not_own_it_any_more_is_left_alone (RoomFixture   *self,
                                                 gconstpointer  data)
{
  gint64 request = receive (self);

  start (self, request);
  live_until (self, AT (15, 14, 10));
  act (self, "he.jing", request, "assign", "owner", "li.na");
  assert_reminders (self, "first_response",
                    "15T11:00 first_response 0 wang.wei badge withdrawn\n"
                    "15T12:00 first_response 1 wang.wei popup withdrawn\n"
                    "15T14:06 first_response 2 wang.wei popup withdrawn\n"
                    "15T14:06 first_response 2 he.jing popup waiting\n");
}

static void
test_an_emergency_climbs_by_real_minutes (RoomFixture   *self,
                                          gconstpointer  data)
{
  gint64 request;

  sr_clock_set (self->clock, AT (15, 22, 0));
  request = receive (self);
  change (self, &sr_duty_kind, 0, "create", "staff", "wang.wei",
          "from_at", "2026-07-15 18:00", "until_at", "2026-07-16 08:00", NULL);
  act (self, "he.jing", request, "mark_emergency", NULL, NULL);
  live_until (self, AT (16, 0, 0));
  assert_reminders (self, "accept",
                    "15T22:00 accept 0 wang.wei critical waiting\n"
                    "15T22:15 accept 1 wang.wei critical waiting\n"
                    "15T22:30 accept 2 he.jing critical waiting\n"
                    "15T23:00 accept 3 li.na critical waiting\n");

  act (self, "wang.wei", request, "accept", NULL, NULL);
  assert_reminders (self, "accept",
                    "15T22:00 accept 0 wang.wei critical withdrawn\n"
                    "15T22:15 accept 1 wang.wei critical withdrawn\n"
                    "15T22:30 accept 2 he.jing critical withdrawn\n"
                    "15T23:00 accept 3 li.na critical withdrawn\n");
  room_fixture_verify (self);
}

static void
test_an_emergency_in_hand_is_told_once (RoomFixture   *self,
                                        gconstpointer  data)
{
  gint64 request = receive (self);

  start (self, request);
  change (self, &sr_duty_kind, 0, "create", "staff", "he.jing",
          "from_at", "2026-07-15 09:00", "until_at", "2026-07-15 18:00", NULL);
  act (self, "wang.wei", request, "mark_emergency", NULL, NULL);
  live_until (self, AT (15, 11, 0));
  assert_reminders (self, "accept", "15T09:00 accept 0 he.jing critical waiting\n");
  room_fixture_verify (self);
}

static void
test_a_promise_is_told_half_an_hour_before (RoomFixture   *self,
                                            gconstpointer  data)
{
  gint64 request = receive (self);

  start (self, request);
  act (self, "wang.wei", request, "promise", "promised_at", "2026-07-15 11:00");
  live_until (self, AT (15, 11, 30));
  assert_reminders (self, "promise",
                    "15T10:30 promise 1 wang.wei popup waiting\n"
                    "15T11:00 promise 3 wang.wei critical waiting\n"
                    "15T11:00 promise 3 he.jing critical waiting\n");
}

static void
test_a_short_promise_is_not_told_as_soon_as_it_is_made (RoomFixture   *self,
                                                        gconstpointer  data)
{
  gint64 request = receive (self);

  start (self, request);
  act (self, "wang.wei", request, "promise", "promised_at", "2026-07-15 09:20");
  live_until (self, AT (15, 9, 30));
  assert_reminders (self, "promise",
                    "15T09:20 promise 3 wang.wei critical waiting\n"
                    "15T09:20 promise 3 he.jing critical waiting\n");
}

static void
test_looking_ahead_finds_what_would_be_raised_and_keeps_nothing (RoomFixture   *self,
                                                                 gconstpointer  data)
{
  gint64 request = receive (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ahead = NULL;
  g_autofree char *text = NULL;

  start (self, request);
  reach (self, request);
  sr_outcome_free (room_fixture_act (self, "wang.wei", request, "wait_parts", "waiting_for", "灯珠",
                                     "waiting_until", "2026-07-16 10:00", NULL));
  ahead = sr_gate_look_ahead (self->gate, AT (23, 9, 0), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ahead->len, >, 5);
  text = describe (self, ahead);
  assert_reminders (self, NULL, "");
  room_fixture_verify (self);

  live_until (self, AT (23, 9, 0));
  assert_reminders (self, NULL, text);
}

static void
test_what_was_undone_goes_on_being_told (RoomFixture   *self,
                                         gconstpointer  data)
{
  gint64 request = receive (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;
  SrOutcome *outcome;

  start (self, request);
  reach (self, request);
  live_until (self, AT (16, 9, 0));
  outcome = room_fixture_act (self, "wang.wei", request, "resolve", "resolution_code", "#1",
                              "solution", "更换了排水管并清洗滤网", "cause_code", "#1", NULL);
  outcomes = sr_gate_undo (self->gate, &outcome->sequence, 1, &error);
  g_assert_no_error (error);
  sr_outcome_free (outcome);

  live_until (self, AT (16, 14, 30));
  assert_reminders (self, "resolution",
                    "15T18:00 resolution 0 wang.wei badge withdrawn\n"
                    "16T14:15 resolution 1 wang.wei popup waiting\n");
  room_fixture_verify (self);
}

static void
test_a_reminder_is_the_persons_own (RoomFixture   *self,
                                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  SrAct *acknowledge;

  start (self, receive (self));
  wake_at (self, AT (15, 12, 0));

  sr_gate_sign_in (self->gate, "he.jing", NULL);
  acknowledge = sr_act_new (&sr_reminder_kind, 1, "acknowledge");
  g_assert_null (sr_gate_act_one (self->gate, acknowledge, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);

  sr_gate_sign_in (self->gate, "wang.wei", NULL);
  acknowledge = sr_act_new (&sr_reminder_kind, 1, "acknowledge");
  sr_outcome_free (sr_gate_act_one (self->gate, acknowledge, &error));
  g_assert_no_error (error);
  assert_reminders (self, "first_response",
                    "15T12:00 first_response 1 wang.wei popup acknowledged\n");
  room_fixture_verify (self);
}

static void
test_the_clocks_of_an_older_room_are_armed (RoomFixture   *self,
                                            gconstpointer  data)
{
  start (self, receive (self));
  room_fixture_tamper (self, "DELETE FROM alarm");
  room_fixture_tamper (self, "INSERT INTO room (key, value) VALUES ('alarms_stale', '1')");
  wake_at (self, AT (15, 12, 0));
  assert_reminders (self, "first_response", "15T12:00 first_response 1 wang.wei popup waiting\n");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/room/reminders/the-ladder-climbs-from-the-owner-to-the-managers",
       test_the_ladder_climbs_from_the_owner_to_the_managers);
  ADD ("/room/reminders/a-rung-is-raised-once", test_a_rung_is_raised_once);
  ADD ("/room/reminders/two-programs-raise-it-once", test_two_programs_raise_it_once);
  ADD ("/room/reminders/a-deadline-that-is-met-withdraws-its-reminders",
       test_a_deadline_that_is_met_withdraws_its_reminders);
  ADD ("/room/reminders/a-pause-withdraws-them-and-arms-anew-what-is-still-to-come",
       test_a_pause_withdraws_them_and_arms_anew_what_is_still_to_come);
  ADD ("/room/reminders/the-end-of-a-pause-is-told-until-something-is-done",
       test_the_end_of_a_pause_is_told_until_something_is_done);
  ADD ("/room/reminders/an-earlier-deadline-is-told-at-once-and-no-level-twice",
       test_an_earlier_deadline_is_told_at_once_and_no_level_twice);
  ADD ("/room/reminders/a-later-deadline-arms-the-rungs-that-it-has-not-come-to",
       test_a_later_deadline_arms_the_rungs_that_it_has_not_come_to);
  ADD ("/room/reminders/who-is-away-is-stood-in-for", test_who_is_away_is_stood_in_for);
  ADD ("/room/reminders/without-a-deputy-the-lead-hears-of-it",
       test_without_a_deputy_the_lead_hears_of_it);
  ADD ("/room/reminders/what-nobody-owns-is-for-those-on-duty",
       test_what_nobody_owns_is_for_those_on_duty);
  ADD ("/room/reminders/who-does-not-own-it-any-more-is-left-alone",
       test_who_does_not_own_it_any_more_is_left_alone);
  ADD ("/room/reminders/an-emergency-climbs-by-real-minutes",
       test_an_emergency_climbs_by_real_minutes);
  ADD ("/room/reminders/an-emergency-in-hand-is-told-once", test_an_emergency_in_hand_is_told_once);
  ADD ("/room/reminders/a-promise-is-told-half-an-hour-before",
       test_a_promise_is_told_half_an_hour_before);
  ADD ("/room/reminders/a-short-promise-is-not-told-as-soon-as-it-is-made",
       test_a_short_promise_is_not_told_as_soon_as_it_is_made);
  ADD ("/room/reminders/looking-ahead-finds-what-would-be-raised-and-keeps-nothing",
       test_looking_ahead_finds_what_would_be_raised_and_keeps_nothing);
  ADD ("/room/reminders/what-was-undone-goes-on-being-told",
       test_what_was_undone_goes_on_being_told);
  ADD ("/room/reminders/a-reminder-is-the-persons-own", test_a_reminder_is_the_persons_own);
  ADD ("/room/reminders/the-clocks-of-an-older-room-are-armed",
       test_the_clocks_of_an_older_room_are_armed);

  return g_test_run ();
}
