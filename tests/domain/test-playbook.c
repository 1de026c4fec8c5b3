/* SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domain/service/sr-playbook.h"
#include "service-fixture.h"

#define FIRST_STEP "Bring people to safety and close off the place"
#define FOURTH_STEP "Inform the team lead and the manager"

/* ---- which playbook ---- */

/* The rows live as long as the fixture. */
static SrRow *
add_playbook (Fixture    *self,
              const char *name,
              const char *type)
{
  SrRow *row = sr_row_new (&sr_playbook_kind);

  sr_row_set_integer (row, SR_COMMON_ID, self->next_id++);
  sr_row_set_text (row, SR_PLAYBOOK_NAME, name);
  sr_row_set_integer (row, SR_PLAYBOOK_SERVICE_TYPE,
                      sr_row_get_id (fixture_find (self, &sr_service_type_kind, type)));
  sr_row_set_integer (row, SR_PLAYBOOK_ACTIVE, 1);
  g_ptr_array_add (self->defaults, row);
  g_ptr_array_add (self->setting.playbooks, row);

  return row;
}

static const char *
name_of (Fixture    *self,
         const char *type)
{
  gint64 id = sr_row_get_id (fixture_find (self, &sr_service_type_kind, type));
  const SrRow *playbook = sr_setting_find_playbook (&self->setting, id);

  return playbook != NULL ? sr_row_get_text (playbook, SR_PLAYBOOK_NAME) : NULL;
}

static void
test_most_specific (void)
{
  g_autoptr (Fixture) self = fixture_new ("2026-07-15 09:00:00");
  SrRow *water;

  g_assert_cmpstr (name_of (self, "repair.water"), ==, "Every emergency");

  add_playbook (self, "Repairs", "repair");
  g_assert_cmpstr (name_of (self, "repair.water"), ==, "Repairs");
  g_assert_cmpstr (name_of (self, "technical.network"), ==, "Every emergency");

  water = add_playbook (self, "Water", "repair.water");
  g_assert_cmpstr (name_of (self, "repair.water"), ==, "Water");
  g_assert_cmpstr (name_of (self, "repair.power"), ==, "Repairs");

  sr_row_set_integer (water, SR_PLAYBOOK_ACTIVE, 0);
  g_assert_cmpstr (name_of (self, "repair.water"), ==, "Repairs");
}

static void
test_none (void)
{
  g_autoptr (Fixture) self = fixture_new ("2026-07-15 09:00:00");

  sr_row_set_integer (g_ptr_array_index (self->setting.playbooks, 0), SR_PLAYBOOK_ACTIVE, 0);
  g_assert_null (name_of (self, "repair.water"));
}

static void
test_order_of_steps (void)
{
  g_autoptr (Fixture) self = fixture_new ("2026-07-15 09:00:00");
  const SrRow *playbook = g_ptr_array_index (self->setting.playbooks, 0);
  SrRow *first = g_ptr_array_index (self->setting.playbook_steps, 0);
  SrRow *second = g_ptr_array_index (self->setting.playbook_steps, 1);
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (GPtrArray) all = NULL;

  sr_row_set_integer (first, SR_PLAYBOOK_STEP_POSITION, 99);
  sr_row_set_integer (second, SR_PLAYBOOK_STEP_ACTIVE, 0);

  steps = sr_playbook_get_steps (&self->setting, playbook);
  g_assert_cmpuint (steps->len, ==, 5);
  g_assert_true (g_ptr_array_index (steps, 4) == first);
  g_assert_false (g_ptr_array_find (steps, second, NULL));

  all = sr_playbook_get_all_steps (&self->setting, playbook);
  g_assert_cmpuint (all->len, ==, 6);
  g_assert_true (g_ptr_array_index (all, 0) == second);
}

/* ---- ticking ---- */

static void
receive_emergency (Fixture *self)
{
  fixture_receive (self, "P2");
  fixture_do (self, "mark_emergency");
}

static void
assert_refused (Fixture    *self,
                const char *sentence,
                const char *action,
                const char *field,
                const char *text,
                const char *other_field,
                const char *other_text)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (fixture_try (self, &error, action, field, text, other_field, other_text, NULL));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, sentence));
}

static void
test_ticks (void)
{
  g_autoptr (Fixture) self = fixture_new ("2026-07-15 09:00:00");
  const SrRow *tick;

  receive_emergency (self);
  fixture_at (self, "2026-07-15 09:03:00");
  fixture_as (self, HANDLER_WANG, SR_ROLE_HANDLER);
  fixture_do (self, "tick_step", "checked-step.step", FIRST_STEP);

  tick = fixture_last (self, &sr_checked_step_kind);
  assert_text (tick, SR_CHECKED_STEP_TEXT, FIRST_STEP);
  g_assert_cmpint (sr_row_get_integer (tick, SR_CHECKED_STEP_DONE_AT), ==, self->now);
  g_assert_cmpint (sr_row_get_integer (tick, SR_CHECKED_STEP_DONE_BY), ==, HANDLER_WANG);
  assert_refused (self, "ticked already", "tick_step", "checked-step.step", FIRST_STEP, NULL, NULL);

  fixture_do (self, "untick_step", "checked-step.step", FIRST_STEP);
  tick = fixture_last (self, &sr_checked_step_kind);
  g_assert_true (sr_row_is_null (tick, SR_CHECKED_STEP_DONE_AT));
  g_assert_true (sr_row_is_null (tick, SR_CHECKED_STEP_DONE_BY));
  assert_refused (self, "not ticked", "untick_step", "checked-step.step", FIRST_STEP, NULL, NULL);

  /* One row for a step, however often it is ticked. */
  fixture_do (self, "tick_step", "checked-step.step", FIRST_STEP);
  g_assert_cmpuint (fixture_count (self, &sr_checked_step_kind), ==, 1);
}

static void
test_no_playbook_to_tick (void)
{
  g_autoptr (Fixture) self = fixture_new ("2026-07-15 09:00:00");

  fixture_receive (self, "P2");
  assert_refused (self, "no emergency", "tick_step", "checked-step.step", FIRST_STEP, NULL, NULL);

  fixture_do (self, "mark_emergency");
  sr_row_set_integer (g_ptr_array_index (self->setting.playbooks, 0), SR_PLAYBOOK_ACTIVE, 0);
  assert_refused (self, "no playbook", "tick_step", "checked-step.step", FIRST_STEP, NULL, NULL);
}

static void
test_foreign_step (void)
{
  g_autoptr (Fixture) self = fixture_new ("2026-07-15 09:00:00");

  receive_emergency (self);
  add_playbook (self, "Everything technical", "technical");
  assert_refused (self, "no such step", "tick_step", "checked-step.step", FIRST_STEP, NULL, NULL);
}

static void
test_auditor (void)
{
  g_autoptr (Fixture) self = fixture_new ("2026-07-15 09:00:00");

  receive_emergency (self);
  fixture_as (self, MANAGER_CHEN, SR_ROLE_AUDITOR);
  fixture_refuses (self, SR_DOMAIN_ERROR_RIGHT, "tick_step", "checked-step.step", FIRST_STEP);
}

/* ---- the review ---- */

static void
resolve_emergency (Fixture *self)
{
  fixture_receive (self, "P2");
  fixture_work (self);
  fixture_do (self, "mark_emergency");
  fixture_reach (self);
  fixture_resolve (self);
}

static void
tick_required (Fixture *self)
{
  fixture_do (self, "tick_step", "checked-step.step", FIRST_STEP);
  fixture_do (self, "tick_step", "checked-step.step", FOURTH_STEP);
}

#define REVIEW "review", "review.happened", "A pipe burst", "review.to_change", "Replace it"
#define CLOSE "close", "follow_up", "done"

static const char *
next_action (Fixture *self)
{
  static const char *const asked[] = { "review", "follow_up", "close" };

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      if (fixture_is_possible (self, asked[i], NULL))
        return asked[i];
    }

  return NULL;
}

static void
test_closes_when_reviewed (void)
{
  g_autoptr (Fixture) self = fixture_new ("2026-07-15 09:00:00");
  const SrRow *review;

  resolve_emergency (self);
  tick_required (self);
  assert_refused (self, "Write the review of this emergency first.", CLOSE, NULL, NULL);
  g_assert_cmpstr (next_action (self), ==, "review");

  fixture_do (self, REVIEW);
  review = fixture_last (self, &sr_review_kind);
  assert_text (review, SR_REVIEW_HAPPENED, "A pipe burst");
  g_assert_cmpint (sr_row_get_integer (review, SR_REVIEW_REVIEWED_BY), ==, self->staff);
  g_assert_cmpint (sr_row_get_integer (review, SR_REVIEW_REVIEWED_AT), ==, self->now);
  g_assert_cmpstr (next_action (self), ==, "follow_up");
  assert_refused (self, "written already", REVIEW);

  fixture_do (self, CLOSE);
  assert_state (self, "closed");
}

static void
test_plain_requests_close (void)
{
  g_autoptr (Fixture) self = fixture_new ("2026-07-15 09:00:00");

  fixture_receive (self, "P2");
  fixture_work (self);
  fixture_reach (self);
  fixture_resolve (self);
  assert_refused (self, "no emergency", REVIEW);
  fixture_do (self, CLOSE);
}

static void
test_required_steps (void)
{
  g_autoptr (Fixture) self = fixture_new ("2026-07-15 09:00:00");

  resolve_emergency (self);
  fixture_do (self, "tick_step", "checked-step.step", FIRST_STEP);
  assert_refused (self, "not ticked: “" FOURTH_STEP "”.", REVIEW);
  fixture_do (self, REVIEW, "review.left_out", "Both were there");
  fixture_do (self, CLOSE);
}

/* A step that is taken back after the review asks for another one. */
static void
test_unticked_later (void)
{
  g_autoptr (Fixture) self = fixture_new ("2026-07-15 09:00:00");

  resolve_emergency (self);
  tick_required (self);
  fixture_do (self, REVIEW);
  fixture_do (self, "untick_step", "checked-step.step", FOURTH_STEP);
  assert_refused (self, FOURTH_STEP, CLOSE, NULL, NULL);
  g_assert_cmpstr (next_action (self), ==, "review");

  fixture_do (self, REVIEW, "review.left_out", "Both were there");
  fixture_do (self, CLOSE);
}

static void
test_reopened (void)
{
  g_autoptr (Fixture) self = fixture_new ("2026-07-15 09:00:00");

  resolve_emergency (self);
  tick_required (self);
  fixture_do (self, REVIEW);
  fixture_at (self, "2026-07-15 10:00:00");
  fixture_reopen (self);
  fixture_do (self, "start");
  fixture_at (self, "2026-07-15 11:00:00");
  fixture_resolve (self);
  assert_refused (self, "Write the review", CLOSE, NULL, NULL);
  fixture_do (self, REVIEW);
  fixture_do (self, CLOSE);
}

static void
test_reviewers (void)
{
  g_autoptr (Fixture) self = fixture_new ("2026-07-15 09:00:00");

  resolve_emergency (self);
  tick_required (self);

  fixture_as (self, DESK_LI, SR_ROLE_DESK);
  self->staff_team = OTHER_TEAM;
  fixture_refuses (self, SR_DOMAIN_ERROR_DUTIES, REVIEW);

  sr_row_set_integer (self->request, SR_REQUEST_TEAM, OTHER_TEAM);
  g_assert_true (fixture_is_possible (self, "review", NULL));
  sr_row_set_null (self->request, SR_REQUEST_TEAM);

  fixture_as (self, sr_row_get_integer (self->request, SR_REQUEST_OWNER), SR_ROLE_HANDLER);
  g_assert_true (fixture_is_possible (self, "review", NULL));

  fixture_as (self, MANAGER_CHEN, SR_ROLE_MANAGER);
  g_assert_true (fixture_is_possible (self, "review", NULL));
}

/* What a log of the past does not hold is told as absent, and nobody is held up. */
static void
test_import (void)
{
  g_autoptr (Fixture) self = fixture_new ("2026-07-15 09:00:00");

  resolve_emergency (self);
  self->from_source = TRUE;
  fixture_do (self, CLOSE);
  assert_state (self, "closed");
  g_assert_nonnull (strstr (sr_row_get_text (self->request, SR_REQUEST_ABSENT), "review"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/playbook/the-most-specific-one-holds", test_most_specific);
  g_test_add_func ("/domain/playbook/a-room-may-have-none", test_none);
  g_test_add_func ("/domain/playbook/its-steps-stand-in-their-order", test_order_of_steps);
  g_test_add_func ("/domain/playbook/a-step-is-ticked-once-and-can-be-unticked", test_ticks);
  g_test_add_func ("/domain/playbook/what-is-no-emergency-has-no-steps", test_no_playbook_to_tick);
  g_test_add_func ("/domain/playbook/a-step-of-another-playbook-is-refused", test_foreign_step);
  g_test_add_func ("/domain/playbook/who-only-looks-ticks-nothing", test_auditor);
  g_test_add_func ("/domain/review/an-emergency-closes-once-it-is-reviewed",
                   test_closes_when_reviewed);
  g_test_add_func ("/domain/review/other-requests-close-without-one", test_plain_requests_close);
  g_test_add_func ("/domain/review/it-says-why-a-required-step-was-left-out", test_required_steps);
  g_test_add_func ("/domain/review/a-step-unticked-after-it-asks-for-another", test_unticked_later);
  g_test_add_func ("/domain/review/what-is-opened-again-is-reviewed-again", test_reopened);
  g_test_add_func ("/domain/review/who-handled-it-writes-it", test_reviewers);
  g_test_add_func ("/domain/review/a-log-of-the-past-has-none", test_import);

  return g_test_run ();
}
