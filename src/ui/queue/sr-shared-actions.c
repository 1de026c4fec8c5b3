/* What may be done with several requests at once.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-shared-actions"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "ui/queue/sr-shared-actions.h"

static void
choice_free (gpointer data)
{
  SrActionChoice *choice = data;

  g_free (choice->reason);
  g_free (choice);
}

/* What is done to one, not to many. */
static gboolean
is_for_one (const SrAction *action)
{
  return action->makes != NULL || g_str_equal (action->name, "attach") ||
         g_str_equal (action->name, "review");
}

/* The sentence of a refusal says which of several refuses. */
static SrActionChoice *
make_choice (const SrSharedAction *shared,
             gboolean              several)
{
  SrActionChoice *choice = g_new0 (SrActionChoice, 1);

  choice->action = shared->action;
  if (shared->reason != NULL)
    choice->reason = several ? g_strdup_printf ("%s: %s", shared->number, shared->reason)
                             : g_strdup (shared->reason);

  return choice;
}

/* A note is written where it will be read, a step is ticked in its playbook; what only the room does is
 * no person's button. Who follows is a switch of its own in the detail, and a line in the menu of a
 * row. */
static gboolean
is_button (const SrAction *action,
           gboolean        in_list)
{
  static const char *const elsewhere[] = { "note", "tick_step", "untick_step", NULL };

  return action->roles != SR_ROLE_ROOM && !g_strv_contains (elsewhere, action->name) &&
         (in_list || g_strcmp0 (action->from[0], SR_ACTION_ANY_STATE) != 0);
}

static GPtrArray *
make_choices (GPtrArray *shared,
              gboolean   several,
              gboolean   in_list)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (choice_free);

  for (guint i = 0; i < shared->len; i++)
    {
      const SrSharedAction *action = g_ptr_array_index (shared, i);

      if (action->leads && is_button (action->action, in_list)
          && !(several && is_for_one (action->action)))
        g_ptr_array_insert (choices, action->is_next ? 0 : -1, make_choice (action, several));
    }

  return choices;
}

/**
 * sr_action_choices_of:
 * @detail: a request
 *
 * Returns: (transfer full) (element-type SrActionChoice): the actions that lead from its state, what
 *   comes next before the others in the order of use, without those that are no person's button
 */
GPtrArray *
sr_action_choices_of (SrRequestDetail *detail)
{
  g_autoptr (GPtrArray) shared = sr_action_share_new (&sr_request_kind);

  sr_action_share_add (shared, &sr_request_kind, sr_situation_holder_get (detail->situation));

  return make_choices (shared, FALSE, FALSE);
}

static void
on_shared_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) shared = sr_room_shared_actions_finish (SR_ROOM (source), result, &error);
  gboolean several = GPOINTER_TO_UINT (g_task_get_task_data (task)) > 1;

  if (shared == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_task_return_pointer (task, make_choices (shared, several, TRUE),
                         (GDestroyNotify) g_ptr_array_unref);
}

/**
 * sr_shared_actions_async:
 * @records: (element-type SrRecord): requests, at least one
 *
 * Asks which actions lead from the states of all @records, where they stand in a list.
 */
void
sr_shared_actions_async (SrRoom              *room,
                         GPtrArray           *records,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_if_fail (SR_IS_ROOM (room));
  g_return_if_fail (records != NULL && records->len > 0);

  for (guint i = 0; i < records->len; i++)
    {
      gint64 id = sr_record_get_id (g_ptr_array_index (records, i));

      g_array_append_val (ids, id);
    }

  task = g_task_new (room, cancellable, callback, user_data);
  g_task_set_source_tag (task, sr_shared_actions_async);
  g_task_set_task_data (task, GUINT_TO_POINTER (ids->len), NULL);
  sr_room_shared_actions_async (room, (gpointer) ids->data, ids->len, cancellable,
                                on_shared_cb, g_steal_pointer (&task));
}

/**
 * sr_shared_actions_finish:
 *
 * Returns: (transfer full) (element-type SrActionChoice): what all of them share, each with the reason
 *   of the first that cannot; %NULL with an error
 */
GPtrArray *
sr_shared_actions_finish (GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
