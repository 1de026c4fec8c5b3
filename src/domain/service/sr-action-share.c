/* What may be done with several records at once.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-action-share"

#include "config.h"

#include "domain/service/sr-action-share.h"

/**
 * sr_shared_action_free:
 * @self: (nullable) (transfer full):
 */
void
sr_shared_action_free (SrSharedAction *self)
{
  if (self == NULL)
    return;

  g_free (self->reason);
  g_free (self->number);
  g_free (self);
}

/**
 * sr_action_share_new:
 * @kind: a kind of record
 *
 * Returns: (transfer full) (element-type SrSharedAction): its actions in order of use, all of them
 *   possible as long as no record says otherwise
 */
GPtrArray *
sr_action_share_new (const SrRecordKind *kind)
{
  GPtrArray *shared = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_shared_action_free);

  for (const SrAction *action = sr_actions_of (kind); action->name != NULL; action++)
    {
      SrSharedAction *choice;

      if (sr_action_makes (action))
        continue;

      choice = g_new0 (SrSharedAction, 1);
      choice->action = action;
      choice->leads = TRUE;
      choice->is_next = TRUE;
      g_ptr_array_add (shared, choice);
    }

  return shared;
}

static gboolean
leads_from (const SrAction *action,
            const char     *state)
{
  return g_strcmp0 (action->from[0], SR_ACTION_ANY_STATE) == 0 ||
         (state != NULL && g_strv_contains (action->from, state));
}

/**
 * sr_action_share_add:
 * @shared: (element-type SrSharedAction): what the records before have in common
 * @situation: one more record, and who acts
 *
 * Takes away what this record does not allow. What was refused before is not asked again, so that
 * many records cost little more than the rules that still hold.
 */
void
sr_action_share_add (GPtrArray          *shared,
                     const SrRecordKind *kind,
                     const SrSituation  *situation)
{
  int state = sr_record_kind_find_field (kind, "state");
  int number = sr_record_kind_find_field (kind, "number");
  const SrAction *next = sr_action_find_next (kind, situation);

  for (guint i = 0; i < shared->len; i++)
    {
      SrSharedAction *choice = g_ptr_array_index (shared, i);
      g_autoptr (GError) error = NULL;

      choice->leads = choice->leads &&
                      leads_from (choice->action, state >= 0 ? sr_row_get_text (situation->subject,
                                                                                state) : NULL);
      choice->is_next = choice->is_next && choice->action == next;

      if (choice->reason != NULL ||
          sr_action_is_possible (choice->action, kind, situation, &error))
        continue;

      choice->reason = g_strdup (error->message);
      choice->number = number >= 0 ? g_strdup (sr_row_get_text (situation->subject, number)) : NULL;
    }
}
