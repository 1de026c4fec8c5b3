/* What to do in an emergency: which playbook holds, and what of it is done.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-playbook"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-playbook.h"

/* A tree of types is shallow; the bound only guards against a ring. */
#define MAX_DEPTH 16

/* Of several the oldest: ids count up. */
static const SrRow *
find_exact (const SrSetting *setting,
            gint64           service_type)
{
  for (guint i = 0; setting->playbooks != NULL && i < setting->playbooks->len; i++)
    {
      const SrRow *playbook = g_ptr_array_index (setting->playbooks, i);

      if (sr_row_get_integer (playbook, SR_PLAYBOOK_ACTIVE) != 0 &&
          sr_row_get_integer (playbook, SR_PLAYBOOK_SERVICE_TYPE) == service_type)
        return playbook;
    }

  return NULL;
}

/**
 * sr_setting_find_playbook:
 * @service_type: the id of a type, 0 for none
 *
 * Regulation 3.2.2. Looks for the most specific playbook that is in use: of the type, of each type
 * above it, then the one for every emergency.
 *
 * Returns: (transfer none) (nullable): the playbook
 */
const SrRow *
sr_setting_find_playbook (const SrSetting *setting,
                          gint64           service_type)
{
  for (guint depth = 0; service_type != 0 && depth < MAX_DEPTH; depth++)
    {
      const SrRow *playbook = find_exact (setting, service_type);

      if (playbook != NULL)
        return playbook;
      service_type = sr_setting_get_parent_type (setting, service_type);
    }

  return find_exact (setting, 0);
}

/**
 * sr_playbook_of_request:
 * @request: a row of kind request
 *
 * Returns: (transfer none) (nullable): the playbook that holds for it, if it is an emergency
 */
const SrRow *
sr_playbook_of_request (const SrSetting *setting,
                        const SrRow     *request)
{
  if (sr_row_get_integer (request, SR_REQUEST_EMERGENCY) == 0)
    return NULL;

  return sr_setting_find_playbook (setting, sr_row_get_integer (request, SR_REQUEST_TYPE));
}

static int
compare_steps (gconstpointer a,
               gconstpointer b)
{
  const SrRow *one = *(const SrRow *const *) a;
  const SrRow *other = *(const SrRow *const *) b;
  gint64 difference = sr_row_get_integer (one, SR_PLAYBOOK_STEP_POSITION) -
                      sr_row_get_integer (other, SR_PLAYBOOK_STEP_POSITION);

  if (difference == 0)
    difference = sr_row_get_id (one) - sr_row_get_id (other);

  return (difference > 0) - (difference < 0);
}

/**
 * sr_playbook_get_all_steps:
 * @playbook: (nullable): a row of kind playbook
 *
 * Returns: (transfer container) (element-type SrRow): its steps in their order, those among them that
 *   are not in use any more
 */
GPtrArray *
sr_playbook_get_all_steps (const SrSetting *setting,
                           const SrRow     *playbook)
{
  GPtrArray *steps = g_ptr_array_new ();

  if (playbook == NULL || setting->playbook_steps == NULL)
    return steps;

  for (guint i = 0; i < setting->playbook_steps->len; i++)
    {
      SrRow *step = g_ptr_array_index (setting->playbook_steps, i);

      if (sr_row_get_integer (step, SR_PLAYBOOK_STEP_PLAYBOOK) == sr_row_get_id (playbook))
        g_ptr_array_add (steps, step);
    }
  g_ptr_array_sort (steps, compare_steps);

  return steps;
}

/**
 * sr_playbook_get_steps:
 * @playbook: (nullable): a row of kind playbook
 *
 * Returns: (transfer container) (element-type SrRow): its steps that are in use, in their order
 */
GPtrArray *
sr_playbook_get_steps (const SrSetting *setting,
                       const SrRow     *playbook)
{
  g_autoptr (GPtrArray) all = sr_playbook_get_all_steps (setting, playbook);
  GPtrArray *steps = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    {
      SrRow *step = g_ptr_array_index (all, i);

      if (sr_row_get_integer (step, SR_PLAYBOOK_STEP_ACTIVE) != 0)
        g_ptr_array_add (steps, step);
    }

  return steps;
}

/**
 * sr_playbook_find_tick:
 * @children: (nullable) (element-type SrRow): what hangs on a request
 * @step: the id of a step
 *
 * Returns: (transfer none) (nullable): who ticked it and when, as a row of kind checked-step; %NULL if
 *   it is not ticked
 */
const SrRow *
sr_playbook_find_tick (GPtrArray *children,
                       gint64     step)
{
  for (guint i = 0; children != NULL && i < children->len; i++)
    {
      const SrRow *child = g_ptr_array_index (children, i);

      if (sr_row_get_kind (child) == &sr_checked_step_kind &&
          sr_row_get_integer (child, SR_CHECKED_STEP_STEP) == step &&
          !sr_row_is_null (child, SR_CHECKED_STEP_DONE_AT))
        return child;
    }

  return NULL;
}

/**
 * sr_playbook_get_left_out:
 * @situation: a request
 *
 * Returns: (transfer container) (element-type SrRow): the required steps of its playbook that are not
 *   ticked
 */
GPtrArray *
sr_playbook_get_left_out (const SrSituation *situation)
{
  GPtrArray *left_out = g_ptr_array_new ();
  const SrRow *playbook = sr_playbook_of_request (situation->setting, situation->subject);
  g_autoptr (GPtrArray) steps = sr_playbook_get_steps (situation->setting, playbook);

  for (guint i = 0; i < steps->len; i++)
    {
      SrRow *step = g_ptr_array_index (steps, i);

      if (sr_row_get_integer (step, SR_PLAYBOOK_STEP_REQUIRED) != 0 &&
          sr_playbook_find_tick (situation->children, sr_row_get_id (step)) == NULL)
        g_ptr_array_add (left_out, step);
    }

  return left_out;
}

/**
 * sr_request_find_review:
 * @situation: a request
 *
 * What was reviewed before the request was opened again is not what is closed now.
 *
 * Returns: (transfer none) (nullable): the newest review of what was resolved last
 */
const SrRow *
sr_request_find_review (const SrSituation *situation)
{
  gint64 resolved_at = sr_row_get_integer (situation->subject, SR_REQUEST_RESOLVED_AT);
  const SrRow *review = NULL;

  for (guint i = 0; situation->children != NULL && i < situation->children->len; i++)
    {
      const SrRow *child = g_ptr_array_index (situation->children, i);

      if (sr_row_get_kind (child) == &sr_review_kind &&
          sr_row_is_null (child, SR_REVIEW_RETRACTED_AT) &&
          sr_row_get_integer (child, SR_REVIEW_REVIEWED_AT) >= resolved_at)
        review = child;
    }

  return review;
}
