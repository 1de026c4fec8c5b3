/* What a past period would have been under other targets.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "room-fixture.h"
#include "room/sr-replay-report.h"

#define MINUTE 60
#define HOUR 3600

#define ADD(path, test) \
  g_test_add (path, RoomFixture, NULL, room_fixture_set_up, test, room_fixture_tear_down)

static void
act (RoomFixture *self,
     const char  *login,
     gint64       request,
     const char  *action,
     const char  *field,
     const char  *text,
     const char  *other,
     const char  *other_text)
{
  sr_outcome_free (field == NULL
                     ? room_fixture_act (self, login, request, action, NULL)
                     : room_fixture_act (self, login, request, action, field, text, other,
                                         other_text, NULL));
}

static gint64
take_up (RoomFixture *self)
{
  gint64 request = room_fixture_receive (self, "空调漏水");

  room_fixture_advance (self, 10 * MINUTE);
  act (self, "he.jing", request, "assign", "owner", "wang.wei", NULL, NULL);
  act (self, "wang.wei", request, "accept", NULL, NULL, NULL, NULL);
  act (self, "wang.wei", request, "start", NULL, NULL, NULL, NULL);
  sr_outcome_free (room_fixture_act (self, "wang.wei", request, "contact", "contact.medium", "call",
                                     "contact.direction", "out", "contact.reached", "yes",
                                     "contact.summary", "已告知", NULL));

  return request;
}

static void
resolve (RoomFixture *self,
         gint64       request)
{
  sr_outcome_free (room_fixture_act (self, "wang.wei", request, "resolve", "solution", "清理排水管",
                                     "resolution_code", "#1", "cause_code", "#1", NULL));
}

/* As in force, but so many seconds for the resolution, of every type and priority. */
static GPtrArray *
make_targets (RoomFixture *self,
              gint64       seconds)
{
  g_autoptr (GError) error = NULL;
  SrConfiguration *configuration = sr_gate_get_configuration (self->gate, &error);
  GPtrArray *targets = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_row_free);
  SrSetting setting = { 0 };

  g_assert_no_error (error);
  sr_configuration_get_setting (configuration, 0, 0, sr_clock_now (self->clock), &setting);
  for (guint i = 0; i < setting.targets->len; i++)
    {
      SrRow *target = sr_row_copy (g_ptr_array_index (setting.targets, i));

      if (seconds > 0 && sr_row_is (target, SR_TARGET_CLOCK, "resolution"))
        {
          sr_row_set_null (target, SR_TARGET_WORKDAYS);
          sr_row_set_integer (target, SR_TARGET_SECONDS, seconds);
        }
      g_ptr_array_add (targets, target);
    }

  return targets;
}

static SrReplayReport *
replay (RoomFixture *self,
        gint64       seconds)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) targets = make_targets (self, seconds);
  SrReplayReport *report =
    sr_replay_report_make (sr_gate_get_connection (self->gate),
                           sr_gate_get_configuration (self->gate, NULL), targets,
                           FIXTURE_NOW - HOUR, sr_clock_now (self->clock) + 1, &error);

  g_assert_no_error (error);

  return report;
}

static void
test_the_same_targets_change_nothing (RoomFixture   *self,
                                      gconstpointer  data)
{
  g_autoptr (SrReplayReport) report = NULL;
  gint64 request = take_up (self);

  room_fixture_advance (self, 2 * HOUR);
  resolve (self, request);
  report = replay (self, 0);

  /* accepted, responded to, resolved */
  g_assert_cmpuint (report->n_results, ==, 3);
  g_assert_cmpuint (report->n_kept_before, ==, report->n_kept_after);
  g_assert_cmpuint (report->flips->len, ==, 0);
  g_assert_cmpuint (report->n_left_out, ==, 0);
}

static void
test_a_nearer_target_names_what_would_be_late (RoomFixture   *self,
                                               gconstpointer  data)
{
  g_autoptr (SrReplayReport) report = NULL;
  gint64 request = take_up (self);
  const SrFlip *flip;

  room_fixture_advance (self, 2 * HOUR);
  resolve (self, request);
  report = replay (self, HOUR);

  g_assert_cmpuint (report->n_lost, ==, 1);
  g_assert_cmpuint (report->n_won, ==, 0);
  g_assert_cmpuint (report->n_kept_after, ==, report->n_kept_before - 1);
  flip = g_ptr_array_index (report->flips, 0);
  g_assert_cmpint (flip->request, ==, request);
  g_assert_cmpstr (flip->clock, ==, "resolution");
  g_assert_false (flip->kept);
  g_assert_cmpint (flip->stopped_at, ==, FIXTURE_NOW + 10 * MINUTE + 2 * HOUR);
  g_assert_cmpint (flip->due_after, ==, FIXTURE_NOW + HOUR);
}

static void
test_a_wait_does_not_count_under_other_targets (RoomFixture   *self,
                                                gconstpointer  data)
{
  g_autoptr (SrReplayReport) near = NULL;
  g_autoptr (SrReplayReport) nearer = NULL;
  gint64 request = take_up (self);
  gint64 next;

  /* 30 minutes, a wait of an hour that ends by itself, 20 minutes: 50 are used. */
  room_fixture_advance (self, 20 * MINUTE);
  act (self, "wang.wei", request, "wait_parts", "waiting_for", "配件", "waiting_until",
       "2026-07-15 10:30");
  room_fixture_advance (self, HOUR);
  sr_gate_sign_in (self->gate, NULL, NULL);
  sr_gate_tick (self->gate, &next, NULL);
  room_fixture_advance (self, 20 * MINUTE);
  resolve (self, request);

  near = replay (self, 51 * MINUTE);
  g_assert_cmpuint (near->n_lost, ==, 0);
  nearer = replay (self, 49 * MINUTE);
  g_assert_cmpuint (nearer->n_lost, ==, 1);
}

static void
test_a_later_target_names_what_would_be_in_time (RoomFixture   *self,
                                                 gconstpointer  data)
{
  g_autoptr (SrReplayReport) report = NULL;
  gint64 request = take_up (self);

  room_fixture_advance (self, 30 * 24 * HOUR);
  resolve (self, request);
  report = replay (self, 1000 * HOUR);

  g_assert_cmpuint (report->n_won, ==, 1);
  g_assert_cmpuint (report->n_lost, ==, 0);
  g_assert_true (((const SrFlip *) g_ptr_array_index (report->flips, 0))->kept);
}

/* The target of the priority that it has now was not the one that it was judged by. */
static void
test_what_got_another_target_on_the_way_is_left_out (RoomFixture   *self,
                                                     gconstpointer  data)
{
  g_autoptr (SrReplayReport) report = NULL;
  gint64 request = take_up (self);

  room_fixture_advance (self, 30 * 24 * HOUR);
  sr_outcome_free (room_fixture_try (self, "he.jing", request, "prioritise", "客户催办", NULL,
                                     "urgency", "high", NULL));
  resolve (self, request);
  report = replay (self, 0);

  g_assert_cmpuint (report->n_results + report->n_left_out, ==, 3);
  g_assert_cmpuint (report->flips->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/room/replay/the-same-targets-change-nothing", test_the_same_targets_change_nothing);
  ADD ("/room/replay/a-nearer-target-names-what-would-be-late",
       test_a_nearer_target_names_what_would_be_late);
  ADD ("/room/replay/a-wait-does-not-count-under-other-targets",
       test_a_wait_does_not_count_under_other_targets);
  ADD ("/room/replay/a-later-target-names-what-would-be-in-time",
       test_a_later_target_names_what_would_be_in_time);
  ADD ("/room/replay/what-got-another-target-on-the-way-is-left-out",
       test_what_got_another_target_on_the_way_is_left_out);

  return g_test_run ();
}
