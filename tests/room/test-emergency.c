/* The playbook and the review of an emergency, through the gate.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-playbook.h"
#include "domain/sr-domain-error.h"
#include "room-fixture.h"
#include "room/sr-request-detail.h"
#include "storage/sr-event-table.h"
#include "storage/sr-table.h"

#define REVIEW "review", NULL, &error, "review.happened", "水管破裂", "review.to_change", "换管"

static void
do_step (RoomFixture *self,
         const char  *login,
         gint64       request,
         const char  *action)
{
  sr_outcome_free (room_fixture_act (self, login, request, action, NULL));
}

/* The n-th step of the playbook that a new room has. */
static void
tick (RoomFixture *self,
      const char  *login,
      gint64       request,
      const char  *action,
      const char  *step)
{
  sr_outcome_free (room_fixture_act (self, login, request, action, "checked-step.step", step,
                                     NULL));
}

static gint64
resolve_emergency (RoomFixture *self)
{
  gint64 request = room_fixture_receive (self, "机房水管破裂");

  sr_outcome_free (room_fixture_act (self, "he.jing", request, "mark_emergency", NULL));
  sr_outcome_free (room_fixture_act (self, "he.jing", request, "assign", "owner", "wang.wei",
                                     NULL));
  do_step (self, "wang.wei", request, "accept");
  do_step (self, "wang.wei", request, "start");
  tick (self, "wang.wei", request, "tick_step", "#1");
  sr_outcome_free (room_fixture_act (self, "wang.wei", request, "contact", "contact.direction",
                                     "out", "contact.medium", "call", "contact.reached", "yes",
                                     "contact.summary", "已告知", NULL));
  sr_outcome_free (room_fixture_act (self, "wang.wei", request, "resolve", "solution", "已经修好",
                                     "resolution_code", "solved", "cause_code", "wear", NULL));

  return request;
}

static void
assert_refused (SrOutcome  *outcome,
                GError     *error,
                const char *sentence)
{
  g_assert_null (outcome);
  g_assert_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_GUARD);
  g_assert_nonnull (strstr (error->message, sentence));
}

static const SrAction *
find_next (RoomFixture *self,
           const char  *login,
           gint64       request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SrRequestDetail) detail = NULL;

  g_assert_true (sr_gate_sign_in (self->gate, login, NULL));
  detail = sr_request_detail_load (sr_gate_get_connection (self->gate),
                                   sr_gate_get_configuration (self->gate, NULL),
                                   sr_gate_get_staff (self->gate), request,
                                   sr_clock_now (self->clock), &error);
  g_assert_no_error (error);

  return sr_action_find_next (&sr_request_kind, sr_situation_holder_get (detail->situation));
}

static void
test_a_new_room_has_a_playbook (RoomFixture   *self,
                                gconstpointer  data)
{
  SrConfiguration *configuration = sr_gate_get_configuration (self->gate, NULL);
  g_autoptr (GPtrArray) steps = NULL;
  SrSetting setting;

  sr_configuration_get_setting (configuration, 0, 0, FIXTURE_NOW, &setting);
  steps = sr_playbook_get_steps (&setting, sr_setting_find_playbook (&setting, 0));
  g_assert_cmpuint (steps->len, ==, 6);
}

static void
test_a_step_is_an_event_of_the_request (RoomFixture   *self,
                                        gconstpointer  data)
{
  gint64 request = room_fixture_receive (self, "机房水管破裂");
  g_autoptr (GPtrArray) events = NULL;
  const SrRow *event;

  sr_outcome_free (room_fixture_act (self, "he.jing", request, "mark_emergency", NULL));
  tick (self, "wang.wei", request, "tick_step", "#1");
  tick (self, "he.jing", request, "untick_step", "#1");

  events = sr_event_table_load (sr_gate_get_connection (self->gate), "request", request, NULL);
  event = g_ptr_array_index (events, events->len - 2);
  g_assert_cmpstr (sr_row_get_text (event, SR_EVENT_ACTION), ==, "tick_step");
  g_assert_cmpstr (sr_row_get_text (event, SR_EVENT_ACTOR), ==, "wang.wei");
  g_assert_cmpstr (sr_row_get_text (event, SR_EVENT_CLAUSE), ==, "3.2.2");
  /* In the words that it had then, whatever a manager writes later. */
  g_assert_nonnull (strstr (sr_row_get_text (event, SR_EVENT_BODY), "Bring people to safety"));
  room_fixture_verify (self);
}

static void
test_an_emergency_goes_from_resolved_by_review_to_closed (RoomFixture   *self,
                                                          gconstpointer  data)
{
  gint64 request = resolve_emergency (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (SrRow) row = NULL;
  SrOutcome *outcome;

  g_assert_cmpstr (find_next (self, "wang.wei", request)->name, ==, "review");
  outcome = room_fixture_try (self, "li.na", request, "close", NULL, &error, "follow_up", "done",
                              NULL);
  assert_refused (outcome, error, "Write the review of this emergency first.");
  g_clear_error (&error);

  outcome = room_fixture_try (self, "wang.wei", request, REVIEW, NULL);
  assert_refused (outcome, error, "Inform the team lead and the manager");
  g_clear_error (&error);

  tick (self, "wang.wei", request, "tick_step", "#4");
  sr_outcome_free (room_fixture_try (self, "wang.wei", request, REVIEW, NULL));
  g_assert_no_error (error);
  do_step (self, "he.jing", request, "follow_up");
  g_assert_cmpstr (find_next (self, "he.jing", request)->name, ==, "close");
  sr_outcome_free (room_fixture_act (self, "he.jing", request, "close", "follow_up", "done", NULL));

  row = room_fixture_load (self, request);
  g_assert_cmpstr (sr_row_get_text (row, SR_REQUEST_STATE), ==, "closed");
  room_fixture_verify (self);
}

static void
test_a_review_that_is_taken_back_closes_nothing (RoomFixture   *self,
                                                 gconstpointer  data)
{
  gint64 request = resolve_emergency (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) undone = NULL;
  SrOutcome *outcome;
  gint64 sequence;

  tick (self, "wang.wei", request, "tick_step", "#4");
  outcome = room_fixture_try (self, "wang.wei", request, REVIEW, NULL);
  g_assert_no_error (error);
  sequence = outcome->sequence;
  sr_outcome_free (outcome);
  undone = sr_gate_undo (self->gate, &sequence, 1, &error);
  g_assert_no_error (error);

  outcome = room_fixture_try (self, "li.na", request, "close", NULL, &error, "follow_up", "done",
                              NULL);
  assert_refused (outcome, error, "Write the review of this emergency first.");
  room_fixture_verify (self);
}

static SrOutcome *
change (RoomFixture        *self,
        const char         *login,
        const SrRecordKind *kind,
        gint64              record,
        const char         *field,
        const char         *text,
        GError            **error)
{
  SrAct *act = sr_act_new (kind, record, record == 0 ? "create" : "edit");

  g_assert_true (sr_gate_sign_in (self->gate, login, NULL));
  sr_act_set (act, field, text);

  return sr_gate_act_one (self->gate, act, error);
}

/* What is written now holds for what is open, and what was ticked keeps its words. */
static void
test_a_manager_rewrites_a_step (RoomFixture   *self,
                                gconstpointer  data)
{
  gint64 request = room_fixture_receive (self, "机房水管破裂");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ticks = NULL;
  SrOutcome *outcome;

  sr_outcome_free (room_fixture_act (self, "he.jing", request, "mark_emergency", NULL));
  tick (self, "he.jing", request, "tick_step", "#1");

  outcome = change (self, "he.jing", &sr_playbook_step_kind, 1, "text", "别的", &error);
  g_assert_null (outcome);
  g_assert_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_RIGHT);
  g_clear_error (&error);

  outcome = change (self, "li.na", &sr_playbook_step_kind, 1, "text", "先断电", &error);
  g_assert_no_error (error);
  sr_outcome_free (outcome);

  ticks = sr_table_load_children (sr_gate_get_connection (self->gate), &sr_checked_step_kind,
                                  request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ticks->len, ==, 1);
  g_assert_true (g_str_has_prefix (sr_row_get_text (g_ptr_array_index (ticks, 0),
                                                    SR_CHECKED_STEP_TEXT), "Bring people"));

  outcome = change (self, "li.na", &sr_playbook_step_kind, 2, "active", "false", &error);
  g_assert_no_error (error);
  sr_outcome_free (outcome);
  outcome = room_fixture_try (self, "he.jing", request, "tick_step", NULL, &error,
                              "checked-step.step", "#2", NULL);
  assert_refused (outcome, error, "no such step");
  room_fixture_verify (self);
}

#define ADD(path, test) \
  g_test_add ("/room/emergency/" path, RoomFixture, NULL, room_fixture_set_up, test, \
              room_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("a-new-room-has-a-playbook", test_a_new_room_has_a_playbook);
  ADD ("a-step-is-an-event-of-the-request", test_a_step_is_an_event_of_the_request);
  ADD ("an-emergency-goes-from-resolved-by-review-to-closed",
       test_an_emergency_goes_from_resolved_by_review_to_closed);
  ADD ("a-review-that-is-taken-back-closes-nothing",
       test_a_review_that_is_taken_back_closes_nothing);
  ADD ("a-manager-rewrites-a-step-and-ticks-keep-their-words", test_a_manager_rewrites_a_step);

  return g_test_run ();
}
