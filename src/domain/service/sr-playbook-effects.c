/* What the actions do that follow a playbook, and the review at its end.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-playbook-effects"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-request-effects.h"

static gint64
get_step (const SrSituation *situation)
{
  return sr_situation_get_given (situation, "checked-step.step")->integer;
}

/* A step has one row for each request, which is ticked and unticked. */
static SrRow *
take_step (const SrSituation *situation,
           GPtrArray         *changes)
{
  for (guint i = 0; situation->children != NULL && i < situation->children->len; i++)
    {
      const SrRow *child = g_ptr_array_index (situation->children, i);

      if (sr_row_get_kind (child) == &sr_checked_step_kind &&
          sr_row_get_integer (child, SR_CHECKED_STEP_STEP) == get_step (situation))
        {
          SrRow *step = sr_row_copy (child);

          g_ptr_array_add (changes, sr_change_new (child, step));
          return step;
        }
    }

  return sr_request_add_child (situation, changes, &sr_checked_step_kind);
}

static void
set_staff (const SrSituation *situation,
           SrRow             *row,
           guint              field)
{
  if (situation->staff != 0)
    sr_row_set_integer (row, field, situation->staff);
}

SR_REQUEST_EFFECT (tick_step)
{
  GPtrArray *steps = situation->setting->playbook_steps;
  SrRow *tick = take_step (situation, changes);

  for (guint i = 0; i < steps->len; i++)
    {
      const SrRow *step = g_ptr_array_index (steps, i);

      if (sr_row_get_id (step) == get_step (situation))
        sr_row_set (tick, SR_CHECKED_STEP_TEXT, sr_row_get (step, SR_PLAYBOOK_STEP_TEXT));
    }
  sr_row_set_integer (tick, SR_CHECKED_STEP_DONE_AT, situation->now);
  set_staff (situation, tick, SR_CHECKED_STEP_DONE_BY);
}

SR_REQUEST_EFFECT (untick_step)
{
  SrRow *tick = take_step (situation, changes);

  sr_row_set_null (tick, SR_CHECKED_STEP_DONE_AT);
  sr_row_set_null (tick, SR_CHECKED_STEP_DONE_BY);
}

SR_REQUEST_EFFECT (review)
{
  SrRow *review = sr_request_add_child (situation, changes, &sr_review_kind);

  sr_row_set_integer (review, SR_REVIEW_REVIEWED_AT, situation->now);
  set_staff (situation, review, SR_REVIEW_REVIEWED_BY);
}
