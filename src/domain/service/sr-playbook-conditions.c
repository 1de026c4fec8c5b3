/* What must hold for the steps of a playbook and the review of an emergency.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-playbook-conditions"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-playbook-conditions.h"
#include "domain/service/sr-playbook.h"
#include "domain/sr-domain-error.h"

static gboolean
refuse (GError     **error,
        int          code,
        const char  *message)
{
  g_set_error_literal (error, SR_DOMAIN_ERROR, code, message);

  return FALSE;
}

static gboolean
is_emergency (const SrSituation *situation)
{
  return sr_row_get_integer (situation->subject, SR_REQUEST_EMERGENCY) != 0;
}

/* ---- steps ---- */

static gboolean
check_playbook (const SrSituation  *situation,
                GError            **error)
{
  if (!is_emergency (situation))
    return refuse (error, SR_DOMAIN_ERROR_GUARD,
                   _("This is no emergency, so there is no playbook to follow."));

  if (sr_playbook_of_request (situation->setting, situation->subject) == NULL)
    return refuse (error, SR_DOMAIN_ERROR_GUARD,
                   _("There is no playbook for this emergency. A manager adds one in the "
                     "preferences."));

  return TRUE;
}

const SrCondition sr_has_a_playbook = { NULL, FALSE, check_playbook };

static gint64
get_given_step (const SrSituation *situation)
{
  const SrValue *step = sr_situation_get_given (situation, "checked-step.step");

  return step != NULL ? step->integer : 0;
}

static gboolean
check_step (const SrSituation  *situation,
            GError            **error)
{
  const SrRow *playbook = sr_playbook_of_request (situation->setting, situation->subject);
  g_autoptr (GPtrArray) steps = sr_playbook_get_steps (situation->setting, playbook);

  for (guint i = 0; i < steps->len; i++)
    {
      if (sr_row_get_id (g_ptr_array_index (steps, i)) == get_given_step (situation))
        return TRUE;
    }

  return refuse (error, SR_DOMAIN_ERROR_GUARD,
                 _("The playbook of this request has no such step. Choose one of its steps."));
}

const SrCondition sr_step_is_of_its_playbook = { NULL, TRUE, check_step };

static gboolean
check_not_ticked (const SrSituation  *situation,
                  GError            **error)
{
  if (sr_playbook_find_tick (situation->children, get_given_step (situation)) != NULL)
    return refuse (error, SR_DOMAIN_ERROR_GUARD, _("The step is ticked already."));

  return TRUE;
}

const SrCondition sr_step_is_not_ticked_yet = { NULL, TRUE, check_not_ticked };

static gboolean
check_ticked (const SrSituation  *situation,
              GError            **error)
{
  if (sr_playbook_find_tick (situation->children, get_given_step (situation)) == NULL)
    return refuse (error, SR_DOMAIN_ERROR_GUARD, _("The step is not ticked."));

  return TRUE;
}

const SrCondition sr_step_is_ticked = { NULL, TRUE, check_ticked };

/* ---- the review ---- */

static char *
list_steps (GPtrArray *steps)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < steps->len; i++)
    g_ptr_array_add (texts, g_strdup_printf (_("“%s”"),
                                             sr_row_get_text (g_ptr_array_index (steps, i),
                                                              SR_PLAYBOOK_STEP_TEXT)));
  g_ptr_array_add (texts, NULL);

  return g_strjoinv (_(", "), (char **) texts->pdata);
}

static gboolean
explain_left_out (const SrSituation  *situation,
                  const char         *why,
                  GError            **error)
{
  g_autoptr (GPtrArray) left_out = NULL;
  g_autofree char *steps = NULL;

  if (why != NULL)
    return TRUE;

  left_out = sr_playbook_get_left_out (situation);
  if (left_out->len == 0)
    return TRUE;

  steps = list_steps (left_out);
  g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_GUARD,
               /* Translators: steps of a playbook, each in quotation marks */
               _("These required steps of the playbook are not ticked: %s. Tick them, or say in the "
                 "review why they were left out."), steps);

  return FALSE;
}

/* It is there, and says of each required step that was not ticked why. */
static gboolean
check_reviewed (const SrSituation  *situation,
                GError            **error)
{
  const SrRow *review;

  if (!is_emergency (situation))
    return TRUE;

  review = sr_request_find_review (situation);
  if (review == NULL)
    return refuse (error, SR_DOMAIN_ERROR_GUARD, _("Write the review of this emergency first."));

  return explain_left_out (situation, sr_row_get_text (review, SR_REVIEW_LEFT_OUT), error);
}

/* A log of the past has no reviews. */
const SrCondition sr_emergency_is_reviewed = { "review", FALSE, check_reviewed, "review" };

static gboolean
check_due (const SrSituation  *situation,
           GError            **error)
{
  if (!is_emergency (situation))
    return refuse (error, SR_DOMAIN_ERROR_GUARD,
                   _("This is no emergency, so it needs no review."));

  if (check_reviewed (situation, NULL))
    return refuse (error, SR_DOMAIN_ERROR_GUARD,
                   _("The review of this emergency is written already."));

  return TRUE;
}

const SrCondition sr_review_is_due = { NULL, FALSE, check_due };

/* Who had it, solved it, or is of the team that has it, its lead among them. */
static gboolean
check_reviewer (const SrSituation  *situation,
                GError            **error)
{
  const SrRow *request = situation->subject;
  gint64 team = sr_row_get_integer (request, SR_REQUEST_TEAM);

  if (sr_situation_is_manager (situation) ||
      sr_row_get_integer (request, SR_REQUEST_OWNER) == situation->staff ||
      sr_row_get_integer (request, SR_REQUEST_RESOLVED_BY) == situation->staff ||
      (team != 0 && team == situation->staff_team))
    return TRUE;

  return refuse (error, SR_DOMAIN_ERROR_DUTIES,
                 _("The review is written by who handled the emergency, by somebody of that team, "
                   "or by a manager."));
}

const SrCondition sr_reviewed_by_who_handled_it = { NULL, FALSE, check_reviewer };

static gboolean
check_left_out (const SrSituation  *situation,
                GError            **error)
{
  const SrValue *why = sr_situation_get_given (situation, "review.left_out");

  return explain_left_out (situation, why != NULL ? why->text : NULL, error);
}

const SrCondition sr_left_out_steps_are_explained = { NULL, TRUE, check_left_out };
